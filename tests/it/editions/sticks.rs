//! A stick is plugged into a terminal that serves visitors: the real program in a real terminal, the stick a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::town::Town;
use crate::pty::{CTRL_C, ENTER, ESCAPE, Home, PROGRAM, Pty};

const HOME: &str = "Que voulez-vous faire aujourd'hui ?";

/// A terminal of the town, the folder that its sticks show in, and its home page on the screen.
fn terminal(town: &Town) -> (Pty, PathBuf) {
    let sticks = town.stick().with_file_name("sticks");
    fs::create_dir(&sticks).unwrap();
    let config = format!("[here]\ncommune = \"Lens 62300\"\n[sticks]\nfolder = \"{}\"\n", sticks.display());
    fs::write(town.config(), config).unwrap();
    let [store, config] = [town.store(), town.config()].map(|path| path.display().to_string());
    let arguments = ["--store".to_owned(), store, "--config".to_owned(), config];
    let pty = Pty::spawn(Home::new(), (80, 24), PROGRAM, &arguments);
    pty.wait_for(HOME);
    (pty, sticks)
}

/// Plugs the stick in: it is there whole, as a mounted one is.
fn plug(town: &Town, sticks: &Path) -> PathBuf {
    let plugged = sticks.join("CLE");
    fs::rename(town.stick(), &plugged).unwrap();
    fs::create_dir(town.stick()).unwrap();
    plugged
}

#[test]
fn a_newer_edition_installs_by_itself_and_is_served_from_the_home_page_on() {
    let town = Town::serving([6, 7], 12);
    let (mut pty, sticks) = terminal(&town);
    // Somebody is in the middle of something.
    pty.send("mediatheque");
    pty.wait_for("édition 7");
    town.bring(8, 14);
    let stick = plug(&town, &sticks);
    // What is being read stays as it is.
    wait_for_sequence(&town, 8);
    pty.send("s");
    pty.wait_for("▶ mediatheques");
    pty.wait_for("édition 7");
    pty.send(ESCAPE);
    pty.wait_for("14 lieux");
    pty.wait_for("Vous pouvez retirer");
    pty.send("mediatheque");
    pty.wait_for("édition 8");
    fs::remove_dir_all(stick).unwrap();
    pty.send(ESCAPE);
    pty.wait_for(HOME);
    pty.wait_until_gone("Vous pouvez retirer");
    pty.send(CTRL_C);
}

#[test]
fn a_stick_with_a_flipped_byte_is_refused_and_visitors_go_on() {
    let town = Town::serving([6, 7], 12);
    let (mut pty, sticks) = terminal(&town);
    town.bring(8, 12);
    let venues = town.bundle().join("venues.csv");
    let mut bytes = fs::read(&venues).unwrap();
    bytes[300] ^= 4;
    fs::write(&venues, bytes).unwrap();
    plug(&town, &sticks);
    pty.wait_for("venues.csv");
    pty.send("mediatheque");
    pty.wait_for("édition 7");
    assert_eq!(town.served_whole(), 7);
    pty.send(CTRL_C);
}

#[test]
fn somebodys_own_stick_is_nothing_to_be_told_of() {
    let town = Town::serving([6, 7], 12);
    let (mut pty, sticks) = terminal(&town);
    fs::remove_dir_all(town.bundle()).unwrap();
    fs::write(town.stick().join("photo.jpg"), "x").unwrap();
    plug(&town, &sticks);
    // Looked at and let be within a moment: a frame in between may say that it is looked at, none may stay.
    std::thread::sleep(std::time::Duration::from_secs(2));
    pty.wait_until_gone("clé USB");
    let journal = fs::read_to_string(town.store().join("journal.jsonl")).unwrap();
    assert_eq!(journal.lines().count(), 2, "{journal}");
    pty.send(CTRL_C);
}

#[test]
fn of_two_sticks_at_once_each_has_its_turn() {
    let town = Town::serving([6, 7], 400);
    let (mut pty, sticks) = terminal(&town);
    for sequence in [8, 9] {
        town.bring(sequence, 400);
        fs::rename(town.stick(), sticks.join(format!("CLE{sequence}"))).unwrap();
        fs::create_dir(town.stick()).unwrap();
        // Each is seen, and the first one still at work when the second one comes.
        std::thread::sleep(std::time::Duration::from_millis(1_200));
    }
    wait_for_sequence(&town, 9);
    pty.wait_for("Nouveau contenu : 400 lieux");
    assert_eq!(town.served_whole(), 9);
    pty.send("mediatheque");
    pty.wait_for("édition 9");
    pty.send(CTRL_C);
}

#[test]
fn an_older_edition_is_for_staff_and_their_pin() {
    let town = Town::serving([6, 7], 12);
    let pin = Some(repere_kiosk::pin::hash("2749").unwrap());
    let settings = repere_kiosk::store::Settings { pin, ..Default::default() };
    repere_kiosk::store::Store::new(town.store()).set_settings(&settings).unwrap();
    let (mut pty, sticks) = terminal(&town);
    town.bring(5, 9);
    plug(&town, &sticks);
    pty.wait_for("Le personnel doit dire");
    assert_eq!(town.served_whole(), 7);
    // To the staff area: a wrong PIN, then the right one, whose digits are never shown.
    pty.send("9");
    pty.wait_for("À propos de cette borne");
    // It stands on the second sheet; its number holds on the first one too.
    pty.send("3");
    pty.wait_for("code");
    pty.send("1111");
    pty.send(ENTER);
    pty.wait_for("n'est pas");
    pty.send("2749");
    pty.wait_until_gone("2749");
    pty.send(ENTER);
    pty.wait_for("Clé USB : installer un contenu");
    let stick = pty.number_of("Clé USB : installer un contenu");
    pty.send(&stick);
    pty.wait_for("9 lieux");
    let install = pty.number_of("Installer");
    pty.send(&install);
    pty.wait_for("Oui, installer quand même");
    let sure = pty.number_of("Oui, installer quand même");
    pty.send(&sure);
    pty.wait_for("Vous pouvez retirer la clé.");
    assert_eq!(town.served_whole(), 5);
    pty.send(ESCAPE);
    pty.wait_for(HOME);
    pty.wait_for("Nouveau contenu : 9 lieux");
    pty.send("mediatheque");
    pty.wait_for("édition 5");
    pty.send(CTRL_C);
}

/// Waits until an edition is served.
fn wait_for_sequence(town: &Town, sequence: u64) {
    let begun = std::time::Instant::now();
    while repere_kiosk::store::Store::new(town.store()).state().unwrap().unwrap().served != Some(sequence) {
        assert!(begun.elapsed().as_secs() < 60, "edition {sequence} did not come");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
