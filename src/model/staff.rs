//! What staff set and what they are told of sticks and editions, as plain data: no disk, no type of the store. `desk` and the
//! world turn what they know into these.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use repere_index::edition::Here;

use crate::locale::Locale;
use crate::model::look::TextSize;

mod sticks;
mod view;

pub use sticks::{Difference, EditionCard, Editions, InstallProgress, Offered, Phase, StickOffer, StickState};
pub use view::{Ask, End, Found, Hub, PinEntry, Purpose, Staff, StaffChoice, VenueRef, View};

/// Digits typed as a PIN. Shown to nobody: neither a page nor the log can tell them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// What was typed.
    #[must_use]
    pub fn new(digits: impl Into<String>) -> Self {
        Self(digits.into())
    }

    /// The digits, for whoever checks them.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    /// True before the first one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One more.
    pub(crate) fn push(&mut self, digit: char) {
        self.0.push(digit);
    }

    /// One less.
    pub(crate) fn pop(&mut self) {
        self.0.pop();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Secret({} digits)", self.len())
    }
}

/// A sentence to be said in whatever language is spoken then: its key, and the facts it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The key in the locale files.
    pub key: String,
    /// Names and values of its `%{name}`.
    pub facts: Vec<(String, String)>,
}

impl Sentence {
    /// A sentence without facts.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), facts: Vec::new() }
    }

    /// The same with one fact more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.facts.push((name.to_owned(), value.into()));
        self
    }

    /// As it is said in a language.
    #[must_use]
    pub fn said(&self, locale: Locale) -> String {
        let facts: Vec<(&str, &str)> = self.facts.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        locale.say_with(&self.key, &facts)
    }
}

/// A message on the home page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeMessage {
    /// The text, for every language that has none of its own.
    pub text: String,
    /// The last day that it is shown; `None` until it is removed.
    pub until: Option<NaiveDate>,
    /// The text by locale code.
    pub texts: BTreeMap<String, String>,
}

impl HomeMessage {
    /// The text in a language.
    #[must_use]
    pub fn text_in(&self, locale: Locale) -> &str {
        self.texts.get(locale.code()).unwrap_or(&self.text)
    }

    /// Whether it is shown on a day.
    #[must_use]
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

/// A venue that is closed for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// Identifier of the venue.
    pub venue: String,
    /// What it was called when staff said so.
    pub name: String,
    /// The last day that it is closed; `None` until staff say otherwise.
    pub until: Option<NaiveDate>,
    /// Why, or where to go meanwhile.
    pub note: Option<String>,
}

impl Closure {
    /// Whether it is closed on a day.
    #[must_use]
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

/// Whom to ask beside the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskCard {
    /// A person or a counter.
    pub name: Option<String>,
    /// When somebody is there, in the syntax of OSM's `opening_hours`.
    pub hours: Option<String>,
    /// Its telephone number.
    pub telephone: Option<String>,
}

impl DeskCard {
    /// True when nothing is known of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What holds at this terminal: what staff set, over what the administrator decided.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StaffSettings {
    /// Whether a PIN is set.
    pub pin_set: bool,
    /// A message on the home page, also one whose last day is past.
    pub message: Option<HomeMessage>,
    /// Venues that are closed for a while, also those whose last day is past.
    pub closures: Vec<Closure>,
    /// Whom to ask beside the terminal.
    pub desk: DeskCard,
    /// Where the terminal stands.
    pub here: Option<Here>,
    /// The language that a session begins in.
    pub locale: Option<Locale>,
    /// Seconds without a key before a session ends.
    pub idle_seconds: Option<u32>,
    /// How large the letters are.
    pub text_size: Option<TextSize>,
    /// What staff must know about the settings themselves: a file that was set aside, a disk that cannot be read.
    pub trouble: Option<Sentence>,
}

/// A change of one setting.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The PIN.
    Pin(Secret),
    /// The message on the home page; `None` removes it.
    Message(Option<HomeMessage>),
    /// A venue is closed; a closure of the same venue gives way.
    Close(Closure),
    /// A venue is closed no more, by its identifier.
    Reopen(String),
    /// Whom to ask beside the terminal.
    Desk(DeskCard),
    /// Where the terminal stands, and what it was chosen as.
    Here(Here, ChosenAs),
    /// The language that a session begins in.
    Locale(Locale),
    /// Seconds without a key before a session ends.
    Idle(u32),
    /// How large the letters are.
    TextSize(TextSize),
    /// The clock of the machine, to the minute.
    Clock(NaiveDateTime),
}

/// What the place of the terminal was chosen as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenAs {
    /// A commune, by its INSEE code.
    Commune(String),
    /// A venue of the edition, by its identifier.
    Venue(String),
}

/// Something that staff want done.
#[derive(Debug, Clone, PartialEq)]
pub enum StaffTask {
    /// With settings, PIN and what the store remembers: `desk` does it.
    Desk(DeskTask),
    /// With sticks, editions and the machine: the world does it.
    Edition(EditionTask),
}

/// What `desk` does.
#[derive(Debug, Clone, PartialEq)]
pub enum DeskTask {
    /// Try a PIN.
    TryPin(Secret),
    /// Change a setting.
    Save(Change),
    /// Read what was installed and when.
    ReadJournal,
    /// Read which editions are there.
    ReadEditions,
}

/// What the world does with sticks, editions and the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionTask {
    /// Look at what is on the stick: answered by `Offer`.
    LookAtStick,
    /// Install what was offered, all reasons to hesitate having been confirmed: `Progress`, then `Installed` or `Refused`.
    Install,
    /// Serve the previous edition again: `RolledBack` or `Refused`.
    RollBack,
    /// Write the journal on the stick: `Exported` or `Refused`.
    ExportJournal,
    /// Start the terminal anew: no answer, or `Refused`.
    Restart,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq)]
pub enum StaffNews {
    /// The settings as they are, without anybody having asked.
    Settings(Box<StaffSettings>),
    /// A change was kept; the settings as they are now.
    Saved(Box<StaffSettings>),
    /// A PIN was looked at.
    Pin(PinVerdict),
    /// Something could not be done: what, where, what to do.
    Refused(Sentence),
    /// What was installed and when, the newest first.
    Journal(Vec<JournalLine>),
    /// Which editions are there.
    Editions(Box<Editions>),
    /// What is known of the stick, for visitors.
    Stick(StickState),
    /// What is on the stick, for staff.
    Offer(Box<StickOffer>),
    /// How far an install is.
    Progress(InstallProgress),
    /// An edition was installed.
    Installed {
        /// Venues in it.
        venues: u64,
        /// Guides in it.
        guides: u64,
    },
    /// The previous edition is served again.
    RolledBack,
    /// The journal was written on the stick, under this name.
    Exported {
        /// The name of the file.
        file: String,
    },
}

/// What trying a PIN came to. Waits in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinVerdict {
    /// It is the PIN.
    Right,
    /// It is not; the next try is heard after so long, which may be 0.
    Wrong(u64),
    /// It was not looked at: so long must pass first.
    TooSoon(u64),
    /// No PIN is set.
    NotSet,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Local time.
    pub when: NaiveDateTime,
    /// True for going back to the previous edition, false for installing one.
    pub back: bool,
    /// Whom the edition was for.
    pub territory: Option<String>,
    /// The number of the edition.
    pub sequence: Option<u64>,
    /// `installed`, `already-served`, `rolled-back`, or the key of an error.
    pub verdict: String,
}
