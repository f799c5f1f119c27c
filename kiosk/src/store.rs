//! The editions on disk, as far as reading them goes:
//!
//! ```text
//! STORE/state.json                    which edition is served: its atomic rename is the only switch
//! STORE/editions/SEQUENCE/content/    the files of an edition
//! ```
//!
//! A store that does not exist yet, or is empty, holds no edition; that is no error.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};
use serde::{Deserialize, Serialize};

/// What `state.json` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Number of the edition that is served.
    pub served: u64,
    /// Number of the edition to go back to.
    pub previous: Option<u64>,
    /// The highest number ever installed.
    pub highest: u64,
}

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
}

impl StoreError {
    /// The file or folder that is wrong.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::NotAFolder { path }
            | Self::Unreadable { path, .. }
            | Self::Damaged { path, .. }
            | Self::EditionMissing { path } => path,
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
        }
    }
}

/// The editions on disk.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

const STATE: &str = "state.json";

impl Store {
    /// The store in a folder, which need not exist yet.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// What `state.json` says; `None` when nothing has been installed.
    ///
    /// # Errors
    /// When the store is there and cannot be read, or is damaged.
    pub fn state(&self) -> Result<Option<State>, StoreError> {
        if self.folder.exists() && !self.folder.is_dir() {
            return Err(StoreError::NotAFolder { path: self.folder.clone() });
        }
        let path = self.folder.join(STATE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            // A folder that may not be looked into also says "not found" on some systems: ask about the folder itself.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return self.absent(),
            Err(source) => return Err(StoreError::Unreadable { path, source }),
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|source| StoreError::Damaged { path, source })
    }

    fn absent(&self) -> Result<Option<State>, StoreError> {
        if !self.folder.exists() {
            return Ok(None);
        }
        match access(&self.folder, Access::READ_OK | Access::EXEC_OK) {
            Ok(()) => Ok(None),
            Err(error) => Err(StoreError::Unreadable { path: self.folder.clone(), source: error.into() }),
        }
    }

    /// The folder with the files of the served edition; `None` when nothing has been installed.
    ///
    /// # Errors
    /// As [`Store::state`], and when the edition that it names is not there.
    pub fn served_content(&self) -> Result<Option<PathBuf>, StoreError> {
        let Some(state) = self.state()? else { return Ok(None) };
        let path = self.folder.join("editions").join(state.served.to_string()).join("content");
        if path.is_dir() { Ok(Some(path)) } else { Err(StoreError::EditionMissing { path }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn store(state: Option<&[u8]>) -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        if let Some(state) = state {
            fs::write(folder.path().join(STATE), state).unwrap();
        }
        let store = Store::new(folder.path());
        (folder, store)
    }

    #[test]
    fn an_absent_or_empty_store_holds_no_edition() {
        let (folder, empty) = store(None);
        assert_eq!(empty.served_content().unwrap(), None);
        assert_eq!(Store::new(folder.path().join("absent")).served_content().unwrap(), None);
    }

    #[test]
    fn names_the_served_content() {
        let (folder, store) = store(Some(br#"{"served": 7, "previous": 6, "highest": 7}"#));
        let content = folder.path().join("editions/7/content");
        fs::create_dir_all(&content).unwrap();
        assert_eq!(store.served_content().unwrap(), Some(content));
    }

    #[rstest]
    #[case::empty(b"", "damaged")]
    #[case::cut(br#"{"served": 7, "prev"#, "damaged")]
    #[case::other(br#"{"served": 7, "previous": null, "highest": 7, "more": 1}"#, "damaged")]
    #[case::bytes(b"\xff\xfe\x00", "damaged")]
    #[case::gone(br#"{"served": 7, "previous": null, "highest": 7}"#, "edition-missing")]
    fn says_what_is_wrong(#[case] state: &[u8], #[case] key: &str) {
        let (_folder, store) = store(Some(state));
        assert_eq!(store.served_content().unwrap_err().key(), key);
    }

    #[test]
    fn refuses_a_file_in_place_of_the_folder() {
        let (folder, _) = store(Some(b"{}"));
        assert_eq!(Store::new(folder.path().join(STATE)).state().unwrap_err().key(), "not-a-folder");
    }
}
