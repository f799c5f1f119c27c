//! What the hours of a venue mean at a moment: open, opening soon, closed, unknown, or not to be trusted.
//!
//! It states facts with dates and times and says no sentence. It never reads the clock: the [`Moment`] is given. All
//! times are local and naive: a terminal and its venues share one town, and the hours on a door do not change with
//! daylight saving.

mod calendar;
mod closure;
mod holiday;
mod tidy;

use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};
use opening_hours::OpeningHours;

pub use calendar::{DayHours, Span};
pub use closure::{Closure, Exceptions, OnHolidays, Period};
pub use holiday::Holiday;
use tidy::Tidied;

/// Longer texts are not parsed, in bytes: the longest that is one in the national data has some 300.
const LONGEST_TEXT: usize = 2_000;

/// A record speaks for its hours this long after its last update.
const TRUSTED_MONTHS: Months = Months::new(12);

/// An opening this near is told as "soon".
const SOON: TimeDelta = TimeDelta::minutes(60);

/// How far ahead an end and an opening are looked for, in days.
const DAYS_TO_END: usize = 7;
const DAYS_TO_OPENING: usize = 14;

/// The hours of a venue, parsed once.
#[derive(Debug, Clone)]
pub struct Hours {
    /// As the producer wrote them, trimmed; empty when there are none.
    written: String,
    /// The rules, when they could be read.
    rules: Option<OpeningHours>,
    /// Whether the text says what happens on public holidays.
    mentions_holidays: bool,
}

/// The moment that hours are judged at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Local time by the clock of the terminal.
    pub now: NaiveDateTime,
    /// The newest date in the data: a clock that is before it is wrong.
    pub floor: Option<NaiveDate>,
}

/// What hours mean at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenState {
    /// Open now.
    Open {
        /// When it closes; `None` when that is more than a week away ("24/7").
        until: Option<NaiveDateTime>,
    },
    /// Closed now, opening within an hour.
    Soon {
        /// When it opens.
        opens: NaiveDateTime,
    },
    /// Closed now.
    Closed {
        /// The next opening that can be promised, within two weeks: never on a public holiday that the text does not
        /// mention.
        opens: Option<NaiveDateTime>,
    },
    /// Closed by staff for a time, whatever the hours say.
    ClosedUntil {
        /// The last day that it is closed on; `None` when nobody knows.
        last_day: Option<NaiveDate>,
        /// Why, in the words of the staff.
        message: Option<String>,
    },
    /// No hours, hours that cannot be read, or hours that depend on something (an appointment, a comment).
    Unknown {
        /// The text as written, to be shown as it is.
        written: Option<String>,
    },
    /// The hours must not be trusted: telephone first.
    Check {
        /// Why.
        reason: CheckReason,
        /// Day of the record's last update, where known.
        seen: Option<NaiveDate>,
        /// What the record nevertheless says about today.
        today: Vec<Span>,
    },
}

/// Why hours must not be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckReason {
    /// Today is a public holiday, and the text does not say what happens on one.
    PublicHoliday(Holiday),
    /// The record is more than 12 months old, has no date, or has one that has not come yet.
    Old,
    /// The clock shows a day before the newest date in the data.
    ClockWrong,
}

impl Hours {
    /// Reads hours in the OpenStreetMap syntax, after putting right the few slips whose meaning is certain. Never
    /// fails: what cannot be read is kept to be shown.
    #[must_use]
    pub fn parse(written: &str) -> Self {
        let written = written.trim().to_owned();
        let rules = if written.is_empty() || written.len() > LONGEST_TEXT { None } else { read(&written) };
        let mentions_holidays = rules.as_ref().is_some_and(calendar::mentions_holidays);
        let rules = rules.map(|rules| if mentions_holidays { calendar::with_holidays(rules) } else { rules });
        Self { written, rules, mentions_holidays }
    }

    /// Whether the text could be read as hours.
    #[must_use]
    pub fn is_understood(&self) -> bool {
        self.rules.is_some()
    }

    /// The text as the producer wrote it, trimmed; empty when there is none.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether the text says what happens on public holidays (`PH`).
    #[must_use]
    pub fn mentions_public_holidays(&self) -> bool {
        self.mentions_holidays
    }

    /// What the hours mean at `moment`, for a record last updated on `updated`.
    ///
    /// Hours that cannot be read are unknown whatever their age. Otherwise the first reason not to trust them wins: a
    /// clock before the floor (no age can be told by it), their age, a public holiday they do not mention.
    #[must_use]
    pub fn state(&self, moment: Moment, updated: Option<NaiveDate>) -> OpenState {
        self.state_with(moment, updated, Exceptions::none())
    }

