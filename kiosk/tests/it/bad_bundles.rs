//! Bundles that break one rule each: each is refused with its own key, and nothing in the store changes. Most are signed
//! again after they were broken, for a rule has to hold against whoever has the key, too.

use std::fs;
use std::path::Path;

use repere_kiosk::bundle::{Hash, MANIFEST, SIGNATURE};
use rstest::rstest;

use crate::scene::{REVOKED, Scene, TRUSTED, UNKNOWN, described, files, make, sign};

/// Changes the text of the manifest and signs it again.
fn edit(bundle: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(bundle.join(MANIFEST)).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed, "nothing was broken");
    fs::write(bundle.join(MANIFEST), changed).unwrap();
    sign(bundle, &TRUSTED);
}

fn swap(bundle: &Path, from: &str, to: &str) {
    edit(bundle, |text| text.replacen(from, to, 1));
}

/// Lists one file more, with its true size and hash, whatever its name.
fn list(bundle: &Path, path: &str) {
    let entry = format!("\n[[files]]\npath = {}\nsize = 1\nsha256 = \"{}\"\n", toml_text(path), Hash::of(b"x"));
    edit(bundle, |text| text + &entry);
}

fn toml_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '\0' => quoted.push_str("\\u0000"),
            '\\' => quoted.push_str("\\\\"),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn cut(path: &Path) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

fn line_with(bundle: &Path, start: &str, line: &str) {
    edit(bundle, |text| {
        let lines = text.lines().map(|old| if old.starts_with(start) { line } else { old });
        lines.flat_map(|line| [line, "\n"]).collect()
    });
}

fn size_of(path: &str) -> u64 {
    files(8)[path].len() as u64
}

fn lie(bundle: &Path, by: i64) {
    let size = size_of("venues.csv");
    swap(bundle, &format!("size = {size}\n"), &format!("size = {}\n", size.checked_add_signed(by).unwrap()));
}

type Break = fn(&Path);

