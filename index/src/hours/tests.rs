//! Tables of what hours mean at a moment.

use super::*;
use proptest::prelude::*;
use rstest::rstest;
use std::path::Path;

const WEEK: &str = "Mo-Fr 09:00-12:00,14:00-18:00";

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// The state in a word and a time, for a record of last month.
fn told(written: &str, now: &str) -> String {
    let now = at(now);
    let updated = now.date() - Days::new(30);
    let time = |at: NaiveDateTime| at.format("%a %d %H:%M").to_string();
    match Hours::parse(written).state(Moment { now, floor: Some(updated) }, Some(updated)) {
        OpenState::Open { until } => format!("open {}", until.map_or_else(|| "on".to_owned(), time)),
        OpenState::Soon { opens } => format!("soon {}", time(opens)),
        OpenState::Closed { opens } => format!("closed {}", opens.map_or_else(|| "on".to_owned(), time)),
        OpenState::ClosedUntil { last_day, .. } => format!("closed until {last_day:?}"),
        OpenState::Unknown { written } => format!("unknown {}", written.unwrap_or_default()),
        OpenState::Check { reason, .. } => format!("check {reason:?}"),
    }
}

// 24 November 2026 is a Tuesday.
#[rstest]
#[case::open(WEEK, "2026-11-24 10:00", "open Tue 24 12:00")]
#[case::first_minute(WEEK, "2026-11-24 09:00", "open Tue 24 12:00")]
#[case::last_minute_is_over(WEEK, "2026-11-24 18:00", "closed Wed 25 09:00")]
#[case::lunch(WEEK, "2026-11-24 12:30", "closed Tue 24 14:00")]
#[case::end_of_lunch(WEEK, "2026-11-24 13:00", "soon Tue 24 14:00")]
#[case::in_45_minutes(WEEK, "2026-11-24 08:15", "soon Tue 24 09:00")]
#[case::in_61_minutes(WEEK, "2026-11-24 07:59", "closed Tue 24 09:00")]
#[case::friday_night(WEEK, "2026-11-27 20:00", "closed Mon 30 09:00")]
#[case::week_end(WEEK, "2026-11-29 15:00", "closed Mon 30 09:00")]
#[case::night_before("Fr 20:00-02:00", "2026-11-27 21:00", "open Sat 28 02:00")]
#[case::night_after("Fr 20:00-02:00", "2026-11-28 01:00", "open Sat 28 02:00")]
#[case::night_is_over("Fr 20:00-02:00", "2026-11-28 02:00", "closed Fri 04 20:00")]
#[case::two_nights("Fr,Sa 20:00-02:00", "2026-11-27 21:00", "open Sat 28 02:00")]
#[case::night_in_two_rules("Fr 20:00-24:00; Sa 00:00-02:00", "2026-11-27 21:00", "open Sat 28 02:00")]
#[case::always("24/7", "2026-11-24 03:00", "open on")]
#[case::whole_days("Mo-We 00:00-24:00; Th 00:00-10:00", "2026-11-24 12:00", "open Thu 26 10:00")]
#[case::day_off("Mo-Sa 09:00-18:00; We off", "2026-11-24 19:00", "closed Thu 26 09:00")]
#[case::never("Mo-Su off", "2026-11-24 10:00", "closed on")]
#[case::other_season("Jul-Aug Mo-Fr 09:00-12:00", "2026-11-24 10:00", "closed on")]
#[case::season("Sep-Jun Mo-Fr 09:00-12:00", "2026-11-24 10:00", "open Tue 24 12:00")]
#[case::even_week("week 02-52/2 Tu 09:00-12:00", "2026-11-24 10:00", "open Tue 24 12:00")]
#[case::odd_week("week 01-53/2 Tu 09:00-12:00", "2026-11-24 10:00", "closed Tue 01 09:00")]
#[case::summer_time_begins("Su 01:00-05:00", "2026-03-29 02:30", "open Sun 29 05:00")]
#[case::morning_of_summer_time("Su 09:00-12:00", "2026-03-29 08:30", "soon Sun 29 09:00")]
#[case::summer_time_ends("Su 01:00-05:00", "2026-10-25 02:30", "open Sun 25 05:00")]
#[case::french("Du lundi au vendredi de 9h à 12h", "2026-11-24 10:00", "open Tue 24 12:00")]
#[case::new_years_eve(WEEK, "2026-12-31 18:30", "closed Mon 04 09:00")]
#[case::rest_of_the_night_of_a_holiday("Fr 20:00-02:00", "2026-05-02 01:00", "check PublicHoliday(LabourDay)")]
#[case::always_after_a_holiday("24/7", "2026-05-02 01:00", "open on")]
#[case::always_but_one_day("24/7; 2026 Apr 30 off", "2026-04-30 12:00", "closed Sat 02 00:00")]
#[case::over_new_year("Th 20:00-02:00", "2026-12-31 23:00", "open Fri 01 02:00")]
#[case::eve_of_may_day(WEEK, "2026-04-30 19:00", "closed Mon 04 09:00")]
#[case::may_day(WEEK, "2026-05-01 10:00", "check PublicHoliday(LabourDay)")]
#[case::may_day_stated("Mo-Fr 09:00-18:00; PH off", "2026-05-01 10:00", "closed Mon 04 09:00")]
#[case::may_day_open("Mo-Fr 09:00-18:00; PH 10:00-12:00", "2026-05-01 10:00", "open Fri 01 12:00")]
#[case::holiday_promised_when_stated("Mo-Fr 09:00-18:00; PH 10:00-12:00", "2026-04-30 19:00", "closed Fri 01 10:00")]
#[case::on_condition(
    "Mo-Fr 09:00-12:00 \"sur rendez-vous\"",
    "2026-11-24 10:00",
    "unknown Mo-Fr 09:00-12:00 \"sur rendez-vous\""
)]
#[case::on_condition_later("Mo-Fr 09:00-12:00; We 09:00-12:00 \"sur rdv\"", "2026-11-24 13:00", "closed Thu 26 09:00")]
#[case::condition_alone("\"sur rendez-vous\"", "2026-11-24 10:00", "unknown \"sur rendez-vous\"")]
#[case::unknown_state("Mo-Fr 09:00-12:00 unknown", "2026-11-24 10:00", "unknown Mo-Fr 09:00-12:00 unknown")]
#[case::open_end("Mo-Fr 09:00+", "2026-11-24 10:00", "unknown Mo-Fr 09:00+")]
#[case::free_text("sur rendez-vous", "2026-11-24 10:00", "unknown sur rendez-vous")]
#[case::slip("Mo 09:00-12:00; Tu 12:30", "2026-11-24 10:00", "unknown Mo 09:00-12:00; Tu 12:30")]
#[case::nothing("  ", "2026-11-24 10:00", "unknown ")]
fn tells_the_state(#[case] written: &str, #[case] now: &str, #[case] expected: &str) {
    assert_eq!(told(written, now), expected);
}

