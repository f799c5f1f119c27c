//! `refresh`, `status`, `rollback` and `doctor`, as an administrator types them.

use std::fs;

use serde_json::Value;

use super::town::Town;

#[test]
fn an_edition_comes_in_is_told_of_and_goes_back() {
    let town = Town::new();
    assert!(town.run(&["status"]).out.contains("Aucune édition n'est installée"));
    for sequence in [7, 8] {
        town.bring(sequence, 12);
        let run = town.refresh(&[]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.out.contains(&format!("L'édition {sequence} est en service : 12 lieux, 1 guide.")), "{}", run.out);
        assert!(run.out.contains("Signée par la clé « departement »."), "{}", run.out);
        assert_eq!(town.served_whole(), sequence);
    }
    let status: Value = serde_json::from_str(&town.run(&["status", "--json"]).out).unwrap();
    assert_eq!(status["served"]["sequence"], 8);
    assert_eq!(status["previous"]["sequence"], 7);
    assert_eq!(status["highest"], 8);
    assert_eq!(status["served"]["problem"], Value::Null);
    let back = town.run(&["rollback"]);
    assert_eq!((back.code, back.out.trim()), (Some(0), "L'édition 7 est de nouveau en service."));
    assert_eq!(town.served_whole(), 7);
    let status: Value = serde_json::from_str(&town.run(&["status", "--json"]).out).unwrap();
    assert_eq!(status["highest"], 8);
}

#[test]
fn what_was_installed_is_what_is_found() {
    let town = Town::serving([7, 8], 12);
    let run = town.run(&["search", "--json", "mediatheque"]);
    let hits: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(hits[0]["commune"], "Lens");
    assert!(hits[0]["title"].as_str().unwrap().ends_with("édition 8"), "{hits}");
}

#[test]
fn an_index_that_is_damaged_is_made_again_in_memory() {
    let town = Town::serving([7, 8], 12);
    fs::remove_dir_all(town.store().join("editions/8/index")).unwrap();
    let run = town.run(&["search", "--json", "mediatheque"]);
    assert!(run.out.contains("édition 8"), "{} {}", run.out, run.err);
}

#[test]
fn the_same_stick_again_changes_nothing() {
    let town = Town::serving([7, 8], 12);
    let run = town.refresh(&[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("déjà en service"), "{}", run.out);
}

#[test]
fn an_older_edition_asks_first() {
    let town = Town::serving([7, 8], 12);
    town.bring(6, 12);
    let run = town.refresh(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("--yes"), "{}", run.err);
    assert!(run.out.contains("plus petit que le plus grand déjà installé (8)"), "{}", run.out);
    assert_eq!(town.served_whole(), 8);
    assert_eq!(town.refresh(&["--yes"]).code, Some(0));
    assert_eq!(town.served_whole(), 6);
}

#[test]
fn half_the_venues_gone_ask_first() {
    let town = Town::serving([7, 8], 12);
    town.bring(9, 5);
    let run = town.refresh(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("Il y manque 7 des 12 lieux"), "{}", run.out);
    assert_eq!(town.served_whole(), 8);
}

#[test]
fn one_flipped_byte_is_refused_by_name() {
    let town = Town::serving([7, 8], 12);
    town.bring(9, 12);
    let path = town.bundle().join("venues.csv");
    let mut bytes = fs::read(&path).unwrap();
    bytes[400] ^= 1;
    fs::write(&path, bytes).unwrap();
    let run = town.refresh(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("Le fichier venues.csv n'est pas celui qui a été signé"), "{}", run.err);
    assert_eq!(run.err.trim().lines().count(), 1, "{}", run.err);
    assert_eq!(town.served_whole(), 8);
    let journal = fs::read_to_string(town.store().join("journal.jsonl")).unwrap();
    assert!(journal.lines().last().unwrap().contains("hash-differs"), "{journal}");
}

#[test]
fn a_path_that_is_not_there_is_named() {
    let run = Town::new().run(&["refresh", "/nowhere/stick"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("/nowhere/stick n'existe pas"), "{}", run.err);
}

#[test]
fn the_doctor_says_what_to_do() {
    let town = Town::new();
    let run = town.run(&["doctor"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("À voir. Aucune édition n'est installée."), "{}", run.out);
    assert!(run.out.contains("Bien. Une clé de confiance."), "{}", run.out);
    let town = Town::serving([7, 8], 3);
    fs::write(town.store().join("editions/8/content/venues.csv"), "nom\n").unwrap();
    let run = town.run(&["doctor"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("venues.csv"), "{}", run.out);
}

#[test]
fn the_report_for_the_terminal_is_json() {
    let town = Town::new();
    town.bring(7, 12);
    let run = town.refresh(&["--progress"]);
    let reports: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(reports.iter().any(|report| report["offer"]["venues"] == 12), "{}", run.out);
    assert_eq!(reports.last().unwrap()["installed"]["sequence"], 7);
}
