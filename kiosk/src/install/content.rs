//! What the installer asks of whoever knows what the files of an edition say: `repere` answers with `index`, tests with
//! something smaller. Knows neither.

use std::error::Error;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::InstallError;
use crate::bundle::{self, Counts};
use crate::detail::Details;
use crate::disk::Disk;
use crate::store::StoreError;

/// What can be asked about the files of an edition. `content` is a folder with those files and its manifest. On a stick
/// litter may lie among them ([`crate::bundle::names::is_litter`]): a name that starts with a dot means nothing, whatever its
/// extension.
pub trait Content {
    /// Reads the files as an edition, and counts what is in it.
    ///
    /// # Errors
    /// The first file that is not what it should be.
    fn inspect(&self, content: &Path) -> Result<Counts, ContentError>;

    /// Makes of them, in the folder `index`, which is there and empty, all that serving needs. `progress` is told each step,
    /// and may stop it.
    ///
    /// # Errors
    /// When a file is not what it should be, or the disk refuses; `Cancelled` when `progress` said so.
    fn prepare(
        &self,
        content: &Path,
        index: &Path,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<(), ContentError>;

    /// Opens what `prepare` made, as serving does, and asks it questions to which the answers are known.
    ///
    /// # Errors
    /// When it does not hold as much as `expected`, or does not answer.
    fn verify(&self, content: &Path, index: &Path, expected: &Counts) -> Result<(), ContentError>;

    /// What is new in an edition.
    ///
    /// # Errors
    /// When one of the two cannot be read.
    fn compare(&self, old: &Path, new: &Path) -> Result<Changes, ContentError>;
}

/// How far preparing has come, in whatever it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Done so far.
    pub done: u64,
    /// Of how many.
    pub of: u64,
}

/// What changes from one edition to another, in venues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// In the old one.
    pub before: u64,
    /// In the old one only.
    pub gone: u64,
    /// In the new one only.
    pub added: u64,
    /// In both, and not the same.
    pub changed: u64,
}

/// Why the files of an edition cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContentError {
    /// A file is not what it should be.
    #[error("{source}")]
    Wrong {
        /// Name of the sentence for this problem, among those of `repere`.
        key: &'static str,
        /// What the sentence can name.
        details: Details,
        /// The problem itself.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The disk refused.
    #[error("{}: {source}", path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// `progress` said to stop.
    #[error("stopped")]
    Cancelled,
}

impl ContentError {
    /// What it means of files on a stick.
    pub(super) fn on_stick(self, folder: &Path, disk: &dyn Disk) -> InstallError {
        match self {
            Self::Disk { path, source } => {
                let file = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
                bundle::unreadable(disk, folder, &file, source).into()
            }
            Self::Cancelled => InstallError::Cancelled,
            wrong @ Self::Wrong { .. } => InstallError::Content(wrong),
        }
    }

    /// What it means of files in the store.
    pub(super) fn in_store(self) -> InstallError {
        match self {
            Self::Disk { path, source } => StoreError::writing(&path, source).into(),
            Self::Cancelled => InstallError::Cancelled,
            wrong @ Self::Wrong { .. } => InstallError::Content(wrong),
        }
    }
}
