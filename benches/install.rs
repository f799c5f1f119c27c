//! An edition comes in: how long `repere refresh` takes and what it needs at most, and what the running terminal then takes.
//! `cargo bench --bench install`, with other sizes in `REPERE_BENCH_VENUES`. Linux only: figures are read from `/proc`.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "prints tables; a bench that fails has to stop"
)]

mod venues;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use repere_index::export;

const PROGRAM: &str = env!("CARGO_BIN_EXE_repere");
/// Installs that are timed.
const ROUNDS: usize = 5;

fn main() {
    // `cargo test --benches` only wants to know that it can be run.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let sizes = std::env::var("REPERE_BENCH_VENUES").unwrap_or_else(|_| "10000".to_owned());
    println!("| venues | install, s | longest, s | peak MB | store MB | terminal, PSS MB | home after, ms |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for size in sizes.split(',') {
        measure(size.trim().parse().unwrap());
    }
}

fn measure(count: usize) {
    let desk = Desk::new();
    let (mut times, mut peak) = (Vec::new(), 0.0_f64);
    for sequence in 1..=ROUNDS {
        desk.make(count, sequence);
        let stick = desk.path(&format!("out/bench-{sequence}"));
        let begun = Instant::now();
        let child = desk.start(&["refresh", stick.to_str().unwrap()]);
        peak = peak.max(until_the_end(child));
        times.push(begun.elapsed().as_secs_f64());
    }
    let (resident, first) = desk.running();
    times.sort_unstable_by(f64::total_cmp);
    let store = bytes_below(&desk.path("store/editions")) / 1_000_000.0 / 2.0;
    println!(
        "| {count} | {:.2} | {:.2} | {peak:.0} | {store:.0} | {resident:.0} | {:.0} |",
        times[ROUNDS / 2],
        times[ROUNDS - 1],
        first.as_secs_f64() * 1_000.0,
    );
}

/// A folder with all that making and installing editions needs.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.run(&["bundle", "keygen", "--out", desk.path("keys").to_str().unwrap()]);
        fs::write(desk.path("repere.toml"), "[here]\ncommune = \"Lens 62300\"\n").unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Makes the edition of a number, with the tools of a town.
    fn make(&self, count: usize, sequence: usize) {
        let folder = self.path("edition");
        fs::create_dir_all(&folder).unwrap();
        let description = format!(
            "territory = \"bench\"\nsequence = {sequence}\ndata_date = 2026-11-20\n[name]\nfr = \"Bancs\"\n\
             [[sources]]\nname = \"Bancs\"\nlicence = \"lov2\"\n"
        );
        fs::write(folder.join("edition.toml"), description).unwrap();
        if sequence == 1 {
            let venues = venues::edition(count).venues;
            fs::write(folder.join("venues.csv"), export::write(&venues).unwrap()).unwrap();
        }
        let [folder, out, key] =
            [folder, self.path("out"), self.path("keys/repere.key")].map(|path| path.display().to_string());
        self.run(&["bundle", "build", &folder, "--out", &out, "--key", &key]);
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env("REPERE_NOW", "2026-11-24T10:00").env("LC_ALL", "fr_FR.UTF-8");
        if !arguments.contains(&"bundle") {
            command.arg("--store").arg(self.path("store")).arg("--config").arg(self.path("repere.toml"));
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap()
    }

    fn run(&self, arguments: &[&str]) {
        let output = self.start(arguments).wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    }

    /// What the running terminal has to itself in memory, in MB, once it has answered, and how long after its start it did.
    fn running(&self) -> (f64, Duration) {
        let begun = Instant::now();
        let mut child = self.start(&["lines"]);
        let mut keyboard = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut until = |wanted: &str| while !lines.next().unwrap().unwrap().contains(wanted) {};
        until("À propos");
        let first = begun.elapsed();
        for words in ["mediatheque lens", "wifi", "inprimer", "france services"] {
            writeln!(keyboard, "6\n{words}").unwrap();
            until("1.");
            writeln!(keyboard, "0").unwrap();
        }
        let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", child.id())).unwrap();
        let resident = field(&rollup, "Pss:");
        child.kill().unwrap();
        child.wait().unwrap();
        (resident, first)
    }
}

/// Waits for a process to end, and gives the most memory it was seen to have, in MB.
fn until_the_end(mut child: Child) -> f64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    drop(child.stdin.take());
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(fs::read_to_string(&status).map_or(0.0, |text| field(&text, "VmHWM:")));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// A field of `/proc` in MB (10⁶ bytes).
fn field(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse().map_or(0.0, |kibibytes: f64| kibibytes * 1_024.0 / 1_000_000.0)
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52 bytes")]
fn bytes_below(folder: &Path) -> f64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { bytes_below(&path) } else { fs::metadata(&path).unwrap().len() as f64 }).sum()
}
