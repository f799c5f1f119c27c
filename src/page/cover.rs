//! What lies over the pages, and goes with any key: the hidden screen, and the question whether somebody is still there.

use super::{Block, Page, PageKind};
use crate::model::Context;

/// The screen is hidden: nothing of the page is shown.
#[must_use]
pub fn hidden(context: &Context) -> Page {
    let mut page = Page::new(PageKind::Cover, context.locale.say("hidden.title"));
    page.locale = context.locale;
    page.blocks.push(Block::Text(context.locale.say("hidden.text")));
    page
}

/// Nobody has touched a key for a while; `left` seconds are left.
#[must_use]
pub fn leaving(left: u16, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Cover, locale.say("idle.title"));
    page.locale = locale;
    page.blocks.push(Block::Text(locale.say("idle.stay")));
    page.blocks.push(Block::Text(locale.say("idle.otherwise")));
    page.blocks.push(Block::Countdown { number: left, text: locale.count("idle.seconds", left.into()) });
    page
}
