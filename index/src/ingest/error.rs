//! Why a whole file cannot be read. What is wrong with one record is a finding of the report, not an error.

use thiserror::Error;

/// Makes the errors: variant, facts (each written with its type), text for the log and key, in one table.
macro_rules! errors {
    ($($(#[$about:meta])* $variant:ident $({ $($(#[$note:meta])* $fact:ident: $type:ty),+ })? = $key:literal, $text:literal;)+) => {
        /// Why a file gave no venues at all. The text is for the log: `repere` says it to staff in words of its own, from
        /// [`IngestError::key`] and [`IngestError::facts`].
        #[derive(Debug, Clone, PartialEq, Eq, Error)]
        #[non_exhaustive]
        pub enum IngestError {
            $($(#[$about])* #[error($text)] $variant $({ $($(#[$note])* $fact: $type),+ })?,)+
        }

        impl IngestError {
            /// Every key there is, for the test that each has its sentences.
            pub const KEYS: &'static [&'static str] = &[$($key),+];

            /// The name of this error in locale files: kebab case.
            #[must_use]
            pub const fn key(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $key,)+ }
            }

            /// The facts that its sentence may name, as (placeholder, text).
            #[must_use]
            pub fn facts(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$variant $({ $($fact),+ })? => vec![$($((stringify!($fact), $fact.to_string())),+)?],)+
                }
            }
        }
    };
}

errors! {
    /// Nothing in the file, or only spaces and line ends.
    Empty = "empty", "the file is empty";
    /// A web page: usually the download page saved in place of the file.
    Html = "html", "the file is a web page or XML";
    /// A workbook of a kind that is not read (xls).
    Workbook {
        /// Its usual extension, without the dot.
        kind: &'static str
    } = "workbook", "the file is a {kind} workbook";
    /// A workbook that asks for a password.
    WorkbookLocked = "workbook-locked", "the workbook is encrypted";
    /// A workbook that cannot be opened.
    WorkbookDamaged = "workbook-damaged", "the workbook cannot be read";
    /// An archive, not yet unpacked.
    Archive {
        /// Its usual extension, without the dot.
        kind: &'static str
    } = "archive", "the file is an archive ({kind})";
    /// A PDF document.
    Pdf = "pdf", "the file is a PDF document";
    /// Anything else that is not text.
    Binary = "binary", "the file is not text";
    /// More bytes than are read, in the file itself or once it is unpacked.
    TooLarge {
        /// Megabytes that are read at most.
        megabytes: usize
    } = "too-large", "the file is larger than {megabytes} MB";
    /// More records than are read.
    TooManyRows {
        /// Records that are read at most.
        limit: usize
    } = "too-many-rows", "the file has more than {limit} records";
    /// More columns than a table of venues can have.
    TooManyColumns {
        /// Columns that are read at most.
        limit: usize
    } = "too-many-columns", "the file has more than {limit} columns";
    /// JSON that cannot be read.
    NotJson {
        /// The line where reading stopped, counted from 1 as a text editor does.
        line: usize,
        /// The character of that line.
        column: usize
    } = "not-json", "not JSON at line {line}, column {column}";
    /// JSON that is something else than a list of objects.
    JsonNotList = "json-not-list", "the JSON is not a list of objects";
    /// JSON whose values hold values that hold values, and so on.
    JsonTooDeep {
        /// Levels that are read at most.
        limit: usize
    } = "json-too-deep", "the JSON is more than {limit} levels deep";
    /// The first line holds no field name of the standard.
    NoHeader {
        /// The start of the first line.
        found: String
    } = "no-header", "no field of the standard in the first line: {found}";
    /// The header lacks columns without which no venue can be read.
    MissingColumns {
        /// Their names, separated by commas; an alternative is written `commune/code_postal`.
        missing: String
    } = "missing-columns", "columns missing: {missing}";
    /// The text could not be cut into cells.
    NotCsv {
        /// The line where reading stopped, counted from 1 as a text editor does.
        line: u64
    } = "not-csv", "line {line} is not CSV";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_says_its_facts() {
        let errors = [
            IngestError::Workbook { kind: "xls" },
            IngestError::Archive { kind: "zip" },
            IngestError::TooLarge { megabytes: 256 },
            IngestError::TooManyRows { limit: 12 },
            IngestError::NotJson { line: 3, column: 7 },
            IngestError::NoHeader { found: "12,Lens".to_owned() },
            IngestError::MissingColumns { missing: "nom".to_owned() },
            IngestError::NotCsv { line: 3 },
        ];
        for error in errors {
            assert!(IngestError::KEYS.contains(&error.key()));
            assert!(!error.facts().is_empty());
            assert!(error.facts().iter().all(|(_, fact)| error.to_string().contains(fact)), "{error}");
        }
    }
}
