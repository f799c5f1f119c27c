//! The disk as the store and the sticks need it: one small trait, each method of which is one call to the system, so that
//! tests can make the Nth of them fail (`SQLite`'s test VFS is where the idea comes from). Knows nothing of bundles or editions.

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io;
use std::path::Path;

mod system;
mod whole;

pub use system::SystemDisk;
pub(crate) use whole::{PIECE, exists};
pub use whole::{create_folders, read_whole, remove_tree, sync_tree, write_whole};

/// All that is asked of a disk. Paths are those of the system; links are never followed by the last part of a path.
pub trait Disk: fmt::Debug + Send + Sync {
    /// Opens a plain file for reading.
    ///
    /// # Errors
    /// Also when it is a link, a folder or a device.
    fn open(&self, path: &Path) -> io::Result<Box<dyn OpenFile>>;

    /// Creates a file, or empties the one that is there, for writing.
    ///
    /// # Errors
    /// Also when it is a link or a folder.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>>;

    /// What stands at a path, without following a link.
    ///
    /// # Errors
    /// `NotFound` when nothing does.
    fn look(&self, path: &Path) -> io::Result<Look>;

    /// The names in a folder, sorted; no more than `limit` of them are read.
    ///
    /// # Errors
    /// When it is no folder, or cannot be read.
    fn list(&self, path: &Path, limit: usize) -> io::Result<Vec<OsString>>;

    /// Creates one folder in a folder that is there.
    ///
    /// # Errors
    /// `AlreadyExists` when something stands there.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes what was created, renamed and removed in a folder outlast a power cut (`fsync`).
    ///
    /// # Errors
    /// When the disk cannot promise that.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Renames a file or a folder, in one step.
    ///
    /// # Errors
    /// When the system refuses; nothing has then changed.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or a link.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Bytes that may still be written to the file system of a folder.
    ///
    /// # Errors
    /// `Unsupported` where the system has no such figure.
    fn free_space(&self, path: &Path) -> io::Result<u64>;

    /// Takes a file as a lock for this process, without waiting; `None` when another holds it. The system lets go of it
    /// when the process ends, however it ends.
    ///
    /// # Errors
    /// When the file cannot be created, or the file system has no locks.
    fn lock(&self, path: &Path) -> io::Result<Option<Lock>>;
}

/// A plain file that is being read.
pub trait OpenFile {
    /// Reads at most as many bytes as `buffer` holds; 0 at the end.
    ///
    /// # Errors
    /// When the disk fails, or is gone.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize>;

    /// Makes its bytes outlast a power cut.
    ///
    /// # Errors
    /// When the disk cannot promise that.
    fn sync(&mut self) -> io::Result<()>;

    /// Asks the system to forget the copy it holds in memory, so that what is read next comes from the disk. A wish: where it
    /// is not granted, a bad disk is found out later, by the next check.
    ///
    /// # Errors
    /// When the system refuses.
    fn forget_copy(&mut self) -> io::Result<()>;
}

/// A file that is being written.
pub trait NewFile {
    /// Writes some of `bytes`, and says how many.
    ///
    /// # Errors
    /// When the disk is full, may not be written to, or fails; some may then have been written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Makes what was written outlast a power cut.
    ///
    /// # Errors
    /// When the disk cannot promise that.
    fn sync(&mut self) -> io::Result<()>;
}

/// A lock, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing it lets go as well, but only once every process has closed it that was begun meanwhile.
        let _ended = self.file.unlock();
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What it is.
    pub kind: Kind,
    /// Bytes, of a file.
    pub len: u64,
}

/// A kind of thing on a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A device, a pipe, a socket.
    Other,
}
