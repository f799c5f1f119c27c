//! Cutting what was found into portions, so that each choice has a digit. Knows numbers only.

use std::ops::Range;

/// Guides of a portion, where there are venues to stand beside them.
const GUIDES_A_PORTION: usize = 3;
/// Actors of a portion, where there is anything else and room enough for it.
const ACTORS_A_PORTION: usize = 1;
const ROOM_FOR_ACTORS: usize = 4;

/// What one portion of a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Portion {
    pub(super) venues: Range<usize>,
    pub(super) guides: Range<usize>,
    pub(super) actors: Range<usize>,
}

/// Cuts the lists into portions of at most `room` choices: all at once when there is room enough, else one less and
/// "more". A group that ends leaves its room to the other.
pub(super) fn portions(venues: usize, guides: usize, actors: usize, room: usize) -> Vec<Portion> {
    if venues + guides + actors <= room {
        return vec![Portion { venues: 0..venues, guides: 0..guides, actors: 0..actors }];
    }
    let room = room.saturating_sub(1).max(1);
    let mut portions = Vec::new();
    let (mut venue, mut guide, mut actor) = (0, 0, 0);
    while venue < venues || guide < guides || actor < actors {
        let (venues_left, guides_left, actors_left) = (venues - venue, guides - guide, actors - actor);
        let least_actors = if room < ROOM_FOR_ACTORS { 0 } else { actors_left.min(ACTORS_A_PORTION) };
        let both = room - least_actors;
        let least_venues = both.saturating_sub(GUIDES_A_PORTION).max(1);
        let room_for_venues = least_venues.max(both.saturating_sub(guides_left));
        let more_venues = venues_left.min(room_for_venues);
        let more_guides = guides_left.min(both - more_venues);
        let more_actors = actors_left.min(room - more_venues - more_guides);
        portions.push(Portion {
            venues: venue..venue + more_venues,
            guides: guide..guide + more_guides,
            actors: actor..actor + more_actors,
        });
        venue += more_venues;
        guide += more_guides;
        actor += more_actors;
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
            portions(venues, guides, 0, 9).into_iter().map(|portion| (portion.venues, portion.guides)).collect();
        assert_eq!(found, expected);
    }

    #[rstest]
    #[case::few(4, 2, 3, 9, &[(4, 2, 3)])]
    #[case::one_a_portion(12, 4, 2, 9, &[(4, 3, 1), (6, 1, 1), (2, 0, 0)])]
    #[case::little_room(3, 2, 1, 4, &[(1, 2, 0), (2, 0, 1)])]
    #[case::alone(0, 0, 3, 2, &[(0, 0, 1), (0, 0, 1), (0, 0, 1)])]
    fn leaves_room_for_actors(
        #[case] venues: usize,
        #[case] guides: usize,
        #[case] actors: usize,
        #[case] room: usize,
        #[case] expected: &[(usize, usize, usize)],
    ) {
        let cut = portions(venues, guides, actors, room).into_iter();
        let found: Vec<_> =
            cut.map(|portion| (portion.venues.len(), portion.guides.len(), portion.actors.len())).collect();
        assert_eq!(found, expected);
    }
}
