//! Hard words explained, in each language: `glossary.csv` of an edition, which finds those that stand in a text. Knows nothing of
//! pages.

use std::collections::BTreeMap;

use crate::nearest;

/// A term and what it means, by language.
type Terms = BTreeMap<String, BTreeMap<String, String>>;

/// The words of an edition that are explained.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    terms: Terms,
}

/// Why a glossary cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GlossaryError {
    /// The file is no text.
    #[error("no UTF-8 text")]
    NotText,
    /// The file does not begin with the line `term;language;text`, or with commas.
    #[error("line 1: no header")]
    Header,
    /// A line has not three cells that say something.
    #[error("line {line}: three cells are needed")]
    Cells {
        /// From 1.
        line: usize,
    },
}

/// The columns of the file.
const HEADER: [&str; 3] = ["term", "language", "text"];

impl Glossary {
    /// Reads `glossary.csv`: `term;language;text`, with semicolons or commas.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, GlossaryError> {
        let text = std::str::from_utf8(bytes).map_err(|_not_utf8| GlossaryError::NotText)?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let delimiter = if first.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        if !reader.headers().is_ok_and(|header| header.iter().map(str::trim).eq(HEADER)) {
            return Err(GlossaryError::Header);
        }
        let mut terms = Terms::new();
        for record in reader.records() {
            let record = record.map_err(|error| GlossaryError::Cells { line: line(error.position()) })?;
            let mut cells = record.iter().map(str::trim).filter(|cell| !cell.is_empty());
            let (Some(term), Some(language), Some(text), None) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                return Err(GlossaryError::Cells { line: line(record.position()) });
            };
            terms.entry(term.to_owned()).or_default().insert(language.to_owned(), text.to_owned());
        }
        Ok(Self { terms })
    }

    /// Adds the terms of `starter` that this glossary lacks.
    #[must_use]
    pub fn completed_by(mut self, starter: Self) -> Self {
        for (term, texts) in starter.terms {
            self.terms.entry(term).or_insert(texts);
        }
        self
    }

    /// How many terms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// True when nothing is explained.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a word is explained, in whatever case it is written.
    #[must_use]
    pub fn explains(&self, word: &str) -> bool {
        self.terms.keys().any(|term| term.eq_ignore_ascii_case(word))
    }

    /// The terms that stand in a text, with what they mean in `locale` or the nearest language there is, in the order of the
    /// alphabet. A term is found as a whole word, written as in the glossary; in capitals where it has no small letter.
    #[must_use]
    pub fn found_in(&self, text: &str, locale: &str) -> Vec<(&str, &str)> {
        let stands = |term: &str| {
            text.match_indices(term).any(|(start, found)| {
                let before = text.get(..start).and_then(|text| text.chars().next_back());
                let after = text.get(start + found.len()..).and_then(|text| text.chars().next());
                !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
            })
        };
        self.terms
            .iter()
            .filter(|(term, _)| stands(term) || stands(&term.to_uppercase()))
            .filter_map(|(term, texts)| {
                let text = nearest::languages(locale).into_iter().find_map(|language| texts.get(language))?;
                Some((term.as_str(), text.as_str()))
            })
            .collect()
    }
}

fn line(position: Option<&csv::Position>) -> usize {
    position.map_or(1, |position| usize::try_from(position.line()).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const FILE: &str = "term;language;text\nCaf;fr;Caisse d'allocations familiales\nCaf;en;Family benefits office\nPDF;fr;\"Un fichier ; une page\"\n";

    #[rstest]
    #[case::french("La Caf répond. Un PDF.", "fr", &["Caf", "PDF"])]
    #[case::capitals("LA CAF RÉPOND", "en", &["Caf"])]
    #[case::inside_a_word("Le Café et les PDFs", "fr", &[])]
    #[case::elision("l'Caf", "fr-simple", &["Caf"])]
    fn finds_whole_words(#[case] text: &str, #[case] locale: &str, #[case] terms: &[&str]) {
        let glossary = Glossary::parse(FILE.as_bytes()).unwrap();
        let found: Vec<&str> = glossary.found_in(text, locale).into_iter().map(|(term, _)| term).collect();
        assert_eq!(found, terms);
    }

    #[rstest]
    #[case::own("Caf", "en", "Family benefits office")]
    #[case::nearest("Caf", "ar", "Caisse d'allocations familiales")]
    #[case::quoted("PDF", "en", "Un fichier ; une page")]
    fn explains_in_the_nearest_language(#[case] text: &str, #[case] locale: &str, #[case] meaning: &str) {
        assert_eq!(Glossary::parse(FILE.as_bytes()).unwrap().found_in(text, locale), [(text, meaning)]);
    }

    #[rstest]
    #[case::empty("", GlossaryError::Header)]
    #[case::header("mot;langue;texte\n", GlossaryError::Header)]
    #[case::cells("term,language,text\nCaf,fr\n", GlossaryError::Cells { line: 2 })]
    #[case::too_many("term;language;text\nCaf;fr;a;b\n", GlossaryError::Cells { line: 2 })]
    fn says_what_is_wrong(#[case] text: &str, #[case] error: GlossaryError) {
        assert_eq!(Glossary::parse(text.as_bytes()), Err(error));
    }

    #[test]
    fn bytes_that_are_no_text() {
        assert_eq!(Glossary::parse(b"term;language;text\n\xff;fr;x"), Err(GlossaryError::NotText));
    }
}
