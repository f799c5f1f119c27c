//! Keys and signatures as files: makes a key pair, reads the secret key, signs. Never asks for a password: it comes from a
//! variable.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use repere_kiosk::bundle::signing::{self, Claim, KeyId, NewKey};
use repere_kiosk::bundle::{self, BundleError, MANIFEST, Manifest, SIGNATURE};
use repere_kiosk::disk::{SystemDisk, write_whole};

use super::MakingError;
use super::stick::open;

/// The variable that holds the password of a secret key.
pub const PASSWORD_VARIABLE: &str = "REPERE_KEY_PASSWORD";

/// A key pair that was made.
#[derive(Debug, Clone)]
pub struct MadeKey {
    /// Its number.
    pub id: KeyId,
    /// The file for the terminals.
    pub public: PathBuf,
    /// The file for whoever signs.
    pub secret: PathBuf,
}

/// A secret key, ready to sign.
pub struct Signer {
    secret: String,
    password: Option<String>,
}

/// Makes a key pair in a folder: `NAME.pub` and `NAME.key`, which only its owner may read. Nothing is ever overwritten.
///
/// # Errors
/// When a file is there, or cannot be written.
pub fn make_key(folder: &Path, name: &str, password: Option<&str>) -> Result<MadeKey, MakingError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || !name.chars().all(plain) {
        return Err(MakingError::BadName { name: name.to_owned() });
    }
    let (public, secret) = (folder.join(format!("{name}.pub")), folder.join(format!("{name}.key")));
    if let Some(there) = [&secret, &public].into_iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(MakingError::Exists { path: there.clone() });
    }
    std::fs::create_dir_all(folder).map_err(|source| MakingError::Unwritable { path: folder.to_owned(), source })?;
    let NewKey { public: public_text, secret: secret_text, id } = signing::new_key(password)?;
    write_new(&secret, &secret_text, true)?;
    if let Err(error) = write_new(&public, &public_text, false) {
        // Half a pair is of no use to anyone, and this half is a secret.
        let _ = std::fs::remove_file(&secret);
        return Err(error);
    }
    Ok(MadeKey { id, public, secret })
}

fn write_new(path: &Path, text: &str, private: bool) -> Result<(), MakingError> {
    let wrong = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => MakingError::Exists { path: path.to_owned() },
        _ => MakingError::Unwritable { path: path.to_owned(), source },
    };
    let mut file = create_new(path, private).map_err(wrong)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(wrong)
}

#[cfg(unix)]
fn create_new(path: &Path, private: bool) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    OpenOptions::new().write(true).create_new(true).mode(if private { 0o600 } else { 0o644 }).open(path)
}

/// Windows has no modes: who may read the file follows from its folder.
#[cfg(not(unix))]
fn create_new(path: &Path, _private: bool) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

impl Signer {
    /// Reads a secret key; `password` is what the variable says.
    ///
    /// # Errors
    /// When the file cannot be read, is no secret key, or has a password and none was given.
    pub fn read(path: &Path, password: Option<String>) -> Result<Self, MakingError> {
        let secret = std::fs::read(path).map_err(|source| MakingError::Unreadable { path: path.to_owned(), source })?;
        let secret = String::from_utf8(secret).unwrap_or_default();
        if signing::needs_password(&secret)? && password.is_none() {
            return Err(signing::SigningError::PasswordNeeded.into());
        }
        Ok(Self { secret, password })
    }

    /// Signs the manifest of a bundle, and writes the signature beside it.
    pub(super) fn seal(&self, folder: &Path) -> Result<KeyId, MakingError> {
        let sealed = bundle::read(folder, &SystemDisk)?;
        let manifest = Manifest::parse(&sealed.manifest)?;
        let text = signing::sign(&sealed.manifest, &manifest, &self.secret, self.password.as_deref())?;
        let path = folder.join(SIGNATURE);
        write_whole(&SystemDisk, &path, text.as_bytes())
            .map_err(|source| MakingError::Unwritable { path: path.clone(), source })?;
        let claim = std::fs::read_to_string(&path).ok().and_then(|text| Claim::parse(&text));
        claim.map(|claim| claim.id()).ok_or(MakingError::NotAsMade { path })
    }
}

/// Signs a bundle that is there, in the folder or on the stick that was named, once all its files are seen to be those of the
/// manifest: a signature vouches for them. Gives the folder of the bundle and the number of the key.
///
/// # Errors
/// When there is no bundle, one of its files is wrong, or the key cannot be used; the signature of before is then still there.
pub fn sign(named: &Path, signer: &Signer) -> Result<(PathBuf, KeyId), MakingError> {
    let folder = bundle_in(named)?;
    open(&folder)?;
    let id = signer.seal(&folder)?;
    Ok((folder, id))
}

/// The folder of a bundle: the one that was named, or the only one below it.
fn bundle_in(named: &Path) -> Result<PathBuf, BundleError> {
    if named.join(MANIFEST).is_file() { Ok(named.to_owned()) } else { bundle::find(named, &SystemDisk) }
}
