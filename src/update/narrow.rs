//! Narrowing results down and widening them again: what was understood is taken off, filters are set and lifted.

use repere_index::search::Filter;

use super::search;
use crate::effect::Effect;
use crate::model::{Asked, Model, Results, State};

/// The results page that was come to last, which may lie below the page of filters.
fn results(model: &mut Model) -> Option<&mut Results> {
    model.visits.iter_mut().rev().find_map(|visit| match &mut visit.state {
        State::Results(results) => Some(results.as_mut()),
        _ => None,
    })
}

/// The list changes: it is shown from its top.
fn from_the_top(model: &mut Model) {
    model.counter += 1;
    let serial = model.counter;
    let shown = model.visits.iter_mut().rev().find(|visit| matches!(visit.state, State::Results(_)));
    if let Some(visit) = shown {
        (visit.serial, visit.focus) = (serial, None);
    }
}

/// Takes off what was understood: its words are words again.
pub(super) fn take_off(model: &mut Model, place: usize) -> Vec<Effect> {
    if let Some(results) = results(model)
        && let Some(chip) = results.answer.as_ref().and_then(|answer| answer.chips.get(place)).cloned()
    {
        results.without.push(chip);
        results.current = false;
        from_the_top(model);
    }
    search::ask_again(model)
}

/// Another place of the same name is meant: its postcode goes into the words.
pub(super) fn homonym(model: &mut Model, place: usize) -> Vec<Effect> {
    if let Some(results) = results(model)
        && let Some(other) = results.answer.as_ref().and_then(|answer| answer.homonyms.get(place)).copied()
        && let Asked::Words(words) = &mut results.asked
        && let Some(postcode) = other.postcodes().next()
    {
        *words = format!("{} {postcode}", words.trim());
        results.current = false;
        from_the_top(model);
    }
    search::ask_again(model)
}

/// Sets a filter, or lifts it. Of several of one kind only the last one holds.
pub(super) fn toggle(model: &mut Model, filter: Filter) -> Vec<Effect> {
    if let Some(results) = results(model) {
        let was_set = results.filters.contains(&filter);
        results.filters.retain(|other| std::mem::discriminant(other) != std::mem::discriminant(&filter));
        if !was_set {
            results.filters.push(filter);
        }
        results.current = false;
        from_the_top(model);
    }
    // On the page of filters nothing is asked yet: the results are when they are shown.
    search::ask_again(model)
}
