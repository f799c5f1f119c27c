//! The hard words of the page before, explained by the glossary of the edition.

use super::{Block, Choice, ChoiceId, Fact, Page, PageKind};
use crate::model::{Context, Word};

/// The page of these words.
#[must_use]
pub fn page(words: &[Word], context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Words, locale.say("words.title"));
    if words.is_empty() {
        page.blocks.push(Block::Text(locale.say("words.none")));
    } else {
        page.blocks.push(Block::Facts(words.iter().map(|word| Fact::new(&word.term, &word.meaning)).collect()));
    }
    page.blocks.push(Block::Text(locale.say("words.person")));
    page.blocks.push(Block::Choices(vec![Choice::new(ChoiceId::Back, locale.say("choice.back"))]));
    page
}
