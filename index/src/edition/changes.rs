//! What is new from one edition to the next, for whoever decides whether to serve it. Knows no files.

use std::collections::BTreeMap;

use super::Edition;
use crate::guide::Guide;
use crate::venue::Venue;

/// What differs between two editions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Of the venues.
    pub venues: Difference,
    /// Of the guides, all languages of one together.
    pub guides: Difference,
}

/// What came, went and became different, each in the order of the names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Only in the new edition.
    pub added: Vec<Named>,
    /// Only in the old edition.
    pub gone: Vec<Named>,
    /// In both, and not the same; named as in the new one.
    pub changed: Vec<Named>,
}

/// A venue or a guide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The name of a venue, the title of a guide.
    pub name: String,
    /// The identifier of a venue, the slug of a guide.
    pub id: String,
}

impl Changes {
    /// Whether both editions say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is new from `old` to `new`. What a town added is part of a venue.
#[must_use]
pub fn compare(old: &Edition, new: &Edition) -> Changes {
    Changes {
        venues: difference(&venues(old), &venues(new), |venue| venue.name.clone()),
        guides: difference(&guides(old), &guides(new), |versions| title(versions)),
    }
}

fn venues(edition: &Edition) -> BTreeMap<&str, &Venue> {
    edition.venues.iter().map(|venue| (venue.id.as_str(), venue)).collect()
}

/// The versions of each guide, in the order of their languages.
fn guides(edition: &Edition) -> BTreeMap<&str, Vec<&Guide>> {
    let mut guides: BTreeMap<&str, Vec<&Guide>> = BTreeMap::new();
    for guide in &edition.guides {
        guides.entry(&guide.slug).or_default().push(guide);
    }
    for versions in guides.values_mut() {
        versions.sort_by(|a, b| a.locale.cmp(&b.locale));
    }
    guides
}

/// The French title, else that of the first language.
fn title(versions: &[&Guide]) -> String {
    let french = versions.iter().find(|guide| guide.locale == "fr");
    french.or_else(|| versions.first()).map(|guide| guide.title.clone()).unwrap_or_default()
}

fn difference<T: PartialEq>(
    old: &BTreeMap<&str, T>,
    new: &BTreeMap<&str, T>,
    name: impl Fn(&T) -> String,
) -> Difference {
    let named = |(id, one): (&&str, &T)| Named { name: name(one), id: (*id).to_owned() };
    let sorted = |mut list: Vec<Named>| {
        list.sort();
        list
    };
    Difference {
        added: sorted(new.iter().filter(|(id, _)| !old.contains_key(*id)).map(named).collect()),
        gone: sorted(old.iter().filter(|(id, _)| !new.contains_key(*id)).map(named).collect()),
        changed: sorted(
            new.iter().filter(|(id, one)| old.get(*id).is_some_and(|other| other != *one)).map(named).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starter() -> Edition {
        Edition::starter().unwrap()
    }

    fn ids(list: &[Named]) -> Vec<&str> {
        list.iter().map(|named| named.id.as_str()).collect()
    }

    #[test]
    fn nothing_is_new_in_the_same() {
        assert!(compare(&starter(), &starter()).is_empty());
    }

    #[test]
    fn the_order_is_no_difference() {
        let mut turned = starter();
        turned.venues.reverse();
        turned.guides.reverse();
        assert!(compare(&starter(), &turned).is_empty());
    }

    #[test]
    fn names_what_came_went_and_changed() {
        let (old, mut new) = (starter(), starter());
        let mut added = new.venues[0].clone();
        added.id = "demo-100".to_owned();
        added.name = "Nouveau lieu".to_owned();
        new.venues.push(added);
        new.venues.retain(|venue| venue.id != "demo-002");
        new.venues[3].hours = None;
        let other_hours = new.venues[3].id.clone();
        let (gone, edited) = (old.guides[0].slug.clone(), "reconnaitre-arnaque");
        new.guides.retain(|guide| guide.slug != gone);
        let english = new.guides.iter_mut().find(|guide| guide.slug == edited && guide.locale == "en").unwrap();
        english.why = "To be safe.".to_owned();

        let changes = compare(&old, &new);
        let Difference { added, gone: left, changed: other } = &changes.venues;
        assert_eq!(
            (ids(added), ids(left), ids(other)),
            (vec!["demo-100"], vec!["demo-002"], vec![other_hours.as_str()])
        );
        assert_eq!(added[0].name, "Nouveau lieu");
        let Difference { added, gone: left, changed: other } = &changes.guides;
        assert_eq!((ids(added), ids(left), ids(other)), (vec![], vec![gone.as_str()], vec![edited]));
        assert_eq!(other[0].name, "Je reconnais une arnaque");
        assert_eq!(compare(&new, &old).venues.added[0].id, "demo-002");
    }

    /// A closure that is over, or a new workshop, is a change of its venue.
    #[test]
    fn what_a_town_added_counts() {
        let (old, mut new) = (starter(), starter());
        new.venues[0].local = Some(Box::default());
        assert_eq!(ids(&compare(&old, &new).venues.changed), [old.venues[0].id.as_str()]);
    }
}
