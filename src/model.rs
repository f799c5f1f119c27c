//! All that the interface knows, as plain data. Changed only by `update`; pages are made from it.

use std::time::Duration;

use chrono::NaiveDateTime;
use repere_index::actor::Actor;
use repere_index::edition::{EditionInfo, Here};
use repere_index::guide::Guide;
use repere_index::search::{Answer, Filter, Need, VenueHit};
use repere_index::understanding::Chip;

use crate::locale::Locale;
use crate::page::{self, FilterGroup, InputMode, Page, PageKind};

pub mod look;
pub mod staff;

use self::look::{Fonts, Grid, Look, TextSize};
use self::staff::{Closure, Staff, StaffSettings, StickState};

/// How far the catalogue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loading {
    /// It is being read or indexed.
    Underway {
        /// Venues in.
        done: usize,
        /// Venues in all; 0 when not known yet.
        total: usize,
    },
    /// It answers.
    Ready,
    /// It will not answer; the code is for staff.
    Failed(StaffCode),
}

/// A short code that a visitor can read out to staff; `repere` documents each in the README.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffCode {
    /// The content could not be read.
    Content,
    /// A search failed.
    Search,
    /// A part of the program stopped.
    Stopped,
}

impl StaffCode {
    /// The code as read out.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Content => "R1",
            Self::Search => "R2",
            Self::Stopped => "R3",
        }
    }
}

/// What every page may need to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// Language now spoken.
    pub locale: Locale,
    /// Local time, to the minute.
    pub now: NaiveDateTime,
    /// Where the terminal stands, if anyone has said.
    pub here: Option<Here>,
    /// How far the catalogue is.
    pub loading: Loading,
    /// What is known of the edition; empty until the catalogue is ready.
    pub edition: EditionInfo,
    /// True when the installed edition could not be read and the starter edition stands in.
    pub standing_in: bool,
    /// What staff set, over what the administrator decided.
    pub settings: StaffSettings,
    /// What visitors are told of a stick.
    pub stick: StickState,
    /// Whether the terminal can be started anew from here.
    pub helper: bool,
    /// How pages look now.
    pub look: Look,
    /// The screen, in characters.
    pub grid: Grid,
    /// Whose the font is.
    pub fonts: Fonts,
    /// True until the first key of a session.
    pub fresh: bool,
    /// Said once, on the row for it, until the next key.
    pub note: Option<Note>,
}

/// Something said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The key that was pressed means nothing here: what would.
    UnknownKey,
    /// The letters have this size now.
    Size(TextSize),
    /// The letters cannot be larger here.
    SizeFixed,
    /// The colours are these now.
    Colours,
    /// The language now spoken was translated by a machine.
    Machine,
}

/// What lies over the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cover {
    /// Nothing.
    #[default]
    None,
    /// The visitor has hidden the screen.
    Hidden,
    /// Nobody has touched a key for a while: so many seconds are left.
    Leaving {
        /// Seconds until the session ends.
        left: u16,
        /// Whether the screen was hidden, and is again when somebody comes back.
        hidden: bool,
    },
}

/// Seconds that the page before the end of a session stands. WCAG 2.2, 2.2.1 asks for 20 at least.
pub const LEAVING_SECONDS: u16 = 30;
/// Seconds without a key after which that page comes, where nobody has set others.
const IDLE_SECONDS: u32 = 120;

impl Context {
    /// Before anything is known: no edition, no place, the whole of the smallest screen.
    #[must_use]
    pub fn new(locale: Locale, now: NaiveDateTime) -> Self {
        Self {
            locale,
            now,
            here: None,
            loading: Loading::Underway { done: 0, total: 0 },
            edition: EditionInfo::default(),
            standing_in: false,
            settings: StaffSettings::default(),
            stick: StickState::None,
            helper: false,
            look: Look::default(),
            grid: Grid::SMALLEST,
            fonts: Fonts::Fixed,
            fresh: true,
            note: None,
        }
    }

    /// What staff said of a venue that is closed today, by its identifier.
    #[must_use]
    pub fn closure_of(&self, venue: &str) -> Option<&Closure> {
        self.settings.closures.iter().find(|closure| closure.venue == venue && closure.holds(self.now.date()))
    }
}

/// What was asked for on a results page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Words, as typed so far.
    Words(String),
    /// One of the needs of the home page.
    Need(Need),
}

