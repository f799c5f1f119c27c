//! How pages look: the theme, the size of the letters, and which sizes this screen can show. Sizes are those of the console
//! fonts of `kiosk/system/fonts`; where the font is not ours to change, the page is laid out as large letters would have it.

use crate::theme::Theme;

/// How large the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum TextSize {
    /// What suits most people on this screen.
    #[default]
    Normal,
    /// A step larger.
    Large,
    /// Two steps larger.
    Larger,
    /// Three steps larger.
    Largest,
}

impl TextSize {
    /// All of them, the smallest first.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Large, Self::Larger, Self::Largest];

    /// Its name in settings, configuration and locale files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Larger => "larger",
            Self::Largest => "largest",
        }
    }

    /// The size of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }

    /// Steps above the normal size.
    fn steps(self) -> u8 {
        match self {
            Self::Normal => 0,
            Self::Large => 1,
            Self::Larger => 2,
            Self::Largest => 3,
        }
    }

    /// What a page is laid out for where the terminal's font stays as it is, as columns and rows: what the fonts leave of
    /// 1024×768 pixels, and the smallest page. `None`: the whole screen.
    #[must_use]
    pub fn layout(self) -> Option<Grid> {
        match self {
            Self::Normal => None,
            Self::Large => Some(Grid { columns: 51, rows: 19 }),
            Self::Larger => Some(Grid { columns: 42, rows: 16 }),
            Self::Largest => Some(Grid::SMALLEST),
        }
    }
}

/// A screen in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Characters beside each other.
    pub columns: u16,
    /// Lines.
    pub rows: u16,
}

impl Grid {
    /// The smallest screen that a page is laid out for.
    pub const SMALLEST: Self = Self { columns: 40, rows: 12 };
    /// What must be left for a font to be the normal one, if any font leaves it.
    const COMFORTABLE: Self = Self { columns: 64, rows: 22 };

    fn holds(self, other: Self) -> bool {
        self.columns >= other.columns && self.rows >= other.rows
    }
}

/// The cells of the console fonts, in pixels, in the order of the helper's list.
const FONTS: [(u16, u16); 4] = [(16, 32), (20, 40), (24, 48), (32, 64)];

/// Whose the font is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fonts {
    /// The terminal's own: it stays as it is.
    #[default]
    Fixed,
    /// The console's, through the helper; nothing is known of the screen yet.
    Asked,
    /// The console's; the screen in pixels.
    Console {
        /// Pixels beside each other.
        width: u16,
        /// Pixels above each other.
        height: u16,
    },
}

impl Fonts {
    /// What the screen is once font number `font` (from 1) is on it and leaves `grid`.
    #[must_use]
    pub fn seen(font: u8, grid: Grid) -> Self {
        match FONTS.get(usize::from(font).wrapping_sub(1)) {
            Some((width, height)) => {
                Self::Console { width: grid.columns.saturating_mul(*width), height: grid.rows.saturating_mul(*height) }
            }
            None => Self::Fixed,
        }
    }

    /// The number of the font of a size, from 1, if the screen is large enough for it.
    #[must_use]
    pub fn font_of(self, size: TextSize) -> Option<u8> {
        let Self::Console { width, height } = self else { return None };
        let left =
            |(cell_width, cell_height): &(u16, u16)| Grid { columns: width / cell_width, rows: height / cell_height };
        let normal = FONTS.iter().rposition(|font| left(font).holds(Grid::COMFORTABLE)).unwrap_or(0);
        let place = normal + usize::from(size.steps());
        FONTS.get(place).filter(|font| size == TextSize::Normal || left(font).holds(Grid::SMALLEST))?;
        u8::try_from(place + 1).ok()
    }

    /// Whether a screen that is now `grid` can have the font of `size` on it. True where the font is not ours to change.
    #[must_use]
    pub fn shown(self, size: TextSize, grid: Grid) -> bool {
        let Self::Console { width, height } = self else { return true };
        let font = self.font_of(size).and_then(|font| FONTS.get(usize::from(font).wrapping_sub(1)));
        let Some((cell_width, cell_height)) = font else { return true };
        // The smallest font was the measure: less than one of its cells may be left beside what it showed.
        let [(rest_width, rest_height), ..] = FONTS;
        let fills = |count: u16, cell: u16, seen: u16, rest: u16| {
            let filled = u32::from(count) * u32::from(cell);
            filled < u32::from(seen) + u32::from(rest) && filled + u32::from(cell) > u32::from(seen)
        };
        fills(grid.columns, *cell_width, width, rest_width) && fills(grid.rows, *cell_height, height, rest_height)
    }

