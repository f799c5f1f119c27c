//! The screen, drawn with ratatui. Owns the number of the sheet shown and the map of what was drawn where; turns its sheets
//! with the keys that move, and hands on the messages that are not its own. Knows pages as data, none by name.
//!
//! ```text
//!  Title                                          Tuesday 24 November, 10:00
//! ──────────────────────────────────────────────────────────────────────────
//!  what the page says, a sheet at a time
//!  ▶ 1  a choice with the focus
//!    2  another
//! ──────────────────────────────────────────────────────────────────────────
//!  Sheet 1 of 2: press ▼ to go on                                    (status)
//!  1-9 Choose  0 Home  Enter Open                                    (hints, or buttons to touch)
//! ```

mod bidi;
mod flow;
mod foot;
mod keyboard;
mod layout;
mod pen;
mod picture;
mod shaped;
mod turn;
mod wrap;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use self::flow::{Form, Line, Mark};
use self::keyboard::Keyboard;
use self::layout::{Foot, Layout, TOUCH_ROWS};
use self::pen::{Order, Pen, columns};
use crate::locale::Locale;
use crate::message::Message;
use crate::model::Model;
use crate::model::look::Grid;
use crate::page::{ChoiceId, InputMode, Page, PageKind, Status};
use crate::theme::Role;

/// Rows of a field with what it asks for.
const ROWS_OF_A_FIELD: u16 = 3;

/// What the screen remembers from one frame to the next.
#[derive(Debug, Default)]
pub struct Screen {
    sheet: usize,
    /// The page and the focus of the last frame: when they change, the sheet follows.
    serial: Option<u64>,
    mode: Option<InputMode>,
    focus: Option<usize>,
    /// For each sheet of the last frame, the choices that begin on it.
    choices: Vec<Vec<usize>>,
    pointing: Pointing,
    /// What was drawn where, in the last frame.
    targets: Vec<Target>,
    /// For who reads line by line: no rules, no columns, logical order.
    plain: bool,
}

/// Whether the screen is being touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pointing {
    /// Not yet: lines stand close.
    #[default]
    No,
    /// With a finger or a mouse; the letters of the keyboard that is drawn are shown from this portion on.
    Yes { letters: usize },
}

/// Something to touch, and where it is.
#[derive(Debug, Clone, PartialEq)]
struct Target {
    area: Rect,
    touch: Touch,
}

/// What touching it does.
#[derive(Debug, Clone, PartialEq)]
enum Touch {
    Choice(usize, ChoiceId),
    Message(Message),
    /// The next letters of the keyboard that is drawn.
    MoreLetters,
}

impl Screen {
    /// A screen for who reads line by line, with the fingers or by ear.
    #[must_use]
    pub fn plain() -> Self {
        Self { plain: true, ..Self::default() }
    }

    /// Whether pages in this language are turned round.
    #[must_use]
    pub fn mirrors(&self, locale: Locale) -> bool {
        Order::of(locale, self.plain) == Order::Mirrored
    }

    /// The areas that can be touched in the last frame.
    pub fn touch_areas(&self) -> impl Iterator<Item = Rect> {
        self.targets.iter().map(|target| target.area)
    }

    /// Whether the next frame must be drawn whole: who reads line by line must not be told of single letters that changed.
    #[must_use]
    pub fn repaints(&self, model: &Model) -> bool {
        self.plain && self.serial != Some(model.serial())
    }

    /// The touches of the visitor before are forgotten.
    pub fn forget(&mut self) {
        self.pointing = Pointing::No;
    }

    /// What a touch of a cell means; `None` when there is nothing, or the screen has dealt with it.
    pub fn touched(&mut self, at: Position) -> Option<Message> {
        let touch = self.targets.iter().find(|target| target.area.contains(at)).map(|target| target.touch.clone());
        let letters = match self.pointing {
            Pointing::Yes { letters } => letters,
            Pointing::No => 0,
        };
        self.pointing = Pointing::Yes { letters };
        match touch? {
            Touch::Choice(place, id) => Some(Message::Chosen(place, id)),
            Touch::Message(message) => Some(message),
            Touch::MoreLetters => {
                self.pointing = Pointing::Yes { letters: letters + 1 };
                None
            }
        }
    }

