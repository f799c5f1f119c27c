//! Every reason why an edition was not installed. Holds no sentence for people: those are in `locales/`, under
//! [`InstallError::key`].

use super::{ContentError, Reason};
use crate::bundle::signing::KeyId;
use crate::bundle::{BundleError, Counts};
use crate::detail::{Detail, Details};
use crate::store::StoreError;

/// Why an edition was not installed; sizes are in bytes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum InstallError {
    /// Something is wrong with the stick or the bundle on it.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// Something is wrong with our own store or disk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of the edition is not what it should be.
    #[error(transparent)]
    Content(ContentError),
    /// It is not signed, and only signed ones are taken.
    #[error("the bundle is not signed")]
    NoSignature,
    /// Its signature is not of this manifest, not of the key that it names, or none at all.
    #[error("the signature is wrong")]
    BadSignature,
    /// It is signed by a key that is not known here.
    #[error("key {id} is not known")]
    UnknownKey { id: KeyId },
    /// It is signed by a key that is no longer trusted.
    #[error("key {id} was revoked")]
    RevokedKey { id: KeyId },
    /// Its number is so high that no later one would be taken.
    #[error("sequence {found} leaps from {highest}, at most to {limit}")]
    WildSequence { highest: u64, found: u64, limit: u64 },
    /// Another edition of this number is installed.
    #[error("another edition {sequence} is installed")]
    SequenceReused { sequence: u64 },
    /// Staff have to be asked first; nothing was changed.
    #[error("to be confirmed: {reasons:?}")]
    NotConfirmed { reasons: Vec<Reason> },
    /// The bundle is not the one that was offered.
    #[error("the stick holds another bundle than was offered")]
    StickChanged,
    /// The edition does not hold what its manifest says.
    #[error("{found:?}, the manifest says {expected:?}")]
    CountsDiffer { expected: Counts, found: Counts },
    /// There is too little room on the disk.
    #[error("{needed} bytes needed, {free} free")]
    NoSpace { needed: u64, free: u64 },
    /// What was written to our disk read back as something else.
    #[error("{file} does not read back as it was written")]
    DiskCorrupts { file: String },
    /// Whoever watched the progress said to stop.
    #[error("stopped")]
    Cancelled,
    /// There is no previous edition to go back to.
    #[error("no previous edition")]
    NoPrevious,
}

impl InstallError {
    /// Name of the sentence for this problem; no other problem of this package has the same. That of a [`ContentError`] is
    /// chosen by whoever made it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Bundle(error) => error.key(),
            Self::Store(error) => error.key(),
            Self::Content(ContentError::Wrong { key, .. }) => key,
            Self::Content(_) => "content",
            Self::NoSignature => "no-signature",
            Self::BadSignature => "bad-signature",
            Self::UnknownKey { .. } => "unknown-key",
            Self::RevokedKey { .. } => "revoked-key",
            Self::WildSequence { .. } => "wild-sequence",
            Self::SequenceReused { .. } => "sequence-reused",
            Self::NotConfirmed { .. } => "not-confirmed",
            Self::StickChanged => "stick-changed",
            Self::CountsDiffer { .. } => "counts-differ",
            Self::NoSpace { .. } => "no-space",
            Self::DiskCorrupts { .. } => "disk-corrupts",
            Self::Cancelled => "cancelled",
            Self::NoPrevious => "no-previous",
        }
    }

    /// What the sentence can name.
    #[must_use]
    pub fn details(&self) -> Details {
        match self {
            Self::Bundle(error) => error.details(),
            Self::Store(error) => error.details(),
            Self::Content(ContentError::Wrong { details, .. }) => details.clone(),
            Self::UnknownKey { id } | Self::RevokedKey { id } => vec![("id", (&id.to_string()).into())],
            Self::WildSequence { highest, found, limit } => {
                vec![("highest", (*highest).into()), ("found", (*found).into()), ("limit", (*limit).into())]
            }
            Self::SequenceReused { sequence } => vec![("sequence", (*sequence).into())],
            Self::NotConfirmed { reasons } => vec![("count", (reasons.len() as u64).into())],
            Self::CountsDiffer { expected, found } => vec![
                ("expected-venues", expected.venues.into()),
                ("found-venues", found.venues.into()),
                ("expected-guides", expected.guides.into()),
                ("found-guides", found.guides.into()),
            ],
            Self::NoSpace { needed, free } => vec![("needed", Detail::Bytes(*needed)), ("free", Detail::Bytes(*free))],
            Self::DiskCorrupts { file } => vec![("file", file.into())],
            Self::Content(_)
            | Self::NoSignature
            | Self::BadSignature
            | Self::StickChanged
            | Self::Cancelled
            | Self::NoPrevious => Vec::new(),
        }
    }

    pub(super) fn check_counts(expected: &Counts, found: &Counts) -> Result<(), Self> {
        if expected == found {
            return Ok(());
        }
        Err(Self::CountsDiffer { expected: *expected, found: *found })
    }

    /// True where what was copied so far is of use the next time: the bundle may be good, and the disk as well.
    pub(super) fn may_go_on_later(&self) -> bool {
        match self {
            Self::Bundle(BundleError::StickGone { .. } | BundleError::StickUnreadable { .. })
            | Self::Cancelled
            | Self::NotConfirmed { .. } => true,
            Self::Store(error) => !matches!(error, StoreError::DiskFull { .. }),
            _ => false,
        }
    }
}
