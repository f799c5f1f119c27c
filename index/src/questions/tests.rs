//! Reading questions, and from answers to guides.

use rstest::rstest;

use super::*;

const TWO: &str = r#"
[[question]]
[question.text]
fr = "Quoi ?"
en = "What?"
[[question.answer]]
guides = ["mail", "video", "wifi", "photos", "appli"]
[question.answer.text]
fr = "Écrire"
[[question.answer]]
[question.answer.text]
pl = "Nie wiem"

[[question]]
[question.text]
fr = "Avec quoi ?"
[[question.answer]]
settings = ["phone"]
guides = ["telephone", "mail"]
[question.answer.text]
fr = "Mon téléphone"
[[question.answer]]
settings = ["computer", "home"]
support = "someone"
[question.answer.text]
fr = "Rien"
"#;

#[test]
fn reads_questions_and_answers() {
    let questions = Questions::parse(TWO).unwrap();
    assert_eq!(questions.all.len(), 2);
    assert_eq!(questions.all[0].answers[0].guides, ["mail", "video", "wifi", "photos", "appli"]);
    assert_eq!(questions.all[1].answers[1].settings, [Setting::Computer, Setting::Home]);
    assert_eq!(questions.all[1].answers[1].support, Some(Company::Someone));
    assert_eq!((questions.all[0].line, questions.all[0].answers[1].line, questions.all[1].line), (2, 10, 14));
    assert_eq!(questions.next(1).map(|question| question.text.say("fr")), Some("Avec quoi ?"));
    assert_eq!(questions.next(2), None);
}

#[rstest]
#[case::itself("en", "What?")]
#[case::base("fr-simple", "Quoi ?")]
#[case::french_first("pl", "Quoi ?")]
fn speaks_the_nearest_language(#[case] locale: &str, #[case] said: &str) {
    assert_eq!(Questions::parse(TWO).unwrap().all[0].text.say(locale), said);
}

#[test]
fn speaks_any_language_where_there_is_no_nearer_one() {
    assert_eq!(Questions::parse(TWO).unwrap().all[0].answers[1].text.say("ar"), "Nie wiem");
}

#[rstest]
#[case::no_toml("[[question", 1, "malformed")]
#[case::unknown_key("[[question]]\ncolour = 1\n[question.text]\nfr = \"A\"\n", 2, "malformed")]
#[case::no_text("[[question]]\n", 1, "malformed")]
#[case::empty("\n[[question]]\ntext = {}\n[[question.answer]]\ntext = {fr = \"A\"}\n", 2, "no-text")]
#[case::blank("[[question]]\ntext = {fr = \"A\"}\n[[question.answer]]\ntext = {fr = \" \"}\n", 3, "no-text")]
#[case::no_answer("[[question]]\ntext = {fr = \"A\"}\n", 1, "no-answer")]
#[case::setting(
    "[[question]]\ntext = {fr = \"A\"}\n[[question.answer]]\ntext = {fr = \"B\"}\nsettings = [\n\"phone\",\n\"car\"]\n",
    7,
    "setting"
)]
#[case::support(
    "[[question]]\ntext = {fr = \"A\"}\n[[question.answer]]\ntext = {fr = \"B\"}\nsupport = \"dog\"\n",
    5,
    "support"
)]
fn says_what_is_wrong_and_where(#[case] text: &str, #[case] line: usize, #[case] key: &str) {
    let error = Questions::parse(text).unwrap_err();
    assert_eq!((error.line(), error.key()), (line, key), "{error}");
    assert!(QuestionsError::KEYS.contains(&error.key()));
}

/// Where the guides of the tests are done; one of those that are named is not there.
fn known(slug: &str) -> Option<&'static [Setting]> {
    match slug {
        "wifi" => None,
        "mail" => Some(&[Setting::Computer, Setting::Phone]),
        "video" | "telephone" => Some(&[Setting::Phone]),
        _ => Some(&[Setting::Computer]),
    }
}

#[rstest]
#[case::as_named(&[0], &["mail", "video", "photos"])]
#[case::what_fits_goes_before(&[0, 0], &["mail", "video", "telephone"])]
#[case::nothing_is_left_out(&[0, 1], &["mail", "photos", "appli"])]
#[case::from_the_second_answer_alone(&[1, 0], &["telephone", "mail"])]
#[case::nothing_named(&[1], &[])]
#[case::no_such_answer(&[7, 9, 3], &[])]
fn answers_lead_to_guides(#[case] answers: &[usize], #[case] slugs: &[&str]) {
    let wish = Questions::parse(TWO).unwrap().wish(answers);
    assert_eq!(wish.ranked(&known), slugs);
}

/// Where nothing can be done with what is at hand, what was named stays.
#[test]
fn what_does_not_fit_is_better_than_nothing() {
    let wish = Wish { guides: vec!["video".to_owned()], settings: vec![Setting::Computer], company: None };
    assert_eq!(wish.ranked(&known), ["video"]);
}

#[test]
fn names_guides_that_there_are_not() {
    let questions = Questions::parse(TWO).unwrap();
    let slugs = HashSet::from(["mail", "video", "photos", "appli"]);
    let unknown: Vec<(usize, &str)> =
        questions.unknown_guides(&slugs).into_iter().map(|(answer, slug)| (answer.line, slug)).collect();
    assert_eq!(unknown, [(6, "wifi"), (17, "telephone")]);
}
