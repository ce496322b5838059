//! Judge: every golden page through printpdf, rasterized by hayro, against our own picture.
//!
//! usage: chohyo-judge WORKSPACE
//!
//! A case passes when no tile of any page differs, and when the same page with one value moved by
//! 0.2 mm does differ: a comparison that cannot fail proves nothing.

mod writer;

use std::path::Path;

use chohyo_engine::length::Length;
use chohyo_engine::page::{Document, Draw, TextRun};
use chohyo_engine::raster::Rasterizer;
use chohyo_golden::Workspace;
use chohyo_engine::alike::{CLEAN_TILE, Grey, worst_tile};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

const DPI: u16 = 150;

/// The judge draws this many times larger: seals and 印影 have 600 dpi, and hayro takes the nearest
/// pixel of a picture.
const LARGER: usize = 4;

fn main() {
    let root = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let workspace = Workspace::read(Path::new(&root)).expect("a workspace of chohyo");
    let cases = chohyo_golden::cases(Path::new(&root)).expect("golden/cases.toml");
    let mut failed = 0;
    for case in &cases {
        let document = workspace.make(case).expect("a case that composes").document;
        let clean = distances(&workspace, &document, &document);
        let moved = distances(&workspace, &shifted(&document), &document);
        let ok = clean.iter().all(|n| *n <= CLEAN_TILE) && moved.iter().any(|n| *n > CLEAN_TILE);
        let verdict = if ok { "ok" } else { "FAIL" };
        println!("{verdict}  {}: worst tiles {clean:?}, with 0.2 mm shift {moved:?}", case.name);
        failed += usize::from(!ok);
    }
    println!("\nprintpdf: {} passed, {failed} failed", cases.len() - failed);
    std::process::exit(i32::from(failed > 0 || cases.is_empty()));
}

/// Per page: printpdf's picture of `drawn` against our own of `expected`.
fn distances(workspace: &Workspace, drawn: &Document, expected: &Document) -> Vec<usize> {
    let theirs = judged(writer::write(drawn, &workspace.fonts));
    let mut rasterizer = Rasterizer::new(&workspace.fonts, DPI);
    let ours = expected.pages.iter().map(|page| {
        let pixels = rasterizer.page(page);
        Grey::new(pixels.width as usize, &pixels.rgb, 3)
    });
    theirs.iter().zip(ours).map(|(a, b)| worst_tile(a, &b)).collect()
}

fn judged(bytes: Vec<u8>) -> Vec<Grey> {
    let pdf = Pdf::new(bytes).expect("hayro reads printpdf's file");
    let scale = f32::from(DPI) / 72.0 * LARGER as f32;
    let picture = |page| {
        let pixmap = hayro::render(
            page,
            &RenderCache::new(),
            &Default::default(),
            &RenderSettings { hinting: false, glyph_caching: false, ..Default::default() },
            &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
        );
        Grey::new(pixmap.width().into(), pixmap.data_as_u8_slice(), 4).shrink(LARGER)
    };
    pdf.pages().iter().map(picture).collect()
}

/// The document with one thing of the record moved to the right by 0.2 mm: the text of the most
/// ink, or where it prints none (a choice), an ellipse.
fn shifted(document: &Document) -> Document {
    let by = Length::emu(7_200);
    let mut moved = document.clone();
    let items = &mut moved.pages[0].items;
    let runs = items.iter_mut().filter_map(|item| match &mut item.draw {
        Draw::Text(run) => Some(run),
        _ => None,
    });
    let ink = |run: &&mut TextRun| run.size * i64::try_from(run.glyphs.len()).unwrap_or(0);
    if let Some(run) = runs.max_by_key(ink) {
        run.origin.x += by;
        return moved;
    }
    let ellipse = items.iter_mut().find_map(|item| match &mut item.draw {
        Draw::Ellipse(ellipse) => Some(ellipse),
        _ => None,
    });
    if let Some(ellipse) = ellipse {
        ellipse.area.origin.x += by;
    }
    moved
}
