//! The staff area, from its door to what visitors see of it: every page at 80×24, the ones that matter most at the other sizes,
//! and journeys that really write and read the settings.

use std::os::unix::fs::PermissionsExt as _;

use repere::config::Config;
use repere::keymap::Key;
use repere::message::Message;
use repere::model::staff::{
    Difference, EditionCard, EditionTask, Editions, InstallProgress, JournalLine, Offered, Phase, Sentence, StaffNews,
    StickOffer, StickState,
};
use repere::page::{Block, InputMode, PageKind};
use rstest::rstest;

use crate::stage::{Stage, parse, stage};

/// From home to the staff area, where the PIN is chosen: 2749.
const FIRST: &str = "932749<enter>2749<enter>";
/// The same and on to the menu.
const MENU: &str = "932749<enter>2749<enter><left>";

/// In the staff area, over a store.
fn staff(keys: &str) -> Stage {
    stage("fr").store().keys(MENU).keys(keys)
}

fn news(stage: &mut Stage, news: StaffNews) {
    stage.tell(Message::Staff(news));
}

fn look(name: &str, stage: &mut Stage) {
    insta::assert_snapshot!(name, stage.screen());
}

fn card(sequence: u64) -> EditionCard {
    EditionCard {
        names: [("fr".to_owned(), "Pas-de-Calais, automne".to_owned())].into(),
        sequence,
        territory: Some("pas-de-calais".to_owned()),
        data_date: Some("2026-11-16".parse().unwrap()),
        venues: 412,
        guides: 31,
    }
}

fn offer(reasons: Vec<Sentence>) -> StaffNews {
    let difference = Some(Difference { added: 12, gone: 1, changed: 40 });
    let signed_by = Some("Département du Pas-de-Calais".to_owned());
    let content = Ok(Offered { edition: card(8), signed_by, difference, reasons });
    StaffNews::Offer(Box::new(StickOffer { label: "REPERE".to_owned(), content }))
}

fn journal(lines: u32) -> StaffNews {
    let line = |place: u32| JournalLine {
        when: "2026-11-20T09:30:00".parse().unwrap(),
        back: place == 1,
        territory: Some("pas-de-calais".to_owned()),
        sequence: Some(u64::from(20 - place)),
        verdict: ["installed", "rolled-back", "signature-wrong", "already-served"][place as usize % 4].to_owned(),
    };
    StaffNews::Journal((0..lines).map(line).collect())
}

#[rstest]
#[case::first_run("first_run", "93")]
#[case::first_run_typed("first_run_typed", "932749")]
#[case::first_run_again("first_run_again", "932749<enter>27")]
#[case::first_run_simple("first_run_simple", "931234<enter>")]
#[case::first_run_here("first_run_here", FIRST)]
fn the_first_pin_at_80_by_24(#[case] name: &str, #[case] keys: &str) {
    look(&format!("staff_{name}_80x24"), &mut stage("fr").store().keys(keys));
}

