//! Hours as staff type them ("lundi au vendredi 9h-12h 14h-17h, samedi 9h-12h"), turned into OSM's `opening_hours`. What it made of
//! them is shown before it is kept; a word that it does not know is named, never passed over.

use std::iter::Peekable;

use repere_index::fold::fold;
use repere_index::hours::Hours;

use crate::locale::Locale;

/// Names of the days in OSM's syntax, Monday first.
const OSM_DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/// Letters that are enough to know a day by.
const SHORTEST_DAY: usize = 3;
/// The words of the small grammar, folded; both languages together, for none of them means something else in the other.
const UNTIL: &[&str] = &["a", "au", "to", "until", "till", "jusqu", "jusque"];
const FILLERS: &[&str] = &[
    "de", "du", "des", "le", "la", "les", "l", "et", "puis", "ou", "and", "on", "from", "the", "at", "jours", "jour",
    "day", "days", "ouvert", "ouverte", "open", "end", "am", "en",
];
const EVERY_DAY: &[&str] = &["tous", "toute", "chaque", "every", "daily", "quotidien"];
const WEEKEND: &[&str] = &["week", "weekend", "weekends"];
const CLOSED: &[&str] = &["ferme", "fermee", "closed"];
const HOUR: &[&str] = &["h", "heure", "heures", "hr"];

const NOON: u32 = 12 * 60;
const MIDNIGHT: u32 = 24 * 60;

/// Why typed hours could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HoursProblem {
    /// A word that means nothing here.
    Word(String),
    /// Times without days.
    NoDays,
    /// Days without times, or an opening without a closing.
    Times,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(u32),
    Hour,
    Colon,
    Until,
    Days(Vec<usize>),
    Time(u32),
    Afternoon,
    Closed,
}

/// Minutes since midnight: from, to.
type Spans = Vec<(u32, u32)>;

/// Typed hours in OSM's syntax; hours that are typed in that syntax already come back as they are.
pub(super) fn read(text: &str) -> Result<String, HoursProblem> {
    match week(text) {
        Ok(week) => Ok(osm(&week)),
        Err(HoursProblem::Word(_)) if Hours::parse(text).is_understood() => Ok(text.trim().to_owned()),
        Err(problem) => Err(problem),
    }
}

/// The spans of each day, Monday first.
fn week(text: &str) -> Result<[Spans; 7], HoursProblem> {
    let mut week: [Spans; 7] = Default::default();
    let mut group = Group::default();
    let mut tokens = tokens(text)?.into_iter().peekable();
    let mut after_day = false;
    while let Some(token) = tokens.next() {
        match token {
            Token::Days(days) => {
                if !group.times.is_empty() {
                    std::mem::take(&mut group).close(&mut week)?;
                }
                group.days.extend(days);
                after_day = true;
                continue;
            }
            Token::Until if after_day => {
                if let Some(Token::Days(days)) = tokens.next_if(|next| matches!(next, Token::Days(_))) {
                    group.up_to(&days);
                    continue;
                }
            }
            Token::Closed if group.times.is_empty() && !group.days.is_empty() => {
                group.closed = true;
                std::mem::take(&mut group).close(&mut week)?;
            }
            Token::Closed => {
                if !group.times.is_empty() {
                    std::mem::take(&mut group).close(&mut week)?;
                }
                group.closed = true;
            }
            Token::Number(hour) => group.times.push(time(hour, &mut tokens)?),
            Token::Time(minutes) => group.times.push(minutes),
            Token::Until => {}
            Token::Hour | Token::Colon | Token::Afternoon => return Err(HoursProblem::Times),
        }
        after_day = false;
    }
    group.close(&mut week)?;
    if week.iter().all(Vec::is_empty) { Err(HoursProblem::Times) } else { Ok(week) }
}

/// Days and the times that were said of them.
#[derive(Default)]
struct Group {
    days: Vec<usize>,
    times: Vec<u32>,
    closed: bool,
}

impl Group {
    /// From the last day said to the first of `days`, around the end of the week if need be.
    fn up_to(&mut self, days: &[usize]) {
        let Some((from, to)) = self.days.last().copied().zip(days.first().copied()) else { return };
        let mut day = from;
        while day != to {
            day = (day + 1) % OSM_DAYS.len();
            self.days.push(day);
        }
        self.days.extend(days.iter().skip(1));
    }

