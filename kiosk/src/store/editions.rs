//! The folders of installed editions, and whether one is still what its manifest lists. Decides nothing about them.

use std::path::{Path, PathBuf};

use super::{Store, StoreError};
use crate::bundle::{self, BundleError, Hash, MANIFEST, Manifest};
use crate::disk::{Kind, exists};

const EDITIONS: &str = "editions";

/// Editions that a store may hold, with what interrupted installs left.
const MANY: usize = 10_000;

/// How closely an edition is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Every file is there with its size: quick enough for each start.
    Sizes,
    /// Every byte is what was signed.
    Bytes,
}

/// The folder of an edition in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionFolder {
    /// Its number.
    pub sequence: u64,
    folder: PathBuf,
}

impl EditionFolder {
    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its files, with the manifest and the signature.
    #[must_use]
    pub fn content(&self) -> PathBuf {
        self.folder.join("content")
    }

    /// What the program made of them.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.folder.join("index")
    }
}

impl Store {
    /// The folder of an edition, whether it is there or not.
    #[must_use]
    pub fn edition(&self, sequence: u64) -> EditionFolder {
        EditionFolder { sequence, folder: self.editions_folder().join(sequence.to_string()) }
    }

    pub(crate) fn editions_folder(&self) -> PathBuf {
        self.folder.join(EDITIONS)
    }

    /// Numbers of the editions whose folders are there, lowest first.
    ///
    /// # Errors
    /// When the disk cannot be read.
    pub fn editions(&self) -> Result<Vec<u64>, StoreError> {
        let path = self.editions_folder();
        let there = exists(self.disk(), &path)
            .and_then(|there| if there { self.disk().list(&path, MANY) } else { Ok(Vec::new()) });
        let names = there.map_err(|source| StoreError::Unreadable { path, source })?;
        let number = |name: std::ffi::OsString| name.to_str()?.parse().ok();
        let mut numbers: Vec<u64> = names.into_iter().filter_map(number).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The manifest of an installed edition and its hash.
    ///
    /// # Errors
    /// When the edition or its manifest is not there, or is damaged. Editions that were put there by hand have none.
    pub fn manifest(&self, sequence: u64) -> Result<(Manifest, Hash), StoreError> {
        let content = self.edition(sequence).content();
        let sealed = bundle::read(&content, self.disk()).map_err(|error| damaged(&content, error))?;
        let manifest = Manifest::parse(&sealed.manifest).map_err(|error| damaged(&content, error))?;
        Ok((manifest, sealed.hash()))
    }

    /// Whether an installed edition is still what its manifest lists, and has an index.
    ///
    /// # Errors
    /// What is missing or damaged.
    pub fn verify(&self, sequence: u64, check: Check) -> Result<(Manifest, Hash), StoreError> {
        let edition = self.edition(sequence);
        let content = edition.content();
        let (manifest, hash) = self.manifest(sequence)?;
        if manifest.sequence != sequence {
            return Err(StoreError::EditionDamaged { path: content, file: MANIFEST.to_owned() });
        }
        bundle::check_listing(&content, &manifest, self.disk()).map_err(|error| damaged(&content, error))?;
        if check == Check::Bytes {
            let on = &mut |_, _| std::ops::ControlFlow::Continue(());
            bundle::check_files(&content, &manifest, self.disk(), on)
                .map_err(|error| damaged(&content, error))?
                .is_break();
        }
        match self.disk().look(&edition.index()) {
            Ok(look) if look.kind == Kind::Folder => Ok((manifest, hash)),
            _ => Err(StoreError::EditionDamaged { path: edition.folder().to_owned(), file: "index".to_owned() }),
        }
    }
}

/// What a broken rule of the bundle means for an edition that was whole when it was installed.
fn damaged(content: &Path, error: BundleError) -> StoreError {
    let path = content.to_owned();
    match error {
        BundleError::StickGone { source } | BundleError::StickUnreadable { source, .. }
            if source.kind() == std::io::ErrorKind::PermissionDenied =>
        {
            StoreError::Unreadable { path, source }
        }
        BundleError::StickGone { .. } => StoreError::EditionMissing { path },
        error => StoreError::EditionDamaged { path, file: error.file().unwrap_or(MANIFEST).to_owned() },
    }
}
