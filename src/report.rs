//! What `repere refresh --progress` tells the terminal that started it: one JSON object a line on standard output. Installing
//! runs in a process of its own, so that a full memory or a defect there stops no visitor.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use repere_kiosk::install::{InstallError, Offer, Phase, Progress, Standing};
use serde::{Deserialize, Serialize};

use crate::locale::Locale;
use crate::sentence;

/// A sentence in every language of the program, by locale.
pub type Sentences = BTreeMap<String, String>;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// What the stick brings.
    Offer(Box<Offered>),
    /// How far it is.
    Progress {
        /// With what.
        phase: Step,
        /// Files, or venues while the index is made.
        done: u64,
        /// Of how many.
        of: u64,
        /// Bytes.
        bytes: u64,
        /// Of how many; 0 where they are not counted.
        bytes_of: u64,
    },
    /// The edition is served from now on.
    Installed {
        /// Its number.
        sequence: u64,
        /// Places in it.
        venues: u64,
        /// Guides in it.
        guides: u64,
    },
    /// It was served already.
    Already {
        /// Its number.
        sequence: u64,
    },
    /// Staff have to be asked; nothing has changed.
    NeedsConfirmation,
    /// It was not installed; nothing has changed.
    Refused {
        /// Name of the reason, the same in every language.
        key: String,
        /// What, where, what to do.
        sentences: Sentences,
    },
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Every byte on the stick is held against the signed list.
    Checking,
    /// The files are copied, and read back.
    Copying,
    /// The index is made.
    Preparing,
    /// The new edition is opened and asked.
    Proving,
}

/// What a stick brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Stands for every byte of it.
    pub hash: String,
    /// Its name, by locale.
    pub name: BTreeMap<String, String>,
    /// Whom it is for.
    pub territory: String,
    /// Its number.
    pub sequence: u64,
    /// The day up to which its data are known.
    pub data_date: NaiveDate,
    /// Places in it.
    pub venues: u64,
    /// Guides in it.
    pub guides: u64,
    /// Name of the key that signed it.
    pub key: Option<String>,
    /// Places added, gone and changed; `None` with nothing to compare.
    pub changes: Option<[u64; 3]>,
    /// What staff have to be asked.
    pub reasons: Vec<Sentences>,
}

impl Report {
    /// Why an edition was not installed.
    #[must_use]
    pub fn refused(error: &InstallError) -> Self {
        match error {
            InstallError::NotConfirmed { .. } => Self::NeedsConfirmation,
            error => Self::Refused {
                key: error.key().to_owned(),
                sentences: in_each(|locale| sentence::install(error, locale)),
            },
        }
    }
}

impl From<Progress> for Report {
    fn from(progress: Progress) -> Self {
        let Progress { phase, files, files_of, bytes, bytes_of } = progress;
        Self::Progress { phase: phase.into(), done: files, of: files_of, bytes, bytes_of }
    }
}

impl From<Phase> for Step {
    fn from(phase: Phase) -> Self {
        match phase {
            Phase::Checking => Self::Checking,
            Phase::Copying => Self::Copying,
            Phase::Preparing => Self::Preparing,
            Phase::Proving => Self::Proving,
        }
    }
}

impl Step {
    /// Name of its words in `locales/`.
    #[must_use]
    pub fn locale_key(self) -> &'static str {
        match self {
            Self::Checking => "install.phase.checking",
            Self::Copying => "install.phase.copying",
            Self::Preparing => "install.phase.preparing",
            Self::Proving => "install.phase.proving",
        }
    }
}

impl From<&Offer> for Offered {
    fn from(offer: &Offer) -> Self {
        let manifest = &offer.manifest;
        let reasons = match &offer.standing {
            Standing::NeedsConfirmation(reasons) => reasons.as_slice(),
            Standing::Newer | Standing::Same => &[],
        };
        Self {
            hash: offer.hash.to_string(),
            name: manifest.name.clone(),
            territory: manifest.territory.clone(),
            sequence: manifest.sequence,
            data_date: manifest.data_date,
            venues: manifest.counts.venues,
            guides: manifest.counts.guides,
            key: offer.key.clone(),
            changes: offer.changes.map(|changes| [changes.added, changes.gone, changes.changed]),
            reasons: reasons.iter().map(|reason| in_each(|locale| sentence::reason(reason, locale))).collect(),
        }
    }
}

fn in_each(say: impl Fn(Locale) -> String) -> Sentences {
    Locale::ALL.iter().map(|locale| (locale.code().to_owned(), say(*locale))).collect()
}
