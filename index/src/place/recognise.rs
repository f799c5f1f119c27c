//! The place that a producer meant by what is in `commune`, `code_postal` and `code_insee`, however it was written.
//!
//! Two of the three must agree, or the one there is must be beyond doubt: a wrong place is worse than none.

use std::cmp::Reverse;

use super::lookup::{by_code, by_key, by_name_like, by_postcode};
use super::{Place, PlaceKind};
use crate::fold::place_key;

/// Words after which nothing belongs to the name: business mail has numbers of its own.
const MAIL_SERVICES: [&str; 5] = ["cedex", "bp", "cs", "tsa", "cidex"];

/// The cities with arrondissements: key, INSEE code, code and postcode just before those of the first arrondissement,
/// and how many there are.
const CITIES: [(&str, &str, u32, u32, u32); 3] = [
    ("paris", "75056", 75_100, 75_000, 20),
    ("lyon", "69123", 69_380, 69_000, 9),
    ("marseille", "13055", 13_200, 13_000, 16),
];

/// Shortest part of a name that says which place is meant, in letters.
const SHORTEST_PART: usize = 4;

/// What a producer wrote, taken apart.
struct Written {
    /// Key of the name, without mail services, postcode or arrondissement; may be empty.
    key: String,
    /// The arrondissement named with it ("PARIS 12E" → 12).
    arrondissement: Option<u32>,
    /// Five digits, or empty.
    postcode: String,
}

/// The place meant by a commune, a postcode and an INSEE code as a producer wrote them; `None` when nothing fits.
///
/// In order: the INSEE code when the name or the postcode agrees with it; the arrondissement named or given by the
/// postcode; the name within the postcode, then within its département (postcodes of business mail belong to no
/// place); one or two mistakes in the name, then a name cut short or drawn out, within the postcode; the only place
/// of the postcode, unless the name is that of another place; the name alone when no other place of France bears it.
#[must_use]
pub fn recognise(commune: &str, postcode: &str, insee: Option<&str>) -> Option<Place> {
    let written = Written::read(commune, postcode);
    let coded = insee.and_then(by_code).filter(|place| written.agrees_with(*place));
    if let Some(place) = coded {
        return Some(written.within(place));
    }
    written
        .arrondissement()
        .or_else(|| written.named_in_postcode())
        .or_else(|| written.named_in_departement())
        .or_else(|| written.misspelt())
        .or_else(|| written.partly_named())
        .or_else(|| written.only_place_of_postcode())
        .or_else(|| written.name_alone())
}

