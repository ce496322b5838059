use crate::small_pdf::{page, read};

const MINCHO: &str = "<</Type/Font/Subtype/Type0/BaseFont/Mincho-W3/Encoding/UniJIS-UCS2-H\
    /DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Mincho-W3/DW 1000/CIDSystemInfo\
    <</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>]>>";

fn lines(content: &str) -> Vec<(String, [f64; 4])> {
    let vertical = MINCHO.replace("UCS2-H", "UCS2-V");
    let read = read(page(content, &[MINCHO, &vertical]));
    let boxed = |line: &chohyo_engine::readback::ReadLine| {
        let (at, size) = (line.bounds.origin, line.bounds.size);
        [at.x, at.y, size.width, size.height].map(|length| (length.to_pt() * 10.0).round() / 10.0)
    };
    read.lines().iter().map(|line| (line.text.clone(), boxed(line))).collect()
}

#[test]
fn vertical_writing_is_a_line() {
    let told = lines("BT /F1 10 Tf 50 180 Td <4F4F6C11> Tj <796830FB> Tj ET");
    assert_eq!(told, [("住民票・".to_owned(), [45.0, 20.0, 10.0, 40.0])]);
}

/// As browsers write columns: upright glyphs, placed one below the other.
#[test]
fn a_column_of_single_glyphs_is_a_line() {
    let one = |code: &str, y: i32| format!("BT /F0 10 Tf 1 0 0 1 50 {y} Tm <{code}> Tj ET\n");
    let told = lines(&(one("4F4F", 180) + &one("6C11", 170) + &one("7968", 160)));
    assert_eq!(told, [("住民票".to_owned(), [50.0, 11.2, 10.0, 30.0])]);
    let rows = one("4F4F", 180) + &one("6C117968", 170) + &one("4F4F", 150);
    let told: Vec<_> = lines(&rows).into_iter().map(|(text, _)| text).collect();
    assert_eq!(told, ["住", "民票", "住"]);
}
