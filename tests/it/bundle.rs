//! Making editions: `repere bundle keygen`, `build`, `sign` and `check`, and what a terminal makes of what they make.

mod actors;
mod refusals;
mod territories;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use repere_kiosk::bundle::{self, Bundle};
use repere_kiosk::disk::SystemDisk;
use rstest::rstest;
use serde_json::Value;

use crate::pty::{Home, PROGRAM};

const GUIDE: &str = include_str!("../../index/starter/guides/choisir-mot-de-passe.fr.md");
const DESCRIPTION: &str = "territory = \"lens\"\nsequence = 1\ndata_date = 2026-11-20\ncontact = \"Accueil, 03 53 01 00 00\"\n\
    [name]\nfr = \"Essai\"\nen = \"Trial\"\n[[sources]]\nname = \"Ville d'essai\"\nlicence = \"Licence Ouverte 2.0\"\n";

/// What a run of the program gave.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    /// Refused, in one sentence.
    fn refused(&self) -> &str {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(!self.err.contains("%{"), "{}", self.err);
        &self.err
    }

    fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        assert!(!self.out.contains("%{"), "{}", self.out);
        self.out
    }
}

/// The office of a town: a folder `edition` with what an edition is made of, a key, and a terminal that trusts it.
struct Office(Home);

impl Office {
    /// With so many venues, each of a name of its own.
    fn new(venues: usize) -> Self {
        let office = Self(Home::new());
        office.run("bundle keygen --out @keys").done();
        office.write("edition/edition.toml", DESCRIPTION);
        office.write("edition/guides/choisir-mot-de-passe.fr.md", GUIDE);
        office.venues(1..=venues);
        office
    }

    fn venues(&self, numbers: impl Iterator<Item = usize>) {
        self.write("edition/venues.csv", list(numbers));
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        self.0.write(name, bytes)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }

    /// Runs a line of arguments: a word that begins with `@` names a file of the office, `_` stands for a space in it.
    fn run(&self, line: &str) -> Run {
        self.run_with(line, &[])
    }

    fn run_with(&self, line: &str, variables: &[(&str, &str)]) -> Run {
        let words = line.split_whitespace().map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).display().to_string(),
            None => word.replace('_', " "),
        });
        // The keys that are trusted lie beside the configuration.
        let config = self.write("repere.toml", "");
        let mut command = Command::new(PROGRAM);
        command.args(words).arg("--store").arg(self.path("store")).arg("--config").arg(config);
        command.env_clear().envs(self.0.variables()).envs(variables.iter().copied());
        let output = command.output().unwrap();
        // Dates and numbers have spaces that do not break.
        let text = |bytes| String::from_utf8(bytes).unwrap().replace('\u{a0}', " ");
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn build(&self, more: &str) -> Run {
        self.run(&format!("bundle build @edition --out @out --key @keys/repere.key {more}"))
    }

    fn status(&self) -> Value {
        serde_json::from_str(&self.run("status --json").done()).unwrap()
    }
}

/// A list of the national standard.
fn list(numbers: impl Iterator<Item = usize>) -> String {
    let header = "id,nom,commune,code_postal,latitude,longitude,horaires,date_maj,services\n".to_owned();
    numbers.fold(header, |text, number| {
        let row = format!("v{number},Lieu {number},Lens,62300,50.4{number:03},2.8319,Mo-Fr 09:00-12:00,2026-03-02");
        text + &row + ",Aide aux démarches administratives\n"
    })
}

fn open(folder: &Path) -> Bundle {
    bundle::open(folder, &SystemDisk).unwrap()
}

