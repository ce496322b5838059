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

/// What is smaller is kept for the next use once it is free: 1 MiB.
const KEPT: usize = 1 << 20;

fn main() -> ExitCode {
    keep_memory();
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

/// The C library gives back to the system what is free and larger than 128 KiB, and has to ask for
/// new pages the next time, until something larger was given back (mallopt(3), `M_MMAP_THRESHOLD`):
/// a tenth of what a single page costs.
fn keep_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT)));
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
