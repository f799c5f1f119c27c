//! Arabic and Persian for a screen that neither joins letters nor orders them: letters to the forms they take in a word
//! ([`shape`]), then each line to the order of its cells, left to right ([`visual`]). Between the two the text is wrapped, for
//! the forms are what is measured. Terms are those of the Unicode Bidirectional Algorithm (UAX #9); knows no page.
//!
//! What is said here beyond the algorithm, which leaves numbers and Latin words in Arabic sentences to invisible marks that
//! nobody types: a number with its signs is one unit, in the order of its digits; a Latin word keeps its signs, and a number of
//! a Latin name or address ("12 rue de Lens") stays in it. Where this is done, and what is not: [`marked`].

mod inline;

use std::borrow::Cow;
use std::sync::LazyLock;

use ar_reshaper::prelude::LigatureNames;
use ar_reshaper::{ArabicReshaper, ReshaperConfig};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

pub(super) use self::inline::{first_letter, turned};

/// Marks of UAX #9 that are put in to order a line, and taken out again.
const LRM: char = '\u{200e}';
const RLM: char = '\u{200f}';
const LRI: char = '\u{2066}';
const PDI: char = '\u{2069}';

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
/// The space that does not break, wide and narrow, and as wide as a digit.
const NO_BREAK_SPACES: [char; 3] = ['\u{a0}', '\u{202f}', '\u{2007}'];
/// What stands between the digits of one number, time, date or telephone number.
const SEPARATORS: [char; 10] = ['.', ',', ':', '/', '-', '+', '\'', '’', '\u{2011}', '\u{2212}'];
/// What the layout sets before a line: it stands on the right, whatever the line is written in.
const LINE_MARKERS: [char; 4] = ['•', '·', '┃', '▶'];
/// A sentence's signs, not a Latin word's, at either end of it.
const PUNCTUATION: [char; 29] = [
    '.', ',', ';', ':', '!', '?', '…', '(', ')', '[', ']', '{', '}', '<', '>', '«', '»', '‹', '›', '"', '\'', '’', '‘',
    '“', '”', '-', '–', '—', '•',
];

/// Signs that face each other.
const MIRRORED: [(char, char); 9] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›'), ('◀', '▶'), ('◄', '►'), ('←', '→')];

/// Letters of the lam-alef ligatures only: a console font has neither the name of God (U+FDF2) nor phrases in one glyph.
static RESHAPER: LazyLock<ArabicReshaper> = LazyLock::new(|| {
    // Not `ReshaperConfig::new`: it counts the default ligatures as none and turns all off.
    let mut config = ReshaperConfig::default();
    config.update_ligature(LigatureNames::ARABIC_LIGATURE_ALLAH, false);
    config.to_reshaper()
});

/// Letters to the forms they take in their word (Arabic Presentation Forms A and B), in logical order; each takes one column.
/// Marks above and below letters go, and so do signs of no width, once the joining they break is broken. Text without Arabic
/// letters comes back as it is. Done twice, nothing changes.
///
/// Pashto and Sindhi letters that Unicode gives no such forms stay as they are, not joined.
pub(super) fn shape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_arabic) {
        return Cow::Borrowed(text);
    }
    let mut letters = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_arabic_mark(sign) {
            if let Some(composed) = letters.chars().next_back().and_then(|letter| composed(letter, sign)) {
                letters.pop();
                letters.push(composed);
            }
        } else if sign == ZERO_WIDTH_NON_JOINER || !is_invisible(sign) {
            // The hamza of a Persian genitive goes as vowels do: fonts of one column have no glyph for the two in one.
            letters.push(if sign == '\u{6c0}' { '\u{647}' } else { sign });
        }
    }
    let mut shaped = RESHAPER.reshape(&letters);
    shaped.retain(|sign| sign != ZERO_WIDTH_NON_JOINER);
    Cow::Owned(shaped)
}

