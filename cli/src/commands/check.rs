//! `chohyo check`: another engine's PDF against what the form says for the record.

mod human;
mod json;
mod junit;
mod words;

use std::path::Path;

use chohyo_engine::check::{Checker, Report, Verdict};
use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_engine::record::Refusal;
use chohyo_golden::folder::unreadable;

use crate::args::{CheckArgs, CheckFormat};
use crate::input::Input;
use crate::load;
use crate::report::{Context, Exit, Failure, out};

pub(crate) fn run(args: &CheckArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let (Some(file), Some(form), Some(record)) = (&args.file, &args.form, &args.record) else {
        out(&human::tolerances(context.lang))?;
        return Ok(Exit::Good);
    };
    let report = report(args, (file, form, record), context)?;
    out(&match args.format {
        CheckFormat::Human => human::report(&report, context.lang),
        CheckFormat::Json => json::report(&report, context.lang),
        CheckFormat::Junit => junit::report(&report, context.lang),
    })?;
    Ok(if report.verdict() == Verdict::Fail { Exit::SelfCheck } else { Exit::Good })
}

/// Checks a file against its records.
fn report(
    args: &CheckArgs,
    (file, form, record): (&Path, &str, &Path),
    context: &Context<'_>,
) -> Result<Report, Failure> {
    let loaded = load::form(context, form, args.as_of.as_deref())?;
    let city = args.params.as_deref();
    let params = load::params(&loaded, city)?;
    let fonts = context.city_fonts(city)?;
    let mode = if args.live { Mode::Live } else { Mode::Specimen };
    let form = &loaded.form;
    let composer = Composer::new(form, &params, fonts, mode).map_err(Failure::input)?;
    let input = Input::open(record, args.record_format, &args.input, &form.schema)?;
    context.tell(input.notes());
    let bytes = std::fs::read(file).map_err(|error| unreadable(file, &error))?;
    let read = ReadDocument::open(bytes, Limits::default())?;
    let mut checker = Checker::new(form, fonts, &read);
    let mut any = false;
    for record in input.records(&form.schema)? {
        let record = match record {
            Ok(record) => record,
            Err(Refusal::Record(found) | Refusal::Input(found)) => {
                return Err(Failure::input(found));
            }
        };
        if args.only.is_some_and(|only| only != record.ordinal) {
            continue;
        }
        let composed = composer.compose(&record, &input.name).map_err(Failure::input)?;
        checker.record(&composed.document, record.ordinal);
        any = true;
    }
    if !any {
        return Err(Diagnostic::error("B009").arg("path", &input.name).into());
    }
    Ok(checker.close())
}
