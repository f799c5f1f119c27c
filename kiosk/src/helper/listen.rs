//! Where requests come in: a socket that systemd hands over, or one of our own. Reads nothing from it.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, chown};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use listenfd::ListenFd;
use rustix::fs::Mode;
use rustix::process::umask;

use super::list::List;
use super::peer;

/// The socket that systemd listened at until now (`Accept=no`, the first of `LISTEN_FDS`); `None` when there is none.
///
/// # Errors
/// When what was handed over is no stream socket of a machine's own.
pub fn activated() -> io::Result<Option<UnixListener>> {
    ListenFd::from_env().take_unix_listener(0)
}

/// A socket at `path` for machines without systemd, for root and the group that the list at `list` names. What another
/// helper left there is taken away; a socket at which one still listens is not.
///
/// # Errors
/// When the system refuses, or another listens there.
pub fn bind(path: &Path, list: &Path) -> io::Result<UnixListener> {
    let is_socket = fs::symlink_metadata(path).is_ok_and(|status| status.file_type().is_socket());
    if is_socket && UnixStream::connect(path).is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused) {
        fs::remove_file(path)?;
    }
    // Closed from its first moment, then opened to those whom it is for.
    let before = umask(Mode::RWXG | Mode::RWXO);
    let listener = UnixListener::bind(path);
    umask(before);
    let listener = listener?;
    let group = List::read(list).ok().and_then(|list| peer::number_of(&list.group));
    if group.is_some_and(|group| chown(path, None, Some(group)).is_ok()) {
        fs::set_permissions(path, Permissions::from_mode(0o660))?;
    }
    Ok(listener)
}