    fn close(self, week: &mut [Spans; 7]) -> Result<(), HoursProblem> {
        if self.days.is_empty() && self.times.is_empty() && !self.closed {
            return Ok(());
        }
        if self.days.is_empty() {
            return Err(HoursProblem::NoDays);
        }
        let (pairs, rest) = self.times.as_chunks::<2>();
        let spans: Spans = pairs.iter().map(|[from, to]| (*from, *to)).collect();
        if !rest.is_empty() || self.closed != spans.is_empty() || spans.iter().any(|(from, to)| from >= to) {
            return Err(HoursProblem::Times);
        }
        for day in self.days {
            let Some(of_day) = week.get_mut(day) else { continue };
            if self.closed {
                of_day.clear();
            }
            of_day.extend(&spans);
            of_day.sort_unstable();
            of_day.dedup();
            let overlap = of_day.iter().zip(of_day.iter().skip(1)).any(|(one, next)| next.0 < one.1);
            if overlap {
                return Err(HoursProblem::Times);
            }
        }
        Ok(())
    }
}

/// The time that begins with an hour: "9", "9 h 30", "9:30", "5 pm".
fn time(hour: u32, tokens: &mut Peekable<impl Iterator<Item = Token>>) -> Result<u32, HoursProblem> {
    let mut minutes = 0;
    if tokens.next_if(|next| matches!(next, Token::Hour | Token::Colon)).is_some()
        && let Some(Token::Time(found)) = tokens.next_if(|next| matches!(next, Token::Time(_)))
    {
        minutes = found;
    }
    let afternoon = tokens.next_if_eq(&Token::Afternoon).is_some() && hour < 12;
    let at = (hour + if afternoon { 12 } else { 0 }) * 60 + minutes;
    if hour > 24 || minutes > 59 || at > MIDNIGHT { Err(HoursProblem::Times) } else { Ok(at) }
}

/// Cuts a text into tokens. Numbers that follow an hour sign at once are its minutes.
fn tokens(text: &str) -> Result<Vec<Token>, HoursProblem> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            let mut digits = letter.to_string();
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let number = digits.parse().map_err(|_too_large| HoursProblem::Times)?;
            // "9h30" and "9 h 30", but not "9h 12h": two digits that no hour sign follows are minutes.
            let follows = letters.clone().find(|letter| !letter.is_whitespace());
            let is_hour = follows.is_some_and(|next| matches!(next, 'h' | 'H' | ':'));
            let minutes = digits.len() == 2 && !is_hour && matches!(tokens.last(), Some(Token::Hour | Token::Colon));
            tokens.push(if minutes { Token::Time(number) } else { Token::Number(number) });
        } else if letter.is_alphabetic() {
            let mut word = letter.to_string();
            while let Some(letter) = letters.next_if(|letter| letter.is_alphabetic()) {
                word.push(letter);
            }
            tokens.extend(meaning(&word)?);
        } else if matches!(letter, '-' | '–' | '—' | '>') {
            tokens.push(Token::Until);
        } else if letter == ':' {
            // "lundi : 9 h" has a sign that says nothing.
            if matches!(tokens.last(), Some(Token::Number(_))) {
                tokens.push(Token::Colon);
            }
        }
    }
    Ok(tokens)
}

/// What a word means; `None` for one that says nothing.
fn meaning(word: &str) -> Result<Option<Token>, HoursProblem> {
    let folded = fold(word);
    let is = |words: &[&str]| words.contains(&folded.as_str());
    // Before the fillers: "en semaine" is five days.
    let token = if folded == "semaine" || folded == "weekdays" {
        Token::Days((0..5).collect())
    } else if is(UNTIL) {
        Token::Until
    } else if is(EVERY_DAY) {
        Token::Days((0..7).collect())
    } else if is(WEEKEND) {
        Token::Days(vec![5, 6])
    } else if is(CLOSED) {
        Token::Closed
    } else if is(HOUR) {
        Token::Hour
    } else if matches!(folded.as_str(), "midi" | "noon") {
        Token::Time(NOON)
    } else if matches!(folded.as_str(), "minuit" | "midnight") {
        Token::Time(MIDNIGHT)
    } else if folded == "pm" {
        Token::Afternoon
    } else if is(FILLERS) {
        return Ok(None);
    } else {
        Token::Days(vec![day(&folded).ok_or_else(|| HoursProblem::Word(word.to_owned()))?])
    };
    Ok(Some(token))
}

/// The day of a name in any language of the interface, or of the beginning of it; 0 is Monday.
fn day(word: &str) -> Option<usize> {
    let word = word.strip_suffix('s').filter(|rest| rest.chars().count() > SHORTEST_DAY).unwrap_or(word);
    let is_it = |day: &usize| {
        let key = format!("when.weekday.{}", day + 1);
        Locale::ALL.iter().any(|locale| fold(&locale.say(&key)).starts_with(word))
    };
    (0..OSM_DAYS.len()).find(is_it).filter(|_| word.chars().count() >= SHORTEST_DAY)
}

