//! What a workbook takes once unpacked, before it is opened: a few kilobytes can unfold into gigabytes.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::ingest::error::IngestError;
use crate::ingest::limits::PART_BYTES;

/// Parts of an archive. A workbook has one for each sheet and a dozen beside them.
const PARTS: usize = 10_000;

/// Bytes of the parts that are neither sheets nor texts: styles, relations, names of the sheets.
const SMALL_PART_BYTES: u64 = 16 * 1024 * 1024;

/// Elements of such a part: each becomes a structure far larger than the few bytes it was written with.
const SMALL_PART_TAGS: usize = 500_000;

/// Elements of the texts that the sheets share: two and their ends for each text.
const TEXT_TAGS: usize = 10_000_000;

/// Where the entry of each part in the directory of an archive begins.
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";

/// Refuses a workbook that would unfold into more than is read. The size that the archive states is only a claim, so
/// everything that will be read is unpacked once, into nothing.
pub(super) fn check(bytes: &[u8]) -> Result<(), IngestError> {
    if bytes.windows(DIRECTORY_ENTRY.len()).filter(|window| *window == DIRECTORY_ENTRY).count() > PARTS {
        return Err(too_large());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_damaged| IngestError::WorkbookDamaged)?;
    let mut left = PART_BYTES;
    for position in 0..archive.len() {
        let part = archive.by_index(position).map_err(|_damaged| IngestError::WorkbookDamaged)?;
        let name = part.name().map_err(|_damaged| IngestError::WorkbookDamaged)?.to_ascii_lowercase();
        // Pictures and the like are never read.
        if ![".xml", ".rels"].iter().any(|extension| name.ends_with(extension)) {
            continue;
        }
        let allowed = Allowed::to(&name);
        if part.size() > left.min(allowed.bytes) {
            return Err(too_large());
        }
        let (unpacked, tags) = measure(part.take(left.min(allowed.bytes) + 1))?;
        if unpacked > allowed.bytes || tags > allowed.tags {
            return Err(too_large());
        }
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

/// What one part may take.
struct Allowed {
    bytes: u64,
    tags: usize,
}

impl Allowed {
    fn to(name: &str) -> Self {
        // Sheets are read cell by cell, and the tables of `content.xml` have a check of their own.
        if name.starts_with("xl/worksheets/") || name == "content.xml" {
            Self { bytes: PART_BYTES, tags: usize::MAX }
        } else if name == "xl/sharedstrings.xml" {
            Self { bytes: PART_BYTES, tags: TEXT_TAGS }
        } else {
            Self { bytes: SMALL_PART_BYTES, tags: SMALL_PART_TAGS }
        }
    }
}

/// Bytes and elements of a part.
fn measure(mut part: impl std::io::Read) -> Result<(u64, usize), IngestError> {
    let mut buffer = vec![0; 64 * 1024];
    let (mut unpacked, mut tags) = (0_u64, 0);
    loop {
        let read = part.read(&mut buffer).map_err(|_damaged| IngestError::WorkbookDamaged)?;
        if read == 0 {
            return Ok((unpacked, tags));
        }
        let piece = buffer.get(..read).unwrap_or_default();
        unpacked += u64::try_from(read).unwrap_or(u64::MAX);
        tags += piece.split(|byte| *byte == b'<').count() - 1;
    }
}

pub(super) fn too_large() -> IngestError {
    IngestError::TooLarge { megabytes: usize::try_from(PART_BYTES / (1024 * 1024)).unwrap_or(usize::MAX) }
}
