//! The two venues for who did not know where to begin: with someone, where a person helps, near and open; alone, where
//! there are computers and wifi, for nothing if that can be. Only as far as people go.

use super::{Ask, Filter, Found, Need, OpenState, SearchError, VenueHit, VenueIndex, WITHIN_REACH, by_distance};
use crate::questions::{Company, MOST_VENUES, Wish};
use crate::search::GuideHit;
use crate::standard::{Service, SupportMode};

/// The nearest that are looked at for those that offer what the guides are about.
const LOOKED_AT: usize = 8;

impl VenueIndex {
    /// The venues that go with a wish and the guides that were found for it; never none where an edition has any.
    /// What the first guide is about counts before what the others are.
    pub(in crate::search) fn for_wish(
        &self,
        wish: &Wish,
        guides: &[GuideHit],
        ask: &Ask,
    ) -> Result<Found, SearchError> {
        let of = |hits: &[GuideHit]| -> Vec<Service> {
            hits.iter().flat_map(|hit| hit.guide.services.iter().copied()).collect()
        };
        let (first, all) = (of(guides.get(..1).unwrap_or_default()), of(guides));
        let access: &[Service] = &[Service::AccessAndEquipment];
        let tries: [(&[Service], &[Filter]); 3] = match wish.company {
            Some(Company::Alone) => [(access, &[Filter::Free]), (access, &[]), (&all, &[])],
            Some(Company::Someone) | None => [(&first, &[]), (&all, &[]), (Need::Person.services(), &[])],
        };
        let alone = wish.company == Some(Company::Alone);
        let mut hits: Vec<VenueHit> = Vec::new();
        for (wanted, filters) in tries {
            let mut found = self.near(wanted, filters, ask)?.hits;
            if alone {
                found.sort_by_key(|hit| !offers(hit, &all));
            } else {
                found.retain(|hit| !leaves_alone(hit));
                found.sort_by(|a, b| trouble(a).total_cmp(&trouble(b)));
            }
            found.retain(|hit| hits.iter().all(|other| other.venue.id != hit.venue.id));
            hits.extend(found);
            if hits.len() >= MOST_VENUES {
                break;
            }
        }
        if hits.is_empty() {
            let nearest = Ask { limit: MOST_VENUES, filters: Vec::new(), ..ask.clone() };
            return self.select(self.offering(&[], ask.from)?, &nearest, by_distance, &[]);
        }
        hits.truncate(MOST_VENUES);
        Ok(Found { total: hits.len(), hits, lift: None })
    }

    /// The nearest within reach.
    fn near(&self, services: &[Service], filters: &[Filter], ask: &Ask) -> Result<Found, SearchError> {
        let ask = Ask { limit: LOOKED_AT, filters: filters.to_vec(), ..ask.clone() };
        let mut ranked = self.offering(services, ask.from)?;
        ranked.retain(|hit| hit.distance_m.is_none_or(|metres| metres <= WITHIN_REACH));
        self.select(ranked, &ask, by_distance, &[])
    }
}

/// The way to a venue in metres, and what it costs to find it closed: who wants to be helped now goes a little farther for
/// that, not to the next town.
fn trouble(hit: &VenueHit) -> f64 {
    hit.distance_m.unwrap_or(WITHIN_REACH)
        + match hit.open {
            OpenState::Open { .. } => 0.0,
            OpenState::Soon { .. } => 1_000.0,
            OpenState::Check { .. } | OpenState::Unknown { .. } => 3_000.0,
            OpenState::Closed { .. } => 5_000.0,
            OpenState::ClosedUntil { .. } => 2.0 * WITHIN_REACH,
        }
}

fn offers(hit: &VenueHit, services: &[Service]) -> bool {
    hit.venue.services.iter().any(|service| services.contains(service))
}

/// Whether nobody helps there, as its record says.
fn leaves_alone(hit: &VenueHit) -> bool {
    let support = &hit.venue.support;
    !support.is_empty() && support.iter().all(|mode| *mode == SupportMode::OnOnesOwn)
}
