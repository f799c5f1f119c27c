//! The guides of an edition: few and short, so they stay in memory as they are; tantivy finds them by their words in every
//! language at once.

use std::collections::HashSet;

use super::text_index::{Document, TextIndex};
use super::{Ask, GuideHit, Score, SearchError, Wanted, matching, words};
use crate::fold;
use crate::guide::{Guide, Passage};

pub(super) struct GuideShelf {
    guides: Vec<Guide>,
    index: TextIndex,
}

impl GuideShelf {
    pub(super) fn in_memory(guides: Vec<Guide>) -> Result<Self, SearchError> {
        let index = TextIndex::in_memory(guides.iter().map(document), &mut |_| {})?;
        Ok(Self { guides, index })
    }

    pub(super) fn by_slug(&self, slug: &str, locale: &str) -> Option<&Guide> {
        let versions: Vec<&Guide> = self.guides.iter().filter(|guide| guide.slug == slug).collect();
        let base = locale.split('-').next().unwrap_or(locale);
        [locale, base, "fr", "en"]
            .iter()
            .find_map(|wanted| versions.iter().find(|guide| guide.locale == *wanted))
            .or_else(|| versions.first())
            .copied()
    }

    /// The guides that answer, best first, and how many there are in all.
    pub(super) fn find(&self, ask: &Ask) -> Result<(Vec<GuideHit>, usize), SearchError> {
        let found = match &ask.wanted {
            Wanted::Words(text) => self.matching(text, &ask.locale)?,
            Wanted::Need(need) => {
                let theme = need.theme();
                let of_theme = self.guides.iter().filter(|guide| Some(guide.theme) == theme);
                of_theme.map(|guide| (guide.slug.as_str(), Score::new(1.0, None))).collect()
            }
            Wanted::Help { next, .. } => next.iter().map(|slug| (slug.as_str(), Score::new(1.0, None))).collect(),
        };
        let mut seen = HashSet::new();
        let mut hits: Vec<GuideHit> = found
            .into_iter()
            .filter(|(slug, _)| seen.insert(*slug))
            .filter_map(|(slug, score)| Some(GuideHit { guide: self.by_slug(slug, &ask.locale)?.clone(), score }))
            .collect();
        let total = hits.len();
        hits.truncate(ask.limit);
        Ok((hits, total))
    }

    fn matching(&self, text: &str, locale: &str) -> Result<Vec<(&str, Score)>, SearchError> {
        let words = words::telling(fold::words(text));
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut matches = matching::matches(&self.index, &words, locale)?;
        matches.sort_by(|a, b| b.text.total_cmp(&a.text).then(a.doc.cmp(&b.doc)));
        let guide = |doc: u32| self.guides.get(doc as usize);
        Ok(matches
            .into_iter()
            .filter_map(|hit| Some((guide(hit.doc)?.slug.as_str(), Score::new(hit.text, None))))
            .collect())
    }
}

fn document(guide: &Guide) -> Document {
    let mut text = vec![guide.why.as_str()];
    for step in &guide.steps {
        text.push(&step.title);
        text.extend(step.passages.iter().map(Passage::text));
    }
    Document {
        name: guide.title.clone(),
        offer: guide.keywords.join(" "),
        place: String::new(),
        text: text.join(" "),
        locale: guide.locale.clone(),
        tags: Vec::new(),
        position: None,
        record: Vec::new(),
    }
}
