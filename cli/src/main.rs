//! `chohyo`: renders, checks and proves Japan's standardized municipal forms.

mod args;
mod assets;
mod commands;
mod dates;
mod load;
mod output;
mod report;
mod sink;
mod table;
mod tally;

use std::process::ExitCode;

use clap::Parser;

use crate::report::{Context, Exit};

fn main() -> ExitCode {
    report::silence_panics();
    let outcome = std::panic::catch_unwind(|| {
        let args = args::Args::parse();
        let context = Context::new(&args.common);
        let result = commands::run(args.command, &context);
        context.finish(result)
    });
    outcome.unwrap_or(Exit::SelfCheck).into()
}
