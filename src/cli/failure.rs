//! From an error to an exit code, with its sentence.

use std::io;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use repere_kiosk::install::InstallError;

use crate::config::ConfigError;
use crate::locale::Locale;
use crate::making::MakingError;
use crate::runtime::RunError;
use crate::sentence;
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
        Self::Refused(sentence::unreadable_file(path, error, locale))
    }

    pub(super) fn load(error: &LoadError, locale: Locale) -> Self {
        Self::Refused(sentence::load(error, locale))
    }

    /// Why an edition was not installed.
    pub(super) fn install(error: &InstallError, locale: Locale) -> Self {
        Self::Refused(sentence::install(error, locale))
    }

    /// Why an edition is not made.
    pub(super) fn making(error: &MakingError, locale: Locale) -> Self {
        Self::Refused(sentence::making(error, locale))
    }

    pub(super) fn run(error: &RunError, locale: Locale) -> Self {
        Self::Refused(match error {
            RunError::Load(error) => sentence::load(error, locale),
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
            ConfigError::Theme { path, found } => ("theme", path, 0, found.clone()),
            ConfigError::Hours { path, found } => ("hours", path, 0, found.clone()),
            ConfigError::Pin { path } => ("pin", path, 0, String::new()),
        };
        let facts = [
            ("path", path.display().to_string()),
            ("line", line.to_string()),
            ("found", sentence::one_line(&found)),
            ("known", known),
        ];
        Self::Refused(locale.say_with(
            &format!("cli.error.config.{key}"),
            &facts.each_ref().map(|(name, value)| (*name, value.as_str())),
        ))
    }
}

/// The codes of the languages that there are.
fn known() -> String {
    Locale::ALL.map(Locale::code).join(", ")
}
