//! The desk beside the terminal: what visitors read of it, and the pages where staff say it.

use repere_index::hours::{DayHours, Hours, Moment};

use super::super::{Block, Choice, ChoiceId, Fact, Page, venue};
use super::{back, choice, titled};
use crate::locale::{Locale, way};
use crate::model::Context;
use crate::model::staff::{DeskCard, StaffChoice};

/// Whom to ask beside the terminal, when, and how to telephone; `None` when nobody has said.
pub(in crate::page) fn facts(context: &Context) -> Option<Block> {
    let locale = context.locale;
    let desk = &context.settings.desk;
    let mut facts = Vec::new();
    facts.extend(desk.name.as_ref().map(|name| Fact::new(locale.say("staff.desk.whom"), name)));
    facts.extend(desk.hours.as_ref().map(|hours| Fact {
        label: locale.say("venue.hours"),
        values: hours_now(hours, context),
        current: false,
    }));
    facts.extend(desk.telephone.as_ref().map(|number| Fact::new(locale.say("venue.phone"), way::phone(number))));
    (!facts.is_empty()).then_some(Block::Facts(facts))
}

/// Whether somebody is there now, then the week.
fn hours_now(written: &str, context: &Context) -> Vec<String> {
    let hours = Hours::parse(written);
    let today = context.now.date();
    // Staff said it here: it is not old.
    let state = hours.state(Moment { now: context.now, floor: context.edition.floor() }, Some(today));
    let now = context.locale.opening(&state, context.now);
    std::iter::once(now).chain(in_words(&hours, context)).collect()
}

/// A week in words, days of the same hours together: "lundi – vendredi : 9 h – 12 h".
fn in_words(hours: &Hours, context: &Context) -> Vec<String> {
    let locale = context.locale;
    let week = hours.week(context.now.date());
    let mut lines: Vec<(Vec<&DayHours>, String)> = Vec::new();
    for day in &week {
        let spans: Vec<String> = day.spans.iter().map(|span| venue::span_text(span, locale)).collect();
        let said = if spans.is_empty() { locale.say("venue.closed") } else { spans.join(", ") };
        match lines.last_mut() {
            Some((days, before)) if *before == said => days.push(day),
            _ => lines.push((vec![day], said)),
        }
    }
    lines
        .iter()
        .map(|(days, said)| locale.say_with("lines.fact", &[("label", &days_name(days, locale)), ("value", said)]))
        .collect()
}

fn days_name(days: &[&DayHours], locale: Locale) -> String {
    let name = |day: Option<&&DayHours>| day.map(|day| locale.weekday(day.date)).unwrap_or_default();
    if days.len() < 2 {
        return name(days.first());
    }
    locale.say_with("venue.span", &[("start", &name(days.first())), ("end", &name(days.last()))])
}

/// What is known of the desk, and what can be changed.
pub(super) fn page(context: &Context) -> Page {
    let locale = context.locale;
    let desk = &context.settings.desk;
    let mut page = titled("staff.desk.heading", locale);
    page.blocks.push(Block::Text(locale.say("staff.desk.lead")));
    let unsaid = |value: Option<String>| value.unwrap_or_else(|| locale.say("staff.desk.unsaid"));
    let hours = desk.hours.as_ref().map(|hours| in_words(&Hours::parse(hours), context));
    page.blocks.push(Block::Facts(vec![
        Fact::new(locale.say("staff.desk.whom"), unsaid(desk.name.clone())),
        Fact { label: locale.say("venue.hours"), values: hours.unwrap_or_else(|| vec![unsaid(None)]), current: false },
        Fact::new(locale.say("venue.phone"), unsaid(desk.telephone.as_ref().map(|number| way::phone(number)))),
    ]));
    page.blocks.push(Block::Choices(vec![
        choice(StaffChoice::NameDesk, locale.say("staff.desk.name")),
        choice(StaffChoice::TellHours, locale.say("staff.desk.hours")),
        choice(StaffChoice::TellPhone, locale.say("staff.desk.phone")),
        back(locale),
    ]));
    page
}

/// How typed hours were understood.
pub(super) fn read(card: &DeskCard, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.desk.heading", locale);
    page.blocks.push(Block::Text(locale.say("staff.hours.understood")));
    page.blocks.extend(card.hours.as_ref().map(|hours| venue::week_facts(&Hours::parse(hours), context)));
    page.blocks.push(Block::Choices(vec![
        choice(StaffChoice::Keep, locale.say("staff.hours.keep")),
        Choice::new(ChoiceId::Back, locale.say("staff.hours.retype")),
    ]));
    page
}
