//! What the administrator has decided: a TOML file, read once at the start, never written. Where the terminal stands, which
//! language it begins with, whether it can be left, and all that staff may set on the screen, which then comes first. Paths
//! without a kiosk come from `directories`.

use std::path::{Path, PathBuf};

use repere_index::edition::Here;
use repere_index::hours::Hours;
use repere_index::place::{self, Place};
use repere_index::toml_text;
use repere_kiosk::helper;
use repere_kiosk::install::Unsigned;
use repere_kiosk::pin;
use repere_kiosk::sticks::Roots;
use serde::Deserialize;

use crate::locale::Locale;
use crate::model::look::TextSize;
use crate::model::staff::DeskCard;
use crate::theme::Theme;

/// Where a kiosk keeps its configuration.
const SYSTEM_CONFIG: &str = "/etc/repere/repere.toml";
/// Where a kiosk keeps its editions.
const SYSTEM_STORE: &str = "/var/lib/repere";

/// What the administrator has decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where the terminal stands.
    pub here: Option<Here>,
    /// The language it begins with.
    pub locale: Option<Locale>,
    /// Whether Ctrl-C does nothing: the terminal stands in public.
    pub locked: bool,
    /// The folder of the keys whose editions are trusted: beside the configuration file.
    pub keys: PathBuf,
    /// What becomes of editions without a signature.
    pub unsigned: Unsigned,
    /// Where sticks show.
    pub sticks: Roots,
    /// Where the privileged helper of the machine listens.
    pub helper: PathBuf,
    /// Whom to ask beside the terminal.
    pub desk: DeskCard,
    /// The hash of the PIN of the staff area, as [`repere_kiosk::pin::hash`] gives it.
    pub pin: Option<String>,
    /// A message on the home page.
    pub message: Option<String>,
    /// Seconds without a key before a session ends.
    pub idle_seconds: Option<u32>,
    /// How large the letters are.
    pub text_size: Option<TextSize>,
    /// The colours that a session begins with.
    pub theme: Theme,
    /// Whether the screen is read by a screen reader or in braille: no rules, no columns, logical order.
    pub reader: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            here: None,
            locale: None,
            locked: false,
            keys: keys_beside(Path::new(SYSTEM_CONFIG)),
            unsigned: Unsigned::Refused,
            sticks: Roots::default(),
            helper: PathBuf::from(helper::SOCKET),
            desk: DeskCard::default(),
            pin: None,
            message: None,
            idle_seconds: None,
            text_size: None,
            theme: Theme::default(),
            reader: false,
        }
    }
}

/// Why the configuration cannot be used. `key()` names the sentence.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no TOML, or says something that there is not.
    #[error("{}, line {line}: {detail}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What the TOML reader says.
        detail: String,
    },
    /// `locale` names no language of the interface.
    #[error("{}: locale {found}", path.display())]
    Locale {
        /// The file.
        path: PathBuf,
        /// The code found.
        found: String,
    },
    /// `text_size` names no size.
    #[error("{}: text_size {found}", path.display())]
    TextSize {
        /// The file.
        path: PathBuf,
        /// The name found.
        found: String,
    },
    /// `theme` names no theme.
    #[error("{}: theme {found}", path.display())]
    Theme {
        /// The file.
        path: PathBuf,
        /// The name found.
        found: String,
    },
    /// `desk.hours` cannot be read.
    #[error("{}: hours {found}", path.display())]
    Hours {
        /// The file.
        path: PathBuf,
        /// The text found.
        found: String,
    },
    /// `staff.pin` is no hash of a PIN.
    #[error("{}: pin", path.display())]
    Pin {
        /// The file.
        path: PathBuf,
    },
    /// `here` names no place, or one that several communes are called.
    #[error("{}: here {found}", path.display())]
    Here {
        /// The file.
        path: PathBuf,
        /// What was found.
        found: String,
    },
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    here: Option<WrittenHere>,
    locale: Option<String>,
    #[serde(default)]
    locked: bool,
    #[serde(default)]
    trust: WrittenTrust,
    #[serde(default)]
    sticks: WrittenSticks,
    helper: Option<PathBuf>,
    #[serde(default)]
    desk: WrittenDesk,
    #[serde(default)]
    staff: WrittenStaff,
    message: Option<String>,
    idle_seconds: Option<u32>,
    text_size: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    reader: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDesk {
    name: Option<String>,
    hours: Option<String>,
    telephone: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStaff {
    pin: Option<String>,
}

/// Where sticks show, where it is not where automounters put them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSticks {
    /// A folder, each folder in which is a stick.
    folder: Option<PathBuf>,
}

