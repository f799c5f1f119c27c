//! Whatever a producer wrote for its hours, they are read or shown as they are, at any moment.

#![no_main]

use libfuzzer_sys::fuzz_target;
use repere_index::hours::{Hours, Moment};

fuzz_target!(|text: &str| {
    let hours = Hours::parse(text);
    for now in ["2026-11-24T10:00:00", "2026-12-25T23:59:00", "2028-02-29T00:00:00"] {
        let now: chrono::NaiveDateTime = now.parse().expect("a date and a time");
        hours.state(Moment { now, floor: None }, Some(now.date()));
        hours.week(now.date());
    }
});
