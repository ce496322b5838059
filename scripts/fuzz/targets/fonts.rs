//! Any bytes as a font that a city brings: refused, or used in full without a panic.
#![no_main]

use std::borrow::Cow;
use std::path::Path;
use std::sync::LazyLock;

use chohyo_fonts::{
    Direction, FaceId, FontRole, FontSet, FontSource, Forms, OutlinePen, Repertoire, Setting,
    SlotKind, SlotSource, program_texts,
};
use libfuzzer_sys::fuzz_target;

/// The fonts of the product; a slot stands behind them.
static SOURCES: LazyLock<Vec<(FontRole, &'static [u8])>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts/data");
    let file = |name| &*std::fs::read(folder.join(name)).expect("font").leak();
    vec![
        (FontRole::Mincho, file("ipamjm.ttf")),
        (FontRole::UdMincho, file("BIZUDMincho-Regular.ttf")),
        (FontRole::Gothic, file("BIZUDGothic-Regular.ttf")),
        (FontRole::GothicBold, file("BIZUDGothic-Bold.ttf")),
        (FontRole::OcrB, file("OCRB.otf")),
    ]
});

/// Base, base and selector, two marks, private use, a character beyond the BMP.
const TEXTS: [&str; 5] =
    ["A 辻", "辻\u{E0101}、", "か\u{3099}A\u{301}", "\u{E000}\u{F4001}", "𠮷\u{E0100}"];

struct Count(u64);

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

/// The product's set with the font in a slot, if it is accepted.
fn open(data: &[u8]) -> Option<FontSet> {
    let source = |(role, data): &(FontRole, &'static [u8])| FontSource {
        name: role.name().to_owned(),
        role: *role,
        data: Cow::Borrowed(*data),
    };
    let set =
        FontSet::new(SOURCES.iter().map(source).collect()).unwrap_or_else(|_| panic!("fonts"));
    let data = Cow::Owned(data.to_vec());
    let slot = SlotSource { name: "fuzz".to_owned(), kind: SlotKind::Eudc, data };
    set.with_slots(Repertoire::Mixed, vec![slot]).ok()
}

fuzz_target!(|data: &[u8]| {
    // The program of a font in a PDF is read as it is.
    let _ = program_texts(data);
    let Some(set) = open(data) else { return };
    let (face, mut pen) = (set.face(FaceId(5)), Count(0));
    for gid in 0..=face.glyph_count() {
        assert!(face.outline(gid, &mut pen) || gid == face.glyph_count());
        let _ = (face.advance(gid), face.vertical(gid), face.glyph_name(gid), face.metrics());
    }
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
});
