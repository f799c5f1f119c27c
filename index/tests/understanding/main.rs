//! What a query is understood as, what the words of the starter edition lead to, and that neither gets worse.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    missing_docs,
    reason = "helpers of tests fail loudly, and nobody else sees them"
)]

mod actors;
mod bad_input;
mod chips;
mod filters;
mod judged;
mod left_alone;
mod lexicon;
mod places;
mod stage;
mod starter_words;
mod wishes;
