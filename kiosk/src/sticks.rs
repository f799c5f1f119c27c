//! Which sticks are in: says so when one comes or goes. Mounts nothing and reads nothing that is on them; the system's
//! automounter does the one, [`crate::bundle::find`] the other.
//!
//! On Linux the kernel says that a mount has come or gone (`poll` on `/proc/self/mountinfo`, proc(5)), and the thread sleeps
//! in between: an idle terminal is not woken. Elsewhere, and in tests, folders are looked into from time to time.

use std::io;
use std::path::PathBuf;

mod folder;
#[cfg(target_os = "linux")]
mod mountinfo;
#[cfg(target_os = "linux")]
mod mounts;

/// Where automounters put sticks. Not `/mnt`, where administrators mount what they like.
pub const USUAL: [&str; 2] = ["/media", "/run/media"];

/// Where sticks show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roots {
    /// As mounts below these folders, at any depth.
    Mounts(Vec<PathBuf>),
    /// As folders in this folder: for tests, and for trying things out without a stick.
    Folder(PathBuf),
}

impl Default for Roots {
    fn default() -> Self {
        Self::Mounts(USUAL.map(PathBuf::from).to_vec())
    }
}

/// A thread that watches; it ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    _ends: Ends,
}

#[derive(Debug)]
enum Ends {
    Folder {
        _watch: folder::Watching,
    },
    #[cfg(target_os = "linux")]
    Mounts {
        _watch: mounts::Watching,
    },
}

/// Calls `on_change`, in a thread of its own, with the folders of all sticks that are in: at once if there are any, and each
/// time that one comes or goes. A stick that was pulled out and put in again counts as both.
///
/// # Errors
/// When the system refuses the thread, or cannot say what is mounted.
pub fn watch(roots: Roots, on_change: impl Fn(Vec<PathBuf>) + Send + 'static) -> io::Result<Watch> {
    let ends = match roots {
        Roots::Folder(folder) => Ends::Folder { _watch: folder::watch(vec![folder], on_change)? },
        #[cfg(target_os = "linux")]
        Roots::Mounts(prefixes) => Ends::Mounts { _watch: mounts::watch(prefixes, on_change)? },
        #[cfg(not(target_os = "linux"))]
        Roots::Mounts(prefixes) => Ends::Folder { _watch: folder::watch(prefixes, on_change)? },
    };
    Ok(Watch { _ends: ends })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn folders_that_come_and_go_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, receiver) = mpsc::channel();
        fs::create_dir(folder.path().join("first")).unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let watch = watch(Roots::Folder(folder.path().to_owned()), move |sticks| _ = sender.send(sticks)).unwrap();
        let next = || receiver.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(next(), [folder.path().join("first")]);
        fs::create_dir(folder.path().join("second")).unwrap();
        assert_eq!(next(), [folder.path().join("first"), folder.path().join("second")]);
        fs::remove_dir(folder.path().join("first")).unwrap();
        assert_eq!(next(), [folder.path().join("second")]);
        drop(watch);
        fs::remove_dir(folder.path().join("second")).unwrap();
        // The thread has ended, and its sender with it.
        assert!(receiver.recv_timeout(Duration::from_secs(20)).is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn watching_mounts_begins_and_ends() {
        let (sender, receiver) = mpsc::channel();
        let watch =
            watch(Roots::Mounts(vec![PathBuf::from("/nowhere")]), move |sticks| _ = sender.send(sticks)).unwrap();
        drop(watch);
        assert!(receiver.recv_timeout(Duration::from_secs(20)).is_err());
    }
}
