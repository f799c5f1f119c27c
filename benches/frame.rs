//! From a key to the finished frame, search included, on a fake terminal of 80×24: typing, moving the focus, changing
//! page. Times are for one key. Medians and tails of single keys are in the table of the bench `growth`.

#![allow(clippy::unwrap_used, reason = "a bench that fails has to stop")]

mod stage;
mod venues;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use repere::keymap::Key;
use repere::page::PageKind;
use repere_index::edition::Edition;
use repere_index::search::Catalogue;

use stage::{Stage, TYPED};

fn starter(criterion: &mut Criterion) {
    keys(criterion, "frame/starter", Edition::starter().unwrap());
}

fn ten_thousand(criterion: &mut Criterion) {
    keys(criterion, "frame/10k", venues::edition(10_000));
}

fn keys(criterion: &mut Criterion, group: &str, edition: Edition) {
    let catalogue = Catalogue::in_memory(edition, &mut |_, _| {}).unwrap();
    let mut group = criterion.benchmark_group(group);
    group.sample_size(20);

    group.throughput(Throughput::Elements(TYPED.chars().count() as u64));
    group.bench_function("typing, all 16 keys", |bencher| {
        let on_home = || Stage::new(&catalogue);
        bencher.iter_batched_ref(on_home, write, BatchSize::SmallInput);
    });

    group.throughput(Throughput::Elements(2));
    group.bench_function("moving the focus, down and up", |bencher| {
        let mut stage = Stage::new(&catalogue);
        write(&mut stage);
        stage.press(Key::Enter);
        bencher.iter(|| {
            stage.press(Key::Down);
            stage.press(Key::Up);
        });
    });
    group.bench_function("changing page, to a venue and back", |bencher| {
        let mut stage = Stage::new(&catalogue);
        write(&mut stage);
        stage.press(Key::Enter);
        assert_eq!(stage.shows(), PageKind::Results);
        stage.press(Key::Enter);
        assert_eq!(stage.shows(), PageKind::Venue);
        stage.press(Key::Backspace);
        assert_eq!(stage.shows(), PageKind::Results);
        bencher.iter(|| {
            stage.press(Key::Enter);
            stage.press(Key::Backspace);
        });
    });
    group.finish();
}

/// The keys of [`TYPED`], one frame each.
fn write(stage: &mut Stage<'_>) {
    for letter in TYPED.chars() {
        stage.press(Key::Char(letter));
    }
}

criterion_group!(benches, starter, ten_thousand);
criterion_main!(benches);
