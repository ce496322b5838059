//! Options of the print room: layers, shift, sides, marks.

use std::path::PathBuf;

use chohyo_engine::compose::Printing;
use chohyo_engine::form::paper_size;
use chohyo_engine::length::{Length, Point, Size, Unit};
use chohyo_engine::mark::RunCode;
use clap::{Args as ClapArgs, ValueEnum};

/// How the sheets of a run are printed.
#[derive(ClapArgs, Default)]
#[command(next_help_heading = "Sheets (用紙と印刷機)")]
pub(crate) struct SheetArgs {
    /// Print everything, what records add on pre-printed stock, or that stock itself (刷込みの分け方)
    #[arg(long, value_enum, value_name = "WORD", default_value = "all")]
    pub(crate) layer: LayerWord,
    /// Move everything right and down, in mm; the printer's own error, found by a test sheet (印字位置の補正)
    #[arg(long, value_name = "X,Y", value_parser = shift, allow_hyphen_values = true, conflicts_with = "printer")]
    pub(crate) shift_mm: Option<Point>,
    /// The same for backs; that of fronts if not given (裏面の補正)
    #[arg(long, value_name = "X,Y", value_parser = shift, allow_hyphen_values = true, requires = "duplex")]
    pub(crate) back_shift_mm: Option<Point>,
    /// A printer's profile: shift_mm and back_shift_mm (プリンタの設定)
    #[arg(long, value_name = "PRINTER.toml")]
    pub(crate) printer: Option<PathBuf>,
    /// Both sides of the sheets: every record begins on a front, blank sides fill its last sheet (両面)
    #[arg(long)]
    pub(crate) duplex: bool,
    /// Six digits or capitals that name the run on its marks; made from the run itself if not given (印の処理番号)
    #[arg(long, value_name = "CODE", value_parser = run)]
    pub(crate) run: Option<RunCode>,
}

/// What of the pages is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LayerWord {
    /// Everything (すべて)
    #[default]
    All,
    /// What records add (記録によって変わるもの)
    Variable,
    /// What every sheet has (どの紙も同じもの)
    Fixed,
}

/// Arguments of `test-sheet`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo test-sheet -o test.pdf\n  \
    chohyo test-sheet -o test.pdf --paper \"A3 landscape\" --shift-mm 1.5,-0.5")]
pub(crate) struct TestSheetArgs {
    /// Output (出力先)
    #[arg(short, long, value_name = "OUT.pdf|OUT.png")]
    pub(crate) output: PathBuf,
    /// Paper and orientation (用紙)
    #[arg(long, value_name = "PAPER", default_value = "A4 portrait", value_parser = paper)]
    pub(crate) paper: Size,
    /// The shift to try, in mm (試す補正)
    #[arg(long, value_name = "X,Y", value_parser = shift, allow_hyphen_values = true)]
    pub(crate) shift_mm: Option<Point>,
}

/// Right and down in mm.
pub(crate) fn shift(text: &str) -> Result<Point, String> {
    let expected = || format!("X,Y in mm, each up to {}", Printing::SHIFT.to_mm());
    let length = |text: &str| {
        let text = text.trim();
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let length = Length::parse(digits, Unit::Mm).filter(|length| *length <= Printing::SHIFT);
        length.filter(|length| *length >= Length::ZERO).map(|length| length * sign)
    };
    let (x, y) = text.split_once(',').ok_or_else(expected)?;
    length(x).zip(length(y)).map(|(x, y)| Point::new(x, y)).ok_or_else(expected)
}

fn run(text: &str) -> Result<RunCode, String> {
    RunCode::parse(text).ok_or_else(|| "six of 0-9 and A-Z".to_owned())
}

fn paper(text: &str) -> Result<Size, String> {
    paper_size(text)
        .ok_or_else(|| "A4 portrait, A3 landscape, B4 portrait, postcard portrait …".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_millimetres_up_to_a_limit() {
        let point = |x, y| Point::new(Length::emu(x), Length::emu(y));
        assert_eq!(shift("1.5,-0.25"), Ok(point(54_000, -9_000)));
        assert_eq!(shift(" 0 , 15"), Ok(point(0, 540_000)));
        for wrong in ["1", "1;2", "16,0", "0,-15.1", "a,b", "--1,0", "", "1,2,3"] {
            assert!(shift(wrong).is_err(), "{wrong}");
        }
    }
}
