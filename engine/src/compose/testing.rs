//! What the tests of this room share: the product's fonts and plain styles.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use chohyo_fonts::{FontRole, FontSet, FontSource, Forms};

use super::measure::{Measured, measure};
use crate::expression::{Expr, Path, Piece, Template};
use crate::form::{
    Align, Area, Basis, Beyond, Effective, Fit, Form, FormId, FormKind, IdStatus, Item, Kind,
    LastWord, LineRules, On, Paper, Part, Style, VerticalAlign, Words, Writing,
};
use crate::length::{Length, Rect, Size};
use crate::page::{Colour, Role};
use crate::record::schema::Charset;
use crate::record::{Group, GroupId, GroupValue, ItemType, Record, Schema, Value};
use crate::source::{SourceFile, SourceSpan};

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
pub(crate) fn fonts() -> &'static FontSet {
    &SET
}

/// A text in the MJ face.
pub(super) fn mincho(text: &str) -> Measured {
    let Ok(measured) = measure(fonts(), FontRole::Mincho, Forms::NONE, text) else {
        panic!("the MJ face has every character of this test")
    };
    measured
}

/// Numbers that are the same in every run (SplitMix64).
pub(super) struct Random(pub(super) u64);

impl Random {
    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let end = u64::try_from(end.max(1)).expect("64 bits at most");
        usize::try_from((z ^ (z >> 31)) % end).expect("below a usize")
    }
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
        strike: false,
        decimals: 0,
        forms: Forms::NONE,
        writing: Writing::Horizontal,
        tcy: 0,
        colour: Colour::BLACK,
        lines: LineRules::default(),
        same_size: None,
        fit: Fit {
            name: "base".to_owned(),
            attempts: Vec::new(),
            beyond: Beyond::Nowhere,
            last: LastWord::Refuse,
        },
    }
}

/// A rectangle in millimetres.
pub(super) fn mm(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height))
}

fn nowhere() -> SourceSpan {
    let file = SourceFile { name: "test.toml".to_owned(), text: String::new() };
    SourceSpan { file: Arc::new(file), bytes: 0..0 }
}

/// Root: 0 住所 (text, mj), 1 世帯員 (list of member). Member: 0 氏名 (text, mj), 1 続柄 (text).
pub(super) fn schema() -> Schema {
    let item = |name: &str, kind| crate::record::Item {
        name: name.to_owned(),
        romaji: None,
        data_id: None,
        basis: crate::record::Basis::Provisional,
        kind,
        required: false,
        secret: false,
        default: None,
    };
    let text = |charset| ItemType::Text { charset, max: 20_000, glyph_names: true };
    let members = ItemType::List { group: GroupId(1), min: 0, max: 100_000 };
    let group = |name: &str, items| Group { name: name.to_owned(), items, rows: None };
    Schema {
        id: "test".to_owned(),
        name: "試験".to_owned(),
        basis: crate::record::Basis::Provisional,
        groups: vec![
            group("root", vec![item("住所", text(Charset::Mj)), item("世帯員", members)]),
            group(
                "member",
                vec![item("氏名", text(Charset::Mj)), item("続柄", text(Charset::Any))],
            ),
        ],
        codes: Vec::new(),
        rules: Vec::new(),
        guards: Vec::new(),
        eras: crate::record::eras::shipped(),
    }
}

/// A record with an address and members of some names.
pub(super) fn record(address: &str, names: &[&str]) -> Record {
    let text = |s: &str| match s {
        "" => Value::Empty,
        _ => Value::Text(s.to_owned()),
    };
    let member = |name: &&str| GroupValue(vec![text(name), text("子")]);
    let members = Value::List(names.iter().map(member).collect());
    Record { ordinal: 7, root: GroupValue(vec![text(address), members]) }
}

/// An item of the innermost scope.
pub(super) fn path(step: usize, words: &str) -> Expr {
    Expr::Path(Path { up: 0, steps: vec![step], words: words.to_owned() })
}

/// A template of one hole.
pub(super) fn hole(expr: Expr) -> Template {
    Template(vec![Piece::Hole(expr)])
}

/// A template without holes.
pub(super) fn fixed(words: &str) -> Template {
    Template(vec![Piece::Words(words.to_owned())])
}

/// Words in a style.
pub(super) fn words(template: Template, style: Style, role: Role) -> Words {
    let style = Arc::new(style);
    Words { template, style, role, void_when: None, blank: None, required: false, ruby: None }
}

/// An item in one box.
pub(super) fn item(order: u32, area: Rect, kind: Kind) -> Item {
    Item {
        order,
        id: None,
        name: None,
        source: nowhere(),
        basis: Basis::Reconstructed,
        when: None,
        grade: None,
        variable: false,
        on: On::All,
        areas: vec![Area { first: area, second: None }],
        kind,
    }
}

/// A field without a label.
pub(super) fn field(order: u32, area: Rect, template: Template, style: Style) -> Item {
    let field = Some(words(template, style, Role::Value));
    item(order, area, Kind::Cell { label: None, field })
}

/// A label without a field.
pub(super) fn label(order: u32, area: Rect, template: Template, style: Style) -> Item {
    let label = Some(words(template, style, Role::Label));
    item(order, area, Kind::Cell { label, field: None })
}

/// An A4 form of one part.
pub(super) fn form(items: Vec<Item>) -> Form {
    let size = Size::new(Length::mm(210), Length::mm(297));
    let part = Part {
        name: "main".to_owned(),
        paper: Paper { name: "A4 portrait".to_owned(), size },
        printable: Length::ZERO,
        envelopes: Vec::new(),
        when: None,
        side: crate::form::Side::Any,
        void: "＊＊＊".to_owned(),
        items,
    };
    Form {
        id: FormId("0019999".to_owned()),
        id_status: IdStatus::Provisional,
        name: "試験（見本）".to_owned(),
        family: None,
        business: "001".to_owned(),
        edition: "1.0".to_owned(),
        effective: Effective::default(),
        kind: FormKind::Certificate,
        basis: Basis::Reconstructed,
        sources: Vec::new(),
        schema: Arc::new(schema()),
        vary: Vec::new(),
        reveal: Vec::new(),
        unused: None,
        parts: vec![part],
        source: nowhere(),
        warnings: Vec::new(),
    }
}
