//! Filters answer in three ways: it fits, it does not, nobody has said. The moment is a Tuesday at ten.

use chrono::Weekday;
use repere_index::edition::Edition;
use repere_index::hours::{Closure, OpenState, Period};
use repere_index::lexicon::TimeWish;
use repere_index::local::{Language, LocalAddition};
use repere_index::search::{Ask, Filter};
use repere_index::standard::{Audience, SpecificCare, SupportMode};
use repere_index::venue::Venue;
use rstest::rstest;

use crate::stage::{ask, catalogue, tuesday};

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

fn venue(id: &str) -> Venue {
    Edition::starter().unwrap().venues.into_iter().find(|venue| venue.id == id).unwrap()
}

#[rstest]
#[case::free("demo-001", Filter::Free, YES)]
#[case::paid("demo-007", Filter::Free, NO)]
#[case::free_under_condition("demo-004", Filter::Free, NO)]
#[case::no_price("demo-012", Filter::Free, None)]
#[case::deaf("demo-003", Filter::Care(SpecificCare::Deafness), YES)]
#[case::other_care("demo-001", Filter::Care(SpecificCare::Deafness), NO)]
#[case::no_care("demo-005", Filter::Care(SpecificCare::Deafness), None)]
#[case::english("demo-002", Filter::Care(SpecificCare::English), YES)]
#[case::seniors("demo-003", Filter::Audience(Audience::Seniors), YES)]
#[case::for_everyone("demo-001", Filter::Audience(Audience::Seniors), YES)]
#[case::for_others("demo-005", Filter::Audience(Audience::Seniors), NO)]
#[case::alone("demo-001", Filter::Support(SupportMode::OnOnesOwn), YES)]
#[case::accompanied_only("demo-010", Filter::Support(SupportMode::OnOnesOwn), NO)]
fn of_the_record(#[case] id: &str, #[case] filter: Filter, #[case] fits: Option<bool>) {
    assert_eq!(filter.fits(&venue(id), None, tuesday()), fits);
}

#[rstest]
#[case::near(Some(4_900.0), YES)]
#[case::just_there(Some(5_000.0), YES)]
#[case::far(Some(5_001.0), NO)]
#[case::nowhere(None, None)]
fn of_distance(#[case] metres: Option<f64>, #[case] fits: Option<bool>) {
    assert_eq!(Filter::Within(5).fits(&venue("demo-001"), metres, tuesday()), fits);
}

#[rstest]
#[case::open_now("demo-002", TimeWish::Now, YES)]
#[case::closed_now("demo-001", TimeWish::Now, NO)]
#[case::tomorrow("demo-001", TimeWish::Tomorrow, YES)]
#[case::not_tomorrow("demo-015", TimeWish::Tomorrow, NO)]
#[case::saturday("demo-001", TimeWish::Day(Weekday::Sat), YES)]
#[case::not_saturday("demo-002", TimeWish::Day(Weekday::Sat), NO)]
#[case::today_is_that_day("demo-001", TimeWish::Day(Weekday::Tue), YES)]
#[case::monday_next_week("demo-002", TimeWish::Day(Weekday::Mon), YES)]
#[case::weekend("demo-008", TimeWish::Weekend, YES)]
#[case::not_at_the_weekend("demo-002", TimeWish::Weekend, NO)]
#[case::evening("demo-005", TimeWish::Evening, YES)]
#[case::friday_evening("demo-001", TimeWish::Evening, YES)]
#[case::no_evening("demo-002", TimeWish::Evening, NO)]
#[case::no_hours("demo-012", TimeWish::Now, None)]
#[case::free_text("demo-013", TimeWish::Day(Weekday::Sat), None)]
fn of_time(#[case] id: &str, #[case] wish: TimeWish, #[case] fits: Option<bool>) {
    assert_eq!(Filter::Time(wish).fits(&venue(id), None, tuesday()), fits);
}

