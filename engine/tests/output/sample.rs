//! A page made by hand that uses every kind of item. All people and numbers are invented (見本).

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::{self, Form};
use chohyo_engine::length::{Length, Point, Rect, Size};
use chohyo_engine::page::{
    Cluster, Colour, Document, Draw, Ellipse, Fill, Frame, Glyph, Image, Item, Layer, Page,
    Picture, Role, Rule, Stroke, TextRun, WritingMode,
};
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_engine::source::Library;
use chohyo_fonts::{Direction, FontRole, FontSet, FontSource, Repertoire, SlotKind, SlotSource};

use crate::synthetic::{Font, Glyph as TestGlyph};

/// The fonts of the product, read once.
pub(crate) static FONTS: LazyLock<FontSet> = LazyLock::new(font_set);

/// The fonts of the product.
pub(crate) fn font_set() -> FontSet {
    let source = |name: &str, file: &str, role| {
        let path = format!("{}/../fonts/data/{file}", env!("CARGO_MANIFEST_DIR"));
        let data = Cow::Owned(std::fs::read(path).expect("font file"));
        FontSource { name: name.to_owned(), role, data }
    };
    let fonts = FontSet::new(vec![
        source("ipamjm", "ipamjm.ttf", FontRole::Mincho),
        source("bizud-mincho", "BIZUDMincho-Regular.ttf", FontRole::UdMincho),
        source("bizud-gothic", "BIZUDGothic-Regular.ttf", FontRole::Gothic),
        source("bizud-gothic-bold", "BIZUDGothic-Bold.ttf", FontRole::GothicBold),
        source("ocrb", "OCRB.otf", FontRole::OcrB),
    ]);
    fonts.unwrap_or_else(|errors| panic!("{} bad fonts", errors.len()))
}

/// The product's fonts with a font of added characters and one of a city's own.
pub(crate) fn city(repertoire: Repertoire) -> FontSet {
    let gj = Font::new(1000)
        .glyph(TestGlyph::new("gj000001").code('\u{100000}').ink([100, 0, 900, 800]))
        .glyph(TestGlyph::new("gj000002").ink([200, 0, 800, 700]));
    let eudc = Font::new(256).glyph(TestGlyph::new("g1").code('\u{E000}').ink([20, 0, 230, 200]));
    let slot = |name: &str, kind, font: Font| SlotSource {
        name: name.to_owned(),
        kind,
        data: font.build().into(),
    };
    let slots = vec![slot("acgjm", SlotKind::Gj, gj), slot("mihon", SlotKind::Eudc, eudc)];
    let set = font_set().with_slots(repertoire, slots);
    set.unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// The form `0019001` of a layout and the schema `person`.
pub(crate) fn person_form(layout: &str, schema: &str) -> Form {
    const LAYOUT: &str = "001-juki/0019001/1.0.toml";
    let mut library = Library::default();
    library.add_text(LAYOUT, layout.to_owned());
    library.add_text("records/person.toml", schema.to_owned());
    form::load(&library, LAYOUT).unwrap_or_else(|found| panic!("{}", told(&found)))
}

/// Codes and arguments of findings.
pub(crate) fn told(found: &[Diagnostic]) -> String {
    found.iter().map(|d| format!("{} {:?}\n", d.code.0, d.args)).collect()
}

/// Names that name a glyph by a selector, lie beyond the BMP or take a mark.
pub(crate) const NAMES: [&str; 8] = [
    "葛\u{E0102}西　一郎（見本）",
    "辻花子と辻\u{E0102}花子（見本）",
    "渡邉\u{E0110}次郎（見本）",
    "𠮷田三郎（見本）",
    "か\u{309A}き\u{309A}く\u{309A}（見本）",
    "神\u{FE00}\u{FA19}神（見本）",
    "髙橋 Café ABC 012",
    "ﾌﾘｶﾞﾅ ﾐﾎﾝ－〜～‐",
];

/// Where and how a run of text stands.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) role: FontRole,
    pub(crate) tenths_pt: i64,
    pub(crate) condense_pct: u16,
    pub(crate) mode: WritingMode,
    pub(crate) colour: Colour,
}

pub(crate) const PLAIN: Style = Style {
    role: FontRole::Mincho,
    tenths_pt: 105,
    condense_pct: 100,
    mode: WritingMode::Horizontal,
    colour: Colour::BLACK,
};

pub(crate) fn mm(tenths: i64) -> Length {
    Length::emu(tenths * 3_600)
}

