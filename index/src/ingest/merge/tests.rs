//! Which records are one venue and which are not: invented ones, made after what the national data holds; and the national
//! data itself when it is there.

use rstest::rstest;

use super::*;
use crate::distance::Position;
use crate::venue::VenuePosition;

/// A venue of Lens with this name and address, in the middle of the town.
pub(super) fn venue(name: &str, address: &str) -> Venue {
    let text = format!(
        "id,nom,commune,code_postal,latitude,longitude,adresse\nx,\"{name}\",Lens,62300,50.4289,2.8319,\"{address}\"\n"
    );
    let read = crate::ingest::read_venues("essai.csv", text.as_bytes()).unwrap();
    read.venues.into_iter().next().unwrap()
}

/// The same, moved by so many metres to the north.
fn moved(mut venue: Venue, metres: f64) -> Venue {
    let Some(VenuePosition { at, .. }) = venue.position else { panic!("no position") };
    let at = Position::new(at.latitude + metres / 111_195.0, at.longitude).unwrap();
    venue.position = Some(VenuePosition { at, approximate: false });
    venue
}

fn merged(one: Venue, other: Venue) -> bool {
    let mut other = other;
    other.id = "y".to_owned();
    let there = merge(vec![one.clone(), other.clone()]);
    let back = merge(vec![other, one]);
    assert_eq!(there.venues.len(), back.venues.len());
    assert_eq!(there.venues.len() + there.merges.len(), 2);
    there.venues.len() == 1
}

#[rstest]
#[case::the_same("Mairie de Lens", "1 place Verte", "Mairie de Lens", "1 place Verte", 0.0)]
#[case::capitals("MAIRIE DE LENS", "1 PL VERTE", "Mairie de Lens", "1 place Verte", 0.0)]
#[case::town("COMMUNE DE LENS", "1 PL VERTE", "Mairie de Lens", "1 place Verte", 20.0)]
#[case::town_alone("Ville de Lens", "1 place Verte", "Mairie", "1 pl. Verte", 0.0)]
#[case::badly_measured("Mairie", "3 rue des Lilas", "Mairie de Lens", "3 rue des Lilas", 1_500.0)]
#[case::no_number("France services Lens", "Rue des Lilas", "Maison France Services de Lens", "3 rue des Lilas", 200.0)]
#[case::former_name(
    "Maison de services au public",
    "3 rue des Lilas",
    "France Services de Lens",
    "3 r. des lilas",
    0.0
)]
#[case::another_entrance("France Services", "1 place Verte", "Espace France Services Lens", "8 rue Haute", 80.0)]
#[case::initials("CCAS", "2 rue Haute", "Centre communal d'action sociale de Lens", "2 RUE HAUTE", 0.0)]
#[case::order("Centre social Les Tilleuls", "2 rue Haute", "LES TILLEULS (centre social)", "2 rue Haute", 90.0)]
#[case::first_name("Médiathèque L. Moreau", "2 rue Haute", "Médiathèque Louise Moreau", "2 rue Haute", 0.0)]
#[case::misspelt("Médiathèque Louise Moreau", "2 rue Haute", "Mediathèque Louise Morreau", "2 rue Haute", 0.0)]
#[case::commune_added("Fablab du Terril", "2 rue Haute", "FabLab du Terril - Lens", "2 bis rue du Haut", 40.0)]
fn one_venue(#[case] name: &str, #[case] at: &str, #[case] other: &str, #[case] there: &str, #[case] metres: f64) {
    assert!(merged(venue(name, at), moved(venue(other, there), metres)));
}

