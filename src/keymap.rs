//! One table: (page, input mode, key) → message. The footer and the help page are made from it, so that what is said of
//! the keys is always what they do. Knows keys, not the terminal library that reports them.

use crate::message::Message;
use crate::page::{InputMode, PageKind};

/// A key, as any keyboard reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A key that types a character.
    Char(char),
    /// Enter, of the keypad too.
    Enter,
    /// Backspace, and Delete, which stands beside it on small keyboards.
    Backspace,
    /// Arrow up.
    Up,
    /// Arrow down, and Tab.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// Escape.
    Escape,
    /// End, "Fin" on French keyboards.
    End,
    /// Any other key: it means nothing, and that is said.
    Other,
    /// F1, help on many keyboards. Nothing depends on it: `?` does the same.
    F1,
    /// Ctrl-C: ends the program where it is not locked.
    Interrupt,
}

impl Key {
    /// The key that has the same meaning on a page that is turned round: the way back is to the right there.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            other => other,
        }
    }
}

/// Which keys a row of the table is about.
#[derive(Debug, Clone, Copy)]
enum Keys {
    /// These.
    Of(&'static [Key]),
    /// A digit, also one typed on a French keyboard without Shift.
    Digits,
    /// Any other character.
    Characters,
}

/// What a row says of itself in the footer and in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// Locale key: what the key is called.
    pub key: &'static str,
    /// Locale key: what it does.
    pub action: &'static str,
    /// The lower, the longer it stays in a narrow footer; `None`: only in the help.
    pub footer: Option<u8>,
}

struct Binding {
    keys: Keys,
    mode: Option<InputMode>,
    /// Pages on which the row does not hold.
    except: &'static [PageKind],
    meaning: fn(char) -> Message,
    hint: Option<Hint>,
}

const fn hint(key: &'static str, action: &'static str, footer: Option<u8>) -> Hint {
    Hint { key, action, footer }
}

const CHOOSING: Option<InputMode> = Some(InputMode::Choosing);
const TYPING: Option<InputMode> = Some(InputMode::Typing);

/// The pages of visitors.
const VISITORS: &[PageKind] = &[
    PageKind::Home,
    PageKind::Results,
    PageKind::Filters,
    PageKind::Venue,
    PageKind::Guide,
    PageKind::Actor,
    PageKind::Help,
    PageKind::Language,
    PageKind::About,
    PageKind::Letters,
    PageKind::Path,
    PageKind::Words,
];

/// All pages but the first one.
const BELOW_HOME: &[PageKind] = &[
    PageKind::Results,
    PageKind::Filters,
    PageKind::Venue,
    PageKind::Guide,
    PageKind::Actor,
    PageKind::Help,
    PageKind::Language,
    PageKind::About,
    PageKind::Letters,
    PageKind::Path,
    PageKind::Words,
    PageKind::Staff,
];

/// Pages that are in plain words by themselves.
const WITHOUT_HARD_WORDS: &[PageKind] = &[
    PageKind::Home,
    PageKind::Results,
    PageKind::Filters,
    PageKind::Help,
    PageKind::Language,
    PageKind::About,
    PageKind::Letters,
    PageKind::Path,
    PageKind::Words,
    PageKind::Staff,
];

/// The unshifted top row of a French keyboard, in the order of its digits from 1 to 0.
const AZERTY_TOP_ROW: [char; 10] = ['&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç', 'à'];

