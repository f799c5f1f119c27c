//! Real data: the venues of the whole of France, which lie beside the project and are never copied into it. Without them
//! these tests say so and are skipped.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use repere::world::Content;
use repere_index::contacts;
use repere_index::distance::Position;
use repere_index::hours::Moment;
use repere_index::ingest::{self, Ingested};
use repere_index::search::{Ask, Catalogue, Wanted};
use rstest::rstest;
use serde_json::Value;

use crate::pty::{Home, PROGRAM};

/// Venues of the file: none may be lost.
const VENUES: usize = 9_303;
const LENS: (f64, f64) = (50.4289, 2.8319);

/// The file, if the machine has it.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
pub fn file() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let path = above.map(|folder| folder.join("shared/data/venues/v1-france.csv")).find(|path| path.is_file());
    if path.is_none() {
        println!("skipped: no shared/data/venues/v1-france.csv above the workspace");
    }
    path
}

/// The file as it was read, once for all tests.
fn ingested() -> Option<&'static Ingested> {
    static INGESTED: OnceLock<Option<Ingested>> = OnceLock::new();
    let read = || Some(ingest::read_venues("v1-france.csv", &std::fs::read(file()?).unwrap()).unwrap());
    INGESTED.get_or_init(read).as_ref()
}

fn catalogue() -> Option<&'static Catalogue> {
    static CATALOGUE: OnceLock<Option<Catalogue>> = OnceLock::new();
    let load = || {
        let content = Content::Venues { files: vec![file()?], store: None };
        Some(content.load(&mut |_, _| {}).unwrap())
    };
    CATALOGUE.get_or_init(load).as_ref()
}

#[test]
fn no_venue_is_lost_and_nearly_all_hours_are_understood() {
    let Some(Ingested { venues, report }) = ingested() else { return };
    assert_eq!((venues.len(), report.accepted, report.rows), (VENUES, VENUES, VENUES));
    assert!(report.rejected.is_empty(), "{:?}", report.rejected);
    let (understood, written) = (report.hours_understood, report.hours_written);
    assert!(understood * 100 >= written * 98, "{understood} of {written}");
}

/// A list that is written again loses nothing of any venue of France.
#[test]
fn every_venue_is_written_and_read_as_the_same() {
    let Some(Ingested { venues, .. }) = ingested() else { return };
    let written = repere_index::export::write(venues).unwrap();
    let read = ingest::read_venues("venues.csv", &written).unwrap().venues;
    let differs = venues.iter().zip(&read).find(|(one, other)| one != other);
    assert!(read.len() == VENUES && differs.is_none(), "{differs:?}");
}

#[test]
fn every_identifier_is_its_own() {
    let Some(Ingested { venues, .. }) = ingested() else { return };
    let ids: std::collections::HashSet<&str> = venues.iter().map(|venue| venue.id.as_str()).collect();
    assert_eq!(ids.len(), VENUES);
}

#[test]
fn the_report_of_the_command_line_is_that_of_the_library() {
    let Some(path) = file() else { return };
    let (code, report) = json(&["bundle", "check", "--json", path.to_str().unwrap()]);
    assert_eq!(code, Some(0));
    assert_eq!(report["accepted"], VENUES);
    assert_eq!(report["rejected"], Value::Array(Vec::new()));
    let Some(Ingested { report: expected, venues }) = ingested() else { return };
    assert_eq!(report["files"][0]["hours_understood"], expected.hours_understood);
    let persons = contacts::personal(venues).count();
    assert!(persons > 0 && persons < VENUES / 10, "{persons}");
    assert_eq!(report["warnings"].as_array().unwrap().len(), expected.warnings.len() + persons);
}

#[test]
fn the_command_line_finds_what_is_near() {
    let Some(path) = file() else { return };
    let at = format!("{},{}", LENS.0, LENS.1);
    let (code, hits) = json(&["search", "--json", "--venues", path.to_str().unwrap(), "--at", &at, "mediatheque lens"]);
    assert_eq!(code, Some(0));
    let first: Vec<&Value> = hits.as_array().unwrap().iter().take(3).collect();
    assert!(!first.is_empty());
    for hit in first {
        assert_eq!(hit["kind"], "venue", "{hit}");
        assert!(hit["distance_m"].as_f64().unwrap() < 25_000.0, "{hit}");
    }
}

/// What people type in and around Lens; each has an answer nearby in the data.
#[rstest]
#[case::library("mediatheque lens", 20.0)]
#[case::no_accents("mediatheque", 30.0)]
#[case::mistyped("médiatéque", 30.0)]
#[case::france_services("france services", 30.0)]
#[case::paperwork("ccas", 30.0)]
#[case::unfinished("mediath", 30.0)]
fn the_first_answer_is_near(#[case] words: &str, #[case] kilometres: f64) {
    let Some(catalogue) = catalogue() else { return };
    let moment = Moment { now: "2026-11-24T10:00:00".parse().unwrap(), floor: None };
    let ask =
        Ask { from: Position::new(LENS.0, LENS.1), limit: 5, ..Ask::new(Wanted::Words(words.to_owned()), moment) };
    let answer = catalogue.search(&ask).unwrap();
    let first = answer.venues.first().unwrap_or_else(|| panic!("nothing for {words}"));
    let far = first.distance_m.unwrap() / 1_000.0;
    assert!(far <= kilometres, "{} in {} at {far} km", first.venue.name, first.venue.commune);
}

/// What the program answers in JSON.
fn json(arguments: &[&str]) -> (Option<i32>, Value) {
    let home = Home::new();
    let mut command = Command::new(PROGRAM);
    command.args(home.arguments("")).args(arguments).env_clear().envs(home.variables());
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
}
