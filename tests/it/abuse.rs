//! What no keyboard should send, sent to the real program: noise, broken sequences, a megabyte at once, a mouse that is nowhere.
//! And what is left of a visit where nobody should find it.

use std::path::Path;
use std::time::Duration;

use rstest::rstest;

use crate::pty::{ENTER, ESCAPE, Pty};

const HOME: &str = "Que voulez-vous faire aujourd'hui ?";

/// A terminal that Ctrl-C does not end, on its first page.
fn locked() -> Pty {
    let pty = Pty::repere(80, 24, "locked = true");
    pty.wait_for(HOME);
    pty.wait_for("Borne de démonstration");
    pty
}

/// Whatever came before: the terminal answers, and goes home.
fn answers(mut pty: Pty) {
    // A hand tries again: a sequence that was left open swallows a key, and what comes with the noise is let go with it.
    let answered = (0..100).any(|_| {
        pty.send(ESCAPE);
        std::thread::sleep(Duration::from_millis(100));
        pty.send("zebu");
        std::thread::sleep(Duration::from_millis(100));
        pty.frame().contains("▶ zebu ")
    });
    assert!(answered, "{}", pty.frame());
    pty.press_until(ESCAPE, HOME);
    pty.send("mediatheque");
    pty.wait_for("mediatheque");
    pty.send(ENTER);
    pty.wait_for("Médiathèque Rose-Marie-Exemple");
}

/// Bytes without an order, the same in every run of the same seed (xorshift).
fn noise(mut seed: u64, count: usize) -> Vec<u8> {
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    (0..count)
        .map(|_| match next() % 4 {
            // As much as possible is the beginning of something.
            0 => b"\x1b[<;M0m~OPu?"[usize::try_from(next() % 12).unwrap()],
            _ => next().to_le_bytes()[0],
        })
        .collect()
}

#[rstest]
fn noise_does_no_harm(#[values(1, 2, 3, 4, 5, 6)] seed: u64) {
    let mut pty = locked();
    for chunk in noise(seed * 0x9e37_79b9, 24 * 1024).chunks(1024) {
        pty.send_bytes(chunk);
    }
    answers(pty);
}

#[rstest]
#[case::out_of_range("\x1b[<0;9999;9999M\x1b[<0;9999;9999m")]
#[case::zero("\x1b[<0;0;0M\x1b[<0;0;0m")]
#[case::huge("\x1b[<0;99999999999;1M\x1b[<0;1;99999999999m")]
#[case::wheel("\x1b[<64;10;10M\x1b[<65;10;10M\x1b[<64;1;1M")]
#[case::other_buttons("\x1b[<2;10;10M\x1b[<2;10;10m\x1b[<1;5;5M")]
#[case::old_form("\x1b[M !!\x1b[M#!!")]
#[case::dragged_away("\x1b[<0;5;5M\x1b[<32;70;20M\x1b[<0;70;20m")]
#[case::broken("\x1b[<0;M\x1b[<;;;m\x1b[999999~\x1bO\x1b[[\x1b]0;title\x07\x1bP1$r\x1b\\")]
#[case::pasted("\x1b[200~0123*!?\x1b[201~")]
fn broken_sequences_do_no_harm(#[case] bytes: &str) {
    let mut pty = locked();
    for _ in 0..20 {
        pty.send(bytes);
    }
    answers(pty);
}

#[test]
fn a_megabyte_at_once_does_no_harm() {
    let mut pty = locked();
    pty.send("6");
    pty.wait_for("Tapez ce que vous cherchez");
    for chunk in "coller ".repeat(150_000).as_bytes().chunks(4096) {
        pty.send_bytes(chunk);
    }
    answers(pty);
}

#[test]
fn a_small_drag_is_a_tap_and_a_long_one_is_nothing() {
    let mut pty = locked();
    // From the line of the first need to somewhere else: nothing.
    pty.send("\x1b[<0;10;5M\x1b[<0;60;15m");
    // A finger that drifts by two columns.
    pty.send("\x1b[<0;10;5M\x1b[<32;11;5M\x1b[<0;12;5m");
    pty.wait_for("Les lieux les plus proches d'ici.");
    pty.wait_for("Accueil");
}

/// Nothing that a visitor types is written anywhere: not in the store, not in the log, in no file that the program has open.
#[cfg(target_os = "linux")]
#[test]
fn nothing_that_is_typed_is_written_down() {
    const WORDS: [&str; 2] = ["zygomatique", "quetzalcoatl"];
    let mut pty = locked();
    for word in WORDS {
        pty.send(word);
        pty.wait_for(word);
        pty.send(ENTER);
        pty.wait_for("Vous cherchez");
        pty.press_until(ESCAPE, HOME);
    }
    let open = Path::new("/proc").join(pty.process().to_string()).join("fd");
    let mut searched = 0;
    for entry in std::fs::read_dir(open).unwrap() {
        let target = std::fs::read_link(entry.unwrap().path()).unwrap_or_default();
        if target.is_file() {
            searched += 1;
            assert_clean(&target, &WORDS);
        }
    }
    let folder = pty.home.path("");
    searched += assert_folder_clean(&folder, &WORDS);
    assert!(searched > 0, "there is at least the configuration to look into");
}

fn assert_folder_clean(folder: &Path, words: &[&str]) -> usize {
    let mut searched = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            searched += assert_folder_clean(&path, words);
        } else if path.is_file() {
            assert_clean(&path, words);
            searched += 1;
        }
    }
    searched
}

fn assert_clean(path: &Path, words: &[&str]) {
    let bytes = std::fs::read(path).unwrap();
    for word in words {
        let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
        assert!(!found, "{word} stands in {}", path.display());
    }
}
