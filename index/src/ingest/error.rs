//! Why a whole file cannot be read. What is wrong with one record is a finding of the report, not an error.

use thiserror::Error;

/// Why a file gave no venues at all. The text is for the log: `repere` says it to staff in words of its own, from
/// [`IngestError::key`] and [`IngestError::facts`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IngestError {
    /// Nothing in the file, or only spaces and line ends.
    #[error("the file is empty")]
    Empty,
    /// A web page: usually the download page saved in place of the file.
    #[error("the file is a web page or XML")]
    Html,
    /// JSON.
    #[error("the file is JSON")]
    Json,
    /// A workbook of a spreadsheet program (xlsx, xls, ods).
    #[error("the file is a {kind} workbook")]
    Workbook {
        /// Its usual extension, without the dot.
        kind: &'static str,
    },
    /// An archive, not yet unpacked.
    #[error("the file is an archive ({kind})")]
    Archive {
        /// Its usual extension, without the dot.
        kind: &'static str,
    },
    /// A PDF document.
    #[error("the file is a PDF document")]
    Pdf,
    /// Anything else that is not text.
    #[error("the file is not text")]
    Binary,
    /// Text in another encoding than UTF-8, often Windows-1252 or UTF-16 from a spreadsheet program.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// The first line concerned, counted from 1 as a text editor does.
        line: usize,
    },
    /// The first line holds no field name of the standard.
    #[error("no field of the standard in the first line: {found}")]
    NoHeader {
        /// The start of the first line.
        found: String,
    },
    /// The header lacks columns without which no venue can be read.
    #[error("columns missing: {missing}")]
    MissingColumns {
        /// Their names, separated by commas; an alternative is written `commune/code_postal`.
        missing: String,
    },
    /// The text could not be cut into cells.
    #[error("line {line} is not CSV")]
    NotCsv {
        /// The line where reading stopped, counted from 1 as a text editor does.
        line: u64,
    },
}

impl IngestError {
    /// Every key there is, for the test that each has its sentences.
    pub const KEYS: &'static [&'static str] = &[
        "empty",
        "html",
        "json",
        "workbook",
        "archive",
        "pdf",
        "binary",
        "not-utf8",
        "no-header",
        "missing-columns",
        "not-csv",
    ];

    /// The name of this error in locale files: kebab case.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Html => "html",
            Self::Json => "json",
            Self::Workbook { .. } => "workbook",
            Self::Archive { .. } => "archive",
            Self::Pdf => "pdf",
            Self::Binary => "binary",
            Self::NotUtf8 { .. } => "not-utf8",
            Self::NoHeader { .. } => "no-header",
            Self::MissingColumns { .. } => "missing-columns",
            Self::NotCsv { .. } => "not-csv",
        }
    }

    /// The facts that its sentence may name, as (placeholder, text).
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::Html | Self::Json | Self::Pdf | Self::Binary => Vec::new(),
            Self::Workbook { kind } | Self::Archive { kind } => vec![("kind", (*kind).to_owned())],
            Self::NotUtf8 { line } => vec![("line", line.to_string())],
            Self::NoHeader { found } => vec![("found", found.clone())],
            Self::MissingColumns { missing } => vec![("missing", missing.clone())],
            Self::NotCsv { line } => vec![("line", line.to_string())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_its_key_and_facts() {
        let errors = [
            IngestError::Empty,
            IngestError::Html,
            IngestError::Json,
            IngestError::Workbook { kind: "ods" },
            IngestError::Archive { kind: "zip" },
            IngestError::Pdf,
            IngestError::Binary,
            IngestError::NotUtf8 { line: 3 },
            IngestError::NoHeader { found: "12,Lens".to_owned() },
            IngestError::MissingColumns { missing: "nom".to_owned() },
            IngestError::NotCsv { line: 3 },
        ];
        assert_eq!(errors.iter().map(IngestError::key).collect::<Vec<_>>(), IngestError::KEYS);
        for error in errors {
            assert!(error.facts().iter().all(|(_, fact)| error.to_string().contains(fact)), "{error}");
        }
    }
}