#[rstest]
#[case::menu("menu", "")]
#[case::message("message", "1")]
#[case::message_text("message_text", "11La mairie ferme à 16 h")]
#[case::message_until("message_until", "11La mairie ferme à 16 h<enter>24/12")]
#[case::message_wrong_date("message_wrong_date", "11La mairie ferme à 16 h<enter>bientôt<enter>")]
#[case::message_kept("message_kept", "11La mairie ferme à 16 h<enter>24/12<enter>")]
#[case::closures("closures", "2")]
#[case::closure_venue("closure_venue", "21mediatheque")]
#[case::closure_found("closure_found", "21mediatheque<enter>")]
#[case::closure_nothing("closure_nothing", "21zzzzqqq<enter>")]
#[case::closure_until("closure_until", "21mediatheque<enter>1")]
#[case::closure_why("closure_why", "21mediatheque<enter>13/1<enter>travaux")]
#[case::closure_kept("closure_kept", "21mediatheque<enter>13/1<enter>travaux<enter>")]
#[case::closure_one("closure_one", "21mediatheque<enter>13/1<enter>travaux<enter>1")]
#[case::desk("desk", "3")]
#[case::desk_hours("desk_hours", "32")]
#[case::desk_hours_wrong("desk_hours_wrong", "32lundi bientôt<enter>")]
#[case::desk_hours_read("desk_hours_read", "32lundi au vendredi 9h-12h 14h-17h30, samedi 9h-12h<enter>")]
#[case::desk_kept(
    "desk_kept",
    "31Mme Petit<enter>32lundi au vendredi 9h-12h<enter>133 21 00 00 00<enter>330321000000<enter>"
)]
#[case::stick("stick", "4")]
#[case::here("here", "6")]
#[case::here_commune("here_commune", "62lens<enter>")]
#[case::here_venue("here_venue", "61mediatheque<enter>")]
#[case::here_kept("here_kept", "61mediatheque<enter>1")]
#[case::settings("settings", "7")]
#[case::locale("locale", "71")]
#[case::idle("idle", "722")]
#[case::text_size("text_size", "73")]
#[case::change_pin("change_pin", "74")]
#[case::machine("machine", "8")]
#[case::screen_test("screen_test", "81")]
#[case::screen_test_no("screen_test_no", "81<pgdn>2")]
#[case::clock("clock", "82")]
#[case::restart("restart", "83")]
#[case::editions_none("editions_none", "5")]
#[case::journal_none("journal_none", "51")]
#[case::help("help", "?")]
fn at_80_by_24(#[case] name: &str, #[case] keys: &str) {
    look(&format!("staff_{name}_80x24"), &mut staff(keys));
}

#[rstest]
#[case::low((40, 12))]
#[case::narrow((64, 24))]
fn at_other_sizes(#[case] size: (u16, u16)) {
    let name = |page: &str| format!("staff_{page}_{}x{}", size.0, size.1);
    look(&name("menu"), &mut staff("").size(size.0, size.1));
    look(&name("desk_hours_wrong"), &mut staff("32lundi bientôt<enter>").size(size.0, size.1));
    look(&name("message_text"), &mut staff("11La mairie ferme à 16 h").size(size.0, size.1));
    look(&name("pin"), &mut staff("0").keys("9327").size(size.0, size.1));
    let mut stick = staff("4").size(size.0, size.1);
    news(&mut stick, offer(Vec::new()));
    look(&name("offer"), &mut stick);
}

#[test]
fn the_pin_is_asked_for_again() {
    let mut stage = staff("0").keys("93");
    look("staff_pin_80x24", &mut stage);
    let mut stage = stage.keys("1111<enter>");
    look("staff_pin_wrong_80x24", &mut stage);
    let mut stage = stage.keys("1111<enter>1111<enter>");
    look("staff_pin_wait_80x24", &mut stage);
    // While it has to wait, not even the right one is looked at.
    let stage = stage.keys("2749<enter>");
    assert!(stage.text().contains("Réessayez dans 30 secondes."), "{}", stage.text());
}

#[test]
fn an_offer_and_its_install() {
    let mut stage = staff("4");
    assert_eq!(stage.wanted, [EditionTask::LookAtStick]);
    news(&mut stage, offer(Vec::new()));
    look("staff_offer_80x24", &mut stage);
    let mut stage = stage.keys("1");
    assert_eq!(stage.wanted, [EditionTask::LookAtStick, EditionTask::Install]);
    news(
        &mut stage,
        StaffNews::Progress(InstallProgress {
            phase: Phase::Preparing,
            done: 3,
            total: 14,
            bytes: 1_234_567,
            total_bytes: 5_000_000,
            seconds_left: Some(100),
        }),
    );
    look("staff_progress_80x24", &mut stage);
    news(&mut stage, StaffNews::Installed { venues: 412, guides: 31 });
    look("staff_installed_80x24", &mut stage);
    let mut stage = stage.keys("2");
    look("staff_installed_home_80x24", &mut stage);
}

