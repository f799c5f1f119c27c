//! From a word that was typed to the words of the index that it may stand for: itself, what it begins, its stem, and what
//! it is a misspelling of. Knows dictionaries, not documents' worth.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;

use super::SearchError;
use super::stem::Stems;
use super::text_index::{Part, TextIndex};
use crate::typos::Typos;

/// A word of the index that a typed word may stand for.
pub(super) struct Candidate<'index> {
    /// Where its documents are listed.
    pub(super) reader: &'index InvertedIndexReader,
    pub(super) term: TermInfo,
    /// `None` for the stems, which belong to no one part.
    pub(super) part: Option<Part>,
    /// How surely the typed word means this one, 0 to 1.
    pub(super) sureness: f32,
}

/// The same word.
const EXACT: f32 = 1.0;
/// The beginning of a longer word: from here up to [`EXACT`], the more of it was typed.
const PREFIX: f32 = 0.7;
/// The same stem.
const STEM: f32 = 0.75;
/// One letter wrong, or two swapped.
const ONE_TYPO: f32 = 0.6;
/// Two letters wrong.
const TWO_TYPOS: f32 = 0.4;
/// What a beginning of a word with a typo in it keeps of the above.
const TYPO_IN_PREFIX: f32 = 0.8;

/// A short word has too many neighbours for its typos to mean anything.
const SHORTEST_WITH_TYPO: usize = 4;
/// From this length on two typos are looked for.
const SHORTEST_WITH_TWO: usize = 7;
/// A beginning this short says little: only the word being typed is completed then.
const SHORTEST_BEGINNING: usize = 3;
/// At most this many words for one beginning or one misspelling: keeps a one-letter query quick in a large index.
const MOST_WORDS: usize = 400;

/// What is known of words besides one index.
pub(super) struct Words<'a> {
    locale: &'a str,
    /// All indexes of the edition: a word that one of them has is no misspelling in another.
    indexes: [&'a TextIndex; 3],
    stems: Stems,
    /// What misspelt words were taken for, the nearest spelling of each: mistakes, folded word.
    taken_for: HashMap<String, (Nearness, String)>,
}

/// Fewest mistakes first, then most documents.
type Nearness = (u8, Reverse<u32>);

impl<'a> Words<'a> {
    /// For a visitor who reads `locale`.
    pub(super) fn new(locale: &'a str, indexes: [&'a TextIndex; 3]) -> Self {
        Self { locale, indexes, stems: Stems::default(), taken_for: HashMap::new() }
    }

    /// What misspelt words were taken for, folded.
    pub(super) fn taken_for(&self) -> impl Iterator<Item = &str> {
        self.taken_for.values().map(|(_, word)| word.as_str())
    }

    fn take(&mut self, typed: &str, nearness: Nearness, meant: &[u8]) {
        let nearer = self.taken_for.get(typed).is_none_or(|(best, _)| nearness < *best);
        if nearer && let Ok(meant) = std::str::from_utf8(meant) {
            self.taken_for.insert(typed.to_owned(), (nearness, meant.to_owned()));
        }
    }

    /// Whether a word is written so somewhere, or begins so while it is `typing`. Descriptions do not count: they have
    /// misspelt words of their own.
    fn spelled_right(&self, word: &str, typing: bool) -> bool {
        self.indexes.iter().any(|index| index.knows(word) || (typing && index.knows_beginning(word)))
    }
}

/// All that `word` (folded) may stand for. `typing` tells that it is the last word and may be unfinished.
pub(super) fn candidates<'index>(
    index: &'index TextIndex,
    word: &str,
    typing: bool,
    words: &mut Words<'_>,
) -> Result<Vec<Candidate<'index>>, SearchError> {
    let letters = word.chars().count();
    let mut found = Vec::new();
    for (part, reader) in index.parts() {
        if let Some(term) = reader.terms().get(word)? {
            found.push(Candidate { reader, term, part: Some(part), sureness: EXACT });
        }
    }
    if typing || letters > SHORTEST_BEGINNING {
        for (part, reader) in index.parts() {
            beginnings(&mut found, part, reader, word)?;
        }
    }
    // Every language of the interface stems the same word its own way.
    let mut tried: Vec<String> = Vec::new();
    for language in [words.locale, "fr", "en"] {
        let stem = words.stems.of(word, language);
        if tried.contains(&stem) {
            continue;
        }
        if let Some(term) = index.stems().terms().get(&stem)? {
            found.push(Candidate { reader: index.stems(), term, part: None, sureness: STEM });
        }
        tried.push(stem);
    }
    if letters >= SHORTEST_WITH_TYPO && !words.spelled_right(word, typing) {
        mended(&mut found, index, word, typing, words)?;
    }
    Ok(found)
}

/// What a word that nobody wrote so may be meant for. Two mistakes are looked for only where one explains nothing, and
/// descriptions, which have misspelt words of their own, are left alone: both walks are long.
fn mended<'index>(
    found: &mut Vec<Candidate<'index>>,
    index: &'index TextIndex,
    word: &str,
    typing: bool,
    words: &mut Words<'_>,
) -> Result<(), SearchError> {
    let letters = word.chars().count();
    let before = found.len();
    for mistakes in 1..=if letters >= SHORTEST_WITH_TWO { 2 } else { 1 } {
        let whole = Typos::of(word, mistakes);
        for (part, reader) in index.telling_parts() {
            misspelt(found, part, reader, &whole, 1.0, &mut |distance, meant, term| {
                words.take(word, (distance, Reverse(term.doc_freq)), meant);
            })?;
        }
        if typing && mistakes == 1 && letters > SHORTEST_WITH_TYPO {
            let beginning = Typos::of_beginning(word);
            for (part, reader) in index.telling_parts() {
                misspelt(found, part, reader, &beginning, TYPO_IN_PREFIX, &mut |_, _, _| {})?;
            }
        }
        if found.len() > before {
            break;
        }
    }
    Ok(())
}

fn beginnings<'index>(
    found: &mut Vec<Candidate<'index>>,
    part: Part,
    reader: &'index InvertedIndexReader,
    word: &str,
) -> Result<(), SearchError> {
    let mut longer = reader.terms().range().gt(word).into_stream()?;
    let mut count = 0;
    while let Some((term, info)) = longer.next() {
        if !term.starts_with(word.as_bytes()) || count == MOST_WORDS {
            break;
        }
        count += 1;
        let typed = ratio(word.len(), term.len());
        let sureness = PREFIX + (EXACT - PREFIX) * typed * typed;
        found.push(Candidate { reader, term: info.clone(), part: Some(part), sureness });
    }
    Ok(())
}

fn misspelt<'index>(
    found: &mut Vec<Candidate<'index>>,
    part: Part,
    reader: &'index InvertedIndexReader,
    typos: &Typos,
    share: f32,
    taken_for: &mut dyn FnMut(u8, &[u8], &TermInfo),
) -> Result<(), SearchError> {
    let mut near = reader.terms().search(typos).into_stream()?;
    let mut count = 0;
    while let Some((term, info)) = near.next() {
        if count == MOST_WORDS {
            break;
        }
        count += 1;
        let distance = typos.distance(term).unwrap_or(2);
        let sureness = match distance {
            0 => EXACT,
            1 => ONE_TYPO,
            _ => TWO_TYPOS,
        };
        taken_for(distance, term, info);
        found.push(Candidate { reader, term: info.clone(), part: Some(part), sureness: sureness * share });
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "lengths of words are small")]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}
