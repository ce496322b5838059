//! Small TrueType fonts made in the test, for slots whose fonts we may not ship and for damage.
//!
//! ```ignore
//! let bytes = Font::new(1000)
//!     .glyph(Glyph::new("gj000001").code('\u{100000}').ink([100, 0, 900, 800]))
//!     .glyph(Glyph::new("gj000002").sequence('辻', '\u{E0101}').ink([150, 0, 850, 700]))
//!     .vertical(880)
//!     .build();
//! ```
//!
//! Glyph ids are 1, 2, … in the order of the calls; `.notdef` is 0. Every glyph is one box.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

pub mod damage;
mod glyf;
mod tables;

/// A font to be built. Tables: cmap (4, 12, 14), glyf, head, hhea, hmtx, loca, maxp, name, OS/2,
/// post (2.0, with names), and on request vhea, vmtx and GSUB.
#[derive(Clone)]
pub struct Font {
    units_per_em: u16,
    fs_type: u16,
    top: Option<i16>,
    glyphs: Vec<Glyph>,
    vert: Vec<(u16, u16)>,
}

/// One glyph: a box of its own size, or the sum of other glyphs.
#[derive(Clone)]
pub struct Glyph {
    name: String,
    codes: Vec<char>,
    sequences: Vec<(char, char)>,
    ink: Option<[i16; 4]>,
    parts: Vec<u16>,
    advance: Option<u16>,
}

impl Font {
    /// A font with `.notdef` only, ascent 0.88 em, descent 0.12 em, installable (`fsType` 0).
    pub fn new(units_per_em: u16) -> Self {
        let notdef = Glyph::new(".notdef").ink([50, 0, 450, 700]);
        Self { units_per_em, fs_type: 0, top: None, glyphs: vec![notdef], vert: Vec::new() }
    }

    /// Appends a glyph; its id is its place, from 1.
    pub fn glyph(mut self, glyph: Glyph) -> Self {
        self.glyphs.push(glyph);
        self
    }

    /// Embedding permissions of `OS/2`.
    pub fn fs_type(mut self, bits: u16) -> Self {
        self.fs_type = bits;
        self
    }

    /// Adds `vhea` and `vmtx`: every glyph one em high, vertical origin at `top`.
    pub fn vertical(mut self, top: i16) -> Self {
        self.top = Some(top);
        self
    }

    /// Adds `GSUB` feature `vert` (script DFLT): glyph `upright` becomes glyph `form`.
    pub fn vert(mut self, upright: u16, form: u16) -> Self {
        self.vert.push((upright, form));
        self
    }

    /// The font file.
    pub fn build(&self) -> Vec<u8> {
        tables::build(self)
    }
}

impl Glyph {
    /// An empty glyph one em wide, without a code.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            codes: Vec::new(),
            sequences: Vec::new(),
            ink: None,
            parts: Vec::new(),
            advance: None,
        }
    }

    /// A character that `cmap` 4 (BMP) and 12 give to the glyph.
    pub fn code(mut self, code: char) -> Self {
        self.codes.push(code);
        self
    }

    /// A variation sequence that `cmap` 14 gives to the glyph; a default one if the glyph is
    /// the base's own.
    pub fn sequence(mut self, base: char, selector: char) -> Self {
        self.sequences.push((base, selector));
        self
    }

    /// The box that is drawn: left, bottom, right, top.
    pub fn ink(mut self, ink: [i16; 4]) -> Self {
        self.ink = Some(ink);
        self
    }

    /// Makes it a composite: another glyph's outline, as it is. Wins over [`Glyph::ink`].
    pub fn part(mut self, gid: u16) -> Self {
        self.parts.push(gid);
        self
    }

    /// Width, if it is not one em.
    pub fn advance(mut self, advance: u16) -> Self {
        self.advance = Some(advance);
        self
    }
}

/// The font that the hostile tests damage: codes in and beyond the BMP, default and other
/// sequences, a composite, an empty glyph, vertical measures and a vertical form.
pub fn sample() -> Font {
    Font::new(1000)
        .glyph(Glyph::new("space").code(' ').advance(500))
        .glyph(Glyph::new("A").code('A').ink([40, 0, 460, 700]).advance(500))
        .glyph(Glyph::new("mj026190").code('辻').ink([100, -50, 900, 850]))
        .glyph(Glyph::new("mj026191").sequence('辻', '\u{E0101}').ink([120, -50, 880, 850]))
        .glyph(Glyph::new("mj026192").sequence('辻', '\u{E0102}').part(4).part(2))
        .glyph(Glyph::new("ten").code('、').ink([50, 0, 300, 250]))
        .glyph(Glyph::new("ten.vert").ink([650, 600, 900, 850]))
        .glyph(
            Glyph::new("mj030196").code('𠮷').sequence('𠮷', '\u{E0100}').ink([90, -40, 910, 840]),
        )
        .glyph(Glyph::new("gj000001").code('\u{100000}').ink([110, -30, 890, 830]))
        .glyph(Glyph::new("eudc").code('\u{E000}').code('\u{E001}').ink([130, -20, 870, 820]))
        .vertical(880)
        .vert(6, 7)
}
