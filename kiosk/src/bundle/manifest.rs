//! `manifest.toml`: what an edition is, whom it is for, and every file with its size and hash. Reads it strictly, for it is
//! the one thing that is signed, and writes it so that the same content gives the same bytes. Reads no other file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use semver::Version;
use serde::{Deserialize, Serialize};

use super::names;
use super::{BundleError, Hash, MAX_FILE, MAX_FILES, MAX_MANIFEST, MAX_TOTAL};

/// The format that this program reads and writes.
pub(super) const FORMAT: u64 = 1;

const MOMENT: &str = "%Y-%m-%dT%H:%M:%SZ";
const DAY: &str = "%Y-%m-%d";

/// Characters of a name or a licence, and of an address.
const MAX_TEXT: usize = 300;

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Name of the edition, by locale.
    pub name: BTreeMap<String, String>,
    /// Whom it is for: a slug of `a-z0-9-`, 64 characters at most.
    pub territory: String,
    /// Number of the edition in its territory, from 1; each is higher than the one before.
    pub sequence: u64,
    /// When the bundle was made, to the second.
    pub created: DateTime<Utc>,
    /// The day up to which its data are known.
    pub data_date: NaiveDate,
    /// The oldest program that can serve it.
    pub min_program: Version,
    /// Languages of its content.
    pub locales: Vec<String>,
    /// What is in it.
    pub counts: Counts,
    /// Whom the content comes from.
    pub sources: Vec<Source>,
    /// Every file.
    pub files: Vec<Listed>,
}

/// How much is in an edition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Venues; never 0 in a manifest.
    pub venues: u64,
    /// Guides, each counted once whatever its languages.
    pub guides: u64,
}

/// Whom content comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name of the producer or of the data set.
    pub name: String,
    /// Its licence.
    pub licence: String,
    /// Where it can be read about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Path below the bundle, as [`names::check`] allows it.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its bytes.
    pub sha256: Hash,
}

/// The manifest as written. Tables stand after plain values, as TOML wants it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u64,
    territory: String,
    sequence: u64,
    created: String,
    data_date: String,
    min_program: String,
    locales: Vec<String>,
    name: BTreeMap<String, String>,
    counts: Counts,
    #[serde(default)]
    sources: Vec<Source>,
    #[serde(default)]
    files: Vec<WrittenFile>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    path: String,
    size: u64,
    sha256: String,
}

impl Manifest {
    /// Reads a manifest by every rule of the format that does not need the files.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        if bytes.len() as u64 > MAX_MANIFEST {
            return Err(BundleError::ManifestTooLarge { limit: MAX_MANIFEST });
        }
        let text = std::str::from_utf8(bytes).map_err(|_no_text| BundleError::ManifestNotText)?;
        let table: toml::Table = toml::from_str(text).map_err(|error| {
            let (line, reason) = described(text, &error);
            BundleError::ManifestSyntax { line, reason }
        })?;
        // Before anything else is asked for: a later format may have other fields.
        match table.get("format") {
            Some(toml::Value::Integer(1)) | None => {}
            Some(other) => return Err(BundleError::UnknownFormat { found: other.to_string(), expected: FORMAT }),
        }
        let written: Written = toml::from_str(text).map_err(|error| {
            let (line, reason) = described(text, &error);
            BundleError::ManifestField { line, reason }
        })?;
        written.judged()
    }

    /// The manifest as text; the same manifest gives the same text.
    ///
    /// # Errors
    /// When the sequence is too large to be written.
    pub fn to_toml(&self) -> Result<String, BundleError> {
        let files = self.files.iter().map(|file| WrittenFile {
            path: file.path.clone(),
            size: file.size,
            sha256: file.sha256.to_string(),
        });
        let written = Written {
            format: FORMAT,
            territory: self.territory.clone(),
            sequence: self.sequence,
            created: self.created.format(MOMENT).to_string(),
            data_date: self.data_date.format(DAY).to_string(),
            min_program: self.min_program.to_string(),
            locales: self.locales.clone(),
            name: self.name.clone(),
            counts: self.counts,
            sources: self.sources.clone(),
            files: files.collect(),
        };
        // TOML's integers end at 2^63 - 1; nothing else here can be unwritable.
        if i64::try_from(self.sequence).is_err() {
            return Err(BundleError::BadSequence { found: self.sequence });
        }
        toml::to_string(&written).map_err(|_too_large| BundleError::BadSequence { found: self.sequence })
    }

    /// Bytes of all its files.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.files.iter().fold(0, |total, file| total.saturating_add(file.size))
    }
}

