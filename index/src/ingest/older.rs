//! The vocabulary that came before version 1 of the standard (0.1.0, July 2022), put into version 1: names of fields and
//! values. Many producers still write it, and the exports of data·inclusion did. Knows nothing of files.
//!
//! A value was written with its explanation ("Payant : L'accès au lieu…"); what stands before the colon is enough.

use super::header::Field;
use crate::standard::{
    Audience, Cost, ItineranceKind, NationalProgramme, ReceptionMode, Service, SpecificCare, SupportMode,
    TrainingLabel, Typology, same_letters,
};

/// Names of columns that are not the standard's, and the field that each holds.
const FIELDS: &[(&str, Field)] = &[
    ("courriel", Field::Courriels),
    ("conditions_acces", Field::FraisACharge),
    // So spelt in the first exports of the national map.
    ("conditions_access", Field::FraisACharge),
    ("labels_autres", Field::AutresFormationsLabels),
    ("accessibilite", Field::FicheAccesLibre),
    // The names that data·inclusion gives to the same things.
    ("siret", Field::Pivot),
    ("horaires_ouverture", Field::Horaires),
    ("horaires_accueil", Field::Horaires),
    ("accessibilite_lieu", Field::FicheAccesLibre),
];

/// The field that a column named otherwise holds.
pub(super) fn field(name: &str) -> Option<Field> {
    FIELDS.iter().find(|(written, _)| *written == name).map(|(_, field)| *field)
}

/// What a value of the older vocabulary became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Older<T> {
    /// This value.
    Now(T),
    /// No value: what it said needs none ("Adultes"), or has no place in version 1 ("Accepte le Pass numérique").
    Nothing,
}

/// A list of the standard, and the values that it had before.
pub(super) trait Listed: Copy + PartialEq + 'static {
    /// The older values. What stands before the colon, where they had an explanation.
    const OLDER: &'static [(&'static str, Older<Self>)];

    /// A value of version 1.
    fn present(text: &str) -> Option<Self>;

    /// A value of the older vocabulary.
    fn older(text: &str) -> Option<Older<Self>> {
        let short = text.split_once(':').map_or(text, |(short, _explanation)| short).trim();
        let known = Self::OLDER.iter().find(|(written, _)| same_letters(written, short)).map(|(_, older)| *older);
        known.or_else(|| Self::present(short).map(Older::Now))
    }
}

macro_rules! listed {
    ($($list:ident, $read:ident: [$($older:literal => $($now:ident)?),* $(,)?];)+) => {
        $(impl Listed for $list {
            const OLDER: &'static [(&'static str, Older<Self>)] =
                &[$(($older, listed!(@ $list $($now)?))),*];

            fn present(text: &str) -> Option<Self> {
                Self::$read(text)
            }
        })+
    };
    (@ $list:ident $now:ident) => { Older::Now($list::$now) };
    (@ $list:ident) => { Older::Nothing };
}

listed! {
    // 15 services became 9.
    Service, from_label: [
        "Devenir autonome dans les démarches administratives" => AdministrativeProcedures,
        "Réaliser des démarches administratives avec un accompagnement" => AdministrativeProcedures,
        "Accompagner les démarches de santé" => AdministrativeProcedures,
        "Prendre en main un smartphone ou une tablette" => EverydayTools,
        "Prendre en main un ordinateur" => EverydayTools,
        "Utiliser le numérique au quotidien" => EverydayTools,
        "Approfondir ma culture numérique" => UnderstandingTheDigitalWorld,
        "Promouvoir la citoyenneté numérique" => UnderstandingTheDigitalWorld,
        "Favoriser mon insertion professionnelle" => Employment,
        "Créer et développer mon entreprise" => Employment,
        "Accéder à une connexion internet" => AccessAndEquipment,
        "Accéder à du matériel" => AccessAndEquipment,
        "S'équiper en matériel informatique" => AffordableEquipment,
        "Créer avec le numérique" => LeisureAndCreation,
        "Soutenir la parentalité et l'éducation avec le numérique" => ParentingAndEducation,
    ];
    // `publics_accueillis` became two fields; each leaves the values of the other aside. "Adultes" is everyone.
    Audience, from_label: [
        "Seniors (+ 65 ans)" => Seniors,
        "Familles/enfants" => Families,
        "Jeunes (16-26 ans)" => YoungPeople,
        "Uniquement femmes" => Women,
        "Adultes" => ,
    ];
    SpecificCare, from_label: [
        "Handicaps psychiques" => MentalDisabilities,
        "Personnes en situation d'illettrisme" => Illiteracy,
        "Public langues étrangères" => OtherLanguages,
    ];
    // Where one has to become a member, one pays. A pass says how, not how much.
    Cost, from_label: [
        "Adhésion" => Paid,
        "Accepte le Pass numérique" => ,
    ];
    // `labels_nationaux` became two fields as well.
    NationalProgramme, from_label: [
        "CNFS" => DigitalAdvisers,
        "Grandes écoles du numérique" => GrandeEcoleDuNumerique,
        "Point relais CAF" => CafDigitalAccessPoint,
        "Point numérique CAF" => CafDigitalAccessPoint,
        "APTIC" => ,
        "Relais pôle emploi" => ,
        "French Tech" => ,
        "Campus connecté" => ,
    ];
    TrainingLabel, from_label: [];
    ReceptionMode, from_label: [];
    SupportMode, from_label: [
        "Seul" => OnOnesOwn,
        "Avec de l'aide" => Individual,
        "Dans un atelier" => Workshop,
        // Someone authorised does it with and for one visitor.
        "A ma place" => Individual,
    ];
    ItineranceKind, from_label: [];
    Typology, from_code: [
        "PE" => Ft,
        "COMMUNE" => Muni,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::with_explanation("Payant : L'accès au lieu et/ou à ses services est payant", Some(Older::Now(Cost::Paid)))]
    #[case::without("Adhésion", Some(Older::Now(Cost::Paid)))]
    #[case::conditions(
        "Gratuit sous condition : La gratuité est conditionnée à des critères",
        Some(Older::Now(Cost::FreeUnderCondition))
    )]
    #[case::pass("Accepte le Pass numérique : Il est possible d'utiliser un Pass", Some(Older::Nothing))]
    #[case::unknown("Don libre", None)]
    fn reads_conditions(#[case] written: &str, #[case] read: Option<Older<Cost>>) {
        assert_eq!(Cost::older(written), read);
    }

    #[test]
    fn every_older_service_has_its_present_one() {
        assert_eq!(Service::OLDER.len(), 15);
        let services: std::collections::HashSet<_> = Service::OLDER
            .iter()
            .map(|(_, older)| older)
            .map(|older| match older {
                Older::Now(service) => *service,
                Older::Nothing => panic!("a service is lost"),
            })
            .collect();
        // What version 1 added: safe use.
        assert_eq!(services.len(), Service::ALL.len() - 1);
    }

    #[test]
    fn no_older_value_is_a_present_one() {
        for (written, _) in Service::OLDER {
            assert_eq!(Service::present(written), None);
        }
        assert_eq!(Typology::older("PE"), Some(Older::Now(Typology::Ft)));
        assert_eq!(
            SupportMode::older("À ma place : une personne habilitée"),
            Some(Older::Now(SupportMode::Individual))
        );
    }
}
