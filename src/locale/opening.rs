//! What a venue's opening state means to a visitor, in one sentence. Old hours are never "open".

use chrono::{NaiveDate, NaiveDateTime};
use repere_index::hours::{CheckReason, Holiday, OpenState};

use super::Locale;

/// From this many minutes before closing time on, a visitor is told that it closes soon.
const CLOSES_SOON_MINUTES: i64 = 30;

impl Locale {
    /// The state in a few words, for a list.
    #[must_use]
    pub fn short_opening(self, state: &OpenState, now: NaiveDateTime) -> String {
        match state {
            OpenState::Check { .. } => self.say("opening.short.check"),
            OpenState::Unknown { .. } => self.say("opening.short.unknown"),
            OpenState::ClosedUntil { last_day, .. } => self.closed_by_staff(*last_day, now),
            OpenState::Open { .. } | OpenState::Soon { .. } | OpenState::Closed { .. } => self.opening(state, now),
        }
    }

    /// The state in one sentence.
    #[must_use]
    pub fn opening(self, state: &OpenState, now: NaiveDateTime) -> String {
        match state {
            OpenState::Open { until: None } => self.say("opening.open-always"),
            OpenState::Open { until: Some(until) } => {
                let soon = (*until - now).num_minutes() <= CLOSES_SOON_MINUTES;
                let key = if soon { "opening.open-closes-soon" } else { "opening.open-until" };
                self.say_with(key, &[("when", &self.end(now, *until))])
            }
            OpenState::Soon { opens } => self.say_with("opening.soon", &[("time", &self.time(opens.time()))]),
            OpenState::Closed { opens: Some(opens) } => {
                let day = self.day_from(now.date(), opens.date());
                self.say_with("opening.closed-until", &[("day", &day), ("time", &self.time(opens.time()))])
            }
            OpenState::Closed { opens: None } => self.say("opening.closed"),
            OpenState::ClosedUntil { last_day, message } => {
                let closed = self.closed_by_staff(*last_day, now);
                message.iter().fold(closed, |said, message| format!("{said} {message}"))
            }
            OpenState::Unknown { written: Some(_) } => self.say("opening.unreadable"),
            OpenState::Unknown { written: None } => self.say("opening.unknown"),
            OpenState::Check { reason: CheckReason::Old, seen: Some(seen), .. } => {
                self.say_with("opening.old", &[("month", &self.month_and_year(*seen))])
            }
            OpenState::Check { reason: CheckReason::Old, .. } => self.say("opening.undated"),
            OpenState::Check { reason: CheckReason::ClockWrong, .. } => self.say("opening.clock"),
            OpenState::Check { reason: CheckReason::PublicHoliday(holiday), .. } => {
                self.say_with("opening.holiday", &[("holiday", &self.holiday(*holiday))])
            }
        }
    }

    /// How long staff have closed a venue for.
    fn closed_by_staff(self, last_day: Option<NaiveDate>, now: NaiveDateTime) -> String {
        match last_day {
            None => self.say("opening.shut"),
            Some(day) if day == now.date() => self.say("opening.shut-today"),
            Some(day) => self.say_with("opening.shut-until", &[("date", &self.day_told(now.date(), day))]),
        }
    }

    /// The name of a public holiday.
    #[must_use]
    pub fn holiday(self, holiday: Holiday) -> String {
        self.say(match holiday {
            Holiday::NewYear => "holiday.new-year",
            Holiday::EasterMonday => "holiday.easter-monday",
            Holiday::LabourDay => "holiday.labour-day",
            Holiday::Victory1945 => "holiday.victory-1945",
            Holiday::Ascension => "holiday.ascension",
            Holiday::WhitMonday => "holiday.whit-monday",
            Holiday::NationalDay => "holiday.national-day",
            Holiday::Assumption => "holiday.assumption",
            Holiday::AllSaints => "holiday.all-saints",
            Holiday::Armistice => "holiday.armistice",
            Holiday::Christmas => "holiday.christmas",
        })
    }

    /// When it closes: a time today, "minuit", or a time on another day.
    fn end(self, now: NaiveDateTime, until: NaiveDateTime) -> String {
        let midnight = until.time() == chrono::NaiveTime::MIN;
        let days = (until.date() - now.date()).num_days();
        if midnight && days == 1 {
            self.say("when.midnight")
        } else if days == 0 {
            self.time(until.time())
        } else {
            let day = self.day_from(now.date(), until.date());
            self.say_with("when.day-time", &[("day", &day), ("time", &self.time(until.time()))])
        }
    }
}
