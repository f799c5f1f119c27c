//! What must not be understood: names that look like places, services or danger.

use rstest::rstest;

use crate::stage::{chips, read};

#[rstest]
#[case::la_poste("la poste")]
#[case::services("maison des services")]
#[case::microfolie("microfolie")]
#[case::micro_folie("micro-folie")]
#[case::associations("maison des associations")]
#[case::name_of_a_person("victor hugo")]
#[case::invented_name("les trois essais")]
#[case::house("la maison commune")]
#[case::bus("le bus")]
#[case::lighthouse("le phare")]
#[case::workshop_name("le labo")]
#[case::sign("sens interdit")]
fn names_stay_words(#[case] query: &str) {
    let reading = read(query);
    let chips = chips(&reading);
    assert!(!chips.iter().any(|chip| chip.starts_with("service") || chip.starts_with("kind")), "{chips:?}");
    assert!(reading.urgent.is_empty() && reading.outside.is_none(), "{reading:#?}");
}

#[rstest]
#[case::la_poste("la poste")]
#[case::services("maison des services")]
#[case::microfolie("microfolie")]
#[case::social_centre("centre social")]
#[case::courses("cours")]
#[case::courses_and_more("cours informatique")]
#[case::computer("ordinateur")]
#[case::hire("louer un ordinateur")]
#[case::library("bibliothèque rose marie exemple")]
#[case::france_services("france services")]
#[case::three("imprimante 3d")]
#[case::two_digits("atelier 12")]
#[case::age("plus de 60 ans")]
#[case::number("3919")]
#[case::short_word("le bus")]
#[case::poet("bibliothèque louis aragon")]
#[case::prefect("espace jean moulin")]
#[case::time("ouvert tard")]
#[case::arabic("آلة طباعة")]
fn no_place(#[case] query: &str) {
    let reading = read(query);
    assert_eq!(reading.place(), None, "{reading:#?}");
}

#[rstest]
#[case::harness("feu rouge")]
#[case::paper("papier peint")]
#[case::accident_free("carte grise")]
#[case::death_certificate("acte de naissance")]
#[case::password("mot de passe perdu")]
#[case::print("tirer un document")]
fn not_urgent(#[case] query: &str) {
    assert!(read(query).urgent.is_empty(), "{query}");
}
