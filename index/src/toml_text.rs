//! Reading our own TOML files (front matters, synonyms, the configuration): the same answer everywhere to "which line is
//! wrong". Knows no file's keys.

use serde::de::DeserializeOwned;

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Line of the text, from 1.
    pub line: usize,
    /// What the TOML reader says (English).
    pub detail: String,
}

/// Reads a text.
///
/// # Errors
/// When it is no TOML, lacks a key or has one too many.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Malformed> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        Malformed { line: before.matches('\n').count() + 1, detail: error.message().to_owned() }
    })
}
