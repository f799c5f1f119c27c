//! The keys that no literal of the sources spells out, because the code puts them together from a beginning, a name and an
//! end. Each line says why.

mod staff;

use std::collections::BTreeSet;

use repere::making::MakingError;
use repere::model::look::TextSize;
use repere::theme::Theme;
use repere_index::contacts::Contact;
use repere_index::guide::{self, Setting};
use repere_index::ingest::{IngestError, Problem};
use repere_index::local::{self, Language};
use repere_index::questions::QuestionsError;
use repere_index::standard::{
    Audience, Cost, ItineranceKind, NationalProgramme, ReceptionMode, Service, SpecificCare, SupportMode,
    TrainingLabel, Typology,
};
use repere_index::territory::TerritoryError;

/// Keys that the code puts together: what they begin with, the names that follow, what they end with.
pub(super) struct Built {
    pub prefix: &'static str,
    pub names: Vec<String>,
    pub suffixes: &'static [&'static str],
}

/// The keys of refusals in `repere-kiosk`.
const REFUSALS: &[&str] = &[
    "no-bundle",
    "several-bundles",
    "too-many-folders",
    "stick-not-a-folder",
    "stick-gone",
    "stick-unreadable",
    "manifest-too-large",
    "manifest-not-text",
    "manifest-syntax",
    "manifest-field",
    "unknown-format",
    "bad-territory",
    "bad-sequence",
    "bad-created",
    "bad-data-date",
    "bad-min-program",
    "bad-locale",
    "bad-name",
    "bad-source",
    "no-venues",
    "no-files",
    "too-many-files",
    "file-too-large",
    "total-too-large",
    "bad-hash",
    "duplicate",
    "clash",
    "program-too-old",
    "unlisted",
    "missing",
    "link",
    "wrong-kind",
    "size-differs",
    "hash-differs",
    "path-empty",
    "path-absolute",
    "path-backslash",
    "path-not-ascii",
    "path-upper-case",
    "path-character",
    "path-empty-part",
    "path-dots",
    "path-hidden",
    "path-trailing-dot",
    "path-too-long",
    "path-too-deep",
    "path-reserved",
    "path-manifest",
    "path-extension",
    "not-a-folder",
    "unreadable",
    "damaged",
    "edition-missing",
    "edition-damaged",
    "busy",
    "disk-full",
    "disk-read-only",
    "disk-denied",
    "disk-failing",
    "pin-damaged",
    "keys-unreadable",
    "key-bad",
    "key-same-number",
    "revocation-bad",
    "no-signature",
    "bad-signature",
    "unknown-key",
    "revoked-key",
    "wild-sequence",
    "sequence-reused",
    "not-confirmed",
    "stick-changed",
    "counts-differ",
    "no-space",
    "disk-corrupts",
    "cancelled",
    "no-previous",
    "index-not-answering",
    "bad-secret-key",
    "password-needed",
    "wrong-password",
    "bad-public-key",
    "signing-failed",
];

/// What can be wrong with a guide.
const GUIDE: &[&str] = &[
    "file-name",
    "front-matter-missing",
    "front-matter-open",
    "front-matter",
    "theme",
    "where",
    "where-empty",
    "service",
    "verified",
    "verified-note",
    "no-step",
    "empty-step",
    "markup",
];

/// The options and arguments of the command line.
const OPTIONS: &[&str] = &[
    "store",
    "config",
    "locale",
    "venues",
    "json",
    "batch",
    "at",
    "now",
    "limit",
    "words",
    "files",
    "yes",
    "progress",
    "only",
    "path",
    "folder",
    "out",
    "key",
    "unsigned",
    "territory",
    "previous",
    "sequence",
    "name",
    "edition",
];

/// What keys do.
const ACTIONS: &[&str] = &[
    "choose",
    "home",
    "open",
    "results",
    "confirm",
    "move",
    "back",
    "erase",
    "help",
    "languages",
    "search",
    "size",
    "hide",
    "finish",
    "letters",
    "words",
];