#[rstest]
#[case::fresh(Some("2026-11-01"), None, None)]
#[case::of_today(Some("2026-11-24"), Some("2026-11-24"), None)]
#[case::twelve_months(Some("2025-11-24"), None, None)]
#[case::twelve_months_and_a_day(Some("2025-11-23"), None, Some(CheckReason::Old))]
#[case::no_date(None, None, Some(CheckReason::Old))]
#[case::not_yet(Some("2027-01-01"), None, Some(CheckReason::Old))]
#[case::clock_behind(Some("2026-11-01"), Some("2026-11-25"), Some(CheckReason::ClockWrong))]
#[case::clock_behind_and_old(None, Some("2027-11-25"), Some(CheckReason::ClockWrong))]
fn trusts_only_recent_records(
    #[case] updated: Option<&str>,
    #[case] floor: Option<&str>,
    #[case] reason: Option<CheckReason>,
) {
    let day = |text: &str| text.parse().unwrap();
    let (updated, moment) = (updated.map(day), Moment { now: at("2026-11-24 10:00"), floor: floor.map(day) });
    let hours = Hours::parse(WEEK);
    match (reason, hours.state(moment, updated)) {
        (None, state) => assert_eq!(state, OpenState::Open { until: Some(at("2026-11-24 12:00")) }),
        (Some(expected), OpenState::Check { reason, seen, today }) => {
            assert_eq!((reason, seen), (expected, updated));
            assert_eq!(today.len(), 2);
        }
        (Some(_), other) => panic!("{other:?}"),
    }
    assert!(matches!(Hours::parse("?").state(moment, None), OpenState::Unknown { .. }));
}

