//! Finding: from an [`Ask`] to an [`Answer`], over the venues, guides and actors of one edition. Knows nothing of sticks, of the
//! screen or of sentences. Between the two stands `understanding`, which reads the words of a question.

mod actors;
pub mod disk;
mod expand;
mod filters;
mod guides;
mod matching;
mod score;
mod stem;
mod text_index;
mod venues;

use std::path::Path;
use std::sync::Arc;

use tantivy::TantivyError;
use tantivy::directory::error::{OpenReadError, OpenWriteError};

use crate::actor::Actor;
use crate::distance::Position;
use crate::edition::{Edition, EditionInfo};
use crate::fold;
use crate::guide::{Guide, Theme};
use crate::hours::{Closure, Moment, OpenState};
use crate::lexicon::Lexicon;
use crate::place::Place;
use crate::questions::Wish;
use crate::standard::Service;
use crate::understanding::{Chip, Reader, Reading};
use crate::venue::Venue;

use expand::Words;
pub use filters::Filter;
pub use score::{HALF_WAY_KM, Score};

/// Why an index could not be built or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// tantivy refused.
    #[error("the index cannot be used: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// A dictionary or a list of documents could not be read.
    #[error("the index cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// A stored record is not what this program writes.
    #[error("a record of the index cannot be read: {0}")]
    Record(#[from] serde_json::Error),
    /// Something that must be there is not.
    #[error("the index is damaged")]
    Damaged,
    /// Another version of the program made it.
    #[error("the index was made by another version of the program")]
    OtherFormat,
    /// Making it was given up.
    #[error("making the index was broken off")]
    BrokenOff,
}

impl SearchError {
    /// What the disk said, where it is the disk that refused.
    #[must_use]
    pub fn disk(&self) -> Option<&std::io::Error> {
        match self {
            Self::Read(error) => Some(error),
            Self::Index(TantivyError::IoError(error)) => Some(error),
            Self::Index(
                TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
                | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }),
            ) => Some(io_error),
            _ => None,
        }
    }
}

/// The five needs of the home page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// A place near here.
    Nearby,
    /// Discover and create.
    Discovery,
    /// Manage with digital tools.
    Skills,
    /// A task with the administration.
    Procedures,
    /// Be helped by a person now.
    Person,
}

impl Need {
    /// In the order of the home page: what people want stands before paperwork.
    pub const ALL: [Self; 5] = [Self::Nearby, Self::Discovery, Self::Skills, Self::Procedures, Self::Person];

    /// The theme of the guides for this need.
    #[must_use]
    pub fn theme(self) -> Option<Theme> {
        match self {
            Self::Nearby | Self::Person => None,
            Self::Discovery => Some(Theme::Discovery),
            Self::Skills => Some(Theme::Skills),
            Self::Procedures => Some(Theme::Procedures),
        }
    }

    /// The services that answer this need; empty means any.
    #[must_use]
    pub fn services(self) -> &'static [Service] {
        match self {
            Self::Nearby => &[],
            Self::Discovery => {
                &[Service::LeisureAndCreation, Service::UnderstandingTheDigitalWorld, Service::ParentingAndEducation]
            }
            Self::Skills => {
                &[Service::EverydayTools, Service::SafeUse, Service::AccessAndEquipment, Service::AffordableEquipment]
            }
            Self::Procedures => &[Service::AdministrativeProcedures],
            Self::Person => {
                &[Service::AdministrativeProcedures, Service::EverydayTools, Service::SafeUse, Service::Employment]
            }
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// Words, as someone typed them; the last one may be unfinished.
    Words(String),
    /// One of the needs of the home page.
    Need(Need),
    /// Who can help with a guide, the nearest first, and what to read after it.
    Help {
        /// Services that help; any, when empty.
        services: Vec<Service>,
        /// Slug of the guide to read next.
        next: Option<String>,
    },
    /// What somebody answered who did not know where to begin: few guides, and few venues that go with them.
    Path(Wish),
}

/// A question to the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// What is looked for.
    pub wanted: Wanted,
    /// Where distances are measured from.
    pub from: Option<Position>,
    /// When, for opening states.
    pub moment: Moment,
    /// Language of the visitor: of the words, and of the guides that come back.
    pub locale: String,
    /// Most venues, and most guides, to return.
    pub limit: usize,
    /// What venues must be like, the last one set at the end.
    pub filters: Vec<Filter>,
    /// What the visitor has taken off of what was understood.
    pub without: Vec<Chip>,
    /// Venues that the staff of the terminal say are closed, by identifier; beside what the edition says.
    pub closures: Vec<(String, Closure)>,
}

