//! Remarks on the questions of an edition: guides that there are not, languages that are missing, more than is shown.
//! Nothing is refused for them: a terminal leaves out what is too much, and takes the nearest language.

use std::collections::HashSet;

use repere_index::questions::{MOST_ANSWERS, MOST_QUESTIONS, Questions, Wording};

use super::JsonFinding;
use super::remark::{self, Remarks};
use crate::locale::Locale;

/// The remarks on questions; `known` has the slugs of the guides that a terminal will have.
pub(super) fn remarks(file: &str, questions: &Questions, known: &HashSet<&str>, staff: Locale) -> Remarks {
    let remark = |problem: &'static str, row: usize, value: String| {
        let (reason, remedy) = remark::sentences(&format!("check.{problem}"), &[("found", value.clone())], staff);
        JsonFinding { file: file.to_owned(), row, column: String::new(), value, problem, reason, remedy }
    };
    let mut all = Vec::new();
    for (answer, slug) in questions.unknown_guides(known) {
        all.push(remark("question-guide", answer.line, slug.to_owned()));
    }
    for question in &questions.all {
        let texts = question.answers.iter().map(|answer| (answer.line, &answer.text));
        for (line, text) in std::iter::once((question.line, &question.text)).chain(texts) {
            let missing = missing(text);
            if !missing.is_empty() {
                all.push(remark("question-language", line, missing));
            }
        }
        if let Some(first) = question.answers.get(MOST_ANSWERS) {
            all.push(remark("question-answers", first.line, MOST_ANSWERS.to_string()));
        }
    }
    if let Some(first) = questions.all.get(MOST_QUESTIONS) {
        all.push(remark("question-count", first.line, MOST_QUESTIONS.to_string()));
    }
    Remarks { heading: "check.remarks-questions", refused: 0, all }
}

/// The codes of the languages of the terminal in which something is not said.
fn missing(text: &Wording) -> String {
    let codes = Locale::ALL.iter().map(|locale| locale.code()).filter(|code| !text.has(code));
    codes.collect::<Vec<_>>().join(", ")
}
