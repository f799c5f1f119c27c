//! Workshops out of a calendar: iCalendar (RFC 5545), as the calendars of town halls and libraries export it.
//!
//! The venue of an event is named by `X-REPERE-VENUE`, or is the one whose name or identifier stands in `LOCATION`. What
//! repeats is laid out day by day, exceptions taken off. Organisers and guests are never read: they are persons.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr as _;

use calcard::common::timezone::Tz;
use calcard::datecalc::rrule::RRule;
use calcard::icalendar::dates::{CalendarErrorType, CalendarEvent, TimeOrDelta};
use calcard::icalendar::{
    ICalendar, ICalendarClassification, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarStatus,
    ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Local, Months, NaiveDate, NaiveDateTime, TimeDelta};

use super::report::{Notes, Problem};
use super::table::cut;
use super::{Venues, Workshop};
use crate::fold::fold;
use crate::ingest;

/// The property of ours that names a venue.
const VENUE: &str = "X-REPERE-VENUE";
/// The zone that calendars of the great producers say their moments are to be shown in.
const ZONE: &str = "X-WR-TIMEZONE";
/// Days of one repetition that are counted from its beginning: some thirteen years, day by day.
const MOST_DAYS: usize = 5_000;
/// What repeats without end is believed this long after the day of the data.
const BELIEVED: Months = Months::new(12);
/// Shorter names and identifiers stand in too many addresses to mean a venue.
const SHORTEST_NAME: usize = 4;

/// Reads `workshops.ics`.
pub(super) fn read(bytes: &[u8], known: &mut Venues<'_>, dated: Option<NaiveDate>, notes: &mut Notes<'_>) {
    let text = match ingest::read_text("", bytes) {
        Ok(text) => text,
        Err(error) => return notes.warn("", "", Problem::Unreadable(error)),
    };
    // The reader says no lines; events stand in the order in which they begin.
    let is_event = |line: &str| line.trim().eq_ignore_ascii_case("BEGIN:VEVENT");
    let mut rows = text.lines().enumerate().filter(|(_, line)| is_event(line)).map(|(place, _)| place + 1);
    let mut parser = Parser::new(&text);
    let mut locations = Locations::new(known);
    let mut calendars = 0;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                calendars += 1;
                for series in Series::of(calendar, &mut rows) {
                    series.read(known, &mut locations, dated, notes);
                }
            }
            Entry::Eof if calendars > 0 => return,
            _ => return notes.warn("", "", Problem::CalendarMalformed),
        }
    }
}

/// Events of one identifier: one, or what repeats and the days on which it is otherwise.
struct Series {
    /// The calendar with no other event.
    calendar: ICalendar,
    /// The line of each event, by its place in the calendar.
    rows: BTreeMap<usize, usize>,
}

impl Series {
    fn of(mut calendar: ICalendar, rows: &mut impl Iterator<Item = usize>) -> Vec<Self> {
        let mut series: BTreeMap<String, Vec<(usize, usize, ICalendarComponent)>> = BTreeMap::new();
        for (place, component) in calendar.components.iter_mut().enumerate() {
            if component.component_type == ICalendarComponentType::VEvent {
                // An empty component stays, so that the places of the others are what they were.
                let empty = ICalendarComponent { component_type: ICalendarComponentType::VAlarm, ..Default::default() };
                let event = std::mem::replace(component, empty);
                let uid = event.uid().map_or_else(|| format!(" {place}"), str::to_owned);
                series.entry(uid).or_default().push((place, rows.next().unwrap_or(1), event));
            }
        }
        let one = |events: Vec<(usize, usize, ICalendarComponent)>| {
            let mut calendar = calendar.clone();
            let mut rows = BTreeMap::new();
            for (place, row, event) in events {
                rows.insert(place, row);
                if let Some(component) = calendar.components.get_mut(place) {
                    *component = tidied(event);
                }
            }
            Self { calendar, rows }
        };
        series.into_values().map(one).collect()
    }

