//! What venues must be like: the most wanted filters, and pages for the others. What nobody has said of a venue is kept.

use repere_index::lexicon::TimeWish;
use repere_index::search::Filter;
use repere_index::standard::{SpecificCare, SupportMode};

use super::{Block, Choice, ChoiceId, FilterGroup, Page, PageKind};
use crate::locale::Locale;
use crate::model::Context;

/// The page of a group of filters; `set` are those that are set.
#[must_use]
pub fn page(group: FilterGroup, set: &[Filter], context: &Context) -> Page {
    let locale = context.locale;
    let mut page = Page::new(PageKind::Filters, locale.say(title(group)));
    page.blocks.push(Block::Text(locale.say("filters.lead")));
    let mut choices: Vec<Choice> = filters(group).iter().map(|filter| toggle(*filter, set, locale)).collect();
    if group == FilterGroup::Main {
        let others = [FilterGroup::Care, FilterGroup::Languages, FilterGroup::Support, FilterGroup::Distance];
        choices.extend(others.map(|group| {
            let chosen = set.iter().find(|filter| filters(group).contains(filter));
            let choice = Choice::new(ChoiceId::Filters(group), locale.say(title(group)));
            match chosen {
                Some(filter) => choice.detail(chosen_text(*filter, locale)),
                None => choice,
            }
        }));
    }
    choices.push(Choice::new(ChoiceId::Back, locale.say("filters.done")));
    page.blocks.push(Block::Choices(choices));
    page
}

fn title(group: FilterGroup) -> &'static str {
    match group {
        FilterGroup::Main => "filters.title",
        FilterGroup::Care => "filters.care",
        FilterGroup::Languages => "filters.languages",
        FilterGroup::Support => "filters.support",
        FilterGroup::Distance => "filters.distance",
    }
}

fn filters(group: FilterGroup) -> &'static [Filter] {
    match group {
        FilterGroup::Main => &[
            Filter::Time(TimeWish::Now),
            Filter::Time(TimeWish::Day(chrono::Weekday::Sat)),
            Filter::Time(TimeWish::Evening),
            Filter::Free,
        ],
        FilterGroup::Care => &[
            Filter::Care(SpecificCare::Deafness),
            Filter::Care(SpecificCare::VisualImpairment),
            Filter::Care(SpecificCare::MotorDisabilities),
            Filter::Care(SpecificCare::MentalDisabilities),
            Filter::Care(SpecificCare::Illiteracy),
        ],
        FilterGroup::Languages => &[Filter::Care(SpecificCare::English), Filter::Care(SpecificCare::OtherLanguages)],
        FilterGroup::Support => &[
            Filter::Support(SupportMode::OnOnesOwn),
            Filter::Support(SupportMode::Individual),
            Filter::Support(SupportMode::Workshop),
            Filter::Support(SupportMode::Remote),
        ],
        FilterGroup::Distance => &[Filter::Within(2), Filter::Within(5), Filter::Within(10), Filter::Within(20)],
    }
}

fn toggle(filter: Filter, set: &[Filter], locale: Locale) -> Choice {
    let choice = Choice::new(ChoiceId::Toggle(filter), locale.filter(filter));
    if set.contains(&filter) { choice.detail(locale.say("filters.chosen")) } else { choice }
}

fn chosen_text(filter: Filter, locale: Locale) -> String {
    locale.say_with("filters.chosen-is", &[("filter", &locale.filter(filter))])
}
