//! The closed lists of the national standard for digital mediation places, version 1.0.2: what a record may say.
//!
//! Each list is written once, as a table: the variant, the key that locale files name it by, and the exact French label
//! that producers' files hold. This module knows nothing of files, and no other language than the labels' French.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes one list of the standard: the enum, its keys, its labels, and how to read and write it.
///
/// The two method names are parameters because a typology has a *code* where the other lists have a *label*.
macro_rules! terms {
    (
        $(#[$about:meta])*
        $name:ident, $written:ident, $read:ident:
        $($(#[$note:meta])* $variant:ident = $key:literal, $label:literal;)+
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$note])* #[doc = concat!("`", $label, "`")] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the standard.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name of this value in locale files: kebab case, never shown.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The value exactly as the standard writes it.
            #[must_use]
            pub const fn $written(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Reads a value as producers write it: accents, case, spaces, apostrophes and quotation marks do not count.
            #[must_use]
            pub fn $read(text: &str) -> Option<Self> {
                let exact = Self::ALL.iter().find(|term| term.$written() == text);
                exact.or_else(|| Self::ALL.iter().find(|term| $crate::standard::same_letters(term.$written(), text))).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.$written())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$written())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::$read(&text).ok_or_else(|| {
                    let expected = concat!("a value of ", stringify!($name));
                    serde::de::Error::invalid_value(serde::de::Unexpected::Str(&text), &expected)
                })
            }
        }
    };
}

mod typology;
pub use typology::Typology;

