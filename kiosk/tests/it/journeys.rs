//! Whole courses of events: interrupted installs that go on, full disks, other processes, going back, repairing.

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use repere_kiosk::disk::Disk;
use repere_kiosk::faults::{FailingDisk, Fault, Lasting};
use repere_kiosk::install::{InstallError, Outcome, Phase, Progress, Reason};
use repere_kiosk::store::{Act, Check, Repaired, Store};

use crate::scene::{REVOKED, Scene, described, files, go_on, make, now, sign, system};

#[test]
fn an_edition_is_installed_and_remembered() {
    let scene = Scene::serving();
    let mut phases = Vec::new();
    let offer = scene.inspect().unwrap();
    assert_eq!(offer.key.as_deref(), Some("departement"));
    let outcome = scene.with_installer(&system(), |installer| {
        installer.install(&offer, &[], now(), &mut |progress: Progress| {
            assert!(progress.files <= progress.files_of && progress.bytes <= progress.bytes_of, "{progress:?}");
            phases.push(progress.phase);
            ControlFlow::Continue(())
        })
    });
    assert!(
        matches!(outcome, Ok(Outcome::Installed { sequence: 8, previous: Some(7), left_undone: None })),
        "{outcome:?}"
    );
    phases.dedup();
    assert_eq!(phases, [Phase::Copying, Phase::Preparing, Phase::Proving]);
    assert_eq!(scene.served_whole(), Some(8));
    let store = scene.store();
    assert_eq!(store.editions().unwrap(), [7, 8]);
    assert_eq!(store.state().unwrap().unwrap().floor, Some(described(8).created));
    let journal = store.journal().unwrap();
    let last = journal.last().unwrap();
    assert_eq!((journal.len(), last.sequence, last.act), (3, Some(8), Act::Install));
    assert_eq!(
        (last.verdict.as_str(), last.when, last.territory.as_deref()),
        ("installed", now(), Some("pas-de-calais"))
    );

    let before = scene.listing();
    assert!(matches!(scene.install(), Ok(Outcome::AlreadyServed { sequence: 8 })));
    let after = scene.listing();
    assert!(before.iter().all(|(path, hash)| path.ends_with("journal.jsonl") || after[path] == *hash));
    assert_eq!(store.journal().unwrap().last().unwrap().verdict, "already-served");
}

#[test]
fn looking_writes_nothing_and_a_refusal_is_written_down_where_asked() {
    let scene = Scene::serving();
    let before = scene.listing();
    scene.inspect().unwrap();
    assert_eq!(scene.listing(), before);
    sign(&scene.bundle(), &REVOKED);
    let error = scene.inspect().unwrap_err();
    assert_eq!(scene.listing(), before);
    scene.with_installer(&system(), |installer| installer.record_refusal(&error, now())).unwrap();
    assert_eq!(scene.store().journal().unwrap().last().unwrap().verdict, "revoked-key");
}

