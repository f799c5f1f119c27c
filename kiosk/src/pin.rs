//! The PIN of the staff pages: what may be one, its hash, and how wrong tries slow down. Writes nothing down; the store does.

use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Digits of a PIN, at least.
pub const MIN_DIGITS: usize = 4;

/// Digits of a PIN, at most.
pub const MAX_DIGITS: usize = 12;

/// KiB that one hash takes: little on a machine of 256 MB, and beyond OWASP's least for argon2id (7 MiB with 5 passes, 9 MiB
/// with 4) only together with the waits between tries, which are what protects so short a secret.
const MEMORY: u32 = 8 * 1024;

/// Passes over it.
const PASSES: u32 = 3;

/// KiB that a hash in the settings may ask for: one that was edited by hand must not exhaust the machine.
const MAX_MEMORY: u32 = 64 * 1024;

/// Wrong tries that cost no wait.
const FREE: u32 = 3;

/// The wait after the last free try; each further one doubles it, roughly.
const WAITS: [u64; 6] = [30, 60, 120, 240, 480, 900];

/// Why a text cannot be the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PinError {
    /// It has fewer than [`MIN_DIGITS`] digits.
    #[error("a PIN has at least {MIN_DIGITS} digits")]
    TooShort,
    /// It has more than [`MAX_DIGITS`] digits.
    #[error("a PIN has at most {MAX_DIGITS} digits")]
    TooLong,
    /// It has something else than the digits 0 to 9.
    #[error("a PIN has only digits")]
    NotDigits,
    /// It is one digit again and again, or digits in a row.
    #[error("the PIN is too simple")]
    TooSimple,
    /// The hash cannot be made, or the one in the settings cannot be read.
    #[error("the hash of the PIN cannot be made or read")]
    Unhashable,
}

impl PinError {
    /// Name of the sentence for this problem.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TooShort => "pin-too-short",
            Self::TooLong => "pin-too-long",
            Self::NotDigits => "pin-not-digits",
            Self::TooSimple => "pin-too-simple",
            Self::Unhashable => "pin-unhashable",
        }
    }
}

/// Whether a text may be the PIN: 4 to 12 digits, neither one digit repeated nor a run up or down.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(pin: &str) -> Result<(), PinError> {
    if !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PinError::NotDigits);
    }
    match pin.len() {
        ..MIN_DIGITS => return Err(PinError::TooShort),
        MIN_DIGITS..=MAX_DIGITS => {}
        _ => return Err(PinError::TooLong),
    }
    // 9 is followed by 0 on a keyboard.
    let steps = || pin.bytes().zip(pin.bytes().skip(1)).map(|(one, next)| (10 + next - one) % 10);
    if [0, 1, 9].iter().any(|step| steps().all(|found| found == *step)) { Err(PinError::TooSimple) } else { Ok(()) }
}

/// The hash of a PIN, to be kept: argon2id with a salt of its own, as a PHC string.
///
/// # Errors
/// When the text may not be a PIN, or the system gives no random numbers.
pub fn hash(pin: &str) -> Result<String, PinError> {
    check(pin)?;
    let params = Params::new(MEMORY, PASSES, 1, None).map_err(|_unhashable| PinError::Unhashable)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password(pin.as_bytes()).map_err(|_unhashable| PinError::Unhashable)?;
    Ok(hash.to_string())
}

/// Whether a text is the PIN of a hash.
///
/// # Errors
/// When the hash is none, or asks for more memory than a terminal has.
pub fn matches(pin: &str, hash: &str) -> Result<bool, PinError> {
    let hash = PasswordHash::new(hash).map_err(|_unreadable| PinError::Unhashable)?;
    let params = Params::try_from(&hash).map_err(|_unreadable| PinError::Unhashable)?;
    if params.m_cost() > MAX_MEMORY || hash.hash.is_none() {
        return Err(PinError::Unhashable);
    }
    Ok(Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
}

/// Wrong tries so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tries {
    /// How many, since the last right one.
    wrong: u32,
    /// When the last one was.
    last: Option<DateTime<Utc>>,
}

