//! The helper as a program of its own, at a real socket. Every program on its list is a stand-in, its console is `/dev/null`
//! and its screen a number: whoever runs these tests, and be it root, keeps their clock, console and terminal.

mod activation;
mod clients;
mod requests;

use std::fs::{self, File, Permissions};
use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// What a slow machine may take for anything here.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/helper/program.sh");

/// A machine with a list, stand-ins for its programs, and no helper yet.
pub(crate) struct Machine {
    folder: TempDir,
}

/// A helper that runs; it ends with the test.
pub(crate) struct Running<'a> {
    machine: &'a Machine,
    pub(crate) process: Child,
}

impl Machine {
    pub(crate) fn new() -> Self {
        let machine = Self { folder: tempfile::tempdir().unwrap() };
        for name in ["setfont", "loadkeys", "date", "hwclock", "systemctl"] {
            symlink(PROGRAM, machine.path(name)).unwrap();
        }
        for (name, width, height) in [("16x32", 16_u32, 32_u32), ("32x64", 32, 64)] {
            let mut font = vec![0x72, 0xb5, 0x4a, 0x86];
            for field in [0, 32, 1, 512, height * width / 8, height, width] {
                font.extend(field.to_le_bytes());
            }
            fs::write(machine.path(name), font).unwrap();
        }
        fs::write(machine.path("compressed"), [0x1f, 0x8b, 8, 0, 0]).unwrap();
        machine.list("/dev/null", "");
        machine
    }

    /// Writes the list: five fonts of which two can be used, two keymaps.
    pub(crate) fn list(&self, console: &str, more: &str) {
        let path = |name| self.path(name).display().to_string();
        let fonts = ["16x32", "32x64", "missing", "compressed", "done"].map(path);
        let programs =
            ["setfont", "loadkeys", "date", "hwclock", "systemctl"].map(|name| format!("{name} = {:?}", path(name)));
        let list = format!(
            "console = {console:?}\nscreen = \"1024x768\"\nkeymaps = [\"fr\", \"us\"]\nfonts = {fonts:?}\n{}\n{more}\n",
            programs.join("\n")
        );
        fs::write(self.path("helper.toml"), list).unwrap();
        fs::set_permissions(self.path("helper.toml"), Permissions::from_mode(0o644)).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.path("helper.sock")
    }

    /// From now on this program does what the end of the mark's name says: `fails` or `hangs`.
    pub(crate) fn mark(&self, mark: &str) {
        fs::write(self.path(mark), "").unwrap();
    }

    /// What the programs were asked, with the folder of the machine as `~`.
    pub(crate) fn done(&self) -> String {
        let done = fs::read_to_string(self.path("done")).unwrap_or_default();
        done.replace(&self.folder.path().display().to_string(), "~")
    }

    /// What the helper wrote for the journal.
    pub(crate) fn journal(&self) -> String {
        fs::read_to_string(self.path("journal")).unwrap()
    }

    /// The helper with its list, with the time of France whatever the machine has, and its journal in a file.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("TZ", "CET-1CEST,M3.5.0,M10.5.0/3").stderr(File::create(self.path("journal")).unwrap());
        command
    }

    /// Starts the helper at its socket, and waits until it listens.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running<'_> {
        let mut command = self.command(env!("CARGO_BIN_EXE_repere-helper"));
        command.arg("--socket").arg(self.socket()).arg("--config").arg(self.path("helper.toml")).args(arguments);
        let running = Running { machine: self, process: command.spawn().unwrap() };
        until("it listens", || UnixStream::connect(self.socket()).is_ok());
        running
    }
}

impl Running<'_> {
    /// The answer to these bytes, after which nothing more comes.
    pub(crate) fn say(&self, bytes: &[u8]) -> String {
        say(&self.machine.socket(), bytes)
    }

    pub(crate) fn connect(&self) -> UnixStream {
        UnixStream::connect(self.machine.socket()).unwrap()
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn say(socket: &Path, bytes: &[u8]) -> String {
    ask(UnixStream::connect(socket).unwrap(), bytes)
}

pub(crate) fn ask(mut stream: UnixStream, bytes: &[u8]) -> String {
    // Who says too much is hung up on, and finds the answer all the same.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    hear(stream)
}

/// All that still comes, until the other side hangs up.
pub(crate) fn hear(mut stream: UnixStream) -> String {
    let mut answer = Vec::new();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // Hanging up with unread bytes is a reset to us, after the answer.
    let mut bytes = [0; 256];
    while let Ok(count @ 1..) = stream.read(&mut bytes) {
        answer.extend(&bytes[..count]);
    }
    String::from_utf8(answer).unwrap()
}

pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "not in time: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
