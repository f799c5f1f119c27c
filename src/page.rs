//! A page: what is said to the visitor, as data. Each page is made by one function of its state and the context; pages
//! never draw, never read the catalogue, and know no medium.

pub mod about;
pub mod actor;
pub mod cover;
pub mod filters;
pub mod guide;
pub mod help;
pub mod home;
pub mod language;
pub mod letters;
pub mod path;
pub mod results;
pub mod staff;
pub mod venue;
pub mod words;

use repere_index::search::{Filter, Need};

use crate::locale::Locale;
use crate::model::staff::StaffChoice;
use crate::model::{Context, Loading, Note, StaffCode, State};

/// Which page it is: what a key means may depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// The five needs.
    Home,
    /// What was found.
    Results,
    /// What venues must be like.
    Filters,
    /// One venue.
    Venue,
    /// One guide, a step a page.
    Guide,
    /// One actor.
    Actor,
    /// How to use the terminal.
    Help,
    /// The languages.
    Language,
    /// What this terminal is.
    About,
    /// Letters to choose from.
    Letters,
    /// Where to begin.
    Path,
    /// Hard words, explained.
    Words,
    /// The staff area.
    Staff,
    /// Something that lies over the page, and that any key takes away.
    Cover,
}

/// How keys are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputMode {
    /// Digits choose; a letter begins a search.
    Choosing,
    /// Every printable character is text.
    Typing,
}

/// What a choice leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoiceId {
    /// One of the five needs.
    Need(Need),
    /// The search field.
    Search,
    /// The page of languages.
    Languages,
    /// The page of help.
    Help,
    /// What this terminal is.
    About,
    /// The venue at this place among those found.
    Venue(usize),
    /// The guide at this place among those found.
    Guide(usize),
    /// The actor at this place among those found, or behind what is shown.
    Actor(usize),
    /// Where to begin.
    Path,
    /// An answer to the question that is shown, by its place.
    Reply(usize),
    /// More of the same list.
    More,
    /// Correct the words that were typed.
    Retype,
    /// Take off what was understood, by its place in the answer.
    TakeOff(usize),
    /// Another place of the same name, by its place in the answer.
    Homonym(usize),
    /// Filters of a kind.
    Filters(FilterGroup),
    /// Set a filter, or lift it.
    Toggle(Filter),
    /// The next step of a guide.
    NextStep,
    /// Speak this language from now on.
    Speak(Locale),
    /// The groups of letters, from the search field.
    Letters,
    /// The letters of this group.
    Group(usize),
    /// This letter.
    Letter(char),
    /// The last letter is taken off.
    EraseLetter,
    /// The groups of letters, from the letters of one.
    Groups,
    /// The words are written.
    Written,
    /// The hard words of the page before.
    Words,
    /// Larger letters.
    Enlarge,
    /// Other colours.
    Recolour,
    /// The screen is hidden.
    Hide,
    /// The session ends.
    Finish,
    /// Something of the staff area.
    Staff(StaffChoice),
    /// The page before.
    Back,
    /// The first page.
    Home,
}

/// Filters that stand on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilterGroup {
    /// The most wanted ones, and the way to the others.
    Main,
    /// For whom it is accessible.
    Care,
    /// Languages spoken.
    Languages,
    /// Alone, accompanied, in a group.
    Support,
    /// How far.
    Distance,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it leads to.
    pub id: ChoiceId,
    /// In a few words; one line where it fits.
    pub label: String,
    /// Lines below it.
    pub details: Vec<String>,
}

impl Choice {
    /// A choice with nothing but its label.
    #[must_use]
    pub fn new(id: ChoiceId, label: impl Into<String>) -> Self {
        Self { id, label: label.into(), details: Vec::new() }
    }

    /// The same with one more line below.
    #[must_use]
    pub fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }
}

/// Something known: a name and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is told: "Telephone".
    pub label: String,
    /// What it is; one line each.
    pub values: Vec<String>,
    /// Marked among its like: today in a week.
    pub current: bool,
}

impl Fact {
    /// A fact of one value.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), values: vec![value.into()], current: false }
    }
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Calm,
    /// To be read first; a word says so, never a colour alone.
    Alert,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// The name of what follows.
    Heading(String),
    /// Items that are not chosen: what to have at hand, steps.
    List(Vec<String>),
    /// What is known.
    Facts(Vec<Fact>),
    /// What can be chosen. The numbers run on from one such block to the next.
    Choices(Vec<Choice>),
    /// Words being typed.
    Field {
        /// What to type.
        label: String,
        /// What has been typed.
        text: String,
    },
    /// Something that must not be missed.
    Notice {
        /// How much it matters.
        tone: Tone,
        /// One or two sentences.
        text: String,
    },
    /// Something under way, in one sentence.
    Progress(String),
    /// A number that everybody in the room can read, and what it counts.
    Countdown {
        /// The number.
        number: u16,
        /// In words, with the number: for who hears it.
        text: String,
    },
}

impl Block {
    /// All that it says, in order.
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text)
            | Self::Heading(text)
            | Self::Notice { text, .. }
            | Self::Progress(text)
            | Self::Countdown { text, .. } => vec![text],
            Self::List(items) => items.iter().map(String::as_str).collect(),
            Self::Facts(facts) => {
                let texts = facts.iter().flat_map(|fact| std::iter::once(&fact.label).chain(&fact.values));
                texts.map(String::as_str).collect()
            }
            Self::Choices(choices) => {
                let texts = choices.iter().flat_map(|choice| std::iter::once(&choice.label).chain(&choice.details));
                texts.map(String::as_str).collect()
            }
            Self::Field { label, text } => vec![label, text],
        }
    }
}

