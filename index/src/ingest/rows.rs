//! Tables and texts that are no list of venues, read with the same tolerance for what spreadsheet programs write. Knows no
//! column.

use std::borrow::Cow;

use csv::StringRecord;

use super::encoding;
use super::error::IngestError;
use super::format::{self, Format};
use super::table::Table;
use super::text::{Shape, clean};

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line as a spreadsheet numbers it: the header is 1.
    pub number: usize,
    /// Its cells, clean and each on one line.
    pub cells: Vec<String>,
}

/// The rows of a table, the header first; blank ones are left out. Cells are separated by commas, semicolons or tabs.
///
/// # Errors
/// When the file is no text, or cannot be cut into cells.
pub fn read_rows(file_name: &str, bytes: &[u8]) -> Result<Vec<Row>, IngestError> {
    let text = read_text(file_name, bytes)?;
    let mut table = Table::new(&text);
    let mut record = StringRecord::new();
    let mut rows = Vec::new();
    while let Some(number) = table.next(&mut record)? {
        rows.push(Row { number, cells: record.iter().map(|cell| clean(cell, Shape::Line).0).collect() });
    }
    Ok(rows)
}

/// The text of a file, without its byte order mark.
///
/// # Errors
/// When the file is empty, or is no text.
pub fn read_text<'a>(file_name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, IngestError> {
    match format::recognise(file_name, bytes)? {
        Format::Csv | Format::Json => Ok(encoding::text(bytes).0),
        Format::Xlsx => Err(IngestError::Workbook { kind: "xlsx" }),
        Format::Ods => Err(IngestError::Workbook { kind: "ods" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::comma("a,b\n1,\"deux,\nlignes\"\n\n,\n3,4\n")]
    #[case::semicolon("\u{feff}a;b\r\n1;\"deux,\nlignes\"\r\n\r\n;\r\n3;4\r\n")]
    #[case::tab("a\tb\n1\t\"deux,\nlignes\"\n\n\t\n3\t4\n")]
    fn reads_what_spreadsheets_write(#[case] text: &str) {
        let rows = read_rows("t.csv", text.as_bytes()).unwrap();
        let read: Vec<(usize, String)> = rows.iter().map(|row| (row.number, row.cells.join("/"))).collect();
        let expected = [(1, "a/b"), (2, "1/deux, lignes"), (5, "3/4")];
        assert_eq!(read, expected.map(|(number, cells)| (number, cells.to_owned())));
    }

    #[test]
    fn refuses_what_is_no_table() {
        assert_eq!(read_rows("t.csv", b" \n"), Err(IngestError::Empty));
        assert_eq!(read_rows("t.csv", b"<html>"), Err(IngestError::Html));
    }
}
