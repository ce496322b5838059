//! `chohyo reprint`: records of a run once more, as they were printed, with their numbers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chohyo_engine::compose::Printing as Sheets;
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Chain, Line, Manifest, Output, Printed, Run, Totals};
use chohyo_engine::proof::Level;
use chohyo_engine::record::Record;

use super::digest;
use super::head::{self, run_code};
use super::place::MANIFEST;
use super::reconcile::read;
use crate::args::ReprintArgs;
use crate::ending::{ending, unknown_ending};
use crate::input::Input;
use crate::printing::{self, Prepared};
use crate::proving::{Proving, failed};
use crate::release::Releases;
use crate::report::{Context, Exit, Failure};
use crate::setter::{self, Setter};
use crate::sink::{Kind, Sink};
use crate::{output, sheets};

pub(crate) fn reprint(args: &ReprintArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let (print, target) = (&args.print, &args.output);
    let beside = free(target)?;
    let manifest = read(&args.manifest)?;
    let wanted = wanted(&manifest, args)?;
    let prepared = Prepared::new(print, context)?;
    let form = &prepared.loaded.form;
    let mut releases = Releases::begin(form, &print.release, print.log.as_deref())?;
    let input = Input::open(&print.record, print.format, &print.input, &form.schema)?;
    context.tell(input.notes());
    if let Some(what) = head::unlike(&manifest.run, print, context, &prepared, &input)? {
        return Err(Diagnostic::error("B185").arg("what", what).into());
    }
    let run = run_code(&manifest.run);
    let sheets = Sheets { run, ..sheets::printing(&print.sheets, run, args.copy)? };
    let composer = prepared.composer(print)?.releasing(releases.records());
    let composer = composer.printing(sheets).map_err(Failure::input)?;
    let meta = printing::metadata(print, &form.name)?;
    let kind = Kind::Pdf(printing::profile(print.profile));
    let mut sink = Sink::begin(target, kind, prepared.fonts, &meta)?;
    let mut proving = Proving::begin(prepared.fonts);
    let setter = Setter { desk: composer.desk(), schema: &form.schema, input: &input.name };
    let mut printing = Printing { args, manifest: &manifest, setter, wanted, beside };
    let again = printing.pages(&input, &mut sink, &mut proving, &mut releases)?;
    releases.write()?;
    let (totals, mut told) = printing.publish(&again, sink, proving)?;
    told.extend(releases.unneeded());
    let done = Diagnostic::note("B190").arg("count", totals.printed).arg("sheets", totals.sheets);
    told.push(done.arg("run", run).arg("copy", args.copy));
    context.tell(&told);
    Ok(Exit::Good)
}

/// The place of the manifest beside the PDF; neither is there yet.
fn free(target: &Path) -> Result<PathBuf, Failure> {
    if ending(target) != "pdf" {
        return Err(unknown_ending(target, ".pdf"));
    }
    let beside = target.with_extension(MANIFEST);
    for path in [target, &beside] {
        output::check(path)?;
        if path.exists() {
            return Err(Diagnostic::error("B150").arg("path", path.display()).into());
        }
    }
    Ok(beside)
}

/// Records on their way to the PDF.
struct Printing<'a> {
    args: &'a ReprintArgs,
    manifest: &'a Manifest,
    setter: Setter<'a>,
    wanted: BTreeMap<u64, &'a Printed>,
    beside: PathBuf,
}

