//! Lines of `/proc/self/mountinfo` (proc(5)): what is mounted where. Pure.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::PathBuf;

/// A mount.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mount {
    /// Where.
    pub(super) point: PathBuf,
    /// Its number: another each time that a stick is put in.
    pub(super) id: u64,
}

/// The mounts of devices strictly below one of `prefixes`, sorted. A place that an automounter only holds ready, a folder of the
/// network or in memory is no stick; of several mounts at one place the last one is seen.
pub(super) fn sticks(mountinfo: &[u8], prefixes: &[PathBuf]) -> Vec<Mount> {
    let mut found: Vec<Mount> = Vec::new();
    for mount in mountinfo.split(|byte| *byte == b'\n').filter_map(parse) {
        if prefixes.iter().any(|prefix| mount.point != *prefix && mount.point.starts_with(prefix)) {
            found.retain(|other| other.point != mount.point);
            found.push(mount);
        }
    }
    found.sort();
    found
}

/// `36 35 98:0 / /media/CLE\040USB rw,nosuid shared:1 - vfat /dev/sdb1 rw`; `None` also for lines of another form.
fn parse(line: &[u8]) -> Option<Mount> {
    let fields: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    // Between the options and the dash any number of fields may stand.
    let dash = fields.iter().skip(6).position(|field| *field == b"-")? + 6;
    if !fields.get(dash + 2)?.starts_with(b"/dev/") {
        return None;
    }
    let id = std::str::from_utf8(fields.first()?).ok()?.parse().ok()?;
    let point = PathBuf::from(OsString::from_vec(unescaped(fields.get(4)?)));
    Some(Mount { point, id })
}

/// A space, a tab, a line end and a backslash are written as `\` and three octal digits.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = field;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..]) => {
                bytes.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("36 35 8:17 / /media/CLE rw - vfat /dev/sdb1 rw", &["/media/CLE"])]
    #[case::of_a_person("36 35 8:17 / /run/media/anne/CLE rw shared:9 - vfat /dev/sdb1 rw", &["/run/media/anne/CLE"])]
    #[case::space("36 35 8:17 / /media/CLE\\040USB rw - vfat /dev/sdb1 rw", &["/media/CLE USB"])]
    #[case::tab_and_backslash("36 35 8:17 / /media/a\\011b\\134c rw - vfat /dev/sdb1 rw", &["/media/a\tb\\c"])]
    #[case::line_end("36 35 8:17 / /media/a\\012b rw - vfat /dev/sdb1 rw", &["/media/a\nb"])]
    #[case::accents("36 35 8:17 / /media/clé rw - vfat /dev/sdb1 rw", &["/media/clé"])]
    #[case::no_escape("36 35 8:17 / /media/a\\9b\\04 rw - vfat /dev/sdb1 rw", &["/media/a\\9b\\04"])]
    #[case::many_options("36 35 8:17 / /media/CLE rw shared:1 master:2 propagate_from:3 - ext4 /dev/sdb1 rw", &["/media/CLE"])]
    #[case::of_the_network("36 35 0:50 / /media/partage rw - cifs //serveur/partage rw", &[])]
    #[case::in_memory("36 35 0:50 / /media/x rw - tmpfs - rw", &[])]
    #[case::held_ready("36 35 0:9 / /media/CLE rw - autofs systemd-1 rw", &[])]
    #[case::held_ready_and_in("36 35 0:9 / /media/CLE rw - autofs systemd-1 rw\n37 36 8:17 / /media/CLE rw - vfat /dev/sdb1 rw", &["/media/CLE"])]
    #[case::the_folder_itself("36 35 0:9 / /media rw - tmpfs tmpfs rw", &[])]
    #[case::a_name_that_only_begins_so("36 35 8:17 / /mediatheque/x rw - ext4 /dev/sda2 rw", &[])]
    #[case::elsewhere("36 35 8:17 / /home rw - ext4 /dev/sda2 rw", &[])]
    #[case::two("36 35 8:17 / /media/b rw - vfat /dev/sdb1 rw\n37 35 8:33 / /media/a rw - vfat /dev/sdc1 rw\n", &["/media/a", "/media/b"])]
    #[case::no_dash("36 35 8:17 / /media/CLE rw vfat /dev/sdb1 rw", &[])]
    #[case::short("36 35", &[])]
    #[case::empty("", &[])]
    #[case::no_number("x 35 8:17 / /media/CLE rw - vfat /dev/sdb1 rw", &[])]
    fn sees_sticks(#[case] text: &str, #[case] expected: &[&str]) {
        let prefixes = super::super::USUAL.map(PathBuf::from);
        let found: Vec<PathBuf> = sticks(text.as_bytes(), &prefixes).into_iter().map(|mount| mount.point).collect();
        assert_eq!(found, expected.iter().map(PathBuf::from).collect::<Vec<_>>());
    }

    #[test]
    fn a_stick_that_was_put_in_again_is_another() {
        let prefixes = [PathBuf::from("/media")];
        let first = sticks(b"36 35 8:17 / /media/CLE rw - vfat /dev/sdb1 rw", &prefixes);
        let again = sticks(b"41 35 8:17 / /media/CLE rw - vfat /dev/sdb1 rw", &prefixes);
        assert_ne!(first, again);
    }

    #[test]
    fn no_bytes_are_too_odd() {
        use proptest::prelude::*;
        proptest!(|(bytes in proptest::collection::vec(any::<u8>(), 0..200))| {
            _ = sticks(&bytes, &[PathBuf::from("/")]);
        });
    }
}
