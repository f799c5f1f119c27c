//! The eleven national public holidays of France, computed from the date. Knows nothing of opening hours.
//!
//! The list is that of article L3133-1 of the Code du travail. The two more days of Alsace-Moselle and those of the
//! overseas départements are not national, and not told here.

use chrono::{Datelike, Days, NaiveDate};

/// A national public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The day after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 8 May.
    Victory1945,
    /// 39 days after Easter.
    Ascension,
    /// 50 days after Easter.
    WhitMonday,
    /// 14 July.
    NationalDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
}

impl Holiday {
    /// The public holiday on `date`, if it is one. Where two fall together (Ascension on 1 or 8 May), the fixed one.
    #[must_use]
    pub fn on(date: NaiveDate) -> Option<Self> {
        match (date.month(), date.day()) {
            (1, 1) => Some(Self::NewYear),
            (5, 1) => Some(Self::LabourDay),
            (5, 8) => Some(Self::Victory1945),
            (7, 14) => Some(Self::NationalDay),
            (8, 15) => Some(Self::Assumption),
            (11, 1) => Some(Self::AllSaints),
            (11, 11) => Some(Self::Armistice),
            (12, 25) => Some(Self::Christmas),
            _ => match date.signed_duration_since(easter(date.year())?).num_days() {
                1 => Some(Self::EasterMonday),
                39 => Some(Self::Ascension),
                50 => Some(Self::WhitMonday),
                _ => None,
            },
        }
    }

    /// The days of `year` that are public holidays, in order.
    pub(super) fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days = (0..366).filter_map(move |day| first?.checked_add_days(Days::new(day)));
        days.filter(move |date| date.year() == year && Self::on(*date).is_some())
    }
}

/// Easter Sunday in the Gregorian calendar: the Sunday after the full moon that follows 21 March, both by the tables
/// of the Church. `moon` counts the days from 21 March to that full moon.
fn easter(year: i32) -> Option<NaiveDate> {
    let century = year.div_euclid(100);
    let golden = year.rem_euclid(19);
    // Leap days left out since the calendar was reformed, and the drift of the moon against the golden number.
    let left_out = century - century.div_euclid(4);
    let drift = (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + left_out - drift + 15).rem_euclid(30);
    // Two full moons are kept a day earlier so that none falls twice in nineteen years.
    let moon = if epact == 29 || (epact == 28 && golden > 10) { epact - 1 } else { epact };
    let full = NaiveDate::from_ymd_opt(year, 3, 21)?.checked_add_days(Days::new(u64::try_from(moon).ok()?))?;
    let to_sunday = 7 - full.weekday().num_days_from_sunday();
    full.checked_add_days(Days::new(u64::from(to_sunday)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use opening_hours::localization::Country;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::labour_day("2026-05-01", Some(Holiday::LabourDay))]
    #[case::easter_monday("2026-04-06", Some(Holiday::EasterMonday))]
    #[case::ascension("2026-05-14", Some(Holiday::Ascension))]
    #[case::whit_monday("2026-05-25", Some(Holiday::WhitMonday))]
    #[case::easter_itself("2026-04-05", None)]
    #[case::both_on_the_first_of_may("2008-05-01", Some(Holiday::LabourDay))]
    #[case::plain("2026-11-24", None)]
    fn names_the_holiday(#[case] date: &str, #[case] holiday: Option<Holiday>) {
        assert_eq!(Holiday::on(day(date)), holiday);
    }

    #[rstest]
    #[case::earliest(1818, "1818-03-22")]
    #[case::latest(1943, "1943-04-25")]
    #[case::moved_moon(1981, "1981-04-19")]
    #[case::next(2027, "2027-03-28")]
    fn finds_easter(#[case] year: i32, #[case] date: &str) {
        assert_eq!(easter(year), Some(day(date)));
    }

    #[test]
    fn agrees_with_the_table_of_opening_hours() {
        let holidays = Country::FR.holidays();
        let table = holidays.get_public();
        for date in day("2020-01-01").iter_days().take_while(|date| date.year() <= 2060) {
            assert_eq!(Holiday::on(date).is_some(), table.contains(date), "{date}");
        }
    }
}
