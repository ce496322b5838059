//! The documents that lies are told about: three records of one page each with a bit of everything,
//! two of them on one master.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chohyo_engine::length::{Length, Point, Rect, Size};
use chohyo_engine::page::{
    Cluster, Colour, Document, Draw, Ellipse, Fill, Frame, Glyph, Image, Item, Layer, Page,
    Picture, Role, Rule, Stroke, TextRun, WritingMode,
};
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_engine::proof::{Level, Proof, prove};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_fonts::charset::resolve_names;
use chohyo_fonts::{Direction, FontRole, FontSet};
use chohyo_golden::folder;

pub(crate) static FONTS: LazyLock<FontSet> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts");
    folder::fonts(&folder, "").unwrap_or_else(|_| panic!("the fonts are whole"))
});

/// Items of a record, by their place in [`Page::items`].
pub(crate) const FILL: usize = 0;
pub(crate) const NAME: usize = 1;
pub(crate) const MARK: usize = 2;
pub(crate) const DOWN: usize = 3;
pub(crate) const NUMBER: usize = 4;
pub(crate) const SEAL: usize = 5;
pub(crate) const CIRCLE: usize = 6;

/// Items of the fixed layer.
pub(crate) const RULE: usize = 0;
pub(crate) const DASHED: usize = 1;
pub(crate) const FRAME: usize = 2;
pub(crate) const LABEL: usize = 3;

pub(crate) fn run(role: FontRole, text: &str, mode: WritingMode, at: (i64, i64)) -> TextRun {
    let direction = match mode {
        WritingMode::Vertical => Direction::Vertical,
        _ => Direction::Horizontal,
    };
    let shaped = FONTS.shape(role, text, direction.into());
    let shaped = shaped.unwrap_or_else(|_| panic!("the fonts have {text:?}"));
    let (size, em) = (Length::pt(10), i64::from(shaped.units_per_em));
    let (mut clusters, mut glyphs, mut pen) = (Vec::new(), Vec::new(), 0);
    for cluster in &shaped.clusters {
        let first = glyphs.len() as u32;
        for glyph in &*cluster.glyphs {
            let units = |units: i64| size.scale(units, em);
            let (x, y) = (i64::from(glyph.x), -i64::from(glyph.y));
            let (x, y) = match mode {
                WritingMode::Vertical => (units(x), units(pen + y)),
                _ => (units(pen + x), units(y)),
            };
            glyphs.push(Glyph { id: glyph.id, x, y });
        }
        let text = cluster.text.start as u32..cluster.text.end as u32;
        clusters.push(Cluster { text, glyphs: first..glyphs.len() as u32 });
        pen += i64::from(cluster.advance);
    }
    TextRun {
        face: shaped.clusters[0].face,
        size,
        condense_pct: 100,
        mode,
        colour: Colour::BLACK,
        origin: Point::new(Length::mm(at.0), Length::mm(at.1)),
        text: text.to_owned(),
        clusters,
        glyphs,
    }
}

pub(crate) fn stroke(quarters: i64) -> Stroke {
    let width = Length::pt(1).scale(quarters, 4);
    Stroke { width, dash: None, colour: Colour::BLACK, double: false }
}

pub(crate) fn area(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height))
}

pub(crate) fn picture(dark: u8) -> Arc<Picture> {
    let pixels = vec![dark, 200, 200, dark];
    Arc::new(Picture { width: 2, height: 2, natural: None, pixels, rgb: false, alpha: None })
}

pub(crate) fn item(name: &str, draw: Draw) -> Item {
    Item { order: 0, role: Role::Value, name: Some(name.into()), draw }
}

fn rule(y: i64, stroke: Stroke) -> Draw {
    let at = |x| Point::new(Length::mm(x), Length::mm(y));
    Draw::Rule(Rule { from: at(20), to: at(190), stroke })
}

fn layer(name: &str, label: &str) -> Arc<Layer> {
    let dash = Some((Length::pt(3), Length::pt(2)));
    let items = vec![
        item("罫線", rule(30, stroke(4))),
        item("破線", rule(34, Stroke { dash, ..stroke(2) })),
        item("枠", Draw::Frame(Frame { area: area(20, 40, 100, 20), stroke: stroke(3) })),
        item("見出し", Draw::Text(run(FontRole::Gothic, label, WritingMode::Horizontal, (22, 47)))),
    ];
    Arc::new(Layer { name: name.to_owned(), items })
}

fn record(fixed: &Arc<Layer>, name: &str) -> Document {
    let private = resolve_names("{MJ014004}").unwrap_or_else(|_| panic!("a name of MJ"));
    let flat = |text: &str, y| run(FontRole::Mincho, text, WritingMode::Horizontal, (30, y));
    let number = TextRun {
        condense_pct: 100,
        ..run(FontRole::OcrB, "0123", WritingMode::Horizontal, (30, 90))
    };
    let down = run(FontRole::Mincho, "山「あ」ー", WritingMode::Vertical, (180, 60));
    let circle = Ellipse { area: area(60, 120, 12, 8), stroke: stroke(4) };
    let items = vec![
        item("地", Draw::Fill(Fill { area: area(28, 52, 60, 6), colour: Colour::Grey(230) })),
        item("氏名", Draw::Text(flat(name, 56))),
        item("印", Draw::Text(flat(&format!("か\u{3099}{private}Ａ"), 70))),
        item("縦", Draw::Text(down)),
        item("番号", Draw::Text(number)),
        item("公印", Draw::Image(Image { area: area(150, 200, 20, 20), picture: picture(10) })),
        item("丸", Draw::Ellipse(circle)),
    ];
    let size = Size::new(Length::mm(210), Length::mm(297));
    Document { pages: vec![Page { size, fixed: fixed.clone(), items }] }
}

/// Three records.
pub(crate) fn documents() -> Vec<Document> {
    let (main, other) = (layer("main", "氏名（見本）"), layer("other", "住所（見本）"));
    vec![
        record(&main, "辻\u{E0102}飾花子〜"),
        record(&main, "架空太郎様"),
        record(&other, "見本次郎様"),
    ]
}

/// A PDF of documents.
pub(crate) fn pdf(documents: &[Document]) -> Vec<u8> {
    let meta = Metadata { title: "見本".to_owned(), date: None, language: "ja-JP" };
    let mut session = Session::begin(Vec::new(), &FONTS, &meta, Profile::PdfA2u).expect("begins");
    documents.iter().for_each(|document| session.push(document).expect("written"));
    session.finish().expect("finished")
}

/// Proves a file against what was meant, as deep as asked.
pub(crate) fn proved(meant: &[Document], pdf: Vec<u8>, depth: Level) -> Proof {
    let file = ReadDocument::open(pdf, Limits::default()).expect("a PDF");
    prove(&FONTS, meant, &file, depth)
}

/// Proves a file by what is read of it.
pub(crate) fn proof(meant: &[Document], pdf: Vec<u8>) -> Proof {
    proved(meant, pdf, Level::ReadBack)
}

/// The codes of a proof's findings.
pub(crate) fn codes(proof: &Proof) -> Vec<&'static str> {
    proof.findings.iter().map(|found| found.code.0).collect()
}
