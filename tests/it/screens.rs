//! Every page at 80×24; home, results and a venue at the other sizes; what must be said on each.

use std::time::Duration;

use repere::effect::Effect;
use repere::keymap::Key;
use repere::message::Message;
use repere::model::StaffCode;
use repere::model::look::{Fonts, Grid};
use repere::model::staff::{StaffNews, StaffSettings};
use repere::page::Block;
use repere_index::edition::EditionInfo;
use rstest::rstest;

use crate::stage::{as_written, bare, stage};

/// One snapshot of the screen after the keys.
fn look(name: &str, code: &str, size: (u16, u16), keys: &str) {
    let mut stage = stage(code).size(size.0, size.1).keys(keys);
    insta::assert_snapshot!(name, stage.screen(), keys);
}

#[rstest]
#[case::home("home", "")]
#[case::typing_nothing("typing_nothing", "6")]
#[case::typing("typing", "medi")]
#[case::results("results", "ordinateur<enter>")]
#[case::results_end("results_end", "ordinateur<enter><pgdn><pgdn>")]
#[case::results_more("results_more", "19")]
#[case::results_need("results_discovery", "2")]
#[case::results_procedures("results_procedures", "4")]
#[case::results_person("results_person", "5")]
#[case::nothing("nothing", "zzzzqqq<enter>")]
#[case::understood("understood", "inprimer un papié a lans<enter>")]
#[case::understood_end("understood_end", "inprimer un papié a lans<enter><pgdn>")]
#[case::other_letters("other_letters", "آلة طباعة<enter>")]
#[case::urgent("urgent", "mon mari me frappe<enter>")]
#[case::outside("outside", "pharmacie de garde<enter>")]
#[case::filters("filters", "wifi<enter>9")]
#[case::filtered("filtered", "wifi<enter>949")]
#[case::filter_unknown("filter_unknown", "wifi<enter>9519<left>")]
#[case::venue("venue", "11")]
#[case::venue_second("venue_second", "11<down>")]
#[case::venue_end("venue_end", "11<down><down><down><down>")]
#[case::guide_cover("guide_cover", "arnaque<enter>1")]
#[case::guide_step("guide_step", "arnaque<enter>1<enter><enter>")]
#[case::guide_last(
    "guide_last",
    "arnaque<enter>1<enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter>"
)]
#[case::help("help", "?")]
#[case::help_results("help_results", "wifi<enter>?")]
#[case::language("language", "7")]
#[case::about("about", "9")]
#[case::about_end("about_end", "9<down><down>")]
fn at_80_by_24(#[case] name: &str, #[case] keys: &str) {
    look(&format!("{name}_80x24"), "fr", (80, 24), keys);
}

#[rstest]
#[case::home("home", "")]
#[case::results("results", "ordinateur<enter>")]
#[case::venue("venue", "11")]
#[case::guide("guide_cover", "scam<enter>1")]
#[case::about("about", "9")]
fn in_english(#[case] name: &str, #[case] keys: &str) {
    look(&format!("{name}_en_80x24"), "en", (80, 24), keys);
}

#[rstest]
fn at_other_sizes(
    #[values((64, 24), (40, 12), (120, 33))] size: (u16, u16),
    #[values(("home", ""), ("results", "ordinateur<enter>"), ("venue", "11"))] page: (&str, &str),
) {
    look(&format!("{}_{}x{}", page.0, size.0, size.1), "fr", size, page.1);
}

#[test]
fn while_the_catalogue_is_loading() {
    let mut stage = bare("fr");
    stage.tell(Message::Loaded { done: 3_000, total: 9_303 });
    insta::assert_snapshot!("loading_80x24", stage.keys("").screen());
}

#[test]
fn when_the_content_cannot_be_shown() {
    let mut stage = bare("fr");
    stage.tell(Message::CatalogueFailed(StaffCode::Content));
    insta::assert_snapshot!("failed_80x24", stage.screen());
}

#[test]
fn when_the_starter_edition_stands_in() {
    let mut stage = bare("fr");
    let edition = Box::new(crate::stage::starter().info().clone());
    stage.tell(Message::CatalogueReady { edition, standing_in: true });
    assert!(stage.text().contains("code R1"));
}

