//! Any one input is enough: the same journey with digits and Enter, with arrows and Enter, with letters, with a finger, and with
//! the top row of a French keyboard without Shift. Somebody looks for a library by its name, reads its hours to the end, goes
//! back to the first page, and reads a guide to its last page.

use repere::keymap::Key;
use repere::page::{ChoiceId, InputMode, PageKind};
use rstest::rstest;

use crate::stage::{Stage, stage};

/// What is looked for, and the venue that is meant.
const WORD: &str = "media";
const VENUE: &str = "Médiathèque Rose-Marie-Exemple";
const GUIDE: &str = "Je reconnais une arnaque";

/// A hand that has nothing but one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    /// The keys of a numeric pad.
    Pad,
    /// Four arrows and Enter.
    Arrows,
    /// Letters, Enter and the key that corrects.
    Letters,
    /// A finger.
    Finger,
    /// The top row of a French keyboard, and what stands on it without Shift.
    TopRow,
}

impl Input {
    fn has(self, key: Key) -> bool {
        match (self, key) {
            (_, Key::Enter) => self != Self::Finger,
            (Self::Pad, Key::Char(sign)) => sign.is_ascii_digit() || "+-*/.".contains(sign),
            (Self::TopRow, Key::Char(sign)) => "&é\"'(-è_çà:*;,!=".contains(sign),
            (Self::Arrows, key) => matches!(key, Key::Up | Key::Down | Key::Left | Key::Right),
            (Self::Letters, key) => key == Key::Backspace || matches!(key, Key::Char(sign) if sign.is_alphabetic()),
            _ => false,
        }
    }
}

struct Hand {
    input: Input,
    stage: Stage,
}

impl Hand {
    fn press(&mut self, key: Key) {
        assert!(self.input.has(key), "{:?} has no {key:?}", self.input);
        self.stage.press(key);
    }

    fn tap(&mut self, text: &str) {
        assert_eq!(self.input, Input::Finger);
        let screen = self.stage.text();
        let (column, row) =
            place_of(&screen, text).unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{screen}"));
        self.stage.tap(column, row);
    }

    fn kind(&self) -> PageKind {
        self.stage.session.model.page().kind
    }

    /// Takes a choice of the page shown.
    fn take(&mut self, wanted: impl Fn(&ChoiceId, &str) -> bool) {
        let find = |hand: &Self| {
            hand.stage.session.model.page().choices().position(|choice| wanted(&choice.id, &choice.label))
        };
        for _ in 0..10 {
            if find(self).is_some() {
                break;
            }
            let page = self.stage.session.model.page();
            let more = page.choices().position(|choice| choice.id == ChoiceId::More);
            self.take_place(more.unwrap_or_else(|| panic!("no such choice:\n{}", self.stage.text())));
        }
        let place = find(self).unwrap();
        self.take_place(place);
    }

    fn take_place(&mut self, place: usize) {
        let page = self.stage.session.model.page();
        match self.input {
            Input::Pad => self.press(Key::Char(char::from_digit(u32::try_from(place + 1).unwrap(), 10).unwrap())),
            Input::TopRow => self.press(Key::Char("&é\"'(-è_ç".chars().nth(place).unwrap())),
            Input::Arrows | Input::Letters => {
                for _ in 0..60 {
                    let focus = self.stage.session.model.page().focus;
                    if focus == Some(place) {
                        break;
                    }
                    self.press(match focus {
                        _ if self.input == Input::Letters => Key::Enter,
                        Some(focus) if focus > place => Key::Up,
                        _ => Key::Down,
                    });
                }
                assert_eq!(self.stage.session.model.page().focus, Some(place), "{}", self.stage.text());
                // What has the focus may be further down than what is in sight.
                for _ in 0..10 {
                    if self.stage.session.model.page() == page || self.stage.session.model.page().focus == Some(place) {
                        self.press(Key::Enter);
                    }
                    if self.stage.session.model.page().blocks != page.blocks {
                        break;
                    }
                }
            }
            Input::Finger => {
                let label = page.choices().nth(place).unwrap().label.clone();
                let first: String = label.chars().take(20).collect();
                for sign in ["▲", "▼"].into_iter().flat_map(|sign| [sign; 12]) {
                    if place_of(&self.stage.text(), &first).is_some() {
                        break;
                    }
                    self.tap(sign);
                }
                self.tap(&first);
            }
        }
    }

    /// Writes a word into the search field, from the first page on.
    fn write(&mut self, word: &str) {
        match self.input {
            Input::Letters => word.chars().for_each(|letter| self.press(Key::Char(letter))),
            Input::Finger => {
                self.take(|id, _| *id == ChoiceId::Search);
                for letter in word.chars() {
                    self.tap_key(&letter.to_string());
                }
            }
            Input::Pad | Input::TopRow | Input::Arrows => {
                match self.input {
                    Input::Pad => [Key::Char('/'), Key::Char('*')].into_iter().for_each(|key| self.press(key)),
                    Input::TopRow => [Key::Char(':'), Key::Char('*')].into_iter().for_each(|key| self.press(key)),
                    _ => {
                        self.take(|id, _| *id == ChoiceId::Search);
                        self.press(Key::Down);
                    }
                }
                for letter in word.chars() {
                    self.take(|id, label| matches!(id, ChoiceId::Group(_)) && label.contains(letter));
                    self.take(|id, _| *id == ChoiceId::Letter(letter));
                }
            }
        }
    }

