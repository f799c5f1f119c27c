//! One record of the standard 1.0.2 → one venue, or the reason why not. Each cell's own rules are in its own module;
//! this one only puts them in order.

use std::collections::HashMap;

use chrono::NaiveDate;
use csv::StringRecord;

use super::capitals::{Style, is_all_capitals, soften};
use super::commune::Gazetteer;
use super::contact::{self, Phone, WebAddress};
use super::header::{Columns, Field};
use super::identity::Identities;
use super::intake::Written;
use super::older::Listed;
use super::report::{Notes, Problem};
use super::text::{Blemish, Shape, clean};
use super::{coordinates, dates, values};
use crate::hours::Hours;
use crate::standard::Service;
use crate::venue::Venue;

/// Characters of `presentation_resume` (standard 1.0.2).
const SUMMARY_LENGTH: usize = 280;

/// A cell with more lines than this has most likely swallowed the records after it; the longest real one has some 40.
const LINES_OF_A_CELL: usize = 100;

/// What is remembered from one record to the next.
#[derive(Debug)]
pub(super) struct Records {
    columns: Columns,
    gazetteer: Gazetteer,
    identities: Identities,
    /// Whether each text of hours can be evaluated: parsing is slow and records share theirs.
    hours: HashMap<String, bool>,
    written: Written,
    /// See [`dates::read`].
    today: Option<NaiveDate>,
}

impl Records {
    pub(super) fn new(columns: Columns, written: Written, today: Option<NaiveDate>) -> Self {
        Self {
            columns,
            gazetteer: Gazetteer::default(),
            identities: Identities::default(),
            hours: HashMap::new(),
            written,
            today,
        }
    }

    /// Reads one record. `None` when it is rejected, which happens only without a name or without any place.
    pub(super) fn read(&mut self, record: &StringRecord, notes: &mut Notes) -> Option<Venue> {
        let cells = Cells { record, columns: &self.columns };
        cells.check_shape(self.written, notes);
        let name = cells.line(Field::Nom, notes);
        if name.is_empty() {
            notes.forget_row();
            notes.reject(Field::Nom.name(), cells.raw(Field::Nom), Problem::NameMissing);
            return None;
        }
        let commune = cells.line(Field::Commune, notes);
        let postcode = cells.line(Field::CodePostal, notes);
        let insee = first_zero(cells.line(Field::CodeInsee, notes));
        let Some(located) = self.gazetteer.locate(&commune, &postcode, &insee, notes) else {
            notes.forget_row();
            let written = format!("{commune} {postcode}");
            notes.reject(Field::Commune.name(), &written, Problem::PlaceMissing);
            return None;
        };
        let address = cells.line(Field::Adresse, notes);
        let complement = cells.line(Field::ComplementAdresse, notes);
        let mut capitals = Capitals::default();
        let shown_name = capitals.softened(Field::Nom, &name, &located.commune, Style::Name);
        capitals.spelt(Field::Commune, &commune, &located.commune);
        let address = capitals.softened(Field::Adresse, &address, &located.commune, Style::Street);
        let complement = capitals.softened(Field::ComplementAdresse, &complement, &located.commune, Style::Street);
        capitals.report(notes);
        let pivot = cells.pivot(notes);

        let latitude = cells.line(Field::Latitude, notes);
        let longitude = cells.line(Field::Longitude, notes);
        let id = cells.line(Field::Id, notes);
        let services: Vec<Service> = cells.listed(Field::Services, notes);
        if services.is_empty() {
            notes.warn(Field::Services.name(), cells.raw(Field::Services), Problem::ServicesMissing);
        }
        let mut detail = cells.text(Field::PresentationDetail, Shape::Paragraphs, notes);
        let summary = cells.summary(&mut detail, notes);
        let updated = dates::read(&cells.line(Field::DateMaj, notes), self.today, notes);
        let hours = cells.line(Field::Horaires, notes);
        evaluate(&mut self.hours, &hours, notes);
        let (audiences, specific_care) = cells.listed_twice(
            [Field::PublicsSpecifiquementAdresses, Field::PriseEnChargeSpecifique],
            Field::PublicsAccueillis,
            notes,
        );
        let (programmes, labels) = cells.listed_twice(
            [Field::DispositifProgrammesNationaux, Field::FormationsLabels],
            Field::LabelsNationaux,
            notes,
        );

        Some(Venue {
            id: self.identities.give(&id, &shown_name, &located.commune, notes),
            pivot,
            name: shown_name,
            position: coordinates::read(&latitude, &longitude, located.place, notes),
            phones: cells.phones(&located.postcode, notes),
            emails: cells.emails(notes),
            websites: cells.web_addresses(Field::SiteWeb, notes),
            commune: located.commune,
            postcode: located.postcode,
            insee: located.insee,
            address: some(address),
            address_complement: some(complement),
            typologies: cells.listed(Field::Typologie, notes),
            hours: some(hours),
            summary: some(summary),
            detail: some(detail),
            // A list that was made of several names all of its sources.
            sources: distinct(cells.line(Field::Source, notes).split('|')),
            itinerance: cells.listed(Field::Itinerance, notes),
            parent: some(cells.line(Field::StructureParente, notes)),
            updated,
            services,
            audiences,
            specific_care,
            costs: cells.listed(Field::FraisACharge, notes),
            programmes,
            labels,
            other_labels: values::free(cells.raw(Field::AutresFormationsLabels), Field::AutresFormationsLabels, notes),
            reception: cells.listed(Field::ModalitesAcces, notes),
            support: cells.listed(Field::ModalitesAccompagnement, notes),
            acces_libre: cells.web_addresses(Field::FicheAccesLibre, notes).into_iter().next(),
            appointment: cells.web_addresses(Field::PriseRdv, notes).into_iter().next(),
            demonstration: false,
            local: None,
        })
    }
}

