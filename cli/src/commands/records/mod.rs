//! `chohyo records`: one file per subcommand.

mod check;
mod convert;
mod import;
mod sample;

use chohyo_engine::diag::Diagnostic;

use crate::args::{RecordsArgs, RecordsCommand};
use crate::report::{Context, Exit, Failure};
use crate::tally::Findings;

pub(crate) use convert::Sink;

pub(crate) fn run(args: &RecordsArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    match &args.command {
        RecordsCommand::Check(args) => check::run(args, context),
        RecordsCommand::Convert(args) => convert::run(args, context),
        RecordsCommand::Import(args) => import::run(args, context),
        RecordsCommand::Sample(args) => sample::run(args, context),
    }
}

/// Tells the findings and the counts of a run.
fn counts(context: &Context<'_>, findings: Findings, read: u64, refused: u64) -> Exit {
    let mut found = findings.close();
    let counts = Diagnostic::note("B090").arg("read", read).arg("refused", refused);
    found.push(counts.arg("passed", read - refused));
    context.tell(&found);
    if refused > 0 { Exit::Findings } else { Exit::Good }
}
