//! What was found, in groups: venues, guides and actors, a portion at a time so that each choice has a digit. Above them what was
//! understood, below them how to take it off and how to narrow the list down. Never a dead end.

mod portions;

use repere_index::distance::Way;
use repere_index::search::{Answer, GuideHit, Need, Notice, VenueHit};

use self::portions::{Portion, portions};
use super::{Block, Choice, ChoiceId, Fact, FilterGroup, MOST_CHOICES, Page, PageKind, Tone};
use crate::locale::Locale;
use crate::locale::terms::Term as _;
use crate::model::{Asked, Context, Entry, Loading, Results};

/// Of what was understood, so much can be taken off with one key; more would leave no digit for what was found.
const MOST_TAKEN_OFF: usize = 2;
/// Other places of the same name that are offered.
const MOST_HOMONYMS: usize = 1;
/// A number above this says nothing to a visitor.
const MOST_COUNTED: usize = 200;
/// From this far on, in metres, the page says that there is nothing nearer.
const FAR: f64 = 15_000.0;

/// The results page.
#[must_use]
pub fn page(results: &Results, context: &Context) -> Page {
    let locale = context.locale;
    match (results.entry, &results.asked) {
        (Entry::Groups, Asked::Words(words)) => return super::letters::groups(words, context),
        (Entry::Letters(place), Asked::Words(words)) => return super::letters::letters(place, words, context),
        _ => {}
    }
    let title = match &results.asked {
        Asked::Words(_) => locale.say("results.title"),
        Asked::Need(need) => locale.name(*need),
    };
    let mut page = Page::new(PageKind::Results, title);
    page.mode = results.entry.mode();
    match &results.asked {
        Asked::Words(words) if results.entry == Entry::Typing => {
            page.blocks.push(Block::Field { label: locale.say("results.type"), text: words.clone() });
            if results.asked.is_empty() {
                page.blocks.push(Block::Text(locale.say("results.type-hint")));
                let letters = Choice::new(ChoiceId::Letters, locale.say("letters.without-keyboard"));
                page.blocks.push(Block::Choices(vec![letters]));
            }
        }
        Asked::Words(words) => {
            page.blocks.push(Block::Text(locale.say_with("results.words", &[("words", words.trim())])));
        }
        Asked::Need(need) => {
            page.blocks.push(Block::Text(locale.say(&format!("{}-lead", need.locale_key()))));
        }
    }
    if results.asked.is_empty() {
        return page;
    }
    match &results.answer {
        Some(answer) => {
            notices(&mut page, answer, locale);
            understood(&mut page, results, answer, locale);
            if is_beside_the_point(answer) {
                nothing(&mut page, results, answer, locale);
            } else {
                found(&mut page, results, answer, context);
            }
        }
        None => page.blocks.push(
            super::catalogue_notice(context)
                .filter(|_| context.loading != Loading::Ready)
                .unwrap_or_else(|| Block::Progress(locale.say("results.searching"))),
        ),
    }
    page
}

/// Whether nothing was found, or only what would be out of place: somebody in danger, or who asks for a swimming pool, is
/// not shown the guide whose words come nearest.
fn is_beside_the_point(answer: &Answer) -> bool {
    let none = answer.venues.is_empty() && answer.guides.is_empty() && answer.actors.is_empty();
    none || (!answer.notices.is_empty() && nothing_but_stand_ins(answer))
}

/// Whether no venue and no guide is an answer.
fn nothing_but_stand_ins(answer: &Answer) -> bool {
    answer.venues.iter().all(|hit| hit.fallback) && answer.guides.iter().all(|hit| hit.fallback)
}

/// What must be said before anything that was found.
fn notices(page: &mut Page, answer: &Answer, locale: Locale) {
    for notice in &answer.notices {
        match notice {
            Notice::Urgent(numbers) => {
                page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("notice.urgent") });
                let facts = numbers.iter().map(|number| Fact::new(number, locale.emergency(number)));
                page.blocks.push(Block::Facts(facts.collect()));
                page.blocks.push(Block::Text(locale.say("notice.urgent-desk")));
            }
            Notice::Outside(_) => {
                page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("notice.outside") });
            }
        }
    }
}

/// What was understood, and what was chosen.
fn understood(page: &mut Page, results: &Results, answer: &Answer, locale: Locale) {
    let chips: Vec<String> = answer.chips.iter().map(|chip| locale.chip(chip)).collect();
    let filters: Vec<String> = results.filters.iter().map(|filter| locale.filter(*filter)).collect();
    // What was understood says it already; danger and what is outside are not about spelling.
    let spellings = if chips.is_empty() && answer.notices.is_empty() { answer.spellings.clone() } else { Vec::new() };
    for (key, what) in [("notice.understood", chips), ("notice.spelled", spellings), ("notice.filtered", filters)] {
        if !what.is_empty() {
            page.blocks.push(Block::Text(locale.say_with(key, &[("what", &what.join(" · "))])));
        }
    }
}

