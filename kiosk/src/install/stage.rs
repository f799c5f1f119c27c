//! Bringing an edition into `incoming/`: room, copies that were read back, the index, and the proof that it answers. Nothing
//! that is served is touched, whatever happens here.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::progress::Meter;
use super::{Examined, InstallError, Installer, Phase};
use crate::bundle::{self, Bundle, BundleError, Hasher, Listed, MANIFEST, SIGNATURE};
use crate::disk::{Kind, NewFile, PIECE, create_folders, exists, read_whole, remove_tree, sync_tree, write_whole};
use crate::store::{State, StoreError};

/// Bytes that must stay free beside an edition: for the journal, the settings and the system.
const MARGIN: u64 = 16 * 1024 * 1024;

/// Editions and incoming ones that a store may hold.
const MANY: usize = 10_000;

impl Installer<'_> {
    /// Where an edition is staged: `content/` and `index/` in a folder named by the hash of its manifest.
    pub(super) fn staged(&self, examined: &Examined) -> PathBuf {
        self.store.incoming().join(examined.hash.to_string())
    }

    /// Stages an edition until it only needs to be renamed. `confirm` is asked about the content once it is there.
    pub(super) fn stage(
        &self,
        state: &State,
        examined: &Examined,
        meter: &mut Meter<'_>,
        confirm: &dyn Fn(&Path) -> Result<(), InstallError>,
    ) -> Result<(), InstallError> {
        let staged = self.staged(examined);
        self.make_room(state, examined)?;
        let needed = self.check_room(&staged, &examined.bundle)?;
        let done = self.stage_in(&staged, examined, meter, confirm);
        done.map_err(|error| {
            // What can be of no use takes no room; if it cannot be removed now, the next install does.
            if !error.may_go_on_later() {
                let _removed = remove_tree(self.store.disk(), &staged);
            }
            match error {
                InstallError::Store(StoreError::DiskFull { .. }) => {
                    let free = self.store.disk().free_space(self.store.folder()).unwrap_or_default();
                    InstallError::NoSpace { needed, free }
                }
                error => error,
            }
        })
    }

    fn stage_in(
        &self,
        staged: &Path,
        examined: &Examined,
        meter: &mut Meter<'_>,
        confirm: &dyn Fn(&Path) -> Result<(), InstallError>,
    ) -> Result<(), InstallError> {
        let disk = self.store.disk();
        let (content, index) = (staged.join("content"), staged.join("index"));
        let manifest = &examined.bundle.manifest;
        self.copy(&content, &examined.bundle, meter)?;
        let counts = self.content.inspect(&content).map_err(super::ContentError::in_store)?;
        InstallError::check_counts(&manifest.counts, &counts)?;
        confirm(&content)?;

        meter.begin(Phase::Preparing, 0, 0)?;
        // Half an index of a time before is worth nothing.
        remove_tree(disk, &index).map_err(|error| StoreError::writing(&index, error))?;
        create_folders(disk, &index).map_err(|error| StoreError::writing(&index, error))?;
        let prepared = self.content.prepare(&content, &index, &mut |step| meter.step(step));
        prepared.map_err(super::ContentError::in_store)?;

        meter.begin(Phase::Proving, 0, 0)?;
        self.content.verify(&content, &index, &manifest.counts).map_err(super::ContentError::in_store)?;
        sync_tree(disk, staged).map_err(|error| StoreError::writing(staged, error))?;
        meter.ask()
    }

    /// Removes what is of no more use: editions that the state does not name, but for the one that comes, and what else is in
    /// `incoming/`.
    pub(super) fn make_room(&self, state: &State, examined: &Examined) -> Result<(), InstallError> {
        let disk = self.store.disk();
        for sequence in self.store.editions()? {
            if !state.names(sequence) {
                let folder = self.store.edition(sequence);
                remove_tree(disk, folder.folder()).map_err(|error| StoreError::writing(folder.folder(), error))?;
            }
        }
        let incoming = self.store.incoming();
        let wrong = |error| StoreError::writing(&incoming, error);
        if !exists(disk, &incoming).map_err(wrong)? {
            return Ok(());
        }
        let keep = examined.hash.to_string();
        for name in disk.list(&incoming, MANY).map_err(wrong)? {
            if name != keep.as_str() {
                remove_tree(disk, &incoming.join(name)).map_err(wrong)?;
            }
        }
        Ok(())
    }

    /// Whether there is room for twice the edition (its files, and an index that is smaller) and some more; what is there
    /// already counts. Gives the bytes that are needed.
    fn check_room(&self, staged: &Path, bundle: &Bundle) -> Result<u64, InstallError> {
        let disk = self.store.disk();
        let there = |listed: &Listed| disk.look(&staged.join("content").join(&listed.path)).map_or(0, |look| look.len);
        let there: u64 = bundle.manifest.files.iter().map(there).sum();
        let needed = bundle.manifest.total().saturating_mul(2).saturating_add(MARGIN).saturating_sub(there);
        let free = disk.free_space(self.store.folder());
        let free = free.map_err(|error| StoreError::writing(self.store.folder(), error))?;
        if free < needed { Err(InstallError::NoSpace { needed, free }) } else { Ok(needed) }
    }

    /// Copies the files that are not there yet, whole; each is synced and read back from the disk.
    fn copy(&self, content: &Path, bundle: &Bundle, meter: &mut Meter<'_>) -> Result<(), InstallError> {
        let disk = self.store.disk();
        let manifest = &bundle.manifest;
        meter.begin(Phase::Copying, manifest.files.len() as u64, manifest.total())?;
        self.clear_strays(content, bundle)?;
        for (number, listed) in manifest.files.iter().enumerate() {
            let path = content.join(&listed.path);
            let folder = path.parent().unwrap_or(content);
            create_folders(disk, folder).map_err(|error| StoreError::writing(folder, error))?;
            let file = number as u64;
            if disk.look(&path).is_ok_and(|look| look.kind == Kind::File && look.len == listed.size)
                && self.read_back(content, listed).is_ok()
            {
                if meter.advance(file, listed.size).is_break() {
                    return Err(InstallError::Cancelled);
                }
                continue;
            }
            self.copy_file(&bundle.sealed.folder, content, listed, &mut |read| meter.advance(file, read))?;
            self.read_back(content, listed)?;
        }
        for (name, bytes) in [(SIGNATURE, bundle.sealed.signature.as_ref()), (MANIFEST, Some(&bundle.sealed.manifest))]
        {
            let path = content.join(name);
            let Some(bytes) = bytes else { continue };
            write_whole(disk, &path, bytes).map_err(|error| StoreError::writing(&path, error))?;
            let read = read_whole(disk, &path, bytes.len() as u64);
            if read.map_err(|error| StoreError::writing(&path, error))? != *bytes {
                return Err(InstallError::DiskCorrupts { file: name.to_owned() });
            }
        }
        if meter.advance(manifest.files.len() as u64, 0).is_break() {
            return Err(InstallError::Cancelled);
        }
        // Nothing but what is listed may be in an edition, whatever a damaged file system brings up.
        bundle::check_listing(content, manifest, disk).map_err(|error| on_own_disk(content, error))
    }

    /// Begins afresh where something lies in `content` that is not of this edition.
    fn clear_strays(&self, content: &Path, bundle: &Bundle) -> Result<(), InstallError> {
        let disk = self.store.disk();
        match bundle::check_listing(content, &bundle.manifest, disk) {
            // Missing and half-written files are what copying is for.
            Ok(())
            | Err(BundleError::Missing { .. } | BundleError::SizeDiffers { .. } | BundleError::StickGone { .. }) => {
                Ok(())
            }
            Err(_) => Ok(remove_tree(disk, content).map_err(|error| StoreError::writing(content, error))?),
        }
    }

    fn copy_file(
        &self,
        from: &Path,
        to: &Path,
        listed: &Listed,
        on: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<(), InstallError> {
        let disk = self.store.disk();
        let path = to.join(&listed.path);
        let on_stick = |error| bundle::unreadable(disk, from, &listed.path, error);
        let on_disk = |error| StoreError::writing(&path, error);
        let mut source = disk.open(&from.join(&listed.path)).map_err(on_stick)?;
        let mut copy = disk.create(&path).map_err(on_disk)?;
        let mut hasher = Hasher::default();
        let mut found = 0;
        let mut piece = vec![0; PIECE];
        loop {
            let read = source.read(&mut piece).map_err(on_stick)?;
            found += read as u64;
            if found > listed.size || (read == 0 && found < listed.size) {
                let (file, expected) = (listed.path.clone(), listed.size);
                return Err(BundleError::SizeDiffers { file, expected, found }.into());
            }
            if read == 0 {
                break;
            }
            let bytes = piece.get(..read).unwrap_or_default();
            hasher.add(bytes);
            write_all(copy.as_mut(), bytes).map_err(on_disk)?;
            if on(read as u64).is_break() {
                return Err(InstallError::Cancelled);
            }
        }
        if hasher.finish() != listed.sha256 {
            return Err(BundleError::HashDiffers { file: listed.path.clone() }.into());
        }
        copy.sync().map_err(on_disk)?;
        Ok(())
    }

    /// Whether a copy is on the disk as it was listed: synced, dropped from memory and read again (RAUC issue 1970).
    fn read_back(&self, content: &Path, listed: &Listed) -> Result<(), InstallError> {
        let disk = self.store.disk();
        let path = content.join(&listed.path);
        let wrong = |error| StoreError::writing(&path, error);
        let mut file = disk.open(&path).map_err(wrong)?;
        // Also of a file that was there: whoever wrote it may not have come as far as its sync.
        file.sync().map_err(wrong)?;
        let _wish = file.forget_copy();
        drop(file);
        let found = bundle::hash_file(content, listed, disk, &mut |_| ControlFlow::Continue(()));
        if found.map_err(|error| on_own_disk(content, error))? != listed.sha256 {
            return Err(InstallError::DiskCorrupts { file: listed.path.clone() });
        }
        Ok(())
    }
}

/// What a rule of the bundle that is broken by our own copy says of our own disk.
fn on_own_disk(content: &Path, error: BundleError) -> InstallError {
    match error {
        BundleError::StickGone { source } => StoreError::writing(content, source).into(),
        BundleError::StickUnreadable { file, source } => StoreError::writing(&content.join(file), source).into(),
        error => InstallError::DiskCorrupts { file: error.file().unwrap_or(MANIFEST).to_owned() },
    }
}

fn write_all(file: &mut dyn NewFile, mut bytes: &[u8]) -> std::io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes)? {
            0 => return Err(std::io::ErrorKind::WriteZero.into()),
            written => bytes = bytes.get(written..).unwrap_or_default(),
        }
    }
    Ok(())
}
