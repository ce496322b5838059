//! The third layer says what a PDF holds, and nothing that moves without a reason.

use std::path::Path;
use std::sync::Arc;

use chohyo_engine::length::{Length, Point, Rect, Size};
use chohyo_engine::page::{
    Cluster, Colour, Document, Draw, Glyph, Image, Item, Layer, Page, Picture, Role, Rule, Stroke,
    TextRun, WritingMode,
};
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_fonts::{FontRole, FontSet, Setting};
use chohyo_golden::folder;
use chohyo_golden::objects::objects;

fn fonts() -> FontSet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts");
    folder::fonts(&folder, "").unwrap_or_else(|_| panic!("the fonts are whole"))
}

fn pdf(fonts: &FontSet, text: &str, grey: u8) -> Vec<u8> {
    let rule = Rule {
        from: Point::new(Length::mm(20), Length::mm(30)),
        to: Point::new(Length::mm(190), Length::mm(30)),
        stroke: Stroke { width: Length::pt(1), dash: None, colour: Colour::BLACK, double: false },
    };
    let picture =
        Picture { width: 1, height: 1, natural: None, pixels: vec![grey], rgb: false, alpha: None };
    let area = Rect::new(Length::mm(1), Length::mm(2), Length::mm(3), Length::mm(4));
    let item = |role, draw| Item { order: 0, role, name: None, draw };
    let page = Page {
        size: Size::new(Length::mm(210), Length::mm(297)),
        fixed: Arc::new(Layer {
            name: "main".to_owned(),
            items: vec![item(Role::Artifact, Draw::Rule(rule))],
        }),
        items: vec![
            item(Role::Value, Draw::Text(run(fonts, text))),
            item(Role::Value, Draw::Image(Image { area, picture: Arc::new(picture) })),
        ],
    };
    let meta = Metadata { title: "見本".to_owned(), date: None, language: "ja-JP" };
    let mut session = Session::begin(Vec::new(), fonts, &meta, Profile::PdfA2u).expect("begins");
    session.push(&Document { pages: vec![page] }).expect("the page is written");
    session.finish().expect("the file is finished")
}

fn run(fonts: &FontSet, text: &str) -> TextRun {
    let face = fonts.role(FontRole::Mincho);
    let shaped = fonts.face(face).shape(text, Setting::default()).expect("in the face").clusters;
    let (mut clusters, mut glyphs) = (Vec::new(), Vec::new());
    for (index, cluster) in (0..).zip(&shaped) {
        clusters.push(Cluster {
            text: cluster.text.start as u32..cluster.text.end as u32,
            glyphs: index..index + 1,
        });
        let x = Length::pt(10) * i64::from(index);
        glyphs.push(Glyph { id: cluster.glyphs[0].id, x, y: Length::ZERO });
    }
    TextRun {
        face,
        size: Length::pt(10),
        condense_pct: 100,
        mode: WritingMode::Horizontal,
        colour: Colour::BLACK,
        origin: Point::new(Length::pt(72), Length::pt(72)),
        text: text.to_owned(),
        clusters,
        glyphs,
    }
}

#[test]
fn the_text_says_what_the_file_holds() {
    let fonts = fonts();
    let text = objects(&pdf(&fonts, "辻\u{E0102}", 7)).expect("readable");
    for expected in [
        "1: <<\n",
        "  /Lang \"ja-JP\"\n",
        "/BaseFont /*+IPAmjMincho",
        "  | /L Do\n",
        "  | 72 769.89 Td\n",
        "  | /Artifact BMC\n",
        "  | 1 w\n",
        "<8FBBDB40DD02>",
        "samples",
        "<pdfaid:conformance>U",
    ] {
        assert!(text.contains(expected), "{expected:?} not in\n{text}");
    }
    assert!(!text.contains("FlateDecode") && !text.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn only_what_changed_changes() {
    let fonts = fonts();
    let text = |text| objects(&pdf(&fonts, text, 7)).expect("readable");
    let (one, other) = (text("見本"), text("見木"));
    assert_eq!(one, text("見本"));
    let changed = one.lines().zip(other.lines()).filter(|(a, b)| a != b).count();
    assert_eq!(one.lines().count(), other.lines().count());
    assert_eq!(changed, 2, "the line shown and its mapping to Unicode");
}

#[test]
fn what_is_no_pdf_is_refused() {
    assert_eq!(objects(b"not a PDF"), Err("P030"));
}