/// One page, for any medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Which page it is.
    pub kind: PageKind,
    /// How keys are read on it.
    pub mode: InputMode,
    /// In which language it speaks.
    pub locale: Locale,
    /// What it is called.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// The focused choice, counted over the page from 0; `None` while reading from the top or typing.
    pub focus: Option<usize>,
    /// Said in the place for it, below all else.
    pub status: Option<Status>,
}

/// What is said below all else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// What came of the last key: it comes before how far through the page one is.
    Said(String),
    /// What a first visitor can do: it comes after.
    Hint(String),
}

impl Status {
    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Said(text) | Self::Hint(text) => text,
        }
    }
}

/// Most choices of a page: each has a digit.
pub const MOST_CHOICES: usize = 9;

impl Page {
    /// A page to choose on, without blocks yet.
    #[must_use]
    pub fn new(kind: PageKind, title: impl Into<String>) -> Self {
        let (mode, locale) = (InputMode::Choosing, Locale::FRENCH);
        Self { kind, mode, locale, title: title.into(), blocks: Vec::new(), focus: None, status: None }
    }

    /// The choices in the order of their numbers.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Choices(choices) => choices.as_slice(),
            _ => &[],
        })
    }

    /// All that it says, in order: what a reader meets.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.as_str()).chain(self.blocks.iter().flat_map(Block::texts))
    }

    /// Where the focus stands when the page opens: on the first choice of a page that is all choices, and on the way on
    /// of a guide; nowhere on a page that is to be read first.
    #[must_use]
    pub fn first_focus(&self) -> Option<usize> {
        let reading = self.blocks.iter().any(|block| matches!(block, Block::Facts(_) | Block::List(_)));
        (self.kind == PageKind::Guide || !reading).then_some(0).filter(|_| self.choices().next().is_some())
    }
}

/// The page of a state. `filters`: those of the results page that was come to last.
#[must_use]
pub fn of(state: &State, filters: &[Filter], focus: Option<usize>, context: &Context) -> Page {
    // What staff are told is in French and English.
    if matches!(state, State::Staff(_)) && context.locale != context.locale.for_staff() {
        let context = Context { locale: context.locale.for_staff(), ..context.clone() };
        return of(state, filters, focus, &context);
    }
    let mut page = match state {
        State::Home => home::page(context),
        State::Results(results) => results::page(results, context),
        State::Filters(group) => filters::page(*group, filters, context),
        State::Venue(hit) => venue::page(hit, context),
        State::Guide(reading) => guide::page(reading, context),
        State::Actor(actor) => actor::page(actor, context),
        State::Help(kind) => help::page(*kind, context),
        State::Language(portion) => language::page(*portion, context),
        State::Words(words) => words::page(words, context),
        State::About => about::page(context),
        State::Path(path) => path::page(path, context),
        State::Staff(staff) => staff::page(staff, context),
    };
    let count = page.choices().count();
    debug_assert!(count <= MOST_CHOICES, "each choice needs a digit");
    page.focus = match focus {
        _ if page.mode == InputMode::Typing || count == 0 => None,
        Some(place) => Some(place.min(count - 1)),
        None => page.first_focus(),
    };
    page.locale = context.locale;
    page.status = status(&page, context);
    page
}

/// What is said once, and what a first visitor can do.
fn status(page: &Page, context: &Context) -> Option<Status> {
    let locale = context.locale;
    let Some(note) = context.note else {
        let first = context.fresh && page.kind == PageKind::Home;
        return first.then(|| Status::Hint(locale.say("home.hint")));
    };
    Some(Status::Said(match note {
        Note::UnknownKey if page.mode == InputMode::Typing => locale.say("screen.unknown-typing"),
        Note::UnknownKey => match page.choices().count() {
            0 | 1 => locale.say("screen.unknown-reading"),
            last => locale.say_with("screen.unknown-choosing", &[("last", &last.to_string())]),
        },
        Note::Size(size) => locale.letters(size),
        Note::SizeFixed => locale.say("size.fixed"),
        Note::Colours => locale.colours(context.look.theme),
        Note::Machine => locale.say("language.machine"),
    }))
}

/// What a visitor needs to know while the catalogue is not there.
fn catalogue_notice(context: &Context) -> Option<Block> {
    let locale = context.locale;
    match context.loading {
        Loading::Underway { done, total } => {
            let percent = done.saturating_mul(100).checked_div(total).map(|percent| percent.to_string());
            Some(Block::Progress(match percent {
                Some(percent) => locale.say_with("loading.underway-share", &[("percent", &percent)]),
                None => locale.say("loading.underway"),
            }))
        }
        Loading::Failed(code) => {
            Some(Block::Notice { tone: Tone::Alert, text: locale.say_with("loading.failed", &[("code", code.code())]) })
        }
        Loading::Ready if context.standing_in => Some(Block::Notice {
            tone: Tone::Alert,
            text: locale.say_with("loading.standing-in", &[("code", StaffCode::Content.code())]),
        }),
        Loading::Ready => None,
    }
}
