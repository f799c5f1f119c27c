//! What is on a stick and what comes of installing it, in plain words: what it brings, from whom, how old it is.

use super::super::{Block, Choice, ChoiceId, Fact, Page};
use super::editions::{card_facts, whole};
use super::home::content;
use super::{alert, back, choice, titled};
use crate::locale::{Locale, NO_BREAK_SPACE};
use crate::model::Context;
use crate::model::staff::{Difference, End, InstallProgress, Offered, Sentence, StaffChoice, StickOffer, StickState};

/// Bytes of a tenth of a megabyte.
const TENTH: u64 = 100_000;

/// What is on the stick.
pub(super) fn offer(offer: Option<&StickOffer>, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.stick.title", locale);
    let mut choices = Vec::new();
    let under_way = matches!(context.stick, StickState::Installing { .. });
    if let StickState::Installing { percent } = context.stick {
        page.blocks.push(Block::Progress(locale.say_with("stick.installing", &[("percent", &percent.to_string())])));
    }
    if let Some(offer) = offer {
        match &offer.content {
            Ok(offered) => {
                page.blocks.push(Block::Facts(offer_facts(offer, offered, context)));
                if !offered.reasons.is_empty() {
                    page.blocks.push(alert(locale.say("staff.stick.look-twice")));
                    page.blocks.push(Block::List(said(&offered.reasons, locale)));
                }
                if !under_way {
                    choices.push(choice(StaffChoice::Install, locale.say("staff.stick.install")));
                }
            }
            Err(sentence) => page.blocks.push(alert(sentence.said(locale))),
        }
    }
    choices.push(choice(StaffChoice::LookAgain, locale.say("staff.stick.look-again")));
    choices.push(back(locale));
    page.blocks.push(Block::Choices(choices));
    page
}

fn offer_facts(offer: &StickOffer, offered: &Offered, context: &Context) -> Vec<Fact> {
    let locale = context.locale;
    let mut facts = vec![Fact::new(locale.say("staff.stick.label"), &offer.label)];
    facts.extend(card_facts(&offered.edition, context));
    let signed = offered.signed_by.clone().unwrap_or_else(|| locale.say("staff.stick.unsigned"));
    facts.push(Fact::new(locale.say("staff.stick.from"), signed));
    facts.extend(offered.difference.map(|difference| Fact {
        label: locale.say("staff.stick.difference"),
        values: changes(difference, locale),
        current: false,
    }));
    facts
}

fn changes(difference: Difference, locale: Locale) -> Vec<String> {
    let Difference { added, gone, changed } = difference;
    let counted = [("staff.stick.added", added), ("staff.stick.gone", gone), ("staff.stick.changed", changed)];
    let said: Vec<String> = counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| locale.count(key, whole(count)))
        .collect();
    if said.is_empty() { vec![locale.say("staff.stick.same")] } else { said }
}

fn said(sentences: &[Sentence], locale: Locale) -> Vec<String> {
    sentences.iter().map(|sentence| sentence.said(locale)).collect()
}

/// Installing is asked once more.
pub(super) fn confirm(reasons: &[Sentence], context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.stick.title", locale);
    page.blocks.push(alert(locale.say("staff.stick.look-twice")));
    page.blocks.push(Block::List(said(reasons, locale)));
    page.blocks.push(Block::Choices(vec![
        Choice::new(ChoiceId::Back, locale.say("staff.no")),
        choice(StaffChoice::Confirm, locale.say("staff.stick.yes")),
    ]));
    page
}

/// How far the install is.
pub(super) fn progress(progress: &InstallProgress, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.stick.title", locale);
    page.blocks.push(Block::Progress(locale.say(&format!("staff.phase.{}", progress.phase.name()))));
    let mut facts = Vec::new();
    if progress.total > 0 {
        let of = of(&locale.number(whole(progress.done)), &locale.number(whole(progress.total)), locale);
        facts.push(Fact::new(locale.say("staff.stick.done"), of));
    }
    if progress.total_bytes > 0 {
        let of = of(&megabytes(progress.bytes, locale), &megabytes(progress.total_bytes, locale), locale);
        facts.push(Fact::new(locale.say("staff.stick.megabytes"), of));
    }
    facts.extend(progress.seconds_left.map(|seconds| {
        let left = match usize::try_from(seconds.div_ceil(60)) {
            Ok(minutes) if minutes > 1 => locale.count("way.minutes", minutes),
            _ => locale.say("staff.stick.soon"),
        };
        Fact::new(locale.say("staff.stick.left"), left)
    }));
    page.blocks.push(Block::Facts(facts));
    page.blocks.push(Block::Text(locale.say("staff.stick.leave-it")));
    page.blocks.push(Block::Choices(vec![choice(StaffChoice::Menu, locale.say("staff.menu"))]));
    page
}

fn of(done: &str, total: &str, locale: Locale) -> String {
    locale.say_with("staff.stick.of", &[("done", done), ("total", total)])
}

/// "5,2 Mo" without its unit, which stands in the name of the fact.
fn megabytes(bytes: u64, locale: Locale) -> String {
    let tenths = bytes.div_ceil(TENTH);
    let sign = if locale == Locale::ENGLISH { '.' } else { ',' };
    format!("{}{sign}{}", locale.number(whole(tenths / 10)), tenths % 10)
}

/// The end, in one sentence.
pub(super) fn done(end: &End, context: &Context) -> Page {
    let locale = context.locale;
    // What was installed is told with the stick; what was not may be tried again with another.
    let (title, sentence, take_out) = match end {
        End::Installed { venues, guides } => {
            let sentence = locale.say_with("stick.installed", &[("content", &content(*venues, *guides, locale))]);
            ("staff.stick.title", sentence, false)
        }
        End::NotInstalled(sentence) => ("staff.stick.title", sentence.said(locale), true),
        End::RolledBack => ("staff.editions.title", locale.say("staff.editions.rolled-back"), false),
    };
    let mut page = titled(title, locale);
    page.blocks.push(Block::Heading(sentence.replace(NO_BREAK_SPACE, " ")));
    if take_out {
        page.blocks.push(Block::Text(locale.say("staff.stick.take-out")));
    }
    page.blocks.push(Block::Choices(vec![
        choice(StaffChoice::Menu, locale.say("staff.menu")),
        Choice::new(ChoiceId::Home, locale.say("staff.leave")),
    ]));
    page
}
