//! Small PDF files, written out as text.

use chohyo_engine::readback::{Limits, ReadDocument, ReadPage};

/// A file of these objects: number 1 is the catalogue. Fonts of the one page are objects from 10.
pub(crate) fn page(content: &str, fonts: &[&str]) -> Vec<u8> {
    let names: String =
        (0..fonts.len()).map(|index| format!("/F{index} {} 0 R ", index + 10)).collect();
    let mut objects = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (
            3,
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R\
                 /Resources<</Font<<{names}>>>>>>"
            ),
        ),
        (4, stream(content)),
    ];
    objects.extend(fonts.iter().enumerate().map(|(at, font)| (at + 10, (*font).to_owned())));
    file(&objects)
}

pub(crate) fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// The objects behind a header; readers find them without a table.
pub(crate) fn file(objects: &[(usize, String)]) -> Vec<u8> {
    let bodies: String =
        objects.iter().map(|(number, body)| format!("{number} 0 obj\n{body}\nendobj\n")).collect();
    format!("%PDF-1.7\n{bodies}trailer\n<</Root 1 0 R/Size 99>>\n%%EOF\n").into_bytes()
}

/// The first page of a file.
pub(crate) fn read(bytes: Vec<u8>) -> ReadPage {
    let document = ReadDocument::open(bytes, Limits::default()).expect("a PDF");
    document.pages().next().expect("a page")
}
