//! The index of an installed edition on disk: made once, beside its content, and read by mapping ever after.
//!
//! ```text
//! INDEX/stamp.json   which program's format it has, and what is known of the venues as a whole
//! INDEX/venues/      tantivy's files
//! ```
//!
//! Knows nothing of editions as they travel, nor of when an index becomes the one that is served.

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tantivy::Index;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::SearchError;
use super::text_index::TextIndex;
use super::venues;
use crate::edition::EditionInfo;
use crate::venue::Venue;

/// Raised whenever what an index holds changes, so that an older one is made again and never misread.
const FORMAT: u32 = 1;

const STAMP: &str = "stamp.json";
const VENUES: &str = "venues";

/// What `stamp.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    format: u32,
    venues: usize,
    newest: Option<NaiveDate>,
    oldest: Option<NaiveDate>,
}

impl Stamp {
    fn of(venues: &[Venue]) -> Self {
        let dates = || venues.iter().filter_map(|venue| venue.updated);
        Self { format: FORMAT, venues: venues.len(), newest: dates().max(), oldest: dates().min() }
    }

    /// Fills in what is known of the venues.
    pub(super) fn tell(&self, info: &mut EditionInfo) {
        (info.venues, info.newest, info.oldest) = (self.venues, self.newest, self.oldest);
    }
}

/// Opens the directory that tantivy's files go to; tests bring one that fails.
pub type Opener<'a> = &'a dyn Fn(&Path) -> io::Result<Box<dyn Directory>>;

/// Makes the index of `venues` in `folder`, which must be empty or absent. `progress` is told how many venues are in, and
/// may break off. Nothing is synced to the disk beyond what tantivy does: whoever switches to this index looks after that.
///
/// # Errors
/// When the disk or tantivy refuses, and [`SearchError::BrokenOff`]. The folder then holds rubbish.
pub fn prepare(
    venues: Vec<Venue>,
    folder: &Path,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<(), SearchError> {
    let mapped = |path: &Path| -> io::Result<Box<dyn Directory>> { Ok(Box::new(mapped(path)?)) };
    prepare_in(venues, folder, &mapped, progress)
}

/// The same through a directory of the caller's.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_in(
    venues: Vec<Venue>,
    folder: &Path,
    opener: Opener<'_>,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<(), SearchError> {
    let stamp = Stamp::of(&venues);
    let place = folder.join(VENUES);
    std::fs::create_dir_all(&place)?;
    TextIndex::build(opener(&place)?, venues::documents(venues), progress)?;
    // The stamp comes last: an index without one is none.
    opener(folder)?.atomic_write(Path::new(STAMP), &serde_json::to_vec(&stamp)?)?;
    Ok(())
}

/// Opens what [`prepare`] made.
pub(super) fn open(folder: &Path) -> Result<(TextIndex, Stamp), SearchError> {
    let stamp: Stamp =
        serde_json::from_slice(&std::fs::read(folder.join(STAMP))?).map_err(|_not_ours| SearchError::OtherFormat)?;
    if stamp.format != FORMAT {
        return Err(SearchError::OtherFormat);
    }
    let index = TextIndex::open(&Index::open(ReadOnly(mapped(&folder.join(VENUES))?))?)?;
    if index.len() == stamp.venues { Ok((index, stamp)) } else { Err(SearchError::Damaged) }
}

fn mapped(path: &Path) -> io::Result<MmapDirectory> {
    MmapDirectory::open(path).map_err(|error| match error {
        OpenDirectoryError::IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error),
        other => io::Error::other(other),
    })
}

/// A directory that nobody writes to any more: reading takes no lock file, so that a terminal without the right to write,
/// or on a disk that has gone read-only, still finds everything.
#[derive(Clone)]
struct ReadOnly(MmapDirectory);

impl fmt::Debug for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn refused() -> io::Error {
    io::Error::from(io::ErrorKind::ReadOnlyFilesystem)
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _changed: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use crate::search::{Ask, Catalogue, Wanted};

    fn prepared() -> (tempfile::TempDir, Edition) {
        let folder = tempfile::tempdir().unwrap();
        let edition = Edition::starter().unwrap();
        prepare(edition.venues.clone(), folder.path(), &mut |_| ControlFlow::Continue(())).unwrap();
        (folder, edition)
    }

    #[test]
    fn answers_as_the_index_in_memory_does() {
        let (folder, edition) = prepared();
        let on_disk = Catalogue::on_disk(Edition { venues: Vec::new(), ..edition.clone() }, folder.path()).unwrap();
        let in_memory = Catalogue::in_memory(edition, &mut |_, _| {}).unwrap();
        assert_eq!(on_disk.info(), in_memory.info());
        let moment = crate::hours::Moment { now: "2026-11-24T10:00:00".parse().unwrap(), floor: None };
        for words in ["mediatheque lens", "inprimer", "wifi gratuit", "arnaque", "zzzz"] {
            let ask = Ask::new(Wanted::Words(words.to_owned()), moment);
            assert_eq!(on_disk.search(&ask).unwrap(), in_memory.search(&ask).unwrap(), "{words}");
        }
    }

    #[test]
    fn nothing_is_written_where_it_is_read() {
        let (folder, edition) = prepared();
        let listing = || {
            let files = |path: &Path| {
                std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path())
                    .collect::<std::collections::BTreeSet<_>>()
            };
            (files(folder.path()), files(&folder.path().join(VENUES)))
        };
        let before = listing();
        Catalogue::on_disk(edition, folder.path()).unwrap();
        assert_eq!(listing(), before);
    }

    #[test]
    fn an_index_of_another_program_or_without_a_stamp_is_refused() {
        let (folder, edition) = prepared();
        let stamp = folder.path().join(STAMP);
        let text = std::fs::read_to_string(&stamp).unwrap();
        std::fs::write(&stamp, text.replace(&format!("\"format\":{FORMAT}"), "\"format\":0")).unwrap();
        assert!(matches!(Catalogue::on_disk(edition.clone(), folder.path()), Err(SearchError::OtherFormat)));
        std::fs::remove_file(&stamp).unwrap();
        assert!(matches!(Catalogue::on_disk(edition, folder.path()), Err(SearchError::Read(_))));
    }

    #[test]
    fn can_be_broken_off() {
        let folder = tempfile::tempdir().unwrap();
        let venues = Edition::starter().unwrap().venues;
        let mut give_up = |done| if done > 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        assert!(matches!(prepare(venues, folder.path(), &mut give_up), Err(SearchError::BrokenOff)));
        assert!(open(folder.path()).is_err());
    }
}