/// One line, wrapped and shaped, to its cells from left to right. It is a line of a right-to-left page, to be set at the right.
///
/// The base direction is right to left. A line with a left-to-right letter and no right-to-left one keeps its own order: a
/// name, an address; only what the layout puts before it (spaces, "•", "┃", "▶") and the spaces after it change sides. Brackets,
/// guillemets and arrows that are read right to left are mirrored.
///
/// Numbers with an ordinary space between them are two numbers, read right to left: the groups of one number are to be joined
/// with no-break spaces.
pub(super) fn visual(line: &str) -> String {
    let line: String = line.chars().filter(|sign| !is_bidi_control(*sign)).collect();
    if !line.chars().any(is_rtl) && line.chars().any(is_ltr_letter) {
        return left_to_right(&line);
    }
    cells_of(&marked(&line), Level::rtl())
}

/// A line with its marks to its cells from left to right, without them; `base` is the direction of its page.
fn cells_of(marked: &str, base: Level) -> String {
    let info = BidiInfo::new(marked, Some(base));
    let mut cells = String::with_capacity(marked.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            let text = marked.get(run).unwrap_or_default();
            if rtl { push_reversed(&mut cells, text) } else { cells.push_str(text) }
        }
    }
    cells.retain(|sign| !is_bidi_control(sign));
    cells
}

/// How many cells stand on the right of the first letter of a line in its cells: those of the Latin word that it begins with.
pub(super) fn before_first(line: &str) -> usize {
    /// A letter of private use, written left to right, in the place of the one looked for.
    const FIRST: char = '\u{e000}';
    let mut letters = line.chars();
    if !letters.next().is_some_and(is_ltr_letter) {
        return 0;
    }
    let cells = visual(&std::iter::once(FIRST).chain(letters).collect::<String>());
    cells.split_once(FIRST).map_or(0, |(_, on_the_right)| on_the_right.width())
}

/// Whether a letter is one of a script written right to left.
fn is_rtl_letter(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

fn left_to_right(line: &str) -> String {
    let kept = line.trim_start_matches(|sign: char| sign.is_whitespace() || LINE_MARKERS.contains(&sign));
    let before = line.strip_suffix(kept).unwrap_or_default();
    let text = kept.trim_end();
    let mut cells = kept.strip_prefix(text).unwrap_or_default().to_owned();
    cells.push_str(text);
    push_reversed(&mut cells, before);
    cells
}

/// Clusters from last to first (rule L3: a mark stays after its letter), mirrored (rule L4).
fn push_reversed(cells: &mut String, text: &str) {
    cells.extend(text.graphemes(true).rev().flat_map(str::chars).map(mirrored));
}

/// Rule L4 for the signs that pages are written with, and for arrows, which the standard leaves alone: on a page turned round,
/// the way on is to the left.
fn mirrored(sign: char) -> char {
    let other = |&(left, right): &(char, char)| match sign {
        _ if sign == left => Some(right),
        _ if sign == right => Some(left),
        _ => None,
    };
    MIRRORED.iter().find_map(other).unwrap_or(sign)
}

/// What a stretch of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Right-to-left letters and Arabic punctuation.
    Rtl,
    /// A Latin word, address of a web site, acronym with its signs.
    Word,
    /// Digits with what stands between them, and their signs.
    Number,
    /// What takes its direction from its neighbours.
    Neutral,
}

