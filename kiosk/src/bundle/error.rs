//! Every reason why a bundle is not taken, one variant a rule. Holds no sentence for people: those are in `locales/`, under
//! [`BundleError::key`].

use std::io;
use std::path::PathBuf;

use super::names::NameFault;
use crate::detail::{Detail, Details};

/// Why a bundle is not taken. `file` is a path below the bundle; sizes are in bytes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each variant says what its fields are; their names are those of the manifest")]
pub enum BundleError {
    /// Nothing on the stick is a bundle.
    #[error("no bundle below {}", path.display())]
    NoBundle { path: PathBuf },
    /// Two bundles or more: nobody can say which is meant.
    #[error("several bundles: {folders:?}")]
    SeveralBundles { folders: Vec<PathBuf> },
    /// So many folders that not all were looked into, and no bundle in those that were.
    #[error("no bundle in the first {limit} folders below {}", path.display())]
    TooManyFolders { path: PathBuf, limit: u64 },
    /// What should be a stick or a bundle is a file.
    #[error("{} is no folder", path.display())]
    NotAFolder { path: PathBuf },
    /// The stick was pulled out.
    #[error("the stick is gone: {source}")]
    StickGone { source: io::Error },
    /// A file or folder of the stick cannot be read.
    #[error("{file} cannot be read from the stick: {source}")]
    StickUnreadable { file: String, source: io::Error },

    /// The manifest is longer than a manifest is.
    #[error("the manifest has more than {limit} bytes")]
    ManifestTooLarge { limit: u64 },
    /// The manifest is no UTF-8.
    #[error("the manifest is no UTF-8 text")]
    ManifestNotText,
    /// The manifest is no TOML; `line` counts from 1.
    #[error("manifest, line {line}: {reason}")]
    ManifestSyntax { line: u64, reason: String },
    /// A field is missing, unknown or of another type; `line` counts from 1.
    #[error("manifest, line {line}: {reason}")]
    ManifestField { line: u64, reason: String },
    /// The manifest is of a format that this program does not know.
    #[error("format {found} is not known, only {expected}")]
    UnknownFormat { found: String, expected: u64 },
    /// The territory is no slug.
    #[error("territory {found:?} is no slug")]
    BadTerritory { found: String },
    /// The number of the edition is 0 or too large to be written.
    #[error("sequence {found} is no number of an edition")]
    BadSequence { found: u64 },
    /// `created` is no moment in UTC.
    #[error("created {found:?} is not like 2026-11-20T08:00:00Z")]
    BadCreated { found: String },
    /// `data_date` is no day.
    #[error("data_date {found:?} is not like 2026-11-20")]
    BadDataDate { found: String },
    /// `min_program` is no version.
    #[error("min_program {found:?} is not like 1.2.3")]
    BadMinProgram { found: String },
    /// The list of languages is empty, or one is no code.
    #[error("locale {found:?} is no code of a language, or stands twice")]
    BadLocale { found: String },
    /// The edition has no name, or one that cannot be shown.
    #[error("the name in {locale:?} is missing, too long or no text")]
    BadName { locale: String },
    /// A source lacks its name or licence, or has an address that is none; the first is 1, and 0 says that there is none.
    #[error("source {number} is not complete")]
    BadSource { number: u64 },
    /// The edition says that it has no venues.
    #[error("the edition has no venues")]
    NoVenues,
    /// The list of files is empty.
    #[error("the manifest lists no files")]
    NoFiles,
    /// More files than an edition may have.
    #[error("{found} files, {limit} at most")]
    TooManyFiles { found: u64, limit: u64 },
    /// A file is larger than one may be.
    #[error("{file}: {found} bytes, {limit} at most")]
    FileTooLarge { file: String, found: u64, limit: u64 },
    /// All files together are larger than an edition may be.
    #[error("{found} bytes in all, {limit} at most")]
    TotalTooLarge { found: u64, limit: u64 },
    /// A hash is not 64 lower-case hexadecimal digits.
    #[error("{file}: its sha256 is none")]
    BadHash { file: String },
    /// A path breaks a rule of names.
    #[error("{file:?}: {fault}")]
    Path { file: String, fault: NameFault },
    /// A path stands twice in the list.
    #[error("{file} is listed twice")]
    Duplicate { file: String },
    /// Two paths are one on a disk that ignores case, or one is a folder of the other.
    #[error("{file} and {other} cannot stand side by side")]
    Clash { file: String, other: String },
    /// This program is older than the edition asks for.
    #[error("the edition needs program {needed}, this is {program}")]
    ProgramTooOld { needed: String, program: String },

    /// A file lies in the bundle that the manifest does not list.
    #[error("{file} is not listed")]
    Unlisted { file: String },
    /// A listed file is not there.
    #[error("{file} is missing")]
    Missing { file: String },
    /// A link lies where a file or a folder should be.
    #[error("{file} is a link")]
    Link { file: String },
    /// A folder or a device lies where a file should be, or a file where a folder should be.
    #[error("{file} is of the wrong kind")]
    WrongKind { file: String },
    /// A file has another size than listed.
    #[error("{file}: {found} bytes, listed with {expected}")]
    SizeDiffers { file: String, expected: u64, found: u64 },
    /// A file has other bytes than listed.
    #[error("{file}: its bytes are not those that were listed")]
    HashDiffers { file: String },
}

