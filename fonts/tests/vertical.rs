//! How characters stand in vertical lines: UTR #50 for every character of the product's faces.
#![allow(clippy::unwrap_used)]

mod common;

use chohyo_fonts::{Direction, Face, FontRole, Setting, ShapedCluster};
use common::face;
use icu_properties::CodePointMapData;
use icu_properties::props::VerticalOrientation as Orientation;

fn only(face: &Face, c: char, direction: Direction) -> Option<ShapedCluster> {
    let shaped = face.shape(c.encode_utf8(&mut [0; 4]), Setting::from(direction)).ok()?;
    shaped.clusters.into_iter().next()
}

/// Characters of a face of one class: those that the font has a vertical form for, and the rest.
fn split(face: &Face, class: Orientation) -> (Vec<char>, Vec<char>) {
    let classes = CodePointMapData::<Orientation>::new();
    let of_class = ('\0'..=char::MAX).filter(|&c| classes.get(c) == class);
    let drawn = of_class.filter_map(|c| {
        let flat = only(face, c, Direction::Horizontal)?;
        Some((c, flat, only(face, c, Direction::Vertical).unwrap()))
    });
    let (mut forms, mut plain) = (Vec::new(), Vec::new());
    for (c, flat, down) in drawn {
        let form = flat.glyphs[0].id != down.glyphs[0].id;
        let turned = match class {
            Orientation::Rotated => true,
            Orientation::TransformedRotated => !form,
            _ => false,
        };
        assert_eq!(down.turned, turned, "{c:?}");
        if turned {
            lies_down(face, &flat, &down);
        } else {
            stands(face, &down);
        }
        if form { forms.push(c) } else { plain.push(c) }
    }
    (forms, plain)
}

/// The base line of a turned glyph is 0.38 em left of the line's centre; the pen moves on by the
/// glyph's width.
fn lies_down(face: &Face, flat: &ShapedCluster, down: &ShapedCluster) {
    let left = (f64::from(face.units_per_em()) * 0.38).round() as i32;
    assert_eq!(down.advance, flat.advance);
    for (flat, down) in flat.glyphs.iter().zip(&down.glyphs) {
        assert_eq!((down.id, down.x, down.y), (flat.id, flat.y - left, -flat.x));
    }
}

/// An upright glyph hangs from its vertical origin in the middle of its width.
fn stands(face: &Face, down: &ShapedCluster) {
    let glyph = down.glyphs[0];
    let metrics = face.vertical(glyph.id);
    let place = (-i32::from(face.advance(glyph.id) / 2), -i32::from(metrics.origin_y));
    assert_eq!((glyph.x, glyph.y), place, "{}", glyph.id);
    assert_eq!(down.advance, i32::from(metrics.advance));
}

/// What a face says of the two classes that are transformed.
struct Case {
    role: FontRole,
    /// How many characters of Tu and of Tr have a vertical form.
    forms: [usize; 2],
    /// Those of Tu that have none: upright as they are.
    upright: &'static str,
    /// Those of Tr that have none: turned.
    turned: &'static str,
    /// Those of U that have one nevertheless. None of R is drawn in one.
    extra: &'static str,
}

const BIZ_UD: Case = Case {
    role: FontRole::UdMincho,
    forms: [73, 36],
    upright: "！？",
    turned: "“”；",
    extra: "〓ゝゞヽヾ",
};

const CASES: [Case; 5] = [
    Case {
        role: FontRole::Mincho,
        forms: [132, 33],
        upright: "゛゜㍻㍼㍽㍾！？",
        turned: "‘’“”：；",
        extra: "‖",
    },
    BIZ_UD,
    Case { role: FontRole::Gothic, ..BIZ_UD },
    Case { role: FontRole::GothicBold, ..BIZ_UD },
    Case { role: FontRole::OcrB, forms: [0, 0], upright: "", turned: "‘’“”", extra: "" },
];

#[test]
fn every_character_stands_as_utr_50_says() {
    for Case { role, forms, upright, turned, extra } in CASES {
        let face = face(role);
        let text = |list: Vec<char>| list.into_iter().collect::<String>();
        let (tu_forms, tu) = split(face, Orientation::TransformedUpright);
        let (tr_forms, tr) = split(face, Orientation::TransformedRotated);
        assert_eq!([tu_forms.len(), tr_forms.len()], forms, "{role:?}");
        assert_eq!((text(tu).as_str(), text(tr).as_str()), (upright, turned), "{role:?}");
        assert_eq!(text(split(face, Orientation::Upright).0), extra, "{role:?}");
        assert_eq!(text(split(face, Orientation::Rotated).0), "", "{role:?}");
    }
}

/// Marks, selectors and the second half of a cluster do not decide: its base does.
#[test]
fn a_cluster_stands_as_its_base_does() {
    let turned = |text: &str| {
        let shaped = face(FontRole::Mincho).shape(text, Direction::Vertical.into()).unwrap();
        shaped.clusters.iter().map(|cluster| cluster.turned).collect::<Vec<_>>()
    };
    assert_eq!(turned("葛\u{E0102}か\u{309A}e\u{301}é1"), [false, false, true, true, true]);
    assert_eq!(turned("ｶ\u{FF9E}Ａ（あ\u{3099}"), [true, true, false, false, false]);
}
