//! The first look at a table: is it whole, is it sorted, does it hold anybody twice, does it have
//! the control totals?

use std::rc::Rc;

use chohyo_engine::diag::{Diagnostic, Place, RecordPlace};
use chohyo_engine::record::{Control, Head, Row, TableRows, whole};

use super::control::disagrees;
use crate::report::Failure;

/// What was seen.
pub(super) struct Look {
    /// Whether the keys of its rows do not go down.
    pub(super) sorted: bool,
    /// Tables below whose keys are asked for in an order that does not go down.
    pub(super) asks_sorted: Vec<usize>,
    /// Whether of rows that follow each other in time only the whole table tells the last one.
    pub(super) ranks_whole_table: bool,
}

/// A key that goes up or stays.
#[derive(Default)]
struct Order {
    last: Vec<u8>,
    broken: bool,
}

impl Order {
    fn see(&mut self, key: &mut Vec<u8>) {
        self.broken |= *key < self.last;
        std::mem::swap(&mut self.last, key);
    }
}

/// Fingerprints of key and row, and the line.
type Seen = (u64, u64, u64);

/// A table that is looked at.
pub(super) struct Looked<'a> {
    pub(super) head: Rc<Head>,
    /// Tables whose rows belong to its rows.
    pub(super) below: &'a [usize],
    /// Whether it is the root: records that stand there twice are found as they are read.
    pub(super) is_root: bool,
}

/// Reads a file to its end. `tables` are those whose rows it holds: one group of the standard may
/// stand at several places of a form.
///
/// # Errors
/// What its rows say, `R141` for a key with different rows, `R145` for control totals.
pub(super) fn look(
    name: &str,
    tables: &[Looked<'_>],
    rows: &mut TableRows<'_>,
    control: Option<&Control>,
) -> Result<Vec<Look>, Failure> {
    let (head, file) = (Rc::clone(rows.head()), rows.file().to_owned());
    let mut counting = Counting::new(&head, &file, control)?;
    let mut orders: Vec<Orders> = tables.iter().map(Orders::new).collect();
    let mut keys: Vec<(&Head, Vec<Seen>)> = Vec::new();
    for table in tables.iter().filter(|table| !table.is_root) {
        if !keys.iter().any(|(known, _)| known.has_key_of(&table.head)) {
            keys.push((&table.head, Vec::new()));
        }
    }
    let (mut row, mut key) = (Row::default(), Vec::new());
    while rows.read(&mut row).map_err(|refusal| Failure::input(refusal.diagnostics()))? {
        counting.add(&row)?;
        orders.iter_mut().for_each(|orders| orders.see(&row, &mut key));
        for (head, seen) in &mut keys {
            head.primary(&row, &mut key);
            if !key.is_empty() {
                seen.push((fingerprint(&key), row.fingerprint(), row.line));
            }
        }
    }
    counting.close()?;
    for (_, seen) in keys {
        differing(name, &file, seen)?;
    }
    Ok(orders.into_iter().map(Orders::look).collect())
}

/// The orders of a table: that of its own keys, and those in which it asks the tables below.
struct Orders {
    head: Rc<Head>,
    own: Order,
    asked: Vec<(usize, Order)>,
}

impl Orders {
    fn new(table: &Looked<'_>) -> Self {
        let asked = table.below.iter().map(|at| (*at, Order::default())).collect();
        Self { head: Rc::clone(&table.head), own: Order::default(), asked }
    }

    fn see(&mut self, row: &Row, key: &mut Vec<u8>) {
        if !self.own.broken {
            self.head.key(row, key);
            self.own.see(key);
        }
        for (at, order) in self.asked.iter_mut().filter(|(_, order)| !order.broken) {
            self.head.asks(row, *at, key);
            if !key.is_empty() {
                order.see(key);
            }
        }
    }

    fn look(self) -> Look {
        let asked = self.asked.iter().filter(|(_, order)| !order.broken);
        Look {
            sorted: !self.own.broken,
            asks_sorted: asked.map(|(at, _)| *at).collect(),
            ranks_whole_table: self.head.ranks_whole_table(),
        }
    }
}

fn fingerprint(key: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// `R141`: the same key with different rows. (Equal rows are found with the record they are of.)
fn differing(table: &str, file: &str, mut seen: Vec<Seen>) -> Result<(), Failure> {
    seen.sort_unstable();
    let pair = seen.windows(2).find(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1);
    let Some([(_, _, one), (_, _, other)]) = pair else { return Ok(()) };
    let place = RecordPlace { file: file.to_owned(), ..RecordPlace::default() };
    let error = Diagnostic::error("R141").place(Place::Record(place)).arg("table", table);
    Err(error.arg("first", one.min(other)).arg("second", one.max(other)).into())
}

/// Counts against control totals.
struct Counting<'a> {
    file: &'a str,
    control: Option<&'a Control>,
    count: u64,
    /// Column and sum.
    sums: Vec<(usize, i128)>,
}

impl<'a> Counting<'a> {
    fn new(head: &Head, file: &'a str, control: Option<&'a Control>) -> Result<Self, Failure> {
        let items = control.into_iter().flat_map(|control| &control.sums);
        let column = |(item, _): &(String, i128)| {
            head.column(item).map(|at| (at, 0)).ok_or_else(|| sum_disagrees(file, item))
        };
        let sums = items.map(column).collect::<Result<_, _>>()?;
        Ok(Self { file, control, count: 0, sums })
    }

    fn add(&mut self, row: &Row) -> Result<(), Failure> {
        self.count += 1;
        let items = self.control.into_iter().flat_map(|control| &control.sums);
        for ((column, sum), (item, _)) in self.sums.iter_mut().zip(items) {
            let cell = whole(row.cell(*column)).and_then(|cell| sum.checked_add(cell));
            *sum = cell.ok_or_else(|| sum_disagrees(self.file, item))?;
        }
        Ok(())
    }

    fn close(self) -> Result<(), Failure> {
        let Some(control) = self.control else { return Ok(()) };
        if control.records != self.count {
            let (expected, found) = (control.records.to_string(), self.count.to_string());
            let args = [("what", "count".to_owned()), ("expected", expected), ("found", found)];
            return Err(disagrees(self.file, &args));
        }
        let mut sums = self.sums.iter().zip(&control.sums);
        match sums.find(|((_, sum), (_, expected))| sum != expected) {
            Some((_, (item, _))) => Err(sum_disagrees(self.file, item)),
            None => Ok(()),
        }
    }
}

fn sum_disagrees(file: &str, item: &str) -> Failure {
    disagrees(file, &[("what", "sum".to_owned()), ("item", item.to_owned())])
}
