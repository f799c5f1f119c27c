//! From a message to the next model and the effects wanted. No I/O, no clock, no randomness: the same messages always end
//! in the same model.

mod actor;
mod choose;
mod letters;
mod narrow;
mod path;
mod search;
mod session;
mod staff;

use crate::effect::Effect;
use crate::message::Message;
use crate::model::{Entry, Loading, Model, Note, State, Visit, Word};
use crate::page::InputMode;

/// Pages remembered on the way back; older ones are forgotten, home never is.
const LONGEST_WAY_BACK: usize = 40;

/// Lets `message` change `model`, and tells what the world has to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = change(model, message);
    // A session keeps the edition that it began with: the new one comes where nothing of the old one is shown.
    if model.adoption_due && matches!(model.visits.as_slice(), [Visit { state: State::Home, .. }]) {
        model.adoption_due = false;
        effects.push(Effect::Adopt);
    }
    effects
}

fn change(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Typed(letter) if staff::is_shown(model) => staff::typed(model, letter),
        Message::Typed(letter) => search::type_letter(model, letter),
        Message::Erased => erase(model),
        Message::Numbered(number) => choose::numbered(model, number),
        Message::Next | Message::PageDown => move_focus(model, 1),
        Message::Previous | Message::PageUp => move_focus(model, -1),
        Message::Focused(place) => {
            focus(model, Some(place));
            Vec::new()
        }
        Message::Chosen(place, id) => {
            focus(model, Some(place));
            choose::choose(model, &id)
        }
        Message::Opened => open(model),
        Message::WentBack => back(model),
        Message::WentHome => home(model),
        Message::AskedHelp => help(model),
        Message::AskedWords => words(model),
        Message::AskedLanguages => go_once(model, State::Language(0)),
        Message::AskedLetters => letters::open(model),
        Message::Enlarged => session::enlarge(model),
        Message::Recoloured => session::recolour(model),
        Message::HidScreen => session::hide(model),
        Message::Finished | Message::SessionEnded => session::end(model),
        Message::Returned => session::returned(model),
        Message::LeftAlone => session::left_alone(model),
        Message::Counted(left) => session::counted(model, left),
        Message::Screen(grid) => session::screen(model, grid),
        Message::FontSet { font, grid } => session::font_set(model, font, grid),
        Message::FontKept => session::font_kept(model),
        Message::Unknown => {
            model.context.note = Some(Note::UnknownKey);
            Vec::new()
        }
        // Whoever is in the staff area leaves it by going home, not by a letter that slips in.
        Message::AskedSearch if staff::is_shown(model) => Vec::new(),
        Message::AskedSearch => search::start(model, String::new()),
        Message::Left => {
            model.leaving = true;
            Vec::new()
        }
        Message::Ticked(now) => {
            model.context.now = now;
            Vec::new()
        }
        Message::Loaded { done, total } => {
            model.context.loading = Loading::Underway { done, total };
            Vec::new()
        }
        Message::CatalogueReady { edition, standing_in } => {
            // Where somebody said that the terminal stands is better than where a demonstration says it does.
            if model.context.here == model.context.edition.here {
                model.context.here.clone_from(&edition.here);
            }
            model.context.edition = *edition;
            model.context.loading = Loading::Ready;
            model.context.standing_in = standing_in;
            Vec::new()
        }
        Message::CatalogueFailed(code) => {
            model.context.loading = Loading::Failed(code);
            Vec::new()
        }
        Message::Answered { generation, answer } => search::answered(model, generation, answer),
        Message::GuideRead(guide) => choose::guide_read(model, &guide),
        Message::ActorRead(actor) => actor::read(model, &actor),
        Message::EditionChanged => {
            model.adoption_due = true;
            Vec::new()
        }
        Message::Staff(news) => staff::news(model, news),
    }
}

/// Shows a new page.
fn go(model: &mut Model, state: State) {
    staff::close_behind(model, &state);
    model.counter += 1;
    model.visits.push(Visit { serial: model.counter, state, focus: None });
    if model.visits.len() > LONGEST_WAY_BACK {
        model.visits.remove(1);
    }
}

/// Shows a page unless it is the one shown.
fn go_once(model: &mut Model, state: State) -> Vec<Effect> {
    if model.visit().is_none_or(|visit| visit.state != state) {
        go(model, state);
    }
    Vec::new()
}

fn home(model: &mut Model) -> Vec<Effect> {
    model.counter += 1;
    model.visits = vec![Visit { serial: model.counter, state: State::Home, focus: None }];
    Vec::new()
}

