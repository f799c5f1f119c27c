//! `journal.jsonl`: one line for each attempt to change the edition, for staff and for whoever helps them from afar. Bounded,
//! so that it never fills the disk; a line that cannot be read is kept as it is. Names no person.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{MAX_OWN, Store, StoreError};
use crate::disk::{read_whole, write_whole};

const JOURNAL: &str = "journal.jsonl";

/// Lines that are kept: years of editions.
const MAX_LINES: usize = 400;

/// Bytes of a line that are kept.
const MAX_LINE: usize = 1_000;

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When it ended, by the clock of the machine.
    pub when: DateTime<Utc>,
    /// What was attempted.
    pub act: Act,
    /// Whom the edition was for, where that is known.
    pub territory: Option<String>,
    /// The number of the edition, where that is known.
    pub sequence: Option<u64>,
    /// What came of it: `installed`, `already-served`, `rolled-back`, or the key of the error.
    pub verdict: String,
    /// How long it took, in whole seconds.
    pub seconds: u64,
    /// Bytes of the edition's files, where they are known.
    pub bytes: u64,
}

/// What can be attempted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Taking in an edition.
    Install,
    /// Going back to the previous edition.
    Rollback,
}

impl Store {
    /// The attempts that are remembered, oldest first; lines that cannot be read are left out.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn journal(&self) -> Result<Vec<Entry>, StoreError> {
        Ok(self.lines()?.iter().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }

    /// Adds an attempt; the oldest makes room.
    ///
    /// # Errors
    /// When the disk refuses; what was there is then still there.
    pub fn record(&self, entry: &Entry) -> Result<(), StoreError> {
        let path = self.folder.join(JOURNAL);
        let mut lines = self.lines().unwrap_or_default();
        // Text and numbers: nothing that JSON cannot write.
        lines.push(serde_json::to_string(entry).unwrap_or_default());
        let first = lines.len().saturating_sub(MAX_LINES);
        let text: String = lines.iter().skip(first).flat_map(|line| [line.as_str(), "\n"]).collect();
        write_whole(self.disk(), &path, text.as_bytes()).map_err(|error| StoreError::writing(&path, error))
    }

    fn lines(&self) -> Result<Vec<String>, StoreError> {
        let path = self.folder.join(JOURNAL);
        match read_whole(self.disk(), &path, MAX_OWN) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                let lines = text.lines().filter(|line| !line.trim().is_empty() && line.len() <= MAX_LINE);
                Ok(lines.map(str::to_owned).collect())
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(source) => Err(StoreError::Unreadable { path, source }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(sequence: u64) -> Entry {
        Entry {
            when: "2026-11-24T09:00:00Z".parse().unwrap(),
            act: Act::Install,
            territory: Some("pas-de-calais".to_owned()),
            sequence: Some(sequence),
            verdict: "installed".to_owned(),
            seconds: 4,
            bytes: 5_000_000,
        }
    }

    #[test]
    fn remembers_the_last_attempts_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        assert_eq!(store.journal().unwrap(), []);
        let many = MAX_LINES as u64 + 10;
        for sequence in 0..many {
            store.record(&entry(sequence)).unwrap();
        }
        let journal = store.journal().unwrap();
        assert_eq!(journal.len(), MAX_LINES);
        assert_eq!(journal.last(), Some(&entry(many - 1)));
    }

    #[test]
    fn a_torn_line_hides_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        store.record(&entry(1)).unwrap();
        let path = folder.path().join(JOURNAL);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend(b"{\"when\":\"2026-11-2\xff");
        std::fs::write(&path, bytes).unwrap();
        store.record(&entry(2)).unwrap();
        assert_eq!(store.journal().unwrap(), [entry(1), entry(2)]);
    }
}
