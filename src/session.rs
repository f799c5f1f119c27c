//! One screen in use: the model, and what the screen remembers. The one path of a key press, the same in the terminal and in
//! the tests: key → message (key table) → sheets (screen) → model and effects (update). No I/O.

use ratatui::Frame;

use crate::effect::Effect;
use crate::keymap::{self, Key};
use crate::medium::screen::Screen;
use crate::message::Message;
use crate::model::{Context, Model};
use crate::update::update;

/// A screen in use.
#[derive(Debug)]
pub struct Session {
    /// All that the interface knows.
    pub model: Model,
    screen: Screen,
}

impl Session {
    /// On the home page.
    #[must_use]
    pub fn new(context: Context) -> Self {
        Self { model: Model::new(context), screen: Screen::default() }
    }

    /// A key was pressed.
    pub fn key(&mut self, key: Key) -> Vec<Effect> {
        let page = self.model.page();
        let message = keymap::message(page.kind, page.mode, key);
        match message.and_then(|message| self.screen.turn(message, &page)) {
            Some(message) => update(&mut self.model, message),
            None => Vec::new(),
        }
    }

    /// The world has news.
    pub fn news(&mut self, message: Message) -> Vec<Effect> {
        update(&mut self.model, message)
    }

    /// Draws the page shown.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.screen.draw(frame, &self.model);
    }
}