/// How the words of a search are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// With letter keys.
    Typing,
    /// Letter by letter from groups that have numbers: which group.
    Groups,
    /// The letters of one of those groups, by its place.
    Letters(usize),
    /// They are written: what was found is chosen from.
    Done,
}

/// The state of a results page.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// What was asked for.
    pub asked: Asked,
    /// How the words are being written, or that they are.
    pub entry: Entry,
    /// Which portion of the list is shown, from 0.
    pub portion: usize,
    /// Number of the question; an answer to an older one is dropped.
    pub generation: u64,
    /// What was found; `None` until the first answer.
    pub answer: Option<Answer>,
    /// Whether `answer` is the answer to the present words.
    pub current: bool,
    /// What venues must be like, the last one set at the end.
    pub filters: Vec<Filter>,
    /// What the visitor has taken off of what was understood.
    pub without: Vec<Chip>,
}

impl Results {
    /// A question that has not been asked yet.
    #[must_use]
    pub fn new(asked: Asked, entry: Entry) -> Self {
        let (filters, without) = (Vec::new(), Vec::new());
        Self { asked, entry, portion: 0, generation: 0, answer: None, current: false, filters, without }
    }
}

/// The state of a guide page.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The guide.
    pub guide: Guide,
    /// The place of the part that is read, in [`Reading::parts`].
    pub place: usize,
    /// Number of the question for who can help.
    pub generation: u64,
    /// Venues near here that help with it, and the guide to read next; `None` until they are known.
    pub help: Option<Answer>,
}

/// A part of a guide: a page of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What it is worth, and what you need.
    Cover,
    /// A step, counted from 0.
    Step(usize),
    /// What may go wrong, what is free, what to beware of.
    Troubles,
    /// What to keep.
    Take,
    /// Who can help, near here.
    People,
}

impl Reading {
    /// Its parts, in the order in which they are read. A guide of an older edition may lack some.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let guide = &self.guide;
        let warned = !(guide.troubles.is_empty() && guide.warnings.is_empty() && guide.free.is_empty());
        let keeps = !(guide.take.is_empty() && guide.officials.is_empty());
        let steps = (0..guide.steps.len()).map(Part::Step);
        let after = [warned.then_some(Part::Troubles), keeps.then_some(Part::Take), Some(Part::People)];
        std::iter::once(Part::Cover).chain(steps).chain(after.into_iter().flatten())
    }

    /// The part that is read.
    #[must_use]
    pub fn part(&self) -> Part {
        self.parts().nth(self.place).unwrap_or(Part::People)
    }

    /// The part after it.
    #[must_use]
    pub fn next_part(&self) -> Option<Part> {
        self.parts().nth(self.place + 1)
    }
}

/// A hard word, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it stands on the page.
    pub term: String,
    /// In a sentence.
    pub meaning: String,
}

/// The state of the pages for who does not know where to begin.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OnPath {
    /// The answers so far, one a question, by their places from 0.
    pub answers: Vec<usize>,
    /// Number of the question for what they lead to.
    pub generation: u64,
    /// What they lead to; `None` until all is answered and it is known.
    pub found: Option<Answer>,
}

/// A page's own state.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// The five needs.
    Home,
    /// What was found.
    Results(Box<Results>),
    /// One venue.
    Venue(Box<VenueHit>),
    /// The filters of the results page below it.
    Filters(FilterGroup),
    /// One guide.
    Guide(Box<Reading>),
    /// One actor.
    Actor(Box<Actor>),
    /// Help about a page.
    Help(PageKind),
    /// The languages, a portion at a time.
    Language(usize),
    /// The hard words of the page before.
    Words(Vec<Word>),
    /// What this terminal is.
    About,
    /// Where to begin.
    Path(Box<OnPath>),
    /// A page of the staff area.
    Staff(Box<Staff>),
}

/// A page that the visitor has come to, on the way back to home.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// Different for every page that is shown as new: a medium starts it from its top.
    pub serial: u64,
    /// The page's own state.
    pub state: State,
    /// The focused choice, if the visitor has moved it.
    pub focus: Option<usize>,
}

/// All that the interface knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// What every page may need to know.
    pub context: Context,
    /// From home to the page shown; never empty.
    pub(crate) visits: Vec<Visit>,
    /// The last serial or generation that was given out.
    pub(crate) counter: u64,
    /// The language that the program began with.
    began_in: Locale,
    /// How pages look when a session begins, apart from what staff set.
    began_as: Look,
    /// What lies over the pages.
    pub cover: Cover,
    /// True while another edition waits to be served.
    pub(crate) adoption_due: bool,
    /// True once the visitor or the system has asked to stop.
    pub leaving: bool,
}

