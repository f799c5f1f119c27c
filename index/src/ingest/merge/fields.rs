//! What becomes of the fields of two records of one venue.

use crate::venue::Venue;

/// Completes the fresher record with an older one: what it does not say is filled, lists are united.
pub(super) fn complete(venue: &mut Venue, older: Venue) {
    // "Open" is never said on old hours: hours of an older record bring their date with them.
    if venue.hours.is_none() && older.hours.is_some() {
        venue.hours = older.hours;
        venue.updated = older.updated;
    }
    if venue.position.is_none_or(|position| position.approximate) {
        venue.position = older.position.filter(|position| !position.approximate).or(venue.position).or(older.position);
    }
    if venue.postcode.is_empty() {
        venue.postcode = older.postcode;
    }
    fill(&mut venue.pivot, older.pivot);
    fill(&mut venue.insee, older.insee);
    fill(&mut venue.address, older.address);
    fill(&mut venue.address_complement, older.address_complement);
    fill(&mut venue.summary, older.summary);
    fill(&mut venue.detail, older.detail);
    fill(&mut venue.parent, older.parent);
    fill(&mut venue.updated, older.updated);
    fill(&mut venue.acces_libre, older.acces_libre);
    fill(&mut venue.appointment, older.appointment);
    unite(&mut venue.typologies, older.typologies);
    unite(&mut venue.phones, older.phones);
    unite(&mut venue.emails, older.emails);
    unite(&mut venue.websites, older.websites);
    unite(&mut venue.sources, older.sources);
    unite(&mut venue.itinerance, older.itinerance);
    unite(&mut venue.services, older.services);
    unite(&mut venue.audiences, older.audiences);
    unite(&mut venue.specific_care, older.specific_care);
    unite(&mut venue.costs, older.costs);
    unite(&mut venue.programmes, older.programmes);
    unite(&mut venue.labels, older.labels);
    unite(&mut venue.other_labels, older.other_labels);
    unite(&mut venue.reception, older.reception);
    unite(&mut venue.support, older.support);
    venue.demonstration &= older.demonstration;
}

fn fill<T>(field: &mut Option<T>, older: Option<T>) {
    if field.is_none() {
        *field = older;
    }
}

fn unite<T: PartialEq>(list: &mut Vec<T>, older: Vec<T>) {
    for value in older {
        if !list.contains(&value) {
            list.push(value);
        }
    }
}

/// How much a record says: of two of the same day, the one that says more is taken for the fresher.
pub(super) fn filled(venue: &Venue) -> usize {
    let texts = [&venue.address, &venue.hours, &venue.summary, &venue.detail, &venue.appointment, &venue.acces_libre];
    let lists = [
        venue.phones.len(),
        venue.emails.len(),
        venue.websites.len(),
        venue.services.len(),
        venue.costs.len(),
        venue.reception.len(),
    ];
    let exact = venue.position.is_some_and(|position| !position.approximate);
    texts.into_iter().flatten().count() + lists.into_iter().filter(|length| *length > 0).count() + usize::from(exact)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::tests::venue;
    use super::*;
    use crate::standard::Service;

    fn day(year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, 5, 3)
    }

    #[test]
    fn fills_gaps_and_unites_lists() {
        let mut fresh = venue("Mairie de Lens", "1 rue Verte");
        fresh.updated = day(2026);
        fresh.hours = Some("Mo 09:00-12:00".to_owned());
        fresh.services = vec![Service::Employment];
        fresh.phones = vec!["+33321000000".to_owned()];
        fresh.sources = vec!["un".to_owned()];
        let mut old = venue("Commune de Lens", "1 rue Verte");
        old.updated = day(2022);
        old.hours = Some("Tu 09:00-12:00".to_owned());
        old.summary = Some("Une phrase.".to_owned());
        old.services = vec![Service::SafeUse, Service::Employment];
        old.phones = vec!["+33321000001".to_owned()];
        old.sources = vec!["deux".to_owned(), "un".to_owned()];
        complete(&mut fresh, old);
        assert_eq!((fresh.name.as_str(), fresh.hours.as_deref()), ("Mairie de Lens", Some("Mo 09:00-12:00")));
        assert_eq!((fresh.updated, fresh.summary.as_deref()), (day(2026), Some("Une phrase.")));
        assert_eq!(fresh.services, [Service::Employment, Service::SafeUse]);
        assert_eq!(fresh.phones, ["+33321000000", "+33321000001"]);
        assert_eq!(fresh.sources, ["un", "deux"]);
    }

    #[test]
    fn old_hours_keep_their_date() {
        let mut fresh = venue("Mairie de Lens", "1 rue Verte");
        fresh.updated = day(2026);
        let mut old = venue("Mairie de Lens", "1 rue Verte");
        old.updated = day(2022);
        old.hours = Some("Tu 09:00-12:00".to_owned());
        complete(&mut fresh, old);
        assert_eq!((fresh.hours.as_deref(), fresh.updated), (Some("Tu 09:00-12:00"), day(2022)));
    }

    #[test]
    fn a_measured_position_comes_before_a_centre() {
        let mut fresh = venue("Mairie de Lens", "1 rue Verte");
        fresh.position = fresh.position.map(|position| crate::venue::VenuePosition { approximate: true, ..position });
        let old = venue("Mairie de Lens", "1 rue Verte");
        complete(&mut fresh, old.clone());
        assert_eq!(fresh.position, old.position);
    }
}
