//! Finding the place in a query: a postcode, or the name of a commune, former commune or arrondissement, maybe misspelt.
//! Many communes are called like ordinary words (Cours, Orange, Sens): a single word is a place only where the query says
//! so, or where nothing else claims it.

use std::ops::Range;

use super::{Reader, tokens};
use crate::distance::Position;
use crate::lexicon::{SHORTEST_MENDED_ALONE, Sense};
use crate::place::{self, Place};

/// Words of a query that name a place.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) words: Range<usize>,
    pub(super) place: Place,
    /// Whether the query says that it is a place: a postcode, or a name behind "à".
    surely: bool,
    /// Other places of the same name, the likelier first.
    pub(super) others: Vec<Place>,
}

/// Words of the longest name that is looked for.
const LONGEST_NAME: usize = 6;
/// Words that come before a place.
const BEFORE_A_PLACE: &[&str] =
    &["a", "au", "aux", "vers", "sur", "pres", "de", "du", "en", "in", "near", "at", "ville", "commune", "mairie"];
/// Words that come before a place and hardly before anything else that is looked for.
const SURELY_BEFORE_A_PLACE: &[&str] = &["a", "vers", "pres", "near", "in"];
/// Words that come before a thing and not before a place.
const NEVER_BEFORE_A_PLACE: &[&str] = &["le", "la", "les", "un", "une", "mon", "ma", "mes", "the", "my"];
/// A place this near is meant rather than a larger one of the same name, in metres.
const NEAR: f64 = 40_000.0;
/// At this distance, in metres, a place is half as likely to be meant as one of its size here.
const HALF_AS_LIKELY: f64 = 100_000.0;
/// A misspelt name is looked for only from this length on, and two mistakes only from the second.
const SHORTEST_WITH_TYPO: usize = 4;
const SHORTEST_WITH_TWO: usize = 8;
/// One letter off the name of a town this large, a word is the town even behind a word that nothing here knows.
const LARGE: u32 = 20_000;
/// People are not misled by their own typos to a hamlet on the other side of the country.
const SMALLEST_WITH_TYPO: u32 = 1_500;

/// The place that a query asks for.
pub(super) fn find(reader: &Reader<'_>, words: &[String]) -> Option<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = by_code(reader, words, at).or_else(|| by_name(reader, words, at));
        match found {
            Some(span) => {
                at = span.words.end;
                spans.push(span);
            }
            None => at += 1,
        }
    }
    // A query asks for one place: of several names the one that says most, and of those the last.
    let place = spans.into_iter().max_by_key(|span| (span.surely, span.words.len(), span.words.start));
    place.or_else(|| misspelt(reader, words))
}

/// A postcode, or the beginning of one: at least three digits, or two behind "dans le".
fn by_code(reader: &Reader<'_>, words: &[String], at: usize) -> Option<Span> {
    let word = words.get(at)?;
    let digits = word.len();
    if !word.bytes().all(|byte| byte.is_ascii_digit()) || digits > 5 {
        return None;
    }
    let before = at.checked_sub(1).and_then(|before| words.get(before)).map(String::as_str);
    if digits < 2 || (digits == 2 && !matches!(before, Some("le" | "departement" | "dans"))) {
        return None;
    }
    // 3919 and 3230 are telephone numbers.
    if digits < 5 && reader.lexicon.longest_phrase(from(words, at)).is_some() {
        return None;
    }
    let places = if digits == 5 { place::by_postcode(word) } else { place::by_postcode_prefix(word, 20) };
    chosen(places, reader.here).map(|(place, others)| {
        let others = if digits == 5 { others } else { Vec::new() };
        Span { words: at..at + 1, place, surely: true, others }
    })
}

