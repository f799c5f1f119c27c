//! From an error to one plain sentence in the language of whoever reads it: what, where, what to do. The same sentence on the
//! command line and on the screen.

use std::io;
use std::path::Path;

use repere_index::edition::EditionError;
use repere_index::glossary::GlossaryError;
use repere_index::guide::GuideError;
use repere_index::ingest::IngestError;
use repere_index::lexicon::LexiconError;
use repere_index::questions::QuestionsError;
use repere_kiosk::bundle::BundleError;
use repere_kiosk::detail::{Detail, Details};
use repere_kiosk::install::{ContentError, InstallError, Reason};
use repere_kiosk::store::StoreError;
use repere_kiosk::trust::TrustError;

use crate::locale::Locale;
use crate::making::MakingError;
use crate::world::LoadError;

/// Why an edition was not installed.
pub(crate) fn install(error: &InstallError, locale: Locale) -> String {
    let about_content = match error {
        InstallError::Content(ContentError::Wrong { source, .. }) => source.downcast_ref::<EditionError>(),
        _ => None,
    };
    match about_content {
        Some(error) => edition(error, locale),
        None => said(&format!("install.error.{}", error.key()), &error.details(), locale),
    }
}

/// Why an edition is not made.
pub(crate) fn making(error: &MakingError, locale: Locale) -> String {
    match error {
        MakingError::Content(error) => prepared(error, locale),
        MakingError::Territory(error) => locale.territory_error(error),
        MakingError::Bundle(error) => bundle(error, locale),
        MakingError::Signing(error) => said(&format!("install.error.{}", error.key()), &Details::new(), locale),
        MakingError::Unreadable { path, source } => unreadable_file(path, source, locale),
        other => said(&format!("bundle.error.{}", other.key().unwrap_or_default()), &other.details(), locale),
    }
}

/// Which rule of the format a bundle breaks.
pub(crate) fn bundle(error: &BundleError, locale: Locale) -> String {
    said(&format!("install.error.{}", error.key()), &error.details(), locale)
}

