//! Times, days and dates, as people say them.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::{Locale, NO_BREAK_SPACE};

impl Locale {
    /// A time of day: "9 h", "14 h 30"; "9:00", "14:30".
    #[must_use]
    pub fn time(self, time: NaiveTime) -> String {
        let hour = time.hour().to_string();
        let minutes = format!("{:02}", time.minute());
        let key = if time.minute() == 0 { "when.hour" } else { "when.hour-minutes" };
        unbroken(&self.say_with(key, &[("hour", &hour), ("minutes", &minutes)]))
    }

    /// The name of a day of the week.
    #[must_use]
    pub fn weekday(self, date: NaiveDate) -> String {
        self.say(&format!("when.weekday.{}", date.weekday().number_from_monday()))
    }

    /// "3 décembre", "1er mai"; "3 December".
    #[must_use]
    pub fn day_and_month(self, date: NaiveDate) -> String {
        let day = if date.day() == 1 { self.say("when.first") } else { date.day().to_string() };
        unbroken(&self.say_with("when.day-month", &[("day", &day), ("month", &self.month(date))]))
    }

    /// "mai 2022".
    #[must_use]
    pub fn month_and_year(self, date: NaiveDate) -> String {
        unbroken(&self.say_with("when.month-year", &[("month", &self.month(date)), ("year", &date.year().to_string())]))
    }

    /// "3 décembre 2026".
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        let facts = [("date", self.day_and_month(date)), ("year", date.year().to_string())];
        self.say_with("when.date", &facts.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// Day and time, for the top of the screen: "mardi 24 novembre, 10 h".
    #[must_use]
    pub fn moment(self, moment: NaiveDateTime) -> String {
        let facts = [
            ("weekday", self.weekday(moment.date())),
            ("date", self.day_and_month(moment.date())),
            ("time", self.time(moment.time())),
        ];
        self.say_with("when.moment", &facts.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// A day as seen from today: "aujourd'hui", "demain mardi", "jeudi", "jeudi 3 décembre".
    #[must_use]
    pub fn day_from(self, today: NaiveDate, date: NaiveDate) -> String {
        let weekday = self.weekday(date);
        match (date - today).num_days() {
            0 => self.say("when.today"),
            1 => self.say_with("when.tomorrow", &[("weekday", &weekday)]),
            2..=6 => self.say_with("when.this-week", &[("weekday", &weekday)]),
            _ => self.say_with("when.later", &[("weekday", &weekday), ("date", &self.day_and_month(date))]),
        }
    }

    /// A day by its name and date, with its year where that is not this one: "samedi 5 décembre", "lundi 4 janvier 2027".
    #[must_use]
    pub fn day_told(self, today: NaiveDate, date: NaiveDate) -> String {
        let day = if date.year() == today.year() { self.day_and_month(date) } else { self.date(date) };
        self.say_with("when.named-day", &[("weekday", &self.weekday(date)), ("date", &day)])
    }

    /// The last day of something that goes on: without its year where that is plain.
    #[must_use]
    pub fn last_day(self, today: NaiveDate, last: NaiveDate) -> String {
        if (0..300).contains(&(last - today).num_days()) { self.day_and_month(last) } else { self.date(last) }
    }

    fn month(self, date: NaiveDate) -> String {
        self.say(&format!("when.month.{}", date.month()))
    }
}

/// A group that must not be cut at the end of a line.
fn unbroken(text: &str) -> String {
    text.replace(' ', &NO_BREAK_SPACE.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::today("2026-11-24", "aujourd'hui", "today")]
    #[case::tomorrow("2026-11-25", "demain mercredi", "tomorrow, Wednesday")]
    #[case::this_week("2026-11-28", "samedi", "on Saturday")]
    #[case::next_week("2026-12-01", "mardi 1er décembre", "on Tuesday 1 December")]
    fn names_a_day(#[case] day: &str, #[case] french: &str, #[case] english: &str) {
        let plain = |text: String| text.replace(NO_BREAK_SPACE, " ");
        assert_eq!(plain(Locale::FRENCH.day_from(date("2026-11-24"), date(day))), french);
        assert_eq!(plain(Locale::ENGLISH.day_from(date("2026-11-24"), date(day))), english);
    }

    #[rstest]
    #[case::this_year("2026-12-05", "samedi 5 décembre", "Saturday 5 December")]
    #[case::next_year("2027-01-01", "vendredi 1er janvier 2027", "Friday 1 January 2027")]
    fn tells_a_day(#[case] day: &str, #[case] french: &str, #[case] english: &str) {
        let plain = |text: String| text.replace(NO_BREAK_SPACE, " ");
        assert_eq!(plain(Locale::FRENCH.day_told(date("2026-11-24"), date(day))), french);
        assert_eq!(plain(Locale::ENGLISH.day_told(date("2026-11-24"), date(day))), english);
    }

    #[rstest]
    #[case::whole(9, 0, "9 h", "9:00")]
    #[case::minutes(14, 5, "14 h 05", "14:05")]
    #[case::midnight(0, 0, "0 h", "0:00")]
    fn says_a_time(#[case] hour: u32, #[case] minute: u32, #[case] french: &str, #[case] english: &str) {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(Locale::FRENCH.time(time).replace(NO_BREAK_SPACE, " "), french);
        assert_eq!(Locale::ENGLISH.time(time), english);
    }
}
