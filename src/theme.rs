//! Roles and what they look like. Code says roles, never colours. Nothing is told by colour alone: the focus has a marker,
//! an alert a word.

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

/// The look of a role: light on dark, each pair at least 7:1 with the colours of the Linux console (black on light grey
/// 9.0, light grey on black 9.0, bright cyan 17.1, bright yellow 19.7, white 21).
#[must_use]
pub fn style(role: Role) -> Style {
    let on_black = Style::new().bg(Color::Black);
    match role {
        Role::Text | Role::Notice => on_black.fg(Color::White),
        Role::Title => on_black.fg(Color::White).add_modifier(Modifier::BOLD),
        Role::Heading => on_black.fg(Color::LightCyan).add_modifier(Modifier::BOLD),
        Role::Key => on_black.fg(Color::LightYellow).add_modifier(Modifier::BOLD),
        Role::Alert => on_black.fg(Color::LightYellow),
        Role::Focus | Role::Field => Style::new().fg(Color::Black).bg(Color::Gray),
        Role::Rule => on_black.fg(Color::Gray),
    }
}
