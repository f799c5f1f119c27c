//! Filters on results. Three answers for each venue: it fits, it does not, or nobody has said; what is not known is kept,
//! after what fits. Knows venues and hours, not the index.

use chrono::{Datelike as _, Days, NaiveDateTime, NaiveTime, Weekday};

use crate::hours::{Hours, Moment, OpenState};
use crate::lexicon::TimeWish;
use crate::standard::{Audience, Cost, SpecificCare, SupportMode};
use crate::venue::Venue;

/// One filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Open at a time.
    Time(TimeWish),
    /// Nothing to pay.
    Free,
    /// Equipped for a disability, or a language is spoken.
    Care(SpecificCare),
    /// Particularly for someone; venues for everyone fit too.
    Audience(Audience),
    /// Alone, accompanied, in a group, remotely.
    Support(SupportMode),
    /// At most so many kilometres away.
    Within(u16),
}

/// "In the evening" begins then.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(18, 30, 0).unwrap();

impl Filter {
    /// Whether a venue fits; `None` when nobody has said.
    #[must_use]
    pub fn fits(self, venue: &Venue, distance_m: Option<f64>, moment: Moment) -> Option<bool> {
        match self {
            Self::Time(wish) => fits_time(&Hours::parse(venue.hours.as_deref()?), venue, wish, moment),
            Self::Free => stated(&venue.costs, |cost| *cost == Cost::Free),
            Self::Care(care) => stated(&venue.specific_care, |other| *other == care),
            Self::Audience(audience) => {
                if venue.audiences.is_empty() {
                    return Some(true);
                }
                stated(&venue.audiences, |other| *other == audience)
            }
            Self::Support(mode) => stated(&venue.support, |other| *other == mode),
            Self::Within(kilometres) => distance_m.map(|metres| metres <= f64::from(kilometres) * 1_000.0),
        }
    }
}

/// Missing data means *not stated*, never *no*.
fn stated<T>(values: &[T], fits: impl Fn(&T) -> bool) -> Option<bool> {
    (!values.is_empty()).then(|| values.iter().any(fits))
}

/// Whether a venue with these hours is open at the time wished for; `None` when its hours are missing, unreadable or old.
#[must_use]
pub(super) fn fits_time(hours: &Hours, venue: &Venue, wish: TimeWish, moment: Moment) -> Option<bool> {
    let now = hours.state(moment, venue.updated);
    if matches!(now, OpenState::Check { .. } | OpenState::Unknown { .. }) || !hours.is_understood() {
        return None;
    }
    let today = moment.now.date();
    let next = |weekday: Weekday| {
        let days = (weekday.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
        today.checked_add_days(Days::new(u64::from(days)))
    };
    let open_on = |date: Option<chrono::NaiveDate>, fits: &dyn Fn(NaiveDateTime, NaiveDateTime) -> bool| {
        date.is_some_and(|date| {
            let week = hours.week(date);
            week.iter().filter(|day| day.date == date).flat_map(|day| &day.spans).any(|span| fits(span.start, span.end))
        })
    };
    let any = |_: NaiveDateTime, _: NaiveDateTime| true;
    Some(match wish {
        TimeWish::Now => matches!(now, OpenState::Open { .. }),
        TimeWish::Tomorrow => open_on(today.succ_opt(), &any),
        TimeWish::Day(weekday) => open_on(next(weekday), &any),
        TimeWish::Weekend => open_on(next(Weekday::Sat), &any) || open_on(next(Weekday::Sun), &any),
        TimeWish::Evening => {
            let late = |start: NaiveDateTime, end: NaiveDateTime| end > start.date().and_time(EVENING);
            (0..7).any(|days| open_on(today.checked_add_days(Days::new(days)), &late))
        }
    })
}
