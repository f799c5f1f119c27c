//! Positions on the globe, how far apart they are and which way to go. Knows nothing of places or venues.

use serde::{Deserialize, Serialize};

/// A point in WGS 84 degrees, as the standard's `latitude` and `longitude`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
}

/// Mean radius of the Earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// How much longer a way on foot or by road is than the straight line. Detour factors measured in French towns and
/// countryside lie between 1.2 and 1.4; visitors are told "about", so one figure is enough.
const DETOUR: f64 = 1.3;

/// Up to this way on foot (metres) a visitor is told minutes of walking; beyond it, kilometres by road.
const WALKABLE_M: f64 = 2_000.0;

/// A calm walking pace, metres a minute (3.6 km/h): slower than the usual 4.5 km/h because many visitors are old.
const WALKING_M_PER_MINUTE: f64 = 60.0;

/// One of the eight winds of the compass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 0°.
    North,
    /// 45°.
    NorthEast,
    /// 90°.
    East,
    /// 135°.
    SouthEast,
    /// 180°.
    South,
    /// 225°.
    SouthWest,
    /// 270°.
    West,
    /// 315°.
    NorthWest,
}

/// How to get from one point to another, in figures that can be said aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Too near for a direction to mean anything (under 60 m in a straight line): the same building or the next door.
    Here,
    /// Near enough to walk.
    OnFoot {
        /// Length of the way, rounded to 50 m.
        metres: u32,
        /// Minutes at a calm pace, at least 1.
        minutes: u32,
        /// Which way to set off.
        direction: Direction,
    },
    /// Further than a comfortable walk.
    ByRoad {
        /// Length of the way in kilometres, rounded, at least 2.
        kilometres: u32,
        /// Which way to set off.
        direction: Direction,
    },
}

impl Position {
    /// A position, or `None` when the figures are outside the globe, not numbers, or 0,0 (which producers write for "unknown").
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let on_the_globe = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        let null_island = latitude.abs() < 1e-6 && longitude.abs() < 1e-6;
        (on_the_globe && !null_island).then_some(Self { latitude, longitude })
    }

    /// Great-circle distance to `other` in metres.
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        NVector::from(self).metres_to(other.into())
    }

    /// The wind to set off towards to reach `other`.
    #[must_use]
    pub fn direction_to(self, other: Self) -> Direction {
        let north = other.latitude - self.latitude;
        let east = (other.longitude - self.longitude) * self.latitude.to_radians().cos();
        let bearing = east.atan2(north).to_degrees().rem_euclid(360.0);
        match bearing {
            b if b < 22.5 => Direction::North,
            b if b < 67.5 => Direction::NorthEast,
            b if b < 112.5 => Direction::East,
            b if b < 157.5 => Direction::SouthEast,
            b if b < 202.5 => Direction::South,
            b if b < 247.5 => Direction::SouthWest,
            b if b < 292.5 => Direction::West,
            b if b < 337.5 => Direction::NorthWest,
            _ => Direction::North,
        }
    }

    /// The way to `other` in figures that can be said aloud.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "distances on Earth are positive and below 40,100 km"
    )]
    pub fn way_to(self, other: Self) -> Way {
        let straight = self.metres_to(other);
        let direction = self.direction_to(other);
        let way = straight * DETOUR;
        if straight < 60.0 {
            Way::Here
        } else if way <= WALKABLE_M {
            let metres = ((way / 50.0).round() * 50.0) as u32;
            let minutes = (way / WALKING_M_PER_MINUTE).round().max(1.0) as u32;
            Way::OnFoot { metres, minutes, direction }
        } else {
            let kilometres = (way / 1_000.0).round().max(2.0) as u32;
            Way::ByRoad { kilometres, direction }
        }
    }
}

/// A position as the vector of length 1 from the centre of the globe: distances from one point to thousands are cheap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NVector([f64; 3]);

impl From<Position> for NVector {
    fn from(position: Position) -> Self {
        let (north, up) = position.latitude.to_radians().sin_cos();
        let (east, front) = position.longitude.to_radians().sin_cos();
        Self([up * front, up * east, north])
    }
}

impl NVector {
    /// Great-circle distance to `other` in metres, from the chord between them: exact for near points too.
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        let square: f64 = self.0.iter().zip(other.0).map(|(one, other)| (one - other).powi(2)).sum();
        2.0 * EARTH_RADIUS_M * (square.sqrt() / 2.0).min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const LENS: Position = Position { latitude: 50.4289, longitude: 2.8319 };

    #[rstest]
    #[case::same_place(LENS, Way::Here)]
    #[case::next_street(Position { latitude: 50.4334, longitude: 2.8319 }, Way::OnFoot { metres: 650, minutes: 11, direction: Direction::North })]
    #[case::lievin(Position { latitude: 50.4228, longitude: 2.7786 }, Way::ByRoad { kilometres: 5, direction: Direction::West })]
    #[case::lyon(Position { latitude: 45.764, longitude: 4.8357 }, Way::ByRoad { kilometres: 701, direction: Direction::South })]
    fn says_the_way(#[case] to: Position, #[case] way: Way) {
        assert_eq!(LENS.way_to(to), way);
    }

    #[rstest]
    #[case::unknown(0.0, 0.0)]
    #[case::swapped_scale(504_289.0, 2.8)]
    #[case::not_a_number(f64::NAN, 2.0)]
    fn refuses_what_is_nowhere(#[case] latitude: f64, #[case] longitude: f64) {
        assert_eq!(Position::new(latitude, longitude), None);
    }
}