    fn read(
        mut self,
        known: &mut Venues<'_>,
        locations: &mut Locations,
        dated: Option<NaiveDate>,
        notes: &mut Notes<'_>,
    ) {
        self.lay_aside_what_cannot_repeat(notes);
        let home = self.home();
        let expanded = self.calendar.expand_dates(Tz::Floating, MOST_DAYS);
        for error in expanded.errors {
            notes.at_row(self.row(error.comp_id));
            let (property, problem) = match error.error {
                CalendarErrorType::MissingDtStart => ("DTSTART", Problem::DateMissing),
                CalendarErrorType::InvalidDtStart => ("DTSTART", Problem::DateMalformed),
                CalendarErrorType::InvalidDtEnd | CalendarErrorType::InvalidDuration => {
                    ("DTEND", Problem::DateMalformed)
                }
                CalendarErrorType::RRule(_) => ("RRULE", Problem::RepetitionUnread),
            };
            notes.warn(property, "", problem);
        }
        let repeats = self.calendar.components.iter().any(ICalendarComponent::is_recurrent);
        let mut described: HashMap<u32, Option<Described>> = HashMap::new();
        for event in expanded.events {
            let (date, start, end) = when(&event, home);
            let place = event.comp_id;
            let from = dated.unwrap_or(date);
            let believed = from.checked_add_months(BELIEVED).is_some_and(|end| (from..=end).contains(&date));
            if repeats && !believed {
                continue;
            }
            let row = self.row(place);
            let component = self.calendar.component_by_id(place);
            let described = described.entry(place).or_insert_with(|| {
                notes.at_row(row);
                let described = Described::of(component?, known, locations, notes)?;
                notes.taken();
                Some(described)
            });
            let Some(Described { venue, title, registration }) = described.clone() else { continue };
            let begins = component.is_some_and(has_time).then(|| start.time());
            let ends = end.filter(|end| component.is_some_and(has_end) && end.date() == date && *end > start);
            let end = begins.and(ends).map(|end| end.time());
            if let Some(addition) = known.addition(&venue) {
                addition.workshops.push(Workshop { date, start: begins, end, title, price: None, registration });
            }
        }
    }

    /// An event whose repetition cannot be read is kept on its first day.
    fn lay_aside_what_cannot_repeat(&mut self, notes: &mut Notes<'_>) {
        for (place, row) in &self.rows {
            let Some(event) = self.calendar.components.get_mut(*place) else { continue };
            let Some(rule) = event.property(&ICalendarProperty::Rrule) else { continue };
            let readable = match rule.values.first() {
                Some(ICalendarValue::RecurrenceRule(rule)) => RRule::from_floating_ical(rule).is_some(),
                _ => false,
            };
            if !readable {
                notes.at_row(*row);
                let written = rule.values.first().and_then(ICalendarValue::as_text).unwrap_or_default();
                notes.warn("RRULE", written, Problem::RepetitionUnread);
                event.entries.retain(|entry| entry.name != ICalendarProperty::Rrule);
            }
        }
    }

    fn row(&self, place: u32) -> usize {
        usize::try_from(place).ok().and_then(|place| self.rows.get(&place)).copied().unwrap_or(1)
    }

    /// The zone of the calendar, for moments that are written in UTC; `None` for that of the machine.
    fn home(&self) -> Option<Tz> {
        let zone = ICalendarProperty::Other(ZONE.to_owned());
        let written = self.calendar.components.first()?.property(&zone)?.values.first()?.as_text()?;
        Tz::from_str(written).ok()
    }
}

/// An event as it is to be laid out. A moved day belongs to its series whatever its revision: calendars count it up. And the
/// last day of a repetition counts whole, whether it is written as a day, as a moment here or as one in UTC.
fn tidied(mut event: ICalendarComponent) -> ICalendarComponent {
    event.entries.retain(|entry| entry.name != ICalendarProperty::Sequence);
    for value in event.entries.iter_mut().flat_map(|entry| &mut entry.values) {
        if let ICalendarValue::RecurrenceRule(rule) = value
            && let Some(until) = &mut rule.until
        {
            (until.hour, until.minute, until.second) = (Some(23), Some(59), Some(59));
            (until.tz_hour, until.tz_minute, until.tz_minus) = (None, None, false);
        }
    }
    event
}

