//! Weekly hours as people write them, put into the OpenStreetMap syntax where their meaning is certain.
//!
//! Certain by construction: the text is cut into days, times and the few words between them, and one word more than
//! that leaves it alone. It knows days of the week and times, and nothing of months, weeks, dates or comments.
//!
//! Besides French ("du lundi au vendredi de 9h à 12h30"), two slips matter because the syntax gives them a meaning that
//! nobody had in mind: in `Tu, Th 09:00-12:00` the blank makes Tuesday open day and night, and in
//! `Mo-Fr 09:00-12:00; 14:00-17:00` the afternoon replaces the morning, on Sundays too.

use std::iter::Peekable;
use std::str::Chars;
use std::vec::IntoIter;

use unicode_normalization::UnicodeNormalization;

type Letters<'a> = Peekable<Chars<'a>>;
type Tokens = Peekable<IntoIter<Token>>;

/// What a text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tidied {
    /// Weekly hours: here they are in the syntax, with the same meaning.
    Weekly(String),
    /// Something else, for the parser of the syntax to read or to refuse.
    Other,
    /// Weekly hours that make no sense: they must not be read as the syntax would.
    Senseless,
}

/// The days as the syntax has them, then as they are written in French.
const DAYS: [(&str, [&str; 3]); 8] = [
    ("Mo", ["lu", "lundi", "lundis"]),
    ("Tu", ["ma", "mardi", "mardis"]),
    ("We", ["me", "mercredi", "mercredis"]),
    ("Th", ["je", "jeudi", "jeudis"]),
    ("Fr", ["ve", "vendredi", "vendredis"]),
    ("Sa", ["sa", "samedi", "samedis"]),
    ("Su", ["di", "dimanche", "dimanches"]),
    ("PH", ["ph", "ph", "ph"]),
];

/// Where the public holidays stand among [`DAYS`].
const HOLIDAYS: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// Index in [`DAYS`].
    Day(usize),
    /// Minutes after midnight, 0 to 1,440.
    Time(u16),
    To,
    And,
    End,
    Off,
}

/// The days and times of one rule.
#[derive(Debug)]
struct Rule {
    days: Vec<(usize, usize)>,
    times: Vec<(u16, u16)>,
    off: bool,
    after: Join,
}

/// What stands between a rule and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// ";": the rule replaces the one before on the days they share.
    End,
    /// ", ": it adds to it.
    And,
    /// Nothing at all: what it does on days they share is anybody's guess.
    Bare,
}

/// Reads `written` as weekly hours.
pub(super) fn tidy(written: &str) -> Tidied {
    let Some((tokens, is_french)) = tokens(written) else { return Tidied::Other };
    let Some(mut rules) = rules(tokens) else { return Tidied::Other };
    let mut seen = [false; DAYS.len()];
    for rule in &mut rules {
        if rule.times.len() > 1 {
            // Forms write 00:00-00:00 for the half of a day that was left empty.
            rule.times.retain(|span| *span != (0, 0));
        }
        if rule.times.iter().any(|(start, end)| start == end || is_french && start > end) {
            return Tidied::Senseless;
        }
        for day in rule.days.iter().flat_map(|&(first, last)| all_between(first, last)) {
            // That a day said twice replaces the first is a rule of the syntax; in French nobody can tell.
            let is_certain = !is_french && rule.after != Join::Bare;
            if seen.get(day) == Some(&true) && !is_certain {
                return Tidied::Senseless;
            }
            if let Some(seen) = seen.get_mut(day) {
                *seen = true;
            }
        }
    }
    Tidied::Weekly(write(&rules))
}

/// The days from `first` to `last`, around the end of the week if need be.
fn all_between(first: usize, last: usize) -> impl Iterator<Item = usize> {
    let count = if first == HOLIDAYS || last == HOLIDAYS { 1 } else { (last + 7 - first) % 7 + 1 };
    (0..count).map(move |step| if first == HOLIDAYS { HOLIDAYS } else { (first + step) % 7 })
}

/// The text as tokens, and whether any of them was French; `None` when it holds anything else.
fn tokens(written: &str) -> Option<(Vec<Token>, bool)> {
    let lowered: String = written.nfkc().flat_map(char::to_lowercase).collect();
    let mut letters = lowered.chars().peekable();
    let mut found = Vec::new();
    let mut is_french = false;
    while let Some(c) = letters.next() {
        match c {
            c if c.is_whitespace() || c == ':' => {}
            ';' | '.' => found.push(Token::End),
            // A mark-up tag ends a line, an item or a paragraph.
            '<' => {
                letters.by_ref().find(|&c| c == '>')?;
                found.push(Token::End);
            }
            ',' | '/' | '&' => found.push(Token::And),
            '-' | '‐' | '‑' | '–' | '—' => found.push(Token::To),
            c if c.is_ascii_digit() => found.push(Token::Time(time(c, &mut letters)?)),
            c if c.is_alphabetic() => {
                let mut word = String::from(c);
                word.extend(std::iter::from_fn(|| letters.next_if(|next| next.is_alphabetic())));
                let syntax_day = DAYS.iter().position(|(day, _)| day.eq_ignore_ascii_case(&word));
                let named_day = DAYS.iter().position(|(_, names)| names.contains(&word.as_str()));
                is_french |= syntax_day.is_none() && !matches!(word.as_str(), "off" | "closed");
                match (syntax_day.or(named_day), word.as_str()) {
                    (Some(day), _) => found.push(Token::Day(day)),
                    (None, "à" | "a" | "au") => found.push(Token::To),
                    (None, "et") => found.push(Token::And),
                    (None, "off" | "closed" | "fermé" | "ferme") => found.push(Token::Off),
                    (None, "du" | "de" | "le" | "les") => {}
                    (None, "ouvert" | "horaires") if found.is_empty() => {}
                    (None, _) => return None,
                }
            }
            _ => return None,
        }
    }
    Some((found, is_french))
}

