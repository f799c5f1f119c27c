//! Threads, channels and time: runs a session on a real terminal, or the line medium on pipes. With `world` the only
//! impure module. One channel leads into the loop; idle, the process sleeps until a key, news or the next minute.

mod catalogue;
mod collected;
mod console;
mod desk;
mod intake;
mod terminal;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use chrono::Timelike as _;
use ratatui::layout::Position;

use crate::desk::Desk;
use crate::effect::Effect;
use crate::keymap::Key;
use crate::locale::Locale;
use crate::medium::lines;
use crate::medium::screen::Screen;
use crate::message::Message;
use crate::model::look::{Fonts, Grid, Look};
use crate::model::staff::{Sentence, StaffNews, StaffTask};
use crate::model::{Context, Cover, LEAVING_SECONDS, Loading, Model, StaffCode};
use crate::session::Session;
use crate::update::update;
use crate::world::{Clock, LoadError, Loaded, Progress};

use self::catalogue::Asker;
use self::desk::Clerk;
use self::intake::Taker;

pub use self::catalogue::{Moments, answer};
pub use self::collected::Collected;
pub use self::intake::Intake;

/// How to load the content, in a thread of its own; again whenever another edition was installed.
pub type Load = Box<dyn Fn(Progress<'_>) -> Result<Loaded, LoadError> + Send>;

/// What a run of the interface needs from outside.
pub struct Outside {
    /// What time it is.
    pub clock: Clock,
    /// How to load the content.
    pub load: Load,
    /// What staff set, over what the administrator decided.
    pub desk: Desk,
    /// The language to begin with, where it was asked for.
    pub locale: Option<Locale>,
    /// How pages look, apart from what staff set.
    pub look: Look,
    /// Whether lines are drawn for screen readers and braille.
    pub reader: bool,
    /// Where the privileged helper of the machine listens.
    pub helper: PathBuf,
    /// Whether Ctrl-C does nothing.
    pub locked: bool,
    /// Whether the program can be started anew from its staff pages.
    pub restarts: bool,
    /// How editions come in from sticks; not where venues are only tried out.
    pub intake: Option<Intake>,
}

/// Why a run ended other than by being left.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// There is no terminal to draw on, or it is gone.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
    /// The content could not be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A defect of the program; the log has the details.
    #[error("the program stopped: {0}")]
    Panicked(String),
}

/// What comes into the loop.
enum Event {
    /// A key was pressed.
    Key(Key),
    /// A cell of the screen was touched, or clicked on.
    Tapped(Position),
    /// The screen has another size.
    Resized,
    /// The world has news.
    News(Message),
    /// The content could not be loaded; said when the run ends.
    LoadFailed(Box<LoadError>),
    /// Staff want the program to start anew.
    Restart,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was left.
    Left,
    /// It is to be started anew.
    Restart,
}

/// How much of the screen a draw sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Paint {
    /// What has changed since the last draw.
    Changes,
    /// All of it.
    Afresh,
}

impl Event {
    /// How much of the screen is to be drawn after it.
    fn paint(&self) -> Paint {
        match self {
            // A font comes in two steps, its glyphs and then which characters they show, and the change of size that it
            // brings is told between the two: what was drawn since then may be the glyphs of other characters.
            Self::Resized | Self::News(Message::FontSet { .. } | Message::FontKept) => Paint::Afresh,
            _ => Paint::Changes,
        }
    }
}

impl Outside {
    fn context(&mut self, grid: Grid, fonts: Fonts) -> Context {
        let settings = self.desk.settings();
        let locale = self.locale.or(settings.locale).unwrap_or(Locale::FRENCH);
        Context {
            here: settings.here.clone(),
            settings,
            helper: self.restarts,
            look: self.look,
            grid,
            fonts,
            ..Context::new(locale, self.clock.now())
        }
    }
}

/// Runs on the terminal until it is left, and leaves the terminal as it was found, whatever happens.
///
/// # Errors
/// When there is no terminal, when the content could not be loaded, and after a defect of the program.
pub fn on_screen(outside: Outside) -> Result<End, RunError> {
    let (sender, events) = mpsc::channel();
    let signal_sender = sender.clone();
    repere_kiosk::signals::on_end_asked(move || {
        // The loop is gone already: nothing is left to end.
        let _ = signal_sender.send(Event::News(Message::Left));
    })?;
    terminal::guarded(|| {
        let collected = Collected::default();
        let mut terminal = terminal::open(collected.clone())?;
        terminal::read_keys(sender.clone())?;
        screen_loop(outside, sender, &events, &mut |session, paint| {
            if paint == Paint::Afresh {
                // A terminal that shrank and grew again may have lost cells that ratatui believes are there. Its own
                // `clear` would ask for the cursor and wait for an answer.
                let size = terminal.size()?;
                terminal.resize(size.into())?;
            }
            terminal.draw(|frame| {
                session.draw(frame);
                if console::is_linux() {
                    console::take_off_bold(frame.buffer_mut());
                }
            })?;
            collected.send(&mut io::stdout().lock())
        })
    })
}

