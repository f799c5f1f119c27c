//! Cleaning of one text: HTML, control and invisible characters, stray line breaks, full-width quotation marks.
//! Knows nothing of fields: it says what it found, and its caller reports it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::html;

/// What shape a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One line: a line break is a space.
    Line,
    /// Lines and paragraphs, which are kept.
    Paragraphs,
}

/// Something that was in a text and is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blemish {
    /// A line break in a text of one line.
    LineBreak,
    /// HTML tags or entities.
    Html,
    /// Control or invisible characters.
    Control,
    /// `＂`, which the national export writes for a quotation mark.
    FullWidthQuotes,
}

/// The text as it can be shown, and what was repaired in it.
///
/// The result has no control character (but line feeds in paragraphs), no invisible one, no doubled or outer spaces, and
/// is in Unicode form C, so that what looks the same is the same.
pub(super) fn clean(written: &str, shape: Shape) -> (String, Vec<Blemish>) {
    if is_plain(written) {
        return (written.to_owned(), Vec::new());
    }
    let mut blemishes = Vec::new();
    let without_html = html::to_text(written);
    if without_html.is_some() {
        blemishes.push(Blemish::Html);
    }
    let text = without_html.as_deref().unwrap_or(written);
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").nfc() {
        match c {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '＂' => {
                note(&mut blemishes, Blemish::FullWidthQuotes);
                out.push('"');
            }
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || is_invisible(c) => note(&mut blemishes, Blemish::Control),
            c => out.push(c),
        }
    }
    if shape == Shape::Line && out.trim().contains('\n') {
        blemishes.push(Blemish::LineBreak);
    }
    let text = match shape {
        Shape::Line => single_spaces(&out),
        Shape::Paragraphs => paragraphs(&out),
    };
    (text, blemishes)
}

/// A clean text as it must be written to be read as the same: one that looks like HTML would be taken for it.
pub(crate) fn escaped(text: &str) -> String {
    match html::to_text(text) {
        Some(_changed) => text.replace('&', "&amp;").replace('<', "&lt;"),
        None => text.to_owned(),
    }
}

/// Whether a text can be kept as it is: most can, and there are some 300,000 cells in a national file.
fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let repaired = match c {
            ' ' => before == ' ',
            '<' | '&' | '＂' => true,
            c if c.is_ascii() => c.is_control(),
            c => c.is_control() || c.is_whitespace() || is_invisible(c) || is_combining_mark(c),
        };
        if repaired {
            return false;
        }
        before = c;
    }
    before != ' ' || text.is_empty()
}

/// Soft hyphens, joiners, byte order marks and marks of direction: they come from copying, and can turn a line round.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn note(blemishes: &mut Vec<Blemish>, blemish: Blemish) {
    if !blemishes.contains(&blemish) {
        blemishes.push(blemish);
    }
}

fn single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines with single spaces; several empty lines count as one, and there is none at either end.
fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty_lines = 0;
    for line in text.lines().map(single_spaces) {
        if line.is_empty() {
            empty_lines += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty_lines > 0 { "\n\n" } else { "\n" });
        }
        empty_lines = 0;
        out.push_str(&line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("Mairie de Lens", "Mairie de Lens", &[])]
    #[case::spaces("  Mairie   de\u{a0}Lens ", "Mairie de Lens", &[])]
    #[case::line_break("Mairie\r\nde Lens", "Mairie de Lens", &[Blemish::LineBreak])]
    #[case::outer_line_break("Mairie de Lens\n", "Mairie de Lens", &[])]
    #[case::quotes("Le ＂Cube＂", "Le \"Cube\"", &[Blemish::FullWidthQuotes])]
    #[case::control("Mairie\u{0} de\u{7} Le\u{ad}ns\u{200b}", "Mairie de Lens", &[Blemish::Control])]
    #[case::escape("\u{1b}[31mMairie", "[31mMairie", &[Blemish::Control])]
    #[case::turned_round("Mairie \u{202e}sneL", "Mairie sneL", &[Blemish::Control])]
    #[case::entity("Clic' &amp; Ressources", "Clic' & Ressources", &[Blemish::Html])]
    #[case::ampersand("Mad & Moselle", "Mad & Moselle", &[])]
    #[case::decomposed("Me\u{301}diathe\u{300}que", "Médiathèque", &[])]
    #[case::nothing_left("\u{200b}\n ", "", &[Blemish::Control])]
    fn cleans_a_line(#[case] written: &str, #[case] text: &str, #[case] blemishes: &[Blemish]) {
        assert_eq!(clean(written, Shape::Line), (text.to_owned(), blemishes.to_vec()));
    }

    #[test]
    fn keeps_paragraphs() {
        let written = "\n Ateliers  le lundi.\nEt le mardi.\r\n\r\n\r\nSur rendez-vous.\n ";
        let text = "Ateliers le lundi.\nEt le mardi.\n\nSur rendez-vous.";
        assert_eq!(clean(written, Shape::Paragraphs), (text.to_owned(), Vec::new()));
    }
}
