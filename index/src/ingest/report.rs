//! What was found while reading a file: counts, and one finding for each thing that staff may want to put right.
//!
//! A finding holds facts and a key. The sentences (why, and what to do) are in the locale files of `repere`, under that key.

use std::collections::HashSet;

/// What reading one file gave, beside the venues.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Name of the file as it was given.
    pub file: String,
    /// What the numbers of its findings count.
    pub counted: Counted,
    /// Records in the file, the header not counted.
    pub rows: usize,
    /// Records that became venues.
    pub accepted: usize,
    /// Records that could not become venues.
    pub rejected: Vec<Finding>,
    /// Things that were repaired, left out or doubted in records that became venues, and remarks on the file as a whole.
    pub warnings: Vec<Finding>,
    /// Accepted records whose `horaires` is not empty.
    pub hours_written: usize,
    /// Of these, how many the program can evaluate.
    pub hours_understood: usize,
}

/// What the numbers of findings count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counted {
    /// Rows of a table, as a spreadsheet numbers them: the header is 1.
    #[default]
    Rows,
    /// Objects of a JSON list, the first being 1: they have no rows, and lines mean nothing in them. 0 is the whole list.
    Objects,
}

/// One thing found at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the file as it was given.
    pub file: String,
    /// Line as a spreadsheet numbers it: the header is 1, and a record is one line even when its cells hold line breaks.
    /// In JSON, the number of the object: see [`Counted`].
    pub row: usize,
    /// The standard's field name, or the header as written for a column that the standard does not have.
    pub column: String,
    /// What was written, cut to [`VALUE_LENGTH`] characters.
    pub value: String,
    /// What is wrong with it, or what was done to it.
    pub problem: Problem,
}

/// Characters of the written value that a finding repeats: enough to recognise it, short enough for one line of paper.
pub const VALUE_LENGTH: usize = 80;

/// Cuts a value for a finding, on one line and without control characters, since it is printed and logged.
pub(super) fn excerpt(value: &str) -> String {
    let mut short: String = value.trim().chars().take(VALUE_LENGTH + 1).collect();
    if short.chars().count() > VALUE_LENGTH {
        short = short.chars().take(VALUE_LENGTH - 1).chain(['…']).collect();
    }
    short.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Makes the problems: variant, facts (each written with its type) and key, in one table.
macro_rules! problems {
    ($($(#[$about:meta])* $variant:ident $({ $($(#[$note:meta])* $fact:ident: $type:ty),+ })? = $key:literal;)+) => {
        /// What is wrong with a value, or what was done to it: one variant for each reason and remedy there is to say.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Problem {
            $($(#[$about])* $variant $({ $($(#[$note])* $fact: $type),+ })?,)+
        }

        impl Problem {
            /// Every key there is, for the test that each has its sentences.
            pub const KEYS: &'static [&'static str] = &[$($key),+];

            /// The name of this problem in locale files: kebab case.
            #[must_use]
            pub const fn key(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $key,)+ }
            }

            /// The facts that its sentences may name, as (placeholder, text).
            #[must_use]
            pub fn facts(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$variant $({ $($fact),+ })? => vec![$($((stringify!($fact), $fact.to_string())),+)?],)+
                }
            }
        }
    };
}

