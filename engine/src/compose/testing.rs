//! What the tests of this room share: the product's fonts and plain styles.

use std::borrow::Cow;
use std::sync::LazyLock;

use chohyo_fonts::{FontRole, FontSet, FontSource};

use super::measure::{Measured, measure};
use crate::form::{Align, Fit, LastWord, Style, VerticalAlign};
use crate::length::Length;
use crate::page::{Colour, WritingMode};

const FILES: [(&str, FontRole); 5] = [
    ("ipamjm.ttf", FontRole::Mincho),
    ("BIZUDMincho-Regular.ttf", FontRole::UdMincho),
    ("BIZUDGothic-Regular.ttf", FontRole::Gothic),
    ("BIZUDGothic-Bold.ttf", FontRole::GothicBold),
    ("OCRB.otf", FontRole::OcrB),
];

static SET: LazyLock<FontSet> = LazyLock::new(|| {
    let source = |&(file, role): &(&str, FontRole)| {
        let path = format!("{}/../fonts/data/{file}", env!("CARGO_MANIFEST_DIR"));
        let data = Cow::Owned(std::fs::read(path).expect("the fonts are in the repository"));
        FontSource { name: file.split('.').next().unwrap_or_default().to_owned(), role, data }
    };
    FontSet::new(FILES.iter().map(source).collect()).expect("the fonts are whole")
});

/// The product's fonts.
pub(super) fn fonts() -> &'static FontSet {
    &SET
}

/// A text in the MJ face.
pub(super) fn mincho(text: &str) -> Measured {
    let Ok(measured) = measure(fonts(), FontRole::Mincho, text) else {
        panic!("the MJ face has every character of this test")
    };
    measured
}

/// 10 pt Mincho, left, top, without a frame; only the base, then refuse.
pub(super) fn plain() -> Style {
    Style {
        font: FontRole::Mincho,
        size: Length::pt(10),
        align: Align::Left,
        valign: VerticalAlign::Top,
        pad: Length::ZERO,
        line_pct: 100,
        border: None,
        underline: false,
        colour: Colour::BLACK,
        fit: Fit { name: "base".to_owned(), attempts: Vec::new(), last: LastWord::Refuse },
        mode: WritingMode::Horizontal,
    }
}
