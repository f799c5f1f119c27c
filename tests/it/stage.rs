//! The stage: the real session and the real screen on a fake terminal, over the real starter edition. A screen test is one
//! line: `stage("fr").keys("mediateque<enter>").screen()` gives the whole screen, where the cursor stands, and which
//! stretches of it have a role of their own.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use chrono::NaiveDateTime;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;
use ratatui::style::Style;
use repere::config::Config;
use repere::desk::Desk;
use repere::effect::Effect;
use repere::keymap::Key;
use repere::locale::Locale;
use repere::medium::screen::Screen;
use repere::message::Message;
use repere::model::Context;
use repere::model::look::Grid;
use repere::model::staff::{EditionTask, StaffNews, StaffTask};
use repere::runtime::{Moments, answer};
use repere::session::Session;
use repere::theme::{ROLES, Role, Theme, style};
use repere::world::Clock;
use repere_index::edition::{Edition, Here};
use repere_index::search::Catalogue;
use repere_kiosk::store::Store;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization as _;

/// What time it is where nobody says otherwise.
const NOW: &str = "2026-11-24T10:00:00";

/// The starter edition, indexed once for all tests.
pub fn starter() -> &'static Catalogue {
    static STARTER: OnceLock<Catalogue> = OnceLock::new();
    STARTER.get_or_init(|| Catalogue::in_memory(Edition::starter().unwrap(), &mut |_, _| {}).unwrap())
}

