//! `chohyo preview`: the only file that names the terminal crates. Always a specimen.

use std::io::{Cursor, IsTerminal, Write};

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::raster::Rasterizer;
use chohyo_engine::record::{self, Format};
use chohyo_golden::folder;
use image::ImageFormat;
use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};
use ratatui_image::picker::Picker;
use ratatui_image::{Image, Resize};

use super::render::record_format;
use crate::args::PreviewArgs;
use crate::load::{self, Loaded};
use crate::report::{Context, Exit, Failure};

/// Enough for a terminal of 4K pixels.
const DPI: u16 = 150;

pub(crate) fn run(args: &PreviewArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let loaded = load::form(context, &args.layout, args.as_of.as_deref())?;
    let (name, bytes, format) = input(args, context, &loaded)?;
    let document = compose(context, &loaded, &name, &bytes, format)?;
    let Some(page) = args.page.checked_sub(1).and_then(|index| document.pages.get(index)) else {
        let beyond = Diagnostic::error("B012").arg("path", name).arg("page", args.page);
        return Err(beyond.arg("pages", document.pages.len()).into());
    };
    let pixels = Rasterizer::new(context.fonts()?, DPI).page(page);
    let png = pixels.to_png(DPI).map_err(|code| vec![Diagnostic::error(code)]);
    let png = png.map_err(|diagnostics| Failure { exit: Exit::SelfCheck, diagnostics })?;
    if args.open { open(&png) } else { draw(&png) }.map_err(|cause| no_terminal(&cause))?;
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
    context: &Context<'_>,
    loaded: &Loaded,
    name: &str,
    bytes: &[u8],
    format: Format,
) -> Result<Document, Failure> {
    let params = load::params(loaded, None)?;
    let fonts = context.fonts()?;
    let composer = Composer::new(&loaded.form, &params, fonts, Mode::Specimen);
    let composer = composer.map_err(Failure::input)?;
    let mut records = record::read(Cursor::new(bytes), format, &loaded.form.schema, name);
    let none = || Failure::from(Diagnostic::error("B009").arg("path", name));
    let refused = |diagnostics| Failure { exit: Exit::Findings, diagnostics };
    let record = records.next().ok_or_else(none)?;
    let record = record.map_err(|refusal| refused(refusal.diagnostics()))?;
    Ok(composer.compose(&record, name).map_err(refused)?.document)
}

/// Opens the picture in the desktop's viewer. The file is private and stays for the viewer.
fn open(png: &[u8]) -> Result<(), String> {
    let file = tempfile::Builder::new().prefix("chohyo-").suffix(".png").tempfile();
    let (_, path) = file.and_then(|f| f.keep().map_err(|e| e.error)).map_err(kind)?;
    std::fs::write(&path, png).map_err(kind)?;
    opener::open(&path).map_err(|error| error.to_string())
}

fn kind(error: std::io::Error) -> String {
    error.kind().to_string()
}

/// Draws the picture below the cursor, as large as the terminal allows, in the best way the
/// terminal knows: kitty, iTerm2, sixel or half blocks.
fn draw(png: &[u8]) -> Result<(), String> {
    if !std::io::stdout().is_terminal() {
        return Err("stdout".to_owned());
    }
    let image = image::load_from_memory_with_format(png, ImageFormat::Png);
    let image = image.map_err(|error| error.to_string())?;
    let screen = ratatui::crossterm::terminal::size().map_err(kind)?;
    let screen = Size::new(screen.0, screen.1.saturating_sub(1));
    let picker = terminal_picker()?;
    let picture = picker.new_protocol(image, screen, Resize::Fit(None));
    let picture = picture.map_err(|error| error.to_string())?;
    let area = picture.size();
    let options = TerminalOptions { viewport: Viewport::Inline(area.height) };
    let backend = ratatui::backend::CrosstermBackend::new(std::io::stdout());
    let mut terminal = Terminal::with_options(backend, options).map_err(kind)?;
    let drawn = terminal.draw(|frame| {
        let at = frame.area();
        let place = Rect::new(at.x, at.y, area.width.min(at.width), area.height.min(at.height));
        frame.render_widget(Image::new(&picture), place);
    });
    drawn.map_err(kind)?;
    writeln!(std::io::stdout()).map_err(kind)
}

/// Asks the terminal what it can draw; half blocks if it does not answer.
fn terminal_picker() -> Result<Picker, String> {
    enable_raw_mode().map_err(kind)?;
    let picker = Picker::from_query_stdio();
    disable_raw_mode().map_err(kind)?;
    Ok(picker.unwrap_or_else(|_| Picker::halfblocks()))
}

fn no_terminal(cause: &str) -> Failure {
    Failure::environment(vec![Diagnostic::error("B014").arg("cause", cause)])
}
