//! `repere bundle keygen` and `repere bundle sign`, and what to do with each key in plain words.

use std::path::PathBuf;

use clap::ArgMatches;

use super::super::failure::Failure;
use super::super::print;
use super::password;
use crate::locale::Locale;
use crate::making::{self, PASSWORD_VARIABLE, Signer};

/// `repere bundle keygen --out DIR`.
pub(in crate::cli) fn make(matches: &ArgMatches, staff: Locale) -> Result<(), Failure> {
    let Some(out) = matches.get_one::<PathBuf>("out") else { return Err(Failure::missing("--out", staff)) };
    let name = matches.get_one::<String>("name").map(String::as_str).unwrap_or_default();
    let password = password();
    let made = making::make_key(out, name, password.as_deref()).map_err(|error| Failure::making(&error, staff))?;
    let (public, secret) = (made.public.display().to_string(), made.secret.display().to_string());
    let facts = [
        ("id", made.id.to_string()),
        ("public", public),
        ("secret", secret),
        ("variable", PASSWORD_VARIABLE.to_owned()),
    ];
    let protected = if password.is_some() { "bundle.key.with-password" } else { "bundle.key.without-password" };
    let keys = ["bundle.key.made", "bundle.key.public", "bundle.key.secret", "bundle.key.copy", protected];
    let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
    let lines: Vec<String> = keys.iter().map(|key| staff.say_with(key, &facts)).collect();
    print(&(lines.join("\n") + "\n"), staff)
}

/// `repere bundle sign DIR --key FILE`.
pub(in crate::cli) fn sign(matches: &ArgMatches, staff: Locale) -> Result<(), Failure> {
    let Some(named) = matches.get_one::<PathBuf>("edition") else { return Err(Failure::missing("DIR", staff)) };
    let Some(key) = matches.get_one::<PathBuf>("key") else { return Err(Failure::missing("--key", staff)) };
    let signed = Signer::read(key, password()).and_then(|signer| making::sign(named, &signer));
    let (folder, id) = signed.map_err(|error| Failure::making(&error, staff))?;
    let facts = [("path", folder.display().to_string()), ("id", id.to_string())];
    let line = staff.say_with("bundle.signed", &facts.each_ref().map(|(name, value)| (*name, value.as_str())));
    print(&(line + "\n"), staff)
}
