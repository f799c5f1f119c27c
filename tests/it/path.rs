//! "Which guide for me?": few questions with digits alone, each answer taken back with Back, always some guides and places.

use repere::locale::Locale;
use repere::message::Message;
use repere::page::{Block, ChoiceId, PageKind};
use repere_index::questions::{MOST_GUIDES, MOST_VENUES};
use rstest::rstest;

use crate::stage::{Stage, bare, stage, starter};

#[rstest]
#[case::first_80("path_80x24", "fr", (80, 24), "8")]
#[case::first_64("path_64x24", "fr", (64, 24), "8")]
#[case::first_40("path_40x12", "fr", (40, 12), "8")]
#[case::first_arabic("path_ar_80x24", "ar", (80, 24), "8")]
#[case::second("path_second_80x24", "fr", (80, 24), "82")]
#[case::last("path_last_80x24", "fr", (80, 24), "821")]
#[case::found_80("path_found_80x24", "fr", (80, 24), "8212")]
#[case::found_alone("path_found_alone_80x24", "fr", (80, 24), "8421")]
#[case::found_end("path_found_end_80x24", "fr", (80, 24), "8212<pgdn>")]
#[case::found_64("path_found_64x24", "fr", (64, 24), "8212")]
#[case::found_40("path_found_40x12", "fr", (40, 12), "8212")]
#[case::found_arabic("path_found_ar_64x24", "ar", (64, 24), "8212")]
fn looks(#[case] name: &str, #[case] code: &str, #[case] size: (u16, u16), #[case] keys: &str) {
    let mut stage = stage(code).size(size.0, size.1).keys(keys);
    insta::assert_snapshot!(name, stage.screen(), keys);
}

fn ids(stage: &Stage) -> Vec<ChoiceId> {
    stage.session.model.page().choices().map(|choice| choice.id.clone()).collect()
}

/// Whatever is answered, in whatever language, there are guides to read and places to go to.
#[test]
fn every_answer_leads_to_guides_and_places() {
    let questions = &starter().info().questions.all;
    let [wishes, means, company] = questions.as_slice() else { panic!("not three questions") };
    assert_eq!((wishes.answers.len(), means.answers.len(), company.answers.len()), (8, 3, 2));
    for locale in Locale::ALL {
        for first in 1..=wishes.answers.len() {
            for second in 1..=means.answers.len() {
                for third in 1..=company.answers.len() {
                    let keys = format!("8{first}{second}{third}");
                    let stage = stage(locale.code()).keys(&keys);
                    let ids = ids(&stage);
                    let guides = ids.iter().filter(|id| matches!(id, ChoiceId::Guide(_))).count();
                    let venues = ids.iter().filter(|id| matches!(id, ChoiceId::Venue(_))).count();
                    assert!((1..=MOST_GUIDES).contains(&guides), "{locale:?} {keys}: {ids:?}");
                    assert!((1..=MOST_VENUES).contains(&venues), "{locale:?} {keys}: {ids:?}");
                }
            }
        }
    }
}

/// Every text stands in every language of the terminal.
#[test]
fn every_question_and_answer_is_said_in_every_language() {
    for question in &starter().info().questions.all {
        let answers = question.answers.iter().map(|answer| &answer.text);
        for text in std::iter::once(&question.text).chain(answers) {
            for locale in Locale::ALL {
                assert!(text.has(locale.code()), "{locale:?}: {}", text.say("fr"));
            }
        }
    }
}

#[test]
fn leads_to_a_guide_with_digits_alone_and_back() {
    let stage = stage("fr").keys("84");
    assert!(stage.text().contains("2 sur 3"), "{}", stage.text());
    let stage = stage.keys("21");
    assert!(stage.text().contains("Pour commencer"), "{}", stage.text());
    let stage = stage.keys("1");
    assert_eq!(stage.session.model.page().kind, PageKind::Guide, "{}", stage.text());
    let stage = stage.keys("<left>");
    assert!(stage.text().contains("Pour commencer"), "{}", stage.text());
    let place = ids(&stage).iter().position(|id| matches!(id, ChoiceId::Venue(0))).unwrap() + 1;
    let stage = stage.keys(&place.to_string());
    assert_eq!(stage.session.model.page().kind, PageKind::Venue, "{}", stage.text());
}

/// Back takes one answer back at a time, and finds the focus on it.
#[test]
fn every_answer_is_taken_back() {
    let stage = stage("fr").keys("8321");
    let mut seen = Vec::new();
    let mut stage = stage;
    for _ in 0..4 {
        stage = stage.keys("<left>");
        let page = stage.session.model.page();
        seen.push((page.kind, page.focus));
    }
    let path = PageKind::Path;
    assert_eq!(seen, [(path, Some(0)), (path, Some(1)), (path, Some(2)), (PageKind::Home, Some(7))]);
    // Another answer leads elsewhere.
    let (first, other) =
        (self::stage("fr").keys("8211").text(), self::stage("fr").keys("8511<left><left><left>211").text());
    assert_eq!(first, other);
}

#[rstest]
#[case::back("89")]
#[case::zero("820")]
#[case::home("8212<home>")]
fn is_left_at_any_point(#[case] keys: &str) {
    assert_eq!(stage("fr").keys(keys).session.model.page().kind, PageKind::Home);
}

/// With someone: where a person helps. Alone: where there are computers and wifi.
#[test]
fn company_decides_where_to_go() {
    let (helped, alone) = (stage("fr").keys("8522").text(), stage("fr").keys("8521").text());
    assert_ne!(helped, alone);
    assert!(helped.contains("France services du Grand-Exemple"), "{helped}");
    assert!(alone.contains("Médiathèque Rose-Marie-Exemple"), "{alone}");
}

/// What it leads to is said anew in the language that is chosen then.
#[test]
fn speaks_another_language_from_then_on() {
    let stage = stage("fr").keys("8212*3");
    let page = stage.session.model.page();
    assert_eq!((page.kind, page.title.as_str()), (PageKind::Path, "To start with"));
    assert!(ids(&stage).iter().any(|id| matches!(id, ChoiceId::Guide(_))), "{}", stage.text());
    assert!(!stage.text().contains("Je "), "{}", stage.text());
}

/// Nobody is tested: no word of it, in the languages that whoever reviews this can read.
#[test]
fn never_speaks_of_a_test() {
    for keys in ["8", "82", "821", "8212"] {
        for code in ["fr", "fr-simple", "en"] {
            let said = format!("{:?}", stage(code).keys(keys).session.model.page().blocks).to_lowercase();
            for word in ["quiz", "niveau", "level", "score", "débutant", "beginner"] {
                assert!(!said.contains(word), "{code} {keys}: {word}");
            }
        }
    }
}

/// Before the catalogue is there nothing can be asked; it says so, and asks once it is.
#[test]
fn waits_for_the_catalogue() {
    let mut stage = bare("fr").keys("8");
    let page = stage.session.model.page();
    assert_eq!(page.kind, PageKind::Path);
    assert!(page.blocks.iter().any(|block| matches!(block, Block::Progress(_))), "{page:?}");
    let edition = Box::new(starter().info().clone());
    stage.tell(Message::CatalogueReady { edition, standing_in: false });
    assert!(stage.text().contains("1 sur 3"), "{}", stage.text());
}

/// The help that stood on the first page is one key away, and a choice of the page about the terminal.
#[rstest]
#[case::key("?")]
#[case::about("94")]
#[case::here("8?")]
fn help_is_still_there(#[case] keys: &str) {
    let stage = stage("fr").keys(keys);
    assert!(stage.text().contains("Rien ne peut casser."), "{}", stage.text());
}
