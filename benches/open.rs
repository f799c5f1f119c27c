//! How long it takes until there is something to search: the starter edition, and an index in memory over 10,000
//! venues. Opening an installed edition belongs here too, beside `in memory`, once an index is kept on the disk.

#![allow(clippy::unwrap_used, reason = "a bench that fails has to stop")]

mod venues;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use repere_index::edition::Edition;
use repere_index::search::Catalogue;

fn build(edition: Edition) -> Catalogue {
    Catalogue::in_memory(edition, &mut |_, _| {}).unwrap()
}

fn starter(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("open/starter");
    group.sample_size(20);
    group.bench_function("read", |bencher| bencher.iter(|| black_box(Edition::starter().unwrap())));
    group.bench_function("read and index", |bencher| bencher.iter(|| build(Edition::starter().unwrap())));
    group.finish();
}

fn ten_thousand(criterion: &mut Criterion) {
    const COUNT: usize = 10_000;
    let edition = venues::edition(COUNT);
    let mut group = criterion.benchmark_group("open/10k");
    group.sample_size(10).measurement_time(Duration::from_secs(20)).throughput(Throughput::Elements(COUNT as u64));
    group.bench_function("in memory", |bencher| {
        bencher.iter_batched(|| edition.clone(), build, BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, starter, ten_thousand);
criterion_main!(benches);
