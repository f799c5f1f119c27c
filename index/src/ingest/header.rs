//! The first line of a table: which column holds which field of the standard, and which columns are not read.

use super::error::IngestError;
use super::report::{Notes, Problem, excerpt};
use crate::fold;

/// Makes the fields of the standard: variant and exact name.
macro_rules! fields {
    ($($field:ident = $name:literal;)+) => {
        /// A field of the standard 1.0.2, in its order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Field { $($field),+ }

        impl Field {
            pub(super) const ALL: &'static [Self] = &[$(Self::$field),+];

            /// The exact name in the header.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$field => $name),+ }
            }
        }
    };
}

fields! {
    Id = "id";
    Pivot = "pivot";
    Nom = "nom";
    Commune = "commune";
    CodePostal = "code_postal";
    CodeInsee = "code_insee";
    Adresse = "adresse";
    ComplementAdresse = "complement_adresse";
    Latitude = "latitude";
    Longitude = "longitude";
    Typologie = "typologie";
    Telephone = "telephone";
    Courriels = "courriels";
    SiteWeb = "site_web";
    Horaires = "horaires";
    PresentationResume = "presentation_resume";
    PresentationDetail = "presentation_detail";
    Source = "source";
    Itinerance = "itinerance";
    StructureParente = "structure_parente";
    DateMaj = "date_maj";
    Services = "services";
    PublicsSpecifiquementAdresses = "publics_specifiquement_adresses";
    PriseEnChargeSpecifique = "prise_en_charge_specifique";
    FraisACharge = "frais_a_charge";
    DispositifProgrammesNationaux = "dispositif_programmes_nationaux";
    FormationsLabels = "formations_labels";
    AutresFormationsLabels = "autres_formations_labels";
    ModalitesAcces = "modalites_acces";
    ModalitesAccompagnement = "modalites_accompagnement";
    FicheAccesLibre = "fiche_acces_libre";
    PriseRdv = "prise_rdv";
}

/// Words that betray a column of names of persons. The standard has no such column, and a mediator's name has no place
/// on a public screen, so these are called out rather than counted among the unknown ones.
const PERSONAL: &[&str] = &[
    "agent",
    "agents",
    "aidant",
    "aidante",
    "aidants",
    "animateur",
    "animatrice",
    "civilite",
    "conseiller",
    "conseillere",
    "conseillers",
    "contact",
    "contacts",
    "encadrant",
    "formateur",
    "formatrice",
    "interlocuteur",
    "interlocutrice",
    "mediateur",
    "mediateurs",
    "mediatrice",
    "patronyme",
    "personne",
    "prenom",
    "prenoms",
    "referent",
    "referente",
    "referents",
    "responsable",
];

/// Where each field stands in a record.
#[derive(Debug)]
pub(super) struct Columns {
    positions: Vec<Option<usize>>,
    /// Cells of the header.
    pub(super) width: usize,
}

impl Columns {
    /// Where this field stands, when the file has it.
    pub(super) fn position(&self, field: Field) -> Option<usize> {
        self.positions.get(field as usize).copied().flatten()
    }

    /// Reads the header, and reports the columns that will not be read.
    pub(super) fn read<'a>(
        header: impl Iterator<Item = &'a str> + Clone,
        notes: &mut Notes,
    ) -> Result<Self, IngestError> {
        let mut columns = Self { positions: vec![None; Field::ALL.len()], width: header.clone().count() };
        let mut unknown = Vec::new();
        let mut personal = Vec::new();
        for (position, written) in header.clone().enumerate() {
            let words = words(written);
            let name = words.join("_");
            let field = Field::ALL.iter().find(|field| field.name() == name);
            match field.and_then(|field| columns.positions.get_mut(*field as usize)) {
                Some(slot) if slot.is_none() => *slot = Some(position),
                Some(_) => notes.warn(written, written, Problem::ColumnRepeated),
                None if words.is_empty() => {}
                None if names_persons(&words) => personal.push(written.trim()),
                None => unknown.push(written.trim()),
            }
        }
        if columns.positions.iter().all(Option::is_none) {
            return Err(IngestError::NoHeader { found: excerpt(&header.collect::<Vec<_>>().join(",")) });
        }
        columns.require()?;
        report(notes, &unknown, |count| Problem::ColumnsUnknown { count });
        report(notes, &personal, |count| Problem::ColumnsPersonal { count });
        Ok(columns)
    }

    /// Without these a record can be neither named nor placed.
    fn require(&self) -> Result<(), IngestError> {
        let mut missing = Vec::new();
        if self.position(Field::Nom).is_none() {
            missing.push("nom");
        }
        if [Field::Commune, Field::CodePostal].iter().all(|field| self.position(*field).is_none()) {
            missing.push("commune/code_postal");
        }
        if missing.is_empty() { Ok(()) } else { Err(IngestError::MissingColumns { missing: missing.join(", ") }) }
    }
}

fn report(notes: &mut Notes, names: &[&str], problem: impl Fn(usize) -> Problem) {
    if let Some(first) = names.first() {
        notes.warn(first, &names.join(", "), problem(names.len()));
    }
}

/// Whether a header speaks of persons. "Aidants Connect" is a programme.
fn names_persons(words: &[String]) -> bool {
    words.iter().any(|word| PERSONAL.contains(&word.as_str())) && !words.iter().any(|word| word == "connect")
}

/// The words of a header, folded: `Code postal`, `code_postal` and `CODE-POSTAL` are the same.
fn words(written: &str) -> Vec<String> {
    let spaced: String = written.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    fold::fold(&spaced).split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::exact("id,nom,commune,code_postal", None)]
    #[case::spelt_freely(" Nom ,Code postal", None)]
    #[case::no_name("id,commune,code_postal", Some("missing-columns"))]
    #[case::no_place("id,nom,adresse", Some("missing-columns"))]
    #[case::no_header("12,Mairie de Lens,Lens,62300", Some("no-header"))]
    fn knows_a_header(#[case] line: &str, #[case] error: Option<&str>) {
        let read = Columns::read(line.split(','), &mut Notes::new("t.csv"));
        assert_eq!(read.err().map(|error| error.key()), error);
    }

    #[test]
    fn reports_what_it_does_not_read_once() {
        let mut notes = Notes::new("t.csv");
        let line = "nom,commune,Prénom médiateur,nom_mediateur,zone,couleur,Commune,";
        let columns = Columns::read(line.split(','), &mut notes).unwrap();
        assert_eq!(columns.position(Field::Commune), Some(1));
        let found: Vec<_> =
            notes.into_report().warnings.into_iter().map(|f| (f.problem.key(), f.column, f.value)).collect();
        let expected = [
            ("column-repeated", "Commune", "Commune"),
            ("columns-unknown", "zone", "zone, couleur"),
            ("columns-personal", "Prénom médiateur", "Prénom médiateur, nom_mediateur"),
        ];
        assert_eq!(found, expected.map(|(key, column, value)| (key, column.to_owned(), value.to_owned())));
    }
}
