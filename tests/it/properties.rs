//! What holds after any keys and any news, at any size: nothing panics, home is one press away, the cursor stands on the
//! focus, every choice has a digit, memory does not grow with what is pressed.

use proptest::prelude::*;
use repere::keymap::Key;
use repere::locale::Locale;
use repere::message::Message;
use repere::model::StaffCode;
use repere::model::look::Grid;
use repere::page::{InputMode, MOST_CHOICES, PageKind};
use unicode_normalization::UnicodeNormalization as _;

use crate::stage::{Stage, bare, stage};

/// Something that happens to a terminal in a hall.
#[derive(Debug, Clone)]
enum Event {
    Press(Key),
    Tap(u16, u16),
    Resize(u16, u16),
    News(Message),
}

fn keys() -> impl Strategy<Value = Key> {
    prop_oneof![
        6 => prop::sample::select(vec!['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']).prop_map(Key::Char),
        3 => prop::sample::select(vec!['m', 'e', 'd', 'i', 'a', 'é', 'ç', 'œ', '?', '*', '/', ' ', '+', '!', ',', '.', 'م', 'ї', '🙂', '\u{7}'])
            .prop_map(Key::Char),
        1 => any::<char>().prop_map(Key::Char),
        8 => prop::sample::select(vec![
            Key::Enter, Key::Backspace, Key::Up, Key::Down, Key::Left, Key::Right, Key::PageUp, Key::PageDown,
        ]),
        1 => prop::sample::select(vec![Key::Home, Key::Escape, Key::F1, Key::End, Key::Other]),
    ]
}

fn events() -> impl Strategy<Value = Event> {
    prop_oneof![
        30 => keys().prop_map(Event::Press),
        3 => (1_u16..140, 1_u16..50).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => Just(Event::Resize(40, 12)),
        6 => (0_u16..90, 0_u16..30).prop_map(|(column, row)| Event::Tap(column, row)),
        1 => any::<(u16, u16)>().prop_map(|(column, row)| Event::Tap(column, row)),
        1 => Just(Event::News(Message::LeftAlone)),
        1 => (0_u16..40).prop_map(|left| Event::News(Message::Counted(left))),
        1 => Just(Event::News(Message::Recoloured)),
        1 => Just(Event::News(Message::FontKept)),
        1 => (any::<u8>(), 1_u16..140, 1_u16..50).prop_map(|(font, columns, rows)| {
            Event::News(Message::FontSet { font, grid: Grid { columns, rows } })
        }),
        1 => Just(Event::News(Message::CatalogueFailed(StaffCode::Search))),
        1 => any::<u64>().prop_map(|generation| Event::News(Message::Answered { generation, answer: Ok(Box::default()) })),
        1 => Just(Event::News(Message::Loaded { done: 3, total: 0 })),
        1 => any::<usize>().prop_map(|place| Event::News(Message::Focused(place))),
        1 => any::<u8>().prop_map(|number| Event::News(Message::Numbered(number))),
    ]
}

fn happen(stage: &mut Stage, event: Event) {
    match event {
        Event::Press(key) => stage.press(key),
        Event::Tap(column, row) => stage.tap(column, row),
        Event::Resize(columns, rows) => stage.resize(columns, rows),
        Event::News(message) => stage.tell(message),
    }
}

/// The letter under the cursor is the first one of the focused choice, in whatever form it is drawn.
fn cursor_is_on_the_focus(stage: &mut Stage) -> Result<(), TestCaseError> {
    let page = stage.session.model.page();
    let cursor = stage.terminal.get_cursor_position().unwrap();
    let area = stage.terminal.backend().buffer().area;
    prop_assert!(cursor.x < area.width && cursor.y < area.height, "the cursor is off the screen");
    if area.width < 40 || area.height < 12 {
        return Ok(());
    }
    let text = stage.text();
    let row: Vec<char> = text.lines().nth(cursor.y.into()).unwrap_or_default().chars().collect();
    let Some(focused) = page.focus.and_then(|place| page.choices().nth(place)) else { return Ok(()) };
    if page.mode == InputMode::Choosing && text.contains(['▶', '◀']) && focus_is_in_sight(&text, page.focus) {
        let first = focused.label.nfc().next();
        let under = row.get(usize::from(cursor.x)).and_then(|form| std::iter::once(*form).nfkc().next());
        prop_assert_eq!(under, first, "{}", text);
    }
    Ok(())
}

/// Whether the number of the focus stands beside its mark.
fn focus_is_in_sight(text: &str, focus: Option<usize>) -> bool {
    let Some(number) = focus.map(|place| (place + 1).to_string()) else { return false };
    [format!("▶ {number}"), format!("▶{number}"), format!("{number} ◀"), format!("{number}◀")]
        .iter()
        .any(|mark| text.contains(mark.as_str()))
}

/// Takes away what lies over the page.
fn uncover(stage: &mut Stage) {
    while stage.session.model.page().kind == PageKind::Cover {
        stage.press(Key::Enter);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_terminal_is_there(code in prop::sample::select(Locale::ALL.to_vec()), happened in prop::collection::vec(events(), 1..60)) {
        let mut stage = stage(code.code());
        for event in happened {
            happen(&mut stage, event);
            cursor_is_on_the_focus(&mut stage)?;
            prop_assert!(stage.session.model.page().choices().count() <= MOST_CHOICES);
            prop_assert!(!stage.session.model.leaving);
        }
        uncover(&mut stage);
        stage.press(Key::Escape);
        prop_assert_eq!(stage.session.model.page().kind, PageKind::Home);
    }

    #[test]
    fn home_forgets_what_was_typed(words in "[a-z]{3,12}", happened in prop::collection::vec(keys(), 0..20)) {
        let mut stage = stage("fr");
        for letter in words.chars() {
            stage.press(Key::Char(letter));
        }
        for key in happened {
            stage.press(key);
        }
        uncover(&mut stage);
        stage.press(Key::Home);
        let left = format!("{:?}", stage.session.model);
        prop_assert!(!left.contains(&format!("\"{words}")), "{left}");
    }

    #[test]
    fn nothing_is_asked_of_a_catalogue_that_is_not_there(happened in prop::collection::vec(keys(), 1..40)) {
        let mut stage = bare("fr");
        for key in happened {
            stage.session.key(key);
            stage.draw();
        }
    }
}

#[test]
fn any_size_from_one_by_one_up() {
    for page in ["", "1", "11", "medi", "9", "?", "8", "8212", "arnaque<enter>1<enter>"] {
        let mut stage = stage("fr").keys(page);
        for columns in [1, 2, 5, 39, 40, 41, 64, 200] {
            for rows in [1, 2, 3, 11, 12, 13, 15, 16, 60] {
                stage.resize(columns, rows);
            }
        }
    }
}
