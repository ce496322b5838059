//! Tables that are not sorted: staged in a database of its own, one file in a private folder that
//! is removed at the end. Only this file and `sort.rs` name `rusqlite`.

use std::fs::OpenOptions;
use std::rc::Rc;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::{Head, Lookup, Refusal, Row, TableRows, limits, too_many};
use rusqlite::{CachedStatement, Connection, params};
use tempfile::{Builder, TempDir};

use crate::output;
use crate::report::Failure;

/// Nothing is written beside the one file: there are no journals (what a run leaves behind when it
/// is killed is never read again), and indexes grow with their rows, so that nothing is ever
/// sorted. The cache is in KiB and serves all tables.
const SETTING: &str = "
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -32768;
    BEGIN;";

/// Rows by their keys, and for the rows of which only the last one counts whose they are and their
/// rank.
fn schema(table: usize, ranked: bool) -> String {
    let by_identity = format!("CREATE INDEX by_identity{table} ON rows{table} (identity, rank);");
    format!(
        "CREATE TABLE rows{table} (
            seq INTEGER PRIMARY KEY, key BLOB NOT NULL, line INTEGER NOT NULL, cells BLOB NOT NULL,
            identity BLOB, rank BLOB
        );
        CREATE INDEX by_key{table} ON rows{table} (key);
        {}",
        if ranked { by_identity.as_str() } else { "" }
    )
}

/// The private folder of a run, and the database of its staged tables there.
pub(super) struct Room {
    database: Rc<Connection>,
    /// Removed after the database is closed.
    _folder: TempDir,
}

impl Room {
    /// `B098`
    pub(super) fn new() -> Result<Self, Failure> {
        let mut folder = Builder::new();
        folder.prefix("chohyo-");
        #[cfg(unix)]
        folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = folder.tempdir().map_err(|_| unusable())?;
        let path = folder.path().join("rows");
        let mut made = OpenOptions::new();
        output::private(made.write(true).create_new(true)).open(&path).map_err(|_| unusable())?;
        let database = Connection::open(&path).map_err(failed)?;
        database.set_prepared_statement_cache_capacity(limits::TABLES);
        database.execute_batch(SETTING).map_err(failed)?;
        Ok(Self { database: Rc::new(database), _folder: folder })
    }

    /// The database.
    pub(super) fn database(&self) -> Rc<Connection> {
        Rc::clone(&self.database)
    }

    /// Stages a table; `number` is its name in the database.
    pub(super) fn stage(&self, number: usize, rows: TableRows<'_>) -> Result<Stage, Failure> {
        let (head, file) = (Rc::clone(rows.head()), rows.file().to_owned());
        let ranked = head.is_ranked();
        self.database.execute_batch(&schema(number, ranked)).map_err(failed)?;
        let mut filling = Filling::new(&self.database, number, ranked).map_err(failed)?;
        let (most, count) = filling.all(rows)?;
        let database = Rc::clone(&self.database);
        Ok(Stage { database, number, head, file, most, count })
    }
}

/// A table that is being staged.
struct Filling<'a> {
    insert: CachedStatement<'a>,
    /// Drops the rows that a later one of the same identity replaces, and asks whether there is a
    /// later one; `None` if every row counts.
    ranked: Option<(CachedStatement<'a>, CachedStatement<'a>)>,
}

impl<'a> Filling<'a> {
    fn new(database: &'a Connection, table: usize, ranked: bool) -> rusqlite::Result<Self> {
        let earlier = format!("DELETE FROM rows{table} WHERE identity = ? AND rank < ?");
        let later = format!("SELECT 1 FROM rows{table} WHERE identity = ? AND rank > ?");
        let ranked = match ranked {
            true => Some((database.prepare_cached(&earlier)?, database.prepare_cached(&later)?)),
            false => None,
        };
        let insert = format!("INSERT INTO rows{table} VALUES (?, ?, ?, ?, ?, ?)");
        Ok(Self { insert: database.prepare_cached(&insert)?, ranked })
    }

