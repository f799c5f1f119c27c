//! What `SQLite` is told about words, so that the gain of understanding is told apart from the gain of a word list.
//!
//! The edition's synonyms file is to be read here once there is one: [`Synonyms::of`] takes any list of a phrase and
//! the service it means. Until then a dozen entries stand in, enough for the queries of the benches.

use repere_index::fold;
use repere_index::standard::Service;

/// Phrases that mean a service.
#[derive(Debug, Clone, Default)]
pub(crate) struct Synonyms(Vec<(Vec<String>, &'static str)>);

const STANDING_IN: &[(&str, Service)] = &[
    ("wifi", Service::AccessAndEquipment),
    ("imprimer", Service::AccessAndEquipment),
    ("scanner", Service::AccessAndEquipment),
    ("ordinateur pas cher", Service::AffordableEquipment),
    ("réparer", Service::AffordableEquipment),
    ("caf", Service::AdministrativeProcedures),
    ("aide caf", Service::AdministrativeProcedures),
    ("carte grise", Service::AdministrativeProcedures),
    ("carte d'identité", Service::AdministrativeProcedures),
    ("démarches administratives", Service::AdministrativeProcedures),
    ("trouver un emploi", Service::Employment),
    ("cours informatique", Service::EverydayTools),
    ("atelier ordinateur", Service::EverydayTools),
];

impl Synonyms {
    /// Nothing is known.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The list that stands in for the edition's.
    pub(crate) fn standing_in() -> Self {
        Self::of(STANDING_IN.iter().copied())
    }

    /// From a list of phrases, as written, and the services they mean.
    pub(crate) fn of<'phrase>(list: impl Iterator<Item = (&'phrase str, Service)>) -> Self {
        let mut phrases: Vec<_> = list.map(|(phrase, service)| (fold::words(phrase), service.label())).collect();
        // The longest first: "aide caf" before "aide".
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self(phrases)
    }

    /// How many of the words at the beginning of `words` mean a service, and the label of the service.
    pub(crate) fn at(&self, words: &[String]) -> Option<(usize, &'static str)> {
        self.0.iter().find(|(phrase, _)| words.starts_with(phrase)).map(|(phrase, label)| (phrase.len(), *label))
    }
}
