//! `chohyo kit`: records, expected pages, rules and a README with which a vendor tries a form.

mod cases;
mod lengths;
mod list;
mod readme;
mod seal;

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use chohyo_engine::compose::{Composed, Composer, Desk, Mode};
use chohyo_engine::diag::{Diagnostic, Lang};
use chohyo_engine::manifest::hex;
use chohyo_engine::page::{Document, dump};
use chohyo_engine::pdf::{Metadata, Profile};
use chohyo_engine::record::write::{LineEnd, Quotes, Spacing, Style, json};
use chohyo_engine::record::{self, Accepted, Format, Record, Refusal, Schema};
use chohyo_fonts::FontSet;
use sha2::{Digest, Sha256};
use tempfile::Builder;

use self::cases::{TRIALS, Told, Trial};
use self::lengths::Limit;
pub(super) use self::list::{Case, Kit};
pub(super) use self::seal::sealed;
use super::check::rules_text;
use super::records::Sink as Records;
use crate::args::{InputArgs, KitArgs};
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::output::{self, parent, sync, unwritable};
use crate::printing::Prepared;
use crate::report::{Context, Exit, Failure};
use crate::sink::{Kind, Sink};

/// Resolution of the expected pages as pictures.
const DPI: u16 = 100;

/// CSV as most systems read it.
const CSV: Style = Style { bom: true, line_end: LineEnd::CrLf, quotes: Quotes::Needed };

pub(super) fn run(args: &KitArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let target = &args.output;
    if fs::symlink_metadata(target).is_ok() {
        return Err(Diagnostic::error("B150").arg("path", target.display()).into());
    }
    let of = (args.layout.as_str(), args.as_of.as_deref());
    let prepared = sealed(Prepared::of(context, of, args.params.as_deref())?)?;
    let composer = prepared.plain(Mode::Trial)?;
    let made = Builder::new().prefix(".chohyo-").tempdir_in(parent(target));
    let made = made.map_err(|error| unwritable(target, &error))?;
    let maker = Maker {
        prepared: &prepared,
        composer: &composer,
        desk: RefCell::new(composer.desk()),
        folder: made.path(),
    };
    let cases = maker.cases(context)?;
    maker.texts(args, &cases)?;
    fs::rename(made.path(), target).map_err(|error| unwritable(target, &error))?;
    sync(parent(target));
    // The folder has its name; there is nothing left to remove.
    let _ = made.keep();
    let pages: usize = cases.told.iter().map(|(_, case)| case.pages).sum();
    let done = Diagnostic::note("B230").arg("path", target.display());
    context.tell(&[done.arg("cases", cases.told.len()).arg("pages", pages)]);
    Ok(Exit::Good)
}

/// Makes the files of a kit in a private folder.
struct Maker<'a> {
    prepared: &'a Prepared<'a>,
    composer: &'a Composer<'a>,
    /// Where trials are composed, one at a time.
    desk: RefCell<Desk<'a, 'a>>,
    folder: &'a Path,
}

/// What was made.
struct Made {
    told: Vec<(&'static Trial, Case)>,
    limits: Vec<Limit>,
}

impl Maker<'_> {
    /// Records and expected pages of every case that the form has.
    fn cases(&self, context: &Context<'_>) -> Result<Made, Failure> {
        for name in ["records", "expected"] {
            let path = self.folder.join(name);
            fs::create_dir(&path).map_err(|error| unwritable(&path, &error))?;
        }
        let interrupt = Interrupt::watch();
        let longest = lengths::longest(self, &interrupt)?;
        let mut told = Vec::new();
        for trial in &TRIALS {
            interrupt.check()?;
            let mut records = match trial.told {
                Told::Longest => longest.taken.clone(),
                Told::Turns => longest.turns.clone(),
                Told::Refused => longest.refused.clone(),
                Told::Stored(_) | Told::Pack(_) => trial.records(&self.prepared.loaded, context)?,
            };
            if !matches!(trial.told, Told::Refused) {
                records = self.printable(trial.name, records, context);
            }
            if !records.is_empty() {
                told.push((trial, self.case(trial, &records, &interrupt)?));
            }
        }
        Ok(Made { told, limits: longest.limits })
    }

    /// The records that the form prints: some that obey the schema do not fit on its pages.
    fn printable(
        &self,
        case: &str,
        mut records: Vec<Accepted>,
        context: &Context<'_>,
    ) -> Vec<Accepted> {
        let all = records.len();
        records.retain(|record| self.composed(record).is_ok());
        if records.len() < all {
            let left = Diagnostic::note("B234").arg("case", case);
            context.tell(&[left.arg("count", all - records.len())]);
        }
        records
    }

    /// The pages of a record.
    ///
    /// # Errors
    /// Why the form refuses it.
    fn composed(&self, record: &Accepted) -> Result<Composed, Vec<Diagnostic>> {
        let schema = &self.prepared.loaded.form.schema;
        let text = json(schema, record, Spacing::Line);
        let read = record::read(text.as_bytes(), Format::Json, schema, "").next();
        let record = read.ok_or_else(Vec::new)?.map_err(Refusal::diagnostics)?;
        self.desk.borrow_mut().compose(&record, "")
    }

