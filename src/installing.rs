//! What the installer asks about the files of an edition, answered with `index`: how much is in them, their index, whether that
//! index answers, what is new. Knows neither sticks nor signatures.

use std::error::Error;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use repere_index::edition::{Edition, EditionError};
use repere_index::hours::Moment;
use repere_index::search::disk::{self, Opener};
use repere_index::search::{Ask, Catalogue, Need, SearchError, Wanted};
use repere_kiosk::bundle::Counts;
use repere_kiosk::disk::SystemDisk;
use repere_kiosk::install::{Changes, Content, ContentError, Installer, Policy, Step, Unsigned};
use repere_kiosk::store::Store;
use repere_kiosk::trust::{Keys, TrustError};
use semver::Version;

/// Progress is told at most every so many venues.
const PROGRESS_STEP: usize = 200;
/// Venues whose names the new index is asked for.
const ASKED: usize = 5;

/// The editions of this program.
#[derive(Clone, Copy, Default)]
pub struct Editions<'a> {
    opener: Option<Opener<'a>>,
}

/// An index that does not answer what it must.
#[derive(Debug, thiserror::Error)]
#[error("the index does not answer: {0}")]
struct NotAnswering(&'static str);

impl<'a> Editions<'a> {
    /// The same, writing indexes through directories of the caller's: tests bring some that fail.
    #[must_use]
    pub fn through(opener: Opener<'a>) -> Self {
        Self { opener: Some(opener) }
    }
}

/// What an installer works with.
pub struct Bench {
    /// Where editions are kept.
    pub store: Store,
    /// Whose editions are trusted.
    pub keys: Keys,
    policy: Policy,
}

impl Bench {
    /// For a store, the folder of the trusted keys, and what becomes of editions without a signature.
    ///
    /// # Errors
    /// When a key cannot be read: left out in silence it might be the one that was taken back.
    pub fn new(store: Store, keys: &Path, unsigned: Unsigned) -> Result<Self, TrustError> {
        let keys = Keys::read(keys, &SystemDisk)?;
        let number = |part: &str| part.parse().unwrap_or(0);
        let program = Version::new(
            number(env!("CARGO_PKG_VERSION_MAJOR")),
            number(env!("CARGO_PKG_VERSION_MINOR")),
            number(env!("CARGO_PKG_VERSION_PATCH")),
        );
        Ok(Self { store, keys, policy: Policy { unsigned, program } })
    }

    /// An installer at work.
    #[must_use]
    pub fn installer<'a>(&'a self, editions: &'a Editions<'a>) -> Installer<'a> {
        Installer::new(&self.store, &self.keys, editions, self.policy.clone())
    }
}

impl Content for Editions<'_> {
    fn inspect(&self, content: &Path) -> Result<Counts, ContentError> {
        let edition = Edition::from_folder(content).map_err(|error| unreadable(content, error))?;
        Ok(counts(&edition))
    }

    fn prepare(
        &self,
        content: &Path,
        index: &Path,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<(), ContentError> {
        let venues = Edition::from_folder(content).map_err(|error| unreadable(content, error))?.venues;
        let of = venues.len();
        let mut told = |done: usize| {
            if done.is_multiple_of(PROGRESS_STEP) || done == of {
                return progress(Step { done: done as u64, of: of as u64 });
            }
            ControlFlow::Continue(())
        };
        let prepared = match self.opener {
            Some(opener) => disk::prepare_in(venues, index, opener, &mut told),
            None => disk::prepare(venues, index, &mut told),
        };
        prepared.map_err(|error| unusable(index, error))
    }

    fn verify(&self, content: &Path, index: &Path, expected: &Counts) -> Result<(), ContentError> {
        let edition = Edition::without_venues(content).map_err(|error| unreadable(content, error))?;
        let guides = counts(&edition).guides;
        let catalogue = Catalogue::on_disk(edition, index).map_err(|error| unusable(index, error))?;
        let venues = catalogue.info().venues as u64;
        if (Counts { venues, guides }) != *expected {
            return Err(not_answering("counts"));
        }
        answers(&catalogue).map_err(|error| unusable(index, error))?.map_err(not_answering)
    }

    fn compare(&self, old: &Path, new: &Path) -> Result<Changes, ContentError> {
        let read = |content: &Path| Edition::from_folder(content).map_err(|error| unreadable(content, error));
        let before = read(old)?;
        let count = before.venues.len() as u64;
        let changes = repere_index::edition::compare(&before, &read(new)?).venues;
        let (gone, added) = (changes.gone.len() as u64, changes.added.len() as u64);
        Ok(Changes { before: count, gone, added, changed: changes.changed.len() as u64 })
    }
}

fn counts(edition: &Edition) -> Counts {
    Counts { venues: edition.info.venues as u64, guides: edition.info.guides as u64 }
}

/// Asks the questions of the home page, and for a few venues by name; what does not answer is named.
fn answers(catalogue: &Catalogue) -> Result<Result<(), &'static str>, SearchError> {
    let moment = Moment { now: chrono::NaiveDateTime::default(), floor: None };
    let ask = |wanted| catalogue.search(&Ask::new(wanted, moment));
    for need in Need::ALL {
        ask(Wanted::Need(need))?;
    }
    let nearby = ask(Wanted::Need(Need::Nearby))?.venues;
    if nearby.is_empty() {
        return Ok(Err("nearby"));
    }
    for hit in nearby.iter().take(ASKED) {
        let found = ask(Wanted::Words(hit.venue.name.clone()))?;
        // Names without a single letter are found by their place only.
        let named = hit.venue.name.chars().any(char::is_alphabetic);
        if named && found.venues.is_empty() && found.notices.is_empty() {
            return Ok(Err("name"));
        }
    }
    Ok(Ok(()))
}

fn not_answering(what: &'static str) -> ContentError {
    wrong("index-not-answering", NotAnswering(what))
}

fn wrong(key: &'static str, source: impl Error + Send + Sync + 'static) -> ContentError {
    ContentError::Wrong { key, details: Vec::new(), source: Box::new(source) }
}

fn unreadable(content: &Path, error: EditionError) -> ContentError {
    match error {
        EditionError::Read { file, source } => ContentError::Disk { path: content.join(file), source },
        other => wrong("edition", other),
    }
}

fn unusable(index: &Path, error: SearchError) -> ContentError {
    if let SearchError::BrokenOff = error {
        return ContentError::Cancelled;
    }
    match error.disk() {
        // A full disk must be told from a damaged index.
        Some(disk) => {
            let source = disk.raw_os_error().map_or_else(|| disk.kind().into(), io::Error::from_raw_os_error);
            ContentError::Disk { path: index.to_owned(), source }
        }
        None => wrong("index-not-answering", error),
    }
}
