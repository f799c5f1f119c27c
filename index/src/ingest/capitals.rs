//! Names and addresses written ALL IN CAPITALS, put in French case: hard to read aloud and on a screen, they are a
//! quarter of the national data. A repair of looks: it is never used to find or to compare anything.
//!
//! Case cannot be guessed in full, so this keeps to what is sure: known common words (with their accents), small words,
//! known and evident acronyms, the official spelling of the commune. What is left takes one capital.

mod lexicon;

use crate::fold::{fold, place_key};

/// How the words that are neither small nor acronyms are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The name of a venue: common words in small letters ("Maison de services au public d'Abondance").
    Name,
    /// A commune: every word but the small ones takes a capital.
    Place,
    /// A street: as a commune, with the kind of street spelt out in small letters after a number.
    Street,
}

/// Whether a text has capitals and no small letter.
pub(super) fn is_all_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() > 1 && !text.chars().any(char::is_lowercase)
}

/// Puts a text written all in capitals in French case. `commune` is the commune as shown, to be spelt so in the text.
pub(super) fn soften(text: &str, commune: &str, style: Style) -> String {
    let pieces = pieces(text);
    let alone = pieces.iter().filter(|piece| piece.is_word).count() == 1;
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = Sentence::Start;
    let mut rest = pieces.as_slice();
    while let Some((piece, after)) = rest.split_first() {
        rest = after;
        if !piece.is_word {
            if begins_again(piece.text) {
                at = Sentence::Start;
            }
            out.push_str(piece.text);
            continue;
        }
        if let Some((spelling, taken)) = commune_here(piece, after, commune) {
            out.push_str(spelling);
            rest = after.get(taken..).unwrap_or_default();
            at = Sentence::Inside;
            continue;
        }
        if let Some(elided) = elision(piece, after) {
            out.push_str(&capital_if(at == Sentence::Start, elided));
            out.push('\'');
            rest = after.get(1..).unwrap_or_default();
            at = Sentence::Inside;
            continue;
        }
        let word = Word { text: piece.text, before: &out, after: after.first().map_or("", |next| next.text), alone };
        out.push_str(&word.softened(at, style));
        // In a street, the kind of street comes after the number: "10 BIS RUE" is still the start.
        let number = style == Style::Street && (piece.has_digit() || matches!(piece.text, "BIS" | "TER" | "QUATER"));
        at = if number && at != Sentence::Inside { Sentence::AfterNumber } else { Sentence::Inside };
    }
    out
}

/// Where in the text a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sentence {
    /// First: it takes a capital.
    Start,
    /// First after the number of a street.
    AfterNumber,
    /// Anywhere else.
    Inside,
}

/// A run of letters and digits, or what stands between two.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    is_word: bool,
}

impl Piece<'_> {
    fn has_digit(&self) -> bool {
        self.text.chars().any(char::is_numeric)
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let (piece, next) = rest.split_at(end);
        pieces.push(Piece { text: piece, is_word });
        rest = next;
    }
    pieces
}

/// Whether a separator begins a new part of the name: "MEDIATHEQUE - LE CUBE". A hyphen inside a word does not.
fn begins_again(separator: &str) -> bool {
    separator.contains([':', '/', '(', '[', '|', '"', '«', '“', '&', '.', '_'])
        || separator.contains(" -")
        || separator.contains(" –")
}

/// The commune as shown, when the next words are its name: its spelling, and how many pieces after this one it takes.
fn commune_here<'c>(first: &Piece<'_>, after: &[Piece<'_>], commune: &'c str) -> Option<(&'c str, usize)> {
    // "Paris 12e" is found in "MAIRIE DE PARIS" too; "Le Robert" in "VILLE DU ROBERT".
    let without_number = commune.trim_end_matches(|c: char| c == 'e' || c == 'r' || c.is_ascii_digit()).trim_end();
    let has_number = commune.ends_with(['e', 'r'])
        && without_number.len() < commune.len()
        && commune.contains(|c: char| c.is_ascii_digit());
    let whole = if has_number { without_number } else { commune };
    let bare = ["Le ", "La ", "Les ", "L'"].iter().find_map(|article| whole.strip_prefix(article)).unwrap_or(whole);
    [commune, whole, bare].into_iter().filter(|name| name.chars().count() > 1).find_map(|name| {
        let key = place_key(name);
        let wanted: Vec<&str> = key.split(' ').collect();
        let following = after.iter().enumerate().filter(|(_, piece)| piece.is_word);
        let mut found =
            std::iter::once((None, *first)).chain(following.map(|(position, piece)| (Some(position), *piece)));
        let mut taken = 0;
        for want in wanted {
            let (position, piece) = found.next()?;
            if place_key(piece.text) != want {
                return None;
            }
            taken = position.map_or(0, |position| position + 1);
        }
        Some((name, taken))
    })
}

