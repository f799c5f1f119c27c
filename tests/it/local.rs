//! What a town adds by hand, as visitors meet it: closures come before hours, messages and workshops are told of in time.

use std::path::Path;
use std::sync::OnceLock;

use repere::medium::lines;
use repere_index::edition::Edition;
use repere_index::search::Catalogue;
use rstest::rstest;

use crate::pty::Home;
use crate::stage::{Stage, stage_over};

const CLOSURES: &str = "venue_id;from;until;message\n\
    demo-001;20/11/2026;05/12/2026;Travaux. France services vous reçoit, 4 rue de l'Essai.\n\
    demo-002;2026-12-01;2026-12-01;Formation des agents.\n\
    demo-004;;;\n";
const MESSAGES: &str = "venue_id,from,until,message\n\
    demo-002,2026-11-24,2026-11-30,\"L'ascenseur est en panne : sonnez, on descend vous aider.\"\n";
const WORKSHOPS: &str = "venue_id,date,start,end,title,price,registration\n\
    demo-002,2026-11-23,10:00,11:30,Hier,,\n\
    demo-002,2026-11-26,10:00,11:30,Écrire un mail,Gratuit,03 53 01 00 02\n\
    demo-002,2026-12-03,14:00,,Ranger ses photos,,\n\
    demo-002,2026-12-10,,,Journée portes ouvertes,,\n\
    demo-002,2027-01-07,10:00,,Un de trop,,\n";

/// The starter edition in a folder, with local additions, indexed once.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let home = Home::new();
        let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/starter");
        for name in ["edition.toml", "venues.csv", "synonyms.toml", "local/extras.csv"] {
            home.write(&format!("ed/{name}"), std::fs::read(starter.join(name)).unwrap());
        }
        for (name, text) in [("closures", CLOSURES), ("messages", MESSAGES), ("workshops", WORKSHOPS)] {
            home.write(&format!("ed/local/{name}.csv"), text);
        }
        let edition = Edition::from_folder(&home.path("ed")).unwrap();
        assert_eq!(edition.local.findings, []);
        Catalogue::in_memory(edition, &mut |_, _| {}).unwrap()
    })
}

fn stage(code: &str) -> Stage {
    stage_over(code, catalogue())
}

#[rstest]
#[case::closed_80("local_closed_80x24", (80, 24), "rose-marie<enter>1")]
#[case::closed_64("local_closed_64x24", (64, 24), "rose-marie<enter>1")]
#[case::closed_40("local_closed_40x12", (40, 12), "rose-marie<enter>1")]
#[case::list("local_results_80x24", (80, 24), "mediatheque<enter>")]
#[case::open_80("local_open_80x24", (80, 24), "11")]
#[case::open_second_80("local_open_second_80x24", (80, 24), "11<down>")]
#[case::open_40("local_open_40x12", (40, 12), "11")]
fn looks(#[case] name: &str, #[case] size: (u16, u16), #[case] keys: &str) {
    insta::assert_snapshot!(name, stage("fr").size(size.0, size.1).keys(keys).screen(), keys);
}

#[rstest]
#[case::french("fr")]
#[case::english("en")]
fn says(#[case] code: &str) {
    let stage = stage(code).keys("11");
    let mut out = Vec::new();
    lines::print(&stage.session.model.page(), &mut out).unwrap();
    insta::assert_snapshot!(format!("lines_local_{code}"), String::from_utf8(out).unwrap());
}

/// Before, between and after the dates of a closure, both included. The library opens on Tuesdays from 14 h to 18 h.
#[rstest]
#[case::before("2026-11-17 15:00", "Ouvert maintenant, jusqu'à 18 h.")]
#[case::told_before("2026-11-17 15:00", "Sera fermé du vendredi 20 novembre au samedi 5 décembre compris. Travaux.")]
#[case::first_day("2026-11-20 15:00", "Fermé jusqu'au samedi 5 décembre compris. Travaux.")]
#[case::between("2026-11-24 15:00", "Fermé jusqu'au samedi 5 décembre compris. Travaux.")]
#[case::last_day("2026-12-05 11:00", "Fermé aujourd'hui, toute la journée. Travaux.")]
#[case::after("2026-12-06 15:00", "Fermé. Ouvre mardi à 14 h.")]
#[case::open_again("2026-12-08 15:00", "Ouvert maintenant, jusqu'à 18 h.")]
fn a_closure_has_its_days(#[case] moment: &str, #[case] said: &str) {
    let text = stage("fr").size(120, 33).at(moment).keys("rose-marie<enter>1").text();
    assert!(text.contains(said), "{text}");
}

/// Nobody is sent to a door that staff closed.
#[test]
fn a_closed_venue_is_offered_last_and_never_as_open() {
    let near = stage("fr").keys("1").text();
    assert!(!near.contains("Centre social des Trois-Essais") && !near.contains("Rose-Marie"), "{near}");
    let closed = stage("fr").keys("trois-essais<enter>1").text();
    assert!(closed.contains("Fermé. La date de réouverture n'est pas connue."), "{closed}");
    assert!(!closed.contains("Présentez-vous sur place"), "{closed}");
}

#[rstest]
#[case::to_come("2026-11-24 10:00", &["Écrire un mail", "Ranger ses photos", "Journée portes ouvertes"], "Un de trop")]
#[case::begun("2026-11-26 10:00", &["Ranger ses photos", "Journée portes ouvertes", "Un de trop"], "Écrire un mail")]
fn tells_of_the_next_three_workshops(#[case] moment: &str, #[case] told: &[&str], #[case] not_told: &str) {
    let page = stage("fr").at(moment).keys("11").session.model.page();
    let text = format!("{:?}", page.blocks);
    assert!(told.iter().all(|title| text.contains(title)) && !text.contains(not_told), "{text}");
    assert!(!text.contains("Hier"), "{text}");
}

/// A message has its days.
#[rstest]
#[case::on("2026-11-30 10:00", true)]
#[case::over("2026-12-02 10:00", false)]
fn a_message_has_its_days(#[case] moment: &str, #[case] shown: bool) {
    let page = stage("fr").at(moment).keys("11").session.model.page();
    assert_eq!(format!("{:?}", page.blocks).contains("Message : L'ascenseur"), shown);
}