/// The table. The first row that holds decides.
const BINDINGS: &[Binding] = &[
    Binding { keys: Keys::Of(&[Key::Interrupt]), mode: None, except: &[], meaning: |_| Message::Left, hint: None },
    Binding {
        keys: Keys::Of(&[Key::Char('0'), Key::Char('à')]),
        mode: CHOOSING,
        except: &[PageKind::Home],
        meaning: |_| Message::WentHome,
        hint: Some(hint("key.zero", "action.home", Some(1))),
    },
    Binding {
        keys: Keys::Of(&[Key::Char('0'), Key::Char('à')]),
        mode: CHOOSING,
        except: BELOW_HOME,
        meaning: |_| Message::Finished,
        hint: Some(hint("key.zero", "action.finish", Some(7))),
    },
    Binding {
        keys: Keys::Of(&[Key::End]),
        mode: None,
        except: &[],
        meaning: |_| Message::Finished,
        hint: Some(hint("key.end", "action.finish", None)),
    },
    Binding {
        keys: Keys::Digits,
        mode: CHOOSING,
        except: &[],
        meaning: |digit| Message::Numbered(digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0)),
        hint: Some(hint("key.digits", "action.choose", Some(0))),
    },
    Binding {
        keys: Keys::Of(&[Key::Down]),
        mode: None,
        except: &[],
        meaning: |_| Message::Next,
        hint: Some(hint("key.arrows", "action.move", Some(5))),
    },
    Binding { keys: Keys::Of(&[Key::Up]), mode: None, except: &[], meaning: |_| Message::Previous, hint: None },
    Binding { keys: Keys::Of(&[Key::PageDown]), mode: None, except: &[], meaning: |_| Message::PageDown, hint: None },
    Binding { keys: Keys::Of(&[Key::PageUp]), mode: None, except: &[], meaning: |_| Message::PageUp, hint: None },
    Binding {
        keys: Keys::Of(&[Key::Enter]),
        mode: CHOOSING,
        except: &[],
        meaning: |_| Message::Opened,
        hint: Some(hint("key.enter", "action.open", Some(2))),
    },
    Binding {
        keys: Keys::Of(&[Key::Enter]),
        mode: TYPING,
        except: VISITORS,
        meaning: |_| Message::Opened,
        hint: Some(hint("key.enter", "action.confirm", Some(0))),
    },
    Binding {
        keys: Keys::Of(&[Key::Enter]),
        mode: TYPING,
        except: &[PageKind::Staff],
        meaning: |_| Message::Opened,
        hint: Some(hint("key.enter", "action.results", Some(0))),
    },
    Binding { keys: Keys::Of(&[Key::Right]), mode: CHOOSING, except: &[], meaning: |_| Message::Opened, hint: None },
    Binding {
        keys: Keys::Of(&[Key::Left, Key::Backspace]),
        mode: CHOOSING,
        except: &[PageKind::Home],
        meaning: |_| Message::WentBack,
        hint: Some(hint("key.left", "action.back", Some(3))),
    },
    Binding {
        keys: Keys::Of(&[Key::Backspace]),
        mode: TYPING,
        except: &[],
        meaning: |_| Message::Erased,
        hint: Some(hint("key.backspace", "action.erase", Some(2))),
    },
    Binding {
        keys: Keys::Of(&[Key::Escape, Key::Home]),
        mode: TYPING,
        except: VISITORS,
        meaning: |_| Message::WentHome,
        hint: Some(hint("key.escape", "action.home", Some(3))),
    },
    Binding {
        keys: Keys::Of(&[Key::Escape, Key::Home]),
        mode: None,
        except: &[],
        meaning: |_| Message::WentHome,
        hint: Some(hint("key.escape", "action.home", None)),
    },
    Binding {
        // The comma is the key of the question mark without Shift; the full stop is on the keypad.
        keys: Keys::Of(&[Key::Char('?'), Key::Char(','), Key::Char('.'), Key::F1]),
        mode: CHOOSING,
        except: &[PageKind::Help],
        meaning: |_| Message::AskedHelp,
        hint: Some(hint("key.question", "action.help", Some(4))),
    },
    Binding { keys: Keys::Of(&[Key::F1]), mode: TYPING, except: &[], meaning: |_| Message::AskedHelp, hint: None },
    Binding {
        keys: Keys::Of(&[Key::Char('*')]),
        mode: CHOOSING,
        except: &[PageKind::Language],
        meaning: |_| Message::AskedLanguages,
        hint: Some(hint("key.star", "action.languages", Some(5))),
    },
    Binding {
        // The equals sign is the key of the plus sign without Shift.
        keys: Keys::Of(&[Key::Char('+'), Key::Char('=')]),
        mode: CHOOSING,
        except: &[],
        meaning: |_| Message::Enlarged,
        hint: Some(hint("key.plus", "action.size", Some(6))),
    },
    Binding {
        keys: Keys::Of(&[Key::Char('!'), Key::Char(';')]),
        mode: CHOOSING,
        except: &[],
        meaning: |_| Message::HidScreen,
        hint: Some(hint("key.hide", "action.hide", Some(9))),
    },
    Binding {
        // Both stand on a French keyboard without Shift.
        keys: Keys::Of(&[Key::Char('$'), Key::Char(')')]),
        mode: CHOOSING,
        except: WITHOUT_HARD_WORDS,
        meaning: |_| Message::AskedWords,
        hint: Some(hint("key.dollar", "action.words", Some(4))),
    },
    Binding {
        keys: Keys::Of(&[Key::Char('*')]),
        mode: TYPING,
        except: &[PageKind::Staff],
        meaning: |_| Message::AskedLetters,
        hint: Some(hint("key.star", "action.letters", Some(1))),
    },
    Binding {
        keys: Keys::Of(&[Key::Char('/'), Key::Char(':')]),
        mode: CHOOSING,
        except: &[PageKind::Staff],
        meaning: |_| Message::AskedSearch,
        hint: None,
    },
    Binding {
        keys: Keys::Characters,
        mode: CHOOSING,
        except: &[PageKind::Staff],
        meaning: Message::Typed,
        hint: Some(hint("key.letters", "action.search", Some(8))),
    },
    Binding { keys: Keys::Characters, mode: TYPING, except: &[], meaning: Message::Typed, hint: None },
];

