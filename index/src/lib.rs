//! What Repère knows and how it is found: venues, guides, places, hours, ingest, search.
//!
//! This package knows neither the screen nor the machine it stands on: no ratatui, no sticks, no signals.
//! It never says a sentence to a visitor either: it returns facts (an [`hours::OpenState`], a
//! [`distance::Direction`]) and `repere` puts them into words.

pub mod distance;
pub mod fold;
pub mod hours;
pub mod place;
