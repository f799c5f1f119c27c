//! The keys of the staff area that the code puts together: a question and an example for each form, what may be wrong with a PIN
//! and with the store, waits.

use repere::model::look::TextSize;
use repere::model::staff::Phase;

/// Takes a beginning, names and ends.
type Add<'a> = dyn FnMut(&'static str, Vec<String>, &'static [&'static str]) + 'a;

pub(super) fn add(add: &mut Add<'_>) {
    let listed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let forms = [
        "message",
        "message-until",
        "venue",
        "closed-until",
        "closed-why",
        "desk-name",
        "desk-hours",
        "desk-phone",
        "commune",
        "clock",
    ];
    add("staff.form", listed(&forms), &["", "-hint"]);
    let problems = ["pin-too-short", "pin-too-long", "pin-not-digits", "pin-too-simple", "pin-unhashable"];
    add("staff.pin.problem", listed(&problems), &[""]);
    for waiting in ["staff.pin.wrong-wait", "staff.pin.too-soon"] {
        add(waiting, listed(&["seconds", "minute", "minutes"]), &[""]);
    }
    let problems = ["absent", "set-aside", "disk-full", "disk-read-only", "disk-denied", "disk-failing", "pin-damaged"];
    add("staff.store", listed(&problems), &[""]);
    let reasons = ["signature", "stick", "disk", "program", "number", "stopped", "content"];
    add("staff.reason", listed(&reasons), &[""]);
    add("staff.phase", Phase::ALL.iter().map(|phase| phase.name().to_owned()).collect(), &[""]);
    add("staff.size", TextSize::ALL.iter().map(|size| size.name().to_owned()).collect(), &[""]);
}
