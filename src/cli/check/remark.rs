//! Remarks on files that were read: on local additions, on contacts that seem to be a person's, on words that
//! lead nowhere. Nothing is refused for them.

use std::collections::{BTreeMap, HashMap};

use repere_index::contacts;
use repere_index::ingest;
use repere_index::local;
use repere_index::synonyms::Idle;
use repere_index::venue::Venue;

use super::{EXAMPLES, JsonFinding};
use crate::locale::Locale;

/// The remarks of one kind of thing.
pub(super) struct Remarks {
    /// Key of the line above them.
    pub(super) heading: &'static str,
    /// In the order in which they were found.
    pub(super) all: Vec<JsonFinding>,
}

/// What is wrong in local additions. `folder` stands before the files of an edition.
pub(super) fn of_additions(folder: &str, report: &local::Report, staff: Locale) -> Remarks {
    let remark = |found: &local::Finding| {
        let table = if matches!(found.problem, local::Problem::Unreadable(_)) { "check.error" } else { "check.local" };
        let file = format!("{folder}/{}", found.file);
        let mut facts = found.problem.facts();
        facts.push(("file", file.clone()));
        let (reason, remedy) = sentences(&format!("{table}.{}", found.problem.key()), &facts, staff);
        JsonFinding {
            file,
            row: found.row,
            column: found.column.clone(),
            value: found.value.clone(),
            problem: found.problem.key(),
            reason,
            remedy,
        }
    };
    Remarks { heading: "check.remarks-local", all: report.findings.iter().map(remark).collect() }
}

/// Entries of a synonyms file that lead nowhere.
pub(super) fn of_words(file: &str, idle: &[Idle], staff: Locale) -> Remarks {
    let remark = |entry: &Idle| {
        let (reason, remedy) = sentences("check.idle", &[("entry", entry.phrase.clone())], staff);
        JsonFinding {
            file: file.to_owned(),
            row: entry.line,
            column: String::new(),
            value: entry.phrase.clone(),
            problem: "entry-idle",
            reason,
            remedy,
        }
    };
    Remarks { heading: "check.remarks-words", all: idle.iter().map(remark).collect() }
}

/// Contacts in a list of venues that seem to be a person's.
pub(super) fn of_persons(file: &str, bytes: &[u8], venues: &[Venue], staff: Locale) -> Remarks {
    let mut personal = contacts::personal(venues).peekable();
    // Most lists have none: they are not read again for the rows.
    let rows = if personal.peek().is_some() { rows_by_id(file, bytes) } else { HashMap::new() };
    let remark = |found: contacts::Personal<'_>| {
        let facts = [("venue", found.venue.name.clone())];
        let (reason, remedy) = sentences(&format!("check.contact.{}", found.contact.key()), &facts, staff);
        JsonFinding {
            file: file.to_owned(),
            row: rows.get(&found.venue.id).copied().unwrap_or_default(),
            column: found.contact.column().to_owned(),
            value: found.value.to_owned(),
            problem: found.contact.key(),
            reason,
            remedy,
        }
    };
    Remarks { heading: "check.remarks-contact", all: personal.map(remark).collect() }
}

/// The row of each identifier, where the list is a table.
fn rows_by_id(file: &str, bytes: &[u8]) -> HashMap<String, usize> {
    let rows = ingest::read_rows(file, bytes).unwrap_or_default();
    let header = rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
    let Some(place) = header.iter().position(|cell| cell.eq_ignore_ascii_case("id")) else { return HashMap::new() };
    let ids = rows.iter().skip(1).filter_map(|row| Some((row.cells.get(place)?.clone(), row.number)));
    ids.collect()
}

/// A reason and a remedy.
pub(super) fn sentences(key: &str, facts: &[(&str, String)], staff: Locale) -> (String, String) {
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    (staff.say_with(&format!("{key}.reason"), &facts), staff.say_with(&format!("{key}.remedy"), &facts))
}

impl Remarks {
    /// By kind, each with how often and a few examples.
    pub(super) fn say(&self, lines: &mut Vec<String>, staff: Locale) {
        let mut kinds: BTreeMap<&str, Vec<&JsonFinding>> = BTreeMap::new();
        for remark in &self.all {
            kinds.entry(remark.problem).or_default().push(remark);
        }
        if !kinds.is_empty() {
            lines.push(format!("\n{}", staff.say(self.heading)));
        }
        for remarks in kinds.values() {
            lines.extend(remarks.iter().take(EXAMPLES).map(|remark| example(remark, staff)));
            if remarks.len() > EXAMPLES {
                let left = staff.number(remarks.len() - EXAMPLES);
                lines.push(staff.say_with("check.more", &[("count", &left)]));
            }
            if let Some(first) = remarks.first() {
                lines.push(staff.say_with("check.remedy", &[("remedy", &first.remedy)]));
            }
        }
    }
}

fn example(remark: &JsonFinding, staff: Locale) -> String {
    let key = if remark.column.is_empty() { "check.remark-row" } else { "check.remark" };
    let row = remark.row.to_string();
    let facts = [
        ("file", remark.file.as_str()),
        ("row", &row),
        ("column", &remark.column),
        ("value", &remark.value),
        ("reason", &remark.reason),
    ];
    staff.say_with(key, &facts)
}
