//! Whom this terminal trusts: the public keys that its administrator put into a folder (`/etc/repere/keys`), and those that
//! were taken back. Says what a signature is worth; reads no edition and decides nothing.
//!
//! ```text
//! KEYS/*.pub          public keys of minisign; several at once, so that an old and a new one overlap
//! KEYS/revoked.txt    numbers of keys that are no longer trusted, one a line; # begins a remark
//! KEYS/revoked/*.pub  the same, as the keys themselves
//! ```
//!
//! A key that cannot be read is an error, said with its file name: left out in silence it might be the one that was taken
//! back. With no keys nothing is trusted.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::bundle::Sealed;
use crate::bundle::signing::{Claim, KeyId, PublicHalf, SigningError};
use crate::detail::Details;
use crate::disk::{Disk, Kind, exists, read_whole};

/// Bytes of a file of keys, at most.
const MAX_KEY_FILE: u64 = 64 * 1024;

/// Names read in a folder of keys.
const MAX_NAMES: usize = 1_000;

const REVOKED_LIST: &str = "revoked.txt";
const REVOKED_FOLDER: &str = "revoked";

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// The folder or a file in it cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is no public key.
    #[error("{}: {source}", path.display())]
    BadKey {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: SigningError,
    },
    /// Two different keys have one number: nobody can say which a signature means.
    #[error("{}: another key has the number {id}", path.display())]
    SameNumber {
        /// The second file.
        path: PathBuf,
        /// The number.
        id: KeyId,
    },
    /// A line of the list of revoked keys is no number of a key.
    #[error("{}, line {line}: no number of a key", path.display())]
    BadRevocation {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
}

impl TrustError {
    /// Name of the sentence for this problem.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "keys-unreadable",
            Self::BadKey { .. } => "key-bad",
            Self::SameNumber { .. } => "key-same-number",
            Self::BadRevocation { .. } => "revocation-bad",
        }
    }

    /// What the sentence can name.
    #[must_use]
    pub fn details(&self) -> Details {
        match self {
            Self::Unreadable { path, .. } | Self::BadKey { path, .. } => vec![("path", path.as_path().into())],
            Self::SameNumber { path, id } => vec![("path", path.as_path().into()), ("id", (&id.to_string()).into())],
            Self::BadRevocation { path, line } => vec![("path", path.as_path().into()), ("line", (*line).into())],
        }
    }
}

/// What the signature of a bundle is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Made by a key that is trusted.
    Trusted {
        /// File name of the key, without `.pub`.
        key: String,
    },
    /// Made by a key, or said to be, that was taken back.
    Revoked {
        /// Number of the key.
        id: KeyId,
    },
    /// Said to be made by a key that is not here.
    UnknownKey {
        /// Number of the key.
        id: KeyId,
    },
    /// Not made by the key that it names, not of this manifest, or no signature at all.
    BadSignature,
    /// There is no signature.
    NoSignature,
}

/// The keys of a terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    trusted: Vec<(String, PublicHalf)>,
    revoked: BTreeSet<KeyId>,
}

impl Keys {
    /// Reads the keys in a folder. A folder that is not there has none.
    ///
    /// # Errors
    /// The first file that cannot be read or is not what its name says.
    pub fn read(folder: &Path, disk: &dyn Disk) -> Result<Self, TrustError> {
        let mut keys = Self::default();
        for path in key_files(folder, disk)? {
            let key = read_key(&path, disk)?;
            let same = keys.trusted.iter().any(|(_, known)| known.id() == key.id());
            if same && !keys.trusted.iter().any(|(_, known)| known.is_same(&key)) {
                return Err(TrustError::SameNumber { path, id: key.id() });
            }
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            keys.trusted.push((name, key));
        }
        let list = folder.join(REVOKED_LIST);
        if there(&list, disk)? {
            let text = read_text(&list, disk)?;
            for (number, line) in text.lines().enumerate() {
                let id = line.split('#').next().unwrap_or_default().trim();
                match KeyId::parse(id) {
                    Some(id) => _ = keys.revoked.insert(id),
                    None if id.is_empty() => {}
                    None => return Err(TrustError::BadRevocation { path: list, line: number as u64 + 1 }),
                }
            }
        }
        for path in key_files(&folder.join(REVOKED_FOLDER), disk)? {
            keys.revoked.insert(read_key(&path, disk)?.id());
        }
        Ok(keys)
    }

    /// Names and numbers of the keys that are trusted: those that were not taken back.
    pub fn trusted(&self) -> impl Iterator<Item = (&str, KeyId)> {
        let ids = self.trusted.iter().map(|(name, key)| (name.as_str(), key.id()));
        ids.filter(|(_, id)| !self.revoked.contains(id))
    }

    /// What the signature of a bundle is worth.
    #[must_use]
    pub fn judge(&self, sealed: &Sealed) -> Trust {
        let Some(signature) = &sealed.signature else { return Trust::NoSignature };
        let Some(claim) = std::str::from_utf8(signature).ok().and_then(Claim::parse) else {
            return Trust::BadSignature;
        };
        let id = claim.id();
        if self.revoked.contains(&id) {
            return Trust::Revoked { id };
        }
        match self.trusted.iter().find(|(_, key)| key.id() == id) {
            None => Trust::UnknownKey { id },
            Some((name, key)) if claim.is_by(key, &sealed.manifest) => Trust::Trusted { key: name.clone() },
            Some(_) => Trust::BadSignature,
        }
    }
}

impl fmt::Display for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trusted { key } => write!(f, "signed by {key}"),
            Self::Revoked { id } => write!(f, "signed by revoked key {id}"),
            Self::UnknownKey { id } => write!(f, "signed by unknown key {id}"),
            Self::BadSignature => f.write_str("the signature is wrong"),
            Self::NoSignature => f.write_str("not signed"),
        }
    }
}

fn there(path: &Path, disk: &dyn Disk) -> Result<bool, TrustError> {
    exists(disk, path).map_err(|source| TrustError::Unreadable { path: path.to_owned(), source })
}

/// The `.pub` files of a folder; none when it is not there.
fn key_files(folder: &Path, disk: &dyn Disk) -> Result<Vec<PathBuf>, TrustError> {
    if !there(folder, disk)? {
        return Ok(Vec::new());
    }
    let names = disk.list(folder, MAX_NAMES);
    let names = names.map_err(|source| TrustError::Unreadable { path: folder.to_owned(), source })?;
    let paths = names.into_iter().map(|name| folder.join(name));
    Ok(paths.filter(|path| path.extension().is_some_and(|extension| extension == "pub")).collect())
}

fn read_key(path: &Path, disk: &dyn Disk) -> Result<PublicHalf, TrustError> {
    PublicHalf::parse(&read_text(path, disk)?).map_err(|source| TrustError::BadKey { path: path.to_owned(), source })
}

fn read_text(path: &Path, disk: &dyn Disk) -> Result<String, TrustError> {
    let unreadable = |source| TrustError::Unreadable { path: path.to_owned(), source };
    // A folder or a device under the name of a key is an oddity to be told, not read.
    if disk.look(path).map_err(unreadable)?.kind != Kind::File {
        return Err(unreadable(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file")));
    }
    let bytes = read_whole(disk, path, MAX_KEY_FILE).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))
}
