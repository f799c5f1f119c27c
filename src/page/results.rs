//! What was found, in two groups: venues and guides, a portion at a time so that each choice has a digit.

use std::ops::Range;

use repere_index::search::{Answer, GuideHit, Need, VenueHit};

use super::{Block, Choice, ChoiceId, InputMode, MOST_CHOICES, Page, PageKind, Tone};
use crate::locale::Locale;
use crate::locale::terms::Term as _;
use crate::model::{Asked, Context, Loading, Results};

/// Venues of a portion, where there are guides to stand beside them.
const VENUES_A_PORTION: usize = 5;
/// Choices of a portion, when one more is kept for "more".
const CHOICES_A_PORTION: usize = MOST_CHOICES - 1;

/// The results page.
#[must_use]
pub fn page(results: &Results, context: &Context) -> Page {
    let locale = context.locale;
    let title = match &results.asked {
        Asked::Words(_) => locale.say("results.title"),
        Asked::Need(need) => locale.name(*need),
    };
    let mut page = Page::new(PageKind::Results, title);
    page.mode = results.mode;
    match &results.asked {
        Asked::Words(words) if results.mode == InputMode::Typing => {
            page.blocks.push(Block::Field { label: locale.say("results.type"), text: words.clone() });
            if results.asked.is_empty() {
                page.blocks.push(Block::Text(locale.say("results.type-hint")));
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
        Some(answer) if answer.venues.is_empty() && answer.guides.is_empty() => nothing(&mut page, results, locale),
        Some(answer) => found(&mut page, results, answer, context),
        None => page.blocks.push(
            super::catalogue_notice(context)
                .filter(|_| context.loading != Loading::Ready)
                .unwrap_or_else(|| Block::Progress(locale.say("results.searching"))),
        ),
    }
    page
}

/// Nothing was found: never a dead end.
fn nothing(page: &mut Page, results: &Results, locale: Locale) {
    page.blocks.push(Block::Notice { tone: Tone::Calm, text: locale.say("results.nothing") });
    let mut choices = Vec::new();
    if matches!(results.asked, Asked::Words(_)) {
        choices.push(Choice::new(ChoiceId::Retype, locale.say("results.retype")));
    }
    choices.extend([Need::Nearby, Need::Person].map(|need| Choice::new(ChoiceId::Need(need), locale.name(need))));
    page.blocks.push(Block::Choices(choices));
}

fn found(page: &mut Page, results: &Results, answer: &Answer, context: &Context) {
    let locale = context.locale;
    let portions = portions(answer.venues.len(), answer.guides.len());
    let place = results.portion.min(portions.len().saturating_sub(1));
    let Some(portion) = portions.get(place) else { return };
    let venues: Vec<Choice> =
        (portion.venues.clone()).filter_map(|place| Some(venue(place, answer.venues.get(place)?, context))).collect();
    let guides: Vec<Choice> =
        (portion.guides.clone()).filter_map(|place| Some(guide(place, answer.guides.get(place)?))).collect();
    let shown = answer.venues.get(portion.venues.clone()).unwrap_or_default();
    if shown.iter().any(|hit| hit.venue.demonstration) {
        page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("demonstration.list") });
    }
    let count = match results.asked {
        Asked::Words(_) => locale.count("results.venues", answer.venues_total),
        // Behind a door of the home page there are all that offer it, however far: their number says nothing.
        Asked::Need(_) if context.here.is_some() => locale.say("results.nearest"),
        Asked::Need(_) => locale.say("results.all-venues"),
    };
    let venues = (count, venues);
    let guides = (locale.count("results.guides", answer.guides_total), guides);
    let groups = if guides_first(results, answer) { [guides, venues] } else { [venues, guides] };
    for (heading, choices) in groups {
        if !choices.is_empty() {
            page.blocks.push(Block::Heading(heading));
            page.blocks.push(Block::Choices(choices));
        }
    }
    if place + 1 < portions.len() {
        page.blocks.push(Block::Choices(vec![Choice::new(ChoiceId::More, locale.say("results.more"))]));
    }
}

/// The group with the better first answer stands first; behind a door of the home page, the guides.
fn guides_first(results: &Results, answer: &Answer) -> bool {
    if let Asked::Need(need) = results.asked {
        return need.theme().is_some();
    }
    let best_venue = answer.venues.first().map_or(0.0, |hit| hit.score.text);
    let best_guide = answer.guides.first().map_or(0.0, |hit| hit.score.text);
    best_guide > best_venue
}

/// A venue among others, by its place in the answer.
pub(super) fn venue(place: usize, hit: &VenueHit, context: &Context) -> Choice {
    let locale = context.locale;
    let way = super::venue::way(hit, context).map(|way| locale.short_way(way));
    let address = [hit.venue.address.as_deref(), Some(hit.venue.commune.as_str())];
    let address: Vec<&str> = address.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let spot: Vec<String> = way.into_iter().chain([address.join(", ")]).collect();
    Choice::new(ChoiceId::Venue(place), &hit.venue.name)
        .detail(locale.short_opening(&hit.open, context.now))
        .detail(spot.join(" · "))
}

fn guide(place: usize, hit: &GuideHit) -> Choice {
    Choice::new(ChoiceId::Guide(place), &hit.guide.title).detail(&hit.guide.why)
}

/// What one portion of a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Portion {
    venues: Range<usize>,
    guides: Range<usize>,
}

/// Cuts two lists into portions: all at once when there are digits enough, else eight choices and "more". A group that
/// ends leaves its room to the other.
fn portions(venues: usize, guides: usize) -> Vec<Portion> {
    if venues + guides <= MOST_CHOICES {
        return vec![Portion { venues: 0..venues, guides: 0..guides }];
    }
    let mut portions = Vec::new();
    let (mut venue, mut guide) = (0, 0);
    while venue < venues || guide < guides {
        let guides_left = guides - guide;
        let venues_left = venues - venue;
        let room_for_venues = VENUES_A_PORTION.max(CHOICES_A_PORTION.saturating_sub(guides_left));
        let more_venues = venues_left.min(room_for_venues);
        let more_guides = guides_left.min(CHOICES_A_PORTION - more_venues);
        portions.push(Portion { venues: venue..venue + more_venues, guides: guide..guide + more_guides });
        venue += more_venues;
        guide += more_guides;
    }
    portions
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::few(4, 3, &[(0..4, 0..3)])]
    #[case::nine(9, 0, &[(0..9, 0..0)])]
    #[case::ten(10, 0, &[(0..8, 0..0), (8..10, 0..0)])]
    #[case::both(12, 4, &[(0..5, 0..3), (5..12, 3..4)])]
    #[case::guides(0, 12, &[(0..0, 0..8), (0..0, 8..12)])]
    #[case::guides_left(2, 12, &[(0..2, 0..6), (2..2, 6..12)])]
    fn cuts_lists(#[case] venues: usize, #[case] guides: usize, #[case] expected: &[(Range<usize>, Range<usize>)]) {
        let found: Vec<_> =
            portions(venues, guides).into_iter().map(|portion| (portion.venues, portion.guides)).collect();
        assert_eq!(found, expected);
    }
}
