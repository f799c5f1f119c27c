//! Words within one or two mistakes of another, a swap of neighbours counting as one. Lets the dictionaries of places (fst)
//! and of the index (tantivy's fst) walk the same automaton.

use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

/// Tables that automata are made from; they take a few milliseconds to make, so each is made when first needed.
static ONE: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static TWO: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// What is within some mistakes of a word.
pub(crate) struct Typos(DFA);

impl Typos {
    /// Words within `mistakes` (1, or 2 for anything above) of `word`.
    pub(crate) fn of(word: &str, mistakes: u8) -> Self {
        Self(if mistakes < 2 { &ONE } else { &TWO }.build_dfa(word))
    }

    /// Words that begin with something within one mistake of `beginning`.
    pub(crate) fn of_beginning(beginning: &str) -> Self {
        Self(ONE.build_prefix_dfa(beginning))
    }

    /// How many mistakes away a word is; `None` when it is too far.
    pub(crate) fn distance(&self, word: &[u8]) -> Option<u8> {
        match self.0.eval(word) {
            Distance::Exact(distance) => Some(distance),
            Distance::AtLeast(_) => None,
        }
    }
}

/// Both dictionaries ask the same questions, each through a trait of its own.
macro_rules! walks {
    ($($automaton:path),+) => {
        $(impl $automaton for &Typos {
            type State = u32;

            fn start(&self) -> u32 {
                self.0.initial_state()
            }

            fn is_match(&self, state: &u32) -> bool {
                matches!(self.0.distance(*state), Distance::Exact(_))
            }

            fn can_match(&self, state: &u32) -> bool {
                *state != SINK_STATE
            }

            fn accept(&self, state: &u32, byte: u8) -> u32 {
                self.0.transition(*state, byte)
            }
        })+
    };
}

walks!(fst::Automaton, tantivy_fst::Automaton);
