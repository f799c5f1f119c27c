//! Lists of the staff area: closures, and what was found for what was typed.

use repere_index::place::Place;

use super::super::{Block, Choice, Fact, MOST_CHOICES, Page};
use super::{back, calm, choice, closed, titled};
use crate::model::Context;
use crate::model::staff::{Closure, Found, Purpose, StaffChoice, VenueRef};

/// Choices beside those of the list: one more, the rest, back.
const OTHERS: usize = 3;

/// The venues that are closed for a while.
pub(super) fn closures(portion: usize, context: &Context) -> Page {
    let locale = context.locale;
    let all = &context.settings.closures;
    let room = MOST_CHOICES - OTHERS;
    let portion = if portion * room < all.len() { portion } else { 0 };
    let mut page = titled("staff.closures.title", locale);
    page.blocks.push(Block::Text(locale.say(if all.is_empty() {
        "staff.closures.none"
    } else {
        "staff.closures.lead"
    })));
    let shown = all.iter().enumerate().skip(portion * room).take(room);
    let mut choices: Vec<Choice> = shown
        .map(|(place, closure)| choice(StaffChoice::OpenClosure(place), &closure.name).detail(state(closure, context)))
        .collect();
    choices.push(choice(StaffChoice::FindVenue(Purpose::Close), locale.say("staff.closures.add")));
    if all.len() > (portion + 1) * room {
        choices.push(choice(StaffChoice::More, locale.say("results.more")));
    }
    choices.push(back(locale));
    page.blocks.push(Block::Choices(choices));
    page
}

/// What visitors read of a closure, or that it is over.
fn state(closure: &Closure, context: &Context) -> String {
    if closure.holds(context.now.date()) { closed(closure, context) } else { context.locale.say("staff.closures.over") }
}

/// One closure.
pub(super) fn closure(closure: &Closure, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.closures.title", locale);
    let values = std::iter::once(state(closure, context)).chain(closure.note.clone()).collect();
    page.blocks.push(Block::Facts(vec![Fact { label: closure.name.clone(), values, current: false }]));
    page.blocks
        .push(Block::Choices(vec![choice(StaffChoice::Reopen, locale.say("staff.closures.reopen")), back(locale)]));
    page
}

/// What was found for what was typed.
pub(super) fn found(found: &Found, context: &Context) -> Page {
    let locale = context.locale;
    let (title, mut choices) = match found {
        Found::Venues { purpose: Purpose::Close, venues, .. } => ("staff.closures.title", picks(venues.as_deref())),
        Found::Venues { purpose: Purpose::StandHere, venues, .. } => ("staff.here.title", picks(venues.as_deref())),
        Found::Communes(places) => {
            let communes = places.iter().enumerate().map(|(place, found)| commune(place, *found));
            ("staff.here.title", communes.collect())
        }
    };
    let mut page = titled(title, locale);
    let searching = matches!(found, Found::Venues { venues: None, .. });
    if searching {
        page.blocks.extend(super::super::catalogue_notice(context));
    } else if choices.is_empty() {
        page.blocks.push(calm(locale.say("staff.found.nothing")));
    } else {
        page.blocks.push(Block::Text(locale.say("staff.found.which")));
    }
    choices.push(Choice::new(super::super::ChoiceId::Back, locale.say("staff.found.retype")));
    page.blocks.push(Block::Choices(choices));
    page
}

fn picks(found: Option<&[VenueRef]>) -> Vec<Choice> {
    let venues = found.unwrap_or_default().iter().enumerate();
    venues.map(|(place, venue)| choice(StaffChoice::Pick(place), &venue.name).detail(&venue.commune)).collect()
}

fn commune(place: usize, commune: Place) -> Choice {
    let postcode = commune.postcodes().next().unwrap_or_default();
    choice(StaffChoice::Pick(place), commune.name()).detail(format!("{postcode} · {}", commune.departement_name()))
}
