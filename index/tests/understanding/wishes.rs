//! Services, kinds, audience, care, time and price; other languages; what is outside, and what is urgent.

use repere_index::search::{Ask, VenueHit, Wanted};
use repere_index::standard::{Cost, Service, SpecificCare};
use rstest::rstest;

use crate::stage::{ask_at, catalogue, chips, left, read, search};

const ACCESS: &str = "service access-and-equipment";
const PAPERS: &str = "service administrative-procedures";

#[rstest]
#[case::verb("imprimer", ACCESS)]
#[case::typo("inprimer", ACCESS)]
#[case::typo_in_the_noun("imprimente", ACCESS)]
#[case::plural("imprimantes", ACCESS)]
#[case::unfinished("imprim", ACCESS)]
#[case::glued_j("jimprime", ACCESS)]
#[case::glued_l("lecole", "service parenting-and-education administrative-procedures")]
#[case::elision("l'école", "service parenting-and-education administrative-procedures")]
#[case::glued_d("dimpots", "kind CFP")]
#[case::sentence("je voudrais imprimer un papier", ACCESS)]
#[case::sentence_with_typos("je voudré inprimer un papié", ACCESS)]
#[case::papers("refaire ma carte d'identité", PAPERS)]
#[case::no_accent("carte d identite", PAPERS)]
#[case::brand("caf", "kind CAF")]
#[case::former_name("pole emploi", "kind FT")]
#[case::former_name_accent("Pôle Emploi", "kind FT")]
#[case::cheap("ordinateur pas cher", "service affordable-equipment")]
#[case::safe("arnaque", "service safe-use everyday-tools")]
#[case::job("cv", "service employment")]
#[case::library("mediateque", "kind BIB")]
#[case::social_centre("centre social", "kind CS CSC EVS")]
#[case::english("printer", ACCESS)]
#[case::spanish("impresora", ACCESS)]
#[case::portuguese("impressora", ACCESS)]
#[case::romanian("imprimantă", ACCESS)]
#[case::turkish("yazıcı", ACCESS)]
#[case::turkish_capitals("YAZICI", ACCESS)]
#[case::polish("drukarka", ACCESS)]
#[case::polish_bare("drukowac", ACCESS)]
#[case::ukrainian("принтер", ACCESS)]
#[case::ukrainian_verb("роздрукувати", ACCESS)]
#[case::russian("распечатать", ACCESS)]
#[case::arabic("آلة طباعة", ACCESS)]
#[case::arabic_article("الطباعة", ACCESS)]
#[case::persian("پرینت", ACCESS)]
fn services_and_kinds(#[case] query: &str, #[case] chip: &str) {
    let reading = read(query);
    assert_eq!(chips(&reading), [chip], "{reading:#?}");
}

#[rstest]
#[case::saturday("ouvert samedi", "time Day(Sat)")]
#[case::saturday_alone("samedi", "time Day(Sat)")]
#[case::saturday_feminine("ouverte le samedi", "time Day(Sat)")]
#[case::sunday_morning("ouvert dimanche matin", "time Day(Sun)")]
#[case::evening("ce soir", "time Evening")]
#[case::now("maintenant", "time Now")]
#[case::today("aujourd'hui", "time Now")]
#[case::tomorrow("demain", "time Tomorrow")]
#[case::weekend("week end", "time Weekend")]
#[case::saturday_english("saturday", "time Day(Sat)")]
#[case::saturday_polish("sobota", "time Day(Sat)")]
#[case::now_ukrainian("відчинено", "time Now")]
#[case::free("gratuit", "free")]
#[case::free_plural("gratuits", "free")]
#[case::free_polish("darmowy", "free")]
#[case::free_arabic("مجاني", "free")]
#[case::seniors("seniors", "for seniors")]
#[case::young("jeunes", "for young-people")]
#[case::students("étudiants", "for students")]
#[case::families("familles", "for families")]
#[case::women("femmes", "for women")]
#[case::deaf("sourd", "care deafness")]
#[case::deaf_other("malentendante", "care deafness")]
#[case::blind("aveugle", "care visual-impairment")]
#[case::wheelchair("fauteuil roulant", "care motor-disabilities")]
fn wishes_and_people(#[case] query: &str, #[case] chip: &str) {
    let reading = read(query);
    assert_eq!(chips(&reading), [chip], "{reading:#?}");
    assert!(left(&reading).is_empty(), "{reading:#?}");
}