/// Whom to trust besides the keys, which are files.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTrust {
    /// Whether staff may take in an edition without a signature, having been asked.
    #[serde(default)]
    unsigned: bool,
}

/// Either a point, or a commune by its name, postcode or INSEE code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHere {
    name: Option<String>,
    commune: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl Config {
    /// The configuration in `file`; without one, that of the system if there is any.
    ///
    /// # Errors
    /// A file that was named and is not there, and any file that says something wrong.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let path = match file {
            Some(path) => path.to_owned(),
            None => match standard_files().into_iter().find(|path| path.is_file()) {
                Some(path) => path,
                None => return Ok(Self::default()),
            },
        };
        let text =
            std::fs::read_to_string(&path).map_err(|source| ConfigError::Unreadable { path: path.clone(), source })?;
        Self::parse(&path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let path = || path.to_owned();
        let written: Written = toml_text::read(text).map_err(|wrong| ConfigError::Malformed {
            path: path(),
            line: wrong.line,
            detail: wrong.detail,
        })?;
        let locale = match written.locale {
            Some(code) => {
                Some(Locale::from_code(&code).ok_or_else(|| ConfigError::Locale { path: path(), found: code })?)
            }
            None => None,
        };
        let here = match written.here {
            Some(written) => Some(here(&written).map_err(|found| ConfigError::Here { path: path(), found })?),
            None => None,
        };
        let unsigned = if written.trust.unsigned { Unsigned::OnConfirmation } else { Unsigned::Refused };
        let sticks = written.sticks.folder.map_or_else(Roots::default, Roots::Folder);
        let text_size = match written.text_size {
            Some(name) => {
                Some(TextSize::from_name(&name).ok_or_else(|| ConfigError::TextSize { path: path(), found: name })?)
            }
            None => None,
        };
        let theme = match written.theme {
            Some(name) => Theme::from_name(&name).ok_or_else(|| ConfigError::Theme { path: path(), found: name })?,
            None => Theme::default(),
        };
        let WrittenDesk { name, hours, telephone } = written.desk;
        if let Some(found) = hours.as_ref().filter(|hours| !Hours::parse(hours).is_understood()) {
            return Err(ConfigError::Hours { path: path(), found: found.clone() });
        }
        let pin = written.staff.pin;
        // The empty text is no PIN: only whether the hash can be read is asked.
        if pin.as_ref().is_some_and(|hash| pin::matches("", hash).is_err()) {
            return Err(ConfigError::Pin { path: path() });
        }
        let desk = DeskCard { name, hours, telephone };
        let (locked, message, idle_seconds) = (written.locked, written.message, written.idle_seconds);
        Ok(Self {
            here,
            locale,
            locked,
            keys: keys_beside(&path()),
            unsigned,
            sticks,
            helper: written.helper.unwrap_or_else(|| PathBuf::from(helper::SOCKET)),
            desk,
            pin,
            message,
            idle_seconds,
            text_size,
            theme,
            reader: written.reader,
        })
    }
}

fn keys_beside(file: &Path) -> PathBuf {
    file.with_file_name("keys")
}

/// Where the terminal stands; the error is what could not be placed.
fn here(written: &WrittenHere) -> Result<Here, String> {
    let commune = match &written.commune {
        Some(words) => Some(commune(words).ok_or_else(|| words.clone())?),
        None => None,
    };
    let point = match (written.latitude, written.longitude) {
        (Some(latitude), Some(longitude)) => Some((latitude, longitude)),
        _ => commune.and_then(Place::position).map(|at| (at.latitude, at.longitude)),
    };
    let (latitude, longitude) = point.ok_or_else(|| "latitude, longitude".to_owned())?;
    let name = written.name.clone().or_else(|| commune.map(|place| place.name().to_owned())).unwrap_or_default();
    let here = Here { name, latitude, longitude };
    if here.position().is_none() {
        return Err(format!("{latitude}, {longitude}"));
    }
    Ok(here)
}

