//! Identifiers: one for each venue, unique in a file, the same each time the same file is read.

use std::collections::HashMap;

use super::header::Field;
use super::report::{Notes, Problem};
use crate::fold::fold;

/// The identifiers given so far, each with the suffix that its next repetition tries.
#[derive(Debug, Default)]
pub(super) struct Identities {
    given: HashMap<String, usize>,
}

impl Identities {
    /// The identifier of a record: as written, with a suffix if it was given before, or made from its name, commune and
    /// line if it is empty.
    pub(super) fn give(&mut self, written: &str, name: &str, commune: &str, notes: &mut Notes) -> String {
        let made = written.is_empty().then(|| made_from(name, commune, notes.row()));
        let wanted = made.as_deref().unwrap_or(written);
        let given = self.free(wanted);
        self.given.insert(given.clone(), 2);
        if made.is_some() {
            notes.warn(Field::Id.name(), written, Problem::IdMissing { given: given.clone() });
        } else if given != written {
            notes.warn(Field::Id.name(), written, Problem::IdRepeated { given: given.clone() });
        }
        given
    }

    fn free(&mut self, wanted: &str) -> String {
        let Some(mut suffix) = self.given.get(wanted).copied() else { return wanted.to_owned() };
        let mut candidate = format!("{wanted}-{suffix}");
        while self.given.contains_key(&candidate) {
            suffix += 1;
            candidate = format!("{wanted}-{suffix}");
        }
        self.given.insert(wanted.to_owned(), suffix + 1);
        candidate
    }
}

fn made_from(name: &str, commune: &str, row: usize) -> String {
    let words = fold(&format!("{name} {commune}"));
    words.split_whitespace().map(str::to_owned).chain([row.to_string()]).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_each_record_its_own() {
        let mut notes = Notes::new("t.csv");
        let mut identities = Identities::default();
        let given: Vec<_> = ["a", "a", "a-2", "a", "", "b"]
            .iter()
            .zip(2..)
            .map(|(written, row)| {
                notes.at_row(row);
                identities.give(written, "Médiathèque l'Écho", "Lens", &mut notes)
            })
            .collect();
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3", "mediatheque-l-echo-lens-6", "b"]);
        let keys: Vec<_> = notes.into_report().warnings.iter().map(|finding| finding.problem.key()).collect();
        assert_eq!(keys, ["id-repeated", "id-repeated", "id-repeated", "id-missing"]);
    }
}
