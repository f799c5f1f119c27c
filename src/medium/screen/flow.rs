//! From a page to lines of a width, and from lines to sheets of a height. Nothing is lost: what does not fit on one sheet
//! stands on the next. Knows roles, not colours, and not where on the screen the lines will stand.

use super::layout::TOUCH_ROWS;
use super::picture;
use super::wrap::{columns, wrap};
use crate::page::{Block, Choice, Fact, InputMode, Page, Tone};
use crate::theme::Role;

/// A run of text with one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) role: Role,
}

/// What a line is to the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// A line of the label of this choice; the cursor stands on the column when it has the focus.
    Choice { place: usize, column: usize },
    /// The field being typed in; the cursor stands after its text, on the column.
    Field { column: usize },
    /// Drawn with blocks: never mirrored.
    Picture,
}

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) mark: Mark,
    /// The choice that is taken by touching it.
    pub(super) touched: Option<usize>,
}

/// How lines are laid out, besides the room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// The title does not fit above and is to be said in full.
    pub(super) long_title: bool,
    /// Choices are touched: each has [`TOUCH_ROWS`] lines.
    pub(super) touch: bool,
    /// For who reads line by line: no columns, no marks.
    pub(super) plain: bool,
}

impl Line {
    fn new(pieces: Vec<Piece>, mark: Mark) -> Self {
        Self { pieces, mark, touched: None }
    }

    fn plain(text: impl Into<String>, role: Role) -> Self {
        Self::new(vec![Piece { text: text.into(), role }], Mark::None)
    }

    fn blank() -> Self {
        Self::new(Vec::new(), Mark::None)
    }

    fn is_blank(&self) -> bool {
        self.pieces.is_empty()
    }
}

/// Lines that stay together where a sheet is high enough.
struct Chunk {
    lines: Vec<Line>,
    /// Not to be left alone at the foot of a sheet.
    with_next: bool,
}

/// Below this many columns the layout is narrow: shorter margins, one column for facts.
const NARROW: usize = 44;
/// Below this many lines a sheet is low.
const LOW: usize = 14;
/// Widest column of the names of facts.
const WIDEST_LABEL: usize = 22;

/// The sheets of a page, at least one.
pub(super) fn sheets(page: &Page, width: usize, height: usize, form: Form) -> Vec<Vec<Line>> {
    let mut chunks = Vec::new();
    if form.long_title {
        let lines = wrap(&page.title, width).into_iter().map(|line| Line::plain(line, Role::Title)).collect();
        chunks.push(Chunk { lines, with_next: true });
    }
    let mut place = 0;
    let mut after_heading = false;
    for block in &page.blocks {
        // On a low screen the blank line below a heading is a line of text less.
        if !chunks.is_empty() && !form.plain && (!after_heading || height >= LOW) {
            chunks.push(Chunk { lines: vec![Line::blank()], with_next: true });
        }
        after_heading = matches!(block, Block::Heading(_));
        match block {
            Block::Text(text) => chunks.extend(single_lines(wrap(text, width), Role::Text)),
            Block::Heading(text) => {
                let lines = wrap(text, width).into_iter().map(|line| Line::plain(line, Role::Heading)).collect();
                chunks.push(Chunk { lines, with_next: true });
            }
            Block::List(items) => chunks.extend(items.iter().map(|item| list_item(item, width))),
            Block::Facts(facts) => chunks.extend(fact_chunks(facts, width, form)),
            Block::Choices(choices) => {
                for choice in choices {
                    chunks.push(choice_chunk(choice, place, page, width, form));
                    place += 1;
                }
            }
            Block::Field { label, text } => chunks.push(field(label, text, width)),
            Block::Notice { tone, text } => chunks.push(notice(*tone, text, width, form)),
            Block::Countdown { number, text } => chunks.push(countdown(*number, text, width, height, form)),
            Block::Progress(text) => chunks.extend(single_lines(wrap(text, width), Role::Notice)),
        }
    }
    cut(chunks, height.max(1))
}

fn single_lines(lines: Vec<String>, role: Role) -> impl Iterator<Item = Chunk> {
    lines.into_iter().map(move |line| Chunk { lines: vec![Line::plain(line, role)], with_next: false })
}

