//! What was found while reading local additions: one finding for each row or cell that is left out. The sentences (why, and
//! what to do) are in the locale files of `repere`, under the key of the problem.

use crate::ingest::{IngestError, VALUE_LENGTH};

/// What local additions gave, beside what is now in the venues.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Closures, messages, rows of extras and workshops that were taken in; a workshop that repeats counts once.
    pub taken: usize,
    /// What was left out, and why.
    pub findings: Vec<Finding>,
}

/// One thing found at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Path below the edition.
    pub file: String,
    /// Line as a spreadsheet numbers it, the header being 1; in a calendar the line on which the event begins.
    pub row: usize,
    /// Name of the column, or of the property of an event; empty for a whole row.
    pub column: String,
    /// What was written, cut to [`VALUE_LENGTH`] characters.
    pub value: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Why something is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The file cannot be read at all.
    Unreadable(IngestError),
    /// A file of another name than those that are read.
    FileUnknown,
    /// A column that the file does not have; not read.
    ColumnUnknown,
    /// A column without which the file cannot be read.
    ColumnMissing,
    /// A second column of the same name; only the first is read.
    ColumnRepeated,
    /// No identifier of a venue.
    VenueMissing,
    /// An identifier that no venue of the edition has.
    VenueUnknown,
    /// A second row of extras for the same venue.
    VenueRepeated,
    /// A date that cannot be read.
    DateMalformed,
    /// The last day is before the first.
    DatesReversed,
    /// A time of day that cannot be read.
    TimeMalformed,
    /// The end is before the beginning.
    TimesReversed,
    /// A message without words.
    TextMissing,
    /// A text that is longer than anyone reads; cut.
    TextTooLong {
        /// Its length in characters.
        length: usize,
    },
    /// A language that is not in the list.
    LanguageUnknown,
    /// A number that is none.
    NumberMalformed,
    /// Neither open nor closed.
    HolidaysMalformed,
    /// A workshop without a date.
    DateMissing,
    /// A workshop without a name.
    TitleMissing,
    /// A file that is no calendar, or is cut off.
    CalendarMalformed,
    /// An event that names no venue of the edition.
    EventElsewhere,
    /// An event whose repetition cannot be read; its first date is kept.
    RepetitionUnread,
}

impl Problem {
    /// Every key there is but those of [`IngestError`], for the test that each has its sentences.
    pub const KEYS: &'static [&'static str] = &[
        "file-unknown",
        "column-unknown",
        "column-missing",
        "column-repeated",
        "venue-missing",
        "venue-unknown",
        "venue-repeated",
        "date-malformed",
        "dates-reversed",
        "time-malformed",
        "times-reversed",
        "text-missing",
        "text-too-long",
        "language-unknown",
        "number-malformed",
        "holidays-malformed",
        "date-missing",
        "title-missing",
        "calendar-malformed",
        "event-elsewhere",
        "repetition-unread",
    ];

    /// The name of this problem in locale files: kebab case.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unreadable(error) => error.key(),
            Self::FileUnknown => "file-unknown",
            Self::ColumnUnknown => "column-unknown",
            Self::ColumnMissing => "column-missing",
            Self::ColumnRepeated => "column-repeated",
            Self::VenueMissing => "venue-missing",
            Self::VenueUnknown => "venue-unknown",
            Self::VenueRepeated => "venue-repeated",
            Self::DateMalformed => "date-malformed",
            Self::DatesReversed => "dates-reversed",
            Self::TimeMalformed => "time-malformed",
            Self::TimesReversed => "times-reversed",
            Self::TextMissing => "text-missing",
            Self::TextTooLong { .. } => "text-too-long",
            Self::LanguageUnknown => "language-unknown",
            Self::NumberMalformed => "number-malformed",
            Self::HolidaysMalformed => "holidays-malformed",
            Self::DateMissing => "date-missing",
            Self::TitleMissing => "title-missing",
            Self::CalendarMalformed => "calendar-malformed",
            Self::EventElsewhere => "event-elsewhere",
            Self::RepetitionUnread => "repetition-unread",
        }
    }

    /// The facts that its sentences may name, as (placeholder, text).
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable(error) => error.facts(),
            Self::TextTooLong { length } => vec![("length", length.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Gathers the findings of one file.
#[derive(Debug)]
pub(super) struct Notes<'a> {
    file: &'a str,
    row: usize,
    report: &'a mut Report,
}

impl<'a> Notes<'a> {
    pub(super) fn new(file: &'a str, report: &'a mut Report) -> Self {
        Self { file, row: 1, report }
    }

    /// From now on findings are about this line of the file.
    pub(super) fn at_row(&mut self, row: usize) {
        self.row = row;
    }

    pub(super) fn warn(&mut self, column: &str, value: &str, problem: Problem) {
        let (file, row) = (self.file.to_owned(), self.row);
        self.report.findings.push(Finding { file, row, column: column.to_owned(), value: excerpt(value), problem });
    }

    pub(super) fn taken(&mut self) {
        self.report.taken += 1;
    }
}

/// A value on one line, cut for a finding.
fn excerpt(value: &str) -> String {
    let whole: String = value.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if whole.chars().count() <= VALUE_LENGTH {
        return whole;
    }
    whole.chars().take(VALUE_LENGTH - 1).chain(['…']).collect()
}
