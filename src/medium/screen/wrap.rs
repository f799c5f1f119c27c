//! Cutting text into lines of a width. A word is never split over two lines, unless it is longer than a whole line (an
//! address of a web site); signs that belong to a word stay with it.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

use crate::locale::NO_BREAK_SPACE;

/// Signs that French sets apart from the word before by a space that must not break.
const CLOSING: &[&str] = &[":", ";", "?", "!", "»", "%", "€", "·"];
/// Signs set apart from the word after.
const OPENING: &[&str] = &["«", "–", "—"];

/// Columns of a text: those of its clusters, each in cells of its own. Taken together, lam and alef would count as the one
/// letter that no console makes of them.
pub(super) fn columns(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The lines of `text`, each at most `width` columns wide; at least one line, maybe empty.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in units(paragraph) {
            let gap = usize::from(!line.is_empty());
            if columns(&line) + gap + columns(&word) <= width {
                if gap == 1 {
                    line.push(' ');
                }
                line.push_str(&word);
            } else {
                if gap == 1 {
                    lines.push(std::mem::take(&mut line));
                }
                line = cut_long(&word, width, &mut lines);
            }
        }
        lines.push(line);
    }
    lines
}

/// Words with the signs that belong to them.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut open = false;
    for word in text.split([' ', '\t', '\r']).filter(|word| !word.is_empty()) {
        match units.last_mut() {
            Some(last) if open || CLOSING.contains(&word) => {
                last.push(NO_BREAK_SPACE);
                last.push_str(word);
            }
            _ => units.push(word.to_owned()),
        }
        open = OPENING.contains(&word);
    }
    units
}

/// Puts the full lines of a word that is wider than a line into `lines`, and returns what is left of it.
fn cut_long(word: &str, width: usize, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    for letter in word.graphemes(true) {
        if !line.is_empty() && columns(&line) + columns(letter) > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(letter);
    }
    line
}

/// `text` on one line of `width` columns, its end replaced by "…" where it does not fit.
pub(super) fn shorten(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.graphemes(true) {
        if columns(&short) + columns(letter) + 1 > width {
            break;
        }
        short.push_str(letter);
    }
    let mut short = short.trim_end().to_owned();
    if width > 0 {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::fits("un lieu", 10, &["un lieu"])]
    #[case::breaks("un lieu près d’ici", 8, &["un lieu", "près", "d’ici"])]
    #[case::sign("Que cherchez-vous ?", 17, &["Que", "cherchez-vous\u{a0}?"])]
    #[case::quote("dites « oui » alors", 9, &["dites", "«\u{a0}oui\u{a0}»", "alors"])]
    #[case::phone("tél. 03\u{a0}53\u{a0}01\u{a0}00", 14, &["tél.", "03\u{a0}53\u{a0}01\u{a0}00"])]
    #[case::long("https://exemple.fr/x", 8, &["https://", "exemple.", "fr/x"])]
    #[case::empty("", 8, &[""])]
    fn wraps(#[case] text: &str, #[case] width: usize, #[case] lines: &[&str]) {
        assert_eq!(wrap(text, width), lines);
    }

    proptest! {
        #[test]
        fn loses_no_letter(text in "[a-zé?:« \u{a0}]{0,80}", width in 1_usize..30) {
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let lines = wrap(&text, width);
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            prop_assert!(lines.iter().all(|line| line.width() <= width));
        }

        #[test]
        fn shortens_to_the_width(text in "\\PC{0,40}", width in 0_usize..30) {
            prop_assert!(shorten(&text, width).width() <= width.max(text.width().min(width)));
        }
    }
}
