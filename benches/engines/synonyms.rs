//! What `SQLite` is told about words, so that the gain of understanding is told apart from the gain of a word list.
//!
//! The phrases are those of the starter edition's synonyms file, in the keys that the lexicon compares words by.

use repere_index::edition::Edition;
use repere_index::fold;
use repere_index::lexicon::{self, Sense};
use repere_index::standard::Service;

/// Phrases that mean a service.
#[derive(Debug, Clone, Default)]
pub(crate) struct Synonyms(Vec<(Vec<String>, &'static str)>);

impl Synonyms {
    /// Nothing is known.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The synonyms file of the starter edition.
    pub(crate) fn edition() -> Self {
        let edition = Edition::starter().unwrap();
        Self::of(edition.lexicon.entries().filter_map(|(phrase, sense)| match sense {
            Sense::Meaning(meaning) => Some((phrase, *meaning.services.first()?)),
            _ => None,
        }))
    }

    /// From a list of phrases and the services they mean.
    fn of<'phrase>(list: impl Iterator<Item = (&'phrase str, Service)>) -> Self {
        let mut phrases: Vec<_> = list.map(|(phrase, service)| (fold::words(phrase), service.label())).collect();
        // The longest first: "aide caf" before "aide".
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self(phrases)
    }

    /// How many of the words at the beginning of `words` mean a service, and the label of the service.
    pub(crate) fn at(&self, words: &[String]) -> Option<(usize, &'static str)> {
        let keys: Vec<String> = words.iter().map(|word| lexicon::key(word)).collect();
        self.0.iter().find(|(phrase, _)| keys.starts_with(phrase)).map(|(phrase, label)| (phrase.len(), *label))
    }
}