/// "D ARMOR", "L' EMPLOI": a letter that French elides before a vowel, when the next word begins with one.
fn elision(piece: &Piece<'_>, after: &[Piece<'_>]) -> Option<&'static str> {
    let elided = match piece.text {
        "D" => "d",
        "L" => "l",
        "QU" => "qu",
        _ => return None,
    };
    let [separator, next, ..] = after else { return None };
    let apostrophe = matches!(separator.text.trim(), "'" | "’");
    let vowel = fold(next.text).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    // "L A" and "D.E" are initials, not elisions.
    let spaced = separator.text == " " && next.text.chars().count() > 1;
    (apostrophe || spaced && vowel).then_some(elided)
}

/// One word and what it stands between.
struct Word<'a> {
    text: &'a str,
    before: &'a str,
    after: &'a str,
    alone: bool,
}

impl Word<'_> {
    fn softened(&self, at: Sentence, style: Style) -> String {
        let folded = fold(self.text);
        if self.is_bracketed() {
            return self.text.to_owned();
        }
        if style == Style::Street
            && at != Sentence::Inside
            && self.after.starts_with(' ')
            && let Some(kind) = lexicon::street(&folded)
        {
            return capital_if(at == Sentence::Start, kind);
        }
        if let Some(ordinal) = ordinal(self.text) {
            return ordinal;
        }
        let initial = self.text.chars().count() == 1 && self.after.starts_with('.');
        if initial || is_acronym(self.text, &folded) {
            return self.text.to_owned();
        }
        // "A" is the preposition in a name ("AIDE A DOMICILE"), a letter in a street ("BATIMENT A").
        if let Some(small) = lexicon::small(&folded).filter(|_| style == Style::Name || folded != "a") {
            return capital_if(at == Sentence::Start || style == Style::Place && self.before.is_empty(), small);
        }
        if let Some(common) = lexicon::common(&folded).filter(|_| style != Style::Place) {
            return capital_if(at != Sentence::Inside || style == Style::Street, common);
        }
        // A short name of one unknown word is the initials of something far more often than a word.
        if style == Style::Name && self.alone && self.text.chars().count() <= 5 {
            return self.text.to_owned();
        }
        capital_if(true, &self.text.to_lowercase())
    }

    /// `[ADOMA] |GHL| RS BAYARD`: what stands in brackets or bars is a code.
    fn is_bracketed(&self) -> bool {
        self.before.ends_with(['[', '|']) && self.after.starts_with([']', '|'])
    }
}

/// "1ER", "12E", "9EME": a number with its ending, in small letters.
fn ordinal(word: &str) -> Option<String> {
    let ending = word.trim_start_matches(|c: char| c.is_ascii_digit());
    (ending.len() < word.len()
        && matches!(ending, "ER" | "ERE" | "ÈRE" | "E" | "EME" | "ÈME" | "ND" | "NDE" | "BIS" | "TER"))
    .then(|| word.to_lowercase())
}

/// Known acronyms, Roman numerals, words with a digit, and words without a vowel.
fn is_acronym(word: &str, folded: &str) -> bool {
    let letters = folded.chars().count();
    let roman = letters > 1 && folded.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let vowels = folded.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let abbreviation = matches!(folded, "st" | "ste" | "dr" | "mr" | "mme" | "mlle" | "cdt" | "gal" | "mgr");
    let digits = word.chars().any(char::is_numeric);
    lexicon::is_acronym(folded)
        || roman
        || digits
        || letters > 1 && !vowels && !abbreviation && !lexicon::is_word(folded)
}

