//! How much is read of a file before it is refused: what is given to a terminal may be broken, or made to break it.
//!
//! The whole of France is 10 MB, some 10,000 rows and 32 columns; each limit leaves room for far more than that.

/// Bytes of a file.
pub const FILE_BYTES: usize = 256 * 1024 * 1024;

/// Records of a file.
pub const ROWS: usize = 1_000_000;

/// Columns of a table, or different names in the objects of a JSON list.
pub(super) const COLUMNS: usize = 1_024;

/// Separators in one line of a CSV file, those inside quotation marks counted: far above [`COLUMNS`], because a text may
/// hold many commas, and low enough for one record to stay small.
pub(super) const SEPARATORS: usize = 65_536;

/// How deep a JSON value may hold others. A venue has texts, numbers and lists of them.
pub(super) const DEPTH: usize = 16;

/// Bytes of one part of a workbook, unpacked.
pub(super) const PART_BYTES: u64 = 256 * 1024 * 1024;

/// Bytes that all the cells of an ods table take once its repetitions are written out: they are held at once.
pub(super) const CELLS_BYTES: usize = 512 * 1024 * 1024;
