//! The compiled table of places, read in place from the program itself: nothing is allocated or unpacked at start-up.
//!
//! Every read is checked and gives `None` (or an empty answer) when the bytes are not what `layout.rs` says; it knows
//! numbers of records, and nothing of what is asked of them.

use std::sync::LazyLock;

use fst::Map;

use super::layout::{self, Section};

/// The file that `build.rs` made.
static FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));

/// Where each section starts and ends, from the header.
static SECTIONS: LazyLock<[&'static [u8]; layout::SECTIONS]> = LazyLock::new(|| {
    let mut start = layout::HEADER;
    std::array::from_fn(|section| {
        let length = number(FILE, section * 4, 4) as usize;
        let bytes = slice(FILE, start, length);
        start += length;
        bytes
    })
});

/// Key of a place name → run of homonyms. `None` only if the file were damaged.
static KEYS: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| Map::new(section(Section::Keys)).ok());

/// The map from the key of a name to a run, to be read with [`run`].
pub(super) fn keys() -> Option<&'static Map<&'static [u8]>> {
    KEYS.as_ref()
}

/// The records of a run of homonyms, from the value that [`keys`] holds for their key.
pub(super) fn run(value: u64) -> impl Iterator<Item = u16> + Clone {
    let first = u16::try_from(value >> 8).unwrap_or(u16::MAX);
    let count = (value & 0xff) as u16;
    first..first.saturating_add(count)
}

/// How many records there are.
pub(super) fn len() -> u16 {
    u16::try_from(section(Section::Records).len() / layout::RECORD).unwrap_or(u16::MAX)
}

/// The little-endian number of `width` bytes (1 to 4) in `record` at `field`; 0 outside the table.
pub(super) fn field(record: u16, field: usize, width: usize) -> u32 {
    number(section(Section::Records), usize::from(record) * layout::RECORD + field, width)
}

/// The INSEE code of `record`.
pub(super) fn code(record: u16) -> &'static str {
    text(section(Section::Records), usize::from(record) * layout::RECORD + layout::CODE, layout::KIND - layout::CODE)
}

/// The name of `record`.
pub(super) fn name(record: u16) -> &'static str {
    let start = field(record, layout::NAME, 3) as usize;
    text(section(Section::Names), start, field(record, layout::NAME_LENGTH, 1) as usize)
}

/// The code and the name of the département of `record`.
pub(super) fn departement(record: u16) -> (&'static str, &'static str) {
    let all = section(Section::Departements);
    let start = field(record, layout::DEPARTEMENT, 1) as usize * layout::DEPARTEMENT_ENTRY;
    let length = number(all, start + 3, 1) as usize;
    (text(all, start, 3).trim_end(), text(all, start + 4, length))
}

/// The postcodes of `record`, in order.
pub(super) fn postcodes(record: u16) -> impl Iterator<Item = &'static str> {
    let first = field(record, layout::POSTCODES, 2) as usize;
    let count = field(record, layout::POSTCODE_COUNT, 1) as usize;
    pairs(section(Section::OwnPostcodes), first, count).map(|own| postcode(usize::from(own)))
}

/// The records of the places that have `wanted` (five digits), largest first; empty when it is no postcode.
pub(super) fn at_postcode(wanted: &str) -> impl Iterator<Item = u16> {
    let found = first_where(postcode_count(), |entry| postcode(entry) >= wanted);
    let (first, count) = if postcode(found) == wanted { members(found) } else { (0, 0) };
    pairs(section(Section::Members), first, count)
}

/// The records of the places that have a postcode beginning with `prefix`; a place with several comes several times.
pub(super) fn under_postcode(prefix: &str) -> impl Iterator<Item = u16> {
    let start = first_where(postcode_count(), |entry| postcode(entry) >= prefix);
    (start..postcode_count()).take_while(move |&entry| postcode(entry).starts_with(prefix)).flat_map(|entry| {
        let (first, count) = members(entry);
        pairs(section(Section::Members), first, count)
    })
}

/// The records with the INSEE code `wanted`: today's place first.
pub(super) fn at_code(wanted: &str) -> impl Iterator<Item = u16> {
    let order = section(Section::ByCode);
    let count = order.len() / 2;
    let start = first_where(count, |entry| nth(order, entry).is_some_and(|record| code(record) >= wanted));
    (start..count).filter_map(move |entry| nth(order, entry)).take_while(move |&record| code(record) == wanted)
}

fn postcode_count() -> usize {
    section(Section::Postcodes).len() / layout::POSTCODE_ENTRY
}

fn postcode(entry: usize) -> &'static str {
    text(section(Section::Postcodes), entry * layout::POSTCODE_ENTRY, 5)
}

fn members(entry: usize) -> (usize, usize) {
    let start = entry * layout::POSTCODE_ENTRY;
    let all = section(Section::Postcodes);
    (number(all, start + 5, 2) as usize, number(all, start + 7, 2) as usize)
}

fn section(section: Section) -> &'static [u8] {
    SECTIONS.get(section as usize).copied().unwrap_or_default()
}

/// The first of `0..count` for which `reached` is true, given that it stays true from there on; else `count`.
fn first_where(count: usize, reached: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if reached(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// `count` numbers of two bytes, from the `first` on.
fn pairs(bytes: &'static [u8], first: usize, count: usize) -> impl Iterator<Item = u16> {
    (first..first + count).filter_map(move |entry| nth(bytes, entry))
}

fn nth(bytes: &[u8], entry: usize) -> Option<u16> {
    let (pair, _) = bytes.get(entry * 2..)?.split_first_chunk::<2>()?;
    Some(u16::from_le_bytes(*pair))
}

fn slice(bytes: &'static [u8], start: usize, length: usize) -> &'static [u8] {
    bytes.get(start..start + length).unwrap_or_default()
}

fn text(bytes: &'static [u8], start: usize, length: usize) -> &'static str {
    std::str::from_utf8(slice(bytes, start, length)).unwrap_or_default()
}

fn number(bytes: &[u8], start: usize, width: usize) -> u32 {
    let read = bytes.get(start..start + width).unwrap_or_default();
    read.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stays_small() {
        println!("places.bin: {} bytes", FILE.len());
        assert!(FILE.len() <= 2_500_000, "{} bytes", FILE.len());
    }

    #[test]
    fn reads_outside_the_table_give_nothing() {
        assert_eq!(name(u16::MAX), "");
        assert_eq!(code(u16::MAX), "");
        assert_eq!(at_postcode("99999").count(), 0);
        assert_eq!(at_code("99999").count(), 0);
    }
}