/// When the filters leave no venue: which one to take back.
fn lift(page: &mut Page, answer: &Answer, locale: Locale) -> Vec<Choice> {
    let Some(filter) = answer.lift else { return Vec::new() };
    page.blocks.push(Block::Notice { tone: Tone::Calm, text: locale.say("notice.nothing-left") });
    let label = locale.say_with("notice.lift", &[("filter", &locale.filter(filter))]);
    vec![Choice::new(ChoiceId::Toggle(filter), label)]
}

/// Nothing was found: never a dead end.
fn nothing(page: &mut Page, results: &Results, answer: &Answer, locale: Locale) {
    let mut choices = lift(page, answer, locale);
    if answer.lift.is_none() && answer.notices.is_empty() {
        page.blocks.push(Block::Notice { tone: Tone::Calm, text: locale.say("results.nothing") });
    }
    choices.extend(ways_on(results, locale));
    if matches!(results.asked, Asked::Words(_)) {
        choices.extend(take_off(answer, locale));
    }
    // Who knows what the terminal does not.
    let actors = super::actor::choices(answer.actors.iter().map(|hit| &hit.actor).enumerate());
    choices.truncate(MOST_CHOICES.saturating_sub(actors.len()));
    if !actors.is_empty() {
        page.blocks.push(Block::Heading(locale.say("actor.found")));
        page.blocks.push(Block::Choices(actors));
    }
    page.blocks.push(Block::Choices(choices));
}

/// Where to go where no venue and no guide was found.
fn ways_on(results: &Results, locale: Locale) -> Vec<Choice> {
    let needs = [Need::Person, Need::Nearby].into_iter().filter(|need| results.asked != Asked::Need(*need));
    let mut choices: Vec<Choice> = needs.map(|need| Choice::new(ChoiceId::Need(need), locale.name(need))).collect();
    if matches!(results.asked, Asked::Words(_)) {
        choices.push(Choice::new(ChoiceId::Retype, locale.say("results.retype")));
    }
    choices
}

fn found(page: &mut Page, results: &Results, answer: &Answer, context: &Context) {
    let locale = context.locale;
    // While words are being typed the list changes with each key: only what is found is worth reading.
    let choosing = results.entry == Entry::Done;
    let mut narrowing = if choosing { take_off(answer, locale) } else { Vec::new() };
    if choosing && !answer.venues.is_empty() {
        narrowing.push(Choice::new(ChoiceId::Filters(FilterGroup::Main), locale.say("notice.filter")));
    }
    if choosing && answer.venues.is_empty() && answer.guides.is_empty() {
        narrowing.extend(ways_on(results, locale));
    }
    let lifting = lift(page, answer, locale);
    let room = MOST_CHOICES.saturating_sub(narrowing.len() + lifting.len());
    if !lifting.is_empty() {
        page.blocks.push(Block::Choices(lifting));
    }
    // An actor that only offers what was asked for takes no digit that a venue needs.
    let all = answer.venues.len() + answer.guides.len() + answer.actors.len();
    let actors = answer.actors.iter().filter(|hit| hit.meant || all <= room).count();
    let portions = portions(answer.venues.len(), answer.guides.len(), actors, room);
    let place = results.portion.min(portions.len().saturating_sub(1));
    let Some(portion) = portions.get(place) else { return };
    let shown = answer.venues.get(portion.venues.clone()).unwrap_or_default();
    if shown.iter().any(|hit| hit.venue.demonstration) {
        page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("demonstration.list") });
    }
    for (heading, choices) in groups(portion, results, answer, context) {
        if !choices.is_empty() {
            page.blocks.push(Block::Heading(heading));
            page.blocks.push(Block::Choices(choices));
        }
    }
    if place + 1 < portions.len() {
        narrowing.insert(0, Choice::new(ChoiceId::More, locale.say("results.more")));
    }
    page.blocks.push(Block::Choices(narrowing));
}

/// The groups with their headings, the one with the better first answer first; actors last, unless nothing else answers.
fn groups(portion: &Portion, results: &Results, answer: &Answer, context: &Context) -> [(String, Vec<Choice>); 3] {
    let locale = context.locale;
    let from = asked_place(answer);
    let venues: Vec<Choice> = (portion.venues.clone())
        .filter_map(|place| Some(venue(place, answer.venues.get(place)?, from, context)))
        .collect();
    let guides: Vec<Choice> =
        (portion.guides.clone()).filter_map(|place| Some(guide(place, answer.guides.get(place)?))).collect();
    let venues = (venue_heading(results, answer, context), venues);
    let near = answer.guides.first().is_some_and(|hit| hit.fallback);
    let guide_count = locale.count("results.guides", answer.guides_total);
    let guides = (if near { locale.say("notice.near") } else { guide_count }, guides);
    let actors = answer.actors.iter().map(|hit| &hit.actor).enumerate();
    let actors = actors.skip(portion.actors.start).take(portion.actors.len());
    let actors = (locale.say("actor.found"), super::actor::choices(actors));
    match (guides_first(results, answer), nothing_but_stand_ins(answer)) {
        (false, true) => [actors, venues, guides],
        (true, true) => [actors, guides, venues],
        (false, false) => [venues, guides, actors],
        (true, false) => [guides, venues, actors],
    }
}

