//! A finished bundle, in its folder or on a stick: opened as a terminal does, every byte read, and its signature looked at.
//! Whether the key is trusted is for each terminal to say.

use std::path::{Path, PathBuf};

use repere_kiosk::bundle::signing::Claim;
use repere_kiosk::bundle::{self, Bundle, MANIFEST};
use repere_kiosk::disk::SystemDisk;

use super::Checked;
use crate::locale::Locale;
use crate::making;
use crate::sentence;

/// The folder of the bundle that a path names: itself, or the only one below it.
pub(super) fn folder_of(path: &Path) -> Option<PathBuf> {
    if path.join(MANIFEST).is_file() {
        return Some(path.to_owned());
    }
    path.is_dir().then(|| bundle::find(path, &SystemDisk).ok()).flatten()
}

/// Checks a bundle; what its files say is checked as that of any edition.
pub(super) fn check(folder: &Path, staff: Locale) -> Checked {
    let file = folder.display().to_string();
    match making::open(folder) {
        Ok(bundle) => said(file, &bundle, staff),
        Err(error) => Checked::Wrong { file, sentence: sentence::making(&error, staff) },
    }
}

fn said(file: String, bundle: &Bundle, staff: Locale) -> Checked {
    let manifest = &bundle.manifest;
    let signature = match &bundle.sealed.signature {
        None => staff.say("bundle.made.unsigned"),
        Some(bytes) => match std::str::from_utf8(bytes).ok().and_then(Claim::parse) {
            Some(claim) => staff.say_with("check.bundle-signed", &[("id", &claim.id().to_string())]),
            None => return Checked::Wrong { file, sentence: staff.say("install.error.bad-signature") },
        },
    };
    let facts = [
        ("file", file),
        ("territory", manifest.territory.clone()),
        ("sequence", manifest.sequence.to_string()),
        ("files", staff.number(manifest.files.len())),
        ("size", sentence::size(manifest.total(), staff)),
    ];
    let whole = staff.say_with("check.bundle", &facts.each_ref().map(|(name, value)| (*name, value.as_str())));
    Checked::Bundle { sentences: [whole, signature].join("\n") }
}