/// Day, beginning and end, as a clock on the wall shows them. An hour that is written with its zone is the hour there.
fn when(
    event: &CalendarEvent<DateTime<Tz>, TimeOrDelta<DateTime<Tz>, TimeDelta>>,
    home: Option<Tz>,
) -> (NaiveDate, NaiveDateTime, Option<NaiveDateTime>) {
    let local = |moment: DateTime<Tz>| match home {
        _ if !moment.timezone().is_utc() => moment.naive_local(),
        Some(home) => moment.with_timezone(&home).naive_local(),
        None => moment.with_timezone(&Local).naive_local(),
    };
    let start = local(event.start);
    let end = match event.end {
        TimeOrDelta::Time(end) => Some(local(end)),
        TimeOrDelta::Delta(length) => start.checked_add_signed(length),
    };
    (start.date(), start, end)
}

/// Whether an event begins at a time, not on a day.
fn has_time(event: &ICalendarComponent) -> bool {
    let start = event.property(&ICalendarProperty::Dtstart).and_then(|entry| entry.values.first());
    start.and_then(ICalendarValue::as_partial_date_time).is_some_and(|start| start.hour.is_some())
}

/// Whether an event says when it ends: one that does not goes on until midnight, to the reader.
fn has_end(event: &ICalendarComponent) -> bool {
    event.has_property(&ICalendarProperty::Dtend) || event.has_property(&ICalendarProperty::Duration)
}

/// What an event says, but for its days.
#[derive(Clone)]
struct Described {
    venue: String,
    title: String,
    registration: Option<String>,
}

impl Described {
    /// `None` for what is cancelled, private, or cannot be told; why has been reported.
    fn of(
        event: &ICalendarComponent,
        known: &Venues<'_>,
        locations: &mut Locations,
        notes: &mut Notes<'_>,
    ) -> Option<Self> {
        let first = |property: &ICalendarProperty| event.property(property)?.values.first();
        let is_private = matches!(
            first(&ICalendarProperty::Class),
            Some(ICalendarValue::Classification(
                ICalendarClassification::Private | ICalendarClassification::Confidential
            ))
        );
        if is_private || event.status() == Some(&ICalendarStatus::Cancelled) {
            return None;
        }
        let text = |property: &ICalendarProperty| {
            let texts = event.property(property).into_iter().flat_map(|entry| &entry.values);
            let texts: Vec<&str> = texts.filter_map(ICalendarValue::as_text).flat_map(str::split_whitespace).collect();
            texts.join(" ")
        };
        let title = cut("SUMMARY", &text(&ICalendarProperty::Summary), notes);
        if title.is_none() {
            notes.warn("SUMMARY", "", Problem::TitleMissing);
        }
        let named = text(&ICalendarProperty::Other(VENUE.to_owned()));
        let location = text(&ICalendarProperty::Location);
        let venue = if named.is_empty() {
            let venue = locations.venue(&location);
            if venue.is_none() {
                notes.warn("LOCATION", &location, Problem::EventElsewhere);
            }
            venue
        } else {
            if !known.has(&named) {
                notes.warn(VENUE, &named, Problem::VenueUnknown);
            }
            Some(named).filter(|id| known.has(id))
        };
        let registration = cut("CONTACT", &text(&ICalendarProperty::Contact), notes);
        Some(Self { venue: venue?, title: title?, registration })
    }
}

/// Which venue an address means, remembered: the events of a calendar share a few.
struct Locations {
    /// What may stand in an address, folded between spaces, and the identifier that it means; the longest first.
    names: Vec<(String, String)>,
    met: HashMap<String, Option<String>>,
}

impl Locations {
    fn new(known: &Venues<'_>) -> Self {
        let both = known.names().flat_map(|(id, name)| [(fold(id), id.to_owned()), (fold(name), id.to_owned())]);
        let mut names: Vec<(String, String)> =
            both.filter(|(name, _)| name.len() >= SHORTEST_NAME).map(|(name, id)| (format!(" {name} "), id)).collect();
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        names.dedup();
        Self { names, met: HashMap::new() }
    }

    fn venue(&mut self, location: &str) -> Option<String> {
        if let Some(venue) = self.met.get(location) {
            return venue.clone();
        }
        let address = format!(" {} ", fold(location));
        let found = self.names.iter().find(|(name, _)| address.contains(name.as_str()));
        // Venues that share a name cannot be told apart by it.
        let shared = |name: &str| self.names.iter().filter(|(other, _)| other == name).count() > 1;
        let venue = found.filter(|(name, _)| !shared(name)).map(|(_, id)| id.clone());
        self.met.insert(location.to_owned(), venue.clone());
        venue
    }
}
