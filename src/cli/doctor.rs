//! `repere doctor`: what is wrong with this machine and what to do, one line each with its remedy. Exit 1 if something is.

use chrono::{DateTime, Utc};
use repere_kiosk::disk::Disk;
use repere_kiosk::store::{Check, State, Store, StoreError};
use repere_kiosk::trust::Keys;

use super::failure::Failure;
use super::{Common, print};
use crate::locale::Locale;
use crate::sentence;
use crate::world::Clock;

/// Room for one large edition and its copy, in bytes.
const COMFORTABLE: u64 = 500_000_000;
/// Data older than this are old, in days: a third of a year.
const OLD: i64 = 120;

/// What the examination of one thing came to.
enum Found {
    Well(String),
    Wrong(String),
}

/// `repere doctor`.
pub(super) fn run(common: &Common) -> Result<(), Failure> {
    let staff = common.staff;
    let store = common.store()?;
    let now = common.clock.moment();
    let mut found = vec![writable(&store, staff)];
    found.extend(room(&store, staff));
    let state = store.state();
    found.extend(editions(&store, &state, staff));
    if let Ok(Some(state)) = &state {
        found.extend(clock(state, now, common.clock, staff));
        found.extend(age(&store, state, now, staff));
    }
    found.push(keys(common, &store));
    found.push(pin(common, &store));
    found.push(here(common, &store));
    let mut wrong = 0;
    for one in &found {
        let (mark, text) = match one {
            Found::Well(text) => ("doctor.well", text),
            Found::Wrong(text) => {
                wrong += 1;
                ("doctor.wrong", text)
            }
        };
        print(&(staff.say_with(mark, &[("text", text)]) + "\n"), staff)?;
    }
    if wrong == 0 {
        return print(&(staff.say("doctor.all-well") + "\n"), staff);
    }
    print(&(staff.count("doctor.end", wrong) + "\n"), staff)?;
    Err(Failure::Silent)
}

fn of_store(result: Result<(), StoreError>, well: &str, staff: Locale) -> Found {
    match result {
        Ok(()) => Found::Well(staff.say(well)),
        Err(error) => Found::Wrong(sentence::store(&error, staff)),
    }
}

/// Whether this account may write there, found out as an install would: by taking the lock.
fn writable(store: &Store, staff: Locale) -> Found {
    match store.lock() {
        Err(StoreError::Busy { .. }) => Found::Well(staff.say("doctor.busy")),
        locked => of_store(locked.map(drop), "doctor.writable", staff),
    }
}

fn room(store: &Store, staff: Locale) -> Option<Found> {
    let disk: &dyn Disk = store.disk();
    let free = disk.free_space(store.folder()).ok()?;
    let free_text = sentence::size(free, staff);
    let key = if free < COMFORTABLE { "doctor.little-room" } else { "doctor.room" };
    let text = staff.say_with(key, &[("free", &free_text)]);
    Some(if free < COMFORTABLE { Found::Wrong(text) } else { Found::Well(text) })
}

fn editions(store: &Store, state: &Result<Option<State>, StoreError>, staff: Locale) -> Vec<Found> {
    let state = match state {
        Ok(Some(state)) => state,
        Ok(None) => return vec![Found::Wrong(staff.say("doctor.no-edition"))],
        Err(error) => return vec![Found::Wrong(sentence::store(error, staff))],
    };
    let named = [(state.served, "doctor.served"), (state.previous, "doctor.previous")];
    let found = named.iter().filter_map(|(sequence, key)| Some((store.verify((*sequence)?, Check::Bytes), *key)));
    found.map(|(verified, key)| of_store(verified.map(drop), key, staff)).collect()
}

/// A clock before the day an edition was made is wrong, and no hours can be told by it.
fn clock(state: &State, now: DateTime<Utc>, clock: Clock, staff: Locale) -> Option<Found> {
    let floor = state.floor?;
    let said = staff.moment(clock.now());
    Some(if now < floor {
        Found::Wrong(staff.say_with("doctor.clock-wrong", &[("now", &said)]))
    } else {
        Found::Well(staff.say_with("doctor.clock", &[("now", &said)]))
    })
}

fn age(store: &Store, state: &State, now: DateTime<Utc>, staff: Locale) -> Option<Found> {
    let (manifest, _) = store.manifest(state.served?).ok()?;
    let days = (now.date_naive() - manifest.data_date).num_days();
    let date = staff.date(manifest.data_date);
    Some(if days > OLD {
        Found::Wrong(staff.say_with("doctor.old", &[("date", &date)]))
    } else {
        Found::Well(staff.say_with("doctor.fresh", &[("date", &date)]))
    })
}

fn keys(common: &Common, store: &Store) -> Found {
    let staff = common.staff;
    let path = common.config.keys.display().to_string();
    match Keys::read(&common.config.keys, store.disk()) {
        Err(error) => Found::Wrong(sentence::trust(&error, staff)),
        Ok(keys) => match keys.trusted().count() {
            0 => Found::Wrong(staff.say_with("doctor.no-keys", &[("path", &path)])),
            number => Found::Well(staff.count("doctor.keys", number)),
        },
    }
}

fn pin(common: &Common, store: &Store) -> Found {
    let staff = common.staff;
    match store.settings() {
        Err(error) => Found::Wrong(sentence::store(&error, staff)),
        Ok(read) if read.settings.pin.is_some() => Found::Well(staff.say("doctor.pin")),
        Ok(_) => Found::Wrong(staff.say("doctor.no-pin")),
    }
}

fn here(common: &Common, store: &Store) -> Found {
    let staff = common.staff;
    let set = store.settings().ok().and_then(|read| read.settings.here).map(|here| here.name);
    match set.or_else(|| common.config.here.as_ref().map(|here| here.name.clone())) {
        Some(name) => Found::Well(staff.say_with("doctor.here", &[("name", &name)])),
        None => Found::Wrong(staff.say("doctor.no-here")),
    }
}
