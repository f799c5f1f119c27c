//! The privileged helper of the machine, seen from the terminal, which has no rights of its own: one line goes over a socket, one
//! line comes back, `ok` or `no CODE`. What the helper allows is its own business; where there is none, that is said.

use std::io;
use std::path::Path;

use chrono::NaiveDateTime;

/// Where the helper listens on a kiosk.
pub const SOCKET: &str = "/run/repere/helper.sock";

/// What it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// Set the machine's clock to this local time.
    Time(NaiveDateTime),
}

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

impl Request {
    fn line(self) -> String {
        match self {
            Self::Time(time) => format!("time {}\n", time.format("%Y-%m-%dT%H:%M")),
        }
    }
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

    const PATIENCE: Duration = Duration::from_secs(5);
    const LONGEST_ANSWER: u64 = 200;

    let mut stream = UnixStream::connect(socket).map_err(HelperError::Absent)?;
    let mut answer = String::new();
    stream
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| stream.set_write_timeout(Some(PATIENCE)))
        .and_then(|()| stream.write_all(request.line().as_bytes()))
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
