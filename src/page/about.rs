//! About this terminal: what it is, how old what it says is, whose data it is, how accessible it is.

use super::{Block, Choice, ChoiceId, Fact, Page, PageKind, Tone};
use crate::model::staff::StaffChoice;
use crate::model::{Context, Loading};

/// The page about the terminal.
#[must_use]
pub fn page(context: &Context) -> Page {
    let locale = context.locale;
    let edition = &context.edition;
    let mut page = Page::new(PageKind::About, locale.say("about.title"));
    page.blocks.push(Block::Text(locale.say("about.lead")));
    page.blocks.push(Block::Text(locale.say("about.privacy")));
    page.blocks.extend(super::catalogue_notice(context));
    if context.loading == Loading::Ready {
        let name = edition.names.get(locale.code()).or_else(|| edition.names.values().next()).cloned();
        let mut facts = vec![Fact::new(locale.say("about.edition"), name.unwrap_or_default())];
        if let Some(sequence) = edition.sequence {
            facts.push(Fact::new(locale.say("about.number"), sequence.to_string()));
        }
        facts.push(Fact {
            label: locale.say("about.content"),
            values: vec![
                locale.count("results.venues", edition.venues),
                locale.count("results.guides", edition.guides),
            ],
            current: false,
        });
        if let (Some(oldest), Some(newest)) = (edition.oldest, edition.newest) {
            let dates = [("oldest", locale.date(oldest)), ("newest", locale.date(newest))];
            let said = locale.say_with("about.dates", &dates.each_ref().map(|(name, value)| (*name, value.as_str())));
            facts.push(Fact::new(locale.say("about.age"), said));
        }
        facts.push(Fact {
            label: locale.say("about.sources"),
            values: edition
                .sources
                .iter()
                .map(|source| locale.say_with("about.source", &[("name", &source.name), ("licence", &source.licence)]))
                .chain([locale.say("about.places-source")])
                .collect(),
            current: false,
        });
        if context.here.is_none() {
            facts.push(Fact::new(locale.say("about.here"), locale.say("about.here-unknown")));
        }
        page.blocks.push(Block::Facts(facts));
        if edition.demonstration {
            page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("demonstration.here") });
        }
    }
    if let Some(facts) = super::staff::desk::facts(context) {
        page.blocks.push(Block::Heading(locale.say("staff.desk.heading")));
        page.blocks.push(facts);
    }
    page.blocks.push(Block::Heading(locale.say("about.accessibility")));
    page.blocks.push(Block::Text(locale.say("about.accessibility-text")));
    page.blocks.push(Block::Heading(locale.say("about.program")));
    page.blocks.push(Block::Text(locale.say_with("about.program-text", &[("version", env!("CARGO_PKG_VERSION"))])));
    page.blocks.push(Block::Choices(vec![
        Choice::new(ChoiceId::Back, locale.say("choice.back")),
        Choice::new(ChoiceId::Home, locale.say("choice.home")),
        Choice::new(ChoiceId::Staff(StaffChoice::Enter), locale.say("staff.enter")),
        Choice::new(ChoiceId::Help, locale.say("home.help")),
    ]));
    page
}
