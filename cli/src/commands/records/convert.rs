//! `chohyo records convert`

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::write::{Flat, Folder, LineEnd, Quotes, Spacing, Style, json};
use chohyo_engine::record::{self, Accepted, Format, Refusal, Schema};

use super::counts;
use crate::args::{LineEndWord, QuotesWord, RecordsConvertArgs, StyleArgs};
use crate::ending::{ending, unknown_ending};
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::load;
use crate::output::{self, Staged, unwritable};
use crate::report::{Context, Exit, Failure};
use crate::tally::Findings;

pub(super) fn run(args: &RecordsConvertArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let loaded = load::form(context, &args.layout, args.as_of.as_deref())?;
    let input = Input::open(&args.record, args.format, &args.input, &loaded.form.schema)?;
    context.tell(input.notes());
    let schema = &loaded.form.schema;
    let mut sink = Sink::begin(&args.output, schema, style(&args.style))?;
    let interrupt = Interrupt::watch();
    let (mut read, mut refused) = (0_u64, 0_u64);
    let mut findings = Findings::default();
    let mut records = input.records(schema)?.accepted();
    for record in records.by_ref() {
        interrupt.check()?;
        read += 1;
        let taken = match record {
            // After a refusal nothing is written any more: the others are only checked.
            Ok(_) if refused > 0 => Ok(()),
            Ok(record) => sink.push(&record, &input.name)?,
            Err(Refusal::Record(found)) => Err(found),
            Err(Refusal::Input(found)) => return Err(Failure::input(findings.broken(found))),
        };
        if let Err(found) = taken {
            refused += 1;
            findings.add(found);
        }
    }
    if refused == 0 {
        sink.publish(&interrupt)?;
    } else {
        findings.add(vec![Diagnostic::error("B091").arg("path", args.output.display())]);
    }
    context.tell(&records.notes());
    Ok(counts(context, findings, read, refused))
}

/// How a CSV file is written.
pub(super) fn style(args: &StyleArgs) -> Style {
    Style {
        bom: args.bom,
        line_end: match args.line_end {
            LineEndWord::Crlf => LineEnd::CrLf,
            LineEndWord::Lf => LineEnd::Lf,
        },
        quotes: match args.quotes {
            QuotesWord::Always => Quotes::Always,
            QuotesWord::Needed => Quotes::Needed,
        },
    }
}

/// Where records are written. Nothing has its name before all are.
pub(crate) struct Sink<'s> {
    target: &'s Path,
    schema: &'s Schema,
    kind: Kind<'s>,
}

enum Kind<'s> {
    /// One object, or an array of several.
    Json {
        file: Staged,
        first: Option<String>,
        count: u64,
    },
    /// An object a line.
    Lines(Staged),
    /// A line a record. The columns are known at the end: until then the records wait in a file
    /// without a name.
    Flat {
        waiting: BufWriter<File>,
        writer: Flat<'s>,
    },
    Folder(Box<Folder<'s>>),
}

impl<'s> Sink<'s> {
    /// By the ending of the file; a folder of group CSVs if there is none.
    ///
    /// # Errors
    /// `B006` another ending, `B003` and `B004` a place where no file can be written, `B096` a
    /// folder for a form that has no tables.
    pub(crate) fn begin(
        target: &'s Path,
        schema: &'s Schema,
        style: Style,
    ) -> Result<Self, Failure> {
        let ending = if target.is_dir() { String::new() } else { ending(target) };
        if !ending.is_empty() {
            output::check(target)?;
        }
        let kind = match ending.as_str() {
            "" => {
                let folder = Folder::new(schema, style);
                Kind::Folder(Box::new(folder.ok_or_else(|| Diagnostic::error("B096"))?))
            }
            "json" => Kind::Json { file: Staged::beside(target)?, first: None, count: 0 },
            "jsonl" => Kind::Lines(Staged::beside(target)?),
            "csv" => {
                let waiting = tempfile::tempfile().map_err(|error| unwritable(target, &error))?;
                Kind::Flat { waiting: BufWriter::new(waiting), writer: Flat::new(schema, style) }
            }
            _ => return Err(unknown_ending(target, ".json .jsonl .csv")),
        };
        Ok(Self { target, schema, kind })
    }

