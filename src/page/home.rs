//! Home: the five needs, what people want before paperwork; then the search field and the pages about the terminal.

use repere_index::search::Need;

use super::{Block, Choice, ChoiceId, Page, PageKind, Tone};
use crate::locale::Locale;
use crate::locale::terms::Term as _;
use crate::model::{Context, Loading};

/// The home page.
#[must_use]
pub fn page(context: &Context) -> Page {
    let locale = context.locale;
    let title = match &context.here {
        Some(here) if !here.name.is_empty() => here.name.clone(),
        _ => locale.say("home.title"),
    };
    let mut page = Page::new(PageKind::Home, title);
    // What is wrong comes first, what is under way last: it changes nothing for who reads the page.
    let underway = matches!(context.loading, Loading::Underway { .. });
    let (alert, progress) =
        if underway { (None, super::catalogue_notice(context)) } else { (super::catalogue_notice(context), None) };
    page.blocks.extend(alert);
    page.blocks.extend(super::staff::home::notices(context));
    page.blocks.push(Block::Text(locale.say("home.question")));
    let others: Vec<Locale> = Locale::ALL.into_iter().filter(|other| *other != locale).collect();
    // Who does not read this language looks for the name of their own.
    let languages = format!("{} · {}", locale.say("home.languages"), super::language::names(&others));
    let week = context.edition.discoveries.title_on(context.now.date(), locale.code());
    let week = week.map(|title| locale.say_with("home.week", &[("title", title)]));
    let needs = Need::ALL.map(|need| {
        let examples = || locale.say(&format!("{}-more", need.locale_key()));
        // Something to want, and another one each week.
        let more = if need == Need::Discovery { week.clone().unwrap_or_else(examples) } else { examples() };
        Choice::new(ChoiceId::Need(need), locale.name(need)).detail(more)
    });
    page.blocks.push(Block::Choices(needs.to_vec()));
    page.blocks.push(Block::Choices(vec![
        Choice::new(ChoiceId::Search, locale.say("home.search")),
        Choice::new(ChoiceId::Languages, languages),
        Choice::new(ChoiceId::Path, locale.say("path.start")),
        Choice::new(ChoiceId::About, locale.say("home.about")),
    ]));
    page.blocks.extend(progress);
    page.blocks.extend(old(context));
    if context.loading == Loading::Ready && context.edition.demonstration {
        page.blocks.push(Block::Notice { tone: Tone::Calm, text: locale.say("demonstration.here") });
    }
    page
}

/// Content older than this, in days, is told of: a third of a year.
const OLD: i64 = 120;

/// That the content is old, where the clock can be believed.
fn old(context: &Context) -> Option<Block> {
    let (date, today) = (context.edition.data_date?, context.now.date());
    let text = context.locale.say_with("home.old", &[("date", &context.locale.date(date))]);
    ((today - date).num_days() > OLD).then_some(Block::Notice { tone: Tone::Calm, text })
}
