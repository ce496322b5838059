//! A folder of group CSVs: one file for each table of the form, read back before it is given out.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;

use super::Style;
use super::columns::{Columns, Widths};
use super::flat::{not_too_many, place};
use crate::diag::Diagnostic;
use crate::record::raw::{Accepted, Raw};
use crate::record::read::{Reading, Refusal, join};
use crate::record::schema::{GroupId, ItemType, Rows, Schema};
use crate::record::table::{Head, Row, Table, TableRows, tables};
use crate::record::{Lookup, limits};

/// A writer of group CSVs. It holds the rows of all records until it is finished.
pub struct Folder<'s> {
    columns: Columns<'s>,
    style: Style,
    tables: Vec<Table<'s>>,
    /// How wide the lists of each table are.
    widths: Vec<Widths>,
    files: Vec<File<'s>>,
    /// Tables and the keys whose rows are written.
    written: HashSet<(usize, Vec<String>)>,
    /// What every record says, with its place.
    said: Vec<(u64, crate::diag::Place)>,
}

/// A file: groups of the same table share one.
struct File<'s> {
    rows: &'s Rows,
    tables: Vec<usize>,
    /// Numbers of the columns that have a value somewhere.
    names: HashMap<String, usize>,
    lines: Vec<HashMap<usize, String>>,
    /// Lines by the primary key.
    keys: HashMap<Vec<String>, usize>,
}

/// Cells of a row by the names of their columns.
type Cells = Vec<(String, String)>;

