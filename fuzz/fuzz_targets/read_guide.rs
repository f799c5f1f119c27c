//! Whatever a guide says, reading it returns, and a guide that is read has steps to show.

#![no_main]

use libfuzzer_sys::fuzz_target;
use repere_index::guide::Guide;

fuzz_target!(|text: &str| {
    if let Ok(guide) = Guide::parse("essai.fr.md", text) {
        assert!(!guide.steps.is_empty());
    }
});
