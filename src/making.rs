//! Making editions: from a folder that people prepare (lists of venues, guides, words, what a town adds) to the signed bundle
//! that goes on a stick. Knows no arguments, and asks nobody anything.
//!
//! ```text
//! folder → source (lists become one) → draft (one town, its number) → stick (written whole, signed, opened as a terminal does)
//! ```

mod draft;
mod error;
mod keys;
mod previous;
mod source;
mod stick;

pub use draft::{Draft, Wanted};
pub use error::MakingError;
pub use keys::{MadeKey, PASSWORD_VARIABLE, Signer, make_key, sign};
pub use previous::{Previous, Shelf};
pub use source::{Gathered, Source, gather};
pub use stick::{Made, README, Target, open, write};