problems! {
    /// No name: the record is left out.
    NameMissing = "name-missing";
    /// Neither commune nor postcode: the record is left out.
    PlaceMissing = "place-missing";

    /// Columns that the standard does not have; not read.
    ColumnsUnknown {
        /// How many.
        count: usize
    } = "columns-unknown";
    /// Columns that seem to hold names of persons; not read, so that nobody's name reaches a public screen.
    ColumnsPersonal {
        /// How many.
        count: usize
    } = "columns-personal";
    /// Columns named as before version 1 of the standard; read all the same.
    ColumnsOlder {
        /// How many.
        count: usize
    } = "columns-older";
    /// A second column of the same name; only the first is read.
    ColumnRepeated = "column-repeated";
    /// Cells are separated by something else than a comma.
    CellSeparator {
        /// The separator in words of no language: `;` or `tab`.
        separator: &'static str
    } = "cell-separator";
    /// The text is in another encoding than UTF-8; read all the same.
    Encoding {
        /// Its name in words of no language: `Windows-1252`, `UTF-16`.
        encoding: &'static str
    } = "encoding";
    /// Values of a cell are separated by `;`, as before version 1 of the standard; said once a file.
    ValueSeparator = "value-separator";
    /// The record has fewer cells than the header.
    CellsMissing {
        /// Cells of the header.
        expected: usize,
        /// Cells of the record.
        found: usize
    } = "cells-missing";
    /// The record has more filled cells than the header: its values may be in the wrong columns.
    CellsExtra {
        /// Cells of the header.
        expected: usize,
        /// Cells of the record.
        found: usize
    } = "cells-extra";
    /// One cell holds so many lines that a closing quotation mark is probably missing, and records are lost in it.
    QuoteNotClosed {
        /// Lines in the cell.
        lines: usize
    } = "quote-not-closed";

    /// No identifier; one was made.
    IdMissing {
        /// The one that was made.
        given: String
    } = "id-missing";
    /// An identifier seen before; a suffix was added.
    IdRepeated {
        /// The identifier with its suffix.
        given: String
    } = "id-repeated";
    /// `pivot` is not a SIRET, RNA or RIDET number (`^[a-zA-Z0-9]{9,14}$`).
    PivotMalformed = "pivot-malformed";

    /// Written all in capitals; one finding a record, in the first column concerned.
    Capitals {
        /// How it is shown.
        shown: String
    } = "capitals";
    /// A line break inside a text of one line.
    LineBreak = "line-break";
    /// HTML tags or entities.
    Html = "html";
    /// Control or invisible characters.
    ControlCharacters = "control-characters";
    /// Full-width quotation marks `＂`, which an export puts in place of `"`.
    FullWidthQuotes = "full-width-quotes";
    /// `presentation_resume` is longer than the 280 characters of the standard.
    SummaryTooLong {
        /// Its length in characters.
        length: usize
    } = "summary-too-long";

    /// The commune column holds a postcode.
    CommuneIsPostcode = "commune-is-postcode";
    /// No commune; the largest one of the postcode stands in.
    CommuneFromPostcode {
        /// How it is shown.
        shown: String
    } = "commune-from-postcode";
    /// A commune with a delivery office or an arrondissement in its name, shown in its usual form.
    CommuneTidied {
        /// How it is shown.
        shown: String
    } = "commune-tidied";
    /// A commune that does not go with its postcode; shown as written, and taken to be near the place of the postcode.
    CommuneDoubtful {
        /// The place that the postcode points to.
        place: String
    } = "commune-doubtful";
    /// A commune that is in no table, with this postcode.
    CommuneUnknown = "commune-unknown";
    /// A postcode that could be read only after a repair (lost zero, spaces).
    PostcodeRepaired {
        /// The postcode as it was understood.
        shown: String
    } = "postcode-repaired";
    /// A postcode that cannot be one.
    PostcodeMalformed = "postcode-malformed";
    /// No postcode.
    PostcodeMissing = "postcode-missing";
    /// A postcode of another département than the commune's.
    PostcodeElsewhere {
        /// The commune it was compared with.
        commune: String
    } = "postcode-elsewhere";
    /// An INSEE code that cannot be one (`^([013-9]\d|2[AB1-9])\d{3}$`).
    InseeMalformed = "insee-malformed";
    /// An INSEE code that is in no table.
    InseeUnknown = "insee-unknown";

    /// No coordinates.
    CoordinatesMissing = "coordinates-missing";
    /// Coordinates 0,0, which exports write for "unknown".
    CoordinatesZero = "coordinates-zero";
    /// Coordinates that are not numbers.
    CoordinatesNotNumbers = "coordinates-not-numbers";
    /// Coordinates outside the globe.
    CoordinatesOutOfRange = "coordinates-out-of-range";
    /// Coordinates with a decimal comma; read all the same.
    CoordinatesDecimalComma = "coordinates-decimal-comma";
    /// Latitude and longitude in each other's column; put right.
    CoordinatesSwapped = "coordinates-swapped";
    /// Coordinates too far from the commune to be believed; its centre stands in.
    CoordinatesFar {
        /// How far, in kilometres.
        kilometres: u32,
        /// The commune it was compared with.
        commune: String
    } = "coordinates-far";

    /// Several telephone numbers in one cell; all are kept.
    PhonesSeveral {
        /// How many.
        count: usize
    } = "phones-several";
    /// A telephone number without its first zero; put right.
    PhoneRepaired {
        /// The number as it was understood.
        shown: String
    } = "phone-repaired";
    /// A telephone number that cannot be read; kept as written.
    PhoneUnreadable = "phone-unreadable";
    /// A mail address that cannot be one; left out.
    EmailUnusable = "email-unusable";
    /// A web address without `http://`; added.
    WebAddressIncomplete {
        /// The address with it.
        shown: String
    } = "web-address-incomplete";
    /// A web address that cannot be one; left out.
    WebAddressUnusable = "web-address-unusable";

    /// A value that the list of the standard does not have; left out.
    ValueUnknown = "value-unknown";
    /// A value of JSON that holds objects; not read, said once a file.
    ValueNested = "value-nested";
    /// Values as they were before version 1 of the standard, put into it; said once a file.
    ValueOlder = "value-older";
    /// No service that the standard knows.
    ServicesMissing = "services-missing";

    /// No date of update.
    DateMissing = "date-missing";
    /// A date of update that means "unknown" (1969, 1970).
    DateSentinel = "date-sentinel";
    /// A date of update that is still to come.
    DateFuture = "date-future";
    /// A date of update in another form than year-month-day; read all the same.
    DateRewritten {
        /// The date as it was understood, year-month-day.
        shown: String
    } = "date-rewritten";
    /// A date of update that cannot be read.
    DateMalformed = "date-malformed";
    /// Opening hours that cannot be evaluated; shown as written.
    HoursNotUnderstood = "hours-not-understood";
}

