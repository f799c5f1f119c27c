//! Sticks as folders in a folder, looked for from time to time.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// The thread that looks; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Watching {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.end.take();
        let _ended = self.thread.take().map(JoinHandle::join);
    }
}

pub(super) fn watch(folders: Vec<PathBuf>, on_change: impl Fn(Vec<PathBuf>) + Send + 'static) -> io::Result<Watching> {
    let (end, ended) = mpsc::channel();
    let thread = thread::Builder::new().name("sticks".to_owned()).spawn(move || {
        let mut known = BTreeSet::new();
        loop {
            let found = sticks(&folders);
            if found != known {
                on_change(found.iter().cloned().collect());
                known = found;
            }
            if ended.recv_timeout(PAUSE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    })?;
    Ok(Watching { end: Some(end), thread: Some(thread) })
}

/// The folders in the folders that are there.
fn sticks(folders: &[PathBuf]) -> BTreeSet<PathBuf> {
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}
