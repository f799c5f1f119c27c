//! "Which guide for me?": a few questions with ready answers, and from the answers to at most three guides. The questions
//! are data of an edition (`questions.toml`); `index/starter/README.md` documents them. Knows no files, no index, no screen.

mod file;

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use crate::guide::Setting;

pub use file::QuestionsError;

/// Most questions that are asked: more is a form.
pub const MOST_QUESTIONS: usize = 3;
/// Most answers to a question: the way back needs a digit too.
pub const MOST_ANSWERS: usize = 8;
/// Most guides that the questions end in.
pub const MOST_GUIDES: usize = 3;
/// Most venues that they end in.
pub const MOST_VENUES: usize = 2;
/// A guide that can be done with what is at hand goes before others that were named so many places before it.
const FITTING: usize = 3;

/// What is asked, in its order; empty in an edition that says nothing.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Questions {
    /// As written; no more than [`MOST_QUESTIONS`] are asked.
    pub all: Vec<Question>,
}

/// Only how many: they go with what a session knows, and whoever looks through that looks for what was typed.
impl fmt::Debug for Questions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Questions").field("count", &self.all.len()).finish_non_exhaustive()
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// The question.
    pub text: Wording,
    /// What can be answered, as written; no more than [`MOST_ANSWERS`] are offered.
    pub answers: Vec<Answer>,
}

/// One answer, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// In a few words, in the first person.
    pub text: Wording,
    /// Slugs of guides, the likeliest first.
    pub guides: Vec<String>,
    /// Where guides can be done for who answers so; empty: nothing follows from it.
    pub settings: Vec<Setting>,
    /// With whom.
    pub support: Option<Company>,
}

/// With whom somebody wants to do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Company {
    /// Alone.
    Alone,
    /// With someone who helps.
    Someone,
}

impl Company {
    /// The company of a word in the file.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "alone" => Some(Self::Alone),
            "someone" => Some(Self::Someone),
            _ => None,
        }
    }
}

/// The same words in several languages, by locale; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording(BTreeMap<String, String>);

impl Wording {
    /// In a language, or in the nearest one there is: its base, French, English, any.
    #[must_use]
    pub fn say(&self, locale: &str) -> &str {
        let near = crate::nearest::languages(locale).into_iter().find_map(|code| self.0.get(code));
        near.or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Whether it is said in just this language.
    #[must_use]
    pub fn has(&self, locale: &str) -> bool {
        self.0.contains_key(locale)
    }
}

/// What follows from the answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// Slugs of guides, the likeliest first, each once.
    pub guides: Vec<String>,
    /// Where they can be done; empty: anywhere.
    pub settings: Vec<Setting>,
    /// With whom, if that was answered.
    pub company: Option<Company>,
}

impl Questions {
    /// Reads a `questions.toml`.
    ///
    /// # Errors
    /// When it is no TOML, says what it cannot, or leaves a text out; with the line.
    pub fn parse(text: &str) -> Result<Self, QuestionsError> {
        file::read(text)
    }

    /// What is asked after so many answers; `None` when all is answered.
    #[must_use]
    pub fn next(&self, answered: usize) -> Option<&Question> {
        self.all.iter().take(MOST_QUESTIONS).nth(answered)
    }

    /// Whether so many answers answer all; never where nothing is asked.
    #[must_use]
    pub fn are_answered(&self, answered: usize) -> bool {
        !self.all.is_empty() && self.next(answered).is_none()
    }

    /// What follows from answers, one a question, by their places from 0. A place that there is not says nothing.
    #[must_use]
    pub fn wish(&self, answers: &[usize]) -> Wish {
        let mut wish = Wish::default();
        for (question, place) in self.all.iter().zip(answers) {
            let Some(answer) = question.answers.get(*place) else { continue };
            for slug in &answer.guides {
                if !wish.guides.contains(slug) {
                    wish.guides.push(slug.clone());
                }
            }
            if !answer.settings.is_empty() {
                wish.settings.clone_from(&answer.settings);
            }
            wish.company = answer.support.or(wish.company);
        }
        wish
    }

    /// The answers that name a guide that is not among `slugs`, each with the slug.
    #[must_use]
    pub fn unknown_guides<'a>(&'a self, slugs: &HashSet<&str>) -> Vec<(&'a Answer, &'a str)> {
        let answers = self.all.iter().flat_map(|question| &question.answers);
        let named = answers.flat_map(|answer| answer.guides.iter().map(move |slug| (answer, slug.as_str())));
        named.filter(|(_, slug)| !slugs.contains(slug)).collect()
    }
}

impl Wish {
    /// The guides that are meant, best first, at most [`MOST_GUIDES`]. `known` tells where a guide is done; `None` for one that
    /// there is not, which is left out. What can be done with what is at hand goes before what cannot, without pushing
    /// what was named first far down; nothing is left out for it.
    #[must_use]
    pub fn ranked<'s>(&self, known: &dyn Fn(&str) -> Option<&'s [Setting]>) -> Vec<&str> {
        let there = self.guides.iter().filter_map(|slug| Some((slug.as_str(), known(slug)?)));
        let mut ranked: Vec<(usize, &str)> = there
            .enumerate()
            .map(|(place, (slug, settings))| (place + if self.fits(settings) { 0 } else { FITTING }, slug))
            .collect();
        ranked.sort_by_key(|(place, _)| *place);
        ranked.into_iter().map(|(_, slug)| slug).take(MOST_GUIDES).collect()
    }

    /// Whether what is done in these settings can be done.
    #[must_use]
    pub fn fits(&self, settings: &[Setting]) -> bool {
        self.settings.is_empty() || settings.iter().any(|setting| self.settings.contains(setting))
    }
}

#[cfg(test)]
mod tests;