/// Words as they are written, of words as they are drawn: Arabic letters that were joined and turned round are so no more.
pub fn as_written(text: &str) -> String {
    let is_form = |letter: char| matches!(letter, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let word = |word: &str| -> String {
        let turned_back = || word.chars().rev().flat_map(|letter| std::iter::once(letter).nfkc()).collect();
        if word.contains(is_form) { turned_back() } else { word.to_owned() }
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A session on a fake terminal.
pub struct Stage {
    pub session: Session,
    pub terminal: Terminal<TestBackend>,
    /// What staff wanted done with sticks and editions: nobody does it here.
    pub wanted: Vec<EditionTask>,
    desk: Desk,
    folder: Option<TempDir>,
    catalogue: &'static Catalogue,
}

/// A terminal in the town of the demonstration, in the language of `code`, on Tuesday 24 November 2026 at ten.
pub fn stage(code: &str) -> Stage {
    stage_over(code, starter())
}

/// The same over another edition.
pub fn stage_over(code: &str, catalogue: &'static Catalogue) -> Stage {
    let mut stage = bare_over(code, catalogue);
    let edition = Box::new(stage.catalogue.info().clone());
    stage.tell(Message::CatalogueReady { edition, standing_in: false });
    stage
}

/// The same before the catalogue is there.
pub fn bare(code: &str) -> Stage {
    bare_over(code, starter())
}

fn bare_over(code: &str, catalogue: &'static Catalogue) -> Stage {
    let context = Context {
        here: Some(Here { name: "Médiathèque de Lens".to_owned(), latitude: 50.4289, longitude: 2.8319 }),
        grid: Grid { columns: 80, rows: 24 },
        ..Context::new(Locale::from_code(code).unwrap(), NOW.parse().unwrap())
    };
    let mut stage = Stage {
        session: Session::new(context, Screen::default()),
        terminal: Terminal::new(TestBackend::new(80, 24)).unwrap(),
        wanted: Vec::new(),
        desk: Desk::new(None, Config::default(), Clock::Fixed(NOW.parse().unwrap())),
        folder: None,
        catalogue,
    };
    stage.draw();
    stage
}

impl Stage {
    /// With a store of its own, in which what staff set is really kept.
    pub fn store(mut self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        self.reopen(folder.path());
        self.folder = Some(folder);
        self
    }

    /// With what the administrator decided, over the store if there is one.
    pub fn config(mut self, config: Config) -> Self {
        let store = self.folder.as_ref().map(|folder| Store::new(folder.path()));
        self.desk = Desk::new(store, config, Clock::Fixed(self.session.model.context.now));
        self.settings_as_kept();
        self
    }

    /// Over a store that may be there already, as after starting anew.
    pub fn reopen(&mut self, folder: &Path) {
        self.desk =
            Desk::new(Some(Store::new(folder)), Config::default(), Clock::Fixed(self.session.model.context.now));
        self.settings_as_kept();
    }

    fn settings_as_kept(&mut self) {
        let settings = Box::new(self.desk.settings());
        self.tell(Message::Staff(StaffNews::Settings(settings)));
    }

    /// The folder of the store.
    pub fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }

    /// At another time: "2026-11-24 10:00".
    pub fn at(mut self, moment: &str) -> Self {
        let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").unwrap();
        self.tell(Message::Ticked(moment));
        self
    }

    /// On a terminal of another size.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.resize(columns, rows);
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.tell(Message::Screen(Grid { columns, rows }));
    }

    /// Presses keys: characters, and `<enter> <up> <down> <left> <right> <pgup> <pgdn> <home> <esc> <back> <f1>`.
    pub fn keys(mut self, script: &str) -> Self {
        for key in parse(script) {
            self.press(key);
        }
        self
    }

    pub fn press(&mut self, key: Key) {
        let effects = self.session.key(key);
        self.carry_out(effects);
        self.draw();
    }

    /// Touches a cell.
    pub fn tap(&mut self, column: u16, row: u16) {
        let effects = self.session.tap(Position { x: column, y: row });
        self.carry_out(effects);
        self.draw();
    }

    /// Touches the first cell of a text that is on the screen.
    pub fn tap_on(mut self, text: &str) -> Self {
        let screen = self.text();
        let found = screen.lines().zip(0..).find_map(|(line, row)| {
            let at = line.find(text)?;
            Some((u16::try_from(line[..at].chars().count()).unwrap(), row))
        });
        let (column, row) = found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{screen}"));
        self.tap(column, row);
        self
    }

    pub fn tell(&mut self, message: Message) {
        let effects = self.session.news(message);
        self.carry_out(effects);
        self.draw();
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Staff(task) = effect {
                self.staff(task);
                continue;
            }
            let context = &self.session.model.context;
            if let Some(message) = answer(self.catalogue, effect, Moments::of(context)) {
                let effects = self.session.news(message);
                self.carry_out(effects);
            }
        }
    }

    fn staff(&mut self, task: StaffTask) {
        match task {
            StaffTask::Desk(task) => {
                let news = self.desk.carry_out(task);
                let effects = self.session.news(Message::Staff(news));
                self.carry_out(effects);
            }
            StaffTask::Edition(task) => self.wanted.push(task),
        }
    }

    pub fn draw(&mut self) {
        let Self { session, terminal, .. } = self;
        terminal.draw(|frame| session.draw(frame)).unwrap();
    }

    /// The whole screen as text, without the roles.
    pub fn text(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }

    /// The whole screen, the cursor, and the roles that are not ordinary text.
    pub fn screen(&mut self) -> String {
        let mut text = self.text();
        let cursor = self.terminal.get_cursor_position().unwrap();
        writeln!(text, "cursor {},{}", cursor.x, cursor.y).unwrap();
        let theme = self.session.model.context.look.theme;
        let buffer = self.terminal.backend().buffer();
        for y in 0..buffer.area.height {
            let mut x = 0;
            while x < buffer.area.width {
                let role = role_of(buffer[(x, y)].style(), theme);
                let start = x;
                while x < buffer.area.width && role_of(buffer[(x, y)].style(), theme) == role {
                    x += 1;
                }
                let stretch: String = (start..x).map(|x| buffer[(x, y)].symbol()).collect();
                // A title and the text around it differ only in weight: what is blank has no role to speak of.
                let shown =
                    !matches!(role, Role::Text | Role::Rule) && (role == Role::Focus || !stretch.trim().is_empty());
                if shown {
                    writeln!(text, "{y:>2} {role:?} {start}..{x}").unwrap();
                }
            }
        }
        text
    }
}

/// The first role that looks like this. Roles that look the same are told apart by their words, not here.
fn role_of(seen: Style, theme: Theme) -> Role {
    let same = |role: &Role| {
        let look = style(*role, theme);
        look.fg == seen.fg && look.bg == seen.bg && look.add_modifier == seen.add_modifier
    };
    ROLES.into_iter().find(same).unwrap_or(Role::Text)
}

/// The keys of a script.
pub fn parse(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(letter) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            keys.push(match name {
                "enter" => Key::Enter,
                "up" => Key::Up,
                "down" => Key::Down,
                "left" => Key::Left,
                "right" => Key::Right,
                "pgup" => Key::PageUp,
                "pgdn" => Key::PageDown,
                "home" => Key::Home,
                "esc" => Key::Escape,
                "back" => Key::Backspace,
                "f1" => Key::F1,
                "end" => Key::End,
                "f5" => Key::Other,
                other => panic!("there is no key <{other}>"),
            });
            rest = after;
        } else {
            keys.push(Key::Char(letter));
            rest = &rest[letter.len_utf8()..];
        }
    }
    keys
}
