//! Files of venues as producers publish them → [`Venue`]s, and a report of what staff may want to put right.
//!
//! Real files are full of small faults, and a terminal that refused them would have nothing to show. So nearly everything
//! is repaired or left out with a finding; a record is rejected only without a name or without a place, a file only when
//! it is not a table of venues at all. This module says no sentence: a [`Problem`] and an [`IngestError`] have a key, and
//! `repere` has the words. It reads no file: it is given bytes.
//!
//! ```text
//! bytes → format (what is it?) → table (records and lines) → header (which column is what?)
//!       → record: text, capitals, commune, coordinates, contact, dates, values, identity → Venue
//!                     └── every finding goes to the report
//! ```

mod capitals;
mod commune;
mod contact;
mod coordinates;
mod dates;
mod error;
mod format;
mod header;
mod html;
mod identity;
mod record;
mod report;
mod rows;
mod table;
mod text;
mod values;

use chrono::NaiveDate;
use csv::StringRecord;

pub use error::IngestError;
pub use report::{Finding, Problem, Report, VALUE_LENGTH};
pub use rows::{Row, read_rows, read_text};

use crate::venue::Venue;
use format::Format;
use header::Columns;
use record::Records;
use report::Notes;
use table::{Separator, Table};

/// What a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Ingested {
    /// The venues, in the order of the file.
    pub venues: Vec<Venue>,
    /// What was found while reading.
    pub report: Report,
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Records read so far, rejected ones included.
    pub rows_read: usize,
}

/// Records between two reports of progress: some thirty reports for a national file.
const PROGRESS_STEP: usize = 256;

/// The day of the standard 1.0.2: a clock that shows an earlier one is not set, and cannot tell what is still to come.
const STANDARD_PUBLISHED: NaiveDate = NaiveDate::from_ymd_opt(2024, 4, 11).unwrap();

/// Reads the venues of a file. `file_name` goes into the findings and helps to tell workbooks apart.
///
/// Asks the clock of the machine which dates are still to come: see [`read_venues_on`] to say it.
///
/// # Errors
///
/// When the file as a whole is not a table of venues: see [`IngestError`].
pub fn read_venues(file_name: &str, bytes: &[u8]) -> Result<Ingested, IngestError> {
    read_venues_with_progress(file_name, bytes, &mut |_| {})
}

/// As [`read_venues`], telling how far it has come every few hundred records, and once at the end.
///
/// # Errors
///
/// As [`read_venues`].
pub fn read_venues_with_progress(
    file_name: &str,
    bytes: &[u8],
    progress: &mut dyn FnMut(Progress),
) -> Result<Ingested, IngestError> {
    read_venues_on(chrono::Local::now().date_naive(), file_name, bytes, progress)
}

/// As [`read_venues_with_progress`], with the day after which a date is still to come. A day before the standard was
/// published is taken for an unset clock, and no date is doubted then.
///
/// # Errors
///
/// As [`read_venues`].
pub fn read_venues_on(
    today: NaiveDate,
    file_name: &str,
    bytes: &[u8],
    progress: &mut dyn FnMut(Progress),
) -> Result<Ingested, IngestError> {
    let today = (today >= STANDARD_PUBLISHED).then_some(today);
    match format::recognise(file_name, bytes)? {
        Format::Csv => read_csv(today, file_name, format::text(bytes)?, progress),
    }
}

fn read_csv(
    today: Option<NaiveDate>,
    file_name: &str,
    text: &str,
    progress: &mut dyn FnMut(Progress),
) -> Result<Ingested, IngestError> {
    let mut notes = Notes::new(file_name);
    let mut table = Table::new(text);
    let mut record = StringRecord::new();
    let Some(row) = table.next(&mut record)? else { return Err(IngestError::Empty) };
    notes.at_row(row);
    let columns = Columns::read(record.iter(), &mut notes)?;
    if table.separator != Separator::Comma {
        let separator = table.separator.name();
        notes.warn("", separator, Problem::CellSeparator { separator });
    }
    let mut records = Records::new(columns, today);
    let mut venues = Vec::new();
    while let Some(row) = table.next(&mut record)? {
        notes.at_row(row);
        notes.report_mut().rows += 1;
        venues.extend(records.read(&record, &mut notes));
        let rows_read = notes.report_mut().rows;
        if rows_read.is_multiple_of(PROGRESS_STEP) {
            progress(Progress { rows_read });
        }
    }
    let mut report = notes.into_report();
    report.accepted = venues.len();
    progress(Progress { rows_read: report.rows });
    Ok(Ingested { venues, report })
}

#[cfg(test)]
mod tests;
