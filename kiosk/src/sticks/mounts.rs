//! Sticks as mounts: sleeps until the kernel says that a mount has come or gone.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rustix::event::{EventfdFlags, PollFd, PollFlags, eventfd, poll};

use super::mountinfo::{Mount, sticks};

const MOUNTINFO: &str = "/proc/self/mountinfo";

/// The thread that sleeps; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Watching {
    end: Arc<OwnedFd>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        // Anything but 0 wakes the thread.
        if rustix::io::write(&self.end, &1_u64.to_ne_bytes()).is_ok() {
            let _ended = self.thread.take().map(JoinHandle::join);
        }
    }
}

pub(super) fn watch(prefixes: Vec<PathBuf>, on_change: impl Fn(Vec<PathBuf>) + Send + 'static) -> io::Result<Watching> {
    let mut mountinfo = File::open(MOUNTINFO)?;
    let end = Arc::new(eventfd(0, EventfdFlags::CLOEXEC)?);
    let ended = Arc::clone(&end);
    let thread = thread::Builder::new().name("sticks".to_owned()).spawn(move || {
        let mut known: Vec<Mount> = Vec::new();
        loop {
            // What cannot be read now is read at the next change.
            if let Ok(found) = read(&mut mountinfo).map(|bytes| sticks(&bytes, &prefixes))
                && found != known
            {
                on_change(found.iter().map(|mount| mount.point.clone()).collect());
                known = found;
            }
            let mut wakers = [
                PollFd::from_borrowed_fd(mountinfo.as_fd(), PollFlags::PRI | PollFlags::ERR),
                PollFd::from_borrowed_fd(ended.as_fd(), PollFlags::IN),
            ];
            match poll(&mut wakers, None) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
            if wakers.last().is_some_and(|end| !end.revents().is_empty()) {
                return;
            }
        }
    })?;
    Ok(Watching { end, thread: Some(thread) })
}

fn read(mountinfo: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    mountinfo.rewind()?;
    mountinfo.read_to_end(&mut bytes)?;
    Ok(bytes)
}
