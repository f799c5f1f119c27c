//! The ways in which producers write the same venues: JSON, the vocabulary of before version 1, what French spreadsheet
//! programs save; and files that are too much.

use super::*;
use crate::standard::{Audience, Cost, NationalProgramme, Service, SpecificCare, SupportMode, TrainingLabel, Typology};

fn read_as(name: &str, bytes: &[u8]) -> Result<Ingested, IngestError> {
    read_venues_on(TODAY, name, bytes, &mut |_| {})
}

fn json(text: &str) -> Result<Ingested, IngestError> {
    read_as("essai.json", text.as_bytes())
}

#[test]
fn reads_a_list_of_objects() {
    let text = r#"[
        {"nom": "Médiathèque de Lens", "commune": "Lens", "code_postal": 62300, "latitude": 50.4289, "longitude": 2.8319},
        {"services": ["Utilisation sécurisée du numérique", "Aide aux démarches administratives"],
         "nom": "Mairie", "commune": "Lens", "code_postal": "62300", "telephone": null, "date_maj": "2026-05-03"},
        {"commune": "Lens"}
    ]"#;
    let Ingested { venues, report } = json(text).unwrap();
    assert_eq!((report.rows, report.accepted, report.counted), (3, 2, Counted::Objects));
    let [library, hall] = venues.as_slice() else { panic!("two venues") };
    assert!(library.position.is_some_and(|position| !position.approximate));
    assert_eq!(hall.services, [Service::SafeUse, Service::AdministrativeProcedures]);
    let [rejected] = report.rejected.as_slice() else { panic!("one rejected") };
    assert_eq!((rejected.row, rejected.column.as_str(), rejected.problem.key()), (3, "nom", "name-missing"));
}

#[test]
fn leaves_fields_inside_fields() {
    let text = r#"[{"nom": "Mairie", "commune": "Lens", "adresse": {"rue": "Verte", "lots": [1, {"x": 2}]}}]"#;
    let Ingested { venues, report } = json(text).unwrap();
    assert_eq!(venues.first().map(|venue| venue.address.clone()), Some(None));
    let nested = report.warnings.iter().find(|finding| finding.problem == Problem::ValueNested);
    assert_eq!(nested.map(|finding| (finding.row, finding.column.as_str())), Some((1, "adresse")));
}

#[rstest]
#[case::no_object("[]", IngestError::Empty)]
#[case::one_object("{\"nom\": \"Mairie\"}", IngestError::JsonNotList)]
#[case::numbers("[1, 2]", IngestError::JsonNotList)]
#[case::other_fields("[{\"a\": 1}]", IngestError::NoHeader { found: "a".to_owned() })]
#[case::no_place("[{\"nom\": \"Mairie\"}]", IngestError::MissingColumns { missing: "commune/code_postal".to_owned() })]
#[case::cut("[{\"nom\": \"Mairie\"},\n {\"nom\"", IngestError::NotJson { line: 2, column: 7 })]
#[case::more("[{\"nom\": \"Mairie\", \"commune\": \"Lens\"}]\n x", IngestError::NotJson { line: 2, column: 2 })]
fn refuses_other_json(#[case] text: &str, #[case] error: IngestError) {
    assert_eq!(json(text), Err(error));
}

#[rstest]
#[case::lists("[", "]")]
#[case::objects("{\"a\":", "}")]
fn refuses_deep_json(#[case] open: &str, #[case] close: &str) {
    for depth in [17, 200, 100_000] {
        let text = format!("[{{\"nom\": \"Mairie\", \"x\": {}1{}}}]", open.repeat(depth), close.repeat(depth));
        assert_eq!(json(&text), Err(IngestError::JsonTooDeep { limit: 16 }), "{depth}");
    }
    assert_eq!(json(&"[".repeat(100_000)), Err(IngestError::JsonNotList));
}

#[test]
fn refuses_too_many_fields() {
    let fields = |count: usize| (0..count).map(|n| format!("\"f{n}\": 1")).collect::<Vec<_>>().join(",");
    let limit = IngestError::TooManyColumns { limit: 1_024 };
    assert_eq!(json(&format!("[{{{}}}]", fields(2_000))), Err(limit.clone()));
    let row = fields(1_025).replace("\"f", ",\"f").replace(",,", ",");
    assert_eq!(read_as("x.csv", format!("nom,commune{row}\n").as_bytes()), Err(limit.clone()));
    assert_eq!(read_as("x.csv", &vec![b','; 100_000]), Err(limit));
}

#[test]
fn refuses_ten_million_rows_at_once() {
    let limit = IngestError::TooManyRows { limit: 1_000_000 };
    let rows = format!("nom,commune\n{}", "A,\n".repeat(10_000_000));
    assert_eq!(read_as("x.csv", rows.as_bytes()), Err(limit.clone()));
    let objects = format!("[{}{{}}]", "{},".repeat(1_000_000));
    assert_eq!(json(&objects), Err(limit));
    // Line ends inside quotation marks are no rows.
    let one = format!("nom,commune\nMairie,\"Lens{}\"\n", "\n".repeat(1_000_001));
    assert_eq!(read_as("x.csv", one.as_bytes()).map(|read| read.report.rows), Ok(1));
}

#[test]
fn reads_what_french_excel_saves() {
    let text =
        b"Nom;Commune;Code postal;Adresse\r\nM\xe9diath\xe8que de l\x92\xc9toile;Li\xe9vin;62800;1 rue du Caf\xe9\r\n";
    let Ingested { venues, report } = read_as("lieux.csv", text).unwrap();
    let [venue] = venues.as_slice() else { panic!("one venue") };
    assert_eq!((venue.name.as_str(), venue.commune.as_str()), ("Médiathèque de l’Étoile", "Liévin"));
    let [first, second, ..] = report.warnings.as_slice() else { panic!("two findings") };
    assert_eq!((first.problem.key(), first.row, first.value.as_str()), ("encoding", 1, "Windows-1252"));
    assert_eq!(second.problem.key(), "cell-separator");
}

