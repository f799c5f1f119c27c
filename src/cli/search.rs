//! `repere search`: one answer, or one a line with `--batch`, then exit. The JSON is a contract: see ARCHITECTURE.md.

use std::borrow::Cow;
use std::io::{self, BufRead as _};

use chrono::NaiveDateTime;
use clap::ArgMatches;
use repere_index::distance::Position;
use repere_index::hours::{Moment, OpenState};
use repere_index::search::{ActorHit, Answer, Ask, Catalogue, GuideHit, Notice, Score, VenueHit, Wanted};
use repere_index::understanding::Chip;
use serde::{Deserialize, Serialize};

use super::failure::Failure;
use super::{Common, print};
use crate::locale::Locale;
use crate::world::Clock;

/// Answers when nobody says how many.
const STANDARD_LIMIT: usize = 10;
/// More than anyone reads.
const HIGHEST_LIMIT: usize = 1_000;

/// One answer, as JSON.
#[derive(Debug, Serialize)]
struct Hit<'a> {
    kind: &'static str,
    id: &'a str,
    title: Cow<'a, str>,
    commune: Option<&'a str>,
    postcode: Option<&'a str>,
    /// The standard's French labels, in any locale.
    services: Vec<&'static str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    distance_m: Option<f64>,
    open: Option<&'static str>,
    /// True when it does not match but is offered instead.
    fallback: bool,
    why: Score,
}

/// One question of a batch.
#[derive(Debug, Deserialize)]
struct Question {
    q: String,
    at: Option<[f64; 2]>,
}

/// What stays the same from one question to the next.
struct Desk<'a> {
    catalogue: &'a Catalogue,
    now: NaiveDateTime,
    from: Option<Position>,
    limit: usize,
    locale: Locale,
}

pub(super) fn run(common: &Common, matches: &ArgMatches) -> Result<(), Failure> {
    let staff = common.staff;
    let option = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let wrong = |name: &str, value: &str| Failure::value(name, value, staff);
    let clock = match option("now") {
        Some(text) => Clock::fixed(text).ok_or_else(|| wrong("now", text))?,
        None => common.clock,
    };
    let limit = match option("limit") {
        Some(text) => limit(text).ok_or_else(|| wrong("limit", text))?,
        None => STANDARD_LIMIT,
    };
    let at = match option("at") {
        Some(text) => Some(point(text).ok_or_else(|| wrong("at", text))?),
        None => None,
    };
    let catalogue = common.content.load(&mut |_, _| {}).map_err(|error| Failure::load(&error, staff))?;
    let here = common.config.here.as_ref().or_else(|| catalogue.info().here.as_ref());
    let from = at.or_else(|| here.and_then(repere_index::edition::Here::position));
    let desk = Desk { catalogue: &catalogue, now: clock.now(), from, limit, locale: common.locale };
    if matches.get_flag("batch") {
        return desk.batch(staff);
    }
    let words: Vec<String> = matches.get_many::<String>("words").into_iter().flatten().cloned().collect();
    let words = words.join(" ");
    let answer = desk.ask(&words, desk.from, staff)?;
    if matches.get_flag("json") {
        print(&(json(&answer, limit, common.locale, staff)? + "\n"), staff)
    } else {
        desk.say(&words, &answer, staff)
    }
}

/// `LATITUDE,LONGITUDE`, WGS 84.
fn point(text: &str) -> Option<Position> {
    let (latitude, longitude) = text.split_once(',')?;
    Position::new(latitude.trim().parse().ok()?, longitude.trim().parse().ok()?)
}

fn limit(text: &str) -> Option<usize> {
    text.parse().ok().filter(|limit| (1..=HIGHEST_LIMIT).contains(limit))
}

