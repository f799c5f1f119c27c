//! The guides of the starter edition: each is walked page by page in every language it has, on an old screen; nothing is cut,
//! nothing is missing, and the check of `repere bundle check` has nothing to say but that some could not be checked.

use std::collections::BTreeSet;

use repere::effect::Effect;
use repere::keymap::Key;
use repere::locale::{Direction, Locale};
use repere::medium::screen::sheet_count;
use repere::message::Message;
use repere::model::look::Grid;
use repere::model::{Context, Part, Reading};
use repere::page;
use repere_index::edition::Edition;
use repere_index::guide::{Guide, check};
use repere_index::search::{Answer, GuideHit, Score};
use rstest::rstest;
use unicode_normalization::UnicodeNormalization as _;

use crate::stage::{Stage, as_written, stage};

const OLD_SCREEN: Grid = Grid { columns: 64, rows: 24 };

fn guides(code: &str) -> Vec<Guide> {
    Edition::starter().unwrap().guides.into_iter().filter(|guide| guide.locale == code).collect()
}

/// A terminal on which this guide is read, at its beginning: the only one that was found.
fn reading(guide: &Guide) -> Stage {
    let mut stage = stage(&guide.locale).size(OLD_SCREEN.columns, OLD_SCREEN.rows);
    let asked = stage.session.key(Key::Char('3'));
    let [Effect::Search { generation, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    let score = Score { text: 1.0, service: 0.0, nearness: 1.0, open: 0.0, record: 1.0, total: 1.0 };
    let guides = vec![GuideHit { guide: guide.clone(), score, fallback: false }];
    let answer = Ok(Box::new(Answer { guides, guides_total: 1, ..Answer::default() }));
    stage.tell(Message::Answered { generation: *generation, answer });
    stage.keys("1")
}

/// Every page of every guide, in each language that it has, with all of its words, on as many sheets as it takes.
#[rstest]
fn no_word_of_a_guide_is_lost(
    #[values("fr", "fr-simple", "en", "ar", "uk", "es", "pt", "tr", "ro", "ru", "fa", "pl")] code: &str,
) {
    let guides = guides(code);
    assert!(guides.len() >= 6, "{code}: {}", guides.len());
    let mirrored = Locale::from_code(code).unwrap().reading_direction() == Direction::RightToLeft;
    for guide in guides {
        let mut stage = reading(&guide);
        let parts: Vec<Part> = parts(&guide);
        for (place, part) in parts.iter().enumerate() {
            let page = stage.session.model.page();
            let mut shown = String::new();
            for _ in 0..8 {
                shown.push_str(&stage.text());
                stage.press(Key::PageDown);
            }
            let shown = seen(&shown, mirrored);
            for word in page.texts().flat_map(|text| text.split([' ', '\u{a0}', '\n'])) {
                let letters: String = word.nfkc().filter(|sign| sign.is_alphanumeric()).collect();
                let whole = word.chars().count() < 30 && !letters.is_empty();
                assert!(!whole || shown.contains(&letters), "{} {code} {part:?}: {letters}\n{shown}", guide.slug);
            }
            if place + 1 < parts.len() {
                let next = page.choices().position(|choice| choice.id == page::ChoiceId::NextStep).unwrap();
                stage.press(Key::Char(char::from_digit(u32::try_from(next + 1).unwrap(), 10).unwrap()));
            }
        }
        let last = stage.session.model.page();
        let people = Locale::from_code(code).unwrap().say("guide.people");
        assert!(last.texts().any(|text| text == people), "{} {code} does not end with a person", guide.slug);
    }
}

/// The letters and digits of a screen, each word as it is written.
fn seen(screen: &str, mirrored: bool) -> String {
    let letters =
        |text: &str| text.nfkc().filter(|sign| sign.is_alphanumeric() || sign.is_whitespace()).collect::<String>();
    if mirrored { format!("{} {}", letters(&as_written(screen)), letters(screen)) } else { letters(screen) }
}

fn parts(guide: &Guide) -> Vec<Part> {
    Reading { guide: guide.clone(), place: 0, generation: 0, help: None }.parts().collect()
}

/// A step is one idea on one sheet: nobody turns sheets in the middle of what they do.
#[test]
fn every_step_fits_on_one_sheet_of_an_old_screen() {
    for guide in Edition::starter().unwrap().guides {
        let context = Context::new(Locale::from_code(&guide.locale).unwrap(), "2026-11-24T10:00:00".parse().unwrap());
        for (place, part) in parts(&guide).into_iter().enumerate() {
            let reading = Reading { guide: guide.clone(), place, generation: 0, help: None };
            let count = sheet_count(&page::guide::page(&reading, &context), OLD_SCREEN);
            let one = matches!(part, Part::Step(_));
            assert!(!one || count == 1, "{}.{} {part:?}: {count} sheets", guide.slug, guide.locale);
        }
    }
}

#[test]
fn every_guide_is_there_in_plain_and_simple_french_and_in_english() {
    let edition = Edition::starter().unwrap();
    let slugs: BTreeSet<&str> = edition.guides.iter().map(|guide| guide.slug.as_str()).collect();
    assert_eq!(slugs.len(), 48);
    for slug in slugs {
        for code in ["fr", "fr-simple", "en"] {
            assert!(edition.guides.iter().any(|guide| guide.slug == slug && guide.locale == code), "{slug}.{code}");
        }
    }
}

#[test]
fn the_check_has_nothing_to_say_but_what_could_not_be_checked() {
    let edition = Edition::starter().unwrap();
    let day = "2026-11-24".parse().unwrap();
    let found = check::check(&edition.guides, &edition.info.glossary, day);
    let other: Vec<_> = found.into_iter().filter(|remark| remark.finding != check::Finding::NotChecked).collect();
    assert_eq!(other, []);
}
