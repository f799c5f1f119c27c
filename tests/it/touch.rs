//! Fingers: what can be touched is large enough, stands where it is drawn, and the keyboard that is drawn has every letter.

use repere::locale::Locale;
use repere::page::PageKind;
use rstest::rstest;
use unicode_normalization::UnicodeNormalization as _;

use crate::stage::{Stage, stage};

/// A terminal that has been touched once.
fn touched(code: &str, size: (u16, u16)) -> Stage {
    let mut stage = stage(code).size(size.0, size.1);
    stage.tap(0, 0);
    stage
}

#[rstest]
#[case::home_80("touch_home_80x24", "fr", (80, 24), "")]
#[case::home_40("touch_home_40x12", "fr", (40, 12), "")]
#[case::results_64("touch_results_64x24", "fr", (64, 24), "1")]
#[case::keyboard_80("touch_keyboard_80x24", "fr", (80, 24), "6")]
#[case::keyboard_64("touch_keyboard_64x24", "fr", (64, 24), "6medi")]
#[case::keyboard_40("touch_keyboard_40x12", "fr", (40, 12), "6m")]
#[case::keyboard_ukrainian("touch_keyboard_uk_64x24", "uk", (64, 24), "6")]
#[case::keyboard_arabic("touch_keyboard_ar_80x24", "ar", (80, 24), "6")]
fn looks(#[case] name: &str, #[case] code: &str, #[case] size: (u16, u16), #[case] keys: &str) {
    insta::assert_snapshot!(name, touched(code, size).keys(keys).text());
}

#[rstest]
fn what_is_touched_is_large_enough(
    #[values("fr", "ar", "uk")] code: &str,
    #[values((80, 24), (64, 24), (51, 19), (42, 16), (40, 12))] size: (u16, u16),
    #[values("", "1", "11", "6", "6a", "?", "*", "6*", "arnaque<enter>1", "8", "8212")] keys: &str,
) {
    let mut stage = touched(code, size).keys(keys);
    for _ in 0..8 {
        let areas: Vec<_> = stage.session.screen().touch_areas().collect();
        assert!(!areas.is_empty());
        for (place, area) in areas.iter().enumerate() {
            assert!(area.width >= 8 && area.height >= 3, "{area:?}\n{}", stage.text());
            assert!(area.right() <= size.0 && area.bottom() <= size.1, "{area:?}\n{}", stage.text());
            let apart = areas.iter().skip(place + 1).all(|other| area.intersection(*other).is_empty());
            assert!(apart, "{area:?} lies over another\n{}", stage.text());
        }
        stage.press(repere::keymap::Key::PageDown);
    }
}

/// Every letter of every language can be touched, and is typed.
#[rstest]
fn the_keyboard_has_every_letter(#[values((80, 24), (64, 24), (40, 12))] size: (u16, u16)) {
    for locale in Locale::ALL {
        let mut stage = touched(locale.code(), size).keys("6");
        let mut seen = String::new();
        for _ in 0..6 {
            seen.push_str(&stage.text());
            if !stage.text().contains('…') {
                break;
            }
            stage = stage.tap_on("…");
        }
        let keys: Vec<String> = seen.split_whitespace().map(|key| key.nfkc().collect()).collect();
        for letter in locale.say("keyboard.letters").chars() {
            assert!(keys.contains(&letter.to_string()), "{locale:?} lacks {letter}:\n{seen}");
        }
    }
}

#[test]
fn a_touch_opens_what_is_drawn_there() {
    let stage = touched("fr", (80, 24)).tap_on("Découvrir et créer");
    assert!(stage.text().contains("Des idées pour apprendre"), "{}", stage.text());
    let stage = stage.tap_on("Retour").tap_on("A+");
    assert!(stage.text().contains("Lettres : grandes"), "{}", stage.text());
}

#[test]
fn a_touch_takes_a_cover_away_and_does_nothing_else() {
    let stage = touched("fr", (80, 24)).keys("1!");
    assert_eq!(stage.session.model.page().kind, PageKind::Cover);
    let mut stage = stage;
    stage.tap(10, 10);
    assert_eq!(stage.session.model.page().kind, PageKind::Results);
}

/// Right-to-left pages are touched where they are drawn.
#[test]
fn mirrored_pages_are_touched_where_they_are_drawn() {
    let stage = touched("ar", (80, 24)).tap_on("  1 ◀");
    assert_eq!(stage.session.model.page().kind, PageKind::Results);
}
