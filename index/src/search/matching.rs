//! From the words of a query to the documents they match and how well. Ranking by place and time comes after.
//!
//! tantivy's fuzzy queries score a constant, so documents are scored here: for each word the best of what it may stand
//! for, weighted by the part it was found in and by how rare the word is; a document's match is what it reaches of the
//! most it could reach.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, TERMINATED};

use super::SearchError;
use super::expand::{self, Candidate};
use super::stem::Stems;
use super::text_index::{Part, TextIndex};

/// What a word is worth in a part of a document.
fn weight(part: Option<Part>) -> f32 {
    match part {
        Some(Part::Name) => 1.0,
        Some(Part::Offer) => 0.85,
        Some(Part::Place) => 0.8,
        None => 0.6,
        Some(Part::Text) => 0.5,
    }
}

/// Documents that reach less than this share of the best match are left out: they share one common word with the query.
const WORTH_SHOWING: f32 = 0.5;
/// What a name pays for each word that was not asked for, so that "Mairie de Lens" stands above "Mairie annexe de Lens".
const UNASKED_NAME_WORD: f32 = 0.01;
/// A query is read up to this many words; what follows changes nothing that a person would notice.
const MOST_WORDS: usize = 12;

/// One matching document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) doc: DocId,
    /// 0 to 1.
    pub(super) text: f32,
}

/// The documents that match `words` (folded), unordered. The last word may be unfinished.
pub(super) fn matches(index: &TextIndex, words: &[String], locale: &str) -> Result<Vec<Match>, SearchError> {
    let mut sums = vec![0.0_f32; index.len()];
    let mut most = 0.0_f32;
    let mut stems = Stems::default();
    let mut best = vec![0.0_f32; index.len()];
    let words = words.get(..MOST_WORDS).unwrap_or(words);
    for (place, word) in words.iter().enumerate() {
        let last = place + 1 == words.len();
        let candidates = expand::candidates(index, word, last, locale, &mut stems)?;
        let touched = best_of(&candidates, &mut best)?;
        let rarity = rarity(touched.len(), index.len());
        most += rarity;
        for doc in touched {
            if let (Some(sum), Some(best)) = (sums.get_mut(doc as usize), best.get_mut(doc as usize)) {
                *sum += rarity * *best;
                *best = 0.0;
            }
        }
    }
    let mut found: Vec<Match> = (0..)
        .zip(&sums)
        .filter(|(_, sum)| **sum > 0.0)
        .map(|(doc, sum)| Match { doc, text: (sum / most - surplus(index, doc, words.len())).max(0.001) })
        .collect();
    let top = found.iter().map(|hit| hit.text).fold(0.0, f32::max);
    found.retain(|hit| hit.text >= top * WORTH_SHOWING);
    Ok(found)
}

/// Fills `best` with the worth of the best candidate for each document, and returns the documents touched, each once.
fn best_of(candidates: &[Candidate<'_>], best: &mut [f32]) -> Result<Vec<DocId>, SearchError> {
    let mut touched = Vec::new();
    for candidate in candidates {
        let worth = candidate.sureness * weight(candidate.part);
        let mut postings = candidate.reader.read_postings_from_terminfo(&candidate.term, IndexRecordOption::Basic)?;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if let Some(best) = best.get_mut(doc as usize) {
                if *best == 0.0 {
                    touched.push(doc);
                }
                *best = best.max(worth);
            }
            doc = postings.advance();
        }
    }
    Ok(touched)
}

/// How much a word tells: a word that matches nothing counts in full, one that matches everything hardly at all.
#[expect(clippy::cast_precision_loss, reason = "numbers of documents stay far below 2^24")]
fn rarity(matching: usize, all: usize) -> f32 {
    (1.0 + all as f32 / (1.0 + matching as f32)).ln()
}

fn surplus(index: &TextIndex, doc: DocId, asked: usize) -> f32 {
    let unasked = usize::from(index.name_length(doc)).saturating_sub(asked);
    f32::from(u8::try_from(unasked.min(10)).unwrap_or(10)) * UNASKED_NAME_WORD
}
