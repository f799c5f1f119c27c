//! Places in queries, asked at Lens unless told otherwise.

use repere_index::place::Place;
use rstest::rstest;

use crate::stage::{LENS, ask_at, catalogue, chips, left, read};

const LYON: (f64, f64) = (45.7640, 4.8357);
const VIENNE: (f64, f64) = (45.5255, 4.8748);
const PARIS: (f64, f64) = (48.8566, 2.3522);
const REUNION: (f64, f64) = (-21.3393, 55.4781);

#[rstest]
#[case::name("imprimer lens", "62498")]
#[case::behind_a("imprimer à lens", "62498")]
#[case::capitals("WIFI LIÉVIN", "62510")]
#[case::no_accent("henin beaumont", "62427")]
#[case::typo("imprimer a lans", "62498")]
#[case::typo_at_the_end("bibliotheque lievinn", "62510")]
#[case::typo_in_a_long_name("wifi henin baumont", "62427")]
#[case::swapped("caf arars", "62041")]
#[case::elision("imprimer près d'Arras", "62041")]
#[case::saint("wifi st etienne", "42218")]
#[case::saint_in_full("wifi saint etienne", "42218")]
#[case::sainte("ste genevieve des bois", "91549")]
#[case::ligature("marcq en baroeul", "59378")]
#[case::ligature_typed("Marcq-en-Barœul", "59378")]
#[case::article("imprimer le mans", "72181")]
#[case::article_alone("la rochelle", "17300")]
#[case::postcode("wifi 59000", "59350")]
#[case::postcode_first("59000 wifi", "59350")]
#[case::postcode_behind_its_name("imprimer lens 62300", "62498")]
#[case::postcode_decides("saint denis 97400", "97411")]
#[case::postcode_and_typo("imprimer lenz 62300", "62498")]
#[case::prefix("wifi 592", "59350")]
#[case::departement("wifi dans le 59", "59350")]
#[case::departement_by_name("imprimer département 62", "62041")]
#[case::elided_article("l'haÿ les roses", "94038")]
#[case::elided_article_apart("wifi l hay les roses", "94038")]
#[case::elided_article_inside("imprimer à l'isle adam", "95313")]
#[case::elided_article_alone("l'aigle", "61214")]
#[case::former("imprimer pierre benite", "69152")]
#[case::arrondissement("paris 12e", "75112")]
#[case::arrondissement_number("wifi paris 12", "75112")]
#[case::arrondissement_in_words("imprimer paris 12e arrondissement", "75112")]
#[case::arrondissement_postcode("imprimer paris 75012", "75112")]
#[case::arrondissement_marseille("marseille 11", "13211")]
#[case::arrondissement_lyon("caf lyon 3eme", "69383")]
#[case::spanish("impresora en lille", "59350")]
#[case::english("printer in arras", "62041")]
#[case::place_first("lens imprimer", "62498")]
#[case::place_and_time("imprimer arras samedi", "62041")]
fn understood(#[case] query: &str, #[case] code: &str) {
    let reading = read(query);
    assert_eq!(reading.place().map(Place::code), Some(code), "{reading:#?}");
}

#[rstest]
#[case::code("wifi 59000", "service access-and-equipment", "place 59350")]
#[case::name_and_code("wifi lens 62300", "service access-and-equipment", "place 62498")]
#[case::prefix("wifi 592", "service access-and-equipment", "place 59350")]
#[case::misspelt("imprimer a lans", "service access-and-equipment", "place 62498")]
fn leave_the_service_beside_them(#[case] query: &str, #[case] service: &str, #[case] place: &str) {
    let reading = read(query);
    assert_eq!(chips(&reading), [service, place]);
    assert!(left(&reading).is_empty(), "{reading:#?}");
}

#[rstest]
#[case::nearer_of_two_large_ones("saint denis", LENS, "93066", "97411")]
#[case::near_paris("saint denis", PARIS, "93066", "97411")]
#[case::near_reunion("st denis", REUNION, "97411", "93066")]
#[case::near_vienne("sainte colombe", VIENNE, "69189", "77404")]
#[case::near_paris_small("imprimer à sainte colombe", (48.5600, 3.2800), "77404", "69189")]
#[case::village_before_its_namesake("wifi lans", LYON, "71253", "")]
#[case::typo_keeps_the_village("wifi lans", LENS, "62498", "71253")]
fn homonyms_near_here_first(#[case] query: &str, #[case] at: (f64, f64), #[case] meant: &str, #[case] offered: &str) {
    let reading = catalogue().read(query, &ask_at(query, at));
    assert_eq!(reading.place().map(Place::code), Some(meant), "{reading:#?}");
    let others: Vec<&str> = reading.homonyms.iter().map(|place| place.code()).collect();
    assert!(offered.is_empty() || others.contains(&offered), "{others:?}");
    assert!(!others.contains(&meant), "{others:?}");
}

#[test]
fn a_query_has_one_place() {
    let reading = read("imprimer lens arras");
    let places = chips(&reading).iter().filter(|chip| chip.starts_with("place")).count();
    assert_eq!(places, 1, "{reading:#?}");
}
