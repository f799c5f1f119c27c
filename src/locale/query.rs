//! What was understood of a query, filters and emergency numbers, in words.

use chrono::Weekday;
use repere_index::lexicon::TimeWish;
use repere_index::search::Filter;
use repere_index::understanding::Chip;

use super::Locale;

impl Locale {
    /// What was understood, in a few words.
    #[must_use]
    pub fn chip(self, chip: &Chip) -> String {
        match chip {
            Chip::Place(place) => {
                self.say_with("chip.place", &[("place", place.name()), ("departement", place.departement_name())])
            }
            Chip::Services(services) => self.names(services).join(", "),
            Chip::Typologies(kinds) => self.names(kinds.get(..1).unwrap_or(kinds)).join(", "),
            Chip::Audience(audience) => self.name(*audience),
            Chip::Care(care) => self.name(*care),
            Chip::Time(wish) => self.time_wish(*wish),
            Chip::Free => self.say("filter.free"),
        }
    }

    /// A filter, in a few words.
    #[must_use]
    pub fn filter(self, filter: Filter) -> String {
        match filter {
            Filter::Time(wish) => self.time_wish(wish),
            Filter::Free => self.say("filter.free"),
            Filter::Care(care) => self.name(care),
            Filter::Audience(audience) => self.name(audience),
            Filter::Support(mode) => self.name(mode),
            Filter::Within(kilometres) => {
                self.say_with("filter.within", &[("kilometres", &self.number(kilometres.into()))])
            }
        }
    }

    /// What a free emergency number is for.
    #[must_use]
    pub fn emergency(self, number: &str) -> String {
        let known = ["112", "15", "17", "18", "114", "115", "119", "3919", "3018", "3114"];
        if known.contains(&number) { self.say(&format!("emergency.{number}")) } else { String::new() }
    }

    fn time_wish(self, wish: TimeWish) -> String {
        self.say(match wish {
            TimeWish::Now => "filter.now",
            TimeWish::Tomorrow => "filter.tomorrow",
            TimeWish::Weekend => "filter.weekend",
            TimeWish::Evening => "filter.evening",
            TimeWish::Day(Weekday::Mon) => "filter.monday",
            TimeWish::Day(Weekday::Tue) => "filter.tuesday",
            TimeWish::Day(Weekday::Wed) => "filter.wednesday",
            TimeWish::Day(Weekday::Thu) => "filter.thursday",
            TimeWish::Day(Weekday::Fri) => "filter.friday",
            TimeWish::Day(Weekday::Sat) => "filter.saturday",
            TimeWish::Day(Weekday::Sun) => "filter.sunday",
        })
    }
}
