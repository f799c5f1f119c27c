//! `repere bundle check`: what is wrong in files of venues and guides, with row, column and remedy. Exit 1 when a row is
//! rejected or a file cannot be used.

mod bundle;
mod edition;
mod remark;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use repere_index::actor;
use repere_index::edition::ACTORS;
use repere_index::guide::Guide;
use repere_index::ingest::{self, Counted, Finding, Report};
use repere_index::lexicon::Lexicon;
use serde::Serialize;

use super::failure::Failure;
use super::print;
use crate::locale::Locale;
use crate::sentence;

/// Findings of one kind that are shown one by one; the JSON has them all.
const EXAMPLES: usize = 3;

/// The name of the synonyms file of an edition.
const SYNONYMS: &str = "synonyms.toml";

/// What the check of one file found.
enum Checked {
    Venues(Report),
    Guide { file: String, steps: usize },
    Synonyms { file: String, phrases: usize },
    Actors { file: String, actors: usize },
    Remarks(remark::Remarks),
    Edition(edition::Counted),
    Bundle { sentences: String },
    Wrong { file: String, sentence: String },
}

/// The report as JSON.
#[derive(Debug, Default, Serialize)]
struct Json {
    accepted: usize,
    rejected: Vec<JsonFinding>,
    warnings: Vec<JsonFinding>,
    files: Vec<JsonFile>,
}

#[derive(Debug, Serialize)]
struct JsonFile {
    file: String,
    rows: usize,
    accepted: usize,
    hours_written: usize,
    hours_understood: usize,
    error: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct JsonFinding {
    file: String,
    row: usize,
    column: String,
    value: String,
    problem: &'static str,
    reason: String,
    remedy: String,
}

pub(super) fn run(matches: &ArgMatches, staff: Locale) -> Result<(), Failure> {
    let mut checked = Vec::new();
    let mut unreadable = None;
    for path in matches.get_many::<PathBuf>("files").into_iter().flatten() {
        let made = bundle::folder_of(path);
        checked.extend(made.as_deref().map(|folder| bundle::check(folder, staff)));
        let folder = made.as_deref().unwrap_or(path);
        if edition::is_one(folder) {
            checked.extend(edition::check(folder, staff).checked);
            continue;
        }
        let files = match files_of(path) {
            Ok(files) => files,
            Err(error) => {
                // The other files are checked all the same.
                let failure = Failure::file(path, &error, staff);
                checked
                    .push(Checked::Wrong { file: path.display().to_string(), sentence: failure.sentence().to_owned() });
                continue;
            }
        };
        if files.is_empty() {
            let path = path.display().to_string();
            return Err(Failure::Refused(staff.say_with("check.no-file", &[("path", &path)])));
        }
        for file in files {
            // The other files are checked all the same.
            match check(&file, staff) {
                Ok(found) => checked.extend(found),
                Err(failure) => {
                    unreadable.get_or_insert(failure);
                }
            }
        }
    }
    if !checked.is_empty() {
        print(&report(&checked, matches.get_flag("json"), staff)?, staff)?;
    }
    if let Some(failure) = unreadable {
        return Err(failure);
    }
    let refused = checked.iter().any(|file| match file {
        Checked::Venues(report) => !report.rejected.is_empty(),
        other => matches!(other, Checked::Wrong { .. }),
    });
    if refused { Err(Failure::Silent) } else { Ok(()) }
}

/// What the check of the folder of an edition found.
pub(super) struct Folder {
    /// For people.
    pub(super) report: String,
    /// Files that cannot be used. A row that is left out is none of them: the others are there.
    pub(super) wrong: usize,
    /// Lines of the synonyms file on which an entry begins that leads nowhere.
    pub(super) idle: HashSet<usize>,
}

/// Checks the folder of an edition.
pub(super) fn folder(path: &Path, staff: Locale) -> Folder {
    let edition::Found { checked, idle } = edition::check(path, staff);
    let wrong = checked.iter().filter(|file| matches!(file, Checked::Wrong { .. })).count();
    Folder { report: as_text(&checked, staff), wrong, idle: idle.iter().map(|entry| entry.line).collect() }
}

fn report(checked: &[Checked], json: bool, staff: Locale) -> Result<String, Failure> {
    if json { as_json(checked, staff) } else { Ok(as_text(checked, staff)) }
}

/// A file itself; of a folder, the venues and guides in it, in the order of their names.
fn files_of(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut entries = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let guide_or_venues = is_guide(&path) || is_venues(&path);
        let guide_or_venues = guide_or_venues || entry.file_name() == SYNONYMS;
        // A link may lead round in a circle.
        if entry.file_type()?.is_dir() {
            files.extend(files_of(&path)?);
        } else if guide_or_venues {
            files.push(path);
        }
    }
    Ok(files)
}