#[test]
fn reads_unicode_text() {
    let text = "Nom\tCommune\r\nMédiathèque\tLens\r\n";
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let Ingested { venues, report } = read_as("lieux.txt", &bytes).unwrap();
    assert_eq!(venues.first().map(|venue| venue.name.as_str()), Some("Médiathèque"));
    assert!(keys(&report.warnings).starts_with(&["encoding", "cell-separator"]));
}

#[test]
fn puts_the_older_vocabulary_into_version_1() {
    let text = "nom,commune,typologie,courriel,services,publics_accueillis,conditions_access,labels_nationaux,labels_autres,\
                accessibilite,modalites_accompagnement,siret\n\
                Mairie,Lens,PE;ASSO,a@lens.fr,Accéder à du matériel;Créer avec le numérique,Adultes;Surdité;Seniors (+ 65 ans),\
                Adhésion : il faut adhérer;Accepte le Pass numérique : oui,CNFS;Fabriques de Territoire;APTIC,SudLabs,\
                https://acceslibre.beta.gouv.fr/x,Seul : j'ai accès,34422913300196\n";
    let Ingested { venues, report } = read(text);
    let [venue] = venues.as_slice() else { panic!("one venue") };
    assert_eq!(venue.typologies, [Typology::Ft, Typology::Asso]);
    assert_eq!(venue.services, [Service::AccessAndEquipment, Service::LeisureAndCreation]);
    assert_eq!(
        (venue.audiences.as_slice(), venue.specific_care.as_slice()),
        (&[Audience::Seniors][..], &[SpecificCare::Deafness][..])
    );
    assert_eq!(venue.costs, [Cost::Paid]);
    assert_eq!(venue.programmes, [NationalProgramme::DigitalAdvisers]);
    assert_eq!(
        (venue.labels.as_slice(), venue.other_labels.as_slice()),
        (&[TrainingLabel::FabriquesDeTerritoire][..], &["SudLabs".to_owned()][..])
    );
    assert_eq!(venue.support, [SupportMode::OnOnesOwn]);
    assert_eq!(venue.emails, ["a@lens.fr"]);
    assert_eq!(
        (venue.acces_libre.as_deref(), venue.pivot.as_deref()),
        (Some("https://acceslibre.beta.gouv.fr/x"), Some("34422913300196"))
    );
    let said = keys(&report.warnings);
    assert!(!said.contains(&"value-unknown") && !said.contains(&"columns-unknown"), "{said:?}");
    for once in ["columns-older", "value-older", "value-separator"] {
        assert_eq!(said.iter().filter(|key| **key == once).count(), 1, "{once}");
    }
}

#[test]
fn glances_at_the_beginning_only() {
    let rows = format!("nom,commune\n{}", "Mairie,Lens\n".repeat(100));
    assert_eq!(glance("x.csv", rows.as_bytes()), Ok(()));
    assert_eq!(glance("x.csv", b"a,b\n1,2\n").map_err(|error| error.key()), Err("no-header"));
    assert_eq!(glance("x.json", b"[{\"nom\": \"Mairie\", \"commune\": \"Lens\"}]"), Ok(()));
}

proptest! {
    #[test]
    fn random_json_never_panics(text in "[\\[\\]{}:,\"a-z0-9 ]{0,60}") {
        let list = format!("[{{\"nom\": \"Mairie\", \"commune\": \"Lens\"}}, {text}]");
        for text in [text, list] {
            if let Ok(ingested) = json(&text) {
                check(&ingested);
            }
        }
    }

    #[test]
    fn random_values_make_sound_venues(values in prop::collection::vec(cell(), 34)) {
        let object: serde_json::Map<_, _> = header::Field::ALL
            .iter()
            .zip(&values)
            .map(|(field, value)| (field.name().to_owned(), serde_json::Value::from(value.as_str())))
            .collect();
        check(&json(&serde_json::to_string(&[object]).unwrap()).unwrap());
    }

    #[test]
    fn random_archives_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["x.xlsx", "x.ods"] {
            prop_assert!(read_as(name, &[b"PK\x03\x04".as_slice(), &bytes].concat()).is_err());
        }
    }
}

/// Files in the older vocabulary: every record and every service is taken.
#[rstest]
#[case::advisers("v0-conseiller-numerique.csv", 4_930)]
#[case::data_inclusion("v0-data-inclusion.json", 3_811)]
#[case::hub("v0-hinaura.csv", 687)]
fn takes_every_older_record(#[case] name: &str, #[case] count: usize) {
    let Some(bytes) = shared(&format!("data/venues/{name}")) else { return };
    let ingested = read_as(name, &bytes).unwrap();
    check(&ingested);
    let Ingested { venues, report } = ingested;
    assert_eq!((report.rows, report.accepted, report.rejected.len()), (count, count, 0));
    assert!(venues.iter().all(|venue| !venue.services.is_empty()));
    let unknown: Vec<_> = report
        .warnings
        .iter()
        .filter(|finding| matches!(finding.problem.key(), "value-unknown" | "columns-unknown" | "services-missing"))
        .collect();
    assert_eq!(unknown, [] as [&Finding; 0]);
    let mut counts = std::collections::BTreeMap::new();
    for key in keys(&report.warnings) {
        *counts.entry(key).or_insert(0) += 1;
    }
    println!("{name}: {} of {}; {counts:?}", report.accepted, report.rows);
}
