//! The door of the room: form and record in, pages out.

use std::collections::BTreeSet;
use std::sync::Arc;

use chohyo_fonts::FontSet;

use super::annex::{self, State};
use super::emit::{Emitter, Pass};
use super::fixed::{self, Layers, Master};
use super::memo::Memo;
use super::paginate::{self, PartPlan, Sheet};
use super::printing::{self, Printing, printed_layer};
use super::report::{Fitted, Report, Voice, told_once};
use super::together;
use super::work::{Inputs, Overflow, Work};
use crate::diag::{Diagnostic, Place, RecordPlace};
use crate::expression::PageNumbers;
use crate::form::{Form, Params, Part, off_paper, same_sizes};
use crate::length::Size;
use crate::page::{Document, Layer, Page, limits};
use crate::record::{self, Record};

/// Whether the pages may be handed to anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// 見本 across every page and no seal.
    Specimen,
    /// The seal of the parameters, no 見本.
    Live,
    /// 見本 across every page, and the seals of the parameters: for test seals
    /// ([`Params::with_test_seals`]) only.
    Trial,
}

/// A form ready to compose records: its fixed layers stand. Holds no state of a record, so one
/// composer serves all threads, each at a desk of its own.
pub struct Composer<'a> {
    inputs: Inputs<'a>,
    /// Ordinals of records that may be printed although a list guards them.
    released: BTreeSet<u64>,
    layers: Layers,
    /// Those of backs, where they lie elsewhere.
    backs: Option<Layers>,
    /// The layer of blank sides.
    blank: Arc<Layer>,
    printing: Printing,
    /// Parts with groups of one size.
    grouped: Vec<bool>,
}

/// A place at a composer, and what is remembered there of the form from record to record. A thread
/// keeps its own: what went from thread to thread would be fetched anew by every processor.
pub struct Desk<'c, 'a> {
    composer: &'c Composer<'a>,
    memo: Memo,
}

/// The pages of one record and what happened to its fields.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The pages.
    pub document: Document,
    /// Fields that did not fit at their base style.
    pub findings: Vec<Fitted>,
    /// Whether a list guards the record (支援措置) and it was printed because it was released.
    pub released: bool,
}

impl<'a> Composer<'a> {
    /// Composes the fixed layers of a form.
    ///
    /// # Errors
    /// `C008` for words of the layout that do not fit, `C005` and `C006` for its pictures,
    /// `C009` for a parameter that is missing, `G001`–`G004` for characters that no face has,
    /// and the codes of expressions.
    pub fn new(
        form: &'a Form,
        params: &'a Params,
        fonts: &'a FontSet,
        mode: Mode,
    ) -> Result<Self, Vec<Diagnostic>> {
        let inputs = Inputs { form, params, fonts, mode, overflow: None };
        let grouped = form.parts.iter().map(same_sizes).collect();
        let blank = Arc::new(Layer { name: "blank".to_owned(), items: Vec::new() });
        let layers = fixed::layers(inputs)?;
        let printing = Printing::default();
        let released = BTreeSet::new();
        Ok(Self { inputs, released, layers, backs: None, blank, printing, grouped })
    }

    /// The same composer for a run that is printed in a certain way. Everything is set and checked
    /// for its fit as ever, whatever of it is printed.
    ///
    /// # Errors
    /// `C033` for items that the shift moves off the paper, `C036` for those that it moves to where
    /// the printer does not reach.
    pub fn printing(mut self, printing: Printing) -> Result<Self, Vec<Diagnostic>> {
        let (front, back) = printing.shift;
        let sides = [Some(front), printing.duplex.then_some(back)];
        let off = sides.into_iter().flatten().flat_map(|by| off_paper(self.inputs.form, by));
        let off: Vec<Diagnostic> = off.collect();
        if !off.is_empty() {
            return Err(off);
        }
        let turned = |by| {
            let layer = |(master, layer): (&Master, &Arc<Layer>)| {
                (*master, printed_layer(layer, printing.printed, by))
            };
            self.layers.iter().map(layer).collect::<Layers>()
        };
        self.backs = (printing.duplex && back != front).then(|| turned(back));
        self.layers = turned(front);
        self.printing = printing;
        Ok(self)
    }

    /// The same composer with one last word for the ladders of all values, whatever the layout and
    /// the city say. Words of the layout itself keep theirs.
    pub fn on_overflow(mut self, overflow: Overflow) -> Self {
        self.inputs.overflow = Some(overflow);
        self
    }

    /// The same composer for a run in which some records, by ordinal, are printed although a list
    /// guards them (支援措置).
    pub fn releasing(mut self, records: BTreeSet<u64>) -> Self {
        self.released = records;
        self
    }

    /// A place to compose records at.
    pub fn desk(&self) -> Desk<'_, 'a> {
        Desk { composer: self, memo: Memo::default() }
    }

