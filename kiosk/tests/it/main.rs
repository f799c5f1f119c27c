//! The package as `repere` meets it: whole installs from sticks that tests make, with a content that is simple enough to be
//! judged byte by byte.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test may stop wherever it likes, and says what it did"
)]
#![cfg(unix)]

mod bad_bundles;
mod faults;
#[cfg(target_os = "linux")]
mod helper;
mod interop;
mod journeys;
mod manifests;
mod rules;
mod scene;
