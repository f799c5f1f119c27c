//! Venues → a list in the national standard 1.0.2 (CSV), which [`crate::ingest`] reads back as the same venues. Writes the
//! record only: what a town added by hand has files of its own. Knows no files.

use std::fmt::Display;

use crate::ingest::{escaped, names};
use crate::venue::{Venue, VenuePosition};

/// Between the values of one cell.
const BAR: &str = "|";

/// The list of `venues`, every cell between quotation marks as the national export writes them.
///
/// # Errors
/// None, as long as there is memory to write to.
pub fn write(venues: &[Venue]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    table.write_record(names())?;
    for venue in venues {
        table.write_record(cells(venue))?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// The cells of a venue, in the order of the standard.
fn cells(venue: &Venue) -> [String; 32] {
    let text = |text: &Option<String>| text.as_deref().map(escaped).unwrap_or_default();
    // The centre of a commune is no position of the venue: whoever reads the list finds it again.
    let exact = venue.position.filter(|position| !position.approximate);
    let degrees = |axis: fn(&VenuePosition) -> f64| exact.as_ref().map(|at| axis(at).to_string()).unwrap_or_default();
    [
        escaped(&venue.id),
        venue.pivot.clone().unwrap_or_default(),
        escaped(&venue.name),
        escaped(&venue.commune),
        venue.postcode.clone(),
        venue.insee.clone().unwrap_or_default(),
        text(&venue.address),
        text(&venue.address_complement),
        degrees(|position| position.at.latitude),
        degrees(|position| position.at.longitude),
        list(&venue.typologies),
        texts(&venue.phones),
        venue.emails.join(BAR),
        venue.websites.join(BAR),
        text(&venue.hours),
        text(&venue.summary),
        text(&venue.detail),
        texts(&venue.sources),
        list(&venue.itinerance),
        text(&venue.parent),
        venue.updated.map(|day| day.to_string()).unwrap_or_default(),
        list(&venue.services),
        list(&venue.audiences),
        list(&venue.specific_care),
        list(&venue.costs),
        list(&venue.programmes),
        list(&venue.labels),
        texts(&venue.other_labels),
        list(&venue.reception),
        list(&venue.support),
        venue.acces_libre.clone().unwrap_or_default(),
        venue.appointment.clone().unwrap_or_default(),
    ]
}

fn list<T: Display>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(BAR)
}

fn texts(values: &[String]) -> String {
    escaped(&values.join(BAR))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::edition::Edition;
    use crate::ingest;

    fn read(bytes: &[u8]) -> Vec<Venue> {
        ingest::read_venues_on(NaiveDate::MAX, "t.csv", bytes, &mut |_| {}).unwrap().venues
    }

    #[test]
    fn the_starter_edition_is_read_as_it_was() {
        let mut venues = Edition::starter().unwrap().venues;
        for venue in &mut venues {
            (venue.demonstration, venue.local) = (false, None);
        }
        assert_eq!(read(&write(&venues).unwrap()), venues);
    }

    /// What several records became keeps all that they brought.
    #[test]
    fn several_sources_stay_several() {
        let mut venues = Edition::starter().unwrap().venues;
        venues.truncate(1);
        (venues[0].demonstration, venues[0].local) = (false, None);
        venues[0].sources = vec!["Un & deux".to_owned(), "Trois <a>".to_owned()];
        venues[0].phones = vec!["+33321000000".to_owned(), "36 46".to_owned()];
        let bytes = write(&venues).unwrap();
        venues[0].sources[1] = "Trois".to_owned();
        assert_eq!(read(&bytes), venues);
    }

    /// Pieces of real and of wrong cells.
    const PIECES: &[&str] = &[
        "Mairie",
        "MÉDIATHÈQUE DE LENS",
        "Lens",
        "62300",
        "62498",
        "é",
        "e\u{301}",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "|",
        ";",
        ",",
        "/",
        "\"",
        "'",
        "«\u{a0}",
        "＂",
        "<b>",
        "</p>",
        "<",
        "&",
        "&amp;",
        "&amp;amp;",
        "&lt;br&gt;",
        "&nbsp;",
        "=1+1",
        "+33",
        "03 21 00 00 00",
        "321000000",
        "ou",
        "50.4289",
        "2,8319",
        "0",
        "a@lens.fr",
        "www.lens.fr",
        "https://lens.fr/x;y",
        "Mo-Fr 09:00-12:00",
        "2026-03-02",
        "02/03/2026",
        "Gratuit",
        "Aide aux démarches administratives",
        "BIB",
        "CAF",
        "RSA",
        "Se présenter",
        "\u{200b}",
        "\u{ad}",
        "Conseillers numériques",
        "Liévin",
        "MARSEILLE 11",
        "13011",
        "2A004",
    ];

    /// Communes as producers write them.
    const COMMUNES: &[&str] = &[
        "Lens",
        "LENS",
        "Liévin",
        "MARSEILLE 11",
        "PARIS 12E",
        "AMIENS CEDEX 9 BP 2609",
        "Montfavet",
        "Le Hom",
        "62300",
        "",
        "Saint-Nullepart-sur-Rien",
        "7e Arrondissement",
        "Bourg en Bresse",
    ];
    const POSTCODES: &[&str] =
        &["62300", "62800", "13011", "13007", "80026", "84140", "14220", "1000", "97100", "inconnu", ""];

    fn cell() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES), 0..4).prop_map(|pieces| pieces.concat())
    }

    /// A record with a name; most have a place too, or there would be little to compare.
    fn row() -> impl Strategy<Value = Vec<String>> {
        let place = (prop::sample::select(COMMUNES), prop::sample::select(POSTCODES));
        (prop::collection::vec(cell(), 32), place).prop_map(|(mut row, (commune, postcode))| {
            row[2].insert_str(0, "Nom ");
            (row[3], row[4]) = (commune.to_owned(), postcode.to_owned());
            row
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        /// Whatever a list holds: what was understood of it is understood again.
        #[test]
        fn what_is_written_is_read_as_the_same(rows in prop::collection::vec(row(), 1..4)) {
            let mut table = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            table.write_record(names()).unwrap();
            for row in rows {
                table.write_record(row).unwrap();
            }
            let venues = read(&table.into_inner().unwrap());
            let written = write(&venues).unwrap();
            prop_assert_eq!(read(&written), venues);
        }
    }
}
