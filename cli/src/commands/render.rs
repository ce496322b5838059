//! `chohyo render`

use std::path::Path;

use chohyo_engine::compose::{Composer, Mode, Overflow};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::pdf::{Metadata, Profile};
use chohyo_engine::record::{self, Refusal};

use crate::args::{OverflowWord, ProfileWord, RenderArgs};
use crate::ending::{ending, unknown_ending};
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::proving::Proving;
use crate::release::Releases;
use crate::report::{Context, Exit, Failure, exit_of};
use crate::sink::{Kind, Sink};
use crate::tally::{List, Tally};
use crate::{dates, load, output};

pub(crate) fn run(args: &RenderArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let kind = output_kind(args)?;
    let list = args.report.as_deref().map(list_format).transpose()?;
    output::check(&args.output)?;
    let loaded = load::form(context, &args.layout, args.as_of.as_deref())?;
    let params = load::params(&loaded, args.params.as_deref())?;
    let mode = if args.live { Mode::Live } else { Mode::Specimen };
    let fonts = context.city_fonts(args.params.as_deref())?;
    let composer = Composer::new(&loaded.form, &params, fonts, mode).map_err(Failure::input)?;
    let composer = match args.on_overflow {
        Some(word) => composer.on_overflow(overflow(word)),
        None => composer,
    };
    let mut releases = Releases::begin(&loaded.form, &args.release, args.log.as_deref())?;
    let composer = composer.releasing(releases.records());
    let meta = metadata(args, &loaded.form.name)?;

    let schema = &loaded.form.schema;
    let input = Input::open(&args.record, args.format, &args.input, schema)?;
    let name = &input.name;
    context.tell(input.notes());
    let interrupt = Interrupt::watch();
    let mut sink = Sink::begin(&args.output, kind, fonts, &meta)?;
    let mut proving = args.prove.then(|| Proving::begin(fonts));
    let mut tally = Tally::default();
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
                if let Some(proving) = &mut proving {
                    proving.keep(composed.document);
                }
            }
            Err(found) => tally.refused(found),
        }
    }
    interrupt.check()?;
    if args.strict && tally.any_refused() {
        let refused = Diagnostic::error("B091").arg("path", args.output.display());
        return Err(Failure::input(tally.broken(vec![refused])));
    }
    releases.write()?;
    let mut proved = Vec::new();
    if tally.any_printed() {
        sink.publish(|finished| {
            proved = proving.map_or(Ok(Vec::new()), |proving| proving.read_back(finished))?;
            Ok(())
        })?;
    }
    if let Some((path, list)) = args.report.as_deref().zip(list) {
        output::write(path, tally.report(list).as_bytes())?;
    }
    let mut found = tally.close();
    found.extend(proved);
    found.extend(releases.unneeded());
    found.extend(records.notes());
    context.tell(&found);
    Ok(exit_of(&found, Exit::Findings))
}

fn overflow(word: OverflowWord) -> Overflow {
    match word {
        OverflowWord::Limit => Overflow::Limit,
        OverflowWord::Blank => Overflow::Blank,
        OverflowWord::Refuse => Overflow::Refuse,
    }
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
        "pdf" => Ok(Kind::Pdf(match args.profile {
            ProfileWord::Pdfa => Profile::PdfA2u,
            ProfileWord::Plain => Profile::Plain,
        })),
        "png" => Ok(Kind::Png(args.dpi)),
        _ => Err(unknown_ending(&args.output, ".pdf .png")),
    }
}

fn metadata(args: &RenderArgs, title: &str) -> Result<Metadata, Failure> {
    let date = args.date.as_deref().map(|given| dates::moment(given, "--date")).transpose()?;
    Ok(Metadata { title: title.to_owned(), date, language: "ja-JP" })
}
