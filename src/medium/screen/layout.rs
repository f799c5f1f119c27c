//! Where the parts of the screen stand: title, page, status, and what can be pressed or touched. Below a height the rules that
//! separate them go, below a width the margins shrink; nothing of the page does.

use ratatui::layout::Rect;

use crate::model::look::TextSize;

/// Lines longer than this are hard to read; on a wide screen the text stands in the middle.
const WIDEST_TEXT: u16 = 76;
/// From this height on, rules set the page apart from its title and its footer.
const HEIGHT_FOR_RULES: u16 = 16;
/// Below this many columns the margins are short, and the clock is only a time.
const NARROW: u16 = 60;
/// Rows of what is touched: a finger is about as wide as three lines.
pub(super) const TOUCH_ROWS: u16 = 3;
/// Columns of what is touched, at the least.
pub(super) const TOUCH_COLUMNS: u16 = 8;

/// What stands below the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foot {
    /// One line that says what can be pressed.
    Hints,
    /// Buttons to touch.
    Buttons,
    /// Nothing: the keyboard that is drawn has its own keys for all of it.
    Nothing,
}

/// Where the parts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// All of it.
    pub(super) area: Rect,
    pub(super) header: Rect,
    pub(super) top_rule: Option<u16>,
    pub(super) body: Rect,
    pub(super) bottom_rule: Option<u16>,
    pub(super) status: Rect,
    pub(super) foot: Rect,
}

/// The part of the screen that a page takes at a size of letters, in the middle.
pub(super) fn area(screen: Rect, size: TextSize) -> Rect {
    let Some(grid) = size.layout() else { return screen };
    let (width, height) = (grid.columns.min(screen.width), grid.rows.min(screen.height));
    Rect { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width, height }
}

/// Whether there is little room from side to side.
pub(super) fn is_narrow(area: Rect) -> bool {
    area.width < NARROW
}

/// The parts of `area`, with `status_rows` for what is said once. A reader of lines gets neither rules nor margins.
pub(super) fn layout(area: Rect, status_rows: u16, foot: Foot, plain: bool) -> Layout {
    let margin = match (plain, is_narrow(area)) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    let widest = if plain { area.width } else { WIDEST_TEXT.max(area.width / 3) };
    let width = area.width.saturating_sub(2 * margin).min(widest);
    let x = area.x + (area.width - width) / 2;
    let rows = |y: u16, height: u16| Rect { x, y: area.y + y, width, height };
    let ruled = area.height >= HEIGHT_FOR_RULES && !plain && foot != Foot::Nothing;
    let foot_rows = match foot {
        Foot::Hints => 1,
        Foot::Buttons => TOUCH_ROWS,
        Foot::Nothing => 0,
    };
    let status_rows = status_rows.max(1);
    let top = if ruled { 2 } else { 1 };
    let bottom = foot_rows + status_rows + u16::from(ruled);
    let below = |rows: u16| area.height.saturating_sub(rows);
    let foot_area = Rect { x: area.x, width: area.width, ..rows(below(foot_rows), foot_rows) };
    Layout {
        area,
        header: rows(0, 1),
        top_rule: ruled.then_some(area.y + 1),
        body: rows(top, area.height.saturating_sub(top + bottom)),
        bottom_rule: ruled.then_some(area.y + below(bottom)),
        status: rows(below(foot_rows + status_rows), status_rows),
        foot: if foot == Foot::Hints { rows(below(1), 1) } else { foot_area },
    }
}
