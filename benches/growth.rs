//! The table of how time and memory grow: medians, tails and ratios of all engines, measured in turns in one run, in
//! Markdown. `cargo bench --bench growth`, with other sizes in `REPERE_BENCH_VENUES` ("10000,1000000").

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "prints tables; a bench that fails has to stop"
)]

mod engines;
mod memory;
mod queries;
mod samples;
mod stage;
mod venues;

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use repere::keymap::Key;
use repere::page::PageKind;

use engines::bare::{Bare, Floor, Same};
use engines::sqlite::{Sqlite, Table};
use engines::synonyms::Synonyms;
use engines::{Engine, Repere};
use queries::{Kind, Query};
use samples::{Samples, head, ms, row, times};
use stage::Stage;

/// All queries are asked this often, or as often as fits in [`ENOUGH`].
const ROUNDS: usize = 60;
const FEWEST_ROUNDS: usize = 5;
const ENOUGH: Duration = Duration::from_secs(90);

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, engine, count] if flag == memory::CHILD => memory::child(engine, count.parse().unwrap()),
        // `cargo test --benches` only wants to know that it can be run.
        _ if arguments.iter().any(|argument| argument == "--bench") => tables(),
        _ => {}
    }
}

fn tables() {
    let sizes = env::var("REPERE_BENCH_VENUES").unwrap_or_else(|_| "10000,250000".to_owned());
    for size in sizes.split(',') {
        let count = size.trim().parse().unwrap();
        println!("\n## {count} venues\n");
        measure(count);
    }
}

fn measure(count: usize) {
    println!("{}", head(&["memory", "resident MB", "peak MB"]));
    for engine in memory::ENGINES {
        let taken = memory::of(engine, count);
        let figure = |figure: Option<f64>| figure.map_or_else(|| "n/a".to_owned(), |figure| format!("{figure:.0}"));
        println!("{}", row([engine.to_owned(), figure(taken.map(|t| t.resident)), figure(taken.map(|t| t.peak))]));
    }

    println!("\n{}", head(&["build", "s", "index MB"]));
    let repere = built("Repère", || Repere::build(count), |_| None);
    let table = built("SQLite FTS5", || Table::build(count), |table| Some(table.bytes()));
    let bare = built("bare tantivy", || Bare::build(count), |bare| Some(bare.bytes()));

    let plain = Sqlite::plain(&table);
    let told = Sqlite::with_synonyms(&table, Synonyms::edition());
    searches(&[&repere, &plain, &told, &Floor(&bare), &Same(&bare)]);
    frames(&repere);
}

fn built<T>(name: &str, build: impl FnOnce() -> T, bytes: impl FnOnce(&T) -> Option<u64>) -> T {
    let start = Instant::now();
    let engine = build();
    let seconds = start.elapsed().as_secs_f64();
    let size = bytes(&engine).map_or_else(|| "n/a".to_owned(), samples::megabytes);
    println!("{}", row([name.to_owned(), format!("{seconds:.1}"), size]));
    engine
}

/// Asks every engine every query in turns, the first engine another one each time: what disturbs one disturbs all.
fn searches(engines: &[&dyn Engine]) {
    let queries = queries::all();
    let mut samples = vec![vec![Samples::default(); queries.len()]; engines.len()];
    let start = Instant::now();
    let mut rounds = 0;
    // The first round warms up and is not counted.
    while rounds <= FEWEST_ROUNDS || (rounds <= ROUNDS && start.elapsed() < ENOUGH) {
        for (place, query) in queries.iter().enumerate() {
            for turn in 0..engines.len() {
                let engine = (turn + rounds + place) % engines.len();
                let begun = Instant::now();
                black_box(engines[engine].search(black_box(&query.text)));
                let time = begun.elapsed();
                if rounds > 0 {
                    samples[engine][place].push(time);
                }
            }
        }
        rounds += 1;
    }
    println!("\n{} queries, {} rounds, engines in turns\n", queries.len(), rounds - 1);
    by_kind(engines, &queries, &samples);
    slowest(engines, &queries, &samples);
}

