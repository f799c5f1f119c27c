//! The command line: the real program, its arguments, its answers. What other programs rely on ("Contracts" in
//! ARCHITECTURE.md) is checked to the letter.

mod check;
mod refusals;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use rstest::rstest;
use serde_json::Value;

use crate::pty::{Home, PROGRAM};

/// What a run of the program gave.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// The program with a home of its own.
struct Desk {
    home: Home,
    variables: Vec<(&'static str, String)>,
    config: &'static str,
    /// Whether the arguments name no store.
    without_store: bool,
}

impl Desk {
    fn new() -> Self {
        let home = Home::new();
        Self { variables: home.variables(), home, config: "", without_store: false }
    }

    fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    fn config(mut self, text: &'static str) -> Self {
        self.config = text;
        self
    }

    /// Runs a line of arguments: a word that begins with `@` names a file of the home.
    fn run(&self, line: &str) -> Run {
        self.answer(line, "")
    }

    /// The same with an input.
    fn answer(&self, line: &str, input: &str) -> Run {
        let mut child = self.command(line).spawn().unwrap();
        // A program that refuses its arguments does not read its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn command(&self, line: &str) -> Command {
        let words: Vec<String> = line
            .split_whitespace()
            .map(|word| match word.strip_prefix('@') {
                Some(name) => self.home.path(name).display().to_string(),
                None => word.to_owned(),
            })
            .collect();
        let mut command = Command::new(PROGRAM);
        for pair in self.home.arguments(self.config).chunks(2) {
            let left_out = self.without_store && pair[0] == "--store";
            if !left_out && !words.contains(&pair[0]) {
                command.args(pair);
            }
        }
        command.args(words).env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn search(&self, line: &str) -> Vec<Value> {
        let run = self.run(&format!("search --json {line}"));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        assert_eq!(run.out.lines().count(), 1);
        serde_json::from_str(&run.out).unwrap()
    }
}

/// Venues of the national standard, as small as they can be: identifier, name, hours.
fn venues(rows: &[(&str, &str, &str)]) -> String {
    let mut text = "id,nom,commune,code_postal,latitude,longitude,horaires,date_maj,services\n".to_owned();
    for (id, name, hours) in rows {
        let service = "Aide aux démarches administratives";
        writeln!(text, "{id},{name},Lens,62300,50.4289,2.8319,\"{hours}\",2026-03-02,{service}").unwrap();
    }
    text
}

fn strings<'a>(hits: &'a [Value], key: &str) -> Vec<&'a str> {
    hits.iter().filter_map(|hit| hit[key].as_str()).collect()
}

/// Several producers know the same venue: it is found once, whatever they write it in.
#[test]
fn venues_of_several_files_are_found_once() {
    let desk = Desk::new();
    desk.home.write("a.csv", venues(&[("1", "Médiathèque Zénith", ""), ("2", "Mairie Zénith", "")]));
    let json = r#"[{"id": "1", "nom": "MEDIATHEQUE ZENITH", "commune": "Lens", "code_postal": "62300",
        "latitude": 50.4289, "longitude": 2.8319, "date_maj": "2024-03-02", "courriel": "a@b.fr"}]"#;
    desk.home.write("b.json", json);
    let hits = desk.search("--venues @a.csv --venues @b.json zenith");
    let mut titles = strings(&hits, "title");
    titles.sort_unstable();
    assert_eq!(titles, ["Mairie Zénith", "Médiathèque Zénith"]);
    let hits = desk.search("--venues @b.json zenith");
    assert_eq!(strings(&hits, "id"), ["1"]);
}

const HOME: &str = "Que voulez-vous faire aujourd'hui ?";