impl Written {
    fn read(commune: &str, postcode: &str) -> Self {
        let folded = place_key(commune);
        let mut postcode: String = postcode.chars().filter(char::is_ascii_digit).collect();
        // A spreadsheet takes the leading zero of "01000" away.
        if postcode.len() == 4 {
            postcode.insert(0, '0');
        }
        let mut name: Vec<&str> = Vec::new();
        let mut arrondissement = None;
        for word in folded.split(' ') {
            // "TSA10717" as well as "TSA 10717".
            if !name.is_empty() && MAIL_SERVICES.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())) {
                break;
            }
            if word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit()) {
                if postcode.len() != 5 {
                    word.clone_into(&mut postcode);
                }
            } else if let Some(number) = ordinal(word) {
                arrondissement = Some(number);
            } else if !word.starts_with("arrondissement") && word != "arr" && word != "ardt" {
                name.push(word);
            }
        }
        if postcode.len() != 5 {
            postcode.clear();
        }
        Self { key: name.join(" "), arrondissement, postcode }
    }

    /// Whether the name or the postcode speaks for `place`, known by its code. With neither, the code is believed.
    fn agrees_with(&self, place: Place) -> bool {
        let silent = self.key.is_empty() && self.postcode.is_empty();
        let related = |other: Place| other == place || other.today() == Some(place) || place.today() == Some(other);
        silent
            || place.postcodes().any(|postcode| postcode == self.postcode)
            || (self.same_departement(place) || by_postcode(&self.postcode).is_empty())
                && by_key(&self.key).into_iter().any(related)
    }

    /// `place`, or the part of it that the name or the postcode points at.
    fn within(&self, place: Place) -> Place {
        let part = |candidate: &Place| candidate.today() == Some(place);
        self.arrondissement().filter(part).or_else(|| by_key(&self.key).into_iter().find(part)).unwrap_or(place)
    }

    fn arrondissement(&self) -> Option<Place> {
        let postcode: u32 = self.postcode.parse().unwrap_or(0);
        let (_, _, codes, postcodes, count) = CITIES.into_iter().find(|(key, _, _, postcodes, _)| {
            // "7e Arrondissement" says its city only by its postcode.
            *key == self.key || (self.key.is_empty() && postcode / 1_000 == postcodes / 1_000)
        })?;
        let by_postcode = if postcode == 75_116 { Some(16) } else { postcode.checked_sub(postcodes) };
        let number = self.arrondissement.or(by_postcode).filter(|number| (1..=count).contains(number))?;
        by_code(&(codes + number).to_string())
    }

    fn named_in_postcode(&self) -> Option<Place> {
        by_key(&self.key).into_iter().find(|place| place.postcodes().any(|postcode| postcode == self.postcode))
    }

    fn named_in_departement(&self) -> Option<Place> {
        // "Mans" is Le Mans: producers leave the article out.
        ["", "le ", "la ", "les ", "l "].iter().find_map(|article| {
            let named = by_key(&format!("{article}{}", self.key));
            let here: Vec<Place> = named.into_iter().filter(|place| self.same_departement(*place)).collect();
            only(&here)
        })
    }

    fn misspelt(&self) -> Option<Place> {
        let most = if self.key.len() < 5 { 1 } else { 2 };
        let near: Vec<(Place, u8)> = by_name_like(&self.key, most, usize::MAX)
            .into_iter()
            .filter(|(place, _)| place.postcodes().any(|postcode| postcode == self.postcode))
            .collect();
        let (_, nearest) = *near.first()?;
        let nearest: Vec<Place> =
            near.into_iter().filter(|(_, distance)| *distance == nearest).map(|(place, _)| place).collect();
        only(&nearest)
    }

    /// "Romorantin" for Romorantin-Lanthenay, "Les Mathes - La Palmyre" for Les Mathes.
    fn partly_named(&self) -> Option<Place> {
        if self.key.len() < SHORTEST_PART {
            return None;
        }
        let within = |short: &str, long: &str| {
            short.len() >= SHORTEST_PART && format!(" {long} ").contains(&format!(" {short} "))
        };
        let near: Vec<Place> = by_postcode(&self.postcode)
            .into_iter()
            .filter(|place| {
                let key = place_key(place.name());
                within(&self.key, &key) || within(&key, &self.key)
            })
            .collect();
        only(&near)
    }

    fn only_place_of_postcode(&self) -> Option<Place> {
        // A name that is wrong here but right elsewhere leaves both in doubt.
        let elsewhere = by_key(&self.key).into_iter().any(|place| place.kind() == PlaceKind::Commune);
        if elsewhere {
            return None;
        }
        only(&by_postcode(&self.postcode))
    }

    fn name_alone(&self) -> Option<Place> {
        if !self.postcode.is_empty() {
            return None;
        }
        only(&by_key(&self.key))
    }

    fn same_departement(&self, place: Place) -> bool {
        let code = place.departement_code();
        match code {
            // Both départements of Corsica share the postcodes of the one they were.
            "2A" | "2B" => self.postcode.starts_with("20"),
            // Saint-Barthélemy and Saint-Martin keep postcodes of Guadeloupe.
            "977" | "978" => self.postcode.starts_with("971"),
            _ => self.postcode.starts_with(code),
        }
    }
}

/// The one place of `places`, former communes counting only when there is no other.
fn only(places: &[Place]) -> Option<Place> {
    let mut ordered = places.to_vec();
    ordered.sort_by_key(|place| (place.kind() == PlaceKind::Former, Reverse(place.population())));
    match *ordered.as_slice() {
        [one] => Some(one),
        [first, second, ..] if (first.kind() == PlaceKind::Former) != (second.kind() == PlaceKind::Former) => {
            Some(first)
        }
        _ => None,
    }
}

