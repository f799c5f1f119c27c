//! Where two records say that they are: the same door, nearby, or elsewhere.

use crate::distance::Position;
use crate::fold::{fold, place_key};
use crate::venue::Venue;

/// Metres between two measurements of one door: map services differ by the depth of a building.
const HERE_M: f64 = 60.0;

/// Metres between two measurements of one place when its name is the same and nothing speaks against it.
const NEARBY_M: f64 = 250.0;

/// The same when the streets differ: the corner of a square.
const CORNER_M: f64 = 100.0;

/// Metres between two measurements of one address that two communes claim.
const ADDRESS_M: f64 = 2_000.0;

/// Usual abbreviations in addresses.
const SHORT: &[(&str, &str)] = &[
    ("all", "allee"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("ch", "chemin"),
    ("che", "chemin"),
    ("crs", "cours"),
    ("dr", "docteur"),
    ("fg", "faubourg"),
    ("gal", "general"),
    ("imp", "impasse"),
    ("mal", "marechal"),
    ("pdt", "president"),
    ("pl", "place"),
    ("r", "rue"),
    ("res", "residence"),
    ("rte", "route"),
    ("sq", "square"),
    ("st", "saint"),
    ("ste", "sainte"),
];

/// Words of addresses that carry nothing.
const SMALL: &[&str] = &["d", "de", "des", "du", "l", "la", "le", "les", "et", "a"];

/// How near two records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nearness {
    /// The same door.
    Here,
    /// The same door, and two communes: one of them is wrong, or a hamlet.
    HereInAnotherCommune,
    /// So near that one of two equal names would be enough.
    Nearby,
    /// The same commune; one of them says no more.
    Unknown,
    /// Not the same place.
    Elsewhere,
}

/// Where a record says that it is.
#[derive(Debug)]
pub(super) struct Spot {
    insee: Option<String>,
    commune: String,
    postcode: String,
    number: Option<String>,
    /// The street in one spelling, without spaces; empty when there is none.
    street: String,
    /// Where it was measured; the centre of a commune is no measurement.
    at: Option<Position>,
}

impl Spot {
    pub(super) fn of(venue: &Venue) -> Self {
        let (number, street) = venue.address.as_deref().map(address).unwrap_or_default();
        Self {
            insee: venue.insee.clone(),
            commune: place_key(&venue.commune),
            postcode: venue.postcode.clone(),
            number,
            street,
            at: venue.position.filter(|position| !position.approximate).map(|position| position.at),
        }
    }

    /// The street, when there is one.
    pub(super) fn street(&self) -> Option<&str> {
        (!self.street.is_empty()).then_some(self.street.as_str())
    }

    pub(super) fn nearness(&self, other: &Self) -> Nearness {
        let metres = self.at.zip(other.at).map(|(one, other)| one.metres_to(other));
        let within = |reach: f64| metres.is_some_and(|metres| metres <= reach);
        let street = self.street().is_some() && self.street == other.street;
        let numbers = self.number.as_ref().zip(other.number.as_ref()).map(|(one, other)| one == other);
        if !self.is_in_commune_of(other) {
            let likely = within(ADDRESS_M) || metres.is_none() && self.postcode == other.postcode;
            return if street && numbers == Some(true) && likely {
                Nearness::HereInAnotherCommune
            } else {
                Nearness::Elsewhere
            };
        }
        if street && numbers == Some(false) {
            return Nearness::Elsewhere;
        }
        let streets_differ = self.street().is_some() && other.street().is_some() && !street;
        if street || within(HERE_M) {
            Nearness::Here
        } else if within(if streets_differ { CORNER_M } else { NEARBY_M }) {
            Nearness::Nearby
        } else if metres.is_none() && !streets_differ {
            Nearness::Unknown
        } else {
            Nearness::Elsewhere
        }
    }

    fn is_in_commune_of(&self, other: &Self) -> bool {
        match (&self.insee, &other.insee) {
            (Some(one), Some(other)) => one == other,
            _ => self.commune == other.commune,
        }
    }
}

/// The number of an address, and its street in one spelling.
fn address(written: &str) -> (Option<String>, String) {
    let folded = fold(written);
    let mut words = folded.split(' ').peekable();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().count() <= 5;
    // "12 bis", "12bis" and "12b" are one number.
    let mut number = words.next_if(is_number).map(|word| {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = word.strip_suffix(letters).unwrap_or(word);
        digits.chars().chain(letters.chars().take(1)).collect::<String>()
    });
    if let Some(number) = &mut number {
        while let Some(word) = words.next_if(|word| matches!(*word, "bis" | "ter" | "quater" | "b" | "t")) {
            number.extend(word.chars().next());
        }
    }
    // Some tools write 0 for no number.
    let number = number.filter(|number| number != "0");
    let mut street = String::new();
    while let Some(word) = words.next() {
        // Boxes for letters, and the postcode with what follows it.
        if matches!(word, "bp" | "cs") && words.peek().is_some_and(is_number) || word.len() == 5 && is_number(&word) {
            break;
        }
        if !SMALL.contains(&word) {
            street.push_str(SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long));
        }
    }
    (number, street)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("12 rue des Lilas", Some("12"), "ruelilas")]
    #[case::short("12 BIS R DES LILAS", Some("12b"), "ruelilas")]
    #[case::glued("12bis, rue des Lilas BP 9", Some("12b"), "ruelilas")]
    #[case::no_number("0 Pl. de la Mairie 62300 Lens", None, "placemairie")]
    #[case::date("Place du 11 novembre", None, "place11novembre")]
    #[case::nothing("", None, "")]
    fn reads_an_address(#[case] written: &str, #[case] number: Option<&str>, #[case] street: &str) {
        let (found, name) = address(written);
        assert_eq!((found.as_deref(), name.as_str()), (number, street));
    }
}
