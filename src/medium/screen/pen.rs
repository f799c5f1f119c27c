//! Writes text into the buffer: roles become styles, right-to-left pages are mirrored. The one place that knows on which side
//! of the screen a line begins.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::{bidi, wrap};
use crate::locale::{Direction, Locale, NO_BREAK_SPACE};
use crate::theme::{self, Role, Theme};

/// How text reaches the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// From the left, as it is.
    Logical,
    /// From the left; words written right to left, such as the name of a language, are joined and turned round where they stand.
    LeftToRight,
    /// From the right, letters joined, in the order in which they are seen.
    Mirrored,
}

impl Order {
    /// The order for a language; who reads line by line, with the fingers or by ear, has the logical one.
    pub(super) fn of(locale: Locale, plain: bool) -> Self {
        match locale.reading_direction() {
            _ if plain => Self::Logical,
            Direction::RightToLeft => Self::Mirrored,
            Direction::LeftToRight => Self::LeftToRight,
        }
    }

    /// The letters as they are joined, still in logical order: what is measured and wrapped.
    pub(super) fn shape(self, text: &str) -> String {
        if self == Self::Mirrored { bidi::shape(text).into_owned() } else { text.to_owned() }
    }
}

/// Writes into a buffer.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    order: Order,
}

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: Theme, order: Order) -> Self {
        Self { buffer, theme, order }
    }

    /// Clears an area to the ground of a role.
    pub(super) fn clear(&mut self, area: Rect, role: Role) {
        self.buffer.set_style(area, theme::style(role, self.theme));
    }

    /// Writes shaped `text` from `column` of a one-line area on, counted from where lines begin; what does not fit is not
    /// drawn.
    pub(super) fn put(&mut self, row: Rect, column: u16, text: &str, role: Role) {
        let row = row.intersection(*self.buffer.area());
        if row.is_empty() || column >= row.width {
            return;
        }
        // Consoles have no glyph for the spaces that do not break.
        let text = fitting(text, row.width - column);
        let (x, text) = match self.order {
            Order::Logical => (row.x + column, text),
            Order::LeftToRight => (row.x + column, bidi::turned(&text).into_owned()),
            Order::Mirrored => {
                let width = columns(&text);
                (row.right().saturating_sub(column + width), bidi::visual(&text))
            }
        };
        let text = text.replace([NO_BREAK_SPACE, '\u{202f}'], " ");
        self.buffer.set_stringn(x, row.y, text, row.width.into(), theme::style(role, self.theme));
    }

    /// Writes a row of blocks as it is, where lines begin.
    pub(super) fn picture(&mut self, row: Rect, text: &str, role: Role) {
        let part = self.part(row, 0, columns(text));
        self.buffer.set_stringn(part.x, part.y, text, part.width.into(), theme::style(role, self.theme));
    }

    /// The cell of a column of a row, counted from where lines begin.
    pub(super) fn cell(&self, row: Rect, column: u16) -> Position {
        let column = column.min(row.width.saturating_sub(1));
        let x = match self.order {
            Order::Logical | Order::LeftToRight => row.x + column,
            Order::Mirrored => row.right().saturating_sub(1 + column),
        };
        Position { x, y: row.y }
    }

    /// The column, counted from where lines begin, in which the first letter of a text is seen that begins at `column`.
    pub(super) fn first_letter(&self, column: usize, text: &str) -> usize {
        match self.order {
            Order::Logical => column,
            Order::LeftToRight => column + bidi::first_letter(text),
            Order::Mirrored => column + bidi::before_first(text),
        }
    }

    /// The part of a row from `column` on, `width` columns wide, counted from where lines begin.
    pub(super) fn part(&self, area: Rect, column: u16, width: u16) -> Rect {
        let width = width.min(area.width.saturating_sub(column));
        let x = match self.order {
            Order::Logical | Order::LeftToRight => area.x + column,
            Order::Mirrored => area.right().saturating_sub(column + width),
        };
        Rect { x, width, ..area }
    }
}

/// As much of `text` as fits into `width` columns, without control characters.
fn fitting(text: &str, width: u16) -> String {
    let mut fits = String::new();
    let mut room = usize::from(width);
    for letter in text.graphemes(true).filter(|letter| !letter.contains(char::is_control)) {
        let Some(left) = room.checked_sub(letter.width()) else { break };
        room = left;
        fits.push_str(letter);
    }
    fits
}

pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(wrap::columns(text)).unwrap_or(u16::MAX)
}
