//! The staff area: its pages stand on the way back from home like all others, which is all that access is. Whoever goes home, or to a
//! page of visitors, is outside again, and nothing of what was typed is left.

mod choices;
mod dates;
mod forms;
mod hours;
mod pin;

use repere_index::search::Answer;

use super::go;
use crate::effect::Effect;
use crate::model::staff::{
    DeskTask, EditionTask, End, Found, Hub, InstallProgress, PinEntry, Secret, Sentence, Staff, StaffNews,
    StaffSettings, StaffTask, StickState, VenueRef, View,
};
use crate::model::{Model, State};

pub(super) use choices::choose;

/// Venues that are offered for a name: a digit each, and two for what else can be done.
const MOST_FOUND: usize = 7;

/// Whether a page of the staff area is shown.
pub(super) fn is_shown(model: &Model) -> bool {
    matches!(model.visit().map(|visit| &visit.state), Some(State::Staff(_)))
}

/// A page of visitors is about to be shown: the staff area closes behind whoever goes there. Help and languages come back.
pub(super) fn close_behind(model: &mut Model, next: &State) {
    if !matches!(next, State::Staff(_) | State::Help(_) | State::Language(_)) {
        model.visits.retain(|visit| !matches!(visit.state, State::Staff(_)));
    }
}

/// The staff page shown.
fn shown(model: &mut Model) -> Option<&mut Staff> {
    match model.visits.last_mut().map(|visit| &mut visit.state) {
        Some(State::Staff(staff)) => Some(staff),
        _ => None,
    }
}

/// Shows another page of the staff area.
fn open(model: &mut Model, view: View) {
    if let Some(staff) = shown(model) {
        staff.said = None;
    }
    go(model, State::Staff(Box::new(Staff::new(view))));
}

/// Shows another page in the place of the one shown.
fn replace(model: &mut Model, view: View) {
    model.counter += 1;
    let serial = model.counter;
    if let Some(visit) = model.visits.last_mut() {
        visit.state = State::Staff(Box::new(Staff::new(view)));
        (visit.serial, visit.focus) = (serial, None);
    }
}

/// Says something on the page shown, which is then read from its top.
fn say(model: &mut Model, sentence: Sentence) -> Vec<Effect> {
    if let Some(staff) = shown(model) {
        staff.said = Some(sentence);
    }
    let place = model.visits.len().saturating_sub(1);
    from_the_top(model, place);
    Vec::new()
}

/// A page has something new to say: it is shown from its top.
fn from_the_top(model: &mut Model, place: usize) {
    model.counter += 1;
    let serial = model.counter;
    if let Some(visit) = model.visits.get_mut(place) {
        (visit.serial, visit.focus) = (serial, None);
    }
}

/// Asks the world for something; the page shown waits for what comes of it.
fn ask(model: &mut Model, task: StaffTask) -> Vec<Effect> {
    if let Some(staff) = shown(model) {
        (staff.waiting, staff.said) = (true, None);
    }
    vec![Effect::Staff(task)]
}

/// A character was typed. Where nothing is typed, it means nothing.
pub(super) fn typed(model: &mut Model, letter: char) -> Vec<Effect> {
    if let Some(staff) = shown(model).filter(|staff| !staff.waiting) {
        match &mut staff.view {
            View::Pin(digits) | View::NewPin(PinEntry { digits, .. }) => pin::typed(digits, letter),
            View::Form { ask, text } => forms::typed(ask, text, letter),
            _ => {}
        }
    }
    Vec::new()
}

/// The last character is taken off; with none left, the page is left.
pub(super) fn erased(model: &mut Model) -> Vec<Effect> {
    if let Some(staff) = shown(model) {
        match &mut staff.view {
            View::Pin(digits) | View::NewPin(PinEntry { digits, .. }) if !digits.is_empty() => {
                digits.pop();
                return Vec::new();
            }
            View::Form { text, .. } if !text.is_empty() => {
                text.pop();
                return Vec::new();
            }
            _ => {}
        }
    }
    super::back(model)
}

/// What was typed is finished.
pub(super) fn entered(model: &mut Model) -> Vec<Effect> {
    let Some(staff) = shown(model).filter(|staff| !staff.waiting) else { return Vec::new() };
    match staff.view.clone() {
        View::Pin(digits) => pin::entered(model, digits),
        View::NewPin(entry) => pin::chosen(model, entry),
        View::Form { ask, text } => forms::entered(model, ask, text.trim()),
        _ => Vec::new(),
    }
}

/// An answer of the catalogue, perhaps the one that a page waits for.
pub(super) fn answered(staff: &mut Staff, number: u64, answer: &Answer) {
    if let View::Found(Found::Venues { generation, venues, .. }) = &mut staff.view
        && *generation == number
    {
        let hits = answer.venues.iter().filter(|hit| !hit.fallback).take(MOST_FOUND);
        *venues = Some(hits.map(|hit| VenueRef::from(hit.venue.as_ref())).collect());
        staff.waiting = false;
    }
}

