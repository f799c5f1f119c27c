//! What goes on a stick: the folder of a bundle, and beside it five lines for the person who is given the stick. Written under
//! a name that no terminal looks at, opened as a terminal opens it, and only then given its own name: half a bundle never
//! looks whole.
//!
//! ```text
//! OUT/lens-12/                  what is copied to a stick
//! OUT/lens-12/LISEZ-MOI.txt
//! OUT/lens-12/lens-12/          the bundle
//! ```

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use repere_index::edition::{Edition, EditionInfo};
use repere_kiosk::bundle::signing::KeyId;
use repere_kiosk::bundle::{self, Bundle, Counts, Manifest, Source, check_files};
use repere_kiosk::disk::{SystemDisk, create_folders, remove_tree, write_whole};

use super::{Draft, MakingError, Signer};
use crate::locale::Locale;

/// What stands beside a bundle, for people; terminals leave it alone.
pub const README: &str = "LISEZ-MOI.txt";

/// The oldest program that reads editions as they are written here.
const OLDEST_PROGRAM: semver::Version = semver::Version::new(0, 1, 0);

/// Notepad takes a text for UTF-8 by this mark, and ends lines as Windows does only.
const MARK: &str = "\u{feff}";
const LINE_END: &str = "\r\n";

/// Where editions are written to, and how.
pub struct Target<'a> {
    /// A folder; each edition gets its own in it.
    pub out: &'a Path,
    /// Who signs; `None` leaves the editions unsigned.
    pub signer: Option<&'a Signer>,
    /// When they are made.
    pub created: DateTime<Utc>,
}

/// An edition that was written.
#[derive(Debug, Clone)]
pub struct Made {
    /// What is copied to a stick.
    pub stick: PathBuf,
    /// What its manifest says.
    pub manifest: Manifest,
    /// The key that signed it.
    pub key: Option<KeyId>,
}

/// The folders of one edition.
struct Places {
    /// Its name, once it is whole.
    stick: PathBuf,
    /// Its name until then: it begins with a dot, where nobody looks for bundles.
    unfinished: PathBuf,
    /// The bundle in the unfinished folder.
    bundle: PathBuf,
}

impl Places {
    fn of(draft: &Draft, out: &Path) -> Self {
        let info = &draft.edition.info;
        let territory = info.territory.as_deref().unwrap_or_default();
        let name = format!("{territory}-{}", info.sequence.unwrap_or_default());
        let unfinished = out.join(format!(".{name}.new"));
        Self { stick: out.join(&name), bundle: unfinished.join(&name), unfinished }
    }
}

/// Writes all editions, or none.
///
/// # Errors
/// When a folder of one is there, a file cannot be written, or what was written is not what a terminal would take.
pub fn write(drafts: &[Draft], target: &Target<'_>) -> Result<Vec<Made>, MakingError> {
    let places: Vec<Places> = drafts.iter().map(|draft| Places::of(draft, target.out)).collect();
    if let Some(there) = places.iter().find(|places| places.stick.symlink_metadata().is_ok()) {
        return Err(MakingError::Exists { path: there.stick.clone() });
    }
    let made = drafts.iter().zip(&places).map(|(draft, places)| write_one(draft, places, target));
    let made = made.collect::<Result<Vec<_>, _>>().and_then(|made| {
        for places in &places {
            std::fs::rename(&places.unfinished, &places.stick).map_err(unwritable(&places.stick))?;
        }
        Ok(made)
    });
    if made.is_err() {
        for places in &places {
            // What is left under its unfinished name is taken for no edition.
            let _ = remove_tree(&SystemDisk, &places.unfinished);
        }
    }
    made
}