#[rstest]
#[case::all(
    "imprimer gratuit lens samedi seniors",
    &["service access-and-equipment", "free", "place 62498", "time Day(Sat)", "for seniors"],
)]
#[case::kind_and_time("mediatheque ouverte samedi", &["kind BIB", "time Day(Sat)"])]
#[case::place_and_tomorrow("scanner à lille demain", &["service access-and-equipment", "place 59350", "time Tomorrow"])]
#[case::all_misspelt("inprimer un papié a lans", &["service access-and-equipment", "place 62498"])]
#[case::here("imprimer près d'ici", &["service access-and-equipment"])]
fn together(#[case] query: &str, #[case] understood: &[&str]) {
    let reading = read(query);
    assert_eq!(chips(&reading), understood, "{reading:#?}");
    assert!(left(&reading).is_empty(), "{reading:#?}");
}

#[rstest]
#[case::hungry("j'ai faim", "food")]
#[case::hungry_polish("jestem głodny", "food")]
#[case::pool("piscine lens", "sport-and-leisure")]
#[case::pharmacy("pharmacie de garde", "medicine-now")]
#[case::shop("boulangerie", "eating-out-and-shops")]
fn outside(#[case] query: &str, #[case] topic: &str) {
    let reading = read(query);
    assert_eq!(reading.outside.as_deref(), Some(topic), "{reading:#?}");
    assert!(!chips(&reading).iter().any(|chip| chip.starts_with("service")), "{reading:#?}");
}

#[rstest]
#[case::french("mon mari me frappe", "3919")]
#[case::one_word("violences", "3919")]
#[case::english("my husband hits me", "3919")]
#[case::arabic("يضربني", "3919")]
#[case::die("je veux mourir", "3114")]
#[case::die_turkish("ölmek istiyorum", "3114")]
#[case::child("enfant battu", "119")]
#[case::sleep("où dormir ce soir", "115")]
#[case::sleep_romanian("fără adăpost", "115")]
#[case::sleep_polish("bezdomny", "115")]
#[case::heart("crise cardiaque", "15")]
#[case::heart_persian("سکته قلبی", "15")]
#[case::fire("incendie", "18")]
#[case::fire_spanish("incendio", "18")]
#[case::danger_ukrainian("я в небезпеці", "17")]
#[case::danger_portuguese("estou em perigo", "17")]
#[case::harassed("harcèlement scolaire", "3018")]
#[case::deaf("urgence sourd", "114")]
#[case::in_a_place("mon mari me frappe lens", "3919")]
#[case::with_a_typo("mon mari me frape", "3919")]
fn urgent(#[case] query: &str, #[case] first: &str) {
    let reading = read(query);
    assert_eq!(reading.urgent.first().map(String::as_str), Some(first), "{reading:#?}");
}

/// Who asks for someone in particular finds first a venue that is equipped, then those of which nobody has said.
#[test]
fn venues_that_fit_a_wish_stand_first() {
    let equipped = |hit: &VenueHit| hit.venue.specific_care.contains(&SpecificCare::Deafness);
    let hits = search("sourd").venues;
    assert!(hits.first().is_some_and(equipped), "{:?}", hits.first());
    let free = search("atelier gratuit").venues;
    assert!(free.first().is_some_and(|hit| hit.venue.costs.contains(&Cost::Free)), "{:?}", free.first());
}

/// The venues at the end of a guide are near enough to go to, whatever the guide needs.
#[test]
fn a_guide_ends_near_here() {
    let help = Wanted::Help { services: vec![Service::AffordableEquipment], next: None };
    for at in [(50.4289, 2.8319), (50.2910, 2.7772)] {
        let answer = catalogue().search(&Ask { wanted: help.clone(), ..ask_at("", at) }).unwrap();
        assert!(!answer.venues.is_empty());
        assert!(answer.venues.iter().all(|hit| hit.distance_m.is_none_or(|metres| metres <= 30_000.0)));
    }
}
