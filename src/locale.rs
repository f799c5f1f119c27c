//! The languages of the interface: every sentence that a person sees comes through here. Wraps rust-i18n, whose own
//! current language is one for the whole process: here the language is always said.

pub mod opening;
pub mod query;
pub mod terms;
pub mod territory;
pub mod way;
pub mod when;

use std::fmt;

/// A language that the interface speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Locale(&'static str);

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// A narrow space that does not break: between the groups of a number.
pub const NO_BREAK_SPACE: char = '\u{a0}';

impl Locale {
    /// French: the language of the terminal until someone says otherwise.
    pub const FRENCH: Self = Self("fr");
    /// English.
    pub const ENGLISH: Self = Self("en");
    /// All of them, in the order of the language page.
    pub const ALL: [Self; 2] = [Self::FRENCH, Self::ENGLISH];

    /// The language of a code ("fr", "en").
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.0 == code)
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

    /// The sentence of a key for a number: `KEY.one` or `KEY.other`, `%{count}` being the number.
    #[must_use]
    pub fn count(self, key: &str, count: usize) -> String {
        let form = if self.is_one(count) { "one" } else { "other" };
        self.say_with(&format!("{key}.{form}"), &[("count", &self.number(count))])
    }

    /// The CLDR cardinal rule: French says "0 lieu", English "0 places".
    fn is_one(self, count: usize) -> bool {
        match self.0 {
            "fr" => count < 2,
            _ => count == 1,
        }
    }

    /// A whole number with its thousands apart.
    #[must_use]
    pub fn number(self, number: usize) -> String {
        let separator = if self == Self::ENGLISH { ',' } else { NO_BREAK_SPACE };
        let digits = number.to_string();
        let mut grouped = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
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
