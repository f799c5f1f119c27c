//! The folder of an edition that is being prepared: `edition.toml`, venues, guides, synonyms, and what the town adds. Each
//! file is checked as if it were alone; local additions are checked against the venues.

use std::path::Path;

use repere_index::edition::{self, DESCRIPTION, EditionInfo, GUIDES, SYNONYMS, is_list_of_venues};
use repere_index::{ingest, local};

use super::{Checked, check_bytes, remark};
use crate::locale::Locale;
use crate::sentence;

/// What an edition holds.
pub(super) struct Counted {
    folder: String,
    name: String,
    venues: usize,
    guides: usize,
    additions: usize,
}

/// Whether a folder is an edition.
pub(super) fn is_one(path: &Path) -> bool {
    path.join(DESCRIPTION).is_file()
}

/// Checks an edition: the whole first, then file by file.
pub(super) fn check(folder: &Path, staff: Locale) -> Vec<Checked> {
    let named = folder.display().to_string();
    let wrong = |error: &edition::EditionError| Checked::Wrong {
        file: named.clone(),
        sentence: sentence::edition(error, staff),
    };
    let files = match edition::files(folder) {
        Ok(files) => files,
        Err(error) => return vec![wrong(&error)],
    };
    let mut checked = Vec::new();
    let mut counted = Counted { folder: named.clone(), name: String::new(), venues: 0, guides: 0, additions: 0 };
    let (mut info, mut venues) = (EditionInfo::default(), Vec::new());
    let mut additions: Vec<local::File<'_>> = Vec::new();
    let mut guides = std::collections::BTreeSet::new();
    for (path, bytes) in &files {
        if path == DESCRIPTION {
            match EditionInfo::read(bytes) {
                Ok(read) => info = read,
                Err(error) => checked.push(wrong(&error)),
            }
        } else if let Some(name) = below(path, local::FOLDER) {
            additions.push((name, bytes));
        } else {
            let guide = below(path, GUIDES).and_then(|name| name.split('.').next());
            guides.extend(guide);
            if is_list_of_venues(path) {
                venues = ingest::read_venues(path, bytes).map(|ingested| ingested.venues).unwrap_or_default();
            }
            if is_list_of_venues(path) || guide.is_some() || path == SYNONYMS {
                checked.extend(check_bytes(&folder.join(path.as_ref()), bytes, staff));
            }
        }
    }
    (counted.venues, counted.guides) = (venues.len(), guides.len());
    let report = local::add(&additions, &mut venues, info.data_date);
    counted.additions = report.taken;
    let name = info.names.get(staff.code()).or_else(|| info.names.values().next());
    counted.name = name.cloned().unwrap_or_default();
    if !counted.name.is_empty() {
        checked.insert(0, Checked::Edition(counted));
    }
    checked.push(Checked::Remarks(remark::of_additions(&named, &report, staff)));
    checked
}

/// The name of a file that is in a folder of the edition.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

impl Counted {
    /// The edition in one sentence.
    pub(super) fn say(&self, staff: Locale) -> String {
        let facts = [
            ("file", self.folder.clone()),
            ("name", self.name.clone()),
            ("venues", staff.number(self.venues)),
            ("guides", staff.number(self.guides)),
            ("additions", staff.number(self.additions)),
        ];
        staff.say_with("check.edition", &facts.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}
