//! What holds in the staff area after any keys and any news: nothing panics, each choice has a digit, no way but the PIN leads in,
//! nothing that was typed outlasts going home.

use std::sync::OnceLock;

use proptest::prelude::*;
use repere::config::Config;
use repere::keymap::Key;
use repere::message::Message;
use repere::model::staff::{End, InstallProgress, PinVerdict, Sentence, StaffNews, StaffSettings, StickState};
use repere::page::{InputMode, MOST_CHOICES, PageKind};

use super::{journal, news, offer};
use crate::stage::{Stage, stage};

/// A PIN of the configuration and no store: nothing that is typed can be kept.
fn outside() -> Stage {
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = HASH.get_or_init(|| repere_kiosk::pin::hash("5093").unwrap());
    stage("fr").config(Config { pin: Some(hash.clone()), ..Config::default() })
}

fn inside() -> Stage {
    outside().keys("935093<enter>")
}

fn keys() -> impl Strategy<Value = Key> {
    prop_oneof![
        8 => prop::sample::select(vec!['1', '2', '3', '4', '5', '6', '7', '8', '9']).prop_map(Key::Char),
        3 => prop::sample::select(vec!['m', 'é', '/', '?', '*', ' ', 'م', '🙂', ':', '\u{7}']).prop_map(Key::Char),
        8 => prop::sample::select(vec![
            Key::Enter, Key::Enter, Key::Backspace, Key::Up, Key::Down, Key::Left, Key::Right, Key::PageUp, Key::PageDown,
        ]),
    ]
}

fn told() -> impl Strategy<Value = StaffNews> {
    prop_oneof![
        Just(StaffNews::Refused(Sentence::new("staff.store.absent"))),
        Just(StaffNews::Saved(Box::new(StaffSettings { pin_set: true, ..StaffSettings::default() }))),
        Just(StaffNews::Pin(PinVerdict::Wrong(3))),
        Just(StaffNews::Pin(PinVerdict::TooSoon(90))),
        Just(journal(30)),
        Just(offer(vec![Sentence::new("staff.stick.unsigned")])),
        Just(offer(Vec::new())),
        Just(StaffNews::Progress(InstallProgress::default())),
        Just(StaffNews::Installed { venues: 1, guides: u64::MAX }),
        Just(StaffNews::RolledBack),
        Just(StaffNews::Stick(StickState::Refused(Sentence::new("staff.store.absent")))),
        Just(StaffNews::Stick(StickState::Installing { percent: 255 })),
    ]
}

/// Takes away what lies over the page.
fn uncover(stage: &mut Stage) {
    while stage.session.model.page().kind == PageKind::Cover {
        stage.press(Key::Enter);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_staff_area_is_there(
        happened in prop::collection::vec((keys(), prop::option::weighted(0.2, told())), 1..50),
        size in prop::sample::select(vec![(80, 24), (64, 24), (40, 12)]),
    ) {
        let mut stage = inside().size(size.0, size.1);
        for (key, said) in happened {
            stage.press(key);
            if let Some(said) = said {
                news(&mut stage, said);
            }
            let page = stage.session.model.page();
            prop_assert!(page.choices().count() <= MOST_CHOICES);
            // A field that is typed in is in sight, and the cursor in it.
            if page.kind == PageKind::Staff && page.mode == InputMode::Typing && key != Key::PageDown && key != Key::Down {
                let row = stage.terminal.get_cursor_position().unwrap().y;
                let text = stage.text();
                prop_assert!(page.choices().next().is_none());
                prop_assert!(text.lines().nth(row.into()).is_some_and(|line| line.contains('▶')), "{}", text);
            }
        }
        uncover(&mut stage);
        stage.press(Key::Escape);
        prop_assert_eq!(stage.session.model.page().kind, PageKind::Home);
    }

    /// Whoever comes after staff have gone home meets the PIN, whatever is pressed and whatever news come.
    #[test]
    fn no_key_leads_in(
        before in prop::collection::vec(keys(), 0..15),
        after in prop::collection::vec((keys(), prop::option::weighted(0.3, told())), 1..40),
    ) {
        let mut stage = inside();
        for key in before {
            stage.press(key);
        }
        uncover(&mut stage);
        stage.press(Key::Escape);
        for (key, said) in after {
            stage.press(key);
            if let Some(said) = said {
                news(&mut stage, said);
            }
            let page = stage.session.model.page();
            prop_assert!(page.kind != PageKind::Staff || page.mode == InputMode::Typing, "{}", stage.text());
        }
    }

    #[test]
    fn home_forgets_what_staff_typed(
        form in prop::sample::select(vec!["11", "21", "31", "32", "33", "61", "62"]),
        words in "[a-z]{5,12}",
        happened in prop::collection::vec(keys(), 0..20),
    ) {
        let mut stage = inside().keys(form).keys(&words);
        let typed = format!("{:?}", stage.session.model).contains(&words);
        prop_assert!(typed);
        for key in happened {
            stage.press(key);
        }
        stage.press(Key::Home);
        let left = format!("{:?}", stage.session.model);
        prop_assert!(!left.contains(&format!("\"{words}")), "{}", left);
    }
}

/// The end of an install that nobody asked for from here changes no page of staff.
#[test]
fn news_that_nobody_waits_for_change_no_page() {
    let mut stage = inside();
    for said in [StaffNews::Installed { venues: 1, guides: 1 }, StaffNews::RolledBack, journal(3), offer(Vec::new())] {
        news(&mut stage, said);
        assert!(stage.text().contains("9  Quitter cet espace"), "{}", stage.text());
    }
    assert!(!format!("{:?}", stage.session.model).contains(&format!("{:?}", End::RolledBack)));
    stage.tell(Message::WentHome);
    assert!(stage.text().contains("Nouveau contenu"), "{}", stage.text());
}
