//! `chohyo golden`

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::{
    Case, Workspace, bless, cases, compare, each, html, lacking, pages, reference_folder, select,
    strays,
};
use serde_json::{Value, json};

use super::{catalogue, review};
use crate::args::{GoldenArgs, GoldenCommand, Shape};
use crate::report::{Context, Exit, Failure, exit_of, out};
use crate::table;

pub(crate) fn run(args: &GoldenArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let all = cases(&args.root).map_err(Failure::input)?;
    match &args.command {
        GoldenCommand::List { format } => list(&args.root, &all, *format),
        GoldenCommand::Catalogue { output } => catalogue::run(&args.root, output.as_deref(), &all),
        GoldenCommand::Test { cases } => test(&args.root, all, cases, context),
        GoldenCommand::Review { cases, open } => {
            let wanted = select(all, cases).map_err(Failure::input)?;
            review::run(&args.root, &wanted, *open, context)
        }
        GoldenCommand::Bless { case } => bless_one(&args.root, all, case),
    }
}

fn test(
    root: &Path,
    all: Vec<Case>,
    names: &[String],
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let workspace = Workspace::read(root).map_err(Failure::environment)?;
    let mut found = match names {
        [] => [strays(root, &all), lacking(root)].concat(),
        _ => Vec::new(),
    };
    let wanted = select(all, names).map_err(Failure::input)?;
    let results = each(&wanted, |case| difference(root, &workspace, case));
    for (case, result) in wanted.iter().zip(results) {
        out(&verdict(case, result.is_empty(), context))?;
        found.extend(result);
    }
    context.tell(&found);
    Ok(exit_of(&found, Exit::Findings))
}

/// What differs in one case; its page is written.
fn difference(root: &Path, workspace: &Workspace, case: &Case) -> Vec<Diagnostic> {
    let made = match workspace.make(case) {
        Ok(made) => made,
        Err(errors) => return errors,
    };
    let difference = compare(root, case, &made);
    let mut found = Vec::new();
    if !difference.is_empty() {
        found.extend(html::write(root, case, &made, &difference).err());
    }
    found.extend(difference.diagnostics);
    found
}

/// All cases, in the order of the runs.
fn list(root: &Path, cases: &[Case], format: Shape) -> Result<Exit, Failure> {
    let text = match format {
        Shape::Json => {
            format!("{:#}\n", cases.iter().map(|case| as_json(root, case)).collect::<Value>())
        }
        Shape::Human => {
            let row = |case: &Case| {
                vec![case.name.clone(), case.record.clone(), pages(root, case).to_string()]
            };
            table::lines(&cases.iter().map(row).collect::<Vec<_>>())
        }
    };
    out(&text)?;
    Ok(Exit::Good)
}

fn as_json(root: &Path, case: &Case) -> Value {
    json!({
        "name": case.name,
        "form": case.form,
        "record": case.record,
        "params": case.params,
        "as_of": case.as_of,
        "live": case.live,
        "dpi": case.dpi,
        "pages": pages(root, case),
        "references": reference_folder(Path::new(""), case),
    })
}

fn verdict(case: &Case, same: bool, context: &Context<'_>) -> String {
    let word = match same {
        true => context.words("一致", "same"),
        false => context.words("相違", "DIFFERS"),
    };
    format!("{word}  {}\n", case.name)
}

fn bless_one(root: &Path, all: Vec<Case>, name: &str) -> Result<Exit, Failure> {
    let in_ci = std::env::var_os("CI").is_some();
    for case in select(all, &[name.to_owned()]).map_err(Failure::input)? {
        let workspace = Workspace::read(root).map_err(Failure::environment)?;
        let made = workspace.make(&case).map_err(Failure::input)?;
        bless(root, &case, &made, in_ci).map_err(Failure::environment)?;
        let folder = reference_folder(root, &case);
        out(&format!("{}\n", folder.display()))?;
    }
    Ok(Exit::Good)
}
