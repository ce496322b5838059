//! The first look at a table: is it whole, is it sorted, does it hold anybody twice, does it have
//! the control totals?

use chohyo_engine::diag::{Diagnostic, Place, RecordPlace};
use chohyo_engine::record::{Control, Head, Table, TableRows, whole};

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

/// Reads a table to its end. `below` are the tables whose rows belong to its rows.
///
/// # Errors
/// What its rows say, `R141` for a key with different rows, `R145` for control totals.
pub(super) fn look(
    table: &Table<'_>,
    rows: &mut TableRows<'_>,
    below: &[usize],
    control: Option<&Control>,
) -> Result<Look, Failure> {
    let (head, file) = (rows.head().clone(), rows.file().to_owned());
    let mut counting = Counting::new(&head, &file, control)?;
    let mut own = Order::default();
    let mut asked: Vec<(usize, Order)> = below.iter().map(|at| (*at, Order::default())).collect();
    let (mut seen, mut key) = (Vec::<Seen>::new(), Vec::new());
    let is_root = table.above.is_none();
    for row in rows {
        let row = row.map_err(|refusal| Failure::input(refusal.diagnostics()))?;
        counting.add(&row)?;
        head.key(&row, &mut key);
        own.see(&mut key);
        for (at, order) in &mut asked {
            head.asks(&row, *at, &mut key);
            if !key.is_empty() {
                order.see(&mut key);
            }
        }
        // Records of the root that stand there twice are found as they are read.
        head.primary(&row, &mut key);
        if !is_root && !key.is_empty() {
            seen.push((fingerprint(&key), row.fingerprint(), row.line));
        }
    }
    counting.close()?;
    differing(&table.rows.table, &file, seen)?;
    let asks_sorted = asked.iter().filter(|(_, order)| !order.broken).map(|(at, _)| *at).collect();
    Ok(Look { sorted: !own.broken, asks_sorted, ranks_whole_table: head.ranks_whole_table() })
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

    fn add(&mut self, row: &chohyo_engine::record::Row) -> Result<(), Failure> {
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