#[test]
fn below_forty_by_twelve_a_sentence_says_so() {
    let stage = stage("fr").size(39, 11);
    assert!(stage.text().starts_with("L'écran est trop petit."), "{}", stage.text());
}

/// Every page that shows an invented venue says that it is invented; home does so on its last sheet.
#[rstest]
#[case::home("<pgdn>")]
#[case::nearby("1")]
#[case::typing("media")]
#[case::venue("11")]
#[case::guide_end(
    "arnaque<enter>1<enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter>"
)]
#[case::path("8212")]
fn says_that_it_is_a_demonstration(#[case] keys: &str) {
    let text = stage("fr").keys(keys).text();
    assert!(text.contains("Démonstration"), "{text}");
}

/// A chip is taken off with one key, and its words are words again.
#[test]
fn what_was_understood_is_taken_off_with_one_key() {
    let before = stage("fr").keys("wifi lens<enter>");
    assert!(before.text().contains("J'ai compris"));
    let number = before
        .session
        .model
        .page()
        .choices()
        .position(|choice| choice.label.starts_with("Ne pas tenir compte"))
        .unwrap()
        + 1;
    let after = before.keys(&number.to_string());
    assert!(!after.text().contains("Ordinateur, imprimante, wifi sur place"), "{}", after.text());
}

/// A filter that leaves nothing says which one to lift, and lifting it brings the places back.
#[test]
fn a_filter_never_ends_in_nothing() {
    // On the page of distances 1 is two kilometres; nothing of that name is so near.
    let narrow = stage("fr").keys("maquette<enter>");
    let filters =
        narrow.session.model.page().choices().position(|choice| choice.label.starts_with("Choisir parmi")).unwrap() + 1;
    let none = narrow.keys(&format!("{filters}81<left><left>"));
    assert!(none.text().contains("Aucun lieu ne convient"), "{}", none.text());
    assert!(none.text().contains("Enlever le choix : À moins de 2"), "{}", none.text());
    let again = none.keys("1");
    assert!(again.text().contains("Tiers-lieu La Maquette"), "{}", again.text());
}

/// Every word that a page proposes gives a result.
#[rstest]
fn words_that_are_proposed_find_something(#[values("fr", "en")] code: &str) {
    let hint = repere::locale::Locale::from_code(code).unwrap().say("results.type-hint");
    let examples = hint.rsplit(':').next().unwrap().trim_end_matches('.');
    for word in examples.split(',') {
        let page = stage(code).keys(&format!("{}<enter>", word.trim())).session.model.page();
        assert!(
            page.choices()
                .any(|choice| matches!(choice.id, repere::page::ChoiceId::Venue(_) | repere::page::ChoiceId::Guide(_))),
            "{word}"
        );
    }
}

/// All that a page says is said at every size, on as many sheets as it takes.
#[rstest]
fn loses_no_word(
    #[values((80, 24), (64, 24), (40, 12), (120, 33))] size: (u16, u16),
    #[values("", "1", "4", "5", "11", "arnaque<enter>1", "9", "?", "ordinateur<enter>")] keys: &str,
) {
    let mut stage = stage("fr").size(size.0, size.1).keys(keys);
    let page = stage.session.model.page();
    let mut shown = String::new();
    for _ in 0..40 {
        shown.push_str(&as_written(&stage.text()));
        stage.press(repere::keymap::Key::PageDown);
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
            Block::Text(text) | Block::Heading(text) | Block::Notice { text, .. } | Block::Countdown { text, .. } => {
                said.push(text);
            }
            Block::List(items) => said.extend(items),
            Block::Field { .. } | Block::Progress(_) => {}
        }
    }
    // An address of a web site may be cut to fit.
    for word in said.into_iter().flat_map(|text| text.split_whitespace()).filter(|word| word.chars().count() < 30) {
        assert!(shown.contains(word), "{word} is not shown: {shown}");
    }
}

