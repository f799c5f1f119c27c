//! Understanding a query before it is searched: place, services, audience, time, price, danger, and the words that are left.
//! Knows the lexicon and the places; asks the index only whether it has a word. Never fails: what is not understood is left
//! as words.

mod places;
mod tokens;

use std::cell::RefCell;
use std::collections::HashMap;

use crate::distance::Position;
use crate::lexicon::{Lexicon, Meaning, SHORTEST_MENDED, SHORTEST_MENDED_ALONE, Sense, TimeWish};
use crate::place::Place;
use crate::standard::{Audience, Service, SpecificCare, Typology};

/// Something that was understood, and that the visitor can take off again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chip {
    /// Distances are measured from there.
    Place(Place),
    /// These services are looked for.
    Services(Vec<Service>),
    /// These kinds of venue are looked for.
    Typologies(Vec<Typology>),
    /// For whom.
    Audience(Audience),
    /// A disability or a language.
    Care(SpecificCare),
    /// When.
    Time(TimeWish),
    /// Without paying.
    Free,
}

/// What a part of a query asks of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Its words.
    Words,
    /// What the words mean, or the words themselves.
    Meaning(Meaning),
    /// The place it is in; its words may stand in the name too.
    Place,
    /// Nothing more: a wish that ranking looks after.
    Wish,
}

/// A part of a query: one idea in one or more words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Folded.
    pub words: Vec<String>,
    /// Other words that say the same: "france travail" for "pôle emploi".
    pub other_words: Vec<String>,
    /// What it asks for.
    pub asks: Asks,
}

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Its parts, in order.
    pub units: Vec<Unit>,
    /// What was understood.
    pub chips: Vec<Chip>,
    /// Places of the same name as the one understood, the likelier first.
    pub homonyms: Vec<Place>,
    /// The topic of a need that Repère knows nothing about.
    pub outside: Option<String>,
    /// The numbers to call when someone is in danger.
    pub urgent: Vec<String>,
}

/// Words of a query that are read; what follows changes nothing that a person would notice.
const MOST_WORDS: usize = 24;
/// Characters of a query that are read.
const MOST_CHARACTERS: usize = 400;

/// The words of a name in the form that the words of a query are compared in.
#[must_use]
pub fn normal_words(text: &str) -> Vec<String> {
    tokens::normal(text)
}

/// What the reader may ask.
pub struct Reader<'a> {
    /// The words that people use.
    lexicon: &'a Lexicon,
    /// Whether the index has a word, spelled so.
    indexed: &'a dyn Fn(&str) -> bool,
    /// Where the terminal stands: of several places of a name the near one is meant.
    here: Option<Position>,
    /// What the visitor has taken off.
    without: &'a [Chip],
    /// What each word was found to be meant for: looking for misspellings is the dearest thing that is done here.
    memory: RefCell<HashMap<(String, bool, usize), Option<String>>>,
}

impl Reading {
    /// The place that distances are measured from.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.chips.iter().find_map(|chip| if let Chip::Place(place) = chip { Some(*place) } else { None })
    }
}

impl<'a> Reader<'a> {
    /// A reader of one query.
    #[must_use]
    pub fn new(
        lexicon: &'a Lexicon,
        indexed: &'a dyn Fn(&str) -> bool,
        here: Option<Position>,
        without: &'a [Chip],
    ) -> Self {
        Self { lexicon, indexed, here, without, memory: RefCell::default() }
    }

    /// The word of the lexicon that a word is a misspelling of, or the beginning of where it is unfinished.
    fn meant(&self, word: &str, unfinished: bool, shortest: usize) -> Option<String> {
        let key = (word.to_owned(), unfinished, shortest);
        if let Some(known) = self.memory.borrow().get(&key) {
            return known.clone();
        }
        let meant = self.lexicon.meant(word, unfinished, shortest);
        self.memory.borrow_mut().insert(key, meant.clone());
        meant
    }

