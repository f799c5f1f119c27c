//! Journeys through the staff area that really write and read the settings, and who is let in.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;

use repere::config::Config;
use repere::desk::Desk;
use repere::keymap::Key;
use repere::model::staff::{Sentence, StaffNews};
use repere::page::{InputMode, PageKind};
use repere::world::Clock;
use repere_kiosk::store::{Act, Entry, Store};
use rstest::rstest;

use super::{look, staff};
use crate::stage::{parse, stage};

/// The whole journey: a PIN, a message, a closure, and what visitors see of it, also after starting anew.
#[test]
fn what_staff_set_is_what_visitors_see() {
    let stage = staff("11La mairie ferme à 16 h ce vendredi.<enter>24/12<enter><left>")
        .keys("21rose-marie<enter>13/1<enter>travaux<enter><left>")
        .keys("31Mme Petit<enter>2lundi au vendredi 9h-12h<enter>1303 21 00 00 00<enter>")
        .keys("<esc>");
    let mut stage = stage;
    look("staff_visitors_home_80x24", &mut stage);
    let mut again = crate::stage::stage("fr");
    again.reopen(stage.folder());
    assert_eq!(again.session.model.context.settings, stage.session.model.context.settings);
    assert!(again.text().contains("La mairie ferme à 16 h ce vendredi."), "{}", again.text());
    let mut venue = again.keys("rose-marie<enter>");
    assert!(venue.text().contains("Fermé jusqu'au 3 janvier (information de l'accueil)."), "{}", venue.text());
    venue = venue.keys("1");
    look("staff_visitors_venue_80x24", &mut venue);
    for time in ["2026-11-24 15:00", "2027-01-03 15:00"] {
        venue = venue.at(time);
        assert!(!venue.text().contains("Ouvert"), "{}", venue.text());
    }
    let mut about = venue.keys("09");
    look("staff_visitors_about_80x24", &mut about);
    let mut help = about.at("2026-11-24 10:00").keys("0?<pgdn>");
    look("staff_visitors_help_80x24", &mut help);
    // The day after, message and closure are gone.
    let gone = help.at("2027-01-04 10:00").keys("0");
    assert!(!gone.text().contains("La mairie ferme"), "{}", gone.text());
    let open = gone.keys("rose-marie<enter>");
    assert!(!open.text().contains("information de l'accueil"), "{}", open.text());
}

/// The clock is set by the helper of the machine, which is asked for nothing that is no moment; without one, staff are told whom
/// to turn to, and what they typed stays.
#[test]
fn the_clock_is_set_by_the_helper_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let helper = folder.path().join("helper.sock");
    let config = Config { helper: helper.clone(), ..Config::default() };
    let stage = stage("fr").store().config(config).keys(super::MENU).keys("821demain<enter>");
    assert!(stage.text().contains("Je ne comprends pas ce moment."), "{}", stage.text());
    let stage = stage.keys("<back><back><back><back><back><back>24/11/2026 10:07<enter>");
    assert!(stage.text().contains("ne peut pas régler l'heure elle-même"), "{}", stage.text());
    assert!(stage.text().contains("24/11/2026 10:07"), "{}", stage.text());
    let listener = UnixListener::bind(&helper).unwrap();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut line = String::new();
        BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
        stream.write_all(b"ok\n").unwrap();
        line
    });
    let stage = stage.keys("<enter>");
    assert_eq!(answering.join().unwrap(), "time 2026-11-24T10:07\n");
    assert!(stage.text().contains("Cette borne croit que nous sommes"), "{}", stage.text());
}

#[test]
fn a_message_is_removed_and_a_venue_opens_again() {
    let stage = staff("11Bonjour<enter><enter>2<left>21rose-marie<enter>1<enter><enter>11<left>");
    let settings = &stage.session.model.context.settings;
    assert_eq!((settings.message.as_ref(), settings.closures.len()), (None, 0), "{}", stage.text());
}

#[test]
fn the_place_of_the_terminal_is_where_distances_begin() {
    let stage = staff("62bethune<enter>1").keys("<esc>");
    assert_eq!(stage.session.model.context.here.as_ref().unwrap().name, "Béthune");
    assert!(stage.text().contains("Béthune"));
}

/// Without a store, or with one that cannot be written: one sentence, and what was typed stays.
#[test]
fn what_cannot_be_kept_is_said_and_not_lost() {
    let stage = stage("fr").keys("932749<enter>2749<enter>");
    assert!(stage.text().contains("Rien n'a été enregistré"), "{}", stage.text());
    let stage = staff("");
    let folder = stage.folder().to_owned();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    let writable = std::fs::write(folder.join("probe"), "").is_ok();
    let stage = stage.keys("11Bonjour<enter>24/12<enter>");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever may write everywhere cannot be refused.
    if !writable {
        assert!(stage.text().contains("n'a pas le droit d'écrire"), "{}", stage.text());
        assert!(stage.text().contains("24/12"), "{}", stage.text());
    }
}

