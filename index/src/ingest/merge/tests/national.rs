//! The records of seventeen producers, before and after the national map made one of those with one name and one postcode.
//!
//! Its pairs are what can be compared with, not the truth: it makes one venue of the stops of a bus, and keeps "Mairie X"
//! and "Mairie de X" apart. Both are counted here.

use std::collections::{HashMap, HashSet};

use super::super::*;
use crate::fold::fold;
use crate::ingest::tests::{TODAY, shared};
use crate::ingest::{Ingested, read_venues_on};

/// Venues of the national map.
const VENUES: usize = 9_303;

fn read(path: &str) -> Option<Ingested> {
    let bytes = shared(path)?;
    Some(read_venues_on(TODAY, "essai.csv", &bytes, &mut |_| {}).unwrap())
}

/// Which venue each record went into.
fn homes(merged: &Merged) -> HashMap<&str, &str> {
    let absorbed = merged
        .merges
        .iter()
        .flat_map(|merge| merge.absorbed.iter().map(|absorbed| (absorbed.as_str(), merge.kept.as_str())));
    absorbed.chain(merged.venues.iter().map(|venue| (venue.id.as_str(), venue.id.as_str()))).collect()
}

/// Pairs of records of one group, by place.
fn pairs<'a, K: std::hash::Hash + Eq>(
    records: &'a [Venue],
    key: impl Fn(&'a Venue) -> K,
) -> Vec<(&'a Venue, &'a Venue)> {
    let mut groups: HashMap<K, Vec<&Venue>> = HashMap::new();
    for record in records {
        groups.entry(key(record)).or_default().push(record);
    }
    let in_group = |group: Vec<&'a Venue>| {
        let pairs = (1..group.len()).flat_map(|right| (0..right).map(move |left| (left, right)));
        pairs.map(|(left, right)| (group[left], group[right])).collect::<Vec<_>>()
    };
    groups.into_values().flat_map(in_group).collect()
}

/// Whether two records stand at one place as anybody would see it: measured so, or of one address.
fn one_place(one: &Venue, other: &Venue) -> bool {
    let exact = |venue: &Venue| venue.position.filter(|position| !position.approximate).map(|position| position.at);
    let near = exact(one).zip(exact(other)).is_some_and(|(one, other)| one.metres_to(other) <= 100.0);
    let address = |venue: &Venue| fold(venue.address.as_deref().unwrap_or_default());
    near || address(one) == address(other) && fold(&one.commune) == fold(&other.commune)
}

#[test]
fn agrees_with_the_national_map() {
    let Some(before) = read("data/venues/v1-france-with-duplicates.csv") else { return };
    let Some(after) = read("data/venues/v1-france.csv") else { return };
    let records = before.venues;
    assert_eq!((records.len(), after.venues.len()), (10_676, VENUES));
    let started = std::time::Instant::now();
    let merged = merge(records.clone());
    println!("{} records -> {} venues in {:?}", records.len(), merged.venues.len(), started.elapsed());
    assert!(merged.venues.len().abs_diff(VENUES) * 50 <= VENUES, "{} is not within 2 %", merged.venues.len());

    // The map's rule, read off its two files: each record that it dropped has the name and the postcode of one it kept.
    let kept: HashSet<&str> = after.venues.iter().map(|venue| venue.id.as_str()).collect();
    let key = |venue: &Venue| (fold(&venue.name), venue.postcode.clone());
    let names: HashSet<_> = after.venues.iter().map(key).collect();
    assert!(records.iter().all(|record| kept.contains(record.id.as_str()) || names.contains(&key(record))));

    let homes = homes(&merged);
    let together = |one: &Venue, other: &Venue| homes[one.id.as_str()] == homes[other.id.as_str()];
    let of_the_map = pairs(&records, key);
    let (found, missed): (Vec<_>, Vec<_>) = of_the_map.into_iter().partition(|(one, other)| together(one, other));
    let missed_here: Vec<_> = missed.iter().filter(|(one, other)| one_place(one, other)).collect();
    println!(
        "pairs of the map: {} found, {} left apart, of which {} at one place",
        found.len(),
        missed.len(),
        missed_here.len()
    );
    for (one, other) in &missed_here {
        println!("  {} | {} | {:?} | {:?} | {}", one.name, other.name, one.address, other.address, one.commune);
    }
    let ours = pairs(&records, |record| homes[record.id.as_str()]);
    let more: Vec<_> = ours.iter().filter(|(one, other)| key(one) != key(other)).collect();
    println!("pairs of ours: {}, of which {} are not the map's", ours.len(), more.len());
    if std::env::var_os("REPERE_SHOW").is_some() {
        for (one, other) in &more {
            println!(
                "  {} | {} | {:?} | {:?} | {} / {}",
                one.name, other.name, one.address, other.address, one.commune, other.commune
            );
        }
    }
    // Nothing that stands at one place under one name is left twice, and what is apart for us is apart on the ground.
    assert!(missed_here.len() * 100 <= found.len(), "{} of {}", missed_here.len(), found.len());
}

#[test]
fn never_merges_venues_of_different_communes_or_names() {
    let Some(before) = read("data/venues/v1-france-with-duplicates.csv") else { return };
    let records = before.venues;
    let merged = merge(records.clone());
    let homes = homes(&merged);
    for (one, other) in pairs(&records, |record| homes[record.id.as_str()]) {
        let (name, other_name) = (Name::of(&one.name, &one.commune), Name::of(&other.name, &other.commune));
        assert_ne!(name.compare(&other_name), Alike::No, "{} | {}", one.name, other.name);
        let same_commune = one.insee == other.insee || fold(&one.commune) == fold(&other.commune);
        let same_address = Spot::of(one).street() == Spot::of(other).street();
        assert!(same_commune || same_address, "{} in {} | {} in {}", one.name, one.commune, other.name, other.commune);
        // What tells venues of one owner apart.
        for mark in ["annexe", "antenne", "bus", "nord", "sud", "est", "ouest", "relais", "itinerante"] {
            let has = |venue: &Venue| fold(&venue.name).split(' ').any(|word| word == mark);
            let commune = fold(&one.commune);
            assert!(
                has(one) == has(other) || commune.split(' ').any(|word| word == mark),
                "{} | {}",
                one.name,
                other.name
            );
        }
    }
}

#[test]
fn the_map_itself_has_few_left() {
    let Some(after) = read("data/venues/v1-france.csv") else { return };
    let merged = merge(after.venues);
    println!("{VENUES} venues of the map -> {}", merged.venues.len());
    assert!(merged.venues.len().abs_diff(VENUES) * 20 <= VENUES);
}
