//! Words written without a keyboard: a group of letters is chosen, then the letter. Two presses a letter, with digits, arrows
//! or a finger.

use super::search;
use crate::effect::Effect;
use crate::model::{Asked, Entry, Model};

/// Shows the groups of letters for the search that is shown; where there is none, a new one.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let effects = match search::shown(model) {
        Some(results) if matches!(results.asked, Asked::Words(_)) => Vec::new(),
        _ => search::start(model, String::new()),
    };
    show(model, Entry::Groups);
    effects
}

/// Shows the letters of a group.
pub(super) fn group(model: &mut Model, place: usize) -> Vec<Effect> {
    show(model, Entry::Letters(place));
    Vec::new()
}

/// Takes a letter, and shows the groups again.
pub(super) fn pick(model: &mut Model, letter: char) -> Vec<Effect> {
    let effects = search::type_letter(model, letter);
    show(model, Entry::Groups);
    effects
}

/// Takes the last letter off.
pub(super) fn erase(model: &mut Model) -> Vec<Effect> {
    if search::is_empty(model) {
        return Vec::new();
    }
    let effects = search::erase_letter(model);
    show(model, Entry::Groups);
    effects
}

/// The page begins anew, with the focus where a page begins.
fn show(model: &mut Model, entry: Entry) {
    if let Some(results) = search::shown(model) {
        results.entry = entry;
        model.counter += 1;
        let serial = model.counter;
        if let Some(visit) = model.visits.last_mut() {
            (visit.serial, visit.focus) = (serial, None);
        }
    }
}
