//! Days of which staff said something else than the hours do: temporary closures, public holidays. Knows neither files nor
//! the rules of a venue.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::holiday::Holiday;

/// Days from one to another, both included. An end that is not given is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Whether a day is in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A time that a venue is closed, whatever its hours say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// When.
    pub period: Period,
    /// Why, and where to turn to meanwhile, in the words of the staff.
    pub message: Option<String>,
}

/// What happens on public holidays, as staff said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OnHolidays {
    /// Open as on any such day of the week.
    Open,
    /// Closed.
    Closed,
}

/// What staff said of days. It comes before what the hours say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Exceptions {
    /// Temporary closures.
    pub closures: Vec<Closure>,
    /// Public holidays; `None` where nobody has said.
    pub public_holidays: Option<OnHolidays>,
}

/// Closures that follow each other are one; more of them than this are no temporary closure.
const MOST_IN_A_ROW: usize = 100;

impl Exceptions {
    /// What is said of a venue that staff said nothing of.
    #[must_use]
    pub fn none() -> &'static Self {
        static NONE: Exceptions = Exceptions { closures: Vec::new(), public_holidays: None };
        &NONE
    }

    /// Whether the venue is closed all day.
    #[must_use]
    pub fn closed_on(&self, day: NaiveDate) -> bool {
        self.closure_on(day).is_some() || self.closed_for_holiday(day)
    }

    /// The closures that begin on the days after `day`, at most `days` later, in the order in which they begin.
    #[must_use]
    pub fn closures_to_come(&self, day: NaiveDate, days: u64) -> Vec<&Closure> {
        let to_come = |closure: &&Closure| {
            let last = day.checked_add_days(Days::new(days));
            closure.period.from.is_some_and(|from| day < from && last.is_none_or(|last| from <= last))
        };
        let mut closures: Vec<&Closure> = self.closures.iter().filter(to_come).collect();
        closures.sort_by_key(|closure| closure.period.from);
        closures
    }

    /// Whether it is a public holiday on which the venue is closed.
    pub(super) fn closed_for_holiday(&self, day: NaiveDate) -> bool {
        self.public_holidays == Some(OnHolidays::Closed) && Holiday::on(day).is_some()
    }

    /// The closure that a day is in: of several, the one that lasts longest.
    pub(super) fn closure_on(&self, day: NaiveDate) -> Option<&Closure> {
        let there = self.closures.iter().filter(|closure| closure.period.holds(day));
        there.max_by_key(|closure| closure.period.until.unwrap_or(NaiveDate::MAX))
    }

    /// The last day of the closure that `day` is in, and of those that follow it without a day between; `None` when it
    /// has no end.
    pub(super) fn last_day_closed(&self, day: NaiveDate) -> Option<NaiveDate> {
        let mut last = self.closure_on(day)?.period.until?;
        for _ in 0..MOST_IN_A_ROW {
            match last.checked_add_days(Days::new(1)).and_then(|next| self.closure_on(next)) {
                Some(next) => last = next.period.until?,
                None => break,
            }
        }
        Some(last)
    }
}
