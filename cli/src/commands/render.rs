//! `chohyo render`

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::mark::RunCode;
use chohyo_engine::record::{self, Refusal};

use crate::args::RenderArgs;
use crate::ending::{ending, unknown_ending};
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::output;
use crate::printing::{self, Prepared};
use crate::proving::Proving;
use crate::release::Releases;
use crate::report::{Context, Exit, Failure, exit_of};
use crate::sheets;
use crate::sink::{Kind, Sink};
use crate::tally::{List, Tally};

pub(crate) fn run(args: &RenderArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let kind = output_kind(args)?;
    let list = args.report.as_deref().map(list_format).transpose()?;
    output::check(&args.output)?;
    let print = &args.print;
    let prepared = Prepared::new(print, context)?;
    let fonts = prepared.fonts;
    let composer = prepared.composer(print)?;
    let form = &prepared.loaded.form;
    let mut releases = Releases::begin(form, &print.release, print.log.as_deref())?;
    let sheets = sheets::printing(&print.sheets, RunCode::NONE, 0)?;
    let composer = composer.releasing(releases.records());
    let composer = composer.printing(sheets).map_err(Failure::input)?;
    let meta = printing::metadata(print, &form.name)?;

    let schema = &form.schema;
    let input = Input::open(&print.record, print.format, &print.input, schema)?;
    let name = &input.name;
    context.tell(input.notes());
    let interrupt = Interrupt::watch();
    let mut sink = Sink::begin(&args.output, kind, fonts, &meta)?;
    let mut proving = args.prove.then(|| Proving::begin(fonts));
    // What is proved is composed anew from these.
    let mut again = Vec::new();
    let mut tally = Tally::keeping(list);
    let mut records = input.records(schema)?;
    for record in records.by_ref() {
        interrupt.check()?;
        let composed = match record {
            Ok(record) => {
                tally.remarked(record::remarks(schema, &record, name));
                let composed = composer.compose(&record, name);
                if composed.as_ref().is_ok_and(|composed| composed.released) {
                    releases.used(record.ordinal);
                }
                if args.prove && composed.is_ok() {
                    again.push(record);
                }
                composed
            }
            Err(Refusal::Record(found)) => Err(found),
            Err(Refusal::Input(found)) => return Err(Failure::input(tally.broken(found))),
        };
        match composed {
            Ok(composed) => {
                proving.as_mut().map_or(Ok(()), |proving| proving.meant(&composed.document))?;
                sink.push(&composed.document)?;
                tally.printed(composed.findings);
            }
            Err(found) => tally.refused(found),
        }
    }
    interrupt.check()?;
    if print.strict && tally.any_refused() {
        let refused = Diagnostic::error("B091").arg("path", args.output.display());
        return Err(Failure::input(tally.broken(vec![refused])));
    }
    releases.write()?;
    let mut proved = Vec::new();
    if tally.any_printed() {
        sink.publish(|finished| {
            let documents = again.iter().map(|record| Ok(composer.compose(record, name)?.document));
            if let Some(proving) = proving {
                proved = proving.read_back(finished, documents)?;
            }
            Ok(())
        })?;
    }
    if let Some(path) = args.report.as_deref() {
        output::write(path, tally.report().as_bytes())?;
    }
    let mut found = tally.close();
    found.extend(proved);
    found.extend(releases.unneeded());
    found.extend(records.notes());
    context.tell(&found);
    Ok(exit_of(&found, Exit::Findings))
}

/// The form of the 文字超過リスト, by its ending; it may be written there.
fn list_format(path: &Path) -> Result<List, Failure> {
    output::check(path)?;
    match ending(path).as_str() {
        "json" => Ok(List::Json),
        "csv" => Ok(List::Csv),
        _ => Err(unknown_ending(path, ".json .csv")),
    }
}

fn output_kind(args: &RenderArgs) -> Result<Kind, Failure> {
    match ending(&args.output).as_str() {
        // A proof reads a PDF.
        "png" if args.prove => Err(unknown_ending(&args.output, ".pdf")),
        "pdf" => Ok(Kind::Pdf(printing::profile(args.print.profile))),
        "png" => Ok(Kind::Png(args.dpi)),
        _ => Err(unknown_ending(&args.output, ".pdf .png")),
    }
}