/// A name spelled right, the longest first.
fn by_name(reader: &Reader<'_>, words: &[String], at: usize) -> Option<Span> {
    let most = LONGEST_NAME.min(words.len() - at);
    (1..=most).rev().find_map(|count| {
        let span = words.get(at..at + count)?;
        if span.iter().all(|word| tokens::is_empty_word(word))
            || (count == 1 && !single_word_is_a_place(reader, words, at))
        {
            return None;
        }
        // "de lens" is no name; "la rochelle" is.
        let articles = ["la", "le", "les"];
        if tokens::is_empty_word(span.first()?) && !articles.contains(&span.first()?.as_str()) {
            return None;
        }
        // A postcode is no part of a name: it stands behind one.
        if span.iter().any(|word| is_postcode(word)) {
            return None;
        }
        let name = span.join(" ");
        let mut places = place::by_name(&name);
        if places.is_empty() {
            // The article of "L'Haÿ-les-Roses" is cut off as an elision.
            places = place::by_name(&format!("l {name}"));
        }
        // "paris 12e", "marseille 11".
        let numbered = span.last().is_some_and(|word| word.len() < 5 && word.starts_with(|c: char| c.is_ascii_digit()));
        if places.is_empty() && count > 1 && numbered {
            places = place::recognise(&name, "", None).into_iter().collect();
        }
        if let Some(code) = words.get(at + count).filter(|word| is_postcode(word)) {
            // "lens 62300" is one place; "wifi 59000" is something to be found, and a place.
            if let Some(place) = place::recognise(&name, code, None).filter(|place| bears(*place, &name)) {
                let others = places.into_iter().filter(|other| *other != place).collect();
                return Some(Span { words: at..at + count + 1, place, surely: true, others });
            }
            if count == 1 {
                return None;
            }
        }
        let (place, others) = chosen(or_near_spelling(places, &name, reader.here), reader.here)?;
        if count == 1 && in_a_name(reader, words, at) && is_small_and_far(place, reader.here) {
            return None;
        }
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
        let surely = SURELY_BEFORE_A_PLACE.contains(&before);
        Some(Span { words: at..at + count, place, surely, others })
    })
}

/// Whether one word, spelled like a commune, is meant as one.
fn single_word_is_a_place(reader: &Reader<'_>, words: &[String], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    if word.chars().count() < 3 || tokens::is_empty_word(word) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
    if SURELY_BEFORE_A_PLACE.contains(&before) {
        return true;
    }
    // "Le bus" is none, though Bus is a village; "Le Mans" is found with its article.
    if NEVER_BEFORE_A_PLACE.contains(&before) || reader.lexicon.longest_phrase(from(words, at)).is_some() {
        return false;
    }
    let behind = from(words, at + 1);
    let wish = |sense: &Sense| !matches!(sense, Sense::Meaning(_) | Sense::Outside(_) | Sense::Urgent(_));
    BEFORE_A_PLACE.contains(&before)
        || at == 0
        || behind.first().is_none_or(|word| is_postcode(word))
        || reader.lexicon.longest_phrase(behind).is_some_and(|(_, sense)| wish(sense))
}

/// Whether the word before belongs to a name, as far as anything here knows: "Louis *Aragon*".
fn in_a_name(reader: &Reader<'_>, words: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(|word| !tokens::is_empty_word(word) && !reader.lexicon.knows(word) && !is_postcode(word))
}

fn from(words: &[String], at: usize) -> &[String] {
    words.get(at..).unwrap_or_default()
}

