//! Whether an outline in the file is that of the original font.

use std::rc::Rc;

use chohyo_fonts::{Face, FaceId, FontSet, OutlinePen};

use crate::readback::{DirectMap, Outline, Step};

/// How far a point may be off, in millionths of an em: a tenth of a unit of the finest font
/// (2,048 units), and more than readers lose by floats.
const OFF: i32 = 48;

/// Outlines that were found to be the original's. An entry for each glyph, not for each page.
#[derive(Default)]
pub(crate) struct Outlines(DirectMap<u64, Rc<Outline>>);

impl Outlines {
    /// Whether an outline is that of a glyph of the original font.
    pub(crate) fn same(
        &mut self,
        fonts: &FontSet,
        face: FaceId,
        glyph: u16,
        outline: &Rc<Outline>,
    ) -> bool {
        let key = u64::from(face.0) << 16 | u64::from(glyph);
        if self.0.get(&key).is_some_and(|known| Rc::ptr_eq(known, outline)) {
            return true;
        }
        let original = original(fonts.face(face), glyph);
        let same = original.len() == outline.0.len()
            && original.iter().zip(&outline.0).all(|(a, b)| near(*a, *b));
        if same {
            self.0.insert(key, outline.clone());
        }
        same
    }
}

fn near(a: Step, b: Step) -> bool {
    let all = |a: &[i32], b: &[i32]| a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= OFF as u32);
    match (a, b) {
        (Step::Move(a), Step::Move(b)) | (Step::Line(a), Step::Line(b)) => all(&a, &b),
        (Step::Quad(a), Step::Quad(b)) => all(&a, &b),
        (Step::Curve(a), Step::Curve(b)) => all(&a, &b),
        (Step::Close, Step::Close) => true,
        _ => false,
    }
}

/// The outline of a glyph by the unmodified font file.
fn original(face: &Face, glyph: u16) -> Vec<Step> {
    let mut pen = Pen { em: f64::from(face.units_per_em().max(1)), steps: Vec::new() };
    face.outline(glyph, &mut pen);
    pen.steps
}

/// Takes an outline down in millionths of an em.
struct Pen {
    em: f64,
    steps: Vec<Step>,
}

impl Pen {
    fn at<const N: usize>(&self, units: [f32; N]) -> [i32; N] {
        units.map(|unit| (f64::from(unit) * 1_000_000.0 / self.em).round() as i32)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move(self.at([x, y])));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line(self.at([x, y])));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.steps.push(Step::Quad(self.at([cx, cy, x, y])));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.steps.push(Step::Curve(self.at([ax, ay, bx, by, x, y])));
    }
    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
