//! The privileged helper of the machine. The terminal has no rights of its own: one line goes over a socket, one line comes
//! back, `ok` or `no CODE`. Here is the terminal's side of it; the other side, [`serve()`], runs as root in `repere-helper`.
//!
//! # What it allows, and why that is safe
//!
//! | line | what is done |
//! |---|---|
//! | `font 2` | `setfont` puts the second font of the list on the console, if it leaves 40×12 characters |
//! | `keymap 1` | `loadkeys` puts the first keymap of the list on the keyboard |
//! | `time 2026-11-24T10:05` | `date` sets the clock to this local time, `hwclock` writes it down |
//! | `restart` | `systemctl` starts the terminal's unit again |
//!
//! Nothing else is a request. No path, name or command ever comes over the socket: only a number, which is an entry of a
//! list that root alone can write, or a time between two limits. So the worst that a terminal in strange hands can do here
//! is to choose another readable font or keyboard, to set the clock wrong, and to restart itself; staff can do each of these
//! at the keys. Programs are started by absolute path without a shell, with an empty environment and no standard input, one
//! after the other, and are killed after five seconds. Who connects is looked at twice: by the rights of the socket, and by
//! the identity that the kernel gives of the other side.
//!
//! # Answers
//!
//! `unknown`: no such request or no such entry. `too-large`: the font would leave too few characters. `console`: there is no
//! such console, or the size of its screen is not known. `too-early`, `too-late`: a time outside the limits. `failed`: the
//! program or the font did not do. `list`: the list cannot be trusted or read. `stranger`: who asks has no right to. `busy`:
//! too many ask at once. Reasons are in the journal, never in the answer.

#[cfg(target_os = "linux")]
mod act;
#[cfg(target_os = "linux")]
mod font;
#[cfg(target_os = "linux")]
mod list;
#[cfg(target_os = "linux")]
mod listen;
#[cfg(target_os = "linux")]
mod peer;
#[cfg(target_os = "linux")]
mod program;
#[cfg(target_os = "linux")]
mod refused;
mod request;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(target_os = "linux")]
mod serve;

use std::io;
use std::path::Path;

#[cfg(target_os = "linux")]
pub use list::LIST;
#[cfg(target_os = "linux")]
pub use listen::{activated, bind};
pub use request::Request;
#[cfg(target_os = "linux")]
pub use serve::serve;

/// Where the helper listens on a kiosk.
pub const SOCKET: &str = "/run/repere/helper.sock";

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HelperError {
    /// There is no helper on this machine.
    #[error("there is no helper: {0}")]
    Absent(io::Error),
    /// It refused; the code is for the log.
    #[error("the helper refused: {code}")]
    Refused {
        /// What it said.
        code: String,
    },
    /// It did not answer as it should.
    #[error("the helper does not answer: {0}")]
    Silent(io::Error),
}

/// Asks the helper at `socket`, and waits a few seconds for its answer.
///
/// # Errors
/// When there is none, it refuses, or does not answer.
#[cfg(unix)]
pub fn ask(socket: &Path, request: Request) -> Result<(), HelperError> {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    // Longer than the five seconds that the helper gives its programs.
    const PATIENCE: Duration = Duration::from_secs(8);
    const LONGEST_ANSWER: u64 = 200;

    let mut stream = UnixStream::connect(socket).map_err(HelperError::Absent)?;
    let mut answer = String::new();
    stream
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| stream.set_write_timeout(Some(PATIENCE)))
        .and_then(|()| stream.write_all(format!("{request}\n").as_bytes()))
        .and_then(|()| BufReader::new(stream.take(LONGEST_ANSWER)).read_line(&mut answer))
        .map_err(HelperError::Silent)?;
    match answer.trim().split_once(' ') {
        None if answer.trim() == "ok" => Ok(()),
        Some(("no", code)) => Err(HelperError::Refused { code: code.to_owned() }),
        _ => Err(HelperError::Silent(io::ErrorKind::InvalidData.into())),
    }
}

/// There is none on other systems.
///
/// # Errors
/// Always.
#[cfg(not(unix))]
pub fn ask(_socket: &Path, _request: Request) -> Result<(), HelperError> {
    Err(HelperError::Absent(io::ErrorKind::Unsupported.into()))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::os::unix::net::UnixListener;
    use std::thread;

    use rstest::rstest;

    use super::*;

    fn at_five_past_ten() -> Request {
        Request::Time("2026-11-24T10:05:00".parse().unwrap())
    }

    #[rstest]
    #[case::done("ok\n", "done")]
    #[case::refused("no 3\n", "the helper refused: 3")]
    #[case::nonsense("peut-être\n", "the helper does not answer: invalid data")]
    #[case::nothing("", "the helper does not answer: invalid data")]
    fn one_line_goes_and_one_comes(#[case] answer: &'static str, #[case] expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("helper.sock");
        let listener = UnixListener::bind(&socket).unwrap();
        let helper = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut line = String::new();
            BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            line
        });
        let asked = ask(&socket, at_five_past_ten());
        assert_eq!(asked.map_or_else(|error| error.to_string(), |()| "done".to_owned()), expected);
        assert_eq!(helper.join().unwrap(), "time 2026-11-24T10:05\n");
    }

    #[test]
    fn where_there_is_none_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let asked = ask(&folder.path().join("helper.sock"), at_five_past_ten());
        assert!(matches!(asked, Err(HelperError::Absent(_))));
    }
}
