//! What a town added to a venue by hand: messages, workshops, facts of its own. What is not stated is left out.

use chrono::NaiveDate;
use repere_index::hours::OnHolidays;
use repere_index::local::{Extras, LocalAddition, Workshop};
use repere_index::venue::Venue;

use super::push;
use crate::locale::Locale;
use crate::model::Context;
use crate::page::{Block, Fact, Page, Tone};

/// Workshops that are told of: who wants more of them asks there.
const WORKSHOPS: usize = 3;

/// A closure is told of so many days before it begins.
const DAYS_BEFORE: u64 = 14;

/// The closures of the days to come, and the messages of the day.
pub(super) fn messages(page: &mut Page, venue: &Venue, context: &Context) {
    let (locale, today) = (context.locale, context.now.date());
    for closure in venue.exceptions().closures_to_come(today, DAYS_BEFORE) {
        let Some(from) = closure.period.from.map(|from| locale.day_told(today, from)) else { continue };
        let text = match closure.period.until.map(|until| locale.day_told(today, until)) {
            Some(until) if until == from => locale.say_with("venue.closed-on", &[("day", &from)]),
            Some(until) => locale.say_with("venue.closed-between", &[("from", &from), ("until", &until)]),
            None => locale.say_with("venue.closed-from", &[("from", &from)]),
        };
        let text = closure.message.iter().fold(text, |said, message| format!("{said} {message}"));
        page.blocks.push(Block::Notice { tone: Tone::Alert, text });
    }
    let messages = venue.local.iter().flat_map(|local| local.messages_on(context.now.date()));
    page.blocks.extend(messages.map(|text| Block::Notice {
        tone: Tone::Alert,
        text: context.locale.say_with("venue.message", &[("text", text)]),
    }));
}

/// What to bring: it belongs to how to be received.
pub(super) fn documents(venue: &Venue) -> Vec<String> {
    venue.local.as_ref().map(|local| local.extras.documents.clone()).unwrap_or_default()
}

/// Lines and stops: they belong to the way.
pub(super) fn transport(venue: &Venue) -> Vec<String> {
    venue.local.as_ref().map(|local| local.extras.transport.clone()).unwrap_or_default()
}

/// What happens on public holidays, below the hours of the week.
pub(super) fn holidays(venue: &Venue, locale: Locale) -> Option<Fact> {
    let said = match venue.exceptions().public_holidays? {
        OnHolidays::Open => "venue.holidays-open",
        OnHolidays::Closed => "venue.holidays-closed",
    };
    Some(Fact::new(locale.say("venue.holidays"), locale.say(said)))
}

/// The next workshops. With a clock that is behind the data nobody knows which are to come.
pub(super) fn workshops(page: &mut Page, venue: &Venue, context: &Context) {
    let locale = context.locale;
    let today = context.now.date();
    let clock_is_wrong = context.edition.newest.is_some_and(|newest| today < newest);
    let Some(local) = venue.local.as_deref().filter(|_| !clock_is_wrong) else { return };
    let next = local.workshops_from(context.now).take(WORKSHOPS);
    let facts: Vec<Fact> = next.map(|workshop| workshop_fact(workshop, today, locale)).collect();
    if !facts.is_empty() {
        page.blocks.push(Block::Heading(locale.say("venue.workshops")));
        page.blocks.push(Block::Facts(facts));
    }
}

fn workshop_fact(workshop: &Workshop, today: NaiveDate, locale: Locale) -> Fact {
    let time = |time: Option<chrono::NaiveTime>| time.map(|time| locale.time(time)).unwrap_or_default();
    let (start, end) = (time(workshop.start), time(workshop.end));
    let facts = [("title", workshop.title.as_str()), ("start", start.as_str()), ("end", end.as_str())];
    let what = match (workshop.start, workshop.end) {
        (Some(_), Some(_)) => locale.say_with("venue.workshop-span", &facts),
        (Some(_), None) => locale.say_with("venue.workshop-at", &facts),
        (None, _) => workshop.title.clone(),
    };
    let price = workshop.price.iter().map(|price| locale.say_with("venue.workshop-price", &[("price", price)]));
    let registration = workshop.registration.iter();
    let registration = registration.map(|how| locale.say_with("venue.workshop-registration", &[("registration", how)]));
    Fact {
        label: locale.day_told(today, workshop.date),
        values: std::iter::once(what).chain(price).chain(registration).collect(),
        current: false,
    }
}

/// The languages that are spoken, and what there is for visitors.
pub(super) fn languages_and_equipment(facts: &mut Vec<Fact>, venue: &Venue, locale: Locale) {
    let Some(LocalAddition { extras, .. }) = venue.local.as_deref() else { return };
    // In one line: a language is a word or two.
    let languages = locale.names(&extras.languages).join(", ");
    push(facts, locale.say("venue.languages"), Some(languages).filter(|text| !text.is_empty()).into_iter().collect());
    push(facts, locale.say("venue.equipment"), equipment(extras, locale));
}

fn equipment(extras: &Extras, locale: Locale) -> Vec<String> {
    let things = [
        ("venue.computers", extras.computers),
        ("venue.printers", extras.printers),
        ("venue.scanners", extras.scanners),
    ];
    let told = |(key, number): (&str, Option<u16>)| {
        number.map(|number| match number {
            0 => locale.say(&format!("{key}.none")),
            some => locale.count(key, usize::from(some)),
        })
    };
    things.into_iter().filter_map(told).collect()
}

/// Who checked all this, and when.
pub(super) fn verified(venue: &Venue, locale: Locale) -> Option<String> {
    let extras = &venue.local.as_deref()?.extras;
    let date = locale.date(extras.verified_on?);
    Some(match &extras.verified_by {
        Some(who) => locale.say_with("venue.verified-by", &[("date", &date), ("who", who)]),
        None => locale.say_with("venue.verified", &[("date", &date)]),
    })
}
