//! Rows of several tables as nested records, in the order of the rows of the root table.

use std::rc::Rc;

use super::columns;
use super::csv::too_large;
use super::limits;
use super::raw::{Fail, Fault, Found, Raw, Records};
use super::read::Refusal;
use super::schema::{ItemType, Schema};
use super::table::{Head, Row, Table, TableRows, tables};

/// The rows of a table by the key that ties them to the rows above.
pub trait Lookup {
    /// What the head of the table says.
    fn head(&self) -> &Rc<Head>;

    /// The rows of a key in the order of the file; the same ones again if it is asked again.
    ///
    /// # Errors
    /// What makes the table unreadable.
    fn rows(&mut self, key: &[u8]) -> Result<&[Row], Refusal>;

    /// How many rows no key asked for, once all have been asked.
    ///
    /// # Errors
    /// What makes the rest of the table unreadable.
    fn orphans(&mut self) -> Result<u64, Refusal>;
}

/// Most rows that are kept to be read into.
const SPARES: usize = 8;

/// A table that is sorted by its key and asked in that order: read once, as a stream.
pub struct Merged<'a> {
    rows: TableRows<'a>,
    ahead: Option<Row>,
    ahead_key: Vec<u8>,
    key: Vec<u8>,
    group: Vec<Row>,
    /// Rows that are done with, to be read into.
    spare: Vec<Row>,
    started: bool,
    orphans: u64,
}

impl<'a> Merged<'a> {
    /// A table whose keys do not go down.
    pub fn new(rows: TableRows<'a>) -> Self {
        let (ahead_key, key) = (Vec::new(), Vec::new());
        let (group, spare) = (Vec::new(), Vec::new());
        Self { rows, ahead: None, ahead_key, key, group, spare, started: false, orphans: 0 }
    }

    /// Goes to the next row. `R144` if its key is less than the one before.
    fn advance(&mut self) -> Result<Option<Row>, Refusal> {
        let mut next = self.spare.pop().unwrap_or_default();
        let next = self.rows.read(&mut next)?.then_some(next);
        if let Some(row) = &next {
            let before = std::mem::take(&mut self.ahead_key);
            self.rows.head().key(row, &mut self.ahead_key);
            if self.ahead_key < before {
                return Err(self.unsorted(row.line));
            }
        }
        Ok(std::mem::replace(&mut self.ahead, next))
    }

    fn unsorted(&self, line: u64) -> Refusal {
        let error = Fault::new("R144").line(line);
        super::read::refusal(Fail::input(error), self.rows.file())
    }
}

impl Lookup for Merged<'_> {
    fn head(&self) -> &Rc<Head> {
        self.rows.head()
    }

    fn rows(&mut self, key: &[u8]) -> Result<&[Row], Refusal> {
        if !self.started {
            self.started = true;
            self.advance()?;
        } else if self.key == key {
            return Ok(&self.group);
        } else if *key < *self.key {
            return Err(self.unsorted(self.ahead.as_ref().map_or(0, |row| row.line)));
        }
        self.spare.append(&mut self.group);
        // A few are enough, and a huge row does not stay.
        self.spare.truncate(SPARES);
        self.key.clear();
        self.key.extend_from_slice(key);
        while self.ahead.is_some() && *self.ahead_key <= *key {
            let found = *self.ahead_key == *key;
            match self.advance()? {
                Some(row) if found => self.group.push(row),
                left => {
                    self.orphans += 1;
                    self.spare.extend(left);
                }
            }
            if self.group.len() > limits::JOINED {
                return Err(too_many(
                    self.group.last().map_or(0, |row| row.line),
                    self.rows.file(),
                ));
            }
        }
        Ok(&self.group)
    }

    fn orphans(&mut self) -> Result<u64, Refusal> {
        if !self.started {
            self.started = true;
            self.advance()?;
        }
        while self.advance()?.is_some() {
            self.orphans += 1;
        }
        Ok(self.orphans)
    }
}

