//! Flaws of `loca` and `glyf`.

use super::{Case, case};
use crate::synthetic::damage::{put16, put32, table, u32_at, with};
use crate::synthetic::{Font, Glyph, sample};

pub(super) fn cases() -> Vec<Case> {
    [offsets(), simple(), composites()].concat()
}

fn offsets() -> Vec<Case> {
    let font = sample().build();
    let loca =
        |index: usize, value: u32| with(&font, b"loca", |loca| put32(loca, 4 * index, value));
    let end = table(&font, b"glyf").len() as u32;
    vec![
        case("loca descends", "G018", loca(3, end)),
        case("loca leaves glyf", "G018", loca(11, end + 4)),
        case("loca to the end of 32 bits", "G018", loca(11, 0xFFFF_FFFF)),
        case("glyf cut short", "G018", with(&font, b"glyf", |glyf| glyf.truncate(40))),
    ]
}

/// The sample with the outline of a glyph changed; `change` gets its place.
fn changed(gid: usize, change: impl Fn(&mut Vec<u8>, usize)) -> Vec<u8> {
    let font = sample().build();
    let at = u32_at(&table(&font, b"loca"), 4 * gid) as usize;
    with(&font, b"glyf", |glyf| change(glyf, at))
}

fn simple() -> Vec<Case> {
    let word =
        |offset: usize, value: u16| changed(2, move |glyf, at| put16(glyf, at + offset, value));
    let flag = |value: u8| changed(2, move |glyf, at| glyf[at + 14..at + 18].fill(value));
    vec![
        case("no contours", "accepted", word(0, 0)),
        case("32,767 contours", "G020", word(0, 0x7FFF)),
        case("65,536 points", "G020", word(10, 0xFFFF)),
        case("instructions beyond the glyph", "G020", word(12, 0xFFFF)),
        case("flags that repeat beyond the points", "G020", flag(0x09)),
        case("short coordinates", "accepted", flag(0x37)),
        case(
            "contours that descend",
            "G020",
            changed(2, |glyf, at| {
                put16(glyf, at, 2);
                put16(glyf, at + 12, 1);
            }),
        ),
    ]
}

/// A font of one box and composites over it, then damaged.
fn chain(length: u16) -> Font {
    let base = Font::new(1000).glyph(Glyph::new("box").code('A').ink([0, 0, 500, 700]));
    (1..=length).fold(base, |font, below| font.glyph(Glyph::new("sum").part(below)))
}

/// Every glyph has the one below it twice: 2ⁿ boxes.
fn doubled(length: u16) -> Font {
    let base = Font::new(1000).glyph(Glyph::new("box").code('A').ink([0, 0, 500, 700]));
    (1..=length).fold(base, |font, below| font.glyph(Glyph::new("sum").part(below).part(below)))
}

/// A glyph of many parts.
fn wide(parts: u16) -> Font {
    let base = Font::new(1000).glyph(Glyph::new("box").code('A').ink([0, 0, 500, 700]));
    base.glyph((0..parts).fold(Glyph::new("sum"), |glyph, _| glyph.part(1)))
}

fn composites() -> Vec<Case> {
    // Glyph 5 of the sample is composite: 10 bytes of header, then flags, glyph, dx, dy.
    let first = |gid: u16| changed(5, move |glyf, at| put16(glyf, at + 12, gid));
    let mutual = {
        let font = chain(2).build();
        let at = u32_at(&table(&font, b"loca"), 4 * 2) as usize;
        with(&font, b"glyf", |glyf| put16(glyf, at + 12, 3))
    };
    vec![
        case("a glyph in itself", "G019", first(5)),
        case("two glyphs in each other", "G019", mutual),
        case("a component beyond the font", "G019", first(11)),
        case("8 levels", "accepted", chain(8).build()),
        case("9 levels", "G019", chain(9).build()),
        case("1,000 levels", "G019", chain(1000).build()),
        case("2 to the 8th boxes", "accepted", doubled(8).build()),
        case("2 to the 60th boxes", "G019", doubled(60).build()),
        case("1,024 components", "accepted", wide(1024).build()),
        case("1,025 components", "G020", wide(1025).build()),
        case(
            "components without an end",
            "G020",
            changed(5, |glyf, at| put16(glyf, at + 18, 0x23)),
        ),
        case(
            "points that do not exist",
            "G019",
            changed(5, |glyf, at| {
                // Point 3 of the first component, point 4 of the second, which has 0 to 3.
                put16(glyf, at + 18, 1);
                put32(glyf, at + 22, 0x0003_0004);
            }),
        ),
    ]
}
