//! Outlines against ttf-parser.
#![allow(clippy::unwrap_used)]

mod common;

use chohyo_fonts::{FontRole, OutlinePen};
use common::{bytes, face};

/// A path in one notation for both implementations. A closing line back to the start of the
/// contour is the same as none, so neither notation keeps it.
#[derive(Default, PartialEq, Debug)]
struct Path {
    steps: Vec<(char, [f32; 6])>,
    start: (f32, f32),
}

impl Path {
    fn step(&mut self, kind: char, points: &[f32]) {
        let mut all = [0.0; 6];
        all[..points.len()].copy_from_slice(points);
        self.steps.push((kind, all));
    }

    fn end(&mut self) {
        let back = [self.start.0, self.start.1, 0.0, 0.0, 0.0, 0.0];
        if self.steps.last() == Some(&('L', back)) {
            self.steps.pop();
        }
        self.step('Z', &[]);
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = (x, y);
        self.step('M', &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[x, y]);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('Q', &[cx, cy, x, y]);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.step('C', &[cx0, cy0, cx1, cy1, x, y]);
    }
    fn close(&mut self) {
        self.end();
    }
}

#[derive(Default)]
struct Judge(Path);

impl ttf_parser::OutlineBuilder for Judge {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.curve_to(cx0, cy0, cx1, cy1, x, y);
    }
    fn close(&mut self) {
        self.0.end();
    }
}

#[test]
fn outlines_equal_ttf_parser() {
    for (role, step, at_least) in [
        (FontRole::Mincho, 37, 1_600),
        (FontRole::UdMincho, 23, 500),
        (FontRole::Gothic, 23, 500),
        (FontRole::GothicBold, 23, 500),
        (FontRole::OcrB, 1, 130),
    ] {
        let (face, judge) = (face(role), ttf_parser::Face::parse(bytes(role), 0).unwrap());
        let mut drawn = 0;
        for gid in (0..face.glyph_count()).step_by(step) {
            let (mut ours, mut theirs) = (Path::default(), Judge::default());
            assert!(face.outline(gid, &mut ours), "{role:?} {gid}");
            let inked = judge.outline_glyph(ttf_parser::GlyphId(gid), &mut theirs).is_some();
            assert_eq!(ours.steps, theirs.0.steps, "{role:?} {gid}");
            drawn += usize::from(inked);
        }
        assert!(drawn >= at_least, "{role:?} {drawn}");
    }
}

#[test]
fn a_space_has_no_ink_and_an_unknown_glyph_no_outline() {
    let face = face(FontRole::Mincho);
    let clusters = face.shape("\u{3000} ", chohyo_fonts::Setting::default()).unwrap().clusters;
    for cluster in clusters {
        let mut path = Path::default();
        assert!(face.outline(cluster.glyphs[0].id, &mut path));
        assert_eq!(path.steps, []);
    }
    assert!(!face.outline(u16::MAX, &mut Path::default()));
}
