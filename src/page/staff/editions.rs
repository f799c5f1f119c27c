//! What is served, what was served before, and what was installed when.

use super::super::{Block, Choice, ChoiceId, Fact, Page};
use super::{back, calm, choice, titled};
use crate::locale::Locale;
use crate::model::Context;
use crate::model::staff::{EditionCard, Editions, Hub, JournalLine, StaffChoice};

/// Lines of the journal on one page.
const LINES: usize = 8;

/// The edition that is served and the one before.
pub(super) fn page(editions: Option<&Editions>, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.editions.title", locale);
    let mut choices = Vec::new();
    if let Some(editions) = editions {
        page.blocks.push(Block::Heading(locale.say("staff.editions.served")));
        match &editions.served {
            Some(card) => page.blocks.push(Block::Facts(card_facts(card, context))),
            None => page.blocks.push(Block::Text(locale.say("staff.editions.starter"))),
        }
        page.blocks.push(Block::Heading(locale.say("staff.editions.previous")));
        match &editions.previous {
            Some(card) => {
                let brief = EditionCard { territory: None, venues: 0, ..card.clone() };
                page.blocks.push(Block::Facts(card_facts(&brief, context)));
                choices.push(choice(StaffChoice::RollBack, locale.say("staff.editions.roll-back")));
            }
            None => page.blocks.push(Block::Text(locale.say("staff.editions.no-previous"))),
        }
    }
    choices.push(choice(StaffChoice::Go(Hub::Journal(None, 0)), locale.say("staff.journal.title")));
    choices.push(back(locale));
    page.blocks.push(Block::Choices(choices));
    page
}

/// An edition, what is known of it.
pub(super) fn card_facts(card: &EditionCard, context: &Context) -> Vec<Fact> {
    let locale = context.locale;
    let name = card.names.get(locale.code()).or_else(|| card.names.values().next());
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(name.map(|name| Fact::new(locale.say("about.edition"), name)));
    facts.push(Fact::new(locale.say("about.number"), card.sequence.to_string()));
    facts.extend(card.territory.as_ref().map(|territory| Fact::new(locale.say("staff.editions.territory"), territory)));
    if card.venues > 0 {
        let values = vec![
            locale.count("results.venues", whole(card.venues)),
            locale.count("results.guides", whole(card.guides)),
        ];
        facts.push(Fact { label: locale.say("about.content"), values, current: false });
    }
    facts.extend(card.data_date.map(|date| {
        let days = (context.now.date() - date).num_days();
        let said = [("date", locale.date(date)), ("age", age(days, locale))];
        let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
        Fact::new(locale.say("about.age"), locale.say_with("staff.editions.date-age", &said))
    }));
    facts
}

/// How old something is, in words.
fn age(days: i64, locale: Locale) -> String {
    let days = usize::try_from(days).unwrap_or(0);
    match days {
        0 => locale.say("when.today"),
        1..60 => locale.count("staff.age.days", days),
        _ => locale.count("staff.age.months", days / 30),
    }
}

/// A count as it is said.
pub(super) fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Going back is asked once more.
pub(super) fn confirm(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.editions.title", locale);
    page.blocks.push(Block::Text(locale.say("staff.editions.confirm")));
    page.blocks.push(Block::Choices(vec![
        choice(StaffChoice::Confirm, locale.say("staff.editions.yes")),
        Choice::new(ChoiceId::Back, locale.say("staff.no")),
    ]));
    page
}

/// What was installed and when, the newest first.
pub(super) fn journal(lines: Option<&[JournalLine]>, portion: usize, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = titled("staff.journal.title", locale);
    let mut choices = Vec::new();
    match lines {
        Some([]) => page.blocks.push(calm(locale.say("staff.journal.none"))),
        Some(lines) => {
            let portion = if portion * LINES < lines.len() { portion } else { 0 };
            let shown = lines.iter().skip(portion * LINES).take(LINES);
            page.blocks.push(Block::Facts(shown.map(|line| journal_fact(line, locale)).collect()));
            choices.push(choice(StaffChoice::Export, locale.say("staff.journal.export")));
            if lines.len() > (portion + 1) * LINES {
                choices.push(choice(StaffChoice::More, locale.say("results.more")));
            }
        }
        None => {}
    }
    choices.push(back(locale));
    page.blocks.push(Block::Choices(choices));
    page
}

fn journal_fact(line: &JournalLine, locale: Locale) -> Fact {
    let number = line.sequence.map(|sequence| sequence.to_string()).unwrap_or_default();
    let key = match (line.verdict.as_str(), line.back) {
        ("installed", _) => "staff.verdict.installed",
        ("already-served", _) => "staff.verdict.already-served",
        ("rolled-back", _) => "staff.verdict.rolled-back",
        (_, true) => "staff.verdict.not-rolled-back",
        (_, false) => "staff.verdict.refused",
    };
    let reason = locale.say(&format!("staff.reason.{}", reason(&line.verdict)));
    let facts = [("number", number.as_str()), ("reason", &reason), ("code", &line.verdict)];
    let verdict = locale.say_with(key, &facts);
    Fact::new(locale.date(line.when.date()), verdict)
}

/// The kind of a reason, by the key of an error: what staff can do about it is one of few things.
fn reason(key: &str) -> &'static str {
    match key {
        "no-signature" | "bad-signature" | "unknown-key" | "revoked-key" => "signature",
        "unknown-format" | "program-too-old" => "program",
        "wild-sequence" | "sequence-reused" => "number",
        "busy" | "cancelled" | "not-confirmed" => "stopped",
        "no-space" => "disk",
        _ if key.starts_with("stick-") => "stick",
        _ if key.starts_with("disk-") => "disk",
        _ => "content",
    }
}
