//! One screen in use: the model, and what the screen remembers. The one path of a key press or a touch, the same in the
//! terminal and in the tests: key → message (key table) → sheets (screen) → model and effects (update). No I/O.

use ratatui::Frame;
use ratatui::layout::Position;

use crate::effect::Effect;
use crate::keymap::{self, Key};
use crate::medium::screen::Screen;
use crate::message::Message;
use crate::model::{Context, Cover, Model};
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
    pub fn new(context: Context, screen: Screen) -> Self {
        Self { model: Model::new(context), screen }
    }

    /// A key was pressed.
    pub fn key(&mut self, key: Key) -> Vec<Effect> {
        if self.model.cover != Cover::None && key != Key::Interrupt {
            return self.news(Message::Returned);
        }
        self.model.touched();
        let page = self.model.page();
        let key = if self.screen.mirrors(page.locale) { key.mirrored() } else { key };
        let message = keymap::message(page.kind, page.mode, key).unwrap_or(Message::Unknown);
        self.screen.turn(message, &page).map_or_else(Vec::new, |message| self.news(message))
    }

    /// A cell of the screen was touched, or clicked on.
    pub fn tap(&mut self, at: Position) -> Vec<Effect> {
        if self.model.cover != Cover::None {
            return self.news(Message::Returned);
        }
        self.model.touched();
        let Some(message) = self.screen.touched(at) else { return Vec::new() };
        self.screen.turn(message, &self.model.page()).map_or_else(Vec::new, |message| self.news(message))
    }

    /// The world has news.
    pub fn news(&mut self, message: Message) -> Vec<Effect> {
        let effects = update(&mut self.model, message);
        if self.model.context.fresh {
            self.screen.forget();
        }
        effects
    }

    /// What the screen remembers.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Whether the next frame must be drawn whole.
    #[must_use]
    pub fn repaints(&self) -> bool {
        self.screen.repaints(&self.model)
    }

    /// Draws the page shown.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.screen.draw(frame, &self.model);
    }
}