/// What a venue's page says first, at different times. The first venue near here closes at 18 h and has no hours on
/// Mondays; its record is of 16 November 2026 and says "PH off".
#[rstest]
#[case::before("2026-11-24 10:00", "Fermé. Ouvre aujourd'hui à 14 h.")]
#[case::soon("2026-11-24 13:20", "Ouvre bientôt, à 14 h.")]
#[case::open("2026-11-24 15:00", "Ouvert maintenant, jusqu'à 18 h.")]
#[case::closes_soon("2026-11-24 17:45", "Ouvert maintenant, ferme bientôt : à 18 h.")]
#[case::evening("2026-11-24 19:00", "Fermé. Ouvre demain mercredi à 10 h.")]
#[case::weekend("2026-11-28 18:00", "Fermé. Ouvre mardi à 14 h.")]
#[case::holiday("2026-12-25 15:00", "Fermé. Ouvre demain samedi à 10 h.")]
#[case::old("2027-12-01 10:00", "Horaires à vérifier : vus en novembre 2026. Téléphonez avant de venir.")]
#[case::clock("2020-01-01 10:00", "Horaires à vérifier : l'heure de cette borne n'est pas sûre.")]
fn says_first_whether_it_is_open(#[case] moment: &str, #[case] said: &str) {
    let text = stage("fr").at(moment).keys("11").text();
    assert!(text.contains(said), "{text}");
}

#[rstest]
#[case::old("2026-07-01", true)]
#[case::fresh("2026-11-01", false)]
fn old_content_is_told_of(#[case] data_date: &str, #[case] told: bool) {
    let mut stage = stage("fr");
    let data_date = Some(data_date.parse().unwrap());
    let edition = Box::new(EditionInfo { data_date, ..stage.session.model.context.edition.clone() });
    stage.tell(Message::CatalogueReady { edition, standing_in: false });
    let stage = stage.keys("<pgdn>");
    assert_eq!(stage.text().contains("Ces informations datent du 1er juillet 2026."), told, "{}", stage.text());
}

#[test]
fn a_session_left_alone_ends_in_the_language_it_began_in() {
    let stage = stage("fr");
    assert_eq!(stage.session.model.alone_after(), None, "nobody was there");
    let mut stage = stage.keys("73mediatheque");
    assert_eq!(stage.session.model.alone_after(), Some(Duration::from_mins(2)));
    let settings = StaffSettings { idle_seconds: Some(90), ..StaffSettings::default() };
    stage.tell(Message::Staff(StaffNews::Settings(Box::new(settings))));
    assert_eq!(stage.session.model.alone_after(), Some(Duration::from_secs(90)));
    stage.tell(Message::SessionEnded);
    assert_eq!(stage.session.model.alone_after(), None);
    assert!(stage.text().contains("Que voulez-vous faire aujourd'hui"), "{}", stage.text());
}

/// Debian's console-setup puts its own font on a console whenever one is found, which may be after somebody asked for larger
/// letters.
#[test]
fn a_font_put_there_behind_our_back_gives_way_to_ours() {
    let grid = |columns, rows| Grid { columns, rows };
    let mut stage = stage("fr");
    stage.session.model.context.fonts = Fonts::seen(1, grid(64, 24));
    stage.session.news(Message::Screen(grid(64, 24)));
    assert_eq!(stage.session.key(Key::Char('+')), [Effect::Font(2)]);
    assert_eq!(stage.session.news(Message::Screen(grid(51, 19))), [], "this is what was asked for");
    assert_eq!(stage.session.news(Message::Screen(grid(64, 24))), [Effect::Font(2)]);
    assert_eq!(stage.session.news(Message::FontSet { font: 2, grid: grid(51, 19) }), []);
}

/// On a wide screen a larger font leaves more columns than the page would have that stands in for larger letters elsewhere.
#[test]
fn with_a_larger_font_the_page_has_the_whole_screen() {
    let mut stage = stage("fr").size(68, 19);
    stage.session.model.context.fonts = Fonts::seen(1, Grid { columns: 85, rows: 24 });
    stage.press(Key::Char('+'));
    let text = stage.text();
    assert!(text.lines().any(|line| line == "─".repeat(68)), "{text}");
}
