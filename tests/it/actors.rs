//! Actors: found, opened from wherever they are offered, read in every size and language.

use repere::medium::lines;
use repere::page::{ChoiceId, MOST_CHOICES, PageKind};
use rstest::rstest;

use crate::stage::{Stage, stage};

/// Takes the first actor that the page offers.
fn open(stage: Stage) -> Stage {
    let page = stage.session.model.page();
    let place = page.choices().position(|choice| matches!(choice.id, ChoiceId::Actor(_)));
    let number = place.unwrap_or_else(|| panic!("no actor:\n{}", stage.text())) + 1;
    stage.keys(&number.to_string())
}

fn title(stage: &Stage) -> String {
    stage.session.model.page().title
}

#[rstest]
#[case::found("actor_found_80x24", "fr", (80, 24), "cimade<enter>")]
#[case::typing("actor_typing_80x24", "fr", (80, 24), "cimad")]
#[case::beside_venues("actor_beside_80x24", "fr", (80, 24), "france services<enter>")]
#[case::beside_notice("actor_outside_80x24", "fr", (80, 24), "restos du coeur<enter>")]
#[case::page("actor_80x24", "fr", (80, 24), "defenseur des droits<enter><actor>")]
#[case::page_end("actor_end_80x24", "fr", (80, 24), "defenseur des droits<enter><actor><pgdn>")]
#[case::old_screen("actor_64x24", "fr", (64, 24), "caf<enter><actor>")]
#[case::large("actor_40x12", "fr", (40, 12), "cimade<enter>1")]
#[case::large_second("actor_second_40x12", "fr", (40, 12), "cimade<enter>1<pgdn>")]
#[case::large_found("actor_found_40x12", "fr", (40, 12), "cimade<enter>")]
#[case::english("actor_en_80x24", "en", (80, 24), "cimade<enter>1")]
#[case::arabic("actor_ar_64x24", "ar", (64, 24), "cimade<enter>1")]
fn looks(#[case] name: &str, #[case] code: &str, #[case] size: (u16, u16), #[case] keys: &str) {
    let stage = stage(code).size(size.0, size.1);
    let mut stage = match keys.split_once("<actor>") {
        Some((before, after)) => open(stage.keys(before)).keys(after),
        None => stage.keys(keys),
    };
    insta::assert_snapshot!(name, stage.screen(), keys);
}

#[test]
fn is_said_line_by_line() {
    let stage = stage("fr").keys("caf<enter>");
    let stage = open(stage);
    let mut out = Vec::new();
    lines::print(&stage.session.model.page(), &mut out).unwrap();
    insta::assert_snapshot!("actor_lines", String::from_utf8(out).unwrap());
}

#[rstest]
#[case::results("cimade<enter>", "La Cimade")]
#[case::nothing_else("restos du coeur<enter>", "Restos du cœur")]
#[case::venue("rose-marie<enter>1", "Bibliothèques et médiathèques")]
#[case::guide(
    "arnaque<enter>1<enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter>",
    "Conseillers numériques"
)]
fn opens_from(#[case] keys: &str, #[case] name: &str) {
    let before = stage("fr").keys(keys);
    let page = before.session.model.page();
    assert!(page.choices().count() <= MOST_CHOICES);
    let actor = open(before);
    assert_eq!((actor.session.model.page().kind, title(&actor).as_str()), (PageKind::Actor, name));
    let back = actor.keys("1");
    assert_eq!(title(&back), page.title);
    assert_eq!(open(back).keys("2").session.model.page().kind, PageKind::Home);
}

/// The language changes on the page itself, and on the page before: the actor is read in the language spoken now.
#[rstest]
#[case::on_the_page("cimade<enter>1", "", "Foreigners, and those who help them")]
#[case::before("rose-marie<enter>1", "actor", "Everyone, children too")]
fn speaks_the_language_spoken_now(#[case] keys: &str, #[case] then: &str, #[case] said: &str) {
    let english = stage("fr").keys(keys).keys("*");
    let page = english.session.model.page();
    let place = page.choices().position(|choice| choice.label.contains("English")).unwrap() + 1;
    let english = english.keys(&place.to_string());
    let actor = if then.is_empty() { english } else { open(english) };
    assert!(actor.text().contains(said), "{}", actor.text());
}

/// Each actor of the starter edition can be read to its end at the smallest size, in both languages.
#[rstest]
fn every_one_is_found_by_its_name(#[values("fr", "en")] code: &str) {
    for actor in &repere_index::edition::Edition::starter().unwrap().actors {
        // The number of help lines is an answer of its own.
        if actor.locale != code || actor.id == "e-enfance" {
            continue;
        }
        let name: String = actor.name.split(" (").next().unwrap().to_lowercase();
        let found = stage(code).keys(&format!("/{name}<enter>"));
        let page = found.session.model.page();
        assert!(page.choices().any(|choice| choice.label == actor.name), "{name}:\n{}", found.text());
    }
}