/// What venues are written in. JSON is read when it is named: in a folder, most of it is something else.
fn is_venues(path: &Path) -> bool {
    let named = |extension: &str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension));
    ["csv", "xlsx", "ods"].into_iter().any(named)
}

/// Markdown is a guide, but for a folder's own notes.
fn is_guide(path: &Path) -> bool {
    let readme = path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
    path.extension().is_some_and(|extension| extension == "md") && !readme
}

fn check(path: &Path, staff: Locale) -> Result<Vec<Checked>, Failure> {
    let bytes = crate::world::read_file(path).map_err(|error| Failure::file(path, &error, staff))?;
    Ok(check_bytes(path, &bytes, staff))
}

fn check_bytes(path: &Path, bytes: &[u8], staff: Locale) -> Vec<Checked> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.eq_ignore_ascii_case(ACTORS) {
        return actors(path, bytes, staff);
    }
    if is_guide(path) || name == SYNONYMS {
        return vec![check_text(path, &name, bytes, staff)];
    }
    match ingest::read_venues(&name, bytes) {
        Ok(ingested) => {
            let persons = remark::of_persons(&name, bytes, &ingested.venues, staff);
            vec![Checked::Venues(ingested.report), Checked::Remarks(persons)]
        }
        Err(error) => {
            let file = path.display().to_string();
            vec![Checked::Wrong { sentence: sentence::ingest(&file, &error, staff), file }]
        }
    }
}

/// Checks a list of actors.
fn actors(path: &Path, bytes: &[u8], staff: Locale) -> Vec<Checked> {
    let file = path.display().to_string();
    let actors = actor::read(&file, bytes);
    let ids: HashSet<&str> = actors.actors.iter().map(|actor| actor.id.as_str()).collect();
    let remarks = remark::of_actors(&actors.report, staff);
    vec![Checked::Actors { actors: ids.len(), file }, Checked::Remarks(remarks)]
}

/// Checks a guide or a synonyms file.
fn check_text(path: &Path, name: &str, bytes: &[u8], staff: Locale) -> Checked {
    let file = path.display().to_string();
    let Ok(text) = std::str::from_utf8(bytes) else {
        let sentence = staff.say_with("cli.error.edition-not-text", &[("path", &file)]);
        return Checked::Wrong { file, sentence };
    };
    if name == SYNONYMS {
        return match Lexicon::parse(text) {
            Ok(lexicon) => Checked::Synonyms { file, phrases: lexicon.entries().count() },
            Err(error) => Checked::Wrong { sentence: sentence::synonyms(&file, &error, staff), file },
        };
    }
    match Guide::parse(name, text) {
        Ok(guide) => Checked::Guide { file, steps: guide.steps.len() },
        Err(error) => Checked::Wrong { sentence: sentence::guide(&file, &error, staff), file },
    }
}

fn finding_facts(finding: &Finding) -> Vec<(&'static str, String)> {
    let mut facts = finding.problem.facts();
    facts.push(("file", finding.file.clone()));
    facts.push(("row", finding.row.to_string()));
    facts.push(("column", finding.column.clone()));
    facts.push(("value", finding.value.clone()));
    facts
}

fn say_finding(finding: &Finding, part: &str, staff: Locale) -> String {
    let facts = finding_facts(finding);
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    staff.say_with(&format!("check.problem.{}.{part}", finding.problem.key()), &facts)
}

fn as_json(checked: &[Checked], staff: Locale) -> Result<String, Failure> {
    let mut json = Json::default();
    let finding = |finding: &Finding| JsonFinding {
        file: finding.file.clone(),
        row: finding.row,
        column: finding.column.clone(),
        value: finding.value.clone(),
        problem: finding.problem.key(),
        reason: say_finding(finding, "reason", staff),
        remedy: say_finding(finding, "remedy", staff),
    };
    for file in checked {
        let mut entry =
            JsonFile { file: String::new(), rows: 0, accepted: 0, hours_written: 0, hours_understood: 0, error: None };
        match file {
            Checked::Venues(report) => {
                json.accepted += report.accepted;
                json.rejected.extend(report.rejected.iter().map(finding));
                json.warnings.extend(report.warnings.iter().map(finding));
                entry.file.clone_from(&report.file);
                (entry.rows, entry.accepted) = (report.rows, report.accepted);
                (entry.hours_written, entry.hours_understood) = (report.hours_written, report.hours_understood);
            }
            Checked::Guide { file, .. } | Checked::Synonyms { file, .. } | Checked::Actors { file, .. } => {
                entry.file.clone_from(file);
            }
            // Their files have entries of their own; an edition is no file.
            Checked::Remarks(remarks) => {
                json.warnings.extend(remarks.all.iter().cloned());
                continue;
            }
            Checked::Edition(_) | Checked::Bundle { .. } => continue,
            Checked::Wrong { file, sentence } => {
                entry.file.clone_from(file);
                entry.error = Some(sentence.clone());
            }
        }
        json.files.push(entry);
    }
    let text = serde_json::to_string_pretty(&json).map_err(|error| Failure::io(&error.into(), staff))?;
    Ok(text + "\n")
}

