//! What a sentence about an error can name: typed values under the names that sentences in `locales/` use. Holds no sentence.

use std::fmt;
use std::path::Path;

/// A value that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail {
    /// Text to be shown as it is: a path, a name, a number with its own form.
    Text(String),
    /// How many of something.
    Number(u64),
    /// A size in bytes, to be said in the units of the language.
    Bytes(u64),
}

/// The values of an error, by name; names are those of the fields of its variant.
pub type Details = Vec<(&'static str, Detail)>;

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) | Self::Bytes(number) => number.fmt(f),
        }
    }
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Detail {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&Path> for Detail {
    fn from(path: &Path) -> Self {
        Self::Text(path.display().to_string())
    }
}

impl From<u64> for Detail {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}
