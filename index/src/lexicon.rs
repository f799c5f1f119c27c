//! The words that people use, and what they ask for: the synonyms file of an edition (`synonyms.toml`), written by us and
//! editable by a town. Knows phrases; not how a whole query is read, nor what the index holds.
//!
//! Words are compared by a key: folded, without the plural ending and, in Arabic and Persian, without the article. The file
//! is checked when it is read: a phrase stands in one entry only, and no word is said for another in a circle.

mod file;

use std::cmp::Reverse;
use std::collections::HashMap;

use fst::{IntoStreamer as _, Streamer as _};

use crate::fold;
use crate::standard::{Audience, Service, SpecificCare, Typology};
use crate::typos::Typos;

pub use file::LexiconError;

/// What someone asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meaning {
    /// Services that answer it, the most likely first.
    pub services: Vec<Service>,
    /// Slugs of the guides about it, the best first.
    pub guides: Vec<String>,
    /// Kinds of venue that are the thing asked for.
    pub typologies: Vec<Typology>,
}

/// When someone wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeWish {
    /// Now.
    Now,
    /// Tomorrow.
    Tomorrow,
    /// On this day of the week.
    Day(chrono::Weekday),
    /// On Saturday or Sunday.
    Weekend,
    /// After 18:30.
    Evening,
}

/// What a phrase stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sense {
    /// A service, a kind of venue, a guide.
    Meaning(Meaning),
    /// For whom.
    Audience(Audience),
    /// A disability or a language.
    Care(SpecificCare),
    /// When.
    Time(TimeWish),
    /// Without paying.
    Free,
    /// Near the terminal.
    Here,
    /// A need that Repère knows nothing about; the topic names it.
    Outside(String),
    /// Danger or distress: the numbers to call, the first one first.
    Urgent(Vec<String>),
}

/// A synonyms file, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    senses: Vec<Sense>,
    /// From the keys of a phrase's words, joined by spaces, to its sense.
    phrases: HashMap<String, usize>,
    /// From the keys of a phrase to the words that it is said for.
    same: HashMap<String, Vec<String>>,
    /// The keys of all words of all phrases, for their misspellings.
    vocabulary: fst::Set<Vec<u8>>,
    /// Words of the longest phrase.
    longest: usize,
}

/// The shortest word that is mended as a part of a longer phrase ("fabb lab").
pub(crate) const SHORTEST_MENDED: usize = 4;
/// The shortest word that is mended alone: a shorter one has too many neighbours (loto, foto).
pub(crate) const SHORTEST_MENDED_ALONE: usize = 5;
/// The shortest word for two mistakes.
const SHORTEST_WITH_TWO: usize = 9;
/// The shortest beginning that is completed.
const SHORTEST_BEGINNING: usize = 4;

/// What a word is compared by: without its plural ending, and without the article that Arabic writes on it.
#[must_use]
pub fn key(word: &str) -> String {
    let letters = word.chars().count();
    if let Some(rest) = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2) {
        return rest.replace('ة', "ه").replace('ى', "ي");
    }
    if letters > 3 {
        if let Some(rest) = word.strip_suffix("aux") {
            return format!("{rest}al");
        }
        if let Some(rest) = word.strip_suffix(['s', 'x']) {
            return rest.to_owned();
        }
    }
    word.replace('ة', "ه").replace('ى', "ي")
}

/// The keys of the words of a phrase.
fn keys(phrase: &str) -> Vec<String> {
    fold::words(phrase).iter().map(|word| key(word)).collect()
}

