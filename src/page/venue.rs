//! One venue: whether it is open, how to be received, how to get there, and all that is known of it. What is not known is
//! left out: missing data means *not stated*, never *no*.

mod local;

use repere_index::distance::Way;
use repere_index::hours::{DayHours, Hours, OpenState, Span};
use repere_index::search::VenueHit;
use repere_index::standard::ReceptionMode;
use repere_index::venue::Venue;

use super::{Block, Choice, ChoiceId, Fact, Page, PageKind, Tone};
use crate::locale::{Locale, way};
use crate::model::Context;

/// The page of a venue.
#[must_use]
pub fn page(hit: &VenueHit, context: &Context) -> Page {
    let locale = context.locale;
    let venue = &hit.venue;
    let mut page = Page::new(PageKind::Venue, &venue.name);
    if venue.demonstration {
        page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("demonstration.one") });
    }
    page.blocks.push(opening(hit, context));
    local::messages(&mut page, venue, context);
    let mut facts = Vec::new();
    push(&mut facts, locale.say("venue.reception"), locale.names(&reception(hit, context)));
    push(&mut facts, locale.say("venue.bring"), local::documents(venue));
    push(&mut facts, locale.say("venue.way"), way_sentences(hit, context));
    push(&mut facts, locale.say("venue.phone"), venue.phones.iter().map(|phone| way::phone(phone)).collect());
    push(&mut facts, locale.say("venue.address"), address(venue));
    push(&mut facts, locale.say("venue.transport"), local::transport(venue));
    page.blocks.push(Block::Facts(facts));
    week(&mut page, venue, context);
    local::workshops(&mut page, venue, context);

    let mut facts = Vec::new();
    let services = venue.services.iter().map(|service| {
        locale.say_with("venue.service", &[("name", &locale.name(*service)), ("examples", &locale.examples(*service))])
    });
    push(&mut facts, locale.say("venue.services"), services.collect());
    push(&mut facts, locale.say("venue.support"), locale.names(&venue.support));
    push(&mut facts, locale.say("venue.cost"), locale.names(&venue.costs));
    push(&mut facts, locale.say("venue.audience"), audience(venue, locale));
    push(&mut facts, locale.say("venue.care"), locale.names(&venue.specific_care));
    local::languages_and_equipment(&mut facts, venue, locale);
    let mut kinds = locale.names(&venue.typologies);
    kinds.extend(venue.programmes.iter().map(|programme| locale.name(*programme)));
    kinds.extend(venue.labels.iter().map(|label| locale.name(*label)));
    push(&mut facts, locale.say("venue.kind"), kinds);
    push(&mut facts, locale.say("venue.itinerance"), locale.names(&venue.itinerance));
    let about = [&venue.summary, &venue.detail].into_iter().flatten().cloned();
    push(&mut facts, locale.say("venue.about"), about.collect());
    push(&mut facts, locale.say("venue.mail"), venue.emails.clone());
    push(&mut facts, locale.say("venue.site"), venue.websites.clone());
    push(&mut facts, locale.say("venue.appointment"), venue.appointment.iter().cloned().collect());
    let mut sources = source(venue, locale);
    sources.extend(local::verified(venue, locale));
    push(&mut facts, locale.say("venue.source"), sources);
    page.blocks.push(Block::Facts(facts));
    if !hit.actors.is_empty() {
        page.blocks.push(Block::Heading(locale.say("actor.behind")));
        page.blocks.push(Block::Choices(super::actor::choices(hit.actors.iter().enumerate())));
    }
    page.blocks.push(Block::Choices(vec![
        Choice::new(ChoiceId::Back, locale.say("choice.back")),
        Choice::new(ChoiceId::Home, locale.say("choice.home")),
    ]));
    page
}

/// The way from here to a venue, where both are known.
pub(super) fn way(hit: &VenueHit, context: &Context) -> Option<Way> {
    let here = context.here.as_ref()?.position()?;
    Some(here.way_to(hit.venue.position?.at))
}

fn push(facts: &mut Vec<Fact>, label: String, values: Vec<String>) {
    if !values.is_empty() {
        facts.push(Fact { label, values, current: false });
    }
}

/// Whether it is open, and what to do where that is not sure.
fn opening(hit: &VenueHit, context: &Context) -> Block {
    let locale = context.locale;
    if let Some(closure) = context.closure_of(&hit.venue.id) {
        let said = super::staff::closed(closure, context);
        let text = closure.note.iter().fold(said, |said, note| format!("{said} {note}"));
        return Block::Notice { tone: Tone::Alert, text };
    }
    let mut text = locale.opening(&hit.open, context.now);
    if matches!(hit.open, OpenState::Check { .. } | OpenState::Unknown { .. }) {
        let advice = if hit.venue.phones.is_empty() { "opening.advice-ask" } else { "opening.advice-phone" };
        text.push(' ');
        text.push_str(&locale.say(advice));
    }
    // What staff closed must not be missed; who comes at the wrong hour comes again.
    let tone = if matches!(hit.open, OpenState::ClosedUntil { .. }) { Tone::Alert } else { Tone::Calm };
    Block::Notice { tone, text }
}

