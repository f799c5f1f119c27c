//! The actors of an edition: few and short, so they stay in memory as they are; tantivy finds them by their words in every
//! language at once. They are said beside venues and guides, never instead of them.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::expand::Words;
use super::text_index::{Document, TextIndex};
use super::{ActorHit, Ask, Score, SearchError, Wanted, matching};
use crate::actor::Actor;
use crate::standard::Service;
use crate::understanding::{Asks, Reading, Unit};
use crate::venue::Venue;

/// Actors found by what they are called or are known for.
const MOST_FOUND: usize = 3;
/// Actors found only because they offer a service, or by a word of what they do.
const MOST_OFFERING: usize = 1;
/// Actors named on a venue's page, and at the end of a guide.
const MOST_BEHIND: usize = 3;
const MOST_HELPING: usize = 2;

/// An actor is no place to go to: of two that match as well, the venue or the guide stands first.
const BESIDE_A_PLACE: f32 = 0.9;
/// From this worth of its match on, an actor is what was asked for; below the other, it is not worth saying.
const MEANT: f32 = 0.6;
const WORTH_SAYING: f32 = 0.4;
/// What being of a meant kind, and offering a meant service, is worth; each further service is worth less.
const KIND: f32 = 0.95;
const SERVICE: f32 = 0.5;
const NEXT_SERVICE: f32 = 0.8;

pub(super) struct ActorShelf {
    actors: Vec<Arc<Actor>>,
    index: TextIndex,
}

impl ActorShelf {
    pub(super) fn in_memory(actors: Vec<Actor>) -> Result<Self, SearchError> {
        let index = TextIndex::in_memory(actors.iter().map(document), &mut |_| {})?;
        Ok(Self { actors: actors.into_iter().map(Arc::new).collect(), index })
    }

    pub(super) fn by_id(&self, id: &str, locale: &str) -> Option<&Arc<Actor>> {
        let versions = || self.actors.iter().filter(|actor| actor.id == id);
        let nearest = |wanted: &&str| versions().find(|actor| actor.locale == **wanted);
        crate::nearest::languages(locale).iter().find_map(nearest).or_else(|| versions().next())
    }

    /// The words of all actors.
    pub(super) fn text(&self) -> &TextIndex {
        &self.index
    }

    /// Each actor once, in the order of the edition.
    fn ids(&self) -> impl Iterator<Item = &str> {
        let mut seen = HashSet::new();
        self.actors.iter().map(|actor| actor.id.as_str()).filter(move |id| seen.insert(*id))
    }

    /// Each actor once, in a language.
    fn in_language(&self, locale: &str) -> impl Iterator<Item = &Arc<Actor>> {
        self.ids().filter_map(move |id| self.by_id(id, locale))
    }

    /// Who is behind a venue: those whose kind of place it is, then those in whose programme it takes part.
    pub(super) fn of(&self, venue: &Venue, locale: &str) -> Vec<Arc<Actor>> {
        // Most venues are nobody's: the language is looked for only where there is somebody.
        let mut behind: Vec<&Arc<Actor>> = self.actors.iter().filter(|actor| actor.is_behind(venue)).collect();
        behind.sort_by_key(|actor| !actor.keeps(venue));
        let mut seen = HashSet::new();
        let ids = behind.into_iter().map(|actor| actor.id.as_str()).filter(|id| seen.insert(*id));
        ids.filter_map(|id| self.by_id(id, locale)).take(MOST_BEHIND).cloned().collect()
    }

    /// The actors that answer, best first.
    pub(super) fn find(
        &self,
        ask: &Ask,
        reading: &Reading,
        words: &mut Words<'_>,
    ) -> Result<Vec<ActorHit>, SearchError> {
        match &ask.wanted {
            Wanted::Words(_) => self.matching(reading, words, &ask.locale),
            Wanted::Need(_) | Wanted::Path(_) => Ok(Vec::new()),
            Wanted::Help { services, .. } => Ok(self.helping(services, &ask.locale)),
        }
    }