fn screen_loop(
    mut outside: Outside,
    sender: Sender<Event>,
    events: &Receiver<Event>,
    draw: &mut dyn FnMut(&mut Session, Paint) -> io::Result<()>,
) -> Result<End, RunError> {
    let (clock, locked) = (outside.clock, outside.locked);
    let fonts = if console::is_linux() { Fonts::Asked } else { Fonts::Fixed };
    let screen = if outside.reader { Screen::plain() } else { Screen::default() };
    let mut session = Session::new(outside.context(console::grid()?, fonts), screen);
    let hands = Hands::new(outside, sender)?;
    if fonts == Fonts::Asked {
        // The smallest one first: what it leaves tells how large the screen is.
        hands.dispatch(vec![Effect::Font(1)], &session.model);
    }
    let (mut failure, mut end) = (None, End::Left);
    let mut alone = Alone::new();
    draw(&mut session, Paint::Afresh)?;
    while !session.model.leaving {
        let asleep = until_next_minute(clock).min(alone.sleeps(&session.model));
        let first = match events.recv_timeout(asleep) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let (mut paint, mut keys) = (None, 0);
        for event in first.into_iter().chain(events.try_iter()) {
            paint = paint.max(Some(event.paint()));
            let effects = match event {
                Event::Key(_) if keys >= MOST_KEYS => Vec::new(),
                Event::Key(Key::Interrupt) if locked => Vec::new(),
                Event::Key(key) => {
                    keys += 1;
                    alone = Alone::new();
                    session.key(key)
                }
                Event::Tapped(at) => {
                    alone = Alone::new();
                    session.tap(at)
                }
                Event::Resized => session.news(Message::Screen(console::grid()?)),
                Event::News(message) => session.news(message),
                Event::LoadFailed(error) => {
                    tracing::error!("the content cannot be loaded: {error}");
                    failure = Some(error);
                    session.news(Message::CatalogueFailed(StaffCode::Content))
                }
                Event::Restart => {
                    end = End::Restart;
                    session.news(Message::Left)
                }
            };
            hands.dispatch(effects, &session.model);
        }
        if let Some(message) = alone.message(&session.model) {
            let effects = session.news(message);
            hands.dispatch(effects, &session.model);
            paint = paint.or(Some(Paint::Changes));
        }
        let now = clock.now();
        if now != session.model.context.now {
            session.news(Message::Ticked(now));
            paint = paint.or(Some(Paint::Changes));
        }
        if let Some(paint) = paint.filter(|_| !session.model.leaving) {
            let paint = if session.repaints() { Paint::Afresh } else { paint };
            draw(&mut session, paint)?;
        }
    }
    failure.map_or(Ok(end), |error| Err(RunError::Load(*error)))
}

/// Keys that are taken at once. More than that between two frames comes from no hand: a page pasted by mistake, a book on the
/// keyboard. The rest of it is let go, so that the terminal is there again as soon as it ends.
const MOST_KEYS: usize = 256;

/// Since when nobody has touched a key.
struct Alone {
    since: Instant,
    /// Since when the page stands that asks whether somebody is there.
    asked: Option<Instant>,
}

impl Alone {
    fn new() -> Self {
        Self { since: Instant::now(), asked: None }
    }

    /// How long nothing happens if nobody touches a key: until that page comes, and then until its number is wrong.
    fn sleeps(&self, model: &Model) -> Duration {
        match self.asked {
            Some(asked) => Duration::from_millis(1_000 - u64::from(asked.elapsed().subsec_millis()) + 1),
            None => model.alone_after().map_or(Duration::MAX, |limit| limit.saturating_sub(self.since.elapsed())),
        }
    }

    /// What is due.
    fn message(&mut self, model: &Model) -> Option<Message> {
        if let (Some(asked), Cover::Leaving { left, .. }) = (self.asked, model.cover) {
            let passed = u16::try_from(asked.elapsed().as_secs()).unwrap_or(LEAVING_SECONDS);
            let now = LEAVING_SECONDS.saturating_sub(passed);
            return (now != left).then_some(Message::Counted(now));
        }
        self.asked = None;
        let due = model.alone_after().is_some_and(|limit| self.since.elapsed() >= limit);
        due.then(|| {
            self.asked = Some(Instant::now());
            Message::LeftAlone
        })
    }
}