fn hanging(first: &str, text: &str, width: usize, role: Role) -> Vec<Line> {
    let indent = columns(first);
    wrap(text, width.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(row, line)| Line::plain(if row == 0 { format!("{first}{line}") } else { spaces(indent) + &line }, role))
        .collect()
}

fn list_item(item: &str, width: usize) -> Chunk {
    Chunk { lines: hanging("• ", item, width, Role::Text), with_next: false }
}

fn notice(tone: Tone, text: &str, width: usize, form: Form) -> Chunk {
    let role = if tone == Tone::Alert { Role::Alert } else { Role::Notice };
    let before = if form.plain { "" } else { "┃ " };
    let lines = wrap(text, width.saturating_sub(2));
    let lines = lines.into_iter().map(|line| Line::plain(format!("{before}{line}"), role));
    Chunk { lines: lines.collect(), with_next: false }
}

/// The number in figures that can be read from afar, where there is room, and in words.
fn countdown(number: u16, text: &str, width: usize, height: usize, form: Form) -> Chunk {
    let mut lines: Vec<Line> = wrap(text, width).into_iter().map(|line| Line::plain(line, Role::Title)).collect();
    let figures = picture::figures(&number.to_string());
    // On a low screen the letters are large already, and all of the page is to be seen at once.
    if height >= LOW && figures.iter().all(|row| columns(row) <= width) && !form.plain {
        let rows = figures.into_iter();
        let rows = rows.map(|text| Line::new(vec![Piece { text, role: Role::Title }], Mark::Picture));
        lines = rows.chain(lines).collect();
    }
    Chunk { lines, with_next: false }
}

fn fact_chunks(facts: &[Fact], width: usize, form: Form) -> Vec<Chunk> {
    let widest = facts.iter().map(|fact| columns(&fact.label)).max().unwrap_or(0);
    let column = widest.min(WIDEST_LABEL) + 2;
    // Facts of which one is current are read against each other: a week is not torn apart.
    let together = facts.iter().any(|fact| fact.current);
    let one_line =
        |fact: &Fact| fact.values.iter().all(|value| column + columns(value) <= width) && fact.values.len() < 2;
    // A name that is one long word (of a site) is not split for a column: what it is stands below it.
    let whole = facts.iter().flat_map(|fact| fact.label.split(' ')).all(|word| columns(word) <= WIDEST_LABEL);
    let beside = !form.plain && whole && (width >= NARROW || facts.iter().all(one_line));
    let count = facts.len();
    let chunk = |(row, fact): (usize, &Fact)| {
        let lines = if beside { fact_beside(fact, column, width) } else { stacked_fact(fact, width) };
        Chunk { lines, with_next: together && row + 1 < count }
    };
    facts.iter().enumerate().map(chunk).collect()
}

/// The name, what it is beside it where that fits on one line, else below it.
fn stacked_fact(fact: &Fact, width: usize) -> Vec<Line> {
    let role = value_role(fact);
    if let [value] = fact.values.as_slice()
        && columns(&fact.label) + 2 + columns(value) <= width
    {
        let label = Piece { text: format!("{}  ", fact.label), role: Role::Heading };
        return vec![Line::new(vec![label, Piece { text: value.clone(), role }], Mark::None)];
    }
    let mut lines: Vec<Line> =
        wrap(&fact.label, width).into_iter().map(|line| Line::plain(line, Role::Heading)).collect();
    for value in &fact.values {
        lines.extend(hanging("  ", value, width, role));
    }
    lines
}

/// The name in a column, what it is beside it.
fn fact_beside(fact: &Fact, column: usize, width: usize) -> Vec<Line> {
    let labels = wrap(&fact.label, column.saturating_sub(2));
    let values: Vec<String> = fact.values.iter().flat_map(|value| wrap(value, width.saturating_sub(column))).collect();
    let rows = labels.len().max(values.len());
    (0..rows)
        .map(|row| {
            let label = labels.get(row).cloned().unwrap_or_default();
            let gap = spaces(column.saturating_sub(columns(&label)));
            let value = values.get(row).cloned().unwrap_or_default();
            let label = Piece { text: label + &gap, role: Role::Heading };
            Line::new(vec![label, Piece { text: value, role: value_role(fact) }], Mark::None)
        })
        .collect()
}

fn value_role(fact: &Fact) -> Role {
    if fact.current { Role::Title } else { Role::Text }
}

