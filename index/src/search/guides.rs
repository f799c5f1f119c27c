//! The guides of an edition: few and short, so they stay in memory as they are; tantivy finds them by their words in every
//! language at once.

use std::collections::HashSet;

use super::expand::Words;
use super::text_index::{Document, TextIndex};
use super::{Ask, GuideHit, Score, SearchError, Wanted, matching};
use crate::guide::week::of_the_week;
use crate::guide::{Guide, Passage, Theme};
use crate::nearest;
use crate::questions::{MOST_GUIDES, Wish};
use crate::understanding::{Asks, Reading, Unit};

/// What a guide is worth that is about what words mean; each further guide of the same meaning is worth less.
const ABOUT: f32 = 0.97;
const NEXT_ABOUT: f32 = 0.9;

pub(super) struct GuideShelf {
    guides: Vec<Guide>,
    index: TextIndex,
}

/// A guide on its way to being a hit.
struct Ranked<'a> {
    slug: &'a str,
    score: Score,
    fallback: bool,
}

impl GuideShelf {
    pub(super) fn in_memory(guides: Vec<Guide>) -> Result<Self, SearchError> {
        let index = TextIndex::in_memory(guides.iter().map(document), &mut |_| {})?;
        Ok(Self { guides, index })
    }

    pub(super) fn by_slug(&self, slug: &str, locale: &str) -> Option<&Guide> {
        let versions: Vec<&Guide> = self.guides.iter().filter(|guide| guide.slug == slug).collect();
        nearest::languages(locale)
            .iter()
            .find_map(|wanted| versions.iter().find(|guide| guide.locale == *wanted))
            .or_else(|| versions.first())
            .copied()
    }

    /// The words of all guides.
    pub(super) fn text(&self) -> &TextIndex {
        &self.index
    }

    /// The guides that answer, best first, and how many there are in all.
    pub(super) fn find(
        &self,
        ask: &Ask,
        reading: &Reading,
        words: &mut Words<'_>,
    ) -> Result<(Vec<GuideHit>, usize), SearchError> {
        let found = match &ask.wanted {
            Wanted::Words(_) => self.matching(reading, words)?,
            Wanted::Need(need) => {
                let theme = need.theme();
                let of_theme =
                    || self.guides.iter().filter(|guide| Some(guide.theme) == theme).map(|guide| guide.slug.as_str());
                // The discovery of the week, which the home page names, stands first behind its door.
                let day = ask.moment.now.date();
                let first = (theme == Some(Theme::Discovery)).then(|| of_the_week(of_theme(), day)).flatten();
                first.into_iter().chain(of_theme()).map(Ranked::sure).collect()
            }
            Wanted::Help { next, .. } => next.iter().map(|slug| Ranked::sure(slug)).collect(),
            Wanted::Path(wish) => self.for_wish(wish),
        };
        let mut seen = HashSet::new();
        let mut hits: Vec<GuideHit> = found
            .into_iter()
            .filter(|hit| seen.insert(hit.slug))
            .filter_map(|hit| {
                let guide = self.by_slug(hit.slug, &ask.locale)?.clone();
                Some(GuideHit { guide, score: hit.score, fallback: hit.fallback })
            })
            .collect();
        let total = hits.len();
        hits.truncate(ask.limit);
        Ok((hits, total))
    }

    /// The guides of a wish; where none of them is there, the first that can be done with what is at hand, and any else.
    fn for_wish<'a>(&'a self, wish: &'a Wish) -> Vec<Ranked<'a>> {
        let known =
            |slug: &str| self.guides.iter().find(|guide| guide.slug == slug).map(|guide| guide.settings.as_slice());
        let meant: Vec<Ranked<'_>> = wish.ranked(&known).into_iter().map(Ranked::sure).collect();
        if !meant.is_empty() {
            return meant;
        }
        let mut seen = HashSet::new();
        let mut others: Vec<&Guide> = self.guides.iter().filter(|guide| seen.insert(guide.slug.as_str())).collect();
        others.sort_by_key(|guide| !wish.fits(&guide.settings));
        let offered = others.into_iter().take(MOST_GUIDES);
        offered.map(|guide| Ranked { fallback: true, ..Ranked::sure(&guide.slug) }).collect()
    }

    fn matching(&self, reading: &Reading, words: &mut Words<'_>) -> Result<Vec<Ranked<'_>>, SearchError> {
        // Where and when say nothing about a guide.
        let about = |unit: &&Unit| matches!(unit.asks, Asks::Words | Asks::Meaning(_));
        let units: Vec<Unit> = reading.units.iter().filter(about).cloned().collect();
        if units.is_empty() {
            return Ok(Vec::new());
        }
        let mut matches = matching::matches(&self.index, &units, words, &guide_tags)?;
        matches.sort_by(|a, b| b.text.total_cmp(&a.text).then(a.doc.cmp(&b.doc)));
        let guide = |doc: u32| self.guides.get(doc as usize);
        Ok(matches
            .into_iter()
            .filter_map(|hit| {
                let score = Score::new(hit.text, hit.service, None);
                let fallback = hit.stands_in(reading);
                Some(Ranked { slug: guide(hit.doc)?.slug.as_str(), score, fallback })
            })
            .collect())
    }
}

impl<'a> Ranked<'a> {
    /// A guide that stands where it stands for a reason of its own.
    fn sure(slug: &'a str) -> Self {
        Self { slug, score: Score::new(1.0, 0.0, None), fallback: false }
    }
}

fn slug_tag(slug: &str) -> String {
    format!("slug:{slug}")
}

/// The tags of guides about what words mean.
fn guide_tags(asks: &Asks) -> Vec<(String, f32)> {
    let Asks::Meaning(meaning) = asks else { return Vec::new() };
    let mut worth = ABOUT;
    let mut tags = Vec::new();
    for slug in &meaning.guides {
        tags.push((slug_tag(slug), worth));
        worth *= NEXT_ABOUT;
    }
    tags
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
        tags: vec![slug_tag(&guide.slug)],
        position: None,
        record: Vec::new(),
    }
}
