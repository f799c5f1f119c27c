//! A last day as staff type it: "24/12", "24/12/2026", "24 décembre", or no end. Knows neither the clock nor what the day is for.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use repere_index::fold::fold;

use crate::locale::Locale;

/// Words that mean that there is no last day, folded.
const ENDLESS: &[&str] = &["sans", "jamais", "toujours", "aucune", "no", "none", "never", "always"];

/// Letters that are enough to know a month by.
const SHORTEST_MONTH: usize = 3;

/// Years ahead of which a day is a slip of the finger.
const FARTHEST_YEARS: i32 = 5;

/// Why a text is no last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateProblem {
    /// It says no day.
    Unreadable,
    /// The day is past.
    Past,
    /// The day is many years away.
    Far,
}

impl DateProblem {
    /// The key of the sentence that says so.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "staff.date.unreadable",
            Self::Past => "staff.date.past",
            Self::Far => "staff.date.far",
        }
    }
}

/// The last day that a text means, `None` for no end. Without a year, the next such day from `today` on.
pub(super) fn last_day(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DateProblem> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.first().is_none_or(|first| ENDLESS.contains(first)) {
        return Ok(None);
    }
    let mut numbers = Vec::new();
    for word in words {
        match number(word) {
            Some(number) => numbers.push(number),
            None if word.contains(|letter: char| letter.is_ascii_digit()) => return Err(DateProblem::Unreadable),
            // Weekdays and small words add nothing to a day and its month.
            None => numbers.extend(month(word)),
        }
    }
    let (day, month, year) = match numbers.as_slice() {
        [day, month] => (*day, *month, None),
        [day, month, year] => (*day, *month, Some(*year)),
        _ => return Err(DateProblem::Unreadable),
    };
    let on = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let date = match year {
        Some(year) => {
            let year = i32::try_from(year).map_err(|_too_large| DateProblem::Unreadable)?;
            on(if year < 100 { 2000 + year } else { year })
        }
        // 29 February may be some years away.
        None => (today.year()..=today.year() + 4).filter_map(on).find(|date| *date >= today),
    };
    match date {
        None => Err(DateProblem::Unreadable),
        Some(date) if date < today => Err(DateProblem::Past),
        Some(date) if date.year() > today.year() + FARTHEST_YEARS => Err(DateProblem::Far),
        Some(date) => Ok(Some(date)),
    }
}

/// "24" and "1er".
fn number(word: &str) -> Option<u32> {
    word.strip_suffix("er").unwrap_or(word).parse().ok()
}

/// The number of a month, by its name in any language of the interface or the beginning of it.
fn month(word: &str) -> Option<u32> {
    let long_enough = word.chars().count() >= SHORTEST_MONTH;
    let is_it = |month: &u32| {
        Locale::ALL.iter().any(|locale| fold(&locale.say(&format!("when.month.{month}"))).starts_with(word))
    };
    (1..=12).find(is_it).filter(|_| long_enough)
}

/// The moment that a text means: "24/11/2026 10:05", "24/11 10 h 05", or a time of `today` alone.
pub(super) fn moment(text: &str, today: NaiveDate) -> Option<NaiveDateTime> {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let numbers = numbers.map(|digits| digits.parse().ok()).collect::<Option<Vec<u32>>>()?;
    let (date, hour, minute) = match numbers.as_slice() {
        [hour, minute] => (Some(today), hour, minute),
        [day, month, hour, minute] => (NaiveDate::from_ymd_opt(today.year(), *month, *day), hour, minute),
        [day, month, year, hour, minute] => {
            let year = i32::try_from(*year).ok().map(|year| if year < 100 { year + 2_000 } else { year })?;
            (NaiveDate::from_ymd_opt(year, *month, *day), hour, minute)
        }
        _ => return None,
    };
    date?.and_hms_opt(*hour, *minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::day_and_month("24/12", "2026-12-24")]
    #[case::whole("24/12/2026", "2026-12-24")]
    #[case::short_year("24/12/26", "2026-12-24")]
    #[case::dots("24.12.2027", "2027-12-24")]
    #[case::dashes(" 3-1 ", "2027-01-03")]
    #[case::spaces("3 1 2027", "2027-01-03")]
    #[case::today("24/11", "2026-11-24")]
    #[case::yesterday_is_next_year("23/11", "2027-11-23")]
    #[case::words("jeudi 24 décembre", "2026-12-24")]
    #[case::words_with_year("le 24 decembre 2026", "2026-12-24")]
    #[case::until("jusqu'au 3 janv.", "2027-01-03")]
    #[case::first("1er mai", "2027-05-01")]
    #[case::english("24 December", "2026-12-24")]
    #[case::leap("29/2", "2028-02-29")]
    fn reads_a_day(#[case] typed: &str, #[case] expected: &str) {
        let today = "2026-11-24".parse().unwrap();
        assert_eq!(last_day(typed, today), Ok(Some(expected.parse().unwrap())));
    }

    #[rstest]
    #[case::nothing("")]
    #[case::blank("  ")]
    #[case::french("sans fin")]
    #[case::english("No end")]
    fn reads_no_end(#[case] typed: &str) {
        assert_eq!(last_day(typed, "2026-11-24".parse().unwrap()), Ok(None));
    }

    #[rstest]
    #[case::word("bientôt", DateProblem::Unreadable)]
    #[case::day_only("24", DateProblem::Unreadable)]
    #[case::no_such_day("31/11", DateProblem::Unreadable)]
    #[case::no_such_month("24/13", DateProblem::Unreadable)]
    #[case::too_much("24/12/2026/1", DateProblem::Unreadable)]
    #[case::past("24/12/2025", DateProblem::Past)]
    #[case::far("24/12/2206", DateProblem::Far)]
    #[case::huge("24/12/99999999999999", DateProblem::Unreadable)]
    fn says_what_is_wrong(#[case] typed: &str, #[case] problem: DateProblem) {
        assert_eq!(last_day(typed, "2026-11-24".parse().unwrap()), Err(problem));
    }

    #[rstest]
    #[case::whole("24/11/2026 10:05", Some("2026-11-24T10:05:00"))]
    #[case::short_year("24/11/26 10h05", Some("2026-11-24T10:05:00"))]
    #[case::no_year("1/12 9 h 30", Some("2026-12-01T09:30:00"))]
    #[case::time_only("10 h 05", Some("2026-11-24T10:05:00"))]
    #[case::no_time("24/11/2026", None)]
    #[case::no_such_time("24/11/2026 25:00", None)]
    #[case::no_such_day("31/11/2026 10:00", None)]
    #[case::words("bientôt", None)]
    #[case::huge("24/11/99999999999 10:00", None)]
    fn reads_moments(#[case] typed: &str, #[case] expected: Option<&str>) {
        let expected = expected.map(|moment| moment.parse().unwrap());
        assert_eq!(moment(typed, "2026-11-24".parse().unwrap()), expected);
    }
}
