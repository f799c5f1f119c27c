//! `repere bundle build`, `keygen` and `sign`: arguments in, sentences out. What they do is in [`crate::making`].

pub(super) mod build;
pub(super) mod keys;
pub(super) mod numbers;

use crate::making::PASSWORD_VARIABLE;

/// The password of a secret key, where the environment has one. An empty one is none.
fn password() -> Option<String> {
    std::env::var(PASSWORD_VARIABLE).ok().filter(|password| !password.is_empty())
}