#[test]
fn lays_out_the_week() {
    let week = Hours::parse("Mo 09:00-12:00,14:00-17:00; Tu 14:00-17:00 \"rdv\"; Fr 20:00-02:00")
        .week("2026-05-02".parse().unwrap());
    assert_eq!(week.len(), 7);
    assert_eq!(week[0].date, "2026-04-27".parse().unwrap());
    assert_eq!(week[0].spans.len(), 2);
    assert_eq!(week[1].spans[0].condition.as_deref(), Some("rdv"));
    assert_eq!(week[4].holiday, Some(Holiday::LabourDay));
    assert_eq!(week[4].spans[0].end, at("2026-05-02 02:00"));
    assert!(week[5].spans.is_empty() && week[5].is_today && !week[4].is_today);
    let all_week = Hours::parse("24/7").week("2026-05-02".parse().unwrap());
    assert!(
        all_week.iter().all(|day| day.spans.len() == 1 && day.spans[0].end - day.spans[0].start == TimeDelta::days(1))
    );
    assert!(Hours::parse("?").week("2026-05-02".parse().unwrap()).is_empty());
}

#[test]
fn stands_dates_at_the_end_of_time() {
    let hours = Hours::parse(WEEK);
    for now in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        let _ = hours.state(Moment { now, floor: None }, Some(now.date()));
        let _ = hours.week(now.date());
    }
    assert!(!Hours::parse(&"Mo 09:00-12:00; ".repeat(2_000)).is_understood());
}

/// Texts as long as are parsed at all, each of one piece that a careless grammar could try again and again.
#[rstest]
#[case::days("Mo,")]
#[case::rules("24/7;")]
#[case::additions("Mo 09:00-10:00, ")]
#[case::fallbacks("Mo || ")]
#[case::brackets("(")]
#[case::quotes("\"")]
#[case::times("09:00-10:00,")]
#[case::points("00:00-24:00/00:01,")]
#[case::years("1900-9999/2,")]
#[case::dates("Jan 1-Dec 31,")]
#[case::weeks("week 1-53/2,")]
#[case::offsets("Mo[1] +1 day,")]
#[case::french("lundi au ")]
#[case::tags("<")]
fn long_texts_are_read_or_refused_at_once(#[case] piece: &str) {
    let started = std::time::Instant::now();
    let text = piece.repeat(LONGEST_TEXT / piece.len());
    survives(&text, 0);
    survives(&format!("{} 09:00-12:00", text.trim_end_matches([',', ' ', ';', '|'])), 0);
    // Not a measure of speed: a grammar that tries everything again would take years.
    assert!(started.elapsed().as_secs() < 20);
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in "\\PC{0,60}", day in 0..4_000_u64) {
        survives(&text, day);
    }

    #[test]
    fn no_rules_break_it(
        parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..14),
        day in 0..4_000_u64,
    ) {
        survives(&parts.concat(), day);
    }
}

