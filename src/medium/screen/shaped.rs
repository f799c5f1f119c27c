//! A page with its letters joined as they will be seen, still in logical order: wrapping measures what is drawn.

use super::bidi::shape;
use crate::page::{Block, Choice, Fact, Page, Status};

/// The same page, shaped.
pub(super) fn page(mut page: Page) -> Page {
    put(&mut page.title);
    match &mut page.status {
        Some(Status::Said(text) | Status::Hint(text)) => put(text),
        None => {}
    }
    page.blocks.iter_mut().for_each(block);
    page
}

fn put(text: &mut String) {
    *text = shape(text).into_owned();
}

fn block(block: &mut Block) {
    match block {
        Block::Text(text)
        | Block::Heading(text)
        | Block::Progress(text)
        | Block::Notice { text, .. }
        | Block::Countdown { text, .. } => put(text),
        Block::List(items) => items.iter_mut().for_each(put),
        Block::Facts(facts) => facts.iter_mut().for_each(fact),
        Block::Choices(choices) => choices.iter_mut().for_each(choice),
        Block::Field { label, text } => {
            put(label);
            put(text);
        }
    }
}

fn fact(fact: &mut Fact) {
    put(&mut fact.label);
    fact.values.iter_mut().for_each(put);
}

fn choice(choice: &mut Choice) {
    put(&mut choice.label);
    choice.details.iter_mut().for_each(put);
}
