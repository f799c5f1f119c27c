//! Pages on which something is typed: a question, the field, an example. A PIN is shown as so many dots.

use super::super::{Block, InputMode, Page};
use super::{alert, titled};
use crate::model::Context;
use crate::model::staff::{Ask, PinEntry, Purpose, Secret};

/// Stands for a digit of a PIN.
const DOT: &str = "•";

/// The PIN is asked for.
pub(super) fn pin(digits: &Secret, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = field("staff.title", locale.say("staff.pin.ask"), &dots(digits), context);
    page.blocks.push(Block::Text(locale.say("staff.pin.forgotten")));
    page
}

/// A PIN is chosen, typed twice.
pub(super) fn new_pin(entry: &PinEntry, context: &Context) -> Page {
    let locale = context.locale;
    let title = if entry.first_run { "staff.pin.first-title" } else { "staff.pin.title" };
    let question = if entry.first.is_some() { "staff.pin.repeat" } else { "staff.pin.choose" };
    let mut page = field(title, locale.say(question), &dots(&entry.digits), context);
    let hint = match (&entry.first, entry.first_run) {
        (Some(_), _) => "staff.pin.repeat-hint",
        (None, true) => "staff.pin.first-hint",
        (None, false) => "staff.pin.choose-hint",
    };
    page.blocks.push(Block::Text(locale.say(hint)));
    page.blocks.extend(context.settings.trouble.as_ref().map(|trouble| alert(trouble.said(locale))));
    page
}

fn dots(digits: &Secret) -> String {
    DOT.repeat(digits.len())
}

/// Something else is typed.
pub(super) fn page(ask: &Ask, text: &str, context: &Context) -> Page {
    let locale = context.locale;
    let (title, form) = match ask {
        Ask::MessageText => ("staff.message.title", "message"),
        Ask::MessageUntil { .. } => ("staff.message.title", "message-until"),
        Ask::Venue(Purpose::Close) => ("staff.closures.title", "venue"),
        Ask::Venue(Purpose::StandHere) => ("staff.here.title", "venue"),
        Ask::ClosedUntil(_) => ("staff.closures.title", "closed-until"),
        Ask::ClosedWhy { .. } => ("staff.closures.title", "closed-why"),
        Ask::DeskName => ("staff.desk.heading", "desk-name"),
        Ask::DeskHours => ("staff.desk.heading", "desk-hours"),
        Ask::DeskPhone => ("staff.desk.heading", "desk-phone"),
        Ask::Commune => ("staff.here.title", "commune"),
        Ask::Clock => ("staff.clock.title", "clock"),
    };
    let name = match ask {
        Ask::ClosedUntil(venue) | Ask::ClosedWhy { venue, .. } => venue.name.as_str(),
        _ => "",
    };
    let question = locale.say_with(&format!("staff.form.{form}"), &[("name", name)]);
    let mut page = field(title, question, text, context);
    page.blocks.push(Block::Text(locale.say(&format!("staff.form.{form}-hint"))));
    page
}

fn field(title: &str, label: String, text: &str, context: &Context) -> Page {
    let mut page = titled(title, context.locale);
    page.mode = InputMode::Typing;
    page.blocks.push(Block::Field { label, text: text.to_owned() });
    page
}
