//! The disk fails at each of the calls by which the index is written, once and for ever; and at each call of the store around it.
//! The old or the new edition is served whole, never neither, never a mixture.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use repere::installing::Editions;
use repere_kiosk::disk::Disk;
use repere_kiosk::faults::{FailingDisk, Fault, Lasting};
use repere_kiosk::store::Store;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::town::Town;

/// Counts calls; the one of this number fails, and all after it where it is for ever.
#[derive(Debug)]
struct Calls {
    made: AtomicU64,
    fails_at: u64,
    errno: i32,
    lasting: Lasting,
}

impl Calls {
    fn next(&self) -> io::Result<()> {
        let call = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        let fails = match self.lasting {
            Lasting::Once => call == self.fails_at,
            Lasting::ForEver => call >= self.fails_at,
        };
        if fails { Err(io::Error::from_raw_os_error(self.errno)) } else { Ok(()) }
    }

    fn has_failed(&self) -> bool {
        self.made.load(Ordering::Relaxed) >= self.fails_at
    }
}

/// A directory of tantivy's whose calls fail on demand.
#[derive(Clone)]
struct Failing(MmapDirectory, Arc<Calls>);

impl fmt::Debug for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

struct FailingWrite(WritePtr, Arc<Calls>);

impl Write for FailingWrite {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.next()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.1.next()?;
        self.0.flush()
    }
}

impl TerminatingWrite for FailingWrite {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.1.next()?;
        self.0.get_mut().terminate_ref(token)
    }
}

impl Directory for Failing {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.1.next().map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        Ok(io::BufWriter::new(Box::new(FailingWrite(self.0.open_write(path)?, Arc::clone(&self.1)))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.1.next()?;
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.1.next()?;
        self.0.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.0.acquire_lock(lock)
    }

    fn watch(&self, changed: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(changed)
    }
}

/// `EIO`, `ENOSPC`, `EROFS`.
const ERRNOS: [i32; 3] = [5, 28, 30];

#[test]
fn a_fault_while_the_index_is_written_leaves_the_old_edition_whole() {
    let start = Town::serving([6, 7], 3);
    start.bring(8, 3);
    let mut faults = 0;
    for errno in ERRNOS {
        for lasting in [Lasting::Once, Lasting::ForEver] {
            for fails_at in 1.. {
                let town = start.copy();
                let calls = Arc::new(Calls { made: AtomicU64::new(0), fails_at, errno, lasting });
                let of_opener = Arc::clone(&calls);
                let opener = move |path: &Path| -> io::Result<Box<dyn Directory>> {
                    let mapped = MmapDirectory::open(path).map_err(io::Error::other)?;
                    Ok(Box::new(Failing(mapped, Arc::clone(&of_opener))))
                };
                let installed = town.install_through(Store::new(town.store()), &Editions::through(&opener));
                let when = format!("call {fails_at}, errno {errno}, {lasting:?}: {installed:?}");
                if !calls.has_failed() {
                    assert!(installed.is_ok(), "{when}");
                    break;
                }
                faults += 1;
                assert_eq!(town.served_whole(), if installed.is_ok() { 8 } else { 7 }, "{when}");
                town.install(Store::new(town.store())).unwrap_or_else(|error| panic!("{when}, then: {error}"));
                assert_eq!(town.served_whole(), 8, "{when}");
            }
        }
    }
    println!("{faults} faults while the index is written");
    assert!(faults > 100, "{faults}");
}

#[test]
fn a_fault_of_the_store_leaves_the_old_or_the_new_edition_with_its_index() {
    let start = Town::serving([6, 7], 3);
    start.bring(8, 3);
    let mut faults = 0;
    // All faults are met over a small content in `kiosk`; with the real index each seventh call is.
    for (shift, fault) in [Fault::Failing, Fault::Full, Fault::ReadOnly].into_iter().enumerate() {
        for at in (1 + shift as u64..).step_by(7) {
            let town = start.copy();
            let disk = FailingDisk::new(at, fault, if at % 2 == 0 { Lasting::Once } else { Lasting::ForEver });
            let shared: Arc<dyn Disk> = Arc::new(disk.clone());
            let installed = town.install(Store::on(town.store(), shared));
            let served = town.served_whole();
            assert!(served == 8 || (served == 7 && installed.is_err()), "call {at}, {fault:?}: {installed:?}");
            if !disk.has_failed() {
                break;
            }
            faults += 1;
            town.install(Store::new(town.store())).unwrap();
            assert_eq!(town.served_whole(), 8);
        }
    }
    println!("{faults} faults of the store around the index");
    assert!(faults > 50, "{faults}");
}
