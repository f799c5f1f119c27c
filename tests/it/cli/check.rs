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

const QUESTION: &str = "[[question]]\ntext = {fr = \"Quoi ?\"}\n";
const ANSWER: &str = "[[question.answer]]\ntext = {fr = \"Oui\"}\n";

#[rstest]
#[case::good(format!("{QUESTION}{ANSWER}"), None)]
#[case::no_toml("[[question".to_owned(), Some("ligne 1"))]
#[case::no_answer(QUESTION.to_owned(), Some("n'a pas de réponse"))]
#[case::support(format!("{QUESTION}{ANSWER}support = \"chien\"\n"), Some("alone ou someone"))]
fn checks_questions(#[case] text: String, #[case] said: Option<&str>) {
    let desk = Desk::new();
    desk.home.write("questions.toml", text);
    let (code, report) = check(&desk, "@questions.toml");
    assert_eq!(code, Some(i32::from(said.is_some())), "{report}");
    let error = report["files"][0]["error"].as_str().unwrap_or_default();
    assert!(error.contains(said.unwrap_or_default()), "{error}");
    if said.is_none() {
        let run = desk.run("bundle check --locale en @questions.toml");
        assert!(run.out.contains("questions can be read, 1 in all"), "{}", run.out);
    }
}

/// In an edition, questions are checked against the guides: its own and those of the program.
#[test]
fn names_what_questions_of_an_edition_lack() {
    let desk = Desk::new();
    desk.home.write("content/edition.toml", "[name]\nfr = \"Essai\"\n");
    desk.home.write("content/venues.csv", venues(&[("1", "Alpha", "")]));
    desk.home.write("content/guides/essai.fr.md", GUIDE);
    let named = format!("{ANSWER}guides = [\"essai\", \"creer-adresse-mail\", \"cheval\"]\n");
    let text = [QUESTION, &named, &ANSWER.repeat(8), &format!("{QUESTION}{ANSWER}").repeat(3)].concat();
    desk.home.write("content/questions.toml", text);
    let (code, report) = check(&desk, "@content");
    assert_eq!(code, Some(0), "{report}");
    let rows = |problem: &str| -> Vec<(u64, String)> {
        let found = report["warnings"].as_array().unwrap().iter().filter(|finding| finding["problem"] == problem);
        found.map(|one| (one["row"].as_u64().unwrap(), one["value"].as_str().unwrap().to_owned())).collect()
    };
    assert_eq!(rows("question-guide"), [(3, "cheval".to_owned())]);
    assert_eq!(rows("question-answers"), [(20, "8".to_owned())]);
    assert_eq!(rows("question-count"), [(30, "3".to_owned())]);
    assert_eq!(rows("question-language").len(), 4 + 9 + 3);
    assert!(rows("question-language")[0].1.starts_with("fr-simple, en, ar"), "{report}");
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

/// An edition that is being prepared, with the local additions that are given.
fn edition(desk: &Desk, local: &[(&str, &str)]) {
    let rows = [("1", "Bibliothèque Alpha", "Mo-Su 09:00-18:00"), ("2", "Mairie Bêta", "")];
    desk.home.write(
        "ed/edition.toml",
        "sequence = 3\nterritory = \"lens\"\ndata_date = 2026-11-20\n[name]\nfr = \"Essai\"\n",
    );
    desk.home.write("ed/venues.csv", venues(&rows));
    desk.home.write("ed/guides/choisir-mot-de-passe.fr.md", GUIDE);
    for (name, text) in local {
        desk.home.write(&format!("ed/local/{name}"), text);
    }
}

#[test]
fn checks_an_edition_and_counts() {
    let desk = Desk::new();
    edition(&desk, &[("closures.csv", "venue_id;from;until\n1;24/11/2026;\n"), ("README.md", "Notes.")]);
    let run = desk.run("bundle check @ed");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.contains("édition « Essai ». Lieux : 2. Guides : 1. Compléments locaux : 1."), "{}", run.out);
    let (code, report) = check(&desk, "@ed");
    assert_eq!((code, &report["accepted"]), (Some(0), &Value::from(2)));
    // The guide of the trial is in French only.
    let warnings = report["warnings"].as_array().unwrap();
    assert!(warnings.iter().all(|warning| warning["file"].as_str().unwrap().contains("/guides/")), "{warnings:?}");
}

