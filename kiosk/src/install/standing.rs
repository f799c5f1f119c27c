//! How an edition stands to what is served: the rules of sequence, territory and size, and what staff are to be asked. Pure:
//! reads only what it is given.

use super::{Changes, InstallError};
use crate::bundle::{Hash, Manifest};
use crate::detail::Details;
use crate::store::{State, Store};

/// How far above the highest number an edition may be: one that leaps to the end would shut out all later ones
/// (fast-forward, TUF 1.0.34 §1.5.2). Daily editions take three years to get there.
pub const MAX_LEAP: u64 = 1_000;

/// The highest number of the first edition of a terminal, which has none to leap from.
pub const FIRST_SEQUENCES: u64 = 1_000_000;

/// How an edition stands to what is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It may be installed without a question.
    Newer,
    /// It is the one that is served.
    Same,
    /// Staff are to be asked first.
    NeedsConfirmation(Vec<Reason>),
}

/// Why staff are to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Its number is lower than one that was installed before.
    Older {
        /// The highest number that was installed.
        highest: u64,
        /// Its own.
        sequence: u64,
    },
    /// It is not signed.
    Unsigned,
    /// It is for others.
    OtherTerritory {
        /// Whom the served one is for.
        served: String,
        /// Whom it is for.
        offered: String,
    },
    /// More than half of the venues that are served are not in it.
    ManyVenuesGone {
        /// How many.
        gone: u64,
        /// Of how many.
        of: u64,
    },
}

impl Reason {
    /// Name of the sentence for this reason.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Older { .. } => "older",
            Self::Unsigned => "unsigned",
            Self::OtherTerritory { .. } => "other-territory",
            Self::ManyVenuesGone { .. } => "many-venues-gone",
        }
    }

    /// What the sentence can name.
    #[must_use]
    pub fn details(&self) -> Details {
        match self {
            Self::Older { highest, sequence } => vec![("highest", (*highest).into()), ("sequence", (*sequence).into())],
            Self::Unsigned => Vec::new(),
            Self::OtherTerritory { served, offered } => vec![("served", served.into()), ("offered", offered.into())],
            Self::ManyVenuesGone { gone, of } => vec![("gone", (*gone).into()), ("of", (*of).into())],
        }
    }
}

impl Standing {
    /// What staff are to be asked.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::NeedsConfirmation(reasons) => reasons,
            Self::Newer | Self::Same => &[],
        }
    }

    /// Whether staff said yes to each of these very reasons: yes to one is no yes to another that came up since.
    pub(super) fn confirmed_by(&self, confirmed: &[Reason]) -> Result<(), InstallError> {
        if self.reasons().iter().all(|reason| confirmed.contains(reason)) {
            return Ok(());
        }
        Err(InstallError::NotConfirmed { reasons: self.reasons().to_vec() })
    }
}

/// What is installed, as far as an offer is held against it.
pub(super) struct Known {
    pub(super) state: State,
    /// The manifest of the served edition, where it can be read.
    pub(super) served: Option<Manifest>,
    /// The hashes of the manifests of the editions that the state names, where they can be read.
    named: Vec<(u64, Hash)>,
}

impl Known {
    pub(super) fn of(store: &Store, state: State) -> Self {
        let mut known = Self { state, served: None, named: Vec::new() };
        for sequence in state.served.into_iter().chain(state.previous) {
            if let Ok((manifest, hash)) = store.manifest(sequence) {
                known.named.push((sequence, hash));
                if state.served == Some(sequence) {
                    known.served = Some(manifest);
                }
            }
        }
        known
    }
}

/// A bundle, as far as these rules go.
pub(super) struct Offered<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) hash: Hash,
    pub(super) signed: bool,
}

/// How an edition stands to what is known; without `changes`, as far as can be said without comparing.
pub(super) fn of(known: &Known, offered: &Offered<'_>, changes: Option<&Changes>) -> Result<Standing, InstallError> {
    let sequence = offered.manifest.sequence;
    match known.named.iter().find(|(named, _)| *named == sequence) {
        Some((_, hash)) if *hash != offered.hash => return Err(InstallError::SequenceReused { sequence }),
        Some(_) if known.state.served == Some(sequence) => return Ok(Standing::Same),
        _ => {}
    }
    let highest = known.state.highest;
    let limit = if highest == 0 { FIRST_SEQUENCES } else { highest.saturating_add(MAX_LEAP) };
    if sequence > limit {
        return Err(InstallError::WildSequence { highest, found: sequence, limit });
    }
    let mut reasons = Vec::new();
    if sequence < highest {
        reasons.push(Reason::Older { highest, sequence });
    }
    if !offered.signed {
        reasons.push(Reason::Unsigned);
    }
    match &known.served {
        Some(served) if served.territory != offered.manifest.territory => reasons.push(Reason::OtherTerritory {
            served: served.territory.clone(),
            offered: offered.manifest.territory.clone(),
        }),
        _ => {}
    }
    match changes {
        Some(changes) if changes.gone.saturating_mul(2) > changes.before => {
            reasons.push(Reason::ManyVenuesGone { gone: changes.gone, of: changes.before });
        }
        _ => {}
    }
    Ok(if reasons.is_empty() { Standing::Newer } else { Standing::NeedsConfirmation(reasons) })
}
