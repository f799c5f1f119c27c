//! Local additions cut down to some venues of an edition, for the edition of one town: its terminals would complain of the
//! rows of the next town.

use std::collections::HashSet;
use std::path::Path;

use super::table::{VENUE, column_name};
use crate::ingest;
use crate::venue::Venue;

/// A file of additions, by its name in [`super::FOLDER`], with the rows about `venues` only. What is no table of that kind
/// stays as it is: the events of a calendar are left to be judged by what they name.
#[must_use]
pub fn about(venues: &[Venue], name: &str, bytes: &[u8]) -> Vec<u8> {
    rows_about(venues, name, bytes).unwrap_or_else(|| bytes.to_owned())
}

fn rows_about(venues: &[Venue], name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    Path::new(name).extension().filter(|extension| *extension == "csv")?;
    let mut rows = ingest::read_rows(name, bytes).ok()?.into_iter();
    let header = rows.next()?.cells;
    let place = header.iter().position(|cell| column_name(cell) == VENUE)?;
    let known: HashSet<&str> = venues.iter().map(|venue| venue.id.as_str()).collect();
    let mut written = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    written.write_record(&header).ok()?;
    for row in rows.filter(|row| row.cells.get(place).is_some_and(|id| known.contains(id.as_str()))) {
        written.write_record(&row.cells).ok()?;
    }
    written.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use rstest::rstest;

    #[rstest]
    #[case::rows(
        "closures.csv",
        "Venue ID;from\ndemo-001;2026-11-24\ndemo-002;2026-11-25\n",
        "Venue ID,from\ndemo-001,2026-11-24\n"
    )]
    #[case::no_row("extras.csv", "venue_id,documents\nx,\"a, b\"\n", "venue_id,documents\n")]
    #[case::no_such_column("closures.csv", "id;from\ndemo-002;2026-11-24\n", "id;from\ndemo-002;2026-11-24\n")]
    #[case::calendar("workshops.ics", "venue_id\nx\n", "venue_id\nx\n")]
    fn keeps_the_rows_of_its_venues(#[case] name: &str, #[case] text: &str, #[case] kept: &str) {
        let mut venues = Edition::starter().unwrap().venues;
        venues.truncate(1);
        assert_eq!(String::from_utf8(about(&venues, name, text.as_bytes())).unwrap(), kept);
    }
}
