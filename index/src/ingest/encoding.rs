//! Bytes → text, whatever the program that wrote them was set to. Knows nothing of columns.
//!
//! Each line that is not UTF-8 is read as Windows-1252, which spreadsheet programs write in French. Line by line, because
//! files are put together by hand: one bad line must not spoil the accents of the others.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text without its byte order mark, and the name of its encoding where it is not UTF-8.
pub(super) fn text(bytes: &[u8]) -> (Cow<'_, str>, Option<&'static str>) {
    let content = match Encoding::for_bom(bytes) {
        Some((marked, mark)) if marked == encoding_rs::UTF_8 => bytes.get(mark..).unwrap_or_default(),
        Some((utf16, _)) => {
            // What spreadsheet programs call "Unicode text".
            let (text, _, _) = utf16.decode(bytes);
            return (text, Some("UTF-16"));
        }
        None => bytes,
    };
    if let Ok(text) = std::str::from_utf8(content) {
        return (Cow::Borrowed(text), None);
    }
    let mut text = String::with_capacity(content.len() + content.len() / 16);
    for line in content.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    (Cow::Owned(text), Some("Windows-1252"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain(b"nom\nLens\n", "nom\nLens\n", None)]
    #[case::marked(b"\xEF\xBB\xBFnom", "nom", None)]
    #[case::windows(
        b"nom\r\nLi\xE9vin\r\n\x93Le Cube\x94 \x80",
        "nom\r\nLi\u{e9}vin\r\n\u{201c}Le Cube\u{201d} \u{20ac}",
        Some("Windows-1252")
    )]
    #[case::mixed("Béthune\nLi\u{e9}vin\n".as_bytes(), "Béthune\nLiévin\n", None)]
    #[case::put_together(b"B\xC3\xA9thune\nLi\xE9vin\n", "B\u{e9}thune\nLi\u{e9}vin\n", Some("Windows-1252"))]
    #[case::utf16(b"\xFF\xFEn\0o\0m\0\xE9\0", "nomé", Some("UTF-16"))]
    #[case::utf16_big(b"\xFE\xFF\0n\0o\0m", "nom", Some("UTF-16"))]
    fn reads_what_programs_write(#[case] bytes: &[u8], #[case] expected: &str, #[case] encoding: Option<&str>) {
        let (text, found) = text(bytes);
        assert_eq!((text.as_ref(), found), (expected, encoding));
    }
}
