//! The names that a bundle may hold: paths that mean the same file on every system that a stick passes through, and that lead
//! nowhere else. Knows nothing of what the files say.
//!
//! Rules: FAT and NTFS ignore case and trailing dots, Windows keeps device names for itself ("Naming Files, Paths, and
//! Namespaces"), and a path with `..` or a root leads out of the folder.

use super::{MANIFEST, SIGNATURE};

/// Characters in one part of a path.
pub const MAX_PART: usize = 64;

/// Parts of a path: folders and the file itself.
pub const MAX_LEVELS: usize = 4;

/// What the files of a bundle are, by extension.
pub const EXTENSIONS: [&str; 4] = ["csv", "md", "toml", "ics"];

/// Why a path cannot stand in a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameFault {
    /// It has no characters.
    #[error("the path is empty")]
    Empty,
    /// It starts at a root or a drive.
    #[error("the path is not relative")]
    Absolute,
    /// It has a backslash.
    #[error("the path has a backslash")]
    Backslash,
    /// It has a character outside ASCII.
    #[error("the path has a character outside ASCII")]
    NotAscii,
    /// It has a capital.
    #[error("the path has a capital letter")]
    UpperCase,
    /// It has another character than `a-z0-9._-` and `/`.
    #[error("the path has a character that is not allowed")]
    Character,
    /// Two slashes meet, or it ends with one.
    #[error("a part of the path is empty")]
    EmptyPart,
    /// A part is `.` or `..`.
    #[error("the path leads out of its folder")]
    Dots,
    /// A part starts with a dot.
    #[error("a part of the path starts with a dot")]
    Hidden,
    /// A part ends with a dot.
    #[error("a part of the path ends with a dot")]
    TrailingDot,
    /// A part has more than [`MAX_PART`] characters.
    #[error("a part of the path is longer than {MAX_PART} characters")]
    TooLong,
    /// It has more than [`MAX_LEVELS`] parts.
    #[error("the path is deeper than {MAX_LEVELS} levels")]
    TooDeep,
    /// A part is the name of a device on Windows.
    #[error("the path has a name that Windows keeps for itself")]
    Reserved,
    /// It names the manifest or its signature.
    #[error("the manifest does not list itself")]
    Manifest,
    /// It has an extension that is not one of [`EXTENSIONS`].
    #[error("the kind of file is not allowed")]
    Extension,
}

impl NameFault {
    /// Name of the sentence for this fault.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "path-empty",
            Self::Absolute => "path-absolute",
            Self::Backslash => "path-backslash",
            Self::NotAscii => "path-not-ascii",
            Self::UpperCase => "path-upper-case",
            Self::Character => "path-character",
            Self::EmptyPart => "path-empty-part",
            Self::Dots => "path-dots",
            Self::Hidden => "path-hidden",
            Self::TrailingDot => "path-trailing-dot",
            Self::TooLong => "path-too-long",
            Self::TooDeep => "path-too-deep",
            Self::Reserved => "path-reserved",
            Self::Manifest => "path-manifest",
            Self::Extension => "path-extension",
        }
    }
}

/// Whether a path may stand in a manifest: relative, `/` between parts of `a-z0-9._-`.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(path: &str) -> Result<(), NameFault> {
    if path.is_empty() {
        return Err(NameFault::Empty);
    }
    if path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':') {
        return Err(NameFault::Absolute);
    }
    for character in path.chars() {
        match character {
            'a'..='z' | '0'..='9' | '.' | '_' | '-' | '/' => {}
            '\\' => return Err(NameFault::Backslash),
            'A'..='Z' => return Err(NameFault::UpperCase),
            other if !other.is_ascii() => return Err(NameFault::NotAscii),
            _ => return Err(NameFault::Character),
        }
    }
    path.split('/').try_for_each(check_part)?;
    if path.split('/').count() > MAX_LEVELS {
        return Err(NameFault::TooDeep);
    }
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    if extension.is_some_and(|extension| EXTENSIONS.contains(&extension)) { Ok(()) } else { Err(NameFault::Extension) }
}

fn check_part(part: &str) -> Result<(), NameFault> {
    match part {
        "" => Err(NameFault::EmptyPart),
        "." | ".." => Err(NameFault::Dots),
        MANIFEST | SIGNATURE => Err(NameFault::Manifest),
        _ if part.starts_with('.') => Err(NameFault::Hidden),
        _ if part.ends_with('.') => Err(NameFault::TrailingDot),
        _ if part.len() > MAX_PART => Err(NameFault::TooLong),
        _ if is_reserved(part.split('.').next().unwrap_or_default()) => Err(NameFault::Reserved),
        _ => Ok(()),
    }
}