/// `R148`: more rows of one key than any record holds.
pub fn too_many(line: u64, file: &str) -> Refusal {
    let fault = Fault::new("R148").line(line).arg("limit", limits::JOINED);
    super::read::refusal(Fail::input(fault), file)
}

/// Whose a row is and its rank, and its place.
type Ranked = ((Vec<u8>, Vec<u8>), usize);

/// Nested records from the tables of a folder.
pub(super) struct Joined<'a> {
    schema: &'a Schema,
    tables: Vec<Table<'a>>,
    root: TableRows<'a>,
    below: Vec<Option<Box<dyn Lookup + 'a>>>,
    /// The first fault of the record that is being put together.
    fault: Option<Fault>,
    ended: bool,
}

impl<'a> Joined<'a> {
    /// `below`: the tables of [`tables`] behind the first one, in their order.
    pub(super) fn new(
        schema: &'a Schema,
        root: TableRows<'a>,
        below: Vec<Box<dyn Lookup + 'a>>,
    ) -> Self {
        // The root is read as it comes, so nobody looks it up.
        let below = std::iter::once(None).chain(below.into_iter().map(Some)).collect();
        Self { schema, tables: tables(schema), root, below, fault: None, ended: false }
    }

    fn step(&mut self) -> Result<Option<Found>, Fail> {
        if self.ended {
            return Ok(None);
        }
        let Some(row) = self.root.next() else {
            self.ended = true;
            return self.no_orphans().map(|()| None);
        };
        let row = row.map_err(told)?;
        self.fault = None;
        let head = Rc::clone(self.root.head());
        let raw = self.build(0, &head, &row)?;
        match self.fault.take() {
            Some(fault) => Err(Fail::record(fault.line(row.line))),
            None => Ok(Some(Found { raw, line: row.line })),
        }
    }

    /// The group of a row, with the groups of the rows that belong to it. All of them are asked
    /// for even if the record is refused: else they would seem to belong to nobody.
    fn build(&mut self, table: usize, head: &Head, row: &Row) -> Result<Raw, Fail> {
        let group = self.tables[table].group;
        let mut slots = columns::empty(self.schema, group);
        for (column, cell) in head.bound.columns.iter().zip(&row.cells) {
            let Some(steps) = &column.steps else { continue };
            if cell.len() > limits::FIELD_BYTES {
                self.refuse(too_large(&column.name));
            } else {
                columns::put(self.schema, group, &mut slots, steps, cell);
            }
        }
        let mut key = Vec::new();
        for below in table + 1..self.tables.len() {
            let Some((_, item)) = self.tables[below].above.filter(|(above, _)| *above == table)
            else {
                continue;
            };
            head.asks(row, below, &mut key);
            let value = if key.is_empty() { None } else { self.rows_of(below, item, &key)? };
            if key.is_empty() && self.schema.guards_of(group).any(|at| at == item) {
                self.refuse(Fault::new("R121").arg("field", &self.tables[below].rows.table));
            }
            if let Some(slot) = slots.get_mut(item) {
                *slot = value;
            }
        }
        Ok(Raw::Slots(slots))
    }

    /// The value of an item whose rows stand in a table below.
    fn rows_of(&mut self, below: usize, item: usize, key: &[u8]) -> Result<Option<Raw>, Fail> {
        let Some(mut lookup) = self.below.get_mut(below).and_then(Option::take) else {
            return Ok(None);
        };
        let head = Rc::clone(lookup.head());
        let rows = lookup.rows(key).map_err(told)?;
        let rows = self.current(below, &head, rows)?;
        let mut built = Vec::with_capacity(rows.len());
        for row in rows {
            built.push(self.build(below, &head, row)?);
        }
        self.below[below] = Some(lookup);
        if self.is_list(below, item) {
            return Ok(Some(Raw::List(built)));
        }
        if built.len() > 1 {
            let fault = Fault::new("R143").arg("table", &self.tables[below].rows.table);
            self.refuse(fault.arg("count", built.len()));
        }
        Ok(built.pop())
    }

