//! A chip taken off turns what was understood into words again.

use repere_index::understanding::{Asks, Chip};
use rstest::rstest;

use crate::stage::{ask, catalogue, chips, left, read};

#[rstest]
#[case::place("imprimer lens", 1, "lens")]
#[case::place_of_two_words("imprimer henin beaumont", 1, "henin beaumont")]
#[case::service("imprimer lens", 0, "imprimer")]
#[case::kind("mediatheque samedi", 0, "mediatheque")]
#[case::time("mediatheque samedi", 1, "samedi")]
#[case::free("wifi lens gratuit", 2, "gratuit")]
#[case::audience("atelier seniors", 1, "seniors")]
#[case::care("atelier sourd", 1, "sourd")]
fn taken_off(#[case] query: &str, #[case] which: usize, #[case] words: &str) {
    let before = read(query);
    let chip = before.chips[which].clone();
    let mut ask = ask(query);
    ask.without.push(chip.clone());
    let after = catalogue().read(query, &ask);
    assert!(!after.chips.contains(&chip), "{after:#?}");
    assert_eq!(after.chips.len(), before.chips.len() - 1, "{after:#?}");
    assert_eq!(left(&after), [words], "{after:#?}");
}

#[test]
fn a_place_taken_off_offers_no_namesakes() {
    let query = "saint denis";
    let mut ask = ask(query);
    ask.without = read(query).chips;
    let reading = catalogue().read(query, &ask);
    assert!(reading.homonyms.is_empty() && reading.chips.is_empty(), "{reading:#?}");
    assert!(reading.units.iter().all(|unit| unit.asks == Asks::Words), "{reading:#?}");
}

#[test]
fn all_chips_taken_off_leave_all_words() {
    let query = "imprimer gratuit lens samedi seniors";
    let mut ask = ask(query);
    ask.without = read(query).chips;
    assert_eq!(ask.without.len(), 5);
    let reading = catalogue().read(query, &ask);
    assert!(chips(&reading).is_empty(), "{reading:#?}");
    assert_eq!(left(&reading), ["imprimer", "gratuit", "lens", "samedi", "seniors"]);
}

#[test]
fn a_chip_that_was_never_there_takes_nothing_off() {
    let query = "imprimer lens";
    let mut ask = ask(query);
    ask.without = vec![Chip::Free];
    assert_eq!(catalogue().read(query, &ask), read(query));
}
