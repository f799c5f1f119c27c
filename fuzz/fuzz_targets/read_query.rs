//! Whatever is typed, the query reader and the search return, and what was understood can be taken off.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use repere_index::distance::Position;
use repere_index::edition::Edition;
use repere_index::hours::Moment;
use repere_index::search::{Ask, Catalogue, Wanted};

/// The starter edition, built once.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let edition = Edition::starter().expect("the starter edition is checked by tests");
    Catalogue::in_memory(edition, &mut |_, _| {}).expect("an index in memory can be built")
});

fuzz_target!(|query: &str| {
    let now = tuesday();
    let mut ask = Ask::new(Wanted::Words(query.to_owned()), now);
    ask.from = Position::new(50.4268, 2.8281);
    let reading = CATALOGUE.read(query, &ask);
    CATALOGUE.search(&ask).expect("no query is an error");
    if !reading.chips.is_empty() {
        ask.without = reading.chips;
        CATALOGUE.search(&ask).expect("no query is an error");
    }
});

/// A Tuesday morning when the demonstration venues are fresh.
fn tuesday() -> Moment {
    Moment { now: "2026-11-24T10:00:00".parse().expect("a date and a time"), floor: None }
}
