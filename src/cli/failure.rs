//! From an error to one plain sentence: what, where, what to do. And to an exit code.

use std::io;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use repere_index::edition::EditionError;
use repere_index::guide::GuideError;
use repere_index::ingest::IngestError;
use repere_index::lexicon::LexiconError;

use crate::config::ConfigError;
use crate::locale::Locale;
use crate::runtime::RunError;
use crate::world::LoadError;

/// Why the program ends with something else than success.
#[derive(Debug)]
pub(super) enum Failure {
    /// Refused, with a sentence: exit 1.
    Refused(String),
    /// Wrong arguments, with a sentence: exit 2.
    Arguments(String),
    /// All has been said: exit 1.
    Silent,
}

impl Failure {
    pub(super) fn sentence(&self) -> &str {
        match self {
            Self::Refused(sentence) | Self::Arguments(sentence) => sentence,
            Self::Silent => "",
        }
    }

    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Refused(_) | Self::Silent => 1,
            Self::Arguments(_) => 2,
        }
    }

    /// What clap refused.
    pub(super) fn arguments(error: &clap::Error, locale: Locale) -> Self {
        let said = |kind: ContextKind| match error.get(kind) {
            // "[WORDS]..." is how clap writes an argument that may be repeated.
            Some(ContextValue::String(text)) => text.trim_matches(['[', ']', '.', '<', '>']).to_owned(),
            Some(ContextValue::Strings(texts)) if texts.len() == 1 => {
                texts.concat().trim_matches(['[', ']', '.', '<', '>']).to_owned()
            }
            Some(ContextValue::Strings(texts)) => texts.join(" "),
            _ => String::new(),
        };
        let argument = said(ContextKind::InvalidArg);
        let sentence = match error.kind() {
            ErrorKind::UnknownArgument => locale.say_with("cli.error.unknown", &[("what", &argument)]),
            ErrorKind::InvalidSubcommand => {
                locale.say_with("cli.error.unknown", &[("what", &said(ContextKind::InvalidSubcommand))])
            }
            ErrorKind::MissingRequiredArgument => locale.say_with("cli.error.missing", &[("what", &argument)]),
            ErrorKind::MissingSubcommand => {
                locale.say_with("cli.error.missing", &[("what", &said(ContextKind::ValidSubcommand))])
            }
            ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => {
                locale.say_with("cli.error.missing", &[("what", &argument)])
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                let value = said(ContextKind::InvalidValue);
                locale.say_with("cli.error.invalid", &[("value", &value), ("what", &argument)])
            }
            ErrorKind::InvalidUtf8 => locale.say("cli.error.not-text"),
            _ => locale.say("cli.error.arguments"),
        };
        Self::Arguments(sentence)
    }

    /// Something that must be named is not.
    pub(super) fn missing(what: &str, locale: Locale) -> Self {
        Self::Arguments(locale.say_with("cli.error.missing", &[("what", what)]))
    }

    /// A language that there is not.
    pub(super) fn locale(code: &str, locale: Locale) -> Self {
        Self::Arguments(locale.say_with("cli.error.locale", &[("value", code), ("known", &known())]))
    }

    /// A value of an option (`at`, `now`, `limit`) that cannot be read.
    pub(super) fn value(option: &str, value: &str, locale: Locale) -> Self {
        Self::Arguments(locale.say_with(&format!("cli.error.{option}"), &[("value", value)]))
    }

    pub(super) fn io(error: &io::Error, locale: Locale) -> Self {
        Self::Refused(locale.say_with("cli.error.io", &[("detail", &error.to_string())]))
    }

    pub(super) fn file(path: &Path, error: &io::Error, locale: Locale) -> Self {
        Self::Refused(file_sentence(path, error, locale))
    }

    pub(super) fn load(error: &LoadError, locale: Locale) -> Self {
        Self::Refused(load_sentence(error, locale))
    }

    pub(super) fn run(error: &RunError, locale: Locale) -> Self {
        Self::Refused(match error {
            RunError::Load(error) => load_sentence(error, locale),
            RunError::Terminal(error) if error.kind() == io::ErrorKind::BrokenPipe => return Self::Silent,
            RunError::Terminal(error) => locale.say_with("cli.error.terminal", &[("detail", &error.to_string())]),
            RunError::Panicked(_) => locale.say("cli.error.stopped"),
        })
    }

    pub(super) fn config(error: &ConfigError, locale: Locale) -> Self {
        let known = known();
        let (key, path, line, found) = match error {
            ConfigError::Unreadable { path, .. } => ("unreadable", path, 0, String::new()),
            ConfigError::Malformed { path, line, detail } => ("malformed", path, *line, detail.clone()),
            ConfigError::Locale { path, found } => ("locale", path, 0, found.clone()),
            ConfigError::Here { path, found } => ("here", path, 0, found.clone()),
            ConfigError::TextSize { path, found } => ("text-size", path, 0, found.clone()),
            ConfigError::Hours { path, found } => ("hours", path, 0, found.clone()),
            ConfigError::Pin { path } => ("pin", path, 0, String::new()),
        };
        let facts = [
            ("path", path.display().to_string()),
            ("line", line.to_string()),
            ("found", one_line(&found)),
            ("known", known),
        ];
        Self::Refused(locale.say_with(
            &format!("cli.error.config.{key}"),
            &facts.each_ref().map(|(name, value)| (*name, value.as_str())),
        ))
    }
}