impl BundleError {
    /// Name of the sentence for this problem; no other problem of this package has the same.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoBundle { .. } => "no-bundle",
            Self::SeveralBundles { .. } => "several-bundles",
            Self::TooManyFolders { .. } => "too-many-folders",
            Self::NotAFolder { .. } => "stick-not-a-folder",
            Self::StickGone { .. } => "stick-gone",
            Self::StickUnreadable { .. } => "stick-unreadable",
            Self::ManifestTooLarge { .. } => "manifest-too-large",
            Self::ManifestNotText => "manifest-not-text",
            Self::ManifestSyntax { .. } => "manifest-syntax",
            Self::ManifestField { .. } => "manifest-field",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::BadTerritory { .. } => "bad-territory",
            Self::BadSequence { .. } => "bad-sequence",
            Self::BadCreated { .. } => "bad-created",
            Self::BadDataDate { .. } => "bad-data-date",
            Self::BadMinProgram { .. } => "bad-min-program",
            Self::BadLocale { .. } => "bad-locale",
            Self::BadName { .. } => "bad-name",
            Self::BadSource { .. } => "bad-source",
            Self::NoVenues => "no-venues",
            Self::NoFiles => "no-files",
            Self::TooManyFiles { .. } => "too-many-files",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::TotalTooLarge { .. } => "total-too-large",
            Self::BadHash { .. } => "bad-hash",
            Self::Path { fault, .. } => fault.key(),
            Self::Duplicate { .. } => "duplicate",
            Self::Clash { .. } => "clash",
            Self::ProgramTooOld { .. } => "program-too-old",
            Self::Unlisted { .. } => "unlisted",
            Self::Missing { .. } => "missing",
            Self::Link { .. } => "link",
            Self::WrongKind { .. } => "wrong-kind",
            Self::SizeDiffers { .. } => "size-differs",
            Self::HashDiffers { .. } => "hash-differs",
        }
    }

    /// What the sentence can name: the fields of the variant, by their names.
    #[must_use]
    pub fn details(&self) -> Details {
        match self {
            Self::NoBundle { path } | Self::NotAFolder { path } => vec![("path", path.as_path().into())],
            Self::SeveralBundles { folders } => {
                let names: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
                vec![("count", (folders.len() as u64).into()), ("folders", names.join(", ").as_str().into())]
            }
            Self::TooManyFolders { path, limit } => vec![("path", path.as_path().into()), ("limit", (*limit).into())],
            Self::StickGone { .. } | Self::ManifestNotText | Self::NoVenues | Self::NoFiles => Vec::new(),
            Self::ManifestTooLarge { limit } => vec![("limit", Detail::Bytes(*limit))],
            Self::ManifestSyntax { line, reason } | Self::ManifestField { line, reason } => {
                vec![("line", (*line).into()), ("reason", reason.into())]
            }
            Self::UnknownFormat { found, expected } => vec![("found", found.into()), ("expected", (*expected).into())],
            Self::BadTerritory { found }
            | Self::BadCreated { found }
            | Self::BadDataDate { found }
            | Self::BadMinProgram { found }
            | Self::BadLocale { found } => vec![("found", found.into())],
            Self::BadSequence { found } => vec![("found", (*found).into())],
            Self::BadName { locale } => vec![("locale", locale.into())],
            Self::BadSource { number } => vec![("number", (*number).into())],
            Self::TooManyFiles { found, limit } => vec![("found", (*found).into()), ("limit", (*limit).into())],
            Self::FileTooLarge { file, found, limit } => {
                vec![("file", file.into()), ("found", Detail::Bytes(*found)), ("limit", Detail::Bytes(*limit))]
            }
            Self::TotalTooLarge { found, limit } => {
                vec![("found", Detail::Bytes(*found)), ("limit", Detail::Bytes(*limit))]
            }
            Self::ProgramTooOld { needed, program } => vec![("needed", needed.into()), ("program", program.into())],
            Self::Clash { file, other } => vec![("file", file.into()), ("other", other.into())],
            Self::SizeDiffers { file, expected, found } => {
                vec![("file", file.into()), ("expected", Detail::Bytes(*expected)), ("found", Detail::Bytes(*found))]
            }
            Self::StickUnreadable { file, .. }
            | Self::BadHash { file }
            | Self::Path { file, .. }
            | Self::Duplicate { file }
            | Self::Unlisted { file }
            | Self::Missing { file }
            | Self::Link { file }
            | Self::WrongKind { file }
            | Self::HashDiffers { file } => vec![("file", file.into())],
        }
    }

    /// The file that is wrong, as a path below the bundle.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::FileTooLarge { file, .. }
            | Self::Clash { file, .. }
            | Self::SizeDiffers { file, .. }
            | Self::StickUnreadable { file, .. }
            | Self::BadHash { file }
            | Self::Path { file, .. }
            | Self::Duplicate { file }
            | Self::Unlisted { file }
            | Self::Missing { file }
            | Self::Link { file }
            | Self::WrongKind { file }
            | Self::HashDiffers { file } => Some(file),
            _ => None,
        }
    }
}
