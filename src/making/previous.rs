//! The editions that were made before: which one a new one follows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use repere_index::edition::Edition;
use repere_kiosk::bundle::{self, MANIFEST};
use repere_kiosk::disk::SystemDisk;

use super::MakingError;

/// Levels of folders that are looked into below the one that was named: sticks, and the bundles on them.
const DEPTH: usize = 2;

/// The newest edition of each territory in a folder.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
    newest: BTreeMap<String, (u64, PathBuf)>,
}

/// An edition that was made before.
#[derive(Debug, Clone)]
pub struct Previous {
    /// Its number.
    pub sequence: u64,
    /// What it says.
    pub edition: Edition,
}

impl Shelf {
    /// Looks for bundles in a folder: the folder itself, a stick, or where several were written to.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds a bundle that is damaged.
    pub fn read(folder: &Path) -> Result<Self, MakingError> {
        let mut shelf = Self { folder: folder.to_owned(), newest: BTreeMap::new() };
        shelf.look_into(folder, 0)?;
        Ok(shelf)
    }

    fn look_into(&mut self, folder: &Path, level: usize) -> Result<(), MakingError> {
        if folder.join(MANIFEST).is_file() {
            let found = bundle::open(folder, &SystemDisk)?.manifest;
            let newest = self.newest.entry(found.territory).or_default();
            if found.sequence >= newest.0 {
                *newest = (found.sequence, folder.to_owned());
            }
            return Ok(());
        }
        if level == DEPTH {
            return Ok(());
        }
        let unreadable = |source| MakingError::Unreadable { path: folder.to_owned(), source };
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && entry.file_type().map_err(unreadable)?.is_dir() {
                self.look_into(&entry.path(), level + 1)?;
            }
        }
        Ok(())
    }

    /// The newest edition of a territory; `None` where there is none yet.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn newest(&self, territory: &str) -> Result<Option<Previous>, MakingError> {
        let Some((sequence, folder)) = self.newest.get(territory) else { return Ok(None) };
        Ok(Some(Previous { sequence: *sequence, edition: Edition::from_folder(folder)? }))
    }

    /// Refuses a folder with no edition of any of `territories`: the wrong one was named.
    ///
    /// # Errors
    /// When there is none.
    pub fn expect_one_of(&self, territories: &[String]) -> Result<(), MakingError> {
        if territories.iter().any(|territory| self.newest.contains_key(territory)) {
            return Ok(());
        }
        let territory = territories.first().cloned().unwrap_or_default();
        Err(MakingError::NoPrevious { path: self.folder.clone(), territory })
    }
}