#[test]
fn the_configuration_presets_and_the_settings_come_first() {
    let hash = repere_kiosk::pin::hash("5093").unwrap();
    let config = Config { pin: Some(hash), message: Some("Bienvenue à la fête".to_owned()), ..Config::default() };
    let mut stage = stage("fr").store().config(config).keys("935093<enter>");
    assert!(stage.text().contains("9  Quitter cet espace"), "{}", stage.text());
    stage = stage.keys("12");
    assert!(stage.text().contains("Il n'y a pas de message"), "{}", stage.text());
    stage = stage.keys("<esc>");
    assert!(!stage.text().contains("Bienvenue à la fête"), "{}", stage.text());
}

#[test]
fn without_a_store_a_pin_of_the_configuration_is_slowed_down_too() {
    let config = Config { pin: Some(repere_kiosk::pin::hash("5093").unwrap()), ..Config::default() };
    let stage = stage("fr").config(config).keys("931111<enter>1111<enter>1111<enter>5093<enter>");
    assert!(stage.text().contains("Réessayez dans 30 secondes."), "{}", stage.text());
}

/// Going home, or to a page of visitors, is leaving: the PIN is asked for again.
#[rstest]
#[case::escape("<esc>")]
#[case::zero("0")]
#[case::leave("9")]
#[case::typing("11abc<esc>")]
#[case::languages("*<left>0")]
#[case::by_search("?wifi<enter><left><left><left><left>")]
#[case::back("<left>")]
fn leaving_ends_access(#[case] keys: &str) {
    let stage = staff(keys).keys("0").keys("93");
    let page = stage.session.model.page();
    assert_eq!((page.kind, page.mode), (PageKind::Staff, InputMode::Typing));
    assert!(stage.text().contains("Tapez votre code"), "{}", stage.text());
}

/// A search from a help page closes the staff area behind it: back leads a visitor nowhere else.
#[test]
fn no_way_back_leads_into_the_staff_area() {
    let mut stage = staff("?wifi<enter>");
    for _ in 0..10 {
        assert_ne!(stage.session.model.page().kind, PageKind::Staff);
        stage.press(Key::Left);
    }
}

/// The digits of a PIN are on no screen, on no page, and in nothing that could be written into a log.
#[test]
fn the_digits_of_a_pin_are_never_shown() {
    let mut stage = stage("fr").store();
    let keys = "9373952846<enter>73952846<enter><left>74<left>0<esc>9373952846<enter>7473952846<enter>";
    for key in parse(keys) {
        stage.press(key);
        let model = format!("{:?} {:?}", stage.session.model, stage.session.model.page());
        // Any three in a row would be a beginning.
        for digits in ["739", "395", "952", "528", "284", "846"] {
            assert!(!stage.text().contains(digits), "{}", stage.text());
            assert!(!model.contains(digits), "{model}");
        }
    }
    assert!(!std::fs::read_to_string(stage.folder().join("settings.toml")).unwrap().contains("73952846"));
}

/// The unshifted top row of a French keyboard types digits here too.
#[test]
fn a_pin_is_typed_on_a_french_keyboard_without_shift() {
    let stage = staff("0").keys("93éè'ç<enter>");
    assert!(stage.text().contains("9  Quitter cet espace"), "{}", stage.text());
}

/// The journal on a stick: what a spreadsheet opens, with the newest last.
#[test]
fn the_journal_is_written_as_a_table() {
    let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::new(folder.path());
    let when = "2026-11-24T09:00:00Z".parse().unwrap();
    let (territory, verdict) = (Some("pas-de-calais".to_owned()), "installed".to_owned());
    store
        .record(&Entry { when, act: Act::Install, territory, sequence: Some(7), verdict, seconds: 4, bytes: 5 })
        .unwrap();
    let desk = Desk::new(Some(store), Config::default(), Clock::fixed("2026-11-24T10:00").unwrap());
    let file = "repere-journal-20261124-1000.csv".to_owned();
    assert_eq!(desk.export_journal(stick.path()), StaffNews::Exported { file: file.clone() });
    let table = std::fs::read_to_string(stick.path().join(file)).unwrap();
    assert!(table.lines().nth(1).unwrap().ends_with(";install;pas-de-calais;7;installed;4;5"), "{table}");
    let refused = desk.export_journal(&stick.path().join("gone"));
    assert_eq!(refused, StaffNews::Refused(Sentence::new("staff.journal.not-exported")));
}
