//! The venues of an edition, indexed: by words, by service, by nearness.

mod wish;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::DocId;

use super::expand::Words;
use super::filters::{Filter, fits_time};
use super::text_index::{Document, TextIndex};
use super::{Ask, Need, Score, SearchError, VenueHit, Wanted, matching};
use crate::distance::{NVector, Position};
use crate::hours::{Closure, Hours, Moment, OpenState};
use crate::lexicon::TimeWish;
use crate::place;
use crate::standard::{Service, Typology};
use crate::understanding::{Asks, Chip, Reading};
use crate::venue::Venue;

/// How many of the nearest venues are looked at when those that are open come first.
const NEAREST_LOOKED_AT: usize = 80;
/// How many of the best are looked at whole, for what only their records tell, besides those that are asked for.
const BEST_LOOKED_AT: usize = 40;
/// How far people go for help, in metres in a straight line.
const WITHIN_REACH: f64 = 30_000.0;
/// How many are looked at while a filter leaves too few.
const MOST_LOOKED_AT: usize = 800;
/// What offering a meant service, or being of a meant kind, is worth beside the word itself in a name (1). Each further
/// service that a word may mean is worth less.
const SERVICE: f32 = 0.9;
const NEXT_SERVICE: f32 = 0.8;
const KIND: f32 = 0.95;
/// A venue that nobody knows the place of stands after those that are near, in metres.
const ASSUMED_DISTANCE: f64 = 100_000.0;

pub(super) struct VenueIndex {
    index: TextIndex,
    /// Hours that were read before: reading them is the dearest part of an answer, and many venues keep the same.
    hours: Mutex<HashMap<String, Arc<Hours>>>,
    /// Venues that were read before: each letter of a query brings back mostly the same.
    read: Mutex<HashMap<DocId, Arc<Known>>>,
}

/// A venue that was read before.
struct Known {
    venue: Arc<Venue>,
    hours: Arc<Hours>,
    /// What its hours meant when they were last asked about: the minute is the same for most questions.
    state: Mutex<Option<(Moment, OpenState)>>,
}

/// Different hours that are remembered, and venues: a few megabytes.
const MOST_HOURS: usize = 4_000;
const MOST_READ: usize = 1_000;

/// A venue on its way to being a hit.
#[derive(Clone, Copy)]
struct Ranked {
    doc: DocId,
    distance_m: Option<f64>,
    score: Score,
    fallback: bool,
}

/// The venues that answer.
#[derive(Default)]
pub(super) struct Found {
    pub(super) hits: Vec<VenueHit>,
    pub(super) total: usize,
    /// The filter that leaves nothing, where one does.
    pub(super) lift: Option<Filter>,
}

impl VenueIndex {
    pub(super) fn in_memory(venues: Vec<Venue>, progress: &mut dyn FnMut(usize)) -> Result<Self, SearchError> {
        Ok(Self::over(TextIndex::in_memory(documents(venues), progress)?))
    }

    /// Venues whose index is there already.
    pub(super) fn over(index: TextIndex) -> Self {
        Self { index, hours: Mutex::default(), read: Mutex::default() }
    }

    /// The words of all venues.
    pub(super) fn text(&self) -> &TextIndex {
        &self.index
    }

    /// The venues that answer, best first. `reading`: what the words of the question mean, where there are words.
    pub(super) fn find(&self, ask: &Ask, reading: &Reading, words: &mut Words<'_>) -> Result<Found, SearchError> {
        match &ask.wanted {
            Wanted::Words(_) if reading.units.is_empty() => Ok(Found::default()),
            Wanted::Words(_) => self.by_words(ask, reading, words),
            Wanted::Need(Need::Person) => {
                let ranked = self.offering(Need::Person.services(), ask.from)?;
                self.select(ranked, ask, by_distance, &[Filter::Time(TimeWish::Now)])
            }
            Wanted::Need(need) => self.select(self.offering(need.services(), ask.from)?, ask, by_distance, &[]),
            Wanted::Help { services, .. } => self.helpers(services, ask),
            // Its venues go with its guides: `for_wish`.
            Wanted::Path(_) => Ok(Found::default()),
        }
    }

