//! Bad input: each gives one plain sentence on standard error, nothing on standard output, and an exit code; never a panic
//! and never the words of a library.

use std::io::Read as _;

use rstest::rstest;

use super::{Desk, Run, venues};

/// A home with every file that is wrong in its own way.
fn desk() -> Desk {
    let desk = Desk::new();
    let home = &desk.home;
    home.write("empty.csv", "");
    home.write("binary.csv", b"\x7fELF\x02\x01\x00\x00\x00\xff\xfe");
    home.write("page.csv", "<!DOCTYPE html><html><body>Lieux</body></html>");
    home.write("list.csv", "[{\"nom\": \"Alpha\"}]");
    home.write("other.csv", "a,b,c\n1,2,3\n");
    home.write("cut.json", "[{\"nom\": \"Alpha\", \"commune\": \"Lens\"},\n{\"nom\": \"Bê");
    home.write("object.json", "{\"nom\": \"Alpha\", \"commune\": \"Lens\"}");
    home.write("deep.json", format!("[{{\"nom\": {}", "[".repeat(100_000)));
    home.write("broken.xlsx", b"PK\x03\x04 xl/workbook.xml");
    home.write("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    home.write("folder.csv/inside", "");
    home.write("damaged/state.json", "{\"served\": ");
    home.write("missing/state.json", "{\"served\": 7, \"previous\": null, \"highest\": 7}");
    home.write("half/state.json", "{\"served\": 1, \"previous\": null, \"highest\": 1}");
    home.write("half/editions/1/content/edition.toml", "[name");
    home.write("half/editions/1/content/venues.csv", venues(&[]));
    home.write("line.toml", "locale = \"fr\"\nhear = 1\n");
    home.write("toml.toml", "# ceci\n[here\n");
    home.write("locale.toml", "locale = \"xx\"\n");
    home.write("here.toml", "[here]\ncommune = \"Nulle-Part-les-Bains\"\n");
    home.write("bytes.toml", b"locale = \"\xff\"\n");
    desk
}

fn assert_refused(run: &Run, code: i32, said: &str) {
    let Run { code: found, out, err } = run;
    assert_eq!(*found, Some(code), "{err}");
    assert_eq!(out, "");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.starts_with("Erreur : ") && err.contains(said), "{err}");
    for word in ["panicked", "error:", "RUST_BACKTRACE", "%{"] {
        assert!(!err.contains(word), "{err}");
    }
}

#[rstest]
fn refuses_files_of_venues(
    #[values("search --venues @FILE wifi", "lines --venues @FILE", "--venues @FILE")] line: &str,
    #[values(
        ("absent.csv", "n'existe pas"),
        ("empty.csv", "vide"),
        ("binary.csv", "binary.csv"),
        ("page.csv", "page web"),
        ("list.csv", "colonnes"),
        ("cut.json", "ligne 2"),
        ("object.json", "liste de lieux"),
        ("deep.json", "imbriquées"),
        ("broken.xlsx", "abîmé"),
        ("old.xls", "xlsx"),
        ("other.csv", "titre de colonne"),
        ("folder.csv", "est un dossier"),
    )]
    (file, said): (&str, &str),
) {
    assert_refused(&desk().run(&line.replace("FILE", file)), 1, said);
}

#[rstest]
#[case::at_word("search --at ici wifi", 2, "n'est pas un point")]
#[case::at_one("search --at 50.4 wifi", 2, "n'est pas un point")]
#[case::at_range("search --at 95,2 wifi", 2, "n'est pas un point")]
#[case::at_empty("search --at= wifi", 2, "n'est pas un point")]
#[case::at_not_a_number("search --at NaN,2 wifi", 2, "n'est pas un point")]
#[case::locale("search --locale xx wifi", 2, "fr, fr-simple, en")]
#[case::option("search --frobnicate wifi", 2, "--frobnicate")]
#[case::option_alone("--frobnicate", 2, "--frobnicate")]
#[case::command("cherche", 2, "cherche")]
#[case::words("search", 2, "WORDS")]
#[case::now("search --now demain wifi", 2, "demain")]
#[case::now_date("search --now 2026-02-30T10:00 wifi", 2, "2026-02-30T10:00")]
#[case::limit("search --limit 0 wifi", 2, "« 0 »")]
#[case::limit_word("search --limit beaucoup wifi", 2, "beaucoup")]
#[case::no_value("search wifi --at", 2, "--at")]
#[case::twice("search --at 50,2 --at 50,2 wifi", 2, "--help")]
#[case::bundle("bundle", 2, "check")]
#[case::bundle_unknown("bundle cook", 2, "cook")]
#[case::check("bundle check", 2, "FILE")]
#[case::check_absent("bundle check @absent.csv", 1, "n'existe pas")]
#[case::check_nothing("bundle check @damaged", 1, "Aucun fichier")]
#[case::store_file("search --store @empty.csv wifi", 1, "n'est pas un dossier")]
#[case::store_damaged("search --store @damaged wifi", 1, "state.json")]
#[case::store_missing("search --store @missing wifi", 1, "disparu")]
#[case::store_half("search --store @half wifi", 1, "edition.toml")]
#[case::config_absent("search --config @absent.toml wifi", 1, "absent.toml")]
#[case::config_line("search --config @line.toml wifi", 1, "ligne 2")]
#[case::config_toml("search --config @toml.toml wifi", 1, "ligne 2")]
#[case::config_locale("search --config @locale.toml wifi", 1, "« xx »")]
#[case::config_here("search --config @here.toml wifi", 1, "Nulle-Part-les-Bains")]
#[case::config_bytes("search --config @bytes.toml wifi", 1, "bytes.toml")]
fn refuses(#[case] line: &str, #[case] code: i32, #[case] said: &str) {
    assert_refused(&desk().run(line), code, said);
}