impl<'s> Folder<'s> {
    /// A writer that has seen no record; `None` if the schema does not say where the records
    /// stand.
    pub fn new(schema: &'s Schema, style: Style) -> Option<Self> {
        let tables = tables(schema);
        let mut files: Vec<File<'s>> = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            match files.iter_mut().find(|file| name(file.rows) == name(table.rows)) {
                Some(file) => file.tables.push(at),
                None => files.push(File::new(table.rows, at)),
            }
        }
        let widths = tables.iter().map(|_| Widths::default()).collect();
        let columns = Columns { schema, tables: true };
        let (written, said) = (HashSet::new(), Vec::new());
        (!tables.is_empty()).then_some(Self {
            columns,
            style,
            tables,
            widths,
            files,
            written,
            said,
        })
    }

    /// Takes a record. `file` is what messages call the input.
    ///
    /// # Errors
    /// `R156`: rows of another table belong to it, but the number that ties them to it is not
    /// there or is another one. `R157`: two rows of the same key say different things.
    pub fn take(&mut self, record: &Accepted, file: &str) -> Result<(), Box<Diagnostic>> {
        self.put(0, &record.raw, &[]).map_err(|fault| {
            let fault = fault.place(place(record, file, None));
            Box::new(fault)
        })?;
        let mut hasher = DefaultHasher::new();
        say(self.columns, GroupId::ROOT, &record.raw, &mut hasher);
        self.said.push((hasher.finish(), place(record, file, None)));
        Ok(())
    }

    /// Writes the row of a group and the rows of other tables that belong to it. `join`: the
    /// columns that tie it to the row above.
    fn put(
        &mut self,
        table: usize,
        raw: &Raw,
        join: &[(String, String)],
    ) -> Result<(), Diagnostic> {
        let Table { group, rows, .. } = self.tables[table];
        let mut own = Widths::default();
        self.columns.widen(group, raw, &mut own);
        self.columns.widen(group, raw, &mut self.widths[table]);
        let names = self.columns.head(group, &own);
        let cells = self.columns.row(group, raw, &own);
        let mut cells: Cells =
            names.into_iter().zip(cells).map(|(name, cell)| (name, cell.into_owned())).collect();
        for (name, value) in join {
            match cells.iter().find(|(known, _)| known == name) {
                Some((_, cell)) if cell == value => {}
                Some(_) => return Err(untied(name, rows)),
                None => cells.push((name.clone(), value.clone())),
            }
        }
        // Lists first: they fix the order of the rows that a single group may share with them.
        for lists in [true, false] {
            self.below(table, raw, lists)?;
        }
        let file = self.files.iter_mut().find(|file| file.tables.contains(&table));
        file.map_or(Ok(()), |file| file.add(rows, cells))
    }

    fn below(&mut self, table: usize, raw: &Raw, lists: bool) -> Result<(), Diagnostic> {
        let items = &self.columns.schema.group(self.tables[table].group).items;
        for below in table + 1..self.tables.len() {
            let Table { rows, above: Some((above, at)), .. } = self.tables[below] else { continue };
            let is_list =
                matches!(items.get(at).map(|item| &item.kind), Some(ItemType::List { .. }));
            if above != table || is_list != lists {
                continue;
            }
            let elements = match raw.item(&items[at], at) {
                None | Some(Raw::Null) => &[],
                Some(Raw::List(elements)) => &elements[..],
                Some(one) => std::slice::from_ref(one),
            };
            let key = rows.join.iter().map(|name| {
                let item = items.iter().enumerate().find(|(_, item)| item.name == *name);
                let value = item.and_then(|(at, item)| raw.item(item, at));
                value.map(|value| value.cell().into_owned()).unwrap_or_default()
            });
            let key: Vec<String> = key.collect();
            if elements.is_empty() {
                continue;
            }
            if key.iter().all(String::is_empty) {
                return Err(untied(&rows.join.join(", "), rows));
            }
            // The rows of a key stand there once; reading back finds who says otherwise.
            if self.written.insert((below, key.clone())) {
                let join: Cells = rows.join.iter().cloned().zip(key).collect();
                elements.iter().try_for_each(|element| self.put(below, element, &join))?;
            }
        }
        Ok(())
    }

    /// The names of the files and their texts, the root's first.
    ///
    /// # Errors
    /// `R158`: read back, a record would be another one; `R142` with it: rows would belong to
    /// nobody. `R146`: more columns than a file may have.
    pub fn finish(self) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
        let mut texts = Vec::new();
        for file in &self.files {
            let heads = file
                .tables
                .iter()
                .map(|at| self.columns.head(self.tables[*at].group, &self.widths[*at]));
            let text = file.text(heads.flatten(), self.style).map_err(|error| vec![*error])?;
            texts.push((name(file.rows) + ".csv", text));
        }
        self.read_back(&texts)?;
        Ok(texts)
    }

    fn read_back(&self, texts: &[(String, String)]) -> Result<(), Vec<Diagnostic>> {
        let reading = Reading { allow_empty: true, ..Reading::default() };
        let schema = self.columns.schema;
        let open = |at: usize| {
            let file = self.files.iter().position(|file| file.tables.contains(&at)).unwrap_or(0);
            let (name, text) = &texts[file];
            TableRows::new(text.as_bytes(), schema, (&self.tables, at), &reading, name)
        };
        let root = open(0).map_err(Refusal::diagnostics)?;
        let mut below: Vec<Box<dyn Lookup>> = Vec::new();
        for at in 1..self.tables.len() {
            let held = open(at).and_then(Held::new).map_err(Refusal::diagnostics)?;
            below.push(Box::new(held));
        }
        let mut read = join(schema, root, below, &reading).accepted();
        for (said, place) in &self.said {
            let other = |mut found: Vec<Diagnostic>| {
                found.insert(0, Diagnostic::error("R158").place(place.clone()));
                found
            };
            let record = read.next().ok_or_else(|| other(Vec::new()))?;
            let record = record.map_err(|refusal| other(refusal.diagnostics()))?;
            let mut hasher = DefaultHasher::new();
            say(self.columns, GroupId::ROOT, &record.raw, &mut hasher);
            if hasher.finish() != *said {
                return Err(other(Vec::new()));
            }
        }
        match read.next() {
            Some(Err(refusal)) => Err(refusal.diagnostics()),
            _ => Ok(()),
        }
    }
}

/// `001.住民情報`, `請求`
fn name(rows: &Rows) -> String {
    rows.business.iter().chain([&rows.table]).map(String::as_str).collect::<Vec<_>>().join(".")
}

/// `R156`
fn untied(column: &str, rows: &Rows) -> Diagnostic {
    Diagnostic::error("R156").arg("column", column).arg("table", &rows.table)
}

impl<'s> File<'s> {
    fn new(rows: &'s Rows, table: usize) -> Self {
        let (names, keys) = (HashMap::new(), HashMap::new());
        Self { rows, tables: vec![table], names, lines: Vec::new(), keys }
    }

