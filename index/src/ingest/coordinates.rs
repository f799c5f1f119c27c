//! The position of a record: its coordinates when they can be believed, the centre of its commune otherwise.

use super::header::Field;
use super::report::{Notes, Problem};
use crate::distance::Position;
use crate::place::Place;
use crate::venue::VenuePosition;

/// How far from the centre of its commune a venue can be believed to be, in metres. The widest communes of the mainland
/// reach about 30 km from their centre; the rest is for postcodes shared with neighbours and merged communes.
const REACH_M: f64 = 60_000.0;

/// The same in Guyane, where a commune can be 250 km long.
const REACH_GUYANE_M: f64 = 250_000.0;

/// Reads the two cells. `place` is where the record says it is.
pub(super) fn read(latitude: &str, longitude: &str, place: Option<Place>, notes: &mut Notes) -> Option<VenuePosition> {
    let centre = place.and_then(Place::position);
    let written = Written { latitude, longitude };
    written
        .believed(place, centre, notes)
        .map(|at| VenuePosition { at, approximate: false })
        .or_else(|| centre.map(|at| VenuePosition { at, approximate: true }))
}

/// The two cells as written.
struct Written<'a> {
    latitude: &'a str,
    longitude: &'a str,
}

impl Written<'_> {
    fn warn(&self, problem: Problem, notes: &mut Notes) {
        let value = [self.latitude, self.longitude].join(" ");
        notes.warn(Field::Latitude.name(), &value, problem);
    }

    fn believed(&self, place: Option<Place>, centre: Option<Position>, notes: &mut Notes) -> Option<Position> {
        if self.latitude.is_empty() || self.longitude.is_empty() {
            self.warn(Problem::CoordinatesMissing, notes);
            return None;
        }
        let (Some(latitude), Some(longitude)) = (number(self.latitude), number(self.longitude)) else {
            self.warn(Problem::CoordinatesNotNumbers, notes);
            return None;
        };
        if latitude.abs() < 1e-6 && longitude.abs() < 1e-6 {
            self.warn(Problem::CoordinatesZero, notes);
            return None;
        }
        if self.latitude.contains(',') || self.longitude.contains(',') {
            self.warn(Problem::CoordinatesDecimalComma, notes);
        }
        let straight = Position::new(latitude, longitude);
        let swapped = Position::new(longitude, latitude);
        let Some(centre) = centre else { return self.without_centre(straight, swapped, notes) };
        let reach = if place.is_some_and(|place| place.departement_code() == "973") { REACH_GUYANE_M } else { REACH_M };
        let near = |at: &Position| centre.metres_to(*at) <= reach;
        if let Some(at) = straight.filter(near) {
            return Some(at);
        }
        if let Some(at) = swapped.filter(near) {
            self.warn(Problem::CoordinatesSwapped, notes);
            return Some(at);
        }
        let problem = straight.map_or(Problem::CoordinatesOutOfRange, |at| Problem::CoordinatesFar {
            kilometres: kilometres(centre.metres_to(at)),
            commune: place.map(|place| place.name().to_owned()).unwrap_or_default(),
        });
        self.warn(problem, notes);
        None
    }

    /// Without a commune to compare with, only what is plain is put right: mainland France lies in neither axis where its
    /// mirror image does.
    fn without_centre(
        &self,
        straight: Option<Position>,
        swapped: Option<Position>,
        notes: &mut Notes,
    ) -> Option<Position> {
        let at = swapped.filter(|at| on_the_mainland(*at));
        if let Some(at) = at.filter(|_| !straight.is_some_and(on_the_mainland)) {
            self.warn(Problem::CoordinatesSwapped, notes);
            return Some(at);
        }
        if straight.is_none() {
            self.warn(Problem::CoordinatesOutOfRange, notes);
        }
        straight
    }
}

fn on_the_mainland(at: Position) -> bool {
    (41.0..=51.5).contains(&at.latitude) && (-5.5..=10.0).contains(&at.longitude)
}

/// A number as written with a point or a comma.
fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "distances on Earth are below 20,100 km")]
fn kilometres(metres: f64) -> u32 {
    (metres / 1_000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place;
    use rstest::rstest;

    #[rstest]
    #[case::good("50.4289", "2.8319", Some(false), &[])]
    #[case::comma("50,4289", "2,8319", Some(false), &["coordinates-decimal-comma"])]
    #[case::zero("0", "0.0", Some(true), &["coordinates-zero"])]
    #[case::missing("", "", Some(true), &["coordinates-missing"])]
    #[case::half("50.4289", "", Some(true), &["coordinates-missing"])]
    #[case::words("nord", "est", Some(true), &["coordinates-not-numbers"])]
    #[case::not_a_number("NaN", "inf", Some(true), &["coordinates-not-numbers"])]
    #[case::out("504289", "28319", Some(true), &["coordinates-out-of-range"])]
    #[case::swapped("2.8319", "50.4289", Some(false), &["coordinates-swapped"])]
    #[case::far("43.2965", "5.3698", Some(true), &["coordinates-far"])]
    fn compares_with_lens(
        #[case] latitude: &str,
        #[case] longitude: &str,
        #[case] approximate: Option<bool>,
        #[case] problems: &[&str],
    ) {
        let mut notes = Notes::new("t.csv");
        let position = read(latitude, longitude, place::by_code("62498"), &mut notes);
        assert_eq!(position.map(|position| position.approximate), approximate);
        let keys: Vec<_> = notes.into_report().warnings.iter().map(|finding| finding.problem.key()).collect();
        assert_eq!(keys, problems);
    }

    #[rstest]
    #[case::mainland("50.4289", "2.8319", Some((50.4289, 2.8319)))]
    #[case::swapped("2.8319", "50.4289", Some((50.4289, 2.8319)))]
    #[case::reunion("-21.1", "55.5", Some((-21.1, 55.5)))]
    #[case::out("504289", "2.8", None)]
    fn does_without_a_place(#[case] latitude: &str, #[case] longitude: &str, #[case] at: Option<(f64, f64)>) {
        let position = read(latitude, longitude, None, &mut Notes::new("t.csv"));
        assert_eq!(position.map(|position| (position.at.latitude, position.at.longitude)), at);
    }
}
