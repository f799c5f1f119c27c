//! A town with its terminal: a store, a configuration with a trusted key, and a stick, all in one folder.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use repere::installing::{Bench, Editions};
use repere_index::edition::Edition;
use repere_index::hours::Moment;
use repere_index::search::{Ask, Catalogue, Wanted};
use repere_kiosk::bundle::signing::{self, NewKey};
use repere_kiosk::bundle::{self, Counts, MANIFEST, Manifest, SIGNATURE, Source};
use repere_kiosk::disk::SystemDisk;
use repere_kiosk::install::{InstallError, Outcome, Unsigned};
use repere_kiosk::store::{Check, Store};
use tempfile::TempDir;

use crate::pty::PROGRAM;

/// The key of the département.
static KEY: LazyLock<NewKey> = LazyLock::new(|| signing::new_key(None).unwrap());

/// What a run of the program gave.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub struct Town {
    folder: TempDir,
}

impl Town {
    /// An empty store, an empty stick, one trusted key.
    pub fn new() -> Self {
        // In memory where the system has a place for that: thousands of syncs are not what is tested.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let town = Self { folder: folder.unwrap() };
        fs::create_dir_all(town.folder.path().join("keys")).unwrap();
        fs::create_dir(town.stick()).unwrap();
        fs::write(town.folder.path().join("keys/departement.pub"), &KEY.public).unwrap();
        fs::write(town.config(), "[here]\ncommune = \"Lens 62300\"\n").unwrap();
        town
    }

    /// The same with an edition in service and one before it.
    pub fn serving(editions: [u64; 2], venues: usize) -> Self {
        let town = Self::new();
        for sequence in editions {
            town.bring(sequence, venues);
            town.install(Store::new(town.store())).unwrap();
        }
        town
    }

    /// A copy with a store and a stick of its own.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        for part in ["store", "stick"] {
            copy_tree(&self.folder.path().join(part), &copy.folder.path().join(part));
        }
        copy
    }

    pub fn stick(&self) -> PathBuf {
        self.folder.path().join("stick")
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("repere.toml")
    }

    /// Puts an edition on the stick, in place of what was there: so many venues, whose names carry its number.
    pub fn bring(&self, sequence: u64, venues: usize) {
        self.bring_with(sequence, venues, &|_| {});
    }

    /// The same, `change` having its way with the files before they are signed.
    pub fn bring_with(&self, sequence: u64, venues: usize, change: &dyn Fn(&Path)) {
        fs::remove_dir_all(self.stick()).unwrap();
        let folder = self.bundle();
        fs::create_dir_all(folder.join("guides")).unwrap();
        fs::write(folder.join("edition.toml"), description(sequence)).unwrap();
        fs::write(folder.join("venues.csv"), table(sequence, venues)).unwrap();
        let guides = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/starter/guides");
        for entry in fs::read_dir(guides).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if name.starts_with("reconnaitre-arnaque.") {
                fs::copy(&path, folder.join("guides").join(name)).unwrap();
            }
        }
        change(&folder);
        sign(&folder, sequence, venues as u64);
    }

    pub fn bundle(&self) -> PathBuf {
        self.stick().join("repere")
    }

    /// Installs what is on the stick, as `repere refresh` does.
    pub fn install(&self, store: Store) -> Result<Outcome, InstallError> {
        self.install_through(store, &Editions::default())
    }

    pub fn install_through(&self, store: Store, editions: &Editions<'_>) -> Result<Outcome, InstallError> {
        let bench = Bench::new(store, &self.folder.path().join("keys"), Unsigned::Refused).unwrap();
        let installer = bench.installer(editions);
        let on = &mut |_| std::ops::ControlFlow::Continue(());
        let offer = installer.inspect(&self.stick(), on)?;
        installer.install(&offer, &[], "2026-11-24T09:00:00Z".parse().unwrap(), on)
    }

    /// The number of the edition that is served, having made sure that it is whole: every byte is what was signed, and each
    /// venue that its index holds is of this edition.
    pub fn served_whole(&self) -> u64 {
        let store = Store::new(self.store());
        let served = store.state().unwrap().unwrap().served.unwrap();
        let (manifest, _) = store.verify(served, Check::Bytes).unwrap();
        let edition = store.edition(served);
        let catalogue =
            Catalogue::on_disk(Edition::without_venues(&edition.content()).unwrap(), &edition.index()).unwrap();
        assert_eq!(catalogue.info().venues as u64, manifest.counts.venues);
        let moment = Moment { now: "2026-11-24T10:00:00".parse().unwrap(), floor: None };
        let found = catalogue.search(&Ask::new(Wanted::Words("mediatheque".to_owned()), moment)).unwrap();
        assert!(!found.venues.is_empty());
        let own = |name: &str| name.ends_with(&format!(" {served}"));
        assert!(found.venues.iter().all(|hit| own(&hit.venue.name)), "a mixture");
        served
    }

    /// Starts the program with the store and the configuration of the town.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).arg("--store").arg(self.store()).arg("--config").arg(self.config());
        command.env("REPERE_NOW", "2026-11-24T10:00").env("LC_ALL", "fr_FR.UTF-8");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.start(arguments).wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// `repere refresh` of the stick.
    pub fn refresh(&self, more: &[&str]) -> Run {
        let stick = self.stick();
        let mut arguments = vec!["refresh", stick.to_str().unwrap()];
        arguments.extend(more);
        self.run(&arguments)
    }
}

