//! Answers judged queries as `SQLite` FTS5 would, alone or given our synonyms, so that the gain of understanding is told apart
//! from the gain of a word list. Reads `{"q": …, "at": [lat, lon]}` a line, prints an array a line, as
//! `repere search --batch` does; whatever scores the one scores the other.
//!
//! `REPERE_BENCH_FILE=venues.csv REPERE_BENCH_SYNONYMS=1 cargo bench --bench quality < queries.jsonl`

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "prints answers; a bench that fails has to stop")]
#![allow(dead_code, reason = "the engines are shared with benches that need all of them")]

mod engines;
mod queries;
mod venues;

use std::collections::HashMap;
use std::env;
use std::io::BufRead as _;

use repere_index::distance::Position;
use repere_index::ingest;
use repere_index::venue::Venue;
use serde::{Deserialize, Serialize};

use engines::sqlite::{Sqlite, Table};
use engines::synonyms::Synonyms;

/// `SQLite` measures no distances: of its best rows those this near are kept, the way the peers were measured, in metres.
const NEAR: f64 = 30_000.0;
/// How many of its best rows are looked at for near ones.
const ROWS: usize = 400;

#[derive(Deserialize)]
struct Question {
    q: String,
    at: [f64; 2],
}

#[derive(Serialize)]
struct Hit<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    commune: &'a str,
    services: Vec<&'static str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

fn main() {
    let Ok(file) = env::var("REPERE_BENCH_FILE") else {
        println!("quality: skipped, REPERE_BENCH_FILE names no file of venues");
        return;
    };
    let venues = ingest::read_venues(&file, &std::fs::read(&file).unwrap()).unwrap().venues;
    let table = Table::of(venues.iter().cloned());
    let told = env::var_os("REPERE_BENCH_SYNONYMS").is_some();
    let engine = if told { Sqlite::with_synonyms(&table, Synonyms::edition()) } else { Sqlite::plain(&table) };
    let by_id: HashMap<&str, &Venue> = venues.iter().map(|venue| (venue.id.as_str(), venue)).collect();
    for line in std::io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line.unwrap()).unwrap();
        let from = Position::new(question.at[0], question.at[1]).unwrap();
        let rows = engine.rows(&question.q, ROWS);
        let near = |venue: &&Venue| venue.position.is_some_and(|position| from.metres_to(position.at) <= NEAR);
        let found = rows.iter().filter_map(|(id, ..)| by_id.get(id.as_str()).copied()).filter(near);
        let hits: Vec<Hit<'_>> = found.take(engines::LIMIT).map(hit).collect();
        println!("{}", serde_json::to_string(&hits).unwrap());
    }
}

fn hit(venue: &Venue) -> Hit<'_> {
    Hit {
        kind: "venue",
        id: &venue.id,
        title: &venue.name,
        commune: &venue.commune,
        services: venue.services.iter().map(|service| service.label()).collect(),
        latitude: venue.position.map(|position| position.at.latitude),
        longitude: venue.position.map(|position| position.at.longitude),
    }
}