const PARTS: &[&str] = &[
    "Mo",
    "We",
    "Fr",
    "Su",
    "PH",
    "SH",
    "-",
    ",",
    ", ",
    "; ",
    " || ",
    " ",
    "09:00",
    "12:30",
    "20:00",
    "02:00",
    "26:00",
    "00:00",
    "24:00",
    "-",
    "-",
    "off",
    "unknown",
    "\"rdv\"",
    "24/7",
    "Jan",
    "Feb 29",
    "Dec 31",
    "2026",
    "2027",
    "week 01-53/2",
    "week 53",
    "[1]",
    "[-1]",
    "+",
    " +1 day",
    "easter",
    "/",
    "sunset",
    "lundi",
    " au ",
    "9h",
    "(",
    ")",
    "open",
    ":",
];

fn survives(text: &str, day: u64) {
    let now = at("2020-02-29 00:30") + TimeDelta::days(i64::try_from(day).unwrap());
    let hours = Hours::parse(text);
    let _ = hours.state(Moment { now, floor: None }, Some(now.date()));
    assert_eq!(hours.week(now.date()).len(), if hours.is_understood() { 7 } else { 0 });
}

#[test]
fn reads_the_real_hours() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/venues/v1-france.csv");
    let Ok(mut rows) = csv::Reader::from_path(&file) else {
        println!("skipped: no real data beside this repository");
        return;
    };
    let column = rows.headers().unwrap().iter().position(|header| header == "horaires").unwrap();
    let (mut count, mut understood, mut untidied) = (0_u32, 0_u32, 0_u32);
    for row in rows.records().map(Result::unwrap) {
        let written = row[column].trim();
        if written.is_empty() {
            continue;
        }
        count += 1;
        untidied += u32::from(OpeningHours::from_str(written).is_ok());
        let hours = Hours::parse(written);
        understood += u32::from(hours.is_understood());
        if !hours.is_understood() {
            println!("unread: {written}");
        }
    }
    let share = |part: u32| f64::from(part) / f64::from(count) * 100.0;
    println!("read: {understood} of {count} ({:.2} %); without tidying {:.2} %", share(understood), share(untidied));
    assert!(share(understood) >= 98.0);
}

/// Closures from and to the days that are given; "-" for an open end.
fn closed(periods: &[(&str, &str)], public_holidays: Option<OnHolidays>) -> Exceptions {
    let day = |text: &str| text.parse().ok();
    let closures = periods.iter().map(|(from, until)| Closure {
        period: Period { from: day(from), until: day(until) },
        message: Some(format!("{from} {until}")),
    });
    Exceptions { closures: closures.collect(), public_holidays }
}

fn until(last_day: Option<&str>, message: &str) -> OpenState {
    let last_day = last_day.map(|day| day.parse().unwrap());
    OpenState::ClosedUntil { last_day, message: Some(message.to_owned()) }
}

#[rstest]
#[case::first_day(&[("2026-11-24", "2026-11-30")], until(Some("2026-11-30"), "2026-11-24 2026-11-30"))]
#[case::last_day(&[("2026-11-20", "2026-11-24")], until(Some("2026-11-24"), "2026-11-20 2026-11-24"))]
#[case::no_beginning(&[("-", "2026-11-24")], until(Some("2026-11-24"), "- 2026-11-24"))]
#[case::no_end(&[("2026-11-01", "-")], until(None, "2026-11-01 -"))]
#[case::neither(&[("-", "-")], until(None, "- -"))]
#[case::one_after_the_other(
    &[("2026-11-24", "2026-11-25"), ("2026-11-26", "2026-11-30")],
    until(Some("2026-11-30"), "2026-11-24 2026-11-25")
)]
#[case::then_without_end(&[("-", "2026-11-25"), ("2026-11-26", "-")], until(None, "- 2026-11-25"))]
#[case::the_longer_one(
    &[("-", "2026-11-25"), ("2026-11-20", "2026-11-30")],
    until(Some("2026-11-30"), "2026-11-20 2026-11-30")
)]
#[case::over(&[("2026-11-01", "2026-11-23")], OpenState::Open { until: Some(at("2026-11-24 12:00")) })]
#[case::to_come(&[("2026-11-25", "2026-12-24")], OpenState::Open { until: Some(at("2026-11-24 12:00")) })]
fn what_staff_marked_closed_is_closed(#[case] periods: &[(&str, &str)], #[case] state: OpenState) {
    let moment = Moment { now: at("2026-11-24 10:00"), floor: None };
    let updated = "2026-11-01".parse().ok();
    assert_eq!(Hours::parse(WEEK).state_with(moment, updated, &closed(periods, None)), state);
}

