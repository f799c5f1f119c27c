//! What staff say to visitors on the home page, and the page where they write it.

use super::super::{Block, Page};
use super::{back, calm, choice, titled};
use crate::locale::Locale;
use crate::model::Context;
use crate::model::staff::{StaffChoice, StickState};

/// What visitors read before anything else: the message of staff, and what goes on with a stick.
pub(in crate::page) fn notices(context: &Context) -> Vec<Block> {
    let locale = context.locale;
    let message = context.settings.message.as_ref().filter(|message| message.holds(context.now.date()));
    let message = message.map(|message| calm(message.text_in(locale)));
    let stick = match &context.stick {
        StickState::None => None,
        StickState::Seen => Some(locale.say("stick.seen")),
        StickState::Installing { percent } => {
            Some(locale.say_with("stick.installing", &[("percent", &percent.to_string())]))
        }
        StickState::Installed { venues, guides } => {
            Some(locale.say_with("stick.installed", &[("content", &content(*venues, *guides, locale))]))
        }
        StickState::NeedsStaff => Some(locale.say("stick.needs-staff")),
        StickState::Refused(sentence) => Some(sentence.said(locale)),
    };
    message.into_iter().chain(stick.map(calm)).collect()
}

/// How much an edition holds. One without guides of its own is not without guides: the program has some.
pub(super) fn content(venues: u64, guides: u64, locale: Locale) -> String {
    let count = |key, number| locale.count(key, usize::try_from(number).unwrap_or(usize::MAX));
    let venues = count("results.venues", venues);
    if guides == 0 { venues } else { format!("{venues}, {}", count("results.guides", guides)) }
}

/// The message as it is, and what can be done with it.
pub(super) fn message(context: &Context) -> Page {
    let locale = context.locale;
    let today = context.now.date();
    let mut page = titled("staff.message.title", locale);
    let mut choices = Vec::new();
    if let Some(message) = &context.settings.message {
        let state = match message.until {
            Some(until) if until < today => "staff.message.past",
            Some(_) => "staff.message.until",
            None => "staff.message.endless",
        };
        let date = message.until.map(|until| locale.last_day(today, until)).unwrap_or_default();
        page.blocks.push(Block::Text(locale.say_with(state, &[("date", &date)])));
        page.blocks.push(calm(message.text_in(locale)));
        choices.push(choice(StaffChoice::WriteMessage, locale.say("staff.message.change")));
        choices.push(choice(StaffChoice::RemoveMessage, locale.say("staff.message.remove")));
    } else {
        page.blocks.push(Block::Text(locale.say("staff.message.none")));
        choices.push(choice(StaffChoice::WriteMessage, locale.say("staff.message.write")));
    }
    choices.push(back(locale));
    page.blocks.push(Block::Choices(choices));
    page
}
