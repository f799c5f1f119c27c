//! `repere bundle numbers`: the guides of an edition in figures: by door, by language, how long their sentences are and how easy they
//! are to read. For whoever writes them, and whoever asks whom they are for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::ArgMatches;
use repere_index::edition::Edition;
use repere_index::guide::{Guide, Theme, Verified};
use repere_index::readability;

use super::super::failure::Failure;
use super::super::print;
use crate::locale::Locale;
use crate::sentence;

pub(in crate::cli) fn run(matches: &ArgMatches, staff: Locale) -> Result<(), Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else { return Ok(()) };
    let edition = Edition::from_folder(folder).map_err(|error| Failure::Refused(sentence::prepared(&error, staff)))?;
    print(&page(&edition, staff), staff)
}

/// The figures, a line each.
fn page(edition: &Edition, staff: Locale) -> String {
    let mut slugs: BTreeMap<&str, &Guide> = BTreeMap::new();
    let mut languages: BTreeMap<&str, Vec<&Guide>> = BTreeMap::new();
    for guide in &edition.guides {
        slugs.entry(&guide.slug).or_insert(guide);
        languages.entry(&guide.locale).or_default().push(guide);
    }
    let mut lines = vec![staff.say_with("numbers.guides", &[("count", &staff.number(slugs.len()))])];
    for theme in Theme::ALL {
        let count = slugs.values().filter(|guide| guide.theme == theme).count();
        let facts = [("door", staff.say(door(theme))), ("count", staff.number(count))];
        lines.push(staff.say_with("numbers.door", &facts.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    let dated: BTreeSet<&str> = edition
        .guides
        .iter()
        .filter(|guide| matches!(guide.verified, Verified::On(_)))
        .map(|guide| guide.slug.as_str())
        .collect();
    lines.push(staff.say_with("numbers.dated", &[("count", &staff.number(dated.len()))]));
    for (code, guides) in languages {
        lines.push(language(code, &guides, staff));
    }
    lines.push(staff.say("numbers.formula"));
    lines.join("\n") + "\n"
}

/// The guides of a language in one line.
fn language(code: &str, guides: &[&Guide], staff: Locale) -> String {
    let texts: Vec<&str> = guides.iter().flat_map(|guide| guide.texts()).collect();
    let counts: Vec<usize> =
        texts.iter().flat_map(|text| readability::sentences(text)).map(readability::words).collect();
    let words: usize = counts.iter().sum();
    let tenths = (words * 10).checked_div(counts.len()).unwrap_or_default();
    let mark = if staff == Locale::ENGLISH { '.' } else { ',' };
    let ease = readability::kandel_moles(&texts).filter(|_| code.starts_with(Locale::FRENCH.code()));
    let facts = [
        ("language", code.to_owned()),
        ("guides", staff.number(guides.len())),
        ("words", format!("{}{mark}{}", tenths / 10, tenths % 10)),
        ("longest", staff.number(counts.iter().copied().max().unwrap_or_default())),
        ("ease", ease.map(|ease| format!("{ease:.0}")).unwrap_or_default()),
    ];
    let key = if ease.is_some() { "numbers.language-ease" } else { "numbers.language" };
    staff.say_with(key, &facts.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn door(theme: Theme) -> &'static str {
    match theme {
        Theme::Discovery => "need.discovery",
        Theme::Skills => "need.skills",
        Theme::Procedures => "need.procedures",
    }
}
