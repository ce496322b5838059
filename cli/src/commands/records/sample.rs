//! `chohyo records sample`

use chohyo_engine::form::capacities;
use chohyo_engine::record::sample::{Pack, Samples};
use chohyo_engine::record::write::{Spacing, json};

use super::convert::{Sink, style};
use crate::args::{PackWord, RecordsSampleArgs};
use crate::interrupt::Interrupt;
use crate::load;
use crate::report::{Context, Exit, Failure, out};

pub(super) fn run(args: &RecordsSampleArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let loaded = load::form(context, &args.layout, args.as_of.as_deref())?;
    let schema = &loaded.form.schema;
    let pack = args.pack.map_or(Pack::Ordinary, pack);
    let mut samples = Samples::new(schema, pack, args.seed, &capacities(&loaded.form));
    let count = args.count.unwrap_or_else(|| samples.whole());
    let interrupt = Interrupt::watch();
    let Some(output) = &args.output else {
        let spacing = if count == 1 { Spacing::Indented } else { Spacing::Line };
        for _ in 0..count {
            interrupt.check()?;
            let record = samples.invent().map_err(Failure::input)?;
            out(&(json(schema, &record, spacing) + "\n"))?;
        }
        return Ok(Exit::Good);
    };
    let mut sink = Sink::begin(output, schema, style(&args.style))?;
    for _ in 0..count {
        interrupt.check()?;
        let record = samples.invent().map_err(Failure::input)?;
        sink.push(&record, "")?.map_err(Failure::input)?;
    }
    sink.publish(&interrupt)?;
    Ok(Exit::Good)
}

fn pack(word: PackWord) -> Pack {
    match word {
        PackWord::Longest => Pack::Longest,
        PackWord::Shortest => Pack::Shortest,
        PackWord::Empty => Pack::Empty,
        PackWord::UnknownDates => Pack::UnknownDates,
        PackWord::Eras => Pack::Eras,
        PackWord::Foreign => Pack::Foreign,
        PackWord::Ivs => Pack::Ivs,
        PackWord::Rows => Pack::Rows,
        PackWord::Codes => Pack::Codes,
    }
}
