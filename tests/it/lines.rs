//! The line medium says the same pages: read aloud, one item a line, text first.

use repere::medium::lines;
use rstest::rstest;

use crate::stage::{as_written, stage};

fn said(keys: &str) -> String {
    let stage = stage("fr").keys(keys);
    let mut out = Vec::new();
    lines::print(&stage.session.model.page(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[rstest]
#[case::home("home", "")]
#[case::typing("typing", "medi")]
#[case::results("results", "ordinateur<enter>")]
#[case::venue("venue", "11")]
#[case::guide("guide_step", "arnaque<enter>1<enter><enter>")]
#[case::help("help", "?")]
#[case::path("path", "8")]
#[case::path_found("path_found", "8212")]
fn prints(#[case] name: &str, #[case] keys: &str) {
    insta::assert_snapshot!(format!("lines_{name}"), said(keys), keys);
}

/// What the screen shows, the lines say.
#[rstest]
fn says_what_the_screen_shows(#[values("", "1", "5", "11", "arnaque<enter>1", "9", "?", "7", "8", "8212")] keys: &str) {
    let mut stage = stage("fr").keys(keys);
    let said = said(keys);
    let page = stage.session.model.page();
    for _ in 0..10 {
        // Between the two rules stands the page; around it, what belongs to the screen.
        let text = as_written(&stage.text());
        let body = text.lines().skip(2).take(19);
        for word in body.flat_map(str::split_whitespace) {
            let sign = matches!(word, "▶" | "┃" | "•") || word.parse::<usize>().is_ok();
            assert!(sign || said.contains(word), "« {word} » of {:?} is not said: {said}", page.kind);
        }
        stage.press(repere::keymap::Key::PageDown);
    }
}
