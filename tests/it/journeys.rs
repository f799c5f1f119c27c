//! Whole journeys: the real program in a real terminal, from the first key to the last, and how it leaves the terminal.

use std::fmt;
use std::io;
use std::path::PathBuf;

use repere::config::Config;
use repere::desk::Desk;
use repere::locale::Locale;
use repere::model::look::Look;
use repere::runtime::{Load, Outside, RunError, on_screen};
use repere::world::{Clock, LoadError};
use rstest::rstest;

use crate::pty::{CTRL_C, ENTER, ESCAPE, Home, PAGE_DOWN, PROGRAM, Pty, number_in, signal};

const HOME: &str = "Que voulez-vous faire aujourd'hui ?";
const LAST_PAGE: &str = "Qui peut vous aider";

#[test]
fn finds_the_hours_of_a_library_then_reads_a_guide() {
    let mut pty = Pty::repere(80, 24, "");
    pty.wait_for(HOME);
    pty.wait_for("Borne de démonstration");

    pty.send("mediatheque");
    // The answer to the whole word, not to its beginning.
    pty.wait_for("2 lieux");
    pty.send(ENTER);
    pty.wait_for("Vous cherchez : mediatheque");
    let first = pty.number_of("Médiathèque Rose-Marie-Exemple");
    pty.send(&first);
    pty.wait_for("Pour être reçu");
    pty.press_until(PAGE_DOWN, "mardi (aujourd'hui)");
    pty.wait_for("14 h – ");

    pty.send(ESCAPE);
    pty.wait_for(HOME);
    pty.send("arnaque");
    pty.wait_for("Je reconnais une arnaque");
    pty.send(ENTER);
    pty.wait_for("Vous cherchez : arnaque");
    let guide = pty.number_of("Je reconnais une arnaque");
    pty.send(&guide);
    pty.wait_for("Commencer");
    read_to_the_end(&mut pty, "Étape 9 sur 9");
    leave(&mut pty);
}

#[rstest]
#[case::skills("3", "Me débrouiller avec le numérique", "Étape 2 sur")]
#[case::procedures("4", "Faire une démarche", "Étape 2 sur")]
fn digits_and_enter_are_enough(#[case] need: &str, #[case] title: &str, #[case] step: &str) {
    let mut pty = Pty::repere(80, 24, "");
    pty.wait_for(HOME);
    pty.wait_for("Borne de démonstration");
    assert_eq!(pty.number_of(title), need);
    pty.send(need);
    pty.wait_for("Des guides courts, et des lieux");
    // Whichever guide comes first: an edition may have others.
    pty.wait_for("▶ 1");
    pty.send("1");
    pty.wait_for("Commencer");
    read_to_the_end(&mut pty, step);

    pty.send("0");
    pty.wait_for(HOME);
    let languages = pty.number_of("Langue · Language");
    pty.send(&languages);
    pty.wait_for("Choisir la langue");
    let english = pty.number_of("English");
    pty.send(&english);
    pty.wait_for("What would you like to do today?");
    let languages = pty.number_of("Language · Langue");
    pty.send(&languages);
    pty.wait_for("Choose your language");
    let french = pty.number_of("Français");
    pty.send(&french);
    pty.wait_for(HOME);
    leave(&mut pty);
}

/// From the cover of a guide to the page of helpers, with Enter alone.
fn read_to_the_end(pty: &mut Pty, step: &str) {
    pty.press_until(ENTER, step);
    pty.press_until(ENTER, LAST_PAGE);
    // A person, not a dead end: a place with its hours and its distance.
    pty.wait_for("1  ");
    pty.wait_for("La personne à l'accueil peut vous aider");
}

fn leave(pty: &mut Pty) {
    pty.send(CTRL_C);
    assert_eq!(pty.wait_exit(), 0);
}

/// A shell that notes the state of the terminal, shows a text, runs a program, and does the same again.
const SHELL: &str = r#"cd "$HOME"; echo before; stty -a >found
sh -c 'echo $$ >process; exec "$0" "$@"' "$@"
echo "code $?"; stty -a >left; echo after"#;

fn in_a_shell(program: &str, arguments: impl FnOnce(&Home) -> Vec<String>) -> Pty {
    let home = Home::new();
    let mut words = ["-c", SHELL, "sh", program].map(str::to_owned).to_vec();
    words.extend(arguments(&home));
    Pty::spawn(home, (80, 24), "sh", &words)
}

/// The terminal is as the program found it.
fn assert_left_as_found(pty: &mut Pty, code: u32) {
    pty.wait_exit();
    let screen = pty.screen();
    for text in ["before", &format!("code {code}"), "after"] {
        assert!(screen.contains(text), "{text} is not shown:\n{screen}");
    }
    assert!(!screen.contains("Bienvenue"), "{screen}");
    assert!(!pty.in_alternate_screen());
    assert!(!pty.cursor_hidden());
    let read = |name: &str| std::fs::read_to_string(pty.home.path(name)).unwrap();
    assert_eq!(read("found"), read("left"));
}

#[derive(Debug, Clone, Copy)]
enum Ending {
    Key,
    Signal,
}

