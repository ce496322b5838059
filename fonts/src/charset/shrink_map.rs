//! 縮退 maps from outside: the city's own, and one of 行政事務標準文字.

use super::kuten::Kuten;
use super::mj::Mj;
use super::names::named;
use super::shrink::Rule;

/// Most rows of a map; 行政事務標準文字 has about 70,000 characters.
const MAX_ROWS: usize = 1_000_000;
/// Ranks that a name can have; a longer group repeats one, so no more need to be compared.
const RANKS: usize = 255;
/// Most problems reported of one map.
const MAX_PROBLEMS: usize = 100;

/// Whose map it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapKind {
    /// The city's own map.
    City,
    /// A map of 行政事務標準文字.
    MjPlus,
}

impl MapKind {
    /// The kind of a word in a city profile: `city` or `mj-plus`.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::City, Self::MjPlus].into_iter().find(|kind| kind.rule().word() == word)
    }

    /// The rule that the map's candidates have.
    pub fn rule(self) -> Rule {
        match self {
            Self::City => Rule::City,
            Self::MjPlus => Rule::MjPlus,
        }
    }
}

/// One row as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapRow<'a> {
    /// Line in the file, from 1, for messages.
    pub line: usize,
    /// `MJ014004`, `GJ000001`, `GJH00034`, or a private-use code `U+E000`, `U+100000`.
    pub name: &'a str,
    /// A character of JIS X 0213: itself (葛), its code (U+845B) or its 面区点 (1-19-75).
    pub target: &'a str,
    /// 1 for the best, up to 255.
    pub rank: &'a str,
}

/// A row that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapError {
    /// Line in the file.
    pub line: usize,
    /// What is wrong.
    pub problem: MapProblem,
}

/// What is wrong with a row of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapProblem {
    /// The name is no glyph name that the tables know, and no private-use code.
    Name,
    /// The target is not one character of JIS X 0213.
    Target,
    /// The rank is not a number from 1 to 255.
    Rank,
    /// An earlier row has the same name with the same target or the same rank.
    Twice,
    /// More rows than a map may have.
    TooLong,
}

/// A map, checked and sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShrinkMap {
    rule: Rule,
    /// By subject and rank.
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    subject: Subject,
    rank: u8,
    kuten: Kuten,
    line: usize,
}

/// What a row speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Mj(Mj),
    /// Private use of any plane; in plane 15 what a GJ name becomes.
    Private(char),
}

impl Subject {
    fn of(cluster: &str) -> Option<Self> {
        let mut chars = cluster.chars();
        let private = chars.next().filter(|&c| is_private(c) && chars.next().is_none());
        Mj::of(cluster).map(Self::Mj).or(private.map(Self::Private))
    }

    fn named(name: &str) -> Option<Self> {
        match name.strip_prefix("U+") {
            // Plane 15 belongs to names.
            Some(_) => code(name).filter(|&c| is_private(c) && !is_named(c)).map(Self::Private),
            None => Self::of(&named(name)?),
        }
    }
}

impl ShrinkMap {
    /// Checks the rows of a map.
    ///
    /// # Errors
    ///
    /// Every row that cannot be used, up to 100.
    pub fn new<'a>(
        kind: MapKind,
        rows: impl IntoIterator<Item = MapRow<'a>>,
    ) -> Result<Self, Vec<MapError>> {
        let (mut entries, mut problems) = (Vec::new(), Vec::new());
        for row in rows {
            let entry = match entries.len() {
                0..MAX_ROWS => entry(&row),
                _ => Err(MapProblem::TooLong),
            };
            match entry {
                Ok(entry) => entries.push(entry),
                Err(problem) => problems.push(MapError { line: row.line, problem }),
            }
            if problems.len() >= MAX_PROBLEMS {
                return Err(problems);
            }
        }
        entries.sort_by_key(|entry| (entry.subject, entry.rank, entry.line));
        problems.extend(repeated(&entries));
        problems.sort_by_key(|problem| problem.line);
        problems.truncate(MAX_PROBLEMS);
        if problems.is_empty() { Ok(Self { rule: kind.rule(), entries }) } else { Err(problems) }
    }

    /// The candidates of a cluster, best first.
    pub(super) fn candidates(&self, cluster: &str) -> impl Iterator<Item = (Rule, u8, Kuten)> {
        let subject = Subject::of(cluster);
        let start = self.entries.partition_point(|entry| Some(entry.subject) < subject);
        let entries = self.entries.get(start..).unwrap_or_default().iter();
        entries
            .take_while(move |entry| Some(entry.subject) == subject)
            .map(|entry| (self.rule, entry.rank, entry.kuten))
    }
}

fn entry(row: &MapRow<'_>) -> Result<Entry, MapProblem> {
    let subject = Subject::named(row.name).ok_or(MapProblem::Name)?;
    let kuten = target(row.target).ok_or(MapProblem::Target)?;
    let rank = row.rank.parse().ok().filter(|&rank| rank > 0).ok_or(MapProblem::Rank)?;
    Ok(Entry { subject, rank, kuten, line: row.line })
}

fn target(words: &str) -> Option<Kuten> {
    match code(words) {
        Some(c) => Kuten::of(c.encode_utf8(&mut [0; 4])),
        None => Kuten::parse(words).or_else(|| Kuten::of(words)),
    }
}

/// `U+845B`: four to six hexadecimal digits.
fn code(words: &str) -> Option<char> {
    let digits = words.strip_prefix("U+")?;
    let plain = (4..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)).flatten()
}

/// Later lines of a name with a target or rank that it already has.
fn repeated(entries: &[Entry]) -> impl Iterator<Item = MapError> {
    let same = |a: &Entry, b: &Entry| a.rank == b.rank || a.kuten == b.kuten;
    entries.chunk_by(|a, b| a.subject == b.subject).flat_map(move |group| {
        group.iter().filter_map(move |later| {
            let earlier =
                group.iter().take(RANKS + 1).any(|it| it.line < later.line && same(it, later));
            earlier.then_some(MapError { line: later.line, problem: MapProblem::Twice })
        })
    })
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

fn is_named(c: char) -> bool {
    matches!(c, '\u{F0000}'..='\u{FFFFD}')
}
