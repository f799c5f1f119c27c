//! The requests, as lines: both sides of the socket read them here. Does nothing about them.

use std::fmt;

use chrono::NaiveDateTime;

const TIME: &str = "%Y-%m-%dT%H:%M";

/// What the helper is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// Set the machine's clock to this local time; seconds are not sent.
    Time(NaiveDateTime),
    /// Put this font of the helper's list on the console, counted from 1.
    Font(u8),
    /// Put this keymap of the helper's list on the keyboard, counted from 1.
    Keymap(u8),
    /// Start the terminal again.
    Restart,
}

impl Request {
    /// Reads a line without its end. There is one way to write each request, to the byte: whatever else is `None`.
    #[must_use]
    pub fn parse(line: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?;
        let request = match line.split_once(' ') {
            Some(("time", time)) => Self::Time(NaiveDateTime::parse_from_str(time, TIME).ok()?),
            Some(("font", number)) => Self::Font(number.parse().ok()?),
            Some(("keymap", number)) => Self::Keymap(number.parse().ok()?),
            None if line == "restart" => Self::Restart,
            _ => return None,
        };
        // Parsers are generous: `+1`, `007`, one digit for a month.
        (request.to_string() == line).then_some(request)
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => write!(f, "time {}", time.format(TIME)),
            Self::Font(number) => write!(f, "font {number}"),
            Self::Keymap(number) => write!(f, "keymap {number}"),
            Self::Restart => f.write_str("restart"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_font("font 1")]
    #[case::the_last_number("font 255")]
    #[case::none_that_a_list_has("font 0")]
    #[case::a_keymap("keymap 12")]
    #[case::a_time("time 2026-11-24T10:05")]
    #[case::restart("restart")]
    fn are_read_as_they_are_written(#[case] line: &str) {
        assert_eq!(Request::parse(line.as_bytes()).map(|request| request.to_string()), Some(line.to_owned()));
    }

    #[rstest]
    #[case::nothing("")]
    #[case::a_word_too_few("font")]
    #[case::an_empty_number("font ")]
    #[case::a_word_too_many("font 1 2")]
    #[case::a_number_too_large("font 256")]
    #[case::a_sign("font +1")]
    #[case::a_zero_before("font 01")]
    #[case::two_spaces("font  1")]
    #[case::a_space_after("font 1 ")]
    #[case::a_carriage_return("font 1\r")]
    #[case::capitals("FONT 1")]
    #[case::a_path("font /tmp/mine.psf")]
    #[case::a_name("keymap fr")]
    #[case::a_command("keymap 1; reboot")]
    #[case::seconds("time 2026-11-24T10:05:30")]
    #[case::a_zone("time 2026-11-24T10:05Z")]
    #[case::a_short_month("time 2026-1-24T10:05")]
    #[case::no_such_day("time 2026-02-30T10:05")]
    #[case::no_such_hour("time 2026-11-24T24:00")]
    #[case::restart_with_a_word("restart now")]
    #[case::restart_with_a_space("restart ")]
    #[case::a_later_part("stick rw sdb1")]
    #[case::another_word("halt")]
    fn nothing_else_is_one(#[case] line: &str) {
        assert_eq!(Request::parse(line.as_bytes()), None);
    }

    proptest! {
        #[test]
        fn no_bytes_stop_it(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let request = Request::parse(&bytes);
            prop_assert!(request.is_none_or(|request| request.to_string().as_bytes() == bytes));
        }

        #[test]
        fn words_that_look_like_one(line in "(time|font|keymap|restart|stick) ?[-+0-9T:. ]{0,20}") {
            let request = Request::parse(line.as_bytes());
            prop_assert!(request.is_none_or(|request| request.to_string() == line));
        }
    }
}
