//! What stands in for a language that a text is missing in.

/// The languages to look for, in order: the visitor's own, what it is a form of ("fr" of "fr-simple"), French, English.
pub(crate) fn languages(locale: &str) -> [&str; 4] {
    [locale, locale.split('-').next().unwrap_or(locale), "fr", "en"]
}
