//! Which place a record is in, from its commune, postcode and INSEE code, and how these are shown.

use std::collections::HashMap;

use super::capitals::{Style, is_all_capitals, soften};
use super::header::Field;
use super::report::{Notes, Problem};
use crate::fold::{fold, place_key};
use crate::place::{self, Place, PlaceKind};

/// Where a record says it is, once understood.
#[derive(Debug)]
pub(super) struct Located {
    /// The commune as shown; empty only when the record has none and its postcode is in no table.
    pub(super) commune: String,
    /// Five digits, or empty.
    pub(super) postcode: String,
    /// Code of the commune or arrondissement of today.
    pub(super) insee: Option<String>,
    /// The place, when it was recognised.
    pub(super) place: Option<Place>,
}

/// Finds the places of records. Remembers what it found, because recognising is slow and records repeat their communes.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    known: HashMap<(String, String, Option<String>), Option<Place>>,
}

impl Gazetteer {
    /// The place of a record from three cleaned cells, or `None` when it has neither commune nor postcode.
    pub(super) fn locate(&mut self, commune: &str, postcode: &str, insee: &str, notes: &mut Notes) -> Option<Located> {
        let mut postcode = read_postcode(postcode, notes);
        let mut written = commune;
        if !commune.chars().any(char::is_alphabetic) {
            if let Some(digits) = five_digits(commune) {
                notes.warn(Field::Commune.name(), commune, Problem::CommuneIsPostcode);
                postcode = Some(postcode.unwrap_or(digits));
            }
            written = "";
        }
        if written.is_empty() && postcode.is_none() {
            return None;
        }
        if postcode.is_none() {
            notes.warn(Field::CodePostal.name(), "", Problem::PostcodeMissing);
        }
        let postcode = postcode.unwrap_or_default();
        let insee = read_insee(insee, notes);
        let place = if written.is_empty() {
            place_of_postcode(&postcode, insee.as_deref())
        } else {
            self.recognise(written, &postcode, insee.as_deref())
        };
        if let Some(place) = place {
            report_postcode(&postcode, place, notes);
        }
        // What was recognised by its postcode alone may be the next village: its name must not replace the one written.
        let named = place.filter(|place| written.is_empty() || is_named(*place, written));
        let commune = named.map_or_else(|| without_place(written), shown_name);
        report_commune(written, &commune, place, named, notes);
        let insee = named.map(code_of_today).map(str::to_owned).or(insee);
        Some(Located { commune, postcode, insee, place })
    }

    fn recognise(&mut self, commune: &str, postcode: &str, insee: Option<&str>) -> Option<Place> {
        let key = (commune.to_owned(), postcode.to_owned(), insee.map(str::to_owned));
        *self.known.entry(key).or_insert_with(|| place::recognise(commune, postcode, insee))
    }
}

/// The commune of the INSEE code if it has this postcode, else the largest one of the postcode.
fn place_of_postcode(postcode: &str, insee: Option<&str>) -> Option<Place> {
    let coded = insee.and_then(place::by_code).filter(|place| place.postcodes().any(|its| its == postcode));
    coded.or_else(|| place::by_postcode(postcode).first().copied())
}

/// "Marseille 11e Arrondissement" is "Marseille 11e" to everyone.
fn shown_name(place: Place) -> String {
    let name = place.name();
    match place.kind() {
        PlaceKind::Arrondissement => name.split(" Arrondissement").next().unwrap_or(name).to_owned(),
        PlaceKind::Commune | PlaceKind::Former => name.to_owned(),
    }
}

/// A former commune keeps its name, which people use, but not its code, which no other file has any more.
fn code_of_today(place: Place) -> &'static str {
    match place.kind() {
        PlaceKind::Former => place.today().unwrap_or(place).code(),
        PlaceKind::Commune | PlaceKind::Arrondissement => place.code(),
    }
}

/// A commune that is in no table, without the office that delivers its mail and without capitals.
fn without_place(written: &str) -> String {
    let is_mail = |word: &&str| matches!(fold(word).as_str(), "cedex" | "bp" | "cs" | "tsa");
    let first = written.split(' ').take(1);
    let kept: Vec<&str> = first.chain(written.split(' ').skip(1).take_while(|word| !is_mail(word))).collect();
    let commune = kept.join(" ");
    if is_all_capitals(&commune) { soften(&commune, "", Style::Place) } else { commune }
}

