//! What is known of sticks, of what is on them and of the editions of the store, as plain data.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Sentence;

/// The editions of the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editions {
    /// The one that is served; `None` while the starter edition is.
    pub served: Option<EditionCard>,
    /// The one to go back to.
    pub previous: Option<EditionCard>,
}

/// What is known of an edition of the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditionCard {
    /// Its name, by locale code.
    pub names: BTreeMap<String, String>,
    /// Its number.
    pub sequence: u64,
    /// Whom it is for.
    pub territory: Option<String>,
    /// The day up to which its data are known.
    pub data_date: Option<NaiveDate>,
    /// Venues in it.
    pub venues: u64,
    /// Guides in it.
    pub guides: u64,
}

/// What is on a stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickOffer {
    /// What the stick is called.
    pub label: String,
    /// What is on it, or why it cannot be installed.
    pub content: Result<Offered, Sentence>,
}

/// An edition on a stick that could be installed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// The edition.
    pub edition: EditionCard,
    /// The name of the key it is signed with; `None` when it is not signed.
    pub signed_by: Option<String>,
    /// Against what is served; `None` when that was not compared.
    pub difference: Option<Difference>,
    /// Reasons to hesitate, each a sentence: staff are asked once more when there is any.
    pub reasons: Vec<Sentence>,
}

/// How an edition differs from the one that is served, in venues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// Venues that come.
    pub added: u64,
    /// Venues that go.
    pub gone: u64,
    /// Venues that change.
    pub changed: u64,
}

/// A part of an install.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Phase {
    /// Copying from the stick.
    #[default]
    Copying,
    /// Checking what was copied.
    Checking,
    /// Making the index.
    Preparing,
    /// Switching over.
    Switching,
}

impl Phase {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Copying, Self::Checking, Self::Preparing, Self::Switching];

    /// Its name in the locale files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Copying => "copying",
            Self::Checking => "checking",
            Self::Preparing => "preparing",
            Self::Switching => "switching",
        }
    }
}

/// How far an install is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InstallProgress {
    /// What is being done.
    pub phase: Phase,
    /// Files, or venues, that are done.
    pub done: u64,
    /// Files, or venues, in all; 0 when that is not known.
    pub total: u64,
    /// Bytes that are done.
    pub bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
    /// Seconds that are left, where that can be told.
    pub seconds_left: Option<u64>,
}

/// What visitors are told of a stick.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum StickState {
    /// There is none.
    #[default]
    None,
    /// One is there and is being looked at.
    Seen,
    /// An edition is being installed.
    Installing {
        /// 0 to 100.
        percent: u8,
    },
    /// An edition was installed.
    Installed {
        /// Venues in it.
        venues: u64,
        /// Guides in it.
        guides: u64,
    },
    /// Staff must decide.
    NeedsStaff,
    /// It cannot be installed, and why.
    Refused(Sentence),
}
