//! Looking places up by code, by postcode and by name, exactly, by their beginning or by their likeness.
//!
//! It answers what was asked and no more: what a producer may have meant is for `recognise.rs`.

use std::cmp::Reverse;

use fst::{Automaton, IntoStreamer, Streamer, automaton::Str};

use super::{Place, table};
use crate::fold::{fold, place_key};
use crate::typos::Typos;

/// Longest key that is compared by likeness, in bytes: the automaton grows with it. The longest name of a French
/// commune has 45 letters.
const LONGEST_LIKE: usize = 64;

/// Every place, in the order of its key.
pub fn all() -> impl Iterator<Item = Place> {
    (0..table::len()).map(|record| Place { record })
}

/// The place with this INSEE code: a commune or arrondissement of today, and a former commune if there is none.
#[must_use]
pub fn by_code(insee: &str) -> Option<Place> {
    let wanted = insee.trim().to_ascii_uppercase();
    table::at_code(&wanted).next().map(|record| Place { record })
}

/// The places of today with this postcode, the largest first; empty when it is no postcode of a place.
///
/// An arrondissement stands for its city: 75012 is Paris 12e, not Paris.
#[must_use]
pub fn by_postcode(postcode: &str) -> Vec<Place> {
    let found: Vec<Place> = table::at_postcode(postcode.trim()).map(|record| Place { record }).collect();
    let cities: Vec<Place> = found.iter().filter_map(|place| place.today()).collect();
    found.into_iter().filter(|place| !cities.contains(place)).collect()
}

/// The places of today with a postcode that begins with these digits, the largest first, at most `limit`.
#[must_use]
pub fn by_postcode_prefix(prefix: &str, limit: usize) -> Vec<Place> {
    let prefix = prefix.trim();
    if prefix.is_empty() || !prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    if prefix.len() >= 5 {
        let mut found = by_postcode(prefix);
        found.truncate(limit);
        return found;
    }
    let mut found: Vec<Place> = table::under_postcode(prefix).map(|record| Place { record }).collect();
    found.sort_unstable_by_key(|place| place.record);
    found.dedup();
    largest_first(found, limit)
}

/// The places with exactly this name once folded ("st denis" is Saint-Denis): today's first, the largest first.
#[must_use]
pub fn by_name(name: &str) -> Vec<Place> {
    by_key(&place_key(name))
}

/// As [`by_name`], for a key already made.
pub(super) fn by_key(key: &str) -> Vec<Place> {
    let value = table::keys().and_then(|keys| keys.get(key));
    value.map(|value| table::run(value).map(|record| Place { record }).collect()).unwrap_or_default()
}

/// The places whose name begins so once folded, the largest first, at most `limit`.
///
/// "st" is the beginning of Strasbourg as well as of every Saint.
#[must_use]
pub fn by_name_prefix(prefix: &str, limit: usize) -> Vec<Place> {
    let (written, full) = (fold(prefix), place_key(prefix));
    if written.is_empty() {
        return Vec::new();
    }
    let mut found = beginning(&written);
    if full != written {
        found.extend(beginning(&full));
    }
    largest_first(found, limit)
}

/// The places whose folded name is at most `max_distance` mistakes away (0 to 2; more counts as 2), with their
/// distance: the nearest spelling first, then the largest, at most `limit`. A swap of two neighbours is one mistake.
#[must_use]
pub fn by_name_like(name: &str, max_distance: u8, limit: usize) -> Vec<(Place, u8)> {
    let key = place_key(name);
    if key.is_empty() || key.len() > LONGEST_LIKE {
        return Vec::new();
    }
    let mut found = match max_distance {
        0 => by_key(&key).into_iter().map(|place| (place, 0)).collect(),
        mistakes => like(&Typos::of(&key, mistakes)),
    };
    found.sort_by_key(|(place, distance)| (*distance, Reverse(place.population()), place.record));
    found.truncate(limit);
    found
}

fn beginning(key: &str) -> Vec<Place> {
    let Some(keys) = table::keys() else { return Vec::new() };
    let mut found = Vec::new();
    let mut stream = keys.search(Str::new(key).starts_with()).into_stream();
    while let Some((_, value)) = stream.next() {
        found.extend(table::run(value).map(|record| Place { record }));
    }
    found
}

fn like(typos: &Typos) -> Vec<(Place, u8)> {
    let Some(keys) = table::keys() else { return Vec::new() };
    let mut found = Vec::new();
    let mut stream = keys.search(typos).into_stream();
    while let Some((key, value)) = stream.next() {
        let distance = typos.distance(key).unwrap_or(u8::MAX);
        found.extend(table::run(value).map(|record| (Place { record }, distance)));
    }
    found
}

