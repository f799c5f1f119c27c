//! The first line of a table: which column holds which field of the standard, and which columns are not read.

use super::error::IngestError;
use super::limits::COLUMNS;
use super::older;
use super::report::{Notes, Problem, excerpt};
use crate::fold;

/// Makes the fields of the standard: variant and exact name.
macro_rules! fields {
    ($($field:ident = $name:literal;)+) => {
        /// A field of the standard 1.0.2, in its order, and after them the two older ones that became two fields each.
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
    PublicsAccueillis = "publics_accueillis";
    LabelsNationaux = "labels_nationaux";
}

/// Fields of the standard 1.0.2.
const OF_THE_STANDARD: usize = 32;

/// The names of the fields of the standard, in its order: the header of a list.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Field::ALL.iter().take(OF_THE_STANDARD).map(|field| field.name())
}

/// Which version of the standard a name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// Version 1.
    Present,
    /// What came before, or a neighbouring schema.
    Older,
}

impl Field {
    /// The field that a folded name stands for.
    fn named(name: &str) -> Option<(Self, Vocabulary)> {
        let field = Self::ALL.iter().copied().find(|field| field.name() == name);
        let vocabulary = |field| match field {
            Self::PublicsAccueillis | Self::LabelsNationaux => Vocabulary::Older,
            _ => Vocabulary::Present,
        };
        let present = field.map(|field| (field, vocabulary(field)));
        present.or_else(|| older::field(name).map(|field| (field, Vocabulary::Older)))
    }

    /// The field that a title of a column stands for, however it is spelt.
    pub(super) fn titled(written: &str) -> Option<Self> {
        Self::named(&words(written).join("_")).map(|(field, _)| field)
    }
}

/// Whether a line of a spreadsheet is a header: it has what a venue cannot do without. Titles and remarks stand above it
/// in many.
pub(super) fn is_header<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let fields: Vec<Field> = cells.filter_map(Field::titled).collect();
    let has = |field| fields.contains(&field);
    has(Field::Nom) && (has(Field::Commune) || has(Field::CodePostal))
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
        if columns.width > COLUMNS {
            return Err(IngestError::TooManyColumns { limit: COLUMNS });
        }
        let mut older = Vec::new();
        let mut unknown = Vec::new();
        let mut personal = Vec::new();
        for (position, written) in header.clone().enumerate() {
            let words = words(written);
            let field = Field::named(&words.join("_"));
            if field.is_some_and(|(_, vocabulary)| vocabulary == Vocabulary::Older) {
                older.push(written.trim());
            }
            match field.and_then(|(field, _)| columns.positions.get_mut(field as usize)) {
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
        report(notes, &older, |count| Problem::ColumnsOlder { count });
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
    fn reads_the_names_that_came_before() {
        let mut notes = Notes::new("t.csv");
        let line = "nom,commune,Courriel,conditions_access,publics_accueillis";
        let columns = Columns::read(line.split(','), &mut notes).unwrap();
        assert_eq!(columns.position(Field::Courriels), Some(2));
        assert_eq!(columns.position(Field::FraisACharge), Some(3));
        assert_eq!(columns.position(Field::PublicsAccueillis), Some(4));
        let found: Vec<_> = notes.into_report().warnings.into_iter().map(|f| (f.problem.key(), f.value)).collect();
        assert_eq!(found, [("columns-older", "Courriel, conditions_access, publics_accueillis".to_owned())]);
    }

    #[test]
    fn knows_a_header_among_lines() {
        assert!(is_header("Nom,Code postal".split(',')));
        assert!(!is_header("Lieux de médiation numérique,commune".split(',')));
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
