//! The pages of the staff area and what has been typed on them. All of it stands on the way back from home, and is gone
//! when the visitor's home page is shown: access ends there.

use chrono::NaiveDate;
use repere_index::edition::Here;
use repere_index::place::Place;

use super::{ChosenAs, Closure, DeskCard, Editions, InstallProgress, JournalLine, Secret, Sentence, StickOffer};
use crate::locale::Locale;
use crate::model::look::TextSize;

/// A page of the staff area.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// Which.
    pub view: View,
    /// What came of the last thing that was done here.
    pub said: Option<Sentence>,
    /// Whether an answer is on its way.
    pub waiting: bool,
}

impl Staff {
    /// A page as it is come to.
    #[must_use]
    pub fn new(view: View) -> Self {
        Self { view, said: None, waiting: false }
    }
}

/// Which page of the staff area.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// The PIN is asked for: the one page that is outside.
    Pin(Secret),
    /// A PIN is chosen.
    NewPin(PinEntry),
    /// A page to choose on, from which things are done and to which they come back.
    Hub(Hub),
    /// Something is typed.
    Form {
        /// What is asked.
        ask: Ask,
        /// What has been typed.
        text: String,
    },
    /// What was found for what was typed.
    Found(Found),
    /// How typed hours were understood, before they are kept.
    HoursRead(DeskCard),
    /// One closure of the list.
    Closure(Closure),
    /// Going back to the previous edition is asked once more.
    ConfirmRollBack,
    /// Installing is asked once more, for these reasons.
    ConfirmInstall(Vec<Sentence>),
    /// An edition is being installed.
    Installing(InstallProgress),
    /// The end of something that took a while, in one sentence.
    Done(End),
    /// Starting anew is asked once more.
    ConfirmRestart,
}

/// How something ended that took a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// An edition was installed.
    Installed {
        /// Venues in it.
        venues: u64,
        /// Guides in it.
        guides: u64,
    },
    /// An edition was not installed, and why.
    NotInstalled(Sentence),
    /// The previous edition is served again.
    RolledBack,
}

/// A page to choose on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hub {
    /// All that staff can do.
    Menu,
    /// The message on the home page.
    Message,
    /// Venues that are closed for a while; which portion of the list is shown, from 0.
    Closures(usize),
    /// Whom to ask beside the terminal.
    Desk,
    /// What is on the stick; `None` until it was looked at.
    Stick(Option<Box<StickOffer>>),
    /// The editions; `None` until they are known.
    Editions(Option<Box<Editions>>),
    /// What was installed and when; `None` until it was read. With the portion shown, from 0.
    Journal(Option<Vec<JournalLine>>, usize),
    /// Where the terminal stands.
    Here,
    /// Language, waits, letters, PIN.
    Settings,
    /// The language that a session begins in; which portion of the list is shown, from 0.
    Locale(usize),
    /// How long nobody must press a key before a session ends.
    Idle,
    /// How large the letters are.
    TextSize,
    /// The screen, the clock, starting anew.
    Machine,
    /// All letters and all looks.
    ScreenTest,
    /// What time the machine believes it is.
    Clock,
}

/// A PIN being chosen, typed twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PinEntry {
    /// What was typed first, once it was.
    pub first: Option<Secret>,
    /// What is being typed.
    pub digits: Secret,
    /// Whether it is the first PIN of this terminal.
    pub first_run: bool,
}

/// What a form asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The text of the message on the home page.
    MessageText,
    /// Its last day.
    MessageUntil {
        /// The text, typed before.
        text: String,
    },
    /// The name of a venue.
    Venue(Purpose),
    /// The last day that a venue is closed.
    ClosedUntil(VenueRef),
    /// Why it is closed.
    ClosedWhy {
        /// The venue.
        venue: VenueRef,
        /// The last day.
        until: Option<NaiveDate>,
    },
    /// What the desk is called.
    DeskName,
    /// When somebody is at the desk.
    DeskHours,
    /// Its telephone number.
    DeskPhone,
    /// The name or the postcode of a commune.
    Commune,
    /// What day and time it is.
    Clock,
}

/// What a venue is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To say that it is closed.
    Close,
    /// Because the terminal stands there.
    StandHere,
}

/// As much of a venue as is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct VenueRef {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is, in words.
    pub commune: String,
    /// Where it is, if that is known.
    pub at: Option<(f64, f64)>,
}

/// What was found for what was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Venues of that name.
    Venues {
        /// What for.
        purpose: Purpose,
        /// Number of the question.
        generation: u64,
        /// The best ones; `None` until the answer has come.
        venues: Option<Vec<VenueRef>>,
    },
    /// Communes of that name.
    Communes(Vec<Place>),
}

impl VenueRef {
    /// The place of the terminal, if it stands at this venue.
    #[must_use]
    pub fn here(&self) -> Option<(Here, ChosenAs)> {
        let (latitude, longitude) = self.at?;
        Some((Here { name: self.name.clone(), latitude, longitude }, ChosenAs::Venue(self.id.clone())))
    }
}

/// What a choice of the staff area does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffChoice {
    /// Into the staff area, from outside.
    Enter,
    /// To a page to choose on.
    Go(Hub),
    /// Type the message on the home page.
    WriteMessage,
    /// Remove it.
    RemoveMessage,
    /// Type the name of a venue.
    FindVenue(Purpose),
    /// Type the name of a commune.
    FindCommune,
    /// Type what the desk is called.
    NameDesk,
    /// Type when somebody is there.
    TellHours,
    /// Type its telephone number.
    TellPhone,
    /// What was found at this place.
    Pick(usize),
    /// Keep what was understood.
    Keep,
    /// The closure at this place of the list.
    OpenClosure(usize),
    /// The venue shown is closed no more.
    Reopen,
    /// More of the same list.
    More,
    /// Choose another PIN.
    ChangePin,
    /// Say what day and time it is.
    SetClock,
    /// Begin sessions in this language.
    Speak(Locale),
    /// End sessions after so many seconds.
    Idle(u32),
    /// Letters of this size.
    Size(TextSize),
    /// Look at the stick again.
    LookAgain,
    /// Install what is on the stick.
    Install,
    /// Go back to the previous edition.
    RollBack,
    /// Write the journal on the stick.
    Export,
    /// Start the terminal anew.
    Restart,
    /// Yes, to what was asked once more.
    Confirm,
    /// The letters cannot all be read.
    CannotRead,
    /// Back to the menu.
    Menu,
}
