//! What staff do with settings, the PIN and the journal, carried out on the store. Impure: it reads and writes the disk, and
//! asks what time it is. Knows nothing of pages; from the types of the store to those of the model is its work.

use std::path::Path;

use chrono::{DateTime, Local, NaiveDateTime, Utc};
use repere_index::edition::Here;
use repere_kiosk::detail::Detail;
use repere_kiosk::disk::{SystemDisk, write_whole};
use repere_kiosk::helper::{self, HelperError, Request};
use repere_kiosk::pin::{self, Tries};
use repere_kiosk::store::{self, Act, ReadSettings, Settings, Standpoint, Store, StoreError, Tried};

use crate::config::Config;
use crate::locale::Locale;
use crate::model::look::TextSize;
use crate::model::staff::{
    Change, ChosenAs, Closure, DeskCard, DeskTask, EditionCard, Editions, HomeMessage, JournalLine, PinVerdict, Secret,
    Sentence, StaffNews, StaffSettings,
};
use crate::world::Clock;

/// What the store calls a settings file that it could not read.
const DAMAGED: &str = "settings.toml.damaged";

/// Where settings, the PIN and the journal are kept.
#[derive(Debug)]
pub struct Desk {
    store: Option<Store>,
    config: Config,
    clock: Clock,
    /// Wrong tries of a PIN of the configuration where there is no store to count them.
    tries: Tries,
    /// A settings file that was set aside, for as long as it lies there.
    set_aside: Option<Sentence>,
}

impl Desk {
    /// A desk over a store, if there is any, and what the administrator decided.
    #[must_use]
    pub fn new(store: Option<Store>, config: Config, clock: Clock) -> Self {
        Self { store, config, clock, tries: Tries::default(), set_aside: None }
    }

    /// What holds now: what staff set, over the configuration. A store that cannot be read is told in `trouble`.
    pub fn settings(&mut self) -> StaffSettings {
        match self.read() {
            Ok(settings) => self.merged(&settings),
            // Whether there is a PIN cannot be known: the staff area stays shut.
            Err(sentence) => {
                StaffSettings { trouble: Some(sentence), pin_set: true, ..self.merged(&Settings::default()) }
            }
        }
    }

    /// Carries out what staff want done.
    pub fn carry_out(&mut self, task: DeskTask) -> StaffNews {
        let done = match task {
            DeskTask::TryPin(typed) => self.try_pin(&typed).map(StaffNews::Pin),
            DeskTask::Save(change) => self.save(change).map(|settings| StaffNews::Saved(Box::new(settings))),
            DeskTask::ReadJournal => self.journal().map(StaffNews::Journal),
            DeskTask::ReadEditions => self.editions().map(|editions| StaffNews::Editions(Box::new(editions))),
        };
        done.unwrap_or_else(StaffNews::Refused)
    }

    /// Writes the journal into a folder of a stick, as a table that any spreadsheet opens.
    #[must_use]
    pub fn export_journal(&self, folder: &Path) -> StaffNews {
        let entries = match self.store().and_then(|store| store.journal().map_err(|error| sentence(&error))) {
            Ok(entries) => entries,
            Err(sentence) => return StaffNews::Refused(sentence),
        };
        // What spreadsheets of French offices read without asking: a byte order mark, semicolons, local time.
        let mut table = String::from("\u{feff}when;act;territory;edition;verdict;seconds;bytes\r\n");
        for entry in entries {
            let cells = [
                entry.when.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string(),
                if entry.act == Act::Install { "install" } else { "rollback" }.to_owned(),
                entry.territory.unwrap_or_default(),
                entry.sequence.map(|sequence| sequence.to_string()).unwrap_or_default(),
                entry.verdict,
                entry.seconds.to_string(),
                entry.bytes.to_string(),
            ];
            table.push_str(&cells.join(";"));
            table.push_str("\r\n");
        }
        let file = format!("repere-journal-{}.csv", self.clock.now().format("%Y%m%d-%H%M"));
        match write_whole(&SystemDisk, &folder.join(&file), table.as_bytes()) {
            Ok(()) => StaffNews::Exported { file },
            Err(error) => {
                tracing::error!("the journal could not be written on the stick: {error}");
                StaffNews::Refused(Sentence::new("staff.journal.not-exported"))
            }
        }
    }

    fn store(&self) -> Result<&Store, Sentence> {
        self.store.as_ref().ok_or_else(absent)
    }

    fn read(&mut self) -> Result<Settings, Sentence> {
        let Some(store) = &self.store else { return Ok(Settings::default()) };
        let ReadSettings { settings, set_aside } = store.settings().map_err(|error| sentence(&error))?;
        if let Some(path) = set_aside {
            tracing::error!("settings that could not be read were set aside as {}", path.display());
        }
        // The PIN went with the settings that were set aside, in an earlier run perhaps: until somebody with the machine's disk
        // has seen to that file, whoever walks up must not become staff.
        let damaged = store.folder().join(DAMAGED);
        let still_there = settings.pin.is_none() && damaged.is_file();
        self.set_aside =
            still_there.then(|| Sentence::new("staff.store.set-aside").with("path", damaged.display().to_string()));
        Ok(settings)
    }

