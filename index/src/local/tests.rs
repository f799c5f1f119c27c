//! Whole files over the demonstration venues.

use std::sync::LazyLock;

use rstest::rstest;

use super::*;
use crate::edition::Edition;
use crate::hours::{Closure, OnHolidays};

const LIBRARY: &str = "demo-001";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The demonstration venues, without what is added to them; read once.
fn venues() -> Vec<Venue> {
    static VENUES: LazyLock<Vec<Venue>> = LazyLock::new(|| {
        let bare = |venue| Venue { local: None, ..venue };
        Edition::starter().unwrap().venues.into_iter().map(bare).collect()
    });
    VENUES.clone()
}

/// The demonstration venues with one file more, and what was found in it: row, column, problem.
fn read(name: &str, text: &str) -> (Vec<Venue>, Vec<(usize, String, &'static str)>) {
    let mut venues = venues();
    let report = add(&[(name, text.as_bytes())], &mut venues, Some(day("2026-11-20")));
    assert!(report.findings.iter().all(|found| found.file == format!("local/{name}")));
    let found = report.findings.into_iter().map(|found| (found.row, found.column, found.problem.key()));
    (venues, found.collect())
}

fn library(name: &str, text: &str) -> LocalAddition {
    let (venues, found) = read(name, text);
    assert_eq!(found, []);
    *venues.into_iter().find(|venue| venue.id == LIBRARY).unwrap().local.unwrap()
}

#[test]
fn reads_closures_as_spreadsheets_save_them() {
    let text = "\u{feff}venue_id;from;until;message\r\ndemo-001;24/11/2026;05/12/2026;\"Travaux ; \
                revenez lundi.\"\r\ndemo-001;;2027-01-03;\r\n;;;\r\n";
    let added = library("closures.csv", text);
    let closure = |from: Option<&str>, until: &str, message: Option<&str>| Closure {
        period: Period { from: from.map(day), until: Some(day(until)) },
        message: message.map(str::to_owned),
    };
    let expected = [
        closure(Some("2026-11-24"), "2026-12-05", Some("Travaux ; revenez lundi.")),
        closure(None, "2027-01-03", None),
    ];
    assert_eq!(added.exceptions.closures, expected);
}

#[test]
fn reads_messages_and_shows_those_of_the_day() {
    let text = "venue_id,from,until,message\ndemo-001,2026-11-24,2026-11-25,Ascenseur en panne.\ndemo-001,,,Entrez par la cour.\n";
    let added = library("messages.csv", text);
    let on = |date: &str| added.messages_on(day(date)).collect::<Vec<_>>();
    assert_eq!(on("2026-11-25"), ["Ascenseur en panne.", "Entrez par la cour."]);
    assert_eq!(on("2026-11-26"), ["Entrez par la cour."]);
}

#[test]
fn reads_extras() {
    let text = "Venue ID,Documents,languages,printers,computers,scanners,transport,public holidays,verified_on,verified_by\n\
                demo-001,Pièce d'identité|Numéro Caf ,ar| Anglais|ar,1,8,0,Bus 18 : arrêt Essai,fermé,20/11/2026,CCAS de Lens\n";
    let added = library("extras.csv", text);
    let expected = Extras {
        documents: vec!["Pièce d'identité".to_owned(), "Numéro Caf".to_owned()],
        languages: vec![Language::Arabic, Language::English],
        printers: Some(1),
        computers: Some(8),
        scanners: Some(0),
        transport: vec!["Bus 18 : arrêt Essai".to_owned()],
        verified_on: Some(day("2026-11-20")),
        verified_by: Some("CCAS de Lens".to_owned()),
    };
    assert_eq!(added.extras, expected);
    assert_eq!(added.exceptions.public_holidays, Some(OnHolidays::Closed));
}

/// What is wrong is named, and what is right beside it is kept.
#[rstest]
#[case::no_venue("closures.csv", "venue_id,from,until\n,,2026-12-05\n", &[(2, "venue_id", "venue-missing")])]
#[case::other_venue("closures.csv", "venue_id,from,until\nx-1,,2026-12-05\n", &[(2, "venue_id", "venue-unknown")])]
#[case::date("closures.csv", "venue_id,from,until\n\ndemo-001,lundi,\n", &[(3, "from", "date-malformed")])]
#[case::all_at_once(
    "closures.csv",
    "venue_id,from,until\nx-1,lundi,mardi\n",
    &[(2, "venue_id", "venue-unknown"), (2, "from", "date-malformed"), (2, "until", "date-malformed")]
)]
#[case::reversed(
    "closures.csv",
    "venue_id,from,until\ndemo-001,2026-12-05,2026-12-01\n",
    &[(2, "until", "dates-reversed")]
)]
#[case::no_words("messages.csv", "venue_id,message\ndemo-001,\n", &[(2, "message", "text-missing")])]
#[case::other_column(
    "messages.csv",
    "venue_id,message,couleur\ndemo-001,Bonjour,bleu\n",
    &[(1, "couleur", "column-unknown")]
)]
#[case::column_twice(
    "messages.csv",
    "venue_id,message,Message\ndemo-001,Bonjour,\n",
    &[(1, "Message", "column-repeated")]
)]
#[case::no_column("closures.csv", "venue_id,message\ndemo-001,Fermé\n", &[(1, "from", "column-missing"), (1, "until", "column-missing")])]
#[case::twice("extras.csv", "venue_id,printers\ndemo-001,1\ndemo-001,2\n", &[(3, "venue_id", "venue-repeated")])]
#[case::numbers("extras.csv", "venue_id,printers,computers\ndemo-001,une,9999\n", &[(2, "printers", "number-malformed"), (2, "computers", "number-malformed")])]
#[case::language("extras.csv", "venue_id,languages\ndemo-001,klingon|en\n", &[(2, "languages", "language-unknown")])]
#[case::holidays("extras.csv", "venue_id,public_holidays\ndemo-001,parfois\n", &[(2, "public_holidays", "holidays-malformed")])]
#[case::no_day("workshops.csv", "venue_id,date,title\ndemo-001,,Mail\n", &[(2, "date", "date-missing")])]
#[case::no_title("workshops.csv", "venue_id,date,title\ndemo-001,2026-12-01,\n", &[(2, "title", "title-missing")])]
#[case::no_time("workshops.csv", "venue_id,date,start,title\ndemo-001,2026-12-01,midi,Mail\n", &[(2, "start", "time-malformed")])]
#[case::times_reversed("workshops.csv", "venue_id,date,start,end,title\ndemo-001,2026-12-01,14h,10h,Mail\n", &[(2, "end", "times-reversed")])]
#[case::other_file("fermetures.csv", "venue_id\n", &[(1, "", "file-unknown")])]
#[case::empty("closures.csv", "", &[(1, "", "empty")])]
#[case::web_page("closures.csv", "<html>", &[(1, "", "html")])]
#[case::no_calendar("workshops.ics", "Bonjour", &[(1, "", "calendar-malformed")])]
fn names_what_is_wrong(#[case] name: &str, #[case] text: &str, #[case] expected: &[(usize, &str, &'static str)]) {
    let (_, found) = read(name, text);
    let expected: Vec<_> = expected.iter().map(|(row, column, key)| (*row, (*column).to_owned(), *key)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_text_that_nobody_reads_to_its_end_is_cut() {
    let (venues, found) = read("messages.csv", &format!("venue_id,message\ndemo-001,{}\n", "mot ".repeat(100)));
    assert_eq!(found, [(2, "message".to_owned(), "text-too-long")]);
    let local = venues.into_iter().find(|venue| venue.id == LIBRARY).unwrap().local.unwrap();
    assert!(local.messages[0].text.ends_with("mot…") && local.messages[0].text.chars().count() <= 280);
}

#[test]
fn every_problem_has_its_own_key() {
    let mut keys = Problem::KEYS.to_vec();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), Problem::KEYS.len());
    assert!(Problem::KEYS.contains(&Problem::TextTooLong { length: 300 }.key()));
}