impl Written {
    fn judged(self) -> Result<Manifest, BundleError> {
        if !is_slug(&self.territory) {
            return Err(BundleError::BadTerritory { found: self.territory });
        }
        if self.sequence == 0 {
            return Err(BundleError::BadSequence { found: self.sequence });
        }
        let Some(created) = moment(&self.created) else { return Err(BundleError::BadCreated { found: self.created }) };
        let Some(data_date) = day(&self.data_date) else {
            return Err(BundleError::BadDataDate { found: self.data_date });
        };
        let Some(min_program) = version(&self.min_program) else {
            return Err(BundleError::BadMinProgram { found: self.min_program });
        };
        check_locales(&self.locales)?;
        check_name(&self.name)?;
        check_sources(&self.sources)?;
        if self.counts.venues == 0 {
            return Err(BundleError::NoVenues);
        }
        let files = files(self.files)?;
        Ok(Manifest {
            name: self.name,
            territory: self.territory,
            sequence: self.sequence,
            created,
            data_date,
            min_program,
            locales: self.locales,
            counts: self.counts,
            sources: self.sources,
            files,
        })
    }
}

/// The line of an error, from 1, and what is wrong.
fn described(text: &str, error: &toml::de::Error) -> (u64, String) {
    let before = error.span().and_then(|span| text.as_bytes().get(..span.start)).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count() as u64;
    (line, error.message().to_owned())
}

fn is_slug(text: &str) -> bool {
    let inside = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    (1..=64).contains(&text.len()) && inside && !text.starts_with('-') && !text.ends_with('-')
}

/// A moment in UTC, to the second, in the one way to write it.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let moment = NaiveDateTime::parse_from_str(text, MOMENT).ok()?.and_utc();
    (moment.format(MOMENT).to_string() == text).then_some(moment)
}

fn day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, DAY).ok()?;
    (day.format(DAY).to_string() == text).then_some(day)
}

fn version(text: &str) -> Option<Version> {
    let version = Version::parse(text).ok()?;
    (version.pre.is_empty() && version.build.is_empty()).then_some(version)
}

fn is_locale(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= MAX_TEXT && !text.chars().any(char::is_control)
}

fn check_locales(locales: &[String]) -> Result<(), BundleError> {
    let mut seen = BTreeSet::new();
    match locales.iter().find(|locale| !is_locale(locale) || !seen.insert(*locale)) {
        Some(wrong) => Err(BundleError::BadLocale { found: wrong.clone() }),
        None if locales.is_empty() => Err(BundleError::BadLocale { found: String::new() }),
        None => Ok(()),
    }
}

fn check_name(name: &BTreeMap<String, String>) -> Result<(), BundleError> {
    match name.iter().find(|(locale, text)| !is_locale(locale) || !is_text(text)) {
        Some((locale, _)) => Err(BundleError::BadName { locale: locale.clone() }),
        None if name.is_empty() => Err(BundleError::BadName { locale: String::new() }),
        None => Ok(()),
    }
}

fn check_sources(sources: &[Source]) -> Result<(), BundleError> {
    if sources.is_empty() {
        return Err(BundleError::BadSource { number: 0 });
    }
    let is_address = |url: &String| is_text(url) && (url.starts_with("https://") || url.starts_with("http://"));
    let complete = |source: &Source| {
        is_text(&source.name) && is_text(&source.licence) && source.url.as_ref().is_none_or(is_address)
    };
    match sources.iter().position(|source| !complete(source)) {
        Some(wrong) => Err(BundleError::BadSource { number: wrong as u64 + 1 }),
        None => Ok(()),
    }
}

fn files(written: Vec<WrittenFile>) -> Result<Vec<Listed>, BundleError> {
    if written.is_empty() {
        return Err(BundleError::NoFiles);
    }
    if written.len() as u64 > MAX_FILES {
        return Err(BundleError::TooManyFiles { found: written.len() as u64, limit: MAX_FILES });
    }
    check_clashes(&written)?;
    let mut files = Vec::new();
    let mut total: u64 = 0;
    for WrittenFile { path: file, size, sha256 } in written {
        if let Err(fault) = names::check(&file) {
            return Err(BundleError::Path { file, fault });
        }
        if size > MAX_FILE {
            return Err(BundleError::FileTooLarge { file, found: size, limit: MAX_FILE });
        }
        total = total.saturating_add(size);
        let Some(sha256) = Hash::parse(&sha256) else { return Err(BundleError::BadHash { file }) };
        files.push(Listed { path: file, size, sha256 });
    }
    if total > MAX_TOTAL {
        return Err(BundleError::TotalTooLarge { found: total, limit: MAX_TOTAL });
    }
    Ok(files)
}

/// Refuses paths that are one on a disk that ignores case (FAT, NTFS), and a file that is also a folder of another.
fn check_clashes(files: &[WrittenFile]) -> Result<(), BundleError> {
    let mut seen = BTreeMap::new();
    for WrittenFile { path: file, .. } in files {
        match seen.insert(file.to_lowercase(), file) {
            None => {}
            Some(other) if other == file => return Err(BundleError::Duplicate { file: file.clone() }),
            Some(other) => return Err(BundleError::Clash { file: file.clone(), other: other.clone() }),
        }
    }
    for (lower, file) in &seen {
        for (end, _) in lower.match_indices('/') {
            if let Some(other) = lower.get(..end).and_then(|folder| seen.get(folder)) {
                return Err(BundleError::Clash { file: (*file).clone(), other: (*other).clone() });
            }
        }
    }
    Ok(())
}
