//! The rules of one venue laid out on days: spans of time, one day after the other.
//!
//! It asks `opening-hours` for single days and never for "the next change": the work is bounded by the days asked for,
//! whatever the rules. It knows nothing of trust or of the age of a record.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};

use super::holiday::Holiday;

/// A time that a venue is open, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// When it opens, local time.
    pub start: NaiveDateTime,
    /// When it closes, local time; on the next day when it closes at or after midnight.
    pub end: NaiveDateTime,
    /// `Some` when it is only open on a condition ("sur rendez-vous"): the comment in the text, possibly empty.
    pub condition: Option<String>,
}

/// The hours of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayHours {
    /// The day.
    pub date: NaiveDate,
    /// What the text says about it, in order; empty when it is closed.
    pub spans: Vec<Span>,
    /// Whether it is the day that was asked about.
    pub is_today: bool,
    /// The public holiday it is. Unless the text mentions holidays, its spans are not to be trusted then.
    pub holiday: Option<Holiday>,
}

impl Span {
    /// Whether `moment` is inside: the end is not.
    pub(super) fn holds(&self, moment: NaiveDateTime) -> bool {
        self.start <= moment && moment < self.end
    }

    fn is_full_day(&self) -> bool {
        self.end - self.start == TimeDelta::days(1)
    }
}

/// The holidays that `PH` means, computed for the years a terminal may live in: the table of `opening-hours` has the
/// same days, and takes longer to unpack than a search takes in all.
static HOLIDAYS: LazyLock<ContextHolidays> = LazyLock::new(|| {
    let mut public = ContextHolidays::default().get_public().clone();
    for day in (2000..2100).flat_map(Holiday::days_of) {
        public.insert(day);
    }
    ContextHolidays::new(public.into(), std::sync::Arc::default())
});

/// Lets `rules` know the public holidays.
pub(super) fn with_holidays(rules: OpeningHours) -> OpeningHours {
    rules.with_context(Context::default().with_holidays(HOLIDAYS.clone()))
}

/// Whether the rules say what happens on public holidays.
pub(super) fn mentions_holidays(rules: &OpeningHours) -> bool {
    has_outside_comments(rules, |text| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "PH"))
}

/// Whether the rules can be told as spans: an open end ("09:00+") promises an opening without a closing, school
/// holidays and the sun are not known here.
pub(super) fn can_be_told(rules: &OpeningHours) -> bool {
    !has_outside_comments(rules, |text| {
        text.contains('+') || text.split(|c: char| !c.is_alphanumeric()).any(|word| UNTOLD.contains(&word))
    })
}

/// Words of the syntax that need what a terminal does not know.
const UNTOLD: [&str; 5] = ["SH", "dawn", "sunrise", "sunset", "dusk"];

/// Whether `found` holds of a part of the rules, as they are written out again, that is no comment.
fn has_outside_comments(rules: &OpeningHours, found: impl Fn(&str) -> bool) -> bool {
    rules.to_string().split('"').step_by(2).any(found)
}

/// The spans that begin on `date`, in order. A span that goes past midnight belongs to the day it begins on.
pub(super) fn spans_of(rules: &OpeningHours, date: NaiveDate) -> Vec<Span> {
    let mut spans = slices_of(rules, date);
    let yesterday = date.pred_opt().and_then(|day| slices_of(rules, day).pop());
    if let (Some(before), Some(first)) = (yesterday, spans.first())
        && continues(&before, first)
    {
        spans.remove(0);
    }
    let tomorrow = date.succ_opt().and_then(|day| slices_of(rules, day).into_iter().next());
    if let (Some(last), Some(after)) = (spans.last_mut(), tomorrow)
        && continues(last, &after)
    {
        last.end = after.end;
    }
    spans
}

/// The span that `now` is in, cut at the midnights around it.
pub(super) fn slice_at(rules: &OpeningHours, now: NaiveDateTime) -> Option<Span> {
    slices_of(rules, now.date()).into_iter().find(|slice| slice.holds(now))
}

/// The day on which the span began that `slice` is a part of.
pub(super) fn day_begun(rules: &OpeningHours, slice: &Span) -> NaiveDate {
    let day = slice.start.date();
    let from_the_day_before =
        || day.pred_opt().filter(|before| slices_of(rules, *before).last().is_some_and(|last| continues(last, slice)));
    if slice.start.time() == NaiveTime::MIN { from_the_day_before().unwrap_or(day) } else { day }
}

/// When the venue closes that is open during `slice`; `None` when that takes more than `days` midnights.
pub(super) fn end_of(rules: &OpeningHours, slice: &Span, days: usize) -> Option<NaiveDateTime> {
    let mut end = slice.end;
    for _ in 0..days {
        if end.time() != NaiveTime::MIN {
            return Some(end);
        }
        let next = slices_of(rules, end.date()).into_iter().next();
        match next.filter(|next| next.start == end && next.condition == slice.condition) {
            Some(next) => end = next.end,
            None => return Some(end),
        }
    }
    None
}

/// The spans that begin on `first` and on the days after it, `days` in all, cut at midnight. The rest of a night is no
/// span of its own, except on `first`, where the night before is not looked at.
pub(super) fn beginnings(rules: &OpeningHours, first: NaiveDate, days: usize) -> impl Iterator<Item = Span> {
    let mut before: Option<Span> = None;
    first.iter_days().take(days).flat_map(move |day| {
        let mut slices = slices_of(rules, day);
        let last = slices.last().cloned();
        if let (Some(before), Some(first)) = (std::mem::replace(&mut before, last), slices.first())
            && continues(&before, first)
        {
            slices.remove(0);
        }
        slices
    })
}

/// Whether `next`, on the day after, is the rest of a night that began with `span`. Full days follow each other without
/// being one night.
fn continues(span: &Span, next: &Span) -> bool {
    span.end == next.start && span.condition == next.condition && !span.is_full_day() && !next.is_full_day()
}

/// What the rules say about the 24 hours of `date`, cut at both midnights; spans of one condition that touch are one.
fn slices_of(rules: &OpeningHours, date: NaiveDate) -> Vec<Span> {
    let midnight = date.and_time(NaiveTime::MIN);
    let mut slices: Vec<Span> = Vec::new();
    for slice in rules.schedule_at(date) {
        let condition = match (slice.kind, slice.comment.is_empty()) {
            (RuleKind::Closed, _) => continue,
            (RuleKind::Open, true) => None,
            (RuleKind::Open | RuleKind::Unknown, _) => Some(slice.comment.to_string()),
        };
        let at = |hour: u8, minute: u8| midnight + TimeDelta::minutes(i64::from(hour) * 60 + i64::from(minute));
        let start = at(slice.range.start.hour(), slice.range.start.minute());
        let end = at(slice.range.end.hour(), slice.range.end.minute());
        match slices.last_mut() {
            Some(last) if last.end == start && last.condition == condition => last.end = end,
            _ => slices.push(Span { start, end, condition }),
        }
    }
    slices
}
