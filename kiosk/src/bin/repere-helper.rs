//! `repere-helper`: the small program that does, as root, the few things that the terminal has no right to. What these are
//! and why that is safe stands in `repere_kiosk::helper`.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    linux::main()
}

/// The console, its fonts and its keymaps are Linux's.
#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    use std::io::{self, Write as _};

    let _ = writeln!(io::stderr(), "repere-helper : pour Linux seulement. / For Linux only.");
    ExitCode::from(1)
}

#[cfg(target_os = "linux")]
mod linux {
    use std::env;
    use std::ffi::OsString;
    use std::io::{self, Write as _};
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;
    use std::time::Duration;

    use repere_kiosk::helper::{LIST, activated, bind, serve};

    /// Seconds without a request, after which one that systemd started ends: it is started again when it is needed.
    const IDLE: u64 = 30;

    const USAGE: &str = "\
repere-helper [--socket CHEMIN] [--config FICHIER] [--idle SECONDES]
  Règle pour la borne ce qu'elle n'a pas le droit de régler : police, clavier, heure, redémarrage.
  Démarré par systemd, il reçoit sa prise ; ailleurs, --socket dit où écouter.
  --config  la liste de ce qui est permis ; par défaut /etc/repere/helper.toml ; à root, que lui seul peut modifier
  --idle    s'arrête après ce temps sans demande ; par défaut 30 avec systemd, jamais avec --socket

repere-helper [--socket PATH] [--config FILE] [--idle SECONDS]
  Sets what the terminal has no right to set: font, keyboard, clock, restart.
  Started by systemd it is given its socket; elsewhere --socket says where to listen.
  --config  the list of what is allowed; /etc/repere/helper.toml unless said; root's, and writable by root alone
  --idle    ends after this time without a request; 30 unless said with systemd, never with --socket
";

    struct Arguments {
        socket: Option<PathBuf>,
        list: PathBuf,
        idle: Option<u64>,
    }

    pub(super) fn main() -> ExitCode {
        let mut arguments = env::args_os().skip(1);
        if env::args_os().any(|argument| argument == "--help") {
            let _ = io::stdout().write_all(USAGE.as_bytes());
            return ExitCode::SUCCESS;
        }
        let Some(arguments) = Arguments::read(&mut arguments) else { return wrong_arguments() };
        let listener = match &arguments.socket {
            Some(socket) => bind(socket, &arguments.list).map(Some),
            None => activated(),
        };
        let unless_said = arguments.socket.is_none().then_some(IDLE);
        let idle = arguments.idle.or(unless_said).map(Duration::from_secs);
        let served = match listener {
            Ok(None) => return wrong_arguments(),
            Ok(Some(listener)) => serve(&listener, &arguments.list, idle),
            Err(error) => Err(error),
        };
        match served {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                let _ = writeln!(io::stderr(), "repere-helper: {error}");
                ExitCode::from(1)
            }
        }
    }

    fn wrong_arguments() -> ExitCode {
        let _ = io::stderr().write_all(USAGE.as_bytes());
        ExitCode::from(2)
    }

    impl Arguments {
        fn read(given: &mut impl Iterator<Item = OsString>) -> Option<Self> {
            let mut arguments = Self { socket: None, list: Path::new(LIST).to_owned(), idle: None };
            while let Some(name) = given.next() {
                let value = given.next()?;
                match name.to_str()? {
                    "--socket" => arguments.socket = Some(value.into()),
                    "--config" => arguments.list = value.into(),
                    "--idle" => arguments.idle = Some(value.to_str()?.parse().ok()?),
                    _ => return None,
                }
            }
            Some(arguments)
        }
    }
}
