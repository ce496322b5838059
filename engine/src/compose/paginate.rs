//! Which pages a record needs. Pages are counted before any text that prints page numbers is
//! set.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::annex::AnnexPlan;
use super::flow::{self, FlowPlan};
use super::next_page::{self, Long};
use super::table::{self, TablePlan};
use super::work::Work;
use crate::form::{Item, Kind, More, On, OnLast, Part, Repeat};

/// One page among the pages of its part and of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sheet {
    /// Page of the part, from 0.
    pub(super) index: usize,
    /// Last page of the part.
    pub(super) last: bool,
    /// Last page of the form.
    pub(super) form_last: bool,
}

impl Sheet {
    /// Whether an item is on this page.
    pub(super) fn shows(self, on: On) -> bool {
        match on {
            On::All => true,
            On::First => self.index == 0,
            On::Rest => self.index > 0,
            On::Last => self.last,
            On::FormLast => self.form_last,
        }
    }

    /// How many pages of the part before this one show the item.
    pub(super) fn turn(self, on: On) -> usize {
        match on {
            On::All => self.index,
            On::Rest => self.index.saturating_sub(1),
            On::First | On::Last | On::FormLast => 0,
        }
    }
}

/// The sheet of a walk over a page. It remembers whether the walk has asked which one it is: a walk
/// that has not draws the same on all sheets.
pub(super) struct Asked {
    sheet: Sheet,
    asked: Cell<bool>,
}

impl Asked {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { sheet, asked: Cell::new(false) }
    }

    fn sheet(&self) -> Sheet {
        self.asked.set(true);
        self.sheet
    }

    /// As [`Sheet::shows`].
    pub(super) fn shows(&self, on: On) -> bool {
        on == On::All || self.sheet().shows(on)
    }

    /// As [`Sheet::turn`].
    pub(super) fn turn(&self, on: On) -> usize {
        self.sheet().turn(on)
    }

    /// As [`Sheet::index`].
    pub(super) fn index(&self) -> usize {
        self.sheet().index
    }

    /// Whether it has been asked.
    pub(super) fn is_told(&self) -> bool {
        self.asked.get()
    }
}

/// The pages of a part.
pub(super) struct PartPlan<'a> {
    /// How many.
    pub(super) pages: usize,
    /// Whether its last page is the last of the form.
    closes: bool,
    /// Tables outside flows, by [`Item::order`].
    pub(super) tables: BTreeMap<u32, TablePlan<'a>>,
    /// Flows by name.
    pub(super) flows: BTreeMap<&'a str, FlowPlan<'a>>,
    /// Values that go on on further sheets.
    pub(super) long: Long,
    /// The texts of an annex sheet.
    pub(super) annex: Option<AnnexPlan<'a>>,
}

/// Plans a part that is printed; `closes` if it is the last of the form that is.
pub(super) fn plan<'a>(work: &mut Work<'a>, part: &'a Part, closes: bool) -> PartPlan<'a> {
    let (tables, flows) = (BTreeMap::new(), BTreeMap::new());
    let mut plan = PartPlan { pages: 1, closes, tables, flows, long: Long::new(), annex: None };
    plan.scan(work, &part.items, &part.items);
    let (long, sheets) = next_page::plan(work, part, &plan);
    plan.long = long;
    plan.pages = plan.pages.max(sheets);
    plan
}

impl<'a> PartPlan<'a> {
    fn scan(&mut self, work: &mut Work<'a>, items: &'a [Item], page: &'a [Item]) {
        for item in items {
            if !work.holds(item.when.as_ref(), item) {
                continue;
            }
            let pages = match &item.kind {
                Kind::Group(inner) => {
                    self.scan(work, inner, page);
                    continue;
                }
                Kind::Repeat(repeat) => repeat_pages(work, item, repeat, self.closes),
                Kind::Table(table) => {
                    let plan = table::plan(work, item, table, self.closes);
                    let count = plan.pages.len();
                    self.tables.insert(item.order, plan);
                    match table.more {
                        More::NextPage => spread(work, item, count),
                        More::Refuse => 1,
                    }
                }
                Kind::Flow(flow) if !flow.children.is_empty() => {
                    let plan = flow::plan(work, item, flow, page, self.closes);
                    let count = plan.pages.len();
                    self.flows.insert(&flow.name, plan);
                    count
                }
                _ => continue,
            };
            self.pages = self.pages.max(pages);
        }
    }
}

/// What an item has room for on the last page of its part, if that is something else there.
pub(super) fn last_room<T: Copy>(on_last: Option<&OnLast<T>>, closes: bool) -> Option<T> {
    on_last.filter(|last| last.on != On::FormLast || closes).map(|last| last.room)
}

fn repeat_pages<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    repeat: &'a Repeat,
    closes: bool,
) -> usize {
    let count = work.list(&repeat.list, item).len();
    let room = repeat.origins.len().max(1);
    let last = last_room(repeat.on_last.as_ref(), closes).unwrap_or(room);
    match repeat.more {
        More::NextPage => {
            // Full pages until the last one holds what is left.
            let full = count.saturating_sub(last).div_ceil(room);
            let needed = if count == 0 { 0 } else { full + 1 };
            spread(work, item, needed)
        }
        More::Refuse if count > last => {
            refuse(work, item, count, last);
            1
        }
        More::Refuse => 1,
    }
}

/// Pages of the part if an item needs `turns` of the pages it is on.
fn spread<'a>(work: &mut Work<'a>, item: &'a Item, turns: usize) -> usize {
    match item.on {
        On::All => turns,
        On::Rest if turns > 0 => turns + 1,
        On::Rest => 1,
        On::First | On::Last | On::FormLast => {
            if turns > 1 {
                refuse(work, item, turns, 1);
            }
            1
        }
    }
}

fn refuse<'a>(work: &mut Work<'a>, item: &'a Item, count: usize, room: usize) {
    let voice = work.voice(item, None);
    let error = crate::diag::Diagnostic::error("C003").arg("count", count).arg("room", room);
    work.report.error(error, &voice);
}
