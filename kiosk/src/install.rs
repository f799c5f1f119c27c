//! Taking in an edition from a stick, as safely as a good firmware updater: whatever happens, at any call to the system, the
//! old or the new edition is served, whole. Knows bundles, trust and the store; what the files say is asked of a [`Content`].
//!
//! ```text
//! inspect   find → signature → manifest and listing → sequence → every byte → what it holds → what changes      (writes nothing)
//! install   lock → all that again, but the bytes → room → copy, sync, read back → index → counts, canned questions
//!           → rename to editions/SEQUENCE → state.json, the one switch → remove what is not named any more → journal
//! ```
//!
//! Sources of the rules: TUF 1.0.34 §1.5.2 (rollback, fast-forward, endless data, mix-and-match); RAUC issue 1970 (a stick
//! that read well once and badly the second time: what was copied is read back); Kolibri issues 4463 and 5263 (a cut must be
//! seen as such, and what was copied must be of use the next time, but by its hash and not by its size).

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{DateTime, Utc};
use semver::Version;

use crate::bundle::{self, Bundle, BundleError, Hash, Manifest};
use crate::store::{Act, Check, Entry, Held, Repaired, State, Store, StoreError};
use crate::trust::{Keys, Trust};

mod content;
mod error;
mod place;
mod progress;
mod rollback;
mod stage;
mod standing;

pub use content::{Changes, Content, ContentError, Step};
pub use error::InstallError;
pub use progress::{OnProgress, Phase, Progress};
pub use rollback::RolledBack;
pub use standing::{FIRST_SEQUENCES, MAX_LEAP, Reason, Standing};

use progress::Meter;
use standing::{Known, Offered};

/// What the administrator decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// What becomes of bundles without a signature.
    pub unsigned: Unsigned,
    /// The version of this program.
    pub program: Version,
}

/// What becomes of bundles without a signature. One with a bad signature, or of a key that is not trusted, is never taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unsigned {
    /// They are refused.
    #[default]
    Refused,
    /// Staff may take them in, having been asked.
    OnConfirmation,
}

/// A bundle that could be installed, as it was found on a stick.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Offer {
    /// The folder of the bundle.
    pub folder: PathBuf,
    /// What its manifest says.
    pub manifest: Manifest,
    /// Hash of the manifest: stands for every byte of the bundle.
    pub hash: Hash,
    /// Name of the key that signed it; `None` when it is not signed.
    pub key: Option<String>,
    /// How it stands to what is served.
    pub standing: Standing,
    /// What it changes, where there is a served edition to compare it with.
    pub changes: Option<Changes>,
}

impl Offer {
    /// What staff are to be asked before it is installed: to be given back to [`Installer::install`] once they said yes.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        self.standing.reasons()
    }
}

/// What installing came to.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// The edition is served now.
    Installed {
        /// Its number.
        sequence: u64,
        /// Number of the one to go back to.
        previous: Option<u64>,
        /// What went wrong once it was served: old files that could not be removed, a line that could not be written. For the
        /// log; nothing needs to be done.
        left_undone: Option<StoreError>,
    },
    /// It was served already: nothing was to be done.
    AlreadyServed {
        /// Its number.
        sequence: u64,
    },
}

/// Takes in editions.
pub struct Installer<'a> {
    store: &'a Store,
    keys: &'a Keys,
    content: &'a dyn Content,
    policy: Policy,
}

/// A bundle that was read and may be believed as far as its manifest and its listing go.
struct Examined {
    bundle: Bundle,
    hash: Hash,
    key: Option<String>,
}

impl Examined {
    fn offered(&self) -> Offered<'_> {
        Offered { manifest: &self.bundle.manifest, hash: self.hash, signed: self.key.is_some() }
    }
}

impl<'a> Installer<'a> {
    /// An installer for a store.
    #[must_use]
    pub fn new(store: &'a Store, keys: &'a Keys, content: &'a dyn Content, policy: Policy) -> Self {
        Self { store, keys, content, policy }
    }

