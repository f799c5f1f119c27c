//! What whoever writes guides should look at again: sentences that are too long, initials that nobody explains, guides that lead
//! nowhere, telephone numbers that are none, facts that are old, languages that are missing. Knows limits, not where they are said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Guide, Verified};
use crate::glossary::Glossary;
use crate::readability;

/// A finding about a guide. `key()` names the sentence that says it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// A sentence has more words than people remember.
    LongSentence {
        /// The sentence.
        sentence: String,
        /// Its words.
        words: usize,
        /// How many are well read.
        limit: usize,
        /// Whether nobody should be given it.
        refused: bool,
    },
    /// Initials that the glossary does not explain.
    Initials {
        /// As written.
        word: String,
    },
    /// The guide to read next does not exist.
    NextUnknown {
        /// Its slug.
        slug: String,
    },
    /// A telephone number that does not look French.
    Phone {
        /// As written.
        number: String,
    },
    /// The source is more than a year old.
    Old {
        /// Its date.
        date: NaiveDate,
    },
    /// Nobody could check the facts.
    NotChecked,
    /// Languages that every guide should be in, and this one is not.
    Languages {
        /// Their codes.
        missing: Vec<String>,
    },
    /// Two languages of the guide have other numbers of steps.
    Steps {
        /// The steps of the French one.
        french: usize,
    },
}

/// A finding, and the file it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// `SLUG.LOCALE`.
    pub guide: String,
    /// What was found.
    pub finding: Finding,
}

/// Languages that every guide is in.
const EVERYWHERE: [&str; 3] = ["fr", "fr-simple", "en"];
/// A source older than this, in days, is old.
const YEAR: i64 = 366;

impl Finding {
    /// Name of the sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::LongSentence { refused: true, .. } => "sentence-refused",
            Self::LongSentence { .. } => "sentence-long",
            Self::Initials { .. } => "initials",
            Self::NextUnknown { .. } => "next-unknown",
            Self::Phone { .. } => "phone",
            Self::Old { .. } => "old",
            Self::NotChecked => "not-checked",
            Self::Languages { .. } => "languages",
            Self::Steps { .. } => "steps",
        }
    }

    /// All names, for tests.
    pub const KEYS: &'static [&'static str] = &[
        "sentence-refused",
        "sentence-long",
        "initials",
        "next-unknown",
        "phone",
        "old",
        "not-checked",
        "languages",
        "steps",
    ];

    /// The facts of the sentence.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::LongSentence { sentence, words, limit, .. } => {
                vec![("sentence", sentence.clone()), ("words", words.to_string()), ("limit", limit.to_string())]
            }
            Self::Initials { word } => vec![("word", word.clone())],
            Self::NextUnknown { slug } => vec![("slug", slug.clone())],
            Self::Phone { number } => vec![("number", number.clone())],
            Self::Old { date } => vec![("date", date.to_string())],
            Self::NotChecked => Vec::new(),
            Self::Languages { missing } => vec![("languages", missing.join(", "))],
            Self::Steps { french } => vec![("steps", french.to_string())],
        }
    }

    /// Whether the guide must not go out like that.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::LongSentence { refused: true, .. } | Self::NextUnknown { .. })
    }
}

/// Words of a sentence that are well read, and that nobody should be given more of, by language.
fn limits(locale: &str) -> (usize, usize) {
    if locale == "fr-simple" { (12, 20) } else { (20, 25) }
}

impl Guide {
    /// Every text that a reader meets, in order; titles of steps among them.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let front = [self.title.as_str(), self.why.as_str()].into_iter().chain(self.needs.iter().map(String::as_str));
        let steps = self.steps.iter().flat_map(|step| {
            std::iter::once(step.title.as_str()).chain(step.passages.iter().map(super::Passage::text))
        });
        let troubles = self.troubles.iter().flat_map(|trouble| [trouble.sign.as_str(), trouble.remedy.as_str()]);
        let lines = self.warnings.iter().chain(&self.free).chain(&self.take).map(String::as_str);
        front.chain(steps).chain(troubles).chain(lines)
    }
}

/// What should be looked at again in `guides`, which are all the guides of an edition; `today` is the day of the check.
#[must_use]
pub fn check(guides: &[Guide], glossary: &Glossary, today: NaiveDate) -> Vec<Remark> {
    let mut by_slug: BTreeMap<&str, Vec<&Guide>> = BTreeMap::new();
    for guide in guides {
        by_slug.entry(&guide.slug).or_default().push(guide);
    }
    let mut remarks = Vec::new();
    for versions in by_slug.values() {
        for guide in versions {
            let file = format!("{}.{}", guide.slug, guide.locale);
            let mut found = alone(guide, glossary, today);
            if let Some(next) = guide.next.as_ref().filter(|next| !by_slug.contains_key(next.as_str())) {
                found.push(Finding::NextUnknown { slug: next.clone() });
            }
            remarks.extend(found.into_iter().map(|finding| Remark { guide: file.clone(), finding }));
        }
        remarks.extend(together(versions));
    }
    remarks
}

/// What is found in one language of a guide.
fn alone(guide: &Guide, glossary: &Glossary, today: NaiveDate) -> Vec<Finding> {
    let mut found = Vec::new();
    let (limit, most) = limits(&guide.locale);
    for sentence in guide.texts().flat_map(readability::sentences) {
        let words = readability::words(sentence);
        if words > limit {
            let refused = words > most;
            found.push(Finding::LongSentence { sentence: sentence.to_owned(), words, limit, refused });
        }
    }
    // Initials are explained in the languages of the glossary.
    if EVERYWHERE.contains(&guide.locale.as_str()) {
        let unexplained: BTreeSet<&str> =
            guide.texts().flat_map(initials).filter(|word| !glossary.explains(word)).collect();
        found.extend(unexplained.into_iter().map(|word| Finding::Initials { word: word.to_owned() }));
    }
    let phones = guide.officials.iter().filter_map(|official| official.phone.as_ref());
    found.extend(phones.filter(|number| !is_french(number)).map(|number| Finding::Phone { number: number.clone() }));
    match &guide.verified {
        Verified::On(date) if (today - *date).num_days() > YEAR => found.push(Finding::Old { date: *date }),
        Verified::On(_) => {}
        Verified::NotChecked(_) => found.push(Finding::NotChecked),
    }
    found
}

