//! The manifest: what is written reads back, and nothing that is read can do more than be refused.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use repere_kiosk::bundle::signing::Claim;
use repere_kiosk::bundle::{self, Counts, Hash, Listed, MANIFEST, Manifest, SIGNATURE, Source};
use repere_kiosk::disk::SystemDisk;
use repere_kiosk::trust::{Keys, Trust};

use crate::scene::{TRUSTED, described, files, make};

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zéèà'\"\\\\#={}\\[\\] ]{0,30}[a-zç]"
}

fn manifest() -> impl Strategy<Value = Manifest> {
    let listed = ("[a-z0-9]{1,8}\\.(csv|md|toml|ics)", 0..1000_u64, any::<[u8; 4]>())
        .prop_map(|(path, size, seed)| Listed { path: format!("x{path}"), size, sha256: Hash::of(&seed) });
    let source = (text(), text(), proptest::option::of("https://[a-z]{1,9}\\.fr"))
        .prop_map(|(name, licence, url)| Source { name, licence, url });
    (
        (proptest::collection::btree_map("[a-z]{2,3}", text(), 1..4), "[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?"),
        (1..=i64::MAX as u64, 0..4_000_000_000_i64, 0..40_000_i32),
        (any::<[u16; 3]>(), proptest::collection::btree_set("[a-z]{2,3}", 1..4)),
        (1..1_000_000_u64, 0..1000_u64),
        proptest::collection::vec(source, 1..4),
        proptest::collection::btree_map("[a-z0-9]{1,8}\\.md", listed, 1..20),
    )
        .prop_map(
            |((name, territory), (sequence, created, day), (version, locales), (venues, guides), sources, files)| {
                // Unique paths: those of the map.
                let files = files.into_iter().map(|(path, listed)| Listed { path, ..listed });
                Manifest {
                    name,
                    territory,
                    sequence,
                    created: chrono::DateTime::from_timestamp(created, 0).unwrap(),
                    data_date: chrono::NaiveDate::from_num_days_from_ce_opt(720_000 + day).unwrap(),
                    min_program: version.map(|part| part.to_string()).join(".").parse().unwrap(),
                    locales: locales.into_iter().collect(),
                    counts: Counts { venues, guides },
                    sources,
                    files: files.filter(|listed| bundle::names::check(&listed.path).is_ok()).collect(),
                }
            },
        )
        .prop_filter("files", |manifest| !manifest.files.is_empty())
}

proptest! {
    #[test]
    fn what_is_written_reads_back(manifest in manifest()) {
        let text = manifest.to_toml().unwrap();
        prop_assert_eq!(&Manifest::parse(text.as_bytes()).unwrap(), &manifest);
        prop_assert_eq!(manifest.to_toml().unwrap(), text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        _ = Manifest::parse(&bytes);
        _ = Claim::parse(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_change_of_a_manifest_is_read_or_refused(at in any::<prop::sample::Index>(), with in any::<Vec<u8>>(), cut in 0..40_usize) {
        let mut bytes = Manifest { files: listed(), ..described(8) }.to_toml().unwrap().into_bytes();
        let at = at.index(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, with);
        _ = Manifest::parse(&bytes);
    }

    #[test]
    fn any_change_of_a_signature_is_refused(at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let manifest = described(8);
        let bytes = b"the manifest".to_vec();
        let text = bundle::signing::sign(&bytes, &manifest, &TRUSTED.secret, None).unwrap();
        let scene = crate::scene::Scene::new();
        // The first line is a remark that is not signed, by the format.
        let first = text.find('\n').unwrap() + 1;
        let mut signature = text.clone().into_bytes();
        let at = first + at.index(signature.len() - first - 1);
        prop_assume!(signature[at] != with);
        signature[at] = with;
        let sealed = bundle::Sealed { folder: scene.bundle(), manifest: bytes, signature: Some(signature.clone()) };
        let trust = scene.keys.judge(&sealed);
        // minisign lets lines end with CR LF, and bits of the last base64 digit that mean nothing be.
        let same = String::from_utf8_lossy(&signature).lines().eq(text.lines());
        prop_assert!(same || !matches!(trust, Trust::Trusted { .. }), "{:?}", trust);
    }
}

fn listed() -> Vec<Listed> {
    let files = files(8);
    files
        .iter()
        .map(|(path, text)| Listed {
            path: (*path).to_owned(),
            size: text.len() as u64,
            sha256: Hash::of(text.as_bytes()),
        })
        .collect()
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    make(one.path(), &described(8), &files(8));
    make(two.path(), &described(8), &files(8));
    let read = |folder: &tempfile::TempDir| fs::read_to_string(folder.path().join(MANIFEST)).unwrap();
    assert_eq!(read(&one), read(&two));
    // Writing it again over itself lists neither the manifest nor the signature, and takes the old signature away.
    let manifest = bundle::write(one.path(), &described(8), &SystemDisk).unwrap();
    assert_eq!(read(&one), read(&two));
    assert!(!one.path().join(SIGNATURE).exists());
    let paths: Vec<_> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["calendar.ics", "edition.toml", "guides/ameli.fr.md", "venues.csv"]);
    assert_eq!(bundle::open(one.path(), &SystemDisk).unwrap().manifest, manifest);
}

#[test]
fn a_folder_that_breaks_a_rule_gets_no_manifest() {
    let folder = tempfile::tempdir().unwrap();
    for (path, key) in
        [("Venues.csv", "path-upper-case"), ("notes.odt", "path-extension"), ("a/b/c/d/e/x.md", "path-too-deep")]
    {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), "x").unwrap();
        assert_eq!(bundle::write(folder.path(), &described(8), &SystemDisk).unwrap_err().key(), key);
    }
    assert_eq!(bundle::write(folder.path(), &described(8), &SystemDisk).unwrap_err().key(), "no-files");
    fs::write(folder.path().join("venues.csv"), "x").unwrap();
    let nameless = Manifest { name: BTreeMap::new(), ..described(8) };
    assert_eq!(bundle::write(folder.path(), &nameless, &SystemDisk).unwrap_err().key(), "bad-name");
    let endless = Manifest { sequence: u64::MAX, ..described(8) };
    assert_eq!(bundle::write(folder.path(), &endless, &SystemDisk).unwrap_err().key(), "bad-sequence");
    assert!(!folder.path().join(MANIFEST).exists());
}

#[test]
fn an_example_stands_in_the_specification() {
    let text = include_str!("../../BUNDLE.md");
    let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let manifest = Manifest::parse(example.as_bytes()).unwrap();
    assert_eq!(manifest.to_toml().unwrap(), example);
}

#[test]
fn no_keys_trust_nothing() {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path(), &described(8), &files(8));
    let sealed = bundle::read(folder.path(), &SystemDisk).unwrap();
    let keys = Keys::read(&folder.path().join("absent"), &SystemDisk).unwrap();
    assert_eq!(keys.judge(&sealed), Trust::UnknownKey { id: TRUSTED.id });
}
