//! `chohyo records check`

use std::fs::File;
use std::io::BufReader;

use chohyo_engine::record::{self, Refusal};
use chohyo_golden::folder;

use super::counts;
use crate::args::RecordsCheckArgs;
use crate::commands::render::record_format;
use crate::interrupt::Interrupt;
use crate::load;
use crate::report::{Context, Exit, Failure};
use crate::tally::Findings;

pub(super) fn run(args: &RecordsCheckArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let format = record_format(&args.record, args.format)?;
    let loaded = load::form(context, &args.layout, args.as_of.as_deref())?;
    let file = File::open(&args.record).map_err(|e| folder::unreadable(&args.record, &e))?;
    let name = args.record.display().to_string();
    let interrupt = Interrupt::watch();
    let (mut read, mut refused) = (0_u64, 0_u64);
    let mut findings = Findings::default();
    for record in record::read(BufReader::new(file), format, &loaded.form.schema, &name) {
        interrupt.check()?;
        read += 1;
        match record {
            Ok(record) => {
                findings.add(record::remarks(&loaded.form.schema, &record, &name));
            }
            Err(Refusal::Record(found)) => {
                refused += 1;
                findings.add(found);
            }
            Err(Refusal::Input(found)) => return Err(Failure::input(findings.broken(found))),
        }
    }
    let exit = counts(context, findings, read, refused);
    Ok(if args.strict && refused > 0 { Exit::Input } else { exit })
}
