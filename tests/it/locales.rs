//! The languages: each says everything, with the same facts; nothing is said that no language file has, and nothing is
//! kept there that nobody says.

mod built;
mod literals;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use icu_plurals::{PluralCategory, PluralRules};
use repere::locale::Locale;

use self::built::{built, built_keys};

type Sentences = BTreeMap<String, String>;

/// What visitors are told, in each language, by its code.
fn languages() -> BTreeMap<String, Sentences> {
    files("locales")
}

/// What staff and the command line are told.
fn staff_languages() -> BTreeMap<String, Sentences> {
    files("locales/staff")
}

/// All that is said in a language in which all is said.
fn all_of(code: &str) -> Sentences {
    let mut sentences = languages().remove(code).unwrap();
    sentences.extend(staff_languages().remove(code).unwrap());
    sentences
}

/// The sentences of the files in a folder, by their language.
fn files(folder: &str) -> BTreeMap<String, Sentences> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.is_file())
        .map(|path| {
            let table: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
            let mut sentences = Sentences::new();
            flatten("", &table, &mut sentences);
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), sentences)
        })
        .collect()
}

fn flatten(prefix: &str, table: &toml::Table, sentences: &mut Sentences) {
    for (name, value) in table {
        match value {
            toml::Value::String(text) => {
                sentences.insert(format!("{prefix}{name}"), text.clone());
            }
            toml::Value::Table(table) => flatten(&format!("{prefix}{name}."), table, sentences),
            // The version of the form of the file.
            other => assert_eq!((name.as_str(), other.as_integer()), ("_version", Some(1))),
        }
    }
}

/// The names between `%{` and `}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split("%{").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn assert_none(what: &str, found: &[impl AsRef<str>]) {
    let found: Vec<&str> = found.iter().map(AsRef::as_ref).collect();
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn every_language_of_the_program_has_its_file_and_every_file_its_language() {
    for (files, locales) in [(languages(), &Locale::ALL[..]), (staff_languages(), &Locale::STAFF[..])] {
        let files: Vec<String> = files.into_keys().collect();
        let mut codes: Vec<&str> = locales.iter().map(|locale| locale.code()).collect();
        codes.sort_unstable();
        assert_eq!(files, codes);
    }
}

#[test]
fn every_language_says_everything_with_the_same_facts() {
    let mut wrong = Vec::new();
    for languages in [languages(), staff_languages()] {
        let french = &languages["fr"];
        for (code, sentences) in &languages {
            wrong.extend(differences(code, sentences, french));
        }
    }
    assert_none("languages differ", &wrong);
}

/// What is missing from a language, too much in it, or says other facts. A sentence about a number has one form for each
/// category of the language's plural rules.
fn differences(code: &str, sentences: &Sentences, french: &Sentences) -> Vec<String> {
    let plural = |key: &str| {
        key.rsplit_once('.')
            .is_some_and(|(group, form)| is_form(form) && french.contains_key(&format!("{group}.other")))
    };
    let mut wanted: BTreeMap<String, &String> =
        french.iter().filter(|(key, _)| !plural(key)).map(|(key, text)| (key.clone(), text)).collect();
    for (group, text) in french.iter().filter_map(|(key, text)| Some((key.strip_suffix(".other")?, text))) {
        wanted.extend(categories(code).into_iter().map(|form| (format!("{group}.{form}"), text)));
    }
    let keys: BTreeSet<&String> = wanted.keys().chain(sentences.keys()).collect();
    let mut wrong = Vec::new();
    for key in keys {
        match (wanted.get(key), sentences.get(key)) {
            // A language may leave the number out where its form says it: "place", "two places".
            (Some(here), Some(there))
                if placeholders(here) != placeholders(there) && (!plural(key) || key.ends_with("other")) =>
            {
                wrong.push(format!("{code}: other facts in {key}"));
            }
            (Some(_), Some(there)) if there.trim().is_empty() && key != "language.reviewed_by" => {
                wrong.push(format!("{code}: nothing in {key}"));
            }
            (Some(_), Some(_)) => {}
            (Some(_), None) => wrong.push(format!("{code}: without {key}")),
            (None, _) => wrong.push(format!("{code}: only here: {key}")),
        }
    }
    wrong
}

fn is_form(word: &str) -> bool {
    ["zero", "one", "two", "few", "many", "other"].contains(&word)
}

/// The categories of the cardinal rule of a language (CLDR).
fn categories(code: &str) -> Vec<&'static str> {
    let code = if code == "fr-simple" { "fr" } else { code };
    let rules = PluralRules::try_new_cardinal(code.parse::<icu_locale_core::Locale>().unwrap().into()).unwrap();
    let name = |category| match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    rules.categories().map(name).collect()
}

#[test]
fn every_key_that_is_put_together_exists() {
    let sentences = all_of("fr");
    let missing: Vec<String> = built_keys().into_iter().filter(|key| !sentences.contains_key(key)).collect();
    assert_none("keys without a sentence", &missing);
}