    fn is_list(&self, below: usize, item: usize) -> bool {
        let above = self.tables[below].above.and_then(|(above, _)| self.tables.get(above));
        let group = above.and_then(|above| self.schema.groups.get(above.group.0));
        let kind = group.and_then(|group| group.items.get(item)).map(|item| &item.kind);
        matches!(kind, Some(ItemType::List { .. }))
    }

    /// Of rows with the same key only one may stand there, and of the rows that follow each other
    /// in time (`latest`) only the last one counts. `R140` the same row twice, `R141` the same key
    /// with other cells.
    fn current<'r>(
        &mut self,
        table: usize,
        head: &Head,
        rows: &'r [Row],
    ) -> Result<Vec<&'r Row>, Fail> {
        let mut keys: Vec<(Vec<u8>, &Row)> = Vec::with_capacity(rows.len());
        let mut latest: Vec<Ranked> = Vec::new();
        let name = &self.tables[table].rows.table;
        let mut fault = None;
        for row in rows {
            let mut key = Vec::new();
            head.primary(row, &mut key);
            match keys.iter().find(|(known, _)| *known == key && !key.is_empty()) {
                Some((_, first)) => {
                    let (code, same) =
                        if first.cells == row.cells { ("R140", true) } else { ("R141", false) };
                    let found = Fault::new(code).arg("table", name).arg("first", first.line);
                    let found = found.arg("second", row.line);
                    if !same {
                        return Err(Fail::input(found));
                    }
                    fault = fault.or(Some(found));
                    continue;
                }
                None => keys.push((key, row)),
            }
            let Some((identity, rank)) = head.rank(row) else { continue };
            let at = keys.len() - 1;
            match latest.iter_mut().find(|((known, _), _)| *known == identity) {
                Some(known) if known.0.1 < rank => *known = ((identity, rank), at),
                Some(_) => {}
                None => latest.push(((identity, rank), at)),
            }
        }
        if let Some(fault) = fault {
            self.refuse(fault);
        }
        let ranked = !latest.is_empty();
        let counts = |at: usize| !ranked || latest.iter().any(|(_, counted)| *counted == at);
        let current = keys.iter().enumerate().filter(|(at, _)| counts(*at));
        Ok(current.map(|(_, (_, row))| *row).collect())
    }

    fn refuse(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// Every row belongs to somebody. `R142`. Of a table that stands at several places of the form
    /// a row need only be asked for at one of them: the place that leaves the fewest out counts.
    fn no_orphans(&mut self) -> Result<(), Fail> {
        let mut counts: Vec<(Option<&str>, &str, u64)> = Vec::new();
        for (table, lookup) in self.tables.iter().zip(&mut self.below) {
            let Some(lookup) = lookup else { continue };
            let orphans = lookup.orphans().map_err(told)?;
            let (business, name) = (table.rows.business.as_deref(), table.rows.table.as_str());
            match counts.iter_mut().find(|(b, n, _)| (*b, *n) == (business, name)) {
                Some((_, _, least)) => *least = orphans.min(*least),
                None => counts.push((business, name, orphans)),
            }
        }
        let left = counts.iter().filter(|(_, _, count)| *count > 0);
        let left: Vec<String> = left.map(|(_, name, count)| format!("{name} {count}")).collect();
        if left.is_empty() {
            return Ok(());
        }
        Err(Fail::input(Fault::new("R142").arg("tables", left.join(", "))))
    }
}

fn told(refusal: Refusal) -> Fail {
    Fail::Told(refusal.diagnostics())
}

impl Records for Joined<'_> {
    fn next(&mut self) -> Option<Result<Found, Fail>> {
        self.step().transpose()
    }
}

#[cfg(test)]
#[path = "join_tests.rs"]
mod tests;