/// Whether what was written can be the name of a place: all the words of
/// one in the other, one long word in common, or two mistakes at most.
fn is_named(place: Place, written: &str) -> bool {
    let (wanted, key) = (place_key(&shown_name(place)), place_key(written));
    let words: Vec<&str> = key.split(' ').collect();
    let mut shared = wanted.split(' ').filter(|word| words.contains(word));
    let long = |word: &str| word.len() >= 4 && !matches!(word, "saint" | "sainte" | "sous" | "arrondissement");
    place.kind() == PlaceKind::Arrondissement
        || wanted.split(' ').all(|word| words.contains(&word))
        || words.iter().all(|word| wanted.split(' ').any(|its| its == *word))
        || shared.any(long)
        || place::by_name_like(written, 2, 100).iter().any(|(like, _)| *like == place)
}

/// Says what was done to the commune. The same name in another spelling is shown officially, and is nothing to report;
/// nor is a city with the postcode of its arrondissement.
fn report_commune(written: &str, shown: &str, place: Option<Place>, named: Option<Place>, notes: &mut Notes) {
    let city = named.filter(|place| place.kind() == PlaceKind::Arrondissement).and_then(Place::today);
    let same = |name: &str| place_key(written) == place_key(name);
    let problem = match (place, named) {
        (None, _) => Problem::CommuneUnknown,
        (Some(place), None) => Problem::CommuneDoubtful { place: shown_name(place) },
        _ if written.is_empty() => Problem::CommuneFromPostcode { shown: shown.to_owned() },
        _ if same(shown) || city.is_some_and(|city| same(city.name())) => return,
        _ => Problem::CommuneTidied { shown: shown.to_owned() },
    };
    notes.warn(Field::Commune.name(), written, problem);
}

/// Some communes are served from the next département, so only a postcode of another one *and* not theirs is doubted.
fn report_postcode(postcode: &str, place: Place, notes: &mut Notes) {
    let departement = place.departement_code();
    let start = match departement {
        "2A" | "2B" => "20",
        // Saint-Barthélemy and Saint-Martin have kept the postcodes of Guadeloupe.
        "977" | "978" => "971",
        other => other,
    };
    if !postcode.is_empty() && !postcode.starts_with(start) && place.postcodes().all(|its| its != postcode) {
        let commune = shown_name(place);
        notes.warn(Field::CodePostal.name(), postcode, Problem::PostcodeElsewhere { commune });
    }
}

/// The postcode of a cell; `None` when it is empty or cannot be one.
fn read_postcode(written: &str, notes: &mut Notes) -> Option<String> {
    if written.is_empty() {
        return None;
    }
    let postcode = five_digits(written);
    match &postcode {
        Some(postcode) if postcode == written => {}
        Some(postcode) => {
            let shown = postcode.clone();
            notes.warn(Field::CodePostal.name(), written, Problem::PostcodeRepaired { shown });
        }
        None => notes.warn(Field::CodePostal.name(), written, Problem::PostcodeMalformed),
    }
    postcode
}

/// Five digits that can be a postcode, out of "62300", "62 300", "1000" and "1000.0" (a spreadsheet takes the first zero
/// for a number's), "F-62300", "62300 LENS".
fn five_digits(written: &str) -> Option<String> {
    let text = written.strip_suffix(".0").unwrap_or(written);
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let all_digits = joined.chars().all(|c| c.is_ascii_digit());
    let postcode = if all_digits && joined.len() == 5 {
        joined
    } else if all_digits && joined.len() == 4 {
        format!("0{joined}")
    } else {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        words.into_iter().find(|word| word.len() == 5 && word.chars().all(|c| c.is_ascii_digit()))?.to_owned()
    };
    // Départements go from 01 to 98; 00 and 99 begin no postcode of France.
    (!postcode.starts_with("00") && !postcode.starts_with("99")).then_some(postcode)
}