    /// The size that a page is laid out as: where the letters themselves are larger, the whole screen is for it.
    #[must_use]
    pub fn laid_out_as(self, size: TextSize) -> TextSize {
        match self {
            Self::Fixed | Self::Asked => size,
            Self::Console { .. } => TextSize::Normal,
        }
    }

    /// Whether `size` can be shown on a screen that is now `grid`.
    fn shows(self, size: TextSize, grid: Grid) -> bool {
        match self {
            Self::Fixed | Self::Asked => size.layout().is_none_or(|layout| layout != grid && grid.holds(layout)),
            Self::Console { .. } => self.font_of(size).is_some(),
        }
    }

    /// The next larger size that can be shown; after the largest the normal one.
    #[must_use]
    pub fn after(self, size: TextSize, grid: Grid) -> TextSize {
        let larger = TextSize::ALL.into_iter().filter(|other| *other > size);
        larger.into_iter().find(|other| self.shows(*other, grid)).unwrap_or_default()
    }

    /// `size`, or the largest below it that can be shown.
    #[must_use]
    pub fn at_most(self, size: TextSize, grid: Grid) -> TextSize {
        let smaller = TextSize::ALL.into_iter().rev().filter(|other| *other <= size);
        smaller.into_iter().find(|other| self.shows(*other, grid)).unwrap_or_default()
    }
}

/// How pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// How large the letters are.
    pub size: TextSize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn sizes(fonts: Fonts, grid: Grid) -> Vec<TextSize> {
        let mut sizes = vec![TextSize::Normal];
        while let next @ (TextSize::Large | TextSize::Larger | TextSize::Largest) =
            fonts.after(sizes.last().copied().unwrap_or_default(), grid)
        {
            sizes.push(next);
        }
        sizes
    }

    /// The table of `research/terminal.md`: which fonts leave at least 40 columns and 12 rows.
    #[rstest]
    #[case::old_square_screen(64, 24, &[1, 2, 3])]
    #[case::laptop(85, 24, &[1, 2, 3, 4])]
    #[case::full_hd(120, 33, &[3, 4])]
    #[case::vga(40, 15, &[1])]
    fn the_fonts_of_a_screen(#[case] columns: u16, #[case] rows: u16, #[case] fonts: &[u8]) {
        let grid = Grid { columns, rows };
        let screen = Fonts::seen(1, grid);
        let numbers: Vec<u8> = sizes(screen, grid).into_iter().filter_map(|size| screen.font_of(size)).collect();
        assert_eq!(numbers, fonts);
    }

    #[rstest]
    #[case::usual(80, 24, 4)]
    #[case::old_square_screen(64, 24, 4)]
    #[case::already_large(51, 19, 3)]
    #[case::already_largest(40, 12, 1)]
    fn layouts_where_the_font_stays(#[case] columns: u16, #[case] rows: u16, #[case] count: usize) {
        assert_eq!(sizes(Fonts::Fixed, Grid { columns, rows }).len(), count);
    }

    #[rstest]
    #[case::its_own((64, 24), TextSize::Larger, (42, 16), true)]
    #[case::the_smallest_again((64, 24), TextSize::Larger, (64, 24), false)]
    #[case::one_of_another((64, 24), TextSize::Normal, (128, 48), false)]
    #[case::of_1366_pixels((85, 24), TextSize::Largest, (42, 12), true)]
    #[case::of_1080_rows_24_are_left((120, 33), TextSize::Normal, (80, 22), true)]
    #[case::a_row_more_of_what_was_left((100, 37), TextSize::Normal, (66, 25), true)]
    fn whose_font_is_on_the_screen(
        #[case] seen: (u16, u16),
        #[case] size: TextSize,
        #[case] now: (u16, u16),
        #[case] expected: bool,
    ) {
        let grid = |(columns, rows)| Grid { columns, rows };
        assert_eq!(Fonts::seen(1, grid(seen)).shown(size, grid(now)), expected);
        assert!(Fonts::Fixed.shown(size, grid(now)));
    }

    #[test]
    fn a_size_that_the_screen_cannot_show_gives_way_to_the_next_below() {
        let grid = Grid { columns: 64, rows: 24 };
        assert_eq!(Fonts::seen(1, grid).at_most(TextSize::Largest, grid), TextSize::Larger);
        assert_eq!(Fonts::Fixed.at_most(TextSize::Largest, Grid::SMALLEST), TextSize::Normal);
    }
}
