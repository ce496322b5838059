//! Damaged fonts: refused with a code, or used without a panic; never a hang.
#![allow(clippy::unwrap_used)]

mod synthetic;

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
