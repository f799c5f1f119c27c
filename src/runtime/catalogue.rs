//! The thread that owns the catalogue: loads it, then answers. Questions wait in one slot: a newer one pushes an older one
//! out, so that typing is never behind.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use chrono::NaiveDateTime;
use repere_index::distance::Position;
use repere_index::edition::Here;
use repere_index::hours::{Closure, Moment, Period};
use repere_index::search::{Ask, Catalogue};

use super::{Event, Load};
use crate::effect::Effect;
use crate::message::Message;
use crate::model::{Context, StaffCode};
use crate::world::Loaded;

/// What the world adds to a question.
#[derive(Debug, Clone)]
pub struct Moments {
    /// Local time.
    pub now: NaiveDateTime,
    /// Where distances are measured from.
    pub from: Option<Position>,
    /// Venues that staff say are closed.
    pub closures: Vec<(String, Closure)>,
}

impl Moments {
    /// What a context says.
    #[must_use]
    pub fn of(context: &Context) -> Self {
        let closures = context.settings.closures.iter().map(|closed| {
            let period = Period { from: None, until: closed.until };
            (closed.venue.clone(), Closure { period, message: closed.note.clone() })
        });
        let from = context.here.as_ref().and_then(Here::position);
        Self { now: context.now, from, closures: closures.collect() }
    }
}

/// The way into the thread.
pub(super) struct Asker(Sender<(Effect, Moments)>);

impl Asker {
    pub(super) fn ask(&self, effect: Effect, moments: Moments) {
        // A thread that is gone has said so by a message; there is nobody left to ask.
        let _ = self.0.send((effect, moments));
    }
}

/// Progress is told at most every so many venues: each message draws a frame.
const PROGRESS_STEP: usize = 500;

/// Starts the thread.
pub(super) fn start(load: Load, events: Sender<Event>) -> io::Result<Asker> {
    let (asker, questions) = mpsc::channel();
    thread::Builder::new().name("catalogue".to_owned()).spawn(move || {
        let work = AssertUnwindSafe(|| serve(&load, &questions, &events));
        if catch_unwind(work).is_err() {
            // The log has the details; the interface goes on without answers.
            let _ = events.send(Event::News(Message::CatalogueFailed(StaffCode::Stopped)));
        }
    })?;
    Ok(Asker(asker))
}

fn serve(load: &Load, questions: &Receiver<(Effect, Moments)>, events: &Sender<Event>) {
    let mut progress = |done: usize, total: usize| {
        if done.is_multiple_of(PROGRESS_STEP) {
            let _ = events.send(Event::News(Message::Loaded { done, total }));
        }
    };
    let mut catalogue = match load(&mut progress) {
        Ok(loaded) => ready(loaded, events),
        Err(error) => {
            let _ = events.send(Event::LoadFailed(Box::new(error)));
            return;
        }
    };
    while let Ok(first) = questions.recv() {
        let waiting: Vec<_> = std::iter::once(first).chain(questions.try_iter()).collect();
        let newest = waiting.iter().rposition(|(effect, _)| matches!(effect, Effect::Search { .. }));
        for (place, (effect, moments)) in waiting.into_iter().enumerate() {
            if matches!(effect, Effect::Search { .. }) && Some(place) != newest {
                continue;
            }
            if effect == Effect::Adopt {
                match load(&mut |_, _| {}) {
                    Ok(loaded) => catalogue = ready(loaded, events),
                    // What was served until now still answers.
                    Err(error) => tracing::error!("the new edition cannot be loaded: {error}"),
                }
            } else if let Some(message) = answer(&catalogue, effect, moments) {
                let _ = events.send(Event::News(message));
            }
        }
    }
}

/// Says that a catalogue is ready.
fn ready(loaded: Loaded, events: &Sender<Event>) -> Catalogue {
    let Loaded { catalogue, instead_of } = loaded;
    if let Some(error) = &instead_of {
        tracing::error!("the starter edition stands in: {error}");
    }
    let edition = Box::new(catalogue.info().clone());
    let ready = Message::CatalogueReady { edition, standing_in: instead_of.is_some() };
    let _ = events.send(Event::News(ready));
    catalogue
}

/// The answer of the catalogue to an effect.
#[must_use]
pub fn answer(catalogue: &Catalogue, effect: Effect, moments: Moments) -> Option<Message> {
    match effect {
        Effect::Search { generation, wanted, locale, limit, filters, without } => {
            let moment = Moment { now: moments.now, floor: catalogue.info().floor() };
            let locale = locale.code().to_owned();
            let (from, closures) = (moments.from, moments.closures);
            let ask = Ask { wanted, from, moment, locale, limit, filters, without, closures };
            let answer = catalogue.search(&ask).map(Box::new).map_err(|error| {
                tracing::error!("a search failed: {error}");
                StaffCode::Search
            });
            Some(Message::Answered { generation, answer })
        }
        Effect::ReadGuide { slug, locale } => {
            catalogue.guide(&slug, locale.code()).map(|guide| Message::GuideRead(Box::new(guide.clone())))
        }
        Effect::ReadActor { id, locale } => {
            catalogue.actor(&id, locale.code()).map(|actor| Message::ActorRead(Box::new(actor.clone())))
        }
        // No questions to the catalogue.
        Effect::Adopt | Effect::Font(_) | Effect::Staff(_) => None,
    }
}
