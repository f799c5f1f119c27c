//! What can happen: the visitor's wishes and the world's news. Pure data.

use chrono::NaiveDateTime;
use repere_index::edition::EditionInfo;
use repere_index::guide::Guide;
use repere_index::search::Answer;

use crate::model::StaffCode;
use crate::model::look::Grid;
use crate::model::staff::StaffNews;
use crate::page::ChoiceId;

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
    /// This choice was touched, at this place of the page, counted from 0.
    Chosen(usize, ChoiceId),
    /// The page before was asked for.
    WentBack,
    /// The first page was asked for.
    WentHome,
    /// Help was asked for.
    AskedHelp,
    /// The hard words of the page were asked for.
    AskedWords,
    /// The languages were asked for.
    AskedLanguages,
    /// An empty search field was asked for.
    AskedSearch,
    /// Letters were asked for that are chosen one by one, without a keyboard.
    AskedLetters,
    /// Larger letters were asked for; after the largest, the usual ones.
    Enlarged,
    /// Other colours were asked for.
    Recoloured,
    /// The screen was to be hidden until the next key.
    HidScreen,
    /// The visitor has finished: nothing of the session is kept.
    Finished,
    /// A key was pressed that means nothing here.
    Unknown,
    /// Somebody is there again: what lies over the page goes.
    Returned,
    /// Nobody has touched a key for a while.
    LeftAlone,
    /// So many seconds are left of the page that asks whether somebody is there.
    Counted(u16),
    /// The screen has this many characters.
    Screen(Grid),
    /// This console font is on the screen, and leaves this many characters.
    FontSet {
        /// Its number in the helper's list, from 1.
        font: u8,
        /// What it leaves.
        grid: Grid,
    },
    /// The console keeps its font: there is no helper, or it refused.
    FontKept,
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
    /// The session is over: nobody came back.
    SessionEnded,
    /// Another edition is installed than the one that the catalogue was loaded from.
    EditionChanged,
    /// Something came of what staff wanted done, or of a stick.
    Staff(StaffNews),
}