    /// As [`Self::state`], where staff said something of some days: what they marked closed is never open.
    #[must_use]
    pub fn state_with(&self, moment: Moment, updated: Option<NaiveDate>, said: &Exceptions) -> OpenState {
        let today = moment.now.date();
        if let Some(closure) = said.closure_on(today) {
            return OpenState::ClosedUntil { last_day: said.last_day_closed(today), message: closure.message.clone() };
        }
        let doubt = self.reason_to_check(moment, updated, said);
        // A clock that is wrong knows no holidays.
        if said.closed_for_holiday(today) && doubt != Some(CheckReason::ClockWrong) {
            let rules = self.rules.as_ref().filter(|_| doubt.is_none());
            return OpenState::Closed { opens: rules.and_then(|rules| self.next_opening(rules, moment.now, said)) };
        }
        let Some(rules) = &self.rules else { return self.unknown() };
        let check = |reason| OpenState::Check { reason, seen: updated, today: calendar::spans_of(rules, today) };
        if let Some(reason) = doubt {
            return check(reason);
        }
        match calendar::slice_at(rules, moment.now) {
            Some(slice) if slice.condition.is_some() => self.unknown(),
            // The rest of a night that began on a holiday is as doubtful as its beginning.
            Some(slice) => match self.unmentioned_holiday(calendar::day_begun(rules, &slice), said) {
                Some(holiday) => check(CheckReason::PublicHoliday(holiday)),
                None => OpenState::Open { until: calendar::end_of(rules, &slice, DAYS_TO_END) },
            },
            None => match self.next_opening(rules, moment.now, said) {
                Some(opens) if opens - moment.now <= SOON => OpenState::Soon { opens },
                opens => OpenState::Closed { opens },
            },
        }
    }

    /// The week of `today`, Monday to Sunday; empty when the text cannot be read. No judgement of age is made.
    #[must_use]
    pub fn week(&self, today: NaiveDate) -> Vec<DayHours> {
        self.week_with(today, Exceptions::none())
    }

    /// As [`Self::week`], where staff said something of some days.
    #[must_use]
    pub fn week_with(&self, today: NaiveDate, said: &Exceptions) -> Vec<DayHours> {
        let Some(rules) = &self.rules else { return Vec::new() };
        let since_monday = u64::from(today.weekday().num_days_from_monday());
        let Some(monday) = today.checked_sub_days(Days::new(since_monday)) else { return Vec::new() };
        monday
            .iter_days()
            .take(7)
            .map(|date| DayHours {
                date,
                spans: if said.closed_on(date) { Vec::new() } else { calendar::spans_of(rules, date) },
                is_today: date == today,
                holiday: if said.public_holidays.is_some() { None } else { Holiday::on(date) },
            })
            .collect()
    }

    fn unknown(&self) -> OpenState {
        OpenState::Unknown { written: (!self.written.is_empty()).then(|| self.written.clone()) }
    }

    /// The reason not to trust the hours at `moment`, if there is one: what [`Self::state_with`] would give, without the
    /// work of laying out the day.
    #[must_use]
    pub fn reason_to_check(
        &self,
        moment: Moment,
        updated: Option<NaiveDate>,
        said: &Exceptions,
    ) -> Option<CheckReason> {
        let today = moment.now.date();
        if moment.floor.is_some_and(|floor| today < floor) {
            return Some(CheckReason::ClockWrong);
        }
        let trusted = |seen: NaiveDate| seen <= today && seen.checked_add_months(TRUSTED_MONTHS) >= Some(today);
        if !updated.is_some_and(trusted) {
            return Some(CheckReason::Old);
        }
        self.unmentioned_holiday(today, said).map(CheckReason::PublicHoliday)
    }

    fn unmentioned_holiday(&self, date: NaiveDate, said: &Exceptions) -> Option<Holiday> {
        if self.mentions_holidays || said.public_holidays.is_some() { None } else { Holiday::on(date) }
    }

    /// The first opening after `now` that can be promised: unconditional, on no holiday the text passes over, and on no day
    /// that staff marked closed.
    fn next_opening(&self, rules: &OpeningHours, now: NaiveDateTime, said: &Exceptions) -> Option<NaiveDateTime> {
        let promised = |day| self.unmentioned_holiday(day, said).is_none() && !said.closed_on(day);
        calendar::beginnings(rules, now.date(), DAYS_TO_OPENING + 1)
            .find(|span| span.start > now && span.condition.is_none() && promised(span.start.date()))
            .map(|span| span.start)
    }
}

fn read(written: &str) -> Option<OpeningHours> {
    let tidied = match tidy::tidy(written) {
        Tidied::Weekly(text) => OpeningHours::from_str(&text).ok(),
        Tidied::Other => None,
        Tidied::Senseless => return None,
    };
    let rules = tidied.or_else(|| OpeningHours::from_str(written).ok())?;
    calendar::can_be_told(&rules).then_some(rules)
}

#[cfg(test)]
mod tests;
