//! The tables of rules: sequences and reasons, keys and trust.

use std::fs;
use std::path::Path;

use repere_kiosk::bundle::signing;
use repere_kiosk::bundle::{self, Counts, Manifest};
use repere_kiosk::disk::SystemDisk;
use repere_kiosk::install::{Reason, Standing, Unsigned};
use repere_kiosk::trust::{Keys, Trust};
use rstest::rstest;

use crate::scene::{REVOKED, Scene, TRUSTED, described, files, make, sign};

/// The standing of an offer, as text, or the key of the error.
fn standing(scene: &Scene) -> String {
    match scene.inspect() {
        Ok(offer) => match offer.standing {
            Standing::Newer => "newer".to_owned(),
            Standing::Same => "same".to_owned(),
            Standing::NeedsConfirmation(reasons) => reasons.iter().map(Reason::key).collect::<Vec<_>>().join(" "),
        },
        Err(error) => format!("refused: {}", error.key()),
    }
}

#[rstest]
#[case::next(8, "newer")]
#[case::some_missed(20, "newer")]
#[case::the_last_that_is_allowed(1007, "newer")]
#[case::one_more(1008, "refused: wild-sequence")]
#[case::the_end(i64::MAX as u64, "refused: wild-sequence")]
#[case::the_same(7, "same")]
#[case::the_previous(6, "older")]
#[case::much_older(1, "older")]
fn sequences(#[case] sequence: u64, #[case] expected: &str) {
    let scene = Scene::serving();
    scene.bring(sequence);
    assert_eq!(standing(&scene), expected);
}

#[rstest]
#[case(1, "newer")]
#[case(1_000_000, "newer")]
#[case(1_000_001, "refused: wild-sequence")]
fn first_sequences(#[case] sequence: u64, #[case] expected: &str) {
    let scene = Scene::new();
    scene.bring(sequence);
    assert_eq!(standing(&scene), expected);
}

#[test]
fn going_back_does_not_lower_the_mark() {
    let scene = Scene::serving();
    scene.bring(5);
    scene.install().unwrap();
    assert_eq!(scene.served_whole(), Some(5));
    scene.bring(6);
    assert_eq!(standing(&scene), "older");
    scene.bring(8);
    assert_eq!(standing(&scene), "newer");
}

#[test]
fn another_territory_and_no_signature_are_asked_about() {
    let mut scene = Scene::serving();
    let elsewhere = Manifest { territory: "nord".to_owned(), ..described(5) };
    fs::remove_dir_all(scene.bundle()).unwrap();
    make(&scene.bundle(), &elsewhere, &files(5));
    assert_eq!(standing(&scene), "older other-territory");
    fs::remove_file(scene.bundle().join(bundle::SIGNATURE)).unwrap();
    assert_eq!(standing(&scene), "refused: no-signature");
    scene.unsigned = Unsigned::OnConfirmation;
    assert_eq!(standing(&scene), "older unsigned other-territory");
    // A signature that is wrong is never better than none.
    sign(&scene.bundle(), &REVOKED);
    assert_eq!(standing(&scene), "refused: revoked-key");
}

#[rstest]
#[case::half(&["a;1", "c;2"], "newer")]
#[case::more_than_half(&["c;1", "d;2"], "many-venues-gone")]
fn losing_more_than_half_of_the_venues_is_asked_about(#[case] venues: &[&str], #[case] expected: &str) {
    let scene = Scene::new();
    let lines = |venues: &[&str]| {
        let mut files = files(1);
        files.insert("venues.csv", venues.iter().flat_map(|line| [*line, "\n"]).collect());
        files
    };
    let counted = |sequence| Manifest { counts: Counts { venues: 2, guides: 1 }, ..described(sequence) };
    make(&scene.bundle(), &counted(1), &lines(&["a;1", "b;2"]));
    scene.install().unwrap();
    fs::remove_dir_all(scene.bundle()).unwrap();
    make(&scene.bundle(), &counted(2), &lines(venues));
    assert_eq!(standing(&scene), expected);
}

#[test]
fn what_changes_is_counted() {
    let scene = Scene::serving();
    let changes = scene.inspect().unwrap().changes.unwrap();
    assert_eq!((changes.before, changes.gone, changes.added, changes.changed), (3, 1, 1, 1));
}