    /// Those that help with most of the services, the first ones of the edition before others.
    fn helping(&self, services: &[Service], locale: &str) -> Vec<ActorHit> {
        let shared = |actor: &Arc<Actor>| services.iter().filter(|service| actor.services.contains(service)).count();
        let mut helping: Vec<&Arc<Actor>> = self.in_language(locale).filter(|actor| shared(actor) > 0).collect();
        helping.sort_by_key(|actor| Reverse(shared(actor)));
        let hit =
            |actor: &Arc<Actor>| ActorHit { actor: Arc::clone(actor), score: Score::new(1.0, 1.0, None), meant: true };
        helping.into_iter().take(MOST_HELPING).map(hit).collect()
    }

    /// The unit of a question as it is asked of actors: where and when say nothing about one, but for whom may be what it
    /// is known for.
    fn about(&self, unit: &Unit) -> Option<Unit> {
        match unit.asks {
            Asks::Words | Asks::Meaning(_) => Some(unit.clone()),
            Asks::Wish if unit.words.iter().all(|word| self.index.knows(word)) => {
                Some(Unit { asks: Asks::Words, ..unit.clone() })
            }
            _ => None,
        }
    }

    fn matching(&self, reading: &Reading, words: &mut Words<'_>, locale: &str) -> Result<Vec<ActorHit>, SearchError> {
        let units: Vec<Unit> = reading.units.iter().filter_map(|unit| self.about(unit)).collect();
        // Somebody in danger is told the numbers, and nothing else.
        if units.is_empty() || !reading.urgent.is_empty() {
            return Ok(Vec::new());
        }
        let mut matches = matching::matches(&self.index, &units, words, &actor_tags)?;
        // What only stands in for an answer is left to venues and guides. An actor may know what the terminal does not.
        let least = if reading.outside.is_some() { MEANT } else { WORTH_SAYING };
        matches.retain(|hit| hit.text >= least && hit.answers());
        matches.sort_by(|a, b| b.text.total_cmp(&a.text).then(a.doc.cmp(&b.doc)));
        let most = if matches.first().is_some_and(|hit| hit.text >= MEANT) { MOST_FOUND } else { MOST_OFFERING };
        matches.retain(|hit| most == MOST_OFFERING || hit.text >= MEANT);
        let mut seen = HashSet::new();
        let found = matches.into_iter().filter_map(|hit| {
            let id = self.actors.get(hit.doc as usize)?.id.as_str();
            let actor = seen.insert(id).then(|| self.by_id(id, locale))??;
            let score = Score::new(hit.text * BESIDE_A_PLACE, hit.service, None);
            Some(ActorHit { actor: Arc::clone(actor), score, meant: hit.text >= MEANT })
        });
        Ok(found.take(most).collect())
    }
}

fn service_tag(service: Service) -> String {
    format!("service:{}", service.label())
}

/// The tags of actors that answer what words mean.
fn actor_tags(asks: &Asks) -> Vec<(String, f32)> {
    let Asks::Meaning(meaning) = asks else { return Vec::new() };
    let kinds = meaning.typologies.iter().map(|kind| (format!("kind:{}", kind.code()), KIND));
    let mut tags: Vec<(String, f32)> = kinds.collect();
    let mut worth = SERVICE;
    for service in &meaning.services {
        tags.push((service_tag(*service), worth));
        worth *= NEXT_SERVICE;
    }
    tags
}

fn document(actor: &Actor) -> Document {
    let mut tags: Vec<String> = actor.services.iter().map(|service| service_tag(*service)).collect();
    tags.extend(actor.typologies.iter().map(|kind| format!("kind:{}", kind.code())));
    let text = [Some(&actor.does), actor.audience.as_ref(), actor.kind.as_ref(), actor.territory.as_ref()];
    let text: Vec<&str> = text.into_iter().flatten().map(String::as_str).collect();
    Document {
        name: actor.name.clone(),
        offer: actor.keywords.join(" "),
        text: text.join(" "),
        locale: actor.locale.clone(),
        tags,
        ..Document::default()
    }
}
