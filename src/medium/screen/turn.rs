//! Turning the sheets of a page with the keys that move: what the visitor sees decides what a key means.

use super::Screen;
use crate::message::Message;
use crate::page::{InputMode, Page};

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
            Message::Typed(_) | Message::Erased | Message::Opened | Message::Unknown => {
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
}
