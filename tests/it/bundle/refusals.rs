//! What is refused: one sentence, exit code 1, and nothing written.

use std::fs;

use rstest::rstest;

use super::{DESCRIPTION, GUIDE, Office};

/// Builds with some files changed; whatever is refused, nothing is written.
fn refused(files: &[(&str, &str)], more: &str) -> String {
    let office = Office::new(2);
    for (name, text) in files {
        office.write(&format!("edition/{name}"), text);
    }
    let sentence = office.build(more).refused().to_owned();
    let left: Vec<_> = fs::read_dir(office.path("out")).into_iter().flatten().collect();
    assert!(left.is_empty(), "{left:?}");
    sentence
}

#[rstest]
#[case::no_list_of_venues("venues.csv", "<html><body>404</body></html>", "à corriger")]
#[case::no_venue("venues.csv", "id,nom,commune\n", "Aucun lieu")]
#[case::only_wrong_rows("venues.csv", "id,nom,commune\n1,,Lens\n", "Aucun lieu")]
#[case::second_list("venues.json", "{", "à corriger")]
#[case::guide("guides/essai.fr.md", "bonjour", "à corriger")]
#[case::name_of_a_guide("guides/Essai.fr.md", GUIDE, "à corriger")]
#[case::long_name(
    "guides/un-nom-de-guide-beaucoup-trop-long-pour-tenir-dans-une-edition-sur-cle.fr.md",
    GUIDE,
    "trop long"
)]
#[case::words("synonyms.toml", "[[", "à corriger")]
#[case::questions("questions.toml", "[[", "à corriger")]
#[case::description("edition.toml", "colour = 3", "à corriger")]
fn wrong_content_is_refused(#[case] name: &str, #[case] text: &str, #[case] said: &str) {
    let sentence = refused(&[(name, text)], "");
    assert!(sentence.contains(said), "{sentence}");
}

#[rstest]
#[case::territory("territory = \"lens\"\n", "", "--territory")]
#[case::sequence("sequence = 1\n", "", "--previous")]
#[case::sources("[[sources]]\nname = \"Ville d'essai\"\nlicence = \"Licence Ouverte 2.0\"\n", "", "[[sources]]")]
#[case::licence("licence = \"Licence Ouverte 2.0\"", "licence = \"\"", "source numéro 1")]
#[case::number("sequence = 1", "sequence = 0", "numéro 0")]
fn what_an_edition_must_say_is_asked_for(#[case] line: &str, #[case] instead: &str, #[case] said: &str) {
    assert!(DESCRIPTION.contains(line));
    let sentence = refused(&[("edition.toml", &DESCRIPTION.replace(line, instead))], "");
    assert!(sentence.contains(said), "{sentence}");
}

#[rstest]
#[case::unknown("--territory atlantide", "atlantide")]
#[case::nothing_there("--territory 13", "Aucun lieu de vos listes")]
#[case::several("--territory saint-denis", "Saint-Denis 97400")]
#[case::same_name("--territory lens+5km --territory lens-5km+2km", "lens-5km")]
#[case::no_key("--territory lens --previous @nulle-part", "nulle-part")]
fn wrong_wishes_are_refused(#[case] more: &str, #[case] said: &str) {
    let sentence = refused(&[], more);
    assert!(sentence.contains(said), "{sentence}");
}

#[test]
fn nothing_is_ever_overwritten() {
    let office = Office::new(2);
    office.build("").done();
    let before = fs::read(office.path("out/lens-1/lens-1/manifest.toml")).unwrap();
    assert!(office.build("").refused().contains("existe déjà"));
    assert_eq!(fs::read(office.path("out/lens-1/lens-1/manifest.toml")).unwrap(), before);
    assert!(office.build("--previous @out --sequence 1").refused().contains("n'est pas plus grand"));
    let key = fs::read(office.path("keys/repere.key")).unwrap();
    assert!(office.run("bundle keygen --out @keys").refused().contains("existe déjà"));
    assert!(office.run("bundle keygen --out @keys --name a/b").refused().contains("nom de clé"));
    assert_eq!(fs::read(office.path("keys/repere.key")).unwrap(), key);
}

#[test]
fn a_folder_of_other_editions_is_not_the_one_before() {
    let office = Office::new(2);
    office.build("").done();
    office.write("edition/edition.toml", DESCRIPTION.replace("\"lens\"", "\"lievin\""));
    assert!(office.build("--previous @out").refused().contains("« lievin »"));
}

#[test]
fn nobody_signs_what_was_changed() {
    let office = Office::new(2);
    office.build("").done();
    let key = "--key @keys/repere.key";
    assert!(office.run(&format!("bundle sign @edition {key}")).refused().contains("d'édition"));
    office.write("out/lens-1/lens-1/venues.csv", "id,nom\n");
    assert!(office.run(&format!("bundle sign @out/lens-1 {key}")).refused().contains("venues.csv"));
    assert!(office.run("bundle sign @out/lens-1 --key @keys/repere.pub").refused().contains("clé secrète"));
    assert!(office.run("bundle sign @out/lens-1 --key @keys/aucune.key").refused().contains("aucune.key"));
}

/// What a run that was stopped left behind is no edition, and stands in nobody's way.
#[test]
fn an_unfinished_edition_is_made_anew() {
    let office = Office::new(2);
    office.write("out/.lens-1.new/lens-1/venues.csv", "id,nom\n");
    office.build("").done();
    assert!(!office.path("out/.lens-1.new").exists());
    office.run("refresh @out/lens-1").done();
}

#[rstest]
#[case::no_key("bundle build @edition --out @out")]
#[case::both("bundle build @edition --out @out --key @keys/repere.key --unsigned")]
#[case::no_out("bundle build @edition --unsigned")]
#[case::no_folder("bundle build --out @out --unsigned")]
#[case::no_number("bundle build @edition --out @out --unsigned --sequence un")]
#[case::keygen("bundle keygen")]
#[case::sign("bundle sign @out")]
fn wrong_arguments_are_said(#[case] line: &str) {
    let office = Office::new(1);
    let run = office.run(line);
    assert_eq!((run.code, run.err.lines().count()), (Some(2), 1), "{}", run.err);
}
