//! Every call to the system fails, one after the other, once and for ever: the old or the new edition is always served, whole.

use std::fs;
use std::sync::Arc;

use repere_kiosk::disk::Disk;
use repere_kiosk::faults::{FailingDisk, Fault, Lasting, Loss, PowerCutDisk};
use repere_kiosk::install::Outcome;
use repere_kiosk::store::{Check, Repaired, Settings, Store};

use crate::scene::{Scene, now};

const FAULTS: [Fault; 4] = [Fault::Failing, Fault::Full, Fault::ReadOnly, Fault::Gone];
const LASTING: [Lasting; 2] = [Lasting::Once, Lasting::ForEver];

/// Lets the Nth call of `act` fail, for N = 1, 2, 3… until none of its calls does, in every way; `judge` looks at what is left.
/// Gives how many faults there were.
fn sweep(make: impl Fn() -> Scene, act: impl Fn(&Scene, &Arc<dyn Disk>), judge: impl Fn(&Scene, &str)) -> u64 {
    let mut faults = 0;
    for fault in FAULTS {
        for lasting in LASTING {
            for at in 1.. {
                let scene = make();
                let failing = FailingDisk::new(at, fault, lasting);
                let disk: Arc<dyn Disk> = Arc::new(failing.clone());
                act(&scene, &disk);
                judge(&scene, &format!("call {at}, {fault:?}, {lasting:?}"));
                if !failing.has_failed() {
                    break;
                }
                faults += 1;
            }
        }
    }
    faults
}

/// Each in turn.
fn pick<T: Copy>(of: &[T], number: u64) -> T {
    of[usize::try_from(number).unwrap() % of.len()]
}

/// What has to hold after an install of 8 over 7 met a fault.
fn old_or_new(scene: &Scene, when: &str) -> u64 {
    let served = scene.served_whole().unwrap_or_else(|| panic!("{when}: nothing is served"));
    assert!([7, 8].contains(&served), "{when}: {served}");
    let state = scene.store().state().unwrap().unwrap();
    let (previous, highest) = if served == 7 { (6, 7) } else { (7, 8) };
    assert_eq!((state.previous, state.highest), (Some(previous), highest), "{when}");
    served
}

#[test]
fn an_install_that_meets_any_fault_leaves_the_old_or_the_new_edition_whole() {
    let start = Scene::serving();
    let faults = sweep(
        || start.copy(),
        |scene, disk| _ = scene.install_on(disk),
        |scene, when| {
            old_or_new(scene, when);
            scene.store().verify(scene.store().state().unwrap().unwrap().previous.unwrap(), Check::Bytes).unwrap();
            scene.install().unwrap_or_else(|error| panic!("{when}, then: {error}"));
            assert_eq!(scene.served_whole(), Some(8), "{when}");
            assert_eq!(scene.store().editions().unwrap(), [7, 8], "{when}");
            let incoming = scene.store_folder().join("incoming");
            assert_eq!(fs::read_dir(incoming).map_or(0, Iterator::count), 0, "{when}");
        },
    );
    println!("{faults} faults in an install");
    assert!(faults > 8 * 100, "{faults}");
}

#[test]
fn a_second_fault_while_recovering_from_the_first_changes_nothing_of_that() {
    let start = Scene::serving();
    let mut pairs = 0;
    for first in 1.. {
        let broken = start.copy();
        let disk = FailingDisk::new(first, pick(&FAULTS, first), pick(&LASTING, first / 4));
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        _ = broken.install_on(&shared);
        if !disk.has_failed() {
            break;
        }
        // All of the second ones would be tens of thousands: each 41st, begun elsewhere each time, meets each pair of steps.
        for second in (1 + first % 41..).step_by(41) {
            let scene = broken.copy();
            let disk = FailingDisk::new(second, pick(&FAULTS, first + second), pick(&LASTING, second));
            let shared: Arc<dyn Disk> = Arc::new(disk.clone());
            _ = scene.install_on(&shared);
            let when = format!("calls {first} and {second}");
            old_or_new(&scene, &when);
            if !disk.has_failed() {
                break;
            }
            pairs += 1;
            scene.install().unwrap_or_else(|error| panic!("{when}, then: {error}"));
            assert_eq!(scene.served_whole(), Some(8), "{when}");
        }
    }
    println!("{pairs} pairs of faults");
    assert!(pairs > 1_000, "{pairs}");
}

/// Cuts the power at each call of `act`, and in the end after the last; what was not synced is lost in each way. `judge` is told
/// whether `act` had ended.
fn cut(start: &Scene, act: impl Fn(&Scene, &Arc<dyn Disk>), judge: impl Fn(&Scene, &str, bool)) -> u64 {
    let mut cuts = 0;
    for loss in [Loss::All, Loss::Bytes, Loss::Half] {
        for at in 1.. {
            let scene = start.copy();
            let disk = PowerCutDisk::new(at, &scene.attic());
            let shared: Arc<dyn Disk> = Arc::new(disk.clone());
            act(&scene, &shared);
            disk.lose(loss, &scene.store_folder()).unwrap();
            judge(&scene, &format!("cut at {at}, {loss:?}"), !disk.is_cut());
            if !disk.is_cut() {
                break;
            }
            cuts += 1;
        }
    }
    cuts
}

#[test]
fn a_power_cut_at_any_call_of_an_install_leaves_the_old_or_the_new_edition_whole() {
    let cuts = cut(
        &Scene::serving(),
        |scene, disk| _ = scene.install_on(disk),
        |scene, when, ended| {
            let served = old_or_new(scene, when);
            assert!(!ended || served == 8, "{when}: said to be installed, and lost");
            scene.install().unwrap_or_else(|error| panic!("{when}, then: {error}"));
            assert_eq!(scene.served_whole(), Some(8), "{when}");
        },
    );
    println!("{cuts} power cuts in an install");
    assert!(cuts > 600, "{cuts}");
}

