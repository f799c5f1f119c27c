//! Roles and what they look like in each theme. Code says roles, never colours. Nothing is told by colour alone: the focus
//! has a marker, an alert a word.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// The name of the page.
    Title,
    /// The name of a part of it.
    Heading,
    /// The number of a choice, the name of a key.
    Key,
    /// What has the focus.
    Focus,
    /// Words being typed.
    Field,
    /// Good to know.
    Notice,
    /// To be read first.
    Alert,
    /// Lines that separate.
    Rule,
}

/// Every role, for tests and for the screen test.
pub const ROLES: [Role; 9] = [
    Role::Text,
    Role::Title,
    Role::Heading,
    Role::Key,
    Role::Focus,
    Role::Field,
    Role::Notice,
    Role::Alert,
    Role::Rule,
];

/// Colours that go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// White on black.
    #[default]
    LightOnDark,
    /// Black on white, as on paper.
    DarkOnLight,
    /// Yellow on black, which many people with low vision ask for.
    YellowOnBlack,
}

impl Theme {
    /// All of them, in the order in which one key goes through them.
    pub const ALL: [Self; 3] = [Self::LightOnDark, Self::DarkOnLight, Self::YellowOnBlack];

    /// Its name in the configuration and in the locale files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LightOnDark => "light-on-dark",
            Self::DarkOnLight => "dark-on-light",
            Self::YellowOnBlack => "yellow-on-black",
        }
    }

    /// The theme of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one after it; after the last one the first.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::LightOnDark => Self::DarkOnLight,
            Self::DarkOnLight => Self::YellowOnBlack,
            Self::YellowOnBlack => Self::LightOnDark,
        }
    }
}

/// The look of a role. Backgrounds are of the first eight colours only: with a font of 512 glyphs the Linux console has no
/// others. Each pair has a contrast of at least 7:1 (WCAG 2.2, 1.4.6) in [`PALETTE`], and in the colours that a VGA console and
/// xterm begin with.
#[must_use]
pub fn style(role: Role, theme: Theme) -> Style {
    let on = |ground: Color, ink: Color| Style::new().bg(ground).fg(ink);
    let look = match (theme, role) {
        (Theme::DarkOnLight, Role::Focus | Role::Field)
        | (Theme::LightOnDark, Role::Text | Role::Notice | Role::Title) => on(Color::Black, Color::White),
        (Theme::DarkOnLight, _) | (_, Role::Focus | Role::Field) => on(Color::Gray, Color::Black),
        (_, Role::Rule) => on(Color::Black, Color::Gray),
        (Theme::LightOnDark, Role::Heading) => on(Color::Black, Color::LightCyan),
        (Theme::LightOnDark, Role::Key | Role::Alert) | (Theme::YellowOnBlack, _) => {
            on(Color::Black, Color::LightYellow)
        }
    };
    let bold = matches!(role, Role::Title | Role::Heading | Role::Key);
    if bold { look.add_modifier(Modifier::BOLD) } else { look }
}

/// The sixteen colours that the Linux console is given, as red, green and blue. Its own ones have a brown for yellow and a grey
/// for white.
pub const PALETTE: [(u8, u8, u8); 16] = [
    (0x00, 0x00, 0x00),
    (0xaa, 0x00, 0x00),
    (0x00, 0x80, 0x00),
    (0xff, 0xd7, 0x00),
    (0x00, 0x00, 0xaa),
    (0x80, 0x00, 0x80),
    (0x00, 0x80, 0x80),
    (0xe6, 0xe6, 0xe6),
    (0xb4, 0xb4, 0xb4),
    (0xff, 0x8a, 0x80),
    (0x9a, 0xff, 0x9a),
    (0xff, 0xf0, 0x55),
    (0xa0, 0xb4, 0xff),
    (0xff, 0xa0, 0xff),
    (0x80, 0xff, 0xff),
    (0xff, 0xff, 0xff),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What a VGA console begins with.
    const VGA: [(u8, u8, u8); 16] = [
        (0x00, 0x00, 0x00),
        (0xaa, 0x00, 0x00),
        (0x00, 0xaa, 0x00),
        (0xaa, 0x55, 0x00),
        (0x00, 0x00, 0xaa),
        (0xaa, 0x00, 0xaa),
        (0x00, 0xaa, 0xaa),
        (0xaa, 0xaa, 0xaa),
        (0x55, 0x55, 0x55),
        (0xff, 0x55, 0x55),
        (0x55, 0xff, 0x55),
        (0xff, 0xff, 0x55),
        (0x55, 0x55, 0xff),
        (0xff, 0x55, 0xff),
        (0x55, 0xff, 0xff),
        (0xff, 0xff, 0xff),
    ];

    /// What xterm begins with.
    const XTERM: [(u8, u8, u8); 16] = [
        (0x00, 0x00, 0x00),
        (0xcd, 0x00, 0x00),
        (0x00, 0xcd, 0x00),
        (0xcd, 0xcd, 0x00),
        (0x00, 0x00, 0xee),
        (0xcd, 0x00, 0xcd),
        (0x00, 0xcd, 0xcd),
        (0xe5, 0xe5, 0xe5),
        (0x7f, 0x7f, 0x7f),
        (0xff, 0x00, 0x00),
        (0x00, 0xff, 0x00),
        (0xff, 0xff, 0x00),
        (0x5c, 0x5c, 0xff),
        (0xff, 0x00, 0xff),
        (0x00, 0xff, 0xff),
        (0xff, 0xff, 0xff),
    ];

    /// The number of a colour in a palette of sixteen.
    fn place(colour: Color) -> usize {
        match colour {
            Color::Black => 0,
            Color::Gray => 7,
            Color::LightYellow => 11,
            Color::LightCyan => 14,
            Color::White => 15,
            other => panic!("a theme uses {other}, which no test knows"),
        }
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn the_measure_is_right() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.01);
        // The figure that `research/kiosk.md` gives for the brown of a VGA console.
        assert!((contrast((0, 0, 0), VGA[3]) - 4.01).abs() < 0.02);
    }

    #[test]
    fn every_role_can_be_read_in_every_theme() {
        for (name, palette) in [("ours", PALETTE), ("VGA", VGA), ("xterm", XTERM)] {
            for theme in Theme::ALL {
                for role in ROLES {
                    let look = style(role, theme);
                    let (ink, ground) = (look.fg.unwrap(), look.bg.unwrap());
                    // Bold text is shown in the bright colour of the same name on consoles; ours are bright already.
                    let ratio = contrast(palette[place(ink)], palette[place(ground)]);
                    assert!(ratio >= 7.0, "{role:?} in {theme:?} with the colours of {name}: {ratio:.2}:1");
                }
            }
        }
    }

    #[test]
    fn backgrounds_are_colours_that_every_console_has() {
        for theme in Theme::ALL {
            for role in ROLES {
                assert!(place(style(role, theme).bg.unwrap()) < 8, "{role:?} in {theme:?}");
            }
        }
    }

    #[test]
    fn going_on_ends_where_it_began() {
        let mut theme = Theme::default();
        for next in Theme::ALL.into_iter().skip(1).chain([Theme::default()]) {
            theme = theme.next();
            assert_eq!(theme, next);
            assert_eq!(Theme::from_name(theme.name()), Some(theme));
        }
    }
}
