//! The edition of one territory as it will be written: its venues cut out, its number, its name. Nothing is written yet.

use std::borrow::Cow;

use repere_index::edition::{DESCRIPTION, Edition, EditionInfo, SYNONYMS, VENUES};
use repere_index::synonyms::{self, Idle};
use repere_index::territory::{self, Territory};
use repere_index::{export, fold, local};

use super::{MakingError, Previous, Source};
use crate::locale::Locale;

/// A slug is part of a file name.
const LONGEST_SLUG: usize = 60;

/// Which edition is wanted of a source.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The slug of its territory, part of the names of its folders.
    pub slug: String,
    territory: Option<(String, Territory)>,
}

/// An edition, before it is written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it says, as a terminal will read it.
    pub edition: Edition,
    /// Whom to call about it, if anyone has said.
    pub contact: Option<String>,
    /// Its files: path below the bundle, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Wanted {
    /// All of a source, for the territory that its `edition.toml` names.
    ///
    /// # Errors
    /// When it names none.
    pub fn whole(info: &EditionInfo) -> Result<Self, MakingError> {
        let slug = info.territory.clone().ok_or(MakingError::NoTerritory)?;
        Ok(Self { slug, territory: None })
    }

    /// The part of a source that is in a territory, as [`Territory::parse`] reads it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn part(written: &str) -> Result<Self, MakingError> {
        let territory = Territory::parse(written)?;
        Ok(Self { slug: slug(written), territory: Some((written.trim().to_owned(), territory)) })
    }

    /// Each wanted edition once.
    ///
    /// # Errors
    /// When two that are not the same would have one name.
    pub fn distinct(wanted: Vec<Self>) -> Result<Vec<Self>, MakingError> {
        let mut kept: Vec<Self> = Vec::new();
        for one in wanted {
            match kept.iter().find(|other| other.slug == one.slug) {
                None => kept.push(one),
                Some(other) if other.parts() == one.parts() => {}
                Some(_) => return Err(MakingError::SameName { name: one.slug }),
            }
        }
        Ok(kept)
    }

    fn parts(&self) -> Option<&Territory> {
        self.territory.as_ref().map(|(_, territory)| territory)
    }
}

/// "Saint-Denis 93200" is `saint-denis-93200`.
fn slug(written: &str) -> String {
    let spaced: String = written.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let folded = fold::fold(&spaced);
    let plain = folded.split_whitespace().map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect());
    let words: Vec<String> = plain.filter(|word: &String| !word.is_empty()).collect();
    let whole: String = words.join("-").chars().take(LONGEST_SLUG).collect();
    whole.trim_end_matches('-').to_owned()
}

impl Draft {
    /// The edition wanted of a source, with the number that was asked for or else the next one.
    ///
    /// # Errors
    /// When nothing is left of it, or something that an edition must have is not said.
    pub fn of(
        source: &Source,
        wanted: &Wanted,
        number: Option<u64>,
        previous: Option<&Previous>,
    ) -> Result<Self, MakingError> {
        let mut info = source.info.clone();
        let mut venues = source.venues.clone();
        if let Some((written, territory)) = &wanted.territory {
            venues = territory::within(venues, territory);
            if venues.is_empty() {
                return Err(MakingError::NothingThere { territory: written.clone() });
            }
            for (code, name) in &mut info.names {
                *name = named(code, name, territory);
            }
            // One place is where one terminal stands, and this goes to those of a town.
            info.here = None;
        }
        info.territory = Some(wanted.slug.clone());
        info.sequence = Some(sequence(number, previous, source.info.sequence)?);
        info.data_date = info.data_date.or_else(|| venues.iter().filter_map(|venue| venue.updated).max());
        if info.data_date.is_none() {
            return Err(MakingError::NoDataDate);
        }
        if info.sources.is_empty() {
            return Err(MakingError::NoSources);
        }
        let contact = info.contact.take();
        let mut files = source.files.clone();
        if wanted.territory.is_some() {
            for (path, bytes) in &mut files {
                if let Some(name) = path.strip_prefix(local::FOLDER).and_then(|name| name.strip_prefix('/')) {
                    *bytes = local::about(&venues, name, bytes);
                }
            }
        }
        let unwritable = |error: std::io::Error| MakingError::Unwritable { path: VENUES.into(), source: error };
        let list = export::write(&venues).map_err(|error| unwritable(std::io::Error::other(error)))?;
        let description = info.to_toml().map_err(|error| unwritable(std::io::Error::other(error)))?;
        files.push((VENUES.to_owned(), list));
        files.push((DESCRIPTION.to_owned(), description.into_bytes()));
        let read = files.iter().map(|(path, bytes)| (Cow::from(path.as_str()), Cow::from(bytes.as_slice())));
        let edition = Edition::read(read.collect())?;
        Ok(Self { edition, contact, files })
    }

    /// The entries of its words that lead to none of its venues and guides, nor to a guide of the program.
    ///
    /// # Errors
    /// None in a program whose tests pass.
    pub fn idle_words(&self) -> Result<Vec<Idle>, MakingError> {
        let words = self.files.iter().find(|(path, _)| path == SYNONYMS);
        let Some(text) = words.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok()) else { return Ok(Vec::new()) };
        Ok(synonyms::idle(text, &self.edition.clone().completed_by(Edition::starter()?)))
    }
}

fn named(code: &str, name: &str, territory: &Territory) -> String {
    let locale = Locale::from_code(code).unwrap_or(Locale::FRENCH);
    locale.say_with("bundle.named", &[("name", name), ("territory", territory.name())])
}

/// What was asked for; else the next one, unless `edition.toml` is ahead of it.
fn sequence(asked: Option<u64>, previous: Option<&Previous>, said: Option<u64>) -> Result<u64, MakingError> {
    let Some(previous) = previous.map(|previous| previous.sequence) else {
        return asked.or(said).ok_or(MakingError::NoSequence);
    };
    let found = asked.unwrap_or_else(|| said.unwrap_or_default().max(previous.saturating_add(1)));
    if found > previous { Ok(found) } else { Err(MakingError::NotHigher { found, previous }) }
}
