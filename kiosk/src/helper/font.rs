//! The size of a console font's characters, from the first bytes of its file. Draws nothing.
//!
//! The two PC Screen Font formats, as kbd's `psf.h` has them. A compressed file cannot be measured and is refused.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

const HEADER: u64 = 32;
const PSF1: [u8; 2] = [0x36, 0x04];
const PSF2: [u8; 4] = [0x72, 0xb5, 0x4a, 0x86];

/// Pixels that one character takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Why a font cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum FontError {
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} is no PC Screen Font that can be measured; is it compressed?", path.display())]
    NoFont { path: PathBuf },
}

/// Measures the font in a file.
pub(super) fn measure(path: &Path) -> Result<Cell, FontError> {
    let mut header = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEADER).read_to_end(&mut header))
        .map_err(|source| FontError::Unreadable { path: path.to_owned(), source })?;
    cell(&header).ok_or_else(|| FontError::NoFont { path: path.to_owned() })
}

fn cell(header: &[u8]) -> Option<Cell> {
    let cell = if header.starts_with(&PSF2) {
        // Magic, version, header size, flags, length, bytes a character, height, width: each of four bytes.
        Cell { height: number(header, 24)?, width: number(header, 28)? }
    } else if header.starts_with(&PSF1) {
        Cell { height: u32::from(*header.get(3)?), width: 8 }
    } else {
        return None;
    };
    (cell.width > 0 && cell.height > 0).then_some(cell)
}

fn number(header: &[u8], at: usize) -> Option<u32> {
    header.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn psf2(width: u32, height: u32) -> Vec<u8> {
        let mut header = PSF2.to_vec();
        for field in [0, 32, 1, 512, height * width.div_ceil(8), height, width] {
            header.extend(field.to_le_bytes());
        }
        header
    }

    #[rstest]
    #[case::large(psf2(32, 64), Some((32, 64)))]
    #[case::old(vec![0x36, 0x04, 1, 16], Some((8, 16)))]
    #[case::no_width(psf2(0, 64), None)]
    #[case::no_height(vec![0x36, 0x04, 1, 0], None)]
    #[case::cut(psf2(32, 64)[..31].to_vec(), None)]
    #[case::old_and_cut(vec![0x36, 0x04, 1], None)]
    #[case::compressed(vec![0x1f, 0x8b, 8, 0], None)]
    #[case::empty(Vec::new(), None)]
    fn sizes(#[case] header: Vec<u8>, #[case] expected: Option<(u32, u32)>) {
        assert_eq!(cell(&header).map(|cell| (cell.width, cell.height)), expected);
    }

    #[test]
    fn files_that_are_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(measure(&folder.path().join("missing.psf")), Err(FontError::Unreadable { .. })));
        assert!(matches!(measure(folder.path()), Err(FontError::Unreadable { .. })));
    }
}