    /// Adds a row, or what it says to the row of the same key. `R157`
    fn add(&mut self, rows: &Rows, cells: Cells) -> Result<(), Diagnostic> {
        let mut key = rows.key.clone();
        if !key.is_empty() {
            key.extend(rows.latest.iter().filter(|latest| !rows.key.contains(latest)).cloned());
        }
        let value = |name: &String| {
            let cell = cells.iter().find(|(known, _)| known == name);
            cell.map(|(_, cell)| cell.clone()).unwrap_or_default()
        };
        let key: Vec<String> = key.iter().map(value).collect();
        // A key of one column without a value ties nothing; the reader knows none either.
        let line = match &key[..] {
            [] => None,
            [one] if one.is_empty() => None,
            _ => Some(*self.keys.entry(key).or_insert(self.lines.len())),
        };
        let line = line.unwrap_or(self.lines.len());
        if line == self.lines.len() {
            self.lines.push(HashMap::new());
        }
        for (name, cell) in cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
            let next = self.names.len();
            let column = *self.names.entry(name.clone()).or_insert(next);
            let known = self.lines[line].entry(column).or_insert_with(|| cell.clone());
            if *known != cell {
                let error = Diagnostic::error("R157").arg("table", &rows.table);
                return Err(error.arg("column", name));
            }
        }
        Ok(())
    }

    /// The columns of the standard in its order, then those of the form's own.
    fn text(
        &self,
        own: impl Iterator<Item = String>,
        style: Style,
    ) -> Result<String, Box<Diagnostic>> {
        let standard = self.rows.columns.iter().filter(|_| self.rows.business.is_some());
        let mut seen = HashSet::new();
        let all = standard.map(|(name, _)| name.clone()).chain(own);
        let head: Vec<String> = all.filter(|name| seen.insert(name.clone())).collect();
        not_too_many(head.len())?;
        let mut text = style.start().to_owned() + &style.line(head.iter().map(String::as_str));
        let columns: Vec<Option<&usize>> = head.iter().map(|name| self.names.get(name)).collect();
        for line in &self.lines {
            let cell = |column: &Option<&usize>| column.and_then(|column| line.get(column));
            let cells = columns.iter().map(|column| cell(column).map_or("", String::as_str));
            text.push_str(&style.line(cells));
        }
        Ok(text)
    }
}

/// What a record says in any format: an absent value, `null` and an empty text are the same, and
/// so are no list and an empty one. Two records of one fingerprint are the same (2⁻⁶⁴).
fn say(columns: Columns<'_>, id: GroupId, raw: &Raw, hasher: &mut DefaultHasher) {
    let items = columns.schema.groups.get(id.0).map_or(&[][..], |group| &group.items);
    for (at, item) in items.iter().enumerate() {
        let Some(raw) = raw.item(item, at) else { continue };
        match (&item.kind, raw) {
            (_, Raw::Null) => {}
            (ItemType::Group(_), raw) if !columns.leaves_out(item) && raw.is_blank() => {}
            (ItemType::Group(group), raw) => {
                at.hash(hasher);
                say(columns, *group, raw, hasher);
            }
            (ItemType::List { group, .. }, Raw::List(rows)) if !rows.is_empty() => {
                (at, rows.len()).hash(hasher);
                rows.iter().for_each(|row| say(columns, *group, row, hasher));
            }
            (ItemType::TextList { .. }, Raw::List(texts)) if !texts.is_empty() => {
                (at, texts.len()).hash(hasher);
                texts.iter().for_each(|text| text.cell().hash(hasher));
            }
            (_, raw) if !raw.cell().is_empty() => (at, raw.cell()).hash(hasher),
            _ => {}
        }
    }
    usize::MAX.hash(hasher);
}

/// The rows of a table in memory.
struct Held {
    head: Rc<Head>,
    file: String,
    rows: HashMap<Vec<u8>, (Vec<Row>, bool)>,
}

impl Held {
    fn new(rows: TableRows<'_>) -> Result<Self, Refusal> {
        let (head, file) = (Rc::clone(rows.head()), rows.file().to_owned());
        let mut by_key: HashMap<Vec<u8>, (Vec<Row>, bool)> = HashMap::new();
        for row in rows {
            let (row, mut key) = (row?, Vec::new());
            head.key(&row, &mut key);
            by_key.entry(key).or_default().0.push(row);
        }
        Ok(Self { head, file, rows: by_key })
    }
}

impl Lookup for Held {
    fn head(&self) -> &Rc<Head> {
        &self.head
    }

    fn rows(&mut self, key: &[u8]) -> Result<&[Row], Refusal> {
        let Some((rows, asked)) = self.rows.get_mut(key) else { return Ok(&[]) };
        *asked = true;
        if rows.len() > limits::JOINED {
            let line = rows.last().map_or(0, |row| row.line);
            return Err(crate::record::too_many(line, &self.file));
        }
        Ok(rows)
    }

    fn orphans(&mut self) -> Result<u64, Refusal> {
        let left = self.rows.values().filter(|(_, asked)| !asked);
        Ok(left.map(|(rows, _)| rows.len() as u64).sum())
    }
}
