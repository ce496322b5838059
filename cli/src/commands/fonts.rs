//! `chohyo fonts verify`

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::folder::sha256;

use crate::args::{FontsArgs, FontsCommand};
use crate::assets::FONTS;
use crate::report::{Context, Exit, Failure, out};
use crate::table;

pub(crate) fn run(args: &FontsArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    match args.command {
        FontsCommand::Verify => verify(context),
    }
}

/// Embedded fonts are hashed here, those of `--fonts` whenever they are read.
fn verify(context: &Context<'_>) -> Result<Exit, Failure> {
    if !context.own_fonts() {
        verify_embedded()?;
    }
    let fonts = context.fonts()?;
    let ok = context.words("一致", "ok");
    let row = |name: &str, detail: String| vec![ok.to_owned(), name.to_owned(), detail];
    let glyphs = context.words("字形", "glyphs");
    let rows: Vec<_> = fonts
        .faces()
        .map(|(_, face)| row(face.name(), format!("{} {glyphs}", face.glyph_count())))
        .collect();
    out(&table::lines(&rows))?;
    Ok(Exit::Good)
}

fn verify_embedded() -> Result<(), Failure> {
    let differs = |font: &&crate::assets::EmbeddedFont| sha256(font.data) != font.sha256;
    let found: Vec<_> = FONTS
        .iter()
        .filter(differs)
        .map(|font| Diagnostic::error("G011").arg("font", font.name))
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    Err(Failure { exit: Exit::SelfCheck, diagnostics: found })
}