#[test]
fn stopped_in_any_phase_it_goes_on_from_what_was_copied() {
    for phase in [Phase::Copying, Phase::Preparing, Phase::Proving] {
        let scene = Scene::serving();
        let offer = scene.inspect().unwrap();
        let stopped = scene.with_installer(&system(), |installer| {
            installer.install(&offer, &[], now(), &mut |progress: Progress| {
                if progress.phase == phase && progress.files + 1 >= progress.files_of {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
        });
        assert!(matches!(stopped, Err(InstallError::Cancelled)), "{stopped:?}");
        assert_eq!(scene.served_whole(), Some(7));
        let kept = scene.store_folder().join("incoming").join(offer.hash.to_string()).join("content/calendar.ics");
        assert!(kept.exists());
        // What was kept counts by its bytes, not by its size.
        let mut bytes = fs::read(&kept).unwrap();
        bytes[0] ^= 1;
        fs::write(&kept, bytes).unwrap();
        scene.install().unwrap();
        assert_eq!(scene.served_whole(), Some(8));
    }
}

#[test]
fn looking_can_be_stopped() {
    let scene = Scene::serving();
    let stopped =
        scene.with_installer(&system(), |installer| installer.inspect(&scene.stick(), &mut |_| ControlFlow::Break(())));
    assert!(matches!(stopped, Err(InstallError::Cancelled)));
}

#[test]
fn what_another_stick_left_is_cleared_away() {
    let scene = Scene::serving();
    let offer = scene.inspect().unwrap();
    _ = scene.with_installer(&system(), |installer| {
        installer.install(&offer, &[], now(), &mut |progress: Progress| match progress.phase {
            Phase::Preparing => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        })
    });
    scene.bring(9);
    scene.install().unwrap();
    assert_eq!(scene.served_whole(), Some(9));
    assert_eq!(fs::read_dir(scene.store_folder().join("incoming")).unwrap().count(), 0);
}

#[test]
fn a_stick_that_holds_another_bundle_by_now_is_not_installed() {
    let scene = Scene::serving();
    let offer = scene.inspect().unwrap();
    scene.bring(9);
    let error =
        scene.with_installer(&system(), |installer| installer.install(&offer, &[], now(), &mut go_on)).unwrap_err();
    assert_eq!(error.key(), "stick-changed");
    assert_eq!(scene.served_whole(), Some(7));
}

#[test]
fn what_was_not_confirmed_is_not_installed() {
    let scene = Scene::serving();
    scene.bring(5);
    let offer = scene.inspect().unwrap();
    let install = |confirmed: &[Reason]| {
        scene.with_installer(&system(), |installer| installer.install(&offer, confirmed, now(), &mut go_on))
    };
    assert_eq!(install(&[]).unwrap_err().key(), "not-confirmed");
    assert_eq!(install(&[Reason::Unsigned]).unwrap_err().key(), "not-confirmed");
    assert_eq!(install(&[Reason::Older { highest: 6, sequence: 5 }]).unwrap_err().key(), "not-confirmed");
    assert_eq!(scene.served_whole(), Some(7));
    install(offer.reasons()).unwrap();
    assert_eq!(scene.served_whole(), Some(5));
    let state = scene.store().state().unwrap().unwrap();
    assert_eq!((state.previous, state.highest, state.floor), (Some(7), 7, Some(described(7).created)));
}

#[test]
fn one_process_at_a_time() {
    let scene = Scene::serving();
    let offer = scene.inspect().unwrap();
    let held = scene.store().lock().unwrap();
    let error =
        scene.with_installer(&system(), |installer| installer.install(&offer, &[], now(), &mut go_on)).unwrap_err();
    assert_eq!(error.key(), "busy");
    assert_eq!(scene.with_installer(&system(), |installer| installer.rollback(now())).unwrap_err().key(), "busy");
    drop(held);
    scene.install().unwrap();
}

#[test]
fn faults_of_the_stick_and_of_our_own_disk_are_told_apart() {
    let start = Scene::serving();
    let mut seen = std::collections::BTreeSet::new();
    for fault in [Fault::Failing, Fault::Full, Fault::ReadOnly, Fault::Gone] {
        for at in 1..400 {
            let scene = start.copy();
            let offer = scene.inspect().unwrap();
            let disk: Arc<dyn Disk> = Arc::new(FailingDisk::new(at, fault, Lasting::Once));
            let result = scene.with_installer(&disk, |installer| installer.install(&offer, &[], now(), &mut go_on));
            seen.extend(result.err().map(|error| (format!("{fault:?}"), error.key())));
        }
    }
    let keys = |fault: &str| -> Vec<&str> { seen.iter().filter(|(of, _)| of == fault).map(|(_, key)| *key).collect() };
    assert!(keys("Gone").contains(&"stick-gone"), "{seen:?}");
    assert!(keys("Failing").contains(&"stick-unreadable") && keys("Failing").contains(&"disk-failing"), "{seen:?}");
    assert!(keys("Full").contains(&"no-space") && keys("Full").contains(&"disk-full"), "{seen:?}");
    assert!(keys("ReadOnly").contains(&"disk-read-only"), "{seen:?}");
}

#[test]
fn going_back_and_forth() {
    let scene = Scene::serving();
    let back = || scene.with_installer(&system(), |installer| installer.rollback(now()));
    let done = back().unwrap();
    assert_eq!((done.from, done.to), (Some(7), 6));
    assert_eq!(scene.served_whole(), Some(6));
    let state = scene.store().state().unwrap().unwrap();
    assert_eq!((state.previous, state.highest), (Some(7), 7));
    assert_eq!(scene.store().journal().unwrap().last().unwrap().verdict, "rolled-back");
    // The stick of 7 again: it is there, whole, and is served without a copy.
    scene.bring(7);
    scene.install().unwrap();
    assert_eq!(scene.served_whole(), Some(7));
    back().unwrap();
    back().unwrap();
    assert_eq!(scene.served_whole(), Some(7));

    let first = Scene::new();
    first.bring(1);
    first.install().unwrap();
    let error = first.with_installer(&system(), |installer| installer.rollback(now())).unwrap_err();
    assert_eq!(error.key(), "no-previous");
}

#[test]
fn a_damaged_or_revoked_edition_is_not_gone_back_to() {
    let scene = Scene::serving();
    let previous = scene.store().edition(6);
    let back = |scene: &Scene| scene.with_installer(&system(), |installer| installer.rollback(now()));
    sign(&previous.content(), &REVOKED);
    assert_eq!(back(&scene).unwrap_err().key(), "revoked-key");
    fs::write(previous.content().join("guides/ameli.fr.md"), "x").unwrap();
    let error = back(&scene).unwrap_err();
    assert_eq!(error.key(), "edition-damaged");
    assert!(error.details().iter().any(|(_, detail)| detail.to_string() == "guides/ameli.fr.md"), "{error}");
    assert_eq!(scene.served_whole(), Some(7));
    assert_eq!(scene.store().journal().unwrap().last().unwrap().verdict, "edition-damaged");
}

#[test]
fn a_served_edition_that_is_damaged_is_replaced_by_the_same_stick() {
    let scene = Scene::serving();
    let served = scene.store().edition(7);
    scene.bring(7);
    for damage in ["content/venues.csv", "content/manifest.toml", "index/lines"] {
        fs::write(served.folder().join(damage), "x").unwrap();
        let outcome = scene.install();
        assert!(matches!(outcome, Ok(Outcome::Installed { sequence: 7, .. })), "{damage}: {outcome:?}");
        assert_eq!(scene.served_whole(), Some(7), "{damage}");
    }
    assert_eq!(scene.store().state().unwrap().unwrap().highest, 7);
}

#[test]
fn what_a_crash_left_between_the_rename_and_the_switch_is_used_or_removed() {
    for damage in [None, Some("content/venues.csv"), Some("index/lines")] {
        let scene = Scene::serving();
        let state = fs::read(scene.store_folder().join("state.json")).unwrap();
        scene.install().unwrap();
        fs::write(scene.store_folder().join("state.json"), state).unwrap();
        // The clean-up of then took 6 away; it is not what this is about.
        if let Some(path) = damage {
            fs::write(scene.store().edition(8).folder().join(path), "x").unwrap();
        }
        assert_eq!(scene.served_whole(), Some(7));
        scene.install().unwrap();
        assert_eq!(scene.served_whole(), Some(8), "{damage:?}");
    }
}

#[test]
fn the_previous_edition_steps_in_for_a_damaged_one() {
    let scene = Scene::serving();
    let store = scene.store();
    assert!(matches!(store.repair(Check::Bytes), Ok(Repaired::Nothing)));
    let venues = store.edition(7).content().join("venues.csv");
    let same_size = fs::read_to_string(&venues).unwrap().replace("Mairie", "Mairio");
    fs::write(&venues, same_size).unwrap();
    assert!(matches!(store.repair(Check::Sizes), Ok(Repaired::Nothing)));
    let repaired = store.repair(Check::Bytes).unwrap();
    assert!(matches!(repaired, Repaired::WentBack { from: 7, to: 6, .. }), "{repaired:?}");
    assert_eq!(scene.served_whole(), Some(6));
    fs::remove_dir_all(store.edition(6).content()).unwrap();
    let repaired = store.repair(Check::Sizes).unwrap();
    assert!(matches!(repaired, Repaired::NoneLeft { .. }), "{repaired:?}");
    scene.install().unwrap();
    assert_eq!(scene.served_whole(), Some(8));
}

#[test]
fn a_lost_state_is_made_anew_and_does_not_open_the_way_to_older_editions() {
    let scene = Scene::serving();
    let path = scene.store_folder().join("state.json");
    fs::write(&path, "{\"served\": ").unwrap();
    let repaired = scene.store().repair(Check::Sizes).unwrap();
    assert!(matches!(repaired, Repaired::StateRemade { served: Some(7) }), "{repaired:?}");
    assert_eq!(scene.served_whole(), Some(7));
    let state = scene.store().state().unwrap().unwrap();
    assert_eq!((state.previous, state.highest, state.floor), (Some(6), 7, Some(described(7).created)));
    assert_eq!(fs::read(scene.store_folder().join("state.json.damaged")).unwrap(), b"{\"served\": ");
    // Installing does the same by itself.
    fs::write(&path, "").unwrap();
    scene.bring(5);
    let offer = scene.inspect().unwrap();
    let error =
        scene.with_installer(&system(), |installer| installer.install(&offer, offer.reasons(), now(), &mut go_on));
    assert_eq!(error.unwrap_err().key(), "not-confirmed");
}

#[test]
fn too_little_room_is_said_before_anything_is_copied() {
    let scene = Scene::serving();
    let mut files = files(8);
    files.insert("calendar.ics", "x".repeat(1_000_000));
    fs::remove_dir_all(scene.bundle()).unwrap();
    make(&scene.bundle(), &described(8), &files);
    let before = scene.listing();
    let disk: Arc<dyn Disk> = Arc::new(FailingDisk::small(17_000_000));
    let error = scene.install_on(&disk).unwrap_err();
    assert!(matches!(error, InstallError::NoSpace { needed: 18_777_216.., free: 17_000_000 }), "{error:?}");
    let after = scene.listing();
    assert!(after.iter().all(|(path, hash)| path.ends_with("journal.jsonl") || before.get(path) == Some(hash)));
    let store = Store::on(scene.store_folder(), Arc::clone(&disk));
    assert_eq!(store.journal().unwrap().last().unwrap().verdict, "no-space");
}
