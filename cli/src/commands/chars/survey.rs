//! The survey of texts and records: rows as they come, then the summary.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::{Form, Params};
use chohyo_engine::record::Refusal;
use chohyo_engine::survey::{Row, Surveyor};
use chohyo_fonts::{Direction, FontSet};

use super::city::City;
use super::input::{Input, Lines, plain};
use super::rows::{Rows, Which};
use super::words;
use crate::args::{InputArgs, RowFormat, SurveyArgs};
use crate::interrupt::Interrupt;
use crate::load;
use crate::report::{Context, Exit, Failure};

/// The form that prints the records, with the city's parameters.
struct Printing {
    form: Form,
    params: Params,
}

/// Why a survey stops before its end.
pub(super) enum Stop {
    /// The input, or the place it is read from.
    Failed(Failure),
    /// The rows could not be written; a reader that has gone away (`| head`) is no error.
    Unwritten(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

pub(super) fn run(args: &SurveyArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let inputs = args.inputs.iter().map(|given| Input::of(given)).collect::<Result<Vec<_>, _>>()?;
    let printing = printing(args, &inputs, context)?;
    let city = City::load(context, args.params.as_deref())?;
    let direction = if args.vertical { Direction::Vertical } else { Direction::Horizontal };
    let surveyor = Surveyor::new(city.fonts(), city.shrinking(args.to.into()), direction);
    let out = BufWriter::new(io::stdout().lock());
    let several = inputs.len() > 1;
    let rows = Rows::new(out, (which(args), args.format, several), city.fonts(), context.lang);
    let interrupt = Interrupt::watch();
    let mut survey =
        Survey { surveyor, rows, context, interrupt, reading: &args.input, refused: 0 };
    match survey.all(&inputs, printing.as_ref()) {
        Ok(()) => {}
        Err(Stop::Unwritten(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            return Ok(Exit::Good);
        }
        Err(Stop::Unwritten(error)) => return Err(error.into()),
        Err(Stop::Failed(failure)) => return Err(failure),
    }
    survey.close(args.format, city.fonts())
}

fn which(args: &SurveyArgs) -> Which {
    match (args.missing, args.review) {
        (true, _) => Which::Missing,
        (_, true) => Which::Review,
        _ => Which::All,
    }
}

/// The form of `--form`, which record files need.
fn printing(
    args: &SurveyArgs,
    inputs: &[Input],
    context: &Context<'_>,
) -> Result<Option<Printing>, Failure> {
    let records = inputs.iter().find_map(Input::records);
    let Some(layout) = &args.form else {
        let needed = |path: &Path| Diagnostic::error("B060").arg("path", path.display()).into();
        return records.map_or(Ok(None), |path| Err(needed(path)));
    };
    let loaded = load::form(context, layout, None)?;
    let params = load::params(&loaded, args.params.as_deref())?;
    Ok(Some(Printing { form: loaded.form, params }))
}

struct Survey<'a, W: Write> {
    surveyor: Surveyor<'a>,
    rows: Rows<'a, W>,
    context: &'a Context<'a>,
    interrupt: Interrupt,
    /// How record inputs are read.
    reading: &'a InputArgs,
    /// Records and lines that could not be read.
    refused: u64,
}

impl<W: Write> Survey<'_, W> {
    fn all(&mut self, inputs: &[Input], printing: Option<&Printing>) -> Result<(), Stop> {
        for (number, input) in (1..).zip(inputs) {
            match (input, printing) {
                (Input::Text(text), _) => self.line(&format!("#{number}"), 1, text)?,
                (Input::Lines(path), _) => self.lines(path)?,
                (Input::Records(path), Some(printing)) => {
                    self.records(path, printing)?;
                }
                (Input::Records(..), None) => {}
            }
        }
        Ok(self.rows.flush()?)
    }

    fn lines(&mut self, path: &Path) -> Result<(), Stop> {
        let name = path.display().to_string();
        for (number, line) in (1..).zip(Lines::open(path)?) {
            self.interrupt.check()?;
            match line {
                Ok(line) => self.line(&name, number, &line)?,
                Err(stop) => return Err(stop.into()),
            }
        }
        Ok(())
    }

    /// One text: names in braces become their glyphs.
    fn line(&mut self, file: &str, number: u64, line: &str) -> Result<(), Stop> {
        match plain(line, file, number) {
            Ok(text) => {
                let rows = &mut self.rows;
                Ok(self.surveyor.text(number, &text, &mut |row: &Row<'_>| rows.row(file, row))?)
            }
            Err(found) => {
                self.refused += 1;
                self.context.tell(&[*found]);
                Ok(())
            }
        }
    }

    fn records(&mut self, path: &Path, printing: &Printing) -> Result<(), Stop> {
        let Printing { form, params } = printing;
        let input = crate::input::Input::open(path, None, self.reading, &form.schema)?;
        self.context.tell(input.notes());
        let mut records = input.records(&form.schema)?;
        for record in records.by_ref() {
            self.interrupt.check()?;
            match record {
                Ok(record) => {
                    let rows = &mut self.rows;
                    let mut each = |row: &Row<'_>| rows.row(&input.name, row);
                    self.surveyor.record(form, params, &record, &mut each)?;
                }
                Err(Refusal::Record(found)) => {
                    self.refused += 1;
                    self.context.tell(&found);
                }
                Err(Refusal::Input(found)) => return Err(Failure::input(found).into()),
            }
        }
        self.context.tell(&records.notes());
        Ok(())
    }

    /// The summary and the exit code.
    fn close(self, format: RowFormat, fonts: &FontSet) -> Result<Exit, Failure> {
        let summary = self.surveyor.summary();
        drop(self.rows);
        let text = words::summary(&summary, self.refused, fonts, self.context);
        match format {
            RowFormat::Human => crate::report::out(&text)?,
            RowFormat::Csv | RowFormat::Json => {
                // A closed stderr is no reason to stop.
                let _ = io::stderr().write_all(text.as_bytes());
            }
        }
        let good = summary.missing == 0 && self.refused == 0;
        Ok(if good { Exit::Good } else { Exit::Findings })
    }
}