/// Sets a line of text; positions in tenths of a millimetre.
pub(crate) fn line(x: i64, y: i64, style: Style, text: &str) -> TextRun {
    let face_id = FONTS.role(style.role);
    let face = FONTS.face(face_id);
    let size = Length::emu(style.tenths_pt * 1_270);
    let em = i64::from(face.units_per_em());
    let condense = i64::from(style.condense_pct);
    let vertical = style.mode == WritingMode::Vertical;
    let direction = if vertical { Direction::Vertical } else { Direction::Horizontal };
    let across = |units: i32| size.scale(i64::from(units) * condense, em * 100);
    let down = |units: i32| size.scale(i64::from(units), em);
    let (mut pen, mut clusters, mut glyphs) = (0, Vec::new(), Vec::new());
    let shaped = face.shape(text, direction.into());
    for shaped in shaped.unwrap_or_else(|_| panic!("{text} not in face")).clusters {
        let start = glyphs.len() as u32;
        for glyph in &shaped.glyphs {
            let (x, y) = match style.mode {
                WritingMode::Horizontal => (across(pen + glyph.x), down(-glyph.y)),
                WritingMode::Vertical => (across(glyph.x), down(pen - glyph.y)),
                WritingMode::Turned => (down(glyph.y), across(pen + glyph.x)),
            };
            glyphs.push(Glyph { id: glyph.id, x, y });
        }
        clusters.push(Cluster {
            text: shaped.text.start as u32..shaped.text.end as u32,
            glyphs: start..glyphs.len() as u32,
        });
        pen += shaped.advance;
    }
    TextRun {
        face: face_id,
        size,
        condense_pct: style.condense_pct,
        mode: style.mode,
        colour: style.colour,
        origin: Point::new(mm(x), mm(y)),
        text: text.to_owned(),
        clusters,
        glyphs,
    }
}

/// Sets a line with `extra` hundredths of a millimetre between its characters (均等割付).
pub(crate) fn spread(x: i64, y: i64, style: Style, extra: i64, text: &str) -> TextRun {
    let mut run = line(x, y, style, text);
    let gap = Length::emu(extra * 360);
    for (index, cluster) in (0..).zip(&run.clusters) {
        for glyph in &mut run.glyphs[cluster.glyphs.start as usize..cluster.glyphs.end as usize] {
            match style.mode {
                WritingMode::Horizontal => glyph.x += gap * index,
                WritingMode::Vertical | WritingMode::Turned => glyph.y += gap * index,
            }
        }
    }
    run
}

pub(crate) fn item(order: u32, role: Role, draw: Draw) -> Item {
    let name = (role == Role::Value).then(|| Arc::from(format!("項目[{order}]")));
    Item { order, role, name, draw }
}

pub(crate) fn stroke(hundredths_mm: i64) -> Stroke {
    Stroke {
        width: Length::emu(hundredths_mm * 360),
        dash: None,
        colour: Colour::BLACK,
        double: false,
    }
}

pub(crate) fn rule(x0: i64, y0: i64, x1: i64, y1: i64, stroke: Stroke) -> Draw {
    Draw::Rule(Rule { from: Point::new(mm(x0), mm(y0)), to: Point::new(mm(x1), mm(y1)), stroke })
}

fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(mm(x), mm(y), mm(width), mm(height))
}

/// A round seal of 160 pixels: red with soft edges, or grey without opacity.
fn seal(rgb: bool) -> Picture {
    let side = 160_u32;
    let (mut pixels, mut alpha) = (Vec::new(), Vec::new());
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = (f64::from(x) - 79.5, f64::from(y) - 79.5);
            let ring = (dx.hypot(dy) - 65.0).abs() < 10.0;
            let bar = dx.abs() < 12.0 && dy.abs() < 40.0;
            let ink = ring || bar;
            pixels.extend(if rgb { vec![200, 20, 30] } else { vec![if ink { 40 } else { 230 }] });
            alpha.push(if ink { 220 } else { 0 });
        }
    }
    Picture { width: side, height: side, natural: None, pixels, rgb, alpha: rgb.then_some(alpha) }
}

fn ellipse(area: Rect, stroke: Stroke) -> Draw {
    Draw::Ellipse(Ellipse { area, stroke })
}