fn back(model: &mut Model) -> Vec<Effect> {
    let serial = model.counter + 1;
    if let Some(visit) = model.visits.last_mut() {
        match &mut visit.state {
            State::Guide(reading) if reading.place > 0 => {
                reading.place -= 1;
                (visit.focus, visit.serial, model.counter) = (None, serial, serial);
                return Vec::new();
            }
            State::Results(results) if results.portion > 0 && results.entry == Entry::Done => {
                results.portion -= 1;
                (visit.focus, visit.serial, model.counter) = (None, serial, serial);
                return Vec::new();
            }
            State::Results(results) if matches!(results.entry, Entry::Groups | Entry::Letters(_)) => {
                results.entry = if results.entry == Entry::Groups { Entry::Typing } else { Entry::Groups };
                (visit.focus, visit.serial, model.counter) = (None, serial, serial);
                return Vec::new();
            }
            State::Language(portion) if *portion > 0 => {
                *portion -= 1;
                (visit.focus, visit.serial, model.counter) = (None, serial, serial);
                return Vec::new();
            }
            _ => {}
        }
    }
    if model.visits.len() > 1 {
        model.visits.pop();
    }
    // A question that was still open when the page was left has lost its turn.
    search::ask_again(model)
}

fn help(model: &mut Model) -> Vec<Effect> {
    let kind = model.page().kind;
    match model.visit().map(|visit| &visit.state) {
        Some(State::Help(_)) => Vec::new(),
        _ => go_once(model, State::Help(kind)),
    }
}

/// The hard words of the page shown; of the page that help is about.
fn words(model: &mut Model) -> Vec<Effect> {
    if matches!(model.visit().map(|visit| &visit.state), Some(State::Words(_))) {
        return Vec::new();
    }
    let about_help = matches!(model.visit().map(|visit| &visit.state), Some(State::Help(_)));
    let below = model.visits.len().saturating_sub(if about_help { 2 } else { 1 });
    let Some(visit) = model.visits.get(below) else { return Vec::new() };
    let page = crate::page::of(&visit.state, model.filters(), visit.focus, &model.context);
    let text = page.texts().collect::<Vec<_>>().join("\n");
    let found = model.context.edition.glossary.found_in(&text, model.context.locale.code());
    let word = |(term, meaning): (&str, &str)| Word { term: term.to_owned(), meaning: meaning.to_owned() };
    let words = found.into_iter().map(word).collect();
    go_once(model, State::Words(words))
}

fn erase(model: &mut Model) -> Vec<Effect> {
    match model.page().mode {
        InputMode::Typing if staff::is_shown(model) => staff::erased(model),
        InputMode::Typing => search::erase_letter(model),
        InputMode::Choosing => back(model),
    }
}

fn open(model: &mut Model) -> Vec<Effect> {
    let page = model.page();
    match page.mode {
        InputMode::Typing if staff::is_shown(model) => staff::entered(model),
        InputMode::Typing if search::is_empty(model) => letters::open(model),
        InputMode::Typing => {
            search::to_results(model);
            Vec::new()
        }
        InputMode::Choosing => {
            if let Some(choice) = page.focus.and_then(|place| page.choices().nth(place).cloned()) {
                return choose::choose(model, &choice.id);
            }
            // On a page that is read first, Enter brings the reader to what can be chosen.
            focus(model, Some(0));
            Vec::new()
        }
    }
}

fn focus(model: &mut Model, place: Option<usize>) {
    let count = model.page().choices().count();
    if let Some(visit) = model.visits.last_mut() {
        visit.focus = place.filter(|place| *place < count);
    }
}

fn move_focus(model: &mut Model, by: isize) -> Vec<Effect> {
    let page = model.page();
    let count = page.choices().count();
    if page.mode == InputMode::Typing {
        // Down from the field goes to the first result, and from an empty one to the letters.
        if by > 0 && search::is_empty(model) {
            return letters::open(model);
        }
        if by > 0 && count > 0 {
            search::to_results(model);
        }
        return Vec::new();
    }
    let at_top = page.focus.is_none_or(|place| place == 0);
    if by < 0 && at_top && search::back_to_field(model) {
        return Vec::new();
    }
    let place = match page.focus {
        Some(place) => place.saturating_add_signed(by).min(count.saturating_sub(1)),
        None if by > 0 => 0,
        None => return Vec::new(),
    };
    focus(model, Some(place));
    Vec::new()
}