fn by_kind(engines: &[&dyn Engine], queries: &[Query], samples: &[Vec<Samples>]) {
    let mut titles = vec!["p50 / p99 in ms"];
    titles.extend(engines.iter().map(|engine| engine.name()));
    titles.extend(["SQLite ÷ Repère", "Repère ÷ bare, last word", "Repère ÷ bare, all words"]);
    println!("{}", head(&titles));
    let [name, typo, typing, service, worst] = Kind::ALL;
    let groups: [(&str, &[Kind]); 7] = [
        ("all", &Kind::ALL),
        ("all but the worst cases", &[name, typo, typing, service]),
        (name.title(), &[name]),
        (typo.title(), &[typo]),
        (typing.title(), &[typing]),
        (service.title(), &[service]),
        (worst.title(), &[worst]),
    ];
    for (title, kinds) in groups {
        let gathered: Vec<Samples> = samples.iter().map(|of_engine| gather(queries, of_engine, kinds)).collect();
        let pair = |of: &dyn Fn(usize) -> String| format!("{} / {}", of(50), of(99));
        let mut cells = vec![title.to_owned()];
        cells.extend(gathered.iter().map(|samples| pair(&|percent| ms(samples.percentile(percent)))));
        let ratio = |one: &Samples, other: &Samples| pair(&|p| times(one.percentile(p), other.percentile(p)));
        cells.push(ratio(&gathered[1], &gathered[0]));
        cells.push(ratio(&gathered[0], &gathered[3]));
        cells.push(ratio(&gathered[0], &gathered[4]));
        println!("{}", row(cells));
    }
}

fn gather(queries: &[Query], of_engine: &[Samples], kinds: &[Kind]) -> Samples {
    let mut gathered = Samples::default();
    for (query, samples) in queries.iter().zip(of_engine) {
        if kinds.contains(&query.kind) {
            gathered.extend(samples);
        }
    }
    gathered
}

/// The queries that take Repère longest, and the longest that any took.
fn slowest(engines: &[&dyn Engine], queries: &[Query], samples: &[Vec<Samples>]) {
    let mut titles = vec!["slowest in Repère, p50 in ms", "found"];
    titles.extend(engines.iter().map(|engine| engine.name()));
    println!("\n{}", head(&titles));
    let mut order: Vec<usize> = (0..queries.len()).collect();
    order.sort_by(|one, other| samples[0][*other].percentile(50).total_cmp(&samples[0][*one].percentile(50)));
    for place in order.into_iter().take(8) {
        let query = &queries[place].text;
        let shown: String = query.chars().take(30).filter(|letter| !letter.is_control()).collect();
        let mut cells = vec![format!("`{shown}` ({} letters)", query.chars().count())];
        let found: Vec<String> = engines.iter().map(|engine| engine.search(query).to_string()).collect();
        cells.push(found.join(" "));
        cells.extend(samples.iter().map(|of_engine| ms(of_engine[place].percentile(50))));
        println!("{}", row(cells));
    }
    let mut longest = vec!["longest of all".to_owned(), String::new()];
    longest.extend(samples.iter().map(|of_engine| ms(gather(queries, of_engine, &Kind::ALL).most())));
    println!("{}", row(longest));
}

/// From a key to the finished frame.
fn frames(repere: &Repere) {
    let (mut typing, mut focus, mut page) = (Samples::default(), Samples::default(), Samples::default());
    for round in 0..=ROUNDS {
        let mut stage = Stage::new(&repere.catalogue);
        let mut press = |samples: &mut Samples, key: Key| {
            let begun = Instant::now();
            stage.press(key);
            let time = begun.elapsed();
            if round > 0 {
                samples.push(time);
            }
        };
        for letter in stage::TYPED.chars() {
            press(&mut typing, Key::Char(letter));
        }
        press(&mut page, Key::Enter);
        for key in [Key::Down, Key::Down, Key::Up] {
            press(&mut focus, key);
        }
        for key in [Key::Enter, Key::Backspace] {
            press(&mut page, key);
        }
        assert_eq!(stage.shows(), PageKind::Results);
    }
    println!("\n{}", head(&["key to finished frame, in ms", "p50", "p99", "longest"]));
    for (name, samples) in [("typing", typing), ("moving the focus", focus), ("changing page", page)] {
        println!(
            "{}",
            row([name.to_owned(), ms(samples.percentile(50)), ms(samples.percentile(99)), ms(samples.most())])
        );
    }
}
