//! The console fonts of `kiosk/system/fonts`: they are what the console takes, they join where they must, and they have
//! every character that the program, its languages and the starter edition draw.

mod arabic;
mod psf;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use self::psf::Font;

/// Width, height and height of a capital, in pixels.
const SIZES: [(u32, u32, usize); 4] = [(16, 32, 20), (20, 40, 25), (24, 48, 29), (32, 64, 39)];

/// What no cell ever holds, with its name.
const NEVER_DRAWN: [(char, &str); 8] = [
    ('\n', "line break"),
    ('\r', "carriage return"),
    ('\t', "tabulation"),
    ('\u{200c}', "zero width non-joiner: the shaper reads it"),
    ('\u{200d}', "zero width joiner: the shaper reads it"),
    ('\u{200e}', "left-to-right mark"),
    ('\u{200f}', "right-to-left mark"),
    ('\u{feff}', "byte order mark"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every font, by its name.
fn fonts() -> Vec<(String, Font)> {
    let named = SIZES.map(|(width, height, _)| format!("repere-{width}x{height}.psf"));
    let read = named.map(|name| {
        let bytes = std::fs::read(root().join("kiosk/system/fonts").join(&name)).unwrap();
        let font = Font::read(&bytes).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        (name, font)
    });
    read.into()
}

fn drawn(font: &Font, character: char) -> Vec<Vec<bool>> {
    let glyph = font.glyph_of(character).unwrap_or_else(|| panic!("no glyph for {character:?}"));
    font.bitmap(glyph).unwrap()
}

fn column(bitmap: &[Vec<bool>], x: usize) -> Vec<bool> {
    bitmap.iter().map(|row| row[x]).collect()
}

/// The files of a folder and of those in it, whose names end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
    found
}

/// The strings of a language file or of an edition, without their keys.
fn strings(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(values) => values.iter().map(strings).collect(),
        toml::Value::Table(values) => values.values().map(strings).collect(),
        _ => String::new(),
    }
}

/// The code of a source: without its tests and the lines that are comments. All that is not ASCII in the rest stands in a
/// literal, of text or of one character; those written by their number are replaced by the character itself.
fn literals(source: &str) -> String {
    let code = source.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut parts = code.split("\\u{");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}').unwrap();
        text.extend(u32::from_str_radix(number, 16).ok().and_then(char::from_u32));
        text.push_str(rest);
    }
    text
}

/// Every text that people see or may see, by the file that has it.
fn texts() -> BTreeMap<String, String> {
    let mut paths = files(&root().join("locales"), ".toml");
    paths.extend(files(&root().join("index/starter"), ""));
    paths.extend(["src/page", "src/medium"].iter().flat_map(|folder| files(&root().join(folder), ".rs")));
    // Its letters are looked for in a text, and replaced by others before anything is drawn.
    paths.retain(|path| ["screen/bidi.rs", "bidi/inline.rs", "tests.rs"].iter().all(|name| !path.ends_with(name)));
    paths.extend(["src/page.rs", "src/medium.rs", "src/theme.rs"].map(|file| root().join(file)));
    let text_of = |path: &PathBuf| {
        let whole = std::fs::read_to_string(path).unwrap();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => literals(&whole),
            Some("toml") if path.starts_with(root().join("locales")) => {
                strings(&toml::Value::Table(whole.parse().unwrap()))
            }
            _ => whole,
        }
    };
    paths.iter().map(|path| (path.strip_prefix(root()).unwrap().display().to_string(), text_of(path))).collect()
}

/// What must have a glyph for this text to be drawn; of letters that are shaped, all their forms. A letter without known
/// forms stands for itself, and then has no glyph: better a failure than an empty cell.
fn needed(text: &str) -> BTreeSet<char> {
    let cells = text.chars().filter(|character| NEVER_DRAWN.iter().all(|(never, _)| never != character));
    cells
        .flat_map(|character| match arabic::forms_of(character) {
            forms if arabic::is_shaped(character) && !forms.is_empty() => forms,
            _ => vec![character],
        })
        .collect()
}

#[test]
fn each_font_is_what_its_name_says_and_all_have_the_same_characters() {
    let fonts = fonts();
    let characters = fonts[0].1.characters();
    for ((name, font), (width, height, _)) in fonts.iter().zip(SIZES) {
        assert_eq!((font.width, font.height, font.glyphs), (width, height, 512), "{name}");
        assert_eq!(font.characters(), characters, "{name}");
    }
}

/// The console remembers numbers of glyphs: with other ones in the next size, what stands there would turn into other signs
/// until it is drawn again.
#[test]
fn a_glyph_has_the_same_number_in_every_size() {
    let fonts = fonts();
    for character in fonts[0].1.characters() {
        for (name, font) in &fonts {
            assert_eq!(font.glyph_of(character), fonts[0].1.glyph_of(character), "{name}: {character:?}");
        }
    }
}

