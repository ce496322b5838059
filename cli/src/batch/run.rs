//! `chohyo batch`

use std::fs::File;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread::available_parallelism;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Key, Line, Run, Totals};
use chohyo_engine::record::Schema;
use chohyo_golden::folder;

use super::collect::Collector;
use super::digest::Stamp;
use super::exclude::Exclude;
use super::feed::Feed;
use super::head;
use super::part::Making;
use super::place::Place;
use super::pool;
use super::progress::Progress;
use super::proof::Proof;
use super::resume::{self, Done};
use super::split::{Items, Split};
use super::spool::Spool;
use super::work::{Job, Made, Shared, Tools};
use crate::account::Account;
use crate::args::{BatchArgs, SplitWord};
use crate::input::Input;
use crate::interrupt::Interrupt;
use crate::printing::Prepared;
use crate::release::Releases;
use crate::report::{Context, Exit, Failure};
use crate::sheets;
use crate::tally::Tally;

/// Records that a thread takes at once.
const CHUNK: usize = 16;

pub(crate) fn run(args: &BatchArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    run_by(args, context, &|shared, tools, job| shared.make(tools, job))
}

/// What a thread does with a record.
pub(super) type Make<'m> = dyn for<'s> Fn(&Shared<'s>, &mut Tools<'s>, Job) -> Made + Sync + 'm;

/// A run whose threads do something of a test.
pub(super) fn run_by(
    args: &BatchArgs,
    context: &Context<'_>,
    make: &Make<'_>,
) -> Result<Exit, Failure> {
    let place = Place::new(&args.output, args.split.is_some())?;
    if !args.resume {
        place.is_free()?;
    }
    let print = &args.print;
    let prepared = Prepared::new(print, context)?;
    let form = &prepared.loaded.form;
    let asked = Asked::of(args, &form.schema)?;
    let releases = Releases::begin(form, &print.release, print.log.as_deref())?;
    let composer = prepared.composer(print)?.releasing(releases.records());
    let making = Making::of(print, &prepared)?;
    let interrupt = Interrupt::watch();
    let spool = Spool::of(&print.record)?;
    let mut input = Input::open(spool.path(), print.format, &print.input, &form.schema)?;
    input.name = print.record.display().to_string();
    context.tell(input.notes());
    let stamps = stamps(&input);
    let head = head::head(args, context, &prepared, &input, asked.exclude.as_ref())?;
    if let Some(totals) = resume::ended(&place, &head).filter(|_| args.resume) {
        context.tell(&[Diagnostic::note("B153").arg("path", place.target().display())]);
        return Ok(exit_by(totals));
    }
    let sheets = sheets::printing(&print.sheets, head::run_code(&head), 0)?;
    let composer = composer.printing(sheets).map_err(Failure::input)?;
    let (file, done) = begin(args, &place, &head)?;
    if done.closed {
        return already_closed(&place, &done, file);
    }
    let Asked { key, split, gather, .. } = &asked;
    let shared = Shared {
        composer: &composer,
        schema: &form.schema,
        input: &input.name,
        fonts: prepared.fonts,
        proves: args.prove.every().is_some(),
        key: key.as_ref(),
        split,
        gather,
    };
    let account = Account::new(Tally::default(), releases);
    let journal = done.journal(file, &place)?;
    let mut collector = Collector::new(&place, making, split, journal, account, print.strict);
    collector.gathers = !gather.is_empty();
    let reading =
        Reading { args, input: &input, stamps, head: &head, asked: &asked, interrupt, make };
    let outcome = reading.run(&shared, &mut collector, &done);
    finish(outcome, collector, &place, context)
}

/// What a run was asked for beside its form and records.
struct Asked {
    exclude: Option<Exclude>,
    split: Split,
    order: Items,
    gather: Items,
    key: Option<Key>,
}

impl Asked {
    fn of(args: &BatchArgs, schema: &Schema) -> Result<Self, Failure> {
        if args.shard.is_some() && !matches!(args.split, Some(SplitWord::Records(_))) {
            return Err(Diagnostic::error("B165").into());
        }
        Ok(Self {
            exclude: args.exclude.as_deref().map(|list| Exclude::read(list, schema)).transpose()?,
            split: Split::new(args.split.as_ref(), schema)?,
            order: Items::new(args.sort.iter().chain(&args.gather), schema)?,
            gather: Items::new(&args.gather, schema)?,
            key: args.key.as_deref().map(read_key).transpose()?,
        })
    }
}

/// The manifest, locked, and what an earlier run has done.
fn begin(args: &BatchArgs, place: &Place, head: &Run) -> Result<(File, Done), Failure> {
    if !(args.resume && place.is_begun()) {
        place.is_free()?;
        return Ok((place.begin()?, Done::nothing()));
    }
    let mut file = place.resume()?;
    let done = Done::read(&mut file, place, head)?;
    Ok((file, done))
}

/// Only the names were missing.
fn already_closed(place: &Place, done: &Done, file: File) -> Result<Exit, Failure> {
    let last = done.last().map(|last| (last.bytes, last.sha256.clone()));
    place.publish(last.as_ref())?;
    drop(file);
    Ok(exit_by(done.totals()))
}

