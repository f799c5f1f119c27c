//! Entries of a synonyms file that lead to no venue and no guide of an edition: a visitor who types their words finds
//! nothing. For whoever prepares an edition; nothing is refused for them. Knows no files.

use std::collections::HashSet;

use serde::Deserialize;
use toml::Spanned;

use crate::edition::Edition;
use crate::fold;
use crate::lexicon::Lexicon;
use crate::standard::{Service, Typology};

/// An entry that leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// Line on which it begins, from 1.
    pub line: usize,
    /// Its first phrase, in French where it has one.
    pub phrase: String,
}

/// What of the file is looked at: danger, wishes and what is outside lead nowhere on purpose.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    meaning: Vec<Spanned<Meaning>>,
    #[serde(default)]
    same: Vec<Spanned<Same>>,
}

#[derive(Deserialize)]
struct Meaning {
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    guides: Vec<String>,
    #[serde(default)]
    typologies: Vec<String>,
    #[serde(default)]
    words: toml::Table,
}

#[derive(Deserialize)]
struct Same {
    #[serde(default)]
    say: Vec<String>,
    #[serde(default)]
    mean: String,
}

/// The entries of a synonyms file that find nothing in `edition`, which comes completed by what a terminal adds to it. A file
/// that cannot be read has none: what is wrong with it is said by [`Lexicon::parse`].
#[must_use]
pub fn idle(text: &str, edition: &Edition) -> Vec<Idle> {
    let Ok(Written { meaning, same }) = toml::from_str(text) else { return Vec::new() };
    let known = Known::of(edition);
    let line = |start: usize| text.get(..start).unwrap_or_default().matches('\n').count() + 1;
    let mut idle = Vec::new();
    for entry in meaning {
        let start = entry.span().start;
        let entry = entry.into_inner();
        if !known.answers(&entry) {
            idle.push(Idle { line: line(start), phrase: entry.first_phrase() });
        }
    }
    for entry in same {
        let start = entry.span().start;
        let Same { say, mean } = entry.into_inner();
        if !known.says(&mean, &edition.lexicon) {
            idle.push(Idle { line: line(start), phrase: say.into_iter().next().unwrap_or(mean) });
        }
    }
    idle.sort_by_key(|entry| entry.line);
    idle
}

impl Meaning {
    fn first_phrase(&self) -> String {
        let lists = self.words.get("fr").into_iter().chain(self.words.values());
        let mut phrases = lists.filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_str);
        phrases.next().unwrap_or_default().to_owned()
    }
}

/// What an edition has.
struct Known<'a> {
    services: HashSet<Service>,
    typologies: HashSet<Typology>,
    guides: HashSet<&'a str>,
    words: HashSet<String>,
}

impl<'a> Known<'a> {
    fn of(edition: &'a Edition) -> Self {
        let venues = || edition.venues.iter();
        let texts = venues().flat_map(|venue| {
            let texts = [&venue.summary, &venue.detail, &venue.parent];
            [&venue.name, &venue.commune].into_iter().chain(texts.into_iter().flatten())
        });
        let of_guides = edition.guides.iter();
        let of_guides = of_guides.flat_map(|guide| [&guide.title, &guide.why].into_iter().chain(&guide.keywords));
        Self {
            services: venues().flat_map(|venue| venue.services.iter().copied()).collect(),
            typologies: venues().flat_map(|venue| venue.typologies.iter().copied()).collect(),
            guides: edition.guides.iter().map(|guide| guide.slug.as_str()).collect(),
            words: texts.chain(of_guides).flat_map(|text| fold::words(text)).collect(),
        }
    }

    /// Whether something of what a meaning names is there. Names that the standard does not have are said elsewhere.
    fn answers(&self, entry: &Meaning) -> bool {
        let has_service =
            |label: &String| Service::from_label(label).is_none_or(|service| self.services.contains(&service));
        let has_kind = |code: &String| Typology::from_code(code).is_none_or(|kind| self.typologies.contains(&kind));
        entry.services.iter().any(has_service)
            || entry.typologies.iter().any(has_kind)
            || entry.guides.iter().any(|slug| self.guides.contains(slug.as_str()))
    }

    /// Whether words stand in some venue or guide, or mean something by themselves.
    fn says(&self, mean: &str, lexicon: &Lexicon) -> bool {
        let words = fold::words(mean);
        lexicon.longest_phrase(&words).is_some() || words.iter().all(|word| self.words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn found(text: &str) -> Vec<(usize, String)> {
        let starter = Edition::starter().unwrap();
        Lexicon::parse(text).unwrap();
        idle(text, &starter).into_iter().map(|entry| (entry.line, entry.phrase)).collect()
    }

    const MEANING: &str =
        "# mots de la ville\n[[meaning]]\nWHAT\n[meaning.words]\nen = [\"bouncy castle\"]\nfr = [\"château\"]\n";

    #[rstest]
    #[case::service("services = [\"Utilisation sécurisée du numérique\"]", false)]
    #[case::guide("guides = [\"imprimer-document\"]", false)]
    #[case::no_guide("guides = [\"monter-a-cheval\"]", true)]
    #[case::one_of_two("guides = [\"monter-a-cheval\", \"imprimer-document\"]", false)]
    #[case::kind("typologies = [\"BIB\"]", false)]
    #[case::no_kind("typologies = [\"PREF\"]", true)]
    #[case::nothing_named("", true)]
    fn names_meanings_that_find_nothing(#[case] what: &str, #[case] idle: bool) {
        let expected = if idle { vec![(2, "château".to_owned())] } else { Vec::new() };
        assert_eq!(found(&MEANING.replace("WHAT", what)), expected);
    }

    #[rstest]
    #[case::a_name("mediatheque", false)]
    #[case::a_phrase("imprimer", false)]
    #[case::no_word("zanzibar", true)]
    fn names_words_said_for_nothing(#[case] mean: &str, #[case] idle: bool) {
        let text = format!("[[same]]\nsay = [\"le bidule\"]\nmean = \"{mean}\"\n");
        assert_eq!(found(&text).len(), usize::from(idle));
    }

    #[test]
    fn what_is_no_synonyms_file_has_none() {
        assert!(idle("[[meaning]", &Edition::starter().unwrap()).is_empty());
    }

    /// The words of the program lead somewhere, but for kinds of venue that its invented list has none of.
    #[test]
    fn the_words_of_the_starter_lead_somewhere() {
        let idle = found(include_str!("../starter/synonyms.toml"));
        let phrases: Vec<&str> = idle.iter().map(|(_, phrase)| phrase.as_str()).collect();
        assert_eq!(phrases, ["maison des solidarités", "point information jeunesse", "mairie", "bureau de poste"]);
    }
}