#[test]
fn an_offer_with_reasons_is_asked_twice() {
    let mut stage = staff("4");
    news(&mut stage, offer(vec![Sentence::new("staff.stick.unsigned")]));
    look("staff_offer_reasons_80x24", &mut stage);
    let mut stage = stage.keys("1");
    assert_eq!(stage.wanted, [EditionTask::LookAtStick]);
    look("staff_confirm_80x24", &mut stage);
    let mut stage = stage.keys("2");
    assert_eq!(stage.wanted.last(), Some(&EditionTask::Install));
    news(&mut stage, StaffNews::Refused(Sentence::new("staff.store.disk-full").with("path", "/var/lib/repere")));
    look("staff_refused_80x24", &mut stage);
}

#[test]
fn a_stick_that_cannot_be_installed_says_why() {
    let mut stage = staff("4");
    let content = Err(Sentence::new("staff.store.busy"));
    news(&mut stage, StaffNews::Offer(Box::new(StickOffer { label: "REPERE".to_owned(), content })));
    assert!(stage.text().contains("Une installation est en cours."), "{}", stage.text());
    // The only digits left look again or go back.
    assert_eq!(stage.session.model.page().choices().count(), 2);
}

#[test]
fn editions_and_the_way_back() {
    let mut stage = staff("5");
    let editions = Editions { served: Some(card(8)), previous: Some(card(7)) };
    // The store of the test has none; the world tells of some.
    stage = stage.keys("<left>");
    let mut stage = {
        let effects = stage.session.key(Key::Char('5'));
        drop(effects);
        news(&mut stage, StaffNews::Editions(Box::new(editions)));
        stage
    };
    look("staff_editions_80x24", &mut stage);
    let mut stage = stage.keys("1");
    look("staff_editions_confirm_80x24", &mut stage);
    let mut stage = stage.keys("1");
    assert_eq!(stage.wanted, [EditionTask::RollBack]);
    news(&mut stage, StaffNews::RolledBack);
    look("staff_rolled_back_80x24", &mut stage);
    let stage = stage.keys("1");
    assert!(stage.text().contains("Espace du personnel"));
}

#[test]
fn the_journal() {
    let mut stage = staff("5");
    stage.session.key(Key::Char('1'));
    news(&mut stage, journal(20));
    look("staff_journal_80x24", &mut stage);
    let mut stage = stage.keys("2");
    look("staff_journal_more_80x24", &mut stage);
    let mut stage = stage.keys("1");
    assert_eq!(stage.wanted, [EditionTask::ExportJournal]);
    news(&mut stage, StaffNews::Exported { file: "repere-journal.csv".to_owned() });
    assert!(stage.text().contains("Le journal est sur la clé : repere-journal.csv."), "{}", stage.text());
}

#[rstest]
#[case::seen(StickState::Seen, "Une clé USB est branchée.")]
#[case::installing(StickState::Installing { percent: 42 }, "42 %")]
#[case::installed(StickState::Installed { venues: 412, guides: 1 }, "412 lieux, 1 guide.")]
#[case::needs_staff(StickState::NeedsStaff, "Le personnel doit dire")]
#[case::refused(StickState::Refused(Sentence::new("staff.store.busy")), "Une installation est en cours.")]
fn visitors_read_about_a_stick(#[case] stick: StickState, #[case] said: &str) {
    let mut stage = stage("fr");
    news(&mut stage, StaffNews::Stick(stick));
    assert!(stage.text().contains(said), "{}", stage.text());
    assert!(stage.text().contains("5  Être aidé par quelqu'un maintenant"), "{}", stage.text());
}