impl Lexicon {
    /// Reads a synonyms file.
    ///
    /// # Errors
    /// What is wrong with it: no TOML, an unknown label, a phrase in two entries, a circle.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        file::read(text)
    }

    /// The longest phrase that `words` (folded) begin with: how many words it takes, and its sense.
    #[must_use]
    pub fn longest_phrase(&self, words: &[String]) -> Option<(usize, &Sense)> {
        let keys: Vec<String> = words.iter().take(self.longest).map(|word| key(word)).collect();
        (1..=keys.len()).rev().find_map(|count| {
            let sense = self.phrases.get(&keys.get(..count)?.join(" "))?;
            Some((count, self.senses.get(*sense)?))
        })
    }

    /// The words that the beginning of `words` is said for: how many words it takes, and the other words.
    #[must_use]
    pub fn said_for(&self, words: &[String]) -> Option<(usize, &[String])> {
        let keys: Vec<String> = words.iter().take(self.longest).map(|word| key(word)).collect();
        (1..=keys.len()).rev().find_map(|count| {
            let other = self.same.get(&keys.get(..count)?.join(" "))?;
            Some((count, other.as_slice()))
        })
    }

    /// Whether a word stands in some phrase.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.vocabulary.contains(key(word))
    }

    /// The word of a phrase that `word` (folded) is a misspelling of, or the beginning of where it is `unfinished`. Words
    /// of fewer letters than `shortest` are taken to be spelled as they were meant.
    #[must_use]
    pub fn meant(&self, word: &str, unfinished: bool, shortest: usize) -> Option<String> {
        let key = key(word);
        let letters = key.chars().count();
        if unfinished && letters >= SHORTEST_BEGINNING {
            let mut longer = self.vocabulary.range().ge(&key).into_stream();
            if let Some(found) = longer.next().filter(|found| found.starts_with(key.as_bytes())) {
                return String::from_utf8(found.to_vec()).ok();
            }
        }
        if letters < shortest {
            return None;
        }
        // The nearest spelling wins, so two mistakes need a look only where one explains nothing.
        (1..=if letters >= SHORTEST_WITH_TWO { 2 } else { 1 }).find_map(|mistakes| self.nearest(&key, mistakes))
    }

    /// The word within so many mistakes of `key` that goes wrong last: "papie" is "papier" before "papi".
    fn nearest(&self, key: &str, mistakes: u8) -> Option<String> {
        let typos = Typos::of(key, mistakes);
        let mut near = self.vocabulary.search(&typos).into_stream();
        let mut best: Option<((u8, Reverse<usize>), String)> = None;
        while let Some(found) = near.next() {
            let alike = found.iter().zip(key.as_bytes()).take_while(|(a, b)| a == b).count();
            let order = (typos.distance(found).unwrap_or(u8::MAX), Reverse(alike));
            if best.as_ref().is_none_or(|(nearest, _)| order < *nearest)
                && let Ok(word) = String::from_utf8(found.to_vec())
            {
                best = Some((order, word));
            }
        }
        best.map(|(_, word)| word)
    }

    /// All phrases with their senses, for checks.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Sense)> {
        self.phrases.iter().filter_map(|(phrase, sense)| Some((phrase.as_str(), self.senses.get(*sense)?)))
    }

    /// The same with the phrases of `other` that this one lacks: a town's file stands before the starter's.
    #[must_use]
    pub fn completed_by(mut self, other: Self) -> Self {
        let offset = self.senses.len();
        self.senses.extend(other.senses);
        // Each phrase comes whole from one of the two: what it asks for, and what it is said for.
        let known = |phrase: &String| self.phrases.contains_key(phrase) || self.same.contains_key(phrase);
        let phrases: Vec<_> = other.phrases.into_iter().filter(|(phrase, _)| !known(phrase)).collect();
        let same: Vec<_> = other.same.into_iter().filter(|(phrase, _)| !known(phrase)).collect();
        self.phrases.extend(phrases.into_iter().map(|(phrase, sense)| (phrase, sense + offset)));
        self.same.extend(same);
        self.finished()
    }

    /// Fills what follows from the phrases.
    fn finished(mut self) -> Self {
        let all = || self.phrases.keys().chain(self.same.keys());
        self.longest = all().map(|phrase| phrase.split(' ').count()).max().unwrap_or(0);
        let mut words: Vec<&str> = all().flat_map(|phrase| phrase.split(' ')).collect();
        words.sort_unstable();
        words.dedup();
        // Sorted and unique, as the set asks for.
        self.vocabulary = fst::Set::from_iter(words).unwrap_or_default();
        self
    }
}
