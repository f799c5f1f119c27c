//! What stands in the cells for Arabic and Persian letters, which are shaped before they are drawn: each letter as the forms
//! that it takes alone, at the end, at the beginning and inside of a word (Unicode, Arabic Presentation Forms A and B).
//! Knows nothing of fonts.

/// A letter and its forms, as the first and the last code: alone, end, beginning, inside; letters that never join to the
/// left have the first two, hamza only the first. A letter in two rows has its forms in two places.
const FORMS: [(char, u32, u32); 44] = [
    ('ء', 0xFE80, 0xFE80),
    ('آ', 0xFE81, 0xFE82),
    ('أ', 0xFE83, 0xFE84),
    ('ؤ', 0xFE85, 0xFE86),
    ('إ', 0xFE87, 0xFE88),
    ('ئ', 0xFE89, 0xFE8C),
    ('ا', 0xFE8D, 0xFE8E),
    ('ب', 0xFE8F, 0xFE92),
    ('ة', 0xFE93, 0xFE94),
    ('ت', 0xFE95, 0xFE98),
    ('ث', 0xFE99, 0xFE9C),
    ('ج', 0xFE9D, 0xFEA0),
    ('ح', 0xFEA1, 0xFEA4),
    ('خ', 0xFEA5, 0xFEA8),
    ('د', 0xFEA9, 0xFEAA),
    ('ذ', 0xFEAB, 0xFEAC),
    ('ر', 0xFEAD, 0xFEAE),
    ('ز', 0xFEAF, 0xFEB0),
    ('س', 0xFEB1, 0xFEB4),
    ('ش', 0xFEB5, 0xFEB8),
    ('ص', 0xFEB9, 0xFEBC),
    ('ض', 0xFEBD, 0xFEC0),
    ('ط', 0xFEC1, 0xFEC4),
    ('ظ', 0xFEC5, 0xFEC8),
    ('ع', 0xFEC9, 0xFECC),
    ('غ', 0xFECD, 0xFED0),
    ('ف', 0xFED1, 0xFED4),
    ('ق', 0xFED5, 0xFED8),
    ('ك', 0xFED9, 0xFEDC),
    ('ل', 0xFEDD, 0xFEE0),
    ('م', 0xFEE1, 0xFEE4),
    ('ن', 0xFEE5, 0xFEE8),
    ('ه', 0xFEE9, 0xFEEC),
    ('و', 0xFEED, 0xFEEE),
    ('ى', 0xFEEF, 0xFEF0),
    ('ى', 0xFBE8, 0xFBE9),
    ('ي', 0xFEF1, 0xFEF4),
    ('پ', 0xFB56, 0xFB59),
    ('چ', 0xFB7A, 0xFB7D),
    ('ژ', 0xFB8A, 0xFB8B),
    ('ک', 0xFB8E, 0xFB91),
    ('گ', 0xFB92, 0xFB95),
    ('ی', 0xFBFC, 0xFBFF),
    // Lam with each alef is one letter to the eye; any text that has lam may need them.
    ('ل', 0xFEF5, 0xFEFC),
];

/// Whether a character is a letter that is shaped, of whatever language in Arabic script.
pub(super) fn is_shaped(character: char) -> bool {
    matches!(character, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{6fa}'..='\u{6ff}')
}

/// What may stand in a cell for a letter; nothing for a letter that is neither Arabic nor Persian.
pub(super) fn forms_of(letter: char) -> Vec<char> {
    let rows = FORMS.iter().filter(|(one, _, _)| *one == letter);
    rows.flat_map(|(_, first, last)| *first..=*last).filter_map(char::from_u32).collect()
}

/// Every letter with its form alone.
pub(super) fn alone() -> Vec<(char, char)> {
    let letters = FORMS.iter().filter(|(_, first, _)| !matches!(first, 0xFBE8 | 0xFEF5));
    letters.filter_map(|(letter, first, _)| Some((*letter, char::from_u32(*first)?))).collect()
}

/// The forms that continue into the cell on their left, and those that continue into the one on their right.
pub(super) fn joined() -> (Vec<char>, Vec<char>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (_, first, last) in FORMS {
        let forms: Vec<char> = (first..=last).filter_map(char::from_u32).collect();
        match (first, forms.as_slice()) {
            // Alef maksura inside of a word: beginning and inside.
            (0xFBE8, [beginning, inside]) => {
                left.extend([*beginning, *inside]);
                right.push(*inside);
            }
            // Lam with alef: alone and end, four times.
            (0xFEF5, pairs) => right.extend(pairs.iter().skip(1).step_by(2)),
            (_, [_, end, beginning, inside]) => {
                left.extend([*beginning, *inside]);
                right.extend([*end, *inside]);
            }
            (_, [_, end]) => right.push(*end),
            _ => {}
        }
    }
    (left, right)
}