#[rstest]
#[case::key(Ending::Key)]
#[case::signal(Ending::Signal)]
fn leaves_the_terminal_as_it_was_found(#[case] ending: Ending) {
    let mut pty = in_a_shell(PROGRAM, |home| home.arguments(""));
    pty.wait_for(HOME);
    assert!(pty.in_alternate_screen());
    assert!(!pty.screen().contains("before"));
    match ending {
        Ending::Key => pty.send(CTRL_C),
        Ending::Signal => signal("TERM", number_in(&pty.home.path("process"))),
    }
    assert_left_as_found(&mut pty, 0);
}

/// This test binary again, with one of the children below as its only test.
fn child(name: &str) -> Pty {
    let program = std::env::current_exe().unwrap();
    let name = format!("journeys::{name}");
    in_a_shell(program.to_str().unwrap(), |_| {
        ["--exact", &name, "--ignored", "--nocapture", "--test-threads=1"].map(str::to_owned).to_vec()
    })
}

#[test]
fn leaves_the_terminal_as_it_was_found_after_a_panic_while_drawing() {
    let mut pty = child("child_that_panics");
    assert_left_as_found(&mut pty, 0);
    // The program's own words about it go to the log, never to the visitor's screen.
    assert!(!pty.screen().contains("panicked"), "{}", pty.screen());
}

#[test]
fn a_panic_beside_the_screen_leaves_it_working() {
    let mut pty = child("child_that_loses_its_catalogue");
    pty.wait_for("code R3");
    pty.wait_for(HOME);
    pty.send("?");
    pty.wait_for("Rien ne peut casser.");
    pty.send(ESCAPE);
    pty.wait_for(HOME);
    pty.wait_for("code R3");
    pty.send("arnaque");
    pty.wait_for("▶ arnaque");
    pty.send(CTRL_C);
    assert_left_as_found(&mut pty, 0);
}

fn outside(load: Load) -> Outside {
    let clock = Clock::fixed("2026-11-24T10:00").unwrap();
    let desk = Desk::new(None, Config::default(), clock);
    Outside {
        clock,
        load,
        desk,
        locale: Some(Locale::FRENCH),
        look: Look::default(),
        reader: false,
        helper: PathBuf::from("/nowhere"),
        locked: false,
        restarts: false,
        intake: None,
    }
}

/// An error that cannot be put into words: saying it is a panic.
#[derive(Debug)]
struct Unspeakable;

impl fmt::Display for Unspeakable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("this cannot be said")
    }
}

impl std::error::Error for Unspeakable {}

#[test]
#[ignore = "run in a terminal of its own by the test of the same matter"]
fn child_that_panics() {
    // With a log, the thread that draws puts the error into words, after it has drawn the first page.
    tracing_subscriber::fmt().with_writer(io::sink).init();
    let load: Load =
        Box::new(|_| Err(LoadError::Unreadable { path: PathBuf::new(), source: io::Error::other(Unspeakable) }));
    let ended = on_screen(outside(load));
    assert!(matches!(&ended, Err(RunError::Panicked(said)) if said == "this cannot be said"), "{ended:?}");
}

#[test]
#[ignore = "run in a terminal of its own by the test of the same matter"]
fn child_that_loses_its_catalogue() {
    let load: Load = Box::new(|_| panic!("the catalogue is broken"));
    on_screen(outside(load)).unwrap();
}

#[test]
fn survives_a_storm_of_sizes() {
    let mut pty = Pty::repere(80, 24, "");
    pty.wait_for(HOME);
    for (columns, rows) in [(1, 1), (3, 50), (200, 5), (40, 12), (80, 24)].repeat(3) {
        pty.resize(columns, rows);
    }
    pty.wait_for(HOME);
    pty.wait_for("9  À propos de cette borne");
    assert!(pty.is_running());
    leave(&mut pty);
}

/// A window that shrank and grew again before the program looked has lost what stood on it, although its size is the same.
#[test]
fn draws_anew_after_a_change_of_size_that_it_has_not_seen() {
    let mut pty = Pty::repere(80, 24, "");
    pty.wait_for(HOME);
    pty.wait_for("Borne de démonstration");
    signal("STOP", pty.process());
    pty.resize(1, 1);
    pty.resize(80, 24);
    assert!(!pty.screen().contains(HOME));
    signal("CONT", pty.process());
    pty.wait_for(HOME);
    leave(&mut pty);
}

#[test]
fn follows_each_size() {
    let mut pty = Pty::repere(80, 24, "");
    pty.wait_for(HOME);
    for (columns, rows, text) in
        [(39, 11, "L'écran est trop petit."), (40, 12, "Page 1 sur 3"), (200, 50, "9  À propos"), (80, 24, HOME)]
    {
        pty.resize(columns, rows);
        pty.wait_for(text);
    }
    leave(&mut pty);
}

#[test]
fn a_locked_terminal_ends_by_the_system_only() {
    let mut pty = Pty::repere(80, 24, "locked = true\n");
    pty.wait_for(HOME);
    pty.send(CTRL_C);
    // What is typed after it is still answered.
    pty.send("?");
    pty.wait_for("Rien ne peut casser.");
    assert!(pty.is_running());
    signal("TERM", pty.process());
    assert_eq!(pty.wait_exit(), 0);
    assert!(!pty.in_alternate_screen());
}