    /// Venues near enough to go to that offer one of the services; where none does, the nearest where a person helps. A
    /// guide that ends at a place on the other side of the country ends nowhere.
    fn helpers(&self, services: &[Service], ask: &Ask) -> Result<Found, SearchError> {
        let is_near = |hit: &VenueHit| hit.distance_m.is_none_or(|metres| metres <= WITHIN_REACH);
        let mut found = self.select(self.offering(services, ask.from)?, ask, by_distance, &[])?;
        if found.hits.iter().any(is_near) {
            found.hits.retain(is_near);
            return Ok(found);
        }
        self.select(self.offering(Need::Person.services(), ask.from)?, ask, by_distance, &[])
    }

    fn by_words(&self, ask: &Ask, reading: &Reading, words: &mut Words<'_>) -> Result<Found, SearchError> {
        let asked_place = reading.place().and_then(place::Place::position);
        let from = asked_place.or(ask.from).map(NVector::from);
        let matches = matching::matches(&self.index, &reading.units, words, &venue_tags)?;
        let ranked = matches
            .into_iter()
            .map(|hit| Ranked { fallback: hit.stands_in(reading), ..self.ranked(hit.doc, hit.text, hit.service, from) })
            .collect();
        self.select(ranked, ask, by_score, &wishes(reading))
    }

    /// All venues with one of the services; all there are when none is named.
    fn offering(&self, services: &[Service], from: Option<Position>) -> Result<Vec<Ranked>, SearchError> {
        let mut docs: Vec<DocId> = if services.is_empty() {
            (0..).take(self.index.len()).collect()
        } else {
            let mut docs = Vec::new();
            for service in services {
                docs.extend(self.index.with_tag(&service_tag(*service))?);
            }
            docs
        };
        docs.sort_unstable();
        docs.dedup();
        let service = if services.is_empty() { 0.0 } else { 1.0 };
        let from = from.map(NVector::from);
        Ok(docs.into_iter().map(|doc| self.ranked(doc, 1.0, service, from)).collect())
    }

    fn ranked(&self, doc: DocId, text: f32, service: f32, from: Option<NVector>) -> Ranked {
        let distance_m = from.zip(self.index.position(doc)).map(|(from, to)| from.metres_to(to));
        let assumed = from.is_some().then_some(ASSUMED_DISTANCE);
        Ranked { doc, distance_m, score: Score::new(text, service, distance_m.or(assumed)), fallback: false }
    }

    /// The first `ask.limit` of `ranked`: in `order`, then by what only the records tell, then by what the filters say.
    fn select(
        &self,
        mut ranked: Vec<Ranked>,
        ask: &Ask,
        order: fn(&Ranked, &Ranked) -> Ordering,
        wishes: &[Filter],
    ) -> Result<Found, SearchError> {
        let total = ranked.len();
        let whole_order = |a: &Ranked, b: &Ranked| order(a, b).then(a.doc.cmp(&b.doc));
        let looked_at = match (ask.filters.is_empty(), wishes.is_empty()) {
            (true, true) => ask.limit.max(BEST_LOOKED_AT),
            (true, false) => ask.limit.max(NEAREST_LOOKED_AT),
            (false, _) => MOST_LOOKED_AT,
        };
        if total > looked_at {
            ranked.select_nth_unstable_by(looked_at, whole_order);
        }
        ranked.truncate(looked_at);
        ranked.sort_unstable_by(whole_order);
        let mut hits = Vec::new();
        let mut sure = 0;
        for one in ranked {
            let hit = self.hit(&one, ask, wishes)?;
            if let Some(hit) = hit {
                sure += usize::from(hit.unknown.is_empty());
                hits.push(hit);
            }
            // Enough of those that surely fit: what follows would stand behind them.
            if !ask.filters.is_empty() && sure >= ask.limit {
                break;
            }
        }
        if hits.is_empty() && total > 0 && !ask.filters.is_empty() {
            // The last one that was set is the first one to take back.
            return Ok(Found { lift: ask.filters.last().copied(), ..Found::default() });
        }
        let by_words = matches!(ask.wanted, Wanted::Words(_));
        hits.sort_by(|a, b| {
            let known = a.unknown.len().cmp(&b.unknown.len());
            // Behind a door of the home page nearness has ordered them already; "a person now" puts open ones first.
            let then = match (by_words, wishes.is_empty()) {
                (true, _) => b.score.total.total_cmp(&a.score.total),
                (false, false) => open_order(&a.open).cmp(&open_order(&b.open)),
                // What staff marked closed is offered last, however near.
                (false, true) => is_shut(&a.open).cmp(&is_shut(&b.open)),
            };
            known.then(then)
        });
        let total = if ask.filters.is_empty() { total } else { hits.len() };
        hits.truncate(ask.limit);
        Ok(Found { hits, total, lift: None })
    }