/// The word with a capital first letter, or as it is.
fn capital_if(capital: bool, word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::town_hall("MAIRIE DE LENS", "Lens", "Mairie de Lens")]
    #[case::elision(
        "MAISON DE SERVICES AU PUBLIC D'ABONDANCE",
        "Abondance",
        "Maison de services au public d'Abondance"
    )]
    #[case::lost_apostrophe("COMMUNE D ALGRANGE", "Algrange", "Commune d'Algrange")]
    #[case::spaced_apostrophe("AFPA ACCES A L' EMPLOI", "Vénissieux", "AFPA accès à l'emploi")]
    #[case::accents("MEDIATHEQUE MUNICIPALE DE GUERET", "Guéret", "Médiathèque municipale de Guéret")]
    #[case::hyphens(
        "COMMUNE DE ST GERVAIS D AUVERGNE",
        "Saint-Gervais-d'Auvergne",
        "Commune de Saint-Gervais-d'Auvergne"
    )]
    #[case::article("VILLE DU ROBERT", "Le Robert", "Ville du Robert")]
    #[case::arrondissement("MAIRIE DE PARIS", "Paris 12e", "Mairie de Paris")]
    #[case::arrondissement_written("MAIRIE DU 12E PARIS 12E", "Paris 12e", "Mairie du 12e Paris 12e")]
    #[case::acronyms("CCAS ET EPN DE LENS", "Lens", "CCAS et EPN de Lens")]
    #[case::roman("LYCEE HENRI IV", "Paris 5e", "Lycée Henri IV")]
    #[case::no_vowels("MDPH ET CLLJ DU VAR", "Toulon", "MDPH et CLLJ du Var")]
    #[case::initials_alone("ADIE", "Nouméa", "ADIE")]
    #[case::word_alone("MAIRIE", "La Roche-Jaudy", "Mairie")]
    #[case::commune_alone("DARNEY", "Darney", "Darney")]
    #[case::second_part("MEDIATHEQUE - LE CUBE", "Lens", "Médiathèque - Le Cube")]
    #[case::brackets("[ADOMA] |GHL| RS BAYARD", "Toulouse", "[ADOMA] |GHL| RS Bayard")]
    #[case::post("LA POSTE MONT SOUS VAUDREY", "Mont-sous-Vaudrey", "La Poste Mont-sous-Vaudrey")]
    #[case::person("CENTRE SOCIAL JACQUES YVES COUSTEAU", "Marck", "Centre social Jacques Yves Cousteau")]
    #[case::initials("ESPACE J.C. MARTIN", "Lens", "Espace J.C. Martin")]
    #[case::digits("CAMPUS NUMERIQUE 47", "Agen", "Campus numérique 47")]
    fn softens_names(#[case] name: &str, #[case] commune: &str, #[case] softened: &str) {
        assert!(is_all_capitals(name));
        assert_eq!(soften(name, commune, Style::Name), softened);
    }

    #[rstest]
    #[case::kind("10 RUE DU SOUS PREFET BARRE", "10 rue du sous Prefet Barre")]
    #[case::short_kind("6 AV FRANCOIS MAURIAC", "6 avenue Francois Mauriac")]
    #[case::no_number("PL DE L HOTEL DE VILLE", "Place de l'Hôtel de Ville")]
    #[case::bis("10 BIS BD DE BELFORT", "10 bis boulevard de Belfort")]
    #[case::glued_bis("10BIS CHE VERT", "10bis chemin Vert")]
    #[case::letter("4 RUE PASTEUR BATIMENT A", "4 rue Pasteur Bâtiment A")]
    #[case::commune("MAIRIE DE LENS", "Mairie de Lens")]
    #[case::initials("R.P.N.10", "R.P.N.10")]
    #[case::box_number("BP 12", "BP 12")]
    fn softens_streets(#[case] street: &str, #[case] softened: &str) {
        assert_eq!(soften(street, "Lens", Style::Street), softened);
    }

    #[rstest]
    #[case::hyphens("SAINT-GERVAIS-SUR-MARE", "Saint-Gervais-sur-Mare")]
    #[case::article("LE MESNIL", "Le Mesnil")]
    #[case::short("Y", "Y")]
    fn softens_places(#[case] place: &str, #[case] softened: &str) {
        assert_eq!(soften(place, "", Style::Place), softened);
    }

    #[rstest]
    #[case::mixed("Mairie de LENS", false)]
    #[case::digits("115", false)]
    #[case::capitals("LENS 2", true)]
    fn knows_capitals(#[case] text: &str, #[case] all: bool) {
        assert_eq!(is_all_capitals(text), all);
    }
}
