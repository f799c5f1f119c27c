//! Making the store serve something whole again, at the start of the program: the previous edition where the served one is
//! missing or damaged, the newest whole one where the state itself is lost. The starter edition is the business of `repere`.

use super::{Check, Held, MAX_OWN, STATE, State, Store, StoreError};
use crate::disk::{read_whole, write_whole};

/// What repairing came to.
#[derive(Debug)]
#[non_exhaustive]
pub enum Repaired {
    /// Nothing was wrong; or nothing has been installed.
    Nothing,
    /// The served edition is not whole: the previous one is served now.
    WentBack {
        /// Number of the edition that is not whole.
        from: u64,
        /// Number of the one that is served now.
        to: u64,
        /// What is wrong with it.
        why: StoreError,
    },
    /// No edition is whole. The state is as it was, for what could not be read today may be readable tomorrow; what it names
    /// is not to be served.
    NoneLeft {
        /// What is wrong with the one that was served.
        why: StoreError,
    },
    /// The state was damaged; it was made anew, and what it said is kept in `state.json.damaged`.
    StateRemade {
        /// Number of the edition that is served now, if one is whole.
        served: Option<u64>,
    },
}

impl Store {
    /// Looks whether what the state names is there and whole, and mends the state where it is not. No edition is removed.
    ///
    /// # Errors
    /// `Busy` when something is to be mended while another process changes the edition: ask again when it has ended. Else
    /// when the disk cannot be read or written, or files may not be read; nothing has then changed.
    pub fn repair(&self, check: Check) -> Result<Repaired, StoreError> {
        // Most starts find all well: no lock, and nothing written.
        match self.state() {
            Ok(None | Some(State { served: None, .. })) => return Ok(Repaired::Nothing),
            Ok(Some(State { served: Some(served), .. })) if self.verify(served, check).is_ok() => {
                return Ok(Repaired::Nothing);
            }
            Ok(_) | Err(StoreError::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
        let held = self.lock()?;
        self.repair_held(&held, check)
    }

    pub(crate) fn repair_held(&self, held: &Held, check: Check) -> Result<Repaired, StoreError> {
        let state = match self.state() {
            Ok(Some(state)) => state,
            Ok(None) => return Ok(Repaired::Nothing),
            Err(StoreError::Damaged { .. }) => return self.remake_state(held),
            Err(error) => return Err(error),
        };
        let Some(served) = state.served else { return Ok(Repaired::Nothing) };
        // Twice: one call that fails is no damage.
        let why = match self.verify(served, check).or_else(|_| self.verify(served, check)) {
            Ok(_) => return Ok(Repaired::Nothing),
            // Whole or not, nobody knows: that is for the administrator.
            Err(error @ StoreError::Unreadable { .. }) => return Err(error),
            Err(error) => error,
        };
        let state = self.without(&state, served);
        let Some(to) = state.served else { return Ok(Repaired::NoneLeft { why }) };
        self.switch(held, &state)?;
        Ok(Repaired::WentBack { from: served, to, why })
    }

    /// The state without an edition that is not whole: the previous one steps in where it is whole.
    pub(crate) fn without(&self, state: &State, sequence: u64) -> State {
        if state.served != Some(sequence) {
            return State { previous: state.previous.filter(|previous| *previous != sequence), ..*state };
        }
        let whole = |previous: &u64| *previous != sequence && self.verify(*previous, Check::Bytes).is_ok();
        State { served: state.previous.filter(whole), previous: None, ..*state }
    }

    /// A state for the editions that are there. Their numbers bring back what was highest: a damaged file must not open the
    /// way to older editions.
    fn remake_state(&self, held: &Held) -> Result<Repaired, StoreError> {
        let path = self.folder.join(STATE);
        if let Ok(bytes) = read_whole(self.disk(), &path, MAX_OWN) {
            let aside = self.folder.join(format!("{STATE}.damaged"));
            write_whole(self.disk(), &aside, &bytes).map_err(|error| StoreError::writing(&aside, error))?;
        }
        let mut state = State::default();
        for sequence in self.editions()? {
            let whole = self.verify(sequence, Check::Bytes).or_else(|_| self.verify(sequence, Check::Bytes));
            if let Ok((manifest, _)) = whole {
                state = state.serving(sequence, manifest.created);
            }
            state.highest = state.highest.max(sequence);
        }
        self.switch(held, &state)?;
        Ok(Repaired::StateRemade { served: state.served })
    }
}
