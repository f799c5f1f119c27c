//! Whole files through ingest: small ones of our own, whatever proptest thinks of, and the national data when it is there.

use std::path::Path;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

mod formats;

pub(super) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();

fn read(text: &str) -> Ingested {
    read_venues_on(TODAY, "essai.csv", text.as_bytes(), &mut |_| {}).unwrap()
}

/// One record with these cells under this header; the rest of what a good record has is added.
fn one(header: &str, cells: &str) -> Ingested {
    let mut header = header.to_owned();
    let mut cells = cells.to_owned();
    for (field, value) in [
        ("id", "lens-1"),
        ("nom", "Médiathèque de Lens"),
        ("commune", "Lens"),
        ("code_postal", "62300"),
        ("latitude", "50.4289"),
        ("longitude", "2.8319"),
        ("date_maj", "2026-05-03"),
        ("services", "Accès internet et matériel informatique"),
    ] {
        if !header.split(',').any(|name| name == field) {
            header = format!("{header},{field}");
            cells = format!("{cells},{value}");
        }
    }
    read(&format!("{header}\n{cells}\n"))
}

fn keys(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.problem.key()).collect()
}

#[test]
fn reads_a_good_record_without_a_word() {
    let read = one(
        "horaires,typologie,telephone,courriels,site_web",
        "Mo-Fr 09:00-12:00,BIB,+33321000000,a@lens.fr,https://lens.fr",
    );
    assert_eq!(read.report.warnings, []);
    assert_eq!((read.report.rows, read.report.accepted), (1, 1));
    assert_eq!((read.report.hours_written, read.report.hours_understood), (1, 1));
    let [venue] = read.venues.as_slice() else { panic!("one venue") };
    assert_eq!((venue.id.as_str(), venue.name.as_str()), ("lens-1", "Médiathèque de Lens"));
    assert_eq!((venue.commune.as_str(), venue.insee.as_deref()), ("Lens", Some("62498")));
    assert!(venue.position.is_some_and(|position| !position.approximate));
    assert_eq!(venue.typologies, [crate::standard::Typology::Bib]);
    assert_eq!(venue.updated, NaiveDate::from_ymd_opt(2026, 5, 3));
}

#[rstest]
#[case::capitals("nom", "MEDIATHEQUE DE LENS", "capitals", "nom", "MEDIATHEQUE DE LENS")]
#[case::name_on_two_lines("nom", "\"Médiathèque\nde Lens\"", "line-break", "nom", "Médiathèque de Lens")]
#[case::quotes("nom", "Le ＂Cube＂", "full-width-quotes", "nom", "Le ＂Cube＂")]
#[case::html("presentation_detail", "<p>Ici</p>", "html", "presentation_detail", "<p>Ici</p>")]
#[case::control("adresse", "1 rue\u{7} Verte", "control-characters", "adresse", "1 rue  Verte")]
#[case::zero("latitude,longitude", "0,0", "coordinates-zero", "latitude", "0 0")]
#[case::sentinel("date_maj", "1970-01-01", "date-sentinel", "date_maj", "1970-01-01")]
#[case::hours("horaires", "le matin", "hours-not-understood", "horaires", "le matin")]
#[case::phones("telephone", "03 21 00 00 00/36 46", "phones-several", "telephone", "03 21 00 00 00/36 46")]
#[case::phone("telephone", "voir le site", "phone-unreadable", "telephone", "voir le site")]
#[case::mail("courriels", "accueil", "email-unusable", "courriels", "accueil")]
#[case::web("site_web", "www.lens.fr", "web-address-incomplete", "site_web", "www.lens.fr")]
#[case::no_web("prise_rdv", "bientôt", "web-address-unusable", "prise_rdv", "bientôt")]
#[case::value("typologie", "RPA", "value-unknown", "typologie", "RPA")]
#[case::separator("frais_a_charge", "Gratuit;Payant", "value-separator", "frais_a_charge", "Gratuit;Payant")]
#[case::services("services", "Tricot", "value-unknown", "services", "Tricot")]
#[case::no_id("id", "", "id-missing", "id", "")]
#[case::pivot("pivot", "1.23E+13", "pivot-malformed", "pivot", "1.23E+13")]
#[case::unknown_column("couleur", "bleu", "columns-unknown", "couleur", "couleur")]
#[case::person("Prénom médiateur", "Ada", "columns-personal", "Prénom médiateur", "Prénom médiateur")]
fn reports(#[case] header: &str, #[case] cells: &str, #[case] key: &str, #[case] column: &str, #[case] value: &str) {
    let report = one(header, cells).report;
    let mut findings = report.warnings.iter().chain(&report.rejected);
    let Some(first) = findings.next() else { panic!("nothing found") };
    assert_eq!((first.problem.key(), first.column.as_str(), first.value.as_str()), (key, column, value));
}

