//! Reads one line of each client and answers it, until nobody comes any more. What is done about a line is `act`'s.
//!
//! Lines are read side by side, so that nobody waits for a silent client; what they ask is done one after the other.

use std::io::{self, Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use super::act::act;
use super::list::List;
use super::peer;
use super::program::is_ready;
use super::refused::Refused;
use super::request::Request;

/// Bytes of a line, at most; the longest request has 21.
const LONGEST: usize = 200;

/// How long a client may take for its line, and for taking its answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Clients at once. There is one terminal.
const CLIENTS: usize = 16;

/// Answers whoever connects, by the list at `list`, which is read for each of them; returns when nobody has for `idle`, or
/// never.
///
/// # Errors
/// When the socket fails, or no thread can be had.
pub fn serve(listener: &UnixListener, list: &Path, idle: Option<Duration>) -> io::Result<()> {
    let turn = Mutex::new(());
    let present = Arc::new(());
    thread::scope(|scope| {
        loop {
            let someone = is_ready(listener, idle.map(|idle| Instant::now() + idle))?;
            // Each client holds one, and this loop another.
            let clients = Arc::strong_count(&present) - 1;
            if !someone {
                if clients == 0 {
                    return Ok(());
                }
                continue;
            }
            let (stream, _) = listener.accept()?;
            if clients == CLIENTS {
                answer(&stream, "a client", Err(Refused::Busy));
                continue;
            }
            let (held, turn) = (Arc::clone(&present), &turn);
            Builder::new().name("client".to_owned()).spawn_scoped(scope, move || {
                attend(&stream, list, turn);
                drop(held);
            })?;
        }
    })
}

fn attend(stream: &UnixStream, list: &Path, turn: &Mutex<()>) {
    let list = List::read(list);
    // A stranger is not listened to, and keeps nobody waiting.
    if let Ok(Err(refused)) = list.as_ref().map(|list| peer::admit(stream, &list.group)) {
        return answer(stream, "a client", Err(refused));
    }
    let line = match read_line(stream) {
        Ok(line) => line,
        Err(error) => return log(&format!("a client was left without an answer: {error}")),
    };
    let done = list.map_err(Refused::from).and_then(|list| {
        let request = Request::parse(&line).ok_or(Refused::Unknown)?;
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        act(request, &list)
    });
    // Whatever bytes came: the journal gets one line of plain letters.
    answer(stream, &line.escape_ascii().to_string(), done);
}

/// The line without its end; one that is too long comes as far as it was read, and is no request.
fn read_line(mut stream: &UnixStream) -> io::Result<Vec<u8>> {
    let until = Instant::now() + PATIENCE;
    let mut line = Vec::new();
    let mut bytes = [0; LONGEST + 1];
    while line.len() <= LONGEST {
        if !is_ready(stream, Some(until))? {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let count = stream.read(&mut bytes)?;
        if count == 0 {
            // Half a request may be another one: `font 1` of `font 12`.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        line.extend(bytes.iter().take(count));
        if let Some(end) = line.iter().position(|byte| *byte == b'\n') {
            line.truncate(end);
            return Ok(line);
        }
    }
    Ok(line)
}

fn answer(mut stream: &UnixStream, line: &str, done: Result<(), Refused>) {
    let answer = match done {
        Ok(()) => "ok\n".to_owned(),
        Err(refused) => {
            log(&format!("{line}: no {}: {refused}", refused.code()));
            format!("no {}\n", refused.code())
        }
    };
    // A client that has gone needs no answer.
    let _ = stream.set_write_timeout(Some(PATIENCE)).and_then(|()| stream.write_all(answer.as_bytes()));
}

/// One line of the journal.
pub(super) fn log(line: &str) {
    let _ = writeln!(io::stderr(), "repere-helper: {line}");
}
