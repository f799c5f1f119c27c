//! A guide: a task in short steps, identified by its slug. Reads the Markdown format that `index/starter/README.md`
//! documents. Knows nothing of files on disk, of search or of the screen.

mod body;
pub mod check;
mod front_matter;
pub mod week;

use chrono::NaiveDate;

use crate::standard::{Service, Typology};

pub use front_matter::GuideError;

/// Which of the three doors of the home page a guide stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// A task with the administration (*démarches*).
    Procedures,
    /// Managing with digital tools (*se débrouiller*).
    Skills,
    /// Discovering and creating (*découvrir et créer*).
    Discovery,
}

impl Theme {
    /// The three themes.
    pub const ALL: [Self; 3] = [Self::Discovery, Self::Skills, Self::Procedures];

    /// The word that stands for the theme in a front matter.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Procedures => "demarches",
            Self::Skills => "debrouiller",
            Self::Discovery => "decouvrir",
        }
    }

    /// The theme of a front matter's word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == key)
    }
}

/// Where the task of a guide is done. The terminal itself has no Internet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// On the visitor's own telephone.
    Phone,
    /// On a computer beside the terminal.
    Computer,
    /// At home, with someone.
    Home,
}

impl Setting {
    /// The three settings.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Computer, Self::Home];

    /// The word that stands for the setting in a front matter.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Computer => "computer",
            Self::Home => "home",
        }
    }

    /// The setting of a front matter's word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.key() == key)
    }
}

/// How fresh the facts of a guide are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// The day on which the source that was read was last verified.
    On(NaiveDate),
    /// Nobody could check; the reason, in the guide's language.
    NotChecked(String),
}

/// One piece of a step, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// A paragraph on one line.
    Paragraph(String),
    /// An item of a list, on one line.
    Item(String),
}

impl Passage {
    /// The words, whatever the form.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Paragraph(text) | Self::Item(text) => text,
        }
    }
}

/// One step: one idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What to do, in a few words.
    pub title: String,
    /// How, in reading order.
    pub passages: Vec<Passage>,
}

/// What may go wrong, and what to do then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is seen or felt: "Je n'ai pas reçu le code".
    pub sign: String,
    /// What to do.
    pub remedy: String,
}

/// Where the official service of a guide is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// What it is called.
    pub name: String,
    /// Its site, as one types it.
    pub site: Option<String>,
    /// Its telephone, in groups.
    pub phone: Option<String>,
    /// The date of the source that says so; `None` when nobody could check.
    pub checked: Option<NaiveDate>,
}

/// A guide in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// Identifier, the same in every language: lower-case ASCII letters, digits and dashes.
    pub slug: String,
    /// Language of this text ("fr", "en", "fr-simple"…).
    pub locale: String,
    /// In the first person: "Je crée une adresse mail".
    pub title: String,
    /// Why it is worth it, in one line.
    pub why: String,
    /// Its door on the home page.
    pub theme: Theme,
    /// How long it takes.
    pub minutes: u16,
    /// Where it is done, the best first; never empty.
    pub settings: Vec<Setting>,
    /// What to have at hand.
    pub needs: Vec<String>,
    /// Words that people type for it.
    pub keywords: Vec<String>,
    /// Services of the standard that help with it.
    pub services: Vec<Service>,
    /// Official addresses that the facts come from.
    pub sources: Vec<String>,
    /// How fresh the facts are.
    pub verified: Verified,
    /// Slug of the guide to read next.
    pub next: Option<String>,
    /// What to keep, in a few lines: "Take with me".
    pub take: Vec<String>,
    /// What is free and what is not.
    pub free: Vec<String>,
    /// Traps, and what never to give.
    pub warnings: Vec<String>,
    /// What may go wrong.
    pub troubles: Vec<Trouble>,
    /// Official addresses.
    pub officials: Vec<Official>,
    /// Kinds of place that help with it.
    pub venues: Vec<Typology>,
    /// In order; never empty.
    pub steps: Vec<Step>,
}

