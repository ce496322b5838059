//! Record inputs of every command: a file, or a folder of group CSVs.

mod control;
mod encoding;
mod folder;
mod look;
mod sort;
mod stage;

use std::cell::Cell;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::{self, Format, Reader, Reading, Schema};

pub(crate) use self::sort::Sorted;

use self::control::Totals;
use self::folder::Folder;
use crate::args::{EncodingWord, InputArgs, RecordFormat};
use crate::ending::{ending, unknown_ending};
use crate::report::Failure;

/// An input that is open for reading.
pub(crate) struct Input {
    /// What messages call it.
    pub(crate) name: String,
    path: PathBuf,
    encoding: EncodingWord,
    reading: Reading,
    kind: Kind,
    /// The counts and sums that the sender declared (`--control`).
    pub(crate) control: Option<String>,
}

enum Kind {
    /// With the open file, until its records are asked for.
    File(Format, Cell<Option<Box<dyn BufRead>>>),
    Folder(Box<Folder>),
}

impl Input {
    /// Opens a file or folder. A folder is looked at once: its tables must be whole, be sorted or
    /// be staged, and have the control totals.
    ///
    /// # Errors
    /// `B001`, `B006` and `B093`–`B098` of files; of tables what [`record::join`] says, and `R141`,
    /// `R116`, `R145`.
    pub(crate) fn open(
        path: &Path,
        format: Option<RecordFormat>,
        args: &InputArgs,
        schema: &Schema,
    ) -> Result<Self, Failure> {
        let control = args.control.as_deref();
        let control = control.map(|file| Totals::read(file, args.encoding)).transpose()?;
        Self::with(path, format, args, schema, control)
    }

    /// Opens what an earlier run has read, with the totals that its manifest tells.
    ///
    /// # Errors
    /// Those of [`Input::open`].
    pub(crate) fn again(
        path: &Path,
        format: Option<RecordFormat>,
        args: &InputArgs,
        schema: &Schema,
        told: Option<&str>,
    ) -> Result<Self, Failure> {
        match told.filter(|_| args.control.is_none()) {
            Some(told) => Self::with(path, format, args, schema, Some(Totals::told(told)?)),
            None => Self::open(path, format, args, schema),
        }
    }

    fn with(
        path: &Path,
        format: Option<RecordFormat>,
        args: &InputArgs,
        schema: &Schema,
        control: Option<Totals>,
    ) -> Result<Self, Failure> {
        let declared = control.as_ref().map(Totals::text);
        let mut reading = Reading {
            no_head: args.no_head,
            allow_extra: args.allow_extra,
            allow_empty: args.allow_empty,
            control: None,
        };
        let name = path.display().to_string();
        let (path, encoding) = (path.to_owned(), args.encoding);
        if path.is_dir() {
            if format.is_some() {
                return Err(unknown_ending(&path, ".json .jsonl .csv"));
            }
            let folder = Folder::open(&path, args, schema, &reading, control.as_ref())?;
            let kind = Kind::Folder(Box::new(folder));
            return Ok(Self { name, path, encoding, reading, kind, control: declared });
        }
        if let Some(given) = args.table.first() {
            return Err(folder::wrong_table(given, schema));
        }
        let format = record_format(&path, format)?;
        reading.control = control.map(|control| control.of_file(schema)).transpose()?;
        // Opened once, so that what can be read only once (a pipe) can be an input.
        let input = Cell::new(Some(encoding::open(&path, encoding)?));
        let kind = Kind::File(format, input);
        Ok(Self { name, path, encoding, reading, kind, control: declared })
    }

    /// The records.
    pub(crate) fn records<'a>(&'a self, schema: &'a Schema) -> Result<Reader<'a>, Failure> {
        match &self.kind {
            Kind::File(format, input) => {
                let open = || encoding::open(&self.path, self.encoding);
                let input = input.take().map_or_else(open, Ok)?;
                Ok(record::read_with(input, *format, schema, &self.name, &self.reading))
            }
            Kind::Folder(folder) => folder.records(schema, self.encoding, &self.reading),
        }
    }

    /// The files that are read.
    pub(crate) fn files(&self) -> Vec<&Path> {
        match &self.kind {
            Kind::File(..) => vec![&self.path],
            Kind::Folder(folder) => folder.files(),
        }
    }

    /// Whether the first line of a file is no record.
    pub(crate) fn has_head(&self) -> bool {
        let lines = matches!(self.kind, Kind::File(Format::Json | Format::JsonLines, _));
        !lines && !self.reading.no_head
    }

    /// What people should know of a folder: columns that are skipped, files that are not read.
    pub(crate) fn notes(&self) -> &[Diagnostic] {
        match &self.kind {
            Kind::File(..) => &[],
            Kind::Folder(folder) => &folder.notes,
        }
    }
}

/// The format of a record file: as asked for, or by its ending.
fn record_format(path: &Path, asked: Option<RecordFormat>) -> Result<Format, Failure> {
    match (asked, ending(path).as_str()) {
        (Some(RecordFormat::Json), _) | (None, "json") => Ok(Format::Json),
        (Some(RecordFormat::Jsonl), _) | (None, "jsonl") => Ok(Format::JsonLines),
        (Some(RecordFormat::Csv), _) | (None, "csv") => Ok(Format::Csv),
        _ => Err(unknown_ending(path, ".json .jsonl .csv")),
    }
}
