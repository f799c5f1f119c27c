//! How far an install has come, told to whoever watches, who may stop it. Says nothing in words.

use std::ops::ControlFlow;

use super::{InstallError, Step};

/// Told of each step; `Break` stops.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// With what.
    pub phase: Phase,
    /// Files done in this phase; in [`Phase::Preparing`] whatever is counted there.
    pub files: u64,
    /// Of how many.
    pub files_of: u64,
    /// Bytes done in this phase.
    pub bytes: u64,
    /// Of how many; 0 where bytes are not counted.
    pub bytes_of: u64,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Every byte on the stick is held against the manifest.
    Checking,
    /// The files are copied, and read back.
    Copying,
    /// The index is made.
    Preparing,
    /// The new edition is opened and asked.
    Proving,
}

/// Keeps count, and asks each time whether to go on.
pub(super) struct Meter<'a> {
    on: OnProgress<'a>,
    progress: Progress,
}

impl<'a> Meter<'a> {
    pub(super) fn new(on: OnProgress<'a>) -> Self {
        Self { on, progress: Progress { phase: Phase::Checking, files: 0, files_of: 0, bytes: 0, bytes_of: 0 } }
    }

    pub(super) fn begin(&mut self, phase: Phase, files_of: u64, bytes_of: u64) -> Result<(), InstallError> {
        self.progress = Progress { phase, files: 0, files_of, bytes: 0, bytes_of };
        self.ask()
    }

    /// `file` files are done, and `read` bytes more.
    pub(super) fn advance(&mut self, file: u64, read: u64) -> ControlFlow<()> {
        self.progress.files = file;
        self.progress.bytes = self.progress.bytes.saturating_add(read);
        (self.on)(self.progress)
    }

    pub(super) fn step(&mut self, step: Step) -> ControlFlow<()> {
        self.progress.files = step.done;
        self.progress.files_of = step.of;
        (self.on)(self.progress)
    }

    pub(super) fn ask(&mut self) -> Result<(), InstallError> {
        match (self.on)(self.progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(InstallError::Cancelled),
        }
    }
}