/// The whole journey: a PIN, a message, a closure, and what visitors see of it, also after starting anew.
#[test]
fn what_staff_set_is_what_visitors_see() {
    let stage = staff("11La mairie ferme à 16 h ce vendredi.<enter>24/12<enter><left>")
        .keys("21rose-marie<enter>13/1<enter>travaux<enter><left>")
        .keys("31Mme Petit<enter>32lundi au vendredi 9h-12h<enter>133 21 00 00 00<enter>")
        .keys("<esc>");
    let mut stage = stage;
    look("staff_visitors_home_80x24", &mut stage);
    let mut again = crate::stage::stage("fr");
    again.reopen(stage.folder());
    assert_eq!(again.session.model.context.settings, stage.session.model.context.settings);
    assert!(again.text().contains("La mairie ferme à 16 h ce vendredi."), "{}", again.text());
    let mut venue = again.keys("rose-marie<enter>");
    assert!(venue.text().contains("Fermé jusqu'au 3 janvier (information de l'accueil)."), "{}", venue.text());
    venue = venue.keys("1");
    look("staff_visitors_venue_80x24", &mut venue);
    for time in ["2026-11-24 15:00", "2027-01-03 15:00"] {
        venue = venue.at(time);
        assert!(!venue.text().contains("Ouvert"), "{}", venue.text());
    }
    let mut about = venue.keys("09");
    look("staff_visitors_about_80x24", &mut about);
    let mut help = about.at("2026-11-24 10:00").keys("0?<pgdn>");
    look("staff_visitors_help_80x24", &mut help);
    // The day after, message and closure are gone.
    let gone = help.at("2027-01-04 10:00").keys("0");
    assert!(!gone.text().contains("La mairie ferme"), "{}", gone.text());
    let open = gone.keys("rose-marie<enter>");
    assert!(!open.text().contains("information de l'accueil"), "{}", open.text());
}

#[test]
fn a_message_is_removed_and_a_venue_opens_again() {
    let stage = staff("11Bonjour<enter><enter>2<left>21rose-marie<enter>1<enter><enter>11<left>");
    let settings = &stage.session.model.context.settings;
    assert_eq!((settings.message.as_ref(), settings.closures.len()), (None, 0), "{}", stage.text());
}

#[test]
fn the_place_of_the_terminal_is_where_distances_begin() {
    let stage = staff("62bethune<enter>1").keys("<esc>");
    assert_eq!(stage.session.model.context.here.as_ref().unwrap().name, "Béthune");
    assert!(stage.text().contains("Béthune"));
}

/// Without a store, or with one that cannot be written: one sentence, and what was typed stays.
#[test]
fn what_cannot_be_kept_is_said_and_not_lost() {
    let stage = stage("fr").keys("932749<enter>2749<enter>");
    assert!(stage.text().contains("Rien n'a été enregistré"), "{}", stage.text());
    let stage = staff("");
    let folder = stage.folder().to_owned();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    let writable = std::fs::write(folder.join("probe"), "").is_ok();
    let stage = stage.keys("11Bonjour<enter>24/12<enter>");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever may write everywhere cannot be refused.
    if !writable {
        assert!(stage.text().contains("n'a pas le droit d'écrire"), "{}", stage.text());
        assert!(stage.text().contains("24/12"), "{}", stage.text());
    }
}

#[test]
fn the_configuration_presets_and_the_settings_come_first() {
    let hash = repere_kiosk::pin::hash("5093").unwrap();
    let config = Config { pin: Some(hash), message: Some("Bienvenue à la fête".to_owned()), ..Config::default() };
    let mut stage = stage("fr").store().config(config).keys("935093<enter>");
    assert!(stage.text().contains("9  Quitter cet espace"), "{}", stage.text());
    stage = stage.keys("12");
    assert!(stage.text().contains("Il n'y a pas de message"), "{}", stage.text());
    stage = stage.keys("<esc>");
    assert!(!stage.text().contains("Bienvenue à la fête"), "{}", stage.text());
}

#[test]
fn without_a_store_a_pin_of_the_configuration_is_slowed_down_too() {
    let config = Config { pin: Some(repere_kiosk::pin::hash("5093").unwrap()), ..Config::default() };
    let stage = stage("fr").config(config).keys("931111<enter>1111<enter>1111<enter>5093<enter>");
    assert!(stage.text().contains("Réessayez dans 30 secondes."), "{}", stage.text());
}

