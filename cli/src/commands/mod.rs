//! One file per command.

mod explain;
mod fonts;
mod forms;
mod licenses;

use crate::args::Command;
use crate::report::{Context, Exit, Failure};

/// Runs a command.
pub(crate) fn run(command: Command, context: &Context<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Forms(args) => forms::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Licenses(args) => licenses::run(&args, context),
        Command::Fonts(args) => fonts::run(&args, context),
        _ => Ok(Exit::Good),
    }
}
