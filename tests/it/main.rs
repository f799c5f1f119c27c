//! One integration binary (one link): screens, properties, journeys, the command line, the locales.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    missing_docs,
    reason = "helpers of tests fail loudly, and nobody else sees them"
)]

mod bundle;
mod cli;
mod editions;
mod glyphs;
mod journeys;
mod lines;
mod local;
mod locales;
mod national;
mod properties;
mod pty;
mod screens;
mod staff;
mod stage;
