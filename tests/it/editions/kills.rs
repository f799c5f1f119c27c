//! SIGKILL at any time of a real `repere refresh`: the old or the new edition is served whole, and the next try ends well. A short
//! form here; `REPERE_KILLS=200 cargo test --test it kills -- --nocapture` is the long one.

use std::thread;
use std::time::{Duration, Instant};

use repere_kiosk::store::Store;

use super::town::Town;

/// Kills in a build that nobody watches.
const FEW: u32 = 15;

/// Venues: enough for each phase to last.
const VENUES: usize = 600;

#[test]
fn a_killed_refresh_leaves_the_old_or_the_new_edition_whole() {
    let kills = std::env::var("REPERE_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(FEW);
    let start = Town::serving([6, 7], VENUES);
    start.bring(8, VENUES);
    let measured = {
        let town = start.copy();
        let begun = Instant::now();
        assert_eq!(town.refresh(&[]).code, Some(0));
        begun.elapsed()
    };
    let mut served = [0_u32; 2];
    for kill in 0..kills {
        let town = start.copy();
        let stick = town.stick();
        let mut child = town.start(&["refresh", stick.to_str().unwrap()]);
        // Uniform over 0 to 1.1 times the run, in an order that is the same each time.
        let share = f64::from(kill * 61 % kills) / f64::from(kills) * 1.1;
        thread::sleep(Duration::from_secs_f64(measured.as_secs_f64() * share));
        let _ = child.kill();
        child.wait().unwrap();
        let now = town.served_whole();
        assert!([7, 8].contains(&now), "{now} after {share}");
        served[usize::from(now == 8)] += 1;
        town.install(Store::new(town.store())).unwrap_or_else(|error| panic!("after {share}: {error}"));
        assert_eq!(town.served_whole(), 8);
        assert_eq!(Store::new(town.store()).editions().unwrap(), [7, 8]);
    }
    println!("{kills} kills over 1.1 × {measured:?}: {} times the old edition, {} times the new", served[0], served[1]);
}
