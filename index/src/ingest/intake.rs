//! Where the records of every format come together: the first line becomes columns, each further one a venue or a finding.

use chrono::NaiveDate;
use csv::StringRecord;

use super::error::IngestError;
use super::header::Columns;
use super::limits::ROWS;
use super::record::Records;
use super::report::{Counted, Notes, Problem};
use super::{Ingested, Progress};
use crate::venue::Venue;

/// Records between two reports of progress: some thirty reports for a national file.
const PROGRESS_STEP: usize = 256;

/// Why no more is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// As much was read as was wanted.
    Enough,
    /// The file is refused.
    Refused(IngestError),
}

impl From<IngestError> for Stop {
    fn from(error: IngestError) -> Self {
        Self::Refused(error)
    }
}

/// How the file was written, as far as the checks of a record care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// As text with quotation marks, which may be forgotten.
    Quoted,
    /// As cells or values that cannot run into each other.
    Apart,
}

/// What becomes of the records of one file.
pub(super) struct Intake<'a> {
    notes: Notes,
    today: Option<NaiveDate>,
    written: Written,
    records: Option<Records>,
    venues: Vec<Venue>,
    progress: &'a mut dyn FnMut(Progress),
    /// How many records are wanted.
    wanted: usize,
}

impl<'a> Intake<'a> {
    /// See [`super::dates::read`] for `today`.
    pub(super) fn new(
        file_name: &str,
        today: Option<NaiveDate>,
        written: Written,
        wanted: usize,
        progress: &'a mut dyn FnMut(Progress),
    ) -> Self {
        let notes = Notes::new(file_name);
        Self { notes, today, written, records: None, venues: Vec::new(), progress, wanted }
    }

    /// From now on the numbers of findings count these.
    pub(super) fn count(&mut self, counted: Counted) {
        self.notes.report_mut().counted = counted;
    }

    /// Reports something about the file as a whole.
    pub(super) fn warn(&mut self, row: usize, value: &str, problem: Problem) {
        self.notes.at_row(row);
        self.notes.warn("", value, problem);
    }

    /// Reports a habit of the file, the first time it is met.
    pub(super) fn warn_once(&mut self, row: usize, column: &str, value: &str, problem: Problem) {
        self.notes.at_row(row);
        self.notes.warn_once(column, value, problem);
    }

    /// Takes the line that names the columns.
    pub(super) fn header(&mut self, row: usize, header: &StringRecord) -> Result<(), Stop> {
        self.notes.at_row(row);
        let columns = Columns::read(header.iter(), &mut self.notes)?;
        self.records = Some(Records::new(columns, self.written, self.today));
        Ok(())
    }

    /// Takes one record.
    pub(super) fn record(&mut self, row: usize, record: &StringRecord) -> Result<(), Stop> {
        let Some(records) = &mut self.records else { return Ok(()) };
        let report = self.notes.report_mut();
        if report.rows == self.wanted {
            return Err(Stop::Enough);
        }
        if report.rows == ROWS {
            return Err(IngestError::TooManyRows { limit: ROWS }.into());
        }
        report.rows += 1;
        let rows_read = report.rows;
        self.notes.at_row(row);
        self.venues.extend(records.read(record, &mut self.notes));
        if rows_read.is_multiple_of(PROGRESS_STEP) {
            (self.progress)(Progress { rows_read });
        }
        Ok(())
    }

    /// What was read, once `read` says that nothing more comes.
    pub(super) fn finish(self, read: Result<(), Stop>) -> Result<Ingested, IngestError> {
        if let Err(Stop::Refused(error)) = read {
            return Err(error);
        }
        let mut report = self.notes.into_report();
        report.accepted = self.venues.len();
        (self.progress)(Progress { rows_read: report.rows });
        Ok(Ingested { venues: self.venues, report })
    }
}
