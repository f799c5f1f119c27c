//! `repere bundle check`: what it says of good and bad files of venues and guides.

use rstest::rstest;
use serde_json::Value;

use super::{Desk, venues};

const GUIDE: &str = include_str!("../../../index/starter/guides/choisir-mot-de-passe.fr.md");

fn check(desk: &Desk, line: &str) -> (Option<i32>, Value) {
    let run = desk.run(&format!("bundle check --json {line}"));
    assert_eq!(run.err, "");
    (run.code, serde_json::from_str(&run.out).unwrap())
}

#[test]
fn accepts_good_venues() {
    let desk = Desk::new();
    desk.home.write("v.csv", venues(&[("1", "Alpha", "Mo-Fr 09:00-12:00"), ("2", "Bêta", "")]));
    let (code, report) = check(&desk, "@v.csv");
    assert_eq!(code, Some(0));
    assert_eq!(report["accepted"], 2);
    assert_eq!(report["rejected"], Value::Array(Vec::new()));
    assert_eq!(report["files"][0]["rows"], 2);
    assert_eq!(report["files"][0]["hours_written"], 1);
    assert_eq!(report["files"][0]["hours_understood"], 1);
}

#[test]
fn names_row_column_reason_and_remedy_of_what_it_rejects() {
    let desk = Desk::new();
    desk.home.write("v.csv", venues(&[("1", "Alpha", ""), ("2", "", ""), ("3", "Bêta", "quand on veut")]));
    let (code, report) = check(&desk, "@v.csv");
    assert_eq!(code, Some(1));
    assert_eq!(report["accepted"], 2);
    let rejected = report["rejected"].as_array().unwrap();
    assert_eq!(rejected.len(), 1);
    let finding = &rejected[0];
    assert_eq!((&finding["file"], &finding["row"]), (&Value::from("v.csv"), &Value::from(3)));
    assert_eq!((&finding["column"], &finding["problem"]), (&Value::from("nom"), &Value::from("name-missing")));
    assert_eq!(finding["reason"], "Cette ligne n'a pas de nom : elle n'est pas reprise.");
    assert_eq!(finding["remedy"], "Écrivez le nom du lieu dans la colonne « nom ».");
    let warnings = report["warnings"].as_array().unwrap();
    let hours = warnings.iter().find(|finding| finding["problem"] == "hours-not-understood").unwrap();
    assert_eq!((&hours["row"], &hours["value"]), (&Value::from(4), &Value::from("quand on veut")));

    let run = desk.run("bundle check @v.csv");
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    assert!(run.out.contains("v.csv, ligne 3, colonne nom"), "{}", run.out);
    let run = desk.run("bundle check --locale en @v.csv");
    assert!(run.out.contains("This row has no name"), "{}", run.out);
}

#[rstest]
#[case::good("essai.fr.md", GUIDE.to_owned(), Some(0), None)]
#[case::name("Essai.md", GUIDE.to_owned(), Some(1), Some("identifiant.langue.md"))]
#[case::no_front_matter("essai.fr.md", "## Une étape\n\nDu texte.\n".to_owned(), Some(1), Some("+++"))]
#[case::theme("essai.fr.md", GUIDE.replace("\"debrouiller\"", "\"cuisine\""), Some(1), Some("cuisine"))]
#[case::markup("essai.fr.md", format!("{GUIDE}\n\nUn mot en **gras**.\n"), Some(1), Some("mise en forme"))]
#[case::empty("essai.fr.md", String::new(), Some(1), Some("+++"))]
fn checks_a_guide(#[case] name: &str, #[case] text: String, #[case] code: Option<i32>, #[case] said: Option<&str>) {
    let desk = Desk::new();
    desk.home.write(name, text);
    let (found, report) = check(&desk, &format!("@{name}"));
    assert_eq!(found, code, "{report}");
    let error = &report["files"][0]["error"];
    match said {
        Some(said) => assert!(error.as_str().unwrap().contains(said), "{error}"),
        None => assert_eq!(error, &Value::Null),
    }
}

#[test]
fn looks_through_a_folder() {
    let desk = Desk::new();
    desk.home.write("content/venues.csv", venues(&[("1", "Alpha", "")]));
    desk.home.write("content/guides/essai.fr.md", GUIDE);
    desk.home.write("content/guides/README.md", "Pas un guide.");
    desk.home.write("content/notes.txt", "Rien.");
    let (code, report) = check(&desk, "@content");
    assert_eq!(code, Some(0), "{report}");
    assert_eq!(report["files"].as_array().unwrap().len(), 2);
    desk.home.write("content/guides/autre.fr.md", "");
    assert_eq!(check(&desk, "@content").0, Some(1));
}

/// A list of objects has no rows: findings name the object and the field.
#[test]
fn names_the_object_of_a_list() {
    let desk = Desk::new();
    let text = "[{\"nom\": \"Alpha\", \"commune\": \"Lens\", \"courriel\": \"a@b.fr\"},\n\n{\"commune\": \"Lens\"}]";
    desk.home.write("v.json", text);
    let (code, report) = check(&desk, "@v.json");
    assert_eq!((code, &report["accepted"]), (Some(1), &Value::from(1)));
    assert_eq!(report["rejected"][0]["row"], 2);
    let run = desk.run("bundle check @v.json");
    assert!(run.out.contains("v.json, enregistrement 2, champ nom :"), "{}", run.out);
    assert!(run.out.contains("tout le fichier : « courriel »"), "{}", run.out);
    let run = desk.run("bundle check --locale en @v.json");
    assert!(run.out.contains("v.json, object 2, field nom:"), "{}", run.out);
    desk.home.write("w.json", "[{\"nom\": \"Alpha\",\n \"commune\": }]");
    let (code, report) = check(&desk, "@w.json");
    assert_eq!(code, Some(1));
    assert!(report["files"][0]["error"].as_str().unwrap().contains("ligne 2"), "{report}");
}

#[test]
fn says_in_which_encoding_it_read() {
    let desk = Desk::new();
    desk.home.write("v.csv", b"Nom;Commune\r\nM\xe9diath\xe8que;Lens\r\n");
    let run = desk.run("bundle check @v.csv");
    assert_eq!(run.code, Some(0), "{}", run.out);
    assert!(run.out.contains("Le texte a été lu en Windows-1252"), "{}", run.out);
}

/// The report of a file that is no list of venues is on standard output like any report.
#[rstest]
#[case::empty(b"", "vide")]
#[case::html(b"<!DOCTYPE html><html></html>", "page web")]
#[case::json(b"{\"id\": 1}", "JSON")]
#[case::bytes(b"\x7fELF\x02\x01\x00\x00", "texte")]
fn says_what_a_file_is(#[case] bytes: &[u8], #[case] said: &str) {
    let desk = Desk::new();
    desk.home.write("v.csv", bytes);
    let (code, report) = check(&desk, "@v.csv");
    assert_eq!(code, Some(1));
    assert!(report["files"][0]["error"].as_str().unwrap().contains(said), "{report}");
}
