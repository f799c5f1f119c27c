//! Disks that fail on demand, for tests: every call to the system can be made to fail, once or from then on, with the error of
//! one's choice. After `SQLite`'s tests of I/O errors: fail the Nth call, for N = 1, 2, 3… until all is done.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::io::Errno;

use crate::disk::{Disk, Lock, Look, NewFile, OpenFile, SystemDisk};

mod power;

pub use power::{Loss, PowerCutDisk};

/// What the system says when a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// `EIO`: the disk cannot.
    Failing,
    /// `ENOSPC`: there is no room.
    Full,
    /// `EROFS`: the file system has become read-only, as Linux does when it finds it damaged.
    ReadOnly,
    /// `ENODEV`: the device is gone.
    Gone,
}

/// For how long calls fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// One call only.
    Once,
    /// That call and all after it.
    ForEver,
}

/// The disk of the machine, whose Nth call fails. Calls on the files that it opens count too. Of a write that fails, half is
/// written, as a full disk does.
#[derive(Debug, Clone)]
pub struct FailingDisk {
    plan: Arc<Plan>,
}

#[derive(Debug)]
struct Plan {
    calls: AtomicU64,
    at: u64,
    fault: Fault,
    lasting: Lasting,
    free: Option<u64>,
}

impl FailingDisk {
    /// A disk whose call number `at`, from 1, fails; with 0 none does.
    #[must_use]
    pub fn new(at: u64, fault: Fault, lasting: Lasting) -> Self {
        Self { plan: Arc::new(Plan { calls: AtomicU64::new(0), at, fault, lasting, free: None }) }
    }

    /// A disk on which all goes well, and that says it has so many bytes left.
    #[must_use]
    pub fn small(free: u64) -> Self {
        let (fault, lasting) = (Fault::Full, Lasting::Once);
        Self { plan: Arc::new(Plan { calls: AtomicU64::new(0), at: 0, fault, lasting, free: Some(free) }) }
    }

    /// How many calls there were.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.plan.calls.load(Ordering::SeqCst)
    }

    /// True when a call has failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.plan.at != 0 && self.calls() >= self.plan.at
    }
}

impl Plan {
    fn call(&self) -> io::Result<()> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = match self.lasting {
            Lasting::Once => number == self.at,
            Lasting::ForEver => self.at != 0 && number >= self.at,
        };
        if !fails {
            return Ok(());
        }
        Err(match self.fault {
            Fault::Failing => Errno::IO,
            Fault::Full => Errno::NOSPC,
            Fault::ReadOnly => Errno::ROFS,
            Fault::Gone => Errno::NODEV,
        }
        .into())
    }
}

impl Disk for FailingDisk {
    fn open(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.plan.call()?;
        let file = SystemDisk.open(path)?;
        Ok(Box::new(FailingFile { file, plan: Arc::clone(&self.plan) }))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.plan.call()?;
        let file = SystemDisk.create(path)?;
        Ok(Box::new(FailingFile { file, plan: Arc::clone(&self.plan) }))
    }

    fn look(&self, path: &Path) -> io::Result<Look> {
        self.plan.call()?;
        SystemDisk.look(path)
    }

    fn list(&self, path: &Path, limit: usize) -> io::Result<Vec<OsString>> {
        self.plan.call()?;
        SystemDisk.list(path, limit)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.plan.call()?;
        SystemDisk.create_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.plan.call()?;
        SystemDisk.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.plan.call()?;
        SystemDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.plan.call()?;
        SystemDisk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.plan.call()?;
        SystemDisk.remove_folder(path)
    }

    fn free_space(&self, path: &Path) -> io::Result<u64> {
        self.plan.call()?;
        self.plan.free.map_or_else(|| SystemDisk.free_space(path), Ok)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.plan.call()?;
        SystemDisk.lock(path)
    }
}

struct FailingFile<F: ?Sized> {
    plan: Arc<Plan>,
    file: Box<F>,
}

impl OpenFile for FailingFile<dyn OpenFile> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.plan.call()?;
        self.file.read(buffer)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.plan.call()?;
        self.file.sync()
    }

    fn forget_copy(&mut self) -> io::Result<()> {
        self.plan.call()?;
        self.file.forget_copy()
    }
}

impl NewFile for FailingFile<dyn NewFile> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Err(error) = self.plan.call() {
            let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
            let _half = self.file.write(half)?;
            return Err(error);
        }
        self.file.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.plan.call()?;
        self.file.sync()
    }
}