#[rstest]
#[case::two_libraries("Médiathèque A. Martin", "2 rue Haute", "Médiathèque J. Durand", "2 rue Haute", 0.0)]
#[case::branch("Mairie de Lens", "1 place Verte", "Mairie annexe de Lens", "1 place Verte", 0.0)]
#[case::desk_in_the_town_hall("France Services Lens", "1 place Verte", "Mairie de Lens", "1 place Verte", 0.0)]
#[case::desk_in_the_post_office("France Services Lens", "1 place Verte", "La Poste de Lens", "1 place Verte", 0.0)]
#[case::two_owners("CCAS de Lens", "1 place Verte", "Mairie de Lens", "1 place Verte", 0.0)]
#[case::numbered("Bureau 1", "1 place Verte", "Bureau 2", "1 place Verte", 0.0)]
#[case::lettered("Bureau A", "1 place Verte", "Bureau B", "1 place Verte", 0.0)]
#[case::districts("MQ Bellevue", "4 rue Haute", "MQ Les Tilleuls", "4 rue Haute", 0.0)]
#[case::sides("Maison des solidarités Nord", "4 rue Haute", "Maison des solidarités Sud", "4 rue Haute", 0.0)]
#[case::neighbours("Mission locale", "4 rue Haute", "Pimms", "4 rue Haute", 0.0)]
#[case::one_more_word("Médiathèque", "4 rue Haute", "Médiathèque Louise Moreau", "9 rue Basse", 40.0)]
#[case::stops("Bus France Services", "Place Verte", "Bus France Services", "8 rue Haute", 200.0)]
#[case::bus_and_desk("Bus France Services", "4 rue Haute", "France Services", "4 rue Haute", 0.0)]
#[case::two_post_offices("La Poste", "3 rue Haute", "La Poste", "18 avenue Basse", 900.0)]
#[case::houses_of_one_street("Maison pour tous", "3 rue Haute", "Maison pour tous", "41 rue Haute", 30.0)]
#[case::libraries("Bibliothèque", "3 rue Haute", "Médiathèque", "3 rue Haute", 0.0)]
#[case::years("Espace 2000", "3 rue Haute", "Espace 3000", "3 rue Haute", 0.0)]
fn two_venues(#[case] name: &str, #[case] at: &str, #[case] other: &str, #[case] there: &str, #[case] metres: f64) {
    assert!(!merged(venue(name, at), moved(venue(other, there), metres)));
}

#[test]
fn town_halls_of_neighbours_are_two() {
    let mut lievin = venue("Mairie", "Mairie");
    lievin.commune = "Liévin".to_owned();
    lievin.insee = Some("62510".to_owned());
    lievin.postcode = "62800".to_owned();
    assert!(!merged(venue("Mairie", "Mairie"), lievin.clone()));
    lievin.postcode = "62300".to_owned();
    assert!(!merged(venue("Mairie", "Mairie"), lievin));
}

#[test]
fn without_a_place_it_takes_a_contact_in_common() {
    let mut one = venue("Fablab du Terril", "");
    one.position = None;
    let mut other = one.clone();
    assert!(!merged(one.clone(), other.clone()));
    other.phones = vec!["+33321000000".to_owned()];
    one.phones = vec!["+33321000000".to_owned(), "+33321000001".to_owned()];
    assert!(merged(one, other));
}

#[test]
fn what_is_almost_the_same_does_not_add_up() {
    // Each is a letter from the next, the ends are not one name.
    let names = ["Espace Marelle", "Espace Marellet", "Espace Marellets Marellat"];
    let venues = names.iter().map(|name| venue(name, "2 rue Haute")).collect();
    assert_eq!(merge(venues).venues.len(), 2);
}

#[test]
fn the_freshest_record_gives_identifier_and_name_where_the_first_stood() {
    let dates = [Some((2022, "a")), Some((2026, "b")), None];
    let mut venues: Vec<Venue> = dates
        .iter()
        .zip(["vieux", "neuf", "sans date"])
        .map(|(date, source)| {
            let mut venue = venue("Mairie de Lens", "1 place Verte");
            venue.updated = date.and_then(|(year, _)| chrono::NaiveDate::from_ymd_opt(year, 1, 1));
            venue.id = date.map_or("c", |(_, id)| id).to_owned();
            venue.sources = vec![source.to_owned()];
            venue
        })
        .collect();
    venues.push(venue("Médiathèque de Lens", "2 rue Haute"));
    let Merged { venues, merges } = merge(venues);
    assert_eq!(venues.iter().map(|venue| venue.id.as_str()).collect::<Vec<_>>(), ["b", "x"]);
    assert_eq!(venues.first().map(|venue| venue.sources.join(" ")).as_deref(), Some("neuf vieux sans date"));
    let absorbed = vec!["a".to_owned(), "c".to_owned()];
    assert_eq!(merges, [Merge { kept: "b".to_owned(), name: "Mairie de Lens".to_owned(), absorbed }]);
}

#[test]
fn a_file_of_equal_or_of_nearly_equal_rows_is_not_slow() {
    let equal = vec![venue("Mairie de Lens", "1 place Verte"); 20_000];
    assert_eq!(merge(equal).venues.len(), 1);
    let numbered: Vec<Venue> = (0..20_000)
        .map(|number| Venue { name: format!("Bureau {number}"), ..venue("Bureau", "1 place Verte") })
        .collect();
    assert_eq!(merge(numbered).venues.len(), 20_000);
}

mod national;
