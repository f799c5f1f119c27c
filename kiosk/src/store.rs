//! The editions on disk, and what else the terminal keeps:
//!
//! ```text
//! STORE/state.json                          which edition is served: its atomic rename is the only switch
//! STORE/editions/SEQUENCE/content/          the files of an edition, its manifest and signature with them
//! STORE/editions/SEQUENCE/index/            what the program made of them
//! STORE/incoming/HASH/{content,index}/      an edition on its way in, by the hash of its manifest
//! STORE/settings.toml                       what staff set on the screen
//! STORE/pin-tries.json                      wrong PINs, so that a restart gives no new tries
//! STORE/journal.jsonl                       one line an attempt to change the edition
//! STORE/lock                                held by whoever changes the edition
//! ```
//!
//! A store that does not exist yet, or is empty, holds no edition; that is no error. All that is written here is there whole
//! or not at all after a power cut.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Disk, Kind, Lock, SystemDisk, create_folders, read_whole, write_whole};

mod editions;
mod error;
mod journal;
mod repair;
mod settings;
mod state;
mod tries;

pub use editions::{Check, EditionFolder};
pub use error::StoreError;
pub use journal::{Act, Entry};
pub use repair::Repaired;
pub use settings::{Closure, Desk, Here, Message, ReadSettings, Settings, Standpoint};
pub use state::State;
pub use tries::Tried;

/// The editions on disk.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

/// The right to change the edition, held by one process at a time until it is dropped.
#[derive(Debug)]
pub struct Held {
    _lock: Lock,
}

const STATE: &str = "state.json";
const LOCK: &str = "lock";
const INCOMING: &str = "incoming";

/// Bytes of one of the store's own small files, at most.
const MAX_OWN: u64 = 1024 * 1024;

impl Store {
    /// The store in a folder, which need not exist yet.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self::on(folder, Arc::new(SystemDisk))
    }

    /// The same on a disk of one's choice, for tests.
    #[must_use]
    pub fn on(folder: impl Into<PathBuf>, disk: Arc<dyn Disk>) -> Self {
        Self { folder: folder.into(), disk }
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it is kept on.
    #[must_use]
    pub fn disk(&self) -> &dyn Disk {
        self.disk.as_ref()
    }

    /// What `state.json` says; `None` when nothing has been installed.
    ///
    /// # Errors
    /// When the store is there and cannot be read, or is damaged.
    pub fn state(&self) -> Result<Option<State>, StoreError> {
        let path = self.folder.join(STATE);
        match read_whole(self.disk(), &path, MAX_OWN) {
            Ok(bytes) => State::parse(&bytes).map(Some).map_err(|source| StoreError::Damaged { path, source }),
            // A folder that may not be looked into also says "not found" on some systems: ask about the folder itself.
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.absent(),
            Err(error) => Err(self.unreadable(path, error)),
        }
    }

    fn absent(&self) -> Result<Option<State>, StoreError> {
        match self.disk.list(&self.folder, 1) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.unreadable(self.folder.clone(), error)),
            _ => Ok(None),
        }
    }

    fn unreadable(&self, path: PathBuf, source: io::Error) -> StoreError {
        match source.kind() {
            io::ErrorKind::NotADirectory => StoreError::NotAFolder { path: self.folder.clone() },
            _ => StoreError::Unreadable { path, source },
        }
    }

    /// The folder with the files of the served edition; `None` when nothing has been installed.
    ///
    /// # Errors
    /// As [`Store::state`], and when the edition that it names is not there.
    pub fn served_content(&self) -> Result<Option<PathBuf>, StoreError> {
        Ok(self.served()?.map(|edition| edition.content()))
    }

    /// The served edition; `None` when nothing has been installed.
    ///
    /// # Errors
    /// As [`Store::state`], and when the edition that it names is not there.
    pub fn served(&self) -> Result<Option<EditionFolder>, StoreError> {
        let Some(served) = self.state()?.and_then(|state| state.served) else { return Ok(None) };
        let edition = self.edition(served);
        let path = edition.content();
        match self.disk.look(&path) {
            Ok(look) if look.kind == Kind::Folder => Ok(Some(edition)),
            _ => Err(StoreError::EditionMissing { path }),
        }
    }

    /// Takes the lock, creating the store if need be. Not waiting: whoever holds it may take minutes.
    ///
    /// # Errors
    /// `Busy` when another process holds it; else when the store cannot be written to.
    pub fn lock(&self) -> Result<Held, StoreError> {
        let path = self.folder.join(LOCK);
        create_folders(self.disk(), &self.folder).map_err(|error| StoreError::writing(&self.folder, error))?;
        match self.disk.lock(&path) {
            Ok(Some(lock)) => Ok(Held { _lock: lock }),
            Ok(None) => Err(StoreError::Busy { path }),
            Err(error) => Err(StoreError::writing(&path, error)),
        }
    }

    /// The one switch: from here on, `state` says which edition is served.
    pub(crate) fn switch(&self, _held: &Held, state: &State) -> Result<(), StoreError> {
        let path = self.folder.join(STATE);
        write_whole(self.disk(), &path, &state.to_json()).map_err(|error| StoreError::writing(&path, error))
    }

    /// Where an edition with this hash of its manifest is put on its way in.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.folder.join(INCOMING)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rstest::rstest;

    use super::*;

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

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("not/there/yet"));
        let held = store.lock().unwrap();
        assert_eq!(store.lock().unwrap_err().key(), "busy");
        drop(held);
        store.lock().unwrap();
    }
}
