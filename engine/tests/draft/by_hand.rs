//! A drawing as an office's program writes it: borders as thin filled rectangles, a font that is
//! not in the file, spread headings.

use chohyo_engine::draft::{Drawing, Gap, Order, draft, from_page};
use chohyo_engine::form::{Basis, FormKind, IdStatus};
use chohyo_engine::record::{Schema, schema};
use chohyo_engine::source::Library;

use crate::library::repository;
use crate::support::{blank, form, lacks, pdf, read_page, sample};

const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UCS2-H\
    /DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/DW 1000\
    /CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>]>>";

/// Millimetres from the top left corner as points of the file.
fn at(x: f64, y: f64) -> (f64, f64) {
    (x * 72.0 / 25.4, (297.0 - y) * 72.0 / 25.4)
}

/// A rule as a filled rectangle.
fn rule(x0: f64, y0: f64, x1: f64, y1: f64, width: f64) -> String {
    let half = width / 2.0;
    let (x, y) = at(x0 - half, y1 + half);
    let size = |mm: f64| (mm + width) * 72.0 / 25.4;
    format!("{x:.3} {y:.3} {:.3} {:.3} re f\n", size(x1 - x0), size(y1 - y0))
}

/// Words whose em boxes begin at a place.
fn words(x: f64, y: f64, size: f64, text: &str) -> String {
    let (x, y) = at(x, y + size * 0.88 * 25.4 / 72.0);
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F0 {size} Tf {x:.3} {y:.3} Td <{codes}> Tj ET\n")
}

/// A notice with a table: head, five rows, four columns, a heavier frame, and text around it.
fn notice() -> String {
    let mut content = words(70.0, 20.0, 16.0, "見本決定通知書");
    content +=
        &words(20.0, 50.0, 10.5, "　次のとおり決定したので、通知します。この文は見本で、二行に");
    content += &words(20.0, 56.0, 10.5, "わたります。");
    let xs = [20.0, 50.0, 95.5, 140.0, 190.0];
    let ys = [80.0, 88.0, 96.0, 104.0, 112.0, 120.0, 128.0];
    for y in &ys[1..6] {
        content += &rule(20.0, *y, 190.0, *y, 0.18);
    }
    for x in &xs[1..4] {
        content += &rule(*x, 80.0, *x, 128.0, 0.18);
    }
    for (x0, y0, x1, y1) in [
        (20.0, 80.0, 190.0, 80.0),
        (20.0, 128.0, 190.0, 128.0),
        (20.0, 80.0, 20.0, 128.0),
        (190.0, 80.0, 190.0, 128.0),
    ] {
        content += &rule(x0, y0, x1, y1, 0.5);
    }
    let em = 9.0 * 25.4 / 72.0;
    for (index, (letters, text)) in
        [(2.0, "区分"), (3.0, "支給額"), (3.0, "支給月"), (2.0, "備考")].iter().enumerate()
    {
        let middle = (xs[index] + xs[index + 1]) / 2.0;
        content += &words(middle - letters * em / 2.0, 84.0 - em / 2.0, 9.0, text);
    }
    for (index, x) in [25.0, 35.0, 45.0].into_iter().enumerate() {
        content += &words(x, 150.0, 9.0, ["担", "当", "課"][index]);
    }
    content + &rule(20.0, 160.0, 190.0, 160.0, 0.3)
}

fn file(content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.276 841.89]/Contents 4 0 R\
         /Resources<</Font<</F0 5 0 R>>>>>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n{FONT}\nendobj\ntrailer\n<</Root 1 0 R/Size 9>>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

fn record(library: &Library) -> Schema {
    schema::load(library, "jidoteate.decision").unwrap_or_else(|_| panic!("a schema"))
}

fn order(schema: &Schema) -> Order<'_> {
    Order {
        id: "0279901",
        id_status: IdStatus::Provisional,
        name: "見本決定通知書",
        edition: "1.0",
        kind: FormKind::Notice,
        family: None,
        basis: Basis::Reconstructed,
        sources: &[],
        part: "main",
        schema,
        known: None,
    }
}

#[test]
fn a_table_drawn_by_hand_is_drawn_again() {
    let mut library = repository();
    let page = read_page(file(&notice()));
    let schema = record(&library);
    let made = draft(&from_page(&page), &order(&schema));
    for words in [
        "basis = \"reconstructed\"",
        "title = \"見本決定通知書\"",
        "label = \"区分\"",
        "para = \"　次のとおり決定したので、通知します。この文は見本で、二行に\\nわたります。\"",
        "label = \"担当課\"",
        "name = \"未決・支給額\"",
    ] {
        assert!(made.layout.contains(words), "{words}\n{}", made.layout);
    }
    assert_eq!(made.gaps.iter().filter(|gap| matches!(gap, Gap::Unbound(_))).count(), 4);
    library.add_text("draft.toml", made.layout);
    let new = form(&library, "draft.toml");
    let path = "027-jidoteate/0279001/2.0.toml";
    let again = read_page(pdf(&blank(&library, &new, &sample(&new, path))));
    assert_eq!(lacks(&page, &again, false), Vec::<String>::new());
    assert_eq!(lacks(&again, &page, true), Vec::<String>::new());
}

/// Whatever a page holds, the draft loads: quotes, braces, controls, a thousand crossing rules.
#[test]
fn a_draft_always_loads() {
    let library = repository();
    let schema = record(&library);
    let mut many = String::new();
    for index in 0..60 {
        let at = 10.0 + f64::from(index) * 3.1;
        many += &rule(10.0, at, 195.0, at, 0.1);
        many += &rule(at, 10.0, at, 195.0, 0.1);
    }
    let cases = [
        String::new(),
        words(20.0, 20.0, 10.0, "\"{氏名}\" \\ {{ # ]"),
        words(-30.0, 290.0, 300.0, "大"),
        words(20.0, 20.0, 0.01, "小さい"),
        rule(-50.0, 20.0, 400.0, 20.0, 0.2) + &rule(0.0, 0.0, 0.0, 297.0, 5.0),
        format!("{} 100 m 300 400 l 10 10 l S\n0.5 g 50 50 100 100 re f\n", 20),
        many,
    ];
    for content in cases {
        let page = read_page(file(&content));
        let made = draft(&from_page(&page), &order(&schema));
        let mut library = library.clone();
        library.add_text("draft.toml", made.layout);
        form(&library, "draft.toml");
    }
    let made = draft(&Drawing::default(), &order(&schema));
    assert_eq!(made.items, 0);
}
