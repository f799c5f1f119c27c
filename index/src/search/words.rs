//! Small words that say nothing about what is looked for. A query made of nothing else keeps them all.

/// Folded French and English words that are left out of a query that has others.
const EMPTY_WORDS: &[&str] = &[
    "a", "au", "aux", "avec", "ai", "c", "ce", "ces", "cet", "cette", "chez", "comment", "d", "dans", "de", "des",
    "du", "elle", "en", "est", "et", "faire", "il", "j", "je", "l", "la", "le", "les", "leur", "lui", "m", "ma", "me",
    "mes", "moi", "mon", "n", "ne", "nos", "notre", "nous", "ou", "par", "pas", "plus", "pour", "pres", "qu", "que",
    "qui", "s", "sa", "se", "ses", "son", "sur", "t", "ta", "te", "tes", "ton", "un", "une", "vos", "votre", "vous",
    "y", "veux", "voudrais", "cherche", "peux", "i", "the", "my", "an", "of", "to", "in", "on", "for", "how", "want",
    "is", "and", "at", "with", "where", "can",
];

/// The words of a query that say something, in order.
pub(super) fn telling(words: Vec<String>) -> Vec<String> {
    let told: Vec<String> = words.iter().filter(|word| !EMPTY_WORDS.contains(&word.as_str())).cloned().collect();
    if told.is_empty() { words } else { told }
}
