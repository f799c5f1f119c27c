//! Actors that a town writes: checked, built into a bundle, found on the terminal beside those that every terminal has.

use serde_json::Value;

use super::{Office, open};

const ACTORS: &str = "ID;Locale;Name;Does;Telephone;Services;Verified;Verified note\n\
    grenier;fr;Le Grenier solidaire;Répare des ordinateurs.;03 53 01 00 09;;24/11/2026;\n\
    caf;fr;La Caf d'ici;Aide les familles d'ici.;32 30;;not checked;Écrit au guichet.\n\
    ;fr;Sans identifiant;Rien.;;;24/11/2026;\n\
    sans-date;fr;Sans date;Rien.;;;;\n\
    faux;fr;Le Faux service;Se trompe.;zéro trois;Aide à tout;2026-11-24;\n";

fn office() -> Office {
    let office = Office::new(2);
    office.write("edition/Actors.csv", ACTORS);
    office
}

#[test]
fn wrong_rows_and_cells_are_named() {
    let office = office();
    let told = office.run("bundle check @edition").done();
    for said in [
        "actors.csv : organismes lisibles, 3.",
        "Organismes : remarques",
        "ligne 4, colonne id",
        "Cette ligne n'a pas d'identifiant",
        "ligne 5, colonne verified",
        "On ne sait pas si cette ligne a été vérifiée",
        "ligne 6, colonne services : « Aide à tout ». Ce mot n'est pas dans le standard national",
        "ligne 6, colonne telephone : « zéro trois ». Ce numéro ou cette adresse ne peut pas être bon",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let report: Value = serde_json::from_str(&office.run("bundle check --json @edition").done()).unwrap();
    // The guide of the office is another matter.
    let of_actors =
        |warning: &&Value| warning["file"].as_str().is_some_and(|file| file.to_lowercase().contains("actors.csv"));
    let warnings = report["warnings"].as_array().unwrap().iter().filter(of_actors);
    let found: Vec<&str> = warnings.filter_map(|w| w["problem"].as_str()).collect();
    assert_eq!(found, ["actor-unnamed", "verified-malformed", "contact-malformed", "term-unknown"]);
    let english = office.run("bundle check --locale en @edition").done();
    assert!(english.contains("This row has no identifier"), "{english}");
    // The file alone is checked as what it is.
    let alone = office.run("bundle check @edition/Actors.csv").done();
    assert!(alone.contains("organismes lisibles, 3."), "{alone}");
}

#[test]
fn they_travel_and_are_found_with_those_of_the_starter_edition() {
    let office = office();
    let out = office.build("").done();
    assert!(out.contains("Organismes : remarques"), "{out}");
    let listed = open(&office.path("out/lens-1").join("lens-1")).manifest.files;
    assert!(listed.iter().any(|file| file.path == "actors.csv"));
    office.run("refresh @out/lens-1").done();
    let first = |words: &str| -> (String, String) {
        let hits: Value = serde_json::from_str(&office.run(&format!("search --json {words}")).done()).unwrap();
        let hit = hits.as_array().unwrap().iter().find(|hit| hit["kind"] == "actor");
        let hit = hit.unwrap_or_else(|| panic!("{words}: {hits}"));
        (hit["id"].as_str().unwrap().to_owned(), hit["title"].as_str().unwrap().to_owned())
    };
    assert_eq!(first("grenier_solidaire"), ("grenier".to_owned(), "Le Grenier solidaire".to_owned()));
    assert_eq!(first("caf"), ("caf".to_owned(), "La Caf d'ici".to_owned()));
    assert_eq!(first("cimade"), ("la-cimade".to_owned(), "La Cimade".to_owned()));
}
