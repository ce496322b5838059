//! Tables that are not sorted: staged in a database of its own, in a private folder that is
//! removed at the end. The only file that names `rusqlite`.

use std::cell::Cell;
use std::fs::{OpenOptions, Permissions};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use std::rc::Rc;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::{Head, Lookup, Refusal, Row, TableRows, limits, too_many};
use rusqlite::{Connection, params};
use tempfile::{Builder, TempDir};

use crate::report::Failure;

/// Rows by their keys, and for the rows of which only the last one counts whose they are and their
/// rank. Journals are off: what a run leaves behind when it is killed is never read again.
const SCHEMA: &str = "
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA cache_size = -16384;
    CREATE TABLE rows (
        seq INTEGER PRIMARY KEY, key BLOB NOT NULL, line INTEGER NOT NULL, cells BLOB NOT NULL,
        identity BLOB, rank BLOB
    );
    BEGIN;";

/// What is done once all rows are there. The marks of asked keys come in order of time.
const INDEX: &str = "
    CREATE INDEX by_key ON rows (key, seq);
    CREATE TABLE asked (key BLOB PRIMARY KEY) WITHOUT ROWID;
    COMMIT;
    BEGIN;";

/// Drops the rows that a later one of the same identity replaces.
const LATEST: &str = "
    CREATE INDEX by_identity ON rows (identity, rank);
    DELETE FROM rows WHERE EXISTS (
        SELECT 1 FROM rows AS later WHERE later.identity = rows.identity AND later.rank > rows.rank
    );
    DROP INDEX by_identity;";

/// The private folder of a run's staged tables.
pub(super) struct Room(TempDir);

impl Room {
    /// `B098`
    pub(super) fn new() -> Result<Self, Failure> {
        let private = Permissions::from_mode(0o700);
        let made = Builder::new().prefix("chohyo-").permissions(private).tempdir();
        made.map(Self).map_err(|_| unusable())
    }

    /// Stages a table; `number` is its name in the folder.
    pub(super) fn stage(&self, number: usize, rows: TableRows<'_>) -> Result<Stage, Failure> {
        let path = self.0.path().join(number.to_string());
        let mut made = OpenOptions::new();
        made.write(true).create_new(true).mode(0o600).open(&path).map_err(|_| unusable())?;
        fill(&path, rows)
    }
}

/// A staged table.
pub(super) struct Stage {
    database: Rc<Connection>,
    head: Rc<Head>,
    file: String,
    asked: Cell<bool>,
}

fn fill(path: &Path, rows: TableRows<'_>) -> Result<Stage, Failure> {
    let database = Connection::open(path).map_err(|_| unusable())?;
    // What sorting writes stays in the private folder too.
    let beside = path.parent().unwrap_or(path).display().to_string();
    let _ = database.pragma_update(None, "temp_store_directory", beside);
    let failed = |_: rusqlite::Error| unusable();
    database.execute_batch(SCHEMA).map_err(failed)?;
    let (head, file) = (Rc::clone(rows.head()), rows.file().to_owned());
    let mut ranked = false;
    {
        let mut insert = database
            .prepare("INSERT INTO rows (key, line, cells, identity, rank) VALUES (?, ?, ?, ?, ?)")
            .map_err(failed)?;
        let (mut key, mut cells) = (Vec::new(), Vec::new());
        for row in rows {
            let row = row.map_err(|refusal| Failure::input(refusal.diagnostics()))?;
            head.key(&row, &mut key);
            head.pack(&row, &mut cells);
            let (identity, rank) = head.rank(&row).unzip();
            ranked |= rank.is_some();
            let line = i64::try_from(row.line).unwrap_or(i64::MAX);
            insert.execute(params![key, line, cells, identity, rank]).map_err(failed)?;
        }
    }
    if ranked {
        database.execute_batch(LATEST).map_err(failed)?;
    }
    database.execute_batch(INDEX).map_err(failed)?;
    Ok(Stage { database: Rc::new(database), head, file, asked: Cell::new(false) })
}

impl Stage {
    /// The rows by key.
    pub(super) fn lookup(&self) -> Result<Staged, Failure> {
        if self.asked.replace(true) {
            self.database.execute_batch("DELETE FROM asked;").map_err(|_| unusable())?;
        }
        let (database, head) = (Rc::clone(&self.database), Rc::clone(&self.head));
        Ok(Staged { database, head, file: self.file.clone(), key: None, group: Vec::new() })
    }
}

/// Rows of a staged table by key.
pub(super) struct Staged {
    database: Rc<Connection>,
    head: Rc<Head>,
    file: String,
    key: Option<Vec<u8>>,
    group: Vec<Row>,
}

impl Staged {
    fn read(&mut self, key: &[u8]) -> Result<(), Refusal> {
        let failed = |_: rusqlite::Error| refused();
        let rows = "SELECT line, cells FROM rows WHERE key = ? ORDER BY seq";
        let mut rows = self.database.prepare_cached(rows).map_err(failed)?;
        let mut rows = rows.query([key]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let line = row.get::<_, i64>(0).map_err(failed)?;
            let cells = row.get_ref(1).map_err(failed)?;
            let cells = cells.as_blob().map_err(|_| refused())?;
            let line = u64::try_from(line).unwrap_or_default();
            self.group.push(self.head.unpack(line, cells).ok_or_else(refused)?);
            if self.group.len() > limits::JOINED {
                return Err(too_many(line, &self.file));
            }
        }
        Ok(())
    }
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
            let mark = self.database.prepare_cached("INSERT OR IGNORE INTO asked VALUES (?)");
            mark.and_then(|mut mark| mark.execute([key])).map_err(|_| refused())?;
        }
        Ok(&self.group)
    }

    fn orphans(&mut self) -> Result<u64, Refusal> {
        let count = "SELECT COUNT(*) FROM rows WHERE key NOT IN (SELECT key FROM asked)";
        let count = self.database.query_row(count, [], |row| row.get::<_, i64>(0));
        count.map(|count| u64::try_from(count).unwrap_or_default()).map_err(|_| refused())
    }
}

/// `B098`
fn unusable() -> Failure {
    Failure::environment(vec![Diagnostic::error("B098")])
}

fn refused() -> Refusal {
    Refusal::Input(vec![Diagnostic::error("B098")])
}
