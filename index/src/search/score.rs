//! How good a match is, in named parts that can be shown. Knows neither the index nor the screen.

use serde::Serialize;

use crate::hours::OpenState;
use crate::venue::Venue;

/// The named parts of a score; `total` orders the results. Every part lies between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// How well the query matches: 1 when every word stands, as typed, in the name.
    pub text: f32,
    /// How well it offers what the words mean; 0 when they mean no service.
    pub service: f32,
    /// 1 at the spot, one half at [`HALF_WAY_KM`], towards 0 far away; 1 when there is nothing to measure from.
    pub nearness: f32,
    /// 1 when it fits the wishes (open at the time asked for, free, equipped for someone), or is open now where there are
    /// none; less when that is not known, or not so.
    pub open: f32,
    /// How fresh and complete the record is.
    pub record: f32,
    /// The parts put together.
    pub total: f32,
}

/// The distance, in kilometres, at which nearness has fallen to one half: about the median distance from a commune to
/// the nearest venue in the national data (5 km), doubled because a visitor will go to the next town.
pub const HALF_WAY_KM: f64 = 10.0;

/// What a perfect match far away keeps of its score: a name typed in full is found wherever it is.
const FAR_AWAY: f32 = 0.35;
/// What a closed venue keeps when no time was asked for: open ones first among equals, no more.
const CLOSED_NOW: f32 = 0.97;
/// What a venue keeps for each wish that it does not fit, or of which nobody has said.
const NOT_SO: f32 = 0.4;
const NOT_STATED: f32 = 0.75;
/// What a record without anything but a name and a place keeps.
const BARE_RECORD: f32 = 0.95;

impl Score {
    /// Puts a text match (0 to 1) and a distance (metres) together; the other parts count in full until they are known.
    #[must_use]
    pub fn new(text: f32, service: f32, distance_m: Option<f64>) -> Self {
        let nearness = distance_m.map_or(1.0, nearness);
        Self { text, service, nearness, open: 1.0, record: 1.0, total: 0.0 }.summed()
    }

    /// The same with what only the record tells. `fits`: for each wish whether the venue fits it, `None` when nobody has
    /// said.
    #[must_use]
    pub fn with_record(self, venue: &Venue, now: &OpenState, fits: &[Option<bool>]) -> Self {
        let worth = |fits: &Option<bool>| match fits {
            Some(true) => 1.0,
            Some(false) => NOT_SO,
            None => NOT_STATED,
        };
        let open = match now {
            _ if !fits.is_empty() => fits.iter().map(worth).product(),
            OpenState::Open { .. } | OpenState::Soon { .. } => 1.0,
            OpenState::ClosedUntil { .. } => NOT_SO,
            _ => CLOSED_NOW,
        };
        Self { open, record: completeness(venue), ..self }.summed()
    }

    /// The same, standing no higher than a total.
    pub(super) fn at_most(self, total: f32) -> Self {
        Self { total: self.total.min(total), ..self }
    }

    fn summed(self) -> Self {
        let total = self.text * (FAR_AWAY + (1.0 - FAR_AWAY) * self.nearness) * self.open * self.record;
        Self { total, ..self }
    }
}

/// A record with hours, a telephone number, services and an address is worth more to a visitor than a bare one.
fn completeness(venue: &Venue) -> f32 {
    let there = [
        venue.hours.is_some(),
        !venue.phones.is_empty(),
        !venue.services.is_empty(),
        venue.address.is_some(),
        venue.updated.is_some(),
    ];
    let filled = there.iter().map(|there| if *there { 0.2 } else { 0.0 }).sum::<f32>();
    BARE_RECORD + (1.0 - BARE_RECORD) * filled
}

#[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
fn nearness(distance_m: f64) -> f32 {
    (1.0 / (1.0 + distance_m / 1_000.0 / HALF_WAY_KM)) as f32
}