/// A commune by its name, its postcode, its INSEE code, or its name and postcode ("Saint-Denis 93200"). The largest of
/// those that are called so: "Lens" is the one of Pas-de-Calais.
fn commune(words: &str) -> Option<Place> {
    let words = words.trim();
    let (name, code) = match words.rsplit_once(' ') {
        Some((name, code)) if code.len() == 5 && code.chars().all(|c| c.is_ascii_digit()) => (name.trim(), code),
        _ => (words, ""),
    };
    if code.is_empty() {
        // Five digits are a postcode to most people; 62300 is also the INSEE code of another commune.
        let by_postcode = place::by_postcode(words).into_iter().next();
        let by_code = by_postcode.or_else(|| place::by_code(words));
        return by_code.or_else(|| place::by_name(words).into_iter().next());
    }
    place::recognise(name, code, None)
}

fn standard_files() -> Vec<PathBuf> {
    let own = directories::ProjectDirs::from("", "", "repere").map(|dirs| dirs.config_dir().join("repere.toml"));
    [Some(PathBuf::from(SYSTEM_CONFIG)), own].into_iter().flatten().collect()
}

/// Where the editions are kept when nobody says: the kiosk's folder if it is there, else the user's own.
#[must_use]
pub fn standard_store() -> Option<PathBuf> {
    let system = PathBuf::from(SYSTEM_STORE);
    if system.is_dir() {
        return Some(system);
    }
    directories::ProjectDirs::from("", "", "repere").map(|dirs| dirs.data_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(Path::new("repere.toml"), text)
    }

    #[rstest]
    #[case::name("[here]\ncommune = \"Lens\"", "Lens", 50.43)]
    #[case::postcode("[here]\ncommune = \"62300\"", "Lens", 50.43)]
    #[case::insee("[here]\ncommune = \"62498\"", "Lens", 50.43)]
    #[case::both("[here]\ncommune = \"Saint-Denis 93200\"", "Saint-Denis", 48.93)]
    #[case::desk("[here]\nname = \"Mairie\"\ncommune = \"lens\"", "Mairie", 50.43)]
    #[case::point("[here]\nname = \"Mairie\"\nlatitude = 45.0\nlongitude = 3.0", "Mairie", 45.0)]
    fn knows_where_it_stands(#[case] text: &str, #[case] name: &str, #[case] latitude: f64) {
        let here = parse(text).unwrap().here.unwrap();
        assert_eq!(here.name, name);
        assert!((here.latitude - latitude).abs() < 0.02, "{}", here.latitude);
    }

    #[test]
    fn presets_what_staff_may_set() {
        let hash = pin::hash("2749").unwrap();
        let text = format!(
            "message = \"Fermé lundi\"\nidle_seconds = 90\ntext_size = \"large\"\n[staff]\npin = \"{hash}\"\n\
             [desk]\nname = \"Mme Petit\"\nhours = \"Mo-Fr 09:00-12:00\"\ntelephone = \"0321000000\""
        );
        let config = parse(&text).unwrap();
        assert_eq!((config.message.as_deref(), config.idle_seconds), (Some("Fermé lundi"), Some(90)));
        assert_eq!((config.text_size, config.pin), (Some(TextSize::Large), Some(hash)));
        assert_eq!(config.desk.name.as_deref(), Some("Mme Petit"));
    }

    #[rstest]
    #[case::toml("[here", "line 1")]
    #[case::key("locale = \"fr\"\nhear = 1", "line 2")]
    #[case::locale("locale = \"xx\"", "locale xx")]
    #[case::commune("[here]\ncommune = \"Nulle-Part-les-Bains\"", "here Nulle-Part-les-Bains")]
    #[case::point("[here]\nlatitude = 500.0\nlongitude = 3.0", "here 500, 3")]
    #[case::nothing("[here]\nname = \"Mairie\"", "here latitude, longitude")]
    #[case::text_size("text_size = \"huge\"", "text_size huge")]
    #[case::theme("theme = \"pink\"", "theme pink")]
    #[case::hours("[desk]\nhours = \"quand il pleut\"", "hours quand il pleut")]
    #[case::pin("[staff]\npin = \"2749\"", "repere.toml: pin")]
    fn says_what_is_wrong(#[case] text: &str, #[case] said: &str) {
        let error = parse(text).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}
