//! The synonyms file: what is refused, and how a town's file is completed by the starter's.

use repere_index::lexicon::{Lexicon, LexiconError, Sense};
use repere_index::standard::Service;
use rstest::rstest;

const PRINT: &str = "[[meaning]]\nservices = [\"Accès internet et matériel informatique\"]\n[meaning.words]\n";

fn same(pairs: &[(&str, &str)]) -> String {
    let entries: Vec<String> =
        pairs.iter().map(|(say, mean)| format!("[[same]]\nsay = [\"{say}\"]\nmean = \"{mean}\"\n")).collect();
    entries.concat()
}

#[rstest]
#[case::no_toml("[[meaning]]\nservices = [\n[meaning.words\n", "malformed", Some(3), "")]
#[case::unknown_key("# words\n[[meaning]]\nservice = []\n", "malformed", Some(3), "service")]
#[case::unknown_table("[[meanings]]\n", "malformed", Some(1), "meanings")]
#[case::no_words("[[meaning]]\nservices = []\n", "malformed", Some(1), "words")]
#[case::no_mean("[[same]]\nsay = [\"a\"]\n", "malformed", Some(1), "mean")]
#[case::number("\n\n[[same]]\nsay = [1]\nmean = \"b\"\n", "malformed", Some(4), "")]
#[case::unknown_service(
    "[[meaning]]\nservices = [\"Cuisine\"]\n[meaning.words]\nfr = [\"a\"]\n",
    "unknown",
    None,
    "Cuisine"
)]
#[case::unknown_kind("[[meaning]]\ntypologies = [\"XYZ\"]\n[meaning.words]\nfr = [\"a\"]\n", "unknown", None, "XYZ")]
#[case::unknown_audience(
    "[[audience]]\naudience = \"Chats\"\n[audience.words]\nfr = [\"a\"]\n",
    "unknown",
    None,
    "Chats"
)]
#[case::unknown_care("[[audience]]\ncare = \"Rhume\"\n[audience.words]\nfr = [\"a\"]\n", "unknown", None, "Rhume")]
#[case::audience_and_care(
    "[[audience]]\naudience = \"Seniors\"\ncare = \"Surdité\"\n[audience.words]\nfr = [\"a\"]\n",
    "unknown",
    None,
    "audience, care"
)]
#[case::neither("[[audience]]\n[audience.words]\nfr = [\"a\"]\n", "unknown", None, "audience, care")]
#[case::unknown_wish("[[wish]]\nwish = \"yesterday\"\n[wish.words]\nfr = [\"hier\"]\n", "unknown", None, "yesterday")]
#[case::loop_of_two(&same(&[("a", "b"), ("b", "a")]), "loop", None, "")]
#[case::loop_of_four(&same(&[("un", "deux"), ("deux", "trois"), ("trois", "quatre"), ("quatre", "un")]), "loop", None, "")]
#[case::loop_behind_a_tail(&same(&[("un", "deux"), ("deux", "trois"), ("trois", "deux")]), "loop", None, "")]
#[case::loop_in_other_letters(&same(&[("École", "LYCÉES"), ("lycee", "ecoles")]), "loop", None, "")]
#[case::clash_of_same(
    "[[same]]\nsay = [\"a\"]\nmean = \"b\"\n[[same]]\nsay = [\"a\"]\nmean = \"c\"\n",
    "clash",
    None,
    "a"
)]
#[case::empty_phrase(&format!("{PRINT}fr = [\"imprimer\", \" … \"]\n"), "empty", None, " … ")]
#[case::nothing_said("[[same]]\nsay = [\"\"]\nmean = \"b\"\n", "empty", None, "")]
#[case::nothing_meant("[[same]]\nsay = [\"a\"]\nmean = \"?\"\n", "empty", None, "a")]
fn refused(#[case] text: &str, #[case] key: &str, #[case] line: Option<usize>, #[case] found: &str) {
    let error = Lexicon::parse(text).unwrap_err();
    assert_eq!((error.key(), error.line()), (key, line), "{error}");
    assert!(error.found().contains(found), "{error}");
}

