//! Invented venues for the benches: as many as wanted, always the same ones. Venue number `n` is the same in every
//! edition size, so that 10,000 venues are the first of 250,000.
//!
//! Shapes follow the national data (names, share of records with hours, spread of words); every name, number and text
//! is made up. Knows nothing of search.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that cannot make its data has to stop")]

mod words;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use repere_index::distance::Position;
use repere_index::edition::{Edition, Source};
use repere_index::place::{self, Place, PlaceKind};
use repere_index::standard::{Cost, ReceptionMode, Service, SpecificCare, SupportMode, Typology};
use repere_index::venue::{Venue, VenuePosition};

/// Change it, and every figure of the README has to be measured again.
const SEED: u64 = 0x5245_5045_5245_2026;

/// Sebastiano Vigna's splitmix64: small, quick, and good enough to draw names from.
struct Dice(u64);

impl Dice {
    fn for_venue(number: usize) -> Self {
        let mut dice = Self(SEED ^ (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        dice.roll();
        dice
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).unwrap()
    }

    /// True `percent` times in a hundred.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one_of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// Each of `list` with a chance of `percent`.
    fn some_of<T: Copy>(&mut self, list: &[T], percent: usize) -> Vec<T> {
        list.iter().copied().filter(|_| self.chance(percent)).collect()
    }

    /// A rank from 0 to `end` - 1, rank r about 1 ÷ (r + 1) times as often as rank 0 (Zipf's law).
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ranks are small, and which side a rounding falls on does not matter"
    )]
    fn rank(&mut self, end: usize) -> usize {
        let share = (self.roll() >> 11) as f64 / (1_u64 << 53) as f64;
        ((end as f64).powf(share) as usize).clamp(1, end) - 1
    }
}

/// Places with how many people live in them and all before them.
struct Communes(Vec<(u64, Place)>);

impl Communes {
    fn get() -> &'static Self {
        static COMMUNES: OnceLock<Communes> = OnceLock::new();
        COMMUNES.get_or_init(|| {
            let inhabited = place::all()
                .filter(|place| place.kind() != PlaceKind::Former && place.population() > 0)
                .filter(|place| place.postcodes().next().is_some());
            let weighted = inhabited.scan(0, |sum, place| {
                *sum += u64::from(place.population());
                Some((*sum, place))
            });
            Self(weighted.collect())
        })
    }

    fn draw(&self, dice: &mut Dice) -> Place {
        let inhabitants = self.0.last().unwrap().0;
        let inhabitant = dice.roll() % inhabitants;
        self.0[self.0.partition_point(|(sum, _)| *sum <= inhabitant)].1
    }
}

/// The first `count` venues, one after the other.
pub(crate) fn stream(count: usize) -> impl Iterator<Item = Venue> {
    let blank = blank();
    (0..count).map(move |number| venue(number, &blank))
}

/// What every invented venue leaves unsaid. Made from a real one: a field that a venue is given later needs no change
/// here.
fn blank() -> Venue {
    let mut blank = Edition::starter().unwrap().venues.into_iter().next().unwrap();
    blank.websites.clear();
    blank.detail = None;
    blank.itinerance.clear();
    blank.audiences.clear();
    blank.programmes.clear();
    blank.labels.clear();
    blank.other_labels.clear();
    blank.acces_libre = None;
    blank.appointment = None;
    blank.demonstration = false;
    blank
}

/// The first `count` venues with the guides of the starter edition.
pub(crate) fn edition(count: usize) -> Edition {
    let names = BTreeMap::from([("fr".to_owned(), format!("{count} lieux inventés"))]);
    let source = Source { name: "invented".to_owned(), licence: "MIT OR Apache-2.0".to_owned() };
    Edition::starter().unwrap().with_venues(stream(count).collect(), names, vec![source])
}

