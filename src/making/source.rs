//! The folder that an edition is prepared in. Reads it; several lists of venues become one.

use std::path::Path;

use chrono::NaiveDate;
use repere_index::edition::{self, DESCRIPTION, EditionError, EditionInfo, VENUES, is_list_of_venues};
use repere_index::venue::Venue;
use repere_index::{export, ingest};

use super::MakingError;

/// What a folder holds.
#[derive(Debug, Clone)]
pub struct Source {
    /// What `edition.toml` says.
    pub info: EditionInfo,
    /// The venues of all lists.
    pub venues: Vec<Venue>,
    /// Guides, words and local additions: path below the edition, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The venues of several lists.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// One for each venue.
    pub venues: Vec<Venue>,
    /// How many records the lists have.
    pub records: usize,
}

impl Source {
    /// Reads a folder on a day: later dates of venues are not believed.
    ///
    /// # Errors
    /// What is missing or cannot be read; lists without a venue.
    pub fn read(folder: &Path, today: NaiveDate) -> Result<Self, MakingError> {
        let mut info = None;
        let mut lists = Vec::new();
        let mut files = Vec::new();
        for (path, bytes) in edition::source_files(folder)? {
            if path == DESCRIPTION {
                info = Some(EditionInfo::read(&bytes)?);
            } else if is_list_of_venues(&path.to_lowercase()) {
                let list = ingest::read_venues_on(today, &path, &bytes, &mut |_| {})
                    .map_err(|source| EditionError::Venues { file: path.into_owned(), source })?;
                lists.push(list.venues);
            } else {
                files.push((path.into_owned(), bytes.into_owned()));
            }
        }
        let info = info.ok_or_else(|| EditionError::Missing { file: DESCRIPTION.to_owned() })?;
        let venues = gather(lists).venues;
        if venues.is_empty() {
            return Err(MakingError::NoVenues { folder: folder.to_owned() });
        }
        Ok(Self { info, venues, files })
    }
}

/// Makes one list of several: records of one venue become one, and each venue has an identifier of its own.
#[must_use]
pub fn gather(mut lists: Vec<Vec<Venue>>) -> Gathered {
    let records = lists.iter().map(Vec::len).sum();
    if lists.len() < 2 {
        // One list is shown as its producer published it.
        return Gathered { venues: lists.pop().unwrap_or_default(), records };
    }
    let merged = ingest::merge(lists.into_iter().flatten().collect()).venues;
    // Lists may use the same identifiers: read as one, the later one is given another.
    let read = |bytes: Vec<u8>| ingest::read_venues_on(NaiveDate::MAX, VENUES, &bytes, &mut |_| {}).ok();
    let venues = export::write(&merged).ok().and_then(read).map_or(merged, |read| read.venues);
    Gathered { venues, records }
}
