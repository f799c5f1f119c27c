//! Why an edition is not made. Holds no sentence for people: those are in `locales/`, under [`MakingError::key`].

use std::io;
use std::path::PathBuf;

use repere_index::edition::EditionError;
use repere_index::territory::TerritoryError;
use repere_kiosk::bundle::BundleError;
use repere_kiosk::bundle::signing::SigningError;
use repere_kiosk::detail::Details;

/// Why an edition is not made. Nothing is written then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum MakingError {
    /// What the folder holds cannot be read as an edition.
    #[error(transparent)]
    Content(#[from] EditionError),
    /// No list has a venue.
    #[error("no venue in {}", folder.display())]
    NoVenues { folder: PathBuf },
    /// A territory cannot be read.
    #[error("territory: {0}")]
    Territory(#[from] TerritoryError),
    /// No venue is in a territory.
    #[error("no venue in territory {territory:?}")]
    NothingThere { territory: String },
    /// Two territories would be written to the same folder.
    #[error("two territories are both {name}")]
    SameName { name: String },
    /// `edition.toml` does not say whom the edition is for, and no territory is cut out.
    #[error("no territory")]
    NoTerritory,
    /// Nothing says the number of the edition.
    #[error("no number")]
    NoSequence,
    /// The number is not above that of the edition before.
    #[error("number {found} is not above {previous}")]
    NotHigher { found: u64, previous: u64 },
    /// Nothing says of which day the data are: neither `edition.toml` nor a venue.
    #[error("no date of the data")]
    NoDataDate,
    /// `edition.toml` does not say whom the content comes from.
    #[error("no sources")]
    NoSources,
    /// There is no edition of this territory where the one before should be.
    #[error("no edition of {territory} in {}", path.display())]
    NoPrevious { path: PathBuf, territory: String },
    /// What would be written is there.
    #[error("{} is there", path.display())]
    Exists { path: PathBuf },
    /// The name of a key cannot be that of a file everywhere.
    #[error("{name:?} is no name for a key")]
    BadName { name: String },
    /// A file or folder cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    /// A file or folder cannot be written.
    #[error("{}: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
    /// The bundle breaks a rule of the format.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The key cannot be used.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// What was written does not read as what was meant: a defect, or a bad disk.
    #[error("the edition in {} does not read as it was made", path.display())]
    NotAsMade { path: PathBuf },
}

impl MakingError {
    /// Every key there is but those of the errors that are passed on, for the test that each has its sentence.
    pub const KEYS: &'static [&'static str] = &[
        "no-venues",
        "nothing-there",
        "same-name",
        "no-territory",
        "no-sequence",
        "not-higher",
        "no-data-date",
        "no-sources",
        "no-previous",
        "exists",
        "bad-name",
        "unwritable",
        "not-as-made",
    ];

    /// Its name in locale files; `None` where the sentence is that of what is passed on.
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Content(_) | Self::Territory(_) | Self::Bundle(_) | Self::Signing(_) | Self::Unreadable { .. } => {
                return None;
            }
            Self::NoVenues { .. } => "no-venues",
            Self::NothingThere { .. } => "nothing-there",
            Self::SameName { .. } => "same-name",
            Self::NoTerritory => "no-territory",
            Self::NoSequence => "no-sequence",
            Self::NotHigher { .. } => "not-higher",
            Self::NoDataDate => "no-data-date",
            Self::NoSources => "no-sources",
            Self::NoPrevious { .. } => "no-previous",
            Self::Exists { .. } => "exists",
            Self::BadName { .. } => "bad-name",
            Self::Unwritable { .. } => "unwritable",
            Self::NotAsMade { .. } => "not-as-made",
        })
    }

    /// What the sentence can name.
    #[must_use]
    pub fn details(&self) -> Details {
        match self {
            Self::NoVenues { folder: path } | Self::Exists { path } | Self::NotAsMade { path } => {
                vec![("path", path.as_path().into())]
            }
            Self::Unwritable { path, source } => {
                vec![("path", path.as_path().into()), ("detail", (&source.to_string()).into())]
            }
            Self::NothingThere { territory } => vec![("territory", territory.into())],
            Self::SameName { name } | Self::BadName { name } => vec![("name", name.into())],
            Self::NotHigher { found, previous } => vec![("found", (*found).into()), ("previous", (*previous).into())],
            Self::NoPrevious { path, territory } => {
                vec![("path", path.as_path().into()), ("territory", territory.into())]
            }
            _ => Vec::new(),
        }
    }
}