/// What every copy has: title, labels, frames and rules.
pub(crate) fn fixed() -> Layer {
    let gothic = Style { role: FontRole::Gothic, tenths_pt: 90, ..PLAIN };
    let title = Style { role: FontRole::GothicBold, tenths_pt: 160, ..PLAIN };
    let small = Style { tenths_pt: 60, ..gothic };
    let dashed = Stroke { dash: Some((mm(20), mm(10))), ..stroke(20) };
    let mut draws = vec![
        (Role::Title, Draw::Text(line(700, 250, title, "住民票の写し（見本）"))),
        (
            Role::Artifact,
            Draw::Fill(Fill { area: rect(200, 300, 400, 100), colour: Colour::Grey(220) }),
        ),
        (Role::Label, Draw::Text(line(220, 370, gothic, "氏名・フリガナ"))),
        (
            Role::Artifact,
            Draw::Frame(Frame { area: rect(200, 300, 1700, 1000), stroke: stroke(50) }),
        ),
        (Role::Artifact, rule(200, 400, 1900, 400, stroke(25))),
        (Role::Artifact, rule(600, 300, 600, 1300, stroke(10))),
        (Role::Artifact, rule(200, 1400, 1900, 1400, dashed.clone())),
        (
            Role::Artifact,
            Draw::Frame(Frame { area: rect(1500, 1500, 300, 200), stroke: dashed.clone() }),
        ),
        (Role::Artifact, rule(1500, 1500, 1800, 1700, stroke(30))),
        (Role::Artifact, ellipse(rect(1500, 1750, 300, 120), stroke(20))),
        (Role::Artifact, ellipse(rect(1850, 1750, 60, 120), dashed)),
        (
            Role::Note,
            Draw::Text(line(
                200,
                2700,
                small,
                "この用紙は見本であり、証明書としての効力はありません。",
            )),
        ),
    ];
    let items = draws.drain(..).zip(0..).map(|((role, draw), order)| item(order * 10, role, draw));
    Layer { name: "main.first".to_owned(), items: items.collect() }
}

/// What one record adds. `no` tells records apart.
pub(crate) fn values(no: usize) -> Vec<Item> {
    let mut draws: Vec<Draw> = NAMES
        .iter()
        .zip(0..)
        .map(|(name, row)| Draw::Text(line(620, 480 + row * 100, PLAIN, name)))
        .collect();
    let narrow = Style { condense_pct: 70, tenths_pt: 90, ..PLAIN };
    let ud = Style { role: FontRole::UdMincho, ..PLAIN };
    let ocr = Style { role: FontRole::OcrB, tenths_pt: 120, ..PLAIN };
    let upright = Style { mode: WritingMode::Vertical, ..PLAIN };
    let upright_ud = Style { role: FontRole::UdMincho, ..upright };
    let turned = Style { mode: WritingMode::Turned, ..narrow };
    let red = Style { colour: Colour::Rgb(200, 0, 0), tenths_pt: 80, ..PLAIN };
    draws.extend([
        Draw::Text(line(
            220,
            1370,
            narrow,
            "東京都見本区見本町一丁目２番３号　見本マンション１０１号室",
        )),
        Draw::Text(line(220, 1480, ud, "令和７年１１月２２日　第 12,345 号")),
        Draw::Text(line(220, 1580, ocr, &format!("0123456789 {no:04}"))),
        Draw::Text(line(250, 1650, upright, "「葛\u{E0102}西ー見本」（一）か\u{309A}。")),
        Draw::Text(line(400, 1650, upright_ud, "「ーカタカナ、見本」Ａ。")),
        Draw::Text(line(500, 1650, turned, "ABC Café 12,345")),
        Draw::Text(spread(800, 2050, turned, 123, "ABC 見本 Café")),
        Draw::Text(line(600, 1700, red, "赤い文字　見本")),
        Draw::Text(spread(600, 1800, PLAIN, 437, "均等割付葛\u{E0102}")),
        Draw::Text(spread(600, 1880, narrow, 123, "均等割付 ABC Café 見本")),
        Draw::Text(spread(600, 1960, ocr, -29, "0123456789")),
        Draw::Text(spread(700, 2050, upright, 211, "縦ー均等「割付」")),
        Draw::Image(Image { area: rect(1200, 2000, 300, 300), picture: Arc::new(seal(true)) }),
        Draw::Image(Image { area: rect(1600, 2000, 200, 240), picture: Arc::new(seal(false)) }),
    ]);
    let items = draws.into_iter().zip(0..);
    items.map(|(draw, order)| item(order * 10 + 5, Role::Value, draw)).collect()
}

/// An A4 page.
pub(crate) fn page(fixed: &Arc<Layer>, items: Vec<Item>) -> Page {
    let size = Size::new(Length::mm(210), Length::mm(297));
    Page { size, fixed: fixed.clone(), items }
}

/// One record of one page.
pub(crate) fn document(fixed: &Arc<Layer>, no: usize) -> Document {
    Document { pages: vec![page(fixed, values(no))] }
}

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
