//! The staff area.

use crate::effect::Effect;
use crate::model::Model;
use crate::model::staff::StaffNews;

/// The world has news for staff, or of a stick.
pub(super) fn news(model: &mut Model, news: StaffNews) -> Vec<Effect> {
    match news {
        StaffNews::Settings(settings) | StaffNews::Saved(settings) => model.context.settings = *settings,
        StaffNews::Stick(stick) => model.context.stick = stick,
        _ => {}
    }
    Vec::new()
}
