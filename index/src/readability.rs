//! How easy a text is to read: its sentences, their words, and for French the formula of Kandel and Moles. Figures to look at a text
//! again by, never a judgement of who reads it.

use unicode_segmentation::UnicodeSegmentation as _;

/// The sentences of a text, in order. A colon with a space ends one as a full stop does: what follows it is read on its own.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '…', ':', ';', '\n', '؟', '؛'])
        .scan((text, 0), |(text, from), part| {
            // A sign inside a number, an address or an abbreviation ends nothing: a space or the end must follow.
            let end = *from + part.len();
            *from = end;
            let closed = text.get(end..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
            Some((end, closed))
        })
        .filter(|(_, closed)| *closed)
        .map(|(end, _)| end)
        .chain([text.len()])
        .scan(0, move |from, end| {
            let sentence = text.get(*from..end).unwrap_or_default();
            *from = end;
            Some(sentence.trim())
        })
        .filter(|sentence| sentence.chars().any(char::is_alphanumeric))
}

/// Words of a sentence: what stands between spaces and has a letter or a digit. The groups of a telephone number are one word.
#[must_use]
pub fn words(sentence: &str) -> usize {
    let between = |sign: char| sign.is_whitespace() && !matches!(sign, '\u{a0}' | '\u{202f}');
    sentence.split(between).filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Syllables of a French word, as its groups of vowels; a last "e", "es" or "ent" is not heard where there is another one.
#[must_use]
pub fn syllables(word: &str) -> usize {
    const VOWELS: &str = "aeiouyàâäéèêëîïôöùûüœæ";
    let word = word.to_lowercase();
    let heard = ["ent", "es", "e"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(&word);
    let groups = |word: &str| {
        let vowels: Vec<bool> = word.chars().map(|letter| VOWELS.contains(letter)).collect();
        let first = usize::from(vowels.first().copied().unwrap_or_default());
        first + vowels.windows(2).filter(|pair| matches!(pair, [false, true])).count()
    };
    groups(heard).max(groups(&word).min(1))
}

/// How easy a French text is, from 0 (hard) to 100 (very easy) and beyond: 207 − 1.015 × words a sentence − 73.6 × syllables
/// a word. Source: L. Kandel, A. Moles, "Application de l'indice de Flesch à la langue française", Cahiers d'études de
/// radio-télévision 19, 1958. `None` without a word.
#[must_use]
pub fn kandel_moles(texts: &[&str]) -> Option<f64> {
    let (mut sentence_count, mut word_count, mut syllable_count) = (0_u32, 0_u32, 0_u32);
    for sentence in texts.iter().flat_map(|text| sentences(text)) {
        sentence_count += 1;
        for word in sentence.unicode_words() {
            word_count += 1;
            syllable_count += u32::try_from(syllables(word).max(1)).unwrap_or(u32::MAX);
        }
    }
    let words = f64::from(word_count);
    (word_count > 0)
        .then(|| 207.0 - 1.015 * words / f64::from(sentence_count) - 73.6 * f64::from(syllable_count) / words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::two("Ouvrez le site. Tapez votre nom.", &["Ouvrez le site.", "Tapez votre nom."])]
    #[case::address("Ouvrez impots.gouv.fr, puis lisez.", &["Ouvrez impots.gouv.fr, puis lisez."])]
    #[case::number("Cela coûte 3.50 euros", &["Cela coûte 3.50 euros"])]
    #[case::colon("Appelez : c'est gratuit", &["Appelez :", "c'est gratuit"])]
    #[case::nothing(" … ", &[])]
    fn cuts_sentences(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(sentences(text).collect::<Vec<_>>(), expected);
    }

    #[rstest]
    #[case::plain("Vous déclarez vos revenus.", 4)]
    #[case::elision("L'accueil d'ici", 2)]
    #[case::phone("Appelez le 0\u{a0}809\u{a0}401\u{a0}401.", 3)]
    #[case::signs("Ouvrez « Mon compte » !", 3)]
    fn counts_words(#[case] sentence: &str, #[case] count: usize) {
        assert_eq!(words(sentence), count);
    }

    #[rstest]
    #[case::one("le", 1)]
    #[case::silent("porte", 1)]
    #[case::plural("portes", 1)]
    #[case::three("ordinateur", 4)]
    #[case::verb("parlent", 1)]
    #[case::none("12", 0)]
    fn counts_syllables(#[case] word: &str, #[case] count: usize) {
        assert_eq!(syllables(word), count);
    }

    #[test]
    fn easy_text_is_easier() {
        let easy = kandel_moles(&["Prenez le bus. Il part de la gare."]).unwrap();
        let hard = kandel_moles(&[
            "L'administration territoriale procède annuellement à la réévaluation réglementaire des participations financières.",
        ])
        .unwrap();
        assert!(easy > 90.0 && hard < 20.0, "{easy} {hard}");
        assert_eq!(kandel_moles(&[""]), None);
    }
}