/// The line with the marks that an author who knew UAX #9 would have typed:
/// - a Latin word between LRM, so that "/" at the end of an address stays there;
/// - a number that belongs to a Latin word beside it, likewise;
/// - any other number isolated (LRI … PDI) between RLM: its digits keep their order whatever letters come before (which rule
///   W2 would make Arabic numbers of), while two numbers with a dash and spaces between are read right to left;
/// - RLM at Arabic punctuation, so that a list of acronyms is read right to left.
///
/// Not done: a guillemet that closes a quotation inside a Latin name moves to the left of it.
fn marked(line: &str) -> String {
    let stretches = stretches(line);
    let mut marked = String::with_capacity(line.len() * 2);
    // The last stretch that was not neutral: whether it reads left to right; and what has come since.
    let mut after_ltr = false;
    let mut gap = "";
    for (place, (kind, text)) in stretches.iter().enumerate() {
        let ltr = match kind {
            Kind::Neutral => {
                // What stands between two dots is read on its own, in the order of the page.
                let apart = text.contains('·').then_some(RLM);
                marked.extend(apart.into_iter().chain(text.chars()).chain(apart));
                gap = text;
                continue;
            }
            Kind::Rtl => {
                marked.extend([RLM].into_iter().chain(text.chars()).chain([RLM]));
                false
            }
            Kind::Word => true,
            Kind::Number => (after_ltr && belongs(text, gap)) || word_follows(text, stretches.get(place + 1..)),
        };
        match (kind, ltr) {
            (Kind::Number, false) => marked.extend([RLM, LRI].into_iter().chain(text.chars()).chain([PDI, RLM])),
            (_, true) => marked.extend([LRM].into_iter().chain(text.chars()).chain([LRM])),
            (_, false) => {}
        }
        after_ltr = ltr;
        gap = "";
    }
    marked
}

/// Whether a number belongs to the Latin word on the other side of `gap`: always where nothing but a no-break space parts them
/// ("5 km", "14 h 30"), else when it is as short and plain as those of names and addresses.
fn belongs(number: &str, gap: &str) -> bool {
    let plain = number.len() <= 5 && number.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    let mut signs = gap.chars();
    match (signs.next(), signs.next()) {
        (None, _) => true,
        (Some(space), None) if NO_BREAK_SPACES.contains(&space) => true,
        _ => plain && matches!(gap, " " | ", " | " ("),
    }
}

fn word_follows(number: &str, rest: Option<&[(Kind, &str)]>) -> bool {
    match rest {
        Some([(Kind::Word, _), ..]) => belongs(number, ""),
        Some([(Kind::Neutral, gap), (Kind::Word, _), ..]) => belongs(number, gap),
        _ => false,
    }
}

/// The line cut into stretches; two neutral ones never stand side by side.
fn stretches(line: &str) -> Vec<(Kind, &str)> {
    let mut stretches = Vec::new();
    let mut rest = line;
    let mut neutral = line;
    let mut before = None;
    let mut after_number = false;
    while let Some(first) = rest.chars().next() {
        let found = if is_rtl(first) {
            let end = rest.find(|sign| !is_rtl(sign) && bidi_class(sign) != BidiClass::NSM);
            Some((Kind::Rtl, end.unwrap_or(rest.len())))
        } else if let Some(length) = word(rest) {
            Some((Kind::Word, length))
        } else {
            number(rest, before, after_number).map(|length| (Kind::Number, length))
        };
        let length = found.map_or_else(|| first.len_utf8(), |(_, length)| length);
        let (text, left) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if let Some((kind, _)) = found {
            if let Some(gap) = neutral.strip_suffix(rest).filter(|gap| !gap.is_empty()) {
                stretches.push((Kind::Neutral, gap));
            }
            stretches.push((kind, text));
            neutral = left;
            after_number = kind == Kind::Number;
        } else if !first.is_whitespace() {
            after_number = false;
        }
        before = text.chars().next_back();
        rest = left;
    }
    if !neutral.is_empty() {
        stretches.push((Kind::Neutral, neutral));
    }
    stretches
}

/// The length in bytes of the Latin word that `text` begins with.
fn word(text: &str) -> Option<usize> {
    let end = text.find(|sign: char| sign.is_whitespace() || is_rtl(sign)).unwrap_or(text.len());
    let (word, _) = text.split_at_checked(end)?;
    let word = word.trim_end_matches(PUNCTUATION);
    (!word.starts_with(PUNCTUATION) && word.chars().any(is_ltr_letter)).then_some(word.len())
}

