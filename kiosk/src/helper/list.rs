//! What the helper may do, as root wrote it down: fonts, keymaps, programs, limits. Does none of it.
//!
//! The file counts only if nobody but root could have written it (or the user whom the helper runs as, which is root under
//! systemd): a list from anybody else would make the helper run what they like. There is no way round, not by an argument
//! either. Where there is no file, what stands here is in force.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rustix::process::geteuid;
use serde::Deserialize;

use super::screen::Pixels;

/// Where root writes the list.
pub const LIST: &str = "/etc/repere/helper.toml";

/// Bytes of a list, at most.
const MAX_LIST: u64 = 64 * 1024;

/// Group and others may write.
const OPEN_TO_OTHERS: u32 = 0o022;

/// Why the list is not used.
#[derive(Debug, thiserror::Error)]
pub(super) enum ListError {
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} is not used: it must be a file that root owns and nobody else can write", path.display())]
    Untrusted { path: PathBuf },
    #[error("{}: {source}", path.display())]
    Malformed { path: PathBuf, source: toml::de::Error },
    #[error("{}: {entry:?} is not allowed in {field}", path.display())]
    Entry { path: PathBuf, field: &'static str, entry: String },
}

/// The list. `kiosk/system/helper/helper.toml` explains each entry to whoever writes one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct List {
    /// The console of the terminal.
    pub(super) console: PathBuf,
    /// The pixels of its screen, where the kernel does not say them.
    pub(super) screen: Option<String>,
    pub(super) fonts: Vec<PathBuf>,
    /// Names that `loadkeys` knows, or paths.
    pub(super) keymaps: Vec<String>,
    /// No clock is set to a day before this one.
    pub(super) earliest: NaiveDate,
    /// The unit of the terminal.
    pub(super) unit: String,
    /// Whose processes may ask.
    pub(super) group: String,
    pub(super) setfont: PathBuf,
    pub(super) loadkeys: PathBuf,
    pub(super) date: PathBuf,
    pub(super) hwclock: PathBuf,
    pub(super) systemctl: PathBuf,
}

impl Default for List {
    fn default() -> Self {
        let font = |size| PathBuf::from(format!("/usr/share/repere/fonts/repere-{size}.psf"));
        Self {
            console: "/dev/tty1".into(),
            screen: None,
            fonts: ["16x32", "20x40", "24x48", "32x64"].map(font).into(),
            keymaps: ["fr", "us", "de", "es"].map(str::to_owned).into(),
            earliest: NaiveDate::MIN,
            unit: "repere.service".to_owned(),
            group: "repere".to_owned(),
            setfont: "/usr/bin/setfont".into(),
            loadkeys: "/usr/bin/loadkeys".into(),
            date: "/usr/bin/date".into(),
            hwclock: "/usr/sbin/hwclock".into(),
            systemctl: "/usr/bin/systemctl".into(),
        }
    }
}

impl List {
    /// Reads the list; what it does not say is as it stands here, and so is all of it where there is no file.
    pub(super) fn read(path: &Path) -> Result<Self, ListError> {
        let unreadable = |source| ListError::Unreadable { path: path.to_owned(), source };
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            file => file.map_err(unreadable)?,
        };
        // Of the open file, not of its name, which can change hands in between.
        let status = file.metadata().map_err(unreadable)?;
        if !status.is_file() || !is_trusted(status.uid(), status.mode(), geteuid().as_raw()) {
            return Err(ListError::Untrusted { path: path.to_owned() });
        }
        let mut text = String::new();
        file.take(MAX_LIST).read_to_string(&mut text).map_err(unreadable)?;
        let list: Self =
            toml::from_str(&text).map_err(|source| ListError::Malformed { path: path.to_owned(), source })?;
        match list.stray_entry() {
            None => Ok(list),
            Some((field, entry)) => Err(ListError::Entry { path: path.to_owned(), field, entry }),
        }
    }

    /// Entry `number` of the fonts, from 1.
    pub(super) fn font(&self, number: u8) -> Option<&Path> {
        self.fonts.get(usize::from(number).checked_sub(1)?).map(PathBuf::as_path)
    }

    /// Entry `number` of the keymaps, from 1.
    pub(super) fn keymap(&self, number: u8) -> Option<&str> {
        self.keymaps.get(usize::from(number).checked_sub(1)?).map(String::as_str)
    }

    /// The first entry that a program could take for something else: an option, or a path from wherever it stands.
    fn stray_entry(&self) -> Option<(&'static str, String)> {
        let programs = [
            ("console", &self.console),
            ("setfont", &self.setfont),
            ("loadkeys", &self.loadkeys),
            ("date", &self.date),
            ("hwclock", &self.hwclock),
            ("systemctl", &self.systemctl),
        ];
        let paths = programs.into_iter().chain(self.fonts.iter().map(|font| ("fonts", font)));
        let paths = paths.filter(|(_, path)| !path.is_absolute());
        let keymaps = self.keymaps.iter().filter(|keymap| !is_word(keymap) && !keymap.starts_with('/'));
        let units = [&self.unit].into_iter().filter(|unit| !is_word(unit));
        let screens = self.screen.iter().filter(|screen| screen.parse::<Pixels>().is_err());
        paths
            .map(|(field, path)| (field, path.display().to_string()))
            .chain(keymaps.map(|keymap| ("keymaps", keymap.clone())))
            .chain(units.map(|unit| ("unit", unit.clone())))
            .chain(screens.map(|screen| ("screen", screen.clone())))
            .next()
    }
}

