//! The engines that are compared, over the same venues. Each answers a query with how many of at most [`LIMIT`] venues
//! it gives back, so that none can leave out the work.
//!
//! Repère does the most (places, typos in every word, guides, distances, opening states, whole records); the others
//! give back a few columns or only numbers. Ratios are the more severe for it.

#![allow(clippy::unwrap_used, reason = "an engine that fails ends the bench")]

pub(crate) mod bare;
pub(crate) mod sqlite;
pub(crate) mod synonyms;

use repere_index::distance::Position;
use repere_index::hours::Moment;
use repere_index::place;
use repere_index::search::{Ask, Catalogue, Wanted};
use repere_index::venue::Venue;

use crate::venues;

/// Most venues, in every engine.
pub(crate) const LIMIT: usize = 30;

/// Words of a query that the other engines are given at most: Repère reads no more either, and a program that passes on
/// 10,000 characters has only itself to blame.
const MOST_WORDS: usize = 12;

/// Something that finds venues.
pub(crate) trait Engine {
    /// As shown in tables.
    fn name(&self) -> &'static str;

    /// How many venues it gives back.
    fn search(&self, query: &str) -> usize;
}

impl<E: Engine> Engine for &E {
    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn search(&self, query: &str) -> usize {
        (**self).search(query)
    }
}

/// Repère, as the catalogue's thread asks it.
pub(crate) struct Repere {
    pub(crate) catalogue: Catalogue,
    moment: Moment,
}

impl Repere {
    pub(crate) fn build(count: usize) -> Self {
        let catalogue = Catalogue::in_memory(venues::edition(count), &mut |_, _| {}).unwrap();
        let moment = Moment { now: "2026-11-24T10:00:00".parse().unwrap(), floor: catalogue.info().newest };
        Self { catalogue, moment }
    }
}

impl Engine for Repere {
    fn name(&self) -> &'static str {
        "Repère"
    }

    fn search(&self, query: &str) -> usize {
        let ask = Ask {
            from: Some(Position { latitude: 50.4268, longitude: 2.8281 }),
            limit: LIMIT,
            ..Ask::new(Wanted::Words(query.to_owned()), self.moment)
        };
        self.catalogue.search(&ask).unwrap().venues.len()
    }
}

/// Name, services, commune and text of a venue: what the other engines index. They get the same words as Repère.
struct Columns {
    name: String,
    services: String,
    commune: String,
    text: String,
}

impl Columns {
    fn of(venue: &Venue) -> Self {
        let mut services: Vec<&str> = Vec::new();
        services.extend(venue.services.iter().map(|service| service.label()));
        services.extend(venue.typologies.iter().map(|typology| typology.code()));
        services.extend(venue.costs.iter().map(|cost| cost.label()));
        services.extend(venue.support.iter().map(|support| support.label()));
        let departement = venue.insee.as_deref().and_then(place::by_code).map_or("", |place| place.departement_name());
        let texts = [&venue.summary, &venue.detail, &venue.address, &venue.address_complement, &venue.parent];
        Self {
            name: venue.name.clone(),
            services: services.join(" "),
            commune: [venue.commune.as_str(), &venue.postcode, departement].join(" "),
            text: texts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "),
        }
    }
}
