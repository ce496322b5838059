//! `chohyo explain`

use chohyo_engine::diag::{self, Diagnostic, codes, explain};
use chohyo_engine::form;

use crate::args::ExplainArgs;
use crate::report::{Context, Exit, Failure, out};

pub(crate) fn run(args: &ExplainArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let Some(code) = &args.code else {
        let page = if args.layout { form::reference() } else { diag::reference() };
        out(&page)?;
        return Ok(Exit::Good);
    };
    let Some(page) = explain(code, context.lang) else {
        let family = code.get(..1).unwrap_or_default().to_ascii_uppercase();
        let known: Vec<_> = codes().into_iter().filter(|c| c.starts_with(&family)).collect();
        let unknown = Diagnostic::error("B005").arg("code", code);
        return Err(match known.is_empty() {
            true => unknown.into(),
            false => unknown.arg("known", known.join(" ")).into(),
        });
    };
    out(&page)?;
    Ok(Exit::Good)
}