fn is_trusted(owner: u32, mode: u32, own: u32) -> bool {
    (owner == 0 || owner == own) && mode & OPEN_TO_OTHERS == 0
}

/// A plain name, which is no option and no path.
fn is_word(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.@-".contains(letter))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use rstest::rstest;

    use super::*;

    fn read(text: &str, mode: u32) -> Result<List, ListError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("helper.toml");
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        List::read(&path)
    }

    #[test]
    fn without_a_file_there_is_a_list() {
        let list = List::read(Path::new("/nonexistent/helper.toml")).unwrap();
        assert_eq!(list, List::default());
        assert_eq!(list.font(1), Some(Path::new("/usr/share/repere/fonts/repere-16x32.psf")));
        assert_eq!(list.keymap(1), Some("fr"));
        assert_eq!(list.stray_entry(), None);
    }

    #[test]
    fn entries_count_from_one() {
        let list = read("fonts = [\"/a.psf\", \"/b.psf\"]\nkeymaps = [\"fr\"]\n", 0o644).unwrap();
        assert_eq!([0, 1, 2, 3, 255].map(|number| list.font(number).is_some()), [false, true, true, false, false]);
        assert_eq!([0, 1, 2].map(|number| list.keymap(number)), [None, Some("fr"), None]);
        assert_eq!(list.console, List::default().console, "what is not said stays");
    }

    #[rstest]
    #[case::roots_own(0, 0o100_644, 0, true)]
    #[case::roots_for_another(0, 0o100_600, 900, true)]
    #[case::its_own(900, 0o100_644, 900, true)]
    #[case::of_a_stranger(1000, 0o100_644, 0, false)]
    #[case::open_to_the_group(0, 0o100_664, 0, false)]
    #[case::open_to_all(0, 0o100_646, 0, false)]
    fn whose_it_may_be(#[case] owner: u32, #[case] mode: u32, #[case] own: u32, #[case] expected: bool) {
        assert_eq!(is_trusted(owner, mode, own), expected);
    }

    #[test]
    fn one_that_others_can_write_is_not_used() {
        assert!(matches!(read("", 0o666), Err(ListError::Untrusted { .. })));
        assert!(matches!(List::read(Path::new("/")), Err(ListError::Untrusted { .. })));
    }

    #[rstest]
    #[case::no_toml("fonts = [")]
    #[case::an_unknown_word("font = [\"/a.psf\"]")]
    #[case::no_such_day("earliest = \"2026-02-30\"")]
    #[case::a_font_from_anywhere("fonts = [\"a.psf\"]")]
    #[case::a_program_from_anywhere("setfont = \"setfont\"")]
    #[case::a_console_from_anywhere("console = \"tty1\"")]
    #[case::an_option_as_a_keymap("keymaps = [\"-d\"]")]
    #[case::a_keymap_from_anywhere("keymaps = [\"../fr\"]")]
    #[case::an_empty_keymap("keymaps = [\"\"]")]
    #[case::an_option_as_the_unit("unit = \"--force\"")]
    #[case::a_path_as_the_unit("unit = \"/etc/evil.service\"")]
    #[case::a_screen_without_a_size("screen = \"1024\"")]
    fn what_a_list_cannot_say(#[case] text: &str) {
        assert!(matches!(read(text, 0o644), Err(ListError::Malformed { .. } | ListError::Entry { .. })), "{text}");
    }

    #[test]
    fn the_example_says_what_stands_here() {
        let example = include_str!("../../system/helper/helper.toml");
        let said: String = example.lines().filter_map(|line| line.strip_prefix("#:")).collect::<Vec<_>>().join("\n");
        let list: List = toml::from_str(&said).unwrap();
        let standing = List { earliest: list.earliest, screen: list.screen.clone(), ..List::default() };
        assert_eq!(list, standing);
        assert_eq!(list.stray_entry(), None);
        assert_eq!(read(example, 0o644).unwrap(), List::default(), "the example changes nothing until it is edited");
    }
}
