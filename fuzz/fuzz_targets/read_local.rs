//! Whatever a town adds, as a table or as a calendar, adding it returns.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use repere_index::edition::Edition;
use repere_index::local;
use repere_index::venue::Venue;

static VENUES: LazyLock<Vec<Venue>> =
    LazyLock::new(|| Edition::starter().expect("the starter edition is checked by tests").venues);

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = ["workshops.ics", "workshops.csv", "closures.csv", "messages.csv", "extras.csv"][usize::from(*first) % 5];
    local::add(&[(name, rest)], &mut VENUES.clone(), None);
});
