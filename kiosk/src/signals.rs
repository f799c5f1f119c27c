//! Signals that ask the program to end: it then leaves the terminal as it found it.

use std::io;
#[cfg(unix)]
use std::thread;

#[cfg(unix)]
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
#[cfg(unix)]
use signal_hook::iterator::Signals;

/// Calls `asked` in a thread of its own, each time the system or the person at the terminal asks the program to end
/// (SIGTERM, SIGHUP when the terminal is gone, SIGINT). The thread sleeps in between.
///
/// # Errors
/// When the system refuses the handlers or the thread.
#[cfg(unix)]
pub fn on_end_asked(asked: impl Fn() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for _signal in signals.forever() {
            asked();
        }
    })?;
    Ok(())
}

/// Windows has no such signals, and runs no terminal: bundles are made there, and Ctrl-C ends the program at once.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn on_end_asked(_asked: impl Fn() + Send + 'static) -> io::Result<()> {
    Ok(())
}