#[test]
fn ascii_keeps_its_codes_and_spaces_of_all_kinds_are_the_blank_glyph_that_the_kernel_erases_with() {
    for (name, font) in fonts() {
        for code in ' '..='~' {
            assert_eq!(font.glyph_of(code), Some(u32::from(code)), "{name}: {code:?}");
        }
        for space in ['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'] {
            assert_eq!(font.glyph_of(space), Some(32), "{name}: {space:?}");
        }
        assert!(drawn(&font, ' ').concat().iter().all(|pixel| !pixel), "{name}");
        assert_eq!(font.glyph_of('\u{2011}'), font.glyph_of('-'), "{name}");
    }
}

#[test]
fn only_the_spaces_are_blank() {
    for (name, font) in fonts() {
        let blank = font.characters().into_iter().filter(|one| !drawn(&font, *one).concat().contains(&true));
        assert_eq!(blank.collect::<String>(), " \u{a0}\u{2007}\u{2009}\u{202f}", "{name}");
    }
}

#[test]
fn capitals_have_the_height_that_is_written_down_and_no_letter_touches_the_next_line() {
    for ((name, font), (_, _, capital)) in fonts().into_iter().zip(SIZES) {
        let height = drawn(&font, 'H').iter().filter(|row| row.contains(&true)).count();
        assert_eq!(height, capital, "{name}");
        for letter in font.characters().into_iter().filter(|one| !('\u{2500}'..='\u{259f}').contains(one)) {
            let last = drawn(&font, letter).pop().unwrap();
            assert!(!last.contains(&true), "{name}: {letter:?} reaches the last row");
        }
    }
}

#[test]
fn frames_and_blocks_join_from_cell_to_cell() {
    for (name, font) in fonts() {
        assert!(drawn(&font, '█').concat().iter().all(|pixel| *pixel), "{name}");
        let last = font.width as usize - 1;
        for (left, right) in
            [('─', '┼'), ('┌', '┐'), ('├', '┤'), ('└', '┘'), ('━', '┓'), ('┗', '┛'), ('═', '╗'), ('╚', '╝')]
        {
            let (left, right) = (column(&drawn(&font, left), last), column(&drawn(&font, right), 0));
            assert!(left.contains(&true) && left == right, "{name}");
        }
        for (above, below) in [('│', '┼'), ('┌', '└'), ('┬', '┴'), ('┃', '┛'), ('┏', '┗'), ('║', '╝'), ('╔', '╚')]
        {
            let (above, below) = (drawn(&font, above).pop().unwrap(), drawn(&font, below).swap_remove(0));
            assert!(above.contains(&true) && above == below, "{name}");
        }
    }
}

#[test]
fn arabic_letters_join_from_cell_to_cell() {
    let (left, right) = arabic::joined();
    for (name, font) in fonts() {
        // U+0640 is the joining line itself.
        let line = column(&drawn(&font, 'ـ'), 0);
        assert!(line.contains(&true), "{name}");
        for (forms, edge) in [(&left, 0), (&right, font.width as usize - 1)] {
            for form in forms {
                let edge = column(&drawn(&font, *form), edge);
                let joined = line.iter().zip(&edge).all(|(line, edge)| *edge || !line);
                assert!(joined, "{name}: U+{:04X} leaves a gap", u32::from(*form));
            }
        }
    }
}

#[test]
fn arabic_letters_that_nobody_shaped_are_shown_in_their_form_alone() {
    for (name, font) in fonts() {
        for (letter, alone) in arabic::alone() {
            assert!(font.has(alone), "{name}: {letter}");
            assert_eq!(font.glyph_of(letter), font.glyph_of(alone), "{name}: {letter}");
        }
    }
}

#[test]
fn every_character_that_may_be_drawn_is_in_the_fonts() {
    let fonts = fonts();
    let font = &fonts[0].1;
    let mut missing = Vec::new();
    for (file, text) in texts() {
        for character in needed(&text).into_iter().filter(|character| !font.has(*character)) {
            missing.push(format!("{file}: {character} U+{:04X}", u32::from(character)));
        }
    }
    assert!(missing.is_empty(), "no glyph, so a box stands there:\n  {}", missing.join("\n  "));
}

/// The pages as they are drawn, letters joined and turned round: what the shaper makes is in the fonts.
#[test]
fn every_character_that_was_drawn_is_in_the_fonts() {
    let fonts = fonts();
    let font = &fonts[0].1;
    let snapshots = files(&root().join("tests/it/snapshots"), ".snap");
    let drawn = snapshots.iter().filter(|path| path.to_str().is_some_and(|path| path.contains("__pages_")));
    let mut count = 0;
    for path in drawn {
        count += 1;
        let text = std::fs::read_to_string(path).unwrap();
        for character in text.chars().filter(|character| *character != '\n') {
            assert!(font.has(character), "{}: {character} U+{:04X}", path.display(), u32::from(character));
        }
    }
    assert!(count >= 6, "the pages of {count} languages and sizes were found");
}

#[test]
fn literals_are_read_with_their_escapes_and_without_comments_and_tests() {
    let source = "// ☃\n    draw('│', \"caf\\u{e9}\"); // ok\n#[cfg(test)]\nlet snow = \"☃\";\n";
    let read: String = literals(source).chars().filter(|character| !character.is_ascii()).collect();
    assert_eq!(read, "│é");
}
