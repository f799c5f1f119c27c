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
    /// An actor without an identifier, or with one that is no slug.
    ActorUnnamed,
    /// A second row about an actor in the same language.
    ActorRepeated,
    /// An actor of which it is not said what it is called, or what it does.
    ActorIncomplete,
    /// A language that is no code.
    LocaleMalformed,
    /// A service, a kind of place or a programme that the standard does not have.
    TermUnknown,
    /// A telephone number, mail or web address that cannot be one.
    ContactMalformed,
    /// Neither a date nor `not checked` with its reason.
    VerifiedMalformed,
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
        "actor-unnamed",
        "actor-repeated",
        "actor-incomplete",
        "locale-malformed",
        "term-unknown",
        "contact-malformed",
        "verified-malformed",
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
            Self::ActorUnnamed => "actor-unnamed",
            Self::ActorRepeated => "actor-repeated",
            Self::ActorIncomplete => "actor-incomplete",
            Self::LocaleMalformed => "locale-malformed",
            Self::TermUnknown => "term-unknown",
            Self::ContactMalformed => "contact-malformed",
            Self::VerifiedMalformed => "verified-malformed",
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
pub(crate) struct Notes<'a> {
    file: &'a str,
    row: usize,
    report: &'a mut Report,
}

impl<'a> Notes<'a> {
    pub(crate) fn new(file: &'a str, report: &'a mut Report) -> Self {
        Self { file, row: 1, report }
    }

    /// From now on findings are about this line of the file.
    pub(crate) fn at_row(&mut self, row: usize) {
        self.row = row;
    }

    pub(crate) fn warn(&mut self, column: &str, value: &str, problem: Problem) {
        let (file, row) = (self.file.to_owned(), self.row);
        self.report.findings.push(Finding { file, row, column: column.to_owned(), value: excerpt(value), problem });
    }

    pub(crate) fn taken(&mut self) {
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
