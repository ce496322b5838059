//! `chohyo`: renders, checks and proves Japan's standardized municipal forms.

mod account;
mod args;
mod assets;
mod batch;
mod business;
mod commands;
mod csv_line;
mod dates;
mod ending;
mod input;
mod interrupt;
mod load;
mod output;
mod printing;
mod proving;
mod release;
mod report;
mod screen;
mod secrecy;
mod setter;
mod sheets;
mod sink;
mod table;
mod tally;
mod usage;
mod workbook;

use std::process::ExitCode;

use clap::Parser;

use crate::report::{Context, Exit};

fn main() -> ExitCode {
    secrecy::begin();
    report::silence_panics();
    let outcome = std::panic::catch_unwind(|| {
        let args = match args::Args::try_parse() {
            Ok(args) => args,
            Err(error) => return refuse(&error),
        };
        let context = Context::new(&args.common);
        let result = commands::run(args.command, &context);
        context.finish(result)
    });
    outcome.unwrap_or(Exit::SelfCheck).into()
}

/// Help, version, or a mistake in the command line.
fn refuse(error: &clap::Error) -> Exit {
    let Some(found) = usage::diagnostic(error) else {
        let shown = error.print().is_ok() && !error.use_stderr();
        return if shown { Exit::Good } else { Exit::Input };
    };
    let common = usage::common(&std::env::args_os().collect::<Vec<_>>());
    Context::new(&common).finish(Err(found.into()))
}
