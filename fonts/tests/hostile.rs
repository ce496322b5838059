//! Damaged fonts: refused with a code, or used without a panic; never a hang.
#![allow(clippy::unwrap_used)]

mod common;
mod flaws;
mod synthetic;

use std::borrow::Cow;

use chohyo_fonts::{
    Direction, FaceId, FontRole, FontSet, Forms, OutlinePen, Repertoire, Setting, SlotKind,
    SlotSource,
};
use synthetic::damage::places;
use ttf_parser::GlyphId;

/// The undamaged sample is a font: every table reads back in a parser of another hand.
#[test]
fn the_sample_is_a_font() {
    let data = synthetic::sample().build();
    let font = ttf_parser::Face::parse(&data, 0).unwrap();
    assert_eq!((font.units_per_em(), font.number_of_glyphs()), (1000, 11));
    let glyph = |c| font.glyph_index(c).map(|gid| gid.0);
    let plain = ['A', '辻', '、', '𠮷', '\u{100000}', '\u{E000}', '\u{E001}', 'B'].map(glyph);
    assert_eq!(plain, [Some(2), Some(3), Some(6), Some(8), Some(9), Some(10), Some(10), None]);
    let variant = |base, vs| font.glyph_variation_index(base, vs).map(|gid| gid.0);
    assert_eq!(variant('辻', '\u{E0101}'), Some(4));
    assert_eq!(variant('辻', '\u{E0102}'), Some(5));
    assert_eq!(variant('𠮷', '\u{E0100}'), Some(8));
    assert_eq!(variant('𠮷', '\u{E0101}'), None);
    assert_eq!(font.glyph_name(GlyphId(9)), Some("gj000001"));
    let ink = font.glyph_bounding_box(GlyphId(5)).unwrap();
    assert_eq!([ink.x_min, ink.y_min, ink.x_max, ink.y_max], [40, -50, 880, 850]);
    assert_eq!(font.glyph_hor_advance(GlyphId(2)), Some(500));
    assert_eq!(font.glyph_ver_advance(GlyphId(9)), Some(1000));
    assert!(
        font.tables().gsub.unwrap().features.find(ttf_parser::Tag::from_bytes(b"vert")).is_some()
    );
}

