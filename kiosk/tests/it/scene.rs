//! A terminal with its store, its keys and a stick, in memory where the system has a place for that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, Utc};
use repere_kiosk::bundle::signing::{self, NewKey};
use repere_kiosk::bundle::{self, Counts, Hash, MANIFEST, Manifest, SIGNATURE, Source, names};
use repere_kiosk::disk::{Disk, SystemDisk, read_whole};
use repere_kiosk::install::{
    Changes, Content, ContentError, InstallError, Installer, Offer, Outcome, Policy, Progress, Step, Unsigned,
};
use repere_kiosk::store::{Check, Store};
use repere_kiosk::trust::Keys;
use tempfile::TempDir;

pub(crate) static TRUSTED: LazyLock<NewKey> = LazyLock::new(|| signing::new_key(None).unwrap());
pub(crate) static UNKNOWN: LazyLock<NewKey> = LazyLock::new(|| signing::new_key(None).unwrap());
pub(crate) static REVOKED: LazyLock<NewKey> = LazyLock::new(|| signing::new_key(None).unwrap());

pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

pub(crate) struct Scene {
    folder: TempDir,
    pub(crate) keys: Keys,
    pub(crate) unsigned: Unsigned,
}

impl Scene {
    /// An empty store, an empty stick, one trusted and one revoked key.
    pub(crate) fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let keys = folder.path().join("keys");
        fs::create_dir_all(keys.join("revoked")).unwrap();
        fs::create_dir(folder.path().join("stick")).unwrap();
        fs::write(keys.join("departement.pub"), &TRUSTED.public).unwrap();
        fs::write(keys.join("old.pub"), &REVOKED.public).unwrap();
        fs::write(keys.join("revoked.txt"), format!("# lost in March\n{}\n", REVOKED.id)).unwrap();
        let keys = Keys::read(&keys, &SystemDisk).unwrap();
        Self { folder, keys, unsigned: Unsigned::Refused }
    }

    /// The same, with editions 6 and 7 installed and bundle 8 on the stick.
    pub(crate) fn serving() -> Self {
        let scene = Self::new();
        for sequence in [6, 7] {
            scene.bring(sequence);
            scene.install().unwrap();
        }
        scene.bring(8);
        scene
    }

    /// A copy with a store and a stick of its own.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self { unsigned: self.unsigned, ..Self::new() };
        for part in ["store", "stick"] {
            copy_tree(&self.folder.path().join(part), &copy.folder.path().join(part));
        }
        copy
    }

    pub(crate) fn stick(&self) -> PathBuf {
        self.folder.path().join("stick")
    }

    pub(crate) fn keys_folder(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    pub(crate) fn bundle(&self) -> PathBuf {
        self.stick().join("repere")
    }

    pub(crate) fn store_folder(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// A place beside the store for what a test puts away.
    pub(crate) fn attic(&self) -> PathBuf {
        let attic = self.folder.path().join("attic");
        fs::create_dir_all(&attic).unwrap();
        attic
    }

    pub(crate) fn store(&self) -> Store {
        Store::new(self.store_folder())
    }

    /// Puts a good bundle of this number on the stick, and nothing else.
    pub(crate) fn bring(&self, sequence: u64) {
        fs::remove_dir_all(self.stick()).unwrap();
        fs::create_dir(self.stick()).unwrap();
        make(&self.bundle(), &described(sequence), &files(sequence));
    }

    pub(crate) fn inspect_on(&self, disk: &Arc<dyn Disk>) -> Result<Offer, InstallError> {
        let store = Store::on(self.store_folder(), Arc::clone(disk));
        let content = Lines { disk: Arc::clone(disk) };
        let policy = Policy { unsigned: self.unsigned, program: "0.4.0".parse().unwrap() };
        Installer::new(&store, &self.keys, &content, policy).inspect(&self.stick(), &mut go_on)
    }

    /// Inspects, says yes to all, and installs.
    pub(crate) fn install_on(&self, disk: &Arc<dyn Disk>) -> Result<Outcome, InstallError> {
        let offer = self.inspect_on(disk)?;
        self.with_installer(disk, |installer| installer.install(&offer, offer.reasons(), now(), &mut go_on))
    }

    pub(crate) fn with_installer<R>(&self, disk: &Arc<dyn Disk>, act: impl FnOnce(&Installer<'_>) -> R) -> R {
        let store = Store::on(self.store_folder(), Arc::clone(disk));
        let content = Lines { disk: Arc::clone(disk) };
        let policy = Policy { unsigned: self.unsigned, program: "0.4.0".parse().unwrap() };
        act(&Installer::new(&store, &self.keys, &content, policy))
    }

    pub(crate) fn inspect(&self) -> Result<Offer, InstallError> {
        self.inspect_on(&system())
    }

    pub(crate) fn install(&self) -> Result<Outcome, InstallError> {
        self.install_on(&system())
    }

    /// The number of the served edition, of which every byte and the index have been looked at; `None` when none is served.
    pub(crate) fn served_whole(&self) -> Option<u64> {
        let store = self.store();
        let edition = store.served().unwrap()?;
        let (manifest, _) = store.verify(edition.sequence, Check::Bytes).unwrap();
        let content = Lines { disk: system() };
        content.verify(&edition.content(), &edition.index(), &manifest.counts).unwrap();
        let lines = fs::read_to_string(edition.content().join("venues.csv")).unwrap();
        assert_eq!(lines, files(edition.sequence)["venues.csv"], "a mixture");
        Some(edition.sequence)
    }

    /// Every file of the store with its hash.
    pub(crate) fn listing(&self) -> BTreeMap<PathBuf, Hash> {
        let mut listing = BTreeMap::new();
        list(&self.store_folder(), &mut listing);
        listing
    }
}

pub(crate) fn system() -> Arc<dyn Disk> {
    Arc::new(SystemDisk)
}

#[allow(clippy::needless_pass_by_value, reason = "the shape of a callback")]
pub(crate) fn go_on(_progress: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn list(folder: &Path, listing: &mut BTreeMap<PathBuf, Hash>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(&path, listing);
        } else {
            let bytes = fs::read(&path).unwrap();
            listing.insert(path, Hash::of(&bytes));
        }
    }
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The description of a bundle of this number.
pub(crate) fn described(sequence: u64) -> Manifest {
    let day = u32::try_from(sequence % 28).unwrap() + 1;
    Manifest {
        name: BTreeMap::from([("fr".to_owned(), format!("Pas-de-Calais, édition {sequence}"))]),
        territory: "pas-de-calais".to_owned(),
        sequence,
        created: format!("2026-10-{day:02}T08:00:00Z").parse().unwrap(),
        data_date: NaiveDate::from_ymd_opt(2026, 9, day).unwrap(),
        min_program: "0.1.0".parse().unwrap(),
        locales: vec!["fr".to_owned(), "en".to_owned()],
        counts: Counts { venues: 3, guides: 1 },
        sources: vec![Source {
            name: "La Mednum".to_owned(),
            licence: "Licence Ouverte 2.0".to_owned(),
            url: Some("https://example.org".to_owned()),
        }],
        files: Vec::new(),
    }
}

/// The files of a bundle of this number: three venues, of which one is new each time.
pub(crate) fn files(sequence: u64) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("venues.csv", format!("a;Médiathèque {sequence}\nb;Mairie\nnew-{sequence};Point numérique\n")),
        ("guides/ameli.fr.md", format!("+++\n+++\nÉdition {sequence}.\n")),
        ("edition.toml", format!("sequence = {sequence}\n")),
        ("calendar.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned()),
    ])
}