    /// A venue, whole; `None` when a filter says that it does not fit.
    fn hit(&self, ranked: &Ranked, ask: &Ask, wishes: &[Filter]) -> Result<Option<VenueHit>, SearchError> {
        let known = self.known(ranked.doc)?;
        let known = match ask.closures.iter().filter(|(id, _)| *id == known.venue.id).collect::<Vec<_>>().as_slice() {
            [] => known,
            closures => Arc::new(known.closed(closures)),
        };
        let (venue, hours) = (&known.venue, &known.hours);
        let fits = |filter: &Filter| match filter {
            Filter::Time(wish) => fits_time(hours, venue, *wish, ask.moment),
            other => other.fits(venue, ranked.distance_m, ask.moment),
        };
        let mut unknown = Vec::new();
        for filter in &ask.filters {
            match fits(filter) {
                Some(true) => {}
                Some(false) => return Ok(None),
                None => unknown.push(*filter),
            }
        }
        let open = known.state(ask.moment);
        let score = ranked.score.with_record(venue, &open, &wishes.iter().map(fits).collect::<Vec<_>>());
        let (distance_m, fallback) = (ranked.distance_m, ranked.fallback);
        let venue = Arc::clone(venue);
        let actors = Vec::new();
        Ok(Some(VenueHit { venue, distance_m, open, score, fallback, unknown, actors }))
    }

    /// The hours of a venue, read once.
    fn hours(&self, venue: &Venue) -> Arc<Hours> {
        let written = venue.hours.as_deref().unwrap_or_default();
        let mut known = held(&self.hours);
        if let Some(hours) = known.get(written) {
            return Arc::clone(hours);
        }
        if known.len() >= MOST_HOURS {
            known.clear();
        }
        let hours = Arc::new(Hours::parse(written));
        known.insert(written.to_owned(), Arc::clone(&hours));
        hours
    }

    fn known(&self, doc: DocId) -> Result<Arc<Known>, SearchError> {
        let mut read = held(&self.read);
        if let Some(known) = read.get(&doc) {
            return Ok(Arc::clone(known));
        }
        let venue: Venue = serde_json::from_slice(&self.index.record(doc)?)?;
        if read.len() >= MOST_READ {
            read.clear();
        }
        let hours = self.hours(&venue);
        let known = Arc::new(Known { venue: Arc::new(venue), hours, state: Mutex::default() });
        read.insert(doc, Arc::clone(&known));
        Ok(known)
    }
}

impl Known {
    /// The same with what the staff of the terminal say of it.
    fn closed(&self, closures: &[&(String, Closure)]) -> Self {
        let mut venue = Venue::clone(&self.venue);
        let local = venue.local.get_or_insert_default();
        local.exceptions.closures.extend(closures.iter().map(|(_, closure)| closure.clone()));
        Self { venue: Arc::new(venue), hours: Arc::clone(&self.hours), state: Mutex::default() }
    }

    fn state(&self, moment: Moment) -> OpenState {
        let mut last = held(&self.state);
        if let Some((_, state)) = last.as_ref().filter(|(then, _)| *then == moment) {
            return state.clone();
        }
        let state = self.hours.state_with(moment, self.venue.updated, self.venue.exceptions());
        *last = Some((moment, state.clone()));
        state
    }
}

