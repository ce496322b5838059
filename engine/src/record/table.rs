//! The tables of a folder of group CSVs: which ones a form reads, and their rows.

use std::hash::{DefaultHasher, Hasher as _};
use std::io::BufRead;
use std::rc::Rc;

use csv::StringRecord;

use super::columns::{self, Bound};
use super::csv::{Rows as Lines, same_length};
use super::limits;
use super::raw::{Fail, Fault, within};
use super::read::{Reading, Refusal, noted, refusal};
use super::schema::{GroupId, ItemType, Rows, Schema};
use crate::diag::Diagnostic;

/// A table that a form reads: one group CSV.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    /// Its group.
    pub group: GroupId,
    /// What the schema says of its rows.
    pub rows: &'a Rows,
    /// The table whose rows its rows belong to, and which item there holds them; `None` for the
    /// root.
    pub above: Option<(usize, usize)>,
}

/// The tables of a form, each after the one its rows belong to; the first one holds the records.
/// Empty if the form does not say where its records stand.
pub fn tables(schema: &Schema) -> Vec<Table<'_>> {
    let mut all: Vec<Table<'_>> = Vec::new();
    let rows = |id: GroupId| schema.groups.get(id.0).and_then(|group| group.rows.as_ref());
    if let Some(rows) = rows(GroupId::ROOT) {
        all.push(Table { group: GroupId::ROOT, rows, above: None });
    }
    let mut done = 0;
    // The loader refuses a group inside itself; the limit is for schemas made by hand.
    while let Some(table) = all.get(done).copied().filter(|_| done < limits::TABLES) {
        let items = schema.groups.get(table.group.0).map_or(&[][..], |group| &group.items);
        for (at, item) in items.iter().enumerate() {
            if let ItemType::Group(group) | ItemType::List { group, .. } = item.kind
                && let Some(rows) = rows(group)
            {
                all.push(Table { group, rows, above: Some((done, at)) });
            }
        }
        done += 1;
    }
    all
}

/// A row of a table. Like a value it has no `Debug`.
#[derive(Clone, Default, PartialEq)]
pub struct Row {
    pub(super) cells: StringRecord,
    /// Line of the file on which it begins.
    pub line: u64,
}

impl Row {
    /// A cell by the number of its column.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// A fingerprint of all cells: of their text, and of where each one ends.
    pub fn fingerprint(&self) -> u64 {
        /// Odd, so that no length is lost: 2⁶⁴ by the golden ratio.
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        let lengths = self.cells.iter().map(|cell| cell.len() as u64);
        let ends = lengths.fold(0_u64, |ends, length| {
            ends.wrapping_mul(SPREAD).rotate_left(29).wrapping_add(length)
        });
        let mut hasher = DefaultHasher::new();
        hasher.write(self.cells.as_slice().as_bytes());
        hasher.write_u64(ends);
        hasher.finish()
    }
}

/// What the head of a table says: which columns fill items, and which ones tie rows together.
pub struct Head {
    pub(super) bound: Bound,
    join: Vec<usize>,
    primary: Vec<usize>,
    /// Columns of the key before `latest`, which say of whom or what a row is.
    identity: Vec<usize>,
    /// `latest` and the columns of the key after it.
    rank: Vec<usize>,
    /// For each table below: its number, and the columns that its rows are joined by.
    asked: Vec<(usize, Vec<usize>)>,
    /// Whether anything of the form comes from a column.
    needed: Vec<bool>,
}

