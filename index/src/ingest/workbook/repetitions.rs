//! What the tables of an ods workbook take once their repetitions are written out, which calamine does: a row or
//! a cell is written once with a number of times, and programs repeat empty ones to the end of the sheet.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use zip::ZipArchive;

use super::archive::too_large;
use crate::ingest::error::IngestError;
use crate::ingest::limits::{CELLS_BYTES, COLUMNS, ROWS};

/// Bytes of a cell in memory beside its text: calamine keeps its value, its formula, and both again while it cuts the table
/// to size.
const CELL_BYTES: usize = 128;

const ROW: QName<'static> = QName("table:table-row");
const CELLS: [QName<'static>; 2] = [QName("table:table-cell"), QName("table:covered-table-cell")];

/// Refuses a spreadsheet whose tables are larger than is read.
pub(super) fn check(bytes: &[u8]) -> Result<(), IngestError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_damaged| IngestError::WorkbookDamaged)?;
    let content = archive.by_name("content.xml").map_err(|_damaged| IngestError::WorkbookDamaged)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut total = 0_usize;
    let mut table = Table::default();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_damaged| IngestError::WorkbookDamaged)? {
            Event::Start(element) if element.name() == ROW => table.begin_row(&element),
            Event::Empty(element) if element.name() == ROW => {
                table.begin_row(&element);
                table.end_row();
            }
            Event::End(element) if element.name() == ROW => table.end_row(),
            Event::Start(element) | Event::Empty(element) if CELLS.contains(&element.name()) => table.cell(&element),
            Event::Text(text) => table.text(text.len()),
            Event::End(element) if element.name() == QName("table:table") => {
                table.check()?;
                total = total.saturating_add(std::mem::take(&mut table).bytes());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        // Asked all the time: calamine writes a row out before it knows how long the table is.
        if total.saturating_add(table.bytes()) > CELLS_BYTES {
            table.check()?;
            return Err(too_large());
        }
    }
}

/// One table, as it is written out.
#[derive(Debug, Default)]
struct Table {
    /// Rows up to the last one that is not empty.
    rows: usize,
    /// Empty rows since then, which count only when another follows.
    empty_rows: usize,
    /// Cells of the widest row.
    width: usize,
    /// Cells of all rows, each row once.
    cells: usize,
    /// Bytes of text.
    text: usize,
    row: Row,
}

/// The row that is being read.
#[derive(Debug, Default)]
struct Row {
    repeated: usize,
    cells: usize,
    /// Empty cells at the end so far, which count only when another follows.
    empty_cells: usize,
    /// How often the cell that is being read is repeated.
    cell_repeated: usize,
    text: usize,
}

impl Table {
    fn begin_row(&mut self, element: &BytesStart<'_>) {
        self.row = Row { repeated: times(element, "table:number-rows-repeated"), ..Row::default() };
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        let repeated = times(element, "table:number-columns-repeated");
        let filled = element
            .attributes()
            .flatten()
            .any(|attribute| attribute.key.as_ref().starts_with("office:") || attribute.key == QName("table:formula"));
        let row = &mut self.row;
        if filled {
            row.cells = row.cells.saturating_add(row.empty_cells).saturating_add(repeated);
            row.empty_cells = 0;
        } else {
            row.empty_cells = row.empty_cells.saturating_add(repeated);
        }
        row.cell_repeated = repeated;
        let written: usize = element.attributes().flatten().map(|attribute| attribute.value.len()).sum();
        self.text(written);
    }

    fn text(&mut self, length: usize) {
        let text = length.saturating_mul(self.row.cell_repeated);
        self.row.text = self.row.text.saturating_add(text);
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        self.cells = self.cells.saturating_add(row.cells);
        self.width = self.width.max(row.cells);
        if row.cells == 0 {
            self.empty_rows = self.empty_rows.saturating_add(row.repeated);
            return;
        }
        self.rows = self.rows.saturating_add(std::mem::take(&mut self.empty_rows)).saturating_add(row.repeated);
        self.text = self.text.saturating_add(row.text.saturating_mul(row.repeated));
    }

    /// Refuses a table by its sides. The header is a row more.
    fn check(&self) -> Result<(), IngestError> {
        if self.rows > ROWS + 1 {
            Err(IngestError::TooManyRows { limit: ROWS })
        } else if self.width.max(self.row.cells) > COLUMNS {
            Err(IngestError::TooManyColumns { limit: COLUMNS })
        } else {
            Ok(())
        }
    }

    /// Bytes in memory, the row that is being read included.
    fn bytes(&self) -> usize {
        let cells = self.rows.saturating_mul(self.width).max(self.cells).saturating_add(self.row.cells);
        cells.saturating_mul(CELL_BYTES).saturating_add(self.text).saturating_add(self.row.text)
    }
}

/// How often a row or a cell is repeated.
fn times(element: &BytesStart<'_>, attribute: &str) -> usize {
    let written = element.attributes().flatten().find(|found| found.key == QName(attribute));
    written.map_or(1, |found| found.value.trim().parse().unwrap_or(usize::MAX))
}