/// Writes the files of a bundle and its manifest, and signs it with the trusted key.
pub(crate) fn make(folder: &Path, described: &Manifest, files: &BTreeMap<&'static str, String>) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    bundle::write(folder, described, &SystemDisk).unwrap();
    sign(folder, &TRUSTED);
}

/// Signs whatever stands in the place of the manifest.
pub(crate) fn sign(folder: &Path, key: &NewKey) {
    let bytes = fs::read(folder.join(MANIFEST)).unwrap();
    let signature = signing::sign(&bytes, &described(1), &key.secret, None).unwrap();
    fs::write(folder.join(SIGNATURE), signature).unwrap();
}

/// A content that is as simple as can be: venues are the lines of `venues.csv`, guides the files of `guides/`, and the index is
/// one file that holds the lines again. All through the disk that it is given.
pub(crate) struct Lines {
    pub(crate) disk: Arc<dyn Disk>,
}

impl Lines {
    fn venues(&self, content: &Path) -> Result<BTreeSet<String>, ContentError> {
        let path = content.join("venues.csv");
        let bytes = read_whole(self.disk.as_ref(), &path, 1_000_000).map_err(|source| disk(&path, source))?;
        let lines: BTreeSet<String> = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
        if lines.iter().any(|line| line == "nonsense") {
            let source = io::Error::other("nonsense").into();
            return Err(ContentError::Wrong { key: "venues-nonsense", details: Vec::new(), source });
        }
        Ok(lines)
    }
}