impl Head {
    /// `R149`: a column or item that ties rows together is not there.
    fn new(schema: &Schema, tables: &[Table<'_>], of: usize, bound: Bound) -> Result<Self, Fault> {
        let missing = |name: &str| Fault::new("R149").arg("column", name);
        let rows = tables.get(of).map(|table| table.rows).ok_or_else(|| missing("#"))?;
        let column = |name: &String| bound.named(name).ok_or_else(|| missing(name));
        let join: Vec<usize> = rows.join.iter().map(column).collect::<Result<_, _>>()?;
        let mut primary: Vec<usize> = rows.key.iter().map(column).collect::<Result<_, _>>()?;
        let latest = rows.latest.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        let cut = latest.first().and_then(|latest| primary.iter().position(|at| at == latest));
        let (identity, mut rank) = (primary[..cut.unwrap_or(primary.len())].to_vec(), latest);
        if let Some(cut) = cut {
            rank.extend_from_slice(&primary[cut + 1..]);
        } else if !primary.is_empty() {
            primary.extend_from_slice(&rank);
        }
        let items = schema.groups.get(tables[of].group.0).map_or(&[][..], |group| &group.items);
        let mut asked = Vec::new();
        for (below, table) in tables.iter().enumerate() {
            if table.above.is_none_or(|(above, _)| above != of) {
                continue;
            }
            let columns = table.rows.join.iter().map(|name| {
                let item = items.iter().position(|item| item.name == *name);
                item.and_then(|item| bound.of(item)).ok_or_else(|| missing(name))
            });
            asked.push((below, columns.collect::<Result<_, _>>()?));
        }
        let fills = bound.columns.iter().map(|column| column.steps.is_some());
        let mut needed: Vec<bool> = fills.collect();
        join.iter().chain(&primary).chain(&rank).for_each(|at| needed[*at] = true);
        Ok(Self { bound, join, primary, identity, rank, asked, needed })
    }

    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.bound.named(name)
    }

    /// The key by which a row belongs to a row above.
    pub fn key(&self, row: &Row, into: &mut Vec<u8>) {
        encode(row, &self.join, into);
    }

    /// The key that a row asks of a table below; empty if none of its columns has a value.
    pub fn asks(&self, row: &Row, below: usize, into: &mut Vec<u8>) {
        into.clear();
        if let Some((_, columns)) = self.asked.iter().find(|(number, _)| *number == below)
            && columns.iter().any(|column| !row.cell(*column).is_empty())
        {
            encode(row, columns, into);
        }
    }

    /// The key that no two rows may share; empty if the schema names none.
    pub fn primary(&self, row: &Row, into: &mut Vec<u8>) {
        encode(row, &self.primary, into);
    }

