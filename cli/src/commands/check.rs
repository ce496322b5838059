//! `chohyo check`: another engine's PDF against what the form says for the record.

mod html;
mod human;
mod json;
mod judged;
mod junit;
mod kit;
mod words;

use std::path::Path;

use chohyo_engine::check::Verdict;
use chohyo_engine::compose::{Desk, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::record::{Record, Refusal};

pub(super) use self::human::tolerances as rules_text;
use self::judged::{Judged, judge};
pub(super) use self::words::{basis as basis_word, basis_meaning};
use crate::args::{CheckArgs, CheckFormat};
use crate::input::Input;
use crate::output;
use crate::printing::Prepared;
use crate::report::{Context, Exit, Failure, out};

pub(crate) fn run(args: &CheckArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    args.output.as_deref().map_or(Ok(()), output::check)?;
    if let (Some(kit), Some(folder)) = (&args.kit, args.files.first()) {
        return kit::run(args, (kit, folder), context);
    }
    let (Some(form), Some(record)) = (&args.form, &args.record) else {
        out(&human::tolerances(context.lang))?;
        return Ok(Exit::Good);
    };
    let judged = judged(args, (form, record), context)?;
    let report = &judged.report;
    let text = match args.format {
        CheckFormat::Human => human::report(report, context.lang),
        CheckFormat::Json => json::report(report, context.lang),
        CheckFormat::Junit => junit::report(report, context.lang),
        CheckFormat::Html => {
            let fonts = context.city_fonts(args.params.as_deref())?;
            html::report(&judged, fonts, context.lang)?
        }
    };
    deliver(args, &text, || human::summary(report, context.lang))?;
    Ok(exit(report.verdict()))
}

/// Writes the result: to the file that was asked for, with a summary on stdout, or to stdout.
fn deliver(args: &CheckArgs, text: &str, summary: impl Fn() -> String) -> Result<(), Failure> {
    let Some(target) = &args.output else { return Ok(out(text)?) };
    output::write(target, text.as_bytes())?;
    Ok(out(&summary())?)
}

/// Who reads nothing but the exit code must not take a page that was not judged for one that passes.
fn exit(verdict: Verdict) -> Exit {
    match verdict {
        Verdict::Fail => Exit::SelfCheck,
        Verdict::NotJudged => Exit::Findings,
        Verdict::Information | Verdict::Pass => Exit::Good,
    }
}

/// Checks a file against its records.
fn judged(
    args: &CheckArgs,
    (form, record): (&str, &Path),
    context: &Context<'_>,
) -> Result<Judged, Failure> {
    let prepared = Prepared::of(context, (form, args.as_of.as_deref()), args.params.as_deref())?;
    let composer = prepared.plain(if args.live { Mode::Live } else { Mode::Specimen })?;
    let form = &prepared.loaded.form;
    let input = Input::open(record, args.record_format, &args.input, &form.schema)?;
    context.tell(input.notes());
    let records = input.records(&form.schema)?;
    let wanted = |record: &Result<Record, Refusal>| match (record, args.only) {
        (Ok(record), Some(only)) => record.ordinal == only,
        _ => true,
    };
    let mut desk = composer.desk();
    let documents = records.filter(wanted).map(|record| document(&mut desk, record, &input.name));
    let files = &args.files;
    let pictures = args.format == CheckFormat::Html;
    let judged = judge((form, prepared.fonts), files, documents, pictures)?;
    if judged.report.records == 0 {
        return Err(Diagnostic::error("B009").arg("path", &input.name).into());
    }
    Ok(judged)
}

/// The pages of a record, with its ordinal.
fn document(
    desk: &mut Desk<'_, '_>,
    record: Result<Record, Refusal>,
    input: &str,
) -> Result<(u64, Document), Failure> {
    let record = record.map_err(|refused| Failure::input(refused.diagnostics()))?;
    let composed = desk.compose(&record, input).map_err(Failure::input)?;
    Ok((record.ordinal, composed.document))
}
