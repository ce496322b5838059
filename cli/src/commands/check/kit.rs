//! `chohyo check --kit`: all PDFs, or pictures of pages, of a folder by the cases of a kit.

mod html;
mod names;
mod results;

use std::path::{Path, PathBuf};

use chohyo_engine::check::Verdict;
use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::Form;
use chohyo_engine::page::Document;
use chohyo_fonts::FontSet;

use self::names::{Asked, Names};
use self::results::{Outcome, Results, Row};
use super::super::kit::{Case, Kit, digest, documents, sealed};
use super::judged::judge;
use super::{CheckArgs, CheckFormat, deliver, exit};
use crate::args::InputArgs;
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::printing::Prepared;
use crate::report::{Context, Exit, Failure};

/// Judges the files of a folder.
pub(super) fn run(
    args: &CheckArgs,
    (folder, pdfs): (&Path, &Path),
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let kit = Kit::read(folder)?;
    let form = args.form.as_deref().unwrap_or(&kit.form);
    let prepared = Prepared::of(context, (form, kit.as_of.as_deref()), args.params.as_deref())
        .and_then(sealed)?;
    let (form, fonts) = (&prepared.loaded.form, prepared.fonts);
    let composer = prepared.plain(Mode::Trial)?;
    let mut files = Names::of(pdfs)?;
    let bench = Bench { form, fonts, composer, pictures: args.format == CheckFormat::Html };
    let interrupt = Interrupt::watch();
    let mut results = Results { form, rows: Vec::new() };
    for case in &kit.cases {
        interrupt.check()?;
        if case.refused {
            bench.refuses(folder, case)?;
            results.rows.extend(unprinted(case, &mut files));
        } else {
            let pages = bench.pages(folder, case)?;
            results.rows.extend(bench.judge(pdfs, case, &pages, &mut files)?);
        }
    }
    context.tell(&files.strangers(pdfs));
    let lang = context.lang;
    let text = match args.format {
        CheckFormat::Human => results.human(lang),
        CheckFormat::Json => results.json(lang),
        CheckFormat::Junit => results.junit(lang),
        CheckFormat::Html => html::page(&results, fonts, lang)?,
    };
    deliver(args, &text, || results.table(lang))?;
    Ok(exit(results.verdict()))
}

/// The files of a case that the form refuses: there must be none.
fn unprinted(case: &Case, files: &mut Names) -> Vec<Row> {
    let there = files.take_all(&case.name, case.records);
    let row = |(file, outcome)| Row { case: case.name.clone(), file, outcome };
    if there.is_empty() {
        return vec![row((format!("{}.pdf", case.name), Outcome::Refused))];
    }
    there.into_iter().map(|file| row((file, Outcome::Printed))).collect()
}

/// What all files are judged with.
struct Bench<'a> {
    form: &'a Form,
    fonts: &'a FontSet,
    composer: Composer<'a>,
    pictures: bool,
}

impl Bench<'_> {
    /// The pages of a case as the form has them.
    ///
    /// # Errors
    /// `B232` if they are not those of the kit.
    fn pages(&self, folder: &Path, case: &Case) -> Result<Vec<Document>, Failure> {
        let path = folder.join(case.record_file());
        let documents = documents(&self.composer, &path, &self.form.schema)?;
        if digest(&documents, self.fonts) == case.digest {
            return Ok(documents);
        }
        Err(other(folder, case))
    }

    /// Looks whether the form still refuses the records of a case.
    ///
    /// # Errors
    /// `B232` if it prints one of them.
    fn refuses(&self, folder: &Path, case: &Case) -> Result<(), Failure> {
        let path = folder.join(case.record_file());
        let input = Input::open(&path, None, &InputArgs::default(), &self.form.schema)?;
        let mut desk = self.composer.desk();
        for record in input.records(&self.form.schema)? {
            let record = record.map_err(|no| Failure::input(no.diagnostics()))?;
            if desk.compose(&record, &input.name).is_ok() {
                return Err(other(folder, case));
            }
        }
        Ok(())
    }

    /// Judges the files of a case; what was judged leaves `files`.
    fn judge(
        &self,
        folder: &Path,
        case: &Case,
        pages: &[Document],
        files: &mut Names,
    ) -> Result<Vec<Row>, Failure> {
        let asked = files.take(&case.name, pages.len()).into_iter();
        asked
            .map(|Asked { name, files, records }| {
                let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
                let first = records.start + 1;
                let outcome = match paths.as_slice() {
                    [] => Outcome::Missing,
                    paths => self.outcome(paths, first, pages.get(records).unwrap_or_default())?,
                };
                Ok(Row { case: case.name.clone(), file: name, outcome })
            })
            .collect()
    }

    /// A file that cannot be read does not stop the others.
    fn outcome(
        &self,
        paths: &[PathBuf],
        first: usize,
        pages: &[Document],
    ) -> Result<Outcome, Failure> {
        let numbered = pages.iter().zip(first as u64..);
        let documents = numbered.map(|(document, ordinal)| Ok((ordinal, document.clone())));
        match judge((self.form, self.fonts), paths, documents, self.pictures) {
            Ok(judged) => Ok(Outcome::Judged(Box::new(judged))),
            Err(failure) if failure.exit == Exit::Input => {
                Ok(Outcome::Unreadable(failure.diagnostics))
            }
            Err(failure) => Err(failure),
        }
    }
}

/// `B232`: the kit was made with something else.
fn other(folder: &Path, case: &Case) -> Failure {
    Diagnostic::error("B232").arg("path", folder.display()).arg("case", &case.name).into()
}

/// The worst verdict of several.
fn worst(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    verdicts.max().unwrap_or(Verdict::Fail)
}
