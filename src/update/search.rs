//! Typing a query and taking in its answers. A newer question makes the answer to an older one pointless.

use repere_index::questions::MOST_GUIDES;
use repere_index::search::{Answer, Need, Wanted};

use super::go;
use crate::effect::Effect;
use crate::message::Message;
use crate::model::{Asked, Entry, Loading, Model, Results, StaffCode, State};

/// Characters of a query that are kept: nobody types more on purpose.
const LONGEST_QUERY: usize = 100;
/// Most venues, and most guides, that a results page can leaf through.
const MOST_RESULTS: usize = 80;
/// Venues named on the last page of a guide.
const MOST_HELPERS: usize = 4;

/// Opens a search that begins with `words`.
pub(super) fn start(model: &mut Model, words: String) -> Vec<Effect> {
    let fresh = Results::new(Asked::Words(words), Entry::Typing);
    // A new search from a results page takes its place: the way back stays short.
    match model.visits.last_mut() {
        Some(visit) if matches!(&visit.state, State::Results(_)) => {
            model.counter += 1;
            (visit.serial, visit.focus) = (model.counter, None);
            visit.state = State::Results(Box::new(fresh));
        }
        _ => go(model, State::Results(Box::new(fresh))),
    }
    ask_again(model)
}

/// Opens the results of a need.
pub(super) fn start_need(model: &mut Model, need: Need) -> Vec<Effect> {
    go(model, State::Results(Box::new(Results::new(Asked::Need(need), Entry::Done))));
    ask_again(model)
}

/// The results page that is shown.
pub(super) fn shown(model: &mut Model) -> Option<&mut Results> {
    match model.visits.last_mut().map(|visit| &mut visit.state) {
        Some(State::Results(results)) => Some(results),
        _ => None,
    }
}

/// A letter goes into the field; on a page to choose on, it opens a search that begins with it.
pub(super) fn type_letter(model: &mut Model, letter: char) -> Vec<Effect> {
    if letter.is_control() {
        return Vec::new();
    }
    match shown(model) {
        Some(Results { entry, asked: Asked::Words(words), current, without, .. }) if *entry != Entry::Done => {
            *entry = Entry::Typing;
            if words.chars().count() >= LONGEST_QUERY {
                return Vec::new();
            }
            words.push(letter);
            without.clear();
            *current = false;
            ask_again(model)
        }
        // A space says nothing yet.
        _ if letter.is_whitespace() => Vec::new(),
        _ => start(model, letter.to_string()),
    }
}

/// Whether nothing has been written into the field that is shown.
pub(super) fn is_empty(model: &mut Model) -> bool {
    shown(model).is_some_and(|results| results.asked.is_empty())
}

/// Takes the last letter off; with none left, the search is left.
pub(super) fn erase_letter(model: &mut Model) -> Vec<Effect> {
    match shown(model) {
        Some(Results { asked: Asked::Words(words), current, answer, .. }) if !words.is_empty() => {
            words.pop();
            *current = false;
            if words.trim().is_empty() {
                *answer = None;
            }
            ask_again(model)
        }
        _ => super::back(model),
    }
}

/// From the field to what was found.
pub(super) fn to_results(model: &mut Model) {
    if let Some(results) = shown(model)
        && !results.asked.is_empty()
    {
        results.entry = Entry::Done;
        if !results.current {
            // The answer to the words of before must not change its numbers under the visitor's finger.
            results.answer = None;
        }
        model.counter += 1;
        let serial = model.counter;
        if let Some(visit) = model.visits.last_mut() {
            (visit.focus, visit.serial) = (None, serial);
        }
    }
}

/// From the first result up to the field, if there is one. Tells whether it was done.
pub(super) fn back_to_field(model: &mut Model) -> bool {
    match shown(model) {
        Some(results) if matches!(results.asked, Asked::Words(_)) && results.portion == 0 => {
            results.entry = Entry::Typing;
            true
        }
        _ => false,
    }
}

/// Asks for what the page shown still lacks.
pub(super) fn ask_again(model: &mut Model) -> Vec<Effect> {
    let generation = model.counter + 1;
    let locale = model.context.locale;
    let questions = &model.context.edition.questions;
    let Some(visit) = model.visits.last_mut() else { return Vec::new() };
    let (wanted, limit, filters, without) = match &mut visit.state {
        State::Results(results) if !results.current && !results.asked.is_empty() => {
            results.generation = generation;
            let wanted = match &results.asked {
                Asked::Words(words) => Wanted::Words(words.clone()),
                Asked::Need(need) => Wanted::Need(*need),
            };
            (wanted, MOST_RESULTS, results.filters.clone(), results.without.clone())
        }
        State::Guide(reading) if reading.help.is_none() => {
            reading.generation = generation;
            let next = reading.guide.next.clone();
            let wanted = Wanted::Help { services: reading.guide.services.clone(), next };
            (wanted, MOST_HELPERS, Vec::new(), Vec::new())
        }
        State::Path(path) if path.found.is_none() && questions.are_answered(path.answers.len()) => {
            path.generation = generation;
            (Wanted::Path(questions.wish(&path.answers)), MOST_GUIDES, Vec::new(), Vec::new())
        }
        _ => return Vec::new(),
    };
    model.counter = generation;
    vec![Effect::Search { generation, wanted, locale, limit, filters, without }]
}

/// An answer has come.
pub(super) fn answered(model: &mut Model, generation: u64, answer: Result<Box<Answer>, StaffCode>) -> Vec<Effect> {
    let answer = match answer {
        Ok(answer) => *answer,
        Err(code) => return super::update(model, Message::CatalogueFailed(code)),
    };
    model.context.loading = Loading::Ready;
    for visit in &mut model.visits {
        match &mut visit.state {
            State::Results(results) if results.generation == generation && !results.current => {
                results.answer = Some(answer);
                results.current = true;
                results.portion = 0;
                break;
            }
            State::Staff(staff) => super::staff::answered(staff, generation, &answer),
            State::Path(path) if path.generation == generation => {
                path.found = Some(answer);
                break;
            }
            State::Guide(reading) if reading.generation == generation => {
                reading.help = Some(answer);
                break;
            }
            _ => {}
        }
    }
    Vec::new()
}