/// The time that begins with the digit `first`, in minutes after midnight.
fn time(first: char, letters: &mut Letters<'_>) -> Option<u16> {
    let mut hours = String::from(first);
    hours.push_str(&digits(letters));
    blanks(letters);
    let unit = letters.next_if(|c| matches!(c, ':' | 'h'))?;
    if unit == ':' {
        return minutes_after_midnight(&hours, &digits(letters));
    }
    for letter in "eures".chars() {
        letters.next_if_eq(&letter);
    }
    // "9 h 30" has minutes after a blank; what follows in "9h 12h" is the next time.
    let mut ahead = letters.clone();
    blanks(&mut ahead);
    let minutes = digits(&mut ahead);
    let mut beyond = ahead.clone();
    blanks(&mut beyond);
    let is_next_time = beyond.peek().is_some_and(|c| matches!(c, ':' | 'h'));
    if minutes.is_empty() || is_next_time {
        return minutes_after_midnight(&hours, "00");
    }
    *letters = ahead;
    minutes_after_midnight(&hours, &minutes)
}

fn digits(letters: &mut Letters<'_>) -> String {
    std::iter::from_fn(|| letters.next_if(char::is_ascii_digit)).collect()
}

fn blanks(letters: &mut Letters<'_>) {
    while letters.next_if(|c| c.is_whitespace()).is_some() {}
}

fn minutes_after_midnight(hours: &str, minutes: &str) -> Option<u16> {
    if hours.len() > 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let time = hours * 60 + minutes;
    (minutes < 60 && time <= 24 * 60).then_some(time)
}

/// The rules that `tokens` make; `None` when they do not follow each other as days and times do.
fn rules(tokens: Vec<Token>) -> Option<Vec<Rule>> {
    let mut tokens = tokens.into_iter().peekable();
    let mut rules: Vec<Rule> = Vec::new();
    let mut after = Join::Bare;
    loop {
        while tokens.next_if_eq(&Token::End).is_some() {
            after = Join::End;
        }
        match tokens.peek() {
            None => break,
            // Times after the end of a rule go with the days of that rule.
            Some(Token::Time(_)) => {
                let last = rules.last_mut().filter(|rule| !rule.off)?;
                last.times.push(span(&mut tokens)?);
            }
            Some(Token::Day(_)) => {
                let days = days(&mut tokens)?;
                let off = tokens.next_if_eq(&Token::Off).is_some();
                let times = if off { Vec::new() } else { vec![span(&mut tokens)?] };
                rules.push(Rule { days, times, off, after });
            }
            Some(_) => return None,
        }
        after = if tokens.next_if_eq(&Token::And).is_some() { Join::And } else { Join::Bare };
        if after == Join::And && !matches!(tokens.peek(), Some(Token::Time(_) | Token::Day(_))) {
            return None;
        }
    }
    (!rules.is_empty()).then_some(rules)
}

fn days(tokens: &mut Tokens) -> Option<Vec<(usize, usize)>> {
    let mut days = Vec::new();
    loop {
        let Some(Token::Day(first)) = tokens.next() else { return None };
        let last = if tokens.next_if_eq(&Token::To).is_some() {
            match tokens.next() {
                Some(Token::Day(last)) if first != HOLIDAYS && last != HOLIDAYS => last,
                _ => return None,
            }
        } else {
            first
        };
        days.push((first, last));
        if tokens.next_if_eq(&Token::And).is_none() {
            return Some(days);
        }
    }
}

fn span(tokens: &mut Tokens) -> Option<(u16, u16)> {
    match (tokens.next()?, tokens.next()?, tokens.next()?) {
        (Token::Time(start), Token::To, Token::Time(end)) if start < 24 * 60 => Some((start, end)),
        _ => None,
    }
}

