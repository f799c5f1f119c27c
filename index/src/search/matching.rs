//! From the parts of a query to the documents they match and how well. Ranking by place and time comes after.
//!
//! tantivy's fuzzy queries score a constant, so documents are scored here: for each part of the query the best of what it
//! may stand for (its words in some form, or the services, kinds and guides that they mean), weighted by where it was
//! found and by how rare it is; a document's match is what it reaches of the most it could reach.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, TERMINATED};

use super::SearchError;
use super::expand::{self, Candidate, Words};
use super::text_index::{Part, TextIndex};
use crate::understanding::{Asks, Reading, Unit};

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
/// From this worth on, a part of the query counts as answered by a document.
const ANSWERED: f32 = 0.42;
/// Beside something that was understood, a word that no name has ("imprimer un *document*", "*reconnaître* une arnaque")
/// counts for so much of it, and of at least this rarity.
const BESIDE: f32 = 0.2;
const LEAST_COMMON: f32 = 1.0;
/// What answers less than this share of the query is no answer to it.
const ANSWER: f32 = 0.7;
/// What the words of a place keep of their weight: nearness to it says the rest.
const PLACE_SHARE: f32 = 0.35;

/// One matching document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) doc: DocId,
    /// How well the words match, 0 to 1.
    pub(super) text: f32,
    /// How well it offers what the words mean, 0 to 1; 0 when they mean no service.
    pub(super) service: f32,
    /// How much of what was asked for it answers at all, 0 to 1.
    pub(super) answered: f32,
}

impl Match {
    /// Whether it is offered instead of an answer, not as one: it answers too little of the query, or the query is about
    /// danger or about something that is not known here.
    pub(super) fn stands_in(&self, reading: &Reading) -> bool {
        reading.outside.is_some() || !reading.urgent.is_empty() || !self.answers()
    }

    /// Whether it answers enough of the query to be an answer.
    pub(super) fn answers(&self) -> bool {
        self.answered >= ANSWER
    }
}

/// Names the tags that answer a meaning, each with its worth.
pub(super) type TagsOf<'a> = &'a dyn Fn(&Asks) -> Vec<(String, f32)>;

/// The sums over the parts of a query, one entry a document.
struct Tally {
    sums: Vec<f32>,
    services: Vec<f32>,
    answered: Vec<f32>,
    most: f32,
    most_answered: f32,
}

/// The documents that match `units`, unordered. The last word may be unfinished.
pub(super) fn matches(
    index: &TextIndex,
    units: &[Unit],
    known: &mut Words<'_>,
    tags: TagsOf<'_>,
) -> Result<Vec<Match>, SearchError> {
    let zeros = || vec![0.0_f32; index.len()];
    let mut tally = Tally { sums: zeros(), services: zeros(), answered: zeros(), most: 0.0, most_answered: 0.0 };
    let mut best = zeros();
    let mut common = f32::INFINITY;
    // What was understood first: it says how much the words beside it may count.
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|place| !units.get(*place).is_some_and(|unit| matches!(unit.asks, Asks::Meaning(_))));
    for (place, unit) in order.into_iter().filter_map(|place| Some((place, units.get(place)?))) {
        let last = place + 1 == units.len();
        let mut touched = words_of(index, &unit.words, last, known, &mut best)?;
        if !unit.other_words.is_empty() {
            touched.extend(words_of(index, &unit.other_words, false, known, &mut best)?);
        }
        for (tag, worth) in tags(&unit.asks) {
            for doc in index.with_tag(&tag)? {
                if let (Some(best), Some(service)) = (best.get_mut(doc as usize), tally.services.get_mut(doc as usize))
                {
                    *service = service.max(worth);
                    if *best == 0.0 {
                        touched.push(doc);
                    }
                    *best = best.max(worth);
                }
            }
        }
        let beside = common.is_finite() && unit.asks == Asks::Words && !unit.words.iter().any(|word| index.names(word));
        let most = if beside { common * BESIDE } else { f32::INFINITY };
        // Beside what was understood, such a word helps where it stands, and is missed nowhere.
        let required = matches!(unit.asks, Asks::Words | Asks::Meaning(_)) && !beside;
        let rarity = tally.add(index, unit, touched, (most, required), &mut best);
        if matches!(unit.asks, Asks::Meaning(_)) {
            common = rarity.max(LEAST_COMMON).min(common);
        }
    }
    Ok(tally.finish(index, units))
}

