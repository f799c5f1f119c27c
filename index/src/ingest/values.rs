//! Cells that hold several values: split, cleaned, read against the lists of the standard.

use super::header::Field;
use super::older::{Listed, Older};
use super::report::{Notes, Problem};
use super::text::{Shape, clean};

/// The values of a cell. `|` separates them since version 1 of the standard; `;`, which came before, is read and reported
/// once a file. No value of the standard contains either.
fn split<'a>(cell: &'a str, field: Field, notes: &mut Notes) -> impl Iterator<Item = &'a str> + use<'a> {
    if cell.contains(';') {
        notes.warn_once(field.name(), cell, Problem::ValueSeparator);
    }
    cell.split(['|', ';']).map(str::trim).filter(|value| !value.is_empty())
}

/// The values that a list of the standard has, or had before; the others are reported and left out.
pub(super) fn listed<T: Listed>(cell: &str, field: Field, notes: &mut Notes) -> Vec<T> {
    let mut values = Vec::new();
    each(cell, field, notes, |written, notes| take(written, &mut values, field, notes));
    values
}

/// As [`listed`], for a field that became two: each value belongs to one list or to the other.
pub(super) fn listed_in_two<T: Listed, U: Listed>(cell: &str, field: Field, notes: &mut Notes) -> (Vec<T>, Vec<U>) {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    each(cell, field, notes, |written, notes| {
        take(written, &mut ones, field, notes) || take(written, &mut others, field, notes)
    });
    (ones, others)
}

/// Splits a cell and reports the values that nobody takes.
fn each(cell: &str, field: Field, notes: &mut Notes, mut taken: impl FnMut(&str, &mut Notes) -> bool) {
    if cell.trim().is_empty() {
        return;
    }
    let (cell, _) = clean(cell, Shape::Line);
    for written in split(&cell, field, notes) {
        if !taken(written, notes) {
            notes.warn(field.name(), written, Problem::ValueUnknown);
        }
    }
}

/// Adds a value to its list; false when the list does not know it. Older values are said once a file.
fn take<T: Listed>(written: &str, values: &mut Vec<T>, field: Field, notes: &mut Notes) -> bool {
    let value = if let Some(value) = T::present(written) {
        Some(value)
    } else if let Some(older) = T::older(written) {
        notes.warn_once(field.name(), written, Problem::ValueOlder);
        match older {
            Older::Now(value) => Some(value),
            Older::Nothing => None,
        }
    } else {
        return false;
    };
    values.extend(value.filter(|value| !values.contains(value)));
    true
}

/// The values of a cell of free texts.
pub(super) fn free(cell: &str, field: Field, notes: &mut Notes) -> Vec<String> {
    let (cell, _) = clean(cell, Shape::Line);
    let mut values: Vec<String> = Vec::new();
    for written in split(&cell, field, notes) {
        if !values.iter().any(|value| value == written) {
            values.push(written.to_owned());
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::{Audience, Cost, SpecificCare};
    use rstest::rstest;

    #[rstest]
    #[case::bars("Gratuit|Payant", &[Cost::Free, Cost::Paid], &[])]
    #[case::semicolons("Gratuit; Payant", &[Cost::Free, Cost::Paid], &["value-separator"])]
    #[case::repeated("Gratuit|GRATUIT| ", &[Cost::Free], &[])]
    #[case::unknown("Gratuit|Don", &[Cost::Free], &["value-unknown"])]
    #[case::older("Payant : c'est payant|Adhésion", &[Cost::Paid], &["value-older"])]
    #[case::empty(" ", &[], &[])]
    fn reads_lists(#[case] cell: &str, #[case] values: &[Cost], #[case] problems: &[&str]) {
        let mut notes = Notes::new("t.csv");
        assert_eq!(listed::<Cost>(cell, Field::FraisACharge, &mut notes), values);
        let keys: Vec<_> = notes.into_report().warnings.iter().map(|finding| finding.problem.key()).collect();
        assert_eq!(keys, problems);
    }

    #[test]
    fn says_the_older_separator_once_a_file() {
        let mut notes = Notes::new("t.csv");
        for row in 2..5 {
            notes.at_row(row);
            listed::<Cost>("Gratuit;Payant", Field::FraisACharge, &mut notes);
        }
        assert_eq!(notes.into_report().warnings.len(), 1);
    }

    #[test]
    fn shares_a_cell_between_two_lists() {
        let mut notes = Notes::new("t.csv");
        let cell = "Adultes;Surdité;Seniors (+ 65 ans);Martiens";
        let (audiences, care) = listed_in_two::<Audience, SpecificCare>(cell, Field::PublicsAccueillis, &mut notes);
        assert_eq!((audiences, care), (vec![Audience::Seniors], vec![SpecificCare::Deafness]));
        let keys: Vec<_> = notes.into_report().warnings.iter().map(|finding| finding.problem.key()).collect();
        assert_eq!(keys, ["value-separator", "value-older", "value-unknown"]);
    }
}
