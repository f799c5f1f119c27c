//! How good a match is, in named parts that can be shown. Knows neither the index nor the screen.

use serde::Serialize;

/// The named parts of a score; `total` orders the results. Every part lies between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// How well the words match: 1 when every word stands, as typed, in the name.
    pub text: f32,
    /// 1 at the spot, one half at [`HALF_WAY_KM`], towards 0 far away; 1 when there is nothing to measure from.
    pub nearness: f32,
    /// The parts put together.
    pub total: f32,
}

/// The distance, in kilometres, at which nearness has fallen to one half: about the median distance from a commune to
/// the nearest venue in the national data (5 km), doubled because a visitor will go to the next town.
pub const HALF_WAY_KM: f64 = 10.0;

/// What a perfect match far away keeps of its score: a name typed in full is found wherever it is.
const FAR_AWAY: f32 = 0.35;

impl Score {
    /// Puts a text match (0 to 1) and a distance (metres) together.
    #[must_use]
    pub fn new(text: f32, distance_m: Option<f64>) -> Self {
        let nearness = distance_m.map_or(1.0, nearness);
        Self { text, nearness, total: text * (FAR_AWAY + (1.0 - FAR_AWAY) * nearness) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
fn nearness(distance_m: f64) -> f32 {
    (1.0 / (1.0 + distance_m / 1_000.0 / HALF_WAY_KM)) as f32
}
