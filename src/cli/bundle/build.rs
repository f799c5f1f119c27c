//! `repere bundle build`: checks the folder, says what changes, writes the editions, says where they are.

mod changes;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::super::failure::Failure;
use super::super::{check, clock, print};
use super::password;
use crate::locale::Locale;
use crate::making::{self, Draft, Made, MakingError, Previous, Shelf, Signer, Source, Target, Wanted};
use crate::sentence;

/// Begins a remark in a list of territories.
const REMARK: char = '#';

/// `repere bundle build FOLDER --out DIR`.
pub(in crate::cli) fn run(matches: &ArgMatches, staff: Locale) -> Result<(), Failure> {
    let refused = |error: MakingError| Failure::making(&error, staff);
    let path = |name: &str| matches.get_one::<PathBuf>(name);
    let Some(folder) = path("folder") else { return Err(Failure::missing("FOLDER", staff)) };
    let Some(out) = path("out") else { return Err(Failure::missing("--out", staff)) };
    let clock = clock(staff)?;
    // What takes no time comes first: nobody waits for the check of a large list to be told of a wrong key.
    let signer = path("key").map(|key| Signer::read(key, password())).transpose().map_err(refused)?;
    let asked = matches.get_many::<String>("territory").into_iter().flatten();
    let asked = territories(asked, staff)?;
    let shelf = path("previous").map(|path| Shelf::read(path)).transpose().map_err(refused)?;

    let checked = check::folder(folder, staff);
    print(&checked.report, staff)?;
    if checked.wrong > 0 {
        let count = staff.number(checked.wrong);
        return Err(Failure::Refused(staff.say_with("bundle.error.not-ready", &[("count", &count)])));
    }
    let source = Source::read(folder, clock.now().date()).map_err(refused)?;
    let wanted = if asked.is_empty() { vec![Wanted::whole(&source.info).map_err(refused)?] } else { asked };
    if let Some(shelf) = &shelf {
        let slugs: Vec<String> = wanted.iter().map(|one| one.slug.clone()).collect();
        shelf.expect_one_of(&slugs).map_err(refused)?;
    }
    let number = matches.get_one::<u64>("sequence").copied();
    let mut drafts = Vec::new();
    for one in &wanted {
        let before = shelf.as_ref().map(|shelf| shelf.newest(&one.slug)).transpose().map_err(refused)?;
        let draft = Draft::of(&source, one, number, before.iter().flatten().next()).map_err(refused)?;
        let mut lines = told(&draft, &checked.idle, staff).map_err(refused)?;
        lines.extend(before.map(|before| since(&draft, before.as_ref(), staff)).unwrap_or_default());
        print(&(lines.join("\n") + "\n"), staff)?;
        drafts.push(draft);
    }
    let target = Target { out, signer: signer.as_ref(), created: clock.moment() };
    let made = making::write(&drafts, &target).map_err(refused)?;
    let lines: Vec<String> = made.iter().flat_map(|made| done(made, staff)).collect();
    print(&(lines.join("\n") + "\n" + &staff.say("bundle.made.next") + "\n"), staff)
}

/// The territories that were named, one by one or in files with one a line.
fn territories<'a>(asked: impl Iterator<Item = &'a String>, staff: Locale) -> Result<Vec<Wanted>, Failure> {
    let mut wanted = Vec::new();
    for named in asked {
        let list = Path::new(named);
        let text = if list.is_file() {
            let bytes = std::fs::read(list).map_err(|error| Failure::file(list, &error, staff))?;
            repere_index::ingest::read_text(named, &bytes)
                .map_err(|error| Failure::Refused(sentence::ingest(named, &error, staff)))?
                .into_owned()
        } else {
            named.clone()
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(REMARK));
        let read = lines.map(Wanted::part).collect::<Result<Vec<_>, _>>();
        let read = read.map_err(|error| Failure::making(&error, staff))?;
        if read.is_empty() {
            return Err(Failure::Refused(staff.say_with("bundle.error.no-line", &[("path", named)])));
        }
        wanted.extend(read);
    }
    Wanted::distinct(wanted).map_err(|error| Failure::making(&error, staff))
}

/// What an edition will be, and the entries of its words that lead nowhere in this part of the country only.
fn told(draft: &Draft, known: &HashSet<usize>, staff: Locale) -> Result<Vec<String>, MakingError> {
    let info = &draft.edition.info;
    let mut lines = vec![staff.say_with(
        "bundle.edition",
        &[
            ("name", name(&info.names, staff)),
            ("sequence", &info.sequence.unwrap_or_default().to_string()),
            ("territory", info.territory.as_deref().unwrap_or_default()),
            ("date", &info.data_date.map(|day| staff.date(day)).unwrap_or_default()),
            ("venues", &staff.count("results.venues", info.venues)),
            ("guides", &staff.count("results.guides", info.guides)),
        ],
    )];
    for idle in draft.idle_words()?.into_iter().filter(|idle| !known.contains(&idle.line)) {
        let (line, entry) = (idle.line.to_string(), idle.phrase.as_str());
        lines.push(staff.say_with("bundle.idle", &[("row", line.as_str()), ("entry", entry)]));
    }
    Ok(lines)
}

/// What is new since the edition before.
fn since(draft: &Draft, before: Option<&Previous>, staff: Locale) -> Vec<String> {
    match before {
        Some(before) => changes::lines(before, &draft.edition, staff),
        None => vec![staff.say("bundle.changes.first")],
    }
}

/// What was written.
fn done(made: &Made, staff: Locale) -> Vec<String> {
    let manifest = &made.manifest;
    let facts = [
        ("path", made.stick.display().to_string()),
        ("files", staff.number(manifest.files.len())),
        ("size", sentence::size(manifest.total(), staff)),
    ];
    let mut lines =
        vec![staff.say_with("bundle.made.edition", &facts.each_ref().map(|(name, value)| (*name, value.as_str())))];
    lines.push(match made.key {
        Some(id) => staff.say_with("bundle.made.signed", &[("id", &id.to_string())]),
        None => staff.say("bundle.made.unsigned"),
    });
    lines
}

/// A name in the language of whoever reads it, else in another.
fn name(names: &std::collections::BTreeMap<String, String>, staff: Locale) -> &str {
    names.get(staff.code()).or_else(|| names.values().next()).map(String::as_str).unwrap_or_default()
}