/// The length in bytes of the number that `text` begins with, after the sign `before`. "+33 (0)1 23", "3/12", "14:30" and
/// "50 %" are one number each, "09:00-12:00" is two, read right to left as with spaces. A minus belongs to the number at the
/// start of a word only: "كوفيد-19".
fn number(text: &str, before: Option<char>, after_number: bool) -> Option<usize> {
    let starts = before.is_none_or(|sign| sign.is_whitespace() || (sign != '-' && PUNCTUATION.contains(&sign)));
    let unsigned = match text.chars().next()? {
        '-' | '\u{2212}' if after_number || !starts => text,
        sign if starts && matches!(bidi_class(sign), BidiClass::ES | BidiClass::ET) => text.get(sign.len_utf8()..)?,
        _ => text,
    };
    let mut rest = unsigned.trim_start_matches(is_digit);
    if rest.len() == unsigned.len() {
        return None;
    }
    while let Some(next) = after_separator(rest, text.strip_suffix(rest)?) {
        rest = next.trim_start_matches(is_digit);
    }
    let percent = rest.strip_prefix(NO_BREAK_SPACES).and_then(|sign| sign.strip_prefix(['%', '‰']));
    let rest = percent.unwrap_or(rest);
    let rest = rest.trim_start_matches(|sign| matches!(bidi_class(sign), BidiClass::ET | BidiClass::NSM));
    Some(text.len() - rest.len())
}

/// What is left after the signs between two groups of digits of a number of which `read` has been read; `None` at its end.
fn after_separator<'a>(text: &'a str, read: &str) -> Option<&'a str> {
    let bracket = if read.contains('(') { ')' } else { '(' };
    let spaced = text.strip_prefix(NO_BREAK_SPACES);
    let next = match text.chars().next()? {
        '-' if read.contains(':') => None,
        ')' if bracket == ')' => text.strip_prefix(')').map(|text| text.strip_prefix(NO_BREAK_SPACES).unwrap_or(text)),
        _ => text.strip_prefix(SEPARATORS).or_else(|| spaced.map(|text| text.strip_prefix(bracket).unwrap_or(text))),
    };
    next.filter(|text| text.starts_with(is_digit))
}

fn is_digit(sign: char) -> bool {
    matches!(bidi_class(sign), BidiClass::EN | BidiClass::AN)
}

fn is_ltr_letter(sign: char) -> bool {
    bidi_class(sign) == BidiClass::L
}

/// A right-to-left letter, or the comma, semicolon or question mark of Arabic.
fn is_rtl(sign: char) -> bool {
    is_rtl_letter(sign) || matches!(sign, '،' | '؛' | '؟')
}

fn is_arabic(sign: char) -> bool {
    matches!(sign, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
        && bidi_class(sign) == BidiClass::AL
}

/// Marks above and below letters: vowels, small letters of the Quran.
fn is_arabic_mark(sign: char) -> bool {
    let block = matches!(sign, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{890}'..='\u{8ff}');
    block && bidi_class(sign) == BidiClass::NSM
}

/// The letter that a letter and a mark that follows it are another spelling of (canonical composition).
fn composed(letter: char, mark: char) -> Option<char> {
    Some(match (letter, mark) {
        ('\u{627}', '\u{653}') => '\u{622}',
        ('\u{627}', '\u{654}') => '\u{623}',
        ('\u{648}', '\u{654}') => '\u{624}',
        ('\u{627}', '\u{655}') => '\u{625}',
        ('\u{64a}', '\u{654}') => '\u{626}',
        _ => return None,
    })
}

/// Joiners, the byte order mark and the marks of the bidirectional algorithm: they have no cell and no glyph.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') || is_bidi_control(sign)
}

fn is_bidi_control(sign: char) -> bool {
    matches!(sign, '\u{61c}' | LRM | RLM | '\u{202a}'..='\u{202e}' | LRI..=PDI)
}

#[cfg(test)]
mod tests;
