//! Workshops out of a table: `venue_id,date,start,end,title,price,registration`.

use super::report::{Notes, Problem};
use super::table::{Line, Refused, Sheet, VENUE};
use super::{Venues, Workshop};

const COLUMNS: &[&str] = &[VENUE, "date", "start", "end", "title", "price", "registration"];

/// Reads `workshops.csv`.
pub(super) fn read(bytes: &[u8], known: &mut Venues<'_>, notes: &mut Notes<'_>) {
    let Some(sheet) = Sheet::open(bytes, COLUMNS, &[VENUE, "date", "title"], notes) else { return };
    for line in sheet.lines() {
        notes.at_row(line.number());
        let (id, workshop) = (line.venue(known, notes), workshop(&line, notes));
        let (Ok(id), Ok(workshop)) = (id, workshop) else { continue };
        if let Some(addition) = known.addition(id) {
            addition.workshops.push(workshop);
            notes.taken();
        }
    }
}

fn workshop(line: &Line<'_>, notes: &mut Notes<'_>) -> Result<Workshop, Refused> {
    let (date, start, end) = (line.date("date", notes), line.time("start", notes), line.time("end", notes));
    let title = line.text("title", notes);
    if title.is_none() {
        notes.warn("title", "", Problem::TitleMissing);
    }
    let date = date?;
    if date.is_none() {
        notes.warn("date", "", Problem::DateMissing);
    }
    let (start, end) = (start?, end?);
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        notes.warn("end", line.cell("end"), Problem::TimesReversed);
        return Err(Refused);
    }
    let (Some(date), Some(title)) = (date, title) else { return Err(Refused) };
    let (price, registration) = (line.text("price", notes), line.text("registration", notes));
    Ok(Workshop { date, start, end, title, price, registration })
}
