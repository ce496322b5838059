//! `chohyo chars chart`: all characters of a set, page by page.

use std::path::Path;

use chohyo_engine::chart::{Chart, Entry, Heading, Undrawable};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::pdf::{Metadata, Profile};
use chohyo_fonts::charset::{Kuten, Mj, private_name};
use chohyo_fonts::{FontRole, FontSet};

use super::show::entry;
use crate::args::{CharsChartArgs, SetWord};
use crate::ending::{ending, unknown_ending};
use crate::interrupt::Interrupt;
use crate::output;
use crate::report::{Context, Exit, Failure};
use crate::sink::{Kind, Sink};

/// Resolution of a chart as pictures.
const DPI: u16 = 150;

pub(super) fn run(args: &CharsChartArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let kind = kind(&args.output)?;
    output::check(&args.output)?;
    let fonts = context.fonts()?;
    let heading = heading(args.set, fonts);
    let title = heading.title.clone();
    let total = entries(args.set).count();
    let chart = Chart::new(fonts, heading, total).map_err(|error| refused(&error))?;
    let mut entries = entries(args.set);
    let pages = (1..=chart.pages()).map(|number| {
        let cells: Vec<Entry> = entries.by_ref().take(Chart::PER_PAGE).collect();
        chart.page(number, &cells).map_err(|error| refused(&error))
    });
    write(&args.output, kind, fonts, &title, pages)?;
    Ok(Exit::Good)
}

fn entries(set: SetWord) -> Box<dyn Iterator<Item = Entry>> {
    match set {
        SetWord::Mj => Box::new(Mj::all().map(entry)),
        SetWord::Hentaigana => Box::new(Mj::hentaigana().map(entry)),
        SetWord::X0213 => Box::new(Kuten::all().map(jis)),
    }
}

/// The cells of the soft hyphen (1-09-09) and of a mark that takes no room by itself (1-11-50), which
/// no page may hold, stay empty.
fn jis(kuten: Kuten) -> Entry {
    let text = kuten.text();
    let drawn = if ["\u{AD}", "\u{361}"].contains(&&*text) { "" } else { &*text };
    Entry { name: kuten.to_string(), code: code(&text), text: drawn.to_owned() }
}

fn heading(set: SetWord, fonts: &FontSet) -> Heading {
    let (title, table) = match set {
        SetWord::Mj => ("MJ文字図形", "MJ文字情報一覧表 006.02"),
        SetWord::Hentaigana => ("変体仮名", "MJ文字情報一覧表 変体仮名編 002.01"),
        SetWord::X0213 => ("JIS X 0213:2004", "面区点順"),
    };
    let face = fonts.face(fonts.role(FontRole::Mincho));
    let font = format!("{} {}", face.family_name(), face.version());
    Heading { title: title.to_owned(), note: format!("{table}　{font}") }
}

/// What stands under a glyph: `U+845B E0100`, or that it has no code.
pub(super) fn code(text: &str) -> String {
    if text.chars().any(|c| private_name(c).is_some()) {
        return "符号なし".to_owned();
    }
    let points: Vec<_> = text.chars().map(|c| format!("{:04X}", u32::from(c))).collect();
    format!("U+{}", points.join(" "))
}

/// PDF or PNG, by the ending.
pub(crate) fn kind(path: &Path) -> Result<Kind, Failure> {
    match ending(path).as_str() {
        "pdf" => Ok(Kind::Pdf(Profile::PdfA2u)),
        "png" => Ok(Kind::Png(DPI)),
        _ => Err(unknown_ending(path, ".pdf .png")),
    }
}

/// Writes pages as they come.
pub(crate) fn write(
    path: &Path,
    kind: Kind,
    fonts: &FontSet,
    title: &str,
    pages: impl IntoIterator<Item = Result<Document, Failure>>,
) -> Result<(), Failure> {
    output::check(path)?;
    let meta = Metadata { title: title.to_owned(), date: None, language: "ja-JP" };
    let interrupt = Interrupt::watch();
    let mut sink = Sink::begin(path, kind, fonts, &meta)?;
    for page in pages {
        interrupt.check()?;
        sink.push(&page?)?;
    }
    sink.publish(|_| Ok(()))
}

/// `B067`: a fault of the program, for every glyph of its tables is in its fonts.
pub(super) fn refused(error: &Undrawable) -> Failure {
    let diagnostic = Diagnostic::error("B067").arg("name", &error.name);
    Failure { exit: Exit::SelfCheck, diagnostics: vec![diagnostic] }
}
