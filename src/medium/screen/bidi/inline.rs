//! Words written right to left on a page that is written left to right: the name of a language, of a venue.

use std::borrow::Cow;

use unicode_bidi::Level;
use unicode_width::UnicodeWidthStr as _;

use super::{LRM, cells_of, is_bidi_control, is_rtl_letter, shape};

/// One line to its cells from left to right: words written right to left are joined, and turned round where they stand. What
/// is parted by "·" is a list, and keeps its order.
pub(in crate::medium::screen) fn turned(line: &str) -> Cow<'_, str> {
    if line.chars().any(is_rtl_letter) { Cow::Owned(cells(&shape(line))) } else { Cow::Borrowed(line) }
}

/// How many cells stand on the left of the first letter of a line: those of the words that it begins with, if these are written
/// right to left.
pub(in crate::medium::screen) fn first_letter(line: &str) -> usize {
    /// A letter written right to left, of a script that nobody writes here, in the place of the one looked for.
    const FIRST: char = '\u{7ca}';
    let shaped = shape(line);
    let mut letters = shaped.chars();
    if !letters.next().is_some_and(is_rtl_letter) {
        return 0;
    }
    let marked: String = std::iter::once(FIRST).chain(letters).collect();
    cells(&marked).split_once(FIRST).map_or(0, |(before, _)| before.width())
}

fn cells(shaped: &str) -> String {
    let line: String = shaped.chars().filter(|sign| !is_bidi_control(*sign)).collect();
    cells_of(&line.replace('·', &format!("{LRM}·{LRM}")), Level::ltr())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_name("العربية", "ﺔﻴﺑﺮﻌﻟﺍ", 6)]
    #[case::a_list_keeps_its_order("العربية · فارسی · Polski", "ﺔﻴﺑﺮﻌﻟﺍ · ﯽﺳﺭﺎﻓ · Polski", 6)]
    #[case::in_a_sentence("Choisir العربية (arabe)", "Choisir ﺔﻴﺑﺮﻌﻟﺍ (arabe)", 0)]
    #[case::no_such_word("Choisir (1)", "Choisir (1)", 0)]
    #[case::nothing("", "", 0)]
    fn words_turned_round(#[case] line: &str, #[case] expected: &str, #[case] first: usize) {
        assert_eq!(turned(line), expected);
        assert_eq!(first_letter(line), first);
    }
}
