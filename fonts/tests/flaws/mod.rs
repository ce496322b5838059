//! Hand-made flaws: name, code, font.
#![allow(unreachable_pub, clippy::unwrap_used)]

pub mod cff;
mod cmap;
mod outlines;

use crate::synthetic::damage::{Place, places, put16, put32, table, u16_at, u32_at, with};
use crate::synthetic::{Font, Glyph, sample};

/// A flaw: name, code, font.
pub type Case = (String, &'static str, Vec<u8>);

/// All flaws.
pub fn all() -> Vec<Case> {
    [kinds(), directory(), headers(), permissions(), counts(), names(), own_names()]
        .into_iter()
        .chain([cmap::cases(), outlines::cases(), cff::cases()])
        .flatten()
        .collect()
}

fn case(name: &str, code: &'static str, font: Vec<u8>) -> Case {
    (name.to_owned(), code, font)
}

fn kinds() -> Vec<Case> {
    let font = sample().build();
    let magic = |magic: &[u8]| [magic, &font[4..]].concat();
    let kinds: [(&str, Vec<u8>); 9] = [
        ("0 bytes", Vec::new()),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("WOFF", magic(b"wOFF")),
        ("WOFF2", magic(b"wOF2")),
        ("TTC", magic(b"ttcf")),
        ("ZIP", magic(b"PK\x03\x04")),
        ("HTML", b"<!doctype html>".to_vec()),
        ("text", b"font".to_vec()),
        ("Type 1", b"%!PS-AdobeFont-1.0".to_vec()),
    ];
    let mut cases: Vec<_> =
        kinds.into_iter().map(|(name, data)| case(name, "G014", data)).collect();
    for tag in [b"fvar", b"VARC", b"CFF2", b"MAXP", b"DMAP"] {
        let extended = renamed(&font, b"vmtx", tag);
        cases.push(case(&format!("table {}", String::from_utf8_lossy(tag)), "G014", extended));
    }
    cases
}

/// The font with one table under another tag; the directory stays sorted.
fn renamed(font: &[u8], from: &[u8; 4], to: &[u8; 4]) -> Vec<u8> {
    let mut builder = write_fonts::FontBuilder::new();
    for (tag, at, length) in places(font) {
        let tag = if tag == *from { to } else { &tag };
        let bytes = font[at..at + length].to_vec();
        builder.add_raw(write_fonts::types::Tag::new(tag), bytes);
    }
    builder.build()
}

/// The font with one word of a table's directory record changed: 8 is its offset, 12 its length.
fn relocated(tag: &[u8; 4], word: usize, change: impl Fn(u32) -> u32) -> Vec<u8> {
    let mut font = sample().build();
    let index = places(&font).iter().position(|place: &Place| place.0 == *tag).unwrap();
    let at = 12 + 16 * index + word;
    let value = change(u32_at(&font, at));
    put32(&mut font, at, value);
    font
}

fn directory() -> Vec<Case> {
    let font = sample().build();
    let mut many = font.clone();
    put16(&mut many, 4, 0xFFFF);
    let mut none = font.clone();
    put16(&mut none, 4, 0);
    let mut twice = font.clone();
    let first: [u8; 4] = twice[12..16].try_into().unwrap();
    twice[28..32].copy_from_slice(&first);
    let otto = [b"OTTO", &font[4..]].concat();
    let mut cases = vec![
        case("another kind of outlines than the first bytes say", "G015", otto),
        case("65,535 tables", "G015", many),
        case("no tables", "G015", none),
        case("a table twice", "G015", twice),
        case("table on the directory", "G015", relocated(b"post", 8, |_| 0)),
        case("tables overlap", "G015", relocated(b"cmap", 12, |length| length + 8)),
        case("table beyond the file", "G015", relocated(b"post", 8, |_| 0x7FFF_FFFF)),
        case("table that wraps", "G015", relocated(b"post", 12, |_| 0xFFFF_FFFF)),
    ];
    for tag in [b"OS/2", b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post"] {
        let name = format!("no {}", String::from_utf8_lossy(tag));
        cases.push(case(&name, "G015", with(&font, tag, Vec::clear)));
    }
    cases.push(case("no vmtx", "G015", with(&font, b"vmtx", Vec::clear)));
    cases
}

fn headers() -> Vec<Case> {
    let font = sample().build();
    let word =
        |tag: &[u8; 4], at: usize, value: u16| with(&font, tag, |bytes| put16(bytes, at, value));
    let mut cases = vec![
        case("head: magic number", "G016", word(b"head", 12, 0)),
        case("head: kind of loca", "G016", word(b"head", 50, 2)),
        case("head: kind of glyf", "G016", word(b"head", 52, 1)),
        case("head cut short", "G016", with(&font, b"head", |bytes| bytes.truncate(40))),
        case("maxp: CFF's version", "G016", word(b"maxp", 2, 0x5000)),
        case("maxp: no glyphs", "G016", word(b"maxp", 4, 0)),
        case("maxp cut short", "G016", with(&font, b"maxp", |bytes| bytes.truncate(6))),
        case("hhea: version", "G016", word(b"hhea", 0, 9)),
        case("OS/2 cut short", "G016", with(&font, b"OS/2", |bytes| bytes.truncate(60))),
    ];
    for units in [0, 15, 16_385, 0xFFFF] {
        let name = format!("head: {units} units per em");
        cases.push(case(&name, "G016", word(b"head", 18, units)));
    }
    cases
}

fn permissions() -> Vec<Case> {
    let font = |bits: u16| sample().fs_type(bits).build();
    let forbidden = [0x0002, 0x0100, 0x0104, 0x0200, 0x0208];
    let allowed = [0x0000, 0x0004, 0x0008, 0x000C];
    let cases = |code: &'static str, bits: &[u16]| -> Vec<Case> {
        bits.iter().map(|&b| case(&format!("fsType {b:#06x}"), code, font(b))).collect()
    };
    [cases("G027", &forbidden), cases("accepted", &allowed)].concat()
}

