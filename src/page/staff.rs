//! The staff area.

use super::{Page, PageKind};
use crate::model::Context;
use crate::model::staff::Staff;

/// A page of the staff area.
#[must_use]
pub fn page(_staff: &Staff, context: &Context) -> Page {
    Page::new(PageKind::Staff, context.locale.say("staff.title"))
}