/// Why an edition that is being prepared cannot be read: whoever prepares it can put it right.
pub(crate) fn prepared(error: &EditionError, locale: Locale) -> String {
    match error {
        EditionError::Missing { file } => locale.say_with("bundle.error.missing", &[("path", file)]),
        EditionError::Description(error) => {
            let facts = [("detail", one_line(error.message()))];
            locale.say_with("bundle.error.description", &facts.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        other => edition(other, locale),
    }
}

/// What is wrong with the store.
pub(crate) fn store(error: &StoreError, locale: Locale) -> String {
    said(&format!("install.error.{}", error.key()), &error.details(), locale)
}

/// What is wrong with the trusted keys.
pub(crate) fn trust(error: &TrustError, locale: Locale) -> String {
    said(&format!("install.error.{}", error.key()), &error.details(), locale)
}

/// Why staff are asked before an edition is installed.
pub(crate) fn reason(reason: &Reason, locale: Locale) -> String {
    said(&format!("install.reason.{}", reason.key()), &reason.details(), locale)
}

fn said(key: &str, details: &Details, locale: Locale) -> String {
    let values: Vec<(&str, String)> = details
        .iter()
        .map(|(name, detail)| match detail {
            Detail::Bytes(bytes) => (*name, size(*bytes, locale)),
            other => (*name, one_line(&other.to_string())),
        })
        .collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    locale.say_with(key, &values)
}

/// A size in the units that people know.
pub(crate) fn size(bytes: u64, locale: Locale) -> String {
    let (key, count) = if bytes < 1_000_000 {
        ("install.done.bytes-kb", bytes.div_ceil(1_000))
    } else if bytes < 10_000_000_000 {
        ("install.done.bytes-mb", bytes.div_ceil(1_000_000))
    } else {
        ("install.done.bytes-gb", bytes / 1_000_000_000)
    };
    locale.say_with(key, &[("count", &count.to_string())])
}

/// Why a file cannot be read as a list of venues, and what to do.
pub(crate) fn ingest(file: &str, error: &IngestError, locale: Locale) -> String {
    let mut facts = error.facts();
    facts.push(("file", file.to_owned()));
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    reason_and_remedy(&format!("check.error.{}", error.key()), &facts, locale)
}

/// Why a guide cannot be read, where, and what to do.
pub(crate) fn guide(file: &str, error: &GuideError, locale: Locale) -> String {
    located(file, error.line(), &format!("check.guide.{}", error.key()), &one_line(error.found()), locale)
}

/// What is wrong with a synonyms file, where, and what to do.
pub(crate) fn synonyms(file: &str, error: &LexiconError, locale: Locale) -> String {
    let found = one_line(error.found());
    located(file, error.line(), &format!("check.synonyms.{}", error.key()), &found, locale)
}

/// What is wrong with a file of questions, where, and what to do.
pub(crate) fn questions(file: &str, error: &QuestionsError, locale: Locale) -> String {
    let found = one_line(error.found());
    located(file, Some(error.line()), &format!("check.questions.{}", error.key()), &found, locale)
}

/// A reason and a remedy with the file and, where it is known, the line.
fn located(file: &str, line: Option<usize>, key: &str, found: &str, locale: Locale) -> String {
    let reason = locale.say_with(&format!("{key}.reason"), &[("found", found)]);
    let remedy = locale.say(&format!("{key}.remedy"));
    let frame = if line.is_some() { "check.line" } else { "check.whole" };
    let row = line.map(|line| line.to_string()).unwrap_or_default();
    locale.say_with(frame, &[("file", file), ("row", &row), ("reason", &reason), ("remedy", &remedy)])
}

/// Two sentences in one.
fn reason_and_remedy(key: &str, facts: &[(&str, &str)], locale: Locale) -> String {
    let reason = locale.say_with(&format!("{key}.reason"), facts);
    let remedy = locale.say_with(&format!("{key}.remedy"), facts);
    format!("{reason} {remedy}")
}

/// Why the content cannot be loaded.
pub(crate) fn load(error: &LoadError, locale: Locale) -> String {
    match error {
        LoadError::Store(error) => store(error, locale),
        LoadError::Edition(error) => edition(error, locale),
        LoadError::Unreadable { path, source } => unreadable_file(path, source, locale),
        LoadError::Ingest { path, source } => ingest(&path.display().to_string(), source, locale),
        LoadError::Index(error) => locale.say_with("cli.error.index", &[("detail", &error.to_string())]),
    }
}

/// Why an edition cannot be read.
pub(crate) fn edition(error: &EditionError, locale: Locale) -> String {
    match error {
        EditionError::Missing { file } => locale.say_with("cli.error.edition-missing", &[("path", file)]),
        EditionError::Read { file, source } => unreadable_file(Path::new(file), source, locale),
        EditionError::Description(error) => {
            locale.say_with("cli.error.edition-description", &[("detail", &one_line(error.message()))])
        }
        EditionError::NotText { file } => locale.say_with("cli.error.edition-not-text", &[("path", file)]),
        EditionError::Territory { found } => locale.say_with("cli.error.edition-territory", &[("found", found)]),
        EditionError::DataDate { found } => locale.say_with("cli.error.edition-data-date", &[("found", found)]),
        EditionError::VenuesTwice { first, second } => {
            locale.say_with("cli.error.edition-venues-twice", &[("first", first), ("second", second)])
        }
        EditionError::Venues { file, source } => ingest(file, source, locale),
        EditionError::Guide { file, source } => guide(file, source, locale),
        EditionError::Synonyms(error) => synonyms("synonyms.toml", error, locale),
        EditionError::Questions(error) => questions("questions.toml", error, locale),
        EditionError::Glossary(error) => {
            let line = if let GlossaryError::Cells { line } = error { *line } else { 1 };
            locale.say_with("cli.error.glossary", &[("line", &line.to_string())])
        }
        other => locale.say_with("cli.error.edition-description", &[("detail", &other.to_string())]),
    }
}

/// Why a file cannot be read from the disk.
pub(crate) fn unreadable_file(path: &Path, error: &io::Error, locale: Locale) -> String {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "cli.error.file-missing",
        io::ErrorKind::PermissionDenied => "cli.error.file-denied",
        io::ErrorKind::IsADirectory => "cli.error.file-folder",
        _ => "cli.error.file-unreadable",
    };
    locale.say_with(key, &[("path", &path.display().to_string()), ("detail", &error.to_string())])
}

/// What another library says, on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
