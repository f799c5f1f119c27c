//! Editions that come in while visitors are served: a thread that hears of sticks, starts `repere refresh` for each, and passes
//! on what that process reports. What it does itself is little, so that a broken stick can do little harm.

use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Instant;

use repere_kiosk::sticks::{self, Roots, Watch};

use super::Event;
use crate::desk::Desk;
use crate::installing::{Bench, Editions};
use crate::locale::Locale;
use crate::message::Message;
use crate::model::staff::{
    Difference, EditionCard, EditionTask, InstallProgress, Offered, Phase, Sentence, StaffNews, StickOffer, StickState,
};
use crate::report::{self, Report};
use crate::sentence;

/// What taking in editions needs from outside.
pub struct Intake {
    /// This program.
    pub program: PathBuf,
    /// Which store and which configuration, as arguments.
    pub arguments: Vec<OsString>,
    /// Where sticks show.
    pub sticks: Roots,
    /// How the store, its keys and its rules are reached.
    pub bench: Box<dyn Fn() -> Result<Bench, Sentence> + Send>,
    /// Who keeps the journal.
    pub desk: Box<dyn Fn() -> Desk + Send>,
    /// The language of the terminal before anybody has chosen.
    pub locale: Locale,
}

/// The key of the refusal of a stick without an edition.
const NO_BUNDLE: &str = "no-bundle";

/// What the thread hears.
enum Heard {
    /// These sticks are in.
    Sticks(Vec<PathBuf>),
    /// Staff want something.
    Task(EditionTask),
    /// The process at work said something; `None` when it has ended.
    Said(Option<Report>),
}

/// The way into the thread.
pub(super) struct Taker {
    heard: Sender<Heard>,
    _watch: Watch,
}

impl Taker {
    pub(super) fn ask(&self, task: EditionTask) {
        // A thread that is gone has said so in the log.
        let _ = self.heard.send(Heard::Task(task));
    }
}

/// Starts the thread, and the watch over sticks.
pub(super) fn start(intake: Intake, events: Sender<Event>) -> io::Result<Taker> {
    let (sender, receiver) = mpsc::channel();
    let of_watch = sender.clone();
    let watch = sticks::watch(intake.sticks.clone(), move |sticks| {
        let _ = of_watch.send(Heard::Sticks(sticks));
    })?;
    let heard = sender.clone();
    thread::Builder::new()
        .name("intake".to_owned())
        .spawn(move || Stand::new(intake, sender, events).serve(&receiver))?;
    Ok(Taker { heard, _watch: watch })
}

struct Stand {
    intake: Intake,
    heard: Sender<Heard>,
    events: Sender<Event>,
    /// All sticks that are in.
    sticks: Vec<PathBuf>,
    /// Those of them that were looked at.
    looked_at: Vec<PathBuf>,
    /// The one that is looked at.
    stick: Option<PathBuf>,
    /// What is on it.
    offer: Option<report::Offered>,
    /// What staff were last told of it.
    told: Option<StickOffer>,
    /// The process at work.
    child: Option<Child>,
    /// Whether the process at work has said what came of it.
    concluded: bool,
    begun: Instant,
}

impl Stand {
    fn new(intake: Intake, heard: Sender<Heard>, events: Sender<Event>) -> Self {
        let (sticks, looked_at, stick, offer, told, child) = (Vec::new(), Vec::new(), None, None, None, None);
        Self {
            intake,
            heard,
            events,
            sticks,
            stick,
            offer,
            told,
            child,
            looked_at,
            concluded: true,
            begun: Instant::now(),
        }
    }

    fn serve(mut self, receiver: &Receiver<Heard>) {
        while let Ok(heard) = receiver.recv() {
            match heard {
                Heard::Sticks(sticks) => self.sticks_are(sticks),
                Heard::Task(task) => self.task(task),
                Heard::Said(Some(report)) => self.said(report),
                Heard::Said(None) => self.ended(),
            }
        }
    }

    fn tell(&self, news: StaffNews) {
        let _ = self.events.send(Event::News(Message::Staff(news)));
    }

    fn sticks_are(&mut self, sticks: Vec<PathBuf>) {
        let gone = self.stick.as_ref().is_some_and(|stick| !sticks.contains(stick));
        self.looked_at.retain(|stick| sticks.contains(stick));
        self.sticks = sticks;
        if gone {
            (self.stick, self.offer, self.told) = (None, None, None);
            if self.child.is_none() {
                self.tell(StaffNews::Stick(StickState::None));
            }
        }
        self.next();
    }

