//! The keyboard that is drawn where one types with a finger: the rows of the national keyboard where they fit, else the letters
//! in the order of the alphabet, a portion at a time.

use ratatui::layout::Rect;

use super::foot::draw_button;
use super::layout::{TOUCH_COLUMNS, TOUCH_ROWS};
use super::pen::{Order, Pen};
use super::{Target, Touch};
use crate::locale::Locale;
use crate::message::Message;
use crate::theme::Role;

/// What a key of it does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cap {
    Letter(char),
    Space,
    Erase,
    Done,
    Back,
    More,
}

/// Where the keyboard goes and what is on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keyboard {
    rows: Vec<Vec<Cap>>,
    columns: u16,
}

impl Keyboard {
    /// Rows of the screen that it takes.
    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX).saturating_mul(TOUCH_ROWS)
    }

    /// The keyboard of a language for `width` columns and at most `height` rows; `portion` counts on from 0 and begins again
    /// after the last.
    pub(super) fn new(locale: Locale, width: u16, height: u16, portion: usize) -> Self {
        let columns = (width / TOUCH_COLUMNS).max(1);
        // The last row is for what is no letter.
        let most_rows = usize::from(height / TOUCH_ROWS).saturating_sub(1).max(1);
        let ways = vec![Cap::Back, Cap::Space, Cap::Erase, Cap::Done];
        let text = locale.say("keyboard.rows");
        let national: Vec<Vec<Cap>> =
            text.split_whitespace().map(|row| row.chars().map(Cap::Letter).collect()).collect();
        let fits = national.iter().all(|row| row.len() <= columns.into()) && national.len() < most_rows;
        if fits {
            let digits = "1234567890".chars().map(Cap::Letter).take(columns.into()).collect();
            let rows = std::iter::once(digits).chain(national).chain([ways]).collect();
            return Self { rows, columns };
        }
        let letters: Vec<Cap> = locale.say("keyboard.letters").chars().chain('0'..='9').map(Cap::Letter).collect();
        let room = usize::from(columns) * most_rows;
        let portions = letters.len().div_ceil(room);
        // Portions of the same length: the last one is not a single letter.
        let shown = letters.chunks(letters.len().div_ceil(portions)).nth(portion % portions).unwrap_or_default();
        let more = (portions > 1).then_some(Cap::More);
        let rows = shown.chunks(columns.into()).map(<[Cap]>::to_vec).chain([ways.into_iter().chain(more).collect()]);
        Self { rows: rows.collect(), columns }
    }

    /// Draws it, and tells where its keys are.
    pub(super) fn draw(&self, pen: &mut Pen<'_>, area: Rect, locale: Locale, order: Order) -> Vec<Target> {
        pen.clear(area, Role::Text);
        let mut targets = Vec::new();
        for (row, y) in self.rows.iter().zip((area.y..).step_by(TOUCH_ROWS.into())) {
            let line = Rect { y, height: TOUCH_ROWS, ..area };
            let width = if row.first() == Some(&Cap::Back) {
                area.width / u16::try_from(row.len()).unwrap_or(self.columns)
            } else {
                area.width / self.columns
            };
            for (cap, place) in row.iter().zip(0_u16..) {
                let key = pen.part(line, place * width, width);
                draw_button(pen, key, &order.shape(&cap.sign()), &order.shape(&cap.word(locale)));
                targets.push(Target { area: key, touch: cap.touch() });
            }
        }
        targets
    }
}

impl Cap {
    /// What everybody knows it by.
    fn sign(&self) -> String {
        match self {
            Self::Letter(letter) => letter.to_string(),
            Self::Space => "─".to_owned(),
            Self::Erase => "⌫".to_owned(),
            Self::Done => "⏎".to_owned(),
            Self::More => "…".to_owned(),
            Self::Back => "◀".to_owned(),
        }
    }

    /// In a word.
    fn word(&self, locale: Locale) -> String {
        match self {
            Self::Letter(_) => String::new(),
            Self::Space => locale.say("keyboard.space"),
            Self::Erase => locale.say("keyboard.erase"),
            Self::Done => locale.say("keyboard.done"),
            Self::More => locale.say("keyboard.more"),
            Self::Back => locale.say("choice.back"),
        }
    }

    fn touch(&self) -> Touch {
        match self {
            Self::Letter(letter) => Touch::Message(Message::Typed(*letter)),
            Self::Space => Touch::Message(Message::Typed(' ')),
            Self::Erase => Touch::Message(Message::Erased),
            Self::Done => Touch::Message(Message::Opened),
            Self::Back => Touch::Message(Message::WentBack),
            Self::More => Touch::MoreLetters,
        }
    }
}
