//! Records out of CSV, each with its line as a spreadsheet numbers them. Knows nothing of fields.

use csv::{ReaderBuilder, StringRecord};

use super::error::IngestError;
use super::intake::{Intake, Stop};
use super::limits::{COLUMNS, ROWS, SEPARATORS};
use super::report::Problem;

/// Reads every record into `intake`.
pub(super) fn read(text: &str, intake: &mut Intake<'_>) -> Result<(), Stop> {
    let mut table = Table::new(text);
    table.check_size(text)?;
    let mut record = StringRecord::new();
    let Some(row) = table.next(&mut record)? else { return Err(IngestError::Empty.into()) };
    intake.header(row, &record)?;
    if table.separator != Separator::Comma {
        let separator = table.separator.name();
        intake.warn(row, separator, Problem::CellSeparator { separator });
    }
    while let Some(row) = table.next(&mut record)? {
        intake.record(row, &record)?;
    }
    Ok(())
}

/// The records of a CSV text, the header first.
pub(super) struct Table<'a> {
    reader: csv::Reader<&'a [u8]>,
    /// What stands between two cells.
    pub(super) separator: Separator,
    row: usize,
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// `,`, as the standard asks.
    Comma,
    /// `;`, which spreadsheet programs write in French.
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// How it is named in a finding.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "tab",
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// The one met most often in the first line that is not empty, outside quotation marks.
    fn of(text: &str) -> Self {
        let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mut quoted = false;
        let mut counts = [0_usize; 3];
        let [commas, semicolons, tabs] = &mut counts;
        for byte in header.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => *commas += 1,
                b';' if !quoted => *semicolons += 1,
                b'\t' if !quoted => *tabs += 1,
                _ => {}
            }
        }
        let [commas, semicolons, tabs] = counts;
        if tabs > commas && tabs > semicolons {
            Self::Tab
        } else if semicolons > commas {
            Self::Semicolon
        } else {
            Self::Comma
        }
    }
}

impl<'a> Table<'a> {
    /// A table over a text without byte order mark.
    pub(super) fn new(text: &'a str) -> Self {
        let separator = Separator::of(text);
        let reader = ReaderBuilder::new()
            .delimiter(separator.byte())
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Self { reader, separator, row: 0 }
    }

    /// Refuses what would take too long or too much memory, before any of it becomes a venue.
    fn check_size(&self, text: &str) -> Result<(), IngestError> {
        let separator = self.separator.byte();
        let too_wide = |line: &[u8]| line.split(|byte| *byte == separator).count() > SEPARATORS;
        if text.as_bytes().split(|byte| matches!(byte, b'\n' | b'\r')).any(too_wide) {
            return Err(IngestError::TooManyColumns { limit: COLUMNS });
        }
        // Line ends inside quotation marks are counted as well: only when there are many are the records themselves.
        if text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count() <= ROWS {
            return Ok(());
        }
        let mut reader =
            ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut record = csv::ByteRecord::new();
        let mut records = 0;
        while reader.read_byte_record(&mut record).is_ok_and(|read| read) {
            records += 1;
            // One of them is the header.
            if records > ROWS + 1 {
                return Err(IngestError::TooManyRows { limit: ROWS });
            }
        }
        Ok(())
    }

    /// Reads the next record that is not blank into `record` and returns its line, or `None` after the last one.
    ///
    /// Blank lines and lines of empty cells, which spreadsheet programs leave at the end, count but are not records.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Option<usize>, IngestError> {
        loop {
            let before = self.reader.position().line();
            let read = self.reader.read_record(record);
            let after = self.reader.position().line();
            if !read.map_err(|_utf8| IngestError::NotCsv { line: before })? {
                return Ok(None);
            }
            // The reader counts line ends. Those inside the cells are not lines of a spreadsheet; what is left beyond the
            // record's own is blank lines before it.
            let inside: usize = record.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count()).sum();
            let passed = usize::try_from(after.saturating_sub(before)).unwrap_or(usize::MAX);
            self.row = self.row.saturating_add(passed.saturating_sub(inside).max(1));
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(self.row));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn rows(text: &str) -> Vec<(usize, String)> {
        let mut table = Table::new(text);
        let mut record = StringRecord::new();
        let mut rows = Vec::new();
        while let Some(row) = table.next(&mut record).unwrap() {
            rows.push((row, record.get(0).unwrap_or_default().to_owned()));
        }
        rows
    }

    #[rstest]
    #[case::unix("a,b\n1,2\n3,4\n", &[1, 2, 3])]
    #[case::windows("a,b\r\n1,2\r\n3,4\r\n", &[1, 2, 3])]
    #[case::no_last_end("a,b\n1,2\n3,4", &[1, 2, 3])]
    #[case::break_in_a_cell("a,b\n\"1\n1\",2\n3,4\n", &[1, 2, 3])]
    #[case::break_in_a_cell_windows("a,b\r\n\"1\r\n1\",2\r\n3,4\r\n", &[1, 2, 3])]
    #[case::blank_line("a,b\n\n1,2\n\n\n3,4\n", &[1, 3, 6])]
    #[case::blank_line_windows("a,b\r\n\r\n1,2\r\n3,4\r\n", &[1, 3, 4])]
    #[case::blank_first("\na,b\n1,2\n", &[2, 3])]
    #[case::empty_cells("a,b\n,\n1,2\n,,\n", &[1, 3])]
    fn numbers_lines_as_a_spreadsheet(#[case] text: &str, #[case] lines: &[usize]) {
        assert_eq!(rows(text).iter().map(|(row, _)| *row).collect::<Vec<_>>(), lines);
    }

    #[rstest]
    #[case::comma("nom,commune;x\n", Separator::Comma)]
    #[case::semicolon("nom;commune;\"a,b,c,d\"\n", Separator::Semicolon)]
    #[case::tab("nom\tcommune\n", Separator::Tab)]
    #[case::one_column("nom\n", Separator::Comma)]
    fn finds_the_separator(#[case] text: &str, #[case] separator: Separator) {
        assert_eq!(Separator::of(text), separator);
    }
}
