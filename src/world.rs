//! The world as the program needs it: what time it is, and where the content comes from. With `runtime` the only impure
//! module; tests bring their own.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDateTime, Timelike as _, Utc};
use repere_index::edition::{Edition, EditionError, Source};
use repere_index::ingest::{self, IngestError};
use repere_index::search::{Catalogue, SearchError};
use repere_kiosk::store::{Store, StoreError};

use crate::locale::Locale;

/// The variable that fixes the clock, in tests and when trying things out.
pub const NOW_VARIABLE: &str = "REPERE_NOW";

/// Where the time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine, in its time zone.
    System,
    /// Always this moment.
    Fixed(NaiveDateTime),
}

impl Clock {
    /// A fixed clock from a text: local time ("2026-11-24T10:00", seconds allowed), or a moment with its offset
    /// ("2026-11-24T09:00Z"), which is put into the machine's time zone.
    #[must_use]
    pub fn fixed(text: &str) -> Option<Self> {
        let text = text.trim();
        let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
        let moment = || {
            let formats = ["%Y-%m-%dT%H:%M%#z", "%Y-%m-%dT%H:%M:%S%#z"];
            let found = formats.iter().find_map(|format| DateTime::parse_from_str(text, format).ok());
            found.map(|moment| moment.with_timezone(&Local).naive_local())
        };
        local.or_else(moment).map(Self::Fixed)
    }

    /// The moment, in no time zone.
    #[must_use]
    pub fn moment(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(now) => now.and_local_timezone(Local).earliest().map_or_else(Utc::now, |now| now.to_utc()),
        }
    }

    /// Local time, to the minute.
    #[must_use]
    pub fn now(self) -> NaiveDateTime {
        let now = match self {
            Self::System => Local::now().naive_local(),
            Self::Fixed(now) => now,
        };
        now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now)
    }
}

/// Where the content comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The served edition of a store; with none installed, the starter edition.
    Store(Option<PathBuf>),
    /// These files of venues, with the guides of the store or the starter edition.
    Venues {
        /// Files of the national standard.
        files: Vec<PathBuf>,
        /// Where the guides come from.
        store: Option<PathBuf>,
    },
}

/// Why there is no content.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The edition cannot be read.
    #[error(transparent)]
    Edition(#[from] EditionError),
    /// A file of venues cannot be read from the disk.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file of venues is not what it should be.
    #[error("{}: {source}", path.display())]
    Ingest {
        /// The file.
        path: PathBuf,
        /// Why.
        source: IngestError,
    },
    /// The index cannot be made.
    #[error(transparent)]
    Index(#[from] SearchError),
}

/// What loading brings.
pub struct Loaded {
    /// The catalogue, ready.
    pub catalogue: Catalogue,
    /// Why the installed edition is not served, where the starter edition stands in for it.
    pub instead_of: Option<LoadError>,
}

/// Told how many of how many venues are in.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

impl Content {
    /// Loads the content; one that is installed and cannot be read is an error.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn load(&self, progress: Progress<'_>) -> Result<Catalogue, LoadError> {
        let edition = match self {
            Self::Store(store) => match on_disk(store.as_deref()) {
                Some(catalogue) => return Ok(catalogue),
                None => installed(store.as_deref())?,
            },
            Self::Venues { files, store } => {
                let mut venues = Vec::new();
                for path in files {
                    venues.extend(read_venues(path, &bytes(path)?)?);
                }
                // Several producers know the same venues; one is shown as it published them.
                if files.len() > 1 {
                    venues = ingest::merge(venues).venues;
                }
                unique_ids(&mut venues);
                let (names, sources) = described(files);
                installed(store.as_deref())?.with_venues(venues, names, sources)
            }
        };
        Ok(Catalogue::in_memory(edition, progress)?)
    }

    /// Loads the content; the starter edition stands in for an installed one that cannot be read: no visitor finds the
    /// terminal empty.
    ///
    /// # Errors
    /// When files of venues were named and cannot be read.
    pub fn load_or_starter(&self, progress: Progress<'_>) -> Result<Loaded, LoadError> {
        match self.load(progress) {
            Ok(catalogue) => Ok(Loaded { catalogue, instead_of: None }),
            Err(error) if matches!(self, Self::Store(_)) => {
                let catalogue = Catalogue::in_memory(Edition::starter()?, progress)?;
                Ok(Loaded { catalogue, instead_of: Some(error) })
            }
            Err(error) => Err(error),
        }
    }

    /// A first look at the files that were named, quick enough to come before the first page: whether they can be read and
    /// begin as they should.
    ///
    /// # Errors
    /// What is wrong with the first one that is.
    pub fn glance(&self) -> Result<(), LoadError> {
        if let Self::Venues { files, .. } = self {
            for path in files {
                let bytes = bytes(path)?;
                ingest::glance(&name(path), &bytes)
                    .map_err(|source| LoadError::Ingest { path: path.to_owned(), source })?;
            }
        }
        Ok(())
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    read_file(path).map_err(|source| LoadError::Unreadable { path: path.to_owned(), source })
}

/// A file, up to a byte more than ingest reads: enough for it to say that there is too much.
pub(crate) fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(ingest::FILE_BYTES).unwrap_or(u64::MAX);
    File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read_venues(path: &Path, bytes: &[u8]) -> Result<Vec<repere_index::venue::Venue>, LoadError> {
    let ingested = ingest::read_venues(&name(path), bytes)
        .map_err(|source| LoadError::Ingest { path: path.to_owned(), source })?;
    Ok(ingested.venues)
}

/// Files of several producers may use the same identifiers.
fn unique_ids(venues: &mut [repere_index::venue::Venue]) {
    let mut seen = std::collections::HashSet::new();
    for venue in venues {
        let mut copy = 1;
        let id = venue.id.clone();
        while !seen.insert(venue.id.clone()) {
            copy += 1;
            venue.id = format!("{id}-{copy}");
        }
    }
}

/// What the page about the terminal says of venues that are being tried out.
fn described(files: &[PathBuf]) -> (BTreeMap<String, String>, Vec<Source>) {
    let names = Locale::ALL.map(|locale| (locale.code().to_owned(), locale.say("about.trial")));
    let sources =
        files.iter().map(|path| Source { name: name(path), licence: Locale::FRENCH.say("about.trial-licence") });
    (names.into_iter().collect(), sources.collect())
}

/// The served edition through its index on disk; `None` where there is none that this program can read, and it must be made
/// again.
fn on_disk(store: Option<&Path>) -> Option<Catalogue> {
    let served = Store::new(store?).served().ok()??;
    let edition = Edition::without_venues(&served.content()).ok()?.completed_by(Edition::starter().ok()?);
    match Catalogue::on_disk(edition, &served.index()) {
        Ok(catalogue) => Some(catalogue),
        Err(error) => {
            tracing::warn!("the index of edition {} is made again in memory: {error}", served.sequence);
            None
        }
    }
}

/// The served edition of a store, completed by the guides of the starter edition; with none, the starter edition.
fn installed(store: Option<&Path>) -> Result<Edition, LoadError> {
    let content = match store {
        Some(folder) => Store::new(folder).served_content()?,
        None => None,
    };
    let starter = Edition::starter()?;
    match content {
        Some(folder) => {
            let edition = Edition::from_folder(&folder)?;
            for found in &edition.local.findings {
                tracing::warn!("{}, row {}: {}", found.file, found.row, found.problem.key());
            }
            Ok(edition.completed_by(starter))
        }
        None => Ok(starter),
    }
}