    /// The pages of a record; `None` if there are none or too many.
    fn all_pages<'r>(&'r self, work: &mut Work<'r>, place: RecordPlace) -> Option<Vec<Page>> {
        let mut parts = plan_parts(work, self.inputs.form);
        annex::settle(work, &mut parts, &self.grouped);
        let total = parts.iter().map(|(_, _, plan)| plan.pages).sum();
        let record = place.record;
        if total > limits::PAGES_PER_RECORD || total == 0 {
            let code = if total == 0 { "C011" } else { "C004" };
            work.report
                .errors
                .push(Diagnostic::error(code).place(Place::Record(place)).arg("pages", total));
            return None;
        }
        Some(self.pages(work, &parts, total, record))
    }

    fn pages<'r>(
        &'r self,
        work: &mut Work<'r>,
        parts: &[(usize, &'r Part, PartPlan<'r>)],
        total: usize,
        record: u64,
    ) -> Vec<Page> {
        let mut pages = Vec::with_capacity(total);
        let of = |(_, part, plan): &(usize, &Part, PartPlan<'_>)| {
            (part.side, part.paper.size, plan.pages)
        };
        let sides = printing::sides(parts.iter().map(of), self.printing.duplex);
        let blank = |size: &Size| printing::blank(*size, &self.blank);
        let mut number = 0;
        for ((index, part, plan), blanks) in parts.iter().zip(&sides.blanks) {
            pages.extend(blanks.iter().map(blank));
            work.void = &part.void;
            work.annexes.state = match plan.annex {
                Some(_) => State::Closed,
                None => State::Numbered,
            };
            for page in 0..plan.pages {
                number += 1;
                work.scope.pages = PageNumbers {
                    page: number,
                    pages: total,
                    part_page: page + 1,
                    part_pages: plan.pages,
                    ..work.scope.pages
                };
                let (leaf, back) = sides.place(pages.len());
                let marked = printing::payload(&self.printing, record, leaf, sides.sheets);
                work.sheet = Some(marked).filter(|_| !back);
                let sheet =
                    Sheet { index: page, last: page + 1 == plan.pages, form_last: number == total };
                let grouped = self.grouped.get(*index) == Some(&true);
                together::gather(work, sheet, plan, part, grouped);
                let items = Emitter::new(work, Pass::Variable, sheet, Some(plan)).page(part);
                let items = self.printing.items(items, back);
                let fixed = self.layer(Master::of(*index, sheet), back);
                pages.push(Page { size: part.paper.size, fixed, items });
            }
        }
        pages.extend(sides.end.iter().map(blank));
        pages
    }

    fn layer(&self, master: Master, back: bool) -> Arc<Layer> {
        let layers = self.backs.as_ref().filter(|_| back).unwrap_or(&self.layers);
        layers.get(&master).unwrap_or(&self.blank).clone()
    }
}

impl Desk<'_, '_> {
    /// Composes one record; `file` is its file as the user named it.
    ///
    /// # Errors
    /// `R123` for a record that a list guards, unless it is released. Else all reasons to refuse the
    /// record: `C001` (no attempt of a fit holds the words), `C002`
    /// (an empty required field), `C003` (more elements than places), `C004` (too many pages),
    /// `C005`, `C006` and `C009` (pictures), `C007` and `C010` (no page can hold it), `C011` (no
    /// part is printed), `G001`–`G004`, and the codes of expressions.
    pub fn compose(&mut self, record: &Record, file: &str) -> Result<Composed, Vec<Diagnostic>> {
        let composer = self.composer;
        let place =
            RecordPlace { file: file.to_owned(), record: record.ordinal, ..RecordPlace::default() };
        let guarded = record::guarded(&composer.inputs.form.schema, &record.root, &place);
        let released = !guarded.is_empty();
        if released && !composer.released.contains(&record.ordinal) {
            return Err(guarded);
        }
        let report = Report::new(Some((file.to_owned(), record.ordinal)));
        let memo = std::mem::take(&mut self.memo);
        let mut work = Work::new(composer.inputs, &record.root, report, memo);
        work.scope.pages.copy = usize::from(composer.printing.copy);
        let pages = composer.all_pages(&mut work, place);
        self.memo = work.memo.into_inner();
        let Report { errors, findings, .. } = work.report;
        match (errors.is_empty(), pages) {
            (true, Some(pages)) => {
                Ok(Composed { document: Document { pages }, findings, released })
            }
            _ => Err(told_once(errors)),
        }
    }

    /// Takes back pages that are written: the next ones are set in their memory.
    pub fn reuse(&mut self, document: Document) {
        self.memo.spare.keep(document);
    }
}

/// The parts that are printed, with their pages.
fn plan_parts<'r>(work: &mut Work<'r>, form: &'r Form) -> Vec<(usize, &'r Part, PartPlan<'r>)> {
    annex::open(work, form.parts.iter().find(|part| annex::annex_of(part).is_some()));
    let parts = form.parts.iter().enumerate();
    let printed: Vec<(usize, &Part)> = parts.filter(|(_, part)| is_printed(work, part)).collect();
    let count = printed.len();
    let plan = |(nth, (index, part)): (usize, (usize, &'r Part))| {
        work.void = &part.void;
        (index, part, paginate::plan(work, part, nth + 1 == count))
    };
    printed.into_iter().enumerate().map(plan).collect()
}

fn is_printed<'r>(work: &mut Work<'r>, part: &'r Part) -> bool {
    let Some(when) = &part.when else { return true };
    work.scope.flag(when).unwrap_or_else(|error| {
        if let Some(item) = part.items.first() {
            let voice =
                Voice { field: part.name.as_str().into(), label: None, source: &item.source };
            work.report.eval(&error, &voice);
        }
        false
    })
}

#[cfg(test)]
mod tests;