#[rstest]
// The files
#[case::truncated_csv("size-differs", |b: &Path| cut(&b.join("venues.csv")))]
#[case::longer_file("size-differs", |b: &Path| fs::write(b.join("venues.csv"), files(8)["venues.csv"].clone() + "c;Mairie\n").unwrap())]
#[case::flipped_byte_in_csv("hash-differs", |b: &Path| flip(&b.join("venues.csv")))]
#[case::flipped_byte_in_md("hash-differs", |b: &Path| flip(&b.join("guides/ameli.fr.md")))]
#[case::flipped_byte_in_toml("hash-differs", |b: &Path| flip(&b.join("edition.toml")))]
#[case::flipped_byte_in_ics("hash-differs", |b: &Path| flip(&b.join("calendar.ics")))]
#[case::missing_file("missing", |b: &Path| fs::remove_file(b.join("venues.csv")).unwrap())]
#[case::missing_folder("missing", |b: &Path| fs::remove_dir_all(b.join("guides")).unwrap())]
#[case::extra_file("unlisted", |b: &Path| fs::write(b.join("venues2.csv"), "x").unwrap())]
#[case::extra_file_in_a_folder("unlisted", |b: &Path| fs::write(b.join("guides/x.md"), "x").unwrap())]
#[case::extra_folder("unlisted", |b: &Path| fs::create_dir(b.join("videos")).unwrap())]
#[case::extra_hidden_file("unlisted", |b: &Path| fs::write(b.join(".profile"), "x").unwrap())]
#[case::extra_program("unlisted", |b: &Path| fs::write(b.join("autorun.inf"), "x").unwrap())]
#[case::folder_instead_of_a_file("wrong-kind", |b: &Path| {
    fs::remove_file(b.join("venues.csv")).unwrap();
    fs::create_dir(b.join("venues.csv")).unwrap();
})]
#[case::file_instead_of_a_folder("wrong-kind", |b: &Path| {
    fs::remove_dir_all(b.join("guides")).unwrap();
    fs::write(b.join("guides"), "x").unwrap();
})]
#[case::link_instead_of_a_file("link", |b: &Path| {
    fs::rename(b.join("venues.csv"), b.with_file_name("elsewhere.csv")).unwrap();
    std::os::unix::fs::symlink(b.with_file_name("elsewhere.csv"), b.join("venues.csv")).unwrap();
})]
#[case::link_instead_of_a_folder("link", |b: &Path| {
    fs::rename(b.join("guides"), b.with_file_name("elsewhere")).unwrap();
    std::os::unix::fs::symlink(b.with_file_name("elsewhere"), b.join("guides")).unwrap();
})]
#[case::link_instead_of_the_manifest("link", |b: &Path| {
    fs::rename(b.join(MANIFEST), b.with_file_name("elsewhere")).unwrap();
    std::os::unix::fs::symlink(b.with_file_name("elsewhere"), b.join(MANIFEST)).unwrap();
})]
#[case::pipe_instead_of_a_file("wrong-kind", |b: &Path| {
    fs::remove_file(b.join("venues.csv")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, b.join("venues.csv"), rustix::fs::Mode::RUSR).unwrap();
})]
#[case::size_lie_down("size-differs", |b: &Path| lie(b, -1))]
#[case::size_lie_up("size-differs", |b: &Path| lie(b, 1))]
#[case::hash_of_another_file("hash-differs", |b: &Path| {
    swap(b, &Hash::of(files(8)["venues.csv"].as_bytes()).to_string(), &Hash::of(b"x").to_string());
})]
// The signature
#[case::no_signature("no-signature", |b: &Path| fs::remove_file(b.join(SIGNATURE)).unwrap())]
#[case::key_that_is_not_known("unknown-key", |b: &Path| sign(b, &UNKNOWN))]
#[case::key_that_was_revoked("revoked-key", |b: &Path| sign(b, &REVOKED))]
#[case::flipped_byte_in_the_manifest("bad-signature", |b: &Path| flip(&b.join(MANIFEST)))]
#[case::truncated_manifest("bad-signature", |b: &Path| cut(&b.join(MANIFEST)))]
#[case::flipped_byte_in_the_signature("bad-signature", |b: &Path| {
    let text = fs::read_to_string(b.join(SIGNATURE)).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let other = if lines[1].as_bytes()[40] == b'A' { "B" } else { "A" };
    lines[1].replace_range(40..41, other);
    fs::write(b.join(SIGNATURE), lines.join("\n") + "\n").unwrap();
})]
#[case::truncated_signature("bad-signature", |b: &Path| cut(&b.join(SIGNATURE)))]
#[case::empty_signature("bad-signature", |b: &Path| fs::write(b.join(SIGNATURE), "").unwrap())]
#[case::endless_signature("bad-signature", |b: &Path| fs::write(b.join(SIGNATURE), vec![b'A'; 100_000]).unwrap())]
#[case::signature_of_another_manifest("bad-signature", |b: &Path| {
    let signature = fs::read(b.join(SIGNATURE)).unwrap();
    swap(b, "édition 8", "édition 9");
    swap(b, "Pas-de-Calais", "Nord");
    fs::write(b.join(SIGNATURE), signature).unwrap();
})]
#[case::changed_trusted_comment("bad-signature", |b: &Path| {
    let text = fs::read_to_string(b.join(SIGNATURE)).unwrap();
    fs::write(b.join(SIGNATURE), text.replace("territory:", "territory:x")).unwrap();
})]
// The manifest
#[case::truncated_and_signed("manifest-syntax", |b: &Path| { cut(&b.join(MANIFEST)); sign(b, &TRUSTED); })]
#[case::empty_manifest("manifest-field", |b: &Path| edit(b, |_| String::new()))]
#[case::not_utf8("manifest-not-text", |b: &Path| {
    let mut bytes = fs::read(b.join(MANIFEST)).unwrap();
    bytes.extend(b"# \xe9\n");
    fs::write(b.join(MANIFEST), bytes).unwrap();
    sign(b, &TRUSTED);
})]
#[case::no_toml("manifest-syntax", |b: &Path| edit(b, |text| text + "\nformat format\n"))]
#[case::manifest_too_large("manifest-too-large", |b: &Path| edit(b, |text| text + "#" + &"x".repeat(1024 * 1024)))]
#[case::unknown_field("manifest-field", |b: &Path| edit(b, |text| format!("surprise = 1\n{text}")))]
#[case::missing_field("manifest-field", |b: &Path| line_with(b, "territory", ""))]
#[case::negative_size("manifest-field", |b: &Path| line_with(b, "size", "size = -1"))]
#[case::unknown_format("unknown-format", |b: &Path| line_with(b, "format", "format = 2"))]
#[case::later_format_with_other_fields("unknown-format", |b: &Path| edit(b, |_| "format = 3\nwhole = \"new\"\n".to_owned()))]
#[case::bad_territory("bad-territory", |b: &Path| line_with(b, "territory", "territory = \"Pas de Calais\""))]
#[case::sequence_zero("bad-sequence", |b: &Path| line_with(b, "sequence", "sequence = 0"))]
#[case::bad_moment("bad-created", |b: &Path| line_with(b, "created", "created = \"2026-11-31T08:00:00Z\""))]
#[case::moment_without_zone("bad-created", |b: &Path| line_with(b, "created", "created = \"2026-11-30T08:00:00\""))]
#[case::bad_day("bad-data-date", |b: &Path| line_with(b, "data_date", "data_date = \"20/11/2026\""))]
#[case::bad_version("bad-min-program", |b: &Path| line_with(b, "min_program", "min_program = \"1\""))]
#[case::version_before_a_release("bad-min-program", |b: &Path| line_with(b, "min_program", "min_program = \"0.1.0-rc.1\""))]
#[case::program_too_old("program-too-old", |b: &Path| line_with(b, "min_program", "min_program = \"0.4.1\""))]
#[case::no_languages("bad-locale", |b: &Path| line_with(b, "locales", "locales = []"))]
#[case::bad_language("bad-locale", |b: &Path| line_with(b, "locales", "locales = [\"../fr\"]"))]
#[case::no_name("bad-name", |b: &Path| line_with(b, "fr = ", ""))]
#[case::name_of_controls("bad-name", |b: &Path| line_with(b, "fr = ", "fr = \"\\u001b[2J\""))]
#[case::no_source("bad-source", |b: &Path| edit(b, |text| {
    let (before, rest) = text.split_once("[[sources]]").unwrap();
    format!("{before}[[files]]{}", rest.split_once("[[files]]").unwrap().1)
}))]
#[case::address_that_is_none("bad-source", |b: &Path| line_with(b, "url", "url = \"javascript:alert(1)\""))]
#[case::no_venues("no-venues", |b: &Path| line_with(b, "venues = ", "venues = 0"))]
#[case::no_files("no-files", |b: &Path| edit(b, |text| text.split_once("[[files]]").unwrap().0.to_owned()))]
#[case::bad_hash("bad-hash", |b: &Path| line_with(b, "sha256", "sha256 = \"abc\""))]
#[case::four_gigabytes("file-too-large", |b: &Path| line_with(b, "size", "size = 4294967296"))]
#[case::total_too_large("total-too-large", |b: &Path| {
    list(b, "x.csv");
    line_with(b, "size", "size = 268435456");
})]
#[case::other_counts("counts-differ", |b: &Path| line_with(b, "venues = ", "venues = 4"))]
#[case::content_that_is_nonsense("venues-nonsense", |b: &Path| {
    let mut files = files(8);
    files.insert("venues.csv", "a;b\nc;d\nnonsense\n".to_owned());
    make(b, &described(8), &files);
})]
// The names
#[case::parent("path-dots", |b: &Path| list(b, "../x.csv"))]
#[case::parent_inside("path-dots", |b: &Path| list(b, "guides/../../x.csv"))]
#[case::absolute("path-absolute", |b: &Path| list(b, "/etc/x.csv"))]
#[case::drive("path-absolute", |b: &Path| list(b, "c:/x.csv"))]
#[case::backslash("path-backslash", |b: &Path| list(b, "guides\\x.csv"))]
#[case::nul("path-character", |b: &Path| list(b, "x\0.csv"))]
#[case::reserved("path-reserved", |b: &Path| list(b, "con.csv"))]
#[case::upper_case("path-upper-case", |b: &Path| list(b, "X.csv"))]
#[case::non_ascii("path-not-ascii", |b: &Path| list(b, "é.csv"))]
#[case::hidden("path-hidden", |b: &Path| list(b, ".x.csv"))]
#[case::trailing_dot("path-trailing-dot", |b: &Path| list(b, "x.csv."))]
#[case::long_part("path-too-long", |b: &Path| list(b, &format!("{}.csv", "x".repeat(61))))]
#[case::deep("path-too-deep", |b: &Path| list(b, "a/b/c/d/x.csv"))]
#[case::wrong_extension("path-extension", |b: &Path| list(b, "run.sh"))]
#[case::index("path-extension", |b: &Path| list(b, "meta.json"))]
#[case::itself("path-manifest", |b: &Path| list(b, MANIFEST))]
#[case::no_path("path-empty", |b: &Path| list(b, ""))]
#[case::double_slash("path-empty-part", |b: &Path| list(b, "guides//x.md"))]
#[case::twice("duplicate", |b: &Path| list(b, "venues.csv"))]
#[case::case_clash("clash", |b: &Path| list(b, "Venues.csv"))]
#[case::file_that_is_a_folder("clash", |b: &Path| { list(b, "x.csv"); list(b, "x.csv/y.csv"); })]
// The sequence
#[case::wild_sequence("wild-sequence", |b: &Path| line_with(b, "sequence", "sequence = 1008"))]
#[case::same_sequence_other_manifest("sequence-reused", |b: &Path| line_with(b, "sequence", "sequence = 7"))]
#[case::previous_sequence_other_manifest("sequence-reused", |b: &Path| line_with(b, "sequence", "sequence = 6"))]
// The stick
#[case::two_bundles("several-bundles", |b: &Path| make(&b.with_file_name("other"), &described(9), &files(9)))]
#[case::empty_stick("no-bundle", |b: &Path| fs::remove_dir_all(b).unwrap())]
#[case::empty_folder("no-bundle", |b: &Path| { fs::remove_dir_all(b).unwrap(); fs::create_dir(b).unwrap(); })]
#[case::only_a_signature("no-bundle", |b: &Path| fs::remove_file(b.join(MANIFEST)).unwrap())]
#[case::folder_named_as_the_manifest("wrong-kind", |b: &Path| {
    fs::remove_file(b.join(MANIFEST)).unwrap();
    fs::create_dir(b.join(MANIFEST)).unwrap();
})]
#[case::file_instead_of_the_stick("stick-not-a-folder", |b: &Path| {
    let stick = b.parent().unwrap();
    fs::remove_dir_all(stick).unwrap();
    fs::write(stick, "x").unwrap();
})]
#[case::stick_that_is_gone("stick-gone", |b: &Path| fs::remove_dir_all(b.parent().unwrap()).unwrap())]
fn is_refused_and_changes_nothing(#[case] key: &str, #[case] breaks: Break) {
    let scene = Scene::serving();
    let before = scene.listing();
    breaks(&scene.bundle());
    let error = scene.install().unwrap_err();
    assert_eq!(error.key(), key, "{error}");
    assert_eq!(scene.listing(), before);
    assert_eq!(scene.served_whole(), Some(7));
}