/// Day, time and title of the workshops that are to come.
fn to_come(added: &LocalAddition, now: &str) -> Vec<String> {
    let now = NaiveDateTime::parse_from_str(now, "%Y-%m-%d %H:%M").unwrap();
    let time = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let told = |w: &Workshop| format!("{} {}-{} {}", w.date.format("%m-%d"), time(w.start), time(w.end), w.title);
    added.workshops_from(now).take(4).map(told).collect()
}

#[test]
fn workshops_come_in_their_order_and_none_is_past() {
    let text = "venue_id,date,start,end,title,price,registration\n\
                demo-001,02/12/2026,10h,11h30,Photos,,\n\
                demo-001,2026-11-24,10:00,12:00,Mail,Gratuit,03 53 01 00 01\n\
                demo-001,2026-11-24,,,Portes ouvertes,,\n\
                demo-001,2026-11-23,14:00,,Tablette,,\n";
    let added = library("workshops.csv", text);
    let all = ["11-24 - Portes ouvertes", "11-24 10:00-12:00 Mail", "12-02 10:00-11:30 Photos"];
    assert_eq!(to_come(&added, "2026-11-24 09:00"), all);
    assert_eq!(to_come(&added, "2026-11-24 10:00"), [all[0], all[2]]);
    assert_eq!(added.workshops[2].price.as_deref(), Some("Gratuit"));
}

