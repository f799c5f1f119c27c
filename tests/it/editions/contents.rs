//! Bundles whose files are signed and well, and whose content is not: each is refused with its own sentence, and nothing changes.

use std::fs;
use std::path::Path;

use rstest::rstest;

use super::town::{Town, table};

fn write(name: &'static str, bytes: impl AsRef<[u8]>) -> impl Fn(&Path) {
    move |folder: &Path| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes.as_ref()).unwrap();
    }
}

/// The sentence, having made sure that the store is as it was.
fn refused(change: impl Fn(&Path)) -> String {
    let town = Town::serving([7, 8], 4);
    town.bring_with(9, 4, &change);
    let run = town.refresh(&[]);
    assert_eq!(run.code, Some(1), "{}", run.out);
    assert_eq!(run.err.trim().lines().count(), 1, "{}", run.err);
    assert_eq!(town.served_whole(), 8);
    run.err
}

#[rstest]
#[case::no_description(|folder: &Path| fs::remove_file(folder.join("edition.toml")).unwrap(), "edition.toml")]
#[case::no_toml(write("edition.toml", "name = "), "edition.toml")]
#[case::no_venues(|folder: &Path| fs::remove_file(folder.join("venues.csv")).unwrap(), "venues.csv")]
#[case::zero_venues(write("venues.csv", table(9, 0)), "lieux")]
#[case::fewer_venues_than_said(write("venues.csv", table(9, 3)), "annonce 4 lieux et 1 guides, mais en contient 3")]
#[case::no_table(write("venues.csv", "<html><body>404</body></html>"), "venues.csv")]
#[case::no_columns(write("venues.csv", "a,b\n1,2\n"), "venues.csv")]
#[case::bytes(write("venues.csv", b"\xff\xfe\x00\xd8".as_slice()), "venues.csv")]
#[case::guide_without_front_matter(write("guides/reconnaitre-arnaque.fr.md", "bonjour"), "reconnaitre-arnaque.fr.md")]
#[case::guide_no_text(write("guides/reconnaitre-arnaque.fr.md", b"\xff\xfe".as_slice()), "reconnaitre-arnaque.fr.md")]
#[case::one_guide_more(write("guides/nouveau.fr.md", "+++\n+++\n"), "nouveau.fr.md")]
#[case::questions_no_toml(write("questions.toml", "[[["), "questions.toml")]
#[case::synonyms_no_toml(write("synonyms.toml", "[[["), "synonyms.toml")]
#[case::synonyms_loop(
    write(
        "synonyms.toml",
        "[[same]]\nsay = [\"truc\"]\nfor = \"machin\"\n[[same]]\nsay = [\"machin\"]\nfor = \"truc\"\n"
    ),
    "synonyms.toml"
)]
fn content_that_is_wrong_is_refused_with_the_file(#[case] change: impl Fn(&Path), #[case] said: &str) {
    let sentence = refused(change);
    assert!(sentence.contains(said), "{sentence}");
}

#[test]
fn ten_million_rows_are_refused() {
    let header = table(9, 0);
    let rows = "x,y,Lens,62300,,,,,,,\n".repeat(1_100_000);
    let sentence = refused(write("venues.csv", format!("{header}{rows}")));
    assert!(sentence.contains("venues.csv"), "{sentence}");
}