#[rstest]
#[case::no_name("nom,commune\n ,Lens\n", "name-missing")]
#[case::name_of_tags("nom,commune\n<br>,Lens\n", "name-missing")]
#[case::no_place("nom,commune,code_postal\nMairie,,\n", "place-missing")]
#[case::no_real_place("nom,commune,code_postal\nMairie,-,aucun\n", "place-missing")]
fn rejects_only_what_cannot_be_named_or_placed(#[case] text: &str, #[case] key: &str) {
    let report = read(text).report;
    assert_eq!((report.rows, report.accepted, keys(&report.rejected)), (1, 0, vec![key]));
    assert_eq!(report.warnings, []);
}

#[test]
fn numbers_rows_as_a_spreadsheet_does() {
    let text = "nom,commune,services\r\n\"Deux\r\nlignes\",Lens,\r\n\r\nTrois,,\r\n";
    let report = read(text).report;
    assert_eq!(report.rejected.first().map(|finding| finding.row), Some(4));
    assert_eq!(report.warnings.first().map(|finding| (finding.row, finding.problem.key())), Some((2, "line-break")));
}

#[test]
fn keeps_repeated_identifiers_apart() {
    let text = "id,nom,commune\na,Une,Lens\na,Deux,Lens\n,Trois,Lens\n";
    let ids: Vec<_> = read(text).venues.into_iter().map(|venue| venue.id).collect();
    assert_eq!(ids, ["a", "a-2", "trois-lens-4"]);
}

#[test]
fn reads_short_and_long_records() {
    let text = "nom,commune,code_postal,adresse\nUne,Lens\nDeux,Lens,62300,1 rue Verte,Lens\nTrois,Lens,62300,,,,\n";
    let report = read(text).report;
    let shapes: Vec<_> = report.warnings.iter().filter(|finding| finding.problem.key().starts_with("cells")).collect();
    assert_eq!(
        shapes.iter().map(|finding| (finding.row, finding.problem.key())).collect::<Vec<_>>(),
        [(2, "cells-missing"), (3, "cells-extra")]
    );
    assert_eq!(report.accepted, 3);
}

#[test]
fn reads_what_a_french_spreadsheet_writes() {
    let text = "\u{feff}Nom;Commune;Code postal;Latitude;Longitude\r\nMairie;LENS;62300;50,4289;2,8319\r\n";
    let read = read(text);
    assert_eq!(read.venues.first().map(|venue| venue.commune.as_str()), Some("Lens"));
    assert!(read.venues.first().and_then(|venue| venue.position).is_some_and(|position| !position.approximate));
    assert!(keys(&read.report.warnings).starts_with(&["cell-separator"]));
}

#[test]
fn suspects_a_quotation_mark_that_is_never_closed() {
    let text = format!("nom,commune\nUne,\"Lens\n{}", "Autre,Lens\n".repeat(150));
    assert!(keys(&read(&text).report.warnings).contains(&"quote-not-closed"));
}

#[test]
fn cuts_a_long_summary_and_keeps_it_whole() {
    let long = "un mot ".repeat(60);
    let read = one("presentation_resume", &long);
    let Some(venue) = read.venues.first() else { panic!("one venue") };
    let summary = venue.summary.clone().unwrap_or_default();
    assert!(summary.chars().count() <= 280 && summary.ends_with('…'));
    assert_eq!(venue.detail.as_deref(), Some(long.trim()));
}

#[test]
fn tells_how_far_it_has_come() {
    let text = format!("nom,commune\n{}", "Mairie,Lens\n".repeat(600));
    let mut steps = Vec::new();
    read_venues_on(TODAY, "essai.csv", text.as_bytes(), &mut |progress| steps.push(progress.rows_read)).unwrap();
    assert_eq!(steps, [256, 512, 600]);
}

#[test]
fn doubts_no_date_when_the_clock_is_not_set() {
    let text = "nom,commune,date_maj\nMairie,Lens,2026-05-03\n";
    let unset = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    let read = read_venues_on(unset, "essai.csv", text.as_bytes(), &mut |_| {}).unwrap();
    assert!(read.venues.iter().all(|venue| venue.updated.is_some()));
}

