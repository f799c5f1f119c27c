//! What a page is put on. Each medium puts out any page in its own way and knows no page by name: the screen draws, the
//! lines print. What is said on one is said on the other.

pub mod lines;
pub mod screen;
