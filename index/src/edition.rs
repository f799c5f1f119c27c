//! An edition: one dated, numbered body of content. Reads its files, wherever they come from (the program itself, a folder
//! of the store), into venues, actors and guides. Knows nothing of signatures, of sticks or of the index.
//!
//! ```text
//! edition.toml          what it is: name, number, territory, date of its data, here, sources
//! venues.csv            the national standard 1.0.2
//! actors.csv            organisations and networks (optional)
//! synonyms.toml         the words that people use (optional)
//! questions.toml        which guide for whom (optional)
//! glossary.csv          hard words explained (optional)
//! guides/SLUG.LOCALE.md
//! local/                what the town adds by hand (optional)
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::actor::{self, Actor};
use crate::distance::Position;
use crate::glossary::{Glossary, GlossaryError};
use crate::guide::week::Discoveries;
use crate::guide::{Guide, GuideError};
use crate::ingest::{self, IngestError};
use crate::lexicon::{Lexicon, LexiconError};
use crate::local;
use crate::questions::{Questions, QuestionsError};
use crate::venue::Venue;

mod changes;
mod description;
mod folder;
mod starter;

pub use changes::{Changes, Difference, Named, compare};
pub use folder::{files, source_files};

/// Where the terminal stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Here {
    /// What the place is called: "Médiathèque de Lens".
    pub name: String,
    /// WGS 84.
    pub latitude: f64,
    /// WGS 84.
    pub longitude: f64,
}

impl Here {
    /// The point that distances are measured from.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude, self.longitude)
    }
}

/// Whom the content comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Name of the producer or of the data set.
    pub name: String,
    /// Its licence.
    pub licence: String,
}

/// What is known of an edition as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EditionInfo {
    /// Its name, by locale; never empty for an edition that was read.
    pub names: BTreeMap<String, String>,
    /// Its number; `None` for the starter edition and for venues being tried out.
    pub sequence: Option<u64>,
    /// What territory its venues are of: a slug ("lens-lievin").
    pub territory: Option<String>,
    /// The day that its data are of, as whoever made it says.
    pub data_date: Option<NaiveDate>,
    /// Whom to call about it, for whoever is given the stick.
    pub contact: Option<String>,
    /// Where the terminal stands, if the edition says so (only the starter edition does, for its demonstration).
    pub here: Option<Here>,
    /// Whom the content comes from.
    pub sources: Vec<Source>,
    /// The newest date of its venues: the clock cannot be earlier.
    pub newest: Option<NaiveDate>,
    /// The oldest date of its venues.
    pub oldest: Option<NaiveDate>,
    /// How many venues.
    pub venues: usize,
    /// How many guides, each counted once whatever its languages.
    pub guides: usize,
    /// True when the venues are invented.
    pub demonstration: bool,
    /// What somebody is asked who does not know where to begin.
    pub questions: Questions,
    /// Its hard words, explained.
    pub glossary: Arc<Glossary>,
    /// Its guides of discovery, one of which has its turn each week.
    pub discoveries: Arc<Discoveries>,
}

/// A body of content, read and checked.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// What is known of it as a whole.
    pub info: EditionInfo,
    /// Its venues.
    pub venues: Vec<Venue>,
    /// Its guides, one entry a language.
    pub guides: Vec<Guide>,
    /// Its actors, one entry a language.
    pub actors: Vec<Actor>,
    /// The words that people use, and what they ask for.
    pub lexicon: Lexicon,
    /// What became of its local additions, which are in the venues now, and of what was written of its actors.
    pub local: local::Report,
}

