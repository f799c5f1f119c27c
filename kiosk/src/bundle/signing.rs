//! Keys and signatures in the formats of minisign (Ed25519 over BLAKE2b-512, with a trusted comment that is signed too), so that
//! the `minisign` program and this one read each other's files. Makes keys, signs, verifies; whom to trust is for
//! [`crate::trust`]. Never asks for a password itself, and reads no file.

use std::fmt;

use base64ct::{Base64, Encoding as _};
use minisign::{KeyPair, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};
use minisign_verify::{PublicKey, Signature};

use super::Manifest;

/// Why a key or a signature could not be made or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SigningError {
    /// The text is no secret key of minisign.
    #[error("not a secret key: {reason}")]
    BadSecretKey {
        /// What is wrong with it, in English.
        reason: String,
    },
    /// The secret key has a password, and none was given.
    #[error("the secret key has a password")]
    PasswordNeeded,
    /// The password is not that of the secret key.
    #[error("the password is wrong")]
    WrongPassword,
    /// The text is no public key of minisign.
    #[error("not a public key: {reason}")]
    BadPublicKey {
        /// What is wrong with it, in English.
        reason: String,
    },
    /// The system gave no random numbers.
    #[error("no key could be made: {reason}")]
    Failed {
        /// What the library says, in English.
        reason: String,
    },
}

impl SigningError {
    /// Name of the sentence for this problem.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::BadSecretKey { .. } => "bad-secret-key",
            Self::PasswordNeeded => "password-needed",
            Self::WrongPassword => "wrong-password",
            Self::BadPublicKey { .. } => "bad-public-key",
            Self::Failed { .. } => "signing-failed",
        }
    }
}

/// The number by which a signature names its key, written as minisign does: 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(u64);

impl KeyId {
    /// Reads 16 hexadecimal digits, in capitals or not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Self)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(u64::from_le_bytes(bytes)))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}", self.0)
    }
}

/// A new key pair, as the two files hold it.
#[derive(Clone)]
pub struct NewKey {
    /// Text of the public key: for the terminals.
    pub public: String,
    /// Text of the secret key: for whoever signs, and nobody else.
    pub secret: String,
    /// Its number.
    pub id: KeyId,
}

impl fmt::Debug for NewKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Makes a key pair; the secret key is encrypted with the password, if one is given.
///
/// # Errors
/// When the system gives no random numbers.
pub fn new_key(password: Option<&str>) -> Result<NewKey, SigningError> {
    let failed = |error: minisign::PError| SigningError::Failed { reason: error.to_string() };
    let made = match password {
        Some(password) => KeyPair::generate_encrypted_keypair(Some(password.to_owned())),
        None => KeyPair::generate_unencrypted_keypair(),
    };
    let KeyPair { pk, sk } = made.map_err(failed)?;
    let id = KeyId::from_bytes(pk.keynum()).ok_or_else(|| SigningError::Failed { reason: String::new() })?;
    let kind = if password.is_some() { "encrypted" } else { "unencrypted" };
    let secret = sk.to_box(Some(&format!("minisign {kind} secret key {id}"))).map_err(failed)?;
    Ok(NewKey { public: pk.to_box().map_err(failed)?.to_string(), secret: secret.to_string(), id })
}

/// Whether the text of a secret key needs a password.
///
/// # Errors
/// When the text is no secret key.
pub fn needs_password(secret: &str) -> Result<bool, SigningError> {
    // The two letters after the kind of signature: "Sc" for scrypt, nothing for no password.
    match secret_bytes(secret)?.get(2..4) {
        Some(b"Sc") => Ok(true),
        Some([0, 0]) => Ok(false),
        _ => Err(SigningError::BadSecretKey { reason: "unknown kind of key".to_owned() }),
    }
}

