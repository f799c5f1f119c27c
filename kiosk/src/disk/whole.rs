//! What is made of several calls to the disk: whole files, whole trees. A file that is written here is written whole or not at
//! all, whenever the power goes.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::{Disk, Kind};

/// Bytes read or written at a time.
pub(crate) const PIECE: usize = 64 * 1024;

/// Names that one of our own folders may hold: far above what an edition or an index has.
const MANY: usize = 1_000_000;

/// True when something stands at a path.
pub(crate) fn exists(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    match disk.look(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The bytes of a file.
///
/// # Errors
/// `FileTooLarge` when it has more than `limit` bytes, of which no more are read.
pub fn read_whole(disk: &dyn Disk, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut file = disk.open(path)?;
    let mut bytes = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes.extend(piece.iter().take(read));
        if bytes.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
    }
}

/// Writes a file so that after a power cut its old or its new bytes are there, whole: beside it, synced, renamed over it, and
/// the folder synced.
///
/// # Errors
/// When the disk refuses; the old bytes are then still there, unless only the last sync failed.
pub fn write_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_else(|| OsStr::new("file")).to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    let mut file = disk.create(&beside)?;
    let mut rest = bytes;
    while !rest.is_empty() {
        let written = file.write(rest)?;
        rest = rest.get(written..).unwrap_or_default();
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
    }
    file.sync()?;
    drop(file);
    disk.rename(&beside, path)?;
    match path.parent() {
        Some(folder) => disk.sync_folder(folder),
        None => Ok(()),
    }
}

/// Creates a folder, unless there is one already; true when it was created.
fn create_or_find(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    match disk.create_folder(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match disk.look(path)?.kind {
            Kind::Folder => Ok(false),
            _ => Err(io::ErrorKind::NotADirectory.into()),
        },
        Err(error) => Err(error),
    }
}

/// Creates a folder and those above it that are missing, to outlast a power cut.
///
/// # Errors
/// When the disk refuses, or something that is no folder is in the way.
pub fn create_folders(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    // The store itself may be reached through a link: only what is missing is created.
    let mut missing = Vec::new();
    for folder in path.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
        if exists(disk, folder)? {
            break;
        }
        missing.push(folder);
    }
    for folder in missing.into_iter().rev() {
        create_or_find(disk, folder)?;
        if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
            disk.sync_folder(above)?;
        }
    }
    Ok(())
}

/// Removes what stands at a path, with all that is in it; nothing there is no error.
///
/// # Errors
/// When the disk refuses; part may then be gone.
pub fn remove_tree(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    let kind = match disk.look(path) {
        Ok(look) => look.kind,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if kind != Kind::Folder {
        return disk.remove_file(path);
    }
    for name in disk.list(path, MANY)? {
        remove_tree(disk, &path.join(name))?;
    }
    disk.remove_folder(path)
}

/// Makes a folder and all that is in it outlast a power cut, what is deepest first.
///
/// # Errors
/// When the disk cannot promise that.
pub fn sync_tree(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    let inside: Vec<PathBuf> = disk.list(path, MANY)?.into_iter().map(|name| path.join(name)).collect();
    for path in inside {
        match disk.look(&path)?.kind {
            Kind::Folder => sync_tree(disk, &path)?,
            Kind::File => disk.open(&path)?.sync()?,
            Kind::Link | Kind::Other => {}
        }
    }
    disk.sync_folder(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::SystemDisk;
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, vec![7; 100_000]).unwrap();
        assert_eq!(read_whole(&SystemDisk, &path, 100_000).unwrap().len(), 100_000);
        let error = read_whole(&SystemDisk, &path, 99_999).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn trees_are_made_written_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c");
        create_folders(&SystemDisk, &deep).unwrap();
        create_folders(&SystemDisk, &deep).unwrap();
        write_whole(&SystemDisk, &deep.join("file"), b"old").unwrap();
        write_whole(&SystemDisk, &deep.join("file"), b"new").unwrap();
        assert_eq!(fs::read(deep.join("file")).unwrap(), b"new");
        assert_eq!(fs::read_dir(&deep).unwrap().count(), 1);
        sync_tree(&SystemDisk, folder.path()).unwrap();
        remove_tree(&SystemDisk, &folder.path().join("a")).unwrap();
        remove_tree(&SystemDisk, &folder.path().join("a")).unwrap();
        assert!(!folder.path().join("a").exists());
        fs::write(folder.path().join("in-the-way"), "").unwrap();
        assert!(create_folders(&SystemDisk, &folder.path().join("in-the-way/store")).is_err());
    }
}