    /// Looks at the next stick that nobody has looked at; while one is at work, the others wait for their turn.
    fn next(&mut self) {
        let waiting = self.sticks.iter().find(|stick| !self.looked_at.contains(stick)).cloned();
        if let Some(stick) = waiting.filter(|_| self.child.is_none()) {
            self.looked_at.push(stick.clone());
            (self.stick, self.offer, self.told) = (Some(stick.clone()), None, None);
            self.tell(StaffNews::Stick(StickState::Seen));
            self.refresh(&stick, &[]);
        }
    }

    fn task(&mut self, task: EditionTask) {
        match task {
            EditionTask::LookAtStick => match (&self.told, &self.stick) {
                (Some(told), _) => self.tell(StaffNews::Offer(Box::new(told.clone()))),
                (None, None) => self.tell(StaffNews::Refused(Sentence::new("install.no-stick"))),
                // It is being looked at: what comes of it is told.
                (None, Some(_)) => {}
            },
            EditionTask::Install => match (self.stick.clone(), self.offer.as_ref().map(|offer| offer.hash.clone())) {
                (Some(stick), Some(hash)) => self.refresh(&stick, &["--yes", "--only", &hash]),
                _ => self.tell(StaffNews::Refused(Sentence::new("install.no-stick"))),
            },
            EditionTask::RollBack => {
                let news = self.roll_back().map_or_else(StaffNews::Refused, |()| StaffNews::RolledBack);
                if news == StaffNews::RolledBack {
                    let _ = self.events.send(Event::News(Message::EditionChanged));
                }
                self.tell(news);
            }
            EditionTask::ExportJournal => self.tell(match &self.stick {
                Some(stick) => (self.intake.desk)().export_journal(stick),
                None => StaffNews::Refused(Sentence::new("install.no-stick")),
            }),
            EditionTask::Restart => {
                let _ = self.events.send(Event::Restart);
            }
        }
    }