#[test]
fn an_edition_goes_from_the_office_to_the_terminal() {
    let office = Office::new(3);
    let out = office.build("").done();
    assert!(out.contains("Édition « Essai », numéro 1, territoire lens, données du 20 novembre 2026"), "{out}");
    let manifest = open(&office.path("out/lens-1/lens-1")).manifest;
    assert_eq!((manifest.counts.venues, manifest.counts.guides), (3, 1));
    assert_eq!(
        (manifest.locales.as_slice(), manifest.created.to_rfc3339().as_str()),
        (["fr".to_owned()].as_slice(), "2026-11-24T09:00:00+00:00")
    );
    let installed = office.run("refresh @out/lens-1").done();
    assert!(installed.contains("Signée par la clé « repere »."), "{installed}");
    assert_eq!(office.status()["served"]["venues"], 3);

    // The next one: a venue gone, one changed, two new.
    let text = list(2..=5).replace("Lieu 3,", "Lieu 3 bis,");
    office.write("edition/venues.csv", text);
    let out = office.build("--previous @out").done();
    for said in ["Par rapport à l'édition 1", "nouveaux : 2\n    Lieu 4\n    Lieu 5\n", "disparus : 1\n    Lieu 1\n"]
    {
        assert!(out.contains(said), "{said}: {out}");
    }
    assert!(out.contains("modifiés : 1\n    Lieu 3 bis\n") && !out.contains("Guides modifiés"), "{out}");
    office.run("refresh @out/lens-2").done();
    assert_eq!(office.status()["served"]["sequence"], 2);
    // Nothing new but its number.
    assert!(office.build("--previous @out/lens-2").done().contains("Rien ne change par rapport à l'édition 2"));
}

#[test]
fn many_venues_gone_are_told_here_and_asked_about_there() {
    let office = Office::new(30);
    office.build("").done();
    office.run("refresh @out/lens-1").done();
    office.venues(1..=14);
    let out = office.build("--previous @out --sequence 5").done();
    assert!(out.contains("Lieux disparus : 16") && out.contains("… et 6 autres"), "{out}");
    assert!(out.contains("plus de la moitié des lieux ont disparu"), "{out}");
    office.run("refresh @out/lens-5").refused();
    office.run("refresh @out/lens-5 --yes").done();
    assert_eq!(office.status()["served"]["venues"], 14);
}

/// Whoever is given the stick reads five lines, in any editor of texts.
#[test]
fn five_lines_for_who_gets_the_stick() {
    let office = Office::new(1);
    office.build("--locale en").done();
    let text = fs::read_to_string(office.path("out/lens-1/LISEZ-MOI.txt")).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 5, "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(
        lines[0].contains("Essai") && lines[1].contains("branchez") && lines[4].contains("03 53 01 00 00"),
        "{text}"
    );
    assert!(lines.iter().all(|line| line.chars().count() <= 120), "{text}");
    assert!(!fs::read_to_string(office.path("out/lens-1/lens-1/edition.toml")).unwrap().contains("03 53 01"));
}

/// Several lists in several formats are one in the national standard.
#[test]
fn several_lists_become_one() {
    let office = Office::new(3);
    let json = r#"[{"id": "v1", "nom": "LIEU 2", "commune": "Lens", "code_postal": "62300", "latitude": 50.4002,
        "longitude": 2.8319, "date_maj": "2024-03-02", "telephone": "03 53 01 00 00", "source": "Département"},
        {"id": "v1", "nom": "Autre", "commune": "Liévin", "code_postal": "62800"}]"#;
    office.write("edition/Venues.departement.json", json);
    office.write("edition/~$venues.xlsx", "lock");
    let out = office.build("").done();
    assert!(out.contains("5 fiches sont devenues 4 lieux"), "{out}");
    let text = fs::read_to_string(office.path("out/lens-1/lens-1/venues.csv")).unwrap();
    assert!(text.starts_with("\"id\",\"pivot\",\"nom\",\"commune\""), "{text}");
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(text.contains("\"v1-2\"") && text.contains("+33353010000"), "{text}");
}

