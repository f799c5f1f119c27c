//! Local additions: what a town adds by hand to national records, in the folder `local/` of an edition. Closures, messages,
//! facts that the national standard has no field for, workshops. Reads files that were typed in a spreadsheet program, and
//! puts what they say into the venues. Knows nothing of the disk or of sentences.
//!
//! ```text
//! local/closures.csv    venue_id,from,until,message
//! local/messages.csv    venue_id,from,until,message
//! local/extras.csv      venue_id,documents,languages,printers,computers,scanners,transport,public_holidays,
//!                       verified_on,verified_by
//! local/workshops.csv   venue_id,date,start,end,title,price,registration
//! local/workshops.ics   iCalendar (RFC 5545)
//! ```
//!
//! A wrong row is left out with a finding: a slip of one hand must not make an edition unreadable.

mod calendar;
mod dated;
mod extras;
mod language;
mod part;
pub(crate) mod report;
pub(crate) mod table;
mod workshops;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

pub use language::Language;
pub use part::about;
pub use report::{Finding, Problem, Report};

use crate::hours::{Exceptions, Period};
use crate::venue::Venue;
use report::Notes;

/// The folder of an edition that holds them.
pub const FOLDER: &str = "local";

/// What a town added to one venue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LocalAddition {
    /// Closures and public holidays.
    pub exceptions: Exceptions,
    /// Messages, in the order of the file.
    pub messages: Vec<Message>,
    /// What the standard has no field for.
    pub extras: Extras,
    /// Workshops, the earliest first; some may be over.
    pub workshops: Vec<Workshop>,
}

/// Something to be told of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// When.
    pub period: Period,
    /// In the words of the staff, on one line.
    pub text: String,
}

/// Facts that the national standard has no field for. What is empty or `None` is *not stated*.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extras {
    /// Documents to bring.
    pub documents: Vec<String>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// Printers that the public may use.
    pub printers: Option<u16>,
    /// Computers that the public may use.
    pub computers: Option<u16>,
    /// Scanners that the public may use.
    pub scanners: Option<u16>,
    /// Lines of public transport, and where they stop.
    pub transport: Vec<String>,
    /// Day on which someone last checked all this.
    pub verified_on: Option<NaiveDate>,
    /// Who did: a service, not a person.
    pub verified_by: Option<String>,
}

/// A workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workshop {
    /// The day.
    pub date: NaiveDate,
    /// When it begins, local time.
    pub start: Option<NaiveTime>,
    /// When it ends, on the same day.
    pub end: Option<NaiveTime>,
    /// What it is about.
    pub title: String,
    /// What it costs, in words.
    pub price: Option<String>,
    /// How to register.
    pub registration: Option<String>,
}

impl LocalAddition {
    /// The messages of a day.
    pub fn messages_on(&self, day: NaiveDate) -> impl Iterator<Item = &str> {
        self.messages.iter().filter(move |message| message.period.holds(day)).map(|message| message.text.as_str())
    }

    /// The workshops that have not begun, the next one first. None on a day that staff marked closed.
    pub fn workshops_from(&self, now: NaiveDateTime) -> impl Iterator<Item = &Workshop> {
        let to_come = move |workshop: &&Workshop| {
            let later_today = || workshop.date == now.date() && workshop.start.is_none_or(|start| start > now.time());
            workshop.date > now.date() || later_today()
        };
        self.workshops.iter().filter(to_come).filter(|workshop| !self.exceptions.closed_on(workshop.date))
    }
}

/// A file of the folder: its name below it, and its bytes.
pub type File<'a> = (&'a str, &'a [u8]);

/// Puts what the files say into the venues. `dated`: the day of the edition's data, from which a workshop that repeats
/// without end is believed for a year; the newest date of a venue where nobody has said.
pub fn add(files: &[File<'_>], venues: &mut [Venue], dated: Option<NaiveDate>) -> Report {
    let dated = dated.or_else(|| venues.iter().filter_map(|venue| venue.updated).max());
    let mut report = Report::default();
    let mut known = Venues::new(venues);
    for (name, bytes) in files {
        let path = format!("{FOLDER}/{name}");
        let notes = &mut Notes::new(&path, &mut report);
        match *name {
            "closures.csv" => dated::closures(bytes, &mut known, notes),
            "messages.csv" => dated::messages(bytes, &mut known, notes),
            "extras.csv" => extras::read(bytes, &mut known, notes),
            "workshops.csv" => workshops::read(bytes, &mut known, notes),
            "workshops.ics" => calendar::read(bytes, &mut known, dated, notes),
            other => notes.warn("", other, Problem::FileUnknown),
        }
    }
    for venue in venues {
        if let Some(local) = &mut venue.local {
            local.workshops.sort_by(|a, b| (a.date, a.start, &a.title).cmp(&(b.date, b.start, &b.title)));
        }
    }
    report
}

/// The venues of an edition, by their identifiers.
struct Venues<'a> {
    venues: &'a mut [Venue],
    places: HashMap<String, usize>,
}

impl<'a> Venues<'a> {
    fn new(venues: &'a mut [Venue]) -> Self {
        let places = venues.iter().enumerate().map(|(place, venue)| (venue.id.clone(), place)).collect();
        Self { venues, places }
    }

    /// What is added to the venue of an identifier.
    fn addition(&mut self, id: &str) -> Option<&mut LocalAddition> {
        let venue = self.venues.get_mut(*self.places.get(id)?)?;
        Some(venue.local.get_or_insert_default())
    }

    fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// The identifiers and names.
    fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.venues.iter().map(|venue| (venue.id.as_str(), venue.name.as_str()))
    }
}

#[cfg(test)]
mod tests;
