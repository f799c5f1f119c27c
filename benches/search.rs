//! The same queries over the same venues in Repère, in `SQLite` FTS5 (with our synonyms too) and in bare tantivy: the
//! time of one query of each kind. For medians, tails and ratios measured in turns, run the bench `growth`.

#[expect(dead_code, reason = "the bench `growth` asks engines for their size too")]
mod engines;
mod queries;
mod venues;

use std::cell::LazyCell;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

use engines::bare::{Bare, Floor, Same};
use engines::sqlite::{Sqlite, Table};
use engines::synonyms::Synonyms;
use engines::{Engine, Repere};
use queries::{Kind, Query};

fn small(criterion: &mut Criterion) {
    compare(criterion, "search/10k", 10_000);
}

fn large(criterion: &mut Criterion) {
    compare(criterion, "search/250k", 250_000);
}

/// All engines over the same venues.
struct Engines {
    repere: Repere,
    table: Table,
    bare: Bare,
}

/// Picks one engine out of all.
type Pick = fn(&Engines) -> Box<dyn Engine + '_>;

const EACH: [(&str, Pick); 5] = [
    ("Repère", |engines| Box::new(&engines.repere)),
    ("SQLite FTS5", |engines| Box::new(Sqlite::plain(&engines.table))),
    ("SQLite FTS5 + synonyms", |engines| Box::new(Sqlite::with_synonyms(&engines.table, Synonyms::edition()))),
    ("bare tantivy, last word", |engines| Box::new(Floor(&engines.bare))),
    ("bare tantivy, all words", |engines| Box::new(Same(&engines.bare))),
];

fn compare(criterion: &mut Criterion, group: &str, count: usize) {
    // Built when a bench of the group is run at all: 250,000 venues take a minute.
    let engines = LazyCell::new(|| Engines {
        repere: Repere::build(count),
        table: Table::build(count),
        bare: Bare::build(count),
    });
    let all = queries::all();
    let mut group = criterion.benchmark_group(group);
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    for kind in Kind::ALL {
        let queries: Vec<&Query> = all.iter().filter(|query| query.kind == kind).collect();
        group.throughput(Throughput::Elements(queries.len() as u64));
        for (name, get) in EACH {
            group.bench_function(BenchmarkId::new(name, kind.title()), |bencher| {
                let engine = get(&engines);
                bencher.iter(|| queries.iter().map(|query| engine.search(black_box(&query.text))).sum::<usize>());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, small, large);
criterion_main!(benches);
