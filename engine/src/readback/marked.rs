//! Marked content: the texts of `/ActualText` (PDF 1.7, 14.9.4).

use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};

/// The spans that are open, and the texts of all that were.
#[derive(Default)]
pub(super) struct Marked {
    open: Vec<Option<usize>>,
    /// Whether a span was closed that was not opened.
    unopened: bool,
    pub(super) texts: Vec<String>,
    /// Bytes of the texts.
    pub(super) length: usize,
}

impl Marked {
    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText".as_slice()));
        let span = text.map(|text| {
            self.texts.push(decoded(text.as_bytes()));
            self.length = self.length.saturating_add(self.texts.last().map_or(0, String::len));
            self.texts.len() - 1
        });
        self.open.push(span.or(self.innermost()));
    }

    pub(super) fn end(&mut self) {
        self.unopened |= self.open.pop().is_none();
    }

    /// Whether every span that was opened was closed, and no other.
    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty() && !self.unopened
    }

    /// The span that a glyph stands in now.
    pub(super) fn innermost(&self) -> Option<usize> {
        self.open.last().copied().flatten()
    }
}

/// A text string (PDF 1.7, 7.9.2.2; UTF-8 by PDF 2.0). Of PDFDocEncoding the part that is ASCII
/// or Latin-1; its few other codes read as U+FFFD.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| pdf_doc(byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn pdf_doc(byte: u8) -> char {
    match byte {
        0x18..=0x1F | 0x80..=0xA0 => char::REPLACEMENT_CHARACTER,
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn texts_of_all_encodings() {
        assert_eq!(decoded(b"\xFE\xFF\x84\x5B\xDB\x40\xDD\x00"), "葛\u{E0100}");
        assert_eq!(decoded(b"\xFF\xFE\x42\x30"), "あ");
        assert_eq!(decoded("\u{FEFF}あ".as_bytes()), "あ");
        assert_eq!(decoded(b"A\xE9\x80"), "Aé\u{FFFD}");
    }
}
