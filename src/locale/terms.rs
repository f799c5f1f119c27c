//! The names of the standard's terms and of our own enumerations, in each language.

use repere_index::guide::Setting;
use repere_index::local::Language;
use repere_index::search::Need;
use repere_index::standard::{
    Audience, Cost, ItineranceKind, NationalProgramme, ReceptionMode, Service, SpecificCare, SupportMode,
    TrainingLabel, Typology,
};

use super::Locale;
use crate::model::look::TextSize;
use crate::theme::Theme;

/// Something that has a name in each language.
pub trait Term: Copy {
    /// Its key in the locale files.
    fn locale_key(self) -> String;
}

/// Names the table of the locale files that holds the names of an enumeration.
macro_rules! terms {
    ($($name:ty => $table:literal),+ $(,)?) => {
        $(impl Term for $name {
            fn locale_key(self) -> String {
                format!(concat!($table, ".{}"), self.key())
            }
        })+
    };
}

terms! {
    Service => "term.service",
    Audience => "term.audience",
    SpecificCare => "term.care",
    Cost => "term.cost",
    NationalProgramme => "term.programme",
    TrainingLabel => "term.label",
    ReceptionMode => "term.reception",
    SupportMode => "term.support",
    ItineranceKind => "term.itinerance",
    Typology => "term.typology",
    Language => "term.language",
    Setting => "guide.setting",
}

impl Term for Need {
    fn locale_key(self) -> String {
        let key = match self {
            Self::Nearby => "nearby",
            Self::Discovery => "discovery",
            Self::Skills => "skills",
            Self::Procedures => "procedures",
            Self::Person => "person",
        };
        format!("need.{key}")
    }
}

impl Locale {
    /// The name of a term.
    #[must_use]
    pub fn name(self, term: impl Term) -> String {
        self.say(&term.locale_key())
    }

    /// The names of terms, in their order.
    #[must_use]
    pub fn names(self, terms: &[impl Term]) -> Vec<String> {
        terms.iter().map(|term| self.name(*term)).collect()
    }

    /// How large the letters are, in a few words.
    #[must_use]
    pub fn letters(self, size: TextSize) -> String {
        self.say_with("help.size", &[("size", &self.say(&format!("size.{}", size.name())))])
    }

    /// Which colours there are, in a few words.
    #[must_use]
    pub fn colours(self, theme: Theme) -> String {
        self.say_with("help.colours", &[("colours", &self.say(&format!("theme.{}", theme.name())))])
    }

    /// Everyday examples of a need or a service.
    #[must_use]
    pub fn examples(self, service: Service) -> String {
        self.say(&format!("term.service-more.{}", service.key()))
    }
}
