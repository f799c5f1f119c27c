//! One discovery a week: something to want, never a task with the administration. The same for everybody who looks on the same
//! day, so that neighbours can speak of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use super::{Guide, Theme};

/// The guides of discovery of an edition: their titles by language, by slug.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Discoveries(BTreeMap<String, BTreeMap<String, String>>);

impl fmt::Debug for Discoveries {
    // What is printed of the interface must not be taken for words that somebody typed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} discoveries", self.0.len())
    }
}

impl Discoveries {
    /// Those among `guides`.
    #[must_use]
    pub fn of(guides: &[Guide]) -> Self {
        let mut titles: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for guide in guides.iter().filter(|guide| guide.theme == Theme::Discovery) {
            titles.entry(guide.slug.clone()).or_default().insert(guide.locale.clone(), guide.title.clone());
        }
        Self(titles)
    }

    /// The title of the one of this week, in `locale` or the nearest language there is.
    #[must_use]
    pub fn title_on(&self, day: NaiveDate, locale: &str) -> Option<&str> {
        let titles = self.0.get(of_the_week(self.0.keys().map(String::as_str), day)?)?;
        crate::nearest::languages(locale).into_iter().find_map(|language| titles.get(language)).map(String::as_str)
    }
}

/// The slug that has its turn in the week of `day`; `None` without any.
#[must_use]
pub fn of_the_week<'a>(slugs: impl IntoIterator<Item = &'a str>, day: NaiveDate) -> Option<&'a str> {
    let slugs: BTreeSet<&str> = slugs.into_iter().collect();
    // Weeks begin on Mondays, and day 1 of the calendar was one.
    let week = (day.num_days_from_ce() - 1).div_euclid(7);
    let count = i32::try_from(slugs.len()).ok().filter(|count| *count > 0)?;
    let place = usize::try_from(week.rem_euclid(count)).ok()?;
    slugs.into_iter().nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::monday_and_sunday("2026-11-23", "2026-11-29", true)]
    #[case::sunday_and_monday("2026-11-29", "2026-11-30", false)]
    #[case::over_new_year("2026-12-28", "2027-01-03", true)]
    fn a_week_is_from_monday_to_sunday(#[case] one: &str, #[case] other: &str, #[case] same: bool) {
        let slugs = ["a", "b", "c"];
        assert_eq!(of_the_week(slugs, day(one)) == of_the_week(slugs, day(other)), same);
    }

    #[test]
    fn each_has_its_turn() {
        let slugs = ["a", "b", "c"];
        let seen: BTreeSet<_> =
            (0..3).map(|week| of_the_week(slugs, day("2026-11-23") + chrono::Days::new(7 * week))).collect();
        assert_eq!(seen.len(), 3);
        assert_eq!(of_the_week([], day("2026-11-23")), None);
    }

    #[test]
    fn never_a_task_with_the_administration() {
        let edition = crate::edition::Edition::starter().unwrap();
        let procedures: BTreeSet<&str> = edition
            .guides
            .iter()
            .filter(|guide| guide.theme != Theme::Discovery)
            .map(|guide| guide.title.as_str())
            .collect();
        for week in 0..60 {
            let title =
                edition.info.discoveries.title_on(day("2026-11-23") + chrono::Days::new(7 * week), "fr").unwrap();
            assert!(!procedures.contains(title), "{title}");
        }
    }
}
