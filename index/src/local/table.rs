//! The rows of one file, by the names of its columns, and the values that several files have: identifiers, dates, texts. A
//! value that cannot be read is reported here, and refuses its row.

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use super::Venues;
use super::report::{Notes, Problem};
use crate::fold;
use crate::hours::Period;
use crate::ingest::{self, Row};

/// The column that names a venue, in every file.
pub(super) const VENUE: &str = "venue_id";

/// Longer texts are cut: a page is read standing. As long as the summary of a national record.
const LONGEST_TEXT: usize = 280;

/// Dates outside these years are slips of the keyboard.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// A row that is left out; why has been reported.
pub(crate) struct Refused;

/// The rows of a file and where its columns stand.
pub(crate) struct Sheet {
    columns: Vec<(&'static str, usize)>,
    rows: Vec<Row>,
}

impl Sheet {
    /// Reads a file that may have these columns, and must have those of `needed`.
    pub(crate) fn open(
        bytes: &[u8],
        known: &'static [&'static str],
        needed: &[&'static str],
        notes: &mut Notes<'_>,
    ) -> Option<Self> {
        let mut rows = match ingest::read_rows("", bytes) {
            Ok(rows) => rows.into_iter(),
            Err(error) => {
                notes.warn("", "", Problem::Unreadable(error));
                return None;
            }
        };
        let header = rows.next()?;
        notes.at_row(header.number);
        let mut columns: Vec<(&'static str, usize)> = Vec::new();
        for (place, written) in header.cells.iter().enumerate().filter(|(_, written)| !written.is_empty()) {
            let name = column_name(written);
            match known.iter().find(|column| **column == name) {
                None => notes.warn(written, written, Problem::ColumnUnknown),
                Some(column) if columns.iter().any(|(other, _)| other == column) => {
                    notes.warn(written, written, Problem::ColumnRepeated);
                }
                Some(column) => columns.push((column, place)),
            }
        }
        let mut missing = needed.iter().filter(|name| !columns.iter().any(|(column, _)| column == *name)).peekable();
        if missing.peek().is_some() {
            for name in missing {
                notes.warn(name, &header.cells.join(", "), Problem::ColumnMissing);
            }
            return None;
        }
        Some(Self { columns, rows: rows.collect() })
    }

    /// Its rows; findings are about each in its turn.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|row| Line { columns: &self.columns, row })
    }
}

/// A column as spreadsheets and hands write it: `Venue ID` is `venue_id`.
pub(super) fn column_name(written: &str) -> String {
    let spaced: String = written.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    fold::fold(&spaced).split_whitespace().collect::<Vec<_>>().join("_")
}

/// One row.
pub(crate) struct Line<'a> {
    columns: &'a [(&'static str, usize)],
    row: &'a Row,
}

impl<'a> Line<'a> {
    pub(crate) fn number(&self) -> usize {
        self.row.number
    }