/// Gathers the findings of one file, so that each reader names only the column, the value and the problem.
#[derive(Debug)]
pub(super) struct Notes {
    report: Report,
    row: usize,
    said: HashSet<&'static str>,
}

impl Notes {
    pub(super) fn new(file: &str) -> Self {
        Self { report: Report { file: file.to_owned(), ..Report::default() }, row: 1, said: HashSet::new() }
    }

    /// From now on findings are about this line of the file.
    pub(super) fn at_row(&mut self, row: usize) {
        self.row = row;
    }

    pub(super) fn row(&self) -> usize {
        self.row
    }

    pub(super) fn warn(&mut self, column: &str, value: &str, problem: Problem) {
        let finding = self.finding(column, value, problem);
        self.report.warnings.push(finding);
    }

    /// Warns of a habit of the file, the first time it is met.
    pub(super) fn warn_once(&mut self, column: &str, value: &str, problem: Problem) {
        if self.said.insert(problem.key()) {
            self.warn(column, value, problem);
        }
    }

    pub(super) fn reject(&mut self, column: &str, value: &str, problem: Problem) {
        let finding = self.finding(column, value, problem);
        self.report.rejected.push(finding);
    }

    /// Forgets the warnings of a record that is rejected after all: its rejection says enough.
    pub(super) fn forget_row(&mut self) {
        while self.report.warnings.last().is_some_and(|finding| finding.row == self.row) {
            self.report.warnings.pop();
        }
    }

    pub(super) fn report_mut(&mut self) -> &mut Report {
        &mut self.report
    }

    pub(super) fn into_report(self) -> Report {
        self.report
    }

    fn finding(&self, column: &str, value: &str, problem: Problem) -> Finding {
        Finding {
            file: self.report.file.clone(),
            row: self.row,
            column: excerpt(column),
            value: excerpt(value),
            problem,
        }
    }
}
