//! The thread that reads and writes what staff set: a slow disk holds up no key.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::Event;
use crate::desk::Desk;
use crate::message::Message;
use crate::model::staff::DeskTask;

/// The way into the thread.
pub(super) struct Clerk(Sender<DeskTask>);

impl Clerk {
    pub(super) fn ask(&self, task: DeskTask) {
        // A thread that is gone has said so in the log.
        let _ = self.0.send(task);
    }
}

/// Starts the thread.
pub(super) fn start(mut desk: Desk, events: Sender<Event>) -> io::Result<Clerk> {
    let (sender, tasks) = mpsc::channel();
    thread::Builder::new().name("desk".to_owned()).spawn(move || {
        while let Ok(task) = tasks.recv() {
            if events.send(Event::News(Message::Staff(desk.carry_out(task)))).is_err() {
                return;
            }
        }
    })?;
    Ok(Clerk(sender))
}
