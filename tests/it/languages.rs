//! Every page in French, Arabic and Ukrainian, on an old screen and in large letters; and what holds in all twelve languages.

use std::fmt::Write as _;

use repere::keymap::Key;
use repere::locale::{Direction, Locale};
use repere::message::Message;
use repere::page::Block;
use rstest::rstest;
use unicode_normalization::UnicodeNormalization as _;

use crate::stage::{Stage, as_written, stage};

/// The pages that visitors meet, and the keys that lead there from the first page. What is typed is understood in any
/// language.
const PAGES: [(&str, &str); 21] = [
    ("home", ""),
    ("search", "6"),
    ("typing", "medi"),
    ("groups of letters", "6*"),
    ("letters", "6*4"),
    ("results", "1"),
    ("results of words", "imprimer<enter>"),
    ("nothing found", "xyzxyz<enter>"),
    ("danger", "violences<enter>"),
    ("filters", "19"),
    ("venue", "11"),
    ("guide", "arnaque<enter>1"),
    ("step", "arnaque<enter>11"),
    ("actor", "cimade<enter>1"),
    ("help", "?"),
    ("languages", "*"),
    ("more languages", "*8"),
    ("about", "9"),
    ("where to begin", "8"),
    ("begun", "8212"),
    ("hidden", "!"),
];

/// All sheets of a page, one below the other.
fn sheets(mut stage: Stage) -> String {
    let mut sheets: Vec<String> = Vec::new();
    loop {
        let text = stage.text();
        if sheets.last() == Some(&text) || sheets.len() > 30 {
            return sheets.join("\n");
        }
        sheets.push(text);
        stage.press(Key::PageDown);
        if stage.session.model.page().kind == repere::page::PageKind::Home
            && sheets.len() == 1
            && stage.text() == sheets[0]
        {
            return sheets.join("\n");
        }
    }
}

#[rstest]
fn every_page(#[values("fr", "ar", "uk")] code: &str, #[values((64, 24), (40, 12))] size: (u16, u16)) {
    let mut shown = String::new();
    for (name, keys) in PAGES {
        let stage = stage(code).size(size.0, size.1).keys(keys);
        writeln!(shown, "=== {name}\n{}", if name == "hidden" { stage.text() } else { sheets(stage) }).unwrap();
    }
    insta::assert_snapshot!(format!("pages_{code}_{}x{}", size.0, size.1), shown);
}

/// Nothing of a page is missing at any size, in any language: each word is on one of its sheets, whole.
#[rstest]
fn no_word_is_lost(
    #[values("fr", "fr-simple", "en", "ar", "uk", "es", "pt", "tr", "ro", "ru", "fa", "pl")] code: &str,
    #[values((80, 24), (64, 24), (51, 19), (42, 16), (40, 12))] size: (u16, u16),
) {
    let mirrored = Locale::from_code(code).unwrap().reading_direction() == Direction::RightToLeft;
    for (name, keys) in PAGES.into_iter().filter(|(name, _)| *name != "hidden") {
        let stage = stage(code).size(size.0, size.1).keys(keys);
        let page = stage.session.model.page();
        let shown = sheets(stage);
        let shown = unshaped(&if mirrored { shown } else { as_written(&shown) }, mirrored);
        let mut said: Vec<&str> = vec![&page.title];
        for block in &page.blocks {
            match block {
                Block::Facts(facts) => {
                    said.extend(
                        facts.iter().flat_map(|fact| fact.values.iter().chain([&fact.label])).map(String::as_str),
                    );
                }
                Block::Choices(choices) => said.extend(
                    choices.iter().flat_map(|choice| choice.details.iter().chain([&choice.label])).map(String::as_str),
                ),
                Block::Text(text)
                | Block::Heading(text)
                | Block::Notice { text, .. }
                | Block::Countdown { text, .. } => {
                    said.push(text);
                }
                Block::List(items) => said.extend(items.iter().map(String::as_str)),
                Block::Field { .. } | Block::Progress(_) => {}
            }
        }
        for word in said.into_iter().flat_map(|text| text.split([' ', '\u{a0}'])) {
            // An address of a web site may be cut to fit. Signs change sides on a page that is turned round.
            let letters: String = word.nfkc().filter(|sign| sign.is_alphanumeric()).collect();
            if word.chars().count() < 30 && !letters.is_empty() {
                assert!(shown.contains(&letters), "{code}, {name}: {letters} is not shown:\n{shown}");
            }
        }
    }
}

/// The letters and digits of a screen; those written from right to left in the order in which they are read.
fn unshaped(screen: &str, mirrored: bool) -> String {
    let mut words = Vec::new();
    for word in screen.split_whitespace() {
        let letters: String = word.nfkc().filter(|sign| sign.is_alphanumeric()).collect();
        if mirrored {
            // Forms of ligatures come apart in logical order: letters are turned round form by form.
            let turned: String =
                word.chars().rev().collect::<String>().nfkc().filter(|sign| sign.is_alphanumeric()).collect();
            words.push(turned);
        }
        words.push(letters);
    }
    words.join(" ")
}

/// Each language is offered by its own name on the first page, and one key from everywhere.
#[rstest]
#[case::home("")]
#[case::results("1")]
#[case::venue("11")]
#[case::guide("arnaque<enter>1<enter>")]
#[case::about("9")]
fn languages_are_one_key_away(#[case] keys: &str) {
    let stage = stage("fr").keys(keys).keys("*");
    for name in ["English", "ﺔﻴﺑﺮﻌﻟﺍ", "العربية", "Українська", "Türkçe", "Polski"] {
        let (joined, plain) = ("ﺔﻴﺑﺮﻌﻟﺍ", "العربية");
        let text = stage.text();
        assert!(text.contains(name) || (name == joined && text.contains(plain)) || name == plain, "{name}:\n{text}");
    }
}

/// A translation that nobody has read over says so, once: the next key takes it away.
#[test]
fn a_translation_by_machine_says_so_once() {
    let stage = stage("fr").keys("*3");
    assert!(stage.text().contains("translated by a machine"), "{}", stage.text());
    let stage = stage.keys("<down>");
    assert!(!stage.text().contains("translated by a machine"), "{}", stage.text());
}

/// On a page that is turned round, the arrow that points back is the one that is drawn.
#[test]
fn arrows_are_turned_round_with_the_page() {
    let stage = stage("ar").keys("1<right>");
    assert_eq!(stage.session.model.page().kind, repere::page::PageKind::Home);
    let stage = stage.keys("1<left>");
    assert_eq!(stage.session.model.page().kind, repere::page::PageKind::Venue);
}

/// Staff are told everything in French or English, whatever the visitor before them spoke.
#[test]
fn staff_are_spoken_to_in_french_or_english() {
    let mut stage = stage("ar").store().keys("93");
    assert_eq!(stage.session.model.page().locale, Locale::FRENCH);
    stage.tell(Message::WentHome);
    assert_eq!(stage.session.model.page().locale, Locale::ARABIC);
}