/// Whether two texts have the same letters and digits in the same order, whatever their accents, case and punctuation.
///
/// Stricter and simpler than the folding of search: nothing is split into words, so a missing space does not matter.
pub(crate) fn same_letters(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

terms! {
    /// What one can do in a venue: field `services`, 9 values.
    Service, label, from_label:
    AdministrativeProcedures = "administrative-procedures", "Aide aux démarches administratives";
    EverydayTools = "everyday-tools", "Maîtrise des outils numériques du quotidien";
    Employment = "employment", "Insertion professionnelle via le numérique";
    SafeUse = "safe-use", "Utilisation sécurisée du numérique";
    ParentingAndEducation = "parenting-and-education", "Parentalité et éducation avec le numérique";
    LeisureAndCreation = "leisure-and-creation", "Loisirs et créations numériques";
    UnderstandingTheDigitalWorld = "understanding-the-digital-world", "Compréhension du monde numérique";
    AccessAndEquipment = "access-and-equipment", "Accès internet et matériel informatique";
    AffordableEquipment = "affordable-equipment", "Acquisition de matériel informatique à prix solidaire";
}

terms! {
    /// Whom a venue is particularly for: field `publics_specifiquement_adresses`, 5 values. None stated: everyone.
    Audience, label, from_label:
    YoungPeople = "young-people", "Jeunes";
    Students = "students", "Étudiants";
    Families = "families", "Familles et/ou enfants";
    Seniors = "seniors", "Seniors";
    Women = "women", "Femmes";
}

terms! {
    /// Disabilities and languages a venue is equipped for: field `prise_en_charge_specifique`, 7 values.
    SpecificCare, label, from_label:
    Deafness = "deafness", "Surdité";
    MotorDisabilities = "motor-disabilities", "Handicaps moteurs";
    MentalDisabilities = "mental-disabilities", "Handicaps mentaux";
    Illiteracy = "illiteracy", "Illettrisme";
    English = "english", "Langues étrangères (anglais)";
    OtherLanguages = "other-languages", "Langues étrangères (autres)";
    VisualImpairment = "visual-impairment", "Déficience visuelle";
}

terms! {
    /// What it costs: field `frais_a_charge`, 3 values.
    Cost, label, from_label:
    Free = "free", "Gratuit";
    FreeUnderCondition = "free-under-condition", "Gratuit sous condition";
    Paid = "paid", "Payant";
}

terms! {
    /// National programmes: field `dispositif_programmes_nationaux`, 11 values.
    NationalProgramme, label, from_label:
    AidantsConnect = "aidants-connect", "Aidants Connect";
    ReferenceDigitalLibraries = "reference-digital-libraries", "Bibliothèques numérique de référence";
    PixCertification = "pix-certification", "Certification PIX";
    DigitalAdvisers = "digital-advisers", "Conseillers numériques";
    EmmausConnect = "emmaus-connect", "Emmaüs Connect";
    FranceServices = "france-services", "France Services";
    GrandeEcoleDuNumerique = "grande-ecole-du-numerique", "Grande école du numérique";
    RedCross = "red-cross", "La Croix Rouge";
    CafDigitalAccessPoint = "caf-digital-access-point", "Point d'accès numérique CAF";
    PromeneursDuNet = "promeneurs-du-net", "Promeneurs du net";
    EmmausDigitalRelay = "emmaus-digital-relay", "Relais numérique (Emmaüs Connect)";
}

terms! {
    /// Training and labels: field `formations_labels`, 10 values.
    TrainingLabel, label, from_label:
    MonEspaceSante = "mon-espace-sante", "Formé à « Mon Espace Santé »";
    Duplex = "duplex", "Formé à « DUPLEX » (illettrisme)";
    Arnia = "arnia", "Arnia/MedNum BFC (Bourgogne-Franche-Comté)";
    CollectifReemploi = "collectif-reemploi", "Collectif ressources et acteurs réemploi (Normandie)";
    EtapesNumeriques = "etapes-numeriques", "Étapes numériques (La Poste)";
    FabriquesDeTerritoire = "fabriques-de-territoire", "Fabriques de Territoire";
    EclaireursDuNumerique = "eclaireurs-du-numerique", "Les Éclaireurs du numérique (Drôme)";
    MesPapiers = "mes-papiers", "Mes Papiers (Métropole de Lyon)";
    Ordi3 = "ordi-3", "ORDI 3.0";
    SudLabs = "sud-labs", "SUD LABS (PACA)";
}

terms! {
    /// How to be received: field `modalites_acces`, 6 values.
    ReceptionMode, label, from_label:
    WalkIn = "walk-in", "Se présenter";
    Telephone = "telephone", "Téléphoner";
    Mail = "mail", "Contacter par mail";
    OnlineAppointment = "online-appointment", "Prendre un RDV en ligne";
    NoPublic = "no-public", "Ce lieu n'accueille pas de public";
    MailWithPrescription = "mail-with-prescription", "Envoyer un mail avec une fiche de prescription";
}

terms! {
    /// How one is supported: field `modalites_accompagnement`, 4 values.
    SupportMode, label, from_label:
    OnOnesOwn = "on-ones-own", "En autonomie";
    Individual = "individual", "Accompagnement individuel";
    Workshop = "workshop", "Dans un atelier collectif";
    Remote = "remote", "À distance";
}

terms! {
    /// Whether the venue travels: field `itinerance`, 2 values.
    ItineranceKind, label, from_label:
    Travelling = "travelling", "Itinérant";
    Fixed = "fixed", "Fixe";
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::HashSet;

    /// Checks one list: its length, that keys and labels are unique, and that every label reads back.
    macro_rules! holds_together {
        ($($test:ident: $name:ident, $written:ident, $read:ident, $count:literal;)+) => {
            $(#[test]
            fn $test() {
                assert_eq!($name::ALL.len(), $count);
                let keys: HashSet<_> = $name::ALL.iter().map(|term| term.key()).collect();
                assert_eq!(keys.len(), $count);
                for term in $name::ALL {
                    assert!(term.key().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
                    assert_eq!($name::$read(term.$written()), Some(*term));
                    assert_eq!($name::$read(&term.$written().to_uppercase()), Some(*term));
                    let json = serde_json::to_string(term).unwrap();
                    assert_eq!(json, serde_json::to_string(term.$written()).unwrap());
                    assert_eq!(serde_json::from_str::<$name>(&json).unwrap(), *term);
                    assert_eq!(term.to_string(), term.$written());
                }
                assert!(serde_json::from_str::<$name>("\"no such value\"").is_err());
            })+
        };
    }

    holds_together! {
        services: Service, label, from_label, 9;
        audiences: Audience, label, from_label, 5;
        specific_care: SpecificCare, label, from_label, 7;
        costs: Cost, label, from_label, 3;
        programmes: NationalProgramme, label, from_label, 11;
        labels: TrainingLabel, label, from_label, 10;
        reception: ReceptionMode, label, from_label, 6;
        support: SupportMode, label, from_label, 4;
        itinerance: ItineranceKind, label, from_label, 2;
        typologies: Typology, code, from_code, 92;
    }

    #[rstest]
    #[case::missing_accents("Comprehension du monde numerique", Some(Service::UnderstandingTheDigitalWorld))]
    #[case::capitals("AIDE AUX DÉMARCHES ADMINISTRATIVES", Some(Service::AdministrativeProcedures))]
    #[case::combining("Mai\u{302}trise des outils nume\u{301}riques du quotidien", Some(Service::EverydayTools))]
    #[case::spaces("  Accès internet  et matériel informatique ", Some(Service::AccessAndEquipment))]
    #[case::older_vocabulary("Accéder à du matériel", None)]
    #[case::empty("", None)]
    fn reads_services(#[case] text: &str, #[case] service: Option<Service>) {
        assert_eq!(Service::from_label(text), service);
    }

    #[test]
    fn reads_curly_apostrophes_and_missing_spaces() {
        assert_eq!(ReceptionMode::from_label("Ce lieu n’accueille pas de public"), Some(ReceptionMode::NoPublic));
        assert_eq!(
            NationalProgramme::from_label("Point d’accès numérique CAF"),
            Some(NationalProgramme::CafDigitalAccessPoint)
        );
        assert_eq!(TrainingLabel::from_label("Étapes numériques(La Poste)"), Some(TrainingLabel::EtapesNumeriques));
        assert_eq!(TrainingLabel::from_label("Formé à \"DUPLEX\" (illettrisme)"), Some(TrainingLabel::Duplex));
    }
}
