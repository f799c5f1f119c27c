//! Files of venues as producers publish them → [`Venue`]s, and a report of what staff may want to put right.
//!
//! Real files are full of small faults, and a terminal that refused them would have nothing to show. So nearly everything
//! is repaired or left out with a finding; a record is rejected only without a name or without a place, a file only when
//! it is not a table of venues at all. This module says no sentence: a [`Problem`] and an [`IngestError`] have a key, and
//! `repere` has the words. It reads no file: it is given bytes.
//!
//! ```text
//! bytes → format (what is it?) → encoding, table | json | workbook (records and where they stand)
//!       → intake → header (which column is what? `older` names too)
//!                → record: text, capitals, commune, coordinates, contact, dates, values, identity → Venue
//!                     └── every finding goes to the report
//! venues of several files → merge → one venue for each place, with the sources it comes from
//! ```

mod capitals;
mod commune;
mod contact;
mod coordinates;
mod dates;
mod encoding;
mod error;
mod format;
mod header;
mod html;
mod identity;
mod intake;
mod json;
mod limits;
mod merge;
mod older;
mod record;
mod report;
mod rows;
mod table;
mod text;
mod values;
mod workbook;

use chrono::NaiveDate;

pub(crate) use contact::{mail_address, phone_number, site_address};
pub use error::IngestError;
pub(crate) use header::names;
pub use limits::{FILE_BYTES, ROWS};
pub use merge::{Merge, Merged, merge};
pub use report::{Counted, Finding, Problem, Report, VALUE_LENGTH};
pub use rows::{Row, read_rows, read_text};
pub(crate) use text::escaped;

use crate::venue::Venue;
use format::Format;
use intake::{Intake, Written};

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

/// Records that are enough to see what a file is.
const GLANCE_RECORDS: usize = 20;

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
    read(today, file_name, bytes, usize::MAX, progress)
}

/// A first look at a file, quick enough to come before the first page: whether it can be read and begins as it should.
///
/// # Errors
///
/// As [`read_venues`], as far as the first records show it.
pub fn glance(file_name: &str, bytes: &[u8]) -> Result<(), IngestError> {
    read(NaiveDate::MAX, file_name, bytes, GLANCE_RECORDS, &mut |_| {}).map(|_ingested| ())
}

fn read(
    today: NaiveDate,
    file_name: &str,
    bytes: &[u8],
    wanted: usize,
    progress: &mut dyn FnMut(Progress),
) -> Result<Ingested, IngestError> {
    let today = (today >= STANDARD_PUBLISHED).then_some(today);
    if bytes.len() > limits::FILE_BYTES {
        return Err(IngestError::TooLarge { megabytes: limits::FILE_BYTES / (1024 * 1024) });
    }
    let format = format::recognise(file_name, bytes)?;
    let written = if format == Format::Csv { Written::Quoted } else { Written::Apart };
    let mut intake = Intake::new(file_name, today, written, wanted, progress);
    let read = match format {
        Format::Xlsx => workbook::read_xlsx(bytes, &mut intake),
        Format::Ods => workbook::read_ods(bytes, &mut intake),
        Format::Csv | Format::Json => {
            let (text, encoding) = encoding::text(bytes);
            if let Some(encoding) = encoding {
                // JSON has no first row.
                intake.warn(usize::from(format == Format::Csv), encoding, Problem::Encoding { encoding });
            }
            if format == Format::Csv { table::read(&text, &mut intake) } else { json::read(&text, &mut intake) }
        }
    };
    intake.finish(read)
}

#[cfg(test)]
mod tests;
