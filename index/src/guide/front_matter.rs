//! The front matter of a guide: TOML between two lines of `+++`. Knows the keys and their limits, not the body.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Guide, Official, Setting, Step, Theme, Trouble, Verified};
use crate::standard::{Service, Typology};
use crate::toml_text;

/// What is wrong with a guide. `key()` names the sentence that `repere` says; the fields are its facts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GuideError {
    /// The file is not named `<slug>.<locale>.md` in lower-case ASCII.
    #[error("file name: {found}")]
    FileName {
        /// The name found.
        found: String,
    },
    /// The text does not begin with a line `+++`.
    #[error("no front matter")]
    FrontMatterMissing,
    /// The second line of `+++` is missing.
    #[error("front matter is not closed")]
    FrontMatterOpen,
    /// The front matter is no TOML, lacks a key, or has one too many.
    #[error("front matter, line {line}: {detail}")]
    FrontMatter {
        /// Line of the file, from 1.
        line: usize,
        /// What the TOML reader says (English; shown after our own sentence).
        detail: String,
    },
    /// The theme is none of the three.
    #[error("theme: {found}")]
    Theme {
        /// The word found.
        found: String,
    },
    /// A setting of `where` is none of the three.
    #[error("where: {found}")]
    Where {
        /// The word found.
        found: String,
    },
    /// `where` is empty.
    #[error("where is empty")]
    WhereEmpty,
    /// A service is none of the nine of the standard.
    #[error("service: {found}")]
    Service {
        /// The label found.
        found: String,
    },
    /// A kind of venue is none of the standard's.
    #[error("venue: {found}")]
    Venue {
        /// The code found.
        found: String,
    },
    /// `verified`, or `checked` of an official address, is neither a date nor `not checked`.
    #[error("verified: {found}")]
    Verified {
        /// The text found.
        found: String,
    },
    /// `not checked` stands without its reason.
    #[error("not checked, without a reason")]
    VerifiedNote,
    /// There is no `## ` heading.
    #[error("no step")]
    NoStep,
    /// A step has a title and nothing else.
    #[error("line {line}: empty step")]
    EmptyStep {
        /// Line of the file, from 1.
        line: usize,
    },
    /// Something else than headings of level two, paragraphs and plain lists.
    #[error("line {line}: markup")]
    Markup {
        /// Line of the file, from 1.
        line: usize,
    },
}

impl GuideError {
    /// Name of the sentence for this problem.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::FileName { .. } => "file-name",
            Self::FrontMatterMissing => "front-matter-missing",
            Self::FrontMatterOpen => "front-matter-open",
            Self::FrontMatter { .. } => "front-matter",
            Self::Theme { .. } => "theme",
            Self::Where { .. } => "where",
            Self::WhereEmpty => "where-empty",
            Self::Service { .. } => "service",
            Self::Venue { .. } => "venue",
            Self::Verified { .. } => "verified",
            Self::VerifiedNote => "verified-note",
            Self::NoStep => "no-step",
            Self::EmptyStep { .. } => "empty-step",
            Self::Markup { .. } => "markup",
        }
    }

    /// Line of the file that the problem is on, from 1, where it is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::FrontMatter { line, .. } | Self::EmptyStep { line } | Self::Markup { line } => Some(*line),
            Self::FrontMatterMissing => Some(1),
            _ => None,
        }
    }

    /// What was written, where a sentence can show it.
    #[must_use]
    pub fn found(&self) -> &str {
        match self {
            Self::FileName { found }
            | Self::Theme { found }
            | Self::Where { found }
            | Self::Service { found }
            | Self::Venue { found }
            | Self::Verified { found } => found,
            Self::FrontMatter { detail, .. } => detail,
            _ => "",
        }
    }
}