fn venue(number: usize, blank: &Venue) -> Venue {
    let dice = &mut Dice::for_venue(number);
    let commune = Communes::get().draw(dice);
    let (kind, typology) = words::KINDS[dice.rank(words::KINDS.len())];
    let number_in_street = dice.below(120) + 1;
    let postcodes: Vec<&str> = commune.postcodes().collect();
    Venue {
        id: format!("invented-{number:07}"),
        name: name(kind, commune, dice),
        commune: commune.name().to_owned(),
        postcode: dice.one_of(&postcodes).to_owned(),
        insee: Some(commune.code().to_owned()),
        address: Some(format!("{number_in_street} {} {}", dice.one_of(words::STREETS), dice.one_of(words::PATRONS))),
        address_complement: dice.chance(8).then(|| dice.one_of(words::COMPLEMENTS).to_owned()),
        position: commune.position().map(|centre| VenuePosition { at: nearby(centre, dice), approximate: false }),
        typologies: Typology::from_code(typology).into_iter().collect(),
        phones: vec![format!("+33{}{:08}", dice.below(5) + 1, dice.below(100_000_000))],
        emails: vec![format!("lieu{number}@exemple.fr")],
        hours: dice.chance(45).then(|| dice.one_of(words::HOURS).to_owned()),
        summary: Some(sentence(dice)),
        sources: vec!["invented".to_owned()],
        parent: dice.chance(20).then(|| format!("Commune de {}", commune.name())),
        updated: NaiveDate::from_ymd_opt(2023, 1, 1).unwrap().checked_add_days(Days::new(dice.below(1_400) as u64)),
        services: services(dice),
        specific_care: dice.some_of(SpecificCare::ALL, 6),
        costs: if dice.chance(70) { vec![Cost::Free] } else { Vec::new() },
        reception: dice.some_of(&[ReceptionMode::WalkIn, ReceptionMode::Telephone, ReceptionMode::Mail], 60),
        support: dice.some_of(SupportMode::ALL, 40),
        ..blank.clone()
    }
}

/// "Médiathèque Louise-Michel", "Mairie de Lens", "Cyber-base Valorine".
fn name(kind: &str, commune: Place, dice: &mut Dice) -> String {
    match dice.below(10) {
        0..4 => format!("{kind} {}", dice.one_of(words::PATRONS)),
        4..7 => format!("{kind} de {}", commune.name()),
        7..9 => format!("{kind} {}", capitalised(&invented(dice.rank(words::INVENTED)))),
        _ => format!("{kind} {} de {}", dice.one_of(words::PATRONS), commune.name()),
    }
}

fn services(dice: &mut Dice) -> Vec<Service> {
    let mut services = dice.some_of(Service::ALL, 35);
    if services.is_empty() {
        services.push(Service::ALL[dice.below(Service::ALL.len())]);
    }
    services
}

/// 10 to 40 words: a few very often, most of them hardly ever.
fn sentence(dice: &mut Dice) -> String {
    static COMMON: OnceLock<Vec<&str>> = OnceLock::new();
    let common = COMMON.get_or_init(|| words::COMMON.split_whitespace().collect());
    let length = 10 + dice.below(31);
    let words: Vec<String> = (0..length)
        .map(|_| {
            let rank = dice.rank(common.len() + words::INVENTED);
            common.get(rank).map_or_else(|| invented(rank - common.len()), |word| (*word).to_owned())
        })
        .collect();
    format!("{}.", capitalised(&words.join(" ")))
}

/// A word that sounds French; the same rank always gives the same word.
fn invented(rank: usize) -> String {
    let mut dice = Dice::for_venue(usize::MAX - rank);
    let syllables = 2 + dice.below(2);
    let mut word: String =
        (0..syllables).flat_map(|_| [dice.one_of(words::ONSETS), dice.one_of(words::VOWELS)]).collect();
    word.push_str(dice.one_of(words::ENDS));
    word
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Within about 2 km of the centre of a commune.
#[expect(clippy::cast_precision_loss, reason = "thousandths of a degree")]
fn nearby(centre: Position, dice: &mut Dice) -> Position {
    let mut offset = || (dice.below(400) as f64 - 200.0) / 10_000.0;
    let (north, east) = (offset(), offset());
    Position::new(centre.latitude + north, centre.longitude + east).unwrap_or(centre)
}
