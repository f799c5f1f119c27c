//! Compiles the committed tables of `places/` into the one file that `src/place/table.rs` reads in place.
//!
//! The keys are made by the same `fold.rs` that folds what visitors type, and the layout by the same `layout.rs` that
//! reads it, so neither can drift. A table that does not hold together stops the build with its file and line.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code, unreachable_pub, reason = "the build needs only some of what the library makes public")]
#[path = "src/fold.rs"]
mod fold;
#[allow(dead_code, reason = "what only the reader needs")]
#[path = "src/place/layout.rs"]
mod layout;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Postcode → its number in the section of postcodes.
type Numbers<'a> = HashMap<&'a str, u16>;

/// One row of a table, on its way to a record.
struct Row {
    key: String,
    code: String,
    name: String,
    kind: u8,
    population: u32,
    position: Option<(f64, f64)>,
    /// INSEE code of today's commune or of the city.
    parent: Option<String>,
    postcodes: Vec<String>,
}

fn main() -> Outcome<()> {
    let source = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("places");
    for watched in ["build.rs", "places", "starter", "src/fold.rs", "src/place/layout.rs"] {
        println_cargo(&format!("cargo::rerun-if-changed={watched}"));
    }
    let departements =
        read(&source, "departements.tsv", |[code, name]: [&str; 2]| Ok((code.to_owned(), name.to_owned())))?;
    let rows = read_rows(&source)?;
    let compiled = compile(&rows, &departements)?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("places.bin"), compiled)?;
    fs::write(out.join("starter_files.rs"), starter_files(&source.with_file_name("starter"))?)?;
    Ok(())
}

/// Rust text that embeds the files of the starter edition, in the order of their paths.
fn starter_files(folder: &Path) -> Outcome<String> {
    let mut paths: Vec<PathBuf> =
        ["actors.csv", "edition.toml", "glossary.csv", "questions.toml", "synonyms.toml", "venues.csv"]
            .map(|name| folder.join(name))
            .into();
    for below in ["guides", "local"] {
        for entry in fs::read_dir(folder.join(below))? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    let mut text = String::from("pub(super) const FILES: &[(&str, &[u8])] = &[\n");
    for path in &paths {
        let name = path.strip_prefix(folder)?.to_str().ok_or("a file name is no text")?.replace('\\', "/");
        let path = path.to_str().ok_or("a path is no text")?;
        writeln!(text, "    ({name:?}, include_bytes!({path:?})),")?;
    }
    text.push_str("];\n");
    Ok(text)
}

/// Talks to Cargo, which listens on standard output.
fn println_cargo(line: &str) {
    println!("{line}");
}

/// The rows of one table, without its header; `make` turns the `N` cells of a line into a value.
fn read<const N: usize, T>(folder: &Path, file: &str, make: impl Fn([&str; N]) -> Outcome<T>) -> Outcome<Vec<T>> {
    let text = fs::read_to_string(folder.join(file))?;
    let mut values = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cells: [&str; N] =
            cells.try_into().map_err(|cells: Vec<&str>| format!("{file}:{}: {} cells", number + 1, cells.len()))?;
        values.push(make(cells).map_err(|error| format!("{file}:{}: {error}", number + 1))?);
    }
    Ok(values)
}

/// All places, in the order of their records: by key, today's before former ones, the largest first.
fn read_rows(folder: &Path) -> Outcome<Vec<Row>> {
    let mut rows =
        read(folder, "communes.tsv", |[code, name, postcodes, population, latitude, longitude, parent]: [&str; 7]| {
            Ok(Row {
                key: fold::place_key(name),
                code: code.to_owned(),
                name: name.to_owned(),
                kind: u8::from(!parent.is_empty()),
                population: population.parse()?,
                position: degrees(latitude, longitude)?,
                parent: (!parent.is_empty()).then(|| parent.to_owned()),
                postcodes: postcodes.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            })
        })?;
    let today: HashMap<&str, &Row> = rows.iter().map(|row| (row.code.as_str(), row)).collect();
    let former = read(folder, "former.tsv", |[code, name, parent, latitude, longitude]: [&str; 5]| {
        let commune = today.get(parent).ok_or_else(|| format!("{parent} is no commune of today"))?;
        let key = fold::place_key(name);
        // A former commune that bears the name of today's says nothing more than today's.
        Ok((key != commune.key).then_some(Row {
            key,
            code: code.to_owned(),
            name: name.to_owned(),
            kind: 2,
            population: 0,
            position: degrees(latitude, longitude)?.or(commune.position),
            parent: Some(parent.to_owned()),
            postcodes: commune.postcodes.clone(),
        }))
    })?;
    rows.extend(former.into_iter().flatten());
    rows.sort_by(|a, b| {
        (&a.key, a.kind, Reverse(a.population), &a.code).cmp(&(&b.key, b.kind, Reverse(b.population), &b.code))
    });
    Ok(rows)
}

fn degrees(latitude: &str, longitude: &str) -> Outcome<Option<(f64, f64)>> {
    if latitude.is_empty() {
        return Ok(None);
    }
    Ok(Some((latitude.parse()?, longitude.parse()?)))
}

/// The whole file: header and sections.
fn compile(rows: &[Row], departements: &[(String, String)]) -> Outcome<Vec<u8>> {
    let (postcodes, members, numbers) = postcode_sections(rows)?;
    let (records, names, own_postcodes) = record_sections(rows, departements, &numbers)?;
    // In the order of `layout::Section`.
    let sections: [Vec<u8>; layout::SECTIONS] = [
        records,
        names,
        departement_section(departements)?,
        code_section(rows)?,
        postcodes,
        members,
        own_postcodes,
        key_section(rows)?,
    ];
    let mut file = Vec::new();
    for section in &sections {
        file.extend(u32::try_from(section.len())?.to_le_bytes());
    }
    file.extend(sections.into_iter().flatten());
    Ok(file)
}

