//! `chohyo draft`: an official drawing as a layout that can be finished by hand.

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::draft::{Drawing, Order, draft, from_page, from_sheet};
use chohyo_engine::form::{self, Catalogue, Form, IdStatus};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_engine::record::schema;
use chohyo_engine::source::Library;
use chohyo_golden::folder::unreadable;
use sha2::{Digest, Sha256};

use crate::args::DraftArgs;
use crate::report::{Context, Exit, Failure, out};
use crate::{dates, output, workbook};

/// Largest file.
const BYTES: usize = 64 * 1024 * 1024;

pub(super) fn run(args: &DraftArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    check(args)?;
    let bytes = std::fs::read(&args.file).map_err(|error| unreadable(&args.file, &error))?;
    let sources = sources(args, &bytes)?;
    let drawing = drawing(args, bytes)?;
    let mut library = context.library()?;
    let known = known(&library, &args.id)?;
    let schema = match (&args.record, &known) {
        (Some(id), _) => std::sync::Arc::new(schema::load(&library, id).map_err(Failure::input)?),
        (None, Some(form)) => std::sync::Arc::clone(&form.schema),
        (None, None) => return Err(unknown(args)),
    };
    let name = args.name.as_deref().or(known.as_ref().map(|form| form.name.as_str()));
    let order = Order {
        id: &args.id,
        id_status: known.as_ref().map_or(IdStatus::Provisional, |form| form.id_status),
        name: name.ok_or_else(|| unknown(args))?,
        edition: edition(args, known.as_ref()),
        kind: known.as_ref().map_or(args.kind.into(), |form| form.kind),
        family: known.as_ref().and_then(|form| form.family.as_deref()),
        basis: args.basis.into(),
        sources: &sources,
        part: known.as_ref().and_then(|form| form.parts.first()).map_or("main", |part| &part.name),
        schema: &schema,
        known: known.as_ref(),
    };
    let made = draft(&drawing, &order);
    if made.items == 0 {
        return Err(Diagnostic::error("B205").arg("path", args.file.display()).into());
    }
    loads(&mut library, made.layout.clone())?;
    match &args.output {
        None => out(&made.layout)?,
        Some(target) => output::stage(target, made.layout.as_bytes())?.publish_new(target)?,
    }
    let told = Diagnostic::note("B202").arg("items", made.items).arg("bound", made.bound);
    context.tell(&[told.arg("gaps", made.gaps.len())]);
    Ok(Exit::Good)
}

/// `B072` for a word that is no id or name, `B150` for an output that stands already.
fn check(args: &DraftArgs) -> Result<(), Failure> {
    let wrong = |option: &str, given: &str| {
        Failure::from(Diagnostic::error("B072").arg("option", option).arg("given", given))
    };
    if args.id.len() != 7 || !args.id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("--id", &args.id));
    }
    if args.page == 0 {
        return Err(wrong("--page", "0"));
    }
    let Some(target) = &args.output else { return Ok(()) };
    output::check(target)?;
    if std::fs::symlink_metadata(target).is_ok() {
        return Err(Diagnostic::error("B150").arg("path", target.display()).into());
    }
    Ok(())
}

/// Where the drawing is from.
fn sources(args: &DraftArgs, bytes: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let words = format!("{name} の {}（sha256 {digest}）", args.page);
    let mut sources = vec![("drawing".to_owned(), words)];
    if let Some(date) = &args.date {
        dates::day(date, "--date")?;
        sources.push(("drawing_date".to_owned(), date.clone()));
    }
    Ok(sources)
}

fn drawing(args: &DraftArgs, bytes: Vec<u8>) -> Result<Drawing, Failure> {
    let ending = args.file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let no_page = |count: usize| {
        let found = Diagnostic::error("B204").arg("path", args.file.display());
        Failure::from(found.arg("page", args.page).arg("count", count))
    };
    match ending.as_deref() {
        Some("pdf") => {
            let document = ReadDocument::open(bytes, Limits { bytes: BYTES, ..Limits::default() })?;
            let mut pages = document.pages();
            let count = pages.len();
            let page = pages.nth(args.page - 1).ok_or_else(|| no_page(count))?;
            Ok(from_page(&page))
        }
        Some("xlsx") => {
            let (sheet, count) = workbook::drawn(&args.file, bytes, args.page)?;
            Ok(from_sheet(&sheet.ok_or_else(|| no_page(count))?))
        }
        _ => Err(ending_refused(&args.file)),
    }
}

fn ending_refused(path: &Path) -> Failure {
    Diagnostic::error("B088").arg("path", path.display()).arg("known", ".pdf, .xlsx").into()
}

/// The newest edition of a form that the library has.
fn known(library: &Library, id: &str) -> Result<Option<Form>, Failure> {
    let (catalogue, _) = Catalogue::for_form(library, id);
    let Ok(edition) = catalogue.pick(id, None) else { return Ok(None) };
    form::load(library, &edition.path).map(Some).map_err(Failure::input)
}

/// `B206`: nothing is known of the id.
fn unknown(args: &DraftArgs) -> Failure {
    Diagnostic::error("B206").arg("id", &args.id).into()
}

fn edition<'a>(args: &'a DraftArgs, known: Option<&'a Form>) -> &'a str {
    args.edition.as_deref().or(known.map(|form| form.edition.as_str())).unwrap_or("1.0")
}

/// A draft that does not load is a fault of the program.
fn loads(library: &mut Library, layout: String) -> Result<(), Failure> {
    library.add_text("draft.toml", layout);
    let failed = |diagnostics| Failure { exit: Exit::SelfCheck, diagnostics };
    form::load(library, "draft.toml").map(|_| ()).map_err(failed)
}
