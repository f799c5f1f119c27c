//! Records of several producers that are one venue → one venue, which remembers where it comes from. Knows nothing of files.
//!
//! Two records are one venue when their names say the same and they stand at the same place: both, because a town hall and
//! the France Services desk inside it are two, and so are two stops of one bus. A visitor sent to the wrong door loses more
//! than one who sees the same door twice, so what is doubtful stays apart: nothing is merged on a telephone number or a
//! SIRET alone, which the venues of one commune share, nor on names of which one only begins like the other.

mod fields;
mod name;
mod spot;

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::fold::place_key;
use crate::venue::Venue;
use name::{Alike, Name};
use spot::{Nearness, Spot};

/// What is left of many records.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The venues, each where its first record stood.
    pub venues: Vec<Venue>,
    /// Those that several records became, in the same order.
    pub merges: Vec<Merge>,
}

/// One venue that several records became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Identifier of the venue: that of its freshest record.
    pub kept: String,
    /// Its name as shown.
    pub name: String,
    /// Identifiers of the other records, the freshest first.
    pub absorbed: Vec<String>,
}

/// Venues of one name, or of one street, that a record is compared with: far more than any real commune has, so that a
/// file of a million equal rows takes no longer than its length.
const COMPARED: usize = 64;

/// Records of one venue that a further one must agree with, for the same reason.
const AGREED: usize = 16;

/// Makes one venue of the records of each. The freshest record comes first, its gaps are filled from the others, and lists
/// are united; see [`Merge`] for what is told of it.
#[must_use]
pub fn merge(venues: Vec<Venue>) -> Merged {
    let groups = grouped(&venues);
    let mut records: Vec<Option<Venue>> = venues.into_iter().map(Some).collect();
    let mut merged = Merged { venues: Vec::with_capacity(groups.len()), merges: Vec::new() };
    for group in groups {
        let mut members = group.iter().filter_map(|index| records.get_mut(*index).and_then(Option::take));
        let Some(mut venue) = members.next() else { continue };
        let mut absorbed = Vec::new();
        for member in members {
            absorbed.push(member.id.clone());
            fields::complete(&mut venue, member);
        }
        if !absorbed.is_empty() {
            merged.merges.push(Merge { kept: venue.id.clone(), name: venue.name.clone(), absorbed });
        }
        merged.venues.push(venue);
    }
    merged
}

/// The records of each venue, the freshest first; the venues in the order of their first records.
fn grouped(venues: &[Venue]) -> Vec<Vec<usize>> {
    let profiles: Vec<Profile<'_>> = venues.iter().map(Profile::of).collect();
    let mut fresh: Vec<usize> = (0..venues.len()).collect();
    fresh.sort_by_cached_key(|index| venues.get(*index).map(|venue| Reverse((venue.updated, fields::filled(venue)))));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for index in fresh {
        let Some(profile) = profiles.get(index) else { continue };
        let keys = profile.keys();
        let candidates =
            keys.iter().filter_map(|key| known.get(key)).flat_map(|found| found.iter().rev().take(COMPARED));
        let agrees = |group: &&usize| {
            let members = groups.get(**group).into_iter().flatten().take(AGREED);
            members.filter_map(|member| profiles.get(*member)).all(|member| profile.is_same_venue(member))
        };
        if let Some(group) = candidates.copied().find(|group| agrees(&group)).and_then(|group| groups.get_mut(group)) {
            group.push(index);
            continue;
        }
        for key in keys {
            known.entry(key).or_default().push(groups.len());
        }
        groups.push(vec![index]);
    }
    groups.sort_by_key(|group| group.iter().min().copied());
    groups
}

/// What a record is recognised by.
struct Profile<'a> {
    venue: &'a Venue,
    name: Name,
    spot: Spot,
}

impl<'a> Profile<'a> {
    fn of(venue: &'a Venue) -> Self {
        Self { venue, name: Name::of(&venue.name, &venue.commune), spot: Spot::of(venue) }
    }

    /// Under what a record of the same venue can be found: its name or its street, in its commune or its postcode.
    fn keys(&self) -> Vec<String> {
        let commune = place_key(&self.venue.commune);
        let zones = [self.venue.insee.as_deref(), Some(commune.as_str()), Some(self.venue.postcode.as_str())];
        let mut keys = Vec::new();
        for zone in zones.into_iter().flatten().filter(|zone| !zone.is_empty()) {
            keys.push(format!("{zone} n {}", self.name.key()));
            if let Some(street) = self.spot.street() {
                keys.push(format!("{zone} s {street}"));
            }
        }
        keys
    }

    fn is_same_venue(&self, other: &Self) -> bool {
        let alike = self.name.compare(&other.name);
        match self.spot.nearness(&other.spot) {
            Nearness::Here => alike != Alike::No,
            Nearness::HereInAnotherCommune => alike == Alike::WordForWord,
            Nearness::Nearby => alike.is_sure() && !self.name.travels(),
            Nearness::Unknown => alike.is_sure() && !self.name.travels() && self.shares_contact(other),
            Nearness::Elsewhere => false,
        }
    }

    /// Whether the records have a telephone number, a mail address or a number of the organisation in common.
    fn shares_contact(&self, other: &Self) -> bool {
        let common = |ones: &[String], others: &[String]| ones.iter().any(|one| others.contains(one));
        common(&self.venue.phones, &other.venue.phones)
            || common(&self.venue.emails, &other.venue.emails)
            || self.venue.pivot.is_some() && self.venue.pivot == other.venue.pivot
    }
}

#[cfg(test)]
mod tests;
