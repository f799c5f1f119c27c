//! The real terminal: taken over and given back. Whatever ends the program (being left, a signal, a defect), the terminal
//! is left as it was found. ratatui's own hook would also fire for a panic in a worker thread, under an interface that goes
//! on running; ours restores for the thread that draws, and for no other.

use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    self, DisableMouseCapture, EnableMouseCapture, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute, style};
use ratatui::layout::Position;

use super::{Collected, Event, RunError, console};
use crate::keymap::Key;
use crate::message::Message;
use crate::theme::PALETTE;

/// True while the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Runs `body`; afterwards, and after a panic in it, the terminal is as it was found.
pub(super) fn guarded<T>(body: impl FnOnce() -> Result<T, RunError>) -> Result<T, RunError> {
    let drawing = thread::current().id();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == drawing {
            give_back();
        }
        // For the log, never for the visitor's screen.
        tracing::error!("{panic}");
    }));
    let ended = panic::catch_unwind(AssertUnwindSafe(body));
    give_back();
    // Back to the hook of before: ours knows a terminal that is no longer there.
    let _ = panic::take_hook();
    ended.unwrap_or_else(|cause| Err(RunError::Panicked(said(&*cause))))
}

/// What a panic said.
fn said(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no words").to_owned()
}

/// Takes the terminal over.
pub(super) fn open(frame: Collected) -> io::Result<Terminal<CrosstermBackend<Collected>>> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    // The Linux console has no alternate screen: what stood there must go before the first frame.
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableMouseCapture,
        Print(palette()),
        Clear(ClearType::All),
        cursor::MoveTo(0, 0)
    )?;
    Terminal::new(CrosstermBackend::new(frame))
}

/// The sequence that gives the Linux console our colours (`console_codes(4)`); nothing elsewhere, where colours are the user's.
fn palette() -> String {
    if !console::is_linux() {
        return String::new();
    }
    let colour = |(number, (red, green, blue)): (usize, &(u8, u8, u8))| {
        format!("\x1b]P{number:X}{red:02x}{green:02x}{blue:02x}")
    };
    PALETTE.iter().enumerate().map(colour).collect()
}

/// The sequence that gives the Linux console its own colours back.
fn own_palette() -> &'static str {
    if console::is_linux() { "\x1b]R" } else { "" }
}

/// Gives the terminal back, once.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        // A terminal that is gone cannot be restored, and nobody is there to be told.
        let _ = execute!(
            out,
            DisableMouseCapture,
            style::ResetColor,
            Print(own_palette()),
            Clear(ClearType::All),
            cursor::MoveTo(0, 0),
            LeaveAlternateScreen,
            cursor::Show
        );
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}

/// Reads keys in a thread of its own, which sleeps between them.
pub(super) fn read_keys(events: Sender<Event>) -> io::Result<()> {
    // crossterm begins to listen for changes of size with its first look: one that comes before would be lost, and with it
    // the frame that was drawn for another size.
    event::poll(Duration::ZERO)?;
    let read = move || {
        let mut finger = None;
        loop {
            let event = match event::read() {
                Ok(event::Event::Key(key)) => key_of(key).map(Event::Key),
                Ok(event::Event::Mouse(mouse)) => tap_of(mouse, &mut finger).map(Event::Tapped),
                Ok(event::Event::Resize(..)) => Some(Event::Resized),
                Ok(_) => None,
                // The terminal is gone; so is the visitor.
                Err(_gone) => Some(Event::News(Message::Left)),
            };
            let last = matches!(event, Some(Event::News(_)));
            if event.is_some_and(|event| events.send(event).is_err()) || last {
                return;
            }
        }
    };
    thread::Builder::new().name("keys".to_owned()).spawn(read)?;
    Ok(())
}

/// A finger that drifts this far, in columns and rows, still taps.
const DRIFT: (u16, u16) = (3, 1);

/// Where somebody tapped, once the finger is up again; `finger` is where it came down.
fn tap_of(mouse: MouseEvent, finger: &mut Option<Position>) -> Option<Position> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            *finger = Some(Position { x: mouse.column, y: mouse.row });
            None
        }
        MouseEventKind::Up(MouseButton::Left) => {
            let at = finger.take()?;
            let still = at.x.abs_diff(mouse.column) <= DRIFT.0 && at.y.abs_diff(mouse.row) <= DRIFT.1;
            still.then_some(at)
        }
        _ => None,
    }
}

/// The key of an event; `None` for a release, a lone modifier, or a key that means nothing here.
fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match event.code {
        KeyCode::Char('c') if event.modifiers.contains(KeyModifiers::CONTROL) => Some(Key::Interrupt),
        // AltGr reaches us as Control with Alt on some terminals: the character is what was meant.
        KeyCode::Char(letter) if !held || event.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
            Some(Key::Char(letter))
        }
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Backspace | KeyCode::Delete => Some(Key::Backspace),
        KeyCode::Up | KeyCode::BackTab => Some(Key::Up),
        KeyCode::Down | KeyCode::Tab => Some(Key::Down),
        KeyCode::Left => Some(Key::Left),
        KeyCode::Right => Some(Key::Right),
        KeyCode::PageUp => Some(Key::PageUp),
        KeyCode::PageDown => Some(Key::PageDown),
        KeyCode::Home => Some(Key::Home),
        KeyCode::Esc => Some(Key::Escape),
        KeyCode::End => Some(Key::End),
        KeyCode::F(1) => Some(Key::F1),
        // Pressed along with other keys: nobody waits for an answer.
        KeyCode::Modifier(_) | KeyCode::CapsLock | KeyCode::NumLock | KeyCode::ScrollLock | KeyCode::Null => None,
        _ => Some(Key::Other),
    }
}