/// Hours that are old, unknown or unreadable are closed all the same.
#[rstest]
#[case::old(WEEK, Some("2020-01-01"))]
#[case::undated(WEEK, None)]
#[case::none("", Some("2026-11-01"))]
#[case::unreadable("quand on veut", Some("2026-11-01"))]
fn a_closure_needs_no_hours(#[case] written: &str, #[case] updated: Option<&str>) {
    let moment = Moment { now: at("2026-11-24 10:00"), floor: None };
    let updated = updated.map(|day| day.parse().unwrap());
    let state = Hours::parse(written).state_with(moment, updated, &closed(&[("-", "2026-11-25")], None));
    assert_eq!(state, until(Some("2026-11-25"), "- 2026-11-25"));
}

#[rstest]
#[case::skips_the_closure(&[("2026-11-25", "2026-11-26")], "2026-11-24 19:00", Some("2026-11-27 09:00"))]
#[case::promises_nothing(&[("2026-11-25", "-")], "2026-11-24 19:00", None)]
fn no_opening_is_promised_on_a_closed_day(
    #[case] periods: &[(&str, &str)],
    #[case] now: &str,
    #[case] opens: Option<&str>,
) {
    let moment = Moment { now: at(now), floor: None };
    let state = Hours::parse(WEEK).state_with(moment, "2026-11-01".parse().ok(), &closed(periods, None));
    assert_eq!(state, OpenState::Closed { opens: opens.map(at) });
}

// 25 December 2026 is a Friday.
#[rstest]
#[case::open(Some(OnHolidays::Open), OpenState::Open { until: Some(at("2026-12-25 12:00")) })]
#[case::closed(Some(OnHolidays::Closed), OpenState::Closed { opens: Some(at("2026-12-28 09:00")) })]
fn staff_say_what_happens_on_holidays(#[case] said: Option<OnHolidays>, #[case] state: OpenState) {
    let moment = Moment { now: at("2026-12-25 10:00"), floor: None };
    let said = closed(&[], said);
    assert_eq!(Hours::parse(WEEK).state_with(moment, "2026-11-01".parse().ok(), &said), state);
}

#[test]
fn closures_are_told_of_before_they_begin() {
    let said =
        closed(&[("2026-12-20", "-"), ("2026-12-01", "2026-12-02"), ("2026-11-24", "2026-11-25"), ("-", "-")], None);
    let told = |days| -> Vec<Option<NaiveDate>> {
        let to_come = said.closures_to_come("2026-11-24".parse().unwrap(), days);
        to_come.iter().map(|closure| closure.period.from).collect()
    };
    assert_eq!(told(14), ["2026-12-01".parse().ok()]);
    assert_eq!(told(26), ["2026-12-01".parse().ok(), "2026-12-20".parse().ok()]);
}

#[test]
fn a_week_shows_closed_days() {
    let said = closed(&[("2026-11-24", "2026-11-25")], None);
    let week = Hours::parse(WEEK).week_with("2026-11-24".parse().unwrap(), &said);
    let open: Vec<usize> = week.iter().map(|day| day.spans.len()).collect();
    assert_eq!(open, [2, 0, 0, 2, 2, 0, 0]);
}