#[test]
fn no_workshop_is_told_of_on_a_closed_day() {
    let mut venues = venues();
    let files: [File<'_>; 2] = [
        ("workshops.csv", b"venue_id,date,title\ndemo-001,2026-12-01,Mail\ndemo-001,2026-12-08,Photos\n"),
        ("closures.csv", b"venue_id,from,until\ndemo-001,2026-12-01,2026-12-04\n"),
    ];
    let report = add(&files, &mut venues, None);
    assert_eq!((report.taken, report.findings.len()), (3, 0));
    assert_eq!(to_come(venues[0].local.as_ref().unwrap(), "2026-11-24 09:00"), ["12-08 - Photos"]);
}

/// A calendar of events, each given by its lines.
fn calendar(events: &[&str]) -> String {
    let event = |(place, lines): (usize, &&str)| {
        let uid = if lines.contains("UID:") { String::new() } else { format!("UID:{place}@essai\n") };
        format!("BEGIN:VEVENT\n{uid}DTSTAMP:20261101T090000Z\n{lines}\nEND:VEVENT\n")
    };
    let events: String = events.iter().enumerate().map(event).collect();
    let head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Essai//FR\nX-WR-TIMEZONE:Europe/Paris\n";
    format!("{head}{events}END:VCALENDAR\n").replace('\n', "\r\n")
}

#[rstest]
#[case::zone(
    "DTSTART;TZID=Europe/Paris:20261125T100000\nDTEND;TZID=Europe/Paris:20261125T113000\nSUMMARY:Mail",
    &["11-25 10:00-11:30 Mail"]
)]
#[case::utc("DTSTART:20261125T090000Z\nDTEND:20261125T103000Z\nSUMMARY:Mail", &["11-25 10:00-11:30 Mail"])]
#[case::no_zone("DTSTART:20261125T100000\nDURATION:PT1H\nSUMMARY:Mail", &["11-25 10:00-11:00 Mail"])]
#[case::no_end("DTSTART:20261125T100000\nSUMMARY:Mail\\, photos\n  et tablette", &["11-25 10:00- Mail, photos et tablette"])]
#[case::whole_day("DTSTART;VALUE=DATE:20261125\nSUMMARY:Portes ouvertes", &["11-25 - Portes ouvertes"])]
#[case::over("DTSTART:20261120T100000\nSUMMARY:Mail", &[])]
#[case::cancelled("DTSTART:20261125T100000\nSTATUS:CANCELLED\nSUMMARY:Mail", &[])]
#[case::private("DTSTART:20261125T100000\nCLASS:PRIVATE\nSUMMARY:Rendez-vous", &[])]
#[case::weekly(
    "DTSTART;TZID=Europe/Paris:20190102T100000\nDTEND;TZID=Europe/Paris:20190102T110000\n\
     RRULE:FREQ=WEEKLY;BYDAY=WE\nEXDATE;TZID=Europe/Paris:20261202T100000\nSUMMARY:Mail",
    &["11-25 10:00-11:00 Mail", "12-09 10:00-11:00 Mail", "12-16 10:00-11:00 Mail", "12-23 10:00-11:00 Mail"]
)]
#[case::until_a_moment_in_utc(
    "DTSTART;TZID=Europe/Paris:20261104T100000\nRRULE:FREQ=WEEKLY;UNTIL=20261202T090000Z\nSUMMARY:Mail",
    &["11-25 10:00- Mail", "12-02 10:00- Mail"]
)]
#[case::until_a_day(
    "DTSTART;TZID=Europe/Paris:20261104T100000\nRRULE:FREQ=WEEKLY;UNTIL=20261202\nSUMMARY:Mail",
    &["11-25 10:00- Mail", "12-02 10:00- Mail"]
)]
#[case::monthly("DTSTART:20261006T140000\nRRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=3\nSUMMARY:Impôts", &["12-01 14:00- Impôts"])]
fn reads_an_event(#[case] event: &str, #[case] expected: &[&str]) {
    let text = calendar(&[&format!("LOCATION:Médiathèque Rose-Marie Exemple\\, Lens\n{event}")]);
    let (venues, found) = read("workshops.ics", &text);
    assert_eq!(found, []);
    let added = venues[0].local.clone().unwrap_or_default();
    assert_eq!(to_come(&added, "2026-11-24 10:00"), expected);
}