    /// Starts the process that takes in what is on a stick.
    fn refresh(&mut self, stick: &Path, more: &[&str]) {
        if self.child.is_some() {
            // One at a time; the store has a lock as well.
            return;
        }
        self.concluded = false;
        self.begun = Instant::now();
        let mut command = Command::new(&self.intake.program);
        command.arg("refresh").arg(stick).arg("--progress").args(more).args(&self.intake.arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        match command.spawn() {
            Ok(mut child) => {
                let heard = self.heard.clone();
                let out = child.stdout.take();
                self.child = Some(child);
                let listening = thread::Builder::new().name("refresh".to_owned()).spawn(move || {
                    for line in out.into_iter().flat_map(|out| BufReader::new(out).lines()).map_while(Result::ok) {
                        match serde_json::from_str(&line) {
                            Ok(report) => _ = heard.send(Heard::Said(Some(report))),
                            Err(error) => tracing::warn!("repere refresh said something else: {error}"),
                        }
                    }
                    let _ = heard.send(Heard::Said(None));
                });
                if let Err(error) = listening {
                    tracing::error!("nobody can listen to repere refresh: {error}");
                }
            }
            Err(error) => {
                tracing::error!("repere refresh cannot be started: {error}");
                self.refused(Sentence::new("install.not-started"));
            }
        }
    }

    fn said(&mut self, report: Report) {
        self.concluded = !matches!(report, Report::Offer(_) | Report::Progress { .. });
        match report {
            Report::Offer(offer) => {
                let told = StickOffer { label: self.label(), content: Ok(offered(&offer, self.intake.locale)) };
                self.tell(StaffNews::Offer(Box::new(told.clone())));
                (self.offer, self.told) = (Some(*offer), Some(told));
            }
            Report::Progress { phase, done, of, bytes, bytes_of } if self.offer.is_some() => {
                let progress = self.progress(phase, (done, of), (bytes, bytes_of));
                self.tell(StaffNews::Progress(progress));
                self.tell(StaffNews::Stick(StickState::Installing { percent: percent(&progress) }));
            }
            // Looking at a stick is quick, and nothing that visitors have to know.
            Report::Progress { .. } => {}
            Report::Installed { venues, guides, .. } => {
                let _ = self.events.send(Event::News(Message::EditionChanged));
                self.tell(StaffNews::Installed { venues, guides });
                self.tell(StaffNews::Stick(StickState::Installed { venues, guides }));
            }
            Report::Already { sequence } => {
                let text = Sentence::new("install.done.already").with("sequence", sequence.to_string());
                self.tell(StaffNews::Refused(text.clone()));
                self.tell(StaffNews::Stick(StickState::Refused(text)));
            }
            Report::NeedsConfirmation => self.tell(StaffNews::Stick(StickState::NeedsStaff)),
            Report::Refused { key, sentences } => {
                let sentence = one_of(&sentences, self.intake.locale);
                // Somebody's own stick is nothing to be told of; who looks at it on the staff page reads why.
                if key == NO_BUNDLE { self.not_ours(sentence) } else { self.refused(sentence) }
            }
        }
    }

    fn not_ours(&mut self, sentence: Sentence) {
        let told = StickOffer { label: self.label(), content: Err(sentence) };
        self.tell(StaffNews::Offer(Box::new(told.clone())));
        self.told = Some(told);
        self.tell(StaffNews::Stick(StickState::None));
    }

    fn refused(&mut self, sentence: Sentence) {
        if self.offer.is_none() {
            self.not_ours(sentence.clone());
        } else {
            self.tell(StaffNews::Refused(sentence.clone()));
        }
        self.tell(StaffNews::Stick(StickState::Refused(sentence)));
    }

    fn ended(&mut self) {
        if !self.concluded {
            // It was killed, or stopped by a defect: whoever waits must not wait for ever.
            self.refused(Sentence::new("install.broken-off"));
        }
        if let Some(mut child) = self.child.take()
            && let Err(error) = child.wait()
        {
            tracing::warn!("repere refresh cannot be waited for: {error}");
        }
        if self.stick.is_none() {
            // It was pulled out meanwhile.
            self.tell(StaffNews::Stick(StickState::None));
        }
        self.next();
    }

    fn label(&self) -> String {
        let name = self.stick.as_ref().and_then(|stick| stick.file_name());
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    fn progress(
        &self,
        phase: report::Step,
        (done, total): (u64, u64),
        (bytes, total_bytes): (u64, u64),
    ) -> InstallProgress {
        let elapsed = self.begun.elapsed().as_secs();
        let left = |done: u64, of: u64| (done > 0 && of >= done).then(|| elapsed * (of - done) / done);
        let seconds_left = if total_bytes > 0 { left(bytes, total_bytes) } else { left(done, total) };
        let phase = match phase {
            report::Step::Copying => Phase::Copying,
            report::Step::Checking => Phase::Checking,
            report::Step::Preparing => Phase::Preparing,
            report::Step::Proving => Phase::Switching,
        };
        InstallProgress { phase, done, total, bytes, total_bytes, seconds_left }
    }

    fn roll_back(&self) -> Result<(), Sentence> {
        let bench = (self.intake.bench)()?;
        let editions = Editions::default();
        let back = bench.installer(&editions).rollback(chrono::Utc::now());
        back.map(drop).map_err(|error| said(sentence::install(&error, self.intake.locale)))
    }
}

/// A text that is a sentence already.
fn said(text: String) -> Sentence {
    Sentence::new("install.said").with("text", text)
}

fn one_of(sentences: &report::Sentences, locale: Locale) -> Sentence {
    said(sentences.get(locale.code()).or_else(|| sentences.values().next()).cloned().unwrap_or_default())
}

fn offered(offer: &report::Offered, locale: Locale) -> Offered {
    Offered {
        edition: EditionCard {
            names: offer.name.clone(),
            sequence: offer.sequence,
            territory: Some(offer.territory.clone()),
            data_date: Some(offer.data_date),
            venues: offer.venues,
            guides: offer.guides,
        },
        signed_by: offer.key.clone(),
        difference: offer.changes.map(|[added, gone, changed]| Difference { added, gone, changed }),
        reasons: offer.reasons.iter().map(|reason| one_of(reason, locale)).collect(),
    }
}

/// How far the whole install is, the copy counting for most of it.
fn percent(progress: &InstallProgress) -> u8 {
    let (done, of) =
        if progress.total_bytes > 0 { (progress.bytes, progress.total_bytes) } else { (progress.done, progress.total) };
    let share = |from: u64, to: u64| from + done.min(of).saturating_mul(to - from).checked_div(of).unwrap_or(0);
    let percent = match progress.phase {
        Phase::Checking => share(0, 10),
        Phase::Copying => share(10, 60),
        Phase::Preparing => share(60, 95),
        Phase::Switching => share(95, 100),
    };
    u8::try_from(percent).unwrap_or(100)
}