impl Guide {
    /// Reads a guide from the text of its file; `file_name` is `<slug>.<locale>.md`.
    ///
    /// # Errors
    /// What is wrong and on which line, for the person who writes the guide.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, GuideError> {
        let (slug, locale) = front_matter::name_parts(file_name)?;
        let (front, body, first_body_line) = front_matter::split(text)?;
        let front = front_matter::read(front)?;
        let steps = body::steps(body, first_body_line)?;
        front.into_guide(slug, locale, steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const GOOD: &str = "+++
title = \"Je crée une adresse mail\"
theme = \"debrouiller\"
why = \"Pour écrire à vos proches.\"
minutes = 30
where = [\"computer\", \"phone\"]
needs = [\"Un téléphone\"]
keywords = [\"mail\", \"courriel\"]
services = [\"Maîtrise des outils numériques du quotidien\"]
sources = [\"https://www.exemple.fr\"]
verified = \"2026-01-31\"
next = \"choisir-mot-de-passe\"
+++

## Choisissez un nom

Votre nom suffit.
Sur deux lignes.

- un point
- un autre

## Terminez

C’est fait.
";

    #[test]
    fn reads_a_whole_guide() {
        let guide = Guide::parse("creer-adresse-mail.fr.md", GOOD).unwrap();
        assert_eq!(guide.slug, "creer-adresse-mail");
        assert_eq!(guide.locale, "fr");
        assert_eq!(guide.settings, [Setting::Computer, Setting::Phone]);
        assert_eq!(guide.verified, Verified::On(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap()));
        assert_eq!(guide.steps.len(), 2);
        assert_eq!(
            guide.steps[0].passages,
            [
                Passage::Paragraph("Votre nom suffit. Sur deux lignes.".into()),
                Passage::Item("un point".into()),
                Passage::Item("un autre".into())
            ]
        );
    }

    #[test]
    fn reads_windows_line_ends() {
        let guide = Guide::parse("creer-adresse-mail.fr.md", &GOOD.replace('\n', "\r\n")).unwrap();
        assert_eq!(guide.steps.len(), 2);
    }

    #[rstest]
    #[case::file_name("Créer mail.md", GOOD.to_owned(), "file-name")]
    #[case::no_front("a.fr.md", "## Un\n\ntexte".to_owned(), "front-matter-missing")]
    #[case::open_front("a.fr.md", "+++\ntitle = \"x\"\n".to_owned(), "front-matter-open")]
    #[case::no_title("a.fr.md", GOOD.replace("title", "titre"), "front-matter")]
    #[case::theme("a.fr.md", GOOD.replace("debrouiller", "magie"), "theme")]
    #[case::setting("a.fr.md", GOOD.replace("\"phone\"", "\"moon\""), "where")]
    #[case::no_setting("a.fr.md", GOOD.replace("[\"computer\", \"phone\"]", "[]"), "where-empty")]
    #[case::service("a.fr.md", GOOD.replace("Maîtrise des outils", "Maitrise des autres outils"), "service")]
    #[case::venue("a.fr.md", GOOD.replace("next =", "venues = [\"XYZ\"]\nnext ="), "venue")]
    #[case::date("a.fr.md", GOOD.replace("2026-01-31", "2026-02-31"), "verified")]
    #[case::no_reason("a.fr.md", GOOD.replace("2026-01-31", "not checked"), "verified-note")]
    #[case::no_step("a.fr.md", GOOD.replace("## ", ""), "no-step")]
    #[case::empty_step("a.fr.md", GOOD.replace("C’est fait.", ""), "empty-step")]
    #[case::bold("a.fr.md", GOOD.replace("Votre nom", "**Votre** nom"), "markup")]
    #[case::image("a.fr.md", GOOD.replace("Votre nom", "![x](y.png)"), "markup")]
    fn says_what_is_wrong(#[case] file: &str, #[case] text: String, #[case] key: &str) {
        assert_eq!(Guide::parse(file, &text).unwrap_err().key(), key);
    }
}
