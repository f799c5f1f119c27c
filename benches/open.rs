//! How long it takes until there is something to search: the starter edition, and over 10,000 venues an index that is made in
//! memory, or opened where an install has left it.

#![allow(clippy::unwrap_used, reason = "a bench that fails has to stop")]

mod venues;

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use repere_index::edition::Edition;
use repere_index::search::{Catalogue, disk};

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
    let folder = tempfile::tempdir().unwrap();
    disk::prepare(edition.venues.clone(), folder.path(), &mut |_| ControlFlow::Continue(())).unwrap();
    let without_venues = Edition { venues: Vec::new(), ..edition };
    group.bench_function("on disk", |bencher| {
        let open = |edition| Catalogue::on_disk(edition, folder.path()).unwrap();
        bencher.iter_batched(|| without_venues.clone(), open, BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, starter, ten_thousand);
criterion_main!(benches);