/// Why a file cannot be read as a list of venues, and what to do.
pub(super) fn ingest_sentence(file: &str, error: &IngestError, locale: Locale) -> String {
    let mut facts = error.facts();
    facts.push(("file", file.to_owned()));
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    reason_and_remedy(&format!("check.error.{}", error.key()), &facts, locale)
}

/// Why a guide cannot be read, where, and what to do.
pub(super) fn guide_sentence(file: &str, error: &GuideError, locale: Locale) -> String {
    located(file, error.line(), &format!("check.guide.{}", error.key()), &one_line(error.found()), locale)
}

/// What is wrong with a synonyms file, where, and what to do.
pub(super) fn synonyms_sentence(file: &str, error: &LexiconError, locale: Locale) -> String {
    let found = one_line(error.found());
    located(file, error.line(), &format!("check.synonyms.{}", error.key()), &found, locale)
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

fn load_sentence(error: &LoadError, locale: Locale) -> String {
    match error {
        LoadError::Store(error) => {
            let path = error.path().display().to_string();
            locale.say_with(&format!("cli.error.store.{}", error.key()), &[("path", &path)])
        }
        LoadError::Edition(error) => edition_sentence(error, locale),
        LoadError::Unreadable { path, source } => file_sentence(path, source, locale),
        LoadError::Ingest { path, source } => ingest_sentence(&path.display().to_string(), source, locale),
        LoadError::Index(error) => locale.say_with("cli.error.index", &[("detail", &error.to_string())]),
    }
}

fn edition_sentence(error: &EditionError, locale: Locale) -> String {
    match error {
        EditionError::Missing { file } => locale.say_with("cli.error.edition-missing", &[("path", file)]),
        EditionError::Read { file, source } => file_sentence(Path::new(file), source, locale),
        EditionError::Description(error) => {
            locale.say_with("cli.error.edition-description", &[("detail", &one_line(error.message()))])
        }
        EditionError::NotText { file } => locale.say_with("cli.error.edition-not-text", &[("path", file)]),
        EditionError::Venues { file, source } => ingest_sentence(file, source, locale),
        EditionError::Guide { file, source } => guide_sentence(file, source, locale),
        EditionError::Synonyms(error) => synonyms_sentence("synonyms.toml", error, locale),
        other => locale.say_with("cli.error.edition-description", &[("detail", &other.to_string())]),
    }
}

fn file_sentence(path: &Path, error: &io::Error, locale: Locale) -> String {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "cli.error.file-missing",
        io::ErrorKind::PermissionDenied => "cli.error.file-denied",
        io::ErrorKind::IsADirectory => "cli.error.file-folder",
        _ => "cli.error.file-unreadable",
    };
    locale.say_with(key, &[("path", &path.display().to_string()), ("detail", &error.to_string())])
}

/// The codes of the languages that there are.
fn known() -> String {
    Locale::ALL.map(Locale::code).join(", ")
}

/// What another library says, on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
