//! One file per command.

mod explain;
mod fonts;
mod licenses;

use crate::args::Command;
use crate::report::{Context, Exit, Failure};

/// Runs a command.
pub(crate) fn run(command: Command, context: &Context<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Explain(args) => explain::run(&args, context),
        Command::Licenses(args) => licenses::run(&args, context),
        Command::Fonts(args) => fonts::run(&args, context),
        _ => Ok(Exit::Good),
    }
}
