//! `settings.toml`: what staff set on the screen. Typed data, no sentence and no judgement: what a venue, a theme or an hours
//! text is, others know. The file may be edited by hand and by other versions of the program: what is unknown is kept, and a
//! file that cannot be read is set aside, so that the terminal starts with its defaults instead of not at all.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{MAX_OWN, Store, StoreError};
use crate::disk::{read_whole, write_whole};

const SETTINGS: &str = "settings.toml";

/// What staff set on the screen. What is not set is for `/etc/repere` or the defaults to say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Settings {
    /// Language that a session begins in: a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Seconds without a key before the session ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle_seconds: Option<u32>,
    /// Name of a text size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_size: Option<String>,
    /// Name of a theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The hash of the PIN of the staff pages, as [`crate::pin::hash`] gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin: Option<String>,
    /// Where the terminal stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub here: Option<Here>,
    /// Whom to ask beside the terminal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desk: Option<Desk>,
    /// A message on the home page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Message>,
    /// Venues that are closed for a while.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closures: Vec<Closure>,
    /// What another version of the program wrote.
    #[serde(flatten)]
    pub others: BTreeMap<String, toml::Value>,
}

/// A message on the home page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The text, for every language that has none of its own.
    pub text: String,
    /// The last day that it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The text by locale.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, String>,
}

impl Message {
    /// The text in a language.
    #[must_use]
    pub fn text_in(&self, locale: &str) -> &str {
        self.texts.get(locale).unwrap_or(&self.text)
    }
}

/// A venue that is closed for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Identifier of the venue.
    pub venue: String,
    /// What it was called when staff said so: editions come and go.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The last day that it is closed; `None` until staff say otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Why, or where to go meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whom to ask beside the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// What it is called.
    pub name: String,
    /// When somebody is there, in the syntax of OSM's `opening_hours`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Its telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
}

/// Where the terminal stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Here {
    /// What the place is called.
    pub name: String,
    /// WGS 84, degrees north.
    pub latitude: f64,
    /// WGS 84, degrees east.
    pub longitude: f64,
    /// What it was chosen as.
    #[serde(flatten)]
    pub at: Standpoint,
}

/// What the place of the terminal was chosen as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standpoint {
    /// A commune, by its INSEE code.
    Commune(String),
    /// A venue of the edition, by its identifier.
    Venue(String),
}

/// Settings as they were read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadSettings {
    /// The settings, or the defaults.
    pub settings: Settings,
    /// Where a file that could not be understood was set aside; the defaults stand in for it. To be told to staff: with it the
    /// PIN is gone as well.
    pub set_aside: Option<PathBuf>,
}

impl Store {
    /// Reads the settings; none at all are the defaults. A file that cannot be understood is renamed to
    /// `settings.toml.damaged`, and said.
    ///
    /// # Errors
    /// When the file is there and cannot be read from the disk, or cannot be set aside.
    pub fn settings(&self) -> Result<ReadSettings, StoreError> {
        let path = self.settings_path();
        let bytes = match read_whole(self.disk(), &path, MAX_OWN) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(ReadSettings::default()),
            // Far too long to be ours.
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Vec::from(b"\0"),
            Err(source) => return Err(StoreError::Unreadable { path, source }),
        };
        let understood = std::str::from_utf8(&bytes).ok().and_then(|text| toml::from_str(text).ok());
        if let Some(settings) = understood {
            return Ok(ReadSettings { settings, set_aside: None });
        }
        let aside = path.with_extension("toml.damaged");
        self.disk().rename(&path, &aside).map_err(|error| StoreError::writing(&aside, error))?;
        Ok(ReadSettings { settings: Settings::default(), set_aside: Some(aside) })
    }

    /// Writes the settings, whole or not at all.
    ///
    /// # Errors
    /// When the disk refuses; the settings before are then still there.
    pub fn set_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        let path = self.settings_path();
        let refused = |error| StoreError::writing(&path, error);
        crate::disk::create_folders(self.disk(), &self.folder).map_err(refused)?;
        let text = toml::to_string(settings).map_err(|error| refused(std::io::Error::other(error)))?;
        write_whole(self.disk(), &path, text.as_bytes()).map_err(refused)
    }

    pub(super) fn settings_path(&self) -> PathBuf {
        self.folder.join(SETTINGS)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rstest::rstest;

    use super::*;

    fn full() -> Settings {
        Settings {
            locale: Some("fr".to_owned()),
            idle_seconds: Some(90),
            text_size: Some("large".to_owned()),
            theme: Some("night".to_owned()),
            pin: Some("$argon2id$…".to_owned()),
            here: Some(Here {
                name: "Lens".to_owned(),
                latitude: 50.432,
                longitude: 2.833,
                at: Standpoint::Commune("62498".to_owned()),
            }),
            desk: Some(Desk {
                name: "Accueil".to_owned(),
                hours: Some("Mo-Fr 09:00-12:00".to_owned()),
                telephone: None,
            }),
            message: Some(Message {
                text: "Fermé lundi".to_owned(),
                until: NaiveDate::from_ymd_opt(2026, 12, 24),
                texts: BTreeMap::from([("en".to_owned(), "Closed on Monday".to_owned())]),
            }),
            closures: vec![Closure {
                venue: "62-1".to_owned(),
                name: "Médiathèque".to_owned(),
                until: NaiveDate::from_ymd_opt(2027, 1, 3),
                note: Some("Travaux".to_owned()),
            }],
            others: BTreeMap::from([("later".to_owned(), toml::Value::Boolean(true))]),
        }
    }

    #[test]
    fn what_is_written_reads_back_with_what_others_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("store"));
        assert_eq!(store.settings().unwrap(), ReadSettings::default());
        for settings in [full(), Settings::default()] {
            store.set_settings(&settings).unwrap();
            assert_eq!(store.settings().unwrap(), ReadSettings { settings, set_aside: None });
        }
        assert_eq!(full().message.unwrap().text_in("en"), "Closed on Monday");
        assert_eq!(full().message.unwrap().text_in("ar"), "Fermé lundi");
    }

    #[rstest]
    #[case::no_toml(b"locale = ")]
    #[case::no_text(b"\xff\xfe")]
    #[case::other_types(b"idle-seconds = \"many\"")]
    #[case::no_date(b"[message]\ntext = \"x\"\nuntil = \"demain\"")]
    fn a_damaged_file_is_set_aside_and_said(#[case] bytes: &[u8]) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        fs::write(store.settings_path(), bytes).unwrap();
        let read = store.settings().unwrap();
        assert_eq!(read.settings, Settings::default());
        assert_eq!(fs::read(read.set_aside.unwrap()).unwrap(), bytes);
        assert_eq!(store.settings().unwrap(), ReadSettings::default());
    }
}
