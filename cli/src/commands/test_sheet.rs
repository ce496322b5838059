//! `chohyo test-sheet`

use chohyo_engine::chart::{TestSheet, test_sheet};
use chohyo_engine::diag::Diagnostic;

use super::chars::{kind, write};
use crate::args::TestSheetArgs;
use crate::report::{Context, Exit, Failure};

pub(crate) fn run(args: &TestSheetArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let kind = kind(&args.output)?;
    let fonts = context.fonts()?;
    let shift = args.shift_mm.unwrap_or_default();
    let title = "位置合わせの試し刷り";
    let sheet = TestSheet {
        size: args.paper,
        title: title.to_owned(),
        words: vec![
            format!("補正（--shift-mm）　{},{}", shift.x.to_mm(), shift.y.to_mm()),
            "等倍（100 %）で印刷してください。".to_owned(),
            "目盛は紙の端からの mm です。".to_owned(),
            "端に見える値と 0 との差だけずれています。".to_owned(),
            "右・下へ動かすときは正の値、".to_owned(),
            "左・上へは負の値を補正に足します。".to_owned(),
        ],
        shift,
    };
    // A fault of the program: its own words are in its fonts.
    let fault = |_| {
        let found = Diagnostic::error("B067").arg("name", title);
        Failure { exit: Exit::SelfCheck, diagnostics: vec![found] }
    };
    let document = test_sheet(fonts, &sheet).map_err(fault)?;
    write(&args.output, kind, fonts, title, [Ok(document)])?;
    Ok(Exit::Good)
}
