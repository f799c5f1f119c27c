//! The day a record was last updated (field `date_maj`, year-month-day in the standard).

use chrono::{Datelike, Days, NaiveDate};

use super::header::Field;
use super::report::{Notes, Problem};

/// Years that mean "unknown": zero seconds since 1970, in one time zone or another.
const SENTINEL_YEARS: [i32; 2] = [1969, 1970];

/// No list of digital mediation places is older; an earlier year is a slip of the keyboard.
const FIRST_YEAR: i32 = 1995;

/// Reads a date of update. `today` is the day after which a date is still to come, or `None` when no clock can be trusted.
pub(super) fn read(written: &str, today: Option<NaiveDate>, notes: &mut Notes) -> Option<NaiveDate> {
    let column = Field::DateMaj.name();
    if written.is_empty() {
        notes.warn(column, written, Problem::DateMissing);
        return None;
    }
    let Some((day, form)) = standard_form(written).or_else(|| other_form(written)).or_else(|| serial(written)) else {
        notes.warn(column, written, Problem::DateMalformed);
        return None;
    };
    let problem = if SENTINEL_YEARS.contains(&day.year()) {
        Some(Problem::DateSentinel)
    } else if day.year() < FIRST_YEAR {
        Some(Problem::DateMalformed)
    } else if today.is_some_and(|today| day > today) {
        Some(Problem::DateFuture)
    } else {
        None
    };
    if let Some(problem) = problem {
        notes.warn(column, written, problem);
        return None;
    }
    if form == Form::Other {
        notes.warn(column, written, Problem::DateRewritten { shown: day.to_string() });
    }
    Some(day)
}

/// Whether a date was in the form of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Standard,
    Other,
}

/// `2024-04-11`, with or without a time of day after it.
fn standard_form(written: &str) -> Option<(NaiveDate, Form)> {
    let day = written.split(['T', ' ']).next().unwrap_or(written);
    // `parse_from_str` also takes short years and spaces; the length keeps them out.
    let day = (day.len() == 10).then(|| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()).flatten()?;
    Some((day, Form::Standard))
}

/// `11/04/2024`, as a French spreadsheet program shows a date; `2024/04/11`.
fn other_form(written: &str) -> Option<(NaiveDate, Form)> {
    let day = written.split(' ').next().unwrap_or(written).replace(['.', '-'], "/");
    let formats = ["%d/%m/%Y", "%Y/%m/%d"];
    let day = formats.iter().find_map(|format| NaiveDate::parse_from_str(&day, format).ok())?;
    Some((day, Form::Other))
}

/// `45393`, the days since the end of 1899, which a spreadsheet program shows when a cell loses its format.
fn serial(written: &str) -> Option<(NaiveDate, Form)> {
    let days = (written.len() == 5).then(|| written.parse().ok()).flatten()?;
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    Some((day, Form::Other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::standard("2022-05-03", Some("2022-05-03"), None)]
    #[case::with_time("2022-05-03T10:00:00.000Z", Some("2022-05-03"), None)]
    #[case::french("03/05/2022", Some("2022-05-03"), Some("date-rewritten"))]
    #[case::serial("45393", Some("2024-04-11"), Some("date-rewritten"))]
    #[case::early_serial("12345", None, Some("date-malformed"))]
    #[case::today("2026-11-22", Some("2026-11-22"), None)]
    #[case::sentinel("1970-01-01", None, Some("date-sentinel"))]
    #[case::sentinel_west("1969-12-31", None, Some("date-sentinel"))]
    #[case::future("2031-01-01", None, Some("date-future"))]
    #[case::short_year("03/05/22", None, Some("date-malformed"))]
    #[case::no_such_day("2022-02-30", None, Some("date-malformed"))]
    #[case::words("mai 2022", None, Some("date-malformed"))]
    #[case::missing("", None, Some("date-missing"))]
    fn reads_dates(#[case] written: &str, #[case] day: Option<&str>, #[case] problem: Option<&str>) {
        let mut notes = Notes::new("t.csv");
        let read = read(written, NaiveDate::from_ymd_opt(2026, 11, 22), &mut notes);
        assert_eq!(read.map(|day| day.to_string()).as_deref(), day);
        assert_eq!(notes.into_report().warnings.first().map(|finding| finding.problem.key()), problem);
    }

    #[test]
    fn trusts_every_date_without_a_clock() {
        assert!(read("2031-01-01", None, &mut Notes::new("t.csv")).is_some());
    }
}