#[test]
fn old_hours_say_nothing() {
    let mut venue = venue("demo-002");
    venue.updated = venue.updated.and_then(|date| date.checked_sub_months(chrono::Months::new(14)));
    assert_eq!(Filter::Time(TimeWish::Now).fits(&venue, None, tuesday()), None);
}

/// "demo-002" is open now, tomorrow and on Thursday.
#[rstest]
#[case::today(("2026-11-24", "2026-11-24"), TimeWish::Now, NO)]
#[case::today_is_that_day(("2026-11-24", "2026-11-24"), TimeWish::Day(Weekday::Tue), NO)]
#[case::tomorrow(("2026-11-25", "2026-11-30"), TimeWish::Tomorrow, NO)]
#[case::opens_again(("2026-11-20", "2026-11-24"), TimeWish::Tomorrow, YES)]
#[case::over(("2026-11-20", "2026-11-23"), TimeWish::Now, YES)]
#[case::still_open(("2026-11-25", "2026-11-30"), TimeWish::Now, YES)]
fn closed_days_never_fit(#[case] closed: (&str, &str), #[case] wish: TimeWish, #[case] fits: Option<bool>) {
    let mut venue = venue("demo-002");
    let period = Period { from: closed.0.parse().ok(), until: closed.1.parse().ok() };
    let mut local = LocalAddition::default();
    local.exceptions.closures.push(Closure { period, message: None });
    venue.local = Some(Box::new(local));
    assert_eq!(Filter::Time(wish).fits(&venue, None, tuesday()), fits);
    // Without hours, or with old ones, a closed day is closed all the same; of the others nobody knows.
    venue.updated = None;
    assert_eq!(Filter::Time(wish).fits(&venue, None, tuesday()), fits.filter(|fits| !fits));
    venue.hours = None;
    assert_eq!(Filter::Time(wish).fits(&venue, None, tuesday()), fits.filter(|fits| !fits));
}

/// What the town knows to be spoken answers beside the record.
#[rstest]
#[case::spoken("demo-005", &[Language::English], SpecificCare::English, YES)]
#[case::other_spoken("demo-005", &[Language::Arabic], SpecificCare::OtherLanguages, YES)]
#[case::not_spoken("demo-005", &[Language::French], SpecificCare::English, NO)]
#[case::recorded("demo-002", &[Language::French], SpecificCare::English, YES)]
#[case::nobody_said("demo-005", &[], SpecificCare::English, None)]
#[case::signs("demo-005", &[Language::SignLanguage], SpecificCare::Deafness, YES)]
#[case::no_word_of_signs("demo-005", &[Language::French], SpecificCare::Deafness, None)]
fn languages_that_a_town_added(
    #[case] id: &str,
    #[case] spoken: &[Language],
    #[case] care: SpecificCare,
    #[case] fits: Option<bool>,
) {
    let mut venue = venue(id);
    let mut local = LocalAddition::default();
    local.extras.languages = spoken.to_vec();
    venue.local = Some(Box::new(local));
    assert_eq!(Filter::Care(care).fits(&venue, None, tuesday()), fits);
}

/// What the staff of the terminal say holds in every answer, and no filter offers what they closed.
#[test]
fn what_staff_closed_is_never_open() {
    let open_now = Ask { filters: vec![Filter::Time(TimeWish::Now)], ..ask("wifi") };
    let first = catalogue().search(&open_now).unwrap().venues.into_iter().find(|hit| hit.unknown.is_empty()).unwrap();
    let until = Period { from: None, until: Some(tuesday().now.date()) };
    let closed = Closure { period: until, message: Some("Travaux".to_owned()) };
    let closures = vec![(first.venue.id.clone(), closed)];
    let answer = catalogue().search(&Ask { closures: closures.clone(), ..open_now }).unwrap();
    assert!(answer.venues.iter().all(|hit| hit.venue.id != first.venue.id));
    let all = catalogue().search(&Ask { closures, ..ask("wifi") }).unwrap();
    let hit = all.venues.into_iter().find(|hit| hit.venue.id == first.venue.id).unwrap();
    assert!(matches!(hit.open, OpenState::ClosedUntil { .. }), "{:?}", hit.open);
}