    /// Draws the page of `model`.
    pub fn draw(&mut self, frame: &mut Frame<'_>, model: &Model) {
        let screen = frame.area();
        let page = model.page();
        let order = Order::of(page.locale, self.plain);
        let mut pen = Pen::new(frame.buffer_mut(), model.context.look.theme, order);
        pen.clear(screen, Role::Text);
        if screen.width < Grid::SMALLEST.columns || screen.height < Grid::SMALLEST.rows {
            too_small(&mut pen, screen, page.locale, order);
            self.serial = None;
            self.targets.clear();
            frame.set_cursor_position(screen.as_position());
            return;
        }
        let page = if order == Order::Mirrored { shaped::page(page) } else { page };
        let area = layout::area(screen, model.context.fonts.laid_out_as(model.context.look.size));
        let cursor = self.draw_page(&mut pen, area, &page, model, order);
        frame.set_cursor_position(cursor);
    }

    fn draw_page(&mut self, pen: &mut Pen<'_>, area: Rect, page: &Page, model: &Model, order: Order) -> Position {
        let keyboard = self.keyboard(area, page);
        let foot = match (self.pointing, &keyboard) {
            (_, Some(_)) => Foot::Nothing,
            (Pointing::Yes { .. }, None) if page.kind != PageKind::Cover => Foot::Buttons,
            _ => Foot::Hints,
        };
        let first = layout::layout(area, 1, foot, self.plain);
        let said = match &page.status {
            Some(Status::Said(text)) => wrap::wrap(text, first.status.width.into()),
            _ => Vec::new(),
        };
        let layout = layout::layout(area, rows(said.len()), foot, self.plain);
        let below = keyboard.as_ref().map_or(0, Keyboard::height);
        let body = Rect { height: layout.body.height.saturating_sub(below), ..layout.body };

        let (title, clock) = heading(page, model, &layout, order);
        let form = Form { long_title: title != page.title, touch: self.pointing != Pointing::No, plain: self.plain };
        let sheets = if keyboard.is_some() && body.height < ROWS_OF_A_FIELD {
            flow::field_alone(page, body.width.into())
        } else {
            flow::sheets(page, body.width.into(), body.height.into(), form)
        };
        self.follow(page, model.serial(), &sheets);

        pen.put(layout.header, 0, &title, Role::Title);
        pen.put(layout.header, layout.header.width.saturating_sub(columns(&clock)), &clock, Role::Text);
        for y in [layout.top_rule, layout.bottom_rule].into_iter().flatten() {
            pen.put(Rect { y, height: 1, ..area }, 0, &"─".repeat(area.width.into()), Role::Rule);
        }
        let lines = sheets.get(self.sheet).map(Vec::as_slice).unwrap_or_default();
        let cursor = draw_lines(pen, body, lines, page);
        self.targets = touched_lines(body, lines, page);
        if said.is_empty() {
            // With a keyboard drawn below there are no keys to turn sheets with.
            let count = if keyboard.is_some() { 1 } else { sheets.len() };
            let progress = foot::progress(page, self.sheet, count).map(|text| order.shape(&text));
            let hint = page.status.as_ref().map(|status| status.text().to_owned());
            let text = match (hint, progress) {
                (Some(hint), Some(progress)) => {
                    let both = format!("{hint}  {progress}");
                    if columns(&both) <= layout.status.width { both } else { progress }
                }
                (one, other) => one.or(other).unwrap_or_default(),
            };
            pen.put(layout.status, 0, &text, Role::Notice);
        }
        for (y, line) in (layout.status.y..layout.status.bottom()).zip(&said) {
            pen.put(Rect { y, height: 1, ..layout.status }, 0, line, Role::Notice);
        }
        match (foot, keyboard) {
            (_, Some(keyboard)) => {
                let place = Rect { x: area.x, width: area.width, y: body.bottom(), height: below };
                self.targets.extend(keyboard.draw(pen, place, page.locale, order));
            }
            (Foot::Buttons, None) => self.targets.extend(foot::buttons(pen, layout.foot, page, order)),
            _ => foot::hints(pen, layout.foot, page, order),
        }
        cursor
    }

    /// The keyboard to draw, where one types with a finger.
    fn keyboard(&self, area: Rect, page: &Page) -> Option<Keyboard> {
        let Pointing::Yes { letters } = self.pointing else { return None };
        let room = layout::layout(area, 1, Foot::Nothing, self.plain).body.height.saturating_sub(1);
        (page.mode == InputMode::Typing).then(|| Keyboard::new(page.locale, area.width, room, letters))
    }