/// The product's set with the font in a slot, or the code that it is refused with.
fn open(data: impl Into<Cow<'static, [u8]>>) -> Result<FontSet, &'static str> {
    let slot = SlotSource { name: "hostile".to_owned(), kind: SlotKind::Eudc, data: data.into() };
    let opened = FontSet::new(common::sources()).unwrap().with_slots(Repertoire::Mixed, vec![slot]);
    opened.map_err(|errors| errors[0].code())
}

/// Texts for the sample's characters, marks, sequences, private use and names.
const TEXTS: [&str; 6] = [
    "A 辻",
    "辻\u{E0101}、",
    "𠮷\u{E0100}辻\u{E0102}",
    "か\u{3099}、A\u{301}",
    "\u{E000}\u{E001}",
    "\u{100000}\u{F4001}",
];

/// Everything that the product asks of the slot's face, for every glyph and some text.
fn use_all(set: &FontSet) {
    let face = set.face(FaceId(5));
    let (mut pen, _) = (Count(0), face.metrics());
    for gid in 0..=face.glyph_count() {
        let drawn = face.outline(gid, &mut pen);
        assert!(drawn || gid == face.glyph_count(), "glyph {gid}");
        let _ = (face.advance(gid), face.vertical(gid), face.glyph_name(gid));
        let _ = (face.text_rank(gid, "辻\u{E0101}"), set.reading(face.id(), gid, "\u{E000}"));
    }
    let _ = (face.postscript_name(), face.family_name(), face.version());
    for text in TEXTS {
        for direction in [Direction::Horizontal, Direction::Vertical] {
            let setting = Setting { direction, forms: Forms::NONE };
            for shaped in [face.shape(text, setting), set.shape(FontRole::Mincho, text, setting)] {
                let clusters = shaped.map_or_else(|_| Vec::new(), |shaped| shaped.clusters);
                let mut glyphs = clusters.iter().flat_map(|cluster| cluster.glyphs.iter());
                assert!(glyphs.all(|glyph| glyph.id != 0));
            }
        }
    }
}

/// Counts path commands.
struct Count(u32);

impl OutlinePen for Count {
    fn move_to(&mut self, _: f32, _: f32) {
        self.0 += 1;
    }
    fn line_to(&mut self, _: f32, _: f32) {
        self.0 += 1;
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }
    fn close(&mut self) {
        self.0 += 1;
    }
}

#[test]
fn whole_fonts_are_accepted() {
    use_all(&open(synthetic::sample().build()).unwrap());
    for (file, role) in common::FILES {
        assert!(open(common::bytes(role)).is_ok(), "{file}");
    }
}

#[test]
fn a_font_cut_short_at_any_byte_is_refused() {
    let font = synthetic::sample().build();
    let end = places(&font).iter().map(|&(_, at, length)| at + length).max().unwrap();
    for length in 0..end {
        let code = open(font[..length].to_vec()).map(drop).unwrap_err();
        assert_eq!(code, if length < 4 { "G014" } else { "G015" }, "{length} bytes");
    }
}

/// Found by fuzzing: a point with the reserved flag 0x80 is read whole, and cannot be drawn.
#[test]
fn a_point_with_a_reserved_flag_is_refused() {
    let mut font = synthetic::sample().build();
    // Glyph 4: one contour, its box, four points, no instructions.
    let head = [0, 1, 0, 120, 0xFF, 0xCE, 3, 112, 3, 82, 0, 3, 0, 0];
    let flags = font.windows(head.len()).position(|bytes| bytes == head).unwrap() + head.len();
    font[flags..flags + 4].copy_from_slice(&[0x01, 0x01, 0xFE, 0x00]);
    assert_eq!(open(font).map(drop), Err("G020"));
}

#[test]
fn a_product_font_cut_short_at_any_table_is_refused() {
    for (file, role) in common::FILES {
        let data = common::bytes(role);
        for (tag, at, length) in places(data) {
            for end in [at, at + 1, at + length / 2, at + length - 1] {
                let tag = String::from_utf8_lossy(&tag).into_owned();
                let cut = open(&data[..end]).map(drop);
                assert_eq!(cut, Err("G015"), "{file} {tag} {end}");
            }
        }
    }
}

#[test]
fn flipped_bytes_are_refused_or_harmless() {
    let boxes = [139, 139, 21, 239, 6, 239, 7, 39, 6, 32, 29, 14];
    flip_all(&synthetic::sample().build());
    flip_all(&flaws::cff::font(&boxes, &[vec![139, 139, 22, 11]]));
}

/// Changes every byte of the file in five ways.
fn flip_all(font: &[u8]) {
    let (mut refused, mut accepted) = (0, 0);
    for at in 0..font.len() {
        let byte = font[at];
        for changed in [0, 0xFF, byte ^ 1, byte ^ 0x80, byte.wrapping_add(1)] {
            let mut damaged = font.to_vec();
            damaged[at] = changed;
            match open(damaged) {
                Ok(set) => {
                    use_all(&set);
                    accepted += 1;
                }
                Err(code) => {
                    assert!(("G014".."G029").contains(&code), "byte {at}: {code}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 2000 && accepted > 2000, "{refused} refused, {accepted} accepted");
}

/// What must be refused, each with its code.
#[test]
fn every_flaw_has_its_code() {
    let mut wrong = Vec::new();
    for (name, expected, data) in flaws::all() {
        let found = open(data).map(|set| use_all(&set)).err().unwrap_or("accepted");
        if found != expected {
            wrong.push(format!("{name}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
