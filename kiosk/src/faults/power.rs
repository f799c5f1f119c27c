//! A disk whose power is cut: what no sync made lasting is lost, as much of it as one likes. The harshest reading of POSIX:
//! bytes last from the sync of their file on, names from the sync of their folder on, and nothing comes in order.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{FailingDisk, Fault, Lasting};
use crate::disk::{Disk, Lock, Look, NewFile, OpenFile};

/// How much of what was not synced is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// All of it: names and bytes.
    All,
    /// Half of the bytes of each file that was not synced; names last. What ext4 did to many programs that only renamed.
    Bytes,
    /// The later half of the names, and half of those bytes.
    Half,
}

/// The disk of the machine, whose power is cut at its Nth call: from then on every call fails, and what was not synced can
/// be lost.
#[derive(Debug, Clone)]
pub struct PowerCutDisk {
    disk: FailingDisk,
    volatile: Arc<Mutex<Volatile>>,
}

#[derive(Debug)]
struct Volatile {
    /// Where what was removed or renamed over is kept, to be brought back.
    attic: PathBuf,
    names: Vec<Name>,
    /// Files by their inode, for they are renamed.
    bytes: HashSet<u64>,
    kept: u64,
}

/// A change of names that its folder has not been synced since.
#[derive(Debug)]
enum Name {
    File(PathBuf),
    Folder(PathBuf),
    Renamed { from: PathBuf, to: PathBuf, over: Option<PathBuf> },
    FileGone { path: PathBuf, kept: PathBuf },
    FolderGone(PathBuf),
}

impl Name {
    fn path(&self) -> &Path {
        match self {
            Self::File(path)
            | Self::Folder(path)
            | Self::FolderGone(path)
            | Self::Renamed { to: path, .. }
            | Self::FileGone { path, .. } => path,
        }
    }

    /// Takes the change back, as far as what it was made on is still there.
    fn undo(self) -> io::Result<()> {
        match self {
            Self::File(path) => fs::remove_file(path),
            Self::Folder(path) => fs::remove_dir_all(path),
            Self::FolderGone(path) => fs::create_dir(path),
            Self::FileGone { path, kept } => fs::hard_link(kept, path),
            Self::Renamed { from, to, over } => {
                fs::rename(&to, from)?;
                over.map_or(Ok(()), |over| fs::hard_link(over, to))
            }
        }
    }
}

impl PowerCutDisk {
    /// A disk that is cut at its call number `at`, from 1. `attic` is an empty folder on the same file system.
    #[must_use]
    pub fn new(at: u64, attic: &Path) -> Self {
        let volatile = Volatile { attic: attic.to_owned(), names: Vec::new(), bytes: HashSet::new(), kept: 0 };
        let disk = FailingDisk::new(at, Fault::Failing, Lasting::ForEver);
        Self { disk, volatile: Arc::new(Mutex::new(volatile)) }
    }

    /// True when the power was cut.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.disk.has_failed()
    }

    /// Loses what was not synced in the files below `folder`.
    ///
    /// # Errors
    /// When the real disk refuses.
    pub fn lose(&self, loss: Loss, folder: &Path) -> io::Result<()> {
        let mut volatile = self.volatile();
        let bytes = std::mem::take(&mut volatile.bytes);
        halve(folder, &bytes)?;
        let names = std::mem::take(&mut volatile.names);
        let last = match loss {
            Loss::All => names.len(),
            Loss::Bytes => 0,
            Loss::Half => names.len() / 2,
        };
        for name in names.into_iter().rev().take(last) {
            match name.undo() {
                // What it was made on went with a change that was taken back before.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                done => done?,
            }
        }
        Ok(())
    }

    fn volatile(&self) -> MutexGuard<'_, Volatile> {
        self.volatile.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Volatile {
    /// A second name for a file that is about to lose its own.
    fn keep(&mut self, path: &Path) -> io::Result<PathBuf> {
        self.kept += 1;
        let kept = self.attic.join(self.kept.to_string());
        fs::hard_link(path, &kept)?;
        Ok(kept)
    }
}

fn halve(folder: &Path, lost: &HashSet<u64>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = fs::symlink_metadata(&path)?;
        if found.is_dir() {
            halve(&path, lost)?;
        } else if lost.contains(&found.ino()) {
            fs::OpenOptions::new().write(true).open(&path)?.set_len(found.len() / 2)?;
        }
    }
    Ok(())
}

impl Disk for PowerCutDisk {
    fn open(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        let file = self.disk.open(path)?;
        Ok(Box::new(Synced { file, inode: fs::metadata(path)?.ino(), volatile: Arc::clone(&self.volatile) }))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let is_new = fs::symlink_metadata(path).is_err();
        let file = self.disk.create(path)?;
        let inode = fs::metadata(path)?.ino();
        let mut volatile = self.volatile();
        volatile.bytes.insert(inode);
        if is_new {
            volatile.names.push(Name::File(path.to_owned()));
        }
        Ok(Box::new(Synced { file, inode, volatile: Arc::clone(&self.volatile) }))
    }

    fn look(&self, path: &Path) -> io::Result<Look> {
        self.disk.look(path)
    }

    fn list(&self, path: &Path, limit: usize) -> io::Result<Vec<OsString>> {
        self.disk.list(path, limit)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.create_folder(path)?;
        self.volatile().names.push(Name::Folder(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.sync_folder(path)?;
        self.volatile().names.retain(|name| name.path().parent() != Some(path));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut volatile = self.volatile();
        let over = if fs::symlink_metadata(to).is_ok_and(|to| to.is_file()) { Some(volatile.keep(to)?) } else { None };
        self.disk.rename(from, to)?;
        volatile.names.push(Name::Renamed { from: from.to_owned(), to: to.to_owned(), over });
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let mut volatile = self.volatile();
        let kept = volatile.keep(path)?;
        self.disk.remove_file(path)?;
        volatile.names.push(Name::FileGone { path: path.to_owned(), kept });
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.remove_folder(path)?;
        self.volatile().names.push(Name::FolderGone(path.to_owned()));
        Ok(())
    }

    fn free_space(&self, path: &Path) -> io::Result<u64> {
        self.disk.free_space(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.disk.lock(path)
    }
}

/// A file whose sync makes its bytes last.
struct Synced<F: ?Sized> {
    inode: u64,
    volatile: Arc<Mutex<Volatile>>,
    file: Box<F>,
}

impl<F: ?Sized> Synced<F> {
    fn last(&self) {
        self.volatile.lock().unwrap_or_else(PoisonError::into_inner).bytes.remove(&self.inode);
    }
}

impl OpenFile for Synced<dyn OpenFile> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync()?;
        self.last();
        Ok(())
    }

    fn forget_copy(&mut self) -> io::Result<()> {
        self.file.forget_copy()
    }
}

impl NewFile for Synced<dyn NewFile> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync()?;
        self.last();
        Ok(())
    }
}
