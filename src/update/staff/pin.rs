//! Typing a PIN and choosing one. The digits stay in a `Secret`, and are gone as soon as they have been looked at.

use repere_kiosk::pin::{self, MAX_DIGITS};

use super::{ask, open_hub, replace, say, shown, waiting};
use crate::effect::Effect;
use crate::keymap;
use crate::model::Model;
use crate::model::staff::{Change, DeskTask, Hub, PinEntry, PinVerdict, Secret, Sentence, StaffTask, View};

/// Seconds from which on a wait is told in minutes.
const A_MINUTE: u64 = 60;

/// A digit, also one typed on a French keyboard without Shift; all else is passed over.
pub(super) fn typed(digits: &mut Secret, letter: char) {
    if let Some(digit) = keymap::digit(letter).filter(|_| digits.len() < MAX_DIGITS) {
        digits.push(digit);
    }
}

/// The page behind the entrance: the PIN, or, where there is none yet, choosing one.
pub(super) fn entrance(model: &Model) -> View {
    if model.context.settings.pin_set {
        View::Pin(Secret::default())
    } else {
        View::NewPin(PinEntry { first_run: true, ..PinEntry::default() })
    }
}

/// The PIN was typed.
pub(super) fn entered(model: &mut Model, digits: Secret) -> Vec<Effect> {
    if digits.is_empty() {
        return Vec::new();
    }
    ask(model, StaffTask::Desk(DeskTask::TryPin(digits)))
}

/// What trying it came to.
pub(super) fn judged(model: &mut Model, verdict: PinVerdict) {
    let Some((_, staff)) = waiting(model) else { return };
    if !matches!(staff.view, View::Pin(_)) {
        return;
    }
    (staff.view, staff.waiting) = (View::Pin(Secret::default()), false);
    staff.said = match verdict {
        PinVerdict::Wrong(0) => Some(Sentence::new("staff.pin.wrong")),
        PinVerdict::Wrong(seconds) => Some(wait("staff.pin.wrong-wait", seconds)),
        PinVerdict::TooSoon(seconds) => Some(wait("staff.pin.too-soon", seconds)),
        PinVerdict::Right | PinVerdict::NotSet => None,
    };
    // Whoever has gone on to another page in between is not let in behind it.
    if !super::is_shown(model) {
        return;
    }
    match verdict {
        PinVerdict::Right => {
            model.visits.pop();
            open_hub(model, Hub::Menu);
        }
        PinVerdict::NotSet => replace(model, View::NewPin(PinEntry { first_run: true, ..PinEntry::default() })),
        PinVerdict::Wrong(_) | PinVerdict::TooSoon(_) => {}
    }
}

/// How long until the next try, in whole minutes from one minute on, never less than is left.
fn wait(key: &str, seconds: u64) -> Sentence {
    if seconds < A_MINUTE {
        return Sentence::new(format!("{key}.seconds")).with("count", seconds.max(2).to_string());
    }
    match seconds.div_ceil(A_MINUTE) {
        1 => Sentence::new(format!("{key}.minute")),
        minutes => Sentence::new(format!("{key}.minutes")).with("count", minutes.to_string()),
    }
}

/// A PIN was typed that is to be the new one: kept once it was typed twice.
pub(super) fn chosen(model: &mut Model, entry: PinEntry) -> Vec<Effect> {
    if let Err(problem) = pin::check(entry.digits.reveal()) {
        again(model, None);
        return say(model, Sentence::new(format!("staff.pin.problem.{}", problem.key())));
    }
    match entry.first {
        None => {
            again(model, Some(entry.digits));
            Vec::new()
        }
        Some(first) if first == entry.digits => ask(model, StaffTask::Desk(DeskTask::Save(Change::Pin(first)))),
        Some(_other) => {
            again(model, None);
            say(model, Sentence::new("staff.pin.different"))
        }
    }
}

/// The field is empty again; `first` is what was typed before.
fn again(model: &mut Model, typed_first: Option<Secret>) {
    if let Some(staff) = shown(model) {
        staff.said = None;
        if let View::NewPin(PinEntry { first, digits, .. }) = &mut staff.view {
            (*first, *digits) = (typed_first, Secret::default());
        }
    }
}
