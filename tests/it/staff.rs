//! The staff area, from its door to what visitors see of it: every page at 80×24, the ones that matter most at the other sizes,
//! and journeys that really write and read the settings.

mod journeys;
mod properties;

use std::io::Write as _;

use repere::keymap::Key;
use repere::medium::lines;
use repere::message::Message;
use repere::model::staff::{
    Difference, EditionCard, EditionTask, Editions, InstallProgress, JournalLine, Offered, Phase, Sentence, StaffNews,
    StickOffer, StickState,
};
use repere::page::{Block, InputMode};
use rstest::rstest;

use crate::stage::{Stage, stage};

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
        sequence: Some(u64::from(40 - place)),
        verdict: ["installed", "rolled-back", "bad-signature", "already-served"][place as usize % 4].to_owned(),
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
#[case::desk_kept("desk_kept", "31Mme Petit<enter>2lundi au vendredi 9h-12h<enter>1303 21 00 00 00<enter>")]
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
#[case::screen_test_no("screen_test_no", "812")]
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
    let content = Err(Sentence::new("install.error.busy"));
    news(&mut stage, StaffNews::Offer(Box::new(StickOffer { label: "REPERE".to_owned(), content })));
    assert!(stage.text().contains("Une installation est déjà en cours."), "{}", stage.text());
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
#[case::refused(StickState::Refused(Sentence::new("install.error.busy")), "Une installation est déjà en cours.")]
fn visitors_read_about_a_stick(#[case] stick: StickState, #[case] said: &str) {
    let mut stage = stage("fr");
    news(&mut stage, StaffNews::Stick(stick));
    assert!(stage.text().contains(said), "{}", stage.text());
    assert!(stage.text().contains("5  Être aidé par quelqu'un maintenant"), "{}", stage.text());
}

/// The line medium asks the same questions; an answer is all text, and takes the place of what stood there.
#[test]
fn the_line_medium_fills_forms() {
    let mut stage = stage("fr").store();
    let mut said = Vec::new();
    let answers = [
        "9",
        "3",
        "1234",
        "2749",
        "2749",
        "<",
        "1",
        "1",
        "Bonjour à tous",
        "demain",
        "24/12",
        "wifi",
        "<",
        "3",
        "3",
        "3",
        "03 21 00 00 00",
        "0",
    ];
    for answer in answers {
        for message in lines::answer(answer, &stage.session.model.page()) {
            stage.tell(message);
        }
        // The PIN stands in no snapshot.
        let shown = if answer == "2749" { "…" } else { answer };
        write!(said, "\n> {shown}\n").unwrap();
        lines::print(&stage.session.model.page(), &mut said).unwrap();
    }
    insta::assert_snapshot!("staff_lines", String::from_utf8(said).unwrap());
    let settings = &stage.session.model.context.settings;
    assert_eq!(settings.message.as_ref().unwrap().text, "Bonjour à tous");
    assert_eq!(settings.desk.telephone.as_deref(), Some("0321000000"));
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
                said.extend(facts.iter().flat_map(|fact| std::iter::once(&fact.label).chain(&fact.values)));
            }
            Block::Choices(choices) => {
                said.extend(choices.iter().flat_map(|choice| std::iter::once(&choice.label).chain(&choice.details)));
            }
            Block::Text(text)
            | Block::Heading(text)
            | Block::Notice { text, .. }
            | Block::Progress(text)
            | Block::Countdown { text, .. } => {
                said.push(text);
            }
            Block::List(items) => said.extend(items),
            Block::Field { label, .. } => said.push(label),
        }
    }
    for word in said.into_iter().flat_map(|text| text.split_whitespace()) {
        assert!(shown.contains(word), "{word} is not shown: {shown}");
    }
}
