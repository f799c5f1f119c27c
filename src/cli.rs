//! The command line: arguments → paths → log → run → exit code. 0 done; 1 refused, with one plain sentence that says what to
//! do; 2 wrong arguments. Never a panic or a backtrace for bad input. Speaks French and English.

mod args;
mod bundle;
mod check;
mod doctor;
mod failure;
mod refresh;
mod search;
mod status;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use clap::ArgMatches;
use clap::error::ErrorKind;
use repere_kiosk::store::Store;

use self::failure::Failure;
use crate::config::{self, Config};
use crate::desk::Desk;
use crate::installing::Bench;
use crate::locale::Locale;
use crate::model::look::{Look, TextSize};
use crate::model::staff::Sentence;
use crate::runtime::{self, End, Intake, Outside};
use crate::sentence;
use crate::world::{Clock, Content, NOW_VARIABLE};

/// The variable that names the folder of editions where `--store` does not.
const STORE_VARIABLE: &str = "REPERE_STORE";

/// What every command may be told.
struct Common {
    staff: Locale,
    locale: Locale,
    config: Config,
    clock: Clock,
    content: Content,
    /// The folder of editions.
    store: Option<PathBuf>,
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let staff = staff_locale(&arguments);
    match run(arguments, staff) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Silent) => ExitCode::FAILURE,
        Err(failure) => {
            // A closed standard error leaves only the exit code to tell.
            let _ = writeln!(io::stderr(), "{}", staff.say_with("cli.failed", &[("sentence", failure.sentence())]));
            ExitCode::from(failure.code())
        }
    }
}

fn run(arguments: Vec<OsString>, staff: Locale) -> Result<(), Failure> {
    let matches = match args::command(staff).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return print(&error.render().to_string(), staff);
        }
        Err(error) => return Err(Failure::arguments(&error, staff)),
    };
    match matches.subcommand() {
        Some(("search", search)) => search::run(&Common::read(search, staff)?, search),
        Some(("bundle", bundle)) => match bundle.subcommand() {
            Some(("check", check)) => check::run(check, staff),
            Some(("build", build)) => bundle::build::run(build, staff),
            Some(("keygen", keygen)) => bundle::keys::make(keygen, staff),
            Some(("numbers", numbers)) => bundle::numbers::run(numbers, staff),
            Some(("sign", sign)) => bundle::keys::sign(sign, staff),
            _ => Err(Failure::missing("check", staff)),
        },
        Some(("refresh", refresh)) => {
            start_log();
            refresh::run(&Common::read(refresh, staff)?, refresh)
        }
        Some(("rollback", rollback)) => refresh::back(&Common::read(rollback, staff)?),
        Some(("status", status)) => status::run(&Common::read(status, staff)?, status),
        Some(("doctor", doctor)) => doctor::run(&Common::read(doctor, staff)?),
        Some(("lines", lines)) => {
            start_log();
            let common = Common::read(lines, staff)?;
            common.content.glance().map_err(|error| Failure::load(&error, staff))?;
            let outside = Outside { restarts: false, ..common.outside(lines) };
            runtime::on_lines(outside, &mut io::stdin().lock(), &mut BufWriter::new(io::stdout().lock()))
                .map_err(|error| Failure::run(&error, staff))
        }
        _ => {
            start_log();
            let common = Common::read(&matches, staff)?;
            common.content.glance().map_err(|error| Failure::load(&error, staff))?;
            match runtime::on_screen(common.outside(&matches)).map_err(|error| Failure::run(&error, staff))? {
                End::Left => Ok(()),
                End::Restart => start_anew(staff),
            }
        }
    }
}

/// Becomes the same program with the same arguments, from its beginning.
fn start_anew(staff: Locale) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(|error| Failure::io(&error, staff))?;
    let mut command = Command::new(program);
    command.args(std::env::args_os().skip(1));
    #[cfg(unix)]
    let failed = std::os::unix::process::CommandExt::exec(&mut command);
    #[cfg(not(unix))]
    let failed = match command.spawn() {
        Ok(_started) => return Ok(()),
        Err(error) => error,
    };
    Err(Failure::io(&failed, staff))
}

/// Prints to standard output; a reader that has gone away is no error.
fn print(text: &str, staff: Locale) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::io(&error, staff)),
        _ => Ok(()),
    }
}