impl Desk<'_> {
    fn ask(&self, words: &str, from: Option<Position>, staff: Locale) -> Result<Answer, Failure> {
        let moment = Moment { now: self.now, floor: self.catalogue.info().floor() };
        let wanted = Wanted::Words(words.to_owned());
        let ask = Ask { from, locale: self.locale.code().to_owned(), limit: self.limit, ..Ask::new(wanted, moment) };
        self.catalogue.search(&ask).map_err(|error| Failure::load(&error.into(), staff))
    }

    fn batch(&self, staff: Locale) -> Result<(), Failure> {
        for (number, line) in io::stdin().lock().lines().enumerate() {
            let line = line.map_err(|error| Failure::io(&error, staff))?;
            let unreadable = || {
                let line = (number + 1).to_string();
                Failure::Refused(staff.say_with("cli.error.batch-line", &[("line", &line)]))
            };
            let question: Question = serde_json::from_str(&line).map_err(|_unreadable| unreadable())?;
            let from = match question.at {
                Some([latitude, longitude]) => Some(Position::new(latitude, longitude).ok_or_else(unreadable)?),
                None => self.from,
            };
            let answer = self.ask(&question.q, from, staff)?;
            print(&(json(&answer, self.limit, self.locale, staff)? + "\n"), staff)?;
        }
        Ok(())
    }

    /// For a person at the command line.
    fn say(&self, words: &str, answer: &Answer, staff: Locale) -> Result<(), Failure> {
        let locale = self.locale;
        let mut text = String::new();
        for (place, hit) in hits(answer, self.limit, locale).iter().enumerate() {
            let place = (place + 1).to_string();
            text.push_str(&locale.say_with("search.hit", &[("place", &place), ("title", &hit.title)]));
            text.push('\n');
            let venue = answer.venues.iter().find(|venue| hit.kind == "venue" && venue.venue.id == hit.id);
            let guide = answer.guides.iter().find(|guide| hit.kind == "guide" && guide.guide.slug == hit.id);
            let actor = answer.actors.iter().find(|actor| hit.kind == "actor" && actor.actor.id == hit.id);
            let detail = venue.map(|venue| self.venue_detail(venue)).or_else(|| Some(guide?.guide.why.clone()));
            let detail = detail.or_else(|| Some(actor?.actor.does.clone()));
            let detail = detail.unwrap_or_default();
            text.push_str("   ");
            text.push_str(&detail);
            text.push('\n');
        }
        if text.is_empty() {
            text = locale.say_with("search.nothing", &[("words", words)]) + "\n";
        }
        print(&text, staff)
    }

    fn venue_detail(&self, hit: &VenueHit) -> String {
        let locale = self.locale;
        let way = self.from.zip(hit.venue.position).map(|(from, to)| locale.short_way(from.way_to(to.at)));
        let commune = Some(hit.venue.commune.clone());
        let parts = [commune, way, Some(locale.short_opening(&hit.open, self.now))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// What must be said first, then all groups in one list, best first; where a place was asked for, what is there comes before what
/// is anywhere.
fn hits(answer: &Answer, limit: usize, locale: Locale) -> Vec<Hit<'_>> {
    let venues = answer.venues.iter().map(venue_hit);
    let mut hits: Vec<Hit<'_>> = venues.chain(answer.guides.iter().map(guide_hit)).collect();
    hits.extend(answer.actors.iter().map(actor_hit));
    let place = answer.chips.iter().any(|chip| matches!(chip, Chip::Place(_)));
    let elsewhere = |hit: &Hit<'_>| place && (hit.kind != "venue" || hit.fallback);
    hits.sort_by(|a, b| elsewhere(a).cmp(&elsewhere(b)).then(b.why.total.total_cmp(&a.why.total)));
    hits.truncate(limit);
    let notices = answer.notices.iter().map(|notice| notice_hit(notice, locale));
    notices.chain(hits).collect()
}

/// Something to be said: where to turn to.
fn notice_hit(notice: &Notice, locale: Locale) -> Hit<'_> {
    let (id, title) = match notice {
        Notice::Urgent(numbers) => {
            let numbers = numbers.iter().map(|number| format!("{number} ({})", locale.emergency(number)));
            let numbers: Vec<String> = numbers.collect();
            ("urgent", format!("{} {}", locale.say("notice.urgent"), numbers.join(", ")))
        }
        Notice::Outside(topic) => (topic.as_str(), locale.say("notice.outside")),
    };
    Hit {
        kind: "notice",
        id,
        title: Cow::Owned(title),
        commune: None,
        postcode: None,
        services: Vec::new(),
        latitude: None,
        longitude: None,
        distance_m: None,
        open: None,
        fallback: false,
        why: Score::new(1.0, 0.0, None),
    }
}

fn venue_hit(hit: &VenueHit) -> Hit<'_> {
    let venue = &hit.venue;
    Hit {
        kind: "venue",
        id: &venue.id,
        title: Cow::Borrowed(&venue.name),
        commune: Some(&venue.commune),
        postcode: Some(&venue.postcode),
        services: venue.services.iter().map(|service| service.label()).collect(),
        latitude: venue.position.map(|position| position.at.latitude),
        longitude: venue.position.map(|position| position.at.longitude),
        distance_m: hit.distance_m.map(f64::round),
        open: Some(match hit.open {
            OpenState::Open { .. } => "open",
            OpenState::Soon { .. } => "soon",
            OpenState::Closed { .. } | OpenState::ClosedUntil { .. } => "closed",
            OpenState::Unknown { .. } => "unknown",
            OpenState::Check { .. } => "check",
        }),
        fallback: hit.fallback,
        why: hit.score,
    }
}

fn guide_hit(hit: &GuideHit) -> Hit<'_> {
    Hit {
        kind: "guide",
        id: &hit.guide.slug,
        title: Cow::Borrowed(&hit.guide.title),
        commune: None,
        postcode: None,
        services: hit.guide.services.iter().map(|service| service.label()).collect(),
        latitude: None,
        longitude: None,
        distance_m: None,
        open: None,
        fallback: hit.fallback,
        why: hit.score,
    }
}

fn actor_hit(hit: &ActorHit) -> Hit<'_> {
    Hit {
        kind: "actor",
        id: &hit.actor.id,
        title: Cow::Borrowed(&hit.actor.name),
        commune: None,
        postcode: None,
        services: hit.actor.services.iter().map(|service| service.label()).collect(),
        latitude: None,
        longitude: None,
        distance_m: None,
        open: None,
        fallback: false,
        why: hit.score,
    }
}

fn json(answer: &Answer, limit: usize, locale: Locale, staff: Locale) -> Result<String, Failure> {
    serde_json::to_string(&hits(answer, limit, locale)).map_err(|error| Failure::io(&error.into(), staff))
}