fn as_text(checked: &[Checked], staff: Locale) -> String {
    let mut lines = Vec::new();
    for file in checked {
        match file {
            Checked::Venues(report) => say_report(&mut lines, report, staff),
            Checked::Guide { file, steps } => {
                lines.push(staff.say_with("check.file-guide", &[("file", file), ("steps", &steps.to_string())]));
            }
            Checked::Synonyms { file, phrases } => {
                let phrases = staff.number(*phrases);
                lines.push(staff.say_with("check.file-synonyms", &[("file", file), ("phrases", &phrases)]));
            }
            Checked::Actors { file, actors } => {
                let actors = staff.number(*actors);
                lines.push(staff.say_with("check.file-actors", &[("file", file), ("actors", &actors)]));
            }
            Checked::Remarks(remarks) => remarks.say(&mut lines, staff),
            Checked::Edition(counted) => lines.push(counted.say(staff)),
            Checked::Bundle { sentences } => lines.push(sentences.clone()),
            Checked::Wrong { file, sentence } => {
                lines.push(staff.say_with("check.file-wrong", &[("file", file)]));
                lines.push(sentence.clone());
            }
        }
    }
    lines.join("\n") + "\n"
}

fn say_report(lines: &mut Vec<String>, report: &Report, staff: Locale) {
    let facts = [
        ("file", report.file.clone()),
        ("rows", staff.number(report.rows)),
        ("accepted", staff.number(report.accepted)),
        ("rejected", staff.number(report.rejected.len())),
        ("warnings", staff.number(report.warnings.len())),
        ("understood", staff.number(report.hours_understood)),
        ("written", staff.number(report.hours_written)),
    ];
    lines.push(staff.say_with("check.file-venues", &facts.each_ref().map(|(name, value)| (*name, value.as_str()))));
    if !report.rejected.is_empty() {
        lines.push(format!("\n{}", staff.say("check.rejected")));
        for finding in &report.rejected {
            let facts = [
                ("file", finding.file.clone()),
                ("row", finding.row.to_string()),
                ("column", finding.column.clone()),
                ("value", finding.value.clone()),
                ("reason", say_finding(finding, "reason", staff)),
                ("remedy", say_finding(finding, "remedy", staff)),
            ];
            let frame = match report.counted {
                Counted::Rows => "check.finding",
                Counted::Objects => "check.finding-object",
            };
            lines.push(staff.say_with(frame, &facts.each_ref().map(|(name, value)| (*name, value.as_str()))));
        }
    }
    if !report.warnings.is_empty() {
        lines.push(format!("\n{}", staff.say("check.warnings")));
        say_warnings(lines, report, staff);
    }
}

/// Warnings by kind, each with how often and a few examples: a list of thousands would be read by nobody.
fn say_warnings(lines: &mut Vec<String>, report: &Report, staff: Locale) {
    let mut kinds: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.warnings {
        kinds.entry(finding.problem.key()).or_default().push(finding);
    }
    for findings in kinds.values() {
        let Some(first) = findings.first() else { continue };
        for finding in findings.iter().take(EXAMPLES) {
            let row = finding.row.to_string();
            let reason = say_finding(finding, "reason", staff);
            let frame = match report.counted {
                // What is said of a habit of the file, or of its encoding, is about no column.
                Counted::Rows if finding.column.is_empty() && finding.row <= 1 => "check.example-whole",
                Counted::Objects if finding.row == 0 => "check.example-whole",
                Counted::Rows => "check.example",
                Counted::Objects => "check.example-object",
            };
            lines.push(staff.say_with(
                frame,
                &[("row", &row), ("column", &finding.column), ("value", &finding.value), ("reason", &reason)],
            ));
        }
        if findings.len() > EXAMPLES {
            let left = staff.number(findings.len() - EXAMPLES);
            lines.push(staff.say_with("check.more", &[("count", &left)]));
        }
        lines.push(staff.say_with("check.remedy", &[("remedy", &say_finding(first, "remedy", staff))]));
    }
}
