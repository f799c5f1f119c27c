//! What goes over the line to a terminal of 80×24: one write a frame, few bytes, and nothing where nothing has changed. Counts,
//! so no clock; `cargo test --test it bytes -- --nocapture` prints the table.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use repere::keymap::Key;
use repere::runtime::Collected;
use rstest::rstest;

use crate::stage::{Stage, parse, stage};

/// Bytes at most, of the budgets: moving the focus, and changing page.
const MOVE: usize = 2_048;
const PAGE: usize = 5_120;

/// A line that only counts.
#[derive(Clone, Default)]
struct Line(Rc<RefCell<Vec<usize>>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().push(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A session whose frames go over the line, collected as the program collects them.
struct Wired {
    stage: Stage,
    line: Line,
    collected: Collected,
    terminal: Terminal<CrosstermBackend<Collected>>,
}

impl Wired {
    fn new(code: &str) -> Self {
        let collected = Collected::default();
        let backend = CrosstermBackend::new(collected.clone());
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 80, 24)) };
        let terminal = Terminal::with_options(backend, options).unwrap();
        let mut wired = Self { stage: stage(code), line: Line::default(), collected, terminal };
        wired.draw();
        wired
    }

    /// The writes of a frame, in bytes each.
    fn draw(&mut self) -> Vec<usize> {
        let Self { stage, terminal, collected, line } = self;
        terminal.draw(|frame| stage.session.draw(frame)).unwrap();
        collected.send(line).unwrap();
        line.0.take()
    }

    fn press(&mut self, key: Key) -> Vec<usize> {
        self.stage.press(key);
        self.draw()
    }
}

#[rstest]
fn a_key_is_one_small_write(#[values("fr", "uk", "ar")] code: &str) {
    let mut wired = Wired::new(code);
    let steps = [
        ("focus down", "<down>", MOVE),
        ("focus up", "<up>", MOVE),
        ("results", "1", PAGE),
        ("focus down in a list", "<down>", MOVE),
        ("venue", "<enter>", PAGE),
        ("next sheet", "<pgdn>", PAGE),
        ("home", "0", PAGE),
        ("help", "?", PAGE),
        ("home again", "0", PAGE),
        ("first letter", "m", PAGE),
        ("second letter", "e", PAGE),
        ("languages", "<esc>*", PAGE),
        ("colours", "<esc>?2", PAGE),
    ];
    for (what, keys, most) in steps {
        let mut writes = Vec::new();
        for key in parse(keys) {
            writes = wired.press(key);
        }
        println!("{code}  {what:<22} {:>5} bytes, {} write", writes.iter().sum::<usize>(), writes.len());
        assert!(writes.len() <= 1, "{code}, {what}: {writes:?}");
        // Other colours are another screen: every cell of it goes over the line.
        if what != "colours" {
            assert!(writes.iter().sum::<usize>() <= most, "{code}, {what}: {writes:?}");
        }
    }
}

/// A frame in which nothing has changed says only where the cursor is.
#[test]
fn what_has_not_changed_is_not_sent() {
    let mut wired = Wired::new("fr");
    wired.press(Key::Char('1'));
    let again: usize = wired.draw().iter().sum();
    assert!(again <= 32, "{again} bytes");
}
