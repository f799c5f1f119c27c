//! What a file is, from its first bytes, and its text when it is text. Knows nothing of columns or venues.
//!
//! The content decides: producers rename files, and a saved web page is often called `.csv`. The extension only names
//! the kind of workbook, because all of them are archives.

use super::error::IngestError;

/// A way of writing venues that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Comma-separated values.
    Csv,
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
        return Err(archive_or_workbook(file_name, content));
    }
    // The first bytes of OLE documents, which `.xls` files were until 2007.
    if content.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(IngestError::Workbook { kind: "xls" });
    }
    if content.starts_with(b"\x1F\x8B") {
        return Err(IngestError::Archive { kind: "gz" });
    }
    if content.starts_with(b"%PDF") {
        return Err(IngestError::Pdf);
    }
    // Byte order marks of UTF-16, which spreadsheet programs call "Unicode text".
    if content.starts_with(b"\xFF\xFE") || content.starts_with(b"\xFE\xFF") {
        return Err(IngestError::NotUtf8 { line: 1 });
    }
    if is_binary(content.get(..LOOKED_AT).unwrap_or(content)) {
        return Err(IngestError::Binary);
    }
    match content.first() {
        Some(b'<') => Err(IngestError::Html),
        Some(b'{' | b'[') => Err(IngestError::Json),
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

fn archive_or_workbook(file_name: &str, content: &[u8]) -> IngestError {
    // OpenDocument puts its media type first, uncompressed, so that it can be recognised.
    let start = content.get(..content.len().min(120)).unwrap_or_default();
    let has = |needle: &[u8]| start.windows(needle.len()).any(|window| window == needle);
    let extension = file_name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if extension == "ods" || has(b"opendocument.spreadsheet") {
        IngestError::Workbook { kind: "ods" }
    } else if extension == "xlsx" || has(b"[Content_Types].xml") {
        IngestError::Workbook { kind: "xlsx" }
    } else {
        IngestError::Archive { kind: "zip" }
    }
}

/// The text without its byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, IngestError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        IngestError::NotUtf8 { line: before.split(|byte| *byte == b'\n').count() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nothing("a.csv", b"", IngestError::Empty)]
    #[case::only_a_mark("a.csv", b"\xEF\xBB\xBF \r\n", IngestError::Empty)]
    #[case::saved_page("lieux.csv", b"\n<!DOCTYPE html><html>", IngestError::Html)]
    #[case::json("lieux.csv", b" [{\"id\": 1}]", IngestError::Json)]
    #[case::xlsx("lieux.XLSX", b"PK\x03\x04....", IngestError::Workbook { kind: "xlsx" })]
    #[case::renamed_xlsx("lieux.csv", b"PK\x03\x04[Content_Types].xml", IngestError::Workbook { kind: "xlsx" })]
    #[case::ods("x", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", IngestError::Workbook { kind: "ods" })]
    #[case::old_excel("x.csv", b"\xD0\xCF\x11\xE0\xA1", IngestError::Workbook { kind: "xls" })]
    #[case::archive("x.zip", b"PK\x03\x04abc", IngestError::Archive { kind: "zip" })]
    #[case::gzip("x.csv.gz", b"\x1F\x8B\x08", IngestError::Archive { kind: "gz" })]
    #[case::pdf("x.pdf", b"%PDF-1.7", IngestError::Pdf)]
    #[case::utf16("x.csv", b"\xFF\xFEi\0d\0", IngestError::NotUtf8 { line: 1 })]
    #[case::utf16_without_a_mark("x.csv", b"i\0d\0,\0", IngestError::Binary)]
    #[case::picture("x.csv", b"\x89PNG\r\n\x1a\n\0\0", IngestError::Binary)]
    fn refuses_what_is_not_a_table(#[case] name: &str, #[case] bytes: &[u8], #[case] error: IngestError) {
        assert_eq!(recognise(name, bytes), Err(error));
    }

    #[test]
    fn names_the_line_that_is_not_utf8() {
        assert_eq!(text(b"nom\nLens\nLi\xE9vin\n"), Err(IngestError::NotUtf8 { line: 3 }));
        assert_eq!(text(b"\xEF\xBB\xBFnom"), Ok("nom"));
    }
}
