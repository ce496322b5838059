//! `chohyo records`: one file per subcommand.

mod check;

use crate::args::{RecordsArgs, RecordsCommand};
use crate::report::{Context, Exit, Failure};

pub(crate) fn run(args: &RecordsArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    match &args.command {
        RecordsCommand::Check(args) => check::run(args, context),
    }
}
