//! The queries of the benches: what people type, letter by letter too, and the worst they can type. Knows no engine.

/// What kind of query it is; the table is broken down by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name as it is written, or nearly.
    Name,
    /// A name with a typo or two.
    Typo,
    /// One state of the field while "mediatheque lens" is typed.
    Typing,
    /// A service or a need, with a place or without.
    Service,
    /// As broad, as long or as empty as can be.
    Worst,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [Self::Name, Self::Typo, Self::Typing, Self::Service, Self::Worst];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Name => "names",
            Self::Typo => "names with typos",
            Self::Typing => "typed letter by letter",
            Self::Service => "services and places",
            Self::Worst => "worst cases",
        }
    }
}

/// One query.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

/// What is typed letter by letter; the frames are measured with it too.
const TYPED: &str = "mediatheque lens";

const NAMES: &[&str] = &[
    "Médiathèque Victor-Hugo",
    "mediatheque louise michel",
    "mairie de Roubaix",
    "France services Saint-Étienne",
    "bibliothèque municipale Jean-Moulin",
    "ccas toulouse",
    "centre social des quatre vents",
    "mission locale marseille",
    "maison de l'emploi",
    "hugo victor mediatheque",
    "espace public numerique 62300",
    "pimms",
    "l'atelier partagé du Vieux-Moulin",
];

const TYPOS: &[&str] = &[
    "médiatèque victor hugo",
    "mediateque lens",
    "bibliotheqe jean moulin",
    "fabb lab rouben",
    "marie de roubaix",
    "frnace services",
    "centre socail",
    "missoin local marseile",
    "cyber bse",
    "ressorcerie lile",
    "bilbiotheque muncipale",
    "esapce public numeriqe",
];

const SERVICES: &[&str] = &[
    "wifi",
    "imprimer",
    "imprimer lens",
    "aide caf",
    "wifi gratuit 59000",
    "demarches administratives Lille",
    "carte grise",
    "où refaire ma carte d'identité",
    "atelier ordinateur débutant Nantes",
    "trouver un emploi à Bordeaux",
    "acheter un ordinateur pas cher",
    "cours informatique seniors",
    "réparer mon téléphone lyon",
    "75012",
    "paris",
];

/// All queries.
pub(crate) fn all() -> Vec<Query> {
    let typing = TYPED.char_indices().map(|(at, letter)| TYPED.split_at(at + letter.len_utf8()).0.to_owned());
    let of = |kind: Kind, list: &'static [&'static str]| {
        list.iter().map(move |text| Query { kind, text: (*text).to_owned() })
    };
    of(Kind::Name, NAMES)
        .chain(of(Kind::Typo, TYPOS))
        .chain(typing.map(|text| Query { kind: Kind::Typing, text }))
        .chain(of(Kind::Service, SERVICES))
        .chain(worst().into_iter().map(|text| Query { kind: Kind::Worst, text }))
        .collect()
}

fn worst() -> Vec<String> {
    let mut queries: Vec<String> =
        ["e", "a", "zzzzzz", "   ", "de la et à", "\"AND OR NOT :*^~", "\u{200f}\u{200f}", "commune de"]
            .map(str::to_owned)
            .to_vec();
    queries.push("a".repeat(10_000));
    queries.push("mediatheque de la commune ".repeat(385));
    queries
        .push("numerique accompagnement demarches ordinateur aide internet acces ateliers services usages".to_owned());
    queries
}