fn trust(keys: &Path) -> Result<Trust, (&'static str, String)> {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path(), &described(8), &files(8));
    let sealed = bundle::read(folder.path(), &SystemDisk).unwrap();
    let keys = Keys::read(keys, &SystemDisk).map_err(|error| (error.key(), error.details()[0].1.to_string()))?;
    Ok(keys.judge(&sealed))
}

type Lay = fn(&Path);

#[rstest]
#[case::its_key(|_: &Path| {}, "signed by departement")]
#[case::several_keys(|keys: &Path| fs::write(keys.join("new.pub"), signing::new_key(None).unwrap().public).unwrap(), "signed by departement")]
#[case::the_same_key_twice(|keys: &Path| fs::write(keys.join("z.pub"), &TRUSTED.public).unwrap(), "signed by departement")]
#[case::other_files(|keys: &Path| fs::write(keys.join("NOTES"), "x").unwrap(), "signed by departement")]
#[case::its_key_is_not_there(|keys: &Path| fs::remove_file(keys.join("departement.pub")).unwrap(), "signed by unknown key")]
#[case::revoked_by_number(|keys: &Path| fs::write(keys.join("revoked.txt"), TRUSTED.id.to_string()).unwrap(), "signed by revoked key")]
#[case::revoked_in_small_letters(|keys: &Path| fs::write(keys.join("revoked.txt"), format!("{} # stolen", TRUSTED.id).to_lowercase()).unwrap(), "signed by revoked key")]
#[case::revoked_by_the_key(|keys: &Path| fs::write(keys.join("revoked/x.pub"), &TRUSTED.public).unwrap(), "signed by revoked key")]
#[case::revoked_and_not_there(|keys: &Path| {
    fs::rename(keys.join("departement.pub"), keys.join("revoked/departement.pub")).unwrap();
}, "signed by revoked key")]
#[case::empty_key(|keys: &Path| fs::write(keys.join("x.pub"), "").unwrap(), "key-bad x.pub")]
#[case::secret_key(|keys: &Path| fs::write(keys.join("x.pub"), &TRUSTED.secret).unwrap(), "key-bad x.pub")]
#[case::half_a_key(|keys: &Path| fs::write(keys.join("x.pub"), &TRUSTED.public[..70]).unwrap(), "key-bad x.pub")]
#[case::no_text(|keys: &Path| fs::write(keys.join("x.pub"), b"\xff\xfe").unwrap(), "keys-unreadable x.pub")]
#[case::folder_named_as_a_key(|keys: &Path| fs::create_dir(keys.join("x.pub")).unwrap(), "keys-unreadable x.pub")]
#[case::link_named_as_a_key(|keys: &Path| std::os::unix::fs::symlink("departement.pub", keys.join("x.pub")).unwrap(), "keys-unreadable x.pub")]
#[case::two_keys_of_one_number(|keys: &Path| {
    // The number is the eight bytes after "Ed": taken from one key, put before the other, but for four bits.
    let other = signing::new_key(None).unwrap().public;
    let (ours, theirs) = (TRUSTED.public.lines().nth(1).unwrap(), other.lines().nth(1).unwrap());
    let mixed = format!("{}{}", &ours[..14], &theirs[14..]);
    fs::write(keys.join("x.pub"), format!("untrusted comment: x\n{mixed}\n")).unwrap();
}, "key-same-number x.pub")]
#[case::revocation_that_is_none(|keys: &Path| fs::write(keys.join("revoked.txt"), "# x\n\nabc\n").unwrap(), "revocation-bad revoked.txt")]
#[case::revoked_key_that_is_none(|keys: &Path| fs::write(keys.join("revoked/x.pub"), "x").unwrap(), "key-bad revoked/x.pub")]
fn whom_to_trust(#[case] lay: Lay, #[case] expected: &str) {
    let scene = Scene::new();
    let keys = scene.keys_folder();
    lay(&keys);
    let found = match trust(&keys) {
        Ok(trust) => trust.to_string(),
        Err((key, path)) => format!("{key} {}", Path::new(&path).strip_prefix(&keys).unwrap().display()),
    };
    assert!(found.starts_with(expected), "{found}");
}
