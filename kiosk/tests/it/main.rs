//! The package as `repere` meets it: whole installs from sticks that tests make, with a content that is simple enough to be
//! judged byte by byte.

#![allow(missing_docs, reason = "the names of tests say what they prove")]
#![cfg(unix)]

mod bad_bundles;
mod faults;
mod interop;
mod journeys;
mod manifests;
mod rules;
mod scene;
