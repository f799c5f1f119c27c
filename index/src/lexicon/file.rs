//! Reading `synonyms.toml`. Knows its shape and its rules.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::Weekday;
use serde::Deserialize;

use super::{Lexicon, Meaning, Sense, TimeWish, keys};
use crate::fold;
use crate::standard::{Audience, Service, SpecificCare, Typology};
use crate::toml_text;

/// What is wrong with a synonyms file. `key()` names the sentence that `repere` says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// No TOML, or a key that there is not.
    #[error("line {line}: {detail}")]
    Malformed {
        /// From 1.
        line: usize,
        /// What the TOML reader says.
        detail: String,
    },
    /// A service, typology, audience, care or wish that there is not.
    #[error("unknown: {found}")]
    Unknown {
        /// What was written.
        found: String,
    },
    /// A phrase stands in two entries that ask for different things.
    #[error("clash: {phrase}")]
    Clash {
        /// The phrase.
        phrase: String,
    },
    /// A word is said for another that is said for it, directly or in a circle.
    #[error("loop: {phrase}")]
    Loop {
        /// A phrase of the circle.
        phrase: String,
    },
    /// A phrase without a letter or digit.
    #[error("empty phrase: {found}")]
    Empty {
        /// What was written.
        found: String,
    },
}

impl LexiconError {
    /// Name of the sentence for this problem.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed",
            Self::Unknown { .. } => "unknown",
            Self::Clash { .. } => "clash",
            Self::Loop { .. } => "loop",
            Self::Empty { .. } => "empty",
        }
    }

    /// Line of the file, from 1, where it is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Malformed { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// What was written.
    #[must_use]
    pub fn found(&self) -> &str {
        match self {
            Self::Malformed { detail, .. } => detail,
            Self::Unknown { found } | Self::Empty { found } => found,
            Self::Clash { phrase } | Self::Loop { phrase } => phrase,
        }
    }
}

/// Phrases by locale.
type Words = BTreeMap<String, Vec<String>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    meaning: Vec<WrittenMeaning>,
    #[serde(default)]
    same: Vec<WrittenSame>,
    #[serde(default)]
    audience: Vec<WrittenAudience>,
    #[serde(default)]
    wish: Vec<WrittenWish>,
    #[serde(default)]
    outside: Vec<WrittenOutside>,
    #[serde(default)]
    urgent: Vec<WrittenUrgent>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMeaning {
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    guides: Vec<String>,
    #[serde(default)]
    typologies: Vec<String>,
    words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSame {
    say: Vec<String>,
    mean: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAudience {
    audience: Option<String>,
    care: Option<String>,
    words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWish {
    wish: String,
    words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOutside {
    topic: String,
    words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUrgent {
    numbers: Vec<String>,
    words: Words,
}

pub(super) fn read(text: &str) -> Result<Lexicon, LexiconError> {
    let written: Written =
        toml_text::read(text).map_err(|wrong| LexiconError::Malformed { line: wrong.line, detail: wrong.detail })?;
    let mut lexicon = Lexicon::default();
    // What is urgent is read first: nothing may stand in its way.
    for entry in written.urgent {
        lexicon.add(Sense::Urgent(entry.numbers), &entry.words)?;
    }
    for entry in written.meaning {
        let services = all(&entry.services, Service::from_label)?;
        let typologies = all(&entry.typologies, Typology::from_code)?;
        lexicon.add(Sense::Meaning(Meaning { services, guides: entry.guides, typologies }), &entry.words)?;
    }
    for entry in written.audience {
        let sense = match (&entry.audience, &entry.care) {
            (Some(label), None) => Sense::Audience(one(label, Audience::from_label)?),
            (None, Some(label)) => Sense::Care(one(label, SpecificCare::from_label)?),
            _ => return Err(LexiconError::Unknown { found: "audience, care".to_owned() }),
        };
        lexicon.add(sense, &entry.words)?;
    }
    for entry in written.wish {
        lexicon.add(one(&entry.wish, wish)?, &entry.words)?;
    }
    for entry in written.outside {
        lexicon.add(Sense::Outside(entry.topic), &entry.words)?;
    }
    for entry in written.same {
        lexicon.add_same(&entry)?;
    }
    no_loop(&lexicon.same)?;
    Ok(lexicon.finished())
}

/// The wishes that have a name in the file.
fn wish(name: &str) -> Option<Sense> {
    let time = match name {
        "now" => TimeWish::Now,
        "tomorrow" => TimeWish::Tomorrow,
        "weekend" => TimeWish::Weekend,
        "evening" => TimeWish::Evening,
        "monday" => TimeWish::Day(Weekday::Mon),
        "tuesday" => TimeWish::Day(Weekday::Tue),
        "wednesday" => TimeWish::Day(Weekday::Wed),
        "thursday" => TimeWish::Day(Weekday::Thu),
        "friday" => TimeWish::Day(Weekday::Fri),
        "saturday" => TimeWish::Day(Weekday::Sat),
        "sunday" => TimeWish::Day(Weekday::Sun),
        "free" => return Some(Sense::Free),
        "here" => return Some(Sense::Here),
        _ => return None,
    };
    Some(Sense::Time(time))
}

fn one<T>(label: &str, read: fn(&str) -> Option<T>) -> Result<T, LexiconError> {
    read(label).ok_or_else(|| LexiconError::Unknown { found: label.to_owned() })
}

fn all<T>(labels: &[String], read: fn(&str) -> Option<T>) -> Result<Vec<T>, LexiconError> {
    labels.iter().map(|label| one(label, read)).collect()
}

impl Lexicon {
    fn add(&mut self, sense: Sense, words: &Words) -> Result<(), LexiconError> {
        let place = self.senses.len();
        for phrase in words.values().flatten() {
            let keys = keys(phrase);
            if keys.is_empty() {
                return Err(LexiconError::Empty { found: phrase.clone() });
            }
            let before = self.phrases.insert(keys.join(" "), place);
            // The same phrase twice in one entry is two languages that share a word, or a plural.
            let other = before.filter(|before| *before != place).and_then(|before| self.senses.get(before));
            if other.is_some_and(|other| *other != sense) {
                return Err(LexiconError::Clash { phrase: phrase.clone() });
            }
        }
        self.senses.push(sense);
        Ok(())
    }

    fn add_same(&mut self, entry: &WrittenSame) -> Result<(), LexiconError> {
        let other = fold::words(&entry.mean);
        for phrase in &entry.say {
            let keys = keys(phrase);
            if keys.is_empty() || other.is_empty() {
                return Err(LexiconError::Empty { found: phrase.clone() });
            }
            // A plural of the same word: nothing to say.
            if keys.join(" ") == self::keys(&entry.mean).join(" ") {
                continue;
            }
            let before = self.same.insert(keys.join(" "), other.clone());
            if before.is_some_and(|before| before != other) {
                return Err(LexiconError::Clash { phrase: phrase.clone() });
            }
        }
        Ok(())
    }
}

/// Follows each word to what it is said for, until there is nothing more or the way comes back.
fn no_loop(same: &HashMap<String, Vec<String>>) -> Result<(), LexiconError> {
    for first in same.keys() {
        let mut seen = HashSet::from([first.clone()]);
        let mut phrase = first.clone();
        while let Some(other) = same.get(&phrase) {
            phrase = other.iter().map(|word| super::key(word)).collect::<Vec<_>>().join(" ");
            if !seen.insert(phrase.clone()) {
                return Err(LexiconError::Loop { phrase });
            }
        }
    }
    Ok(())
}