/// The world has news for staff, or of a stick.
pub(super) fn news(model: &mut Model, news: StaffNews) -> Vec<Effect> {
    match news {
        StaffNews::Settings(settings) => settings_are(model, *settings),
        StaffNews::Saved(settings) => {
            settings_are(model, *settings);
            saved(model);
        }
        StaffNews::Pin(verdict) => pin::judged(model, verdict),
        StaffNews::Refused(sentence) => refused(model, sentence),
        StaffNews::Journal(lines) => known(model, Hub::Journal(Some(lines), 0)),
        StaffNews::Editions(editions) => known(model, Hub::Editions(Some(editions))),
        StaffNews::Offer(offer) => known(model, Hub::Stick(Some(offer))),
        StaffNews::Stick(stick) => {
            // Whoever watches an install is told of its end as visitors are.
            if let (StickState::Refused(sentence), Some((_, Staff { view: View::Installing(_), .. }))) =
                (&stick, waiting(model))
            {
                ended(model, End::NotInstalled(sentence.clone()));
            }
            model.context.stick = stick;
        }
        StaffNews::Progress(progress) => installing(model, progress),
        StaffNews::Installed { venues, guides } => {
            model.context.stick = StickState::Installed { venues, guides };
            ended(model, End::Installed { venues, guides });
        }
        StaffNews::RolledBack => ended(model, End::RolledBack),
        StaffNews::Exported { file } => finished(model, Sentence::new("staff.journal.exported").with("file", file)),
    }
    Vec::new()
}

fn settings_are(model: &mut Model, settings: StaffSettings) {
    if settings.here.is_some() {
        model.context.here.clone_from(&settings.here);
    }
    model.context.settings = settings;
}

/// The staff page that waits for an answer, and its place on the way back.
fn waiting(model: &mut Model) -> Option<(usize, &mut Staff)> {
    model.visits.iter_mut().enumerate().rev().find_map(|(place, visit)| match &mut visit.state {
        State::Staff(staff) if staff.waiting => Some((place, staff.as_mut())),
        _ => None,
    })
}

/// What was asked for on a page to choose on is done: it says so.
fn finished(model: &mut Model, sentence: Sentence) {
    if let Some((place, staff)) = waiting(model) {
        (staff.waiting, staff.said) = (false, Some(sentence));
        from_the_top(model, place);
    }
}

/// A change was kept: back to the page that it was begun from, which says so.
fn saved(model: &mut Model) {
    let Some((place, staff)) = waiting(model) else { return };
    staff.waiting = false;
    if let View::NewPin(PinEntry { first_run: true, .. }) = staff.view {
        model.visits.truncate(place + 1);
        replace(model, View::Hub(Hub::Menu));
        open(model, View::Hub(Hub::Here));
        say(model, Sentence::new("staff.pin.kept"));
        return;
    }
    let hub = model
        .visits
        .iter()
        .take(place + 1)
        .rposition(|visit| matches!(&visit.state, State::Staff(staff) if matches!(staff.view, View::Hub(_))));
    model.visits.truncate(hub.unwrap_or(place) + 1);
    say(model, Sentence::new("staff.saved"));
}

/// Something could not be done: what was typed stays, and the page says why.
fn refused(model: &mut Model, sentence: Sentence) {
    let Some((place, staff)) = waiting(model) else { return };
    if matches!(staff.view, View::Installing(_)) {
        ended(model, End::NotInstalled(sentence));
        return;
    }
    (staff.waiting, staff.said) = (false, Some(sentence));
    if let View::Pin(digits) | View::NewPin(PinEntry { digits, .. }) = &mut staff.view {
        *digits = Secret::default();
    }
    from_the_top(model, place);
}

/// What a page to choose on was waiting for is known.
fn known(model: &mut Model, hub: Hub) {
    if let Some((_, staff)) = waiting(model)
        && let View::Hub(shown) = &mut staff.view
        && std::mem::discriminant(shown) == std::mem::discriminant(&hub)
    {
        *shown = hub;
        staff.waiting = false;
    }
}

fn installing(model: &mut Model, progress: InstallProgress) {
    if let Some((_, staff)) = waiting(model)
        && let View::Installing(shown) = &mut staff.view
    {
        *shown = progress;
    }
}

/// The end of an install or of going back: one sentence, which may come while staff read another page of theirs.
fn ended(model: &mut Model, end: End) {
    if let Some((place, staff)) = waiting(model) {
        *staff = Staff::new(View::Done(end));
        from_the_top(model, place);
    }
}

/// Opens a page to choose on, and asks for what it shows.
fn open_hub(model: &mut Model, hub: Hub) -> Vec<Effect> {
    let task = match &hub {
        Hub::Stick(None) => Some(StaffTask::Edition(EditionTask::LookAtStick)),
        Hub::Editions(None) => Some(StaffTask::Desk(DeskTask::ReadEditions)),
        Hub::Journal(None, _) => Some(StaffTask::Desk(DeskTask::ReadJournal)),
        _ => None,
    };
    open(model, View::Hub(hub));
    task.map_or_else(Vec::new, |task| ask(model, task))
}

impl From<&repere_index::venue::Venue> for VenueRef {
    fn from(venue: &repere_index::venue::Venue) -> Self {
        let at = venue.position.map(|position| (position.at.latitude, position.at.longitude));
        Self { id: venue.id.clone(), name: venue.name.clone(), commune: venue.commune.clone(), at }
    }
}
