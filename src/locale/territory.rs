//! Why a territory cannot be read, in words.

use repere_index::territory::TerritoryError;

use super::Locale;

impl Locale {
    /// What is wrong with a territory, and what to do.
    #[must_use]
    pub fn territory_error(self, error: &TerritoryError) -> String {
        let key = format!("check.territory.{}", error.key());
        let facts = error.facts();
        let reason = self.say_with(&format!("{key}.reason"), &facts);
        let remedy = self.say_with(&format!("{key}.remedy"), &facts);
        format!("{reason} {remedy}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use repere_index::territory::Territory;
    use rstest::rstest;

    #[rstest]
    #[case::unknown("atlantide", "atlantide")]
    #[case::several("saint-denis", "Saint-Denis 97400")]
    #[case::distance("lens+beaucoup", "lens+30km")]
    fn says_what_to_change(#[case] territory: &str, #[case] said: &str) {
        let error = Territory::parse(territory).unwrap_err();
        for locale in Locale::ALL {
            let sentence = locale.territory_error(&error);
            assert!(sentence.contains(said) && !sentence.contains("%{"), "{sentence}");
        }
    }
}
