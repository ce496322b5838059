//! `chohyo preview`. Always a specimen.

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::record::{self, Format, Reader};

use crate::args::PreviewArgs;
use crate::input::Input;
use crate::load::{self, Loaded};
use crate::printing::Prepared;
use crate::report::{Context, Exit, Failure};
use crate::screen;

pub(crate) fn run(args: &PreviewArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let of = (args.layout.as_str(), args.as_of.as_deref());
    let prepared = Prepared::of(context, of, args.params.as_deref())?;
    let composer = prepared.plain(Mode::Specimen)?;
    let (name, document) = compose(args, context, &prepared.loaded, &composer)?;
    let Some(page) = args.page.checked_sub(1).and_then(|index| document.pages.get(index)) else {
        let beyond = Diagnostic::error("B012").arg("path", name).arg("page", args.page);
        return Err(beyond.arg("pages", document.pages.len()).into());
    };
    let png = screen::picture(page, prepared.fonts)?;
    if args.open { screen::open(&png) } else { screen::draw(&png) }?;
    Ok(Exit::Good)
}

/// The pages of the first record of the input, or of the form's sample.
fn compose(
    args: &PreviewArgs,
    context: &Context<'_>,
    loaded: &Loaded,
    composer: &Composer<'_>,
) -> Result<(String, Document), Failure> {
    let schema = &loaded.form.schema;
    let Some(path) = &args.record else {
        let (name, bytes) = load::sample(context, loaded)?;
        let document =
            first(record::read(&bytes[..], Format::Json, schema, &name), composer, &name)?;
        return Ok((name, document));
    };
    let input = Input::open(path, args.format, &args.input, schema)?;
    context.tell(input.notes());
    let document = first(input.records(schema)?, composer, &input.name)?;
    Ok((input.name, document))
}

fn first(
    mut records: Reader<'_>,
    composer: &Composer<'_>,
    name: &str,
) -> Result<Document, Failure> {
    let none = || Failure::from(Diagnostic::error("B009").arg("path", name));
    let refused = |diagnostics| Failure { exit: Exit::Findings, diagnostics };
    let record = records.next().ok_or_else(none)?;
    let record = record.map_err(|refusal| refused(refusal.diagnostics()))?;
    Ok(composer.desk().compose(&record, name).map_err(refused)?.document)
}
