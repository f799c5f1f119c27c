//! Contacts that seem to be a person's: a mobile telephone number, a mail address with a first name and a name. Whoever
//! prepares an edition is told, because a public screen shows them to everyone; nothing is left out. Knows no files.

use crate::fold::fold;
use crate::venue::Venue;

/// What seems to be a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// A mobile telephone number.
    Mobile,
    /// A mail address made of a first name and a name.
    NamedAddress,
}

impl Contact {
    /// Every key there is, for the test that each has its sentences.
    pub const KEYS: &'static [&'static str] = &["mobile", "named-address"];

    /// Its name in locale files: kebab case.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::NamedAddress => "named-address",
        }
    }

    /// The field of the national standard that it stands in.
    #[must_use]
    pub const fn column(self) -> &'static str {
        match self {
            Self::Mobile => "telephone",
            Self::NamedAddress => "courriels",
        }
    }
}

/// A contact that seems to be a person's, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Personal<'a> {
    /// The venue.
    pub venue: &'a Venue,
    /// Which it is.
    pub contact: Contact,
    /// The number or the address.
    pub value: &'a str,
}

/// The contacts of `venues` that seem to be a person's, in their order.
pub fn personal(venues: &[Venue]) -> impl Iterator<Item = Personal<'_>> {
    venues.iter().flat_map(|venue| {
        let phones = venue.phones.iter().filter(|phone| is_mobile(phone)).map(|value| (Contact::Mobile, value));
        let mails =
            venue.emails.iter().filter(|mail| is_named(mail, venue)).map(|value| (Contact::NamedAddress, value));
        phones.chain(mails).map(move |(contact, value)| Personal { venue, contact, value })
    })
}

/// Beginnings of mobile numbers in the international form: 06 and 07 in France, 0690 to 0697 and 0639 overseas (Arcep,
/// national numbering plan).
const MOBILE: &[&str] =
    &["+336", "+337", "+590690", "+590691", "+594694", "+596696", "+596697", "+262692", "+262693", "+262639"];

fn is_mobile(phone: &str) -> bool {
    MOBILE.iter().any(|start| phone.starts_with(start))
}

/// Addresses of France services are given to places, not to persons.
const SERVICE_HOST: &str = "franceservices";

/// Words of addresses that are a service's, folded. The beginning of a longer word is enough, but not that of a short one:
/// Fabien is no fablab.
const SERVICE_WORDS: &[&str] = &[
    "acc",
    "acces",
    "accomp",
    "accueil",
    "action",
    "admin",
    "agence",
    "agglo",
    "aidant",
    "aide",
    "animation",
    "antenne",
    "asso",
    "atelier",
    "bib",
    "biblio",
    "bij",
    "bonjour",
    "bureau",
    "bus",
    "cap",
    "carre",
    "ccas",
    "cdad",
    "centre",
    "cias",
    "cite",
    "club",
    "com",
    "commu",
    "conseil",
    "contact",
    "coop",
    "csc",
    "culture",
    "cyber",
    "demarche",
    "departement",
    "direction",
    "doc",
    "document",
    "ecole",
    "efs",
    "emmaus",
    "emploi",
    "ems",
    "enfance",
    "epicerie",
    "epn",
    "esp",
    "espace",
    "evs",
    "fab",
    "fablab",
    "famille",
    "ferme",
    "formation",
    "foyer",
    "france",
    "fs",
    "garde",
    "guichet",
    "hub",
    "ideal",
    "info",
    "insertion",
    "jeune",
    "lab",
    "labo",
    "lecture",
    "lieu",
    "ligue",
    "local",
    "mairie",
    "maison",
    "mde",
    "mdh",
    "mds",
    "media",
    "mfr",
    "mfs",
    "mission",
    "mjc",
    "mlj",
    "mob",
    "mobil",
    "mpt",
    "msa",
    "msap",
    "multi",
    "municip",
    "num",
    "numer",
    "office",
    "ordi",
    "orient",
    "pays",
    "permanence",
    "petite",
    "pij",
    "pimms",
    "plateforme",
    "point",
    "pole",
    "polit",
    "prevention",
    "projet",
    "public",
    "quartier",
    "relais",
    "repair",
    "reseau",
    "ressource",
    "rfs",
    "rsp",
    "saint",
    "salle",
    "sante",
    "secours",
    "secret",
    "service",
    "siege",
    "site",
    "social",
    "soleil",
    "tiers",
    "tourisme",
    "travail",
    "univ",
    "vie",
    "ville",
    "web",
];