fn disk(path: &Path, source: io::Error) -> ContentError {
    ContentError::Disk { path: path.to_owned(), source }
}

fn id(line: &str) -> &str {
    line.split(';').next().unwrap()
}

impl Content for Lines {
    fn inspect(&self, content: &Path) -> Result<Counts, ContentError> {
        let venues = self.venues(content)?.len() as u64;
        let path = content.join("guides");
        let names = self.disk.list(&path, 100).map_err(|source| disk(&path, source))?;
        let guides =
            names.iter().filter_map(|name| name.to_str()).filter(|name| !names::is_litter(name)).count() as u64;
        Ok(Counts { venues, guides })
    }

    fn prepare(
        &self,
        content: &Path,
        index: &Path,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<(), ContentError> {
        let venues = self.venues(content)?;
        let path = index.join("lines");
        let mut file = self.disk.create(&path).map_err(|source| disk(&path, source))?;
        for (done, line) in venues.iter().enumerate() {
            if progress(Step { done: done as u64, of: venues.len() as u64 }).is_break() {
                return Err(ContentError::Cancelled);
            }
            let line = format!("{line}\n");
            let written = file.write(line.as_bytes()).map_err(|source| disk(&path, source))?;
            assert_eq!(written, line.len());
        }
        Ok(())
    }

    fn verify(&self, content: &Path, index: &Path, expected: &Counts) -> Result<(), ContentError> {
        let path = index.join("lines");
        let bytes = read_whole(self.disk.as_ref(), &path, 1_000_000).map_err(|source| disk(&path, source))?;
        let lines: BTreeSet<String> = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
        if lines != self.venues(content)? || lines.len() as u64 != expected.venues {
            let source = io::Error::other("other lines").into();
            return Err(ContentError::Wrong { key: "index-wrong", details: Vec::new(), source });
        }
        Ok(())
    }

    fn compare(&self, old: &Path, new: &Path) -> Result<Changes, ContentError> {
        let (old, new) = (self.venues(old)?, self.venues(new)?);
        let ids =
            |lines: &BTreeSet<String>| -> BTreeSet<String> { lines.iter().map(|line| id(line).to_owned()).collect() };
        let (before, after) = (ids(&old), ids(&new));
        Ok(Changes {
            before: before.len() as u64,
            gone: before.difference(&after).count() as u64,
            added: after.difference(&before).count() as u64,
            changed: new.iter().filter(|line| before.contains(id(line)) && !old.contains(*line)).count() as u64,
        })
    }
}
