//! What can happen: the visitor's wishes and the world's news. Pure data.

use chrono::NaiveDateTime;
use repere_index::edition::EditionInfo;
use repere_index::guide::Guide;
use repere_index::search::Answer;

use crate::model::StaffCode;
use crate::model::staff::StaffNews;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// The choice of this number (1 to 9) was taken.
    Numbered(u8),
    /// A character was typed.
    Typed(char),
    /// The last character was to be taken off, or the page left.
    Erased,
    /// One further down.
    Next,
    /// One further up.
    Previous,
    /// A screenful further down; the screen medium turns its sheets with it.
    PageDown,
    /// A screenful further up.
    PageUp,
    /// What has the focus was taken.
    Opened,
    /// The focus was put on this choice, counted from 0.
    Focused(usize),
    /// The page before was asked for.
    WentBack,
    /// The first page was asked for.
    WentHome,
    /// Help was asked for.
    AskedHelp,
    /// The languages were asked for.
    AskedLanguages,
    /// An empty search field was asked for.
    AskedSearch,
    /// Whoever runs the program, or the system, wants it to end.
    Left,
    /// It is now this time (local, to the minute).
    Ticked(NaiveDateTime),
    /// This much of the catalogue is in.
    Loaded {
        /// Venues in.
        done: usize,
        /// Venues in all.
        total: usize,
    },
    /// The catalogue answers from now on.
    CatalogueReady {
        /// What is known of the edition.
        edition: Box<EditionInfo>,
        /// Whether it stands in for one that could not be read.
        standing_in: bool,
    },
    /// The catalogue will not answer.
    CatalogueFailed(StaffCode),
    /// A question was answered.
    Answered {
        /// Number of the question.
        generation: u64,
        /// What was found, or why not.
        answer: Result<Box<Answer>, StaffCode>,
    },
    /// A guide was read in another language.
    GuideRead(Box<Guide>),
    /// Nobody has touched a key for as long as staff allow.
    SessionEnded,
    /// Another edition is installed than the one that the catalogue was loaded from.
    EditionChanged,
    /// Something came of what staff wanted done, or of a stick.
    Staff(StaffNews),
}
