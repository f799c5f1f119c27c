//! The folder of an edition that is being prepared: `edition.toml`, venues, guides, synonyms, and what the town adds. Each
//! file is checked as if it were alone; local additions and words are checked against the venues and guides.

use std::path::Path;
use std::sync::Arc;

use repere_index::edition::{
    self, ACTORS, DESCRIPTION, Edition, EditionInfo, GLOSSARY, GUIDES, QUESTIONS, SYNONYMS, is_list_of_venues,
};
use repere_index::glossary::Glossary;
use repere_index::guide::{Guide, check};
use repere_index::questions::Questions;
use repere_index::synonyms::{self, Idle};
use repere_index::{ingest, local};

use super::{Checked, check_bytes, questions, remark};
use crate::locale::Locale;
use crate::making;
use crate::sentence;

/// What an edition holds.
pub(super) struct Counted {
    folder: String,
    name: String,
    venues: usize,
    /// Records of all lists, where several became one.
    records: Option<usize>,
    guides: usize,
    additions: usize,
}

/// What was found, and which entries of its words lead nowhere.
pub(super) struct Found {
    pub(super) checked: Vec<Checked>,
    pub(super) idle: Vec<Idle>,
}

/// Whether a folder is an edition.
pub(super) fn is_one(path: &Path) -> bool {
    path.join(DESCRIPTION).is_file()
}

/// Checks an edition: the whole first, then file by file.
pub(super) fn check_folder(folder: &Path, staff: Locale) -> Found {
    let named = folder.display().to_string();
    let wrong = |error: &edition::EditionError| Checked::Wrong {
        file: named.clone(),
        sentence: sentence::prepared(error, staff),
    };
    let files = match edition::source_files(folder) {
        Ok(files) => files,
        Err(error) => return Found { checked: vec![wrong(&error)], idle: Vec::new() },
    };
    let mut checked = Vec::new();
    let (mut info, mut lists, mut guides, mut words) = (EditionInfo::default(), Vec::new(), Vec::new(), None);
    let mut glossary = Glossary::default();
    let mut additions: Vec<local::File<'_>> = Vec::new();
    let mut asked = None;
    for (path, bytes) in &files {
        if path == DESCRIPTION {
            match EditionInfo::read(bytes) {
                Ok(read) => info = read,
                Err(error) => checked.push(wrong(&error)),
            }
            continue;
        }
        if let Some(name) = below(path, local::FOLDER) {
            additions.push((name, bytes));
            continue;
        }
        if path == ACTORS {
            checked.extend(check_bytes(&folder.join(ACTORS), bytes, staff));
            continue;
        }
        let text = std::str::from_utf8(bytes).ok();
        if is_list_of_venues(&path.to_lowercase()) {
            lists.extend(ingest::read_venues(path, bytes).map(|ingested| ingested.venues));
        } else if path == SYNONYMS {
            words = text;
        } else if path == QUESTIONS {
            asked = text.and_then(|text| Questions::parse(text).ok());
        } else if path == GLOSSARY {
            match Glossary::parse(bytes) {
                Ok(read) => glossary = read,
                Err(error) => checked.push(wrong(&error.into())),
            }
            continue;
        } else {
            guides.extend(below(path, GUIDES).zip(text).and_then(|(name, text)| Guide::parse(name, text).ok()));
        }
        checked.extend(check_bytes(&folder.join(path.as_ref()), bytes, staff));
    }
    let several = lists.len() > 1;
    let making::Gathered { mut venues, records } = making::gather(lists);
    let report = local::add(&additions, &mut venues, info.data_date);
    let slugs: std::collections::BTreeSet<&str> = guides.iter().map(|guide| guide.slug.as_str()).collect();
    let others = starter();
    let known = slugs.iter().copied().chain(others.guides.iter().map(|guide| guide.slug.as_str())).collect();
    let file = folder.join(QUESTIONS).display().to_string();
    let of_questions = asked.map(|asked: Questions| questions::remarks(&file, &asked, &known, staff));
    let name = info.names.get(staff.code()).or_else(|| info.names.values().next());
    let counted = Counted {
        folder: named.clone(),
        name: name.cloned().unwrap_or_default(),
        venues: venues.len(),
        records: several.then_some(records),
        guides: slugs.len(),
        additions: report.taken,
    };
    if !counted.name.is_empty() {
        checked.insert(0, Checked::Edition(counted));
    }
    checked.push(Checked::Remarks(remark::of_additions(&named, &report, staff)));
    // The words and guides of the starter edition are for every town: what leads nowhere in its invented places does so elsewhere.
    let demonstration = info.demonstration;
    let glossary = glossary.completed_by(Arc::unwrap_or_clone(others.info.glossary));
    let known: Vec<Guide> = others.guides.into_iter().filter(|guide| !slugs.contains(guide.slug.as_str())).collect();
    let own = guides.len();
    let all: Vec<Guide> = guides.iter().cloned().chain(known).collect();
    let mut found = check::check(&all, &glossary, chrono::Local::now().date_naive());
    let files: std::collections::BTreeSet<String> =
        all.iter().take(own).map(|guide| format!("{}.{}", guide.slug, guide.locale)).collect();
    found.retain(|remark| files.contains(&remark.guide));
    checked.push(Checked::Remarks(remark::of_guides(&named, &found, staff)));
    checked.push(Checked::Remarks(remark::of_steps(&named, &guides, staff)));
    checked.extend(of_questions.map(Checked::Remarks));
    let idle = words
        .filter(|_| !demonstration)
        .map(|text| idle(text, Edition { info, venues, guides, ..Edition::default() }))
        .unwrap_or_default();
    let file = folder.join(SYNONYMS).display().to_string();
    checked.push(Checked::Remarks(remark::of_words(&file, &idle, staff)));
    Found { checked, idle }
}

/// The program's own edition, which is read in its tests.
fn starter() -> Edition {
    Edition::starter().unwrap_or_default()
}

/// The entries of the words that lead nowhere in an edition and in the guides that every terminal has.
fn idle(text: &str, edition: Edition) -> Vec<Idle> {
    synonyms::idle(text, &edition.completed_by(starter()))
}

/// The name of a file that is in a folder of the edition.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

impl Counted {
    /// The edition in one sentence, and in another what became of several lists.
    pub(super) fn say(&self, staff: Locale) -> String {
        let facts = [
            ("file", self.folder.clone()),
            ("name", self.name.clone()),
            ("venues", staff.number(self.venues)),
            ("guides", staff.number(self.guides)),
            ("additions", staff.number(self.additions)),
            ("records", self.records.map(|records| staff.number(records)).unwrap_or_default()),
        ];
        let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
        let edition = staff.say_with("check.edition", &facts);
        match self.records {
            Some(_) => [edition, staff.say_with("check.gathered", &facts)].join("\n"),
            None => edition,
        }
    }
}
