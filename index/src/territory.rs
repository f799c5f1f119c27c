//! A part of the country, as whoever prepares an edition writes it, and the venues in it. Knows no files and no sentences.
//!
//! ```text
//! 62                 a département (62, 2A, 974), or the beginning of INSEE codes
//! 62300              a postcode; where there is none of these digits, the INSEE code of a commune
//! insee:62498        the INSEE code of a commune, or its beginning
//! lens, lens 62300   a commune by its name
//! 62300+30km         all within 30 km of the centre of a postcode or commune
//! 62, 59350+10km     one or the other
//! ```

use crate::distance::Position;
use crate::place::{self, Place, PlaceKind};
use crate::venue::Venue;

/// Venues of any of these parts are in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Territory {
    parts: Vec<Part>,
    name: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    /// INSEE codes that begin so.
    Code(String),
    /// A postcode.
    Postcode(String),
    /// Around a point.
    Around { centre: Position, metres: f64 },
}

/// Why a territory cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TerritoryError {
    /// Nothing is written.
    #[error("no territory")]
    Empty,
    /// No département, commune or postcode of that name.
    #[error("unknown: {found}")]
    Unknown {
        /// What was written.
        found: String,
    },
    /// Several communes have the name.
    #[error("several: {found}")]
    Several {
        /// What was written.
        found: String,
        /// Some of them, each with a postcode.
        places: String,
    },
    /// A distance that cannot be read, or is too long.
    #[error("distance: {found}")]
    Distance {
        /// What was written.
        found: String,
    },
    /// A place that nobody knows the position of.
    #[error("nowhere: {found}")]
    Nowhere {
        /// What was written.
        found: String,
    },
}

impl TerritoryError {
    /// Every key there is, for the test that each has its sentences.
    pub const KEYS: &'static [&'static str] = &["empty", "unknown", "several", "distance", "nowhere"];

    /// Its name in locale files: kebab case.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unknown { .. } => "unknown",
            Self::Several { .. } => "several",
            Self::Distance { .. } => "distance",
            Self::Nowhere { .. } => "nowhere",
        }
    }

    /// The facts that its sentences may name, as (placeholder, text).
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Empty => Vec::new(),
            Self::Several { found, places } => vec![("found", found), ("places", places)],
            Self::Unknown { found } | Self::Distance { found } | Self::Nowhere { found } => vec![("found", found)],
        }
    }
}

/// Nobody cuts out more than this around a point: the whole of mainland France is within 600 km of its middle.
const FARTHEST_KM: f64 = 1_000.0;
/// Communes of one name that are offered.
const MOST_OFFERED: usize = 4;
/// Written before an INSEE code that could be taken for a postcode.
const CODE_MARK: &str = "insee:";
const UNIT: &str = "km";

impl Territory {
    /// Reads a territory.
    ///
    /// # Errors
    /// The first part that cannot be read.
    pub fn parse(text: &str) -> Result<Self, TerritoryError> {
        let written = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
        let parts = written.clone().map(part).collect::<Result<Vec<_>, _>>()?;
        if parts.is_empty() {
            return Err(TerritoryError::Empty);
        }
        let names: Vec<String> = written.map(name).collect();
        Ok(Self { parts, name: names.join(", ") })
    }

    /// What it is called: "Lens", "Pas-de-Calais", "Lens 62300 + 30 km".
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether a venue is in it. One without a position is where its commune is.
    #[must_use]
    pub fn holds(&self, venue: &Venue) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Code(start) => code_of(venue).is_some_and(|code| code.starts_with(start)),
            Part::Postcode(postcode) => venue.postcode == *postcode,
            Part::Around { centre, metres } => {
                position_of(venue).is_some_and(|position| centre.metres_to(position) <= *metres)
            }
        })
    }
}

/// The venues that are in a territory, in their order.
#[must_use]
pub fn within(venues: Vec<Venue>, territory: &Territory) -> Vec<Venue> {
    venues.into_iter().filter(|venue| territory.holds(venue)).collect()
}

