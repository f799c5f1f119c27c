//! A JSON list of objects, one a venue, its keys being fields: what APIs and data·inclusion export. Knows no field.
//!
//! The text is gone through twice, once for the names of the fields (an object leaves out what it does not know) and once
//! for the records, so that only one object is ever held.

use std::collections::HashMap;
use std::fmt;

use csv::StringRecord;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::error::IngestError;
use super::intake::{Intake, Stop};
use super::limits::{COLUMNS, DEPTH, ROWS};
use super::report::{Counted, Problem};

/// Reads every object into `intake`.
pub(super) fn read(text: &str, intake: &mut Intake<'_>) -> Result<(), Stop> {
    let mut names: Vec<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut objects = 0;
    each_object(text, &mut |object| {
        objects += 1;
        if objects > ROWS {
            return Err(IngestError::TooManyRows { limit: ROWS }.into());
        }
        for name in object.into_iter().map(|pair| pair.name) {
            if !places.contains_key(&name) {
                places.insert(name.clone(), names.len());
                names.push(name);
            }
        }
        if names.len() > COLUMNS { Err(IngestError::TooManyColumns { limit: COLUMNS }.into()) } else { Ok(()) }
    })?;
    if objects == 0 {
        return Err(IngestError::Empty.into());
    }
    intake.count(Counted::Objects);
    intake.header(0, &StringRecord::from(names))?;
    let mut row = 0;
    each_object(text, &mut |object| {
        row += 1;
        let mut cells = vec![String::new(); places.len()];
        for pair in object {
            if pair.nested {
                intake.warn_once(row, &pair.name, "", Problem::ValueNested);
            }
            let cell = places.get(&pair.name).and_then(|place| cells.get_mut(*place));
            if let Some(cell) = cell.filter(|cell| cell.is_empty()) {
                *cell = pair.value;
            }
        }
        intake.record(row, &StringRecord::from(cells))
    })
}

/// One key of an object, its value as a cell would hold it.
struct Pair {
    name: String,
    value: String,
    /// Whether the value held objects, which say nothing that a field of the standard could.
    nested: bool,
}

/// Hands on the objects of the list one by one.
fn each_object(text: &str, take: &mut dyn FnMut(Vec<Pair>) -> Result<(), Stop>) -> Result<(), Stop> {
    let mut stopped = None;
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = List { take, stopped: &mut stopped }.deserialize(&mut reader).and_then(|()| reader.end());
    let Err(error) = read else { return Ok(()) };
    Err(stopped.unwrap_or_else(|| {
        Stop::Refused(if error.is_data() {
            IngestError::JsonNotList
        } else {
            IngestError::NotJson { line: error.line(), column: error.column() }
        })
    }))
}

/// What serde is told when reading stops for a reason of our own, which is kept beside it.
fn halt<E: Error>(stopped: &mut Option<Stop>, stop: Stop) -> E {
    *stopped = Some(stop);
    E::custom("stopped")
}

struct List<'a> {
    take: &'a mut dyn FnMut(Vec<Pair>) -> Result<(), Stop>,
    stopped: &'a mut Option<Stop>,
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(object) = list.next_element_seed(Object { stopped: self.stopped })? {
            (self.take)(object).map_err(|stop| halt(self.stopped, stop))?;
        }
        Ok(())
    }
}

struct Object<'a> {
    stopped: &'a mut Option<Stop>,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Vec<Pair>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Pair>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Vec<Pair>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Vec<Pair>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(name) = object.next_key::<String>()? {
            if pairs.len() == COLUMNS {
                return Err(halt(self.stopped, IngestError::TooManyColumns { limit: COLUMNS }.into()));
            }
            let mut value = String::new();
            let cell = Cell { into: &mut value, depth: DEPTH, stopped: self.stopped };
            let nested = object.next_value_seed(cell)? == Held::Objects;
            pairs.push(Pair { name, value, nested });
        }
        Ok(pairs)
    }
}

/// What a value turned out to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Values,
    Objects,
}

/// A value, written into a cell; the values of a list are separated as the standard asks.
struct Cell<'a> {
    into: &'a mut String,
    depth: usize,
    stopped: &'a mut Option<Stop>,
}

impl Cell<'_> {
    fn write(self, value: &str) -> Held {
        if !self.into.is_empty() && !value.is_empty() {
            self.into.push('|');
        }
        self.into.push_str(value);
        Held::Values
    }

    /// The cell of what this one holds.
    fn inside<E: Error>(&mut self) -> Result<Cell<'_>, E> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(halt(self.stopped, IngestError::JsonTooDeep { limit: DEPTH }.into()));
        };
        Ok(Cell { into: self.into, depth, stopped: self.stopped })
    }
}

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = Held;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Held, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Cell<'_> {
    type Value = Held;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Held, E> {
        Ok(self.write(value))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Held, E> {
        Ok(self.write(&value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Held, E> {
        Ok(self.write(&value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Held, E> {
        Ok(self.write(&value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Held, E> {
        Ok(self.write(&value.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Held, E> {
        Ok(Held::Values)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Held, A::Error> {
        let mut held = Held::Values;
        while let Some(inside) = list.next_element_seed(self.inside()?)? {
            if inside == Held::Objects {
                held = Held::Objects;
            }
        }
        Ok(held)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Held, A::Error> {
        let mut unread = String::new();
        while object.next_key::<String>()?.is_some() {
            let inside = self.inside()?;
            object.next_value_seed(Cell { into: &mut unread, ..inside })?;
            unread.clear();
        }
        Ok(Held::Objects)
    }
}
