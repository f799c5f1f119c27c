//! Answering the questions of who does not know where to begin. Each answer opens a page of its own, so that Back takes it
//! back and finds the focus on it.

use repere_index::questions::MOST_ANSWERS;

use super::{go, go_once, search};
use crate::effect::Effect;
use crate::model::{Model, OnPath, State};

/// The first question.
pub(super) fn start(model: &mut Model) -> Vec<Effect> {
    go_once(model, State::Path(Box::default()));
    search::ask_again(model)
}

/// An answer to the question that is shown, by its place.
pub(super) fn reply(model: &mut Model, place: usize) -> Vec<Effect> {
    let Some(State::Path(path)) = model.visit().map(|visit| &visit.state) else { return Vec::new() };
    let question = model.context.edition.questions.next(path.answers.len());
    if question.is_none_or(|question| place >= question.answers.len().min(MOST_ANSWERS)) {
        return Vec::new();
    }
    let mut answers = path.answers.clone();
    answers.push(place);
    go(model, State::Path(Box::new(OnPath { answers, ..OnPath::default() })));
    search::ask_again(model)
}
