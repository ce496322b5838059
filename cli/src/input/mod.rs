//! Record inputs of every command: a file, or a folder of group CSVs.

mod control;
mod encoding;
mod folder;
mod look;
mod stage;

use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::{self, Format, Reader, Reading, Schema};
use chohyo_golden::folder as golden_folder;

use self::control::Totals;
use self::folder::Folder;
use crate::args::{EncodingWord, InputArgs, RecordFormat};
use crate::commands::render::{record_format, unknown_ending};
use crate::report::Failure;

/// An input that is open for reading.
pub(crate) struct Input {
    /// What messages call it.
    pub(crate) name: String,
    path: PathBuf,
    encoding: EncodingWord,
    reading: Reading,
    kind: Kind,
}

enum Kind {
    File(Format),
    Folder(Box<Folder>),
}

impl Input {
    /// Opens a file or folder. A folder is looked at once: its tables must be whole, be sorted or
    /// be staged, and have the control totals.
    ///
    /// # Errors
    /// `B001`, `B006` and `B093`–`B098` of files; of tables what [`record::join`] says, and `R141`,
    /// `R145`, `R146`.
    pub(crate) fn open(
        path: &Path,
        format: Option<RecordFormat>,
        args: &InputArgs,
        schema: &Schema,
    ) -> Result<Self, Failure> {
        let control = args.control.as_deref();
        let control = control.map(|file| Totals::read(file, args.encoding)).transpose()?;
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
            return Ok(Self { name, path, encoding, reading, kind });
        }
        if let Some(given) = args.table.first() {
            return Err(folder::wrong_table(given, schema));
        }
        let format = record_format(&path, format)?;
        reading.control = control.map(|control| control.of_file(schema)).transpose()?;
        // That it can be read is known before anything else is done.
        std::fs::File::open(&path).map_err(|error| golden_folder::unreadable(&path, &error))?;
        Ok(Self { name, path, encoding, reading, kind: Kind::File(format) })
    }

    /// The records.
    pub(crate) fn records<'a>(&'a self, schema: &'a Schema) -> Result<Reader<'a>, Failure> {
        match &self.kind {
            Kind::File(format) => {
                let input = encoding::open(&self.path, self.encoding)?;
                Ok(record::read_with(input, *format, schema, &self.name, &self.reading))
            }
            Kind::Folder(folder) => folder.records(schema, self.encoding, &self.reading),
        }
    }

    /// What people should know of a folder: columns that are skipped, files that are not read.
    pub(crate) fn notes(&self) -> &[Diagnostic] {
        match &self.kind {
            Kind::File(_) => &[],
            Kind::Folder(folder) => &folder.notes,
        }
    }
}
