//! Runs a program of the machine: by its path, without a shell, with nothing of ours but its arguments, and not for long.

use std::ffi::OsStr;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};

/// How long a killed program may take to be gone.
const LAST_BREATH: Duration = Duration::from_secs(1);

/// Why a program did not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProgramError {
    #[error("{} was not run: {source}", program.display())]
    NotRun { program: PathBuf, source: io::Error },
    #[error("{} ended with {status}", program.display())]
    Ended { program: PathBuf, status: ExitStatus },
    #[error("{} took too long and was killed", program.display())]
    TooLong { program: PathBuf },
}

/// Runs `program`, and kills it, with what it started, when it has not ended by `until`. What it says of its errors goes
/// where our own do.
pub(super) fn run<A: AsRef<OsStr>>(program: &Path, arguments: &[A], until: Instant) -> Result<(), ProgramError> {
    let not_run = |source| ProgramError::NotRun { program: program.to_owned(), source };
    let mut child = Command::new(program)
        .args(arguments)
        .env_clear()
        // setfont and loadkeys look for names in the folder that they stand in first.
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(not_run)?;
    let group = Pid::from_child(&child);
    let handle = pidfd_open(group, PidfdFlags::empty());
    let in_time = handle.as_ref().is_ok_and(|handle| is_ready(handle, Some(until)).unwrap_or(false));
    if !in_time {
        let _ = kill_process_group(group, Signal::KILL);
        // A program that hangs in the kernel outlives its killing: better a dead process in a list than a dead helper.
        if handle.is_ok_and(|handle| is_ready(&handle, Some(Instant::now() + LAST_BREATH)).unwrap_or(false)) {
            let _ = child.wait();
        }
        return Err(ProgramError::TooLong { program: program.to_owned() });
    }
    let status = child.wait().map_err(not_run)?;
    if status.success() { Ok(()) } else { Err(ProgramError::Ended { program: program.to_owned(), status }) }
}

/// Sleeps until there is something to read at `fd` (a connection, the end of a process), or until the moment is past.
pub(super) fn is_ready(fd: &impl AsFd, until: Option<Instant>) -> io::Result<bool> {
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        let left = left.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        match poll(&mut [PollFd::new(fd, PollFlags::IN)], left.as_ref()) {
            Ok(ready) => return Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn shell(script: &str, patience: Duration) -> Result<(), ProgramError> {
        run(Path::new("/bin/sh"), &["-c", script], Instant::now() + patience)
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn what_becomes_of_it_is_told() {
        assert!(shell("exit 0", LONG).is_ok());
        assert!(matches!(shell("exit 3", LONG), Err(ProgramError::Ended { status, .. }) if status.code() == Some(3)));
        let missing = run(Path::new("/nonexistent/setfont"), &["x"], Instant::now() + LONG);
        assert!(matches!(missing, Err(ProgramError::NotRun { .. })));
    }

    #[test]
    fn it_gets_nothing_of_ours() {
        // The shell sets PWD and such for itself and exports none of them; PATH of the tests would be exported.
        assert!(shell("test -z \"$HOME$CARGO\" && test \"$(pwd)\" = / && ! read line", LONG).is_ok());
    }

    #[test]
    fn one_that_hangs_is_killed_with_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("alive");
        let script = format!("(sleep 1; echo > {}) & sleep 60", mark.display());
        let began = Instant::now();
        assert!(matches!(shell(&script, Duration::from_millis(200)), Err(ProgramError::TooLong { .. })));
        assert!(began.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(1500));
        assert!(fs::metadata(mark).is_err());
    }
}