    /// Lets the sheet follow the page and its focus.
    fn follow(&mut self, page: &Page, serial: u64, sheets: &[Vec<Line>]) {
        let as_many = self.choices.len() == sheets.len();
        self.choices = sheets.iter().map(|sheet| choices_beginning_on(sheet)).collect();
        let sheet_of = |place: usize| self.choices.iter().position(|choices| choices.contains(&place));
        if self.serial != Some(serial) || self.mode != Some(page.mode) {
            // A page that is come back to is shown where it was left.
            let moved = page.focus.filter(|_| page.focus != page.first_focus());
            self.sheet = moved.and_then(sheet_of).unwrap_or(0);
        } else if self.focus != page.focus || !as_many {
            self.sheet = page.focus.and_then(sheet_of).unwrap_or(self.sheet);
        }
        self.sheet = self.sheet.min(sheets.len().saturating_sub(1));
        (self.serial, self.mode, self.focus) = (Some(serial), Some(page.mode), page.focus);
    }
}

/// How many sheets a page takes on a screen: for who writes what stands on it.
#[must_use]
pub fn sheet_count(page: &Page, grid: Grid) -> usize {
    let area = Rect { x: 0, y: 0, width: grid.columns, height: grid.rows };
    let body = layout::layout(area, 1, Foot::Hints, false).body;
    let form = Form { long_title: false, touch: false, plain: false };
    flow::sheets(page, body.width.into(), body.height.into(), form).len()
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The title as far as it fits, and the clock, shaped.
fn heading(page: &Page, model: &Model, layout: &Layout, order: Order) -> (String, String) {
    let now = model.context.now;
    let narrow = layout::is_narrow(layout.area);
    let clock = if narrow { page.locale.time(now.time()) } else { page.locale.moment(now) };
    let clock = order.shape(&clock);
    let room = usize::from(layout.header.width).saturating_sub(wrap::columns(&clock) + 2);
    (wrap::shorten(&page.title, room), clock)
}

fn choices_beginning_on(sheet: &[Line]) -> Vec<usize> {
    let mut places: Vec<usize> = sheet
        .iter()
        .filter_map(|line| match line.mark {
            Mark::Choice { place, .. } => Some(place),
            _ => None,
        })
        .collect();
    places.dedup();
    places
}

/// Draws lines, and returns where the cursor stands: on the first letter of the focus, after the words being typed, or
/// on the first letter of the sheet.
fn draw_lines(pen: &mut Pen<'_>, body: Rect, lines: &[Line], page: &Page) -> Position {
    let mut cursor = pen.cell(body, 0);
    let mut found = false;
    for (y, line) in (body.y..body.bottom()).zip(lines) {
        let row = Rect { y, height: 1, ..body };
        let mut column = 0;
        for piece in &line.pieces {
            if line.mark == Mark::Picture {
                pen.picture(row, &piece.text, piece.role);
                continue;
            }
            pen.put(row, column, &piece.text, piece.role);
            column = column.saturating_add(columns(&piece.text));
        }
        let at = match line.mark {
            // A field that is not being typed in is there to be read.
            Mark::Field { column } if page.mode == InputMode::Typing => Some(column),
            Mark::Choice { place, column } if page.focus == Some(place) => {
                let label = line.pieces.last().map(|piece| piece.text.as_str()).unwrap_or_default();
                Some(pen.first_letter(column, label))
            }
            _ => None,
        };
        if let Some(column) = at.filter(|_| !found) {
            cursor = pen.cell(row, u16::try_from(column).unwrap_or(u16::MAX));
            found = true;
        }
    }
    cursor
}

/// Where the choices are touched: all their lines, and as many more below as a finger needs.
fn touched_lines(body: Rect, lines: &[Line], page: &Page) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let mut last = None;
    for (y, line) in (body.y..body.bottom()).zip(lines) {
        let Some(place) = line.touched else { continue };
        if let Some(target) = targets.last_mut().filter(|_| last == Some(place)) {
            target.area.height = y + 1 - target.area.y;
        } else if let Some(choice) = page.choices().nth(place) {
            let touch = Touch::Choice(place, choice.id.clone());
            targets.push(Target { area: Rect { y, height: 1, ..body }, touch });
        }
        last = Some(place);
    }
    // The blank lines below the last choice of a sheet were left out, but not their room.
    if let Some(target) = targets.last_mut() {
        target.area.height = target.area.height.max(TOUCH_ROWS).min(body.bottom().saturating_sub(target.area.y));
    }
    targets
}

fn too_small(pen: &mut Pen<'_>, area: Rect, locale: Locale, order: Order) {
    let (width, height) = (Grid::SMALLEST.columns.to_string(), Grid::SMALLEST.rows.to_string());
    let sentence = order.shape(&locale.say_with("screen.too-small", &[("columns", &width), ("rows", &height)]));
    for (y, line) in (area.y..area.bottom()).zip(wrap::wrap(&sentence, area.width.into())) {
        pen.put(Rect { y, height: 1, ..area }, 0, &line, Role::Alert);
    }
}
