//! Records in another order: staged as they were read, in the private database of [`super::stage`],
//! and read again one by one. Memory does not grow with them.

use std::collections::BTreeMap;
use std::rc::Rc;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::write::{Spacing, json};
use chohyo_engine::record::{self, Format, Keeping, Record, Refusal, Schema};
use rusqlite::{Connection, params};

use super::stage::{Room, failed};
use crate::report::Failure;

/// Rows that are fetched at once.
const FETCH: usize = 64;
/// Most findings of refused records that are kept; of later ones the first of each.
const FOUND: usize = 10_000;

/// Rows stand in the table in their order.
const TABLE: &str = "
    CREATE TABLE sorted (
        key BLOB NOT NULL, ordinal INTEGER NOT NULL, record TEXT, PRIMARY KEY (key, ordinal)
    ) WITHOUT ROWID;";

/// Records in the order of their keys; those of one key in the order of the input. Refused ones
/// have no key and come first.
pub(crate) struct Sorted<'s> {
    database: Rc<Connection>,
    /// Removed after the database is closed.
    _room: Room,
    schema: &'s Schema,
    file: String,
    refused: BTreeMap<u64, Vec<Diagnostic>>,
    /// Rows that were fetched, the next one last.
    rows: Vec<Row>,
    last: (Vec<u8>, i64),
}

struct Row {
    key: Vec<u8>,
    ordinal: i64,
    record: Option<String>,
}

impl<'s> Sorted<'s> {
    /// Reads all records.
    ///
    /// # Errors
    /// Those of the input, `B098`.
    pub(crate) fn new(
        records: &mut Keeping<'_>,
        schema: &'s Schema,
        file: &str,
        key: impl Fn(&Record) -> Vec<u8>,
    ) -> Result<Self, Failure> {
        let room = Room::new()?;
        let database = room.database();
        database.execute_batch(TABLE).map_err(failed)?;
        let (mut refused, mut kept) = (BTreeMap::new(), 0);
        let mut insert = database
            .prepare("INSERT INTO sorted (key, ordinal, record) VALUES (?, ?, ?)")
            .map_err(failed)?;
        let mut ordinal = 0_u64;
        while let Some(found) = records.both() {
            ordinal += 1;
            let (key, text) = match found {
                Ok((record, accepted)) => {
                    (key(&record), Some(json(schema, &accepted, Spacing::Line)))
                }
                Err(Refusal::Record(mut found)) => {
                    found.truncate(FOUND.saturating_sub(kept).max(1));
                    kept += found.len();
                    refused.insert(ordinal, found);
                    (Vec::new(), None)
                }
                Err(Refusal::Input(found)) => return Err(Failure::input(found)),
            };
            insert.execute(params![key, ordinal as i64, text]).map_err(failed)?;
        }
        drop(insert);
        let (rows, last) = (Vec::new(), (Vec::new(), 0));
        Ok(Self { database, _room: room, schema, file: file.to_owned(), refused, rows, last })
    }

    /// The next record with its ordinal in the input.
    ///
    /// # Errors
    /// `B098`
    #[expect(clippy::type_complexity, reason = "what a feed gives: a record or why there is none")]
    pub(crate) fn next(
        &mut self,
    ) -> Result<Option<(u64, Result<Record, Vec<Diagnostic>>)>, Failure> {
        if self.rows.is_empty() {
            self.fetch().map_err(failed)?;
        }
        let Some(Row { key, ordinal, record }) = self.rows.pop() else { return Ok(None) };
        self.last = (key, ordinal);
        let ordinal = ordinal.unsigned_abs();
        let Some(text) = record else {
            return Ok(Some((ordinal, Err(self.refused.remove(&ordinal).unwrap_or_default()))));
        };
        let read = record::read(text.as_bytes(), Format::JsonLines, self.schema, &self.file).next();
        let found = match read {
            Some(Ok(record)) => Ok(Record { ordinal, ..record }),
            Some(Err(refusal)) => Err(refusal.diagnostics()),
            None => Err(Vec::new()),
        };
        Ok(Some((ordinal, found)))
    }

    fn fetch(&mut self) -> rusqlite::Result<()> {
        let mut query = self.database.prepare_cached(
            "SELECT key, ordinal, record FROM sorted
             WHERE (key, ordinal) > (?, ?) ORDER BY key, ordinal LIMIT ?",
        )?;
        let (key, ordinal) = &self.last;
        let rows = query.query_map(params![key, ordinal, FETCH as i64], |row| {
            Ok(Row { key: row.get(0)?, ordinal: row.get(1)?, record: row.get(2)? })
        })?;
        self.rows = rows.collect::<Result<_, _>>()?;
        self.rows.reverse();
        Ok(())
    }
}