#[rstest]
#[case::same_word("imprimer")]
#[case::accents_and_case("IMPRIMÉR")]
#[case::plural("imprimers")]
#[case::punctuation("« imprimer »")]
fn a_phrase_stands_in_one_entry(#[case] again: &str) {
    let text =
        format!("{PRINT}fr = [\"imprimer\"]\n[[outside]]\ntopic = \"food\"\n[outside.words]\nfr = [\"{again}\"]\n");
    assert_eq!(Lexicon::parse(&text).unwrap_err(), LexiconError::Clash { phrase: again.to_owned() });
}

#[rstest]
#[case::twice_in_an_entry(&format!("{PRINT}fr = [\"scan\", \"scans\"]\nen = [\"scan\"]\n"))]
#[case::two_entries_that_say_the_same(&format!("{PRINT}fr = [\"scan\"]\n{PRINT}en = [\"scan\"]\n"))]
#[case::a_plural_of_itself(&same(&[("fablabs", "fablab")]))]
#[case::a_chain(&same(&[("un", "deux"), ("deux", "trois")]))]
#[case::nothing("")]
fn accepted(#[case] text: &str) {
    assert!(Lexicon::parse(text).is_ok());
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn sense<'a>(lexicon: &'a Lexicon, phrase: &str) -> Option<&'a Sense> {
    lexicon.longest_phrase(&words(phrase)).map(|(_, sense)| sense)
}

#[test]
fn a_town_stands_before_the_starter() {
    let town = Lexicon::parse(
        "[[meaning]]\nservices = [\"Insertion professionnelle via le numérique\"]\n[meaning.words]\nfr = [\"le relais\", \"cv\"]\n\
         [[same]]\nsay = [\"la passerelle\"]\nmean = \"cv\"\n",
    )
    .unwrap();
    let starter = Lexicon::parse(&format!("{PRINT}fr = [\"imprimer\", \"cv\"]\n")).unwrap();
    let both = town.completed_by(starter);
    let services = |phrase: &str| match sense(&both, phrase) {
        Some(Sense::Meaning(meaning)) => meaning.services.clone(),
        other => panic!("{phrase}: {other:?}"),
    };
    assert_eq!(services("cv"), [Service::Employment]);
    assert_eq!(services("le relais"), [Service::Employment]);
    assert_eq!(services("imprimer"), [Service::AccessAndEquipment]);
    assert_eq!(both.said_for(&words("la passerelle")).map(|(count, other)| (count, other.len())), Some((2, 1)));
    assert_eq!(both.meant("inprimer", false, 5).as_deref(), Some("imprimer"), "words of both files are mended");
    assert_eq!(both.entries().count(), 3);
}

#[test]
fn a_town_may_say_a_phrase_for_another() {
    let town = Lexicon::parse(&same(&[("cv", "portrait")])).unwrap();
    let starter = Lexicon::parse(&format!("{PRINT}fr = [\"cv\", \"scan\"]\n{}", same(&[("scan", "copie")]))).unwrap();
    let both = town.completed_by(starter);
    assert_eq!(sense(&both, "cv"), None, "no longer what the starter says");
    assert!(both.said_for(&words("cv")).is_some() && both.said_for(&words("scan")).is_some());
    assert!(sense(&both, "scan").is_some());
}

#[test]
fn the_longest_phrase_wins() {
    let lexicon = Lexicon::parse(&format!(
        "{PRINT}fr = [\"carte\"]\n[[outside]]\ntopic = \"cooking\"\n[outside.words]\nfr = [\"carte du menu\"]\n"
    ))
    .unwrap();
    let found = lexicon.longest_phrase(&words("carte du menu ce soir"));
    assert!(matches!(found, Some((3, Sense::Outside(_)))), "{found:?}");
    assert!(matches!(lexicon.longest_phrase(&words("cartes du jour")), Some((1, Sense::Meaning(_)))));
    assert_eq!(lexicon.longest_phrase(&words("menu")), None);
    assert_eq!(lexicon.longest_phrase(&[]), None);
}
