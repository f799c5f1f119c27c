//! What a choice leads to.

use repere_index::guide::Guide;
use repere_index::search::Answer;

use super::{actor, back, focus, go, go_once, help, home, letters, narrow, path, search, session, staff};
use crate::effect::Effect;
use crate::model::{Entry, Model, Note, Reading, State};
use crate::page::ChoiceId;

/// The choice of a number was taken; a number that is not on the page changes nothing.
pub(super) fn numbered(model: &mut Model, number: u8) -> Vec<Effect> {
    let page = model.page();
    let Some(place) = usize::from(number).checked_sub(1) else { return Vec::new() };
    let Some(choice) = page.choices().nth(place).cloned() else {
        model.context.note = Some(Note::UnknownKey);
        return Vec::new();
    };
    // Coming back, the visitor finds the focus where the choice was taken.
    focus(model, Some(place));
    choose(model, &choice.id)
}

/// Goes where a choice leads.
pub(super) fn choose(model: &mut Model, id: &ChoiceId) -> Vec<Effect> {
    match id {
        ChoiceId::Need(need) => search::start_need(model, *need),
        ChoiceId::Search => search::start(model, String::new()),
        ChoiceId::Languages => go_once(model, State::Language(0)),
        ChoiceId::Help => help(model),
        ChoiceId::About => go_once(model, State::About),
        ChoiceId::Venue(place) => open_venue(model, *place),
        ChoiceId::Guide(place) => open_guide(model, *place),
        ChoiceId::Actor(place) => actor::open(model, *place),
        ChoiceId::Path => path::start(model),
        ChoiceId::Reply(place) => path::reply(model, *place),
        ChoiceId::More => more(model),
        ChoiceId::Retype => {
            search::back_to_field(model);
            Vec::new()
        }
        ChoiceId::TakeOff(place) => narrow::take_off(model, *place),
        ChoiceId::Homonym(place) => narrow::homonym(model, *place),
        ChoiceId::Filters(group) => {
            go(model, State::Filters(*group));
            Vec::new()
        }
        ChoiceId::Toggle(filter) => narrow::toggle(model, *filter),
        ChoiceId::NextStep => next_step(model),
        ChoiceId::Speak(locale) => speak(model, *locale),
        ChoiceId::Letters | ChoiceId::Groups => letters::open(model),
        ChoiceId::Group(place) => letters::group(model, *place),
        ChoiceId::Letter(letter) => letters::pick(model, *letter),
        ChoiceId::EraseLetter => letters::erase(model),
        ChoiceId::Written => {
            search::to_results(model);
            Vec::new()
        }
        ChoiceId::Words => super::words(model),
        ChoiceId::Enlarge => session::enlarge(model),
        ChoiceId::Recolour => session::recolour(model),
        ChoiceId::Hide => session::hide(model),
        ChoiceId::Finish => session::end(model),
        ChoiceId::Staff(choice) => staff::choose(model, choice),
        ChoiceId::Back => back(model),
        ChoiceId::Home => home(model),
    }
}

fn open_venue(model: &mut Model, place: usize) -> Vec<Effect> {
    if let Some(hit) = shown_answer(model).and_then(|answer| answer.venues.get(place)).cloned() {
        go(model, State::Venue(Box::new(hit)));
    }
    Vec::new()
}

fn open_guide(model: &mut Model, place: usize) -> Vec<Effect> {
    let hit = shown_answer(model).and_then(|answer| answer.guides.get(place)).cloned();
    hit.map_or_else(Vec::new, |hit| read(model, hit.guide))
}

/// What was found for the page shown.
fn shown_answer(model: &Model) -> Option<&Answer> {
    match &model.visit()?.state {
        State::Results(results) => results.answer.as_ref(),
        State::Guide(reading) => reading.help.as_ref(),
        State::Path(path) => path.found.as_ref(),
        _ => None,
    }
}

fn read(model: &mut Model, guide: Guide) -> Vec<Effect> {
    go(model, State::Guide(Box::new(Reading { guide, place: 0, generation: 0, help: None })));
    search::ask_again(model)
}

/// A guide that is being read has come in another language.
pub(super) fn guide_read(model: &mut Model, guide: &Guide) -> Vec<Effect> {
    for visit in &mut model.visits {
        if let State::Guide(reading) = &mut visit.state
            && reading.guide.slug == guide.slug
        {
            // The part that was read may stand elsewhere, or not at all.
            let part = reading.part();
            reading.guide = guide.clone();
            let place = reading.parts().position(|other| other == part);
            reading.place = place.unwrap_or(0);
        }
    }
    Vec::new()
}

fn more(model: &mut Model) -> Vec<Effect> {
    model.counter += 1;
    let serial = model.counter;
    if let Some(visit) = model.visits.last_mut() {
        match &mut visit.state {
            State::Results(results) => results.portion += 1,
            State::Language(portion) => *portion += 1,
            _ => return Vec::new(),
        }
        (visit.serial, visit.focus) = (serial, None);
    }
    Vec::new()
}

fn next_step(model: &mut Model) -> Vec<Effect> {
    model.counter += 1;
    let serial = model.counter;
    if let Some(visit) = model.visits.last_mut()
        && let State::Guide(reading) = &mut visit.state
        && reading.next_part().is_some()
    {
        reading.place += 1;
        (visit.serial, visit.focus) = (serial, None);
    }
    Vec::new()
}

/// Another language from now on: the page before is shown again in it, its texts asked for anew.
fn speak(model: &mut Model, locale: crate::locale::Locale) -> Vec<Effect> {
    model.context.locale = locale;
    model.context.note = locale.is_unread_translation().then_some(Note::Machine);
    // The page of languages may have been leafed through: it is left whole.
    let mut effects = Vec::new();
    if model.visits.len() > 1 && matches!(model.visit().map(|visit| &visit.state), Some(State::Language(_))) {
        model.visits.pop();
    }
    for visit in &mut model.visits {
        match &mut visit.state {
            // Guides in the list are in the language before.
            State::Results(results) if results.entry == Entry::Done => results.current = false,
            State::Path(path) => path.found = None,
            State::Guide(reading) => {
                reading.help = None;
                effects.push(Effect::ReadGuide { slug: reading.guide.slug.clone(), locale });
            }
            State::Actor(actor) => effects.push(Effect::ReadActor { id: actor.id.clone(), locale }),
            _ => {}
        }
    }
    effects.extend(search::ask_again(model));
    effects
}