#[test]
fn too_many_files_are_refused() {
    let scene = Scene::serving();
    let before = scene.listing();
    // Short entries, for 20,001 of them to stay below the limit of the manifest.
    let hash = Hash::of(b"x");
    let entries: Vec<String> = (0..=20_000).map(|n| format!("{{path=\"{n}.md\",size=1,sha256=\"\"}}")).collect();
    edit(&scene.bundle(), |text| {
        let (before, _) = text.split_once("[[files]]").unwrap();
        // Tables come after plain values: the list goes first.
        format!("files=[{}]\n{before}", entries.join(","))
    });
    let error = scene.install().unwrap_err();
    assert_eq!(error.key(), "too-many-files", "{error} {hash}");
    assert_eq!(scene.listing(), before);
}

#[rstest]
#[case("LISEZ-MOI.txt")]
#[case("lisez-moi.txt")]
#[case("README.txt")]
#[case(".DS_Store")]
#[case("._venues.csv")]
#[case("guides/._ameli.fr.md")]
#[case("guides/Thumbs.db")]
#[case("desktop.ini")]
#[case("System Volume Information/IndexerVolumeGuid")]
#[case(".Trash-1000/files/x.csv")]
fn litter_is_left_where_it_is(#[case] litter: &str) {
    let scene = Scene::serving();
    let path = scene.bundle().join(litter);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "x").unwrap();
    scene.install().unwrap();
    assert_eq!(scene.served_whole(), Some(8));
    assert!(scene.listing().keys().all(|path| !path.ends_with(litter)));
}