/// Signs a manifest; gives the text of `manifest.toml.minisig`. Its trusted comment says which edition it is, for whoever
/// looks into the file; terminals go by the manifest.
///
/// # Errors
/// When the secret key cannot be used.
pub fn sign(bytes: &[u8], manifest: &Manifest, secret: &str, password: Option<&str>) -> Result<String, SigningError> {
    let created = manifest.created.format("%Y-%m-%dT%H:%M:%SZ");
    let comment = format!("territory:{} sequence:{} created:{created}", manifest.territory, manifest.sequence);
    let key = secret_key(secret, password)?;
    let id = KeyId::from_bytes(key.keynum()).map(|id| id.to_string()).unwrap_or_default();
    let wrong = |error: minisign::PError| SigningError::BadSecretKey { reason: error.to_string() };
    // Held against the public half at once: a damaged secret key makes signatures that nobody takes.
    let public = minisign::PublicKey::from_secret_key(&key).map_err(wrong)?;
    let remark = format!("signature of key {id}");
    let signature = minisign::sign(Some(&public), &key, bytes, Some(&comment), Some(&remark));
    Ok(signature.map_err(wrong)?.to_string())
}

/// The bytes of a secret key: the second line of its file, after the remark.
fn secret_bytes(secret: &str) -> Result<Vec<u8>, SigningError> {
    let wrong = |reason: &str| SigningError::BadSecretKey { reason: reason.to_owned() };
    let line = secret.lines().nth(1).ok_or_else(|| wrong("no second line"))?;
    Base64::decode_vec(line.trim()).map_err(|_no_base64| wrong("no base64"))
}

fn secret_key(secret: &str, password: Option<&str>) -> Result<SecretKey, SigningError> {
    let wrong = |error: minisign::PError| SigningError::BadSecretKey { reason: error.to_string() };
    if !needs_password(secret)? {
        // From its bytes, for the program leaves the check sum of a key without a password empty, which the library does not
        // take. What the signature made with it is worth is seen below.
        return SecretKey::from_bytes(&secret_bytes(secret)?).map_err(wrong);
    }
    // Without one the library would ask on the terminal.
    let Some(password) = password else { return Err(SigningError::PasswordNeeded) };
    let secret = SecretKeyBox::from_string(secret).map_err(wrong)?;
    secret.into_secret_key(Some(password.to_owned())).map_err(|error| match error.kind() {
        minisign::ErrorKind::Verify => SigningError::WrongPassword,
        _ => wrong(error),
    })
}

/// A public key that signatures are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicHalf {
    id: KeyId,
    key: PublicKey,
    boxed: minisign::PublicKey,
}

impl PublicHalf {
    /// Reads the text of a `.pub` file.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, SigningError> {
        let wrong = |reason: String| SigningError::BadPublicKey { reason };
        let key = PublicKey::decode(text).map_err(|error| wrong(error.to_string()))?;
        let boxed = PublicKeyBox::from_string(text).and_then(PublicKeyBox::into_public_key);
        let boxed = boxed.map_err(|error| wrong(error.to_string()))?;
        let id = KeyId::from_bytes(boxed.keynum()).ok_or_else(|| wrong(String::new()))?;
        Ok(Self { id, key, boxed })
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Whether two are one key, whatever their files say beside it.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.boxed == other.boxed && self.id == other.id
    }
}

/// A signature as it was read; nothing is believed of it yet.
pub struct Claim {
    id: KeyId,
    signature: Signature,
}

impl Claim {
    /// Reads the text of a `.minisig` file; `None` when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let signature = Signature::decode(text).ok()?;
        let id = KeyId::from_bytes(SignatureBox::from_string(text).ok()?.keynum())?;
        Some(Self { id, signature })
    }

    /// The number of the key that it says it was made with.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Whether `key` made it, of these very bytes and of its trusted comment. Signatures that are not over a hash, as
    /// minisign made them before 0.6, are refused.
    #[must_use]
    pub fn is_by(&self, key: &PublicHalf, bytes: &[u8]) -> bool {
        key.key.verify(bytes, &self.signature, false).is_ok()
    }
}