fn counts() -> Vec<Case> {
    let font = sample().build();
    let own = u16_at(&table(&font, b"maxp"), 4);
    let glyphs = |count: u16| with(&font, b"maxp", |bytes| put16(bytes, 4, count));
    let long = |tag: &[u8; 4], count: u16| with(&font, tag, |bytes| put16(bytes, 34, count));
    let short = |tag: &[u8; 4]| with(&font, tag, |bytes| bytes.truncate(bytes.len() - 2));
    vec![
        case("a glyph more than measures", "G017", glyphs(own + 1)),
        case("65,535 glyphs", "G017", glyphs(0xFFFF)),
        case("a glyph fewer than measures", "G017", glyphs(own - 1)),
        case("hhea: no measures", "G017", long(b"hhea", 0)),
        case("hhea: more measures than glyphs", "G017", long(b"hhea", own + 1)),
        case("vhea: more measures than glyphs", "G017", long(b"vhea", 0xFFFF)),
        case("hmtx cut short", "G017", short(b"hmtx")),
        case("vmtx cut short", "G017", short(b"vmtx")),
        case("loca cut short", "G017", short(b"loca")),
        case("post: other count", "G017", with(&font, b"post", |bytes| put16(bytes, 32, own - 1))),
    ]
}

fn names() -> Vec<Case> {
    let font = sample().build();
    let named = |names: [&str; 2]| {
        let font = Font::new(1000).glyph(Glyph::new("A").code('A').ink([0, 0, 500, 700]));
        names.into_iter().fold(font, |font, name| font.glyph(Glyph::new(name))).build()
    };
    let post = |change: fn(&mut Vec<u8>)| with(&font, b"post", change);
    vec![
        case("one MJ name for two glyphs", "G023", named(["mj000001", "mj000001"])),
        case("one GJ name in two cases", "G023", named(["gj000001", "GJ000001"])),
        case("one GJH name for two glyphs", "G023", named(["GJH00034", "GJH00034"])),
        case("another name for two glyphs", "accepted", named(["alt", "alt"])),
        case("two names", "accepted", named(["mj000001", "gj000001"])),
        case("name beyond the list", "G023", post(|bytes| put16(bytes, 34, 0xFFFF))),
        case("names cut short", "G023", post(|bytes| bytes.truncate(bytes.len() - 3))),
        case("no names at all", "G023", post(|bytes| bytes.truncate(34 + 22))),
        case("unknown version", "G023", post(|bytes| put32(bytes, 0, 0x0004_0000))),
        case("header cut short", "G023", post(|bytes| bytes.truncate(20))),
        case("indices cut short", "G023", post(|bytes| bytes.truncate(40))),
    ]
}

fn own_names() -> Vec<Case> {
    let font = sample().build();
    let word = |at: usize, value: u16| with(&font, b"name", |bytes| put16(bytes, at, value));
    // Two records of 12 bytes from byte 6; the last two words are length and offset.
    let both = with(&font, b"name", |bytes| {
        [14, 26, 38].into_iter().for_each(|at| put16(bytes, at, 40_000));
        [16, 28, 40].into_iter().for_each(|at| put16(bytes, at, 0));
        bytes.resize(0x1_2000, 0);
    });
    vec![
        case("name: version", "G028", word(0, 2)),
        case("name: too many", "G028", word(2, 0xFFFF)),
        case("name: texts beyond the table", "G028", word(4, 0xFFFF)),
        case("name: length beyond the texts", "G028", word(14, 0xFFFF)),
        case("name: offset that wraps", "G028", word(16, 0xFFFF)),
        case("name: more than 65,535 bytes", "G028", both),
        case("name cut short", "G028", with(&font, b"name", |bytes| bytes.truncate(3))),
    ]
}
