//! Pictures for the eye: in the terminal or in the desktop's viewer. The only file that names
//! the terminal crates.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Page;
use chohyo_engine::raster::Rasterizer;
use chohyo_fonts::FontSet;
use chohyo_golden::folder;
use image::ImageFormat;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};
use ratatui_image::picker::Picker;
use ratatui_image::picker::cap_parser::QueryStdioOptions;
use ratatui_image::protocol::Protocol;
use ratatui_image::{Image, Resize};

use crate::report::{Exit, Failure};

/// Enough for a terminal of 4K pixels.
const DPI: u16 = 150;

/// Size of a terminal that does not tell its own.
const UNKNOWN: Size = Size { width: 80, height: 24 };

/// How long a terminal has to say what it can draw.
const ANSWER: Duration = Duration::from_millis(500);

/// A page as a PNG for the screen.
pub(crate) fn picture(page: &Page, fonts: &FontSet) -> Result<Vec<u8>, Failure> {
    let png = Rasterizer::new(fonts, DPI).page(page).to_png(DPI);
    let failed =
        |code| Failure { exit: Exit::SelfCheck, diagnostics: vec![Diagnostic::error(code)] };
    png.map_err(failed)
}

/// Whether there is a terminal to draw in.
pub(crate) fn is_there() -> bool {
    io::stdout().is_terminal()
}

/// Opens the picture in the desktop's viewer. The file is private and stays for the viewer.
pub(crate) fn open(png: &[u8]) -> Result<(), Failure> {
    let file = tempfile::Builder::new().prefix("chohyo-").suffix(".png").tempfile();
    let kept = file.and_then(|f| f.keep().map_err(|e| e.error));
    let (_, path) = kept.map_err(|error| failed(folder::cause(&error)))?;
    std::fs::write(&path, png).map_err(|error| failed(folder::cause(&error)))?;
    opener::open(&path).map_err(|error| failed(error.to_string()))
}

/// Draws the picture as large as the terminal allows, in the best way the terminal knows: kitty,
/// iTerm2, sixel or half blocks. What stood on the screen goes up into the scrollback.
pub(crate) fn draw(png: &[u8]) -> Result<(), Failure> {
    if !is_there() {
        return Err(Failure::environment(vec![Diagnostic::error("B016")]));
    }
    let image = image::load_from_memory_with_format(png, ImageFormat::Png);
    let image = image.map_err(|error| failed(error.to_string()))?;
    let screen = size().map_err(|error| failed(folder::cause(&error)))?;
    // Some terminals do not know their size and say 0.
    let screen =
        if screen.0 == 0 || screen.1 < 3 { UNKNOWN } else { Size::new(screen.0, screen.1) };
    let room = Size::new(screen.width, screen.height.saturating_sub(2));
    let picture = picker().new_protocol(image, room, Resize::Fit(None));
    let picture = picture.map_err(|error| failed(error.to_string()))?;
    show(&picture, screen).map_err(|error| failed(folder::cause(&error)))
}

/// Draws at the top of a cleared screen. A viewport below the cursor would need the terminal to
/// tell where the cursor is, and not every terminal answers.
fn show(picture: &Protocol, screen: Size) -> io::Result<()> {
    let area = picture.size();
    let at = Rect::new(0, 0, area.width.min(screen.width), area.height.min(screen.height));
    io::stdout().write_all("\n".repeat(usize::from(screen.height)).as_bytes())?;
    let options = TerminalOptions { viewport: Viewport::Fixed(at) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(io::stdout()), options)?;
    terminal.draw(|frame| frame.render_widget(Image::new(picture), at))?;
    terminal.set_cursor_position((0, at.height))?;
    terminal.show_cursor()?;
    writeln!(io::stdout())
}

/// Asks the terminal what it can draw; half blocks if it does not answer in time.
fn picker() -> Picker {
    if !io::stdin().is_terminal() || enable_raw_mode().is_err() {
        return Picker::halfblocks();
    }
    let options = QueryStdioOptions { timeout: ANSWER, ..QueryStdioOptions::default() };
    let picker = Picker::from_query_stdio_with_options(options);
    let _ = disable_raw_mode();
    picker.unwrap_or_else(|_| Picker::halfblocks())
}

/// `B014`
fn failed(cause: String) -> Failure {
    Failure::environment(vec![Diagnostic::error("B014").arg("cause", cause)])
}
