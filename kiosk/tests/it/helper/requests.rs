//! What each request does, and what is answered when it is not done.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use repere_kiosk::helper::{self, HelperError, Request};
use rstest::rstest;

use super::Machine;

#[rstest]
#[case::a_font("font 1", "ok", "setfont -C /dev/null ~/16x32\n")]
#[case::a_font_too_large("font 2", "no too-large", "")]
#[case::a_font_that_is_missing("font 3", "no failed", "")]
#[case::a_font_that_is_compressed("font 4", "no failed", "")]
#[case::no_such_font("font 6", "no unknown", "")]
#[case::fonts_count_from_one("font 0", "no unknown", "")]
#[case::a_keymap("keymap 2", "ok", "loadkeys -C /dev/null us\n")]
#[case::no_such_keymap("keymap 3", "no unknown", "")]
#[case::restart("restart", "ok", "systemctl --no-block restart repere.service\n")]
#[case::winter("time 2026-11-24T10:05", "ok", "date -s @1795511100\nhwclock --systohc\n")]
#[case::summer("time 2027-07-14T10:05", "ok", "date -s @1815552300\nhwclock --systohc\n")]
#[case::the_hour_that_comes_twice("time 2026-10-25T02:30", "ok", "date -s @1792888200\nhwclock --systohc\n")]
#[case::the_hour_that_does_not_come("time 2026-03-29T02:30", "no unknown", "")]
#[case::the_first_minute("time 2026-01-01T00:00", "ok", "date -s @1767222000\nhwclock --systohc\n")]
#[case::too_early("time 2025-12-31T23:59", "no too-early", "")]
#[case::the_last_minute("time 2100-12-31T23:59", "ok", "date -s @4133977140\nhwclock --systohc\n")]
#[case::too_late("time 2101-01-01T00:00", "no too-late", "")]
#[case::far_too_late("time +12026-11-24T10:05", "no too-late", "")]
#[case::before_christ("time -0044-03-15T10:05", "no too-early", "")]
#[case::a_later_part("stick rw sdb1", "no unknown", "")]
#[case::nothing("", "no unknown", "")]
#[case::another_word("reboot", "no unknown", "")]
fn answers(#[case] line: &str, #[case] answer: &str, #[case] done: &str) {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    assert_eq!(helper.say(format!("{line}\n").as_bytes()), format!("{answer}\n"));
    assert_eq!(machine.done(), done);
    let told = machine.journal().contains(&format!("repere-helper: {line}: {answer}: "));
    assert_eq!(told, answer != "ok", "{}", machine.journal());
}

#[test]
fn the_terminal_and_the_helper_understand_each_other() {
    let machine = Machine::new();
    let _helper = machine.start(&[]);
    let time = Request::Time("2026-11-24T10:05:59".parse().unwrap());
    for request in [Request::Font(1), Request::Keymap(1), time, Request::Restart] {
        helper::ask(&machine.socket(), request).unwrap();
    }
    let done = "setfont -C /dev/null ~/16x32\nloadkeys -C /dev/null fr\ndate -s @1795511100\nhwclock --systohc\n\
                systemctl --no-block restart repere.service\n";
    assert_eq!(machine.done(), done);
    let refused = helper::ask(&machine.socket(), Request::Font(2));
    assert!(matches!(refused, Err(HelperError::Refused { code }) if code == "too-large"));
}

#[rstest]
#[case::setfont("setfont", "font 1", "no failed")]
#[case::loadkeys("loadkeys", "keymap 1", "no failed")]
#[case::date("date", "time 2026-11-24T10:05", "no failed")]
#[case::systemctl("systemctl", "restart", "no failed")]
#[case::a_clock_that_forgets("hwclock", "time 2026-11-24T10:05", "ok")]
fn programs_that_fail(#[case] program: &str, #[case] line: &str, #[case] answer: &str) {
    let machine = Machine::new();
    machine.mark(&format!("{program}.fails"));
    let helper = machine.start(&[]);
    assert_eq!(helper.say(format!("{line}\n").as_bytes()), format!("{answer}\n"));
    assert!(machine.journal().contains(&format!("/{program} ended with exit status: 1")), "{}", machine.journal());
}

#[rstest]
#[case::setfont("setfont", "font 1", "no failed")]
#[case::date("date", "time 2026-11-24T10:05", "no failed")]
#[case::no_hardware_clock("hwclock", "time 2026-11-24T10:05", "ok")]
fn programs_that_are_missing(#[case] program: &str, #[case] line: &str, #[case] answer: &str) {
    let machine = Machine::new();
    fs::remove_file(machine.path(program)).unwrap();
    let helper = machine.start(&[]);
    assert_eq!(helper.say(format!("{line}\n").as_bytes()), format!("{answer}\n"));
}

#[test]
fn a_program_that_hangs_is_killed_and_the_next_one_runs() {
    let machine = Machine::new();
    machine.mark("setfont.hangs");
    let helper = machine.start(&[]);
    // Through the terminal's own side, which waits long enough for this answer.
    let hung = helper::ask(&machine.socket(), Request::Font(1));
    assert!(matches!(hung, Err(HelperError::Refused { code }) if code == "failed"));
    assert!(machine.journal().contains("took too long and was killed"), "{}", machine.journal());
    assert_eq!(helper.say(b"keymap 1\n"), "ok\n");
}

#[rstest]
#[case::missing("/nonexistent/tty1")]
#[case::a_file("/etc/passwd")]
#[case::a_folder("/dev")]
fn without_a_console(#[case] console: &str) {
    let machine = Machine::new();
    machine.list(console, "");
    let helper = machine.start(&[]);
    assert_eq!(helper.say(b"font 1\n"), "no console\n");
    assert_eq!(helper.say(b"keymap 1\n"), "no console\n");
    assert_eq!(helper.say(b"restart\n"), "ok\n");
    assert_eq!(machine.done(), "systemctl --no-block restart repere.service\n");
}

#[test]
fn the_list_is_read_at_each_request() {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    machine.list("/dev/null", "earliest = \"2026-11-20\"\nunit = \"borne.service\"");
    assert_eq!(helper.say(b"time 2026-11-19T23:59\n"), "no too-early\n");
    assert_eq!(helper.say(b"time 2026-11-20T00:00\n"), "ok\n");
    assert_eq!(helper.say(b"restart\n"), "ok\n");
    assert!(machine.done().ends_with("systemctl --no-block restart borne.service\n"));
}

#[rstest]
#[case::open_to_others(0o646)]
#[case::open_to_the_group(0o664)]
fn a_list_that_others_can_write_is_good_for_nothing(#[case] mode: u32) {
    let machine = Machine::new();
    let helper = machine.start(&[]);
    fs::set_permissions(machine.path("helper.toml"), Permissions::from_mode(mode)).unwrap();
    for line in ["font 1\n", "keymap 1\n", "time 2026-11-24T10:05\n", "restart\n"] {
        assert_eq!(helper.say(line.as_bytes()), "no list\n");
    }
    assert_eq!(machine.done(), "");
    assert!(machine.journal().contains("is not used: it must be a file that root owns"), "{}", machine.journal());
}

#[test]
fn a_broken_list_is_good_for_nothing() {
    let machine = Machine::new();
    machine.list("/dev/null", "fnots = []");
    let helper = machine.start(&[]);
    assert_eq!(helper.say(b"restart\n"), "no list\n");
    assert!(machine.journal().contains("unknown field `fnots`"), "{}", machine.journal());
}
