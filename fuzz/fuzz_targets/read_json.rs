//! Whatever a producer sends as a list of venues (.json), reading it returns, and every venue and finding it gives can be told.

#![no_main]

use libfuzzer_sys::fuzz_target;
use repere_index::ingest;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(ingested) = ingest::read_venues("venues.json", bytes) {
        assert!(ingested.venues.iter().all(|venue| !venue.id.is_empty() && !venue.name.is_empty()));
        ingest::merge(ingested.venues);
    }
});
