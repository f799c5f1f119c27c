//! A session that forgets: nobody left before a page that is not theirs, nothing of one visitor left for the next.

use std::time::Duration;

use repere::keymap::Key;
use repere::locale::Locale;
use repere::message::Message;
use repere::model::look::{Look, TextSize};
use repere::model::staff::{StaffNews, StaffSettings};
use repere::model::{Cover, LEAVING_SECONDS};
use repere::page::PageKind;
use repere::theme::Theme;
use rstest::rstest;

use crate::stage::{Stage, stage};

fn left_alone(keys: &str) -> Stage {
    let mut stage = stage("fr").keys(keys);
    stage.tell(Message::LeftAlone);
    stage
}

#[rstest]
#[case::eighty("leaving_80x24", "fr", (80, 24))]
#[case::sixty_four("leaving_uk_64x24", "uk", (64, 24))]
#[case::forty("leaving_ar_40x12", "ar", (40, 12))]
fn asks_whether_somebody_is_there(#[case] name: &str, #[case] code: &str, #[case] size: (u16, u16)) {
    let mut stage = stage(code).size(size.0, size.1).keys("1");
    stage.tell(Message::LeftAlone);
    stage.tell(Message::Counted(27));
    insta::assert_snapshot!(name, stage.text());
}

#[test]
fn hides_the_screen_until_the_next_key() {
    let stage = stage("fr").keys("arnaque<enter>1!");
    let text = stage.text();
    assert!(text.contains("L'écran est caché") && !text.contains("arnaque"), "{text}");
    // The key that takes the cover away does nothing else.
    let stage = stage.keys("0");
    assert_eq!(stage.session.model.page().kind, PageKind::Guide, "{}", stage.text());
}

#[test]
fn any_key_goes_on_where_it_was_as_often_as_wanted() {
    let mut stage = left_alone("11");
    for _ in 0..20 {
        assert_eq!(stage.session.model.page().kind, PageKind::Cover);
        stage.press(Key::Char('9'));
        assert_eq!(stage.session.model.page().kind, PageKind::Venue);
        stage.tell(Message::LeftAlone);
    }
}

#[test]
fn a_hidden_screen_that_is_left_alone_is_hidden_again() {
    let stage = left_alone("11!").keys("a");
    assert_eq!(stage.session.model.cover, Cover::Hidden);
}

#[test]
fn the_count_ends_at_home_in_the_language_size_and_colours_of_the_beginning() {
    let mut stage = stage("fr").keys("*5?12<home>mediatheque<enter>1");
    assert_eq!(stage.session.model.context.locale, Locale::UKRAINIAN);
    let look = stage.session.model.context.look;
    assert_eq!(look, Look { theme: Theme::DarkOnLight, size: TextSize::Large });
    stage.tell(Message::LeftAlone);
    for left in (0..LEAVING_SECONDS).rev() {
        stage.tell(Message::Counted(left));
    }
    let model = &stage.session.model;
    assert_eq!((model.context.locale, model.context.look), (Locale::FRENCH, Look::default()));
    assert_eq!((model.page().kind, model.cover), (PageKind::Home, Cover::None));
    assert_eq!(model.alone_after(), None, "nobody has come yet");
}

/// All that the interface knows, but for the numbers that tell one page from another.
fn told(stage: &Stage) -> String {
    let model = format!("{:?}", stage.session.model);
    let mut parts = model.split("serial: ").flat_map(|part| part.split("counter: "));
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| told + part.trim_start_matches(|sign: char| sign.is_ascii_digit()))
}

/// "I have finished" is one key from everywhere, and a choice of the help page.
#[rstest]
#[case::end("mediatheque<enter>1<end>")]
#[case::home_twice("mediatheque<enter>100")]
#[case::azerty("mediatheque<enter>1àà")]
#[case::help("mediatheque<enter>1?6")]
fn nothing_of_a_session_is_left(#[case] keys: &str) {
    let fresh = stage("fr");
    let stage = stage("fr").keys("?2<home>").keys(keys);
    let (before, after) = (told(&fresh), told(&stage));
    assert!(!after.contains("mediatheque"), "{after}");
    assert_eq!(before, after, "all is as it was before anybody came");
}

#[rstest]
#[case::results("1", 120)]
#[case::typing("media", 120)]
#[case::venue("11", 240)]
#[case::guide("arnaque<enter>1", 360)]
#[case::help("?", 240)]
#[case::path("8", 240)]
fn there_is_more_time_where_there_is_more_to_read(#[case] keys: &str, #[case] seconds: u64) {
    let mut stage = stage("fr").keys(keys);
    assert_eq!(stage.session.model.alone_after(), Some(Duration::from_secs(seconds)));
    let settings = StaffSettings { idle_seconds: Some(60), ..StaffSettings::default() };
    stage.tell(Message::Staff(StaffNews::Settings(Box::new(settings))));
    assert_eq!(stage.session.model.alone_after(), Some(Duration::from_secs(seconds / 2)));
}

#[test]
fn whoever_only_looked_at_the_first_page_is_not_asked() {
    let stage = left_alone("<down>");
    assert_eq!(stage.session.model.page().kind, PageKind::Home);
    assert!(stage.text().contains("Tapez un numéro, ou un mot."), "{}", stage.text());
}

#[test]
fn what_a_first_visitor_is_told_goes_with_the_first_key() {
    let stage = stage("fr");
    assert!(stage.text().contains("Tapez un numéro, ou un mot."), "{}", stage.text());
    let stage = stage.keys("<down>");
    assert!(!stage.text().contains("Tapez un numéro, ou un mot."), "{}", stage.text());
}

/// Staff who hide the screen leave their area first: whoever takes the cover away may be anybody.
#[test]
fn no_cover_lies_over_the_staff_area() {
    let mut stage = stage("fr").store().keys("935093<enter>");
    assert_eq!(stage.session.model.page().kind, PageKind::Staff);
    stage.tell(Message::HidScreen);
    let stage = stage.keys("a");
    assert_eq!(stage.session.model.page().kind, PageKind::Home);
}
