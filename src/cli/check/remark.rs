//! Remarks on files that were read: on local additions, on contacts that seem to be a person's, on words that
//! lead nowhere. Nothing is refused for them.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use repere_index::contacts;
use repere_index::edition::GUIDES;
use repere_index::guide::{Guide, check};
use repere_index::ingest;
use repere_index::local;
use repere_index::synonyms::Idle;
use repere_index::venue::Venue;

use super::{EXAMPLES, JsonFinding};
use crate::locale::Locale;
use crate::medium::screen;
use crate::model::look::Grid;
use crate::model::{Context, Reading};
use crate::page;

/// What a font of 16×32 leaves of 1024×768 pixels.
const OLD_SCREEN: Grid = Grid { columns: 64, rows: 24 };

/// The remarks of one kind of thing.
pub(super) struct Remarks {
    /// Key of the line above them.
    pub(super) heading: &'static str,
    /// How many of them must be seen to before the edition goes out.
    pub(super) refused: usize,
    /// In the order in which they were found.
    pub(super) all: Vec<JsonFinding>,
}

/// What is wrong in local additions. `folder` stands before the files of an edition.
pub(super) fn of_additions(folder: &str, report: &local::Report, staff: Locale) -> Remarks {
    Remarks { heading: "check.remarks-local", refused: 0, all: of_report(Some(folder), report, staff) }
}

/// What is wrong in a list of actors.
pub(super) fn of_actors(report: &local::Report, staff: Locale) -> Remarks {
    Remarks { heading: "check.remarks-actors", refused: 0, all: of_report(None, report, staff) }
}

/// The findings of files of our own. `folder` stands before their names.
fn of_report(folder: Option<&str>, report: &local::Report, staff: Locale) -> Vec<JsonFinding> {
    let remark = |found: &local::Finding| {
        let table = if matches!(found.problem, local::Problem::Unreadable(_)) { "check.error" } else { "check.local" };
        let file = folder.map_or_else(|| found.file.clone(), |folder| format!("{folder}/{}", found.file));
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
    report.findings.iter().map(remark).collect()
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
    Remarks { heading: "check.remarks-words", refused: 0, all: idle.iter().map(remark).collect() }
}

/// What should be looked at again in guides. `folder` stands before their files.
pub(super) fn of_guides(folder: &str, found: &[check::Remark], staff: Locale) -> Remarks {
    let remark = |found: &check::Remark| {
        let (reason, remedy) =
            sentences(&format!("check.reading.{}", found.finding.key()), &found.finding.facts(), staff);
        JsonFinding {
            file: format!("{folder}/{GUIDES}/{}.md", found.guide),
            row: 0,
            column: String::new(),
            value: String::new(),
            problem: found.finding.key(),
            reason,
            remedy,
        }
    };
    let refused = found.iter().filter(|remark| remark.finding.is_refused()).count();
    Remarks { heading: "check.remarks-guides", refused, all: found.iter().map(remark).collect() }
}

/// Steps that do not fit on one sheet of an old screen: nobody should turn sheets in the middle of what they do.
pub(super) fn of_steps(folder: &str, guides: &[Guide], staff: Locale) -> Remarks {
    let mut all = Vec::new();
    for guide in guides {
        let Some(locale) = Locale::from_code(&guide.locale) else { continue };
        let context = Context::new(locale, NaiveDateTime::default());
        for (place, step) in guide.steps.iter().enumerate() {
            // The cover comes before the steps.
            let reading = Reading { guide: guide.clone(), place: place + 1, generation: 0, help: None };
            if screen::sheet_count(&page::guide::page(&reading, &context), OLD_SCREEN) < 2 {
                continue;
            }
            let (reason, remedy) = sentences("check.reading.long-step", &[("step", step.title.clone())], staff);
            all.push(JsonFinding {
                file: format!("{folder}/{GUIDES}/{}.{}.md", guide.slug, guide.locale),
                row: 0,
                column: String::new(),
                value: step.title.clone(),
                problem: "long-step",
                reason,
                remedy,
            });
        }
    }
    Remarks { heading: "check.remarks-steps", refused: 0, all }
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
    Remarks { heading: "check.remarks-contact", refused: 0, all: personal.map(remark).collect() }
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
    let key = match (remark.row, remark.column.is_empty()) {
        (0, true) => "check.remark-file",
        (_, true) => "check.remark-row",
        (_, false) => "check.remark",
    };
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
