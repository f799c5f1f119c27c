//! Walks the words of the starter edition: each leads where it says, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use repere_index::edition::Edition;
use repere_index::lexicon::{Meaning, Sense};
use repere_index::standard::Service;
use repere_index::understanding::{Asks, Chip};
use serde::Deserialize;

use crate::stage::{catalogue, read, search};

/// The file as it is written; the lexicon no longer knows which phrase is in which language.
#[derive(Deserialize)]
struct Written {
    meaning: Vec<Entry>,
    outside: Vec<Entry>,
    urgent: Vec<Entry>,
    same: Vec<Same>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    guides: Vec<String>,
    #[serde(default)]
    typologies: Vec<String>,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    numbers: Vec<String>,
    words: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Same {
    say: Vec<String>,
    mean: String,
}

fn written() -> Written {
    toml::from_str(include_str!("../../starter/synonyms.toml")).unwrap()
}

/// The meaning of an entry, through the lexicon.
fn meaning_of(phrase: &str) -> Option<Meaning> {
    let reading = read(phrase);
    let [unit] = reading.units.as_slice() else { return None };
    if let Asks::Meaning(meaning) = &unit.asks { Some(meaning.clone()) } else { None }
}

impl Entry {
    fn is(&self, meaning: &Meaning) -> bool {
        let services: Vec<&str> = meaning.services.iter().map(|service| service.label()).collect();
        let kinds: Vec<&str> = meaning.typologies.iter().map(|kind| kind.code()).collect();
        services == self.services && kinds == self.typologies && meaning.guides == self.guides
    }
}

#[test]
fn every_service_is_offered() {
    let venues = Edition::starter().unwrap().venues;
    for service in Service::ALL {
        assert!(venues.iter().any(|venue| venue.services.contains(service)), "{service}");
    }
}

#[test]
fn every_french_phrase_is_understood_as_itself() {
    let mut wrong = Vec::new();
    for entry in written().meaning {
        for phrase in entry.words.get("fr").into_iter().flatten() {
            if !meaning_of(phrase).is_some_and(|meaning| entry.is(&meaning)) {
                wrong.push(format!("{phrase}: {:?}", read(phrase).units));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_phrase_of_another_language_is_understood_as_itself() {
    let mut wrong = Vec::new();
    for entry in written().meaning {
        for (language, phrases) in &entry.words {
            for phrase in phrases {
                if language != "fr" && !meaning_of(phrase).is_some_and(|meaning| entry.is(&meaning)) {
                    wrong.push(format!("{language} {phrase}: {:?}", read(phrase).units));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_meaning_finds_a_venue() {
    for entry in written().meaning {
        let Some(phrase) = entry.words.get("fr").and_then(|phrases| phrases.first()) else { continue };
        if entry.services.is_empty() {
            continue;
        }
        let answer = search(phrase);
        let offers = |hit: &repere_index::search::VenueHit| {
            hit.venue.services.iter().any(|service| entry.services.iter().any(|label| label == service.label()))
                || hit.venue.typologies.iter().any(|kind| entry.typologies.iter().any(|code| code == kind.code()))
        };
        assert!(answer.venues.first().is_some_and(offers), "{phrase}: {:?}", answer.venues.first());
        assert!(!answer.venues[0].fallback, "{phrase}");
    }
}

#[test]
fn guides_are_found_by_their_phrases() {
    let slugs: BTreeSet<String> = Edition::starter().unwrap().guides.into_iter().map(|guide| guide.slug).collect();
    let mut phrases: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for entry in written().meaning {
        // The first guide that exists is the one that the entry is about.
        let Some(slug) = entry.guides.iter().find_map(|slug| slugs.get(slug)) else { continue };
        if entry.guides.first() == Some(slug) {
            phrases.entry(slug).or_default().extend(entry.words.get("fr").cloned().unwrap_or_default());
        }
    }
    assert_eq!(phrases.len(), slugs.len(), "guides that no words lead to: {slugs:?} {:?}", phrases.keys());
    for (slug, phrases) in phrases {
        let found = |phrase: &&String| search(phrase).guides.iter().take(2).any(|hit| hit.guide.slug == *slug);
        let missed: Vec<&String> = phrases.iter().filter(|phrase| !found(phrase)).collect();
        assert!(missed.len() * 2 <= phrases.len(), "{slug}: {} of {} missed: {missed:?}", missed.len(), phrases.len());
    }
}

#[test]
fn danger_is_never_understood_as_anything_else() {
    for entry in written().urgent {
        for phrase in entry.words.values().flatten() {
            let reading = read(phrase);
            assert_eq!(reading.urgent.first(), entry.numbers.first(), "{phrase}: {reading:#?}");
            let harmless = |chip: &Chip| matches!(chip, Chip::Place(_) | Chip::Services(_) | Chip::Typologies(_));
            assert!(!reading.chips.iter().any(harmless), "{phrase}: {reading:#?}");
            assert_eq!(reading.outside, None, "{phrase}");
        }
    }
}

#[test]
fn what_is_outside_is_never_understood_as_anything_else() {
    for entry in written().outside {
        for phrase in entry.words.values().flatten() {
            let reading = read(phrase);
            assert_eq!(reading.outside.as_deref(), Some(entry.topic.as_str()), "{phrase}: {reading:#?}");
            assert!(reading.chips.is_empty() && reading.urgent.is_empty(), "{phrase}: {reading:#?}");
        }
    }
}

#[test]
fn what_is_said_for_something_leads_to_it() {
    let mut nowhere = Vec::new();
    for entry in written().same {
        for phrase in &entry.say {
            let reading = read(phrase);
            let understood = reading.units.iter().any(|unit| unit.asks != Asks::Words)
                || reading.outside.is_some()
                || !reading.urgent.is_empty();
            if !understood {
                nowhere.push(format!("{phrase} → {}", entry.mean));
            }
        }
    }
    assert!(nowhere.is_empty(), "{nowhere:?}");
}

#[test]
fn entries_are_all_of_the_file() {
    let count = |kind: fn(&Sense) -> bool| catalogue().lexicon().entries().filter(|(_, sense)| kind(sense)).count();
    assert!(count(|sense| matches!(sense, Sense::Urgent(_))) > 300);
    assert!(count(|sense| matches!(sense, Sense::Outside(_))) > 300);
    assert!(count(|sense| matches!(sense, Sense::Meaning(_))) > 2_000);
}
