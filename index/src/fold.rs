//! Text folded for search and comparison: what two spellings of the same thing have in common. Knows no data.
//!
//! `build.rs` compiles this file too, so that the keys in the table of places and the keys of what a visitor types are
//! made by the same code: it may use nothing but the standard library and `unicode-normalization`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Heads that French cuts before a vowel: they carry no meaning of their own in a search.
const ELIDED: [&str; 13] = ["l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// The Arabic letter extender, which only widens the line.
const TATWEEL: char = '\u{640}';

/// Folds `text`: compatibility forms decomposed (NFKD), marks dropped (accents, Arabic vowel signs), lower case,
/// letters that do not decompose spelled out (œ → oe, ß → ss), and everything that is neither letter nor digit turned
/// into one space.
///
/// The result holds only alphanumerics and single inner spaces. Folding it again changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut at_boundary = false;
    // Lower case comes on both sides of the decomposition: "㎒" only shows its capitals once decomposed, and some
    // small letters ("i̇" of "İ") only show their mark once lowered.
    let letters = text.nfkd().flat_map(char::to_lowercase).nfkd().filter(|&c| !is_combining_mark(c) && c != TATWEEL);
    for letter in letters {
        if !letter.is_alphanumeric() {
            at_boundary = true;
            continue;
        }
        if at_boundary && !folded.is_empty() {
            folded.push(' ');
        }
        at_boundary = false;
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded
}

/// The folded words of `text`, with French elisions cut and their heads dropped: "l'école" → `["ecole"]`.
///
/// "aujourd'hui" is one word, `"aujourdhui"`. A head that is not an elision stays a word of its own.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut pieces = text.split(is_apostrophe).peekable();
    // What the apostrophe just passed touched on its left.
    let mut head: Option<String> = None;
    while let Some(piece) = pieces.next() {
        let folded = fold(piece);
        let mut inside: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c));
        if let Some(head) = head.take() {
            match inside.first_mut() {
                Some(tail) if head == "aujourd" && tail == "hui" => "aujourdhui".clone_into(tail),
                Some(_) if touches(piece.chars().next()) && ELIDED.contains(&head.as_str()) => {}
                _ => found.push(head),
            }
        }
        if pieces.peek().is_some() && touches(piece.chars().next_back()) {
            head = inside.pop();
        }
        found.append(&mut inside);
    }
    found
}

/// The key under which a place is filed: folded, with the usual abbreviations of place names spelled out
/// (st, ste → saint, sainte; s/, ss, s/s → sur, sous, sous). Leading articles are kept.
#[must_use]
pub fn place_key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len() + 8);
    let mut words = folded.split(' ').peekable();
    while let Some(word) = words.next() {
        let inside = !key.is_empty() && words.peek().is_some();
        let full = match word {
            "st" => "saint",
            "ste" => "sainte",
            "sts" => "saints",
            "stes" => "saintes",
            "ss" if inside => "sous",
            "s" if inside => {
                if words.next_if_eq(&"s").is_some() {
                    "sous"
                } else {
                    "sur"
                }
            }
            other => other,
        };
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(full);
    }
    key
}

/// Whether `c` stands between an elided word and the next: the apostrophes people and word processors write.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{b4}' | '`' | '\u{2032}' | '\u{ff07}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::accents("Médiathèque François-Mitterrand", "mediatheque francois mitterrand")]
    #[case::decomposed("e\u{301}cole", "ecole")]
    #[case::ligatures("Œuvre & cætera", "oeuvre caetera")]
    #[case::other_latin("Łódź Straße Ærø Đà", "lodz strasse aero da")]
    #[case::capital_sharp_s("GROẞ", "gross")]
    #[case::quotes("« l’accueil »", "l accueil")]
    #[case::full_width("Ｗｉ－Ｆｉ", "wi fi")]
    #[case::arabic_vowels("مُسَاعَدَة", "مساعدة")]
    #[case::arabic_extender("مســاعدة", "مساعدة")]
    #[case::cyrillic("Допомога Її", "допомога іі")]
    #[case::turkish("İstanbul ılık", "istanbul ilik")]
    #[case::digits("2ᵉ étage, n° 4", "2e etage n 4")]
    #[case::nothing("  … – ", "")]
    fn folds(#[case] text: &str, #[case] folded: &str) {
        assert_eq!(fold(text), folded);
    }

    #[rstest]
    #[case::straight("l'école", &["ecole"])]
    #[case::curly("Carte d’identité", &["carte", "identite"])]
    #[case::capitals("L'ÉCOLE", &["ecole"])]
    #[case::long_heads("jusqu'ici lorsqu'il qu'elle", &["ici", "il", "elle"])]
    #[case::today("aujourd'hui", &["aujourdhui"])]
    #[case::today_in_a_sentence("ouvert aujourd’hui ?", &["ouvert", "aujourdhui"])]
    #[case::not_an_elision("presqu'île", &["presqu", "ile"])]
    #[case::quoted("'internet' et 'l'aide'", &["internet", "et", "aide"])]
    #[case::letter_alone("l école", &["l", "ecole"])]
    #[case::loose_apostrophe("d ' eau", &["d", "eau"])]
    #[case::at_the_end("l'", &["l"])]
    #[case::nothing("", &[])]
    fn cuts_words(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(words(text), expected);
    }

    #[rstest]
    #[case::saint("ST-DENIS", "saint denis")]
    #[case::sainte("Ste Colombe", "sainte colombe")]
    #[case::over("Chalon s/Saône", "chalon sur saone")]
    #[case::under("Fontenay s/s Bois", "fontenay sous bois")]
    #[case::under_short("Aulnay ss Bois", "aulnay sous bois")]
    #[case::article("L’Haÿ-les-Roses", "l hay les roses")]
    #[case::only_whole_words("Stains Ostheim", "stains ostheim")]
    #[case::an_initial_stays("Y", "y")]
    #[case::a_last_letter_stays("Bois S", "bois s")]
    fn makes_keys(#[case] name: &str, #[case] key: &str) {
        assert_eq!(place_key(name), key);
    }

    proptest! {
        #[test]
        fn folding_is_clean_and_final(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert!(folded.chars().all(|c| c.is_alphanumeric() || c == ' '));
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn words_are_whole_and_final(text in "[a-zA-Zéœß'’ -]{0,40}|\\PC{0,40}") {
            let cut = words(&text);
            prop_assert!(cut.iter().all(|word| !word.is_empty() && !word.contains(' ')));
            prop_assert_eq!(words(&cut.join(" ")), cut);
        }

        #[test]
        fn keys_are_final(text in "[a-zS' /-]{0,30}|\\PC{0,40}") {
            let key = place_key(&text);
            prop_assert_eq!(place_key(&key), key);
        }
    }
}