    /// Looks at the one bundle on a stick, down to its last byte, and says how it stands to what is served. Writes nothing,
    /// and takes no lock.
    ///
    /// # Errors
    /// Why it cannot be installed, or `Cancelled` when `progress` said so.
    pub fn inspect(&self, stick: &Path, progress: OnProgress<'_>) -> Result<Offer, InstallError> {
        let mut meter = Meter::new(progress);
        let disk = self.store.disk();
        let folder = bundle::find(stick, disk)?;
        let examined = self.examine(&folder)?;
        let state = match self.store.state() {
            // Installing makes it anew, and asks again.
            Err(StoreError::Damaged { .. }) => State::default(),
            state => state?.unwrap_or_default(),
        };
        let known = Known::of(self.store, state);
        let mut standing = standing::of(&known, &examined.offered(), None)?;
        let mut changes = None;
        if standing != Standing::Same {
            self.check_bytes(&examined.bundle, &mut meter)?;
            let counts = self.content.inspect(&folder);
            let counts = counts.map_err(|error| error.on_stick(&folder, disk))?;
            InstallError::check_counts(&examined.bundle.manifest.counts, &counts)?;
            changes = self.changes(&known, &folder);
            standing = standing::of(&known, &examined.offered(), changes.as_ref())?;
        }
        let Examined { bundle: Bundle { manifest, .. }, hash, key } = examined;
        Ok(Offer { folder, manifest, hash, key, standing, changes })
    }

    /// Installs what was offered, and serves it. `confirmed` is what staff were asked and said yes to, see
    /// [`Offer::reasons`]; if it turns out that there is more to ask, nothing is changed. `now` goes into the journal.
    /// Progress is told until the switch, and can stop it until then: files that were copied are then of use the next time.
    ///
    /// # Errors
    /// Why it was not installed; what was served before still is. Only where the very last call, which makes the switch
    /// outlast a power cut, failed, may the new edition be served already; installing it again then says so.
    pub fn install(
        &self,
        offer: &Offer,
        confirmed: &[Reason],
        now: DateTime<Utc>,
        progress: OnProgress<'_>,
    ) -> Result<Outcome, InstallError> {
        let started = Instant::now();
        let held = self.store.lock()?;
        let mut result = self.install_held(&held, offer, confirmed, &mut Meter::new(progress));
        let recorded = self.store.record(&Entry {
            when: now,
            act: Act::Install,
            territory: Some(offer.manifest.territory.clone()),
            sequence: Some(offer.manifest.sequence),
            verdict: match &result {
                Ok(Outcome::Installed { .. }) => "installed".to_owned(),
                Ok(Outcome::AlreadyServed { .. }) => "already-served".to_owned(),
                Err(error) => error.key().to_owned(),
            },
            seconds: started.elapsed().as_secs(),
            bytes: offer.manifest.total(),
        });
        if let (Ok(Outcome::Installed { left_undone, .. }), Err(error)) = (&mut result, recorded) {
            left_undone.get_or_insert(error);
        }
        result
    }

