//! The languages, each by its own name in its own letters.

use super::{Block, Choice, ChoiceId, Page, PageKind};
use crate::locale::Locale;
use crate::model::Context;

/// The page of languages.
#[must_use]
pub fn page(context: &Context) -> Page {
    let mut page = Page::new(PageKind::Language, context.locale.say("language.title"));
    let languages =
        Locale::ALL.iter().map(|locale| Choice::new(ChoiceId::Speak(*locale), locale.say("language.own-name")));
    page.blocks.push(Block::Choices(languages.collect()));
    page.blocks.push(Block::Choices(vec![Choice::new(ChoiceId::Back, context.locale.say("choice.back"))]));
    page
}