/// "12", "12e", "1er", "3eme" → the number, if it can be that of an arrondissement.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let suffix = word.strip_prefix(digits)?;
    let number = digits.parse().ok().filter(|number| (1..=20).contains(number))?;
    matches!(suffix, "" | "e" | "er" | "eme" | "ere" | "nd" | "ieme").then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use std::path::Path;

    #[rstest]
    #[case::plain("Lens", "62300", None, "62498")]
    #[case::capitals("CHALON S/SAONE", "71100", None, "71076")]
    #[case::saint("ST DENIS", "93200", None, "93066")]
    #[case::saint_overseas("ST DENIS", "97400", None, "97411")]
    #[case::sainte("Ste-Colombe", "69560", None, "69189")]
    #[case::cedex("AMIENS CEDEX 9 BP 2609", "80026", None, "80021")]
    #[case::cedex_postcode("Lens Cedex", "62307", None, "62498")]
    #[case::box_only("SAINT-BENOIT BP 57", "97470", None, "97410")]
    #[case::paris_12("PARIS 12E", "75012", None, "75112")]
    #[case::paris_in_full("Paris 12e Arrondissement", "75012", None, "75112")]
    #[case::paris_by_postcode("Paris", "75012", None, "75112")]
    #[case::paris_two_postcodes("Paris", "75116", None, "75116")]
    #[case::paris_mail("PARIS 7 TSA10717", "75334", None, "75107")]
    #[case::paris_cedex("PARIS CEDEX 12", "75572", None, "75056")]
    #[case::city_code_and_part("Paris 12e", "75012", Some("75056"), "75112")]
    #[case::marseille("MARSEILLE 11", "13011", None, "13211")]
    #[case::marseille_first("MARSEILLE 1ER ARRONDISSEMENT", "13001", None, "13201")]
    #[case::lyon("Lyon 3ème", "69003", None, "69383")]
    #[case::city_unsaid("7e Arrondissement", "75007", None, "75107")]
    #[case::no_such_arrondissement("LYON 14", "69000", None, "69123")]
    #[case::typo("Roubex", "59100", None, "59512")]
    #[case::zero_for_o("0NET LE CHATEAU", "12850", None, "12176")]
    #[case::wrong_postcode("Roubaix", "59999", None, "59512")]
    #[case::no_postcode("Roubaix", "", None, "59512")]
    #[case::postcode_in_name("49350 GENNES-VAL-DE-LOIRE", "49350", None, "49261")]
    #[case::postcode_for_name("59100", "59100", None, "59512")]
    #[case::postcode_only_in_name("Lens 62300", "", None, "62498")]
    #[case::lost_zero("Bourg en Bresse", "1000", None, "01053")]
    #[case::wrong_name("La Mairie", "59100", None, "59512")]
    #[case::cut_short("ROMORANTIN", "41200", None, "41194")]
    #[case::drawn_out("LES MATHES - LA PALMYRE", "17570", None, "17225")]
    #[case::article_left_out("Prêcheur", "97250", None, "97219")]
    #[case::code_of_a_homonym_overseas("Mont-Dore", "98800", Some("63236"), "98817")]
    #[case::former("Pierre Bénite", "69310", None, "69152")]
    #[case::code_first("Lens", "62300", Some("62498"), "62498")]
    #[case::code_and_name("Lens", "99999", Some("62498"), "62498")]
    #[case::code_and_postcode("Bassin minier", "62300", Some("62498"), "62498")]
    #[case::code_alone("", "", Some("62498"), "62498")]
    #[case::code_that_contradicts("Lens", "62300", Some("33063"), "62498")]
    #[case::code_that_does_not_exist("Lens", "62300", Some("00000"), "62498")]
    #[case::former_within_its_commune("Arbignieu", "01300", Some("01015"), "01015")]
    #[case::corsica("AJACCIO", "20000", None, "2A004")]
    #[case::corsica_mail("BASTIA CEDEX", "20407", None, "2B033")]
    #[case::saint_barthelemy("Saint-Barthélemy", "97133", None, "97701")]
    fn knows_what_was_meant(
        #[case] commune: &str,
        #[case] postcode: &str,
        #[case] insee: Option<&str>,
        #[case] code: &str,
    ) {
        let found = recognise(commune, postcode, insee);
        assert_eq!(found.map(Place::code), Some(code), "{found:?}");
    }

    #[test]
    fn keeps_the_former_name_it_was_given() {
        assert_eq!(recognise("Arbignieu", "01300", Some("01015")).map(Place::name), Some("Arbignieu"));
    }

    #[rstest]
    #[case::monaco("Monaco", "98000", None)]
    #[case::nothing("", "", None)]
    #[case::homonyms_without_postcode("Sainte-Colombe", "", None)]
    #[case::shared_postcode_without_name("", "01300", None)]
    #[case::nonsense("???", "abcde", Some("x"))]
    #[case::name_from_elsewhere("Roubaix", "01300", None)]
    #[case::name_against_postcode("Deuil-la-Barre", "93160", None)]
    fn does_not_guess(#[case] commune: &str, #[case] postcode: &str, #[case] insee: Option<&str>) {
        assert_eq!(recognise(commune, postcode, insee), None);
    }

    proptest! {
        #[test]
        fn nothing_written_breaks_it(commune in "\\PC{0,30}|[A-Z0-9 ]{0,30}", postcode in "\\PC{0,6}|[0-9]{0,6}") {
            let _ = recognise(&commune, &postcode, Some(&postcode));
        }
    }

    #[test]
    fn recognises_the_real_records() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/venues/v1-france.csv");
        let Ok(mut rows) = csv::Reader::from_path(&file) else {
            println!("skipped: no real data beside this repository");
            return;
        };
        let headers = rows.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let (commune, postcode, insee) = (column("commune"), column("code_postal"), column("code_insee"));
        let (latitude, longitude) = (column("latitude"), column("longitude"));
        let (mut count, mut recognised, mut far) = (0_u32, 0_u32, 0_u32);
        for row in rows.records().map(Result::unwrap) {
            count += 1;
            let Some(place) = recognise(&row[commune], &row[postcode], Some(&row[insee])) else {
                println!("missed: {} {} {}", &row[commune], &row[postcode], &row[insee]);
                continue;
            };
            recognised += 1;
            let said = crate::distance::Position::new(
                row[latitude].parse().unwrap_or(f64::NAN),
                row[longitude].parse().unwrap_or(f64::NAN),
            );
            if let (Some(said), Some(centre)) = (said, place.position())
                && said.metres_to(centre) > 20_000.0
            {
                far += 1;
                let km = said.metres_to(centre) / 1_000.0;
                println!("far ({km:.0} km): {} {} {} → {place:?}", &row[commune], &row[postcode], &row[insee]);
            }
        }
        let share = f64::from(recognised) / f64::from(count);
        println!("recognised: {recognised} of {count} ({:.2} %); {far} more than 20 km from there", share * 100.0);
        assert!(share >= 0.99);
    }
}
