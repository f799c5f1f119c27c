//! Writing the manifest of a folder: lists and hashes its files. Signs nothing.

use std::path::Path;

use super::listing::{expect_file, unreadable};
use super::names::{self, MAX_LEVELS, is_hidden_folder, is_litter};
use super::{BundleError, Hasher, Listed, MANIFEST, MAX_FILE, MAX_FILES, MAX_TOTAL, Manifest, SIGNATURE};
use crate::disk::{Disk, Kind, PIECE, write_whole};

/// Lists and hashes the files of `folder`, and writes a manifest there that says what `described` says of them; the files
/// that `described` lists do not count. The same files and the same description give the same bytes. A signature that was
/// there is removed: it is of the manifest before. Returns the manifest, as it reads.
///
/// # Errors
/// The first rule of the format that the folder or the description breaks; nothing is then written.
pub fn write(folder: &Path, described: &Manifest, disk: &dyn Disk) -> Result<Manifest, BundleError> {
    let mut files = Vec::new();
    list(folder, "", 1, disk, &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let manifest = Manifest { files, ..described.clone() };
    let text = manifest.to_toml()?;
    // Read back by the same rules as on a terminal: what cannot be installed is not written.
    let manifest = Manifest::parse(text.as_bytes())?;
    let wrong = |file| move |source| unreadable(disk, folder, file, source);
    match disk.remove_file(&folder.join(SIGNATURE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(wrong(SIGNATURE)(error)),
        _ => {}
    }
    write_whole(disk, &folder.join(MANIFEST), text.as_bytes()).map_err(wrong(MANIFEST))?;
    Ok(manifest)
}

/// Adds the files of a folder of the bundle, `inside`.
fn list(
    folder: &Path,
    inside: &str,
    level: usize,
    disk: &dyn Disk,
    files: &mut Vec<Listed>,
) -> Result<(), BundleError> {
    let limit = usize::try_from(MAX_FILES).unwrap_or(usize::MAX);
    let names = disk.list(&folder.join(inside), limit.saturating_mul(2));
    for name in names.map_err(|source| unreadable(disk, folder, inside, source))? {
        let name = name.to_string_lossy();
        let path = if inside.is_empty() { name.to_string() } else { format!("{inside}/{name}") };
        if is_litter(&name) || matches!(path.as_str(), MANIFEST | SIGNATURE) || path == format!("{MANIFEST}.new") {
            continue;
        }
        let look = disk.look(&folder.join(&path)).map_err(|source| unreadable(disk, folder, &path, source))?;
        if look.kind == Kind::Folder {
            if is_hidden_folder(&name) {
                continue;
            }
            if level == MAX_LEVELS {
                return Err(BundleError::Path { file: path, fault: names::NameFault::TooDeep });
            }
            list(folder, &path, level + 1, disk, files)?;
            continue;
        }
        names::check(&path).map_err(|fault| BundleError::Path { file: path.clone(), fault })?;
        files.push(hashed(folder, path, disk)?);
        if files.len() > limit {
            return Err(BundleError::TooManyFiles { found: files.len() as u64, limit: MAX_FILES });
        }
        let total = files.iter().map(|file| file.size).sum();
        if total > MAX_TOTAL {
            return Err(BundleError::TotalTooLarge { found: total, limit: MAX_TOTAL });
        }
    }
    Ok(())
}

fn hashed(folder: &Path, path: String, disk: &dyn Disk) -> Result<Listed, BundleError> {
    let look = expect_file(disk, folder, &path)?;
    if look.len > MAX_FILE {
        return Err(BundleError::FileTooLarge { file: path, found: look.len, limit: MAX_FILE });
    }
    let wrong = |source| unreadable(disk, folder, &path, source);
    let mut file = disk.open(&folder.join(&path)).map_err(wrong)?;
    let mut hasher = Hasher::default();
    let mut size = 0;
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece).map_err(wrong)?;
        if read == 0 {
            return Ok(Listed { path, size, sha256: hasher.finish() });
        }
        size += read as u64;
        hasher.add(piece.get(..read).unwrap_or_default());
    }
}
