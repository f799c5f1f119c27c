//! The screen, drawn with ratatui. Owns the number of the sheet shown and the map of what was drawn where; turns its sheets
//! with the keys that move, and hands on the messages that are not its own. Knows pages as data, none by name.
//!
//! ```text
//!  Title                                          Tuesday 24 November, 10:00
//! ──────────────────────────────────────────────────────────────────────────
//!  what the page says, a sheet at a time
//!  ▶ 1  a choice with the focus
//!    2  another
//! ──────────────────────────────────────────────────────────────────────────
//!  Sheet 1 of 2: press ▼ to go on                                    (status)
//!  1-9 Choose  0 Home  Enter Open                                    (footer)
//! ```

mod flow;
mod wrap;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr as _;

use self::flow::{Line, Mark};
use crate::keymap;
use crate::locale::{Locale, NO_BREAK_SPACE};
use crate::message::Message;
use crate::model::Model;
use crate::page::{InputMode, Page};
use crate::theme::{self, Role};

/// The smallest screen that a page is laid out for.
pub const SMALLEST: (u16, u16) = (40, 12);
/// Lines longer than this are hard to read; on a wide screen the text stands in the middle.
const WIDEST_TEXT: u16 = 76;
/// From this height on, rules set the page apart from its title and its footer.
const HEIGHT_FOR_RULES: u16 = 16;

/// What the screen remembers from one frame to the next.
#[derive(Debug, Default)]
pub struct Screen {
    sheet: usize,
    /// The page and the focus of the last frame: when they change, the sheet follows.
    serial: Option<u64>,
    mode: Option<InputMode>,
    focus: Option<usize>,
    /// For each sheet of the last frame, the choices that begin on it.
    choices: Vec<Vec<usize>>,
}

/// Where the parts of the screen stand.
struct Layout {
    header: Rect,
    top_rule: Option<u16>,
    body: Rect,
    bottom_rule: Option<u16>,
    status: Rect,
    footer: Rect,
}

fn layout(area: Rect) -> Layout {
    let margin = if area.width < 60 { 1 } else { 2 };
    let width = area.width.saturating_sub(2 * margin).min(WIDEST_TEXT.max(area.width / 3));
    let x = area.x + (area.width - width) / 2;
    let row = |y: u16| Rect { x, y: area.y + y, width, height: 1 };
    let ruled = area.height >= HEIGHT_FOR_RULES;
    let (top, bottom) = if ruled { (2, 3) } else { (1, 2) };
    Layout {
        header: row(0),
        top_rule: ruled.then_some(area.y + 1),
        body: Rect { x, y: area.y + top, width, height: area.height.saturating_sub(top + bottom) },
        bottom_rule: ruled.then_some(area.y + area.height.saturating_sub(3)),
        status: row(area.height.saturating_sub(2)),
        footer: row(area.height.saturating_sub(1)),
    }
}

impl Screen {
    /// What a message becomes after the screen has turned its sheets with it; `None` when that was all.
    pub fn turn(&mut self, message: Message, page: &Page) -> Option<Message> {
        if page.mode == InputMode::Typing {
            return self.turn_while_typing(message, page);
        }
        let shown = self.choices.get(self.sheet).cloned().unwrap_or_default();
        let in_sight = page.focus.filter(|place| shown.contains(place));
        match message {
            Message::Next => match (in_sight, shown.first()) {
                (Some(place), _) if shown.contains(&(place + 1)) => Some(Message::Focused(place + 1)),
                (None, Some(first)) if page.focus.is_none_or(|place| place < *first) => Some(Message::Focused(*first)),
                _ => self.forward(),
            },
            Message::Previous => match in_sight {
                Some(place) if place > 0 && shown.contains(&(place - 1)) => Some(Message::Focused(place - 1)),
                _ if self.sheet > 0 => self.backward(),
                _ => Some(Message::Previous),
            },
            Message::PageDown => self.forward(),
            Message::PageUp => self.backward(),
            Message::Opened if in_sight.is_none() => {
                if self.sheet + 1 < self.choices.len() {
                    self.forward()
                } else {
                    shown.first().map(|first| Message::Focused(*first))
                }
            }
            other => Some(other),
        }
    }

