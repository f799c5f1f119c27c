//! One row of `actors.csv`: its cells, one by one. Knows no other row.

use chrono::NaiveDate;

use super::Actor;
use crate::fold;
use crate::guide::Verified;
use crate::ingest;
use crate::local::report::{Notes, Problem};
use crate::local::table::{Line, Refused};

/// The columns that the file may have.
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "name",
    "kind",
    "does",
    "audience",
    "territory",
    "how",
    "telephone",
    "mail",
    "site",
    "refer",
    "services",
    "typologies",
    "programmes",
    "keywords",
    "verified",
    "verified_note",
    "locale",
];

/// Those without which it says nothing that can be shown.
pub(super) const NEEDED: &[&str] = &["id", "name", "does", "verified", "locale"];

/// The actor of a row; why there is none has been reported.
pub(super) fn actor(line: &Line<'_>, notes: &mut Notes<'_>) -> Result<Actor, Refused> {
    // All are read before one refuses the row: what is wrong is said at once.
    let id = slug(line, "id", Problem::ActorUnnamed, notes);
    let locale = slug(line, "locale", Problem::LocaleMalformed, notes);
    let (name, does) = (needed(line, "name", notes), needed(line, "does", notes));
    let verified = verified(line, notes);
    let (id, locale, name, does, verified) = (id?, locale?, name?, does?, verified?);
    let source = line.text("verified_note", notes).filter(|_| matches!(verified, Verified::On(_)));
    Ok(Actor {
        id,
        locale,
        name,
        does,
        verified,
        source,
        kind: line.text("kind", notes),
        audience: line.text("audience", notes),
        territory: line.text("territory", notes),
        how: line.text("how", notes),
        phones: contacts(line, "telephone", &ingest::phone_number, notes),
        mails: contacts(line, "mail", &ingest::mail_address, notes),
        sites: contacts(line, "site", &ingest::site_address, notes),
        refer: line.text("refer", notes),
        services: terms(line, "services", &crate::standard::Service::from_label, notes),
        typologies: terms(line, "typologies", &crate::standard::Typology::from_code, notes),
        programmes: terms(line, "programmes", &crate::standard::NationalProgramme::from_label, notes),
        keywords: line.parts("keywords").map(str::to_owned).collect(),
    })
}

/// A name for the program: lower-case ASCII letters, digits and dashes. A spreadsheet program may make the first one a
/// capital.
fn slug(line: &Line<'_>, column: &str, problem: Problem, notes: &mut Notes<'_>) -> Result<String, Refused> {
    let written = line.cell(column).to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !written.is_empty() && written.chars().all(plain) {
        return Ok(written);
    }
    notes.warn(column, &written, problem);
    Err(Refused)
}

fn needed(line: &Line<'_>, column: &str, notes: &mut Notes<'_>) -> Result<String, Refused> {
    line.text(column, notes).ok_or_else(|| {
        notes.warn(column, "", Problem::ActorIncomplete);
        Refused
    })
}

/// The words that stand for "nobody could check".
const NOT_CHECKED: [&str; 3] = ["not checked", "non verifie", "pas verifie"];

/// A date, or that nobody could check, which needs its reason.
fn verified(line: &Line<'_>, notes: &mut Notes<'_>) -> Result<Verified, Refused> {
    let written = line.cell("verified");
    if NOT_CHECKED.contains(&fold::fold(written).trim()) {
        let reason = line.cell("verified_note");
        if reason.is_empty() {
            notes.warn("verified_note", written, Problem::VerifiedMalformed);
            return Err(Refused);
        }
        return Ok(Verified::NotChecked(reason.to_owned()));
    }
    let date: Option<NaiveDate> = line.date("verified", notes)?;
    date.map(Verified::On).ok_or_else(|| {
        notes.warn("verified", written, Problem::VerifiedMalformed);
        Refused
    })
}

fn contacts(
    line: &Line<'_>,
    column: &str,
    read: &dyn Fn(&str) -> Option<String>,
    notes: &mut Notes<'_>,
) -> Vec<String> {
    let mut found = Vec::new();
    for written in line.parts(column) {
        match read(written) {
            Some(contact) if !found.contains(&contact) => found.push(contact),
            Some(_) => {}
            None => notes.warn(column, written, Problem::ContactMalformed),
        }
    }
    found
}

fn terms<T: PartialEq>(
    line: &Line<'_>,
    column: &str,
    read: &dyn Fn(&str) -> Option<T>,
    notes: &mut Notes<'_>,
) -> Vec<T> {
    let mut found = Vec::new();
    for written in line.parts(column) {
        match read(written) {
            Some(term) if !found.contains(&term) => found.push(term),
            Some(_) => {}
            None => notes.warn(column, written, Problem::TermUnknown),
        }
    }
    found
}
