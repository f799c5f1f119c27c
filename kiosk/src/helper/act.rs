//! Does what is asked, as far as the list allows. Knows no socket.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::FileTypeExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Datelike as _, Local, NaiveDate, NaiveDateTime, TimeZone as _};

use super::font;
use super::list::List;
use super::program::{ProgramError, run};
use super::refused::Refused;
use super::request::Request;
use super::screen::Pixels;

/// What the programs of one request may take together: the terminal waits a little longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Characters that the pages of the terminal need.
const COLUMNS: u32 = 40;
const ROWS: u32 = 12;

/// The first day that a clock can be set to, whatever the list says: this program is no older.
const FIRST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 1, 1);
const LAST_YEAR: i32 = 2100;

/// Does it, or says why not.
pub(super) fn act(request: Request, list: &List) -> Result<(), Refused> {
    let until = Instant::now() + PATIENCE;
    match request {
        Request::Font(number) => set_font(list.font(number).ok_or(Refused::Unknown)?, list, until),
        Request::Keymap(number) => {
            let keymap = list.keymap(number).ok_or(Refused::Unknown)?;
            let console = console(list)?;
            Ok(run(&list.loadkeys, &[OsStr::new("-C"), console.as_os_str(), OsStr::new(keymap)], until)?)
        }
        Request::Time(time) => set_clock(time, list, until),
        // Without waiting: the terminal that asks is what ends.
        Request::Restart => Ok(run(&list.systemctl, &["--no-block", "restart", &list.unit], until)?),
    }
}

fn set_font(font: &Path, list: &List, until: Instant) -> Result<(), Refused> {
    let console = console(list)?;
    let said = list.screen.as_deref().and_then(|screen| screen.parse().ok());
    let screen = said.or_else(|| Pixels::of_console(Path::new("/sys"))).ok_or(Refused::Screen)?;
    let cell = font::measure(font)?;
    // No font is measured at nothing, so neither of these is missing.
    let columns = screen.width.checked_div(cell.width).unwrap_or_default();
    let rows = screen.height.checked_div(cell.height).unwrap_or_default();
    if columns < COLUMNS || rows < ROWS {
        return Err(Refused::TooLarge { font: font.to_owned(), columns, rows });
    }
    Ok(run(&list.setfont, &[OsStr::new("-C"), console.as_os_str(), font.as_os_str()], until)?)
}

/// The console, when it is at least a device.
fn console(list: &List) -> Result<&Path, Refused> {
    match fs::metadata(&list.console) {
        Ok(status) if status.file_type().is_char_device() => Ok(&list.console),
        _ => Err(Refused::Console { console: list.console.clone() }),
    }
}

fn set_clock(time: NaiveDateTime, list: &List, until: Instant) -> Result<(), Refused> {
    if time.date() < list.earliest || FIRST_DAY.is_some_and(|day| time.date() < day) {
        return Err(Refused::TooEarly);
    }
    if time.year() > LAST_YEAR {
        return Err(Refused::TooLate);
    }
    // The hour that comes twice is meant the first time, in whichever order chrono has the two (it has both); the hour that
    // is left out in spring is no time.
    let moments = Local.from_local_datetime(&time);
    let moment = moments.earliest().into_iter().chain(moments.latest()).min().ok_or(Refused::Unknown)?;
    // `date` and not `timedatectl`, which needs a bus and refuses while a time server is only wished for.
    run(&list.date, &["-s", &format!("@{}", moment.timestamp())], until)?;
    match run(&list.hwclock, &["--systohc"], until) {
        // Not every machine has such a clock, or the program for it; the time is set all the same.
        Err(error @ (ProgramError::Ended { .. } | ProgramError::TooLong { .. })) => {
            super::serve::log(&format!("time: the hardware clock was not set: {error}"));
        }
        Ok(()) | Err(ProgramError::NotRun { .. }) => {}
    }
    Ok(())
}
