//! One actor: what it does, for whom, how to reach it, where, how a helper refers someone to it, and where all this comes
//! from. And actors among other things, wherever they are offered.

use std::sync::Arc;

use repere_index::actor::Actor;
use repere_index::guide::Verified;

use super::{Block, Choice, ChoiceId, Fact, Page, PageKind, Tone};
use crate::locale::{Locale, way};
use crate::model::Context;

/// The page of an actor.
#[must_use]
pub fn page(actor: &Actor, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Actor, &actor.name);
    if locale.code() != actor.locale {
        let name = Locale::from_code(&actor.locale).map(|other| other.say("language.own-name"));
        let name = name.unwrap_or_else(|| actor.locale.clone());
        let text = locale.say_with("actor.other-language", &[("language", &name)]);
        page.blocks.push(Block::Notice { tone: Tone::Calm, text });
    }
    page.blocks.push(Block::Text(actor.does.clone()));
    let mut facts = Vec::new();
    let mut push = |key: &str, values: Vec<String>| {
        if !values.is_empty() {
            facts.push(Fact { label: locale.say(key), values, current: false });
        }
    };
    let text = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    push("actor.audience", text(&actor.audience));
    push("actor.how", text(&actor.how));
    push("venue.phone", actor.phones.iter().map(|phone| way::phone(phone)).collect());
    push("actor.territory", text(&actor.territory));
    push("venue.mail", actor.mails.clone());
    push("venue.site", actor.sites.clone());
    push("actor.refer", text(&actor.refer));
    push("actor.kind", text(&actor.kind));
    push("venue.source", source(actor, locale));
    page.blocks.push(Block::Facts(facts));
    page.blocks.push(Block::Choices(vec![
        Choice::new(ChoiceId::Back, locale.say("choice.back")),
        Choice::new(ChoiceId::Home, locale.say("choice.home")),
    ]));
    page
}

/// When it was checked, and against what; that nobody could, and why.
fn source(actor: &Actor, locale: Locale) -> Vec<String> {
    let verified = match &actor.verified {
        Verified::On(date) => locale.say_with("guide.verified", &[("date", &locale.date(*date))]),
        Verified::NotChecked(reason) => locale.say_with("guide.not-checked", &[("reason", reason)]),
    };
    std::iter::once(verified).chain(actor.source.clone()).collect()
}

/// Actors to choose from, at their places in the list, with the first sentence of what they do.
pub(super) fn choices<'a>(actors: impl IntoIterator<Item = (usize, &'a Arc<Actor>)>) -> Vec<Choice> {
    let choice = |(place, actor): (usize, &Arc<Actor>)| {
        let first = actor.does.split_once(". ").map_or_else(|| actor.does.clone(), |(first, _)| format!("{first}."));
        Choice::new(ChoiceId::Actor(place), &actor.name).detail(first)
    };
    actors.into_iter().map(choice).collect()
}
