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
    Nothing,
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
        let most_rows = usize::from(height / TOUCH_ROWS).max(1);
        let ways = [Cap::Back, Cap::Space, Cap::Erase, Cap::Done];
        let text = locale.say("keyboard.rows");
        let national: Vec<Vec<Cap>> =
            text.split_whitespace().map(|row| row.chars().map(Cap::Letter).collect()).collect();
        let fits = national.iter().all(|row| row.len() <= columns.into()) && national.len() + 2 <= most_rows;
        if fits {
            let digits = "1234567890".chars().map(Cap::Letter).take(columns.into()).collect();
            let rows = std::iter::once(digits).chain(national).chain([ways.to_vec()]).collect();
            return Self { rows, columns };
        }
        let letters: Vec<Cap> = locale.say("keyboard.letters").chars().chain('0'..='9').map(Cap::Letter).collect();
        let room = usize::from(columns) * most_rows;
        let shown = if letters.len() + ways.len() <= room {
            letters
        } else {
            let each = room.saturating_sub(ways.len() + 1).max(1);
            let place = portion % letters.len().div_ceil(each);
            let mut shown = letters.chunks(each).nth(place).unwrap_or_default().to_vec();
            shown.resize(each, Cap::Nothing);
            shown.push(Cap::More);
            shown
        };
        let caps: Vec<Cap> = shown.into_iter().chain(ways).collect();
        Self { rows: caps.chunks(columns.into()).map(<[Cap]>::to_vec).collect(), columns }
    }

    /// Draws it, and tells where its keys are.
    pub(super) fn draw(&self, pen: &mut Pen<'_>, area: Rect, locale: Locale, order: Order) -> Vec<Target> {
        pen.clear(area, Role::Text);
        let width = area.width / self.columns;
        let mut targets = Vec::new();
        for (row, y) in self.rows.iter().zip((area.y..).step_by(TOUCH_ROWS.into())) {
            let line = Rect { y, height: TOUCH_ROWS, ..area };
            for (cap, place) in row.iter().zip(0_u16..) {
                let key = pen.part(line, place * width, width);
                let Some(touch) = cap.touch() else { continue };
                draw_button(pen, key, &[order.shape(&cap.label(locale)), String::new()]);
                targets.push(Target { area: key, touch });
            }
        }
        targets
    }
}

impl Cap {
    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Letter(letter) => letter.to_string(),
            Self::Space => locale.say("keyboard.space"),
            Self::Erase => locale.say("keyboard.erase"),
            Self::Done => locale.say("keyboard.done"),
            Self::More => locale.say("keyboard.more"),
            Self::Back => locale.say("choice.back"),
            Self::Nothing => String::new(),
        }
    }

    fn touch(&self) -> Option<Touch> {
        Some(match self {
            Self::Letter(letter) => Touch::Message(Message::Typed(*letter)),
            Self::Space => Touch::Message(Message::Typed(' ')),
            Self::Erase => Touch::Message(Message::Erased),
            Self::Done => Touch::Message(Message::Opened),
            Self::Back => Touch::Message(Message::WentBack),
            Self::More => Touch::MoreLetters,
            Self::Nothing => return None,
        })
    }
}
