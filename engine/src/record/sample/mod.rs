//! Invented records: valid, seeded and marked as samples. No name, address or number in them can
//! be taken for a real one (見本・架空・例示; 見本県見本市; numbers of one repeated digit).

mod dates;
mod group;
mod lengths;
mod people;
mod seal;
mod settle;
mod texts;

use fastrand::Rng;

pub use self::lengths::{Lengths, Stretch};

use super::check::{self, Asked};
use super::raw::{Accepted, Raw};
use super::schema::{GroupId, ItemType, Schema};
use crate::diag::{Diagnostic, RecordPlace};

/// What records shall try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pack {
    /// Ordinary people.
    Ordinary,
    /// Every item there, every text as long as its 桁数.
    Longest,
    /// Every item there, every text its own words: what [`Lengths`] makes longer.
    Whole,
    /// Every item there, every text of one character; numbers and codes as they must be.
    Shortest,
    /// Only what is required.
    Empty,
    /// Days that are not known: the 14 ways of writing them (不詳日, 住民記録システム標準仕様書
    /// 1.0版 1.1.8).
    UnknownDates,
    /// Both sides of the border of every era, 元年, 29 February.
    Eras,
    /// Foreign residents: long Latin names, 通称, 在留資格.
    Foreign,
    /// Names with variation sequences of Moji_Joho, compatibility ideographs and plane 2.
    Ivs,
    /// Lists without a row, with one, with as many as a page holds and one more or less, with as
    /// many as they may have.
    Rows,
    /// Every code of every list, every flag both ways.
    Codes,
}

/// How often a record is invented anew because a rule of the schema refuses it.
const ATTEMPTS: u64 = 50;

/// Makes sample records of a schema.
pub struct Samples<'s> {
    schema: &'s Schema,
    pack: Pack,
    seed: u64,
    /// Numbers of rows that [`Pack::Rows`] tries.
    rows: Vec<usize>,
    ordinal: u64,
}

impl<'s> Samples<'s> {
    /// The same schema, pack, seed and capacities give the same records. `capacities` are the
    /// numbers of rows that a page of the form holds.
    pub fn new(schema: &'s Schema, pack: Pack, seed: u64, capacities: &[usize]) -> Self {
        Self { schema, pack, seed, rows: row_counts(schema, capacities), ordinal: 0 }
    }

    /// How many records show all that the pack tries.
    pub fn whole(&self) -> u64 {
        let count = match self.pack {
            Pack::UnknownDates => dates::UNKNOWN.len(),
            Pack::Eras => dates::edges(&self.schema.eras).len(),
            Pack::Rows => self.rows.len(),
            Pack::Ivs => people::VARIANTS.len(),
            Pack::Codes => choices(self.schema),
            Pack::Ordinary
            | Pack::Longest
            | Pack::Whole
            | Pack::Shortest
            | Pack::Empty
            | Pack::Foreign => 1,
        };
        count as u64
    }

    /// The next record.
    ///
    /// # Errors
    /// What the checks say if no attempt obeys the rules of the schema.
    pub fn invent(&mut self) -> Result<Accepted, Vec<Diagnostic>> {
        self.ordinal += 1;
        let mut found = Vec::new();
        for attempt in 0..ATTEMPTS {
            match self.accepted(self.attempt(attempt, self.ordinal)) {
                Ok(record) => return Ok(record),
                Err(refused) => found = refused,
            }
        }
        Err(found)
    }

    /// A record that obeys the schema.
    fn accepted(&self, raw: Raw) -> Result<Accepted, Vec<Diagnostic>> {
        let place = RecordPlace { record: self.ordinal, ..RecordPlace::default() };
        check::record(self.schema, raw.clone(), place, Asked::Record)?;
        Ok(Accepted { ordinal: self.ordinal, line: None, raw })
    }

    /// A record drawn for the ordinal at hand, with the numbers of another one.
    fn attempt(&self, attempt: u64, numbers: u64) -> Raw {
        // Neighbouring seeds give unlike numbers after a step of the generator.
        let seed = self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ self.ordinal ^ (attempt << 40);
        let mut maker = group::Maker {
            schema: self.schema,
            pack: self.pack,
            random: Rng::with_seed(seed),
            ordinal: numbers,
            rows: &self.rows,
            household: people::Household::default(),
            people: 0,
            steps: self.ordinal as usize - 1,
            // Some choices are against the rules of the schema: others are taken then.
            chooses: self.pack == Pack::Codes && attempt < ATTEMPTS / 2,
            shares: false,
        };
        maker.record()
    }
}

/// Most records of [`Pack::Codes`]: lists of hundreds of codes (国籍) show so many of them.
const MOST_CHOICES: usize = 40;

/// How many records show every code of the lists that items have, and every flag both ways.
fn choices(schema: &Schema) -> usize {
    let items = schema.groups.iter().flat_map(|group| &group.items);
    let count = items.map(|item| match item.kind {
        ItemType::Code(list) => schema.codes.get(list.0).map_or(0, |list| list.values.len()),
        ItemType::Flag => 2,
        _ => 0,
    });
    // Half of the people are foreign residents.
    (count.max().unwrap_or(0) * 2).clamp(2, MOST_CHOICES)
}

/// Numbers of rows worth trying: none, one, around every capacity and around twice of it, and the
/// most that a list may have.
fn row_counts(schema: &Schema, capacities: &[usize]) -> Vec<usize> {
    let items = schema.groups.iter().flat_map(|group| &group.items);
    let most = items.filter_map(|item| match item.kind {
        ItemType::List { max, .. } => Some(max),
        _ => None,
    });
    let most = most.max().unwrap_or(1);
    let around = |n: usize| [n.saturating_sub(1), n, n + 1];
    let pages = capacities.iter().flat_map(|n| [around(*n), around(n * 2)]).flatten();
    let mut counts: Vec<usize> = pages.chain([0, 1, most]).filter(|n| *n <= most).collect();
    counts.sort_unstable();
    counts.dedup();
    counts
}

/// Where every record begins.
const ROOT: GroupId = GroupId::ROOT;
