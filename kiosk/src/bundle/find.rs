//! Where on a stick the bundle is: anywhere, for a layout that is too strict is what people stumble over
//! (Internet-in-a-Box, issue 1538), but only one, for nobody can guess which of two is meant. Reads no manifest.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use super::listing::unreadable;
use super::names::is_hidden_folder;
use super::{BundleError, MANIFEST};
use crate::disk::{Disk, Kind};

/// Levels of folders below the stick that are looked into; the stick itself is level 0.
const MAX_DEPTH: usize = 4;

/// Folders that are looked into.
const MAX_FOLDERS: usize = 2_000;

/// Names of one folder that are read.
const MAX_NAMES: usize = 50_000;

/// The folder of the one bundle in `stick` or below it. What is nearest to the top is looked into first; links are not
/// followed, nor the folders that systems keep for themselves.
///
/// # Errors
/// When there is none or more than one, or the stick cannot be read.
pub fn find(stick: &Path, disk: &dyn Disk) -> Result<PathBuf, BundleError> {
    match disk.look(stick) {
        // The stick itself may be named by a link, as an administrator may.
        Ok(look) if matches!(look.kind, Kind::Folder | Kind::Link) => {}
        Ok(_) => return Err(BundleError::NotAFolder { path: stick.to_owned() }),
        Err(source) => return Err(BundleError::StickGone { source }),
    }
    let mut waiting = VecDeque::from([(stick.to_owned(), 0)]);
    let mut looked_into = 0;
    let mut found = Vec::new();
    while let Some((folder, depth)) = waiting.pop_front() {
        if looked_into == MAX_FOLDERS {
            if found.is_empty() {
                return Err(BundleError::TooManyFolders { path: stick.to_owned(), limit: MAX_FOLDERS as u64 });
            }
            break;
        }
        looked_into += 1;
        let name = || folder.strip_prefix(stick).unwrap_or(&folder).display().to_string();
        let names = match disk.list(&folder, MAX_NAMES) {
            Ok(names) => names,
            // A folder of somebody else's that may not be looked into is none of ours.
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied && depth > 0 => continue,
            Err(error) if depth == 0 => return Err(BundleError::StickGone { source: error }),
            Err(error) => return Err(unreadable(disk, stick, &name(), error)),
        };
        if names.iter().any(|name| name == MANIFEST) {
            found.push(folder);
            continue;
        }
        if depth == MAX_DEPTH {
            continue;
        }
        for name in names {
            let path = folder.join(&name);
            if is_hidden_folder(&name.to_string_lossy()) {
                continue;
            }
            let look = disk.look(&path);
            let look = look.map_err(|source| unreadable(disk, stick, &name.to_string_lossy(), source))?;
            if look.kind == Kind::Folder {
                waiting.push_back((path, depth + 1));
            }
        }
    }
    match found.len() {
        0 => Err(BundleError::NoBundle { path: stick.to_owned() }),
        1 => found.pop().ok_or_else(|| BundleError::NoBundle { path: stick.to_owned() }),
        _ => Err(BundleError::SeveralBundles { folders: found }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rstest::rstest;

    use super::*;
    use crate::disk::SystemDisk;

    fn stick(folders: &[&str], manifests: &[&str]) -> tempfile::TempDir {
        let stick = tempfile::tempdir().unwrap();
        for folder in folders.iter().chain(manifests) {
            fs::create_dir_all(stick.path().join(folder)).unwrap();
        }
        for folder in manifests {
            fs::write(stick.path().join(folder).join(MANIFEST), "").unwrap();
        }
        stick
    }

    #[rstest]
    #[case::at_the_top(&["photos/2024"], &[""], Ok(""))]
    #[case::in_a_folder(&["photos/2024"], &["repere"], Ok("repere"))]
    #[case::four_levels_down(&[], &["a/b/c/d"], Ok("a/b/c/d"))]
    #[case::five_levels_down(&[], &["a/b/c/d/e"], Err("no-bundle"))]
    #[case::nothing(&[], &[], Err("no-bundle"))]
    #[case::other_things(&["photos"], &[], Err("no-bundle"))]
    #[case::two(&[], &["mars", "avril"], Err("several-bundles"))]
    #[case::hidden(&[], &[".Trash-1000/old", "System Volume Information", "$RECYCLE.BIN/x"], Err("no-bundle"))]
    #[case::one_and_a_hidden_one(&[], &[".Trash-1000/old", "repere"], Ok("repere"))]
    fn is_found_where_it_is(
        #[case] folders: &[&str],
        #[case] manifests: &[&str],
        #[case] expected: Result<&str, &str>,
    ) {
        let stick = stick(folders, manifests);
        let found = find(stick.path(), &SystemDisk);
        match expected {
            Ok(folder) => assert_eq!(found.unwrap(), stick.path().join(folder)),
            Err(key) => assert_eq!(found.unwrap_err().key(), key),
        }
    }

    #[test]
    fn a_stick_full_of_folders_is_not_walked_for_ever() {
        let folders: Vec<String> = (0..=MAX_FOLDERS).map(|number| format!("f{number}")).collect();
        let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
        assert_eq!(find(stick(&folders, &[]).path(), &SystemDisk).unwrap_err().key(), "too-many-folders");
        let with = stick(&folders, &["a"]);
        assert_eq!(find(with.path(), &SystemDisk).unwrap(), with.path().join("a"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let elsewhere = stick(&[], &["bundle"]);
        let stick = stick(&["a"], &[]);
        std::os::unix::fs::symlink(elsewhere.path().join("bundle"), stick.path().join("a/link")).unwrap();
        std::os::unix::fs::symlink(stick.path(), stick.path().join("a/loop")).unwrap();
        assert_eq!(find(stick.path(), &SystemDisk).unwrap_err().key(), "no-bundle");
    }

    #[test]
    fn a_file_and_an_absent_stick_are_told_apart() {
        let stick = stick(&[], &["a"]);
        let file = stick.path().join("a").join(MANIFEST);
        assert_eq!(find(&file, &SystemDisk).unwrap_err().key(), "stick-not-a-folder");
        assert_eq!(find(&stick.path().join("gone"), &SystemDisk).unwrap_err().key(), "stick-gone");
    }
}
