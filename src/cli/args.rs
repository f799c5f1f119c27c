//! The commands and their options, written once: parsing and help come from here.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::locale::Locale;

/// The command line, its help in `locale`.
pub(super) fn command(locale: Locale) -> Command {
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}\n", locale.say("cli.usage"));
    let about = |name: &'static str| {
        Command::new(name).about(locale.say(&format!("cli.command.{name}"))).help_template(template.clone())
    };
    let search = about("search")
        .arg(flag("json", locale))
        .arg(flag("batch", locale))
        .arg(value("at", "LATITUDE,LONGITUDE", locale).allow_hyphen_values(true))
        .arg(value("now", "MOMENT", locale))
        .arg(value("limit", "N", locale))
        .arg(
            Arg::new("words")
                .value_name("WORDS")
                .num_args(0..)
                .required_unless_present("batch")
                .conflicts_with("batch")
                .help(locale.say("cli.option.words")),
        );
    let check = about("check").arg(flag("json", locale)).arg(
        Arg::new("files")
            .value_name("FILE")
            .num_args(1..)
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(locale.say("cli.option.files")),
    );
    let key = || path("key", "FILE", locale);
    let build = about("build")
        .arg(required_path("folder", "FOLDER", locale))
        .arg(path("out", "DIR", locale).required(true))
        .arg(key().required_unless_present("unsigned").conflicts_with("unsigned"))
        .arg(flag("unsigned", locale))
        .arg(value("territory", "TERRITORY", locale).action(ArgAction::Append))
        .arg(path("previous", "DIR", locale))
        .arg(value("sequence", "N", locale).value_parser(value_parser!(u64)));
    let keygen = about("keygen")
        .arg(path("out", "DIR", locale).required(true))
        .arg(value("name", "NAME", locale).default_value("repere").hide_default_value(true));
    let numbers = about("numbers").arg(required_path("folder", "FOLDER", locale));
    let sign = about("sign").arg(required_path("edition", "DIR", locale)).arg(key().required(true));
    let bundle = about("bundle").subcommand_required(true).subcommands([check, build, sign, keygen, numbers]);
    let command = Command::new("repere")
        .version(env!("CARGO_PKG_VERSION"))
        .about(locale.say("cli.about"))
        .help_template(template.clone())
        .disable_help_subcommand(true)
        .subcommand_help_heading(locale.say("cli.commands"))
        .subcommand_value_name("COMMAND")
        // `--venues A B search wifi`: the command is no third file.
        .subcommand_precedence_over_arg(true)
        .arg(path("store", "DIR", locale).global(true))
        .arg(path("config", "FILE", locale).global(true))
        .arg(value("locale", "fr|en", locale).global(true))
        .arg(path("venues", "FILE", locale).num_args(1..).action(ArgAction::Append))
        .subcommand(search.arg(path("venues", "FILE", locale).action(ArgAction::Append)))
        .subcommand(about("lines").arg(path("venues", "FILE", locale).num_args(1..).action(ArgAction::Append)))
        .subcommand(bundle)
        .subcommand(
            about("refresh")
                .arg(flag("yes", locale))
                // For the terminal, which starts this command itself.
                .arg(flag("progress", locale).hide(true))
                .arg(value("only", "HASH", locale).hide(true))
                .arg(required_path("path", "PATH", locale)),
        )
        .subcommand(about("rollback"))
        .subcommand(about("status").arg(flag("json", locale)))
        .subcommand(about("doctor"));
    with_own_help(command, locale)
}

/// clap's own help and version flags speak English only.
fn with_own_help(command: Command, locale: Locale) -> Command {
    let options = locale.say("cli.options");
    let arguments = locale.say("cli.arguments");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(locale.say("cli.help-flag"));
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let top = command.get_version().is_some();
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.help_heading(options.clone()))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
            arg.help_heading(heading)
        })
        .mut_subcommands(|command| with_own_help(command, locale));
    if top { command.arg(version.help(locale.say("cli.version-flag")).help_heading(options)) } else { command }
}

fn flag(name: &'static str, locale: Locale) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(locale.say(&format!("cli.option.{name}")))
}

fn value(name: &'static str, shape: &'static str, locale: Locale) -> Arg {
    Arg::new(name).long(name).value_name(shape).help(locale.say(&format!("cli.option.{name}")))
}

fn required_path(name: &'static str, shape: &'static str, locale: Locale) -> Arg {
    let help = locale.say(&format!("cli.option.{name}"));
    Arg::new(name).value_name(shape).required(true).value_parser(value_parser!(PathBuf)).help(help)
}

fn path(name: &'static str, shape: &'static str, locale: Locale) -> Arg {
    value(name, shape, locale).value_parser(value_parser!(PathBuf))
}