    /// Of whom or what a row is, and its rank among those of the same; `None` if every row counts.
    pub fn rank(&self, row: &Row) -> Option<(Vec<u8>, Vec<u8>)> {
        if self.rank.is_empty() {
            return None;
        }
        let (mut identity, mut rank) = (Vec::new(), Vec::new());
        encode(row, &self.identity, &mut identity);
        for column in &self.rank {
            let cell = row.cell(*column);
            let digits = cell.trim_start_matches('0');
            let is_number = cell.bytes().all(|byte| byte.is_ascii_digit());
            // Numbers by their length first; what is no number comes after them.
            let (length, text) = if is_number { (digits.len(), digits) } else { (0xFFFF, cell) };
            rank.extend_from_slice(&u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
            rank.extend_from_slice(text.as_bytes());
            rank.push(0);
        }
        Some((identity, rank))
    }

    /// Whether of the rows of the same identity only the one with the greatest rank counts.
    pub fn is_ranked(&self) -> bool {
        !self.rank.is_empty()
    }

    /// Whether two heads name the same columns as the key that no two rows may share.
    pub fn has_key_of(&self, other: &Self) -> bool {
        self.primary == other.primary
    }

    /// Whether rows of the same identity may belong to different rows above, so that the greatest
    /// rank can only be told from the whole table.
    pub fn ranks_whole_table(&self) -> bool {
        !self.rank.is_empty() && !self.join.iter().all(|column| self.identity.contains(column))
    }

    /// The cells of a row that the form needs, as bytes.
    pub fn pack(&self, row: &Row, into: &mut Vec<u8>) {
        into.clear();
        for (cell, needed) in row.cells.iter().zip(&self.needed) {
            if *needed {
                into.extend_from_slice(&u32::try_from(cell.len()).unwrap_or(0).to_le_bytes());
                into.extend_from_slice(cell.as_bytes());
            }
        }
    }

    /// A row from its bytes; cells that the form does not need are empty. `None` for bytes that
    /// [`Self::pack`] did not make.
    pub fn unpack(&self, line: u64, mut bytes: &[u8]) -> Option<Row> {
        let mut cells = StringRecord::with_capacity(bytes.len(), self.bound.columns.len());
        for needed in &self.needed {
            if !needed {
                cells.push_field("");
                continue;
            }
            let (length, rest) = bytes.split_first_chunk::<4>()?;
            let (cell, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            cells.push_field(std::str::from_utf8(cell).ok()?);
            bytes = rest;
        }
        Some(Row { cells, line })
    }
}

/// Cells as one key. Keys order as their cells do: U+0000 comes before every character and is
/// refused in a cell.
fn encode(row: &Row, columns: &[usize], into: &mut Vec<u8>) {
    into.clear();
    for (number, column) in columns.iter().enumerate() {
        if number > 0 {
            into.push(0);
        }
        into.extend_from_slice(row.cell(*column).as_bytes());
    }
}

/// The rows of a table, one by one.
pub struct TableRows<'a> {
    lines: Lines<Box<dyn BufRead + 'a>>,
    head: Rc<Head>,
    reading: &'a Reading,
    file: String,
    /// Rows so far.
    count: u64,
    /// Bytes of the cells of the last row.
    last: usize,
    ended: bool,
}

impl<'a> TableRows<'a> {
    /// Reads the head line of the table `of` of `tables`; `file` is what messages call it.
    ///
    /// # Errors
    /// `R050`–`R053`, `R100`–`R108`, `R111` of the file and its columns, `R113` (a list without a
    /// head line), `R149`.
    pub fn new(
        input: impl BufRead + 'a,
        schema: &Schema,
        (tables, of): (&[Table<'_>], usize),
        reading: &'a Reading,
        file: &str,
    ) -> Result<Self, Refusal> {
        let mut lines = Lines::new(Box::new(input) as Box<dyn BufRead + 'a>);
        let bound = bind(&mut lines, schema, &tables[of], reading);
        let head = bound.and_then(|(bound, line)| {
            let head = Head::new(schema, tables, of, bound);
            head.map_err(|fault| Fail::input(fault.line(line)))
        });
        let head = head.map_err(|fail| refusal(fail, file))?;
        let file = file.to_owned();
        Ok(Self { lines, head: Rc::new(head), reading, file, count: 0, last: 0, ended: false })
    }

    /// What the head says.
    pub fn head(&self) -> &Rc<Head> {
        &self.head
    }

    /// `R115`: columns that were skipped.
    pub fn notes(&self) -> Vec<Diagnostic> {
        let note = self.head.bound.note();
        note.map(|fault| noted(fault, &self.file)).into_iter().collect()
    }

    /// What messages call the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Reads the next row into one that was read before; false at the end.
    ///
    /// # Errors
    /// `R050`, `R053`, `R057`, `R105`–`R108`, `R111`, `R114`, `R117`. Nothing comes after one.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, Refusal> {
        if self.ended {
            return Ok(false);
        }
        let more = self.step(row).map_err(|fail| refusal(fail, &self.file));
        self.ended = !matches!(more, Ok(true));
        more
    }

    fn step(&mut self, row: &mut Row) -> Result<bool, Fail> {
        let Some(line) = self.lines.next(&mut row.cells)? else { return Ok(false) };
        same_length(&self.head.bound, row.cells.len(), line, self.reading)?;
        self.count += 1;
        within(self.count, limits::ROWS).map_err(|fault| Fail::input(fault.line(line)))?;
        row.line = line;
        Ok(true)
    }
}

fn bind<R: BufRead>(
    lines: &mut Lines<R>,
    schema: &Schema,
    table: &Table<'_>,
    reading: &Reading,
) -> Result<(Bound, u64), Fail> {
    if reading.no_head {
        let bound = columns::table_in_order(schema, table.group, table.rows);
        return bound.map(|bound| (bound, 1)).map_err(Fail::input);
    }
    let mut head = StringRecord::new();
    let Some(line) = lines.next(&mut head)? else {
        return Err(Fail::input(Fault::new("R052")));
    };
    let names: Vec<&str> = head.iter().collect();
    let bound = columns::bind_table(schema, table.group, table.rows, &names, reading.allow_extra);
    bound.map(|bound| (bound, line)).map_err(|fault| Fail::input(fault.line(line)))
}

impl Iterator for TableRows<'_> {
    type Item = Result<Row, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        // As large as the row before, so that it seldom grows.
        let cells = StringRecord::with_capacity(self.last, self.head.bound.columns.len() + 1);
        let mut row = Row { cells, line: 0 };
        let more = self.read(&mut row).map(|more| more.then_some(row)).transpose()?;
        self.last = more.as_ref().map_or(0, |row| row.cells.as_slice().len());
        Some(more)
    }
}
