//! Distances and ways, telephone numbers: figures as people say them.

use repere_index::distance::{Direction, Way};

use super::{Locale, NO_BREAK_SPACE};

impl Locale {
    /// A way in one sentence: "À environ 650 m à pied (11 minutes), vers le nord."
    #[must_use]
    pub fn way(self, way: Way) -> String {
        match way {
            Way::Here => self.say("way.here"),
            Way::OnFoot { metres, minutes, direction } => {
                let minutes = self.count("way.minutes", minutes as usize);
                let facts =
                    [("distance", self.metres(metres)), ("minutes", minutes), ("direction", self.direction(direction))];
                self.say_with("way.on-foot", &facts.each_ref().map(|(name, value)| (*name, value.as_str())))
            }
            Way::ByRoad { kilometres, direction } => {
                let facts = [("distance", self.kilometres(kilometres)), ("direction", self.direction(direction))];
                self.say_with("way.by-road", &facts.each_ref().map(|(name, value)| (*name, value.as_str())))
            }
        }
    }

    /// A way in two words, for a list: "à 650 m", "à 5 km".
    #[must_use]
    pub fn short_way(self, way: Way) -> String {
        if way == Way::Here {
            return self.say("way.short-here");
        }
        self.say_with("way.short", &[("distance", &self.length(way))])
    }

    /// The length of a way alone: "650 m", "5 km".
    #[must_use]
    pub fn length(self, way: Way) -> String {
        match way {
            Way::Here => self.metres(0),
            Way::OnFoot { metres, .. } => self.metres(metres),
            Way::ByRoad { kilometres, .. } => self.kilometres(kilometres),
        }
    }

    fn metres(self, metres: u32) -> String {
        self.say_with("way.metres", &[("number", &self.number(metres as usize))])
    }

    fn kilometres(self, kilometres: u32) -> String {
        self.say_with("way.kilometres", &[("number", &self.number(kilometres as usize))])
    }

    fn direction(self, direction: Direction) -> String {
        self.say(match direction {
            Direction::North => "way.direction.north",
            Direction::NorthEast => "way.direction.north-east",
            Direction::East => "way.direction.east",
            Direction::SouthEast => "way.direction.south-east",
            Direction::South => "way.direction.south",
            Direction::SouthWest => "way.direction.south-west",
            Direction::West => "way.direction.west",
            Direction::NorthWest => "way.direction.north-west",
        })
    }
}

/// A telephone number as it is dialled in France, in groups of two: "03 53 01 00 01". Numbers that are not French, or not
/// in the international form, come back as they are.
#[must_use]
pub fn phone(number: &str) -> String {
    let dialled = match number.strip_prefix("+33") {
        Some(rest) if rest.len() == 9 => format!("0{rest}"),
        _ => number.to_owned(),
    };
    if dialled.len() != 10 || !dialled.chars().all(|c| c.is_ascii_digit()) {
        return number.replace(' ', &NO_BREAK_SPACE.to_string());
    }
    let mut groups = String::new();
    for (place, digit) in dialled.chars().enumerate() {
        if place > 0 && place.is_multiple_of(2) {
            groups.push(NO_BREAK_SPACE);
        }
        groups.push(digit);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::france("+33353010001", "03 53 01 00 01")]
    #[case::overseas("+262262123456", "+262262123456")]
    #[case::short("36 46", "36 46")]
    #[case::national("0353010001", "03 53 01 00 01")]
    #[case::text("demander à l’accueil", "demander à l’accueil")]
    fn groups_numbers(#[case] number: &str, #[case] shown: &str) {
        assert_eq!(phone(number).replace(NO_BREAK_SPACE, " "), shown);
    }

    #[rstest]
    #[case::here(Way::Here, "Ici même, ou juste à côté.")]
    #[case::foot(
        Way::OnFoot { metres: 650, minutes: 11, direction: Direction::North },
        "À environ 650 m à pied (11 minutes), vers le nord."
    )]
    #[case::one(
        Way::OnFoot { metres: 100, minutes: 1, direction: Direction::East },
        "À environ 100 m à pied (1 minute), vers l'est."
    )]
    #[case::road(
        Way::ByRoad { kilometres: 1200, direction: Direction::SouthWest },
        "À environ 1 200 km par la route, vers le sud-ouest."
    )]
    fn says_the_way(#[case] way: Way, #[case] said: &str) {
        assert_eq!(Locale::FRENCH.way(way).replace(NO_BREAK_SPACE, " "), said);
    }
}
