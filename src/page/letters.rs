//! Words without a keyboard: the letters of the language in numbered groups, then the letters of one group.

use super::{Block, Choice, ChoiceId, Page, PageKind};
use crate::locale::Locale;
use crate::model::Context;

/// Groups of letters: two choices are left to take a letter off and to see what was found.
const GROUPS: usize = 7;

/// The page of groups.
#[must_use]
pub fn groups(words: &str, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = beginning(words, "letters.lead", locale);
    let alphabet = alphabet(locale);
    let groups = alphabet.chunks(size(&alphabet)).enumerate();
    let mut choices: Vec<Choice> = groups
        .map(|(place, letters)| {
            let names: Vec<String> = letters.iter().map(|letter| name(*letter, locale)).collect();
            Choice::new(ChoiceId::Group(place), names.join(" "))
        })
        .collect();
    choices.push(Choice::new(ChoiceId::EraseLetter, locale.say("letters.erase")));
    choices.push(if words.trim().is_empty() {
        Choice::new(ChoiceId::Back, locale.say("choice.back"))
    } else {
        Choice::new(ChoiceId::Written, locale.say("letters.done"))
    });
    page.blocks.push(Block::Choices(choices));
    page
}

/// The page of the letters of a group.
#[must_use]
pub fn letters(group: usize, words: &str, context: &Context) -> Page {
    let locale = context.locale;
    let mut page = beginning(words, "letters.pick", locale);
    let alphabet = alphabet(locale);
    let letters = alphabet.chunks(size(&alphabet)).nth(group).unwrap_or_default();
    let mut choices: Vec<Choice> =
        letters.iter().map(|letter| Choice::new(ChoiceId::Letter(*letter), name(*letter, locale))).collect();
    choices.push(Choice::new(ChoiceId::Groups, locale.say("letters.groups")));
    page.blocks.push(Block::Choices(choices));
    page
}

fn beginning(words: &str, lead: &str, locale: Locale) -> Page {
    let mut page = Page::new(PageKind::Letters, locale.say("letters.title"));
    page.blocks.push(Block::Field { label: locale.say("results.type"), text: words.to_owned() });
    page.blocks.push(Block::Text(locale.say(lead)));
    page
}

/// The letters of a language in its own order, and the space between words.
fn alphabet(locale: Locale) -> Vec<char> {
    locale.say("keyboard.letters").chars().chain([' ']).collect()
}

fn size(alphabet: &[char]) -> usize {
    alphabet.len().div_ceil(GROUPS).max(1)
}

fn name(letter: char, locale: Locale) -> String {
    if letter == ' ' { locale.say("letters.space") } else { letter.to_string() }
}