    /// The files of a case.
    fn case(
        &self,
        trial: &Trial,
        records: &[Accepted],
        interrupt: &Interrupt,
    ) -> Result<Case, Failure> {
        let schema = &self.prepared.loaded.form.schema;
        let mut case = Case {
            name: trial.name.to_owned(),
            records: records.len(),
            pages: 0,
            table: None,
            refused: matches!(trial.told, Told::Refused),
            digest: String::new(),
        };
        let file = self.folder.join(case.record_file());
        if !write(&file, records, schema, interrupt)? {
            return Err(Diagnostic::error("B009").arg("path", file.display()).into());
        }
        case.table = self.table(trial.name, records, interrupt)?;
        if !case.refused {
            let documents = documents(self.composer, &file, schema)?;
            case.pages = documents.iter().map(|document| document.pages.len()).sum();
            case.digest = digest(&documents, self.prepared.fonts);
            self.expected(trial.name, &documents)?;
        }
        Ok(case)
    }

    /// Writes the pages of a case.
    fn expected(&self, name: &str, documents: &[Document]) -> Result<(), Failure> {
        let title = format!("{} {name} 見本", self.prepared.loaded.form.name);
        let meta = Metadata { title, date: None, language: "ja-JP" };
        for (ending, kind) in [("pdf", Kind::Pdf(Profile::PdfA2u)), ("png", Kind::Png(DPI))] {
            let target = self.folder.join(format!("expected/{name}.{ending}"));
            let mut sink = Sink::begin(&target, kind, self.prepared.fonts, &meta)?;
            documents.iter().try_for_each(|document| sink.push(document))?;
            sink.publish(|_| Ok(()))?;
        }
        Ok(())
    }

    /// Writes the records as group CSVs, or as one CSV; says where. Some records fit neither: they
    /// lack the numbers that tie the rows of tables together, or lists are too long for columns.
    fn table(
        &self,
        name: &str,
        records: &[Accepted],
        interrupt: &Interrupt,
    ) -> Result<Option<String>, Failure> {
        let schema = &self.prepared.loaded.form.schema;
        for table in [format!("records/{name}"), format!("records/{name}.csv")] {
            match write(&self.folder.join(&table), records, schema, interrupt) {
                Ok(true) => return Ok(Some(table)),
                Ok(false) => {}
                Err(failure) if failure.exit == Exit::Input => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(None)
    }

    /// README, rules and the list.
    fn texts(&self, args: &KitArgs, made: &Made) -> Result<(), Failure> {
        let form = &self.prepared.loaded.form;
        let seals = self.prepared.params.seal_sizes(form);
        let readme = readme::text(form, made, &seals);
        let listed = made.told.iter().map(|(_, case)| case.clone()).collect();
        let of = (args.layout.as_str(), form.edition.as_str());
        let kit =
            Kit::new(of, args.as_of.as_deref(), form.basis.word(), (listed, made.limits.clone()));
        let (name, list) = kit.file();
        for (name, text) in [
            ("README.md", readme),
            ("rules.ja.txt", rules_text(Lang::Ja)),
            ("rules.en.txt", rules_text(Lang::En)),
            (name, list),
        ] {
            output::write(&self.folder.join(name), text.as_bytes())?;
        }
        if !seals.is_empty() {
            output::write(&self.folder.join(seal::NAME), seal::bytes())?;
        }
        Ok(())
    }
}

/// Writes the records; false if the format cannot hold them.
fn write(
    path: &Path,
    records: &[Accepted],
    schema: &Schema,
    interrupt: &Interrupt,
) -> Result<bool, Failure> {
    let mut sink = Records::begin(path, schema, CSV)?;
    for record in records {
        if sink.push(record, "")?.is_err() {
            return Ok(false);
        }
    }
    sink.publish(interrupt)?;
    Ok(true)
}

/// The pages of the records of a file.
///
/// # Errors
/// Those of the input and of the composer.
pub(super) fn documents(
    composer: &Composer<'_>,
    path: &Path,
    schema: &Schema,
) -> Result<Vec<Document>, Failure> {
    let input = Input::open(path, None, &InputArgs::default(), schema)?;
    let records = input.records(schema)?;
    let mut desk = composer.desk();
    let document = |record: Result<Record, Refusal>| {
        let record = record.map_err(|no| Failure::input(no.diagnostics()))?;
        let composed = desk.compose(&record, &input.name).map_err(Failure::input)?;
        Ok(composed.document)
    };
    records.map(document).collect()
}

/// SHA-256 of what stands on the pages.
pub(super) fn digest(documents: &[Document], fonts: &FontSet) -> String {
    let mut hash = Sha256::new();
    documents.iter().for_each(|document| hash.update(dump(document, fonts)));
    hex(&hash.finalize())
}
