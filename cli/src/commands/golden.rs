//! `chohyo golden`

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::{Case, Workspace, bless, cases, compare, html, select, strays};

use crate::args::{GoldenArgs, GoldenCommand};
use crate::report::{Context, Exit, Failure, exit_of, out};

pub(crate) fn run(args: &GoldenArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let all = cases(&args.root).map_err(Failure::input)?;
    match &args.command {
        GoldenCommand::Test { cases } => test(&args.root, all, cases, context),
        GoldenCommand::Review { cases, open } => review(&args.root, all, cases, *open, context),
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
    let mut found = if names.is_empty() { strays(root, &all) } else { Vec::new() };
    for case in select(all, names).map_err(Failure::input)? {
        let before = found.len();
        match workspace.make(&case) {
            Ok(made) => {
                let difference = compare(root, &case, &made);
                if !difference.is_empty() {
                    html::write(root, &case, &made, &difference)?;
                }
                found.extend(difference.diagnostics);
            }
            Err(errors) => found.extend(errors),
        }
        out(&verdict(&case, found.len() == before, context))?;
    }
    context.tell(&found);
    Ok(exit_of(&found, Exit::Findings))
}

fn verdict(case: &Case, same: bool, context: &Context<'_>) -> String {
    let word = match same {
        true => context.words("一致", "same"),
        false => context.words("相違", "DIFFERS"),
    };
    format!("{word}  {}\n", case.name)
}

/// Writes the page of every changed case; its path goes to stdout.
fn review(
    root: &Path,
    all: Vec<Case>,
    names: &[String],
    open: bool,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let workspace = Workspace::read(root).map_err(Failure::environment)?;
    let mut found = Vec::new();
    for case in select(all, names).map_err(Failure::input)? {
        let made = match workspace.make(&case) {
            Ok(made) => made,
            Err(errors) => {
                found.extend(errors);
                continue;
            }
        };
        let difference = compare(root, &case, &made);
        if difference.is_empty() {
            continue;
        }
        let page = html::write(root, &case, &made, &difference)?;
        out(&format!("{}\n", page.display()))?;
        if open && let Err(error) = opener::open(&page) {
            found.push(Diagnostic::warning("B014").arg("cause", error));
        }
        found.extend(difference.diagnostics);
    }
    context.tell(&found);
    Ok(exit_of(&found, Exit::Findings))
}

fn bless_one(root: &Path, all: Vec<Case>, name: &str) -> Result<Exit, Failure> {
    let in_ci = std::env::var_os("CI").is_some();
    for case in select(all, &[name.to_owned()]).map_err(Failure::input)? {
        let workspace = Workspace::read(root).map_err(Failure::environment)?;
        let made = workspace.make(&case).map_err(Failure::input)?;
        bless(root, &case, &made, in_ci).map_err(Failure::environment)?;
        let folder = chohyo_golden::reference_folder(root, &case);
        out(&format!("{}\n", folder.display()))?;
    }
    Ok(Exit::Good)
}
