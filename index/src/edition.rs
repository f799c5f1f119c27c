//! An edition: one dated, numbered body of content. Reads its files, wherever they come from (the program itself, a folder
//! of the store), into venues and guides. Knows nothing of signatures, of sticks or of the index.
//!
//! ```text
//! edition.toml          what it is: name, here, sources
//! venues.csv            the national standard 1.0.2
//! synonyms.toml         the words that people use (optional)
//! guides/SLUG.LOCALE.md
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::distance::Position;
use crate::guide::{Guide, GuideError};
use crate::ingest::{self, IngestError};
use crate::lexicon::{Lexicon, LexiconError};
use crate::venue::Venue;

mod starter;

/// Where the terminal stands.
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    /// The words that people use, and what they ask for.
    pub lexicon: Lexicon,
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

const DESCRIPTION: &str = "edition.toml";
const VENUES: &str = "venues.csv";
const GUIDES: &str = "guides";
const SYNONYMS: &str = "synonyms.toml";

/// `edition.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    name: BTreeMap<String, String>,
    sequence: Option<u64>,
    here: Option<Here>,
    #[serde(default)]
    demonstration: bool,
    #[serde(default)]
    sources: Vec<Source>,
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
        Self::read_folder(folder, &[DESCRIPTION, VENUES])
    }

    /// The edition in a folder without its venues, whose index is there already.
    ///
    /// # Errors
    /// As [`Edition::from_folder`].
    pub fn without_venues(folder: &Path) -> Result<Self, EditionError> {
        Self::read_folder(folder, &[DESCRIPTION])
    }

    fn read_folder(folder: &Path, needed: &[&'static str]) -> Result<Self, EditionError> {
        let mut files: Vec<File<'_>> = Vec::new();
        for name in needed {
            files.push((Cow::Borrowed(*name), Cow::Owned(read_file(&folder.join(name))?)));
        }
        let synonyms = folder.join(SYNONYMS);
        if synonyms.is_file() {
            files.push((Cow::Borrowed(SYNONYMS), Cow::Owned(read_file(&synonyms)?)));
        }
        let guides = folder.join(GUIDES);
        if guides.is_dir() {
            let listing = std::fs::read_dir(&guides).map_err(|source| unreadable(&guides, source))?;
            for entry in listing {
                let path = entry.map_err(|source| unreadable(&guides, source))?.path();
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if path.extension().is_some_and(|extension| extension == "md") {
                    files.push((Cow::Owned(format!("{GUIDES}/{name}")), Cow::Owned(read_file(&path)?)));
                }
            }
        }
        Self::made_of(files, needed.contains(&VENUES))
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
        let description: Description = toml::from_str(text(DESCRIPTION, bytes(DESCRIPTION)?)?)?;
        // Dates were judged when the edition was made; the clock of a terminal may be wrong.
        let mut venues = if with_venues {
            ingest::read_venues_on(NaiveDate::MAX, VENUES, bytes(VENUES)?, &mut |_| {})
                .map_err(|source| EditionError::Venues { file: VENUES.to_owned(), source })?
                .venues
        } else {
            Vec::new()
        };
        for venue in &mut venues {
            venue.demonstration = description.demonstration;
        }
        let guides = files
            .iter()
            .filter_map(|(path, bytes)| Some((path, path.strip_prefix("guides/")?, bytes)))
            .map(|(path, name, bytes)| {
                Guide::parse(name, text(path, bytes)?)
                    .map_err(|source| EditionError::Guide { file: path.to_string(), source })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let info = EditionInfo {
            names: description.name,
            sequence: description.sequence,
            here: description.here,
            sources: description.sources,
            demonstration: description.demonstration,
            ..EditionInfo::default()
        };
        let lexicon = match bytes(SYNONYMS) {
            Ok(bytes) => Lexicon::parse(text(SYNONYMS, bytes)?)?,
            Err(_absent) => Lexicon::default(),
        };
        Ok(Self { info, venues, guides, lexicon }.counted())
    }

    /// The same guides over other venues, for trying real data at once: nothing of the demonstration stays.
    #[must_use]
    pub fn with_venues(self, venues: Vec<Venue>, names: BTreeMap<String, String>, sources: Vec<Source>) -> Self {
        let info = EditionInfo { names, sources, ..EditionInfo::default() };
        Self { info, venues, guides: self.guides, lexicon: self.lexicon }.counted()
    }

    /// Adds the guides and the words of `starter` that this edition lacks. Its demonstration venues stay behind.
    #[must_use]
    pub fn completed_by(mut self, starter: Self) -> Self {
        let known: std::collections::HashSet<String> = self.guides.iter().map(|guide| guide.slug.clone()).collect();
        self.guides.extend(starter.guides.into_iter().filter(|guide| !known.contains(&guide.slug)));
        self.lexicon = self.lexicon.completed_by(starter.lexicon);
        self.counted()
    }

    fn counted(mut self) -> Self {
        let dates = || self.venues.iter().filter_map(|venue| venue.updated);
        let slugs: std::collections::HashSet<&str> = self.guides.iter().map(|guide| guide.slug.as_str()).collect();
        self.info.newest = dates().max();
        self.info.oldest = dates().min();
        self.info.guides = slugs.len();
        self.info.venues = self.venues.len();
        self
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, EditionError> {
    std::fs::read(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => EditionError::Missing { file: path.display().to_string() },
        _ => unreadable(path, source),
    })
}

fn unreadable(path: &Path, source: std::io::Error) -> EditionError {
    EditionError::Read { file: path.display().to_string(), source }
}

fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, EditionError> {
    std::str::from_utf8(bytes).map_err(|_not_utf8| EditionError::NotText { file: file.to_owned() })
}
