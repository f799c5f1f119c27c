//! What a name says beside how it is written: its words without articles, its kind in one spelling ("Commune de",
//! "Mairie de"), and without the commune, which the address says as well.

use crate::fold::fold;

/// Words that carry nothing.
const SMALL: &[&str] = &[
    "a", "au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "s", "sous",
    "sur", "un", "une",
];

/// Ways to write one kind of venue, in words without the small ones and their plural; the longest first where one begins
/// like another. What they become has a capital, which no folded word has.
const KINDS: &[(&[&str], &str)] = &[
    (&["maison", "france", "service"], "FranceServices"),
    (&["espace", "france", "service"], "FranceServices"),
    (&["france", "service"], "FranceServices"),
    // What the France Services houses were called until 2020.
    (&["maison", "service", "public"], "FranceServices"),
    (&["msap"], "FranceServices"),
    (&["hotel", "ville"], "Mairie"),
    (&["mairie"], "Mairie"),
    (&["mediatheque", "municipale"], "Mediatheque"),
    (&["mediatheque", "communale"], "Mediatheque"),
    (&["mediatheque"], "Mediatheque"),
    (&["bibliotheque", "municipale"], "Bibliotheque"),
    (&["bibliotheque", "communale"], "Bibliotheque"),
    (&["bibliotheque"], "Bibliotheque"),
    (&["centre", "communal", "action", "sociale"], "Ccas"),
    (&["ccas"], "Ccas"),
    (&["centre", "intercommunal", "action", "sociale"], "Cias"),
    (&["cias"], "Cias"),
    (&["communaute", "commune"], "Communaute"),
    (&["cc"], "Communaute"),
    (&["espace", "public", "numerique"], "Epn"),
    (&["epn"], "Epn"),
    (&["centre", "social", "culturel"], "CentreSocial"),
    (&["centre", "socio", "culturel"], "CentreSocial"),
    (&["centre", "socioculturel"], "CentreSocial"),
    (&["maison", "jeune", "culture"], "Mjc"),
    (&["mjc"], "Mjc"),
    (&["maison", "quartier"], "MaisonDeQuartier"),
    (&["mq"], "MaisonDeQuartier"),
    (&["point", "information", "jeunesse"], "Pij"),
    (&["pij"], "Pij"),
    (&["pole", "emploi"], "FranceTravail"),
    (&["france", "travail"], "FranceTravail"),
    (&["maison", "departementale", "solidarite"], "Mds"),
    (&["mds"], "Mds"),
    (&["union", "departementale", "association", "familiale"], "Udaf"),
    (&["udaf"], "Udaf"),
];

/// At the head of a name these are its town hall; further on they are words ("Maison de la ville").
const TOWN: [&str; 2] = ["commune", "ville"];

/// Words of venues that have no place of their own: each stop is a venue.
const TRAVELLING: [&str; 7] = ["bus", "camion", "caravane", "itinerant", "itinerante", "mobile", "van"];

/// Letters from which on two words one letter apart are one word misspelt: shorter ones are often two names.
const MISSPELT_FROM: usize = 6;

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alike {
    /// The same words, the commune's included.
    WordForWord,
    /// The same words.
    Yes,
    /// The same words but for a letter, an initial or a space.
    Nearly,
    /// Not the same.
    No,
}

impl Alike {
    /// Whether nothing was guessed.
    pub(super) const fn is_sure(self) -> bool {
        matches!(self, Self::WordForWord | Self::Yes)
    }
}

/// What a name says.
#[derive(Debug)]
pub(super) struct Name {
    /// In the order of the name, without the commune.
    words: Vec<String>,
    /// The same, sorted and each once.
    sorted: Vec<String>,
    /// Sorted, with the commune.
    full: Vec<String>,
}

impl Name {
    /// The name of a venue of this commune.
    pub(super) fn of(name: &str, commune: &str) -> Self {
        let full = words(name);
        let commune = words(commune);
        let mut words: Vec<String> = full.iter().filter(|word| !commune.contains(word)).cloned().collect();
        if words.is_empty() {
            words.clone_from(&full);
        }
        Self { sorted: sorted(words.clone()), full: sorted(full), words }
    }

    /// What two names that say the same have in common.
    pub(super) fn key(&self) -> String {
        self.sorted.join(" ")
    }

    /// Whether the venue has no place of its own.
    pub(super) fn travels(&self) -> bool {
        self.full.iter().any(|word| TRAVELLING.contains(&word.as_str()))
    }

    pub(super) fn compare(&self, other: &Self) -> Alike {
        if self.full == other.full {
            Alike::WordForWord
        } else if self.sorted == other.sorted {
            Alike::Yes
        } else if self.words.concat() == other.words.concat()
            || nearly_in(&self.sorted, &other.sorted) && nearly_in(&other.sorted, &self.sorted)
        {
            Alike::Nearly
        } else {
            Alike::No
        }
    }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words.dedup();
    words
}

