//! Why the store cannot be used. Holds no sentence for people: those are in `locales/`, under [`StoreError::key`].

use std::io;
use std::path::{Path, PathBuf};

use crate::detail::Details;

/// Why the store cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Its path leads to something that is no folder.
    #[error("{} is no folder", path.display())]
    NotAFolder {
        /// The path of the store.
        path: PathBuf,
    },
    /// A part of it cannot be read from the disk.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// `state.json` is not what this program writes.
    #[error("{}: {source}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// `state.json` names an edition that is not there.
    #[error("{} is missing", path.display())]
    EditionMissing {
        /// Where its content should be.
        path: PathBuf,
    },
    /// A file of an edition is not what its manifest lists.
    #[error("{} is damaged: {file}", path.display())]
    EditionDamaged {
        /// Where its content is.
        path: PathBuf,
        /// The file, as a path below it.
        file: String,
    },
    /// Another process is changing the edition.
    #[error("{} is held by another process", path.display())]
    Busy {
        /// The lock.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("no room left for {}", path.display())]
    DiskFull {
        /// What could not be written.
        path: PathBuf,
    },
    /// The disk may only be read, as Linux decides when it finds it damaged.
    #[error("the disk of {} is read-only", path.display())]
    DiskReadOnly {
        /// What could not be written.
        path: PathBuf,
    },
    /// This program may not write there.
    #[error("{} may not be written", path.display())]
    DiskDenied {
        /// What could not be written.
        path: PathBuf,
    },
    /// The disk does not do what it is asked.
    #[error("{}: {source}", path.display())]
    DiskFailing {
        /// What could not be written or read back.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The PIN in the settings cannot be read: a PIN cannot be judged.
    #[error("the PIN in {} cannot be read", path.display())]
    PinDamaged {
        /// The settings.
        path: PathBuf,
    },
}

impl StoreError {
    /// What it means that something could not be written.
    pub(crate) fn writing(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::DiskReadOnly { path },
            io::ErrorKind::PermissionDenied => Self::DiskDenied { path },
            io::ErrorKind::NotADirectory => Self::NotAFolder { path },
            _ => Self::DiskFailing { path, source },
        }
    }

    /// The file or folder that is wrong.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::NotAFolder { path }
            | Self::Unreadable { path, .. }
            | Self::Damaged { path, .. }
            | Self::EditionMissing { path }
            | Self::EditionDamaged { path, .. }
            | Self::Busy { path }
            | Self::DiskFull { path }
            | Self::DiskReadOnly { path }
            | Self::DiskDenied { path }
            | Self::DiskFailing { path, .. }
            | Self::PinDamaged { path } => path,
        }
    }

    /// Name of the sentence for this problem.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotAFolder { .. } => "not-a-folder",
            Self::Unreadable { .. } => "unreadable",
            Self::Damaged { .. } => "damaged",
            Self::EditionMissing { .. } => "edition-missing",
            Self::EditionDamaged { .. } => "edition-damaged",
            Self::Busy { .. } => "busy",
            Self::DiskFull { .. } => "disk-full",
            Self::DiskReadOnly { .. } => "disk-read-only",
            Self::DiskDenied { .. } => "disk-denied",
            Self::DiskFailing { .. } => "disk-failing",
            Self::PinDamaged { .. } => "pin-damaged",
        }
    }

    /// What the sentence can name.
    #[must_use]
    pub fn details(&self) -> Details {
        let mut details = vec![("path", self.path().into())];
        if let Self::EditionDamaged { file, .. } = self {
            details.push(("file", file.into()));
        }
        details
    }
}