impl Ask {
    /// A question at a moment, from nowhere in particular, in French, with no filter.
    #[must_use]
    pub fn new(wanted: Wanted, moment: Moment) -> Self {
        let (locale, limit) = ("fr".to_owned(), 10);
        let (filters, without, closures) = (Vec::new(), Vec::new(), Vec::new());
        Self { wanted, from: None, moment, locale, limit, filters, without, closures }
    }
}

/// A venue that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct VenueHit {
    /// The venue, whole.
    pub venue: Arc<Venue>,
    /// Straight-line distance in metres from [`Ask::from`].
    pub distance_m: Option<f64>,
    /// Whether it is open at [`Ask::moment`].
    pub open: OpenState,
    /// Why it stands where it stands.
    pub score: Score,
    /// True when it does not match but is offered instead.
    pub fallback: bool,
    /// The filters of which nobody has said whether it fits them.
    pub unknown: Vec<Filter>,
    /// Who is behind it: see [`Catalogue::actors_of`].
    pub actors: Vec<Arc<Actor>>,
}

/// A guide that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct GuideHit {
    /// The guide, in the language asked for or the nearest one there is.
    pub guide: Guide,
    /// Why it stands where it stands.
    pub score: Score,
    /// True when it does not match but is offered instead.
    pub fallback: bool,
}

/// An actor that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorHit {
    /// The actor, in the language asked for or the nearest one there is.
    pub actor: Arc<Actor>,
    /// Why it stands where it stands.
    pub score: Score,
    /// True when it is what was asked for; false when it only offers it.
    pub meant: bool,
}

/// Something to be said before all that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Someone may be in danger: the free numbers, the first one first.
    Urgent(Vec<String>),
    /// Repère knows nothing about this; the topic names it.
    Outside(String),
}

/// What was found, in three groups, each best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// At most [`Ask::limit`] venues.
    pub venues: Vec<VenueHit>,
    /// How many venues there are in all.
    pub venues_total: usize,
    /// At most [`Ask::limit`] guides.
    pub guides: Vec<GuideHit>,
    /// How many guides there are in all.
    pub guides_total: usize,
    /// At most three actors. Who can help beside a guide, where that was asked for.
    pub actors: Vec<ActorHit>,
    /// To be said first.
    pub notices: Vec<Notice>,
    /// What was understood, that can be taken off.
    pub chips: Vec<Chip>,
    /// Places of the same name as the one understood.
    pub homonyms: Vec<Place>,
    /// Words that misspelt ones were taken for, as what was found writes them.
    pub spellings: Vec<String>,
    /// The filter that leaves nothing, where one does.
    pub lift: Option<Filter>,
}

/// One edition, ready to be searched.
pub struct Catalogue {
    info: EditionInfo,
    venues: venues::VenueIndex,
    guides: guides::GuideShelf,
    actors: actors::ActorShelf,
    lexicon: Lexicon,
}

impl Catalogue {
    /// Builds a catalogue in memory. `progress` is told how many of how many venues are in.
    ///
    /// # Errors
    /// When tantivy refuses; bad content never gets this far.
    pub fn in_memory(edition: Edition, progress: &mut dyn FnMut(usize, usize)) -> Result<Self, SearchError> {
        let Edition { info, venues, guides, actors, lexicon, .. } = edition;
        let total = venues.len();
        let venues = venues::VenueIndex::in_memory(venues, &mut |done| progress(done, total))?;
        let guides = guides::GuideShelf::in_memory(guides)?;
        let actors = actors::ActorShelf::in_memory(actors)?;
        Ok(Self { info, venues, guides, actors, lexicon })
    }

    /// Opens a catalogue whose index of venues lies in `folder`, made by [`disk::prepare`]. `edition` comes without
    /// its venues ([`Edition::without_venues`]); its guides and actors are indexed in memory, for they change with the
    /// program too.
    ///
    /// # Errors
    /// When there is no index, it is damaged, or another version of the program made it: it can be made again.
    pub fn on_disk(edition: Edition, folder: &Path) -> Result<Self, SearchError> {
        let Edition { mut info, guides, actors, lexicon, .. } = edition;
        let (index, stamp) = disk::open(folder)?;
        stamp.tell(&mut info);
        Ok(Self {
            info,
            venues: venues::VenueIndex::over(index),
            guides: guides::GuideShelf::in_memory(guides)?,
            actors: actors::ActorShelf::in_memory(actors)?,
            lexicon,
        })
    }

