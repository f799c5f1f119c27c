//! What a file is, from its first bytes. Knows nothing of columns or venues.
//!
//! The content decides: producers rename files, and a saved web page is often called `.csv`. The extension only names
//! the kind of workbook, because all of them are archives.

use super::error::IngestError;

/// A way of writing venues that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Comma-separated values.
    Csv,
    /// A JSON list.
    Json,
    /// A workbook of Excel 2007 and after.
    Xlsx,
    /// A workbook of the ods kind.
    Ods,
}

/// How far to look for zero bytes: what is not text has them early.
const LOOKED_AT: usize = 8_192;

/// Which format the bytes are in.
pub(super) fn recognise(file_name: &str, bytes: &[u8]) -> Result<Format, IngestError> {
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if content.is_empty() {
        return Err(IngestError::Empty);
    }
    if content.starts_with(b"PK\x03\x04") {
        return archive_or_workbook(file_name, content);
    }
    // The first bytes of OLE documents, which `.xls` files were until 2007, and which encrypted workbooks are.
    if content.starts_with(b"\xD0\xCF\x11\xE0") {
        let locked = extension(file_name) == "xlsx";
        return Err(if locked { IngestError::WorkbookLocked } else { IngestError::Workbook { kind: "xls" } });
    }
    if content.starts_with(b"\x1F\x8B") {
        return Err(IngestError::Archive { kind: "gz" });
    }
    if content.starts_with(b"%PDF") {
        return Err(IngestError::Pdf);
    }
    // Byte order marks of UTF-16, which spreadsheet programs call "Unicode text".
    if content.starts_with(b"\xFF\xFE") || content.starts_with(b"\xFE\xFF") {
        return Ok(Format::Csv);
    }
    if is_binary(content.get(..LOOKED_AT).unwrap_or(content)) {
        return Err(IngestError::Binary);
    }
    match content.first() {
        Some(b'<') => Err(IngestError::Html),
        Some(b'{' | b'[') => Ok(Format::Json),
        _ => Ok(Format::Csv),
    }
}

/// A stray zero byte in a text is cleaned like any control character; zero bytes in what is not UTF-8, or one byte in ten
/// (UTF-16 without its mark has one in two), are another thing than text.
fn is_binary(start: &[u8]) -> bool {
    let zeros = start.split(|byte| *byte == 0).count() - 1;
    let not_utf8 = std::str::from_utf8(start).is_err_and(|error| error.error_len().is_some());
    zeros > 0 && (not_utf8 || zeros * 10 > start.len())
}

/// Whether what a ZIP archive holds is a workbook.
fn archive_or_workbook(file_name: &str, content: &[u8]) -> Result<Format, IngestError> {
    // OpenDocument puts its media type first, uncompressed, so that it can be recognised.
    let start = content.get(..content.len().min(120)).unwrap_or_default();
    let holds = |start: &[u8], needle: &[u8]| start.windows(needle.len()).any(|window| window == needle);
    let extension = extension(file_name);
    if extension == "ods" || holds(start, b"opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if extension == "xlsx" || holds(start, b"[Content_Types].xml") || holds(content, b"xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else {
        Err(IngestError::Archive { kind: "zip" })
    }
}

/// The extension of a file name, in small letters.
fn extension(file_name: &str) -> String {
    file_name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nothing("a.csv", b"", IngestError::Empty)]
    #[case::only_a_mark("a.csv", b"\xEF\xBB\xBF \r\n", IngestError::Empty)]
    #[case::saved_page("lieux.csv", b"\n<!DOCTYPE html><html>", IngestError::Html)]
    #[case::old_excel("x.csv", b"\xD0\xCF\x11\xE0\xA1", IngestError::Workbook { kind: "xls" })]
    #[case::archive("x.zip", b"PK\x03\x04abc", IngestError::Archive { kind: "zip" })]
    #[case::gzip("x.csv.gz", b"\x1F\x8B\x08", IngestError::Archive { kind: "gz" })]
    #[case::pdf("x.pdf", b"%PDF-1.7", IngestError::Pdf)]
    #[case::locked("x.xlsx", b"\xD0\xCF\x11\xE0\xA1", IngestError::WorkbookLocked)]
    #[case::utf16_without_a_mark("x.csv", b"i\0d\0,\0", IngestError::Binary)]
    #[case::picture("x.csv", b"\x89PNG\r\n\x1a\n\0\0", IngestError::Binary)]
    fn refuses_what_is_not_a_table(#[case] name: &str, #[case] bytes: &[u8], #[case] error: IngestError) {
        assert_eq!(recognise(name, bytes), Err(error));
    }

    #[rstest]
    #[case::csv("a.csv", b"nom,commune", Format::Csv)]
    #[case::utf16("x.csv", b"\xFF\xFEi\0d\0", Format::Csv)]
    #[case::json("lieux.csv", b" [{\"id\": 1}]", Format::Json)]
    #[case::xlsx("lieux.XLSX", b"PK\x03\x04....", Format::Xlsx)]
    #[case::renamed_xlsx("lieux.csv", b"PK\x03\x04[Content_Types].xml", Format::Xlsx)]
    #[case::xlsx_in_another_order("lieux", b"PK\x03\x04docProps/app.xml....PK\x01\x02xl/workbook.xml", Format::Xlsx)]
    #[case::ods("x", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Format::Ods)]
    fn knows_what_can_be_read(#[case] name: &str, #[case] bytes: &[u8], #[case] format: Format) {
        assert_eq!(recognise(name, bytes), Ok(format));
    }
}