    /// Takes in all rows. The number of the last one, and how many count.
    fn all(&mut self, mut rows: TableRows<'_>) -> Result<(usize, u64), Failure> {
        let head = Rc::clone(rows.head());
        let (mut row, mut key, mut cells) = (Row::default(), Vec::new(), Vec::new());
        let (mut seq, mut count) = (0_usize, 0_u64);
        while rows.read(&mut row).map_err(|refusal| Failure::input(refusal.diagnostics()))? {
            seq += 1;
            let rank = head.rank(&row);
            if let (Some((earlier, later)), Some((identity, rank))) = (&mut self.ranked, &rank) {
                if later.exists(params![identity, rank]).map_err(failed)? {
                    continue;
                }
                count -= earlier.execute(params![identity, rank]).map_err(failed)? as u64;
            }
            head.key(&row, &mut key);
            head.pack(&row, &mut cells);
            let (identity, rank) = rank.unzip();
            let row = params![seq as i64, key, row.line as i64, cells, identity, rank];
            count += self.insert.execute(row).map_err(failed)? as u64;
        }
        Ok((seq, count))
    }
}

/// A staged table.
pub(super) struct Stage {
    database: Rc<Connection>,
    number: usize,
    head: Rc<Head>,
    file: String,
    /// Number of the last row.
    most: usize,
    /// How many rows there are: those that a later one replaced are not.
    count: u64,
}

impl Stage {
    /// The rows by key.
    pub(super) fn lookup(&self) -> Staged {
        let query = format!("SELECT seq, line, cells FROM rows{} WHERE key = ?", self.number);
        Staged {
            database: Rc::clone(&self.database),
            query: format!("{query} ORDER BY seq"),
            head: Rc::clone(&self.head),
            file: self.file.clone(),
            key: None,
            group: Vec::new(),
            asked: vec![0; self.most / 64 + 1],
            left: self.count,
        }
    }
}

/// Rows of a staged table by key.
pub(super) struct Staged {
    database: Rc<Connection>,
    query: String,
    head: Rc<Head>,
    file: String,
    key: Option<Vec<u8>>,
    group: Vec<Row>,
    /// A bit for every row that was asked for, by its number.
    asked: Vec<u64>,
    /// How many rows were not.
    left: u64,
}

impl Staged {
    fn read(&mut self, key: &[u8]) -> Result<(), Refusal> {
        let database = Rc::clone(&self.database);
        let mut rows = database.prepare_cached(&self.query).map_err(|_| refused())?;
        let mut rows = rows.query([key]).map_err(|_| refused())?;
        while let Some(row) = rows.next().map_err(|_| refused())? {
            let (seq, line) = (number(row.get(0))?, number(row.get(1))?);
            let cells = row.get_ref(2).map_err(|_| refused())?;
            let cells = cells.as_blob().map_err(|_| refused())?;
            self.mark(seq)?;
            self.group.push(self.head.unpack(line, cells).ok_or_else(refused)?);
            if self.group.len() > limits::JOINED {
                return Err(too_many(line, &self.file));
            }
        }
        Ok(())
    }

    fn mark(&mut self, seq: u64) -> Result<(), Refusal> {
        let word = usize::try_from(seq / 64).ok().and_then(|at| self.asked.get_mut(at));
        let (word, bit) = (word.ok_or_else(refused)?, 1_u64 << (seq % 64));
        self.left -= u64::from(*word & bit == 0);
        *word |= bit;
        Ok(())
    }
}

fn number(value: rusqlite::Result<i64>) -> Result<u64, Refusal> {
    value.ok().and_then(|value| u64::try_from(value).ok()).ok_or_else(refused)
}

impl Lookup for Staged {
    fn head(&self) -> &Rc<Head> {
        &self.head
    }

    fn rows(&mut self, key: &[u8]) -> Result<&[Row], Refusal> {
        if self.key.as_deref() != Some(key) {
            self.group.clear();
            self.read(key)?;
            self.key = Some(key.to_owned());
        }
        Ok(&self.group)
    }

    fn orphans(&mut self) -> Result<u64, Refusal> {
        Ok(self.left)
    }
}

/// `B098`
fn unusable() -> Failure {
    Failure::environment(vec![Diagnostic::error("B098")])
}

pub(super) fn failed(_: rusqlite::Error) -> Failure {
    unusable()
}

fn refused() -> Refusal {
    Refusal::Input(vec![Diagnostic::error("B098")])
}