/// The log goes to standard error, where journald keeps it; on a terminal it would draw over the page.
fn start_log() {
    if !io::stderr().is_terminal() {
        let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).with_target(false);
        // A log that was started already serves as well.
        let _ = log.try_init();
    }
}

/// The language of the person at the command line: `--locale` if it is one of ours, else that of the environment. French
/// where the environment names none.
fn staff_locale(arguments: &[OsString]) -> Locale {
    let mut asked = None;
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        match word.split_once('=') {
            Some(("--locale", code)) => asked = Locale::from_code(code),
            None if word == "--locale" => asked = words.next().and_then(Locale::from_code),
            _ => {}
        }
    }
    let environment = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    asked.unwrap_or_else(|| match environment.as_deref() {
        None => Locale::FRENCH,
        Some(value) if value == "C" || value.starts_with("C.") || value == "POSIX" || value.starts_with("fr") => {
            Locale::FRENCH
        }
        Some(_) => Locale::ENGLISH,
    })
}

/// The clock of the machine, or the moment that the environment says.
fn clock(staff: Locale) -> Result<Clock, Failure> {
    match std::env::var_os(NOW_VARIABLE).map(|text| text.to_string_lossy().into_owned()) {
        Some(text) => Clock::fixed(&text).ok_or_else(|| Failure::value("now", &text, staff)),
        None => Ok(Clock::System),
    }
}

impl Common {
    fn read(matches: &ArgMatches, staff: Locale) -> Result<Self, Failure> {
        let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let config = Config::load(path("config").as_deref()).map_err(|error| Failure::config(&error, staff))?;
        let locale = match matches.get_one::<String>("locale") {
            Some(code) => Locale::from_code(code).ok_or_else(|| Failure::locale(code, staff))?,
            None => config.locale.unwrap_or(Locale::FRENCH),
        };
        let clock = clock(staff)?;
        let environment = || std::env::var_os(STORE_VARIABLE).map(PathBuf::from);
        let store = path("store").or_else(environment).or_else(config::standard_store);
        let venues = matches.try_get_many::<PathBuf>("venues").ok().flatten();
        let content = match venues {
            Some(files) => Content::Venues { files: files.cloned().collect(), store: store.clone() },
            None => Content::Store(store.clone()),
        };
        Ok(Self { staff, locale, config, clock, content, store })
    }

    /// The folder of editions, for commands that are about nothing else.
    fn store(&self) -> Result<Store, Failure> {
        self.store.as_ref().map(Store::new).ok_or_else(|| Failure::missing("--store", self.staff))
    }

    fn outside(self, matches: &ArgMatches) -> Outside {
        let intake = self.intake(matches);
        let Self { locale, config, clock, content, store, .. } = self;
        // Venues that are tried out are a visit: nothing is kept.
        let kept = store.filter(|_| matches!(content, Content::Store(_)));
        Outside {
            clock,
            load: Box::new(move |progress| content.load_or_starter(progress)),
            desk: Desk::new(kept.map(Store::new), config.clone(), clock),
            locale: matches.contains_id("locale").then_some(locale),
            look: Look { theme: config.theme, size: TextSize::Normal },
            reader: config.reader,
            helper: config.helper.clone(),
            locked: config.locked,
            restarts: true,
            intake,
        }
    }

    /// How editions come in: into the store, if there is one and no venues are being tried out instead.
    fn intake(&self, matches: &ArgMatches) -> Option<Intake> {
        let Content::Store(Some(store)) = &self.content else { return None };
        let program = std::env::current_exe().ok()?;
        let mut arguments = vec![OsString::from("--store"), store.into()];
        if let Some(config) = matches.get_one::<PathBuf>("config") {
            arguments.extend([OsString::from("--config"), config.into()]);
        }
        let store_path = store.clone();
        let (store, keys, unsigned) = (store.clone(), self.config.keys.clone(), self.config.unsigned);
        let locale = self.locale;
        let bench = move || {
            Bench::new(Store::new(&store), &keys, unsigned)
                .map_err(|error| Sentence::new("install.said").with("text", sentence::trust(&error, locale)))
        };
        let (kept, config, clock) = (store_path, self.config.clone(), self.clock);
        let desk = Box::new(move || Desk::new(Some(Store::new(&kept)), config.clone(), clock));
        Some(Intake { program, arguments, sticks: self.config.sticks.clone(), bench: Box::new(bench), desk, locale })
    }
}