    /// Writes into the journal that a stick was refused before anything was offered. Left out while another process
    /// installs: it writes there itself.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn record_refusal(&self, error: &InstallError, now: DateTime<Utc>) -> Result<(), StoreError> {
        let _held = match self.store.lock() {
            Err(StoreError::Busy { .. }) => return Ok(()),
            held => held?,
        };
        let verdict = error.key().to_owned();
        let entry =
            Entry { when: now, act: Act::Install, territory: None, sequence: None, verdict, seconds: 0, bytes: 0 };
        self.store.record(&entry)
    }

    fn install_held(
        &self,
        held: &Held,
        offer: &Offer,
        confirmed: &[Reason],
        meter: &mut Meter<'_>,
    ) -> Result<Outcome, InstallError> {
        let state = self.settled_state(held)?;
        let examined = self.examine(&offer.folder)?;
        if examined.hash != offer.hash {
            return Err(InstallError::StickChanged);
        }
        let sequence = examined.bundle.manifest.sequence;
        let known = Known::of(self.store, state);
        let standing = standing::of(&known, &examined.offered(), None)?;
        let whole = self.is_whole(&examined);
        if standing == Standing::Same && whole {
            // What a fault after the switch left; if it cannot be removed now, the next install does.
            let _cleared = self.make_room(&known.state, &examined);
            return Ok(Outcome::AlreadyServed { sequence });
        }
        standing.confirmed_by(confirmed)?;
        let confirm = |new: &Path| {
            let changes = self.changes(&known, new);
            standing::of(&known, &examined.offered(), changes.as_ref())?.confirmed_by(confirmed)
        };
        if whole {
            confirm(&self.store.edition(sequence).content())?;
        } else {
            self.stage(&known.state, &examined, meter, &confirm)?;
        }
        self.place(held, known.state, &examined, whole)
    }

    /// The state, made anew where it was damaged, and sure to outlast a power cut: what it does not name may be removed.
    fn settled_state(&self, held: &Held) -> Result<State, InstallError> {
        let state = match self.store.state() {
            Err(StoreError::Damaged { .. }) => {
                let _remade: Repaired = self.store.repair_held(held, Check::Bytes)?;
                self.store.state()
            }
            state => state,
        };
        let synced = self.store.disk().sync_folder(self.store.folder());
        synced.map_err(|error| StoreError::writing(self.store.folder(), error))?;
        Ok(state?.unwrap_or_default())
    }

    /// Reads the bundle in a folder as far as its listing; its signature comes before all else.
    fn examine(&self, folder: &Path) -> Result<Examined, InstallError> {
        let disk = self.store.disk();
        let sealed = bundle::read(folder, disk)?;
        let key = match (self.keys.judge(&sealed), self.policy.unsigned) {
            (Trust::Trusted { key }, _) => Some(key),
            (Trust::NoSignature, Unsigned::OnConfirmation) => None,
            (Trust::NoSignature, Unsigned::Refused) => return Err(InstallError::NoSignature),
            (Trust::BadSignature, _) => return Err(InstallError::BadSignature),
            (Trust::UnknownKey { id }, _) => return Err(InstallError::UnknownKey { id }),
            (Trust::Revoked { id }, _) => return Err(InstallError::RevokedKey { id }),
        };
        let hash = sealed.hash();
        let bundle = sealed.open(disk)?;
        let (needed, program) = (&bundle.manifest.min_program, &self.policy.program);
        if needed > program {
            let (needed, program) = (needed.to_string(), program.to_string());
            return Err(BundleError::ProgramTooOld { needed, program }.into());
        }
        Ok(Examined { bundle, hash, key })
    }

    fn check_bytes(&self, bundle: &Bundle, meter: &mut Meter<'_>) -> Result<(), InstallError> {
        let manifest = &bundle.manifest;
        meter.begin(Phase::Checking, manifest.files.len() as u64, manifest.total())?;
        let on = &mut |file, read| meter.advance(file as u64, read);
        let read = bundle::check_files(&bundle.sealed.folder, manifest, self.store.disk(), on)?;
        if read.is_break() || meter.advance(manifest.files.len() as u64, 0).is_break() {
            return Err(InstallError::Cancelled);
        }
        Ok(())
    }

    /// Whether this very edition is in the store already, whole and of use. Asked twice: one call that fails is no reason to
    /// take an edition apart that is served.
    fn is_whole(&self, examined: &Examined) -> bool {
        self.is_whole_now(examined) || self.is_whole_now(examined)
    }

    fn is_whole_now(&self, examined: &Examined) -> bool {
        let edition = self.store.edition(examined.bundle.manifest.sequence);
        let same = match self.store.verify(edition.sequence, Check::Bytes) {
            Ok((_, hash)) => hash == examined.hash,
            Err(_) => false,
        };
        let counts = &examined.bundle.manifest.counts;
        same && self.content.verify(&edition.content(), &edition.index(), counts).is_ok()
    }

    /// What an edition changes; `None` where the one that is served cannot be compared with: it shall not stand in the way
    /// of a better one.
    fn changes(&self, known: &Known, new: &Path) -> Option<Changes> {
        known.served.as_ref()?;
        let old = self.store.edition(known.state.served?).content();
        self.content.compare(&old, new).ok()
    }
}
