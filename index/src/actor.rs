//! An actor: an organisation or a network, with what it does, for whom, where, how to reach it and how a helper refers
//! someone to it. Reads `actors.csv` of an edition, whose columns `index/starter/README.md` documents. Knows nothing of the
//! disk, of search or of the screen.

mod row;

use std::collections::HashSet;

use crate::guide::Verified;
use crate::local::Finding;
use crate::local::report::{Notes, Problem, Report};
use crate::local::table::Sheet;
use crate::standard::{NationalProgramme, Service, Typology};
use crate::venue::Venue;

/// An actor in one language. An empty list or `None` means *not stated*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Identifier, the same in every language: lower-case ASCII letters, digits and dashes.
    pub id: String,
    /// Language of this text ("fr", "en"…).
    pub locale: String,
    /// What it is called.
    pub name: String,
    /// What kind of organisation it is, in a few words.
    pub kind: Option<String>,
    /// What it does.
    pub does: String,
    /// For whom.
    pub audience: Option<String>,
    /// Where it is to be found.
    pub territory: Option<String>,
    /// How to reach it.
    pub how: Option<String>,
    /// Telephone numbers: in the international form, short ones as written.
    pub phones: Vec<String>,
    /// Mail addresses.
    pub mails: Vec<String>,
    /// Addresses of web sites.
    pub sites: Vec<String>,
    /// How a helper refers someone to it.
    pub refer: Option<String>,
    /// What it helps with, the most important first.
    pub services: Vec<Service>,
    /// The kinds of place that are its own.
    pub typologies: Vec<Typology>,
    /// The programmes that it is behind.
    pub programmes: Vec<NationalProgramme>,
    /// Words that people type for it.
    pub keywords: Vec<String>,
    /// How fresh the facts are.
    pub verified: Verified,
    /// Which source the date is of.
    pub source: Option<String>,
}

impl Actor {
    /// Whether it is behind a venue: the place is of its kind, or takes part in its programme.
    #[must_use]
    pub fn is_behind(&self, venue: &Venue) -> bool {
        self.keeps(venue) || venue.programmes.iter().any(|programme| self.programmes.contains(programme))
    }

    /// Whether a venue is one of its own.
    #[must_use]
    pub fn keeps(&self, venue: &Venue) -> bool {
        venue.typologies.iter().any(|typology| self.typologies.contains(typology))
    }
}

/// What a file of actors gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actors {
    /// Those that could be read, in the order of the file, one entry a language.
    pub actors: Vec<Actor>,
    /// What was left out, and why.
    pub report: Report,
}

impl Actors {
    /// The actors; what was found in the file is added to `findings`.
    #[must_use]
    pub fn told(self, findings: &mut Vec<Finding>) -> Vec<Actor> {
        findings.extend(self.report.findings);
        self.actors
    }
}

/// Reads `actors.csv`. A row that cannot be read is left out with a finding, and so is a cell that a row can do without.
/// `file` names it in the findings.
#[must_use]
pub fn read(file: &str, bytes: &[u8]) -> Actors {
    let mut report = Report::default();
    let mut actors = Vec::new();
    let notes = &mut Notes::new(file, &mut report);
    let mut seen = HashSet::new();
    let sheet = Sheet::open(bytes, row::COLUMNS, row::NEEDED, notes);
    for line in sheet.iter().flat_map(Sheet::lines) {
        notes.at_row(line.number());
        let Ok(actor) = row::actor(&line, notes) else { continue };
        if !seen.insert((actor.id.clone(), actor.locale.clone())) {
            notes.warn("id", &actor.id, Problem::ActorRepeated);
            continue;
        }
        actors.push(actor);
        notes.taken();
    }
    Actors { actors, report }
}

#[cfg(test)]
mod tests;