/// The names of the contract, and the types of their values for a venue and for a guide.
const CONTRACT: [(&str, &str, &str); 12] = [
    ("kind", "string", "string"),
    ("id", "string", "string"),
    ("title", "string", "string"),
    ("commune", "string", "null"),
    ("postcode", "string", "null"),
    ("services", "array", "array"),
    ("latitude", "number", "null"),
    ("longitude", "number", "null"),
    ("distance_m", "number", "null"),
    ("open", "string", "null"),
    ("fallback", "boolean", "boolean"),
    ("why", "object", "object"),
];

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[test]
fn json_keeps_its_contract() {
    let hits = Desk::new().search("--at 50.4289,2.8319 ordinateur");
    let mut kinds = strings(&hits, "kind");
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["actor", "guide", "venue"]);
    for hit in &hits {
        let names: Vec<&String> = hit.as_object().unwrap().keys().collect();
        assert_eq!(names.len(), CONTRACT.len(), "{names:?}");
        for (name, venue, guide) in &CONTRACT {
            let expected = if hit["kind"] == "venue" { venue } else { guide };
            assert_eq!(&kind_of(&hit[name]), expected, "{name} of {hit}");
        }
        assert!(hit["why"].as_object().unwrap().values().all(Value::is_number), "{hit}");
    }
    let totals: Vec<f64> = hits.iter().map(|hit| hit["why"]["total"].as_f64().unwrap()).collect();
    assert!(totals.is_sorted_by(|a, b| a >= b), "best first: {totals:?}");
}

#[test]
fn services_are_in_french_in_any_language() {
    let desk = Desk::new();
    let hits = desk.search("--locale en library");
    let labels = hits.iter().flat_map(|hit| hit["services"].as_array().unwrap());
    let known = ["Maîtrise des outils numériques du quotidien", "Accès internet et matériel informatique"];
    assert!(labels.filter_map(Value::as_str).any(|label| known.contains(&label)), "{hits:?}");
}

#[rstest]
#[case::none("zzzzqqq", 10, 0)]
#[case::limit("--limit 2 ordinateur", 2, 2)]
#[case::one("--limit 1 ordinateur", 1, 1)]
fn never_more_than_asked(#[case] line: &str, #[case] most: usize, #[case] least: usize) {
    let count = Desk::new().search(line).len();
    assert!((least..=most).contains(&count), "{count}");
}

#[test]
fn a_batch_gives_one_array_a_line() {
    let questions = r#"{"q": "mediatheque", "at": [50.4289, 2.8319]}
{"q": "zzzzqqq"}
{"q": "arnaque"}
"#;
    let run = Desk::new().answer("search --batch --limit 3", questions);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let answers: Vec<Vec<Value>> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0][0]["id"], "demo-001");
    assert!(answers[0][0]["distance_m"].as_f64().unwrap() < 100.0);
    assert!(answers[1].is_empty());
    assert_eq!(answers[2][0]["id"], "reconnaitre-arnaque");
}

#[rstest]
#[case::french("", "Médiathèque Rose-Marie-Exemple", "Fermé. Ouvre aujourd'hui à")]
#[case::english("--locale en", "Médiathèque Rose-Marie-Exemple", "Closed. Opens today at")]
fn answers_a_person(#[case] locale: &str, #[case] title: &str, #[case] state: &str) {
    let run = Desk::new().run(&format!("search {locale} mediatheque"));
    assert_eq!(run.code, Some(0));
    assert!(run.out.starts_with(&format!("1. {title}\n")) && run.out.contains(state), "{}", run.out);
}

#[rstest]
#[case::top("--help", "Utilisation")]
#[case::search("search --help", "Mots à chercher")]
#[case::english("--locale en --help", "Usage")]
#[case::version("--version", env!("CARGO_PKG_VERSION"))]
fn helps(#[case] line: &str, #[case] said: &str) {
    let run = Desk::new().run(line);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.contains(said), "{}", run.out);
}

#[test]
fn lines_walk_the_path_of_the_screen() {
    let pages = [""; 12];
    let answers: Vec<&str> =
        ["mediatheque", "1", "0", "arnaque", "1"].into_iter().chain(pages).chain(["0", "*", "3"]).collect();
    let run = Desk::new().answer("lines", &(answers.join("\n") + "\n"));
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let mut rest = run.out.as_str();
    for text in [
        HOME,
        "1. Trouver un lieu près d'ici",
        "Vous cherchez : mediatheque",
        "== Médiathèque Rose-Marie-Exemple ==",
        "mardi (aujourd'hui) :",
        HOME,
        "Vous cherchez : arnaque",
        "== Je reconnais une arnaque ==",
        "Étape 1 sur 9",
        "Étape 9 sur 9",
        "Qui peut vous aider",
        "   À ",
        HOME,
        "== Choisir la langue ==",
        "What would you like to do today?",
    ] {
        let place = rest.find(text).unwrap_or_else(|| panic!("{text} does not come in:\n{rest}"));
        rest = &rest[place + text.len()..];
    }
}

