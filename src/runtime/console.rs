//! The thread that asks the privileged helper for console fonts: a slow helper holds up no key. Of several wishes only the last
//! one counts.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread;

use ratatui::crossterm::terminal;
use repere_kiosk::helper::{self, Request};

use super::Event;
use crate::message::Message;
use crate::model::look::Grid;

/// The way into the thread.
pub(super) struct Fonts(Sender<u8>);

impl Fonts {
    pub(super) fn ask(&self, font: u8) {
        // A thread that is gone has said so in the log.
        let _ = self.0.send(font);
    }
}

/// Starts the thread.
pub(super) fn start(socket: PathBuf, events: Sender<Event>) -> io::Result<Fonts> {
    let (sender, wishes) = mpsc::channel::<u8>();
    thread::Builder::new().name("fonts".to_owned()).spawn(move || {
        while let Ok(first) = wishes.recv() {
            let font = wishes.try_iter().last().unwrap_or(first);
            let asked = helper::ask(&socket, Request::Font(font));
            let message = match (asked, grid()) {
                (Ok(()), Ok(grid)) => Message::FontSet { font, grid },
                (Err(error), _) => {
                    tracing::info!("the console keeps its font: {error}");
                    Message::FontKept
                }
                (Ok(()), Err(error)) => {
                    tracing::error!("the size of the screen is not known: {error}");
                    Message::FontKept
                }
            };
            if events.send(Event::News(message)).is_err() {
                return;
            }
        }
    })?;
    Ok(Fonts(sender))
}

/// The screen in characters.
pub(super) fn grid() -> io::Result<Grid> {
    terminal::size().map(|(columns, rows)| Grid { columns, rows })
}

/// Whether the terminal is the console of a Linux machine, whose font the helper can change.
pub(super) fn is_linux() -> bool {
    std::env::var_os("TERM").is_some_and(|kind| kind == "linux")
}
