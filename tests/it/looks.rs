//! How pages look: three themes, four sizes, and who reads line by line.

use repere::effect::Effect;
use repere::medium::screen::Screen;
use repere::message::Message;
use repere::model::look::{Fonts, Grid, TextSize};
use repere::session::Session;
use repere::theme::Theme;
use rstest::rstest;

use crate::stage::{Stage, stage};

fn size(stage: &Stage) -> TextSize {
    stage.session.model.context.look.size
}

/// One key goes through the sizes that this screen can show, each laid out whole, and says which one it is.
#[test]
fn one_key_changes_the_size() {
    let stage = stage("fr").keys("1+");
    assert!(stage.text().contains("Lettres : grandes"), "{}", stage.text());
    let stage = stage.keys("++");
    assert_eq!(size(&stage), TextSize::Largest);
    // As large as that, the page takes 40 columns and 12 rows in the middle of the screen.
    let text = stage.text();
    let rows: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    assert!(rows.len() <= 12 && rows.iter().all(|row| row.trim().chars().count() <= 40), "{text}");
    assert_eq!(size(&stage.keys("=")), TextSize::Normal);
}

#[test]
fn a_small_screen_says_that_its_letters_cannot_be_larger() {
    let stage = stage("fr").size(40, 12).keys("1+");
    assert!(stage.text().contains("Sur cet écran, les lettres ne peuvent"), "{}", stage.text());
}

#[rstest]
#[case::dark_on_light("theme_dark_on_light", "?2<home>")]
#[case::yellow_on_black("theme_yellow_on_black", "?22<home>")]
fn themes(#[case] name: &str, #[case] keys: &str) {
    insta::assert_snapshot!(name, stage("fr").size(64, 24).keys(keys).screen());
}

#[test]
fn the_first_choice_of_colours_comes_back_after_the_last() {
    assert_eq!(stage("fr").keys("?222").session.model.context.look.theme, Theme::LightOnDark);
}

/// What the console does with a session: the fonts that it was asked for.
struct Console {
    stage: Stage,
    asked: Vec<u8>,
}

impl Console {
    /// A screen of so many pixels, on which the smallest font has just come.
    fn new(width: u16, height: u16) -> Self {
        let mut stage = stage("fr");
        stage.session.model.context.fonts = Fonts::Asked;
        let mut console = Self { stage, asked: Vec::new() };
        let grid = Grid { columns: width / 16, rows: height / 32 };
        let effects = console.stage.session.news(Message::FontSet { font: 1, grid });
        console.note(effects);
        console
    }

    fn larger(&mut self) -> TextSize {
        let effects = self.stage.session.news(Message::Enlarged);
        self.note(effects);
        size(&self.stage)
    }

    fn note(&mut self, effects: Vec<Effect>) {
        self.asked.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::Font(font) => Some(font),
            _ => None,
        }));
    }
}

#[rstest]
#[case::old_screen((1024, 768), &[2, 3, 1])]
#[case::laptop((1366, 768), &[2, 3, 4, 1])]
#[case::full_hd((1920, 1080), &[3, 4, 3])]
fn on_the_console_the_font_changes(#[case] screen: (u16, u16), #[case] fonts: &[u8]) {
    let mut console = Console::new(screen.0, screen.1);
    while console.larger() != TextSize::Normal {}
    assert_eq!(console.asked, fonts);
}

#[test]
fn after_a_session_the_console_has_its_usual_font_again() {
    let mut console = Console::new(1024, 768);
    console.larger();
    let effects = console.stage.session.news(Message::Finished);
    console.note(effects);
    assert_eq!(console.asked, [2, 1]);
}

#[test]
fn where_the_helper_refuses_only_the_layout_changes() {
    let mut console = Console::new(1024, 768);
    console.stage.tell(Message::FontKept);
    assert_eq!(console.larger(), TextSize::Large);
    assert_eq!(console.asked, [0_u8; 0]);
}

/// For who reads with the fingers or by ear: no frame, no mark, one item a line, letters in their logical order.
#[rstest]
#[case::home("reader_home_fr", "fr", "")]
#[case::venue("reader_venue_fr", "fr", "11")]
#[case::arabic("reader_venue_ar", "ar", "11")]
fn for_readers_of_lines(#[case] name: &str, #[case] code: &str, #[case] keys: &str) {
    let mut stage = stage(code);
    stage.session = Session::new(stage.session.model.context.clone(), Screen::plain());
    stage.draw();
    let text = stage.keys(keys).text();
    assert!(!text.contains(['─', '│', '┃', '▶']), "{text}");
    insta::assert_snapshot!(name, text);
}

#[test]
fn readers_of_lines_are_told_a_new_page_whole() {
    let mut stage = stage("fr");
    stage.session = Session::new(stage.session.model.context.clone(), Screen::plain());
    stage.draw();
    assert!(!stage.session.repaints());
    stage.session.key(repere::keymap::Key::Char('1'));
    assert!(stage.session.repaints());
    stage.draw();
    assert!(!stage.session.repaints());
}