#[rstest]
#[case::word("hier")]
#[case::empty("")]
#[case::no_time("2026-11-24")]
#[case::offset("2026-11-24T10:00+99:00")]
fn refuses_a_wrong_clock(#[case] now: &str, #[values("search wifi", "lines")] line: &str) {
    assert_refused(&desk().variable("REPERE_NOW", now).run(line), 2, "n'est pas un moment");
}

#[rstest]
#[case::word("wifi")]
#[case::no_query("{\"at\": [50.4, 2.8]}")]
#[case::point("{\"q\": \"wifi\", \"at\": [50.4]}")]
#[case::range("{\"q\": \"wifi\", \"at\": [500, 2.8]}")]
fn refuses_a_question_of_a_batch(#[case] question: &str) {
    assert_refused(&desk().answer("search --batch", &format!("{question}\n")), 1, "ligne 1");
}

#[test]
fn speaks_the_language_of_the_machine() {
    let run = desk().variable("LANG", "en_GB.UTF-8").run("search --at ici wifi");
    assert!(run.err.starts_with("Error: ") && run.err.contains("is not a point"), "{}", run.err);
}

#[test]
fn a_store_that_does_not_exist_is_no_fault() {
    let run = Desk::new().run("search mediatheque");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}

/// The public never finds the terminal empty; staff are told.
#[rstest]
#[case::damaged("damaged")]
#[case::missing("missing")]
#[case::half("half")]
fn serves_the_starter_edition_in_the_place_of_one_that_is_broken(#[case] store: &str) {
    let run = desk().answer(&format!("lines --store @{store}"), "arnaque\n");
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("code R1") && run.out.contains("Je reconnais une arnaque"), "{}", run.out);
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

/// A store may be named by the environment; the argument comes before it.
#[test]
fn the_store_of_the_environment_is_used() {
    let mut desk = desk();
    desk.without_store = true;
    let damaged = desk.home.path("damaged").display().to_string();
    let desk = desk.variable("REPERE_STORE", &damaged);
    assert_refused(&desk.run("search mediatheque"), 1, "state.json");
    assert_eq!(desk.run("search --store @fresh mediatheque").code, Some(0));
}

#[cfg(unix)]
#[test]
fn refuses_a_clock_that_is_no_text() {
    use std::os::unix::ffi::OsStringExt as _;
    let desk = Desk::new();
    let mut command = desk.command("search wifi");
    let output = command.env("REPERE_NOW", std::ffi::OsString::from_vec(vec![0xff])).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
}

#[cfg(unix)]
#[test]
fn refuses_a_file_that_it_may_not_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let path = desk.home.write("closed.csv", venues(&[]));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        println!("skipped: whoever runs this may read everything");
        return;
    }
    assert_refused(&desk.run("search --venues @closed.csv wifi"), 1, "permission");
    assert_refused(&desk.run("bundle check @closed.csv"), 1, "permission");
}

/// A reader that goes away (`repere search … | head -1`) is no fault.
#[rstest]
#[case::search("search --json wifi", "")]
#[case::batch("search --batch", "{\"q\": \"wifi\"}\n{\"q\": \"arnaque\"}\n")]
#[case::lines("lines", "wifi\n0\narnaque\n")]
#[case::help("--help", "")]
fn bears_a_reader_that_goes_away(#[case] line: &str, #[case] input: &str) {
    let desk = desk();
    let mut child = desk.command(line).spawn().unwrap();
    drop(child.stdout.take());
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}");
    assert_eq!(said, "");
}
