//! Actors are found by what they are called and known for, beside venues and guides and never instead of them.

use chrono::NaiveDateTime;
use repere_index::edition::Edition;
use repere_index::hours::Moment;
use repere_index::search::{Answer, Ask, Catalogue, Need, Wanted};
use repere_index::standard::Service;
use rstest::rstest;

use crate::stage::{catalogue, search};

fn ids(answer: &Answer) -> Vec<&str> {
    answer.actors.iter().map(|hit| hit.actor.id.as_str()).collect()
}

fn ask(wanted: Wanted, locale: &str) -> Answer {
    let moment = Moment { now: NaiveDateTime::default(), floor: None };
    catalogue().search(&Ask { locale: locale.to_owned(), ..Ask::new(wanted, moment) }).unwrap()
}

#[rstest]
#[case::name("cimade", "la-cimade")]
#[case::article("la cimade", "la-cimade")]
#[case::typo("petits debrouilards", "petits-debrouillards")]
#[case::two_typos("emaus conect", "emmaus-connect")]
#[case::keyword("carte grise", "france-titres")]
#[case::accents("allocations familiales", "caf")]
#[case::old_name("pole emploi", "france-travail")]
#[case::english("residence permit", "la-cimade")]
#[case::for_whom("aveugle", "valentin-hauy")]
#[case::known_for("braille", "valentin-hauy")]
#[case::scam("arnaque", "17cyber")]
#[case::bullying("e-enfance", "e-enfance")]
#[case::service("imprimer", "emmaus-connect")]
fn finds(#[case] words: &str, #[case] id: &str) {
    let answer = search(words);
    assert_eq!(ids(&answer).first(), Some(&id), "{:?}", answer.actors);
}

/// What the terminal does not know, an actor may; whoever is in danger is told the numbers and nothing else.
#[rstest]
#[case::outside("restos du coeur", &["restos-du-coeur"])]
#[case::danger("mon mari me frappe", &[])]
#[case::nobody("piscine", &[])]
#[case::nothing("zzzzqqq", &[])]
fn beside_notices(#[case] words: &str, #[case] expected: &[&str]) {
    assert_eq!(ids(&search(words)), expected);
}

#[rstest]
fn few_and_never_above_what_matches_better(
    #[values("france services", "mediatheque", "caf", "imprimer", "ordinateur", "handicap", "association", "f")] words: &str,
) {
    let answer = search(words);
    assert!(answer.actors.len() <= 3, "{words}");
    let venues = answer.venues.iter().filter(|hit| !hit.fallback).map(|hit| hit.score);
    let guides = answer.guides.iter().filter(|hit| !hit.fallback).map(|hit| hit.score);
    let others: Vec<_> = venues.chain(guides).collect();
    for actor in &answer.actors {
        let better = others.iter().filter(|other| other.text > actor.score.text).map(|other| other.total);
        assert!(better.reduce(f32::max).is_none_or(|best| actor.score.total <= best), "{words}: {}", actor.actor.id);
    }
}

#[rstest]
#[case::spoken("en", "en")]
#[case::none("uk", "fr")]
#[case::easy("fr-simple", "fr")]
fn comes_in_the_nearest_language(#[case] asked: &str, #[case] given: &str) {
    let answer = ask(Wanted::Words("cimade".to_owned()), asked);
    assert_eq!(answer.actors[0].actor.locale, given);
    assert_eq!(catalogue().actor("la-cimade", asked).unwrap().locale, given);
}

#[test]
fn behind_a_venue_are_those_whose_kind_it_is_and_those_of_its_programmes() {
    let edition = Edition::starter().unwrap();
    let behind = |name: &str| -> Vec<String> {
        let venue = edition.venues.iter().find(|venue| venue.name.contains(name)).unwrap();
        catalogue().actors_of(venue, "fr").iter().map(|actor| actor.id.clone()).collect()
    };
    assert_eq!(behind("France services")[0], "france-services");
    assert_eq!(behind("Mission locale")[0], "mission-locale");
    assert_eq!(behind("Fablab"), Vec::<String>::new());
    assert!(edition.venues.iter().all(|venue| catalogue().actors_of(venue, "fr").len() <= 3));
    let found = ask(Wanted::Need(Need::Nearby), "fr");
    let library = found.venues.iter().find(|hit| hit.venue.id == "demo-001").unwrap();
    assert_eq!(library.actors[0].id, "mediatheques");
    assert!(found.actors.is_empty(), "a door of the home page leads to places");
}

#[test]
fn beside_a_guide_are_those_who_help_with_its_services() {
    let services = vec![Service::AffordableEquipment];
    let answer = ask(Wanted::Help { services, next: None }, "fr");
    assert_eq!(ids(&answer), ["emmaus-connect"]);
}

#[test]
fn an_edition_without_actors_is_completed_by_the_starter_edition() {
    let starter = Edition::starter().unwrap();
    let mut own = starter.clone();
    own.actors.retain(|actor| actor.id == "caf" && actor.locale == "fr");
    own.actors[0].name = "La Caf d'ici".to_owned();
    let completed = own.completed_by(starter.clone());
    let of = |id: &str| completed.actors.iter().filter(|actor| actor.id == id).count();
    assert_eq!((of("caf"), of("la-cimade")), (1, 2), "what an edition has of an actor is all there is of it");
    let none = Edition { actors: Vec::new(), ..starter };
    assert!(Catalogue::in_memory(none, &mut |_, _| {}).is_ok());
}
