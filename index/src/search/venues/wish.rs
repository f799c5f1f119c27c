//! The two venues for who did not know where to begin: with someone, where a person helps and that is open first; alone, where
//! there are computers and wifi, for nothing if that can be. Only as far as people go.

use super::{Ask, Filter, Found, Need, SearchError, TimeWish, VenueHit, VenueIndex, WITHIN_REACH, by_distance};
use crate::questions::{Company, MOST_VENUES, Wish};
use crate::search::GuideHit;
use crate::standard::{Service, SupportMode};

/// The nearest that are looked at for those that offer what the guides are about.
const LOOKED_AT: usize = 8;

impl VenueIndex {
    /// The venues that go with a wish and the guides that were found for it; never none where an edition has any.
    pub(in crate::search) fn for_wish(
        &self,
        wish: &Wish,
        guides: &[GuideHit],
        ask: &Ask,
    ) -> Result<Found, SearchError> {
        let services: Vec<Service> = guides.iter().flat_map(|hit| hit.guide.services.iter().copied()).collect();
        let access: &[Service] = &[Service::AccessAndEquipment];
        let tries: [(&[Service], &[Filter]); 3] = match wish.company {
            Some(Company::Alone) => [(access, &[Filter::Free]), (access, &[]), (&services, &[])],
            Some(Company::Someone) | None => [(&services, &[]), (Need::Person.services(), &[]), (&[], &[])],
        };
        let alone = wish.company == Some(Company::Alone);
        for (wanted, filters) in tries {
            let mut found = self.near(wanted, filters, alone, ask)?;
            if alone {
                found.hits.sort_by_key(|hit| !offers(hit, &services));
            } else {
                found.hits.retain(|hit| !leaves_alone(hit));
            }
            if !found.hits.is_empty() {
                found.hits.truncate(MOST_VENUES);
                return Ok(found);
            }
        }
        let nearest = Ask { limit: MOST_VENUES, filters: Vec::new(), ..ask.clone() };
        self.select(self.offering(&[], ask.from)?, &nearest, by_distance, &[])
    }

    /// Those within reach: the nearest for who goes alone, the open ones first for who wants to be helped.
    fn near(&self, services: &[Service], filters: &[Filter], alone: bool, ask: &Ask) -> Result<Found, SearchError> {
        let ask = Ask { limit: LOOKED_AT, filters: filters.to_vec(), ..ask.clone() };
        let mut ranked = self.offering(services, ask.from)?;
        ranked.retain(|hit| hit.distance_m.is_none_or(|metres| metres <= WITHIN_REACH));
        let wishes: &[Filter] = if alone { &[] } else { &[Filter::Time(TimeWish::Now)] };
        self.select(ranked, &ask, by_distance, wishes)
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
