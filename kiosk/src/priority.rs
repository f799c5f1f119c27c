//! Which process goes first: the terminal that serves visitors, before whatever works beside it.

/// Puts this process behind all others. What the system refuses changes nothing but the time it takes.
pub fn lowest() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(19);
}