#[test]
fn what_a_town_adds_and_its_words_travel_too() {
    let office = Office::new(2);
    office.write("edition/local/Closures.csv", "venue_id;from;until\nv1;2026-11-24;2026-11-25\nv9;2026-11-24;\n");
    office
        .write("edition/synonyms.toml", "[[meaning]]\nguides = [\"cheval\"]\n[meaning.words]\nfr = [\"le manège\"]\n");
    let questions =
        "[[question]]\ntext = {fr = \"Quoi ?\"}\n[[question.answer]]\ntext = {fr = \"Rien\"}\nguides = [\"vache\"]\n";
    office.write("edition/questions.toml", questions);
    let out = office.build("").done();
    for said in [
        "Aucun lieu de cette édition n'a cet identifiant",
        "L'entrée « le manège » ne mène à aucun lieu",
        "un guide qui n'existe pas : « vache »",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let listed = open(&office.path("out/lens-1").join("lens-1")).manifest.files;
    let paths: Vec<&str> = listed.iter().map(|file| file.path.as_str()).collect();
    let expected = [
        "edition.toml",
        "guides/choisir-mot-de-passe.fr.md",
        "local/closures.csv",
        "questions.toml",
        "synonyms.toml",
        "venues.csv",
    ];
    assert_eq!(paths, expected);
    office.run("refresh @out/lens-1").done();
    let hits: Value = serde_json::from_str(&office.run("search --json --limit 60 Lieu_1").done()).unwrap();
    let hit = hits.as_array().unwrap().iter().find(|hit| hit["id"] == "v1").unwrap();
    assert_eq!(hit["open"], "closed", "{hits}");
}

#[test]
fn check_opens_a_finished_bundle() {
    let office = Office::new(2);
    office.build("").done();
    let out = office.run("bundle check @out/lens-1").done();
    assert!(
        out.contains("édition fabriquée, territoire lens, numéro 1") && out.contains("Signature de la clé"),
        "{out}"
    );
    assert_eq!(office.run("bundle check @out/lens-1/lens-1").code, Some(0));
    for (file, bytes, said) in [
        ("manifest.toml.minisig", "rien", "signature"),
        ("venues.csv", "", "venues.csv"),
        ("en-trop.csv", "", "en-trop.csv"),
    ] {
        let path = office.path("out/lens-1/lens-1").join(file);
        let before = fs::read(&path).ok();
        fs::write(&path, bytes).unwrap();
        let run = office.run("bundle check @out/lens-1/lens-1");
        assert_eq!(run.code, Some(1), "{file}: {}", run.out);
        assert!(run.out.contains(said), "{file}: {}", run.out);
        match before {
            Some(before) => fs::write(&path, before).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
    }
}

/// Who builds on one machine and signs on another.
#[rstest]
#[case::stick("out/lens-1")]
#[case::bundle("out/lens-1/lens-1")]
fn an_edition_is_signed_later(#[case] named: &str) {
    let office = Office::new(2);
    let out = office.run("bundle build @edition --out @out --unsigned").done();
    assert!(out.contains("Sans signature"), "{out}");
    office.run("refresh @out/lens-1").refused();
    assert!(office.run(&format!("bundle sign @{named} --key @keys/repere.key")).done().contains("signée par la clé"));
    office.run("refresh @out/lens-1").done();
}

#[test]
fn keys_are_kept_to_their_owner_and_may_have_a_password() {
    let office = Office::new(1);
    let secret: [(&str, &str); 1] = [("REPERE_KEY_PASSWORD", "deux mots")];
    let out = office.run_with("bundle keygen --out @keys --name departement", &secret).done();
    assert!(out.contains("departement.pub") && out.contains("Elle a un mot de passe"), "{out}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |name: &str| fs::metadata(office.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("keys/departement.key"), 0o600);
    }
    let build = "bundle build @edition --out @out --key @keys/departement.key";
    assert!(office.run(build).refused().contains("REPERE_KEY_PASSWORD"));
    assert!(office.run_with(build, &[("REPERE_KEY_PASSWORD", "un mot")]).refused().contains("mot de passe"));
    assert!(!office.path("out/lens-1").exists());
    office.run_with(build, &secret).done();
    office.run("refresh @out/lens-1").done();
}

/// The `minisign` program, where it is installed, takes our keys and signatures.
#[test]
fn minisign_agrees() {
    let office = Office::new(1);
    office.build("").done();
    let verify = Command::new("minisign")
        .arg("-Vm")
        .arg(office.path("out/lens-1/lens-1/manifest.toml"))
        .arg("-p")
        .arg(office.path("keys/repere.pub"))
        .output();
    let Ok(verified) = verify else {
        println!("skipped: minisign is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success() && said.contains("territory:lens sequence:1"), "{said}");
}
