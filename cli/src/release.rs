//! Records that are printed although a list guards them (支援措置), and the log that says why.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::Form;
use chohyo_engine::record::Schema;
use serde_json::json;

use crate::args::Release;
use crate::report::Failure;
use crate::{dates, output};

/// The releases of a run.
pub(crate) struct Releases<'a> {
    form: &'a Form,
    given: &'a [Release],
    log: Option<Log>,
    /// Ordinals of the records they let through.
    used: BTreeSet<u64>,
}

struct Log {
    path: PathBuf,
    file: File,
}

impl<'a> Releases<'a> {
    /// The releases of the command line; the log can be written.
    ///
    /// # Errors
    /// `R124` a reason that is not in the list, `R125` a form that guards nothing, `R126` a record
    /// given twice, `B003` and `B004` the log.
    pub(crate) fn begin(
        form: &'a Form,
        given: &'a [Release],
        log: Option<&Path>,
    ) -> Result<Self, Failure> {
        let known = reasons(&form.schema);
        let mut records = BTreeSet::new();
        for release in given {
            if form.schema.guards.is_empty() {
                return Err(Diagnostic::error("R125").arg("form", &form.id.0).into());
            }
            if !known.iter().any(|(code, _)| *code == release.reason) {
                let words: Vec<String> = known.iter().map(|(c, w)| format!("{c} ({w})")).collect();
                let error = Diagnostic::error("R124").arg("reason", &release.reason);
                return Err(error.arg("known", words.join(", ")).into());
            }
            if !records.insert(release.record) {
                return Err(Diagnostic::error("R126").arg("record", release.record).into());
            }
        }
        let log = log.map(Log::open).transpose()?;
        Ok(Self { form, given, log, used: BTreeSet::new() })
    }

    /// Ordinals of the records that may be printed.
    pub(crate) fn records(&self) -> BTreeSet<u64> {
        self.given.iter().map(|release| release.record).collect()
    }

    /// A record was let through.
    pub(crate) fn used(&mut self, record: u64) {
        self.used.insert(record);
    }

    /// Writes the log. Nothing may be published before.
    ///
    /// # Errors
    /// `B003`
    pub(crate) fn write(&mut self) -> Result<(), Failure> {
        let Some(log) = &mut self.log else { return Ok(()) };
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
        let time = dates::utc(seconds);
        let used = self.given.iter().filter(|release| self.used.contains(&release.record));
        let lines = used.map(|release| {
            let (form, record, reason) = (&self.form.id.0, release.record, &release.reason);
            let line = json!({ "time": time, "form": form, "record": record, "reason": reason });
            format!("{line}\n")
        });
        let lines: String = lines.collect();
        let written = log.file.write_all(lines.as_bytes()).and_then(|()| log.file.sync_all());
        written.map_err(|error| output::unwritable(&log.path, &error))
    }

    /// `R127` for releases that let nothing through.
    pub(crate) fn unneeded(&self) -> Vec<Diagnostic> {
        let idle = self.given.iter().filter(|release| !self.used.contains(&release.record));
        idle.map(|release| Diagnostic::warning("R127").arg("record", release.record)).collect()
    }
}

/// Codes and words of the reasons for which a record of a schema may be released.
fn reasons(schema: &Schema) -> Vec<(&str, &str)> {
    let lists: BTreeSet<usize> = schema.guards.iter().map(|guard| guard.reasons.0).collect();
    let values = lists.into_iter().filter_map(|list| schema.codes.get(list));
    let values = values.flat_map(|list| &list.values);
    values.map(|(code, word)| (code.as_str(), word.as_str())).collect()
}

impl Log {
    /// Opens the log, for its owner alone if it is new.
    fn open(path: &Path) -> Result<Self, Failure> {
        output::check(path)?;
        let mut options = OpenOptions::new();
        let file = output::private(options.append(true).create(true))
            .open(path)
            .map_err(|error| output::unwritable(path, &error))?;
        Ok(Self { path: path.to_owned(), file })
    }
}
