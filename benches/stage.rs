//! A session on a fake terminal of 80×24 over any catalogue: from a key to the finished frame, search included, in one
//! call. Threads and the real terminal are left out: what is measured is what we compute.

#![allow(clippy::unwrap_used, reason = "a bench that fails has to stop")]

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use repere::effect::Effect;
use repere::keymap::Key;
use repere::locale::Locale;
use repere::medium::screen::Screen;
use repere::message::Message;
use repere::model::Context;
use repere::model::look::Grid;
use repere::page::PageKind;
use repere::runtime::{Moments, answer};
use repere::session::Session;
use repere_index::edition::Here;
use repere_index::search::Catalogue;

/// What is typed letter by letter: a kind of venue, a space, a town.
pub(crate) const TYPED: &str = "mediatheque lens";

/// A terminal in use.
pub(crate) struct Stage<'catalogue> {
    session: Session,
    terminal: Terminal<TestBackend>,
    catalogue: &'catalogue Catalogue,
}

impl<'catalogue> Stage<'catalogue> {
    /// In Lens, in French, on Tuesday 24 November 2026 at ten; on the home page.
    pub(crate) fn new(catalogue: &'catalogue Catalogue) -> Self {
        let context = Context {
            here: Some(Here { name: "Médiathèque de Lens".to_owned(), latitude: 50.4289, longitude: 2.8319 }),
            grid: Grid { columns: 80, rows: 24 },
            ..Context::new(Locale::FRENCH, "2026-11-24T10:00:00".parse().unwrap())
        };
        let terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let mut stage = Self { session: Session::new(context, Screen::default()), terminal, catalogue };
        let edition = Box::new(catalogue.info().clone());
        stage.session.news(Message::CatalogueReady { edition, standing_in: false });
        stage.draw();
        stage
    }

    /// From a key to the finished frame.
    pub(crate) fn press(&mut self, key: Key) {
        let effects = self.session.key(key);
        self.carry_out(effects);
        self.draw();
    }

    /// What kind of page is shown: a bench that measures another page than it says is worse than none.
    pub(crate) fn shows(&self) -> PageKind {
        self.session.model.page().kind
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let context = &self.session.model.context;
            if let Some(message) = answer(self.catalogue, effect, Moments::of(context)) {
                let effects = self.session.news(message);
                self.carry_out(effects);
            }
        }
    }

    fn draw(&mut self) {
        let Self { session, terminal, .. } = self;
        terminal.draw(|frame| session.draw(frame)).unwrap();
    }
}