impl Printing<'_> {
    /// Sets the records that were asked for and adds their pages. A record that is refused now, or
    /// has another number of pages, ends the reprint.
    fn pages(
        &mut self,
        input: &Input,
        sink: &mut Sink<'_>,
        proving: &mut Proving<'_>,
        releases: &mut Releases<'_>,
    ) -> Result<Vec<Record>, Failure> {
        let mut again = Vec::new();
        for (read, ordinal) in input.records(self.setter.schema)?.zip(1..) {
            let read = setter::read(read)?;
            let Some(printed) = self.wanted.get(&ordinal) else { continue };
            let set = self.setter.set(ordinal, &read, |pages, _| Ok(pages));
            let pages = set.outcome.map_err(Failure::input)?;
            if pages.made.pages.len() as u64 != printed.pages {
                return Err(Diagnostic::error("B185").arg("what", "pages").into());
            }
            if pages.released {
                releases.used(ordinal);
            }
            proving.meant(&pages.made).map_err(failed)?;
            sink.push(&pages.made)?;
            again.extend(read);
        }
        Ok(again)
    }

    /// Proves the PDF and gives the manifest its name, then the PDF: it is never there without its
    /// manifest.
    fn publish(
        &mut self,
        again: &[Record],
        sink: Sink<'_>,
        proving: Proving<'_>,
    ) -> Result<(Totals, Vec<Diagnostic>), Failure> {
        let target = &self.args.output;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let order = again.iter().filter_map(|record| self.wanted.get(&record.ordinal).copied());
        let mut named = None;
        let published = sink.publish(|finished| {
            let pages = again.iter().map(|record| self.setter.again(record));
            let told = proving.read_back(finished, pages)?;
            let bytes = finished.bytes().map_err(|error| output::unwritable(target, &error))?;
            let print = digest::of_bytes(&bytes);
            let (text, totals) = lines(self.manifest, self.args.copy, &name, print, order);
            output::stage(&self.beside, text.as_bytes())?.publish_new(&self.beside)?;
            named = Some((totals, told));
            Ok(())
        });
        if published.is_err() && named.is_some() {
            let _ = std::fs::remove_file(&self.beside);
        }
        published.map(|()| named.unwrap_or_default())
    }
}

/// The records that were asked for, as the run printed them. `B187` for one that it did not print.
fn wanted<'m>(
    manifest: &'m Manifest,
    args: &ReprintArgs,
) -> Result<BTreeMap<u64, &'m Printed>, Failure> {
    let ranges = &args.records.0;
    let asked = |record: u64| ranges.iter().any(|(from, to)| (*from..=*to).contains(&record));
    let printed = manifest.lines.iter().filter_map(|line| match line {
        Line::Printed(printed) if asked(printed.record) => Some((printed.record, printed)),
        _ => None,
    });
    let wanted: BTreeMap<u64, &Printed> = printed.collect();
    let mut all = ranges.iter().flat_map(|(from, to)| *from..=*to);
    match all.find(|record| !wanted.contains_key(record)) {
        Some(missing) => Err(Diagnostic::error("B187").arg("record", missing).into()),
        None => Ok(wanted),
    }
}

/// The manifest of a reprint: that of its run, with the records that were printed again.
fn lines<'m>(
    manifest: &Manifest,
    copy: u8,
    file: &str,
    (bytes, sha256): digest::Print,
    records: impl Iterator<Item = &'m Printed>,
) -> (String, Totals) {
    let mut run = Run { shard: None, ..manifest.run.clone() };
    let options = [("reprint", copy.to_string()), ("run", run_code(&run).to_string())];
    run.options.extend(options.map(|(name, value)| (name.to_owned(), value)));
    let (mut chain, mut totals) = (Chain::default(), Totals::default());
    let mut text = chain.seal(&Line::Run(run));
    let mut add = |line: Line, totals: &mut Totals| {
        totals.count(&line);
        text.push_str(&chain.seal(&line));
    };
    for (printed, position) in records.zip(1..) {
        let first = totals.pages + 1;
        let proof = Level::Pixels.name().to_owned();
        let (file, piece) = (file.to_owned(), None);
        let printed = Printed { position, first, file, piece, proof, ..printed.clone() };
        add(Line::Printed(printed), &mut totals);
    }
    let (records, pages) = (totals.printed, totals.pages);
    let file = Output { file: file.to_owned(), records, pages, bytes, sha256 };
    add(Line::File(file), &mut totals);
    totals.input = totals.read;
    add(Line::End(totals), &mut totals);
    (text, totals)
}