/// Cells that have broken importers: what the readers look for, between whatever else there is.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[A-Z'0-9 .&<>/;|,-]{0,30}",
        Just("<br>".to_owned()),
        Just("0".to_owned()),
        Just("\u{202e}\u{0}".to_owned()),
        Just("D 'L' QU' D'".to_owned()),
        Just("CEDEX".to_owned()),
        Just("62300".to_owned()),
        "[0-9+() .,/-]{0,20}",
        "[0-9]{0,4}[-/][0-9]{0,2}[-/][0-9]{0,4}",
        "&#?x?[0-9a-z]{0,8};?",
    ]
}

fn check(ingested: &Ingested) {
    let report = &ingested.report;
    assert_eq!(report.accepted, ingested.venues.len());
    assert_eq!(report.rows, report.accepted + report.rejected.len());
    assert!(report.hours_understood <= report.hours_written && report.hours_written <= report.accepted);
    let mut ids = std::collections::HashSet::new();
    for venue in &ingested.venues {
        assert!(!venue.name.trim().is_empty());
        assert!(ids.insert(&venue.id) && !venue.id.is_empty());
        let lists = [&venue.phones, &venue.emails, &venue.websites, &venue.other_labels, &venue.sources];
        let lists = lists.into_iter().flatten();
        let texts =
            [&venue.address, &venue.address_complement, &venue.hours, &venue.summary, &venue.parent, &venue.pivot];
        let others = [&venue.acces_libre, &venue.appointment, &venue.insee];
        let lines = [&venue.name, &venue.commune, &venue.postcode, &venue.id].into_iter().chain(lists);
        for line in lines.chain(texts.into_iter().chain(others).flatten()) {
            assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let detail = venue.detail.as_deref().unwrap_or_default();
        assert!(!detail.chars().any(|c| c.is_control() && c != '\n'), "{detail:?}");
        if let Some(position) = venue.position {
            assert!(crate::distance::Position::new(position.at.latitude, position.at.longitude).is_some());
        }
    }
    let first = usize::from(report.counted == Counted::Rows);
    for finding in report.warnings.iter().chain(&report.rejected) {
        assert!(finding.value.chars().count() <= VALUE_LENGTH && !finding.value.chars().any(char::is_control));
        assert!(finding.row >= first && Problem::KEYS.contains(&finding.problem.key()));
    }
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(ingested) = read_venues_on(TODAY, "essai.csv", &bytes, &mut |_| {}) {
            check(&ingested);
        }
    }

    #[test]
    fn random_text_under_a_header_never_panics(text in any::<String>()) {
        if let Ok(ingested) = read_venues_on(TODAY, "e", format!("nom,commune\n{text}").as_bytes(), &mut |_| {}) {
            check(&ingested);
        }
    }

    #[test]
    fn random_cells_make_sound_venues(records in prop::collection::vec(prop::collection::vec(cell(), 34), 1..4)) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(header::Field::ALL.iter().map(|field| field.name())).unwrap();
        for record in &records {
            writer.write_record(record).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        check(&read_venues_on(TODAY, "essai.csv", &bytes, &mut |_| {}).unwrap());
    }
}

/// The shared data beside the workspace, or further up, when this machine has it.
pub(super) fn shared(path: &str) -> Option<Vec<u8>> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(2);
    let bytes = above.map(|folder| folder.join("shared").join(path)).find_map(|file| std::fs::read(file).ok());
    if bytes.is_none() {
        println!("skipped: no shared/{path} above the workspace");
    }
    bytes
}

#[test]
fn reads_the_whole_national_file() {
    let Some(bytes) = shared("data/venues/v1-france.csv") else { return };
    let started = std::time::Instant::now();
    let ingested = read_venues_on(TODAY, "v1-france.csv", &bytes, &mut |_| {}).unwrap();
    println!("read in {:?}", started.elapsed());
    check(&ingested);
    let report = &ingested.report;
    assert_eq!((report.rows, report.accepted, report.rejected.len()), (9_303, 9_303, 0));
    println!("hours: {} of {}", report.hours_understood, report.hours_written);
    assert!(report.hours_understood * 100 >= report.hours_written * 98);
    let mut counts = std::collections::BTreeMap::new();
    for key in keys(&report.warnings) {
        *counts.entry(key).or_insert(0) += 1;
    }
    println!("{counts:#?}");
    // A report that says something of most records is not read: beside capitals, which are only looks, it must be short.
    let useful = report.warnings.iter().filter(|finding| finding.problem.key() != "capitals").count();
    assert!(useful * 3 < report.rows, "{useful} findings");
    if let Ok(wanted) = std::env::var("REPERE_SHOW") {
        for finding in report.warnings.iter().filter(|finding| finding.problem.key() == wanted) {
            println!("{} {} {:?} {:?}", finding.row, finding.column, finding.value, finding.problem.facts());
        }
    }
}