fn record_sections(
    rows: &[Row],
    departements: &[(String, String)],
    postcodes: &Numbers<'_>,
) -> Outcome<(Vec<u8>, Vec<u8>, Vec<u8>)> {
    let mut by_code = HashMap::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.kind < 2) {
        by_code.insert(row.code.as_str(), u16::try_from(number)?);
    }
    let (mut records, mut names, mut own) = (Vec::new(), Vec::new(), Vec::new());
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut runs: HashMap<&[String], usize> = HashMap::new();
    for row in rows {
        let name = *known.entry(row.name.as_str()).or_insert_with(|| {
            names.extend(row.name.as_bytes());
            names.len() - row.name.len()
        });
        let run = *runs.entry(row.postcodes.as_slice()).or_insert_with(|| {
            let start = own.len() / 2;
            let numbers = row.postcodes.iter().filter_map(|code| postcodes.get(code.as_str()));
            own.extend(numbers.flat_map(|number| number.to_le_bytes()));
            start
        });
        let parent = match &row.parent {
            Some(code) => *by_code.get(code.as_str()).ok_or_else(|| format!("no place has the code {code}"))?,
            None => layout::NO_PARENT,
        };
        let departement = departements
            .iter()
            .position(|(code, _)| row.code.starts_with(code.as_str()))
            .ok_or_else(|| format!("{} is in no département", row.code))?;
        let start = records.len();
        if row.code.len() != layout::KIND - layout::CODE {
            return Err(format!("{} is no INSEE code", row.code).into());
        }
        records.extend(row.code.as_bytes());
        records.push(row.kind);
        records.extend(three_bytes(u32::try_from(name)?)?);
        records.push(u8::try_from(row.name.len())?);
        records.extend(three_bytes(row.population)?);
        let (latitude, longitude) = row
            .position
            .map_or((layout::NOWHERE, layout::NOWHERE), |(latitude, longitude)| (steps(latitude), steps(longitude)));
        records.extend(three_bytes(latitude)?);
        records.extend(three_bytes(longitude)?);
        records.extend(parent.to_le_bytes());
        records.extend(u16::try_from(run)?.to_le_bytes());
        records.push(u8::try_from(row.postcodes.len())?);
        records.push(u8::try_from(departement)?);
        debug_assert_eq!(records.len() - start, layout::RECORD, "the record and its layout differ");
    }
    Ok((records, names, own))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "degrees plus 200 are between 20 and 380")]
fn steps(degrees: f64) -> u32 {
    ((degrees + layout::DEGREE_OFFSET) * layout::STEPS).round() as u32
}

fn three_bytes(number: u32) -> Outcome<[u8; 3]> {
    match number.to_le_bytes() {
        [a, b, c, 0] => Ok([a, b, c]),
        _ => Err(format!("{number} does not fit in three bytes").into()),
    }
}

fn departement_section(departements: &[(String, String)]) -> Outcome<Vec<u8>> {
    let mut section = Vec::new();
    for (code, name) in departements {
        section.extend(format!("{code:<3}").as_bytes());
        section.push(u8::try_from(name.len())?);
        let room = layout::DEPARTEMENT_NAME.checked_sub(name.len()).ok_or_else(|| format!("{name} is too long"))?;
        section.extend(name.as_bytes());
        section.extend(std::iter::repeat_n(b' ', room));
    }
    Ok(section)
}

fn code_section(rows: &[Row]) -> Outcome<Vec<u8>> {
    let mut order: Vec<(&str, u8, u16)> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        order.push((&row.code, row.kind, u16::try_from(number)?));
    }
    order.sort_unstable();
    Ok(order.into_iter().flat_map(|(_, _, number)| number.to_le_bytes()).collect())
}

/// The sections of postcodes and of their members, and the number of each postcode.
fn postcode_sections(rows: &[Row]) -> Outcome<(Vec<u8>, Vec<u8>, Numbers<'_>)> {
    let mut members: BTreeMap<&str, Vec<(Reverse<u32>, u16)>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.kind < 2) {
        for postcode in &row.postcodes {
            members.entry(postcode).or_default().push((Reverse(row.population), u16::try_from(number)?));
        }
    }
    let (mut section, mut list, mut numbers) = (Vec::new(), Vec::new(), HashMap::new());
    for (postcode, mut places) in members {
        if postcode.len() != 5 || !postcode.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!("{postcode} is no postcode").into());
        }
        places.sort_unstable();
        numbers.insert(postcode, u16::try_from(numbers.len())?);
        section.extend(postcode.as_bytes());
        section.extend(u16::try_from(list.len() / 2)?.to_le_bytes());
        section.extend(u16::try_from(places.len())?.to_le_bytes());
        list.extend(places.into_iter().flat_map(|(_, number)| number.to_le_bytes()));
    }
    Ok((section, list, numbers))
}

fn key_section(rows: &[Row]) -> Outcome<Vec<u8>> {
    let mut map = fst::MapBuilder::memory();
    let mut first = 0;
    for run in rows.chunk_by(|a, b| a.key == b.key) {
        let key = run.first().map_or("", |row| row.key.as_str());
        map.insert(key, u64::try_from(first)? << 8 | u64::from(u8::try_from(run.len())?))?;
        first += run.len();
    }
    Ok(map.into_inner()?)
}