fn is_reserved(stem: &str) -> bool {
    let numbered = |prefix| {
        let rest = stem.strip_prefix(prefix).map(str::as_bytes);
        matches!(rest, Some([b'0'..=b'9']))
    };
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Files that may lie beside those of a bundle without being part of it: a word to whoever finds the stick, and what desktops
/// leave behind. They are never copied.
#[must_use]
pub fn is_litter(name: &str) -> bool {
    matches!(name, "LISEZ-MOI.txt" | "lisez-moi.txt" | "README.txt" | ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || name.starts_with("._")
}

/// Folders that systems keep on a stick for themselves; nobody looks into them.
#[must_use]
pub fn is_hidden_folder(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "System Volume Information" | "$RECYCLE.BIN" | "lost+found" | "LOST.DIR")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("venues.csv")]
    #[case("guides/ameli.fr.md")]
    #[case("a/b/c/d.ics")]
    #[case("edition.toml")]
    #[case("x--1_2.csv")]
    #[case("console.md")]
    #[case("com10.md")]
    #[case("guides/auxiliaire.fr.md")]
    #[case(&format!("{}.csv", "a".repeat(60)))]
    fn allowed(#[case] path: &str) {
        assert_eq!(check(path), Ok(()));
    }

    #[rstest]
    #[case("", NameFault::Empty)]
    #[case("/etc/passwd.csv", NameFault::Absolute)]
    #[case("c:/venues.csv", NameFault::Absolute)]
    #[case("\\\\server\\venues.csv", NameFault::Absolute)]
    #[case("guides\\a.md", NameFault::Backslash)]
    #[case("guides/é.md", NameFault::NotAscii)]
    #[case("guides/e\u{301}.md", NameFault::NotAscii)]
    #[case("Guides/a.md", NameFault::UpperCase)]
    #[case("guides/a b.md", NameFault::Character)]
    #[case("guides/a\0.md", NameFault::Character)]
    #[case("guides/a\n.md", NameFault::Character)]
    #[case("guides/a:b.md", NameFault::Character)]
    #[case("guides/*.md", NameFault::Character)]
    #[case("guides//a.md", NameFault::EmptyPart)]
    #[case("guides/a.md/", NameFault::EmptyPart)]
    #[case("../a.md", NameFault::Dots)]
    #[case("guides/../../a.md", NameFault::Dots)]
    #[case("./a.md", NameFault::Dots)]
    #[case(".a.md", NameFault::Hidden)]
    #[case("...md", NameFault::Hidden)]
    #[case(".git/a.md", NameFault::Hidden)]
    #[case("a./b.md", NameFault::TrailingDot)]
    #[case("a.md.", NameFault::TrailingDot)]
    #[case(&format!("{}.csv", "a".repeat(61)), NameFault::TooLong)]
    #[case("a/b/c/d/e.md", NameFault::TooDeep)]
    #[case("con.md", NameFault::Reserved)]
    #[case("guides/nul.fr.md", NameFault::Reserved)]
    #[case("aux/a.md", NameFault::Reserved)]
    #[case("com1.csv", NameFault::Reserved)]
    #[case("lpt9.x.csv", NameFault::Reserved)]
    #[case("manifest.toml", NameFault::Manifest)]
    #[case("manifest.toml.minisig", NameFault::Manifest)]
    #[case("guides/manifest.toml", NameFault::Manifest)]
    #[case("venues", NameFault::Extension)]
    #[case("venues.csv.gz", NameFault::Extension)]
    #[case("run.sh", NameFault::Extension)]
    #[case("a.md/b", NameFault::Extension)]
    fn refused(#[case] path: &str, #[case] fault: NameFault) {
        assert_eq!(check(path), Err(fault));
    }

    proptest! {
        #[test]
        fn what_is_allowed_stays_inside(path in "[a-zA-Z./\\\\é:]{0,20}") {
            if check(&path).is_ok() {
                let parts: Vec<_> = std::path::Path::new(&path).components().collect();
                prop_assert_eq!(parts.len(), path.split('/').count());
                prop_assert!(parts.iter().all(|part| matches!(part, std::path::Component::Normal(_))));
            }
        }
    }
}
