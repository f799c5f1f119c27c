//! `edition.toml`: what an edition is as a whole. Knows none of its other files.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EditionError, EditionInfo, Here, Source};

/// The file as written. Tables stand after plain values, as TOML wants it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    territory: Option<String>,
    /// A date of TOML, or the same between quotation marks: both are `2026-11-24` to who writes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    data_date: Option<toml::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    demonstration: bool,
    name: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    here: Option<Here>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source>,
}

/// A territory is part of a file name.
const LONGEST_TERRITORY: usize = 60;

/// What the file says; nothing is counted yet.
pub(super) fn read(text: &str) -> Result<EditionInfo, EditionError> {
    let Written { name: names, sequence, territory, data_date, contact, here, demonstration, sources } =
        toml::from_str(text)?;
    if let Some(found) = territory.as_ref().filter(|territory| !is_slug(territory)) {
        return Err(EditionError::Territory { found: found.clone() });
    }
    let data_date = data_date.as_ref().map(date).transpose()?;
    let info = EditionInfo {
        names,
        sequence,
        territory,
        data_date,
        contact,
        here,
        sources,
        demonstration,
        ..Default::default()
    };
    Ok(info)
}

/// The file that says it.
pub(super) fn write(info: &EditionInfo) -> Result<String, toml::ser::Error> {
    toml::to_string(&Written {
        sequence: info.sequence,
        territory: info.territory.clone(),
        data_date: info.data_date.map(|day| toml::Value::String(day.to_string())),
        contact: info.contact.clone(),
        demonstration: info.demonstration,
        name: info.names.clone(),
        here: info.here.clone(),
        sources: info.sources.clone(),
    })
}

/// Lower-case letters without accents, digits, and hyphens between them.
fn is_slug(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= LONGEST_TERRITORY && text.split('-').all(plain)
}

fn date(value: &toml::Value) -> Result<NaiveDate, EditionError> {
    let found = match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let read = (found.len() == 10).then(|| NaiveDate::parse_from_str(&found, "%Y-%m-%d").ok()).flatten();
    read.ok_or(EditionError::DataDate { found })
}

#[cfg(test)]
mod tests {
    use super::{EditionError, EditionInfo, NaiveDate};
    use rstest::rstest;

    fn read(lines: &str) -> Result<EditionInfo, EditionError> {
        super::read(&format!("{lines}\n[name]\nfr = \"Essai\"\n"))
    }

    #[test]
    fn reads_what_bundles_need() {
        let said = read("sequence = 12\nterritory = \"lens-lievin\"\ndata_date = 2026-11-20").unwrap();
        assert_eq!((said.sequence, said.territory.as_deref()), (Some(12), Some("lens-lievin")));
        assert_eq!(said.data_date, NaiveDate::from_ymd_opt(2026, 11, 20));
        let quoted = read("data_date = \"2026-11-20\"").unwrap();
        assert_eq!((quoted.data_date, quoted.sequence), (said.data_date, None));
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let said =
            read("sequence = 12\nterritory = \"lens\"\ndata_date = 2026-11-20\ncontact = \"03 53 01 00 00\"").unwrap();
        assert_eq!(super::read(&super::write(&said).unwrap()).unwrap(), said);
        let starter = crate::edition::Edition::starter().unwrap().info;
        let read = super::read(&super::write(&starter).unwrap()).unwrap();
        assert_eq!((read.names, read.here, read.sources), (starter.names, starter.here, starter.sources));
        assert!(read.demonstration);
    }

    #[rstest]
    #[case::capital("territory = \"Lens\"", "territory")]
    #[case::accent("territory = \"béthune\"", "territory")]
    #[case::path("territory = \"../lens\"", "territory")]
    #[case::no_date("data_date = \"hier\"", "data_date")]
    #[case::french_date("data_date = \"20/11/2026\"", "data_date")]
    #[case::unknown("colour = \"blue\"", "colour")]
    fn refuses_what_is_wrong(#[case] line: &str, #[case] named: &str) {
        let error = read(line).unwrap_err().to_string();
        assert!(error.contains(named), "{error}");
    }
}
