//! Cells that hold several values: split, cleaned, read against the lists of the standard.

use super::header::Field;
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

/// The values that a list of the standard has; the others are reported and left out.
pub(super) fn listed<T: PartialEq>(
    cell: &str,
    field: Field,
    read: impl Fn(&str) -> Option<T>,
    notes: &mut Notes,
) -> Vec<T> {
    if cell.trim().is_empty() {
        return Vec::new();
    }
    let (cell, _) = clean(cell, Shape::Line);
    let mut values = Vec::new();
    for written in split(&cell, field, notes) {
        match read(written) {
            Some(value) if values.contains(&value) => {}
            Some(value) => values.push(value),
            None => notes.warn(field.name(), written, Problem::ValueUnknown),
        }
    }
    values
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
    use crate::standard::Cost;
    use rstest::rstest;

    #[rstest]
    #[case::bars("Gratuit|Payant", &[Cost::Free, Cost::Paid], &[])]
    #[case::semicolons("Gratuit; Payant", &[Cost::Free, Cost::Paid], &["value-separator"])]
    #[case::repeated("Gratuit|GRATUIT| ", &[Cost::Free], &[])]
    #[case::unknown("Gratuit|Adhésion", &[Cost::Free], &["value-unknown"])]
    #[case::empty(" ", &[], &[])]
    fn reads_lists(#[case] cell: &str, #[case] values: &[Cost], #[case] problems: &[&str]) {
        let mut notes = Notes::new("t.csv");
        assert_eq!(listed(cell, Field::FraisACharge, Cost::from_label, &mut notes), values);
        let keys: Vec<_> = notes.into_report().warnings.iter().map(|finding| finding.problem.key()).collect();
        assert_eq!(keys, problems);
    }

    #[test]
    fn says_the_older_separator_once_a_file() {
        let mut notes = Notes::new("t.csv");
        for row in 2..5 {
            notes.at_row(row);
            listed("Gratuit;Payant", Field::FraisACharge, Cost::from_label, &mut notes);
        }
        assert_eq!(notes.into_report().warnings.len(), 1);
    }
}
