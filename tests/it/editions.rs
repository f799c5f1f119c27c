//! Editions that come in, with the real index: by the command line, under faults of the disk, under SIGKILL, and what a visitor
//! finds afterwards.

mod commands;
mod contents;
mod faults;
mod kills;
mod sticks;
mod town;
