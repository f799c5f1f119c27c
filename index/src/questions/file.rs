//! Reading `questions.toml`. Knows its shape, not what is done with it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Answer, Company, Question, Questions, Wording};
use crate::guide::Setting;
use crate::toml_text;

/// What is wrong with a file of questions. `key()` names the sentence that `repere` says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuestionsError {
    /// No TOML, or a key that there is not.
    #[error("line {line}: {detail}")]
    Malformed {
        /// From 1.
        line: usize,
        /// What the TOML reader says.
        detail: String,
    },
    /// Neither `phone`, `computer` nor `home`.
    #[error("line {line}: unknown setting: {found}")]
    Setting {
        /// From 1.
        line: usize,
        /// What was written.
        found: String,
    },
    /// Neither `alone` nor `someone`.
    #[error("line {line}: unknown support: {found}")]
    Support {
        /// From 1.
        line: usize,
        /// What was written.
        found: String,
    },
    /// A question or an answer that says nothing in any language, or in one of them.
    #[error("line {line}: no text: {found}")]
    NoText {
        /// From 1.
        line: usize,
        /// The language, where it is one.
        found: String,
    },
    /// A question without answers.
    #[error("line {line}: no answer")]
    NoAnswer {
        /// From 1.
        line: usize,
    },
}

impl QuestionsError {
    /// The names of all problems.
    pub const KEYS: &'static [&'static str] = &["malformed", "setting", "support", "no-text", "no-answer"];

    /// Name of the sentence for this problem.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed",
            Self::Setting { .. } => "setting",
            Self::Support { .. } => "support",
            Self::NoText { .. } => "no-text",
            Self::NoAnswer { .. } => "no-answer",
        }
    }

    /// Line of the file, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::Malformed { line, .. }
            | Self::Setting { line, .. }
            | Self::Support { line, .. }
            | Self::NoText { line, .. }
            | Self::NoAnswer { line } => *line,
        }
    }

    /// What was written.
    #[must_use]
    pub fn found(&self) -> &str {
        match self {
            Self::Malformed { detail: found, .. }
            | Self::Setting { found, .. }
            | Self::Support { found, .. }
            | Self::NoText { found, .. } => found,
            Self::NoAnswer { .. } => "",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    question: Vec<Spanned<WrittenQuestion>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenQuestion {
    text: BTreeMap<String, String>,
    #[serde(default)]
    answer: Vec<Spanned<WrittenAnswer>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnswer {
    text: BTreeMap<String, String>,
    #[serde(default)]
    guides: Vec<String>,
    #[serde(default)]
    settings: Vec<Spanned<String>>,
    support: Option<Spanned<String>>,
}

/// What the file says.
pub(super) fn read(text: &str) -> Result<Questions, QuestionsError> {
    let written: Written =
        toml_text::read(text).map_err(|wrong| QuestionsError::Malformed { line: wrong.line, detail: wrong.detail })?;
    let line = |start: usize| text.get(..start).unwrap_or_default().matches('\n').count() + 1;
    let mut all = Vec::new();
    for question in written.question {
        let begins = line(question.span().start);
        let question = question.into_inner();
        if question.answer.is_empty() {
            return Err(QuestionsError::NoAnswer { line: begins });
        }
        let answers = question.answer.into_iter().map(|answer| read_answer(answer, &line));
        let answers = answers.collect::<Result<Vec<_>, _>>()?;
        all.push(Question { line: begins, text: wording(question.text, begins)?, answers });
    }
    Ok(Questions { all })
}

fn read_answer(written: Spanned<WrittenAnswer>, line: &dyn Fn(usize) -> usize) -> Result<Answer, QuestionsError> {
    let begins = line(written.span().start);
    let written = written.into_inner();
    let setting = |word: &Spanned<String>| {
        let unknown = || QuestionsError::Setting { line: line(word.span().start), found: word.get_ref().clone() };
        Setting::from_key(word.get_ref()).ok_or_else(unknown)
    };
    let company = |word: &Spanned<String>| {
        let unknown = || QuestionsError::Support { line: line(word.span().start), found: word.get_ref().clone() };
        Company::from_key(word.get_ref()).ok_or_else(unknown)
    };
    Ok(Answer {
        line: begins,
        text: wording(written.text, begins)?,
        guides: written.guides,
        settings: written.settings.iter().map(setting).collect::<Result<_, _>>()?,
        support: written.support.as_ref().map(company).transpose()?,
    })
}

/// Says something in one language at least, and nothing empty in any.
fn wording(written: BTreeMap<String, String>, line: usize) -> Result<Wording, QuestionsError> {
    let blank = written.iter().find(|(_, text)| text.trim().is_empty()).map(|(locale, _)| locale.clone());
    match blank {
        Some(found) => Err(QuestionsError::NoText { line, found }),
        None if written.is_empty() => Err(QuestionsError::NoText { line, found: String::new() }),
        None => Ok(Wording(written)),
    }
}
