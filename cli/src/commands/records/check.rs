//! `chohyo records check`

use chohyo_engine::record::{self, Refusal};

use super::counts;
use crate::args::RecordsCheckArgs;
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::load;
use crate::report::{Context, Exit, Failure};
use crate::tally::Findings;

pub(super) fn run(args: &RecordsCheckArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let loaded = load::form(context, &args.layout, args.as_of.as_deref())?;
    let input = Input::open(&args.record, args.format, &args.input, &loaded.form.schema)?;
    context.tell(input.notes());
    let interrupt = Interrupt::watch();
    let (mut read, mut refused) = (0_u64, 0_u64);
    let mut findings = Findings::default();
    let mut records = input.records(&loaded.form.schema)?;
    for record in records.by_ref() {
        interrupt.check()?;
        read += 1;
        match record {
            Ok(record) => {
                findings.add(record::remarks(&loaded.form.schema, &record, &input.name));
            }
            Err(Refusal::Record(found)) => {
                refused += 1;
                findings.add(found);
            }
            Err(Refusal::Input(found)) => return Err(Failure::input(findings.broken(found))),
        }
    }
    context.tell(&records.notes());
    let exit = counts(context, findings, read, refused);
    Ok(if args.strict && refused > 0 { Exit::Input } else { exit })
}
