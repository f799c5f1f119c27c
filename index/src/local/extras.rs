//! What the national standard has no field for, one row a venue. A cell that cannot be read is left out, not its row.

use std::collections::HashSet;

use super::Venues;
use super::report::{Notes, Problem};
use super::table::{Line, Sheet, VENUE};
use super::{Extras, Language};
use crate::fold;
use crate::hours::OnHolidays;

const COLUMNS: &[&str] = &[
    VENUE,
    "documents",
    "languages",
    "printers",
    "computers",
    "scanners",
    "transport",
    "public_holidays",
    "verified_on",
    "verified_by",
];

/// More of a thing than this is a slip of the keyboard.
const MOST_THINGS: u16 = 500;

/// Reads `extras.csv`.
pub(super) fn read(bytes: &[u8], known: &mut Venues<'_>, notes: &mut Notes<'_>) {
    let Some(sheet) = Sheet::open(bytes, COLUMNS, &[VENUE], notes) else { return };
    let mut seen = HashSet::new();
    for line in sheet.lines() {
        notes.at_row(line.number());
        let Ok(id) = line.venue(known, notes) else { continue };
        if !seen.insert(id) {
            notes.warn(VENUE, id, Problem::VenueRepeated);
            continue;
        }
        let extras = extras(&line, notes);
        let public_holidays = public_holidays(&line, notes);
        if let Some(addition) = known.addition(id) {
            addition.extras = extras;
            addition.exceptions.public_holidays = public_holidays;
            notes.taken();
        }
    }
}

fn extras(line: &Line<'_>, notes: &mut Notes<'_>) -> Extras {
    let texts = |name: &str| line.parts(name).map(str::to_owned).collect();
    Extras {
        documents: texts("documents"),
        languages: languages(line, notes),
        printers: number(line, "printers", notes),
        computers: number(line, "computers", notes),
        scanners: number(line, "scanners", notes),
        transport: texts("transport"),
        verified_on: line.date("verified_on", notes).ok().flatten(),
        verified_by: line.text("verified_by", notes),
    }
}

/// Codes or French names, between `|`; commas are understood too, for no language has one in its name.
fn languages(line: &Line<'_>, notes: &mut Notes<'_>) -> Vec<Language> {
    let mut read = Vec::new();
    for written in line.parts("languages").flat_map(|part| part.split([',', ';'])).map(str::trim) {
        match Language::from_text(written) {
            Some(language) if !read.contains(&language) => read.push(language),
            Some(_) => {}
            None => notes.warn("languages", written, Problem::LanguageUnknown),
        }
    }
    read
}

fn number(line: &Line<'_>, name: &str, notes: &mut Notes<'_>) -> Option<u16> {
    let written = line.cell(name);
    if written.is_empty() {
        return None;
    }
    let number = written.parse().ok().filter(|number| *number <= MOST_THINGS);
    if number.is_none() {
        notes.warn(name, written, Problem::NumberMalformed);
    }
    number
}

fn public_holidays(line: &Line<'_>, notes: &mut Notes<'_>) -> Option<OnHolidays> {
    let written = line.cell("public_holidays");
    match fold::fold(written).trim() {
        "" => None,
        "ouvert" | "ouverts" | "oui" | "open" => Some(OnHolidays::Open),
        "ferme" | "fermes" | "non" | "closed" => Some(OnHolidays::Closed),
        _ => {
            notes.warn("public_holidays", written, Problem::HolidaysMalformed);
            None
        }
    }
}
