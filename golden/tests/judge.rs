//! Faults put into a real page must all be seen by the comparison of pictures, or its threshold says
//! nothing. That every golden page looks the same to the other rasterizer is part of its proof.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chohyo_engine::alike::{CLEAN_TILE, Grey, worst_tile};
use chohyo_engine::length::{Length, Point};
use chohyo_engine::page::{Document, Draw, Item, Layer, Page, TextRun, WritingMode};
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_engine::raster::Rasterizer;
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_golden::{Case, Workspace};

const DPI: u16 = 150;

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});
static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::read(&ROOT).expect("layouts and fonts"));
static CASES: LazyLock<Vec<Case>> =
    LazyLock::new(|| chohyo_golden::cases(&ROOT).expect("golden/cases.toml"));

fn pdf(document: &Document) -> Vec<u8> {
    let meta = Metadata { title: "見本".to_owned(), date: None, language: "ja-JP" };
    let mut session =
        Session::begin(Vec::new(), &WORKSPACE.fonts, &meta, Profile::PdfA2u).expect("begins");
    session.push(document).expect("pages are written");
    session.finish().expect("file is finished")
}

/// The pages of a PDF as the judge draws them.
fn judged(bytes: Vec<u8>) -> Vec<Grey> {
    let file = ReadDocument::open(bytes, Limits::default()).expect("a PDF");
    let mut reader = file.reader();
    (0..reader.count()).map(|index| reader.paint(index, DPI).expect("a page")).collect()
}

fn own(document: &Document) -> Vec<Grey> {
    let mut rasterizer = Rasterizer::new(&WORKSPACE.fonts, DPI);
    let picture = |page| {
        let pixels = rasterizer.page(page);
        Grey::new(pixels.width as usize, &pixels.rgb, 3)
    };
    document.pages.iter().map(picture).collect()
}

fn distances(drawn: &Document, expected: &Document) -> Vec<usize> {
    judged(pdf(drawn)).iter().zip(own(expected)).map(|(a, b)| worst_tile(a, &b)).collect()
}

/// A real page with one fault in the PDF must be told from the picture of the page without it.
fn seen(fault: impl Fn(&mut Page)) {
    let case = CASES.iter().find(|case| case.name == "0010003_sample").expect("the README's case");
    let good = WORKSPACE.make(case).expect("the case composes").document;
    let mut bad = good.clone();
    fault(&mut bad.pages[0]);
    let found = distances(&bad, &good)[0];
    assert!(found > CLEAN_TILE, "only {found} pixels differ");
}

fn value<'a>(page: &'a mut Page, text: &str) -> &'a mut TextRun {
    let run = |item: &'a mut Item| match &mut item.draw {
        Draw::Text(run) if run.text == text => Some(run),
        _ => None,
    };
    page.items.iter_mut().find_map(run).expect("the value is on the page")
}

#[test]
fn another_glyph_is_seen() {
    // 「男」 as 「女」: one character of 9 pt.
    seen(|page| {
        let other = value(page, "女").glyphs[0].id;
        value(page, "男").glyphs[0].id = other;
    });
}

#[test]
fn a_value_moved_by_a_fifth_of_a_millimetre_is_seen() {
    seen(|page| value(page, "男").origin.x += Length::emu(7_200));
    seen(|page| value(page, "男").origin.y += Length::emu(7_200));
}

#[test]
fn a_lost_rule_is_seen() {
    seen(|page| {
        let mut items = page.fixed.items.clone();
        let rule = items.iter().position(|item| matches!(item.draw, Draw::Rule(_)));
        items.remove(rule.expect("the title is underlined"));
        page.fixed = Arc::new(Layer { name: page.fixed.name.clone(), items });
    });
}

#[test]
fn a_lost_value_is_seen() {
    seen(|page| {
        let at =
            page.items.iter().position(|i| matches!(&i.draw, Draw::Text(run) if run.text == "男"));
        page.items.remove(at.expect("the value is on the page"));
    });
}

/// The texts of a real page in lines that run down, one beside the other, every second one
/// condensed.
fn turned() -> Document {
    let case = CASES.iter().find(|case| case.name == "0010003_sample").expect("the case");
    let mut document = WORKSPACE.make(case).expect("the case composes").document;
    document.pages.truncate(1);
    let page = &mut document.pages[0];
    page.fixed = Arc::new(Layer { name: page.fixed.name.clone(), items: Vec::new() });
    page.items.retain(|item| matches!(item.draw, Draw::Text(_)));
    for (item, no) in page.items.iter_mut().zip(0..) {
        let Draw::Text(run) = &mut item.draw else { continue };
        run.origin = Point::new(Length::mm(10 + no % 22 * 9), Length::mm(10 + no / 22 * 95));
        run.mode = WritingMode::Turned;
        run.condense_pct = if no % 2 == 0 { 100 } else { 70 };
        for glyph in &mut run.glyphs {
            let along = glyph.x.scale(i64::from(run.condense_pct), 100);
            (glyph.x, glyph.y) = (-glyph.y, along);
        }
    }
    document
}

#[test]
fn turned_lines_look_the_same_to_another_rasterizer() {
    let document = turned();
    assert!(document.pages[0].items.len() > 20);
    assert!(distances(&document, &document)[0] <= CLEAN_TILE);
    let mut other = document.clone();
    let Draw::Text(run) = &mut other.pages[0].items[0].draw else { panic!("a text") };
    run.mode = WritingMode::Horizontal;
    assert!(distances(&other, &document)[0] > CLEAN_TILE, "a line that is not turned is not seen");
}
