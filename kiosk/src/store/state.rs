//! `state.json`: which edition is served, which one to go back to, and the marks that only ever rise. Reads and writes its
//! bytes; the store puts them on the disk.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What `state.json` says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Number of the edition that is served; `None` when none of those that were installed can be.
    pub served: Option<u64>,
    /// Number of the edition to go back to.
    pub previous: Option<u64>,
    /// The highest number ever installed. Going back does not lower it (TUF 1.0.34, §5.5.5: what was seen is not unseen).
    pub highest: u64,
    /// The latest moment that any installed bundle was made at: now cannot be earlier, whatever the clock says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<DateTime<Utc>>,
}

impl State {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    pub(super) fn to_json(self) -> Vec<u8> {
        // Numbers and a moment: nothing that JSON cannot write.
        let mut json = serde_json::to_vec(&self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The state once an edition that was made at `created` is served.
    #[must_use]
    pub fn serving(self, sequence: u64, created: DateTime<Utc>) -> Self {
        Self {
            served: Some(sequence),
            previous: self
                .served
                .filter(|served| *served != sequence)
                .or_else(|| self.previous.filter(|old| *old != sequence)),
            highest: self.highest.max(sequence),
            floor: self.floor.max(Some(created)),
        }
    }

    /// True for an edition that it names.
    #[must_use]
    pub fn names(&self, sequence: u64) -> bool {
        self.served == Some(sequence) || self.previous == Some(sequence)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn the_first_form_of_the_file_still_reads() {
        let state = State::parse(br#"{"served": 7, "previous": null, "highest": 9}"#).unwrap();
        assert_eq!(state, State { served: Some(7), previous: None, highest: 9, floor: None });
        let state = state.serving(10, "2026-11-20T08:00:00Z".parse().unwrap());
        assert_eq!(State::parse(&state.to_json()).unwrap(), state);
    }

    #[rstest]
    #[case::first(None, None, 0, 5, (None, 5))]
    #[case::next(Some(5), Some(4), 5, 6, (Some(5), 6))]
    #[case::back_by_a_stick(Some(6), Some(5), 6, 5, (Some(6), 6))]
    #[case::the_same_again(Some(6), Some(5), 6, 6, (Some(5), 6))]
    #[case::after_all_were_lost(None, None, 6, 7, (None, 7))]
    fn serving_remembers_the_one_before(
        #[case] served: Option<u64>,
        #[case] previous: Option<u64>,
        #[case] highest: u64,
        #[case] sequence: u64,
        #[case] expected: (Option<u64>, u64),
    ) {
        let (early, late) = ("2026-11-20T08:00:00Z".parse().unwrap(), "2026-12-20T08:00:00Z".parse().unwrap());
        let state = State { served, previous, highest, floor: Some(late) }.serving(sequence, early);
        assert_eq!((state.served, state.previous, state.highest), (Some(sequence), expected.0, expected.1));
        assert_eq!(state.floor, Some(late));
    }
}
