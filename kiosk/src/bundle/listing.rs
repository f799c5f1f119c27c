//! A folder held against the list of a manifest: all that is listed, nothing else, of the right kind, size and bytes. The same
//! check is made of a stick, of what was copied and of an edition in the store.

use std::collections::BTreeSet;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use super::names::{is_hidden_folder, is_litter};
use super::{BundleError, Hash, Hasher, Listed, MANIFEST, MAX_FILES, Manifest, SIGNATURE};
use crate::disk::{Disk, Kind, Look, PIECE};

/// Names of one folder that are read: all files of the largest bundle in one folder, and some litter.
#[allow(clippy::cast_possible_truncation, reason = "20,000 fits every machine")]
const MAX_NAMES: usize = MAX_FILES as usize + 1_000;

/// Whether a folder holds every listed file, with its size, and none that is not listed. Reads no file.
///
/// # Errors
/// The first file that is wrong, in the order of the list, then the first that is too many.
pub fn check_listing(folder: &Path, manifest: &Manifest, disk: &dyn Disk) -> Result<(), BundleError> {
    let mut folders = BTreeSet::new();
    for listed in &manifest.files {
        for (end, _) in listed.path.match_indices('/') {
            folders.insert(listed.path.get(..end).unwrap_or_default());
        }
    }
    for path in &folders {
        match look(disk, folder, path)?.kind {
            Kind::Folder => {}
            Kind::Link => return Err(BundleError::Link { file: (*path).to_owned() }),
            Kind::File | Kind::Other => return Err(BundleError::WrongKind { file: (*path).to_owned() }),
        }
    }
    for listed in &manifest.files {
        let found = expect_file(disk, folder, &listed.path)?.len;
        if found != listed.size {
            return Err(BundleError::SizeDiffers { file: listed.path.clone(), expected: listed.size, found });
        }
    }
    let files: BTreeSet<&str> = manifest.files.iter().map(|listed| listed.path.as_str()).collect();
    for inside in std::iter::once("").chain(folders.iter().copied()) {
        check_nothing_more(disk, folder, inside, &files, &folders)?;
    }
    Ok(())
}

/// Refuses what lies in one folder of a bundle, `inside`, without being listed.
fn check_nothing_more(
    disk: &dyn Disk,
    folder: &Path,
    inside: &str,
    files: &BTreeSet<&str>,
    folders: &BTreeSet<&str>,
) -> Result<(), BundleError> {
    let names = disk.list(&folder.join(inside), MAX_NAMES);
    for name in names.map_err(|source| unreadable(disk, folder, inside, source))? {
        let name = name.to_string_lossy();
        let path = if inside.is_empty() { name.to_string() } else { format!("{inside}/{name}") };
        let known = files.contains(path.as_str()) || folders.contains(path.as_str());
        if known || is_litter(&name) || matches!(path.as_str(), MANIFEST | SIGNATURE) {
            continue;
        }
        if is_hidden_folder(&name) && look(disk, folder, &path)?.kind == Kind::Folder {
            continue;
        }
        return Err(BundleError::Unlisted { file: path });
    }
    Ok(())
}

/// Whether the bytes of every listed file are those that were listed. `progress` is told of each piece (a file that begins
/// with 0, then bytes read) and may stop the reading.
///
/// # Errors
/// The first file that is wrong. Stopped: `Ok(ControlFlow::Break(()))`.
pub fn check_files(
    folder: &Path,
    manifest: &Manifest,
    disk: &dyn Disk,
    progress: &mut dyn FnMut(usize, u64) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, BundleError> {
    for (number, listed) in manifest.files.iter().enumerate() {
        if progress(number, 0).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        let mut stopped = false;
        let found = hash_file(folder, listed, disk, &mut |read| {
            stopped = progress(number, read).is_break();
            if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if stopped {
            return Ok(ControlFlow::Break(()));
        }
        if found != listed.sha256 {
            return Err(BundleError::HashDiffers { file: listed.path.clone() });
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The hash of a listed file as it stands in a folder; never more than its listed size is read, plus one byte.
///
/// # Errors
/// When it cannot be read or has another size. Stopped by `progress`, which is told how many bytes were read, it gives the
/// hash of what was read so far.
pub fn hash_file(
    folder: &Path,
    listed: &Listed,
    disk: &dyn Disk,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Hash, BundleError> {
    expect_file(disk, folder, &listed.path)?;
    let wrong = |source| unreadable(disk, folder, &listed.path, source);
    let mut file = disk.open(&folder.join(&listed.path)).map_err(wrong)?;
    let mut hasher = Hasher::default();
    let mut found = 0;
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece).map_err(wrong)?;
        found += read as u64;
        if found > listed.size || (read == 0 && found < listed.size) {
            return Err(BundleError::SizeDiffers { file: listed.path.clone(), expected: listed.size, found });
        }
        hasher.add(piece.get(..read).unwrap_or_default());
        if read == 0 || progress(read as u64).is_break() {
            return Ok(hasher.finish());
        }
    }
}

/// What stands at a path of a bundle.
fn look(disk: &dyn Disk, folder: &Path, file: &str) -> Result<Look, BundleError> {
    disk.look(&folder.join(file)).map_err(|source| unreadable(disk, folder, file, source))
}

/// Looks for a plain file of a bundle.
pub(super) fn expect_file(disk: &dyn Disk, folder: &Path, file: &str) -> Result<Look, BundleError> {
    let found = look(disk, folder, file)?;
    match found.kind {
        Kind::File => Ok(found),
        Kind::Link => Err(BundleError::Link { file: file.to_owned() }),
        Kind::Folder | Kind::Other => Err(BundleError::WrongKind { file: file.to_owned() }),
    }
}

/// What it means that a file of a bundle cannot be read: it is missing, it alone is bad, or the stick was pulled out.
pub(crate) fn unreadable(disk: &dyn Disk, folder: &Path, file: &str, source: io::Error) -> BundleError {
    let there =
        || disk.look(&folder.join(MANIFEST)).is_ok() || disk.list(folder, 1).is_ok_and(|names| !names.is_empty());
    if is_gone(&source) || !there() {
        return BundleError::StickGone { source };
    }
    if source.kind() == io::ErrorKind::NotFound {
        return BundleError::Missing { file: file.to_owned() };
    }
    BundleError::StickUnreadable { file: file.to_owned(), source }
}

/// What Linux answers for a device that is no longer there.
#[cfg(unix)]
fn is_gone(error: &io::Error) -> bool {
    use rustix::io::Errno;

    [Errno::NODEV, Errno::NXIO].iter().any(|gone| error.raw_os_error() == Some(gone.raw_os_error()))
}

#[cfg(not(unix))]
fn is_gone(_error: &io::Error) -> bool {
    false
}
