//! The same queries over the same venues in Repère, in `SQLite` FTS5 (with our synonyms too) and in bare tantivy: the
//! time of one query of each kind. For medians, tails and ratios measured in turns, run the bench `growth`.

#[expect(dead_code, reason = "the bench `growth` asks engines for their size too")]
mod engines;
mod queries;
mod venues;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

use engines::bare::Bare;
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

fn compare(criterion: &mut Criterion, group: &str, count: usize) {
    let (repere, table, bare) = (Repere::build(count), Table::build(count), Bare::build(count));
    let plain = Sqlite::plain(&table);
    let told = Sqlite::with_synonyms(&table, Synonyms::standing_in());
    let all = queries::all();
    let mut group = criterion.benchmark_group(group);
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    for kind in Kind::ALL {
        let queries: Vec<&Query> = all.iter().filter(|query| query.kind == kind).collect();
        group.throughput(Throughput::Elements(queries.len() as u64));
        for engine in [&repere as &dyn Engine, &plain, &told, &bare] {
            group.bench_function(BenchmarkId::new(engine.name(), kind.title()), |bencher| {
                bencher.iter(|| queries.iter().map(|query| engine.search(black_box(&query.text))).sum::<usize>());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, small, large);
criterion_main!(benches);
