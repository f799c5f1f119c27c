//! The staff area, for people who are no technicians: one question a page, what is so now above what can be done, and what came of
//! it said in one sentence.

pub mod desk;
pub mod home;

mod editions;
mod forms;
mod install;
mod lists;
mod machine;
mod settings;

use super::{Block, Choice, ChoiceId, Page, PageKind, Tone};
use crate::locale::Locale;
use crate::model::Context;
use crate::model::staff::{Closure, Hub, Staff, StaffChoice, View};

/// A page of the staff area.
#[must_use]
pub fn page(staff: &Staff, context: &Context) -> Page {
    let mut page = match &staff.view {
        View::Pin(digits) => forms::pin(digits, context),
        View::NewPin(entry) => forms::new_pin(entry, context),
        View::Form { ask, text } => forms::page(ask, text, context),
        View::Hub(hub) => hub_page(hub, context),
        View::Found(found) => lists::found(found, context),
        View::HoursRead(card) => desk::read(card, context),
        View::Closure(closure) => lists::closure(closure, context),
        View::ConfirmRollBack => editions::confirm(context),
        View::ConfirmInstall(reasons) => install::confirm(reasons, context),
        View::Installing(progress) => install::progress(progress, context),
        View::Done(end) => install::done(end, context),
        View::ConfirmRestart => machine::restart(context),
    };
    let said = staff.said.as_ref().map(|sentence| calm(sentence.said(context.locale)));
    let wait = staff.waiting && !matches!(staff.view, View::Installing(_));
    let wait = wait.then(|| Block::Progress(context.locale.say("staff.wait")));
    // Below a field, which must be in sight while it is typed in; above all else.
    let below_field = usize::from(matches!(page.blocks.first(), Some(Block::Field { .. })));
    let news: Vec<Block> = said.into_iter().chain(wait).collect();
    page.blocks.splice(below_field..below_field, news);
    page
}

fn hub_page(hub: &Hub, context: &Context) -> Page {
    match hub {
        Hub::Menu => menu(context),
        Hub::Message => home::message(context),
        Hub::Closures(portion) => lists::closures(*portion, context),
        Hub::Desk => desk::page(context),
        Hub::Stick(offer) => install::offer(offer.as_deref(), context),
        Hub::Editions(editions) => editions::page(editions.as_deref(), context),
        Hub::Journal(lines, portion) => editions::journal(lines.as_deref(), *portion, context),
        Hub::Here => settings::here(context),
        Hub::Settings => settings::page(context),
        Hub::Locale(portion) => settings::locales(*portion, context),
        Hub::Idle => settings::idle(context),
        Hub::TextSize => settings::sizes(context),
        Hub::Machine => machine::page(context),
        Hub::ScreenTest => machine::screen_test(context),
        Hub::Clock => machine::clock(context),
    }
}

/// All that staff can do.
fn menu(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.title", locale);
    page.blocks.extend(context.settings.trouble.as_ref().map(|trouble| alert(trouble.said(locale))));
    let hubs = [
        (Hub::Message, "staff.message.title"),
        (Hub::Closures(0), "staff.closures.title"),
        (Hub::Desk, "staff.desk.title"),
        (Hub::Stick(None), "staff.stick.title"),
        (Hub::Editions(None), "staff.editions.title"),
        (Hub::Here, "staff.here.title"),
        (Hub::Settings, "staff.settings.title"),
        (Hub::Machine, "staff.machine.title"),
    ];
    let mut choices: Vec<Choice> = hubs.map(|(hub, key)| choice(StaffChoice::Go(hub), locale.say(key))).to_vec();
    choices.push(Choice::new(ChoiceId::Home, locale.say("staff.leave")));
    page.blocks.push(Block::Choices(choices));
    page
}

/// That a venue is closed, and that staff of this place said so.
pub(super) fn closed(closure: &Closure, context: &Context) -> String {
    let locale = context.locale;
    match closure.until {
        Some(until) => locale.say_with("staff.closed-until", &[("date", &locale.last_day(context.now.date(), until))]),
        None => locale.say("staff.closed"),
    }
}

fn titled(key: &str, locale: Locale) -> Page {
    Page::new(PageKind::Staff, locale.say(key))
}

fn choice(choice: StaffChoice, label: impl Into<String>) -> Choice {
    Choice::new(ChoiceId::Staff(choice), label)
}

fn back(locale: Locale) -> Choice {
    Choice::new(ChoiceId::Back, locale.say("choice.back"))
}

fn calm(text: impl Into<String>) -> Block {
    Block::Notice { tone: Tone::Calm, text: text.into() }
}

fn alert(text: impl Into<String>) -> Block {
    Block::Notice { tone: Tone::Alert, text: text.into() }
}