    /// A key of the keyboard that is drawn: its sign stands alone on its line.
    fn tap_key(&mut self, sign: &str) {
        for _ in 0..8 {
            let screen = self.stage.text();
            if let Some((column, row)) = place_of(&screen, sign) {
                return self.stage.tap(column, row);
            }
            self.tap("…");
        }
        panic!("no key {sign}:\n{}", self.stage.text());
    }

    /// From the field to what was found.
    fn look(&mut self) {
        match self.input {
            Input::Letters => self.press(Key::Enter),
            Input::Finger => self.tap("⏎"),
            _ => self.take(|id, _| *id == ChoiceId::Written),
        }
    }

    /// Turns the sheets of a page to its end, and gives all that was seen.
    fn read(&mut self) -> String {
        let mut seen = self.stage.text();
        while seen.lines().rev().take(6).any(|line| line.contains("la suite")) {
            match self.input {
                Input::Pad | Input::TopRow | Input::Letters => self.press(Key::Enter),
                Input::Arrows => self.press(Key::Down),
                Input::Finger => self.tap("▼"),
            }
            let sheet = self.stage.text();
            seen = format!("{}{sheet}", seen.replace("la suite", ""));
        }
        seen
    }

    fn go_home(&mut self) {
        match self.input {
            Input::Pad => self.press(Key::Char('0')),
            Input::TopRow => self.press(Key::Char('à')),
            Input::Finger => self.tap("⌂"),
            Input::Arrows | Input::Letters => {
                let back = if self.input == Input::Arrows { Key::Left } else { Key::Backspace };
                for _ in 0..30 {
                    if self.kind() != PageKind::Home {
                        // Words that are being typed are taken off first.
                        let typing = self.stage.session.model.page().mode == InputMode::Typing;
                        if typing && self.input == Input::Arrows {
                            self.press(Key::Up);
                        }
                        self.press(back);
                    }
                }
            }
        }
        assert_eq!(self.kind(), PageKind::Home, "{}", self.stage.text());
    }
}

/// Where a text stands, as column and row, the lowest first: buttons and keys are below. A single sign stands alone.
fn place_of(screen: &str, text: &str) -> Option<(u16, u16)> {
    let alone = text.chars().count() == 1;
    let place = |(row, line): (usize, &str)| {
        let line = format!("{line} ");
        let at = if alone { line.find(&format!(" {text} "))? + 1 } else { line.find(text)? };
        let middle = line[..at].chars().count() + text.chars().count() / 2;
        Some((u16::try_from(middle).ok()?, u16::try_from(row).ok()?))
    };
    let lines: Vec<&str> = screen.lines().collect();
    lines.into_iter().enumerate().rev().find_map(place)
}

#[rstest]
fn any_one_input_is_enough(
    #[values(Input::Pad, Input::Arrows, Input::Letters, Input::Finger, Input::TopRow)] input: Input,
    #[values((80, 24), (64, 24), (40, 12))] size: (u16, u16),
) {
    let mut hand = Hand { input, stage: stage("fr").size(size.0, size.1) };
    if input == Input::Finger {
        // The first touch, anywhere, makes room for fingers.
        hand.stage.tap(0, 0);
    }
    hand.write(WORD);
    hand.look();
    hand.take(|_, label| label == VENUE);
    assert_eq!(hand.kind(), PageKind::Venue);
    let seen = hand.read();
    for said in ["Téléphone", "Horaires", "mardi", "14 h – 18 h"] {
        assert!(seen.contains(said), "{said} was not seen:\n{seen}");
    }
    hand.go_home();

    match input {
        Input::Letters => {
            "arnaque".chars().for_each(|letter| hand.press(Key::Char(letter)));
            hand.look();
        }
        _ => hand.take(|_, label| label == "Me débrouiller avec le numérique"),
    }
    hand.take(|_, label| label == GUIDE);
    for _ in 0..30 {
        if hand.stage.text().contains("Qui peut vous aider") {
            break;
        }
        hand.read();
        hand.take(|id, _| *id == ChoiceId::NextStep);
    }
    assert!(hand.stage.text().contains("Qui peut vous aider"), "{}", hand.stage.text());
    hand.go_home();
}

/// Frantic hands, a cat on the keyboard: the terminal is still there, and home one key away.
#[rstest]
#[case::one_key("5")]
#[case::enter("<enter>")]
#[case::down("<down>")]
#[case::back("<back>")]
#[case::larger("+")]
#[case::hide("!")]
#[case::letters("a")]
fn repeated_presses_do_no_harm(#[case] key: &str) {
    let mut stage = stage("fr").keys(&key.repeat(300));
    assert!(stage.session.model.page().choices().count() <= 9);
    stage.press(Key::Escape);
    stage.press(Key::Escape);
    assert_eq!(stage.session.model.page().kind, PageKind::Home);
}

/// A key that means nothing says what would, and the next key takes it away.
#[rstest]
#[case::home("%", "Ici, tapez un numéro de 1 à 9.")]
#[case::function_key("<f5>", "Ici, tapez un numéro de 1 à 9.")]
#[case::no_such_line("?9", "Ici, tapez un numéro de 1 à 8.")]
#[case::few_lines("3arnaque<enter>1%", "Ici, tapez un numéro de 1 à 2.")]
#[case::typing("6<f5>", "Ici, tapez des lettres ou des chiffres, puis Entrée.")]
fn says_gently_what_would_work(#[case] keys: &str, #[case] said: &str) {
    let stage = stage("fr").keys(keys);
    assert!(stage.text().contains(said), "{}", stage.text());
    let text = stage.keys("<down>").text();
    assert!(!text.contains("Ici, tapez"), "{text}");
}
