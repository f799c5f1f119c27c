//! Repère: a public terminal for town halls and libraries. A visitor finds a place near here, a person who helps, or a
//! short guide, in large plain text and with no network.
//!
//! ```text
//! key ─ keymap ─▶ Message ─ screen (turns sheets) ─▶ update ─▶ Model ─ page ─▶ Page ─ medium ─▶ screen, lines
//!                    ▲                                  │
//!                    └────────── runtime, world ◀── Effect
//! ```
//!
//! See ARCHITECTURE.md for the words and the house.

#![forbid(unsafe_code)]

// Languages without a sentence would say it in French; a test keeps that from happening.
rust_i18n::i18n!("locales", fallback = "fr");

pub mod cli;
pub mod config;
pub mod desk;
pub mod effect;
pub mod installing;
pub mod keymap;
pub mod locale;
pub mod making;
pub mod medium;
pub mod message;
pub mod model;
pub mod page;
pub mod report;
pub mod runtime;
mod sentence;
pub mod session;
pub mod theme;
pub mod update;
pub mod world;
