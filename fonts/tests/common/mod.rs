//! The product's fonts, opened once per test program.
#![allow(dead_code, unreachable_pub)]

pub mod lines;

use std::borrow::Cow;
use std::sync::LazyLock;

use chohyo_fonts::{Face, FontRole, FontSet, FontSource};

/// File and role of every font of the product.
pub const FILES: [(&str, FontRole); 5] = [
    ("ipamjm.ttf", FontRole::Mincho),
    ("BIZUDMincho-Regular.ttf", FontRole::UdMincho),
    ("BIZUDGothic-Regular.ttf", FontRole::Gothic),
    ("BIZUDGothic-Bold.ttf", FontRole::GothicBold),
    ("OCRB.otf", FontRole::OcrB),
];

static BYTES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/");
    FILES.iter().map(|(file, _)| std::fs::read(format!("{folder}{file}")).unwrap()).collect()
});

static SET: LazyLock<FontSet> = LazyLock::new(|| FontSet::new(sources()).unwrap());

/// The bytes of a role's file.
pub fn bytes(role: FontRole) -> &'static [u8] {
    &BYTES[FILES.iter().position(|file| file.1 == role).unwrap()]
}

/// All files, not yet opened.
pub fn sources() -> Vec<FontSource> {
    FILES.iter().map(|&(file, role)| source(file, role, Cow::Borrowed(bytes(role)))).collect()
}

/// One file, not yet opened.
pub fn source(file: &str, role: FontRole, data: Cow<'static, [u8]>) -> FontSource {
    FontSource { name: file.split('.').next().unwrap().to_owned(), role, data }
}

/// The product's set.
pub fn set() -> &'static FontSet {
    &SET
}

/// A face of the product's set.
pub fn face(role: FontRole) -> &'static Face {
    SET.face(SET.role(role))
}