    fn merged(&self, settings: &Settings) -> StaffSettings {
        let config = &self.config;
        StaffSettings {
            pin_set: settings.pin.is_some() || config.pin.is_some() || self.set_aside.is_some(),
            message: match &settings.message {
                Some(message) => Some(home_message(message)).filter(|message| !message.text.is_empty()),
                None => config.message.clone().map(|text| HomeMessage { text, ..HomeMessage::default() }),
            },
            closures: settings.closures.iter().map(closure).collect(),
            desk: settings.desk.as_ref().map_or_else(|| config.desk.clone(), desk_card),
            here: settings.here.as_ref().map(here).or_else(|| config.here.clone()),
            locale: settings.locale.as_deref().and_then(Locale::from_code).or(config.locale),
            idle_seconds: settings.idle_seconds.or(config.idle_seconds),
            text_size: settings.text_size.as_deref().and_then(TextSize::from_name).or(config.text_size),
            trouble: self.set_aside.clone(),
        }
    }

    fn try_pin(&mut self, typed: &Secret) -> Result<PinVerdict, Sentence> {
        let now = self.clock.moment();
        let Some(hash) = self.read()?.pin.or_else(|| self.config.pin.clone()) else {
            return self.set_aside.clone().map_or(Ok(PinVerdict::NotSet), Err);
        };
        let tried = match &self.store {
            Some(store) => store.try_pin_of(&hash, typed.reveal(), now).map_err(|error| sentence(&error))?,
            None => self.try_in_memory(&hash, typed, now)?,
        };
        Ok(match tried {
            Tried::Right => PinVerdict::Right,
            Tried::Wrong(wait) => PinVerdict::Wrong(wait.as_secs()),
            Tried::TooSoon(wait) => PinVerdict::TooSoon(wait.as_secs().max(1)),
            Tried::NotSet => PinVerdict::NotSet,
        })
    }

    /// Without a store the tries are counted until the program ends.
    fn try_in_memory(&mut self, hash: &str, typed: &Secret, now: DateTime<Utc>) -> Result<Tried, Sentence> {
        let wait = self.tries.wait(now);
        if !wait.is_zero() {
            return Ok(Tried::TooSoon(wait));
        }
        let right =
            pin::matches(typed.reveal(), hash).map_err(|_unreadable| Sentence::new("staff.store.pin-damaged"))?;
        self.tries = if right { Tries::default() } else { self.tries.one_more(now) };
        Ok(if right { Tried::Right } else { Tried::Wrong(self.tries.wait(now)) })
    }

    fn save(&mut self, change: Change) -> Result<StaffSettings, Sentence> {
        if let Change::Clock(moment) = change {
            self.set_clock(moment)?;
            return Ok(self.settings());
        }
        self.store()?;
        let mut settings = self.read()?;
        match change {
            Change::Pin(digits) => {
                let hash = pin::hash(digits.reveal());
                let problem = |error: pin::PinError| Sentence::new(format!("staff.pin.problem.{}", error.key()));
                settings.pin = Some(hash.map_err(problem)?);
            }
            // An empty message is kept where the configuration has one: nothing stands over it else.
            Change::Message(None) => settings.message = self.config.message.as_ref().map(|_| store::Message::default()),
            Change::Message(Some(HomeMessage { text, until, texts })) => {
                settings.message = Some(store::Message { text, until, texts });
            }
            Change::Close(Closure { venue, name, until, note }) => {
                settings.closures.retain(|closure| closure.venue != venue);
                settings.closures.push(store::Closure { venue, name, until, note });
            }
            Change::Reopen(venue) => settings.closures.retain(|closure| closure.venue != venue),
            Change::Desk(DeskCard { name, hours, telephone }) => {
                settings.desk = Some(store::Desk { name: name.unwrap_or_default(), hours, telephone });
            }
            Change::Here(Here { name, latitude, longitude }, chosen_as) => {
                let at = match chosen_as {
                    ChosenAs::Commune(code) => Standpoint::Commune(code),
                    ChosenAs::Venue(id) => Standpoint::Venue(id),
                };
                settings.here = Some(store::Here { name, latitude, longitude, at });
            }
            Change::Locale(locale) => settings.locale = Some(locale.code().to_owned()),
            Change::Idle(seconds) => settings.idle_seconds = Some(seconds),
            Change::TextSize(size) => settings.text_size = Some(size.name().to_owned()),
            Change::Clock(_) => {}
        }
        // What is past is nobody's business any more.
        let today = self.clock.now().date();
        settings.closures.retain(|closure| closure.until.is_none_or(|until| until >= today));
        self.store()?.set_settings(&settings).map_err(|error| sentence(&error))?;
        Ok(self.merged(&settings))
    }

