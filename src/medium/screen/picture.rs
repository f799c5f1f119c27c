//! Figures as large as several lines, of block elements that every console font has.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;
use tui_big_text::{BigText, PixelSize};

/// Columns and rows of one figure.
const FIGURE: (u16, u16) = (8, 4);

/// The lines of a number in large figures.
pub(super) fn figures(number: &str) -> Vec<String> {
    let count = u16::try_from(number.chars().count()).unwrap_or(u16::MAX);
    let area = Rect::new(0, 0, count.saturating_mul(FIGURE.0), FIGURE.1);
    let mut buffer = Buffer::empty(area);
    let figures = BigText::builder().pixel_size(PixelSize::HalfHeight).lines([Line::from(number.to_owned())]).build();
    figures.render(area, &mut buffer);
    let row = |y: u16| (0..area.width).filter_map(|x| buffer.cell((x, y)).map(ratatui::buffer::Cell::symbol)).collect();
    (0..area.height).map(row).map(|row: String| row.trim_end().to_owned()).collect()
}