/// How long the process may sleep: until the clock on the screen is wrong.
fn until_next_minute(clock: Clock) -> Duration {
    match clock {
        Clock::System => {
            let now = chrono::Local::now();
            let left =
                60_000_u64.saturating_sub(u64::from(now.second()) * 1_000 + u64::from(now.timestamp_subsec_millis()));
            Duration::from_millis(left.clamp(50, 60_000))
        }
        // A clock that stands still gives no reason to wake up.
        Clock::Fixed(_) => Duration::from_hours(1),
    }
}

/// Whoever carries out effects.
struct Hands {
    asker: Asker,
    taker: Option<Taker>,
    clerk: Clerk,
    fonts: console::Fonts,
    events: Sender<Event>,
}

impl Hands {
    fn new(outside: Outside, events: Sender<Event>) -> io::Result<Self> {
        let taker = match outside.intake {
            Some(intake) => Some(intake::start(intake, events.clone())?),
            None => None,
        };
        let clerk = desk::start(outside.desk, events.clone())?;
        let fonts = console::start(outside.helper, events.clone())?;
        Ok(Self { asker: catalogue::start(outside.load, events.clone())?, taker, clerk, fonts, events })
    }

    fn dispatch(&self, effects: Vec<Effect>, model: &Model) {
        for effect in effects {
            match (effect, &self.taker) {
                (Effect::Staff(StaffTask::Desk(task)), _) => self.clerk.ask(task),
                (Effect::Staff(StaffTask::Edition(task)), Some(taker)) => taker.ask(task),
                (Effect::Staff(StaffTask::Edition(_)), None) => {
                    // Venues are being tried out: whoever asks is told, and does not wait.
                    let refused = StaffNews::Refused(Sentence::new("install.nothing-kept"));
                    let _ = self.events.send(Event::News(Message::Staff(refused)));
                }
                (Effect::Font(font), _) => self.fonts.ask(font),
                (effect, _) => self.asker.ask(effect, Moments::of(&model.context)),
            }
        }
    }
}

/// Runs the line medium: prints a page, reads an answer a line, until the input ends.
///
/// # Errors
/// When input or output fail, and when the content could not be loaded.
pub fn on_lines(mut outside: Outside, input: &mut impl BufRead, out: &mut impl Write) -> Result<(), RunError> {
    let (sender, events) = mpsc::channel();
    let clock = outside.clock;
    // Lines have neither a size nor a font.
    let mut model = Model::new(outside.context(Grid::SMALLEST, Fonts::Fixed));
    let hands = Hands::new(outside, sender)?;
    settle(&mut model, &events, &hands)?;
    lines::print(&model.page(), out)?;
    while !model.leaving {
        let Some(line) = lines::read(input)? else { break };
        model.touched();
        update(&mut model, Message::Ticked(clock.now()));
        for message in lines::answer(&line, &model.page()) {
            let effects = update(&mut model, message);
            hands.dispatch(effects, &model);
        }
        settle(&mut model, &events, &hands)?;
        lines::print(&model.page(), out)?;
    }
    Ok(())
}

/// Takes in news until nothing is awaited: a page is printed once, finished.
fn settle(model: &mut Model, events: &Receiver<Event>, hands: &Hands) -> Result<(), RunError> {
    while matches!(model.context.loading, Loading::Underway { .. }) || model.waiting() {
        let effects = match events.recv() {
            Ok(Event::News(message)) => update(model, message),
            Ok(Event::LoadFailed(error)) => return Err(RunError::Load(*error)),
            Ok(Event::Key(_) | Event::Tapped(_) | Event::Resized | Event::Restart) => Vec::new(),
            Err(_ended) => return Err(RunError::Panicked("the catalogue is gone".to_owned())),
        };
        hands.dispatch(effects, model);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_font_all_is_drawn_afresh_whatever_else_happened() {
        let grid = Grid { columns: 64, rows: 24 };
        let font = || Event::News(Message::FontSet { font: 1, grid });
        for events in [[font(), Event::Key(Key::Down)], [Event::Key(Key::Down), font()]] {
            assert_eq!(events.iter().map(Event::paint).max(), Some(Paint::Afresh));
        }
        assert_eq!(Event::Resized.paint(), Paint::Afresh);
        assert_eq!(Event::Key(Key::Down).paint(), Paint::Changes);
    }
}
