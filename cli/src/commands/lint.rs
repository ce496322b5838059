//! `chohyo lint`

use chohyo_engine::diag::{Diagnostic, Severity};
use chohyo_engine::form::{self, Catalogue};
use chohyo_engine::source::Library;

use crate::args::LintArgs;
use crate::report::{Context, Exit, Failure, exit_of, out};
use crate::{load, table};

pub(crate) fn run(args: &LintArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let mut library = context.library()?;
    let mut found = Vec::new();
    let paths = match &args.layout {
        Some(layout) => vec![load::path(&mut library, layout, None)?],
        None => {
            let (catalogue, wrong) = Catalogue::read(&library);
            found.extend(wrong);
            catalogue.editions().iter().map(|edition| edition.path.clone()).collect()
        }
    };
    let mut rows = Vec::new();
    for path in paths {
        let of_form = lint(&library, &path, context)?;
        rows.push(row(&path, &of_form, context));
        found.extend(of_form);
    }
    out(&table::lines(&rows))?;
    context.tell(&found);
    Ok(exit_of(&found, Exit::Input))
}

fn lint(library: &Library, path: &str, context: &Context<'_>) -> Result<Vec<Diagnostic>, Failure> {
    match form::load(library, path) {
        Ok(form) => Ok(form::lint(&form, context.fonts()?)),
        Err(errors) => Ok(errors),
    }
}

fn row(path: &str, found: &[Diagnostic], context: &Context<'_>) -> Vec<String> {
    let errors = found.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = found.len() - errors;
    let verdict = match (errors, warnings) {
        (0, 0) => context.words("良", "ok").to_owned(),
        _ => format!(
            "{} {errors}, {} {warnings}",
            context.words("エラー", "errors"),
            context.words("警告", "warnings")
        ),
    };
    vec![path.to_owned(), verdict]
}