#[test]
fn a_power_cut_at_any_call_of_going_back_serves_one_of_the_two() {
    let cuts = cut(
        &Scene::serving(),
        |scene, disk| _ = scene.with_installer(disk, |installer| installer.rollback(now())),
        |scene, when, ended| {
            let served = scene.served_whole();
            assert!(served == Some(6) || served == Some(7) && !ended, "{when}: {served:?}");
        },
    );
    println!("{cuts} power cuts in going back");
}

#[test]
fn a_first_install_that_meets_any_fault_leaves_nothing_or_the_edition() {
    let start = Scene::new();
    start.bring(3);
    let faults = sweep(
        || start.copy(),
        |scene, disk| _ = scene.install_on(disk),
        |scene, when| {
            assert!([None, Some(3)].contains(&scene.served_whole()), "{when}");
            scene.install().unwrap_or_else(|error| panic!("{when}, then: {error}"));
            assert_eq!(scene.served_whole(), Some(3), "{when}");
        },
    );
    println!("{faults} faults in a first install");
}

#[test]
fn going_back_and_meeting_any_fault_serves_one_of_the_two() {
    let start = Scene::serving();
    let faults = sweep(
        || start.copy(),
        |scene, disk| _ = scene.with_installer(disk, |installer| installer.rollback(now())),
        |scene, when| {
            let served = scene.served_whole();
            let state = scene.store().state().unwrap().unwrap();
            assert!(
                served == Some(7) && state.previous == Some(6) || served == Some(6) && state.previous == Some(7),
                "{when}"
            );
            assert_eq!(state.highest, 7, "{when}");
        },
    );
    println!("{faults} faults in going back");
}

#[test]
fn a_repair_that_meets_any_fault_can_be_made_again() {
    let start = Scene::serving();
    fs::write(start.store().edition(7).content().join("venues.csv"), "x").unwrap();
    let faults = sweep(
        || start.copy(),
        |scene, disk| _ = Store::on(scene.store_folder(), Arc::clone(disk)).repair(Check::Sizes),
        |scene, when| {
            scene.store().repair(Check::Bytes).unwrap();
            assert_eq!(scene.served_whole(), Some(6), "{when}");
            assert_eq!(scene.store().state().unwrap().unwrap().highest, 7, "{when}");
        },
    );
    println!("{faults} faults in a repair");
}

#[test]
fn looking_at_a_whole_store_with_any_one_fault_changes_nothing() {
    let start = Scene::serving();
    let before = start.listing().into_values().collect::<Vec<_>>();
    let faults = sweep(
        || start.copy(),
        |scene, disk| {
            _ = Store::on(scene.store_folder(), Arc::clone(disk)).repair(Check::Bytes);
        },
        |scene, when| {
            let served = scene.served_whole().unwrap_or_else(|| panic!("{when}"));
            // A disk that fails for ever right after the state was read cannot serve 7, and cannot be written to either.
            assert_eq!(served, 7, "{when}");
            assert_eq!(scene.listing().into_values().collect::<Vec<_>>(), before, "{when}");
        },
    );
    println!("{faults} faults in looking");
}

#[test]
fn a_state_that_is_remade_and_meets_any_fault_can_be_remade() {
    let start = Scene::serving();
    fs::write(start.store_folder().join("state.json"), "{\"served\": 7, \"prev").unwrap();
    sweep(
        || start.copy(),
        |scene, disk| _ = Store::on(scene.store_folder(), Arc::clone(disk)).repair(Check::Bytes),
        |scene, when| {
            let repaired = scene.store().repair(Check::Bytes).unwrap();
            assert!(matches!(repaired, Repaired::Nothing | Repaired::StateRemade { .. }), "{when}: {repaired:?}");
            assert_eq!(scene.served_whole(), Some(7), "{when}");
            assert_eq!(scene.store().state().unwrap().unwrap().highest, 7, "{when}");
        },
    );
}

#[test]
fn settings_that_meet_any_fault_are_the_old_or_the_new_ones() {
    let start = Scene::new();
    let (old, new) = (
        Settings { locale: Some("fr".to_owned()), ..Settings::default() },
        Settings { locale: Some("en".to_owned()), ..Settings::default() },
    );
    start.store().set_settings(&old).unwrap();
    sweep(
        || start.copy(),
        |scene, disk| _ = Store::on(scene.store_folder(), Arc::clone(disk)).set_settings(&new),
        |scene, when| {
            let read = scene.store().settings().unwrap();
            assert!([&old, &new].contains(&&read.settings) && read.set_aside.is_none(), "{when}: {read:?}");
        },
    );
}

#[test]
fn a_fault_after_the_switch_does_not_unsay_it() {
    let start = Scene::serving();
    let mut told = 0;
    for at in 1.. {
        let scene = start.copy();
        let failing = FailingDisk::new(at, Fault::Failing, Lasting::Once);
        let disk: Arc<dyn Disk> = Arc::new(failing.clone());
        match scene.install_on(&disk) {
            Ok(Outcome::Installed { left_undone, .. }) => {
                assert_eq!(scene.served_whole(), Some(8));
                told += u32::from(left_undone.is_some());
            }
            Ok(other) => panic!("{other:?}"),
            Err(_) => {}
        }
        if !failing.has_failed() {
            break;
        }
    }
    assert!(told > 0);
}
