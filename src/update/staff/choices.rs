//! What a choice of the staff area does.

use repere_index::edition::Here;

use super::forms::{form, save};
use super::{ask, open, open_hub, pin, replace, say, shown};
use crate::effect::Effect;
use crate::model::staff::{
    Ask, Change, ChosenAs, Closure, EditionTask, Found, Hub, InstallProgress, PinEntry, Purpose, Sentence, StaffChoice,
    StaffTask, View,
};
use crate::model::{Model, State};

/// Takes a choice of the staff area.
pub(in crate::update) fn choose(model: &mut Model, choice: &StaffChoice) -> Vec<Effect> {
    let view = match choice {
        StaffChoice::Enter => pin::entrance(model),
        StaffChoice::Go(hub) => return open_hub(model, hub.clone()),
        StaffChoice::WriteMessage => {
            let text = model.context.settings.message.as_ref().map(|message| message.text.clone());
            View::Form { ask: Ask::MessageText, text: text.unwrap_or_default() }
        }
        StaffChoice::RemoveMessage => return save(model, Change::Message(None)),
        StaffChoice::FindVenue(purpose) => form(Ask::Venue(*purpose)),
        StaffChoice::FindCommune => form(Ask::Commune),
        StaffChoice::NameDesk => {
            View::Form { ask: Ask::DeskName, text: model.context.settings.desk.name.clone().unwrap_or_default() }
        }
        StaffChoice::TellHours => form(Ask::DeskHours),
        StaffChoice::TellPhone => {
            View::Form { ask: Ask::DeskPhone, text: model.context.settings.desk.telephone.clone().unwrap_or_default() }
        }
        StaffChoice::OpenClosure(place) => match model.context.settings.closures.get(*place).cloned() {
            Some(closure) => View::Closure(closure),
            None => return Vec::new(),
        },
        StaffChoice::SetClock => form(Ask::Clock),
        StaffChoice::ChangePin => View::NewPin(PinEntry::default()),
        StaffChoice::RollBack => View::ConfirmRollBack,
        StaffChoice::Restart => View::ConfirmRestart,
        other => return act(model, other),
    };
    open(model, view);
    Vec::new()
}

/// Choices that do something at once.
fn act(model: &mut Model, choice: &StaffChoice) -> Vec<Effect> {
    match choice {
        StaffChoice::Pick(place) => pick(model, *place),
        StaffChoice::Keep => match shown(model).map(|staff| staff.view.clone()) {
            Some(View::HoursRead(desk)) => save(model, Change::Desk(desk)),
            _ => Vec::new(),
        },
        StaffChoice::Reopen => match shown(model).map(|staff| staff.view.clone()) {
            Some(View::Closure(Closure { venue, .. })) => save(model, Change::Reopen(venue)),
            _ => Vec::new(),
        },
        StaffChoice::More => more(model),
        StaffChoice::Speak(locale) => {
            model.context.locale = *locale;
            save(model, Change::Locale(*locale))
        }
        StaffChoice::Idle(seconds) => save(model, Change::Idle(*seconds)),
        StaffChoice::Size(size) => save(model, Change::TextSize(*size)),
        StaffChoice::LookAgain => {
            replace(model, View::Hub(Hub::Stick(None)));
            ask(model, StaffTask::Edition(EditionTask::LookAtStick))
        }
        StaffChoice::Install => install(model),
        StaffChoice::Export => ask(model, StaffTask::Edition(EditionTask::ExportJournal)),
        StaffChoice::Confirm => confirm(model),
        StaffChoice::CannotRead => say(model, Sentence::new("staff.screen.cannot")),
        StaffChoice::Menu => menu(model),
        _ => Vec::new(),
    }
}

/// What was found at a place of the list.
fn pick(model: &mut Model, place: usize) -> Vec<Effect> {
    let Some(View::Found(found)) = shown(model).map(|staff| staff.view.clone()) else { return Vec::new() };
    match found {
        Found::Communes(places) => {
            let Some((commune, at)) = places.get(place).and_then(|place| Some((*place, place.position()?))) else {
                return Vec::new();
            };
            let here = Here { name: commune.name().to_owned(), latitude: at.latitude, longitude: at.longitude };
            save(model, Change::Here(here, ChosenAs::Commune(commune.code().to_owned())))
        }
        Found::Venues { purpose, venues, .. } => {
            let Some(venue) = venues.and_then(|venues| venues.into_iter().nth(place)) else { return Vec::new() };
            match (purpose, venue.here()) {
                (Purpose::Close, _) => {
                    open(model, form(Ask::ClosedUntil(venue)));
                    Vec::new()
                }
                (Purpose::StandHere, Some((here, chosen_as))) => save(model, Change::Here(here, chosen_as)),
                (Purpose::StandHere, None) => say(model, Sentence::new("staff.here.no-position")),
            }
        }
    }
}

/// The next portion of a list.
fn more(model: &mut Model) -> Vec<Effect> {
    model.counter += 1;
    let serial = model.counter;
    let Some(visit) = model.visits.last_mut() else { return Vec::new() };
    if let State::Staff(staff) = &mut visit.state
        && let View::Hub(Hub::Closures(portion) | Hub::Journal(_, portion)) = &mut staff.view
    {
        *portion += 1;
        (visit.serial, visit.focus) = (serial, None);
    }
    Vec::new()
}

fn install(model: &mut Model) -> Vec<Effect> {
    let Some(View::Hub(Hub::Stick(Some(offer)))) = shown(model).map(|staff| staff.view.clone()) else {
        return Vec::new();
    };
    match offer.content {
        Ok(offered) if offered.reasons.is_empty() => begin(model),
        Ok(offered) => {
            open(model, View::ConfirmInstall(offered.reasons));
            Vec::new()
        }
        Err(_sentence) => Vec::new(),
    }
}

fn begin(model: &mut Model) -> Vec<Effect> {
    open(model, View::Installing(InstallProgress::default()));
    ask(model, StaffTask::Edition(EditionTask::Install))
}

/// Yes, to what was asked once more.
fn confirm(model: &mut Model) -> Vec<Effect> {
    let task = match shown(model).map(|staff| &staff.view) {
        Some(View::ConfirmInstall(_)) => {
            replace(model, View::Installing(InstallProgress::default()));
            EditionTask::Install
        }
        Some(View::ConfirmRollBack) => EditionTask::RollBack,
        Some(View::ConfirmRestart) => EditionTask::Restart,
        _ => return Vec::new(),
    };
    ask(model, StaffTask::Edition(task))
}

/// Back to the menu, which is below on the way.
fn menu(model: &mut Model) -> Vec<Effect> {
    let menu = model
        .visits
        .iter()
        .position(|visit| matches!(&visit.state, State::Staff(staff) if staff.view == View::Hub(Hub::Menu)));
    let Some(menu) = menu else { return super::super::home(model) };
    model.visits.truncate(menu + 1);
    Vec::new()
}
