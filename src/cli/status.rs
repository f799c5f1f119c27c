//! `repere status`: which edition is served, which one before it, how old its data are, whether all of it is there.

use clap::ArgMatches;
use repere_kiosk::store::{Check, Store};
use repere_kiosk::trust::Keys;
use serde::Serialize;

use super::failure::Failure;
use super::{Common, print};
use crate::locale::Locale;
use crate::sentence;

/// What is known of the store.
#[derive(Debug, Serialize)]
struct Status {
    store: String,
    served: Option<Installed>,
    previous: Option<Installed>,
    /// The highest number ever installed.
    highest: u64,
    /// Names of the trusted keys.
    keys: Vec<String>,
}

/// One edition.
#[derive(Debug, Serialize)]
struct Installed {
    sequence: u64,
    name: Option<String>,
    territory: Option<String>,
    /// The day up to which its data are known.
    data_date: Option<chrono::NaiveDate>,
    venues: Option<u64>,
    guides: Option<u64>,
    /// What is wrong with it, in one sentence; null when all of it is there.
    problem: Option<String>,
}

pub(super) fn run(common: &Common, matches: &ArgMatches) -> Result<(), Failure> {
    let staff = common.staff;
    let store = common.store()?;
    let state = store.state().map_err(|error| Failure::Refused(sentence::store(&error, staff)))?;
    let keys = Keys::read(&common.config.keys, store.disk())
        .map_err(|error| Failure::Refused(sentence::trust(&error, staff)))?;
    let installed = |sequence: Option<u64>| sequence.map(|sequence| Installed::of(&store, sequence, staff));
    let status = Status {
        store: store.folder().display().to_string(),
        served: installed(state.and_then(|state| state.served)),
        previous: installed(state.and_then(|state| state.previous)),
        highest: state.map_or(0, |state| state.highest),
        keys: keys.trusted().map(|(name, _)| name.to_owned()).collect(),
    };
    if matches.get_flag("json") {
        let json = serde_json::to_string_pretty(&status).map_err(|error| Failure::io(&error.into(), staff))?;
        return print(&(json + "\n"), staff);
    }
    print(&(status.lines(staff).join("\n") + "\n"), staff)
}

impl Installed {
    fn of(store: &Store, sequence: u64, staff: Locale) -> Self {
        let verified = store.verify(sequence, Check::Bytes);
        let problem = verified.as_ref().err().map(|error| sentence::store(error, staff));
        let manifest = verified.or_else(|_| store.manifest(sequence)).ok().map(|(manifest, _)| manifest);
        let manifest = manifest.as_ref();
        let name = manifest.and_then(|found| found.name.get(staff.code()).or_else(|| found.name.values().next()));
        Self {
            sequence,
            name: name.cloned(),
            territory: manifest.map(|found| found.territory.clone()),
            data_date: manifest.map(|found| found.data_date),
            venues: manifest.map(|found| found.counts.venues),
            guides: manifest.map(|found| found.counts.guides),
            problem,
        }
    }

    fn line(&self, key: &str, staff: Locale) -> String {
        let count = |number: Option<u64>| usize::try_from(number.unwrap_or_default()).unwrap_or(usize::MAX);
        staff.say_with(
            key,
            &[
                ("sequence", self.sequence.to_string().as_str()),
                ("name", self.name.as_deref().unwrap_or("?")),
                ("territory", self.territory.as_deref().unwrap_or("?")),
                ("date", &self.data_date.map_or_else(|| "?".to_owned(), |date| staff.date(date))),
                ("venues", &staff.count("results.venues", count(self.venues))),
                ("guides", &staff.count("results.guides", count(self.guides))),
            ],
        )
    }
}

impl Status {
    fn lines(&self, staff: Locale) -> Vec<String> {
        let mut lines = vec![staff.say_with("status.store", &[("path", &self.store)])];
        match &self.served {
            Some(served) => lines.push(served.line("status.served", staff)),
            None => lines.push(staff.say("status.none")),
        }
        lines.extend(self.previous.as_ref().map(|previous| previous.line("status.previous", staff)));
        let editions = self.served.iter().chain(&self.previous);
        lines.extend(editions.filter_map(|edition| edition.problem.clone()));
        lines.push(match self.keys.as_slice() {
            [] => staff.say("status.no-keys"),
            keys => staff.say_with("status.keys", &[("keys", &keys.join(", "))]),
        });
        lines
    }
}
