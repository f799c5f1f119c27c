//! Stems of folded words, by language. Words are folded *before* they are stemmed, in the index and in queries alike, so
//! that "identite" and "identité" meet even though a French stemmer would cut them differently.

use std::collections::HashMap;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

/// Stemmers with a memory of what they have done: an index of venues says the same few thousand words again and again.
#[derive(Default)]
pub(super) struct Stems {
    analyzers: HashMap<Language, TextAnalyzer>,
    known: HashMap<(Language, String), String>,
}

/// The stemmer of a locale, if there is one: Polish, Ukrainian and Persian have none.
fn language(locale: &str) -> Option<Language> {
    match locale.split('-').next().unwrap_or(locale) {
        "fr" => Some(Language::French),
        "en" => Some(Language::English),
        "es" => Some(Language::Spanish),
        "pt" => Some(Language::Portuguese),
        "ro" => Some(Language::Romanian),
        "tr" => Some(Language::Turkish),
        "ru" => Some(Language::Russian),
        "ar" => Some(Language::Arabic),
        _ => None,
    }
}

impl Stems {
    /// The stem of a folded word in the language of `locale`; the word itself where there is no stemmer.
    pub(super) fn of(&mut self, word: &str, locale: &str) -> String {
        let Some(language) = language(locale) else { return word.to_owned() };
        let key = (language, word.to_owned());
        if let Some(stem) = self.known.get(&key) {
            return stem.clone();
        }
        let analyzer = self
            .analyzers
            .entry(language)
            .or_insert_with(|| TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build());
        let mut stem = word.to_owned();
        analyzer.token_stream(word).process(&mut |token| stem.clone_from(&token.text));
        self.known.insert(key, stem.clone());
        stem
    }
}