fn part(written: &str) -> Result<Part, TerritoryError> {
    if let Some((centre, distance)) = written.split_once('+') {
        let metres = metres(distance).ok_or_else(|| TerritoryError::Distance { found: written.to_owned() })?;
        let centre = place_of(centre)?;
        let centre = centre.position().ok_or_else(|| TerritoryError::Nowhere { found: written.to_owned() })?;
        return Ok(Part::Around { centre, metres });
    }
    let folded = written.to_lowercase();
    if let Some(code) = folded.strip_prefix(CODE_MARK) {
        return code_part(code).ok_or_else(|| TerritoryError::Unknown { found: written.to_owned() });
    }
    if is_postcode(written) {
        return Ok(Part::Postcode(written.to_owned()));
    }
    match code_part(written) {
        Some(part) => Ok(part),
        // A former commune shares the code of today's: people mean what is called so now.
        None => place_of(written).map(|place| Part::Code(place.today().unwrap_or(place).code().to_owned())),
    }
}

/// What a part that can be read is called.
fn name(written: &str) -> String {
    if let Some((centre, distance)) = written.split_once('+') {
        return format!("{} + {}", name(centre.trim()), distance.trim());
    }
    if is_postcode(written) {
        let largest = place::by_postcode(written);
        return largest.first().map_or_else(|| written.to_owned(), |place| format!("{} {written}", place.name()));
    }
    let folded = written.to_lowercase();
    let code = folded.strip_prefix(CODE_MARK).unwrap_or(&folded).trim().to_uppercase();
    if let Some(place) = place::by_code(&code) {
        return place.name().to_owned();
    }
    if let Some(within) = place::all().find(|place| place.departement_code() == code) {
        return within.departement_name().to_owned();
    }
    place_of(written).map_or_else(|_code| written.to_owned(), |place| place.name().to_owned())
}

/// "30km", "30 km", "7.5km".
fn metres(written: &str) -> Option<f64> {
    let written = written.trim().to_lowercase();
    let number = written.strip_suffix(UNIT)?.trim();
    let kilometres = number.parse().ok().filter(|km: &f64| *km > 0.0 && *km <= FARTHEST_KM)?;
    Some(kilometres * 1_000.0)
}

fn is_postcode(written: &str) -> bool {
    written.len() == 5 && !place::by_postcode(written).is_empty()
}

/// The INSEE codes that begin so; `None` when there are none.
fn code_part(written: &str) -> Option<Part> {
    let start = written.trim().to_ascii_uppercase();
    let shaped = (2..=5).contains(&start.len())
        && start.starts_with(|c: char| c.is_ascii_digit())
        && start.bytes().skip(1).all(|byte| byte.is_ascii_digit() || matches!(byte, b'A' | b'B'));
    (shaped && place::all().any(|place| place.code().starts_with(&start))).then_some(Part::Code(start))
}

/// The place of a postcode, of an INSEE code, or of a name with or without its postcode.
fn place_of(written: &str) -> Result<Place, TerritoryError> {
    let written = written.trim();
    let unknown = || TerritoryError::Unknown { found: written.to_owned() };
    if let Some(largest) = place::by_postcode(written).first() {
        return Ok(*largest);
    }
    let code = written.strip_prefix(CODE_MARK).unwrap_or(written);
    if let Some(place) = place::by_code(code) {
        return Ok(place);
    }
    let (name, postcode) = match written.rsplit_once(' ') {
        Some((name, last)) if is_postcode(last) => (name, Some(last)),
        _ => (written, None),
    };
    let mut found = place::by_name(name);
    found.retain(|place| postcode.is_none_or(|postcode| place.postcodes().any(|other| other == postcode)));
    // A former commune of the name is only meant where there is no commune of today.
    if found.iter().any(|place| place.kind() != PlaceKind::Former) {
        found.retain(|place| place.kind() != PlaceKind::Former);
    }
    match found.as_slice() {
        [] => Err(unknown()),
        [only] => Ok(*only),
        several => {
            let offered = several.iter().take(MOST_OFFERED);
            let places: Vec<String> = offered
                .map(|place| format!("{} {}", place.name(), place.postcodes().next().unwrap_or_default()))
                .collect();
            Err(TerritoryError::Several { found: written.to_owned(), places: places.join(", ") })
        }
    }
}

/// The INSEE code of a venue; that of the largest commune of its postcode where nobody has said.
fn code_of(venue: &Venue) -> Option<&str> {
    venue.insee.as_deref().or_else(|| place::by_postcode(&venue.postcode).first().map(|place| place.code()))
}