/// Words up to this length, in letters, are short.
const LONGEST_SHORT: usize = 3;

/// Whether a mail address is made of a first name and a name: two words of letters, none of which is a service's or stands in
/// the name, the place or the host of the venue.
fn is_named(mail: &str, venue: &Venue) -> bool {
    let Some((before, host)) = mail.split_once('@') else { return false };
    let parts: Vec<&str> = before.split(['.', '-', '_']).collect();
    let [first, name] = parts.as_slice() else { return false };
    if fold(host).replace(' ', "").contains(SERVICE_HOST) {
        return false;
    }
    let around = [Some(venue.name.as_str()), Some(&venue.commune), venue.parent.as_deref(), Some(host)];
    let around = fold(&around.into_iter().flatten().collect::<Vec<_>>().join(" ")).replace(' ', "");
    [first, name].into_iter().all(|part| {
        let word = fold(part);
        let letters = word.len() >= 2 && word.chars().all(char::is_alphabetic);
        letters && !SERVICE_WORDS.iter().any(|service| is_word(service, &word)) && !around.contains(&word)
    })
}

fn is_word(service: &str, word: &str) -> bool {
    if service.len() > LONGEST_SHORT { word.starts_with(service) } else { word == service }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use rstest::rstest;

    fn library() -> Venue {
        let mut venue = Edition::starter().unwrap().venues.swap_remove(0);
        venue.name = "Médiathèque Robert-Cousin".to_owned();
        venue.commune = "Lens".to_owned();
        venue
    }

    #[rstest]
    #[case::six("+33612345678", true)]
    #[case::seven("+33712345678", true)]
    #[case::reunion("+262692123456", true)]
    #[case::line("+33321000000", false)]
    #[case::box_of_an_operator("+33912345678", false)]
    #[case::reunion_line("+262262123456", false)]
    #[case::short("3639", false)]
    #[case::as_written("demander Paul", false)]
    fn knows_mobile_numbers(#[case] phone: &str, #[case] mobile: bool) {
        assert_eq!(is_mobile(phone), mobile);
    }

    #[rstest]
    #[case::dot("jeanne.martin@lens.fr", true)]
    #[case::initials_are_no_name("j.martin@lens.fr", false)]
    #[case::begins_like_a_service("fabien.martin@lens.fr", true)]
    #[case::hyphen("jeanne-martin@orange.fr", true)]
    #[case::service("france.services@lens.fr", false)]
    #[case::service_host("le-blanc@france-services.gouv.fr", false)]
    #[case::one_word("mairie@lens.fr", false)]
    #[case::place("mediatheque.lens@gmail.com", false)]
    #[case::name_of_the_venue("robert.cousin@lens.fr", false)]
    #[case::three_words("centre.social.nord@lens.fr", false)]
    #[case::number("espace.62@lens.fr", false)]
    #[case::none("jeanne.martin", false)]
    fn knows_addresses_of_persons(#[case] mail: &str, #[case] named: bool) {
        assert_eq!(is_named(mail, &library()), named);
    }

    #[test]
    fn says_where_it_stands() {
        let mut venues = Edition::starter().unwrap().venues;
        assert_eq!(personal(&venues).count(), 0);
        venues[2].phones.push("+33612345678".to_owned());
        venues[2].emails.push("jeanne.martin@lens.fr".to_owned());
        let found: Vec<_> =
            personal(&venues).map(|found| (found.venue.id.as_str(), found.contact, found.value)).collect();
        let id = venues[2].id.as_str();
        let expected = [(id, Contact::Mobile, "+33612345678"), (id, Contact::NamedAddress, "jeanne.martin@lens.fr")];
        assert_eq!(found, expected);
    }
}
