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

mod abuse;
mod actors;
mod bundle;
mod bytes;
mod cli;
mod editions;
mod glyphs;
mod guides;
mod inputs;
mod journeys;
mod languages;
mod lines;
mod local;
mod locales;
mod looks;
mod national;
mod path;
mod properties;
mod pty;
mod screens;
mod sessions;
mod staff;
mod stage;
mod touch;
