//! A venue (*lieu de médiation numérique*): what is known of one, after ingest. Knows nothing of files or of the screen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::distance::Position;
use crate::hours::Exceptions;
use crate::local::LocalAddition;
use crate::standard::{
    Audience, Cost, ItineranceKind, NationalProgramme, ReceptionMode, Service, SpecificCare, SupportMode,
    TrainingLabel, Typology,
};

/// Where a venue is, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VenuePosition {
    /// The point.
    pub at: Position,
    /// True when the record had no usable coordinates and the centre of its commune stands in.
    pub approximate: bool,
}

/// One venue. An empty list or `None` means *not stated*, never *no*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Venue {
    /// The producer's identifier, unique in an edition.
    pub id: String,
    /// Number of the organisation in a register (SIRET, RNA, RIDET). Never shown: it helps to know two records of one venue.
    #[serde(default)]
    pub pivot: Option<String>,
    /// Name as shown: never all in capitals.
    pub name: String,
    /// Commune as shown: the official spelling where the place was recognised ("Lens", "Marseille 11e").
    pub commune: String,
    /// Five digits, or empty when the record has only a commune.
    pub postcode: String,
    /// INSEE code of the commune or municipal arrondissement, where known or recognised.
    pub insee: Option<String>,
    /// Number and street.
    pub address: Option<String>,
    /// Building, floor, door.
    pub address_complement: Option<String>,
    /// Where it is.
    pub position: Option<VenuePosition>,
    /// What kind of organisation it is.
    pub typologies: Vec<Typology>,
    /// Telephone numbers in the international form (`+33321000000`) where they could be read so, else as written.
    pub phones: Vec<String>,
    /// Mail addresses.
    pub emails: Vec<String>,
    /// Addresses of web sites.
    pub websites: Vec<String>,
    /// Opening hours as written: OpenStreetMap `opening_hours` syntax in most records, free text in some.
    pub hours: Option<String>,
    /// At most 280 characters about the venue.
    pub summary: Option<String>,
    /// A longer text; paragraphs are kept.
    pub detail: Option<String>,
    /// Who collected the record; several where records were merged, the freshest first.
    pub sources: Vec<String>,
    /// Fixed or travelling.
    pub itinerance: Vec<ItineranceKind>,
    /// The organisation it belongs to.
    pub parent: Option<String>,
    /// Day of the last update of the record; `None` for a missing or sentinel (1970) date.
    pub updated: Option<NaiveDate>,
    /// What one can do there.
    pub services: Vec<Service>,
    /// Whom it is particularly for. Empty means everyone.
    pub audiences: Vec<Audience>,
    /// Disabilities and languages it is equipped for.
    pub specific_care: Vec<SpecificCare>,
    /// What it costs.
    pub costs: Vec<Cost>,
    /// National programmes it takes part in.
    pub programmes: Vec<NationalProgramme>,
    /// Training and labels.
    pub labels: Vec<TrainingLabel>,
    /// Other training and labels, free text.
    pub other_labels: Vec<String>,
    /// How to be received.
    pub reception: Vec<ReceptionMode>,
    /// With whom: alone, accompanied, in a group, remotely.
    pub support: Vec<SupportMode>,
    /// Page of the place on acceslibre.beta.gouv.fr.
    pub acces_libre: Option<String>,
    /// Where to make an appointment on line.
    pub appointment: Option<String>,
    /// True for the invented venues of the starter edition.
    #[serde(default)]
    pub demonstration: bool,
    /// What the town added by hand, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local: Option<Box<LocalAddition>>,
}

impl Venue {
    /// What staff said of some days: closures, public holidays. It comes before the hours.
    #[must_use]
    pub fn exceptions(&self) -> &Exceptions {
        match &self.local {
            Some(local) => &local.exceptions,
            None => Exceptions::none(),
        }
    }
}