/// Why an edition could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditionError {
    /// A file that an edition must have is not there.
    #[error("{file} is missing")]
    Missing {
        /// Path below the edition.
        file: String,
    },
    /// A file could not be read from the disk.
    #[error("{file}: {source}")]
    Read {
        /// Path.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// `edition.toml` is not what it should be.
    #[error("edition.toml: {0}")]
    Description(#[from] toml::de::Error),
    /// The territory is no slug.
    #[error("edition.toml: territory: {found}")]
    Territory {
        /// What was written.
        found: String,
    },
    /// The date of the data is none.
    #[error("edition.toml: data_date: {found}")]
    DataDate {
        /// What was written.
        found: String,
    },
    /// There are several lists of venues.
    #[error("{first} and {second} are both lists of venues")]
    VenuesTwice {
        /// The one.
        first: String,
        /// The other.
        second: String,
    },
    /// A file is no text.
    #[error("{file} is no UTF-8 text")]
    NotText {
        /// Path below the edition.
        file: String,
    },
    /// The venues cannot be read at all.
    #[error("{file}: {source}")]
    Venues {
        /// Path below the edition.
        file: String,
        /// Why.
        source: IngestError,
    },
    /// The synonyms file is not what it should be.
    #[error("synonyms.toml: {0}")]
    Synonyms(#[from] LexiconError),
    /// The questions are not what they should be.
    #[error("questions.toml: {0}")]
    Questions(#[from] QuestionsError),
    /// The glossary is not what it should be.
    #[error("glossary.csv: {0}")]
    Glossary(#[from] GlossaryError),
    /// A guide cannot be read.
    #[error("{file}: {source}")]
    Guide {
        /// Path below the edition.
        file: String,
        /// Why.
        source: GuideError,
    },
}

/// A file of an edition: its path below it, with `/`, and its bytes.
pub type File<'a> = (Cow<'a, str>, Cow<'a, [u8]>);

/// The file that makes a folder an edition.
pub const DESCRIPTION: &str = "edition.toml";
/// The list of venues where none is named: the extension tells its format.
pub const VENUES: &str = "venues.csv";
const VENUES_STEM: &str = "venues";
/// The folder of the guides.
pub const GUIDES: &str = "guides";
/// Organisations and networks.
pub const ACTORS: &str = "actors.csv";
/// The words that people use.
pub const SYNONYMS: &str = "synonyms.toml";
/// What somebody is asked who does not know where to begin.
pub const QUESTIONS: &str = "questions.toml";
/// Hard words explained.
pub const GLOSSARY: &str = "glossary.csv";

impl EditionInfo {
    /// The newest date that is known of it: no clock that is before it is right.
    #[must_use]
    pub fn floor(&self) -> Option<NaiveDate> {
        self.newest.max(self.data_date)
    }

    /// What `edition.toml` says; nothing is counted yet.
    ///
    /// # Errors
    /// When the file is no text, no TOML, or says what it cannot.
    pub fn read(bytes: &[u8]) -> Result<Self, EditionError> {
        description::read(text(DESCRIPTION, bytes)?)
    }

    /// An `edition.toml` that says this; what was counted is no part of it.
    ///
    /// # Errors
    /// When the number is too large for TOML.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        description::write(self)
    }
}

impl Edition {
    /// The edition that is part of the program.
    ///
    /// # Errors
    /// None in a program whose tests pass: its files are checked there.
    pub fn starter() -> Result<Self, EditionError> {
        let files = starter::FILES.iter().map(|(path, bytes)| (Cow::Borrowed(*path), Cow::Borrowed(*bytes)));
        Self::read(files.collect())
    }

    /// The edition in a folder.
    ///
    /// # Errors
    /// The first file that is missing, unreadable or wrong.
    pub fn from_folder(folder: &Path) -> Result<Self, EditionError> {
        Self::made_of(folder::files(folder)?, true)
    }

    /// The edition in a folder without its venues and what a town adds to them, whose index is there already.
    ///
    /// # Errors
    /// As [`Edition::from_folder`].
    pub fn without_venues(folder: &Path) -> Result<Self, EditionError> {
        Self::made_of(folder::files_but_venues(folder)?, false)
    }

    /// The edition made of `files`.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn read(files: Vec<File<'_>>) -> Result<Self, EditionError> {
        Self::made_of(files, true)
    }

    fn made_of(mut files: Vec<File<'_>>, with_venues: bool) -> Result<Self, EditionError> {
        files.sort_by(|a, b| a.0.cmp(&b.0));
        let bytes = |name: &str| {
            let found = files.iter().find(|(path, _)| path == name);
            found.map(|(_, bytes)| bytes.as_ref()).ok_or_else(|| EditionError::Missing { file: name.to_owned() })
        };
        let mut info = EditionInfo::read(bytes(DESCRIPTION)?)?;
        if let Ok(bytes) = bytes(QUESTIONS) {
            info.questions = Questions::parse(text(QUESTIONS, bytes)?)?;
        }
        let list = files.iter().map(|(path, _)| path.as_ref()).find(|path| is_list_of_venues(path)).unwrap_or(VENUES);
        // Dates were judged when the edition was made; the clock of a terminal may be wrong.
        let mut venues = if with_venues {
            ingest::read_venues_on(NaiveDate::MAX, list, bytes(list)?, &mut |_| {})
                .map_err(|source| EditionError::Venues { file: list.to_owned(), source })?
                .venues
        } else {
            Vec::new()
        };
        for venue in &mut venues {
            venue.demonstration = info.demonstration;
        }
        let additions: Vec<local::File<'_>> = files
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix(local::FOLDER)?.strip_prefix('/')?, bytes.as_ref())))
            .collect();
        let mut local = local::add(&additions, &mut venues, info.data_date);
        let actors = bytes(ACTORS).map(|bytes| actor::read(ACTORS, bytes));
        let actors = actors.map_or_else(|_absent| Vec::new(), |read| read.told(&mut local.findings));
        let guides = files
            .iter()
            .filter_map(|(path, bytes)| Some((path, path.strip_prefix(GUIDES)?.strip_prefix('/')?, bytes)))
            .map(|(path, name, bytes)| {
                Guide::parse(name, text(path, bytes)?)
                    .map_err(|source| EditionError::Guide { file: path.to_string(), source })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let lexicon = match bytes(SYNONYMS) {
            Ok(bytes) => Lexicon::parse(text(SYNONYMS, bytes)?)?,
            Err(_absent) => Lexicon::default(),
        };
        if let Ok(bytes) = bytes(GLOSSARY) {
            info.glossary = Arc::new(Glossary::parse(bytes)?);
        }
        Ok(Self { info, venues, guides, actors, lexicon, local }.counted())
    }

    /// The same guides and actors over other venues, for trying real data at once: nothing of the demonstration stays.
    #[must_use]
    pub fn with_venues(self, venues: Vec<Venue>, names: BTreeMap<String, String>, sources: Vec<Source>) -> Self {
        let EditionInfo { questions, glossary, .. } = self.info;
        let info = EditionInfo { names, sources, questions, glossary, ..EditionInfo::default() };
        Self { info, venues, local: local::Report::default(), ..self }.counted()
    }

    /// Adds the guides, the actors, the words and the questions of `starter` that this edition lacks. Its demonstration venues
    /// stay behind.
    #[must_use]
    pub fn completed_by(mut self, starter: Self) -> Self {
        let known: std::collections::HashSet<String> = self.guides.iter().map(|guide| guide.slug.clone()).collect();
        self.guides.extend(starter.guides.into_iter().filter(|guide| !known.contains(&guide.slug)));
        let known: std::collections::HashSet<String> = self.actors.iter().map(|actor| actor.id.clone()).collect();
        self.actors.extend(starter.actors.into_iter().filter(|actor| !known.contains(&actor.id)));
        self.lexicon = self.lexicon.completed_by(starter.lexicon);
        if self.info.questions.all.is_empty() {
            self.info.questions = starter.info.questions;
        }
        let own = Arc::unwrap_or_clone(self.info.glossary);
        self.info.glossary = Arc::new(own.completed_by(Arc::unwrap_or_clone(starter.info.glossary)));
        self.counted()
    }

    fn counted(mut self) -> Self {
        let dates = || self.venues.iter().filter_map(|venue| venue.updated);
        let slugs: std::collections::HashSet<&str> = self.guides.iter().map(|guide| guide.slug.as_str()).collect();
        self.info.newest = dates().max();
        self.info.oldest = dates().min();
        self.info.guides = slugs.len();
        self.info.discoveries = Arc::new(Discoveries::of(&self.guides));
        self.info.venues = self.venues.len();
        self
    }
}

/// Whether a file, by its path below the edition, is its list of venues.
#[must_use]
pub fn is_list_of_venues(path: &str) -> bool {
    path.split_once('.').is_some_and(|(stem, _)| stem == VENUES_STEM)
}

fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, EditionError> {
    std::str::from_utf8(bytes).map_err(|_not_utf8| EditionError::NotText { file: file.to_owned() })
}
