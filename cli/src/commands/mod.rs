//! One file per command.

mod catalogue;
mod chars;
mod check;
mod diff;
mod draft;
mod explain;
mod fonts;
mod forms;
mod golden;
mod kit;
mod licenses;
mod lint;
mod new;
mod preview;
mod read;
mod records;
pub(crate) mod render;
mod review;
mod show;
mod spec;
mod test_sheet;

pub(crate) use chars::{kind, write};

use crate::args::Command;
use crate::batch;
use crate::report::{Context, Exit, Failure};

/// Runs a command.
pub(crate) fn run(command: Command, context: &Context<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Render(args) => render::run(&args, context),
        Command::Batch(args) => batch::run(&args, context),
        Command::Verify(args) => batch::verify(&args, context),
        Command::MergeManifest(args) => batch::merge(&args, context),
        Command::Forms(args) => forms::run(&args, context),
        Command::New(args) => new::run(&args, context),
        Command::Lint(args) => lint::run(&args, context),
        Command::Golden(args) => golden::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Read(args) => read::run(&args, context),
        Command::Draft(args) => draft::run(&args, context),
        Command::Diff(args) => diff::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Kit(args) => kit::run(&args, context),
        Command::Spec(args) => spec::run(&args, context),
        Command::Reprint(args) => batch::reprint(&args, context),
        Command::Sign(args) => batch::sign(&args, context),
        Command::Reconcile(args) => batch::reconcile(&args, context),
        Command::Handover(args) => batch::handover(&args, context),
        Command::TestSheet(args) => test_sheet::run(&args, context),
        Command::Preview(args) => preview::run(&args, context),
        Command::Chars(args) => chars::run(&args, context),
        Command::Records(args) => records::run(&args, context),
        Command::Licenses(args) => licenses::run(&args, context),
        Command::Fonts(args) => fonts::run(&args, context),
    }
}