#[test]
fn a_moved_day_of_a_series_is_told_where_it_went() {
    let series = "UID:s\nSEQUENCE:1\nX-REPERE-VENUE:demo-001\nDTSTART;TZID=Europe/Paris:20261104T100000\n\
                  RRULE:FREQ=WEEKLY;COUNT=6\nSUMMARY:Mail";
    let moved = "UID:s\nSEQUENCE:3\nX-REPERE-VENUE:demo-001\nRECURRENCE-ID;TZID=Europe/Paris:20261125T100000\n\
                 DTSTART;TZID=Europe/Paris:20261126T150000\nSUMMARY:Mail (jeudi)";
    let gone = "UID:s\nSEQUENCE:4\nSTATUS:CANCELLED\nX-REPERE-VENUE:demo-001\n\
                RECURRENCE-ID;TZID=Europe/Paris:20261202T100000\nDTSTART;TZID=Europe/Paris:20261202T100000\nSUMMARY:Mail";
    let added = library("workshops.ics", &calendar(&[series, moved, gone]));
    assert_eq!(to_come(&added, "2026-11-24 10:00"), ["11-26 15:00- Mail (jeudi)", "12-09 10:00- Mail"]);
}

#[test]
fn an_event_that_is_wrong_is_named_by_its_line() {
    let text = calendar(&[
        "DTSTART:20261125T100000\nSUMMARY:Ailleurs\nLOCATION:Piscine",
        "DTSTART:20261125T100000\nSUMMARY:Inconnu\nX-REPERE-VENUE:x-1",
        "SUMMARY:Sans date\nX-REPERE-VENUE:demo-001",
        "DTSTART:20261125T100000\nX-REPERE-VENUE:demo-001",
        "DTSTART:20261125T100000\nRRULE:FREQ=PARFOIS\nSUMMARY:Une fois\nX-REPERE-VENUE:demo-001",
    ]);
    let (venues, mut found) = read("workshops.ics", &text);
    found.sort();
    let expected = [
        (5, "LOCATION", "event-elsewhere"),
        (12, "X-REPERE-VENUE", "venue-unknown"),
        (19, "DTSTART", "date-missing"),
        (25, "SUMMARY", "title-missing"),
        (31, "RRULE", "repetition-unread"),
    ];
    assert_eq!(found, expected.map(|(row, column, key)| (row, column.to_owned(), key)));
    assert_eq!(to_come(venues[0].local.as_ref().unwrap(), "2026-11-24 10:00"), ["11-25 10:00- Une fois"]);
}

/// What repeats without end is not believed for ever.
#[test]
fn old_repetitions_are_not_promised() {
    let text = calendar(&["DTSTART:20190102T100000\nRRULE:FREQ=WEEKLY\nSUMMARY:Mail\nX-REPERE-VENUE:demo-001"]);
    let added = library("workshops.ics", &text);
    assert!(!to_come(&added, "2027-11-10 10:00").is_empty());
    assert!(to_come(&added, "2027-11-24 10:00").is_empty());
}

mod never {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever bytes stand in a file, the edition stays readable.
        #[test]
        fn panics(
            name in prop::sample::select(vec!["closures.csv", "messages.csv", "extras.csv", "workshops.csv", "workshops.ics"]),
            bytes in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            add(&[(name, &bytes)], &mut [], None);
        }

        /// Nor do events with odd lines.
        #[test]
        fn panics_over_events(
            rule in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY|HOURLY|SECONDLY))(;(INTERVAL|COUNT|BYMONTHDAY|BYSETPOS|BYWEEKNO|BYYEARDAY|BYHOUR)=-?[0-9]{1,5}){0,3}",
            start in "(1[0-9]|20)[0-9]{6}(T[0-9]{6}Z?)?",
        ) {
            let text = calendar(&[&format!("DTSTART:{start}\nRRULE:{rule}\nSUMMARY:Mail\nX-REPERE-VENUE:demo-001")]);
            read("workshops.ics", &text);
        }
    }
}
