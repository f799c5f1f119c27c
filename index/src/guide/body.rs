//! The body of a guide: `## ` headings are steps, below them paragraphs and plain lists. Anything else is refused, so
//! that nothing is lost on a medium that could not show it (bold on paper, a link on a terminal without Internet).

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{GuideError, Passage, Step};

/// The steps of a body that begins on line `first_line` of its file.
pub(super) fn steps(body: &str, first_line: usize) -> Result<Vec<Step>, GuideError> {
    let mut reading = Reading { steps: Vec::new(), text: String::new(), inside: Inside::Nothing };
    for (event, range) in Parser::new(body).into_offset_iter() {
        let line = || first_line + body.get(..range.start).map_or(0, |before| before.matches('\n').count());
        reading.take(event).map_err(|problem| match problem {
            Trouble::Markup => GuideError::Markup { line: line() },
            Trouble::EmptyStep => GuideError::EmptyStep { line: line() },
            Trouble::BeforeFirstStep => GuideError::NoStep,
        })?;
    }
    let last_line = first_line + body.lines().count();
    match reading.steps.last() {
        None => Err(GuideError::NoStep),
        Some(step) if step.passages.is_empty() => Err(GuideError::EmptyStep { line: last_line }),
        Some(_) => Ok(reading.steps),
    }
}

/// What an event can be wrong about.
enum Trouble {
    /// A form that guides do not have.
    Markup,
    /// A heading right after a heading.
    EmptyStep,
    /// Words with no step to stand in.
    BeforeFirstStep,
}

/// What the words read now belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Heading,
    Paragraph,
    Item,
}

/// The state of reading a body.
struct Reading {
    steps: Vec<Step>,
    text: String,
    inside: Inside,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) -> Result<(), Trouble> {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                if self.steps.last().is_some_and(|step| step.passages.is_empty()) {
                    return Err(Trouble::EmptyStep);
                }
                self.inside = Inside::Heading;
            }
            Event::Start(Tag::Paragraph) if self.inside == Inside::Nothing => self.inside = Inside::Paragraph,
            Event::Start(Tag::Item) => self.inside = Inside::Item,
            // A loose list (blank lines between its items) wraps each item in a paragraph.
            Event::Start(Tag::Paragraph | Tag::List(None)) | Event::End(TagEnd::List(_)) => {}
            Event::End(TagEnd::Heading(_)) => {
                let title = std::mem::take(&mut self.text);
                self.steps.push(Step { title, passages: Vec::new() });
                self.inside = Inside::Nothing;
            }
            Event::End(TagEnd::Paragraph) if self.inside == Inside::Item => {}
            Event::End(TagEnd::Paragraph) => self.close(Passage::Paragraph)?,
            Event::End(TagEnd::Item) => self.close(Passage::Item)?,
            Event::Text(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => return Err(Trouble::Markup),
        }
        Ok(())
    }

    fn close(&mut self, form: fn(String) -> Passage) -> Result<(), Trouble> {
        self.inside = Inside::Nothing;
        let text = std::mem::take(&mut self.text);
        let step = self.steps.last_mut().ok_or(Trouble::BeforeFirstStep)?;
        if !text.is_empty() {
            step.passages.push(form(text));
        }
        Ok(())
    }
}
