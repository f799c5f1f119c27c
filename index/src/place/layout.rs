//! The layout of the compiled table of places: written by `build.rs`, read by `table.rs`, stated once here.
//!
//! One file: a header of [`SECTIONS`] little-endian `u32` lengths, then the sections in the order of [`Section`].
//! All numbers are little-endian and unsigned; positions are stored as ten-thousandths of a degree plus an offset.
//! `build.rs` compiles this file too: it may use nothing but the standard library.

/// How many sections the file has.
pub(crate) const SECTIONS: usize = 8;

/// Length of the header in bytes.
pub(crate) const HEADER: usize = SECTIONS * 4;

/// The parts of the file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Section {
    /// One record of [`RECORD`] bytes a place, sorted by key, then today's places first, then the largest first.
    Records,
    /// Names, UTF-8, end to end; homonyms share one.
    Names,
    /// For each département: code (3 bytes, blank-padded), length of the name (1 byte), name ([`DEPARTEMENT_NAME`] bytes).
    Departements,
    /// Record numbers (`u16`) in the order of their INSEE codes, today's places before former ones.
    ByCode,
    /// For each postcode in order: five digits, first entry (`u16`) and number of entries (`u16`) in [`Self::Members`].
    Postcodes,
    /// Record numbers (`u16`), run after run: the places of each postcode, the largest first.
    Members,
    /// Postcode numbers (`u16`), run after run: the postcodes of each place.
    OwnPostcodes,
    /// The `fst::Map` from key to `first record << 8 | number of homonyms`.
    Keys,
}

/// Bytes of one record.
pub(crate) const RECORD: usize = 25;
/// INSEE code, 5 ASCII bytes.
pub(crate) const CODE: usize = 0;
/// Kind, 1 byte: 0 commune, 1 arrondissement, 2 former.
pub(crate) const KIND: usize = 5;
/// Start of the name in [`Section::Names`], 3 bytes.
pub(crate) const NAME: usize = 6;
/// Length of the name in bytes, 1 byte.
pub(crate) const NAME_LENGTH: usize = 9;
/// Inhabitants, 3 bytes.
pub(crate) const POPULATION: usize = 10;
/// Latitude, 3 bytes, see [`DEGREE_OFFSET`]; [`NOWHERE`] when it is not known.
pub(crate) const LATITUDE: usize = 13;
/// Longitude, 3 bytes.
pub(crate) const LONGITUDE: usize = 16;
/// Record number of today's commune or of the city, 2 bytes; [`NO_PARENT`] for a commune.
pub(crate) const PARENT: usize = 19;
/// First of its entries in [`Section::OwnPostcodes`], 2 bytes.
pub(crate) const POSTCODES: usize = 21;
/// Number of postcodes, 1 byte.
pub(crate) const POSTCODE_COUNT: usize = 23;
/// Number of the département, 1 byte.
pub(crate) const DEPARTEMENT: usize = 24;

/// Bytes of one entry of [`Section::Postcodes`].
pub(crate) const POSTCODE_ENTRY: usize = 9;
/// Room for the name of a département.
pub(crate) const DEPARTEMENT_NAME: usize = 48;
/// Bytes of one entry of [`Section::Departements`].
pub(crate) const DEPARTEMENT_ENTRY: usize = 4 + DEPARTEMENT_NAME;
/// Steps in one degree.
pub(crate) const STEPS: f64 = 10_000.0;
/// Added to degrees before they are stored, so that they are positive.
pub(crate) const DEGREE_OFFSET: f64 = 200.0;
/// A latitude that says that the position is not known.
pub(crate) const NOWHERE: u32 = 0;
/// A parent that says that there is none.
pub(crate) const NO_PARENT: u16 = u16::MAX;
