//! The `minisign` program and this package read each other's keys and signatures; tried where the program is installed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use repere_kiosk::bundle::signing::{self, SigningError};
use repere_kiosk::bundle::{self, MANIFEST, SIGNATURE};
use repere_kiosk::disk::SystemDisk;
use repere_kiosk::trust::{Keys, Trust};

use crate::scene::{described, files, make};

fn minisign(folder: &Path, arguments: &[&str]) -> Option<bool> {
    let run = Command::new("minisign").args(arguments).current_dir(folder).stdin(Stdio::null()).output().ok()?;
    if !run.status.success() {
        println!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    }
    Some(run.status.success())
}

#[test]
fn both_ways_with_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    if minisign(path, &["-v"]).is_none() {
        println!("skipped: minisign is not installed");
        return;
    }
    let bundle = path.join("bundle");
    make(&bundle, &described(8), &files(8));

    let ours = signing::new_key(None).unwrap();
    fs::write(path.join("ours.pub"), &ours.public).unwrap();
    fs::write(path.join("ours.key"), &ours.secret).unwrap();
    let bytes = fs::read(bundle.join(MANIFEST)).unwrap();
    let signature = signing::sign(&bytes, &described(8), &ours.secret, None).unwrap();
    fs::write(bundle.join(SIGNATURE), signature).unwrap();
    assert_eq!(minisign(path, &["-Vm", "bundle/manifest.toml", "-p", "ours.pub"]), Some(true));
    // Its program signs with our key.
    assert_eq!(minisign(path, &["-Sm", "bundle/manifest.toml", "-s", "ours.key"]), Some(true));
    let trust = |name: &str| {
        let keys = path.join("keys");
        fs::create_dir_all(&keys).unwrap();
        fs::copy(path.join(name), keys.join(name)).unwrap();
        Keys::read(&keys, &SystemDisk).unwrap().judge(&bundle::read(&bundle, &SystemDisk).unwrap())
    };
    assert_eq!(trust("ours.pub"), Trust::Trusted { key: "ours".to_owned() });

    // Its key, its signature; then its key, our signature.
    assert_eq!(minisign(path, &["-G", "-W", "-p", "theirs.pub", "-s", "theirs.key"]), Some(true));
    assert_eq!(minisign(path, &["-Sm", "bundle/manifest.toml", "-s", "theirs.key"]), Some(true));
    assert_eq!(trust("theirs.pub"), Trust::Trusted { key: "theirs".to_owned() });
    let theirs = fs::read_to_string(path.join("theirs.key")).unwrap();
    let signature = signing::sign(&bytes, &described(8), &theirs, None).unwrap();
    fs::write(bundle.join(SIGNATURE), signature).unwrap();
    assert_eq!(minisign(path, &["-Vm", "bundle/manifest.toml", "-p", "theirs.pub"]), Some(true));
    // Signatures that are not over a hash, of minisign before 0.6, are not taken.
    if minisign(path, &["-Slm", "bundle/manifest.toml", "-s", "theirs.key"]) == Some(true) {
        assert_eq!(trust("theirs.pub"), Trust::BadSignature);
    }
}

#[test]
fn a_key_with_a_password_signs_with_that_password_only() {
    let key = signing::new_key(Some("deux mots")).unwrap();
    assert!(signing::needs_password(&key.secret).unwrap());
    let sign = |password| signing::sign(b"x", &described(8), &key.secret, password);
    assert!(matches!(sign(None), Err(SigningError::PasswordNeeded)));
    assert!(matches!(sign(Some("un mot")), Err(SigningError::WrongPassword)));
    let text = sign(Some("deux mots")).unwrap();
    assert!(
        text.contains("trusted comment: territory:pas-de-calais sequence:8 created:2026-10-09T08:00:00Z"),
        "{text}"
    );
    let claim = signing::Claim::parse(&text).unwrap();
    let public = signing::PublicHalf::parse(&key.public).unwrap();
    assert_eq!((claim.id(), public.id()), (key.id, key.id));
    assert!(claim.is_by(&public, b"x") && !claim.is_by(&public, b"y"));
    let open = signing::new_key(None).unwrap();
    assert!(!signing::needs_password(&open.secret).unwrap());
    for wrong in ["", "x\ny\n", &key.public, &open.secret.replace("secret", "")[..60]] {
        assert!(matches!(signing::needs_password(wrong), Err(SigningError::BadSecretKey { .. })), "{wrong}");
    }
}
