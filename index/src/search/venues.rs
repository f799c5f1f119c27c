//! The venues of an edition, indexed: by words, by service, by nearness.

use std::cmp::Ordering;

use tantivy::DocId;

use super::text_index::{Document, TextIndex};
use super::{Ask, Need, Score, SearchError, VenueHit, Wanted, matching, words};
use crate::distance::Position;
use crate::fold;
use crate::hours::{Hours, OpenState};
use crate::place;
use crate::standard::Service;
use crate::venue::Venue;

/// How many of the nearest venues are looked at when those that are open come first.
const NEAREST_LOOKED_AT: usize = 80;

pub(super) struct VenueIndex {
    index: TextIndex,
}

/// A venue on its way to being a hit.
struct Ranked {
    doc: DocId,
    distance_m: Option<f64>,
    score: Score,
}

impl VenueIndex {
    pub(super) fn in_memory(venues: Vec<Venue>, progress: &mut dyn FnMut(usize)) -> Result<Self, SearchError> {
        let documents = venues.into_iter().filter_map(|venue| document(&venue).ok());
        Ok(Self { index: TextIndex::in_memory(documents, progress)? })
    }

    pub(super) fn by_id(&self, id: &str) -> Result<Option<Venue>, SearchError> {
        self.index.with_tag(&id_tag(id))?.first().map(|doc| self.venue(*doc)).transpose()
    }

    /// The venues that answer, best first, and how many there are in all.
    pub(super) fn find(&self, ask: &Ask) -> Result<(Vec<VenueHit>, usize), SearchError> {
        match &ask.wanted {
            Wanted::Words(text) => {
                let words = words::telling(fold::words(text));
                if words.is_empty() {
                    return Ok((Vec::new(), 0));
                }
                let matches = matching::matches(&self.index, &words, &ask.locale)?;
                let ranked = matches.into_iter().map(|hit| self.ranked(hit.doc, hit.text, ask.from)).collect();
                self.best(ranked, ask, by_score)
            }
            Wanted::Need(Need::Person) => self.open_first(Need::Person.services(), ask),
            Wanted::Need(need) => self.best(self.offering(need.services(), ask.from)?, ask, by_distance),
            Wanted::Help { services, .. } => self.best(self.offering(services, ask.from)?, ask, by_distance),
        }
    }

    /// The nearest venues with one of the services, those that are open now before those that are not.
    fn open_first(&self, services: &[Service], ask: &Ask) -> Result<(Vec<VenueHit>, usize), SearchError> {
        let near = Ask { limit: NEAREST_LOOKED_AT, ..ask.clone() };
        let (mut hits, total) = self.best(self.offering(services, ask.from)?, &near, by_distance)?;
        hits.sort_by_key(|hit| match hit.open {
            OpenState::Open { .. } => 0,
            OpenState::Soon { .. } => 1,
            OpenState::Check { .. } | OpenState::Unknown { .. } => 2,
            OpenState::Closed { .. } => 3,
        });
        hits.truncate(ask.limit);
        Ok((hits, total))
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
        Ok(docs.into_iter().map(|doc| self.ranked(doc, 1.0, from)).collect())
    }

    fn ranked(&self, doc: DocId, text: f32, from: Option<Position>) -> Ranked {
        let distance_m = from.zip(self.index.position(doc)).map(|(from, to)| from.metres_to(to));
        // A venue that nobody knows the place of stands after those that are near.
        let assumed = from.is_some().then_some(100_000.0);
        Ranked { doc, distance_m, score: Score::new(text, distance_m.or(assumed)) }
    }

    /// The first `ask.limit` of `ranked` in `order`, whole.
    fn best(
        &self,
        mut ranked: Vec<Ranked>,
        ask: &Ask,
        order: fn(&Ranked, &Ranked) -> Ordering,
    ) -> Result<(Vec<VenueHit>, usize), SearchError> {
        let total = ranked.len();
        let order = |a: &Ranked, b: &Ranked| order(a, b).then(a.doc.cmp(&b.doc));
        if total > ask.limit && ask.limit > 0 {
            ranked.select_nth_unstable_by(ask.limit - 1, order);
        }
        ranked.truncate(ask.limit);
        ranked.sort_unstable_by(order);
        let hits = ranked.into_iter().map(|hit| self.hit(&hit, ask)).collect::<Result<Vec<_>, _>>()?;
        Ok((hits, total))
    }

    fn hit(&self, ranked: &Ranked, ask: &Ask) -> Result<VenueHit, SearchError> {
        let venue = self.venue(ranked.doc)?;
        let open = open_state(&venue, ask);
        Ok(VenueHit { venue, distance_m: ranked.distance_m, open, score: ranked.score })
    }

    fn venue(&self, doc: DocId) -> Result<Venue, SearchError> {
        Ok(serde_json::from_slice(&self.index.record(doc)?)?)
    }
}

/// Whether a venue is open at the moment of a question.
fn open_state(venue: &Venue, ask: &Ask) -> OpenState {
    Hours::parse(venue.hours.as_deref().unwrap_or_default()).state(ask.moment, venue.updated)
}

fn by_score(a: &Ranked, b: &Ranked) -> Ordering {
    b.score.total.total_cmp(&a.score.total)
}

/// The nearest first; those that nobody knows the place of at the end.
fn by_distance(a: &Ranked, b: &Ranked) -> Ordering {
    let metres = |hit: &Ranked| hit.distance_m.unwrap_or(f64::INFINITY);
    metres(a).total_cmp(&metres(b))
}

fn id_tag(id: &str) -> String {
    format!("id:{id}")
}

fn service_tag(service: Service) -> String {
    format!("service:{}", service.key())
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
    let mut tags = vec![id_tag(&venue.id)];
    tags.extend(venue.services.iter().map(|service| service_tag(*service)));
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