/// Fills `best` with how well the words are found in each document, averaged over them; returns the documents that it
/// touched first.
fn words_of(
    index: &TextIndex,
    words: &[String],
    last: bool,
    known: &mut Words<'_>,
    best: &mut [f32],
) -> Result<Vec<DocId>, SearchError> {
    if let [word] = words {
        return best_of(&expand::candidates(index, word, last, known)?, best);
    }
    let mut sums: Vec<(DocId, f32)> = Vec::new();
    let mut one = vec![0.0_f32; index.len()];
    for (place, word) in words.iter().enumerate() {
        let unfinished = last && place + 1 == words.len();
        let candidates = expand::candidates(index, word, unfinished, known)?;
        for doc in best_of(&candidates, &mut one)? {
            if let Some(worth) = one.get_mut(doc as usize) {
                sums.push((doc, *worth));
                *worth = 0.0;
            }
        }
    }
    sums.sort_unstable_by_key(|(doc, _)| *doc);
    let mut touched = Vec::new();
    for same in sums.chunk_by(|a, b| a.0 == b.0) {
        let Some((doc, _)) = same.first() else { continue };
        let worth: f32 = same.iter().map(|(_, worth)| worth).sum::<f32>() / share(words.len());
        if let Some(best) = best.get_mut(*doc as usize) {
            if *best == 0.0 {
                touched.push(*doc);
            }
            *best = best.max(worth);
        }
    }
    Ok(touched)
}

impl Tally {
    /// Takes in what one part of the query has reached, and clears it. Its rarity counts
    /// at most as `most`, and is returned; a document that lacks a `required` part answers less of the query.
    fn add(
        &mut self,
        index: &TextIndex,
        unit: &Unit,
        touched: Vec<DocId>,
        (most, required): (f32, bool),
        best: &mut [f32],
    ) -> f32 {
        let share = if unit.asks == Asks::Place { PLACE_SHARE } else { 1.0 };
        let rarity = rarity(touched.len(), index.len()).min(most) * share;
        // A wish ("ouvert", "gratuit") is looked after by the ranking; its words only help where they stand.
        let wish = unit.asks == Asks::Wish;
        if !wish {
            self.most += rarity;
        }
        if required {
            self.most_answered += rarity;
        }
        for doc in touched {
            let at = doc as usize;
            let (Some(best), Some(sum), Some(answered)) =
                (best.get_mut(at), self.sums.get_mut(at), self.answered.get_mut(at))
            else {
                continue;
            };
            if !wish {
                *sum += rarity * *best;
            }
            if required && *best >= ANSWERED {
                *answered += rarity;
            }
            *best = 0.0;
        }
        rarity
    }

    fn finish(self, index: &TextIndex, units: &[Unit]) -> Vec<Match> {
        // Only a place, or only wishes: every document answers, those that name the place first.
        let nothing_required = self.most_answered == 0.0;
        let asked = units.iter().map(|unit| unit.words.len()).sum();
        let parts = self.sums.iter().zip(&self.services).zip(&self.answered);
        let mut found: Vec<Match> = (0..)
            .zip(parts)
            .filter(|(_, ((sum, _), _))| nothing_required || **sum > 0.0)
            .map(|(doc, ((sum, service), answered))| {
                let reached = if self.most > 0.0 { sum / self.most } else { 0.0 };
                let text = if nothing_required { 0.8 + 0.2 * reached } else { reached - surplus(index, doc, asked) };
                let answered = if nothing_required { 1.0 } else { answered / self.most_answered };
                Match { doc, text: text.max(0.001), service: *service, answered }
            })
            .collect();
        let top = found.iter().map(|hit| hit.text).fold(0.0, f32::max);
        found.retain(|hit| hit.text >= top * WORTH_SHOWING);
        found
    }
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

/// How much a part of a query tells: one that matches nothing counts in full, one that matches everything hardly at all.
fn rarity(matching: usize, all: usize) -> f32 {
    (1.0 + share(all) / (1.0 + share(matching))).ln()
}

fn surplus(index: &TextIndex, doc: DocId, asked: usize) -> f32 {
    let unasked = usize::from(index.name_length(doc)).saturating_sub(asked);
    share(unasked.min(10)) * UNASKED_NAME_WORD
}

#[expect(clippy::cast_precision_loss, reason = "numbers of documents and words stay far below 2^24")]
fn share(count: usize) -> f32 {
    count as f32
}