/// What is found when the languages of a guide are laid side by side.
fn together(versions: &[&Guide]) -> Vec<Remark> {
    let Some(first) = versions.iter().find(|guide| guide.locale == "fr").or_else(|| versions.first()) else {
        return Vec::new();
    };
    let there: BTreeSet<&str> = versions.iter().map(|guide| guide.locale.as_str()).collect();
    let missing: Vec<String> =
        EVERYWHERE.iter().filter(|code| !there.contains(*code)).map(|code| (*code).to_owned()).collect();
    let missing = (!missing.is_empty())
        .then(|| Remark { guide: format!("{}.{}", first.slug, first.locale), finding: Finding::Languages { missing } });
    let french = first.steps.len();
    let other = versions.iter().filter(|guide| guide.steps.len() != french);
    let other = other
        .map(|guide| Remark { guide: format!("{}.{}", guide.slug, guide.locale), finding: Finding::Steps { french } });
    missing.into_iter().chain(other).collect()
}

/// Words of two to six capitals.
fn initials(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| (2..=6).contains(&word.chars().count()))
        .filter(|word| word.chars().all(char::is_uppercase))
}

/// Whether a telephone number is one that is dialled in France: ten digits from 0, four that begin with 3 or 1, or the two to
/// six of a short number.
fn is_french(number: &str) -> bool {
    let digits: String = number.chars().filter(|sign| !sign.is_whitespace() && *sign != '.').collect();
    let all = digits.chars().all(|sign| sign.is_ascii_digit());
    all && match digits.len() {
        10 => digits.starts_with('0') && !digits.starts_with("00"),
        length => (2..=6).contains(&length) && (digits.starts_with('3') || digits.starts_with('1')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const GUIDE: &str = "+++
title = \"Je crée une adresse mail\"
theme = \"debrouiller\"
why = \"Pour écrire à vos proches.\"
minutes = 30
where = [\"computer\"]
keywords = [\"mail\"]
sources = [\"https://www.exemple.fr\"]
verified = \"2026-06-01\"
take = [\"Votre nom\"]
[[official]]
name = \"Caf\"
phone = \"32 30\"
checked = \"not checked\"
+++

## Choisissez un nom

Votre nom suffit.
";

    fn found(locale: &str, text: &str) -> Vec<&'static str> {
        let guide = Guide::parse(&format!("a.{locale}.md"), text).unwrap();
        let glossary = Glossary::parse(b"term;language;text\nCaf;fr;x\n").unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let keys = check(&[guide], &glossary, today);
        keys.into_iter().map(|remark| remark.finding.key()).filter(|key| *key != "languages").collect()
    }

    #[rstest]
    #[case::good("fr", GUIDE.to_owned(), &[])]
    #[case::explained("fr", GUIDE.replace("Votre nom suffit", "La CAF répond"), &[])]
    #[case::initials("fr", GUIDE.replace("Votre nom suffit", "Le RSA aide"), &["initials"])]
    #[case::simple("fr-simple", GUIDE.replace("suffit", "suffit pour que les gens vous trouvent et vous écrivent bien vite"), &["sentence-long"])]
    #[case::plain("fr", GUIDE.replace("suffit", "suffit pour que les gens vous trouvent et vous écrivent bien vite"), &[])]
    #[case::refused("fr", GUIDE.replace("suffit", &"et ".repeat(30)), &["sentence-refused"])]
    #[case::next("fr", GUIDE.replace("take =", "next = \"b\"\ntake ="), &["next-unknown"])]
    #[case::phone("fr", GUIDE.replace("32 30", "+44 20 123"), &["phone"])]
    #[case::old("fr", GUIDE.replace("2026-06-01", "2024-06-01"), &["old"])]
    #[case::not_checked("fr", GUIDE.replace("\"2026-06-01\"", "\"not checked\"\nverified_note = \"x\""), &["not-checked"])]
    fn finds(#[case] locale: &str, #[case] text: String, #[case] keys: &[&str]) {
        assert_eq!(found(locale, &text), keys);
    }

    #[test]
    fn languages_and_steps_are_laid_side_by_side() {
        let one = Guide::parse("a.fr.md", GUIDE).unwrap();
        let two = Guide::parse("a.en.md", &format!("{GUIDE}\n## Encore\n\nVoilà.\n")).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let remarks = check(&[one, two], &Glossary::default(), today);
        assert!(
            remarks.iter().any(|remark| remark.finding == Finding::Languages { missing: vec!["fr-simple".into()] })
        );
        assert!(remarks.iter().any(|remark| remark.guide == "a.en" && remark.finding == Finding::Steps { french: 1 }));
    }

    #[rstest]
    #[case::ten("09 69 39 39 29", true)]
    #[case::free("0\u{a0}805\u{a0}20\u{a0}48\u{a0}05", true)]
    #[case::short("36 46", true)]
    #[case::message("33700", true)]
    #[case::foreign("0044 20 7946", false)]
    #[case::text("au guichet", false)]
    fn french_numbers(#[case] number: &str, #[case] french: bool) {
        assert_eq!(is_french(number), french);
    }
}