/// The INSEE code with the first zero that a spreadsheet program takes away. The postcode's, put back too, is reported.
fn first_zero(code: String) -> String {
    if code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit()) { format!("0{code}") } else { code }
}

fn distinct<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        if !kept.iter().any(|other| other == part) {
            kept.push(part.to_owned());
        }
    }
    kept
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Counts the hours of a record, and reports them when they cannot be evaluated.
fn evaluate(known: &mut HashMap<String, bool>, hours: &str, notes: &mut Notes) {
    if hours.is_empty() {
        return;
    }
    let understood = known.get(hours).copied().unwrap_or_else(|| {
        let understood = Hours::parse(hours).is_understood();
        known.insert(hours.to_owned(), understood);
        understood
    });
    notes.report_mut().hours_written += 1;
    if understood {
        notes.report_mut().hours_understood += 1;
    } else {
        notes.warn(Field::Horaires.name(), hours, Problem::HoursNotUnderstood);
    }
}

/// The cells of one record, by field.
struct Cells<'a> {
    record: &'a StringRecord,
    columns: &'a Columns,
}

impl<'a> Cells<'a> {
    /// A cell as written; empty when the file or the record lacks it.
    fn raw(&self, field: Field) -> &'a str {
        self.columns.position(field).and_then(|position| self.record.get(position)).unwrap_or_default()
    }

    /// A cell as one clean line.
    fn line(&self, field: Field, notes: &mut Notes) -> String {
        self.text(field, Shape::Line, notes)
    }

    /// A cell as clean text; what was repaired is reported.
    fn text(&self, field: Field, shape: Shape, notes: &mut Notes) -> String {
        let written = self.raw(field);
        let (text, blemishes) = clean(written, shape);
        for blemish in blemishes {
            let problem = match blemish {
                Blemish::LineBreak => Problem::LineBreak,
                Blemish::Html => Problem::Html,
                Blemish::Control => Problem::ControlCharacters,
                Blemish::FullWidthQuotes => Problem::FullWidthQuotes,
            };
            // Line breaks in a summary are usual, and a space in their place loses nothing.
            if blemish != Blemish::LineBreak || field != Field::PresentationResume {
                notes.warn(field.name(), written, problem);
            }
        }
        text
    }

    fn listed<T: Listed>(&self, field: Field, notes: &mut Notes) -> Vec<T> {
        values::listed(self.raw(field), field, notes)
    }

    /// Two lists, and what the older field that became both adds to them.
    fn listed_twice<T: Listed, U: Listed>(
        &self,
        fields: [Field; 2],
        older: Field,
        notes: &mut Notes,
    ) -> (Vec<T>, Vec<U>) {
        let [one, other] = fields;
        let (mut ones, mut others) = (self.listed::<T>(one, notes), self.listed::<U>(other, notes));
        let (more_ones, more_others) = values::listed_in_two::<T, U>(self.raw(older), older, notes);
        ones.extend(more_ones.into_iter().filter(|value| !ones.contains(value)).collect::<Vec<_>>());
        others.extend(more_others.into_iter().filter(|value| !others.contains(value)).collect::<Vec<_>>());
        (ones, others)
    }

    /// The short text. One that is too long is cut, and kept whole as the long text when there is none.
    fn summary(&self, detail: &mut String, notes: &mut Notes) -> String {
        let summary = self.line(Field::PresentationResume, notes);
        let length = summary.chars().count();
        if length <= SUMMARY_LENGTH {
            return summary;
        }
        notes.warn(Field::PresentationResume.name(), &summary, Problem::SummaryTooLong { length });
        let start: String = summary.chars().take(SUMMARY_LENGTH - 1).collect();
        let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _cut)| words);
        let short = format!("{}…", words.trim_end_matches([',', ';', ':', ' ']));
        if detail.is_empty() {
            *detail = summary;
        }
        short
    }

    fn phones(&self, postcode: &str, notes: &mut Notes) -> Vec<String> {
        let field = Field::Telephone.name();
        let (cell, _) = clean(self.raw(Field::Telephone), Shape::Paragraphs);
        let phones = contact::phones(&cell, postcode);
        if phones.len() > 1 {
            notes.warn(field, &cell, Problem::PhonesSeveral { count: phones.len() });
        }
        let keep = |phone| match phone {
            Phone::Read(number) => number,
            Phone::Repaired(number) => {
                notes.warn(field, &cell, Problem::PhoneRepaired { shown: number.clone() });
                number
            }
            Phone::Unreadable(written) => {
                notes.warn(field, &written, Problem::PhoneUnreadable);
                written
            }
        };
        let mut numbers: Vec<String> = Vec::new();
        for number in phones.into_iter().map(keep) {
            // A repaired number may be the one that stands beside it.
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    fn emails(&self, notes: &mut Notes) -> Vec<String> {
        let (cell, _) = clean(self.raw(Field::Courriels), Shape::Line);
        let keep = |address: Result<String, String>| {
            address.map_err(|written| notes.warn(Field::Courriels.name(), &written, Problem::EmailUnusable)).ok()
        };
        contact::emails(&cell).into_iter().filter_map(keep).collect()
    }

    fn web_addresses(&self, field: Field, notes: &mut Notes) -> Vec<String> {
        // Not cleaned of entities: "&copy=" is a part of some addresses. Control characters end an address anyway.
        let cell: String = self.raw(field).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let keep = |address| match address {
            WebAddress::Read(address) => Some(address),
            WebAddress::Completed(address) => {
                notes.warn(field.name(), &cell, Problem::WebAddressIncomplete { shown: address.clone() });
                Some(address)
            }
            WebAddress::Unusable(written) => {
                notes.warn(field.name(), &written, Problem::WebAddressUnusable);
                None
            }
        };
        contact::web_addresses(&cell).into_iter().filter_map(keep).collect()
    }

    /// Reports a record that is shorter or longer than the header, or that has swallowed others.
    fn check_shape(&self, written: Written, notes: &mut Notes) {
        let expected = self.columns.width;
        let found = self.record.len();
        if found < expected {
            notes.warn("", "", Problem::CellsMissing { expected, found });
        } else if let Some(extra) = self.record.iter().skip(expected).find(|cell| !cell.trim().is_empty()) {
            notes.warn("", extra, Problem::CellsExtra { expected, found });
        }
        if written == Written::Apart {
            return;
        }
        for cell in self.record {
            let lines = cell.bytes().filter(|byte| *byte == b'\n').count() + 1;
            if lines > LINES_OF_A_CELL {
                notes.warn("", cell, Problem::QuoteNotClosed { lines });
            }
        }
    }

    /// The number of the organisation. One of zeros only is what tools write for "unknown"; one that cannot be one is
    /// reported and not kept.
    fn pivot(&self, notes: &mut Notes) -> Option<String> {
        let written = self.raw(Field::Pivot).trim();
        let usable = (9..=14).contains(&written.len()) && written.chars().all(|c| c.is_ascii_alphanumeric());
        if !written.is_empty() && !usable {
            notes.warn(Field::Pivot.name(), written, Problem::PivotMalformed);
        }
        (usable && written.chars().any(|c| c != '0')).then(|| written.to_ascii_uppercase())
    }
}

/// The texts of a record that were all in capitals: one finding for all, since the remedy is the same.
#[derive(Debug, Default)]
struct Capitals {
    first: Option<(Field, String, String)>,
}

impl Capitals {
    fn softened(&mut self, field: Field, written: &str, commune: &str, style: Style) -> String {
        if !is_all_capitals(written) {
            return written.to_owned();
        }
        let shown = soften(written, commune, style);
        self.spelt(field, written, &shown);
        shown
    }

    fn spelt(&mut self, field: Field, written: &str, shown: &str) {
        if self.first.is_none() && is_all_capitals(written) && written != shown {
            self.first = Some((field, written.to_owned(), shown.to_owned()));
        }
    }

    fn report(self, notes: &mut Notes) {
        if let Some((field, written, shown)) = self.first {
            notes.warn(field.name(), &written, Problem::Capitals { shown });
        }
    }
}
