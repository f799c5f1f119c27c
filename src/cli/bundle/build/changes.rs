//! What is new in an edition, in a few lines: a slip in a list is seen here, before it is on every terminal of a county.

use repere_index::edition::{Difference, Edition, Named, compare};

use crate::locale::Locale;
use crate::making::Previous;

/// Names of one kind that are told; of the others, how many.
const MOST_NAMES: usize = 10;

/// What is new since `before`.
pub(super) fn lines(before: &Previous, now: &Edition, staff: Locale) -> Vec<String> {
    let sequence = before.sequence.to_string();
    let about = [("sequence", sequence.as_str())];
    let changes = compare(&before.edition, now);
    if changes.is_empty() {
        return vec![staff.say_with("bundle.changes.none", &about)];
    }
    let mut lines = vec![staff.say_with("bundle.changes.since", &about)];
    let Difference { added, gone, changed } = &changes.venues;
    list(&mut lines, "bundle.changes.venues-added", added, staff);
    list(&mut lines, "bundle.changes.venues-gone", gone, staff);
    list(&mut lines, "bundle.changes.venues-changed", changed, staff);
    // As the terminals will see it: `repere_kiosk::install` asks staff then.
    if gone.len() * 2 > before.edition.venues.len() {
        lines.push(staff.say("bundle.changes.many-gone"));
    }
    let Difference { added, gone, changed } = &changes.guides;
    list(&mut lines, "bundle.changes.guides-added", added, staff);
    list(&mut lines, "bundle.changes.guides-gone", gone, staff);
    list(&mut lines, "bundle.changes.guides-changed", changed, staff);
    lines
}

fn list(lines: &mut Vec<String>, key: &str, names: &[Named], staff: Locale) {
    if names.is_empty() {
        return;
    }
    lines.push(staff.say_with(key, &[("count", &staff.number(names.len()))]));
    lines.extend(names.iter().take(MOST_NAMES).map(|named| format!("    {}", named.name)));
    if names.len() > MOST_NAMES {
        let left = staff.number(names.len() - MOST_NAMES);
        lines.push(staff.say_with("bundle.changes.more", &[("count", &left)]));
    }
}
