//! Where the terminal stands, and how it begins: language, waits, letters, PIN.

use super::super::{Block, Choice, Page, language};
use super::{back, choice, titled};
use crate::locale::Locale;
use crate::model::Context;
use crate::model::look::TextSize;
use crate::model::staff::{Hub, Purpose, StaffChoice};

/// Waits that can be chosen, in seconds.
const WAITS: [u32; 5] = [60, 120, 180, 300, 600];

/// Where the terminal stands.
pub(super) fn here(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.here.title", locale);
    let text = match &context.here {
        Some(here) => locale.say_with("staff.here.is", &[("name", &here.name)]),
        None => locale.say("staff.here.unknown"),
    };
    page.blocks.push(Block::Text(text));
    page.blocks.push(Block::Choices(vec![
        choice(StaffChoice::FindVenue(Purpose::StandHere), locale.say("staff.here.venue")),
        choice(StaffChoice::FindCommune, locale.say("staff.here.commune")),
        back(locale),
    ]));
    page
}

/// All settings with what they are now.
pub(super) fn page(context: &Context) -> Page {
    let locale = context.locale;
    let settings = &context.settings;
    let mut page = titled("staff.settings.title", locale);
    let language = settings.locale.unwrap_or(Locale::FRENCH).say("language.own-name");
    let wait =
        settings.idle_seconds.map_or_else(|| locale.say("staff.settings.usual"), |seconds| minutes(seconds, locale));
    let size = settings.text_size.map_or_else(|| locale.say("staff.settings.usual"), |size| size_name(size, locale));
    page.blocks.push(Block::Choices(vec![
        choice(StaffChoice::Go(Hub::Locale(0)), locale.say("staff.settings.locale")).detail(language),
        choice(StaffChoice::Go(Hub::Idle), locale.say("staff.settings.idle")).detail(wait),
        choice(StaffChoice::Go(Hub::TextSize), locale.say("staff.settings.text-size")).detail(size),
        choice(StaffChoice::ChangePin, locale.say("staff.settings.pin")),
        back(locale),
    ]));
    page
}

fn minutes(seconds: u32, locale: Locale) -> String {
    let minutes = usize::try_from(seconds.div_ceil(60)).unwrap_or_default();
    locale.count("way.minutes", minutes)
}

fn size_name(size: TextSize, locale: Locale) -> String {
    locale.say(&format!("staff.size.{}", size.name()))
}

/// A page of one setting: what it does, its values, the present one marked.
fn values(title: &str, lead: &str, values: Vec<(Choice, bool)>, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled(title, locale);
    page.blocks.push(Block::Text(locale.say(lead)));
    let mark =
        |(choice, present): (Choice, bool)| if present { choice.detail(locale.say("filters.chosen")) } else { choice };
    let mut choices: Vec<Choice> = values.into_iter().map(mark).collect();
    choices.push(back(locale));
    page.blocks.push(Block::Choices(choices));
    page
}

/// The language that a session begins in.
pub(super) fn locales(portion: usize, context: &Context) -> Page {
    let present = context.settings.locale.unwrap_or(Locale::FRENCH);
    let name = |one: Locale| one.say("language.own-name");
    let shown = language::portion(portion).iter();
    let mut choices: Vec<(Choice, bool)> =
        shown.map(|one| (choice(StaffChoice::Speak(*one), name(*one)), *one == present)).collect();
    let others = language::after(portion);
    if !others.is_empty() {
        choices.push((choice(StaffChoice::Go(Hub::Locale(portion + 1)), language::names(others)), false));
    }
    values("staff.settings.locale", "staff.settings.locale-lead", choices, context)
}

/// How long nobody must press a key before a session ends.
pub(super) fn idle(context: &Context) -> Page {
    let present = context.settings.idle_seconds;
    let all = WAITS.map(|wait| (choice(StaffChoice::Idle(wait), minutes(wait, context.locale)), Some(wait) == present));
    values("staff.settings.idle", "staff.settings.idle-lead", all.to_vec(), context)
}

/// How large the letters are.
pub(super) fn sizes(context: &Context) -> Page {
    let present = context.settings.text_size;
    let all = TextSize::ALL
        .map(|size| (choice(StaffChoice::Size(size), size_name(size, context.locale)), Some(size) == present));
    values("staff.settings.text-size", "staff.settings.text-size-lead", all.to_vec(), context)
}