fn largest_first(mut places: Vec<Place>, limit: usize) -> Vec<Place> {
    places.sort_by_cached_key(|place| (Reverse(place.population()), place.record));
    places.truncate(limit);
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::PlaceKind;
    use proptest::prelude::*;
    use rstest::rstest;

    fn codes(places: &[Place]) -> Vec<&'static str> {
        places.iter().map(|place| place.code()).collect()
    }

    #[rstest]
    #[case::commune("62498", "Lens")]
    #[case::today_before_former("01015", "Arboys en Bugey")]
    #[case::corsica("2a004", "Ajaccio")]
    #[case::overseas("97411", "Saint-Denis")]
    #[case::city("75056", "Paris")]
    #[case::blanks(" 13055 ", "Marseille")]
    fn finds_by_code(#[case] code: &str, #[case] name: &str) {
        assert_eq!(by_code(code).map(Place::name), Some(name));
    }

    #[rstest]
    #[case::monaco("99138")]
    #[case::short("624")]
    #[case::empty("")]
    #[case::words("Lens")]
    fn knows_no_such_code(#[case] code: &str) {
        assert_eq!(by_code(code), None);
    }

    #[rstest]
    #[case::two("62300", &["62498", "62291"])]
    #[case::one("59100", &["59512"])]
    #[case::arrondissement("75012", &["75112"])]
    #[case::sixteenth("75116", &["75116"])]
    #[case::lyon("69003", &["69383"])]
    #[case::none("62307", &[])]
    #[case::too_long("623000", &[])]
    #[case::empty("", &[])]
    fn finds_by_postcode(#[case] postcode: &str, #[case] expected: &[&str]) {
        assert_eq!(codes(&by_postcode(postcode)), expected);
    }

    #[test]
    fn a_shared_postcode_gives_the_largest_first() {
        let found = by_postcode("01300");
        assert!(found.len() > 5);
        assert_eq!(found[0].name(), "Belley");
        assert!(found.is_sorted_by_key(|place| Reverse(place.population())));
    }

    #[rstest]
    #[case::departement("59", 3, &["Lille", "Tourcoing", "Roubaix"])]
    #[case::paris("75", 1, &["Paris"])]
    #[case::whole("62300", 1, &["Lens"])]
    #[case::reunion("974", 1, &["Saint-Denis"])]
    #[case::letters("le", 5, &[])]
    #[case::empty("", 5, &[])]
    #[case::nothing_wanted("59", 0, &[])]
    fn finds_by_the_beginning_of_a_postcode(#[case] prefix: &str, #[case] limit: usize, #[case] expected: &[&str]) {
        let found = by_postcode_prefix(prefix, limit);
        assert_eq!(found.iter().map(|place| place.name()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn homonyms_come_the_largest_first() {
        let today: Vec<Place> =
            by_name("ste colombe").into_iter().filter(|place| place.kind() == PlaceKind::Commune).collect();
        assert_eq!(today.len(), 12);
        assert!(today.is_sorted_by_key(|place| Reverse(place.population())));
        assert_eq!(codes(&by_name("SAINT DENIS"))[..2], ["97411", "93066"]);
    }

    #[rstest]
    #[case::city("Paris", "75056")]
    #[case::capitals("LENS", "62498")]
    #[case::article("l'haÿ les roses", "94038")]
    #[case::ligature("OEUILLY", "02565")]
    #[case::arrondissement("paris 12e arrondissement", "75112")]
    #[case::former("Pierre-Bénite", "69152")]
    #[case::shortest("y", "80829")]
    fn finds_by_name(#[case] name: &str, #[case] code: &str) {
        assert!(codes(&by_name(name)).contains(&code), "{:?}", by_name(name));
    }

    #[rstest]
    #[case::lens("lens", "Lens")]
    #[case::typed_so_far("roub", "Roubaix")]
    #[case::not_only_saints("st", "Strasbourg")]
    #[case::saints_too("st-d", "Saint-Denis")]
    #[case::article("le ma", "Le Mans")]
    fn finds_by_the_beginning_of_a_name(#[case] prefix: &str, #[case] first: &str) {
        let found = by_name_prefix(prefix, 5);
        assert_eq!(found[0].name(), first, "{found:?}");
        assert!(found.len() <= 5);
        assert!(found.is_sorted_by_key(|place| Reverse(place.population())));
    }

    #[rstest]
    #[case::one_letter("roubex", 2, "Roubaix", 2)]
    #[case::another_vowel("lans", 1, "Lens", 1)]
    #[case::swap("lnes", 1, "Lens", 1)]
    #[case::exact("lens", 2, "Lens", 0)]
    #[case::none_allowed("lens", 0, "Lens", 0)]
    #[case::lost_accent("marseile", 1, "Marseille", 1)]
    fn finds_by_likeness(#[case] name: &str, #[case] max: u8, #[case] expected: &str, #[case] distance: u8) {
        let found = by_name_like(name, max, 50);
        assert!(found.iter().any(|(place, d)| place.name() == expected && *d == distance), "{found:?}");
        assert!(found.is_sorted_by_key(|(place, d)| (*d, Reverse(place.population()))));
    }

    #[test]
    fn likeness_prefers_the_nearest_spelling() {
        assert_eq!(by_name_like("lans", 2, 1)[0].0.name(), "Lans");
        assert_eq!(by_name_like(&"long ".repeat(40), 2, 5), []);
        assert_eq!(by_name_like("", 2, 5), []);
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_a_lookup(text in "\\PC{0,12}|[0-9]{0,7}", distance in 0..4_u8) {
            let _ = (by_code(&text), by_name(&text), by_postcode(&text));
            prop_assert!(by_name_prefix(&text, 3).len() <= 3);
            prop_assert!(by_postcode_prefix(&text, 3).len() <= 3);
            prop_assert!(by_name_like(&text, distance, 3).iter().all(|(_, d)| *d <= distance.min(2)));
        }
    }
}
