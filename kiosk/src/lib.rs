//! The machine Repère stands on: the editions on its disk and the signals of its system. Knows neither what an edition
//! says (that is `repere-index`) nor how it is shown (that is `repere`).
//!
//! Sticks, trust, installing and the console helper belong here and come with the parts that need them.

#![deny(unsafe_code)]

pub mod signals;
pub mod store;
