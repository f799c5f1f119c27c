//! Folded words in the form that queries and names are compared in. Knows spelling, not meaning.

use crate::fold;

/// Small words, folded: French, English, and the most frequent ones of the other interface languages.
const EMPTY_WORDS: &[&str] = &[
    "a", "ai", "au", "aux", "avec", "avoir", "besoin", "c", "ca", "ce", "ces", "cet", "cette", "cherche", "chez",
    "comment", "d", "dans", "de", "des", "du", "elle", "en", "est", "et", "etre", "faire", "faut", "fait", "il", "j",
    "je", "jai", "l", "la", "le", "les", "leur", "lui", "m", "ma", "me", "mes", "moi", "mon", "n", "ne", "ni", "nos",
    "notre", "nous", "on", "ou", "par", "pas", "peut", "peux", "plus", "pour", "pouvoir", "pres", "qu", "que", "quel",
    "quelle", "qui", "quoi", "s", "sa", "se", "ses", "si", "son", "sont", "suis", "sur", "t", "ta", "te", "tes", "ton",
    "trouver", "un", "une", "veut", "veux", "vos", "votre", "voudrais", "vous", "vers", "y", "an", "and", "at", "can",
    "do", "for", "how", "i", "in", "is", "my", "near", "of", "on", "the", "to", "want", "where", "with", "el", "los",
    "las", "por", "para", "con", "donde", "o", "os", "as", "um", "uma", "na", "no", "w", "z", "do", "gdzie", "в", "на",
    "где", "де", "я", "и", "у", "в", "من", "في", "على", "الى", "اين", "و", "از", "به", "در", "کجا",
];

/// Heads that an elision leaves glued to its word when the apostrophe is not typed.
const GLUED_HEADS: &[&str] = &["qu", "l", "d", "j", "m", "n", "s", "t", "c"];

/// Letters of a word that are read.
const LONGEST_WORD: usize = 40;

/// The shortest word that a head is cut from.
const SHORTEST_AFTER_HEAD: usize = 4;

/// The folded words of a text, "st" and "ste" in full.
pub(crate) fn normal(text: &str) -> Vec<String> {
    let mut words = fold::words(text);
    for word in &mut words {
        // No word of any name is longer; a key that is held down is.
        if let Some((end, _)) = word.char_indices().nth(LONGEST_WORD) {
            word.truncate(end);
        }
        let full = match word.as_str() {
            "st" => "saint",
            "ste" => "sainte",
            "sts" => "saints",
            _ => continue,
        };
        full.clone_into(word);
    }
    words
}

/// Whether a word says nothing beside others.
pub(crate) fn is_empty_word(word: &str) -> bool {
    EMPTY_WORDS.contains(&word)
}

/// Drops an elision that stands alone because a space was typed for its apostrophe: "carte d identite".
pub(super) fn drop_loose_heads(words: &mut Vec<String>) {
    let mut next_is_open = false;
    let mut kept: Vec<String> = Vec::with_capacity(words.len());
    for word in words.drain(..).rev() {
        if next_is_open && GLUED_HEADS.contains(&word.as_str()) {
            continue;
        }
        next_is_open = opens(&word) && word.chars().count() > 1;
        kept.push(word);
    }
    kept.reverse();
    *words = kept;
}

/// Whether a word begins as those before which French elides.
fn opens(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
}

/// What is left of a word behind a glued elision that a vowel or an h follows: "ecole" of "lecole".
pub(super) fn after_glued_head(word: &str) -> Option<&str> {
    GLUED_HEADS.iter().find_map(|head| {
        let rest = word.strip_prefix(head)?;
        (opens(rest) && rest.chars().count() >= SHORTEST_AFTER_HEAD).then_some(rest)
    })
}
