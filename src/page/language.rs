//! The languages, each by its own name in its own letters, a portion at a time.

use super::{Block, Choice, ChoiceId, Page, PageKind};
use crate::locale::Locale;
use crate::model::Context;

/// Languages of a portion: a digit is left for the others, and one for the way back.
const PORTION: usize = 7;

/// The page of languages.
#[must_use]
pub fn page(portion: usize, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Language, locale.say("language.title"));
    let name = |locale: &Locale| Choice::new(ChoiceId::Speak(*locale), locale.say("language.own-name"));
    page.blocks.push(Block::Choices(self::portion(portion).iter().map(name).collect()));
    let mut ways = Vec::new();
    let others = after(portion);
    if !others.is_empty() {
        ways.push(Choice::new(ChoiceId::More, names(others)));
    }
    ways.push(Choice::new(ChoiceId::Back, locale.say("choice.back")));
    page.blocks.push(Block::Choices(ways));
    page
}

/// The languages of a portion.
pub(super) fn portion(place: usize) -> &'static [Locale] {
    Locale::ALL.chunks(PORTION).nth(place).unwrap_or_default()
}

/// The languages after a portion.
pub(super) fn after(place: usize) -> &'static [Locale] {
    Locale::ALL.get((place + 1) * PORTION..).unwrap_or_default()
}

/// Languages by their own names, on one line.
pub(super) fn names(locales: &[Locale]) -> String {
    let names: Vec<String> = locales.iter().map(|locale| locale.say("language.own-name")).collect();
    names.join(" · ")
}