/// A thread that panicked while holding one of these locks cannot have left half an entry.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was understood that a venue fits, or does not: when, for whom, for nothing.
fn wishes(reading: &Reading) -> Vec<Filter> {
    let wish = |chip: &Chip| match chip {
        Chip::Time(wish) => Some(Filter::Time(*wish)),
        Chip::Free => Some(Filter::Free),
        Chip::Care(care) => Some(Filter::Care(*care)),
        Chip::Audience(audience) => Some(Filter::Audience(*audience)),
        Chip::Place(_) | Chip::Services(_) | Chip::Typologies(_) => None,
    };
    reading.chips.iter().filter_map(wish).collect()
}

/// Open now, open soon, who knows, closed, closed by staff.
fn open_order(open: &OpenState) -> u8 {
    match open {
        OpenState::Open { .. } => 0,
        OpenState::Soon { .. } => 1,
        OpenState::Check { .. } | OpenState::Unknown { .. } => 2,
        OpenState::Closed { .. } => 3,
        OpenState::ClosedUntil { .. } => 4,
    }
}

fn is_shut(open: &OpenState) -> bool {
    matches!(open, OpenState::ClosedUntil { .. })
}

fn by_score(a: &Ranked, b: &Ranked) -> Ordering {
    b.score.total.total_cmp(&a.score.total)
}

/// The nearest first; those that nobody knows the place of at the end.
fn by_distance(a: &Ranked, b: &Ranked) -> Ordering {
    let metres = |hit: &Ranked| hit.distance_m.unwrap_or(f64::INFINITY);
    metres(a).total_cmp(&metres(b))
}

fn service_tag(service: Service) -> String {
    format!("service:{}", service.key())
}

fn typology_tag(typology: Typology) -> String {
    format!("typology:{}", typology.key())
}

/// The tags of venues that offer what words mean. What is named first is meant first.
fn venue_tags(asks: &Asks) -> Vec<(String, f32)> {
    let Asks::Meaning(meaning) = asks else { return Vec::new() };
    let mut tags: Vec<(String, f32)> = meaning.typologies.iter().map(|kind| (typology_tag(*kind), KIND)).collect();
    let mut worth = SERVICE;
    for service in &meaning.services {
        tags.push((service_tag(*service), worth));
        worth *= NEXT_SERVICE;
    }
    tags
}

/// What is indexed of venues.
pub(super) fn documents(venues: Vec<Venue>) -> impl Iterator<Item = Document> {
    venues.into_iter().filter_map(|venue| document(&venue).ok())
}

fn document(venue: &Venue) -> Result<Document, SearchError> {
    let mut offer: Vec<&str> = Vec::new();
    offer.extend(venue.services.iter().map(|service| service.label()));
    offer.extend(venue.typologies.iter().map(|typology| typology.code()));
    offer.extend(venue.programmes.iter().map(|programme| programme.label()));
    offer.extend(venue.labels.iter().map(|label| label.label()));
    offer.extend(venue.audiences.iter().map(|audience| audience.label()));
    offer.extend(venue.costs.iter().map(|cost| cost.label()));
    offer.extend(venue.support.iter().map(|support| support.label()));
    let place = venue.insee.as_deref().and_then(place::by_code);
    let place_words = [
        venue.commune.as_str(),
        venue.postcode.as_str(),
        place.as_ref().map_or("", |place| place.name()),
        place.as_ref().map_or("", |place| place.departement_name()),
    ];
    let text = [&venue.summary, &venue.detail, &venue.address, &venue.address_complement, &venue.parent];
    let mut tags: Vec<String> = venue.services.iter().map(|service| service_tag(*service)).collect();
    tags.extend(venue.typologies.iter().map(|typology| typology_tag(*typology)));
    Ok(Document {
        name: venue.name.clone(),
        offer: offer.join(" "),
        place: place_words.join(" "),
        text: text.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "),
        locale: "fr".to_owned(),
        tags,
        position: venue.position.map(|position| position.at),
        record: serde_json::to_vec(venue)?,
    })
}