/// Going home, or to a page of visitors, is leaving: the PIN is asked for again.
#[rstest]
#[case::escape("<esc>")]
#[case::zero("0")]
#[case::leave("9")]
#[case::typing("11abc<esc>")]
#[case::languages("*<left>0")]
#[case::by_search("?wifi<enter><left><left><left><left>")]
#[case::back("<left>")]
fn leaving_ends_access(#[case] keys: &str) {
    let stage = staff(keys).keys("0").keys("93");
    let page = stage.session.model.page();
    assert_eq!((page.kind, page.mode), (PageKind::Staff, InputMode::Typing));
    assert!(stage.text().contains("Tapez votre code"), "{}", stage.text());
}

/// A search from a help page closes the staff area behind it: back leads a visitor nowhere else.
#[test]
fn no_way_back_leads_into_the_staff_area() {
    let mut stage = staff("?wifi<enter>");
    for _ in 0..10 {
        assert_ne!(stage.session.model.page().kind, PageKind::Staff);
        stage.press(Key::Left);
    }
}

/// The digits of a PIN are on no screen, on no page, and in nothing that could be written into a log.
#[test]
fn the_digits_of_a_pin_are_never_shown() {
    let mut stage = stage("fr").store();
    let keys = "9373952846<enter>73952846<enter><left>74<left>0<esc>9373952846<enter>7473952846<enter>";
    for key in parse(keys) {
        stage.press(key);
        let model = format!("{:?} {:?}", stage.session.model, stage.session.model.page());
        // Any three in a row would be a beginning.
        for digits in ["739", "395", "952", "528", "284", "846"] {
            assert!(!stage.text().contains(digits), "{}", stage.text());
            assert!(!model.contains(digits), "{model}");
        }
    }
    assert!(!std::fs::read_to_string(stage.folder().join("settings.toml")).unwrap().contains("73952846"));
}

/// The unshifted top row of a French keyboard types digits here too.
#[test]
fn a_pin_is_typed_on_a_french_keyboard_without_shift() {
    let stage = staff("0").keys("93éè'ç<enter>");
    assert!(stage.text().contains("9  Quitter cet espace"), "{}", stage.text());
}

/// All that a staff page says is said at every size; every form keeps its field in sight.
#[rstest]
fn loses_no_word(
    #[values((80, 24), (64, 24), (40, 12))] size: (u16, u16),
    #[values(
        "",
        "1",
        "2",
        "3",
        "6",
        "7",
        "8",
        "81",
        "82",
        "83",
        "11",
        "21",
        "32",
        "61",
        "62",
        "74",
        "32lundi bientôt<enter>"
    )]
    keys: &str,
) {
    let mut stage = staff(keys).size(size.0, size.1);
    let page = stage.session.model.page();
    let mut shown = String::new();
    if page.mode == InputMode::Typing {
        assert!(stage.text().contains('▶'), "{}", stage.text());
    }
    for _ in 0..20 {
        shown.push_str(&stage.text());
        stage.press(Key::PageDown);
    }
    let mut said: Vec<&String> = vec![&page.title];
    for block in &page.blocks {
        match block {
            Block::Facts(facts) => {
                said.extend(facts.iter().flat_map(|fact| std::iter::once(&fact.label).chain(&fact.values)))
            }
            Block::Choices(choices) => {
                said.extend(choices.iter().flat_map(|choice| std::iter::once(&choice.label).chain(&choice.details)));
            }
            Block::Text(text) | Block::Heading(text) | Block::Notice { text, .. } | Block::Progress(text) => {
                said.push(text)
            }
            Block::List(items) => said.extend(items),
            Block::Field { label, .. } => said.push(label),
        }
    }
    for word in said.into_iter().flat_map(|text| text.split_whitespace()) {
        assert!(shown.contains(word), "{word} is not shown: {shown}");
    }
}