/// Five digits.
fn is_postcode(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `place` is called so, in full, in part ("paris" of an arrondissement) or but for a typo.
fn bears(place: Place, name: &str) -> bool {
    let own = tokens::normal(place.name());
    let part = name.split(' ').all(|word| own.iter().any(|other| other == word));
    part || place::by_name_like(name, mistakes(name), 40).iter().any(|(other, _)| *other == place)
}

/// `places`, all of them hamlets far from here, with the towns near here before them that are spelled nearly so: at Lens,
/// "lans" is Lens and not the village in Burgundy.
fn or_near_spelling(places: Vec<Place>, name: &str, here: Option<Position>) -> Vec<Place> {
    let all_small_and_far = places.iter().all(|place| is_small_and_far(*place, here));
    if places.is_empty() || name.chars().count() < SHORTEST_WITH_TYPO || !all_small_and_far {
        return places;
    }
    let like = place::by_name_like(name, 1, 12).into_iter().map(|(place, _)| place);
    let near = like.filter(|place| place.population() >= SMALLEST_WITH_TYPO && is_near(*place, here));
    near.chain(places.iter().copied()).collect()
}

fn is_small_and_far(place: Place, here: Option<Position>) -> bool {
    place.population() < SMALLEST_WITH_TYPO && !is_near(place, here)
}

/// How many mistakes a name may have.
fn mistakes(name: &str) -> u8 {
    if name.chars().count() >= SHORTEST_WITH_TWO { 2 } else { 1 }
}

/// A misspelt name: behind a word that comes before a place, or at the end, where nothing else knows the word.
fn misspelt(reader: &Reader<'_>, words: &[String]) -> Option<Span> {
    (0..words.len()).find_map(|at| {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
        let surely = SURELY_BEFORE_A_PLACE.contains(&before);
        let most = LONGEST_NAME.min(words.len() - at);
        (1..=most).rev().find_map(|count| {
            let span = words.get(at..at + count)?;
            let at_the_end = at + count == words.len();
            let first_last = [span.first()?, span.last()?];
            if !(surely || at_the_end) || first_last.iter().any(|word| tokens::is_empty_word(word)) {
                return None;
            }
            // Of a name of several words, "henin baumont", one may be spelled right.
            let claimed =
                |word: &String| reader.is_word(word) || reader.meant(word, true, SHORTEST_MENDED_ALONE).is_some();
            if !surely && span.iter().all(claimed) {
                return None;
            }
            let part_of_a_name = !surely && count == 1 && in_a_name(reader, words, at);
            if count == 1 && surely && reader.lexicon.knows(span.first()?) {
                return None;
            }
            let name = span.join(" ");
            if name.chars().count() < SHORTEST_WITH_TYPO {
                return None;
            }
            // Two mistakes are looked for only where one explains nothing: that walk is long.
            let mut like = (1..=mistakes(&name)).map(|most| place::by_name_like(&name, most, 12));
            let found = like.find(|found| !found.is_empty())?;
            let nearest = found.first()?.1;
            let places = found.into_iter().filter(|(place, distance)| {
                *distance == nearest && (place.population() >= SMALLEST_WITH_TYPO || is_near(*place, reader.here))
            });
            let (place, others) = chosen(places.map(|(place, _)| place).collect(), reader.here)?;
            if part_of_a_name && (nearest > 1 || place.population() < LARGE) {
                return None;
            }
            Some(Span { words: at..at + count, place, surely, others })
        })
    })
}

fn is_near(place: Place, here: Option<Position>) -> bool {
    here.zip(place.position()).is_some_and(|(here, there)| here.metres_to(there) <= NEAR)
}

/// Of several places (the largest first) the one that is meant: one near here, else the one that is large for how far it
/// is; and the others. In Lens, Saint-Denis is the one near Paris and not the larger one of La Réunion.
fn chosen(places: Vec<Place>, here: Option<Position>) -> Option<(Place, Vec<Place>)> {
    let near = places.iter().copied().find(|place| is_near(*place, here));
    let weight = |place: &Place| {
        let metres = here.zip(place.position()).map_or(0.0, |(here, there)| here.metres_to(there));
        f64::from(place.population()) / (1.0 + metres / HALF_AS_LIKELY)
    };
    // Of equals the first one, which is the largest.
    let likely = || places.iter().copied().rev().max_by(|a, b| weight(a).total_cmp(&weight(b)));
    let place = near.or_else(likely)?;
    let others = places.into_iter().filter(|other| *other != place).take(4).collect();
    Some((place, others))
}
