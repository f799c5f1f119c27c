//! The screen, the clock and starting anew.

use super::super::{Block, Choice, ChoiceId, Page};
use super::{alert, back, calm, choice, titled};
use crate::model::Context;
use crate::model::staff::{Hub, StaffChoice};

/// What a screen must be able to show: letters of the languages, figures and signs, lines and marks.
const SHOWN: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àâäæçéèêëîïôœöùûüÿ",
    "ÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸ",
    "0123456789€«»’…–·%?!;:",
    "─│┌┐└┘├┤┃▶◀▲▼•",
];

/// What can be looked at.
pub(super) fn page(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.machine.title", locale);
    page.blocks.push(Block::Choices(vec![
        choice(StaffChoice::Go(Hub::ScreenTest), locale.say("staff.screen.title")),
        choice(StaffChoice::Go(Hub::Clock), locale.say("staff.clock.title")),
        choice(StaffChoice::Restart, locale.say("staff.restart.title")),
        back(locale),
    ]));
    page
}

/// All letters and all looks.
pub(super) fn screen_test(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.screen.title", locale);
    page.blocks.push(Block::List(SHOWN.map(str::to_owned).to_vec()));
    page.blocks.push(Block::Heading(locale.say("staff.screen.heading")));
    page.blocks.push(calm(locale.say("staff.screen.calm")));
    page.blocks.push(alert(locale.say("staff.screen.alert")));
    page.blocks.push(Block::Text(locale.say("staff.screen.question")));
    page.blocks.push(Block::Choices(vec![
        Choice::new(ChoiceId::Back, locale.say("staff.screen.yes")),
        choice(StaffChoice::CannotRead, locale.say("staff.screen.no")),
    ]));
    page
}

/// What time the machine believes it is.
pub(super) fn clock(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.clock.title", locale);
    let date = locale.date(context.now.date());
    let facts =
        [("weekday", locale.weekday(context.now.date())), ("date", date), ("time", locale.time(context.now.time()))];
    let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
    page.blocks.push(Block::Text(locale.say_with("staff.clock.is", &facts)));
    page.blocks.push(Block::Choices(vec![choice(StaffChoice::SetClock, locale.say("staff.clock.set")), back(locale)]));
    page
}

/// Starting anew is asked once more; without the help of the system it cannot be done from here.
pub(super) fn restart(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.restart.title", locale);
    if context.helper {
        page.blocks.push(Block::Text(locale.say("staff.restart.confirm")));
        page.blocks.push(Block::Choices(vec![
            Choice::new(ChoiceId::Back, locale.say("staff.no")),
            choice(StaffChoice::Confirm, locale.say("staff.restart.yes")),
        ]));
    } else {
        page.blocks.push(Block::Text(locale.say("staff.restart.no-helper")));
        page.blocks.push(Block::Choices(vec![back(locale)]));
    }
    page
}
