//! Help: how to use the terminal, and what can be pressed on the page that the visitor comes from. The keys are read from
//! the key table, so this page cannot say what is not so.

use super::{Block, Choice, ChoiceId, Fact, InputMode, Page, PageKind};
use crate::keymap;
use crate::model::Context;

/// The help about a page.
#[must_use]
pub fn page(about: PageKind, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Help, locale.say("help.title"));
    page.blocks.push(Block::Text(locale.say("help.lead")));
    page.blocks.push(Block::Text(locale.say(match about {
        PageKind::Home | PageKind::Help | PageKind::Cover => "help.page.home",
        PageKind::Results => "help.page.results",
        PageKind::Filters => "help.page.filters",
        PageKind::Venue | PageKind::Words => "help.page.venue",
        PageKind::Guide => "help.page.guide",
        PageKind::Actor => "actor.help",
        PageKind::Language => "help.page.language",
        PageKind::About => "help.page.about",
        PageKind::Letters => "help.page.letters",
        PageKind::Path => "path.help",
        PageKind::Staff => "help.page.staff",
    })));
    page.blocks.push(Block::Heading(locale.say("help.keys")));
    let keys = keymap::hints(about, InputMode::Choosing);
    page.blocks.push(Block::Facts(
        keys.map(|hint| Fact::new(locale.say(hint.key), locale.say(&format!("{}-long", hint.action)))).collect(),
    ));
    page.blocks.push(Block::Text(locale.say("help.person")));
    page.blocks.extend(super::staff::desk::facts(context));
    page.blocks.push(Block::Heading(locale.say("help.settings")));
    page.blocks.push(Block::Choices(vec![
        Choice::new(ChoiceId::Enlarge, locale.letters(context.look.size)),
        Choice::new(ChoiceId::Recolour, locale.colours(context.look.theme)),
        Choice::new(ChoiceId::Languages, locale.say("home.languages")),
        Choice::new(ChoiceId::Words, locale.say("words.title")),
        Choice::new(ChoiceId::Hide, locale.say("help.hide")),
        Choice::new(ChoiceId::Finish, locale.say("help.finish")),
        Choice::new(ChoiceId::Back, locale.say("choice.back")),
        Choice::new(ChoiceId::Home, locale.say("choice.home")),
    ]));
    page
}