fn write_one(draft: &Draft, places: &Places, target: &Target<'_>) -> Result<Made, MakingError> {
    let Places { unfinished, bundle: folder, stick } = places;
    // What a run before was stopped at.
    remove_tree(&SystemDisk, unfinished).map_err(unwritable(unfinished))?;
    create_folders(&SystemDisk, folder).map_err(unwritable(folder))?;
    for (path, bytes) in &draft.files {
        let path = folder.join(path);
        if let Some(above) = path.parent() {
            create_folders(&SystemDisk, above).map_err(unwritable(above))?;
        }
        write_whole(&SystemDisk, &path, bytes).map_err(unwritable(&path))?;
    }
    let manifest = bundle::write(folder, &described(draft, target.created), &SystemDisk)?;
    let key = target.signer.map(|signer| signer.seal(folder)).transpose()?;
    let readme = unfinished.join(README);
    write_whole(&SystemDisk, &readme, read_me(draft, manifest.data_date).as_bytes()).map_err(unwritable(&readme))?;
    let opened = open(folder)?;
    let edition = Edition::from_folder(folder)?;
    if opened.manifest != manifest || counts(&edition.info) != manifest.counts || edition.venues != draft.edition.venues
    {
        return Err(MakingError::NotAsMade { path: stick.clone() });
    }
    Ok(Made { stick: stick.clone(), manifest, key })
}

/// Opens a bundle as a terminal does, and reads every byte of it.
///
/// # Errors
/// The first rule of the format that is broken.
pub fn open(folder: &Path) -> Result<Bundle, MakingError> {
    let bundle = bundle::open(folder, &SystemDisk)?;
    let _never_stopped = check_files(folder, &bundle.manifest, &SystemDisk, &mut |_, _| ControlFlow::Continue(()))?;
    Ok(bundle)
}

fn counts(info: &EditionInfo) -> Counts {
    Counts { venues: info.venues as u64, guides: info.guides as u64 }
}

/// What the manifest says of an edition; its files are listed when it is written.
fn described(draft: &Draft, created: DateTime<Utc>) -> Manifest {
    let info = &draft.edition.info;
    let sources = info.sources.iter();
    Manifest {
        name: info.names.clone(),
        territory: info.territory.clone().unwrap_or_default(),
        sequence: info.sequence.unwrap_or_default(),
        created: created.with_nanosecond(0).unwrap_or(created),
        data_date: info.data_date.unwrap_or_default(),
        min_program: OLDEST_PROGRAM,
        locales: locales(&draft.edition),
        counts: counts(info),
        sources: sources
            .map(|source| Source { name: source.name.clone(), licence: source.licence.clone(), url: None })
            .collect(),
        files: Vec::new(),
    }
}

/// The languages of its content: French, which venues are written in, then those of its guides and actors.
fn locales(edition: &Edition) -> Vec<String> {
    // "fr-simple" is French.
    let language = |locale: &str| locale.split('-').next().unwrap_or_default().to_owned();
    let guides = edition.guides.iter().map(|guide| language(&guide.locale));
    let others: BTreeSet<String> = guides.chain(edition.actors.iter().map(|actor| language(&actor.locale))).collect();
    let french = Locale::FRENCH.code().to_owned();
    std::iter::once(french.clone()).chain(others.into_iter().filter(|other| *other != french)).collect()
}

/// Five lines: what it is, plug it in, what happens, take it out, whom to call. In French whatever the language of who makes
/// it: it is for who stands at the terminal.
fn read_me(draft: &Draft, data_date: NaiveDate) -> String {
    let french = Locale::FRENCH;
    let names = &draft.edition.info.names;
    let name = names.get(french.code()).or_else(|| names.values().next()).cloned().unwrap_or_default();
    let contact = match &draft.contact {
        Some(contact) => french.say_with("bundle.readme.call", &[("contact", &crate::sentence::one_line(contact))]),
        None => french.say("bundle.readme.call-giver"),
    };
    let what = [("name", name.as_str()), ("date", &french.date(data_date))];
    let lines = [
        french.say_with("bundle.readme.what", &what),
        french.say("bundle.readme.plug"),
        french.say("bundle.readme.happens"),
        french.say("bundle.readme.out"),
        contact,
    ];
    lines.iter().fold(MARK.to_owned(), |text, line| text + &crate::sentence::one_line(line) + LINE_END)
}

fn unwritable(path: &Path) -> impl FnOnce(std::io::Error) -> MakingError + use<> {
    let path = path.to_owned();
    move |source| MakingError::Unwritable { path, source }
}
