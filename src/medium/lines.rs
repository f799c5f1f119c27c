//! Plain lines: numbered menus for screen readers, `TERM=dumb`, pipes and tests. Prints any page from its top to its end,
//! text first, one item a line, and reads one answer a line.

use std::io::{self, BufRead, Write};

use crate::keymap::{self, Key};
use crate::message::Message;
use crate::page::{Block, InputMode, Page, PageKind};

/// Prints a page and what can be answered.
///
/// # Errors
/// When the output is closed.
pub fn print(page: &Page, out: &mut impl Write) -> io::Result<()> {
    let locale = page.locale;
    writeln!(out, "\n== {} ==", page.title)?;
    let mut number = 1;
    for block in &page.blocks {
        match block {
            Block::Text(text)
            | Block::Heading(text)
            | Block::Notice { text, .. }
            | Block::Progress(text)
            | Block::Countdown { text, .. } => {
                writeln!(out, "\n{text}")?;
            }
            Block::List(items) => {
                for item in items {
                    writeln!(out, "- {item}")?;
                }
            }
            Block::Facts(facts) => {
                writeln!(out)?;
                for fact in facts {
                    writeln!(
                        out,
                        "{}",
                        locale.say_with("lines.fact", &[("label", &fact.label), ("value", &fact.values.join(" ; "))])
                    )?;
                }
            }
            Block::Choices(choices) => {
                writeln!(out)?;
                for choice in choices {
                    writeln!(out, "{number}. {}", choice.label)?;
                    for detail in &choice.details {
                        writeln!(out, "   {detail}")?;
                    }
                    number += 1;
                }
            }
            Block::Field { label, text } => {
                // The label asks: it ends with a sign of its own.
                writeln!(out, "\n{}", format!("{label} {text}").trim_end())?;
            }
        }
    }
    if let Some(status) = &page.status {
        writeln!(out, "\n{}", status.text())?;
    }
    let prompt = if is_form(page) { "lines.prompt-typing" } else { "lines.prompt" };
    writeln!(out, "\n{}", locale.say(prompt))?;
    out.flush()
}

/// The messages of one answer: a number chooses, signs are keys, an empty line takes the focused choice, anything else is
/// searched for.
#[must_use]
pub fn answer(line: &str, page: &Page) -> Vec<Message> {
    let line = line.trim();
    if is_form(page) {
        return fill(line, page);
    }
    let mut letters = line.chars();
    match (letters.next(), letters.next()) {
        (None, _) => vec![Message::Opened],
        (Some('<'), None) => vec![Message::WentBack],
        (Some(only), None) if !only.is_alphabetic() => {
            keymap::message(page.kind, InputMode::Choosing, Key::Char(only)).into_iter().collect()
        }
        // Words are for visitors: nobody is led out of the staff area by a slip.
        _ if page.kind == PageKind::Staff => Vec::new(),
        _ => {
            let words = line.chars().filter(|letter| !letter.is_control()).map(Message::Typed);
            [Message::AskedSearch].into_iter().chain(words).chain([Message::Opened]).collect()
        }
    }
}

/// Whether a page asks for something to be typed that is no search.
fn is_form(page: &Page) -> bool {
    page.kind == PageKind::Staff && page.mode == InputMode::Typing
}

/// The messages of an answer that is all text: it takes the place of what stood there.
fn fill(line: &str, page: &Page) -> Vec<Message> {
    if line == "<" {
        return vec![Message::WentBack];
    }
    let there = page.blocks.iter().find_map(|block| match block {
        Block::Field { text, .. } => Some(text.chars().count()),
        _ => None,
    });
    let erased = std::iter::repeat_n(Message::Erased, if line.is_empty() { 0 } else { there.unwrap_or(0) });
    let words = line.chars().filter(|letter| !letter.is_control()).map(Message::Typed);
    erased.chain(words).chain([Message::Opened]).collect()
}

/// The next answer; `None` at the end of the input.
///
/// # Errors
/// When the input cannot be read. Bytes that are no text are read as the replacement character.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let count = io::Read::take(&mut *input, LONGEST_ANSWER).read_until(b'\n', &mut bytes)?;
    Ok((count > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}

/// Bytes of an answer that are read at once; a longer line is read as several.
const LONGEST_ANSWER: u64 = 4_096;