pub(super) fn built() -> Vec<Built> {
    let mut table = Vec::new();
    let mut add = |prefix, names: Vec<String>, suffixes| table.push(Built { prefix, names, suffixes });
    let listed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let numbers = |last: u8| (1..=last).map(|number| number.to_string()).collect::<Vec<_>>();
    macro_rules! keys {
        ($name:ty) => {
            <$name>::ALL.iter().map(|term| term.key().to_owned()).collect::<Vec<_>>()
        };
    }
    // Days and months by their number.
    add("when.weekday", numbers(7), &[""]);
    add("when.month", numbers(12), &[""]);
    // The terms of the standard and of guides: `Term::locale_key`.
    add("term.service", keys!(Service), &[""]);
    add("term.service-more", keys!(Service), &[""]);
    add("term.audience", keys!(Audience), &[""]);
    add("term.care", keys!(SpecificCare), &[""]);
    add("term.cost", keys!(Cost), &[""]);
    add("term.programme", keys!(NationalProgramme), &[""]);
    add("term.label", keys!(TrainingLabel), &[""]);
    add("term.reception", keys!(ReceptionMode), &[""]);
    add("term.support", keys!(SupportMode), &[""]);
    add("term.itinerance", keys!(ItineranceKind), &[""]);
    add("term.typology", keys!(Typology), &[""]);
    add("term.language", keys!(Language), &[""]);
    add("guide.setting", keys!(Setting), &[""]);
    // The doors of the home page: what they are called, examples, and the first line behind them.
    add("need", listed(&["nearby", "discovery", "skills", "procedures", "person"]), &["", "-more", "-lead"]);
    // Counted things: `Locale::count`.
    let counted = [
        "results.venues",
        "results.guides",
        "way.minutes",
        "guide.minutes",
        "guide.step-count",
        "staff.age.days",
        "staff.age.months",
        "staff.stick.added",
        "staff.stick.gone",
        "staff.stick.changed",
        "doctor.keys",
        "doctor.end",
        "idle.seconds",
    ];
    for counted in counted {
        add(counted, listed(&["one", "many", "other"]), &[""]);
    }
    // Counted things of which there may be none.
    for counted in ["venue.computers", "venue.printers", "venue.scanners"] {
        add(counted, listed(&["none", "one", "many", "other"]), &[""]);
    }
    // What the footer names in a word, the help page says in a sentence.
    add("action", listed(ACTIONS), &["", "-long"]);
    // How pages look: `Locale::letters`, `Locale::colours`.
    add("size", TextSize::ALL.iter().map(|size| size.name().to_owned()).collect(), &[""]);
    add("theme", Theme::ALL.iter().map(|theme| theme.name().to_owned()).collect(), &[""]);
    // What is wrong with a file, in two sentences.
    add("check.problem", listed(Problem::KEYS), &[".reason", ".remedy"]);
    add("check.local", listed(local::Problem::KEYS), &[".reason", ".remedy"]);
    add("check.contact", listed(Contact::KEYS), &[".reason", ".remedy"]);
    add("check.territory", listed(TerritoryError::KEYS), &[".reason", ".remedy"]);
    add("check.error", listed(IngestError::KEYS), &[".reason", ".remedy"]);
    add("check.guide", listed(GUIDE), &[".reason", ".remedy"]);
    let numbers = ["112", "15", "17", "18", "114", "115", "119", "3919", "3018", "3114"];
    add("emergency", listed(&numbers), &[""]);
    let synonyms = ["malformed", "unknown", "clash", "loop", "empty"];
    add("check.synonyms", listed(&synonyms), &[".reason", ".remedy"]);
    add("check.questions", listed(QuestionsError::KEYS), &[".reason", ".remedy"]);
    let questions = ["question-guide", "question-language", "question-answers", "question-count"];
    add("check", listed(&questions), &[".reason", ".remedy"]);
    add("check.reading", listed(guide::check::Finding::KEYS), &[".reason", ".remedy"]);
    add("check.reading.long-step", listed(&["reason", "remedy"]), &[""]);
    add("check.idle", listed(&["reason", "remedy"]), &[""]);
    // Why an edition is not made.
    add("bundle.error", listed(MakingError::KEYS), &[""]);
    // The command line: a sentence for each option, command and refusal.
    add("cli.option", listed(OPTIONS), &[""]);
    add(
        "cli.command",
        listed(&[
            "search", "lines", "bundle", "check", "build", "keygen", "sign", "numbers", "refresh", "rollback",
            "status", "doctor",
        ]),
        &[""],
    );
    add("cli.error", listed(&["at", "now", "limit"]), &[""]);
    add(
        "cli.error.config",
        listed(&["unreadable", "malformed", "locale", "here", "text-size", "theme", "hours", "pin"]),
        &[""],
    );
    // Why an edition was not installed, and what staff are asked before.
    add("install.error", listed(REFUSALS), &[""]);
    add("install.reason", listed(&["older", "unsigned", "other-territory", "many-venues-gone"]), &[""]);
    staff::add(&mut add);
    table
}

pub(super) fn built_keys() -> BTreeSet<String> {
    built()
        .iter()
        .flat_map(|Built { prefix, names, suffixes }| {
            names.iter().flat_map(move |name| suffixes.iter().map(move |end| format!("{prefix}.{name}{end}")))
        })
        .collect()
}
