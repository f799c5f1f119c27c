//! The languages of the interface: every sentence that a person sees comes through here. Wraps rust-i18n, whose own
//! current language is one for the whole process: here the language is always said.

pub mod opening;
pub mod query;
pub mod terms;
pub mod territory;
pub mod way;
pub mod when;

use std::fmt;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::locale;
use icu_plurals::{PluralCategory, PluralRules};

/// A language that the interface speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Locale(&'static str);

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// A space that does not break: between the groups of a number.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// The way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left: the whole page is mirrored.
    RightToLeft,
}

impl Locale {
    /// French: the language of the terminal until someone says otherwise.
    pub const FRENCH: Self = Self("fr");
    /// French in easy words.
    pub const SIMPLE_FRENCH: Self = Self("fr-simple");
    /// English.
    pub const ENGLISH: Self = Self("en");
    /// Arabic.
    pub const ARABIC: Self = Self("ar");
    /// Ukrainian.
    pub const UKRAINIAN: Self = Self("uk");
    /// Spanish.
    pub const SPANISH: Self = Self("es");
    /// Portuguese.
    pub const PORTUGUESE: Self = Self("pt");
    /// Turkish.
    pub const TURKISH: Self = Self("tr");
    /// Romanian.
    pub const ROMANIAN: Self = Self("ro");
    /// Russian.
    pub const RUSSIAN: Self = Self("ru");
    /// Persian.
    pub const PERSIAN: Self = Self("fa");
    /// Polish.
    pub const POLISH: Self = Self("pl");
    /// All of them, in the order of the language page.
    pub const ALL: [Self; 12] = [
        Self::FRENCH,
        Self::SIMPLE_FRENCH,
        Self::ENGLISH,
        Self::ARABIC,
        Self::UKRAINIAN,
        Self::SPANISH,
        Self::PORTUGUESE,
        Self::TURKISH,
        Self::ROMANIAN,
        Self::RUSSIAN,
        Self::PERSIAN,
        Self::POLISH,
    ];
    /// The languages of what staff and the command line are told.
    pub const STAFF: [Self; 2] = [Self::FRENCH, Self::ENGLISH];

    /// The language of a code ("fr", "en").
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.0 == code)
    }

    /// The language in which staff are spoken to.
    #[must_use]
    pub fn for_staff(self) -> Self {
        if self == Self::ENGLISH { Self::ENGLISH } else { Self::FRENCH }
    }

    /// Which way it is written.
    #[must_use]
    pub fn reading_direction(self) -> Direction {
        if self == Self::ARABIC || self == Self::PERSIAN { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// Whether its sentences are a translation that nobody has read over. French is what the others are translated from.
    #[must_use]
    pub fn is_unread_translation(self) -> bool {
        self != Self::FRENCH && self.say("language.reviewed_by").is_empty()
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The sentence of a key.
    #[must_use]
    pub fn say(self, key: &str) -> String {
        rust_i18n::t!(key, locale = self.0).into_owned()
    }

    /// The sentence of a key, with the facts it speaks of in the place of `%{name}`.
    #[must_use]
    pub fn say_with(self, key: &str, facts: &[(&str, &str)]) -> String {
        let mut sentence = self.say(key);
        for (name, value) in facts {
            sentence = sentence.replace(&format!("%{{{name}}}"), value);
        }
        sentence
    }

    /// The sentence of a key for a number: `KEY.one`, `KEY.few`… by the CLDR cardinal rule of the language, `%{count}` being
    /// the number.
    #[must_use]
    pub fn count(self, key: &str, count: usize) -> String {
        let category = PluralRules::try_new_cardinal(self.icu().into())
            .map_or(PluralCategory::Other, |rules| rules.category_for(count));
        let form = match category {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        self.say_with(&format!("{key}.{form}"), &[("count", &self.number(count))])
    }

    /// A whole number with its thousands apart as CLDR has it, in the digits of the keys (0 to 9) in every language.
    #[must_use]
    pub fn number(self, number: usize) -> String {
        let digits = || number.to_string();
        let Ok(formatter) = DecimalFormatter::try_new(self.icu().into(), DecimalFormatterOptions::default()) else {
            return digits();
        };
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        // The console font has one space that does not break.
        formatter.format(&Decimal::from(number)).to_string().replace('\u{202f}', "\u{a0}")
    }

    /// The same language for CLDR data; `nu-latn` keeps the digits those of the keys.
    fn icu(self) -> icu_locale_core::Locale {
        match self {
            Self::ENGLISH => locale!("en-u-nu-latn"),
            Self::ARABIC => locale!("ar-u-nu-latn"),
            Self::UKRAINIAN => locale!("uk-u-nu-latn"),
            Self::SPANISH => locale!("es-u-nu-latn"),
            Self::PORTUGUESE => locale!("pt-PT-u-nu-latn"),
            Self::TURKISH => locale!("tr-u-nu-latn"),
            Self::ROMANIAN => locale!("ro-u-nu-latn"),
            Self::RUSSIAN => locale!("ru-u-nu-latn"),
            Self::PERSIAN => locale!("fa-u-nu-latn"),
            Self::POLISH => locale!("pl-u-nu-latn"),
            _ => locale!("fr-u-nu-latn"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::none_fr(Locale::FRENCH, 0, "0 lieu")]
    #[case::one_fr(Locale::FRENCH, 1, "1 lieu")]
    #[case::two_fr(Locale::FRENCH, 2, "2 lieux")]
    #[case::many_fr(Locale::FRENCH, 9303, "9\u{a0}303 lieux")]
    #[case::none_en(Locale::ENGLISH, 0, "0 places")]
    #[case::one_en(Locale::ENGLISH, 1, "1 place")]
    #[case::many_en(Locale::ENGLISH, 1_250_000, "1,250,000 places")]
    fn counts(#[case] locale: Locale, #[case] count: usize, #[case] said: &str) {
        assert_eq!(locale.count("results.venues", count), said);
    }
}
