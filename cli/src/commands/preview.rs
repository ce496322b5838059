//! `chohyo preview`. Always a specimen.

use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::record::{self, Format};
use chohyo_golden::folder;

use super::render::record_format;
use crate::args::PreviewArgs;
use crate::load::{self, Loaded};
use crate::report::{Context, Exit, Failure};
use crate::screen;

pub(crate) fn run(args: &PreviewArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let loaded = load::form(context, &args.layout, args.as_of.as_deref())?;
    let (name, bytes, format) = input(args, context, &loaded)?;
    let city = args.params.as_deref();
    let params = load::params(&loaded, city)?;
    let fonts = context.city_fonts(city)?;
    let composer = Composer::new(&loaded.form, &params, fonts, Mode::Specimen);
    let composer = composer.map_err(Failure::input)?;
    let document = compose(&composer, &loaded, &name, &bytes, format)?;
    let Some(page) = args.page.checked_sub(1).and_then(|index| document.pages.get(index)) else {
        let beyond = Diagnostic::error("B012").arg("path", name).arg("page", args.page);
        return Err(beyond.arg("pages", document.pages.len()).into());
    };
    let png = screen::picture(page, fonts)?;
    if args.open { screen::open(&png) } else { screen::draw(&png) }?;
    Ok(Exit::Good)
}

fn input(
    args: &PreviewArgs,
    context: &Context<'_>,
    loaded: &Loaded,
) -> Result<(String, Vec<u8>, Format), Failure> {
    let Some(path) = &args.record else {
        let (name, bytes) = load::sample(context, loaded)?;
        return Ok((name, bytes, Format::Json));
    };
    let bytes = std::fs::read(path).map_err(|error| folder::unreadable(path, &error))?;
    Ok((path.display().to_string(), bytes, record_format(path, None)?))
}

/// The pages of the first record.
fn compose(
    composer: &Composer<'_>,
    loaded: &Loaded,
    name: &str,
    bytes: &[u8],
    format: Format,
) -> Result<Document, Failure> {
    let mut records = record::read(Cursor::new(bytes), format, &loaded.form.schema, name);
    let none = || Failure::from(Diagnostic::error("B009").arg("path", name));
    let refused = |diagnostics| Failure { exit: Exit::Findings, diagnostics };
    let record = records.next().ok_or_else(none)?;
    let record = record.map_err(|refusal| refused(refusal.diagnostics()))?;
    Ok(composer.compose(&record, name).map_err(refused)?.document)
}