fn write(rules: &[Rule]) -> String {
    let mut text = String::new();
    for rule in rules {
        if !text.is_empty() {
            text.push_str(if rule.after == Join::And { ", " } else { "; " });
        }
        let name = |day: usize| DAYS.get(day).map_or("", |(name, _)| name);
        let days = rule.days.iter().map(|&(first, last)| {
            if first == last { name(first).to_owned() } else { format!("{}-{}", name(first), name(last)) }
        });
        let times = rule
            .times
            .iter()
            .map(|(start, end)| format!("{:02}:{:02}-{:02}:{:02}", start / 60, start % 60, end / 60, end % 60));
        text.push_str(&days.collect::<Vec<_>>().join(","));
        text.push(' ');
        text.push_str(&if rule.off { "off".to_owned() } else { times.collect::<Vec<_>>().join(",") });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::already("Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00", "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00")]
    #[case::short_hour("Mo-Fr 9:00-12:00", "Mo-Fr 09:00-12:00")]
    #[case::letters_h("Mo-Th 10h00-12h30,13h30-17h", "Mo-Th 10:00-12:30,13:30-17:00")]
    #[case::french_letters("Lu-Ve 9h-12h", "Mo-Fr 09:00-12:00")]
    #[case::french("Du lundi au vendredi de 9h à 12h30 et de 14 h - 17 h 30.", "Mo-Fr 09:00-12:30,14:00-17:30")]
    #[case::french_days("Lundi, Samedi : 9h-12h ; Mardi et jeudi :13h30-17h", "Mo,Sa 09:00-12:00; Tu,Th 13:30-17:00")]
    #[case::glued("lundi 14H - 17HMardi 9 heures à 12 heures", "Mo 14:00-17:00; Tu 09:00-12:00")]
    #[case::blank_between_times("lundi 9h 12h", "")]
    #[case::spans_side_by_side("Jeudi 09h - 12h30   14h00 - 17h 30", "Th 09:00-12:30,14:00-17:30")]
    #[case::days_with_blanks("Tu, Th, Fr 13:30-18:00", "Tu,Th,Fr 13:30-18:00")]
    #[case::afternoon_cut_off("Mo-Fr 09:00-12:00; 14:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00")]
    #[case::added_rule("Mo-Fr 10:00-12:00, Tu 13:00-14:00", "Mo-Fr 10:00-12:00, Tu 13:00-14:00")]
    #[case::full_width("Ｍｏ－Ｆｒ　０９：００－１２：００", "Mo-Fr 09:00-12:00")]
    #[case::dashes("Mo–Fr 09:00–12:00", "Mo-Fr 09:00-12:00")]
    #[case::holidays("Mo-Fr,PH 09:00-12:00; Su off", "Mo-Fr,PH 09:00-12:00; Su off")]
    #[case::closed("Mo-Sa 09:00-18:00; PH closed", "Mo-Sa 09:00-18:00; PH off")]
    #[case::night("Fr 20:00-02:00", "Fr 20:00-02:00")]
    #[case::to_midnight("Fr 20:00-24:00", "Fr 20:00-24:00")]
    #[case::letters_h_in_the_syntax("Mo-Th 10h00-12h30; We off", "Mo-Th 10:00-12:30; We off")]
    #[case::half_a_day_left_empty("Mo 00:00-00:00,09:00-12:00", "Mo 09:00-12:00")]
    #[case::mark_up("<ul><li>Lundi de 14h - 16h</li><li>Mardi 10h - 12h</li></ul>", "Mo 14:00-16:00; Tu 10:00-12:00")]
    #[case::broken_mark_up("Lundi 14h-16h <br", "")]
    #[case::rules_side_by_side(
        "Mo 13:30-17:00  Tu 8:30-12:00 ;  13:30-17:30",
        "Mo 13:30-17:00; Tu 08:30-12:00,13:30-17:30"
    )]
    #[case::lone_time("Tu 12:30", "")]
    #[case::three_times("Th 08:30-12:00-13:30", "")]
    #[case::without_days("9h-12h30 / 13h30-17h30", "")]
    #[case::unsure_range("Tu-Th-Fr 14:00-18:00", "")]
    #[case::exception("lundi au vendredi : 8h-12h (vendredi 11h)", "")]
    #[case::month("Mar-Oct Mo-Fr 09:00-12:00", "")]
    #[case::comment("Mo-Fr 09:00-12:00 \"sur rendez-vous\"", "")]
    #[case::always("24/7", "")]
    #[case::past_midnight_in_hours("Fr 20:00-26:00", "")]
    #[case::bare_numbers("lundi 9-12", "")]
    #[case::nothing("", "")]
    fn tidies_what_is_certain(#[case] written: &str, #[case] tidied: &str) {
        let expected = if tidied.is_empty() { Tidied::Other } else { Tidied::Weekly(tidied.to_owned()) };
        assert_eq!(tidy(written), expected);
    }

    #[rstest]
    #[case::no_length("Mo 14:00-14:00; Tu 09:00-12:00")]
    #[case::empty_day("Mo 09:00-12:00; Tu 00:00-00:00")]
    #[case::day_twice_with_nothing_between("Mo 09:00-12:00 Mo 14:00-17:00")]
    #[case::backwards_named_day("vendredi 16h30-8h00")]
    #[case::day_twice_named_day("lundi au vendredi 8h-12h, vendredi 8h-11h")]
    fn refuses_what_makes_no_sense(#[case] written: &str) {
        assert_eq!(tidy(written), Tidied::Senseless);
    }
}
