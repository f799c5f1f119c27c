//! Where to begin, for who does not know: a few questions with large answers, then few guides and places. It never tests
//! anybody: each answer is right, and Back takes it back.

use repere_index::guide::Theme;
use repere_index::questions::{MOST_ANSWERS, MOST_QUESTIONS, Question};
use repere_index::search::{Answer, Need};

use super::{Block, Choice, ChoiceId, Page, PageKind, Tone, results};
use crate::model::{Context, Loading, OnPath};

/// The question that comes next, or what the answers lead to.
#[must_use]
pub fn page(path: &OnPath, context: &Context) -> Page {
    let questions = &context.edition.questions;
    match questions.next(path.answers.len()) {
        Some(question) => ask(question, path, context),
        None if questions.all.is_empty() => waiting(context),
        None => found(path, context),
    }
}

/// The questions come with the catalogue.
fn waiting(context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Path, locale.say("path.start"));
    page.blocks.extend(super::catalogue_notice(context));
    page.blocks.push(Block::Choices(vec![Choice::new(ChoiceId::Back, locale.say("choice.back"))]));
    page
}

fn ask(question: &Question, path: &OnPath, context: &Context) -> Page {
    let locale = context.locale;
    let number = (path.answers.len() + 1).to_string();
    let count = context.edition.questions.all.len().min(MOST_QUESTIONS).to_string();
    let title = locale.say_with("path.title", &[("number", &number), ("count", &count)]);
    let mut page = Page::new(PageKind::Path, title);
    page.blocks.push(Block::Heading(question.text.say(locale.code()).to_owned()));
    let answers = question.answers.iter().take(MOST_ANSWERS).enumerate();
    let answers = answers.map(|(place, answer)| Choice::new(ChoiceId::Reply(place), answer.text.say(locale.code())));
    page.blocks.push(Block::Choices(answers.collect()));
    page.blocks.push(Block::Choices(vec![Choice::new(ChoiceId::Back, locale.say("choice.back"))]));
    if path.answers.is_empty() {
        page.blocks.push(Block::Text(locale.say("path.lead")));
    }
    page
}

fn found(path: &OnPath, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Path, locale.say("path.found-title"));
    page.blocks.push(Block::Text(locale.say("path.found")));
    let mut last = Vec::new();
    match &path.found {
        Some(found) => {
            say_found(&mut page, found, context);
            last.extend(door(found).map(|need| {
                let label = locale.say_with("path.others", &[("door", &locale.name(need))]);
                Choice::new(ChoiceId::Need(need), label)
            }));
        }
        None => page.blocks.push(
            super::catalogue_notice(context)
                .filter(|_| context.loading != Loading::Ready)
                .unwrap_or_else(|| Block::Progress(locale.say("results.searching"))),
        ),
    }
    last.push(Choice::new(ChoiceId::Back, locale.say("choice.back")));
    last.push(Choice::new(ChoiceId::Home, locale.say("choice.home")));
    page.blocks.push(Block::Choices(last));
    page
}

fn say_found(page: &mut Page, found: &Answer, context: &Context) {
    let locale = context.locale;
    let guides: Vec<Choice> = found.guides.iter().enumerate().map(|(place, hit)| results::guide(place, hit)).collect();
    let venues = found.venues.iter().enumerate();
    let venues: Vec<Choice> = venues.map(|(place, hit)| results::venue(place, hit, None, context)).collect();
    if !guides.is_empty() {
        page.blocks.push(Block::Heading(locale.say("path.guides")));
        page.blocks.push(Block::Choices(guides));
    }
    if found.venues.iter().any(|hit| hit.venue.demonstration) {
        page.blocks.push(Block::Notice { tone: Tone::Alert, text: locale.say("demonstration.list") });
    }
    if !venues.is_empty() {
        page.blocks.push(Block::Heading(locale.say("path.places")));
        page.blocks.push(Block::Choices(venues));
    }
}

/// The door of the home page that the first guide stands behind.
fn door(found: &Answer) -> Option<Need> {
    let theme: Option<Theme> = found.guides.first().map(|hit| hit.guide.theme);
    Need::ALL.into_iter().find(|need| need.theme().is_some() && need.theme() == theme)
}
