//! The languages that people speak where they are received, as a town writes them: the code of ISO 639-1, or the name in
//! French. Names for visitors are in the locale files of `repere`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fold;
use crate::standard::SpecificCare;

/// Makes the list: variant, code (ISO 639-1 where there is one), and the names that a town may write.
macro_rules! languages {
    ($($variant:ident = $code:literal, $($name:literal)|+;)+) => {
        /// A language spoken in a venue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Language {
            $(#[doc = concat!("`", $code, "`")] $variant,)+
        }

        impl Language {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its code, which also names it in locale files.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            const fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($name),+],)+ }
            }
        }
    };
}

// The names are folded: without accents, in lower case.
languages! {
    French = "fr", "francais";
    English = "en", "anglais";
    Arabic = "ar", "arabe" | "arabe dialectal" | "darija";
    Spanish = "es", "espagnol";
    Portuguese = "pt", "portugais" | "bresilien";
    Italian = "it", "italien";
    German = "de", "allemand";
    Dutch = "nl", "neerlandais" | "flamand";
    Polish = "pl", "polonais";
    Romanian = "ro", "roumain" | "moldave";
    Russian = "ru", "russe";
    Ukrainian = "uk", "ukrainien";
    Turkish = "tr", "turc";
    Persian = "fa", "persan" | "farsi" | "dari";
    Pashto = "ps", "pachto" | "pachtou" | "pashto";
    Kurdish = "ku", "kurde";
    Albanian = "sq", "albanais";
    Armenian = "hy", "armenien";
    Georgian = "ka", "georgien";
    Bulgarian = "bg", "bulgare";
    Serbian = "sr", "serbe";
    Croatian = "hr", "croate";
    Hungarian = "hu", "hongrois";
    Greek = "el", "grec";
    Chinese = "zh", "chinois" | "mandarin";
    Vietnamese = "vi", "vietnamien";
    Bengali = "bn", "bengali";
    Hindi = "hi", "hindi";
    Urdu = "ur", "ourdou";
    Tamil = "ta", "tamoul";
    Somali = "so", "somali";
    Amharic = "am", "amharique";
    Tigrinya = "ti", "tigrinya" | "tigrigna";
    Wolof = "wo", "wolof";
    Fula = "ff", "peul" | "pulaar";
    Bambara = "bm", "bambara";
    Soninke = "snk", "soninke";
    Lingala = "ln", "lingala";
    Malagasy = "mg", "malgache";
    Kabyle = "kab", "kabyle" | "berbere" | "amazigh";
    Creole = "ht", "creole" | "creole haitien";
    Japanese = "ja", "japonais";
    Breton = "br", "breton";
    Occitan = "oc", "occitan";
    Corsican = "co", "corse";
    Basque = "eu", "basque";
    Catalan = "ca", "catalan";
    SignLanguage = "lsf", "langue des signes" | "langue des signes francaise";
}

impl Language {
    /// The language of a code or of a French name.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let folded = fold::fold(text);
        let written = folded.trim();
        Self::ALL.iter().copied().find(|language| language.key() == written || language.names().contains(&written))
    }

    /// What the national standard calls being received in it; `None` for French, which needs no mention.
    #[must_use]
    pub const fn care(self) -> Option<SpecificCare> {
        match self {
            Self::French => None,
            Self::English => Some(SpecificCare::English),
            Self::SignLanguage => Some(SpecificCare::Deafness),
            _ => Some(SpecificCare::OtherLanguages),
        }
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text).ok_or_else(|| serde::de::Error::custom("no language that is known"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::code("ar", Some(Language::Arabic))]
    #[case::capital("EN", Some(Language::English))]
    #[case::name("Français", Some(Language::French))]
    #[case::other_name("darija", Some(Language::Arabic))]
    #[case::signs(" LSF ", Some(Language::SignLanguage))]
    #[case::unknown("klingon", None)]
    #[case::empty("", None)]
    fn reads_a_language(#[case] text: &str, #[case] language: Option<Language>) {
        assert_eq!(Language::from_text(text), language);
    }

    #[test]
    fn every_name_is_folded_and_means_one_language() {
        for language in Language::ALL {
            assert_eq!(Language::from_text(language.key()), Some(*language));
            for name in language.names() {
                assert_eq!(fold::fold(name), *name);
                assert_eq!(Language::from_text(name), Some(*language), "{name}");
            }
        }
    }
}
