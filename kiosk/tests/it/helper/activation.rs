//! How the helper starts and ends: with a socket that is handed over, with one of its own, without work.

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rstest::rstest;

use super::{Machine, Running, ask, say, until};

const HELPER: &str = env!("CARGO_BIN_EXE_repere-helper");

/// Starts the helper as systemd does: the socket is its file 3, and two variables say so.
fn activate<'a>(machine: &'a Machine, listener: &UnixListener, idle: &str) -> Running<'a> {
    let mut command = machine.command("/bin/sh");
    let script = r#"LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@" 3<&0 </dev/null"#;
    command.args(["-c", script, HELPER, "--idle", idle, "--config"]).arg(machine.path("helper.toml"));
    command.stdin(OwnedFd::from(listener.try_clone().unwrap()));
    Running { machine, process: command.spawn().unwrap() }
}

fn at_its_socket(machine: &Machine) -> Command {
    let mut command = Command::new(HELPER);
    command.arg("--socket").arg(machine.socket()).arg("--config").arg(machine.path("helper.toml"));
    command
}

fn ended(helper: &mut Running<'_>) -> Option<i32> {
    let mut code = None;
    until("it ends", || {
        code = helper.process.try_wait().unwrap();
        code.is_some()
    });
    code.unwrap().code()
}

#[test]
fn it_takes_the_socket_that_is_handed_over_and_ends_when_nobody_comes() {
    let machine = Machine::new();
    let listener = UnixListener::bind(machine.socket()).unwrap();
    let mut helper = activate(&machine, &listener, "1");
    assert_eq!(helper.say(b"font 1\n"), "ok\n");
    assert_eq!(ended(&mut helper), Some(0));
    // Who comes now waits at the socket, which is still there, for the next one.
    let _next = activate(&machine, &listener, "30");
    assert_eq!(say(&machine.socket(), b"keymap 1\n"), "ok\n");
    assert_eq!(machine.done(), "setfont -C /dev/null ~/16x32\nloadkeys -C /dev/null fr\n");
}

#[test]
fn it_does_not_end_while_someone_is_served() {
    let machine = Machine::new();
    machine.mark("setfont.hangs");
    let mut helper = machine.start(&["--idle", "1"]);
    assert_eq!(helper.say(b"font 1\n"), "no failed\n");
    assert_eq!(ended(&mut helper), Some(0));
}

#[test]
fn systemd_can_start_it() {
    let activator = "/usr/bin/systemd-socket-activate";
    if !Path::new(activator).exists() {
        println!("skipped: there is no {activator} here");
        return;
    }
    let machine = Machine::new();
    let mut command = machine.command(activator);
    command.arg("--listen").arg(machine.socket()).arg("--setenv=TZ").arg(HELPER);
    command.args(["--idle", "1", "--config"]).arg(machine.path("helper.toml"));
    let mut helper = Running { machine: &machine, process: command.spawn().unwrap() };
    // The first who comes starts it, so nobody comes only to try.
    let mut first = None;
    until("it listens", || {
        first = UnixStream::connect(machine.socket()).ok();
        first.is_some()
    });
    assert_eq!(ask(first.unwrap(), b"time 2026-11-24T10:05\n"), "ok\n");
    assert_eq!(machine.done(), "date -s @1795511100\nhwclock --systohc\n");
    assert_eq!(ended(&mut helper), Some(0));
}

#[test]
fn its_own_socket_is_not_for_others() {
    let machine = Machine::new();
    let _helper = machine.start(&[]);
    let mode = fs::metadata(machine.socket()).unwrap().permissions().mode();
    assert_eq!(mode & 0o007, 0, "{mode:o}");
}

#[test]
fn a_socket_that_was_left_is_taken_over_and_one_in_use_is_not() {
    let machine = Machine::new();
    drop(UnixListener::bind(machine.socket()).unwrap());
    assert!(UnixStream::connect(machine.socket()).is_err());
    let helper = machine.start(&[]);
    let second = at_its_socket(&machine).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert_eq!(helper.say(b"restart\n"), "ok\n");
}

#[test]
fn a_file_in_the_place_of_the_socket_stays() {
    let machine = Machine::new();
    fs::write(machine.socket(), "precious").unwrap();
    let refused = at_its_socket(&machine).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(fs::read_to_string(machine.socket()).unwrap(), "precious");
}

#[rstest]
#[case::no_socket_at_all(&[], 2)]
#[case::a_word(&["start"], 2)]
#[case::no_value(&["--socket"], 2)]
#[case::no_number(&["--idle", "soon"], 2)]
#[case::help(&["--help"], 0)]
fn arguments_that_end_it(#[case] arguments: &[&str], #[case] code: i32) {
    let ended = Command::new(HELPER).args(arguments).env_remove("LISTEN_FDS").output().unwrap();
    assert_eq!(ended.status.code(), Some(code));
    let said = String::from_utf8([ended.stdout, ended.stderr].concat()).unwrap();
    assert!(said.contains("Règle pour la borne") && said.contains("Sets what the terminal"), "{said}");
}

#[test]
fn what_is_handed_over_must_be_a_socket() {
    let machine = Machine::new();
    let script = r#"LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@" 3</dev/null"#;
    let began = Instant::now();
    let mut command = machine.command("/bin/sh");
    let ended = command.args(["-c", script, HELPER, "--config"]).arg(machine.path("helper.toml")).status().unwrap();
    assert_eq!(ended.code(), Some(1));
    assert!(began.elapsed() < Duration::from_secs(20));
    assert!(machine.journal().contains("is not a socket"), "{}", machine.journal());
}