    /// Reads a query. The last word may be unfinished.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        let short: String = text.chars().take(MOST_CHARACTERS).collect();
        let mut words = tokens::normal(&short);
        tokens::drop_loose_heads(&mut words);
        words.truncate(MOST_WORDS);
        self.unglue(&mut words);
        let mut reading = Reading::default();
        let place = places::find(self, &words);
        let mut at = 0;
        while at < words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let span = place.as_ref().filter(|span| span.words.start == at);
            let phrase = self.phrase(rest, words.len());
            let taken = match (span, phrase) {
                (Some(span), phrase) if phrase.as_ref().is_none_or(|(count, _)| *count <= span.words.len()) => {
                    reading.take_place(span, rest, self.without);
                    span.words.len()
                }
                (_, Some((count, sense))) => {
                    self.take_sense(&mut reading, &sense, rest.get(..count).unwrap_or_default());
                    count
                }
                _ => {
                    reading.units.extend(rest.first().map(|word| Unit {
                        words: vec![word.clone()],
                        other_words: Vec::new(),
                        asks: Asks::Words,
                    }));
                    1
                }
            };
            at += taken;
        }
        reading.drop_empty_words();
        reading
    }

    /// "lecole", "dimpots": an elision typed without its apostrophe, where only the rest is a word.
    fn unglue(&self, words: &mut [String]) {
        for word in words {
            if self.is_word(word) || self.meant(word, false, SHORTEST_MENDED_ALONE).is_some() {
                continue;
            }
            let rest = tokens::after_glued_head(word).filter(|rest| self.is_word(rest));
            if let Some(rest) = rest {
                *word = rest.to_owned();
            }
        }
    }

    /// Whether a word is one, as far as anything here knows.
    fn is_word(&self, word: &str) -> bool {
        self.lexicon.knows(word) || tokens::is_empty_word(word) || (self.indexed)(word)
    }

    /// The longest phrase of the lexicon at the beginning of `words`, misspelt words read as what they are meant to be.
    fn phrase(&self, words: &[String], all: usize) -> Option<(usize, Sense)> {
        let found = self.lexicon.longest_phrase(words).map(|(count, sense)| (count, sense.clone()));
        if found.as_ref().is_some_and(|(count, _)| *count > 1) {
            return found;
        }
        let last = words.len().checked_sub(1)?;
        let meant: Vec<String> = words
            .iter()
            .enumerate()
            .take(6)
            .map(|(place, word)| {
                let unfinished = place == last;
                // A word that the index has is spelled as it was meant; one that may go on is completed all the same.
                let known = self.lexicon.knows(word) || ((self.indexed)(word) && !(unfinished && all == 1));
                let other = if known { None } else { self.meant(word, unfinished, SHORTEST_MENDED) };
                other.unwrap_or_else(|| word.clone())
            })
            .collect();
        let mended = self.lexicon.longest_phrase(&meant).map(|(count, sense)| (count, sense.clone()));
        let longer = |(count, _): &(usize, Sense)| {
            let alone = words.first().is_some_and(|word| word.chars().count() >= SHORTEST_MENDED_ALONE);
            found.as_ref().is_none_or(|(before, _)| count > before) && (*count > 1 || alone)
        };
        mended.filter(longer).or(found).or_else(|| {
            let (count, other) = self.lexicon.said_for(words)?;
            let (_, sense) = self.lexicon.longest_phrase(other)?;
            Some((count, sense.clone()))
        })
    }

    fn take_sense(&self, reading: &mut Reading, sense: &Sense, words: &[String]) {
        let other_words = self.lexicon.said_for(words).map(|(_, other)| other.to_vec()).unwrap_or_default();
        let mut unit = Unit { words: words.to_vec(), other_words, asks: Asks::Wish };
        let chip = match sense {
            Sense::Meaning(meaning) => {
                unit.asks = Asks::Meaning(meaning.clone());
                if !meaning.typologies.is_empty() {
                    Some(Chip::Typologies(meaning.typologies.clone()))
                } else if meaning.services.is_empty() {
                    None
                } else {
                    Some(Chip::Services(meaning.services.clone()))
                }
            }
            Sense::Audience(audience) => Some(Chip::Audience(*audience)),
            Sense::Care(care) => Some(Chip::Care(*care)),
            Sense::Time(time) => Some(Chip::Time(*time)),
            Sense::Free => Some(Chip::Free),
            Sense::Here => None,
            Sense::Outside(topic) => {
                unit.asks = Asks::Words;
                reading.outside.get_or_insert_with(|| topic.clone());
                None
            }
            Sense::Urgent(numbers) => {
                unit.asks = Asks::Words;
                for number in numbers {
                    if !reading.urgent.contains(number) {
                        reading.urgent.push(number.clone());
                    }
                }
                None
            }
        };
        match chip {
            // Taken off: the words are words again.
            Some(chip) if self.without.contains(&chip) => unit.asks = Asks::Words,
            Some(chip) if !reading.chips.contains(&chip) => reading.chips.push(chip),
            _ => {}
        }
        reading.units.push(unit);
    }
}

impl Reading {
    fn take_place(&mut self, span: &places::Span, rest: &[String], without: &[Chip]) {
        let chip = Chip::Place(span.place);
        let words = rest.get(..span.words.len()).unwrap_or_default().to_vec();
        let asks = if without.contains(&chip) { Asks::Words } else { Asks::Place };
        let other_words = tokens::normal(span.place.name());
        if asks == Asks::Place {
            self.chips.push(chip);
            self.homonyms.clone_from(&span.others);
        }
        self.units.push(Unit { words, other_words, asks });
    }

    /// Small words say nothing beside others; alone, they are all there is.
    fn drop_empty_words(&mut self) {
        let empty = |unit: &Unit| unit.asks == Asks::Words && unit.words.iter().all(|word| tokens::is_empty_word(word));
        if !self.units.iter().all(empty) {
            self.units.retain(|unit| !empty(unit));
        }
    }
}
