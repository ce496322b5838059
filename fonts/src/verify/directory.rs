//! The kind of file, and where its tables stand.

use super::bytes::Bytes;
use super::refusal::{Flaw, Refusal};

/// Largest file: the largest municipal fonts have 50 to 60 MB.
const MAX_BYTES: usize = 192 << 20;

/// Beginnings of files that are no single OpenType font.
const OTHER_KINDS: [(&[u8], &str); 11] = [
    (b"ttcf", "TTC"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF2"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
    (b"PK", "ZIP"),
    (b"<", "XML or HTML"),
    (b"%!PS", "PostScript"),
];

/// Tables that give the others another meaning: variations, and the draft extensions for more
/// than 65,535 glyphs. A municipal face has none of them.
const FOREIGN: [&[u8; 4]; 15] = [
    b"fvar", b"gvar", b"avar", b"cvar", b"CFF2", b"VARC", b"DMAP", b"GLYF", b"GVAR", b"HHEA",
    b"HMTX", b"LOCA", b"MAXP", b"VHEA", b"VMTX",
];

/// Tables that every slot's font must have, besides its outlines.
const NEEDED: [&[u8; 4]; 8] =
    [b"OS/2", b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post"];

/// Tables with a name in messages.
const NAMES: [(&[u8; 4], &str); 20] = [
    (b"CFF ", "CFF"),
    (b"GDEF", "GDEF"),
    (b"GPOS", "GPOS"),
    (b"GSUB", "GSUB"),
    (b"OS/2", "OS/2"),
    (b"VORG", "VORG"),
    (b"cmap", "cmap"),
    (b"cvt ", "cvt"),
    (b"fpgm", "fpgm"),
    (b"gasp", "gasp"),
    (b"glyf", "glyf"),
    (b"head", "head"),
    (b"hhea", "hhea"),
    (b"hmtx", "hmtx"),
    (b"loca", "loca"),
    (b"maxp", "maxp"),
    (b"name", "name"),
    (b"post", "post"),
    (b"vhea", "vhea"),
    (b"vmtx", "vmtx"),
];

/// The tables of a font file, all of them inside it and apart from each other.
pub(super) struct Tables<'a>(Vec<([u8; 4], Bytes<'a>)>);

impl<'a> Tables<'a> {
    /// # Errors
    ///
    /// `G014` for another kind of file, `G015` for a broken directory, `G026` for its size.
    pub(super) fn read(data: &'a [u8]) -> Result<Self, Refusal> {
        if data.len() > MAX_BYTES {
            return Err(Flaw::TooLarge.of("file"));
        }
        check_kind(data)?;
        let file = Bytes(data);
        let records = records(file)?;
        check_places(&records, file)?;
        let mut tables = Vec::with_capacity(records.len());
        for record in records {
            let bytes = file.part(record.at, record.length);
            tables.push((record.tag, bytes.ok_or_else(|| record.flaw())?));
        }
        let tables = Self(tables);
        tables.check_presence()?;
        if tables.has(b"CFF ") == data.starts_with(b"OTTO") {
            Ok(tables)
        } else {
            Err(Flaw::Directory.byte("table directory", 0))
        }
    }

    pub(super) fn has(&self, tag: &[u8; 4]) -> bool {
        self.0.iter().any(|(own, _)| own == tag)
    }

    /// The bytes of a table.
    ///
    /// # Errors
    ///
    /// `G015` if the font has none.
    pub(super) fn get(&self, tag: &[u8; 4]) -> Result<Bytes<'a>, Refusal> {
        let found = self.0.iter().find(|(own, _)| own == tag);
        found.map(|&(_, bytes)| bytes).ok_or_else(|| Flaw::Directory.of(name(*tag)))
    }

    fn check_presence(&self) -> Result<(), Refusal> {
        if FOREIGN.iter().any(|tag| self.has(tag)) {
            return Err(Flaw::OtherKind.of("variable or extended font"));
        }
        NEEDED.iter().try_for_each(|tag| self.get(tag).map(drop))?;
        match (self.has(b"CFF "), self.has(b"glyf"), self.has(b"loca")) {
            (true, false, false) | (false, true, true) => Ok(()),
            (false, true, false) => Err(Flaw::Directory.of("loca")),
            (false, _, _) => Err(Flaw::Directory.of("glyf")),
            (true, _, _) => Err(Flaw::Directory.of("CFF")),
        }
    }
}

/// A record of the table directory.
struct Record {
    tag: [u8; 4],
    at: usize,
    length: usize,
    /// Its own byte in the file.
    place: usize,
}

impl Record {
    fn flaw(&self) -> Refusal {
        Flaw::Directory.byte(name(self.tag), self.place)
    }
}

fn name(tag: [u8; 4]) -> &'static str {
    NAMES.iter().find(|(own, _)| **own == tag).map_or("table directory", |(_, name)| name)
}

fn check_kind(data: &[u8]) -> Result<(), Refusal> {
    if data.is_empty() {
        return Err(Flaw::OtherKind.of("0 bytes"));
    }
    if matches!(data, [0, 1, 0, 0, ..] | [b'O', b'T', b'T', b'O', ..]) {
        return Ok(());
    }
    let known = OTHER_KINDS.iter().find(|(magic, _)| data.starts_with(magic));
    Err(Flaw::OtherKind.of(known.map_or("not OpenType", |(_, kind)| kind)))
}

fn records(file: Bytes<'_>) -> Result<Vec<Record>, Refusal> {
    let broken = || Flaw::Directory.of("table directory");
    let count = file.short(4).filter(|&count| count > 0).ok_or_else(broken)?;
    let entries = file.entries(12, count, 16).ok_or_else(broken)?;
    let read = |(index, entry): (usize, Bytes<'_>)| {
        let tag = *entry.0.first_chunk::<4>()?;
        let place = 12 + 16 * index;
        Some(Record { tag, at: entry.size(8)?, length: entry.size(12)?, place })
    };
    entries.enumerate().map(read).collect::<Option<_>>().ok_or_else(broken)
}

/// In the file, sorted by tag without a repetition, and apart from each other.
fn check_places(records: &[Record], file: Bytes<'_>) -> Result<(), Refusal> {
    let directory = 12 + 16 * records.len();
    for (index, record) in records.iter().enumerate() {
        let sorted = index == 0 || records.get(index - 1).is_some_and(|last| last.tag < record.tag);
        let inside = record.at >= directory && file.part(record.at, record.length).is_some();
        if !(sorted && inside) {
            return Err(record.flaw());
        }
    }
    let mut by_place: Vec<&Record> = records.iter().filter(|record| record.length > 0).collect();
    by_place.sort_by_key(|record| record.at);
    let overlap = by_place.windows(2).find_map(|pair| match pair {
        [first, second] if first.at + first.length > second.at => Some(second),
        _ => None,
    });
    overlap.map_or(Ok(()), |record| Err(record.flaw()))
}