    /// Below a field there may be more to read than fits; what is typed brings the field back. Where something was found, the
    /// keys that move go there.
    fn turn_while_typing(&mut self, message: Message, page: &Page) -> Option<Message> {
        let found = page.choices().next().is_some();
        match message {
            Message::Next | Message::PageDown if !found => self.forward(),
            Message::Previous | Message::PageUp if !found => self.backward(),
            Message::Typed(_) | Message::Erased | Message::Opened => {
                self.sheet = 0;
                Some(message)
            }
            other => Some(other),
        }
    }

    fn forward(&mut self) -> Option<Message> {
        if self.sheet + 1 < self.choices.len() {
            self.sheet += 1;
            return self.choices.get(self.sheet)?.first().map(|first| Message::Focused(*first));
        }
        None
    }

    fn backward(&mut self) -> Option<Message> {
        if self.sheet > 0 {
            self.sheet -= 1;
            return self.choices.get(self.sheet)?.last().map(|last| Message::Focused(*last));
        }
        None
    }

    /// Draws the page of `model`.
    pub fn draw(&mut self, frame: &mut Frame<'_>, model: &Model) {
        let area = frame.area();
        let locale = model.context.locale;
        frame.buffer_mut().set_style(area, theme::style(Role::Text));
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            too_small(frame.buffer_mut(), area, locale);
            frame.set_cursor_position(area.as_position());
            self.serial = None;
            return;
        }
        let page = model.page();
        let layout = layout(area);
        let clock =
            if area.width < 60 { locale.time(model.context.now.time()) } else { locale.moment(model.context.now) };
        let room = usize::from(layout.header.width).saturating_sub(clock.width() + 2);
        let title = wrap::shorten(&page.title, room);
        let long_title = title != page.title;
        let sheets = flow::sheets(&page, layout.body.width.into(), layout.body.height.into(), long_title);
        self.follow(&page, model.serial(), &sheets);

        let buffer = frame.buffer_mut();
        put(buffer, layout.header, 0, &title, Role::Title);
        let clock_column = layout.header.width.saturating_sub(columns(&clock));
        put(buffer, layout.header, clock_column, &clock, Role::Text);
        for y in [layout.top_rule, layout.bottom_rule].into_iter().flatten() {
            let line = "─".repeat(area.width.into());
            put(buffer, Rect { y, height: 1, ..area }, 0, &line, Role::Rule);
        }
        let lines = sheets.get(self.sheet).map(Vec::as_slice).unwrap_or_default();
        let cursor = draw_lines(buffer, layout.body, lines, page.focus);
        put(buffer, layout.status, 0, &status(locale, self.sheet, sheets.len()), Role::Notice);
        footer(buffer, layout.footer, &page, locale);
        frame.set_cursor_position(cursor);
    }

    /// Lets the sheet follow the page and its focus.
    fn follow(&mut self, page: &Page, serial: u64, sheets: &[Vec<Line>]) {
        self.choices = sheets.iter().map(|sheet| choices_beginning_on(sheet)).collect();
        let sheet_of = |place: usize| self.choices.iter().position(|choices| choices.contains(&place));
        if self.serial != Some(serial) || self.mode != Some(page.mode) {
            // A page that is come back to is shown where it was left.
            let moved = page.focus.filter(|_| page.focus != page.first_focus());
            self.sheet = moved.and_then(sheet_of).unwrap_or(0);
        } else if self.focus != page.focus {
            self.sheet = page.focus.and_then(sheet_of).unwrap_or(self.sheet);
        }
        self.sheet = self.sheet.min(sheets.len().saturating_sub(1));
        (self.serial, self.mode, self.focus) = (Some(serial), Some(page.mode), page.focus);
    }
}

