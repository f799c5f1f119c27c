//! Places that a distance is measured from: the communes of today, municipal arrondissements and former communes.
//!
//! The table is compiled into the program (see `places/README.md` for its origin and licences), because it belongs to
//! no edition. It knows nothing of venues: [`recognise`] takes what a producer wrote, not a record.

mod layout;
mod lookup;
mod recognise;
mod table;

use std::fmt;

pub use lookup::{all, by_code, by_name, by_name_like, by_name_prefix, by_postcode, by_postcode_prefix};
pub use recognise::recognise;

use crate::distance::Position;

/// What a [`Place`] is to the administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// A commune of today.
    Commune,
    /// A municipal arrondissement of Paris, Lyon or Marseille.
    Arrondissement,
    /// A commune that has become a part of another (*déléguée* or *associée*) and bears another name than it.
    Former,
}

/// One place of the table: a number that costs nothing to copy. What it says is read from the program itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    record: u16,
}

impl Place {
    /// INSEE code, five characters ("62498", "2A004"). A former commune may share its code with today's.
    #[must_use]
    pub fn code(self) -> &'static str {
        table::code(self.record)
    }

    /// Official name, with its accents and its article ("Le Mans").
    #[must_use]
    pub fn name(self) -> &'static str {
        table::name(self.record)
    }

    /// Code of the département, two or three characters ("62", "2A", "974"), or of the overseas collectivity.
    #[must_use]
    pub fn departement_code(self) -> &'static str {
        table::departement(self.record).0
    }

    /// Name of the département ("Pas-de-Calais").
    #[must_use]
    pub fn departement_name(self) -> &'static str {
        table::departement(self.record).1
    }

    /// Its postcodes, five digits each, in order; those of today's commune for a former one. Five uninhabited
    /// territories have none.
    pub fn postcodes(self) -> impl Iterator<Item = &'static str> {
        table::postcodes(self.record)
    }

    /// Inhabitants; 0 where it is not known, as for every former commune.
    #[must_use]
    pub fn population(self) -> u32 {
        table::field(self.record, layout::POPULATION, 3)
    }

    /// Its centre, to about 10 m; that of the city for an arrondissement. `None` for most overseas collectivities.
    #[must_use]
    pub fn position(self) -> Option<Position> {
        let latitude = table::field(self.record, layout::LATITUDE, 3);
        let longitude = table::field(self.record, layout::LONGITUDE, 3);
        let degrees = |steps: u32| {
            // Divided last, so that 504289 steps are 50.4289 and not its neighbour.
            (f64::from(steps) - layout::DEGREE_OFFSET * layout::STEPS) / layout::STEPS
        };
        (latitude != layout::NOWHERE).then(|| Position::new(degrees(latitude), degrees(longitude))).flatten()
    }

    /// What it is to the administration.
    #[must_use]
    pub fn kind(self) -> PlaceKind {
        match table::field(self.record, layout::KIND, 1) {
            0 => PlaceKind::Commune,
            1 => PlaceKind::Arrondissement,
            _ => PlaceKind::Former,
        }
    }

    /// Today's commune of a former one, the city of an arrondissement; `None` for a commune of today.
    #[must_use]
    pub fn today(self) -> Option<Self> {
        let parent = u16::try_from(table::field(self.record, layout::PARENT, 2)).unwrap_or(layout::NO_PARENT);
        (parent != layout::NO_PARENT).then_some(Self { record: parent })
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({} {} {:?})", self.code(), self.name(), self.kind())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn says_what_it_knows() {
        let lens = by_code("62498").unwrap();
        assert_eq!(lens.name(), "Lens");
        assert_eq!((lens.departement_code(), lens.departement_name()), ("62", "Pas-de-Calais"));
        assert_eq!(lens.postcodes().collect::<Vec<_>>(), ["62300"]);
        assert_eq!(lens.kind(), PlaceKind::Commune);
        assert_eq!(lens.today(), None);
        assert!((30_000..40_000).contains(&lens.population()));
        let there = lens.position().unwrap();
        assert!(there.metres_to(Position { latitude: 50.4289, longitude: 2.8319 }) < 2_000.0, "{there:?}");
        assert_eq!(format!("{lens:?}"), "Place(62498 Lens Commune)");
    }

    #[rstest]
    #[case::arrondissement("75112", "Paris 12e Arrondissement", "75056")]
    #[case::lyon("69383", "Lyon 3e Arrondissement", "69123")]
    #[case::former("69152", "Pierre-Bénite", "69149")]
    fn belongs_to_a_commune_of_today(#[case] code: &str, #[case] name: &str, #[case] today: &str) {
        let place = by_code(code).unwrap();
        assert_eq!(place.name(), name);
        assert_eq!(place.today().unwrap().code(), today);
        assert!(place.position().is_some());
    }

    #[test]
    fn counts_what_the_tables_hold() {
        let count = |kind| all().filter(|place| place.kind() == kind).count();
        assert_eq!(count(PlaceKind::Commune), 34_969);
        assert_eq!(count(PlaceKind::Arrondissement), 45);
        println!("former communes under another name: {}", count(PlaceKind::Former));
        assert!(count(PlaceKind::Former) > 2_000);
    }

    #[test]
    fn every_place_is_whole() {
        for place in all() {
            assert_eq!(place.code().len(), 5, "{place:?}");
            assert!(!place.name().is_empty() && !place.departement_name().is_empty(), "{place:?}");
            assert!(place.code().starts_with(place.departement_code()), "{place:?}");
            assert_eq!(place.today().is_none(), place.kind() == PlaceKind::Commune, "{place:?}");
            assert!(by_name(place.name()).contains(&place), "{place:?}");
            if !place.code().starts_with("98") {
                assert!(place.postcodes().next().is_some(), "{place:?}");
            }
            for postcode in place.postcodes() {
                assert!(!by_postcode(postcode).is_empty(), "{place:?} {postcode}");
            }
        }
    }
}
