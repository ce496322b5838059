//! How the sheets of a run are printed: the options, the printer's profile, the name of the run.

use std::path::Path;

use chohyo_engine::compose::{Printed, Printing};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::length::Point;
use chohyo_engine::mark::RunCode;

use crate::args::{self, LayerWord, SheetArgs};
use crate::load;
use crate::report::Failure;

/// What the options say, for a run of this name and so many reprints.
///
/// # Errors
/// `B001` and `B180` for the printer's profile.
pub(crate) fn printing(args: &SheetArgs, run: RunCode, copy: u8) -> Result<Printing, Failure> {
    let shift = shift(args)?;
    let printed = match args.layer {
        LayerWord::All => Printed::All,
        LayerWord::Variable => Printed::Variable,
        LayerWord::Fixed => Printed::Fixed,
    };
    Ok(Printing { run: args.run.unwrap_or(run), copy, duplex: args.duplex, printed, shift })
}

/// How far fronts and backs are moved.
///
/// # Errors
/// `B001` and `B180` for the printer's profile.
pub(crate) fn shift(args: &SheetArgs) -> Result<(Point, Point), Failure> {
    let front = args.shift_mm.unwrap_or_default();
    match &args.printer {
        Some(printer) => profile(printer),
        None => Ok((front, args.back_shift_mm.unwrap_or(front))),
    }
}

/// `shift_mm` and `back_shift_mm` of a profile: `"1.5,-0.5"`.
fn profile(path: &Path) -> Result<(Point, Point), Failure> {
    let text = load::read_text(path)?;
    let wrong = |cause: &str| -> Failure {
        let error = Diagnostic::error("B180").arg("path", path.display());
        error.arg("cause", cause.to_owned()).into()
    };
    let table: toml::Table = text.parse().map_err(|_| wrong("TOML"))?;
    if let Some(key) =
        table.keys().find(|k| !["name", "shift_mm", "back_shift_mm"].contains(&k.as_str()))
    {
        return Err(wrong(key));
    }
    let read = |key: &str| match table.get(key) {
        None => Ok(None),
        Some(toml::Value::String(text)) => args::shift(text).map(Some).map_err(|_| wrong(key)),
        Some(_) => Err(wrong(key)),
    };
    let front = read("shift_mm")?.unwrap_or_default();
    Ok((front, read("back_shift_mm")?.unwrap_or(front)))
}