fn position_of(venue: &Venue) -> Option<Position> {
    venue.position.map(|position| position.at).or_else(|| place::by_code(code_of(venue)?)?.position())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use rstest::rstest;

    fn communes(territory: &str) -> Vec<String> {
        let venues = within(Edition::starter().unwrap().venues, &Territory::parse(territory).unwrap());
        let mut communes: Vec<String> = venues.into_iter().map(|venue| venue.commune).collect();
        communes.sort();
        communes.dedup();
        communes
    }

    #[rstest]
    #[case::postcode("62300", &["Lens"])]
    #[case::code("62498", &["Lens"])]
    #[case::marked_code("insee:62498", &["Lens"])]
    #[case::name("lens", &["Lens"])]
    #[case::name_and_postcode("Lens 62300", &["Lens"])]
    #[case::accents("LIÉVIN", &["Liévin"])]
    #[case::several("lens, 62800", &["Lens", "Liévin"])]
    #[case::around("62300+3km", &["Avion", "Lens"])]
    #[case::around_a_name("liévin+1.5 km", &["Liévin"])]
    #[case::elsewhere("59", &[])]
    fn cuts_out(#[case] territory: &str, #[case] expected: &[&str]) {
        assert_eq!(communes(territory), expected);
    }

    #[rstest]
    #[case::departement("62", "Pas-de-Calais")]
    #[case::corsica("2a", "Corse-du-Sud")]
    #[case::postcode("62300", "Lens 62300")]
    #[case::code("insee:62498", "Lens")]
    #[case::name("LIÉVIN", "Liévin")]
    #[case::with_its_postcode("saint-denis 93200", "Saint-Denis")]
    #[case::around("lens+30km", "Lens + 30km")]
    #[case::several("lens, 62800", "Lens, Liévin 62800")]
    #[case::beginning("insee:6249", "insee:6249")]
    fn is_called(#[case] territory: &str, #[case] name: &str) {
        assert_eq!(Territory::parse(territory).unwrap().name(), name);
    }

    #[test]
    fn a_departement_holds_all_of_it() {
        assert_eq!(within(Edition::starter().unwrap().venues, &Territory::parse("62").unwrap()).len(), 15);
    }

    #[rstest]
    #[case::empty("", "empty")]
    #[case::commas(" , ", "empty")]
    #[case::no_departement("99", "unknown")]
    #[case::no_name("atlantide", "unknown")]
    #[case::no_unit("lens+30", "distance")]
    #[case::no_number("lens+beaucoup km", "distance")]
    #[case::nothing("lens+0km", "distance")]
    #[case::too_far("lens+5000km", "distance")]
    #[case::homonyms("saint-denis", "several")]
    #[case::wrong_postcode("lens 75001", "unknown")]
    fn says_what_is_wrong(#[case] territory: &str, #[case] key: &str) {
        let error = Territory::parse(territory).unwrap_err();
        assert_eq!(error.key(), key, "{error}");
        assert!(TerritoryError::KEYS.contains(&error.key()));
        assert!(error.facts().iter().all(|(_, fact)| !fact.is_empty()));
    }

    /// A record without coordinates is where its commune is, one without a code where its postcode is.
    #[test]
    fn little_is_enough() {
        let mut venue = Edition::starter().unwrap().venues.swap_remove(0);
        venue.position = None;
        assert!(Territory::parse("lens+5km").unwrap().holds(&venue));
        venue.insee = None;
        assert!(Territory::parse("lens+5km").unwrap().holds(&venue));
        assert!(Territory::parse("62").unwrap().holds(&venue));
        venue.postcode = String::new();
        assert!(!Territory::parse("62").unwrap().holds(&venue));
    }

    /// Corsica has letters in its codes and none in its postcodes.
    #[rstest]
    #[case::south("2A", "20000", true)]
    #[case::lower_case("2a", "20000", true)]
    #[case::north("2B", "20000", false)]
    #[case::overseas("974", "97400", true)]
    fn knows_every_departement(#[case] territory: &str, #[case] postcode: &str, #[case] holds: bool) {
        let mut venue = Edition::starter().unwrap().venues.swap_remove(0);
        (venue.insee, venue.postcode) = (None, postcode.to_owned());
        assert_eq!(Territory::parse(territory).unwrap().holds(&venue), holds);
    }
}