/// The keys of a front matter, as written. Unknown keys are an error: a misspelt `keyword` would be lost in silence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    title: String,
    theme: String,
    why: String,
    minutes: u16,
    #[serde(rename = "where")]
    settings: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    keywords: Vec<String>,
    #[serde(default)]
    services: Vec<String>,
    sources: Vec<String>,
    verified: String,
    verified_note: Option<String>,
    next: Option<String>,
    #[serde(default)]
    take: Vec<String>,
    #[serde(default)]
    free: Vec<String>,
    #[serde(default)]
    warnings: Vec<String>,
    #[serde(default)]
    venues: Vec<String>,
    #[serde(default)]
    trouble: Vec<WrittenTrouble>,
    #[serde(default)]
    official: Vec<WrittenOfficial>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTrouble {
    #[serde(rename = "if")]
    sign: String,
    #[serde(rename = "do")]
    remedy: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOfficial {
    name: String,
    site: Option<String>,
    phone: Option<String>,
    checked: String,
}

/// The word that stands for "nobody could check".
const NOT_CHECKED: &str = "not checked";

/// A date, or `None` for "nobody could check".
fn date(written: String) -> Result<Option<NaiveDate>, GuideError> {
    if written == NOT_CHECKED {
        return Ok(None);
    }
    let date = NaiveDate::parse_from_str(&written, "%Y-%m-%d");
    date.map(Some).map_err(|_not_a_date| GuideError::Verified { found: written })
}

/// Slug and locale of a file name.
pub(super) fn name_parts(file_name: &str) -> Result<(String, String), GuideError> {
    let wrong = || GuideError::FileName { found: file_name.to_owned() };
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let stem = file_name.strip_suffix(".md").ok_or_else(wrong)?;
    let (slug, locale) = stem.split_once('.').ok_or_else(wrong)?;
    if plain(slug) && plain(locale) { Ok((slug.to_owned(), locale.to_owned())) } else { Err(wrong()) }
}

/// Front matter, body, and the line of the file that the body begins on.
pub(super) fn split(text: &str) -> Result<(&str, &str, usize), GuideError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let after =
        text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n")).ok_or(GuideError::FrontMatterMissing)?;
    let (front, rest) = after.split_once("\n+++").ok_or(GuideError::FrontMatterOpen)?;
    // The rest of the closing line is empty in a good file; whatever stands there would be read as body.
    let first_body_line = front.lines().count() + 3;
    // Windows ends the line before the closing one with two characters.
    let front = front.strip_suffix('\r').unwrap_or(front);
    let body = rest.split_once('\n').map_or("", |(_, body)| body);
    Ok((front, body, first_body_line))
}

/// The keys of a front matter.
pub(super) fn read(front: &str) -> Result<FrontMatter, GuideError> {
    // The front matter begins below the line of its sign.
    toml_text::read(front).map_err(|wrong| GuideError::FrontMatter { line: wrong.line + 1, detail: wrong.detail })
}

impl FrontMatter {
    /// The checked guide.
    pub(super) fn into_guide(self, slug: String, locale: String, steps: Vec<Step>) -> Result<Guide, GuideError> {
        let theme = Theme::from_key(&self.theme).ok_or(GuideError::Theme { found: self.theme })?;
        let settings = self
            .settings
            .into_iter()
            .map(|word| Setting::from_key(&word).ok_or(GuideError::Where { found: word }))
            .collect::<Result<Vec<_>, _>>()?;
        if settings.is_empty() {
            return Err(GuideError::WhereEmpty);
        }
        let services = self
            .services
            .into_iter()
            .map(|label| Service::from_label(&label).ok_or(GuideError::Service { found: label }))
            .collect::<Result<Vec<_>, _>>()?;
        let verified = match date(self.verified)? {
            Some(date) => Verified::On(date),
            None => Verified::NotChecked(self.verified_note.ok_or(GuideError::VerifiedNote)?),
        };
        let venues = self
            .venues
            .into_iter()
            .map(|code| Typology::from_code(&code).ok_or(GuideError::Venue { found: code }))
            .collect::<Result<Vec<_>, _>>()?;
        let officials = self
            .official
            .into_iter()
            .map(|WrittenOfficial { name, site, phone, checked }| {
                Ok(Official { name, site, phone, checked: date(checked)? })
            })
            .collect::<Result<Vec<_>, GuideError>>()?;
        let troubles = self.trouble.into_iter();
        Ok(Guide {
            slug,
            locale,
            title: self.title,
            why: self.why,
            theme,
            minutes: self.minutes,
            settings,
            needs: self.needs,
            keywords: self.keywords,
            services,
            sources: self.sources,
            verified,
            next: self.next,
            take: self.take,
            free: self.free,
            warnings: self.warnings,
            troubles: troubles.map(|WrittenTrouble { sign, remedy }| Trouble { sign, remedy }).collect(),
            officials,
            venues,
            steps,
        })
    }
}