    /// What is known of the edition as a whole.
    #[must_use]
    pub fn info(&self) -> &EditionInfo {
        &self.info
    }

    /// Answers a question.
    ///
    /// # Errors
    /// When the index cannot be read (a damaged disk); never for what was typed.
    pub fn search(&self, ask: &Ask) -> Result<Answer, SearchError> {
        let reading = match &ask.wanted {
            Wanted::Words(text) => self.read(text, ask),
            Wanted::Need(_) | Wanted::Help { .. } | Wanted::Path(_) => Reading::default(),
        };
        let mut words = Words::new(&ask.locale, [self.venues.text(), self.guides.text(), self.actors.text()]);
        let (guides, guides_total) = self.guides.find(ask, &reading, &mut words)?;
        let mut found = match &ask.wanted {
            Wanted::Path(wish) => self.venues.for_wish(wish, &guides, ask)?,
            _ => self.venues.find(ask, &reading, &mut words)?,
        };
        for hit in &mut found.hits {
            hit.actors = self.actors.of(&hit.venue, &ask.locale);
        }
        let mut actors = self.actors.find(ask, &reading, &mut words)?;
        for hit in &mut actors {
            hit.score = below_better(hit.score, &reading, &found.hits, &guides);
        }
        let spellings = spellings(&words, &found.hits, &guides);
        let urgent = (!reading.urgent.is_empty()).then_some(Notice::Urgent(reading.urgent));
        let outside = reading.outside.map(Notice::Outside);
        Ok(Answer {
            venues: found.hits,
            venues_total: found.total,
            guides,
            guides_total,
            actors,
            notices: urgent.into_iter().chain(outside).collect(),
            chips: reading.chips,
            homonyms: reading.homonyms,
            spellings,
            lift: found.lift,
        })
    }

    /// What the words of a question mean.
    #[must_use]
    pub fn read(&self, text: &str, ask: &Ask) -> Reading {
        let indexes = [self.venues.text(), self.guides.text(), self.actors.text()];
        let known = |word: &str| indexes.iter().any(|index| index.knows(word));
        let reader = Reader::new(&self.lexicon, &known, ask.from, &ask.without);
        reader.read(text)
    }

    /// The words that people use.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Who is behind a venue: those whose kind of place it is, then those in whose programme it takes part; three at most.
    #[must_use]
    pub fn actors_of(&self, venue: &Venue, locale: &str) -> Vec<Arc<Actor>> {
        self.actors.of(venue, locale)
    }

    /// The actor of an identifier, in `locale` or the nearest language there is (its [`Actor::locale`] tells which).
    #[must_use]
    pub fn actor(&self, id: &str, locale: &str) -> Option<&Actor> {
        self.actors.by_id(id, locale).map(Arc::as_ref)
    }

    /// The guide of a slug, in `locale` or the nearest language there is (its [`Guide::locale`] tells which).
    #[must_use]
    pub fn guide(&self, slug: &str, locale: &str) -> Option<&Guide> {
        self.guides.by_slug(slug, locale)
    }
}

/// The score of an actor, no higher than the best venue or guide that matches the words better; than any venue, where a
/// place was asked for: an actor is not there.
fn below_better(score: Score, reading: &Reading, venues: &[VenueHit], guides: &[GuideHit]) -> Score {
    let venues = venues.iter().filter(|hit| !hit.fallback).map(|hit| hit.score);
    if reading.place().is_some() {
        let last = venues.map(|other| other.total).reduce(f32::min);
        return last.map_or(score, |total| score.at_most(total));
    }
    let guides = guides.iter().filter(|hit| !hit.fallback).map(|hit| hit.score);
    let better = venues.chain(guides).filter(|other| other.text > score.text).map(|other| other.total);
    better.reduce(f32::max).map_or(score, |total| score.at_most(total))
}

/// The words that misspelt ones were taken for, as they stand in what was found: "Médiathèque", not "mediatheque".
fn spellings(words: &Words<'_>, venues: &[VenueHit], guides: &[GuideHit]) -> Vec<String> {
    let names = || venues.iter().map(|hit| &hit.venue.name).chain(guides.iter().map(|hit| &hit.guide.title));
    let as_written = |meant: &str| {
        let written = names().flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric()));
        written.into_iter().find(|word| fold::fold(word) == meant).map(str::to_owned)
    };
    words.taken_for().filter_map(as_written).collect()
}
