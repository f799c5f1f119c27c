//! What is particular to the Linux console: the thread that asks the privileged helper for its fonts, so that a slow helper
//! holds up no key (of several wishes only the last one counts), and letters that are never bold.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread;

use ratatui::buffer::Buffer;
use ratatui::crossterm::terminal;
use ratatui::style::Modifier;
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

/// For the console, bold is no weight but the bright half of a colour, and a colour says in its turn whether it is bright
/// (`rgb_foreground` in the kernel's `vt.c`): black that turns bold without being sent again turns grey, and white that is no
/// longer bold does too. Our fonts are bold in any case.
pub(super) fn take_off_bold(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        cell.modifier.remove(Modifier::BOLD);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::theme::{ROLES, Theme, style};

    #[test]
    fn the_console_is_sent_colours_only() {
        for theme in Theme::ALL {
            for role in ROLES {
                let area = Rect::new(0, 0, 4, 1);
                let mut buffer = Buffer::empty(area);
                buffer.set_style(area, style(role, theme));
                take_off_bold(&mut buffer);
                for cell in &buffer.content {
                    assert_eq!(cell.modifier, Modifier::empty(), "{role:?} in {theme:?}");
                    assert_eq!((Some(cell.fg), Some(cell.bg)), (style(role, theme).fg, style(role, theme).bg));
                }
            }
        }
    }
}
