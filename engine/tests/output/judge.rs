//! An independent rasterizer draws our PDF; our own PNG of the same page must look the same.
//!
//! Two rasterizers never agree on edge pixels. Both pictures are blurred 3×3 first, which takes
//! the edges out and leaves what a person would see: another glyph, a line elsewhere, a rule
//! that is not there. The threshold is set by the faults below, each of which must exceed it.

use std::collections::HashMap;
use std::sync::Arc;

use chohyo_engine::page::{Document, Draw, Layer, Page};
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_engine::raster::Rasterizer;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use crate::sample::{FONTS, document, fixed, mm, page, values};

/// A grey picture: width and levels.
struct Grey(usize, Vec<u8>);

pub(crate) fn metadata() -> Metadata {
    Metadata { title: "住民票の写し（見本）".to_owned(), date: None, language: "ja-JP" }
}

pub(crate) fn pdf(documents: &[Document]) -> Vec<u8> {
    let mut session =
        Session::begin(Vec::new(), &FONTS, &metadata(), Profile::PdfA2u).expect("begins");
    for document in documents {
        session.push(document).expect("pages are written");
    }
    session.finish().expect("file is finished")
}

fn grey(width: usize, pixels: &[u8], step: usize) -> Grey {
    let level = |p: &[u8]| (u32::from(p[0]) * 3 + u32::from(p[1]) * 6 + u32::from(p[2])) / 10;
    Grey(width, pixels.chunks_exact(step).map(|p| level(p) as u8).collect())
}

/// The first page of a PDF as the judge draws it.
fn judged(bytes: Vec<u8>, dpi: u16) -> Grey {
    let pdf = Pdf::new(bytes).expect("the judge reads the file");
    let scale = f32::from(dpi) / 72.0;
    let pixmap = hayro::render(
        &pdf.pages()[0],
        &RenderCache::new(),
        &Default::default(),
        &RenderSettings { hinting: false, glyph_caching: false, ..Default::default() },
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    grey(pixmap.width().into(), pixmap.data_as_u8_slice(), 4)
}

fn own(page: &Page, dpi: u16) -> Grey {
    let pixels = Rasterizer::new(&FONTS, dpi).page(page);
    grey(pixels.width as usize, &pixels.rgb, 3)
}

/// Sum of the 3×3 pixels around a place.
fn blurred(picture: &Grey, x: usize, y: usize) -> i32 {
    let rows = (y - 1..=y + 1).flat_map(|row| {
        let start = row * picture.0 + x - 1;
        &picture.1[start..start + 3]
    });
    rows.map(|&level| i32::from(level)).sum()
}

/// The worst of all 32×32 tiles: how many of its pixels differ by more than 48 of 255 after the
/// blur. By tile, because a fault is a place and rounding is everywhere. The judge cuts a
/// fraction of a pixel off the sheet, so the last row and column are not compared.
fn difference(a: &Grey, b: &Grey) -> usize {
    let width = a.0.min(b.0);
    let height = (a.1.len() / a.0).min(b.1.len() / b.0);
    let mut tiles = HashMap::new();
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            if (blurred(a, x, y) - blurred(b, x, y)).abs() > 9 * 48 {
                *tiles.entry((x / 32, y / 32)).or_insert(0) += 1;
            }
        }
    }
    tiles.into_values().max().unwrap_or(0)
}

/// Most differing pixels in a tile of a page that is right. Measured: none on this page; its
/// smallest fault, one dot of 辻 (U+E0102), gives 16 at 150 dpi and 51 at 200.
const THRESHOLD: usize = 4;

fn distance(drawn: &Page, expected: &Page, dpi: u16) -> usize {
    let bytes = pdf(&[Document { pages: vec![drawn.clone()] }]);
    difference(&judged(bytes, dpi), &own(expected, dpi))
}

fn good() -> Page {
    page(&Arc::new(fixed()), values(1))
}

#[test]
fn pdf_and_png_look_the_same() {
    for dpi in [150, 200] {
        let found = distance(&good(), &good(), dpi);
        assert!(found <= THRESHOLD, "{found} pixels differ at {dpi} dpi");
    }
}

/// Each fault on its own must be seen at both resolutions.
fn seen(fault: impl Fn(&mut Page)) {
    let mut bad = good();
    fault(&mut bad);
    for dpi in [150, 200] {
        let found = distance(&bad, &good(), dpi);
        assert!(found > THRESHOLD, "only {found} pixels differ at {dpi} dpi");
    }
}

#[test]
fn another_glyph_is_seen() {
    // Plain 辻 for 辻 + selector: one dot.
    seen(|page| {
        let Draw::Text(run) = &mut page.items[1].draw else { panic!("text expected") };
        run.glyphs[4].id = run.glyphs[0].id;
    });
}

#[test]
fn a_run_moved_by_a_fifth_of_a_millimetre_is_seen() {
    seen(|page| {
        let Draw::Text(run) = &mut page.items[3].draw else { panic!("text expected") };
        run.origin.x += mm(2);
    });
}

#[test]
fn a_lost_rule_is_seen() {
    seen(|page| {
        let mut layer = fixed();
        layer.items.remove(5);
        page.fixed = Arc::new(Layer { ..layer });
    });
}

#[test]
fn the_second_page_is_drawn_like_the_first() {
    let layer = Arc::new(fixed());
    let one = pdf(&[document(&layer, 1), document(&layer, 1)]);
    let pdf = Pdf::new(one).expect("the judge reads the file");
    assert_eq!(pdf.pages().len(), 2);
}
