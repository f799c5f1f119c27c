//! What an engine takes: one process an engine, because what one frees another would take over. Linux only; elsewhere
//! the figures are missing.
//!
//! What a process has resident after building an index in memory counts what building freed and the allocator kept. The
//! budget for the running terminal (an installed edition, mapped from the disk) is measured on the terminal, not here.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that fails has to stop, and prints its figures")]

use std::env;
use std::fs;
use std::hint::black_box;
use std::process::Command;

use crate::engines::Repere;
use crate::engines::bare::Bare;
use crate::engines::sqlite::Table;

/// The argument that makes this program build one engine and say what it takes.
pub(crate) const CHILD: &str = "--memory";

/// What is measured in a process of its own.
pub(crate) const ENGINES: [&str; 3] = ["Repère", "SQLite FTS5", "bare tantivy"];

/// What building one engine took, in megabytes (10⁶ bytes).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    pub(crate) resident: f64,
    pub(crate) peak: f64,
}

/// Asks a new process to build `engine` over `count` venues.
pub(crate) fn of(engine: &str, count: usize) -> Option<Taken> {
    let output = Command::new(env::current_exe().unwrap()).args([CHILD, engine, &count.to_string()]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut figures = text.split_whitespace().map_while(|figure| figure.parse().ok());
    Some(Taken { resident: figures.next()?, peak: figures.next()? })
}

/// What the new process does.
pub(crate) fn child(engine: &str, count: usize) {
    if engine == ENGINES[0] {
        tell(&Repere::build(count));
    } else if engine == ENGINES[1] {
        tell(&Table::build(count));
    } else {
        tell(&Bare::build(count));
    }
}

/// Prints what is resident while `engine` still is.
fn tell<T>(engine: &T) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let megabytes = |field: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(field))?;
        let kibibytes: f64 = line.trim_start_matches(':').trim_end_matches("kB").trim().parse().ok()?;
        Some(kibibytes * 1_024.0 / 1_000_000.0)
    };
    if let (Some(resident), Some(peak)) = (megabytes("VmRSS"), megabytes("VmHWM")) {
        println!("{resident} {peak}");
    }
    black_box(engine);
}
