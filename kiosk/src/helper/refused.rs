//! Why a request is not done: a code for the terminal, a reason for the journal.

use std::path::PathBuf;

use super::font::FontError;
use super::list::ListError;
use super::program::ProgramError;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error("no such request, entry of the list, or local time")]
    Unknown,
    #[error("{} would leave {columns}×{rows} characters on the screen", font.display())]
    TooLarge { font: PathBuf, columns: u32, rows: u32 },
    #[error("{} is no console", console.display())]
    Console { console: PathBuf },
    #[error("the size of the screen is not known: `screen` in the list can say it")]
    Screen,
    #[error("the time is before the earliest that is allowed")]
    TooEarly,
    #[error("the time is after 2100")]
    TooLate,
    #[error(transparent)]
    Program(#[from] ProgramError),
    #[error(transparent)]
    Font(#[from] FontError),
    #[error(transparent)]
    List(#[from] ListError),
    #[error("user {uid} with group {gid} has no right to ask")]
    Stranger { uid: u32, gid: u32 },
    #[error("too many ask at once")]
    Busy,
}

impl Refused {
    /// What the terminal is told.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::TooLarge { .. } => "too-large",
            Self::Console { .. } | Self::Screen => "console",
            Self::TooEarly => "too-early",
            Self::TooLate => "too-late",
            Self::Program(_) | Self::Font(_) => "failed",
            Self::List(_) => "list",
            Self::Stranger { .. } => "stranger",
            Self::Busy => "busy",
        }
    }
}