impl Binding {
    fn holds(&self, page: PageKind, mode: InputMode) -> bool {
        self.mode.is_none_or(|only| only == mode) && !self.except.contains(&page)
    }

    /// The message of a key, if this row is about it.
    fn message(&self, key: Key) -> Option<Message> {
        match (self.keys, key) {
            (Keys::Of(keys), _) if keys.contains(&key) => Some((self.meaning)(' ')),
            (Keys::Digits, Key::Char(typed)) => digit(typed).map(self.meaning),
            // A letter opens a search; other characters are only text where text is typed.
            (Keys::Characters, Key::Char(typed)) if self.mode == TYPING || typed.is_alphanumeric() => {
                Some((self.meaning)(typed))
            }
            _ => None,
        }
    }
}

/// The digit that a character stands for.
pub(crate) fn digit(typed: char) -> Option<char> {
    if typed.is_ascii_digit() {
        return Some(typed);
    }
    let place = AZERTY_TOP_ROW.iter().position(|key| *key == typed)?;
    char::from_digit(u32::try_from((place + 1) % 10).ok()?, 10)
}

/// What a key means on a page; `None` when nothing would be done.
#[must_use]
pub fn message(page: PageKind, mode: InputMode, key: Key) -> Option<Message> {
    BINDINGS.iter().filter(|row| row.holds(page, mode)).find_map(|row| row.message(key))
}

/// What can be pressed on a page, in the order of the table.
pub fn hints(page: PageKind, mode: InputMode) -> impl Iterator<Item = Hint> {
    let mut told = Vec::new();
    // Of two rows about one key the first one decides, here as well.
    let mut is_first = move |hint: &Hint| {
        let first = !told.contains(&hint.key);
        told.push(hint.key);
        first
    };
    // What lies over a page says itself that any key takes it away.
    let rows = BINDINGS.iter().filter(move |row| page != PageKind::Cover && row.holds(page, mode));
    rows.filter_map(|row| row.hint).filter(move |hint| is_first(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::digit('3', InputMode::Choosing, Some(Message::Numbered(3)))]
    #[case::azerty_one('&', InputMode::Choosing, Some(Message::Numbered(1)))]
    #[case::azerty_two('é', InputMode::Choosing, Some(Message::Numbered(2)))]
    #[case::azerty_six('-', InputMode::Choosing, Some(Message::Numbered(6)))]
    #[case::azerty_zero('à', InputMode::Choosing, Some(Message::WentHome))]
    #[case::zero('0', InputMode::Choosing, Some(Message::WentHome))]
    #[case::letter('m', InputMode::Choosing, Some(Message::Typed('m')))]
    #[case::arabic('ط', InputMode::Choosing, Some(Message::Typed('ط')))]
    #[case::help('?', InputMode::Choosing, Some(Message::AskedHelp))]
    #[case::nothing('%', InputMode::Choosing, None)]
    #[case::typed_digit('3', InputMode::Typing, Some(Message::Typed('3')))]
    #[case::typed_accent('é', InputMode::Typing, Some(Message::Typed('é')))]
    #[case::typed_question('?', InputMode::Typing, Some(Message::Typed('?')))]
    fn reads_characters(#[case] typed: char, #[case] mode: InputMode, #[case] expected: Option<Message>) {
        assert_eq!(message(PageKind::Results, mode, Key::Char(typed)), expected);
    }

    #[rstest]
    #[case::choosing(InputMode::Choosing)]
    #[case::typing(InputMode::Typing)]
    fn home_is_one_press_away_from_everywhere(#[case] mode: InputMode) {
        use PageKind::{About, Actor, Guide, Help, Home, Language, Results, Staff, Venue};
        for page in [Home, Results, Venue, Guide, Actor, Help, Language, About, Staff] {
            assert_eq!(message(page, mode, Key::Escape), Some(Message::WentHome));
            assert_eq!(message(page, mode, Key::Home), Some(Message::WentHome));
        }
    }
}