#[test]
fn every_key_in_the_code_exists() {
    let sentences = all_of("fr");
    let tables: BTreeSet<&str> = sentences.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    let prefixes: Vec<&str> = built().iter().map(|built| built.prefix).collect();
    let missing: Vec<String> = literals::all()
        .into_iter()
        .filter(|literal| {
            let text = literal.text.as_str();
            let shaped = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-'));
            let table = text.split_once('.').map(|(table, _)| table);
            // File names look like keys: `venues.csv`, `state.json`.
            let key = shaped && table.is_some_and(|table| tables.contains(table));
            key && !sentences.contains_key(text) && !prefixes.contains(&text)
        })
        .map(|literal| format!("{}: {}", literal.file, literal.text))
        .collect();
    assert_none("keys without a sentence", &missing);
}

#[test]
fn every_sentence_is_said_somewhere() {
    let mut said = built_keys();
    said.extend(literals::all().into_iter().map(|literal| literal.text));
    let unused: Vec<String> = all_of("fr").into_keys().filter(|key| !said.contains(key)).collect();
    assert_none("sentences that nobody says", &unused);
}

/// Words that are the same in both languages, and signs.
const SAME: &[&str] = &[
    "%{number}\u{a0}m",
    "%{number}\u{a0}km",
    "%{count} guide",
    "%{count} guides",
    "%{count} minute",
    "%{count} minutes",
    "%{day} %{month}",
    "%{month} %{year}",
    "%{date} %{year}",
    "%{weekday} %{date}, %{time}",
    "%{weekday} %{date}",
    "%{name} (%{licence})",
    "%{date} (%{age})",
    "%{text}",
    "%{place}. %{title}",
    "%{times} (%{condition})",
    "%{start} – %{end}",
    "%{name}. %{examples}",
    "%{text}",
    "Options",
    "Arguments",
    "Sources",
    "1-9",
    "a-z",
    "Distances",
    "Fin",
    "abcdefghijklmnopqrstuvwxyz'",
];

#[test]
fn english_is_not_french() {
    let english = all_of("en");
    let same: Vec<String> = all_of("fr")
        .into_iter()
        .filter(|(key, text)| text.chars().any(char::is_alphabetic) && english.get(key) == Some(text))
        .filter(|(_, text)| !SAME.contains(&text.as_str()))
        .map(|(key, text)| format!("{key}: {text}"))
        .collect();
    assert_none("the same in both languages", &same);
}

/// What is printed on a key is the same in every language. In English keys have the names that every computer knows.
#[test]
fn keys_are_called_as_they_are_printed() {
    let languages = languages();
    let french = &languages["fr"];
    for (code, sentences) in languages.iter().filter(|(code, _)| *code != "en") {
        for (key, printed) in french.iter().filter(|(key, _)| key.starts_with("key.")) {
            assert_eq!(&sentences[key], printed, "{code}: {key}");
        }
    }
}

/// Longer than that, a text is read by nobody who stands.
const LONGEST: usize = 200;

#[test]
fn no_sentence_is_too_long() {
    let languages: Vec<(String, Sentences)> = languages().into_iter().chain(staff_languages()).collect();
    let long: Vec<String> = languages
        .iter()
        .flat_map(|(code, sentences)| sentences.iter().map(move |(key, text)| (code, key, text.chars().count())))
        .filter(|(.., length)| *length > LONGEST)
        .map(|(code, key, length)| format!("{code}: {key}: {length} characters"))
        .collect();
    assert_none("too long", &long);
}

/// Sentences that show what to type, in a notation of its own.
const NOTATIONS: [&str; 2] = ["check.problem.hours-not-understood.remedy", "cli.error.batch-line"];

/// French sets the signs of two parts apart by a space; English does not.
#[test]
fn signs_stand_as_each_language_sets_them() {
    let mut wrong = Vec::new();
    for (code, sentences) in languages().into_iter().chain(staff_languages()) {
        for (key, text) in sentences.iter().filter(|(key, _)| !NOTATIONS.contains(&key.as_str())) {
            let letters: Vec<char> = text.chars().collect();
            for place in 1..letters.len() {
                let ends = letters.get(place + 1).is_none_or(|next| !next.is_alphanumeric() && *next != '/');
                let apart = letters[place - 1].is_whitespace();
                // A sign that is a key is spoken of, not set: "? : aide".
                let spoken_of = apart && letters.get(place + 1..place + 3).is_some_and(|next| next.contains(&':'));
                if matches!(letters[place], ':' | '?' | '!' | ';')
                    && ends
                    && !spoken_of
                    && apart != code.starts_with("fr")
                {
                    wrong.push(format!("{code}: {key}: {text}"));
                }
            }
        }
    }
    assert_none("signs", &wrong);
}

/// What is said to visitors stands in the language files, not in the code.
#[test]
fn no_sentence_stands_in_the_code() {
    let places = ["src/page", "src/medium", "src/locale", "src/update"];
    let sentences: Vec<String> = literals::all()
        .into_iter()
        .filter(|literal| places.iter().any(|place| literal.file.starts_with(place)))
        // Words for developers: errors, the log, what must never happen, the reason of an exception.
        .filter(|literal| {
            let for_developers = ["#[error(", "tracing::", "debug_assert", "reason = ", "unreachable!("];
            !for_developers.iter().any(|word| literal.before.contains(word))
        })
        .filter(|literal| {
            let word = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
            literal.text.split([' ', '.', ',', '\'']).filter(word).count() > 1 && literal.text.contains(' ')
        })
        .map(|literal| format!("{}: {}", literal.file, literal.text))
        .collect();
    assert_none("sentences in the code", &sentences);
}