impl Model {
    /// The home page, in `context`.
    #[must_use]
    pub fn new(context: Context) -> Self {
        let home = Visit { serial: 0, state: State::Home, focus: None };
        let (began_in, began_as) = (context.locale, context.look);
        let cover = Cover::None;
        Self { context, began_in, began_as, cover, visits: vec![home], counter: 0, adoption_due: false, leaving: false }
    }

    /// The language that a session begins in.
    pub(crate) fn first_locale(&self) -> Locale {
        self.context.settings.locale.unwrap_or(self.began_in)
    }

    /// The look that a session begins with.
    pub(crate) fn first_look(&self) -> Look {
        let size = self.context.settings.text_size.unwrap_or(self.began_as.size);
        Look { size: self.context.fonts.at_most(size, self.context.grid), ..self.began_as }
    }

    /// Whether anything would be lost if the session ended now: whoever only stands before the home page has nothing.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        let at_home = matches!(self.visits.as_slice(), [Visit { state: State::Home, .. }]);
        let as_before = self.context.locale == self.first_locale() && self.context.look == self.first_look();
        !at_home || !as_before || self.cover != Cover::None
    }

    /// How long a session may be left alone before the page that asks comes; `None` when none has begun. Longer where there
    /// is more to read.
    #[must_use]
    pub fn alone_after(&self) -> Option<Duration> {
        if self.context.fresh && !self.has_begun() {
            return None;
        }
        let times = match self.visits.last().map(|visit| &visit.state) {
            Some(State::Guide(_) | State::Staff(_)) => 3,
            Some(State::Venue(_) | State::Actor(_) | State::Help(_) | State::About | State::Path(_)) => 2,
            _ => 1,
        };
        let seconds = self.context.settings.idle_seconds.unwrap_or(IDLE_SECONDS);
        Some(Duration::from_secs(u64::from(seconds) * times))
    }

    /// A key was pressed, whatever it means: what was said once has been said.
    pub fn touched(&mut self) {
        (self.context.fresh, self.context.note) = (false, None);
    }

    /// The page shown, as the visitor came to it.
    #[must_use]
    pub fn visit(&self) -> Option<&Visit> {
        self.visits.last()
    }

    /// The page shown.
    #[must_use]
    pub fn page(&self) -> Page {
        match (self.cover, self.visits.last()) {
            (Cover::Hidden, _) => page::cover::hidden(&self.context),
            (Cover::Leaving { left, .. }, _) => page::cover::leaving(left, &self.context),
            (Cover::None, Some(visit)) => page::of(&visit.state, self.filters(), visit.focus, &self.context),
            (Cover::None, None) => page::of(&State::Home, &[], None, &self.context),
        }
    }

    /// The filters of the results page that was come to last.
    #[must_use]
    pub fn filters(&self) -> &[Filter] {
        let results = self.visits.iter().rev().find_map(|visit| match &visit.state {
            State::Results(results) => Some(results),
            _ => None,
        });
        results.map_or(&[], |results| results.filters.as_slice())
    }

    /// Tells one shown page from another: when it changes, a medium starts from the top.
    #[must_use]
    pub fn serial(&self) -> u64 {
        self.visits.last().map_or(0, |visit| visit.serial)
    }

    /// Whether an answer is on its way for the page shown.
    #[must_use]
    pub fn waiting(&self) -> bool {
        if matches!(self.context.loading, Loading::Failed(_)) {
            return false;
        }
        match self.visits.last().map(|visit| &visit.state) {
            Some(State::Results(results)) => !results.current && !results.asked.is_empty(),
            Some(State::Guide(reading)) => reading.part() == Part::People && reading.help.is_none(),
            Some(State::Path(path)) => {
                self.context.edition.questions.are_answered(path.answers.len()) && path.found.is_none()
            }
            Some(State::Staff(staff)) => staff.waiting,
            _ => false,
        }
    }
}

impl Entry {
    /// How keys are read meanwhile.
    #[must_use]
    pub fn mode(self) -> InputMode {
        if self == Self::Typing { InputMode::Typing } else { InputMode::Choosing }
    }
}

impl Asked {
    /// True for words that have not been typed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Words(words) if words.trim().is_empty())
    }
}
