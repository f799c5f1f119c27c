//! Filters on results. Three answers for each venue: it fits, it does not, or nobody has said; what is not known is kept,
//! after what fits. Knows venues and hours, not the index.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

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
            Self::Time(wish) => {
                fits_time(&Hours::parse(venue.hours.as_deref().unwrap_or_default()), venue, wish, moment)
            }
            Self::Free => stated(&venue.costs, |cost| *cost == Cost::Free),
            Self::Care(care) => fits_care(venue, care),
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

/// Whether a venue is equipped for someone. The languages that the town knows to be spoken there answer beside the record.
fn fits_care(venue: &Venue, care: SpecificCare) -> Option<bool> {
    let spoken = venue.local.as_ref().map_or(&[][..], |local| &local.extras.languages);
    if spoken.iter().any(|language| language.care() == Some(care)) {
        return Some(true);
    }
    let recorded = stated(&venue.specific_care, |other| *other == care);
    let asks_language = matches!(care, SpecificCare::English | SpecificCare::OtherLanguages);
    recorded.or_else(|| (asks_language && !spoken.is_empty()).then_some(false))
}

/// Missing data means *not stated*, never *no*.
fn stated<T>(values: &[T], fits: impl Fn(&T) -> bool) -> Option<bool> {
    (!values.is_empty()).then(|| values.iter().any(fits))
}

/// Whether a venue with these hours is open at the time wished for; `None` when its hours are missing, unreadable or old. A
/// day that staff marked closed never fits.
#[must_use]
pub(super) fn fits_time(hours: &Hours, venue: &Venue, wish: TimeWish, moment: Moment) -> Option<bool> {
    let said = venue.exceptions();
    let days = days_of(wish, moment.now.date());
    if days.iter().all(|day| said.closed_on(*day)) {
        return Some(false);
    }
    let now = hours.state_with(moment, venue.updated, said);
    let doubt = hours.reason_to_check(moment, venue.updated, said);
    if doubt.is_some() || matches!(now, OpenState::Unknown { .. }) || !hours.is_understood() {
        return None;
    }
    if wish == TimeWish::Now {
        return Some(matches!(now, OpenState::Open { .. }));
    }
    let late = |end: NaiveDateTime, start: NaiveDateTime| end > start.date().and_time(EVENING);
    Some(days.iter().any(|date| {
        let week = hours.week_with(*date, said);
        let mut spans = week.iter().filter(|day| day.date == *date).flat_map(|day| &day.spans);
        spans.any(|span| wish != TimeWish::Evening || late(span.end, span.start))
    }))
}

/// The days that a wish may be fulfilled on.
fn days_of(wish: TimeWish, today: NaiveDate) -> Vec<NaiveDate> {
    let next = |weekday: Weekday| {
        let days = (weekday.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
        today.checked_add_days(Days::new(u64::from(days)))
    };
    let days = match wish {
        TimeWish::Now => vec![Some(today)],
        TimeWish::Tomorrow => vec![today.succ_opt()],
        TimeWish::Day(weekday) => vec![next(weekday)],
        TimeWish::Weekend => vec![next(Weekday::Sat), next(Weekday::Sun)],
        TimeWish::Evening => (0..7).map(|days| today.checked_add_days(Days::new(days))).collect(),
    };
    days.into_iter().flatten().collect()
}