    /// Takes a record; `Ok(Err(…))` if the format cannot hold it.
    pub(crate) fn push(
        &mut self,
        record: &Accepted,
        file: &str,
    ) -> Result<Result<(), Vec<Diagnostic>>, Failure> {
        let fits = match &mut self.kind {
            Kind::Flat { writer, .. } => writer.measure(record, file),
            Kind::Folder(folder) => folder.take(record, file),
            Kind::Json { .. } | Kind::Lines(_) => Ok(()),
        };
        if let Err(found) = fits {
            return Ok(Err(vec![*found]));
        }
        let written = self.kind.push(self.schema, record);
        written.map(Ok).map_err(|error| unwritable(self.target, &error))
    }

    /// Writes what is still waiting and gives the file its name.
    pub(crate) fn publish(self, interrupt: &Interrupt) -> Result<(), Failure> {
        let (target, schema) = (self.target, self.schema);
        let failed = |error: &io::Error| unwritable(target, error);
        let staged = match self.kind {
            Kind::Lines(file) => file,
            Kind::Json { mut file, first, count } => {
                let end = if count > 1 { "\n]\n" } else { "\n" };
                let text = first.unwrap_or_default() + end;
                file.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
                file
            }
            Kind::Folder(folder) => return publish_folder(*folder, target, interrupt),
            Kind::Flat { waiting, writer } => {
                let mut file = Staged::beside(target)?;
                let head = writer.head().map_err(|found| Failure::from(*found))?;
                file.write_all(head.as_bytes()).map_err(|e| failed(&e))?;
                for record in again(waiting, schema).map_err(|e| failed(&e))? {
                    interrupt.check()?;
                    let record = record.map_err(|refusal| Failure::input(refusal.diagnostics()))?;
                    file.write_all(writer.row(&record).as_bytes()).map_err(|e| failed(&e))?;
                }
                file
            }
        };
        interrupt.check()?;
        staged.finish().map_err(|e| failed(&e))?.publish(target)
    }
}

/// Every file is whole before the first one has its name.
fn publish_folder(folder: Folder<'_>, target: &Path, interrupt: &Interrupt) -> Result<(), Failure> {
    let texts = folder.finish().map_err(Failure::input)?;
    interrupt.check()?;
    std::fs::create_dir_all(target).map_err(|error| unwritable(target, &error))?;
    let mut files = Vec::new();
    for (name, text) in texts {
        let path = target.join(name);
        files.push((output::stage(&path, text.as_bytes())?, path));
    }
    output::publish_all(files)
}

impl Kind<'_> {
    fn push(&mut self, schema: &Schema, record: &Accepted) -> io::Result<()> {
        match self {
            // Taken already.
            Self::Folder(_) => Ok(()),
            Self::Lines(file) => writeln!(file, "{}", json(schema, record, Spacing::Line)),
            Self::Flat { waiting, .. } => {
                writeln!(waiting, "{}", json(schema, record, Spacing::Line))
            }
            Self::Json { file, first, count } => {
                let text = json(schema, record, Spacing::Indented);
                *count += 1;
                match (*count, first.take()) {
                    (1, _) => *first = Some(text),
                    (_, Some(one)) => write!(file, "[\n{one},\n{text}")?,
                    (_, None) => write!(file, ",\n{text}")?,
                }
                Ok(())
            }
        }
    }
}

/// The records that were waiting.
fn again(
    waiting: BufWriter<File>,
    schema: &Schema,
) -> io::Result<impl Iterator<Item = Result<Accepted, Refusal>> + '_> {
    let mut file = waiting.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(record::accepted(BufReader::new(file), Format::JsonLines, schema, ""))
}
