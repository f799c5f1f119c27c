//! `repere refresh` and `repere rollback`: an edition comes from a stick, or the one before is served again. The same code
//! whether staff type it or the terminal starts it in a process of its own.

use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use repere_kiosk::bundle::BundleError;
use repere_kiosk::install::{InstallError, Offer, Outcome, Phase, Progress, Reason};
use repere_kiosk::trust::TrustError;

use super::failure::Failure;
use super::{Common, print};
use crate::installing::{Bench, Editions};
use crate::locale::Locale;
use crate::report::{Offered, Report};
use crate::sentence;

fn bench(common: &Common) -> Result<Bench, Failure> {
    let staff = common.staff;
    let refused = |error: &TrustError| Failure::Refused(sentence::trust(error, staff));
    Bench::new(common.store()?, &common.config.keys, common.config.unsigned).map_err(|error| refused(&error))
}

/// `repere refresh PATH`.
pub(super) fn run(common: &Common, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(path) = matches.get_one::<PathBuf>("path") else { return Err(Failure::missing("PATH", common.staff)) };
    let bench = bench(common)?;
    let mut teller = Teller::new(matches.get_flag("progress"), common.staff);
    if teller.to_terminal {
        // Visitors come first: what is not at once done is done in a minute.
        repere_kiosk::priority::lowest();
    }
    // A stick that the terminal saw and that is gone was pulled out; a path that somebody typed is wrong.
    if !teller.to_terminal
        && let Err(error) = std::fs::metadata(path)
    {
        return Err(Failure::file(path, &error, common.staff));
    }
    let stop = stopped_by_signals(common.staff)?;
    let editions = Editions::default();
    let installer = bench.installer(&editions);
    let now = common.clock.moment();
    let offer = match installer.inspect(path, &mut |progress| teller.progress(progress, &stop)) {
        Ok(offer) => offer,
        Err(error) => {
            // Somebody's own stick is nobody's attempt to install anything.
            let about_us = !matches!(error, InstallError::Bundle(BundleError::NoBundle { .. }));
            if about_us && let Err(left) = installer.record_refusal(&error, now) {
                tracing::warn!("the journal cannot be written: {left}");
            }
            return teller.refused(&error);
        }
    };
    teller.offer(&offer)?;
    let only = matches.get_one::<String>("only");
    if only.is_some_and(|only| *only != offer.hash.to_string()) {
        return teller.refused(&InstallError::StickChanged);
    }
    let confirmed: Vec<Reason> = if matches.get_flag("yes") { offer.reasons().to_vec() } else { Vec::new() };
    match installer.install(&offer, &confirmed, now, &mut |progress| teller.progress(progress, &stop)) {
        Ok(outcome) => teller.done(&offer, &outcome),
        Err(error) => teller.refused(&error),
    }
}

/// `repere rollback`.
pub(super) fn back(common: &Common) -> Result<(), Failure> {
    let bench = bench(common)?;
    let editions = Editions::default();
    let back = bench.installer(&editions).rollback(common.clock.moment());
    let back = back.map_err(|error| Failure::install(&error, common.staff))?;
    if let Some(left) = back.left_undone {
        tracing::warn!("the journal cannot be written: {left}");
    }
    let text = common.staff.say_with("install.done.rolled-back", &[("sequence", &back.to.to_string())]);
    print(&(text + "\n"), common.staff)
}

/// Ctrl-C and SIGTERM stop between two steps, where stopping harms nothing.
fn stopped_by_signals(staff: Locale) -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let listening = repere_kiosk::signals::on_end_asked(move || asked.store(true, Ordering::Relaxed));
    listening.map_err(|error| Failure::io(&error, staff))?;
    Ok(stop)
}

/// Tells a person in sentences, or the terminal in JSON.
struct Teller {
    to_terminal: bool,
    staff: Locale,
    /// What a person was last told, so that each line says something new.
    last: Option<(Phase, u64)>,
}

/// A person is told of every tenth.
const TENTH: u64 = 10;

impl Teller {
    fn new(to_terminal: bool, staff: Locale) -> Self {
        Self { to_terminal, staff, last: None }
    }