/// The INSEE code of a cell, when it is one.
fn read_insee(written: &str, notes: &mut Notes) -> Option<String> {
    if written.is_empty() {
        return None;
    }
    let mut code = written.strip_suffix(".0").unwrap_or(written).to_ascii_uppercase();
    if code.len() == 4 && code.chars().all(|c| c.is_ascii_digit()) {
        code.insert(0, '0');
    }
    let tail = code.strip_prefix("2A").or_else(|| code.strip_prefix("2B")).map_or((code.as_str(), 5), |tail| (tail, 3));
    if tail.0.len() != tail.1 || !tail.0.chars().all(|c| c.is_ascii_digit()) {
        notes.warn(Field::CodeInsee.name(), written, Problem::InseeMalformed);
        return None;
    }
    if place::by_code(&code).is_none() {
        notes.warn(Field::CodeInsee.name(), written, Problem::InseeUnknown);
    }
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::official("Lens", "62300", "62498", "Lens", "62300", &[])]
    #[case::capitals("LENS", "62300", "", "Lens", "62300", &[])]
    #[case::cedex("AMIENS CEDEX 9 BP 2609", "80026", "", "Amiens", "80026", &["commune-tidied"])]
    #[case::marseille("MARSEILLE 11", "13011", "", "Marseille 11e", "13011", &["commune-tidied"])]
    #[case::paris("PARIS 12E", "75012", "", "Paris 12e", "75012", &[])]
    #[case::first("Lyon 1er arrondissement", "69001", "", "Lyon 1er", "69001", &["commune-tidied"])]
    #[case::from_postcode("", "62300", "", "Lens", "62300", &["commune-from-postcode"])]
    #[case::postcode_as_commune("62300", "", "", "Lens", "62300", &["commune-is-postcode", "commune-from-postcode"])]
    #[case::lost_zero("Bourg-en-Bresse", "1000", "", "Bourg-en-Bresse", "01000", &["postcode-repaired"])]
    #[case::spaced("Lens", "62 300", "", "Lens", "62300", &["postcode-repaired"])]
    #[case::no_postcode("Lens", "", "62498", "Lens", "", &["postcode-missing"])]
    #[case::no_number("Lens", "inconnu", "62498", "Lens", "", &["postcode-malformed", "postcode-missing"])]
    #[case::elsewhere("Valenciennes", "62999", "59606", "Valenciennes", "62999", &["postcode-elsewhere"])]
    #[case::bad_code("Lens", "62300", "62-498", "Lens", "62300", &["insee-malformed"])]
    #[case::unknown_code("Lens", "62300", "62999", "Lens", "62300", &["insee-unknown"])]
    #[case::arrondissement_by_postcode("Lyon", "69008", "", "Lyon 8e", "69008", &[])]
    #[case::district("7e Arrondissement", "13007", "", "Marseille 7e", "13007", &["commune-tidied"])]
    #[case::suburb("MONTFAVET", "84140", "", "Montfavet", "84140", &["commune-doubtful"])]
    #[case::part_of_a_name("Le Hom", "14220", "", "Thury-Harcourt-le-Hom", "14220", &["commune-tidied"])]
    #[case::unknown("SAINT-NULLEPART-SUR-RIEN CEDEX", "", "", "Saint-Nullepart-sur-Rien", "", &["postcode-missing", "commune-unknown"])]
    fn locates(
        #[case] commune: &str,
        #[case] postcode: &str,
        #[case] insee: &str,
        #[case] shown: &str,
        #[case] read: &str,
        #[case] problems: &[&str],
    ) {
        let mut notes = Notes::new("t.csv");
        let located = Gazetteer::default().locate(commune, postcode, insee, &mut notes).unwrap();
        assert_eq!((located.commune.as_str(), located.postcode.as_str()), (shown, read));
        let keys: Vec<_> = notes.into_report().warnings.iter().map(|finding| finding.problem.key()).collect();
        assert_eq!(keys, problems);
    }

    #[rstest]
    #[case::both_empty("", "")]
    #[case::dash_and_words("-", "inconnu")]
    fn is_nowhere(#[case] commune: &str, #[case] postcode: &str) {
        assert!(Gazetteer::default().locate(commune, postcode, "", &mut Notes::new("t.csv")).is_none());
    }
}
