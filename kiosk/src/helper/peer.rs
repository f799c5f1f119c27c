//! Who is at the other end of the socket, by what the kernel says. Trusts nothing that is sent.
//!
//! The rights of the socket say the same; but a socket of systemd is open to everybody unless its unit says otherwise, and
//! one forgotten line must not give the clock away.

use std::fs;
use std::os::unix::net::UnixStream;

use rustix::net::sockopt::socket_peercred;
use rustix::process::geteuid;

use super::refused::Refused;

const GROUPS: &str = "/etc/group";

/// Lets in root, the user whom the helper runs as, and processes whose own group is `group`.
pub(super) fn admit(stream: &UnixStream, group: &str) -> Result<(), Refused> {
    // A peer that the kernel does not name is the kernel's nobody.
    let (uid, gid) =
        socket_peercred(stream).map_or((u32::MAX, u32::MAX), |peer| (peer.uid.as_raw(), peer.gid.as_raw()));
    if may_ask(uid, gid, geteuid().as_raw(), number_of(group)) { Ok(()) } else { Err(Refused::Stranger { uid, gid }) }
}

fn may_ask(uid: u32, gid: u32, own: u32, group: Option<u32>) -> bool {
    uid == 0 || uid == own || group == Some(gid)
}

/// The number of a group of this machine.
pub(super) fn number_of(group: &str) -> Option<u32> {
    number_in(&fs::read_to_string(GROUPS).ok()?, group)
}

/// Lines of group(5): name, password, number, members.
fn number_in(groups: &str, group: &str) -> Option<u32> {
    groups.lines().find_map(|line| {
        let mut fields = line.split(':');
        let is_it = fields.next() == Some(group);
        fields.nth(1).filter(|_| is_it)?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::root(0, 0, true)]
    #[case::the_helper_itself(900, 900, true)]
    #[case::the_terminal(990, 985, true)]
    #[case::its_user_with_another_group(990, 100, false)]
    #[case::a_stranger(1000, 1000, false)]
    #[case::nobody(u32::MAX, u32::MAX, false)]
    fn who_may_ask(#[case] uid: u32, #[case] gid: u32, #[case] expected: bool) {
        assert_eq!(may_ask(uid, gid, 900, Some(985)), expected);
    }

    #[test]
    fn without_the_group_nobody_has_it() {
        assert!(!may_ask(1000, 985, 900, None));
    }

    #[rstest]
    #[case("repere", Some(985))]
    #[case("root", Some(0))]
    #[case("rep", None)]
    #[case("", None)]
    #[case("broken", None)]
    fn numbers_of_groups(#[case] group: &str, #[case] expected: Option<u32>) {
        let groups = "root:x:0:\nbroken:x\nrepere2:x:3:\nrepere:x:985:anna,jean\n";
        assert_eq!(number_in(groups, group), expected);
    }
}