impl Tries {
    /// As many as cost no wait, the last one now.
    pub(crate) fn used_up(now: DateTime<Utc>) -> Self {
        Self { wrong: FREE, last: Some(now) }
    }

    /// One try more, now.
    #[must_use]
    pub fn one_more(self, now: DateTime<Utc>) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last: Some(now) }
    }

    /// How long until the next try: nothing after the first ones, then 30 s, 1, 2, 4, 8 and 15 minutes. Never longer, and
    /// never for ever.
    #[must_use]
    pub fn wait(&self, now: DateTime<Utc>) -> Duration {
        let (Some(step), Some(last)) = (self.wrong.checked_sub(FREE), self.last) else { return Duration::ZERO };
        let longest = WAITS.last().copied().unwrap_or_default();
        let wait = usize::try_from(step).ok().and_then(|step| WAITS.get(step)).copied().unwrap_or(longest);
        let passed = (now - last).max(TimeDelta::zero()).to_std().unwrap_or_default();
        Duration::from_secs(wait).saturating_sub(passed)
    }

    /// True unless the last try is still to come, by a clock that was put back.
    pub(crate) fn is_before(&self, now: DateTime<Utc>) -> bool {
        self.last.is_none_or(|last| last <= now)
    }

    /// The same tries, the last one now.
    pub(crate) fn as_if_at(self, now: DateTime<Utc>) -> Self {
        Self { last: Some(now), ..self }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2749", Ok(()))]
    #[case("274918365027", Ok(()))]
    #[case("1213", Ok(()))]
    #[case("1123", Ok(()))]
    #[case("", Err(PinError::TooShort))]
    #[case("274", Err(PinError::TooShort))]
    #[case("2749183650271", Err(PinError::TooLong))]
    #[case("27a9", Err(PinError::NotDigits))]
    #[case("27 9", Err(PinError::NotDigits))]
    #[case("٢٧٤٩", Err(PinError::NotDigits))]
    #[case("0000", Err(PinError::TooSimple))]
    #[case("777777", Err(PinError::TooSimple))]
    #[case("1234", Err(PinError::TooSimple))]
    #[case("456789", Err(PinError::TooSimple))]
    #[case("7890", Err(PinError::TooSimple))]
    #[case("4321", Err(PinError::TooSimple))]
    #[case("0987", Err(PinError::TooSimple))]
    fn what_may_be_a_pin(#[case] pin: &str, #[case] expected: Result<(), PinError>) {
        assert_eq!(check(pin), expected);
    }

    #[test]
    fn a_hash_is_salted_and_matches_its_pin_only() {
        let hash = hash("2749").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8192,t=3,p=1$"), "{hash}");
        assert_ne!(hash, super::hash("2749").unwrap());
        assert_eq!(matches("2749", &hash), Ok(true));
        assert_eq!(matches("2748", &hash), Ok(false));
        assert_eq!(matches("", &hash), Ok(false));
        for wrong in ["", "2749", "$argon2id$v=19$m=8192,t=3,p=1", &hash.replace("m=8192", "m=4194304")] {
            assert_eq!(matches("2749", wrong), Err(PinError::Unhashable), "{wrong}");
        }
    }

    #[rstest]
    #[case(0, 0)]
    #[case(1, 0)]
    #[case(2, 0)]
    #[case(3, 30)]
    #[case(4, 60)]
    #[case(5, 120)]
    #[case(6, 240)]
    #[case(7, 480)]
    #[case(8, 900)]
    #[case(9, 900)]
    #[case(u32::MAX, 900)]
    fn waits_grow_to_a_quarter_of_an_hour(#[case] wrong: u32, #[case] seconds: u64) {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let tries = Tries { wrong, last: Some(now) };
        assert_eq!(tries.wait(now), Duration::from_secs(seconds));
        assert_eq!(tries.wait(now + TimeDelta::seconds(900)), Duration::ZERO);
        assert_eq!(tries.wait(now - TimeDelta::days(9_000)), Duration::from_secs(seconds));
    }
}