/// The words of a name, kinds in one spelling, plurals and small words taken away. An initial keeps its full stop, so that it
/// is not taken for a letter that tells two venues apart.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in name.split(|c: char| c.is_whitespace() || "-'’/(),\"«»".contains(c)) {
        let initial = piece.chars().count() == 2 && piece.ends_with('.');
        for word in fold(piece).split(' ').filter(|word| !word.is_empty() && (initial || !SMALL.contains(word))) {
            words.push(if initial { format!("{word}.") } else { one(word) });
        }
    }
    if let Some(first) = words.first_mut().filter(|first| TOWN.contains(&first.as_str())) {
        "Mairie".clone_into(first);
    }
    kinds(&words)
}

/// A word as it is compared: without its plural, its usual abbreviation spelt out.
fn one(word: &str) -> String {
    match word {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        word if word.len() > 4 => word.strip_suffix('s').unwrap_or(word).to_owned(),
        word => word.to_owned(),
    }
}

fn kinds(words: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = words;
    while let Some((word, after)) = rest.split_first() {
        let begins =
            |kind: &[&str]| rest.len() >= kind.len() && kind.iter().zip(rest).all(|(wanted, word)| wanted == word);
        let kind = KINDS.iter().find(|(written, _)| begins(written));
        out.push(kind.map_or_else(|| word.clone(), |(_, name)| (*name).to_owned()));
        rest = kind.and_then(|(written, _)| rest.get(written.len()..)).unwrap_or(after);
    }
    out
}

fn nearly_in(words: &[String], others: &[String]) -> bool {
    words.iter().all(|word| others.iter().any(|other| nearly(word, other)))
}

/// Whether two words are one: the same, one the initial of the other, or one letter apart.
fn nearly(one: &str, other: &str) -> bool {
    one == other || is_initial(one, other) || is_initial(other, one) || is_misspelt(one, other)
}

fn is_initial(one: &str, other: &str) -> bool {
    one.strip_suffix('.').is_some_and(|letter| other.starts_with(letter))
}

/// One letter missing, added, changed, or exchanged with the next. Never in numbers, which tell venues apart.
fn is_misspelt(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if short.len() < MISSPELT_FROM || !short.iter().chain(long).all(|c| c.is_lowercase()) {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    match (short, long) {
        ([a, b, short @ ..], [c, d, long @ ..]) if a == d && b == c && short == long => true,
        ([_, short @ ..], [_, long @ ..]) if short.len() == long.len() => short == long,
        (short, [_, long @ ..]) => short == long,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::article("Le Fournil", "Fournil", Alike::WordForWord)]
    #[case::kind("Maison France Services de Lens", "France services Lens", Alike::WordForWord)]
    #[case::former_kind("Maison de services au public de Lens", "FRANCE SERVICES", Alike::Yes)]
    #[case::town("Commune de Lens", "Mairie de LENS", Alike::WordForWord)]
    #[case::commune("CCAS", "Centre communal d'action sociale de Lens", Alike::Yes)]
    #[case::order("Les Tilleuls, centre social", "Centre social des Tilleuls", Alike::WordForWord)]
    #[case::initial("Médiathèque L. Moreau", "Médiathèque Louise Moreau", Alike::Nearly)]
    #[case::letter("Médiathèque Louise Morreau", "Médiathèque Louise Moreau", Alike::Nearly)]
    #[case::space("Cyberbase Verte", "Cyber-base Verte", Alike::Nearly)]
    #[case::person("Médiathèque A. Martin", "Médiathèque J. Durand", Alike::No)]
    #[case::initials("Médiathèque A. Martin", "Médiathèque J. Martin", Alike::No)]
    #[case::more("Médiathèque", "Médiathèque Louise Moreau", Alike::No)]
    #[case::annexe("Mairie de Lens", "Mairie annexe de Lens", Alike::No)]
    #[case::number("Bureau 1", "Bureau 2", Alike::No)]
    #[case::letter_of_a_desk("Bureau A", "Bureau Annexe", Alike::No)]
    #[case::short_words("Maison Rose", "Maison Rase", Alike::No)]
    #[case::kinds("France Services Lens", "Mairie de Lens", Alike::No)]
    #[case::libraries("Bibliothèque de Lens", "Médiathèque de Lens", Alike::No)]
    fn compares(#[case] one: &str, #[case] other: &str, #[case] alike: Alike) {
        let (one, other) = (Name::of(one, "Lens"), Name::of(other, "Lens"));
        assert_eq!(one.compare(&other), alike, "{one:?} {other:?}");
        assert_eq!(other.compare(&one), alike);
    }
}
