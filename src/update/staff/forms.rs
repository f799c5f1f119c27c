//! What is typed in the staff area, and what becomes of it when it is finished. A text that cannot be used stays to be mended.

use repere_index::place::{self, Place};
use repere_index::search::Wanted;

use super::dates::{last_day, moment};
use super::hours::{self, HoursProblem};
use super::{MOST_FOUND, ask, open, say, shown};
use crate::effect::Effect;
use crate::model::Model;
use crate::model::staff::{
    Ask, Change, Closure, DeskCard, DeskTask, Found, HomeMessage, Purpose, Sentence, StaffTask, View,
};

/// Characters of the message on the home page.
pub(super) const LONGEST_MESSAGE: usize = 200;
/// Characters of all else.
const LONGEST_TEXT: usize = 120;
/// Mistakes that are mended in the name of a commune.
const MENDED: u8 = 2;

/// A character goes into a form.
pub(super) fn typed(ask: &Ask, text: &mut String, letter: char) {
    let longest = if *ask == Ask::MessageText { LONGEST_MESSAGE } else { LONGEST_TEXT };
    if !letter.is_control() && text.chars().count() < longest {
        text.push(letter);
    }
}

/// A form is finished.
pub(super) fn entered(model: &mut Model, question: Ask, text: &str) -> Vec<Effect> {
    let today = model.context.now.date();
    let desk = model.context.settings.desk.clone();
    let some = || Some(text.to_owned()).filter(|text| !text.is_empty());
    match question {
        Ask::MessageText if text.is_empty() => say(model, Sentence::new("staff.message.empty")),
        Ask::MessageText => {
            open(model, form(Ask::MessageUntil { text: text.to_owned() }));
            Vec::new()
        }
        Ask::MessageUntil { text: message } => match last_day(text, today) {
            Ok(until) => {
                save(model, Change::Message(Some(HomeMessage { text: message, until, ..HomeMessage::default() })))
            }
            Err(problem) => say(model, Sentence::new(problem.key())),
        },
        Ask::Venue(_) | Ask::Commune | Ask::Clock if text.is_empty() => Vec::new(),
        Ask::Venue(purpose) => find_venue(model, purpose, text),
        Ask::ClosedUntil(venue) => match last_day(text, today) {
            Ok(until) => {
                open(model, form(Ask::ClosedWhy { venue, until }));
                Vec::new()
            }
            Err(problem) => say(model, Sentence::new(problem.key())),
        },
        Ask::ClosedWhy { venue, until } => {
            let note = some().map(|note| begun_large(&note));
            save(model, Change::Close(Closure { venue: venue.id, name: venue.name, until, note }))
        }
        Ask::DeskName => save(model, Change::Desk(DeskCard { name: some(), ..desk })),
        Ask::DeskPhone => match telephone(text) {
            Ok(telephone) => save(model, Change::Desk(DeskCard { telephone, ..desk })),
            Err(sentence) => say(model, sentence),
        },
        Ask::DeskHours if text.is_empty() => save(model, Change::Desk(DeskCard { hours: None, ..desk })),
        Ask::DeskHours => match hours::read(text) {
            Ok(hours) => {
                open(model, View::HoursRead(DeskCard { hours: Some(hours), ..desk }));
                Vec::new()
            }
            Err(problem) => say(model, hours_sentence(problem)),
        },
        Ask::Clock => match moment(text, today) {
            Some(moment) => save(model, Change::Clock(moment)),
            None => say(model, Sentence::new("staff.clock.unreadable")),
        },
        Ask::Commune => {
            let found = communes(text);
            if found.is_empty() {
                return say(model, Sentence::new("staff.here.no-commune").with("text", text));
            }
            open(model, View::Found(Found::Communes(found)));
            Vec::new()
        }
    }
}

/// A note stands after a sentence: it begins like one.
fn begun_large(note: &str) -> String {
    let mut letters = note.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An empty form.
pub(super) fn form(ask: Ask) -> View {
    View::Form { ask, text: String::new() }
}

/// Asks that a setting be kept.
pub(super) fn save(model: &mut Model, change: Change) -> Vec<Effect> {
    ask(model, StaffTask::Desk(DeskTask::Save(change)))
}

fn find_venue(model: &mut Model, purpose: Purpose, text: &str) -> Vec<Effect> {
    model.counter += 1;
    let generation = model.counter;
    open(model, View::Found(Found::Venues { purpose, generation, venues: None }));
    if let Some(staff) = shown(model) {
        staff.waiting = true;
    }
    let (wanted, locale) = (Wanted::Words(text.to_owned()), model.context.locale);
    vec![Effect::Search { generation, wanted, locale, limit: MOST_FOUND, filters: Vec::new(), without: Vec::new() }]
}

/// Communes of a postcode or a name: those called so, else those whose name begins so, else those spelled nearly so.
fn communes(text: &str) -> Vec<Place> {
    let found = match place::by_postcode(text) {
        found if !found.is_empty() => found,
        _ => place::by_name(text),
    };
    let found = if found.is_empty() { place::by_name_prefix(text, MOST_FOUND) } else { found };
    let found = if found.is_empty() {
        place::by_name_like(text, MENDED, MOST_FOUND).into_iter().map(|(place, _)| place).collect()
    } else {
        found
    };
    found.into_iter().filter(|place| place.position().is_some()).take(MOST_FOUND).collect()
}

/// A telephone number: at least as many digits as the shortest one has, and nothing but digits and the usual signs.
fn telephone(text: &str) -> Result<Option<String>, Sentence> {
    if text.is_empty() {
        return Ok(None);
    }
    let kept: String = text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    let signs =
        text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '.' | '-' | '/' | '(' | ')'));
    let plausible = signs && (2..=15).contains(&kept.trim_start_matches('+').len());
    if plausible { Ok(Some(kept)) } else { Err(Sentence::new("staff.desk.no-phone")) }
}

fn hours_sentence(problem: HoursProblem) -> Sentence {
    match problem {
        HoursProblem::Word(word) => Sentence::new("staff.hours.word").with("word", word),
        HoursProblem::NoDays => Sentence::new("staff.hours.no-days"),
        HoursProblem::Times => Sentence::new("staff.hours.times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::name("lens", "62498")]
    #[case::postcode("62300", "62498")]
    #[case::beginning("béthun", "62119")]
    #[case::misspelled("betunne", "62119")]
    fn finds_communes(#[case] typed: &str, #[case] code: &str) {
        assert!(communes(typed).iter().any(|place| place.code() == code), "{:?}", communes(typed));
    }

    #[test]
    fn finds_no_more_communes_than_there_are_digits_for() {
        assert!(communes("saint").len() <= MOST_FOUND);
        assert!(communes("zzzzzzzzz").is_empty());
    }

    #[rstest]
    #[case::groups("03 21 00 00 00", "0321000000")]
    #[case::dots("03.21.00.00.00", "0321000000")]
    #[case::abroad("+33 3 21 00 00 00", "+33321000000")]
    #[case::short("3646", "3646")]
    fn reads_a_telephone_number(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(telephone(typed), Ok(Some(kept.to_owned())));
    }

    #[rstest]
    #[case::words("demander Paul")]
    #[case::one("3")]
    #[case::long("12345678901234567890")]
    fn refuses_what_is_no_number(#[case] typed: &str) {
        assert_eq!(telephone(typed), Err(Sentence::new("staff.desk.no-phone")));
    }
}
