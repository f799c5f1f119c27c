//! What stands below the page: how far through it one is or what was said once, and what can be pressed or touched.

use ratatui::layout::Rect;

use super::layout::{TOUCH_COLUMNS, TOUCH_ROWS};
use super::pen::{Order, Pen, columns};
use super::wrap;
use super::{Target, Touch};
use crate::keymap;
use crate::message::Message;
use crate::page::{Page, PageKind};
use crate::theme::Role;

/// How far through a page of several sheets one is.
pub(super) fn progress(page: &Page, sheet: usize, count: usize) -> Option<String> {
    let key = if sheet + 1 < count { "screen.sheet" } else { "screen.last-sheet" };
    let facts = [("sheet", (sheet + 1).to_string()), ("count", count.to_string())];
    (count > 1).then(|| page.locale.say_with(key, &facts.each_ref().map(|(name, value)| (*name, value.as_str()))))
}

/// As many hints as the row has room for, the least needed left out first, in the order of the key table.
pub(super) fn hints(pen: &mut Pen<'_>, row: Rect, page: &Page, order: Order) {
    let shape = |key: &str| order.shape(&page.locale.say(key));
    let hints: Vec<(u8, String, String)> = keymap::hints(page.kind, page.mode)
        .filter_map(|hint| Some((hint.footer?, shape(hint.key), shape(hint.action))))
        .collect();
    let mut kept: Vec<usize> = Vec::new();
    let mut by_weight: Vec<usize> = (0..hints.len()).collect();
    by_weight.sort_by_key(|place| hints.get(*place).map(|hint| hint.0));
    let mut room = usize::from(row.width);
    for place in by_weight {
        let Some((_, key, action)) = hints.get(place) else { continue };
        let width = wrap::columns(key) + 1 + wrap::columns(action) + if kept.is_empty() { 0 } else { 2 };
        if width > room {
            break;
        }
        room -= width;
        kept.push(place);
    }
    kept.sort_unstable();
    let mut column = 0;
    for (_, key, action) in kept.into_iter().filter_map(|place| hints.get(place)) {
        if column > 0 {
            column += 2;
        }
        pen.put(row, column, key, Role::Key);
        column += columns(key) + 1;
        pen.put(row, column, action, Role::Text);
        column += columns(action);
    }
}

/// Buttons to touch, the least needed left out first: a sign, and a word where there is room for it.
const BUTTONS: [(&str, &str, Message); 8] = [
    ("◀", "action.back", Message::WentBack),
    ("⌂", "action.home", Message::WentHome),
    ("▲", "", Message::PageUp),
    ("▼", "", Message::PageDown),
    ("A+", "action.size", Message::Enlarged),
    ("*", "action.languages", Message::AskedLanguages),
    ("?", "action.help", Message::AskedHelp),
    ("!", "action.hide", Message::HidScreen),
];

/// Draws the buttons, and tells where they are.
pub(super) fn buttons(pen: &mut Pen<'_>, area: Rect, page: &Page, order: Order) -> Vec<Target> {
    let at_home = page.kind == PageKind::Home;
    let wanted = BUTTONS.iter().filter(|(.., message)| !(at_home && *message == Message::WentBack));
    let count = usize::from(area.width / TOUCH_COLUMNS).min(BUTTONS.len());
    let wanted: Vec<_> = wanted.take(count).collect();
    let width = area.width / u16::try_from(wanted.len().max(1)).unwrap_or(u16::MAX);
    let mut targets = Vec::new();
    for ((sign, word, message), place) in wanted.into_iter().zip(0_u16..) {
        let button = pen.part(area, place * width, width);
        let word = if word.is_empty() { String::new() } else { order.shape(&page.locale.say(word)) };
        draw_button(pen, button, sign, &word);
        targets.push(Target { area: button, touch: Touch::Message(message.clone()) });
    }
    targets
}

/// A button of [`TOUCH_ROWS`]: a sign, and a word below it where there is room, on a ground of their own; a row of space above, a
/// column of space after.
pub(super) fn draw_button(pen: &mut Pen<'_>, button: Rect, sign: &str, word: &str) {
    let room = usize::from(button.width.saturating_sub(1));
    let word = if wrap::columns(word) <= room { word } else { "" };
    for (y, text) in (button.y + 1..button.y + TOUCH_ROWS).zip([sign, word]) {
        let left = room.saturating_sub(wrap::columns(text)) / 2;
        let right = room.saturating_sub(left + wrap::columns(text));
        let row = Rect { y, height: 1, ..button };
        pen.put(row, 0, &format!("{}{text}{}", " ".repeat(left), " ".repeat(right)), Role::Focus);
    }
}
