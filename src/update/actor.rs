//! Opening an actor, from wherever it is offered, and reading it in another language.

use std::sync::Arc;

use repere_index::actor::Actor;

use super::go;
use crate::effect::Effect;
use crate::model::{Model, State};

/// Opens the actor at a place among those that the page shown offers.
pub(super) fn open(model: &mut Model, place: usize) -> Vec<Effect> {
    let Some(actor) = offered(model, place) else { return Vec::new() };
    let locale = model.context.locale;
    go(model, State::Actor(Box::new(Actor::clone(&actor))));
    // A page that was left open while the language changed still has the names of before.
    if actor.locale == locale.code() {
        return Vec::new();
    }
    vec![Effect::ReadActor { id: actor.id.clone(), locale }]
}

fn offered(model: &Model, place: usize) -> Option<Arc<Actor>> {
    let found = match &model.visit()?.state {
        State::Venue(hit) => return hit.actors.get(place).cloned(),
        State::Results(results) => results.answer.as_ref(),
        State::Guide(reading) => reading.help.as_ref(),
        _ => None,
    };
    found?.actors.get(place).map(|hit| Arc::clone(&hit.actor))
}

/// An actor that is being shown has come in another language.
pub(super) fn read(model: &mut Model, actor: &Actor) -> Vec<Effect> {
    for visit in &mut model.visits {
        if let State::Actor(shown) = &mut visit.state
            && shown.id == actor.id
        {
            shown.as_mut().clone_from(actor);
        }
    }
    Vec::new()
}