fn exit_by(totals: Totals) -> Exit {
    if totals.refused > 0 { Exit::Findings } else { Exit::Good }
}

/// What is read, and what stops the reading.
struct Reading<'a> {
    args: &'a BatchArgs,
    input: &'a Input,
    /// Of its files, from before they were read for the head.
    stamps: Vec<Option<Stamp>>,
    head: &'a Run,
    asked: &'a Asked,
    interrupt: Interrupt,
    make: &'a Make<'a>,
}

impl<'a> Reading<'a> {
    /// From the first record to the totals. What should be known of the input.
    fn run(
        &self,
        shared: &'a Shared<'a>,
        collector: &mut Collector<'a>,
        done: &Done,
    ) -> Result<Vec<Diagnostic>, Failure> {
        if done.has_begun() {
            collector.goes_on(done);
        } else {
            collector.journal.add(&Line::Run(self.head.clone()))?;
            collector.journal.flush()?;
        }
        let mut progress = Progress::begin(self.args.progress, self.input);
        let feed = || Feed::new(self.input, shared.schema, &self.asked.order);
        if let Some(every) = self.args.prove.every() {
            collector.proof = Some(Proof::new(shared, feed()?, every));
        }
        let mut records = feed()?;
        let mut position = 0;
        let threads = self.args.threads.map_or_else(all_threads, usize::from);
        pool::run(
            threads,
            || shared.tools(),
            |tools, jobs: Vec<Job>| {
                let made = jobs.into_iter().map(|job| (self.make)(shared, tools, job));
                made.collect::<Vec<_>>()
            },
            || self.next(&mut records, &mut position, shared.split, done.position),
            |made| {
                for made in made {
                    progress.at(made.position);
                    collector.take(made)?;
                }
                Ok(())
            },
        )?;
        progress.end();
        self.unchanged()?;
        collector.close(position)?;
        let mut notes = records.notes();
        notes.extend(collector.proof.as_ref().map(Proof::told));
        notes.extend(self.asked.exclude.iter().flat_map(|list| list.notes()));
        Ok(notes)
    }

    /// The next records of this run: not those that are done, nor those of other shards.
    fn next(
        &self,
        records: &mut Feed<'_>,
        position: &mut u64,
        split: &Split,
        done: u64,
    ) -> Result<Option<Vec<Job>>, Failure> {
        let mut jobs = Vec::with_capacity(CHUNK);
        while jobs.len() < CHUNK {
            if self.interrupt.came() {
                return Err(Failure::environment(vec![Diagnostic::error("B154")]));
            }
            let Some((record, found)) = records.next()? else { break };
            let exclude = self.asked.exclude.as_ref();
            let taken = |record: &_| exclude.is_some_and(|list| list.takes(record));
            let found = match found {
                Ok(record) if taken(&record) => Err(vec![Diagnostic::note("B189")]),
                found => found,
            };
            *position += 1;
            if *position > done && self.is_ours(split, *position) {
                jobs.push(Job { position: *position, record, found });
            }
        }
        Ok((!jobs.is_empty()).then_some(jobs))
    }

    fn is_ours(&self, split: &Split, position: u64) -> bool {
        let number = split.number(position);
        self.args.shard.zip(number).is_none_or(|(shard, number)| shard.makes(number))
    }

    /// `B166`: the input is not what it was when the run began. Files that nobody has written to
    /// are not read again.
    fn unchanged(&self) -> Result<(), Failure> {
        let untouched =
            self.stamps.iter().all(Option::is_some) && stamps(self.input) == self.stamps;
        if untouched || head::records(self.input)? == self.head.input {
            return Ok(());
        }
        Err(Diagnostic::error("B166").arg("path", &self.input.name).into())
    }
}

fn stamps(input: &Input) -> Vec<Option<Stamp>> {
    input.files().iter().map(|file| Stamp::of(file)).collect()
}

/// Publishes what is complete; what is not is kept for `--resume`, or removed.
fn finish(
    outcome: Result<Vec<Diagnostic>, Failure>,
    mut collector: Collector<'_>,
    place: &Place,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    // Then nothing but its name is missing.
    let complete = outcome.is_ok();
    let published = outcome.and_then(|notes| {
        collector.account.write_log()?;
        place.publish(collector.last().as_ref())?;
        Ok(notes)
    });
    match published {
        Ok(notes) => {
            let (found, exit) = collector.account.close(notes);
            context.tell(&found);
            Ok(exit)
        }
        Err(mut failure) => {
            let environment = failure.exit == Exit::Environment && collector.is_worth_keeping();
            if environment || complete {
                let kept = Diagnostic::note("B155").arg("path", place.work().display());
                failure.diagnostics.push(kept.arg("files", collector.journal.totals().files));
            } else {
                place.discard();
            }
            Err(collector.account.broken(failure))
        }
    }
}

/// `B167` a key that is too short.
pub(super) fn read_key(path: &Path) -> Result<Key, Failure> {
    let secret = std::fs::read(path).map_err(|error| folder::unreadable(path, &error))?;
    let short = || Diagnostic::error("B167").arg("path", path.display()).arg("bytes", Key::BYTES);
    Ok(Key::new(&secret).ok_or_else(short)?)
}

fn all_threads() -> usize {
    available_parallelism().map_or(1, NonZeroUsize::get)
}
