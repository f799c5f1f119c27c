//! What Repère knows and how it is found: venues, guides, places, hours, ingest, search.
//!
//! This package knows neither the screen nor the machine it stands on: no ratatui, no sticks, no signals.
//! It never says a sentence to a visitor either: it returns facts (an [`hours::OpenState`], a [`distance::Direction`],
//! a [`ingest::Finding`]) and `repere` puts them into words.

#![forbid(unsafe_code)]

pub mod actor;
pub mod contacts;
pub mod distance;
pub mod edition;
pub mod export;
pub mod fold;
pub mod glossary;
pub mod guide;
pub mod hours;
pub mod ingest;
pub mod lexicon;
pub mod local;
pub mod place;
pub mod questions;
pub mod readability;
pub mod search;
pub mod standard;
pub mod synonyms;
pub mod territory;
pub mod toml_text;
pub mod understanding;
pub mod venue;

mod nearest;
mod typos;
