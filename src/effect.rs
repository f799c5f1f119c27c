//! What `update` wants done by the world. Pure data; `runtime` does it and answers with messages.

use repere_index::search::{Filter, Wanted};
use repere_index::understanding::Chip;

use crate::locale::Locale;
use crate::model::staff::StaffTask;

/// Something to do outside the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the catalogue; the answer carries the same generation. A newer question makes an older one pointless.
    Search {
        /// Number of the question.
        generation: u64,
        /// What is looked for.
        wanted: Wanted,
        /// The visitor's language.
        locale: Locale,
        /// Most venues, and most guides, to return.
        limit: usize,
        /// What venues must be like.
        filters: Vec<Filter>,
        /// What the visitor has taken off of what was understood.
        without: Vec<Chip>,
    },
    /// Read a guide that is being shown, in another language.
    ReadGuide {
        /// Which.
        slug: String,
        /// In which language.
        locale: Locale,
    },
    /// Read an actor that is being shown, in another language.
    ReadActor {
        /// Which.
        id: String,
        /// In which language.
        locale: Locale,
    },
    /// Serve the edition that was installed since the catalogue was loaded; no question is open.
    Adopt,
    /// Put the console font of this number (from 1) on the screen.
    Font(u8),
    /// Do something for staff; the answer is `Message::Staff`.
    Staff(StaffTask),
}
