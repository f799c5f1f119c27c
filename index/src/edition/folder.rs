//! The files of an edition in a folder. Knows their names, not what is in them.

use std::borrow::Cow;
use std::path::Path;

use super::{
    ACTORS, DESCRIPTION, EditionError, File, GLOSSARY, GUIDES, QUESTIONS, SYNONYMS, VENUES, is_list_of_venues,
};
use crate::local;

/// The files of an edition in `folder`: what an edition has, and nothing else that lies there.
///
/// # Errors
/// The first file that is missing or unreadable; a second list of venues.
pub fn files(folder: &Path) -> Result<Vec<File<'static>>, EditionError> {
    let mut files = files_but_venues(folder)?;
    let lists: Vec<String> = names_in(folder)?.into_iter().filter(|name| is_list_of_venues(name)).collect();
    let list = match lists.as_slice() {
        [] => VENUES,
        [only] => only.as_str(),
        [first, second, ..] => {
            return Err(EditionError::VenuesTwice { first: first.clone(), second: second.clone() });
        }
    };
    files.push(take(folder, list.to_owned())?);
    files.extend(additions(folder)?);
    Ok(files)
}

/// The files that an edition is made of: as [`files`], but of several lists of venues, however they are spelled.
///
/// # Errors
/// The first file that is missing or unreadable.
pub fn source_files(folder: &Path) -> Result<Vec<File<'static>>, EditionError> {
    let mut files = files_but_venues(folder)?;
    let names = names_in(folder)?.into_iter();
    let lists: Vec<String> = names.filter(|name| is_list_of_venues(&name.to_lowercase()) && !is_copy(name)).collect();
    if lists.is_empty() {
        return Err(EditionError::Missing { file: folder.join(VENUES).display().to_string() });
    }
    for list in lists {
        files.push(take(folder, list)?);
    }
    files.extend(additions(folder)?);
    Ok(files)
}

/// What a town adds to its venues. Windows takes capitals and small letters for the same, so these files have small ones.
fn additions(folder: &Path) -> Result<Vec<File<'static>>, EditionError> {
    let names = names_in(&folder.join(local::FOLDER))?.into_iter().filter(|name| !is_note(name));
    let taken = names.map(|name| {
        let (_, bytes) = take(folder, format!("{}/{name}", local::FOLDER))?;
        Ok((Cow::Owned(format!("{}/{}", local::FOLDER, name.to_lowercase())), bytes))
    });
    taken.collect()
}

/// The same without the venues and what a town adds to them.
///
/// # Errors
/// The first file that is missing or unreadable.
pub(super) fn files_but_venues(folder: &Path) -> Result<Vec<File<'static>>, EditionError> {
    let mut files = vec![take(folder, DESCRIPTION.to_owned())?];
    for optional in [SYNONYMS, QUESTIONS, GLOSSARY] {
        if folder.join(optional).is_file() {
            files.push(take(folder, optional.to_owned())?);
        }
    }
    // Windows takes capitals and small letters for the same.
    if let Some(name) = names_in(folder)?.iter().find(|name| name.eq_ignore_ascii_case(ACTORS)) {
        let (_, bytes) = take(folder, name.clone())?;
        files.push((Cow::Borrowed(ACTORS), bytes));
    }
    for name in names_in(&folder.join(GUIDES))?.iter().filter(|name| is_guide(name)) {
        files.push(take(folder, format!("{GUIDES}/{name}"))?);
    }
    Ok(files)
}

fn take(folder: &Path, name: String) -> Result<File<'static>, EditionError> {
    let bytes = read(&folder.join(&name))?;
    Ok((Cow::Owned(name), Cow::Owned(bytes)))
}

fn is_guide(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "md") && !is_note(name)
}

/// Whether a file is what an editor keeps of the one before.
fn is_copy(name: &str) -> bool {
    name.ends_with(['~', '#']) || Path::new(name).extension().is_some_and(|extension| extension == "bak")
}

/// Whether a file is a note to whoever looks into a folder.
fn is_note(name: &str) -> bool {
    Path::new(name).file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

/// The files in a folder, in the order of their names; none where there is no folder. What a system hides stays out:
/// spreadsheet programs leave `.~lock` files beside those that are open.
fn names_in(folder: &Path) -> Result<Vec<String>, EditionError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|source| unreadable(folder, source))? {
        let entry = entry.map_err(|source| unreadable(folder, source))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(['.', '~']) && entry.path().is_file() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<Vec<u8>, EditionError> {
    std::fs::read(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => EditionError::Missing { file: path.display().to_string() },
        _ => unreadable(path, source),
    })
}

fn unreadable(path: &Path, source: std::io::Error) -> EditionError {
    EditionError::Read { file: path.display().to_string(), source }
}
