//! Whole files of actors, as they are and as hands write them.

use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::edition::Edition;

const HEADER: &str = "id,name,kind,does,audience,territory,how,telephone,mail,site,refer,services,typologies,\
                      programmes,keywords,verified,verified_note,locale";
const ROW: &str = "caf,Caf,Service,Verse des aides.,Familles,France,Par téléphone.,32 30|03 21 00 00 00,\
                   accueil@exemple.fr,www.exemple.fr,Appelez.,Aide aux démarches administratives,CAF,\
                   Point d'accès numérique CAF,caf|rsa,2026-01-31,Une page,fr";

/// The actors of a text, and what was found in it: row, column, problem.
fn found(text: &str) -> (Vec<Actor>, Vec<(usize, String, &'static str)>) {
    let Actors { actors, report } = read("actors.csv", text.as_bytes());
    assert_eq!(report.taken, actors.len());
    let found = report.findings.into_iter().map(|found| (found.row, found.column, found.problem.key()));
    (actors, found.collect())
}

fn day(text: &str) -> Verified {
    Verified::On(text.parse::<NaiveDate>().unwrap())
}

#[test]
fn reads_a_whole_row() {
    let (actors, found) = found(&format!("{HEADER}\n{ROW}\n"));
    assert_eq!(found, []);
    let text = |text: &str| Some(text.to_owned());
    let expected = Actor {
        id: "caf".into(),
        locale: "fr".into(),
        name: "Caf".into(),
        kind: text("Service"),
        does: "Verse des aides.".into(),
        audience: text("Familles"),
        territory: text("France"),
        how: text("Par téléphone."),
        phones: vec!["32 30".into(), "+33321000000".into()],
        mails: vec!["accueil@exemple.fr".into()],
        sites: vec!["www.exemple.fr".into()],
        refer: text("Appelez."),
        services: vec![Service::AdministrativeProcedures],
        typologies: vec![Typology::Caf],
        programmes: vec![NationalProgramme::CafDigitalAccessPoint],
        keywords: vec!["caf".into(), "rsa".into()],
        verified: day("2026-01-31"),
        source: text("Une page"),
    };
    assert_eq!(actors, [expected]);
}

/// A byte order mark, semicolons, French dates, capitals in the header, columns in another order, an empty row.
#[test]
fn reads_what_a_spreadsheet_program_saves() {
    let text = "\u{feff}ID;Locale;Name;Does;Verified;Verified note\r\ncaf;fr;Caf;\"Verse ; des aides.\";31/01/2026;\r\n\
                ;;;;;\r\nCaf;EN;Caf;Pays benefits.;not checked;Nobody could.\r\n";
    let (actors, found) = found(text);
    assert_eq!(found, []);
    let read: Vec<_> =
        actors.iter().map(|actor| (actor.locale.as_str(), actor.does.as_str(), &actor.verified)).collect();
    let not_checked = Verified::NotChecked("Nobody could.".into());
    assert_eq!(read, [("fr", "Verse ; des aides.", &day("2026-01-31")), ("en", "Pays benefits.", &not_checked)]);
    assert!(actors.iter().all(|actor| actor.id == "caf"));
}

#[rstest]
#[case::no_id("caf,Caf", ",Caf", "id", "actor-unnamed")]
#[case::no_slug("caf,Caf", "la caf,Caf", "id", "actor-unnamed")]
#[case::no_name("caf,Caf", "caf,", "name", "actor-incomplete")]
#[case::does_nothing("Verse des aides.", "", "does", "actor-incomplete")]
#[case::no_language(",fr", ",", "locale", "locale-malformed")]
#[case::language(",fr", ",français", "locale", "locale-malformed")]
#[case::no_date("2026-01-31", "", "verified", "verified-malformed")]
#[case::wrong_date("2026-01-31", "2026-02-31", "verified", "date-malformed")]
#[case::no_reason("2026-01-31,Une page", "not checked,", "verified_note", "verified-malformed")]
fn leaves_out_a_row(#[case] from: &str, #[case] to: &str, #[case] column: &str, #[case] problem: &str) {
    let (actors, found) = found(&format!("{HEADER}\n{}\n{}\n", ROW.replace(from, to), ROW.replace(",fr", ",en")));
    assert_eq!(found, [(2, column.to_owned(), problem)]);
    assert_eq!(actors.len(), 1, "the other row is read");
}

#[rstest]
#[case::service("Aide aux démarches administratives", "Aide à tout", "services", "term-unknown")]
#[case::kind(",CAF,", ",CAFE,", "typologies", "term-unknown")]
#[case::programme("Point d'accès numérique CAF", "Point", "programmes", "term-unknown")]
#[case::phone("32 30|03", "demander|03", "telephone", "contact-malformed")]
#[case::mail("accueil@exemple.fr", "accueil@exemple", "mail", "contact-malformed")]
#[case::site("www.exemple.fr", "aucun", "site", "contact-malformed")]
fn leaves_out_a_cell(#[case] from: &str, #[case] to: &str, #[case] column: &str, #[case] problem: &str) {
    let (actors, found) = found(&format!("{HEADER}\n{}\n", ROW.replace(from, to)));
    assert_eq!(found, [(2, column.to_owned(), problem)]);
    assert_eq!(actors.len(), 1);
}

#[test]
fn an_actor_has_one_row_a_language() {
    let (actors, found) = found(&format!("{HEADER}\n{ROW}\n{ROW}\n"));
    assert_eq!(found, [(3, "id".to_owned(), "actor-repeated")]);
    assert_eq!(actors.len(), 1);
}

#[rstest]
#[case::nothing("", 1)]
#[case::other_table("a,b\n1,2\n", 7)]
#[case::no_rows("id,name,does,verified,locale\n", 0)]
fn a_file_without_actors_gives_none(#[case] text: &str, #[case] findings: usize) {
    let (actors, found) = found(text);
    assert_eq!(actors, []);
    assert_eq!(found.len(), findings, "{found:?}");
}

#[test]
fn the_starter_edition_has_each_actor_in_french_and_english_with_nothing_left_out() {
    let edition = Edition::starter().unwrap();
    assert_eq!(edition.local.findings, []);
    let of = |locale: &str| edition.actors.iter().filter(|actor| actor.locale == locale).collect::<Vec<_>>();
    let (french, english) = (of("fr"), of("en"));
    assert!(french.len() >= 25, "{}", french.len());
    assert_eq!(edition.actors.len(), french.len() + english.len());
    for (one, other) in french.into_iter().zip(english) {
        assert_eq!((&one.id, &one.phones, &one.sites), (&other.id, &other.phones, &other.sites));
        assert_eq!(
            (&one.services, &one.typologies, &one.programmes),
            (&other.services, &other.typologies, &other.programmes)
        );
        for part in [&one.audience, &one.territory, &one.how, &one.refer, &one.kind, &other.how, &other.refer] {
            assert!(part.is_some(), "{}", one.id);
        }
    }
}