/// Writes the manifest of a bundle, and signs it.
pub fn sign(folder: &Path, sequence: u64, venues: u64) {
    let described = Manifest {
        name: [("fr", "Lens et environs"), ("en", "Lens and around")]
            .map(|(locale, name)| (locale.to_owned(), name.to_owned()))
            .into(),
        territory: "lens".to_owned(),
        sequence,
        created: "2026-11-20T08:00:00Z".parse().unwrap(),
        data_date: "2026-11-19".parse().unwrap(),
        min_program: "0.1.0".parse().unwrap(),
        locales: vec!["fr".to_owned(), "en".to_owned()],
        counts: Counts { venues, guides: 1 },
        sources: vec![Source { name: "Ville de Lens".to_owned(), licence: "lov2".to_owned(), url: None }],
        files: Vec::new(),
    };
    let manifest = bundle::write(folder, &described, &SystemDisk).unwrap();
    let signature = signing::sign(&fs::read(folder.join(MANIFEST)).unwrap(), &manifest, &KEY.secret, None).unwrap();
    fs::write(folder.join(SIGNATURE), signature).unwrap();
}

fn description(sequence: u64) -> String {
    format!(
        "sequence = {sequence}\nterritory = \"lens\"\ndata_date = 2026-11-19\n[name]\nfr = \"Lens et environs\"\n\
         en = \"Lens and around\"\n[[sources]]\nname = \"Ville de Lens\"\nlicence = \"lov2\"\n"
    )
}

/// So many venues, the same in each edition but for the number in their names.
pub fn table(sequence: u64, venues: usize) -> String {
    let mut text =
        "id,nom,commune,code_postal,code_insee,adresse,latitude,longitude,horaires,date_maj,services\n".to_owned();
    for number in 1..=venues {
        let north = 50.0 + f64::from(u32::try_from(number % 997).unwrap()) / 1_000.0;
        writeln!(
            text,
            "lens-{number},Médiathèque de la rue {number} édition {sequence},Lens,62300,62498,{number} rue du Lac,\
             {north},2.83,Mo-Fr 09:00-17:00,2026-11-01,Accès internet et matériel informatique"
        )
        .unwrap();
    }
    text
}

fn copy_tree(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        copy_tree(&path, &to.join(path.file_name().unwrap()));
    }
}