/// How to be received. Nobody is sent to a venue that receives nobody, or that staff closed for a time.
fn reception(hit: &VenueHit, context: &Context) -> Vec<ReceptionMode> {
    let modes = &hit.venue.reception;
    let closed = matches!(hit.open, OpenState::ClosedUntil { .. }) || context.closure_of(&hit.venue.id).is_some();
    let in_vain = closed || modes.contains(&ReceptionMode::NoPublic);
    modes.iter().copied().filter(|mode| !in_vain || *mode != ReceptionMode::WalkIn).collect()
}

fn way_sentences(hit: &VenueHit, context: &Context) -> Vec<String> {
    let locale = context.locale;
    let Some(way) = way(hit, context) else { return Vec::new() };
    let mut sentences = vec![locale.way(way)];
    if hit.venue.position.is_some_and(|position| position.approximate) {
        sentences.push(locale.say("venue.way-approximate"));
    }
    sentences
}

fn address(venue: &Venue) -> Vec<String> {
    let mut lines: Vec<String> = [&venue.address, &venue.address_complement].into_iter().flatten().cloned().collect();
    lines.push(format!("{} {}", venue.postcode, venue.commune).trim().to_owned());
    lines
}

fn audience(venue: &Venue, locale: Locale) -> Vec<String> {
    if venue.audiences.is_empty() { vec![locale.say("venue.everyone")] } else { locale.names(&venue.audiences) }
}

fn source(venue: &Venue, locale: Locale) -> Vec<String> {
    let date = venue.updated.map(|date| locale.say_with("venue.updated", &[("date", &locale.date(date))]));
    date.or_else(|| Some(locale.say("venue.undated"))).into_iter().chain(venue.sources.iter().cloned()).collect()
}

/// The hours of the week with today marked, and public holidays; the text as written where it cannot be read.
fn week(page: &mut Page, venue: &Venue, context: &Context) {
    let locale = context.locale;
    let mut facts = Vec::new();
    let mut as_written = None;
    if let Some(written) = &venue.hours {
        let hours = Hours::parse(written);
        let today = context.now.date();
        let closure = context.closure_of(&venue.id);
        let closed = |day: &DayHours| day.date >= today && closure.is_some_and(|closure| closure.holds(day.date));
        let week = hours.week_with(today, venue.exceptions()).into_iter();
        let week = week.map(|day| if closed(&day) { DayHours { spans: Vec::new(), ..day } } else { day });
        facts.extend(week.map(|day| day_fact(&day, locale)));
        let text = || Block::Text(locale.say_with("venue.hours-written", &[("hours", written)]));
        as_written = (!hours.is_understood()).then(text);
    }
    facts.extend(local::holidays(venue, locale));
    if as_written.is_some() || !facts.is_empty() {
        page.blocks.push(Block::Heading(locale.say("venue.hours")));
        page.blocks.extend(as_written);
    }
    if !facts.is_empty() {
        page.blocks.push(Block::Facts(facts));
    }
}

/// A week of hours, with today marked.
pub(super) fn week_facts(hours: &Hours, context: &Context) -> Block {
    Block::Facts(hours.week(context.now.date()).iter().map(|day| day_fact(day, context.locale)).collect())
}

fn day_fact(day: &DayHours, locale: Locale) -> Fact {
    let weekday = locale.weekday(day.date);
    let label = if day.is_today { locale.say_with("venue.today", &[("weekday", &weekday)]) } else { weekday };
    let mut spans: Vec<String> = day.spans.iter().map(|span| span_text(span, locale)).collect();
    if spans.is_empty() {
        spans.push(locale.say("venue.closed"));
    }
    let mut value = spans.join(", ");
    if let Some(holiday) = day.holiday {
        value = locale.say_with("venue.holiday", &[("hours", &value), ("holiday", &locale.holiday(holiday))]);
    }
    Fact { label, values: vec![value], current: day.is_today }
}

/// "9 h – 12 h", and on what condition.
pub(super) fn span_text(span: &Span, locale: Locale) -> String {
    let (start, end) = (locale.time(span.start.time()), locale.time(span.end.time()));
    let times = locale.say_with("venue.span", &[("start", &start), ("end", &end)]);
    match &span.condition {
        Some(condition) if condition.is_empty() => locale.say_with("venue.span-maybe", &[("times", &times)]),
        Some(condition) => locale.say_with("venue.span-condition", &[("times", &times), ("condition", condition)]),
        None => times,
    }
}
