//! One guide: first what you need, then one step a page, then who can help near here and where
//! the guide's facts come from. The guide ends where a person begins.

use repere_index::guide::{Guide, Official, Passage, Step, Verified};

use super::{Block, Choice, ChoiceId, Fact, Page, PageKind, Tone, results};
use crate::locale::Locale;
use crate::model::{Context, Part, Reading};

/// The page of a guide at the step that is being read.
#[must_use]
pub fn page(reading: &Reading, context: &Context) -> Page {
    let locale = context.locale;
    let guide = &reading.guide;
    let mut page = Page::new(PageKind::Guide, &guide.title);
    match reading.part() {
        Part::Cover => cover(&mut page, guide, locale),
        Part::Step(place) => {
            if let Some(step) = guide.steps.get(place) {
                say_step(&mut page, step, place, reading, locale);
            }
        }
        Part::Troubles => troubles(&mut page, guide, locale),
        Part::Take => take(&mut page, guide, locale),
        Part::People => people(&mut page, reading, context),
    }
    if let Some(next) = reading.next_part().filter(|_| reading.place > 0) {
        let next = match next {
            Part::Cover | Part::Step(_) => "guide.next",
            Part::Troubles => "guide.next-troubles",
            Part::Take => "guide.next-take",
            Part::People => "guide.next-people",
        };
        choices(
            &mut page,
            vec![
                Choice::new(ChoiceId::NextStep, locale.say(next)),
                Choice::new(ChoiceId::Back, locale.say("guide.previous")),
            ],
        );
    }
    page
}

/// What may go wrong, what is free, what to beware of.
fn troubles(page: &mut Page, guide: &Guide, locale: Locale) {
    page.blocks.push(Block::Heading(locale.say("guide.troubles")));
    let facts = guide.troubles.iter().map(|trouble| Fact::new(&trouble.sign, &trouble.remedy));
    let facts: Vec<Fact> = facts.collect();
    if !facts.is_empty() {
        page.blocks.push(Block::Facts(facts));
    }
    page.blocks.extend(
        guide
            .warnings
            .iter()
            .map(|text| Block::Notice { tone: Tone::Alert, text: locale.say_with("guide.warning", &[("text", text)]) }),
    );
    page.blocks.extend(guide.free.iter().map(|text| Block::Text(text.clone())));
}

/// What to keep: copied by hand, or printed.
fn take(page: &mut Page, guide: &Guide, locale: Locale) {
    page.blocks.push(Block::Heading(locale.say("guide.take")));
    page.blocks.push(Block::List(guide.take.clone()));
    let facts: Vec<Fact> = guide.officials.iter().map(|official| self::official(official, locale)).collect();
    if !facts.is_empty() {
        page.blocks.push(Block::Facts(facts));
    }
}

/// An official address, with the date that it was checked on.
fn official(official: &Official, locale: Locale) -> Fact {
    let checked = match official.checked {
        Some(date) => locale.say_with("guide.checked", &[("date", &locale.date(date))]),
        None => locale.say("guide.unchecked"),
    };
    let values = official.site.iter().chain(&official.phone).cloned().chain([checked]).collect();
    Fact { label: official.name.clone(), values, current: false }
}

fn choices(page: &mut Page, choices: Vec<Choice>) {
    page.blocks.push(Block::Choices(choices));
}

/// What you need.
fn cover(page: &mut Page, guide: &Guide, locale: Locale) {
    let spoken = locale.code() == guide.locale;
    if !spoken {
        let name = Locale::from_code(&guide.locale).map(|other| other.say("language.own-name"));
        let name = name.unwrap_or_else(|| guide.locale.clone());
        let text = locale.say_with("guide.other-language", &[("language", &name)]);
        page.blocks.push(Block::Notice { tone: Tone::Calm, text });
    }
    page.blocks.push(Block::Text(guide.why.clone()));
    let mut facts = vec![
        Fact { label: locale.say("guide.where"), values: locale.names(&guide.settings), current: false },
        Fact::new(locale.say("guide.time"), locale.count("guide.minutes", guide.minutes.into())),
    ];
    if !guide.needs.is_empty() {
        facts.push(Fact { label: locale.say("guide.needs"), values: guide.needs.clone(), current: false });
    }
    facts.push(Fact::new(locale.say("guide.steps"), locale.count("guide.step-count", guide.steps.len())));
    page.blocks.push(Block::Facts(facts));
    choices(
        page,
        vec![
            Choice::new(ChoiceId::NextStep, locale.say("guide.begin")),
            Choice::new(ChoiceId::Back, locale.say("choice.back")),
        ],
    );
}

fn source(guide: &Guide, locale: Locale) -> Vec<String> {
    let verified = match &guide.verified {
        Verified::On(date) => locale.say_with("guide.verified", &[("date", &locale.date(*date))]),
        Verified::NotChecked(reason) => locale.say_with("guide.not-checked", &[("reason", reason)]),
    };
    std::iter::once(verified).chain(guide.sources.iter().cloned()).collect()
}

fn say_step(page: &mut Page, step: &Step, place: usize, reading: &Reading, locale: Locale) {
    let count = reading.guide.steps.len();
    let numbers = [(place + 1).to_string(), count.to_string()];
    page.blocks.push(Block::Text(locale.say_with("guide.step", &[("step", &numbers[0]), ("count", &numbers[1])])));
    page.blocks.push(Block::Heading(step.title.clone()));
    let mut items = Vec::new();
    for passage in &step.passages {
        match passage {
            Passage::Item(item) => items.push(item.clone()),
            Passage::Paragraph(text) => {
                list(page, &mut items);
                page.blocks.push(Block::Text(text.clone()));
            }
        }
    }
    list(page, &mut items);
}

fn list(page: &mut Page, items: &mut Vec<String>) {
    if !items.is_empty() {
        page.blocks.push(Block::List(std::mem::take(items)));
    }
}

/// Who can help near here, and what to read next.
fn people(page: &mut Page, reading: &Reading, context: &Context) {
    let locale = context.locale;
    page.blocks.push(Block::Heading(locale.say("guide.people")));
    page.blocks.push(Block::Text(locale.say("guide.people-desk")));
    let Some(help) = &reading.help else {
        page.blocks.extend(super::catalogue_notice(context));
        choices(page, vec![Choice::new(ChoiceId::Back, locale.say("guide.previous"))]);
        return;
    };
    if help.venues.iter().any(|hit| hit.venue.demonstration) {
        page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("demonstration.list") });
    }
    let venues = help.venues.iter().enumerate();
    choices(page, venues.map(|(place, hit)| results::venue(place, hit, None, context)).collect());
    let next = help.guides.iter().enumerate().map(|(place, hit)| {
        let label = locale.say_with("guide.read-next", &[("title", &hit.guide.title)]);
        Choice::new(ChoiceId::Guide(place), label)
    });
    let mut last: Vec<Choice> = next.collect();
    last.push(Choice::new(ChoiceId::Back, locale.say("guide.previous")));
    last.push(Choice::new(ChoiceId::Home, locale.say("choice.home")));
    choices(page, last);
    let information =
        Fact { label: locale.say("guide.source"), values: source(&reading.guide, locale), current: false };
    page.blocks.push(Block::Facts(vec![information]));
}
