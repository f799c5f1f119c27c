//! Closures and messages: `venue_id,from,until,message`, days included, either end open.

use super::report::{Notes, Problem};
use super::table::{Line, Refused, Sheet, VENUE};
use super::{Message, Venues};
use crate::hours::{Closure, Period};

const COLUMNS: &[&str] = &[VENUE, "from", "until", "message"];

/// Reads `closures.csv`. A closure needs no message.
pub(super) fn closures(bytes: &[u8], known: &mut Venues<'_>, notes: &mut Notes<'_>) {
    let Some(sheet) = Sheet::open(bytes, COLUMNS, &[VENUE, "from", "until"], notes) else { return };
    for line in sheet.lines() {
        let Ok((id, period)) = whose_and_when(&line, known, notes) else { continue };
        let message = line.text("message", notes);
        if let Some(addition) = known.addition(id) {
            addition.exceptions.closures.push(Closure { period, message });
            notes.taken();
        }
    }
}

/// Reads `messages.csv`.
pub(super) fn messages(bytes: &[u8], known: &mut Venues<'_>, notes: &mut Notes<'_>) {
    let Some(sheet) = Sheet::open(bytes, COLUMNS, &[VENUE, "message"], notes) else { return };
    for line in sheet.lines() {
        let Ok((id, period)) = whose_and_when(&line, known, notes) else { continue };
        let Some(text) = line.text("message", notes) else {
            notes.warn("message", "", Problem::TextMissing);
            continue;
        };
        if let Some(addition) = known.addition(id) {
            addition.messages.push(Message { period, text });
            notes.taken();
        }
    }
}

fn whose_and_when<'a>(
    line: &Line<'a>,
    known: &Venues<'_>,
    notes: &mut Notes<'_>,
) -> Result<(&'a str, Period), Refused> {
    notes.at_row(line.number());
    let (id, period) = (line.venue(known, notes), line.period(notes));
    Ok((id?, period?))
}