    /// The terminal has no right to set the clock: the helper of the machine has.
    fn set_clock(&self, moment: NaiveDateTime) -> Result<(), Sentence> {
        helper::ask(&self.config.helper, Request::Time(moment)).map_err(|error| {
            tracing::error!("the clock was not set: {error}");
            Sentence::new(match error {
                HelperError::Absent(_) => "staff.clock.no-helper",
                _ => "staff.clock.refused",
            })
        })
    }

    fn journal(&self) -> Result<Vec<JournalLine>, Sentence> {
        let entries = self.store()?.journal().map_err(|error| sentence(&error))?;
        let line = |entry: store::Entry| JournalLine {
            when: entry.when.with_timezone(&Local).naive_local(),
            back: entry.act == Act::Rollback,
            territory: entry.territory,
            sequence: entry.sequence,
            verdict: entry.verdict,
        };
        Ok(entries.into_iter().rev().map(line).collect())
    }

    fn editions(&self) -> Result<Editions, Sentence> {
        let Some(store) = &self.store else { return Ok(Editions::default()) };
        let state = store.state().map_err(|error| sentence(&error))?.unwrap_or_default();
        let card = |sequence: u64| edition_card(store, sequence);
        Ok(Editions { served: state.served.map(card), previous: state.previous.map(card) })
    }
}

/// What is known of an edition; its number alone where it has no manifest that can be read.
fn edition_card(store: &Store, sequence: u64) -> EditionCard {
    match store.manifest(sequence) {
        Ok((manifest, _hash)) => EditionCard {
            names: manifest.name,
            sequence,
            territory: Some(manifest.territory),
            data_date: Some(manifest.data_date),
            venues: manifest.counts.venues,
            guides: manifest.counts.guides,
        },
        Err(_unreadable) => EditionCard { sequence, ..EditionCard::default() },
    }
}

fn home_message(message: &store::Message) -> HomeMessage {
    HomeMessage { text: message.text.clone(), until: message.until, texts: message.texts.clone() }
}

fn closure(closure: &store::Closure) -> Closure {
    let name = if closure.name.is_empty() { &closure.venue } else { &closure.name };
    Closure { venue: closure.venue.clone(), name: name.clone(), until: closure.until, note: closure.note.clone() }
}

fn desk_card(desk: &store::Desk) -> DeskCard {
    let name = Some(desk.name.clone()).filter(|name| !name.is_empty());
    DeskCard { name, hours: desk.hours.clone(), telephone: desk.telephone.clone() }
}

fn here(here: &store::Here) -> Here {
    Here { name: here.name.clone(), latitude: here.latitude, longitude: here.longitude }
}

fn absent() -> Sentence {
    Sentence::new("staff.store.absent")
}

/// What a problem of the store means to staff: what, where, what to do. The log has the rest.
fn sentence(error: &StoreError) -> Sentence {
    tracing::error!("the store: {error}");
    // Of an edition that was not installed other things must be said than of a setting that was not kept.
    let of_settings = matches!(
        error,
        StoreError::DiskFull { .. }
            | StoreError::DiskReadOnly { .. }
            | StoreError::DiskDenied { .. }
            | StoreError::DiskFailing { .. }
            | StoreError::PinDamaged { .. }
    );
    let key =
        if of_settings { format!("staff.store.{}", error.key()) } else { format!("install.error.{}", error.key()) };
    error
        .details()
        .iter()
        .fold(Sentence::new(key), |said, (name, detail): &(&str, Detail)| said.with(name, detail.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_were_set_aside_open_the_staff_area_to_nobody() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), "pin = ").unwrap();
        let clock = Clock::fixed("2026-11-24T10:00").unwrap();
        // Now, and after each further start.
        for _ in 0..2 {
            let mut desk = Desk::new(Some(Store::new(folder.path())), Config::default(), clock);
            let settings = desk.settings();
            assert!(settings.pin_set && settings.trouble.is_some(), "{settings:?}");
            let tried = desk.carry_out(DeskTask::TryPin(Secret::new("2749")));
            assert!(matches!(tried, StaffNews::Refused(_)), "{tried:?}");
        }
        std::fs::remove_file(folder.path().join(DAMAGED)).unwrap();
        let mut desk = Desk::new(Some(Store::new(folder.path())), Config::default(), clock);
        assert!(!desk.settings().pin_set);
        assert_eq!(desk.carry_out(DeskTask::TryPin(Secret::new("2749"))), StaffNews::Pin(PinVerdict::NotSet));
    }
}
