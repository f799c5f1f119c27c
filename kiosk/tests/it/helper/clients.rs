//! Clients that are slow, silent, many, or mad: the helper outlives them and serves the others.

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rstest::rstest;

use super::{Machine, PATIENCE, hear, until};

#[test]
fn a_silent_client_is_hung_up_on_and_holds_up_nobody() {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    let began = Instant::now();
    let silent: Vec<_> = (0..10).map(|_| helper.connect()).collect();
    assert_eq!(helper.say(b"font 1\n"), "ok\n");
    // One after the other they take twenty seconds.
    assert!(began.elapsed() < Duration::from_secs(10), "it waited for the silent ones");
    for stream in silent {
        assert_eq!(hear(stream), "");
    }
    assert!(began.elapsed() < PATIENCE);
    assert_eq!(machine.journal().matches("a client was left without an answer: timed out").count(), 10);
}

#[test]
fn letter_by_letter_is_too_slow() {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    let mut stream = helper.connect();
    let began = Instant::now();
    // Each letter comes in time, all of them do not.
    let hung_up = b"time 2026-11-24T10:05\n".iter().any(|letter| {
        thread::sleep(Duration::from_millis(300));
        stream.write_all(&[*letter]).is_err()
    });
    assert!(hung_up, "after {:?}", began.elapsed());
    assert_eq!(machine.done(), "");
}

#[test]
fn letters_in_pieces_are_a_line() {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    let mut stream = helper.connect();
    for piece in ["fo", "nt ", "1", "\n"] {
        stream.write_all(piece.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(hear(stream), "ok\n");
}

#[rstest]
#[case::nothing(b"", "")]
#[case::half_a_line(b"font 1", "")]
#[case::two_lines(b"font 1\nkeymap 1\n", "ok\n")]
#[case::not_utf8(b"font \xff\xfe\n", "no unknown\n")]
#[case::a_zero(b"font 1\0\n", "no unknown\n")]
#[case::forged_lines_for_the_journal(b"\x1b[2Jfont 1\rrepere-helper: all is well\n", "no unknown\n")]
fn odd_lines(#[case] bytes: &[u8], #[case] answer: &str) {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    assert_eq!(helper.say(bytes), answer);
    // Of two lines the first is heard; of half a line nothing is done.
    assert_eq!(machine.done(), if answer == "ok\n" { "setfont -C /dev/null ~/16x32\n" } else { "" });
    assert!(machine.journal().chars().all(|letter| letter == '\n' || !letter.is_control()));
}

#[test]
fn a_line_without_an_end_is_cut_off() {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    let mut stream = helper.connect();
    assert!(stream.write_all(&vec![b'a'; 1_000_000]).is_err(), "it was read to its end");
    assert_eq!(hear(stream), "no unknown\n");
    // The first byte that is too many, and the last that is not.
    assert_eq!(helper.say(&[b'a'; 201]), "no unknown\n");
    assert_eq!(helper.say(&[b'a'; 200]), "");
    assert!(machine.journal().lines().all(|line| line.len() < 400));
    assert_eq!(helper.say(b"restart\n"), "ok\n");
}

#[test]
fn too_many_at_once_are_told_so() {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    // The clients that waited for it to listen are gone first.
    until("nobody is there", || helper.say(b"restart\n") == "ok\n");
    let silent: Vec<_> = (0..16).map(|_| helper.connect()).collect();
    assert_eq!(helper.say(b"font 1\n"), "no busy\n");
    drop(silent);
    until("it has time again", || helper.say(b"font 1\n") == "ok\n");
}

#[test]
fn a_stranger_is_refused_even_where_the_socket_is_open_to_all() {
    const PERL: &str = "/usr/bin/perl";
    const NOBODY: u32 = 65_534;
    const ASK: &str = "$SIG{PIPE} = 'IGNORE'; my $s = IO::Socket::UNIX->new($ARGV[0]) or die $!; print $s \"restart\\n\"; $s->flush; print <$s>";
    let machine = Machine::new();
    if fs::metadata(machine.socket().parent().unwrap()).unwrap().uid() != 0 || !Path::new(PERL).exists() {
        println!("skipped: only root, with {PERL}, can be somebody else");
        return;
    }
    let _helper = machine.start(&[]);
    let open = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o777)).unwrap();
    open(machine.socket().parent().unwrap());
    open(&machine.socket());
    let asked = |id| {
        let mut command = Command::new(PERL);
        command.args(["-MIO::Socket::UNIX", "-e", ASK]).arg(machine.socket()).uid(id).gid(id);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert_eq!(asked(NOBODY), "no stranger\n");
    assert_eq!(machine.done(), "");
    assert_eq!(asked(0), "ok\n");
    assert!(machine.journal().contains("user 65534 with group 65534 has no right to ask"), "{}", machine.journal());
}

#[test]
fn many_one_after_the_other() {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    for _ in 0..200 {
        assert_eq!(helper.say(b"font 0\n"), "no unknown\n");
    }
}

#[test]
fn no_bytes_end_it_or_make_it_act() {
    let machine = Machine::new();
    let mut helper = machine.start(&[]);
    let bytes = prop::collection::vec(any::<u8>(), 0..400);
    TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })
        .run(&bytes, |bytes| {
            let answer = helper.say(&bytes);
            prop_assert!(answer.is_empty() || answer == "no unknown\n", "{answer}");
            Ok(())
        })
        .unwrap();
    assert!(helper.process.try_wait().unwrap().is_none(), "{}", machine.journal());
    assert_eq!(machine.done(), "");
    assert_eq!(helper.say(b"restart\n"), "ok\n");
}