    /// A cell; empty when the file or the row lacks it.
    pub(crate) fn cell(&self, name: &str) -> &'a str {
        let place = self.columns.iter().find(|(column, _)| *column == name).map(|(_, place)| *place);
        place.and_then(|place| self.row.cells.get(place)).map_or("", String::as_str)
    }

    /// The parts of a cell.
    pub(crate) fn parts(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.cell(name).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The identifier of a venue that there is.
    pub(super) fn venue(&self, known: &Venues<'_>, notes: &mut Notes<'_>) -> Result<&'a str, Refused> {
        let id = self.cell(VENUE);
        let problem = match id {
            "" => Problem::VenueMissing,
            id if known.has(id) => return Ok(id),
            _ => Problem::VenueUnknown,
        };
        notes.warn(VENUE, id, problem);
        Err(Refused)
    }

    /// A date, where there is one.
    pub(crate) fn date(&self, name: &str, notes: &mut Notes<'_>) -> Result<Option<NaiveDate>, Refused> {
        let written = self.cell(name);
        if written.is_empty() {
            return Ok(None);
        }
        let date = date(written);
        if date.is_none() {
            notes.warn(name, written, Problem::DateMalformed);
        }
        date.map(Some).ok_or(Refused)
    }

    /// A time of day, where there is one.
    pub(super) fn time(&self, name: &str, notes: &mut Notes<'_>) -> Result<Option<NaiveTime>, Refused> {
        let written = self.cell(name);
        if written.is_empty() {
            return Ok(None);
        }
        let time = time(written);
        if time.is_none() {
            notes.warn(name, written, Problem::TimeMalformed);
        }
        time.map(Some).ok_or(Refused)
    }

    /// The days `from` to `until`.
    pub(super) fn period(&self, notes: &mut Notes<'_>) -> Result<Period, Refused> {
        // Both are read before either refuses the row: all that is wrong is said at once.
        let (from, until) = (self.date("from", notes), self.date("until", notes));
        let period = Period { from: from?, until: until? };
        if period.from.zip(period.until).is_some_and(|(from, until)| until < from) {
            notes.warn("until", self.cell("until"), Problem::DatesReversed);
            return Err(Refused);
        }
        Ok(period)
    }

    /// A text, cut where it is too long; `None` when there is none.
    pub(crate) fn text(&self, name: &str, notes: &mut Notes<'_>) -> Option<String> {
        cut(name, self.cell(name), notes)
    }
}

/// A text, cut where it is longer than anyone reads.
pub(super) fn cut(column: &str, text: &str, notes: &mut Notes<'_>) -> Option<String> {
    let length = text.chars().count();
    if length <= LONGEST_TEXT {
        return (length > 0).then(|| text.to_owned());
    }
    notes.warn(column, text, Problem::TextTooLong { length });
    let start: String = text.chars().take(LONGEST_TEXT - 1).collect();
    let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _cut)| words);
    Some(format!("{}…", words.trim_end_matches([',', ';', ':', ' '])))
}

/// `2026-11-24`, or `24/11/2026` as a French spreadsheet program writes it when it saves.
fn date(written: &str) -> Option<NaiveDate> {
    let day = written.split(['T', ' ']).next().unwrap_or(written).replace(['/', '.'], "-");
    let formats = ["%Y-%m-%d", "%d-%m-%Y"];
    let day = formats.iter().find_map(|format| NaiveDate::parse_from_str(&day, format).ok())?;
    YEARS.contains(&day.year()).then_some(day)
}

/// `14:30`, `14:30:00`, `14h30`, `14 h 30`, `14h`.
fn time(written: &str) -> Option<NaiveTime> {
    let plain = written.to_lowercase().replace(' ', "").replace('h', ":");
    let whole = plain.strip_suffix(':').map_or_else(|| plain.clone(), |hour| format!("{hour}:00"));
    ["%H:%M", "%H:%M:%S"].iter().find_map(|format| NaiveTime::parse_from_str(&whole, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::standard("2026-11-24", true)]
    #[case::french("24/11/2026", true)]
    #[case::dots("24.11.2026", true)]
    #[case::with_time("2026-11-24 00:00:00", true)]
    #[case::short_year("24/11/26", false)]
    #[case::no_such_day("31/11/2026", false)]
    #[case::words("24 novembre", false)]
    #[case::wrong_century("24/11/1026", false)]
    fn reads_dates(#[case] written: &str, #[case] read: bool) {
        assert_eq!(date(written), NaiveDate::from_ymd_opt(2026, 11, 24).filter(|_| read));
    }

    #[rstest]
    #[case::colon("14:30", Some((14, 30)))]
    #[case::seconds("14:30:00", Some((14, 30)))]
    #[case::french("14h30", Some((14, 30)))]
    #[case::spaces("14 h 30", Some((14, 30)))]
    #[case::whole("9h", Some((9, 0)))]
    #[case::one_digit("9:05", Some((9, 5)))]
    #[case::none("midi", None)]
    #[case::too_late("25:00", None)]
    fn reads_times(#[case] written: &str, #[case] read: Option<(u32, u32)>) {
        let read = read.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
        assert_eq!(time(written), read);
    }
}
