//! `pin-tries.json`: how often a wrong PIN was typed, so that a restart gives no new tries. Knows nothing of the pages that a
//! PIN opens.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{MAX_OWN, Store, StoreError};
use crate::disk::{create_folders, read_whole, write_whole};
use crate::pin::{self, Tries};

const TRIES: &str = "pin-tries.json";

/// What trying a PIN came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It is the PIN; the wrong tries before are forgotten.
    Right,
    /// It is not; the next try is heard after this time, which may be none.
    Wrong(Duration),
    /// It was not looked at: this time must pass first.
    TooSoon(Duration),
    /// No PIN is set.
    NotSet,
}

impl Store {
    /// How long until a PIN may be tried; zero for at once.
    ///
    /// # Errors
    /// When the disk cannot be read or written.
    pub fn pin_wait(&self, now: DateTime<Utc>) -> Result<Duration, StoreError> {
        Ok(self.tries(now)?.wait(now))
    }

    /// Tries a PIN. The try is counted on the disk before the PIN is looked at: cutting the power in between gains nothing.
    ///
    /// # Errors
    /// When the tries cannot be read or counted: the PIN is then not looked at. Or the PIN that is set cannot be read.
    pub fn try_pin(&self, typed: &str, now: DateTime<Utc>) -> Result<Tried, StoreError> {
        match self.settings()?.settings.pin {
            Some(hash) => self.try_pin_of(&hash, typed, now),
            None => Ok(Tried::NotSet),
        }
    }

    /// Tries a PIN that is set elsewhere than in the settings, by its hash; the tries are counted as for one that is.
    ///
    /// # Errors
    /// As [`Store::try_pin`].
    pub fn try_pin_of(&self, hash: &str, typed: &str, now: DateTime<Utc>) -> Result<Tried, StoreError> {
        let tries = self.tries(now)?;
        let wait = tries.wait(now);
        if !wait.is_zero() {
            return Ok(Tried::TooSoon(wait));
        }
        let counted = tries.one_more(now);
        self.keep(counted)?;
        match pin::matches(typed, hash) {
            Ok(true) => {
                self.keep(Tries::default())?;
                Ok(Tried::Right)
            }
            Ok(false) => Ok(Tried::Wrong(counted.wait(now))),
            Err(_unreadable) => Err(StoreError::PinDamaged { path: self.settings_path() }),
        }
    }

    /// The tries so far. A clock that was put back starts the present wait anew, for else nobody would get in until the
    /// clock has caught up.
    fn tries(&self, now: DateTime<Utc>) -> Result<Tries, StoreError> {
        let path = self.folder.join(TRIES);
        let read = match read_whole(self.disk(), &path, MAX_OWN) {
            Ok(bytes) => serde_json::from_slice::<Tries>(&bytes).ok(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Tries::default()),
            Err(source) => return Err(StoreError::Unreadable { path, source }),
        };
        let tries = match read {
            Some(tries) if tries.is_before(now) => return Ok(tries),
            Some(tries) => tries.as_if_at(now),
            // A file that says nothing is no way to new tries.
            None => Tries::used_up(now),
        };
        self.keep(tries)?;
        Ok(tries)
    }

    fn keep(&self, tries: Tries) -> Result<(), StoreError> {
        let path = self.folder.join(TRIES);
        // Two numbers: nothing that JSON cannot write.
        let json = serde_json::to_vec(&tries).unwrap_or_default();
        // A PIN of the configuration may be tried before anything else is kept.
        create_folders(self.disk(), &self.folder)
            .and_then(|()| write_whole(self.disk(), &path, &json))
            .map_err(|error| StoreError::writing(&path, error))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::store::Settings;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        let pin = Some(pin::hash("2749").unwrap());
        store.set_settings(&Settings { pin, ..Settings::default() }).unwrap();
        (folder, store)
    }

    #[test]
    fn wrong_tries_slow_down_and_a_right_one_forgets_them() {
        let (folder, store) = store();
        for _ in 0..2 {
            assert_eq!(store.try_pin("1111", at(0)).unwrap(), Tried::Wrong(Duration::ZERO));
        }
        assert_eq!(store.try_pin("1111", at(0)).unwrap(), Tried::Wrong(Duration::from_secs(30)));
        // As after a restart.
        let store = Store::new(folder.path());
        assert_eq!(store.try_pin("2749", at(10)).unwrap(), Tried::TooSoon(Duration::from_secs(20)));
        assert_eq!(store.try_pin("1111", at(30)).unwrap(), Tried::Wrong(Duration::from_mins(1)));
        assert_eq!(store.try_pin("2749", at(90)).unwrap(), Tried::Right);
        assert_eq!(store.try_pin("1111", at(90)).unwrap(), Tried::Wrong(Duration::ZERO));
    }

    #[test]
    fn a_clock_that_goes_back_does_not_lock_for_ever() {
        let (_folder, store) = store();
        for _ in 0..3 {
            store.try_pin("1111", at(0)).unwrap();
        }
        let long_ago = at(0) - TimeDelta::days(20_000);
        assert_eq!(store.try_pin("2749", long_ago).unwrap(), Tried::TooSoon(Duration::from_secs(30)));
        assert_eq!(store.pin_wait(long_ago + TimeDelta::seconds(29)).unwrap(), Duration::from_secs(1));
        assert_eq!(store.try_pin("2749", long_ago + TimeDelta::seconds(30)).unwrap(), Tried::Right);
    }

    #[test]
    fn a_damaged_count_gives_no_new_tries() {
        let (folder, store) = store();
        std::fs::write(folder.path().join(TRIES), "{").unwrap();
        assert_eq!(store.try_pin("2749", at(0)).unwrap(), Tried::TooSoon(Duration::from_secs(30)));
        assert_eq!(store.try_pin("2749", at(30)).unwrap(), Tried::Right);
    }

    #[test]
    fn a_pin_that_is_set_elsewhere_is_slowed_down_too() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("store"));
        let hash = pin::hash("2749").unwrap();
        for _ in 0..3 {
            store.try_pin_of(&hash, "1111", at(0)).unwrap();
        }
        assert_eq!(store.try_pin_of(&hash, "2749", at(0)).unwrap(), Tried::TooSoon(Duration::from_secs(30)));
        assert_eq!(store.try_pin_of(&hash, "2749", at(30)).unwrap(), Tried::Right);
    }

    #[test]
    fn without_a_pin_none_is_right() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        assert_eq!(store.try_pin("2749", at(0)).unwrap(), Tried::NotSet);
        store.set_settings(&Settings { pin: Some("2749".to_owned()), ..Settings::default() }).unwrap();
        assert_eq!(store.try_pin("2749", at(0)).unwrap_err().key(), "pin-damaged");
    }
}