#[test]
fn venues_being_tried_out_replace_those_of_the_edition() {
    let desk = Desk::new();
    desk.home.write("a.csv", venues(&[("1", "Bibliothèque Alpha", "")]));
    desk.home.write("b.csv", venues(&[("1", "Bibliothèque Bêta", "")]));
    let hits = desk.search("--venues @a.csv --venues @b.csv bibliotheque");
    let venues: Vec<Value> = hits.into_iter().filter(|hit| hit["kind"] == "venue").collect();
    let mut titles = strings(&venues, "title");
    titles.sort_unstable();
    assert_eq!(titles, ["Bibliothèque Alpha", "Bibliothèque Bêta"]);
    assert_ne!(venues[0]["id"], venues[1]["id"]);
    assert_eq!(strings(&desk.search("--venues @a.csv arnaque"), "id")[0], "reconnaitre-arnaque");
}

#[test]
fn a_configuration_says_where_the_terminal_stands_and_what_it_speaks() {
    let desk = Desk::new().config("locale = \"en\"\n[here]\ncommune = \"Arras\"\n");
    let hits = desk.search("maquette");
    let distance = |id: &str| hits.iter().find(|hit| hit["id"] == id).unwrap()["distance_m"].as_f64().unwrap();
    assert!(distance("demo-008") < 5_000.0, "{hits:?}");
    assert!(desk.run("lines").out.contains("What would you like to do today?"));
}

/// A clock that is given with its offset is put into the time of the machine, over both changes of the clocks.
#[rstest]
#[case::local("2026-03-29T01:30", 1)]
#[case::before_summer("2026-03-29T00:30Z", 1)]
#[case::after_summer("2026-03-29T01:30Z", 3)]
#[case::offset("2026-03-29T02:30+01:00", 3)]
#[case::day_before("2026-03-28T23:30Z", 0)]
#[case::summer_still("2026-10-25T00:30Z", 2)]
#[case::winter_now("2026-10-25T01:30Z", 2)]
#[case::winter("2026-10-25T02:30:59Z", 3)]
fn knows_the_time_over_a_change_of_clocks(
    #[case] now: &str,
    #[case] hour: usize,
    #[values("Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3")] zone: &str,
) {
    let desk = Desk::new().variable("TZ", zone).variable("REPERE_NOW", now);
    let hours = [0, 1, 2, 3, 4].map(|hour| format!("Mo-Su 0{hour}:00-0{}:00", hour + 1));
    let ids = ["0", "1", "2", "3", "4"];
    let rows: Vec<_> = ids.iter().zip(&hours).map(|(id, hours)| (*id, "Essai", hours.as_str())).collect();
    desk.home.write("v.csv", venues(&rows));
    let hits = desk.search("--venues @v.csv essai");
    let venues: Vec<&Value> = hits.iter().filter(|hit| hit["kind"] == "venue").collect();
    assert_eq!(venues.len(), 5);
    let open: Vec<&Value> = venues.iter().filter(|hit| hit["open"] == "open").map(|hit| &hit["id"]).collect();
    assert_eq!(open, [ids[hour]]);
}

#[test]
fn the_moment_of_a_search_comes_before_that_of_the_environment() {
    let desk = Desk::new();
    desk.home.write("v.csv", venues(&[("1", "Essai", "Mo-Su 15:00-16:00")]));
    let open = |line: &str| desk.search(line)[0]["open"].clone();
    assert_eq!(open("--venues @v.csv essai"), "closed");
    assert_eq!(open("--venues @v.csv --now 2026-11-24T15:30 essai"), "open");
}
