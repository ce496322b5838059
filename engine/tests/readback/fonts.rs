use crate::small_pdf::{page, read};

/// A composite font that is not in the file.
fn composite(encoding: &str, ordering: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/Mincho-W3/Encoding/{encoding}/DescendantFonts[<<\
         /Type/Font/Subtype/CIDFontType0/BaseFont/Mincho-W3/DW 1000/CIDSystemInfo\
         <</Registry(Adobe)/Ordering({ordering})/Supplement 2>>>>]>>"
    )
}

#[test]
fn texts_of_fonts_that_are_not_in_the_file() {
    for (encoding, codes, text) in [
        ("UniJIS-UCS2-H", "845B30423042FF5E", "葛ああ～"),
        ("UniJIS-UTF16-H", "D842DFB74F4F", "𠮷住"),
        ("90ms-RKSJ-H", "8F5A41B1", "住Aｱ"),
        ("EUC-H", "BDBBCCB1", "住民"),
        ("H", "3D3B4C31", "住民"),
        ("UniJIS-UCS2-V", "4F4F3001", "住、"),
        ("Identity-H", "06990699", "供供"),
    ] {
        let font = composite(encoding, "Japan1");
        let read = read(page(&format!("BT /F0 10 Tf 20 100 Td <{codes}> Tj ET"), &[&font]));
        let told: String = (0..read.glyphs.len()).map(|at| read.text_of(at)).collect();
        assert_eq!(told, text, "{encoding}");
        assert_eq!(read.textless(), 0, "{encoding}");
        assert!(read.glyphs.iter().all(|glyph| glyph.glyph.is_none()), "{encoding}");
        assert_eq!(read.fonts.len(), 1, "{encoding}");
        assert_eq!((read.fonts[0].name.as_str(), read.fonts[0].embedded), ("Mincho-W3", false));
    }
}

#[test]
fn places_come_from_the_file_alone() {
    let font = composite("UniJIS-UCS2-H", "Japan1");
    let read = read(page("BT /F0 10 Tf 20 100 Td <4F4F6C11> Tj ET", &[&font]));
    let at: Vec<_> = read.glyphs.iter().map(|glyph| glyph.origin.x.to_pt()).collect();
    assert_eq!(at, [20.0, 30.0]);
    assert!(read.glyphs.iter().all(|glyph| glyph.advance.to_pt() == 10.0 && glyph.stretch == 1000));
}

#[test]
fn what_is_not_said_stays_unsaid() {
    let font = composite("Identity-H", "Identity");
    let read = read(page("BT /F0 10 Tf 20 100 Td <00410042> Tj ET", &[&font]));
    assert_eq!((read.glyphs.len(), read.textless(), read.unread_fonts), (2, 2, 0));
    assert_eq!(read.glyphs[1].code, 0x42);
}

/// No font of the collection has 葥.
#[test]
fn a_code_that_the_encoding_does_not_have_says_nothing() {
    let font = composite("UniJIS-UCS2-H", "Japan1");
    let read = read(page("BT /F0 10 Tf 20 100 Td <84653042> Tj ET", &[&font]));
    assert!(read.textless() > 0 && read.lines()[0].text == "あ");
}

#[test]
fn a_font_that_cannot_be_read_is_told() {
    let font = composite("Vendor-Own-H", "Japan1");
    let read = read(page("BT /F0 10 Tf 20 100 Td <88E489BB> Tj ET", &[&font]));
    assert_eq!((read.glyphs.len(), read.unread_fonts), (0, 1));
}

/// Text that an unreadable font seems to write in Latin letters is no text.
#[test]
fn a_font_that_cannot_be_read_says_nothing() {
    let font = composite("Vendor-Own-H", "Japan1");
    let read = read(page("BT /F0 10 Tf 20 100 Td (AB) Tj ET", &[&font]));
    assert_eq!((read.textless(), read.unread_fonts), (read.glyphs.len(), 1));
}

#[test]
fn simple_fonts_that_are_not_in_the_file() {
    let simple = |name: &str, more: &str| {
        format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 65/LastChar 67/Widths[500 600 700]{more}>>"
        )
    };
    let fonts = [
        simple("MS-Gothic", "/Encoding/WinAnsiEncoding"),
        simple("ABCDEF+Vendor", "/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[66/yen]>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let fonts: Vec<&str> = fonts.iter().map(String::as_str).collect();
    let content = "BT 20 100 Td /F0 10 Tf (AB) Tj /F1 10 Tf (AB) Tj /F2 10 Tf (Az) Tj ET";
    let read = read(page(content, &fonts));
    let told: String = (0..read.glyphs.len()).map(|at| read.text_of(at)).collect();
    assert_eq!(told, "ABA¥Az");
    let widths: Vec<_> = read.glyphs.iter().map(|glyph| glyph.advance.to_pt()).collect();
    assert_eq!(widths, [5.0, 6.0, 5.0, 6.0, 6.67, 5.0]);
    // 「A」 of the first two fonts is the same in all that the file says: the name is not guessed.
    let names: Vec<_> =
        read.glyphs.iter().map(|glyph| read.fonts[glyph.font].name.as_str()).collect();
    assert_eq!(names, ["", "MS-Gothic", "", "Vendor", "Helvetica", "Helvetica"]);
    assert!(read.fonts.iter().all(|font| !font.embedded));
}
