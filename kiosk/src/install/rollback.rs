//! Going back to the previous edition, with one key: it is looked at down to its last byte first, and asked whether it
//! answers. The highest number stays, so that going back opens no way to still older ones (RAUC's `min-bundle-version` has that
//! trap in its documentation).

use std::time::Instant;

use chrono::{DateTime, Utc};

use super::{InstallError, Installer};
use crate::bundle;
use crate::store::{Act, Check, Entry, State, StoreError};
use crate::trust::Trust;

/// What going back came to.
#[derive(Debug)]
pub struct RolledBack {
    /// Number of the edition that was served; it is the one to go back to now.
    pub from: Option<u64>,
    /// Number of the edition that is served now.
    pub to: u64,
    /// Why the journal could not be written, for the log.
    pub left_undone: Option<StoreError>,
}

impl Installer<'_> {
    /// Serves the previous edition again; the served one becomes the previous. `now` goes into the journal.
    ///
    /// # Errors
    /// When there is no previous edition, it is not whole, or its key has been revoked since; nothing has then changed.
    pub fn rollback(&self, now: DateTime<Utc>) -> Result<RolledBack, InstallError> {
        let started = Instant::now();
        let held = self.store.lock()?;
        let state = self.settled_state(&held)?;
        let to = self.may_go_back(&state);
        let done = to.and_then(|to| {
            let back = State { served: Some(to), previous: state.served, ..state };
            self.store.switch(&held, &back)?;
            Ok(to)
        });
        let manifest =
            state.previous.and_then(|previous| self.store.manifest(previous).ok()).map(|(manifest, _)| manifest);
        let recorded = self.store.record(&Entry {
            when: now,
            act: Act::Rollback,
            territory: manifest.as_ref().map(|manifest| manifest.territory.clone()),
            sequence: state.previous,
            verdict: done.as_ref().map_or_else(InstallError::key, |_| "rolled-back").to_owned(),
            seconds: started.elapsed().as_secs(),
            bytes: manifest.map_or(0, |manifest| manifest.total()),
        });
        Ok(RolledBack { from: state.served, to: done?, left_undone: recorded.err() })
    }

    /// The number of the previous edition, if it can be served.
    fn may_go_back(&self, state: &State) -> Result<u64, InstallError> {
        let previous = state.previous.ok_or(InstallError::NoPrevious)?;
        let (manifest, _) = self.store.verify(previous, Check::Bytes)?;
        let edition = self.store.edition(previous);
        let content = edition.content();
        let damaged = || StoreError::EditionDamaged { path: content.clone(), file: bundle::MANIFEST.to_owned() };
        let sealed = bundle::read(&content, self.store.disk()).map_err(|_gone_since| damaged())?;
        match self.keys.judge(&sealed) {
            Trust::Revoked { id } => return Err(InstallError::RevokedKey { id }),
            Trust::BadSignature => return Err(damaged().into()),
            // It was taken in under the keys of its time, or by staff who were asked.
            Trust::Trusted { .. } | Trust::UnknownKey { .. } | Trust::NoSignature => {}
        }
        let answers = self.content.verify(&content, &edition.index(), &manifest.counts);
        answers.map_err(super::ContentError::in_store)?;
        Ok(previous)
    }
}
