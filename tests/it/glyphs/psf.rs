//! Reads a PSF2 font, the form of the Linux console, as the kernel and `setfont` do (kbd, `psf.h`). Knows nothing of which
//! characters Repère needs.

use std::collections::{BTreeMap, BTreeSet};

/// The first four bytes of the form.
const MAGIC: [u8; 4] = [0x72, 0xb5, 0x4a, 0x86];
/// The flag that says that a table of characters follows the glyphs.
const HAS_TABLE: u32 = 1;
/// In the table, after the last character of a glyph.
const END: u8 = 0xff;
/// In the table, before a sequence of characters that are shown as one glyph: the console does not use them.
const SEQUENCE: u8 = 0xfe;

/// A font: one bit a pixel.
pub struct Font {
    /// Width of a cell in pixels.
    pub width: u32,
    /// Height of a cell in pixels.
    pub height: u32,
    /// How many glyphs it has.
    pub glyphs: u32,
    /// The rows of all glyphs, each filled up to whole bytes.
    rows: Vec<u8>,
    shown: BTreeMap<char, u32>,
}

impl Font {
    /// The font of a file; otherwise what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.get(..4) != Some(MAGIC.as_slice()) {
            return Err("not a PSF2 font".to_owned());
        }
        let [header, flags, glyphs, size, height, width] = [8, 12, 16, 20, 24, 28].map(|at| word(bytes, at));
        let (header, flags, glyphs, size, height, width) = (header?, flags?, glyphs?, size?, height?, width?);
        if flags & HAS_TABLE == 0 {
            return Err("has no table of characters".to_owned());
        }
        if u64::from(width.div_ceil(8)) * u64::from(height) != u64::from(size) {
            return Err(format!("{size} bytes are not a glyph of {width}×{height}"));
        }
        let start = header as usize;
        let end = start + glyphs as usize * size as usize;
        let rows = bytes.get(start..end).ok_or("ends within the glyphs")?.to_vec();
        let shown = table(bytes.get(end..).unwrap_or_default(), glyphs)?;
        Ok(Self { width, height, glyphs, rows, shown })
    }

    /// Whether a glyph stands for this character.
    pub fn has(&self, character: char) -> bool {
        self.shown.contains_key(&character)
    }

    /// The glyph that stands for this character.
    pub fn glyph_of(&self, character: char) -> Option<u32> {
        self.shown.get(&character).copied()
    }

    /// Every character that has a glyph.
    pub fn characters(&self) -> BTreeSet<char> {
        self.shown.keys().copied().collect()
    }

    /// The rows of a glyph from the top, each its pixels from the left; none when there is no such glyph.
    pub fn bitmap(&self, index: u32) -> Option<Vec<Vec<bool>>> {
        let row_bytes = self.width.div_ceil(8) as usize;
        let size = row_bytes * self.height as usize;
        let start = index as usize * size;
        let rows = self.rows.get(start..start + size)?.chunks(row_bytes);
        Some(rows.map(|row| pixels(row).take(self.width as usize).collect()).collect())
    }
}

/// The pixels of a row, the highest bit first.
fn pixels(row: &[u8]) -> impl Iterator<Item = bool> {
    row.iter().flat_map(|byte| (0..8).map(move |bit| byte & (0x80 >> bit) != 0))
}

fn word(bytes: &[u8], at: usize) -> Result<u32, String> {
    let word = bytes.get(at..at + 4).and_then(|word| <[u8; 4]>::try_from(word).ok());
    word.map(u32::from_le_bytes).ok_or_else(|| "ends within its header".to_owned())
}

/// The glyph of each character. A character with two glyphs is a defect: which of them is shown is chance.
fn table(bytes: &[u8], glyphs: u32) -> Result<BTreeMap<char, u32>, String> {
    let mut entries = bytes.split(|byte| *byte == END);
    let mut shown = BTreeMap::new();
    for glyph in 0..glyphs {
        let entry = entries.next().unwrap_or_default();
        let single = entry.split(|byte| *byte == SEQUENCE).next().unwrap_or_default();
        let text = std::str::from_utf8(single).map_err(|error| format!("glyph {glyph}: {error}"))?;
        for character in text.chars() {
            if let Some(other) = shown.insert(character, glyph) {
                return Err(format!("{character:?} is glyph {other} and glyph {glyph}"));
            }
        }
    }
    // What stands after the last end.
    match (entries.next(), entries.next()) {
        (Some([]), None) => Ok(shown),
        _ => Err("its table has not one entry a glyph".to_owned()),
    }
}

/// Two glyphs of 9×2 pixels: `A` and `А`, then a blank one for the space.
fn small() -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for word in [0_u32, 32, HAS_TABLE, 2, 4, 2, 9] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend([0b1000_0001, 0b1000_0000, 0, 0, 0, 0, 0, 0]);
    bytes.extend("AА".as_bytes());
    bytes.extend([END, b' ', SEQUENCE, b'a', b'b', END]);
    bytes
}

#[test]
fn reads_a_font() {
    let font = Font::read(&small()).unwrap();
    assert_eq!((font.width, font.height, font.glyphs), (9, 2, 2));
    assert_eq!(['A', 'А', ' ', 'a'].map(|character| font.glyph_of(character)), [Some(0), Some(0), Some(1), None]);
    let first = [true, false, false, false, false, false, false, true, true];
    assert_eq!(font.bitmap(0).unwrap(), [first, [false; 9]]);
    assert_eq!(font.bitmap(2), None);
}

#[test]
fn says_what_is_wrong_with_a_font() {
    let whole = small();
    for length in 0..whole.len() {
        assert!(Font::read(&whole[..length]).is_err(), "{length} bytes");
    }
    let mut twice = whole;
    twice.truncate(40);
    twice.extend([b'A', END, b'A', END]);
    assert_eq!(Font::read(&twice).err().unwrap(), "'A' is glyph 0 and glyph 1");
}
