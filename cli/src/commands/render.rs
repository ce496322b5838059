//! `chohyo render`

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::mark::RunCode;
use chohyo_engine::record::Record;

use crate::account::Account;
use crate::args::RenderArgs;
use crate::ending::{ending, unknown_ending};
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::output;
use crate::printing::{self, Prepared};
use crate::proving::Proving;
use crate::release::Releases;
use crate::report::{Context, Exit, Failure};
use crate::setter::{self, Setter};
use crate::sheets;
use crate::sink::{Kind, Sink};
use crate::tally::{List, Tally};

pub(crate) fn run(args: &RenderArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let kind = output_kind(args)?;
    let list = args.report.as_deref().map(list_format).transpose()?;
    output::check(&args.output)?;
    let print = &args.print;
    let prepared = Prepared::new(print, context)?;
    let (form, fonts) = (&prepared.loaded.form, prepared.fonts);
    let releases = Releases::begin(form, &print.release, print.log.as_deref())?;
    let sheets = sheets::printing(&print.sheets, RunCode::NONE, 0)?;
    let composer = prepared.composer(print)?.releasing(releases.records());
    let composer = composer.printing(sheets).map_err(Failure::input)?;
    let meta = printing::metadata(print, &form.name)?;
    let input = Input::open(&print.record, print.format, &print.input, &form.schema)?;
    context.tell(input.notes());
    let interrupt = Interrupt::watch();
    let sink = Sink::begin(&args.output, kind, fonts, &meta)?;
    let proving = args.prove.then(|| Proving::begin(fonts));
    let setter = Setter { desk: composer.desk(), schema: &form.schema, input: &input.name };
    let mut account = Account::new(Tally::keeping(list), releases);
    match (Rendering { args, setter, interrupt, sink, proving }).run(&input, &mut account) {
        Ok(notes) => {
            let (found, exit) = account.close(notes);
            context.tell(&found);
            Ok(exit)
        }
        Err(failure) => Err(account.broken(failure)),
    }
}

/// Records on their way to one output.
struct Rendering<'a> {
    args: &'a RenderArgs,
    setter: Setter<'a>,
    interrupt: Interrupt,
    sink: Sink<'a>,
    proving: Option<Proving<'a>>,
}

impl Rendering<'_> {
    /// From the first record to the name of the output. What should be known of it.
    fn run(mut self, input: &Input, account: &mut Account<'_>) -> Result<Vec<Diagnostic>, Failure> {
        // What is proved is composed anew from these.
        let mut again = Vec::new();
        let mut records = input.records(self.setter.schema)?;
        for (found, ordinal) in records.by_ref().zip(1..) {
            self.interrupt.check()?;
            let found = setter::read(found)?;
            let set = self.setter.set(ordinal, &found, |document, _| {
                self.proving.as_mut().map_or(Ok(()), |proving| proving.meant(&document))?;
                Ok(document)
            });
            account.remarked(set.remarks);
            match set.outcome {
                Ok(pages) => {
                    self.sink.push(&pages.made)?;
                    account.printed(ordinal, pages.released, pages.findings);
                    again.extend(found.ok().filter(|_| self.args.prove));
                }
                Err(found) => account.refused(found)?,
            }
        }
        self.interrupt.check()?;
        let notes = records.notes();
        self.publish(&again, account, notes)
    }

    /// Publishes what was printed, with `--strict` only if nothing was refused.
    fn publish(
        self,
        again: &[Record],
        account: &mut Account<'_>,
        mut notes: Vec<Diagnostic>,
    ) -> Result<Vec<Diagnostic>, Failure> {
        let Self { args, mut setter, sink, proving, .. } = self;
        account.strict(args.print.strict, &args.output)?;
        account.write_log()?;
        if account.tally().any_printed() {
            sink.publish(|finished| {
                let documents = again.iter().map(|record| setter.again(record));
                let proved = proving.map(|proving| proving.read_back(finished, documents));
                notes.extend(proved.transpose()?.into_iter().flatten());
                Ok(())
            })?;
        }
        if let Some(path) = args.report.as_deref() {
            output::write(path, account.tally().report().as_bytes())?;
        }
        Ok(notes)
    }
}

/// The form of the 文字超過リスト, by its ending; it may be written there.
fn list_format(path: &Path) -> Result<List, Failure> {
    output::check(path)?;
    match ending(path).as_str() {
        "json" => Ok(List::Json),
        "csv" => Ok(List::Csv),
        _ => Err(unknown_ending(path, ".json .csv")),
    }
}

fn output_kind(args: &RenderArgs) -> Result<Kind, Failure> {
    match ending(&args.output).as_str() {
        // A proof reads a PDF.
        "png" if args.prove => Err(unknown_ending(&args.output, ".pdf")),
        "pdf" => Ok(Kind::Pdf(printing::profile(args.print.profile))),
        "png" => Ok(Kind::Png(args.dpi)),
        _ => Err(unknown_ending(&args.output, ".pdf .png")),
    }
}
