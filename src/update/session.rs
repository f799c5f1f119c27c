//! What belongs to one visitor and ends with the visit: the look, what lies over the page, being left alone, and the end, after
//! which nothing of it is left.

use super::home;
use crate::effect::Effect;
use crate::model::look::{Fonts, Grid, TextSize};
use crate::model::{Cover, LEAVING_SECONDS, Model, Note, State};

/// Larger letters; after the largest, the usual ones.
pub(super) fn enlarge(model: &mut Model) -> Vec<Effect> {
    let context = &mut model.context;
    let next = context.fonts.after(context.look.size, context.grid);
    if next == context.look.size {
        context.note = Some(Note::SizeFixed);
        return Vec::new();
    }
    context.note = Some(Note::Size(next));
    set_size(model, next)
}

fn set_size(model: &mut Model, size: TextSize) -> Vec<Effect> {
    let before = model.context.fonts.font_of(model.context.look.size);
    model.context.look.size = size;
    let font = model.context.fonts.font_of(size);
    font.filter(|_| font != before).map(Effect::Font).into_iter().collect()
}

/// The next colours.
pub(super) fn recolour(model: &mut Model) -> Vec<Effect> {
    model.context.look.theme = model.context.look.theme.next();
    model.context.note = Some(Note::Colours);
    Vec::new()
}

/// Hides the page until the next key. The staff area is left first: whoever takes the cover away may be anybody.
pub(super) fn hide(model: &mut Model) -> Vec<Effect> {
    let staff = model.visits.iter().any(|visit| matches!(visit.state, State::Staff(_)));
    let effects = if staff { home(model) } else { Vec::new() };
    model.cover = Cover::Hidden;
    effects
}

/// Somebody is there.
pub(super) fn returned(model: &mut Model) -> Vec<Effect> {
    model.cover = match model.cover {
        // Who comes back to a hidden screen may be somebody else.
        Cover::Leaving { hidden: true, .. } => Cover::Hidden,
        _ => Cover::None,
    };
    Vec::new()
}

/// Nobody has touched a key for a while: the visitor is asked, unless there is nothing to lose.
pub(super) fn left_alone(model: &mut Model) -> Vec<Effect> {
    if !model.has_begun() {
        return end(model);
    }
    if !matches!(model.cover, Cover::Leaving { .. }) {
        model.cover = Cover::Leaving { left: LEAVING_SECONDS, hidden: model.cover == Cover::Hidden };
    }
    Vec::new()
}

/// So many seconds are left.
pub(super) fn counted(model: &mut Model, seconds: u16) -> Vec<Effect> {
    match &mut model.cover {
        Cover::Leaving { .. } if seconds == 0 => end(model),
        Cover::Leaving { left, .. } => {
            *left = seconds;
            Vec::new()
        }
        Cover::None | Cover::Hidden => Vec::new(),
    }
}

/// The session is over: the next visitor finds the terminal as the first one did.
pub(super) fn end(model: &mut Model) -> Vec<Effect> {
    let look = model.first_look();
    model.cover = Cover::None;
    model.context.locale = model.first_locale();
    model.context.look.theme = look.theme;
    let mut effects = set_size(model, look.size);
    effects.extend(home(model));
    (model.context.fresh, model.context.note) = (true, None);
    effects
}

/// The screen has this many characters. Where the font stays, a size that no longer fits gives way. Where it is ours, and
/// another one was put there behind our back, ours is put there again: Debian's console-setup does so whenever a console is
/// found, which may be long after the start.
pub(super) fn screen(model: &mut Model, grid: Grid) -> Vec<Effect> {
    let context = &mut model.context;
    context.grid = grid;
    if context.fonts == Fonts::Fixed {
        context.look.size = context.fonts.at_most(context.look.size, grid);
    }
    if context.fonts.shown(context.look.size, grid) {
        return Vec::new();
    }
    context.fonts.font_of(context.look.size).map(Effect::Font).into_iter().collect()
}

/// A console font is on the screen. The first one tells how large the screen is, and with it which font suits it.
pub(super) fn font_set(model: &mut Model, font: u8, grid: Grid) -> Vec<Effect> {
    model.context.grid = grid;
    if model.context.fonts != Fonts::Asked {
        return Vec::new();
    }
    model.context.fonts = Fonts::seen(font, grid);
    model.context.look.size = model.first_look().size;
    let wanted = model.context.fonts.font_of(model.context.look.size);
    wanted.filter(|wanted| *wanted != font).map(Effect::Font).into_iter().collect()
}

/// The console keeps its font: from now on only the layout changes.
pub(super) fn font_kept(model: &mut Model) -> Vec<Effect> {
    let context = &mut model.context;
    context.fonts = Fonts::Fixed;
    context.look.size = context.fonts.at_most(context.look.size, context.grid);
    Vec::new()
}