fn choices_beginning_on(sheet: &[Line]) -> Vec<usize> {
    let mut places: Vec<usize> = sheet
        .iter()
        .filter_map(|line| match line.mark {
            Mark::Choice { place, .. } => Some(place),
            _ => None,
        })
        .collect();
    places.dedup();
    places
}

/// Draws lines, and returns where the cursor stands: on the first letter of the focus, after the words being typed, or
/// on the first letter of the sheet.
fn draw_lines(buffer: &mut Buffer, body: Rect, lines: &[Line], focus: Option<usize>) -> Position {
    let mut cursor = Position { x: body.x, y: body.y };
    let mut found = false;
    for (y, line) in (body.y..body.bottom()).zip(lines) {
        let row = Rect { y, height: 1, ..body };
        let mut column = 0;
        for piece in &line.pieces {
            put(buffer, row, column, &piece.text, piece.role);
            column = column.saturating_add(columns(&piece.text));
        }
        let at = match line.mark {
            Mark::Field { column } => Some(column),
            Mark::Choice { place, column } if focus == Some(place) => Some(column),
            _ => None,
        };
        if let Some(column) = at.filter(|_| !found) {
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            cursor = Position { x: body.x.saturating_add(column).min(body.right().saturating_sub(1)), y };
            found = true;
        }
    }
    cursor
}

fn status(locale: Locale, sheet: usize, count: usize) -> String {
    if count < 2 {
        return String::new();
    }
    let key = if sheet + 1 < count { "screen.sheet" } else { "screen.last-sheet" };
    locale.say_with(key, &[("sheet", &(sheet + 1).to_string()), ("count", &count.to_string())])
}

/// As many hints as the row has room for, the least needed left out first, in the order of the key table.
fn footer(buffer: &mut Buffer, row: Rect, page: &Page, locale: Locale) {
    let hints: Vec<(u8, String, String)> = keymap::hints(page.kind, page.mode)
        .filter_map(|hint| Some((hint.footer?, locale.say(hint.key), locale.say(hint.action))))
        .collect();
    let mut kept: Vec<usize> = Vec::new();
    let mut by_weight: Vec<usize> = (0..hints.len()).collect();
    by_weight.sort_by_key(|place| hints.get(*place).map(|hint| hint.0));
    let mut room = usize::from(row.width);
    for place in by_weight {
        let Some((_, key, action)) = hints.get(place) else { continue };
        let width = key.width() + 1 + action.width() + if kept.is_empty() { 0 } else { 2 };
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
        put(buffer, row, column, key, Role::Key);
        column += columns(key) + 1;
        put(buffer, row, column, action, Role::Text);
        column += columns(action);
    }
}

fn too_small(buffer: &mut Buffer, area: Rect, locale: Locale) {
    let (width, height) = (SMALLEST.0.to_string(), SMALLEST.1.to_string());
    let sentence = locale.say_with("screen.too-small", &[("columns", &width), ("rows", &height)]);
    for (y, line) in (area.y..area.bottom()).zip(wrap::wrap(&sentence, area.width.into())) {
        put(buffer, Rect { y, height: 1, ..area }, 0, &line, Role::Alert);
    }
}

/// Writes `text` from `column` of a one-line area on; what does not fit is not drawn.
fn put(buffer: &mut Buffer, row: Rect, column: u16, text: &str, role: Role) {
    let row = row.intersection(*buffer.area());
    if row.is_empty() || column >= row.width {
        return;
    }
    // Consoles have no glyph for the space that does not break.
    let text = text.replace([NO_BREAK_SPACE, '\u{202f}'], " ");
    buffer.set_stringn(row.x + column, row.y, text, usize::from(row.width - column), theme::style(role));
}

fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}
