//! The starter edition, ready to be asked, and what it understands in words that stand well in a table.

use std::sync::OnceLock;

use repere_index::distance::Position;
use repere_index::edition::Edition;
use repere_index::hours::Moment;
use repere_index::search::{Answer, Ask, Catalogue, Wanted};
use repere_index::understanding::{Asks, Chip, Reading};

/// The railway station of Lens, where the starter edition stands.
pub const LENS: (f64, f64) = (50.4268, 2.8281);

/// A Tuesday morning, when the demonstration venues are fresh.
pub fn tuesday() -> Moment {
    Moment { now: "2026-11-24T10:00:00".parse().unwrap(), floor: None }
}

pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::in_memory(Edition::starter().unwrap(), &mut |_, _| {}).unwrap())
}

/// A question asked at Lens.
pub fn ask(query: &str) -> Ask {
    ask_at(query, LENS)
}

pub fn ask_at(query: &str, (latitude, longitude): (f64, f64)) -> Ask {
    let mut ask = Ask::new(Wanted::Words(query.to_owned()), tuesday());
    ask.from = Position::new(latitude, longitude);
    ask
}

pub fn read(query: &str) -> Reading {
    catalogue().read(query, &ask(query))
}

pub fn search(query: &str) -> Answer {
    catalogue().search(&ask(query)).unwrap()
}

/// A chip as a table writes it: `place 62498`, `service employment safe-use`, `kind BIB`, `for seniors`, `care deafness`,
/// `time Day(Sat)`, `free`.
pub fn written(chip: &Chip) -> String {
    match chip {
        Chip::Place(place) => format!("place {}", place.code()),
        Chip::Services(services) => {
            let keys: Vec<&str> = services.iter().map(|service| service.key()).collect();
            format!("service {}", keys.join(" "))
        }
        Chip::Typologies(kinds) => {
            let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
            format!("kind {}", codes.join(" "))
        }
        Chip::Audience(audience) => format!("for {}", audience.key()),
        Chip::Care(care) => format!("care {}", care.key()),
        Chip::Time(wish) => format!("time {wish:?}"),
        Chip::Free => "free".to_owned(),
    }
}

/// All chips of a reading, in order.
pub fn chips(reading: &Reading) -> Vec<String> {
    reading.chips.iter().map(written).collect()
}

/// The words that were left as words.
pub fn left(reading: &Reading) -> Vec<String> {
    let units = reading.units.iter().filter(|unit| unit.asks == Asks::Words);
    units.map(|unit| unit.words.join(" ")).collect()
}