/// How many venues, how near, how well they answer.
fn venue_heading(results: &Results, answer: &Answer, context: &Context) -> String {
    let locale = context.locale;
    let first = answer.venues.first();
    if first.is_some_and(|hit| hit.fallback) {
        return locale.say("notice.near");
    }
    let nearest = answer.venues.iter().filter_map(|hit| hit.distance_m).fold(f64::INFINITY, f64::min);
    if nearest.is_finite() && nearest >= FAR {
        let kilometres = format!("{:.0}", nearest / 1_000.0);
        return locale.say_with("notice.far", &[("distance", &kilometres)]);
    }
    match results.asked {
        Asked::Words(_) if answer.venues_total <= MOST_COUNTED => locale.count("results.venues", answer.venues_total),
        Asked::Words(_) if asked_place(answer).is_some() => locale.say("results.nearest"),
        // Behind a door of the home page there are all that offer it, however far: their number says nothing.
        _ if context.here.is_some() => locale.say("results.nearest"),
        _ => locale.say("results.all-venues"),
    }
}

/// The group with the better first answer stands first; behind a door of the home page, the guides.
fn guides_first(results: &Results, answer: &Answer) -> bool {
    if let Asked::Need(need) = results.asked {
        return need.theme().is_some();
    }
    let worth = |text: f32, fallback: bool| if fallback { text / 10.0 } else { text };
    let best_venue = answer.venues.first().map_or(0.0, |hit| worth(hit.score.text, hit.fallback));
    let best_guide = answer.guides.first().map_or(0.0, |hit| worth(hit.score.text, hit.fallback));
    best_guide > best_venue
}

/// How to take off what was understood, and other places of the same name.
fn take_off(answer: &Answer, locale: Locale) -> Vec<Choice> {
    let chips = answer.chips.iter().enumerate().take(MOST_TAKEN_OFF).map(|(place, chip)| {
        let label = locale.say_with("notice.take-off", &[("what", &locale.chip(chip))]);
        Choice::new(ChoiceId::TakeOff(place), label)
    });
    let homonyms = answer.homonyms.iter().enumerate().take(MOST_HOMONYMS).map(|(place, other)| {
        let facts = [("place", other.name()), ("departement", other.departement_name())];
        Choice::new(ChoiceId::Homonym(place), locale.say_with("notice.homonym", &facts))
    });
    chips.chain(homonyms).collect()
}

/// The place that distances are measured from, when it is not here.
fn asked_place(answer: &Answer) -> Option<repere_index::place::Place> {
    answer.chips.iter().find_map(|chip| match chip {
        repere_index::understanding::Chip::Place(place) => Some(*place),
        _ => None,
    })
}

/// A venue among others, by its place in the answer. `from`: the place asked for.
pub(super) fn venue(
    place: usize,
    hit: &VenueHit,
    from: Option<repere_index::place::Place>,
    context: &Context,
) -> Choice {
    let locale = context.locale;
    let way = match from {
        Some(from) => from.position().zip(hit.venue.position).map(|(there, venue)| {
            let distance = locale.length(there.way_to(venue.at));
            locale.say_with("notice.from-place", &[("place", from.name()), ("distance", &distance)])
        }),
        None => super::venue::way(hit, context).map(|way: Way| locale.short_way(way)),
    };
    let address = [hit.venue.address.as_deref(), Some(hit.venue.commune.as_str())];
    let address: Vec<&str> = address.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let spot: Vec<String> = way.into_iter().chain([address.join(", ")]).collect();
    let choice = Choice::new(ChoiceId::Venue(place), &hit.venue.name)
        .detail(match context.closure_of(&hit.venue.id) {
            Some(closure) => super::staff::closed(closure, context),
            None => locale.short_opening(&hit.open, context.now),
        })
        .detail(spot.join(" · "));
    if hit.unknown.is_empty() {
        return choice;
    }
    let unknown: Vec<String> = hit.unknown.iter().map(|filter| locale.filter(*filter)).collect();
    choice.detail(locale.say_with("notice.unknown", &[("what", &unknown.join(", "))]))
}

/// A guide among others, by its place in the answer.
pub(super) fn guide(place: usize, hit: &GuideHit) -> Choice {
    Choice::new(ChoiceId::Guide(place), &hit.guide.title).detail(&hit.guide.why)
}
