//! Workbooks of spreadsheet programs (xlsx, ods): the first sheet that has a known header, each cell as a CSV would hold it.
//! Knows nothing of what the columns mean.
//!
//! A workbook is a ZIP archive of XML, and a small one can unfold into more than any machine holds: [`archive`] and
//! [`repetitions`] look at what it would take before calamine opens it.

mod archive;
mod repetitions;

use std::io::Cursor;

use calamine::{Data, Ods, Reader as _, Xlsx};
use csv::StringRecord;

use super::error::IngestError;
use super::header::{Field, is_header};
use super::intake::{Intake, Stop};
use super::limits::{COLUMNS, PART_BYTES, ROWS};

/// Lines of a sheet among which its header is looked for: titles and remarks stand above it in many.
const HEADER_WITHIN: usize = 20;

/// Reads a workbook of Excel 2007 and after: cell by cell, so that a sheet is never held as a whole.
pub(super) fn read_xlsx(bytes: &[u8], intake: &mut Intake<'_>) -> Result<(), Stop> {
    archive::check(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_damaged| IngestError::WorkbookDamaged)?;
    let mut sheets = Sheets::new();
    for name in book.sheet_names() {
        // A sheet may be a chart, which has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let (rows, columns) = cells.dimensions().end;
        check_size(rows, columns)?;
        let mut line = Line::default();
        while let Some(cell) = cells.next_cell().map_err(|_damaged| IngestError::WorkbookDamaged)? {
            let (row, column) = cell.get_position();
            if row != line.row {
                sheets.line(std::mem::replace(&mut line, Line::at(row)), intake)?;
            }
            let value = Data::from(cell.get_value().clone());
            sheets.put(&mut line, column, &value)?;
        }
        sheets.line(line, intake)?;
        if sheets.end_of_sheet() {
            return Ok(());
        }
    }
    sheets.without_header(intake)
}

/// Reads a workbook of the ods kind.
pub(super) fn read_ods(bytes: &[u8], intake: &mut Intake<'_>) -> Result<(), Stop> {
    archive::check(bytes)?;
    repetitions::check(bytes)?;
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => IngestError::WorkbookLocked,
        _ => IngestError::WorkbookDamaged,
    })?;
    let mut sheets = Sheets::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|_damaged| IngestError::WorkbookDamaged)?;
        let Some((first, left)) = range.start() else { continue };
        for (row, cells) in (first..).zip(range.rows()) {
            let mut line = Line::at(row);
            for (column, value) in (left..).zip(cells) {
                sheets.put(&mut line, column, value)?;
            }
            sheets.line(line, intake)?;
        }
        if sheets.end_of_sheet() {
            return Ok(());
        }
    }
    sheets.without_header(intake)
}

/// One line of a sheet.
#[derive(Debug, Default)]
struct Line {
    /// Counted from 0.
    row: u32,
    cells: Vec<String>,
}

impl Line {
    const fn at(row: u32) -> Self {
        Self { row, cells: Vec::new() }
    }

    /// As a spreadsheet numbers it.
    fn number(&self) -> usize {
        usize::try_from(self.row).unwrap_or(usize::MAX).saturating_add(1)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// How far the search for the header has come.
#[derive(Debug)]
enum Header {
    /// Not met, after so many lines of this sheet.
    After(usize),
    /// Met in this sheet: what follows are records, of so many cells.
    Met(usize),
}

/// The sheets of one workbook.
struct Sheets {
    header: Header,
    /// The line that was most like a header, for what is said when there is none.
    nearest: Option<Line>,
    /// Bytes of text that may still come: cells share texts, and a long one repeated without end is a bomb too.
    text_left: u64,
}

impl Sheets {
    const fn new() -> Self {
        Self { header: Header::After(0), nearest: None, text_left: PART_BYTES }
    }

    /// Writes a value into its cell.
    fn put(&mut self, line: &mut Line, column: u32, value: &Data) -> Result<(), IngestError> {
        let text = text(value);
        if text.is_empty() {
            return Ok(());
        }
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let Some(left) = self.text_left.checked_sub(length) else { return Err(archive::too_large()) };
        self.text_left = left;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= COLUMNS {
            return Err(IngestError::TooManyColumns { limit: COLUMNS });
        }
        if line.cells.len() <= column {
            line.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = line.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    /// Takes a whole line: above the header, the header, or a record.
    fn line(&mut self, mut line: Line, intake: &mut Intake<'_>) -> Result<(), Stop> {
        if line.is_blank() {
            return Ok(());
        }
        match &mut self.header {
            Header::Met(width) => {
                // A sheet leaves out the empty cells at the end of a line.
                if line.cells.len() < *width {
                    line.cells.resize(*width, String::new());
                }
                intake.record(line.number(), &StringRecord::from(line.cells))
            }
            Header::After(lines) if *lines >= HEADER_WITHIN => Ok(()),
            Header::After(lines) => {
                *lines += 1;
                if is_header(line.cells.iter().map(String::as_str)) {
                    self.header = Header::Met(line.cells.len());
                    return intake.header(line.number(), &StringRecord::from(line.cells));
                }
                if self.nearest.is_none()
                    || self.nearest.as_ref().is_some_and(|nearest| fields(nearest) < fields(&line))
                {
                    self.nearest = Some(line);
                }
                Ok(())
            }
        }
    }

    /// Whether the sheet that ends here was the one.
    fn end_of_sheet(&mut self) -> bool {
        if let Header::After(lines) = &mut self.header {
            *lines = 0;
        }
        matches!(self.header, Header::Met(_))
    }

    /// Refuses a workbook without header: what is missing in the line nearest to one is said.
    fn without_header(self, intake: &mut Intake<'_>) -> Result<(), Stop> {
        let Some(line) = self.nearest else { return Err(IngestError::Empty.into()) };
        intake.header(line.number(), &StringRecord::from(line.cells))
    }
}

/// Refuses a sheet by the size it declares (`rows` and `columns` are the last ones, counted from 0).
fn check_size(rows: u32, columns: u32) -> Result<(), IngestError> {
    let above = |last: u32, limit: usize| usize::try_from(last).unwrap_or(usize::MAX) > limit;
    if above(rows, ROWS) {
        Err(IngestError::TooManyRows { limit: ROWS })
    } else if above(columns, COLUMNS) {
        Err(IngestError::TooManyColumns { limit: COLUMNS })
    } else {
        Ok(())
    }
}

/// Fields of the standard in a line.
fn fields(line: &Line) -> usize {
    line.cells.iter().filter(|cell| Field::titled(cell).is_some()).count()
}

/// A value as a CSV would hold it: whole numbers without a decimal point, days as year-month-day, errors as nothing.
fn text(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests;
