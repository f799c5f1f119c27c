//! A bundle: an edition as it travels on a stick, a plain folder of files under one signed manifest (`BUNDLE.md` beside this
//! package is its specification). Finds bundles, reads and checks them, writes and signs them. Knows nothing of the store, and
//! not what the files say.
//!
//! No archive is ever unpacked: two libraries for archives had two advisories each on just that in 2026, and a folder has
//! nothing to unpack.

use std::path::{Path, PathBuf};

use crate::disk::{Disk, read_whole};

mod build;
mod error;
mod find;
mod hash;
mod listing;
mod manifest;
pub mod names;
pub mod signing;

pub use build::write;
pub use error::BundleError;
pub use find::find;
pub use hash::{Hash, Hasher};
pub use listing::{check_files, check_listing, hash_file};
pub use manifest::{Counts, Listed, Manifest, Source};

pub(crate) use listing::unreadable;

/// File name of the manifest.
pub const MANIFEST: &str = "manifest.toml";

/// File name of the signature of the manifest.
pub const SIGNATURE: &str = "manifest.toml.minisig";

/// Bytes of a manifest, at most. Known before anything is trusted, so that a stick cannot feed endless data (TUF 1.0.34, §1.5.2).
pub const MAX_MANIFEST: u64 = 1024 * 1024;

/// Bytes of a signature, at most; minisign's have about 300.
pub const MAX_SIGNATURE: u64 = 8 * 1024;

/// Files of a bundle, at most.
pub const MAX_FILES: u64 = 20_000;

/// Bytes of one file, at most.
pub const MAX_FILE: u64 = 256 * 1024 * 1024;

/// Bytes of all files together, at most.
pub const MAX_TOTAL: u64 = 1024 * 1024 * 1024;

/// The manifest of a bundle and its signature as they stand on the stick: nothing is believed of them yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The folder of the bundle.
    pub folder: PathBuf,
    /// The bytes of the manifest: these are what is signed.
    pub manifest: Vec<u8>,
    /// The bytes of the signature, if there is one; none at all where there are more than [`MAX_SIGNATURE`], which is no signature.
    pub signature: Option<Vec<u8>>,
}

/// A bundle whose manifest has been read and whose folder holds what it lists; the bytes of the files are not checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The manifest and its signature, as they stand on the stick.
    pub sealed: Sealed,
    /// What the manifest says.
    pub manifest: Manifest,
}

/// Reads the manifest and the signature of the bundle in a folder, and believes neither.
///
/// # Errors
/// When there is no manifest, it is too large, or the stick cannot be read.
pub fn read(folder: &Path, disk: &dyn Disk) -> Result<Sealed, BundleError> {
    let path = folder.join(MANIFEST);
    listing::expect_file(disk, folder, MANIFEST)?;
    let manifest = match read_whole(disk, &path, MAX_MANIFEST) {
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
            return Err(BundleError::ManifestTooLarge { limit: MAX_MANIFEST });
        }
        read => read.map_err(|source| unreadable(disk, folder, MANIFEST, source))?,
    };
    let signature = match listing::expect_file(disk, folder, SIGNATURE) {
        Err(BundleError::Missing { .. }) => None,
        Err(error) => return Err(error),
        Ok(_) => match read_whole(disk, &folder.join(SIGNATURE), MAX_SIGNATURE) {
            // Far too long to be one: it is there, and it is bad.
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Some(Vec::new()),
            read => Some(read.map_err(|source| unreadable(disk, folder, SIGNATURE, source))?),
        },
    };
    Ok(Sealed { folder: folder.to_owned(), manifest, signature })
}

impl Sealed {
    /// What stands for this very manifest, and so for every byte of the bundle.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&self.manifest)
    }

    /// Reads the manifest, and looks whether the folder holds what it lists and no more.
    ///
    /// # Errors
    /// The first rule of the format that is broken.
    pub fn open(self, disk: &dyn Disk) -> Result<Bundle, BundleError> {
        let manifest = Manifest::parse(&self.manifest)?;
        check_listing(&self.folder, &manifest, disk)?;
        Ok(Bundle { sealed: self, manifest })
    }
}

/// Reads the bundle in a folder, whoever made it: for those who make bundles. Whether it is trusted is for
/// [`crate::trust`] to say, and to be asked first on a terminal.
///
/// # Errors
/// The first rule of the format that is broken.
pub fn open(folder: &Path, disk: &dyn Disk) -> Result<Bundle, BundleError> {
    read(folder, disk)?.open(disk)
}