fn choice_chunk(choice: &Choice, place: usize, page: &Page, width: usize, form: Form) -> Chunk {
    let focused = page.focus == Some(place);
    let number = (place + 1).to_string();
    let marker = if focused { "▶" } else { " " };
    // While typing, digits are text: no number promises to do something.
    let (mark, shown) = if page.mode == InputMode::Typing { (" ", "·") } else { (marker, number.as_str()) };
    let prefix = match (form.plain, width < NARROW) {
        (true, _) => format!("{shown} "),
        (false, true) => format!("{mark}{shown} "),
        (false, false) => format!("{mark} {shown}  "),
    };
    let column = columns(&prefix);
    let role = if focused { Role::Focus } else { Role::Title };
    let room = width.saturating_sub(column);
    let mut lines = Vec::new();
    for (row, text) in wrap(&choice.label, room).into_iter().enumerate() {
        let before = if row == 0 { prefix.clone() } else { spaces(column) };
        let fill = if focused && !form.plain { spaces(room.saturating_sub(columns(&text))) } else { String::new() };
        let pieces = vec![Piece { text: before, role: Role::Key }, Piece { text: text + &fill, role }];
        lines.push(Line::new(pieces, Mark::Choice { place, column }));
    }
    for detail in &choice.details {
        lines.extend(hanging(&spaces(column), detail, width, Role::Text));
    }
    if form.touch {
        lines.resize_with(lines.len().max(TOUCH_ROWS.into()), Line::blank);
    }
    for line in &mut lines {
        line.touched = Some(place);
    }
    Chunk { lines, with_next: false }
}

fn field(label: &str, text: &str, width: usize) -> Chunk {
    let mut lines: Vec<Line> = wrap(label, width).into_iter().map(|line| Line::plain(line, Role::Text)).collect();
    let room = width.saturating_sub(4);
    // The end of a long query is what is being typed.
    let mut shown: String = text.to_owned();
    while columns(&shown) > room {
        shown = shown.chars().skip(1).collect();
    }
    let column = 2 + columns(&shown);
    let fill = spaces((room + 1).saturating_sub(columns(&shown)));
    let pieces =
        vec![Piece { text: "▶ ".to_owned(), role: Role::Key }, Piece { text: shown + &fill, role: Role::Field }];
    lines.push(Line::new(pieces, Mark::Field { column }));
    Chunk { lines, with_next: true }
}

/// The field of a page alone, where a keyboard that is drawn leaves no room for more.
pub(super) fn field_alone(page: &Page, width: usize) -> Vec<Vec<Line>> {
    let text = page.blocks.iter().find_map(|block| match block {
        Block::Field { text, .. } => Some(text.as_str()),
        _ => None,
    });
    vec![field("", text.unwrap_or_default(), width).lines.into_iter().skip(1).collect()]
}

/// Cuts chunks into sheets of at most `height` lines.
fn cut(chunks: Vec<Chunk>, height: usize) -> Vec<Vec<Line>> {
    let mut sheets: Vec<Vec<Line>> = Vec::new();
    let mut sheet: Vec<Line> = Vec::new();
    let mut chunks = chunks.into_iter().peekable();
    while let Some(first) = chunks.next() {
        // What must not be left alone goes with what follows it.
        let mut lines = first.lines;
        let mut more = first.with_next;
        while more {
            let Some(next) = chunks.next_if(|next| lines.len() + next.lines.len() <= height) else { break };
            more = next.with_next;
            lines.extend(next.lines);
        }
        if !sheet.is_empty() && sheet.len() + lines.len() > height {
            close(&mut sheets, &mut sheet);
        }
        for line in lines {
            if sheet.len() == height {
                close(&mut sheets, &mut sheet);
            }
            if !(sheet.is_empty() && line.is_blank()) {
                sheet.push(line);
            }
        }
    }
    close(&mut sheets, &mut sheet);
    if sheets.is_empty() {
        sheets.push(Vec::new());
    }
    sheets
}

fn close(sheets: &mut Vec<Vec<Line>>, sheet: &mut Vec<Line>) {
    while sheet.last().is_some_and(Line::is_blank) {
        sheet.pop();
    }
    if !sheet.is_empty() {
        sheets.push(std::mem::take(sheet));
    }
}

fn spaces(count: usize) -> String {
    " ".repeat(count)
}