/// A slip in a local addition refuses nothing; it is named with file, row, column and remedy.
#[test]
fn names_what_is_wrong_in_local_additions() {
    let desk = Desk::new();
    let closures = "venue_id,from,until,couleur\n1,lundi,,\nx-9,,2026-12-01,\n";
    edition(&desk, &[("closures.csv", closures), ("workshops.csv", "<html>")]);
    let (code, report) = check(&desk, "@ed");
    assert_eq!(code, Some(0), "{report}");
    let local = |warning: &&Value| warning["file"].as_str().unwrap().contains("ed/local/");
    let warnings: Vec<&Value> = report["warnings"].as_array().unwrap().iter().filter(local).collect();
    let found: Vec<_> = warnings.iter().map(|w| (w["row"].as_u64().unwrap(), w["problem"].as_str().unwrap())).collect();
    assert_eq!(found, [(1, "column-unknown"), (2, "date-malformed"), (3, "venue-unknown"), (1, "html")]);
    assert_eq!(warnings[1]["column"], "from");
    assert_eq!(warnings[1]["remedy"], "Écrivez 2026-11-24 ou 24/11/2026.");
    let run = desk.run("bundle check --locale en @ed");
    assert!(run.out.contains("local/closures.csv, row 3, column venue_id: \"x-9\"."), "{}", run.out);
    assert!(run.out.contains("is a web page"), "{}", run.out);
}

#[rstest]
#[case::territory("territory = \"Lens\"\n", "territoire « Lens »")]
#[case::date("data_date = \"hier\"\n", "la date « hier »")]
#[case::unknown("colour = 1\n", "colour")]
fn refuses_an_edition_that_says_what_it_cannot(#[case] line: &str, #[case] said: &str) {
    let desk = Desk::new();
    edition(&desk, &[]);
    desk.home.write("ed/edition.toml", format!("{line}[name]\nfr = \"Essai\"\n"));
    let run = desk.run("bundle check @ed");
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains(said), "{}", run.out);
}

/// Whoever prepares an edition may have lists of several producers.
#[test]
fn puts_several_lists_together() {
    let desk = Desk::new();
    edition(&desk, &[]);
    desk.home.write("ed/venues.mairie.json", r#"[{"nom": "Bureau", "commune": "Lens"}]"#);
    let run = desk.run("bundle check @ed");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    assert!(run.out.contains("3 fiches sont devenues 3 lieux"), "{}", run.out);
}

/// Whoever publishes a list is told of numbers and addresses that are a person's, with their row.
#[test]
fn warns_of_contacts_of_persons() {
    let desk = Desk::new();
    let list = "id,nom,commune,code_postal,telephone,courriels,date_maj,services\n\
                1,Alpha,Lens,62300,06 12 34 56 78,jeanne.martin@exemple.fr,2026-03-02,Aide aux démarches administratives\n";
    desk.home.write("v.csv", list);
    let (code, report) = check(&desk, "@v.csv");
    assert_eq!(code, Some(0));
    let warnings = report["warnings"].as_array().unwrap();
    for (problem, column) in [("mobile", "telephone"), ("named-address", "courriels")] {
        let warning = warnings.iter().find(|warning| warning["problem"] == problem).unwrap();
        assert_eq!((&warning["row"], &warning["column"]), (&Value::from(2), &Value::from(column)));
        assert!(warning["reason"].as_str().unwrap().contains("Alpha"));
    }
}
