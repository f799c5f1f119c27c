//! The real program in a real pseudo-terminal: starts it, types, reads its screen through a terminal emulator. Waits for
//! what must come to stand on the screen, never for a time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_repere");
/// Long enough for a busy machine; a test that passes never waits that long.
const LIMIT: Duration = Duration::from_secs(20);
/// Each frame ends by showing the cursor, or hiding it.
const FRAME_ENDS: [&[u8]; 2] = [b"\x1b[?25h", b"\x1b[?25l"];

pub const ENTER: &str = "\r";
pub const ESCAPE: &str = "\x1b";
pub const PAGE_DOWN: &str = "\x1b[6~";
pub const CTRL_C: &str = "\x03";

/// A folder of its own for one test: the machine's own store and configuration are never read.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The environment of a French machine on the morning of Tuesday 24 November 2026.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let home = self.0.path().display().to_string();
        vec![
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("HOME", home.clone()),
            ("XDG_CONFIG_HOME", format!("{home}/.config")),
            ("XDG_DATA_HOME", format!("{home}/.local/share")),
            ("LANG", "fr_FR.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("TZ", "Europe/Paris".to_owned()),
            ("REPERE_NOW", "2026-11-24T10:00".to_owned()),
        ]
    }

    /// A store that does not exist yet, and a configuration that says `config`: the arguments that name them.
    pub fn arguments(&self, config: &str) -> Vec<String> {
        let config = self.write("repere.toml", config).display().to_string();
        let store = self.path("store").display().to_string();
        ["--store", &store, "--config", &config].map(str::to_owned).to_vec()
    }
}

/// What the reading thread and the test share.
struct Seen {
    emulator: vt100::Parser,
    /// The screen at the end of the last frame: what is read of the screen in between may be half of one page and half of
    /// another.
    frame: String,
    /// True once the last process that held the terminal has let go of it.
    ended: bool,
}

/// A program in a pseudo-terminal.
pub struct Pty {
    pub home: Home,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Seen {
    /// Takes in what the program wrote; `last` are the bytes before that may be the beginning of a frame's end.
    fn take_in(&mut self, bytes: &[u8], last: &mut Vec<u8>) {
        for byte in bytes {
            self.emulator.process(&[*byte]);
            last.push(*byte);
            if FRAME_ENDS.iter().any(|end| last.ends_with(end)) {
                self.frame = self.emulator.screen().contents();
                last.clear();
            }
        }
        last.drain(..last.len().saturating_sub(FRAME_ENDS[0].len()));
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Pty {
    /// The terminal of the public, as it is started on a kiosk, with `config` for its configuration.
    pub fn repere(columns: u16, rows: u16, config: &str) -> Self {
        let home = Home::new();
        let arguments = home.arguments(config);
        Self::spawn(home, (columns, rows), PROGRAM, &arguments)
    }

    /// Any program.
    pub fn spawn(home: Home, (columns, rows): (u16, u16), program: &str, arguments: &[String]) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in home.variables() {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let emulator = vt100::Parser::new(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap(), 0);
        let seen = Arc::new((Mutex::new(Seen { emulator, frame: String::new(), ended: false }), Condvar::new()));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            let mut last = Vec::new();
            // The end of a pseudo-terminal is an error on Linux.
            while let Some(count) = output.read(&mut bytes).ok().filter(|count| *count > 0) {
                shared.0.lock().unwrap().take_in(&bytes[..count], &mut last);
                shared.1.notify_all();
            }
            shared.0.lock().unwrap().ended = true;
            shared.1.notify_all();
        });
        // The keyboard is opened before the slave is let go of: without either, the terminal would hang up.
        let keyboard = pair.master.take_writer().unwrap();
        Self { home, master: pair.master, keyboard, child, seen }
    }

    /// Waits until `holds` is true of the screen, and says what it saw if it never is.
    fn wait_until(&self, what: &str, holds: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + LIMIT;
        let mut seen = self.seen.0.lock().unwrap();
        while !holds(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let screen = seen.emulator.screen().contents();
                // The reading thread goes on while this one fails.
                drop(seen);
                panic!("{what} did not come. On the screen:\n{screen}");
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until `text` stands in a whole frame.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.frame.contains(text));
    }

    /// Waits until `text` stands in a whole frame no more.
    pub fn wait_until_gone(&self, text: &str) {
        self.wait_until(&format!("a frame without {text}"), |seen| {
            !seen.frame.is_empty() && !seen.frame.contains(text)
        });
    }

    /// Waits until a whole frame is not what it was.
    fn wait_for_change(&self, before: &str) {
        self.wait_until("a change", |seen| seen.frame != before);
    }

    /// Sends bytes that no keyboard sends.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Types. Bytes as a terminal sends them.
    pub fn send(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Presses one key, again and again, until `text` stands on the screen.
    pub fn press_until(&mut self, key: &str, text: &str) {
        for _ in 0..60 {
            let before = self.frame();
            if before.contains(text) {
                return;
            }
            self.send(key);
            self.wait_for_change(&before);
        }
        panic!("{text} did not come. On the screen:\n{}", self.screen());
    }

    /// The digit in front of the choice that says `label`, once it is there.
    pub fn number_of(&self, label: &str) -> String {
        self.wait_for(label);
        let screen = self.frame();
        let line = screen.lines().find(|line| line.contains(label)).unwrap();
        let digit = line.chars().find(char::is_ascii_digit);
        digit.unwrap_or_else(|| panic!("no number before {label}:\n{screen}")).to_string()
    }

    /// Changes the size; what stood there counts for nothing until a frame has come.
    pub fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.seen.0.lock().unwrap();
        seen.frame.clear();
        seen.emulator.set_size(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap());
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.seen.0.lock().unwrap().emulator.screen().contents()
    }

    /// What stood on it at the end of the last frame.
    pub fn frame(&self) -> String {
        self.seen.0.lock().unwrap().frame.clone()
    }

    pub fn in_alternate_screen(&self) -> bool {
        self.seen.0.lock().unwrap().emulator.screen().alternate_screen()
    }

    pub fn cursor_hidden(&self) -> bool {
        self.seen.0.lock().unwrap().emulator.screen().hide_cursor()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until the program is gone and all that it wrote has been read. Its exit code.
    pub fn wait_exit(&mut self) -> u32 {
        self.wait_until("the end", |seen| seen.ended);
        self.child.wait().unwrap().exit_code()
    }

    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that failed leaves no program behind; one that has ended cannot be ended again.
        let _ = self.child.kill();
    }
}

/// Sends a signal to one process.
pub fn signal(name: &str, process: u32) {
    let status = std::process::Command::new("sh").args(["-c", &format!("kill -{name} {process}")]).status().unwrap();
    assert!(status.success());
}

/// The number that a program wrote into a file.
pub fn number_in(path: &Path) -> u32 {
    std::fs::read_to_string(path).unwrap().trim().parse().unwrap()
}