    fn report(&self, report: &Report) -> Result<(), Failure> {
        let line = serde_json::to_string(report).map_err(|error| Failure::io(&error.into(), self.staff))?;
        print(&(line + "\n"), self.staff)
    }

    fn offer(&self, offer: &Offer) -> Result<(), Failure> {
        let offered = Offered::from(offer);
        if self.to_terminal {
            return self.report(&Report::Offer(Box::new(offered)));
        }
        let staff = self.staff;
        let name = offered.name.get(staff.code()).or_else(|| offered.name.values().next()).cloned().unwrap_or_default();
        let brings = staff.say_with(
            "install.done.brings",
            &[
                ("name", name.as_str()),
                ("sequence", &offered.sequence.to_string()),
                ("territory", &offered.territory),
                ("date", &staff.date(offered.data_date)),
                ("venues", &staff.count("results.venues", count(offered.venues))),
                ("guides", &staff.count("results.guides", count(offered.guides))),
            ],
        );
        let signed = offered.key.as_ref().map(|key| staff.say_with("install.done.signed", &[("key", key)]));
        let changes = offered.changes.map(|[added, gone, changed]| {
            let figures = [("added", added), ("gone", gone), ("changed", changed)].map(|(k, v)| (k, v.to_string()));
            staff.say_with("install.done.changes", &figures.each_ref().map(|(key, value)| (*key, value.as_str())))
        });
        let reasons = offer.reasons().iter().map(|reason| sentence::reason(reason, staff));
        let lines: Vec<String> = [Some(brings), signed, changes].into_iter().flatten().chain(reasons).collect();
        print(&(lines.join("\n") + "\n"), staff)
    }

    fn progress(&mut self, progress: Progress, stop: &AtomicBool) -> ControlFlow<()> {
        let share = share(progress);
        let told = if self.to_terminal { share } else { share / TENTH };
        if self.last != Some((progress.phase, told)) {
            self.last = Some((progress.phase, told));
            self.tell(progress, share);
        }
        if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn tell(&self, progress: Progress, share: u64) {
        if self.to_terminal {
            // A terminal that is gone stops nothing: the edition is there when it comes back.
            let _ = self.report(&progress.into());
        } else if io::stderr().is_terminal() {
            let phase = self.staff.say(crate::report::Step::from(progress.phase).locale_key());
            let percent = share.to_string();
            let line = self.staff.say_with("install.done.share", &[("phase", &phase), ("percent", &percent)]);
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    fn done(&self, offer: &Offer, outcome: &Outcome) -> Result<(), Failure> {
        let counts = offer.manifest.counts;
        let (report, key) = match outcome {
            Outcome::Installed { sequence, left_undone, .. } => {
                if let Some(left) = left_undone {
                    tracing::warn!("after installing edition {sequence}: {left}");
                }
                let (venues, guides) = (counts.venues, counts.guides);
                (Report::Installed { sequence: *sequence, venues, guides }, "install.done.installed")
            }
            Outcome::AlreadyServed { sequence } => (Report::Already { sequence: *sequence }, "install.done.already"),
            // Whatever else it may come to is served as well.
            _ => (Report::Already { sequence: offer.manifest.sequence }, "install.done.already"),
        };
        if self.to_terminal {
            return self.report(&report);
        }
        let staff = self.staff;
        let text = staff.say_with(
            key,
            &[
                ("sequence", offer.manifest.sequence.to_string().as_str()),
                ("venues", &staff.count("results.venues", count(counts.venues))),
                ("guides", &staff.count("results.guides", count(counts.guides))),
            ],
        );
        print(&(text + "\n"), staff)
    }

    fn refused(&self, error: &InstallError) -> Result<(), Failure> {
        if self.to_terminal {
            self.report(&Report::refused(error))?;
            return Err(Failure::Silent);
        }
        Err(Failure::install(error, self.staff))
    }
}

/// How far a phase is, in percent.
fn share(progress: Progress) -> u64 {
    let (done, of) =
        if progress.bytes_of > 0 { (progress.bytes, progress.bytes_of) } else { (progress.files, progress.files_of) };
    done.saturating_mul(100).checked_div(of).unwrap_or(0).min(100)
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