/// A week in OSM's syntax, days of the same hours together.
fn osm(week: &[Spans; 7]) -> String {
    let mut rules = Vec::new();
    let mut told: Vec<&Spans> = Vec::new();
    for spans in week.iter().filter(|spans| !spans.is_empty()) {
        if told.contains(&spans) {
            continue;
        }
        told.push(spans);
        let times: Vec<String> = spans.iter().map(|(from, to)| format!("{}-{}", clock(*from), clock(*to))).collect();
        rules.push(format!("{} {}", days(week, spans), times.join(",")));
    }
    rules.join("; ")
}

/// The days of a week that have these spans: "Mo-We,Fr".
fn days(week: &[Spans; 7], spans: &Spans) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in week.iter().enumerate().filter(|(_, other)| *other == spans).map(|(place, _)| place) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == place => *last = place,
            _ => runs.push((place, place)),
        }
    }
    let name = |day: usize| OSM_DAYS.get(day).copied().unwrap_or_default();
    let run = |(from, to): &(usize, usize)| {
        if from == to { name(*from).to_owned() } else { format!("{}-{}", name(*from), name(*to)) }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(",")
}

fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::week("lundi au vendredi 9h-12h 14h-17h", "Mo-Fr 09:00-12:00,14:00-17:00")]
    #[case::full("du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h 30", "Mo-Fr 09:00-12:00,14:00-17:30")]
    #[case::saturday("lun-ven 9h-12h, samedi 9h30-12h30", "Mo-Fr 09:00-12:00; Sa 09:30-12:30")]
    #[case::list("lundi, mardi et jeudi : 9h-12h", "Mo-Tu,Th 09:00-12:00")]
    #[case::colons("mardi 9:00-12:00 13:30-18:00", "Tu 09:00-12:00,13:30-18:00")]
    #[case::bare("mercredi 9-12 14-18", "We 09:00-12:00,14:00-18:00")]
    #[case::noon("samedi 9h à midi", "Sa 09:00-12:00")]
    #[case::midnight("vendredi 18h-minuit", "Fr 18:00-24:00")]
    #[case::every_day("tous les jours 10h-18h", "Mo-Su 10:00-18:00")]
    #[case::but("tous les jours 10h-18h, fermé le mercredi", "Mo-Tu,Th-Su 10:00-18:00")]
    #[case::closed_after("mardi 9h-12h, mercredi fermé, jeudi 9h-12h", "Tu,Th 09:00-12:00")]
    #[case::weekdays("en semaine 9h-17h", "Mo-Fr 09:00-17:00")]
    #[case::weekend("le week-end 14h-18h", "Sa-Su 14:00-18:00")]
    #[case::twice("lundi 9h-12h, lundi 14h-17h", "Mo 09:00-12:00,14:00-17:00")]
    #[case::around("samedi au lundi 9h-12h", "Mo,Sa-Su 09:00-12:00")]
    #[case::plural("les lundis et jeudis 9h-12h", "Mo,Th 09:00-12:00")]
    #[case::english("monday to friday 9:00-12:00 2pm-5pm", "Mo-Fr 09:00-12:00,14:00-17:00")]
    #[case::osm("Mo-Fr 09:00-12:00; PH off", "Mo-Fr 09:00-12:00; PH off")]
    fn reads_hours(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(read(typed).as_deref(), Ok(expected));
        assert!(Hours::parse(expected).is_understood());
    }

    #[rstest]
    #[case::word("lundi bientôt 9h", HoursProblem::Word("bientôt".to_owned()))]
    #[case::no_days("9h-12h", HoursProblem::NoDays)]
    #[case::no_times("lundi", HoursProblem::Times)]
    #[case::half("lundi 9h", HoursProblem::Times)]
    #[case::backwards("lundi 12h-9h", HoursProblem::Times)]
    #[case::late("lundi 9h-25h", HoursProblem::Times)]
    #[case::overlap("lundi 9h-12h 11h-14h", HoursProblem::Times)]
    #[case::closed_only("lundi fermé", HoursProblem::Times)]
    #[case::huge("lundi 99999999999h", HoursProblem::Times)]
    #[case::nothing("", HoursProblem::Times)]
    fn says_what_is_wrong(#[case] typed: &str, #[case] problem: HoursProblem) {
        assert_eq!(read(typed), Err(problem));
    }
}
