//! Cutting what was found into portions, so that each choice has a digit. Knows numbers only.

use std::ops::Range;

/// Guides of a portion, where there are venues to stand beside them.
const GUIDES_A_PORTION: usize = 3;

/// What one portion of a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Portion {
    pub(super) venues: Range<usize>,
    pub(super) guides: Range<usize>,
}

/// Cuts two lists into portions of at most `room` choices: all at once when there is room enough, else one less and
/// "more". A group that ends leaves its room to the other.
pub(super) fn portions(venues: usize, guides: usize, room: usize) -> Vec<Portion> {
    if venues + guides <= room {
        return vec![Portion { venues: 0..venues, guides: 0..guides }];
    }
    let room = room.saturating_sub(1).max(1);
    let least_venues = room.saturating_sub(GUIDES_A_PORTION).max(1);
    let mut portions = Vec::new();
    let (mut venue, mut guide) = (0, 0);
    while venue < venues || guide < guides {
        let guides_left = guides - guide;
        let venues_left = venues - venue;
        let room_for_venues = least_venues.max(room.saturating_sub(guides_left));
        let more_venues = venues_left.min(room_for_venues);
        let more_guides = guides_left.min(room - more_venues);
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
            portions(venues, guides, 9).into_iter().map(|portion| (portion.venues, portion.guides)).collect();
        assert_eq!(found, expected);
    }
}
