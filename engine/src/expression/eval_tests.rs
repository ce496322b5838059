//! A small household: root { 住所, 世帯員 [member], 課税 [tax], 発行 (issue), 備考 [text] }.

use std::sync::Arc;

use super::*;
use crate::form::{Basis, Effective, Form, FormId, FormKind, IdStatus, Variation, VariationType};
use crate::record::schema::{Charset, CodeListId};
use crate::record::{CodeList, Date, DateValue, Group, Item};
use crate::source::{SourceFile, SourceSpan};

const ANY: ItemType = ItemType::Text { charset: Charset::Any, max: 50, glyph_names: false };

fn item(name: &str, kind: ItemType) -> Item {
    let (name, basis) = (name.into(), crate::record::Basis::Provisional);
    let (romaji, data_id, default) = (None, None, None);
    Item { name, romaji, data_id, basis, kind, required: false, secret: false, default }
}

fn group(name: &str, items: Vec<Item>) -> Group {
    Group { name: name.into(), items, rows: None }
}

fn form() -> Form {
    let list = |group| ItemType::List { group: GroupId(group), min: 0, max: 9 };
    let root = group(
        "root",
        vec![
            item("住所", ANY),
            item("世帯員", list(1)),
            item("発行", ItemType::Group(GroupId(2))),
            item("備考", ItemType::TextList { charset: Charset::Any, max: 9, glyph_names: false }),
        ],
    );
    let member = group(
        "member",
        vec![
            item("氏名", ANY),
            item("生年月日", ItemType::Date { unknown: None, flag: None }),
            item("性別", ItemType::Code(CodeListId(0))),
            item("所得", ItemType::Money { digits: None, signed: true }),
            item("外国人", ItemType::Flag),
            item("税", list(3)),
        ],
    );
    let issue = group(
        "issue",
        vec![
            item("月", ItemType::Month),
            item("面積", ItemType::Decimal { digits: None, decimals: 2 }),
            item("枚数", ItemType::Int { digits: None, signed: true }),
            item("郵便番号", ItemType::Digits { digits: 7, exact: false, check: None }),
        ],
    );
    let tax = group("tax", vec![item("額", ItemType::Money { digits: None, signed: true })]);
    let codes = CodeList {
        name: "性別".into(),
        values: vec![("1".into(), "男".into()), ("2".into(), "女".into())],
    };
    let schema = Schema {
        id: "t".into(),
        name: "t".into(),
        basis: crate::record::Basis::Provisional,
        groups: vec![root, member, issue, tax],
        codes: vec![codes],
        rules: Vec::new(),
        guards: Vec::new(),
        eras: crate::record::eras::shipped(),
    };
    let vary = |name: &str| Variation {
        name: name.into(),
        kind: VariationType::Text { max: 9 },
        default: None,
    };
    Form {
        id: FormId("0019001".into()),
        id_status: IdStatus::Provisional,
        name: "試験".into(),
        family: None,
        business: "001".into(),
        edition: "1".into(),
        effective: Effective::default(),
        kind: FormKind::Certificate,
        basis: Basis::Reconstructed,
        sources: Vec::new(),
        schema: Arc::new(schema),
        vary: vec![vary("職名"), vary("課")],
        reveal: Vec::new(),
        unused: None,
        parts: Vec::new(),
        source: SourceSpan {
            file: Arc::new(SourceFile { name: String::new(), text: String::new() }),
            bytes: 0..0,
        },
        warnings: Vec::new(),
    }
}

fn date(text: &str, words: Option<&str>) -> Value {
    Value::Date(DateValue { date: Date::parse(text), words: words.map(Into::into) })
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn tax(amount: i64) -> GroupValue {
    GroupValue(vec![Value::Int(amount)])
}

fn record() -> GroupValue {
    let member = |name, born, sex, income, foreign, taxes| {
        GroupValue(vec![text(name), born, sex, income, Value::Flag(foreign), Value::List(taxes)])
    };
    let one = member(
        "見本　太郎",
        date("2019-04-30", None),
        Value::Code(0),
        Value::Int(-1_234_567),
        false,
        vec![tax(100), tax(23)],
    );
    let two = member(
        "見本　花子",
        date("1945-01-01", Some("昭和２０年頃")),
        Value::Empty,
        Value::Empty,
        true,
        vec![],
    );
    let three = member(
        "見本　古子",
        date("1872-12-31", None),
        Value::Code(1),
        Value::Int(i64::MAX),
        false,
        vec![],
    );
    let issue =
        GroupValue(vec![Value::Month(2025, 4), text("12.50"), Value::Int(3), text("1234567")]);
    GroupValue(vec![
        Value::Empty,
        Value::List(vec![one, two, three]),
        Value::Group(issue),
        Value::TextList(vec!["一".into(), "二".into()]),
    ])
}

/// A path; `"世帯員.氏名"` by the schema's names from the group `from`.
fn path(form: &Form, from: usize, up: usize, words: &str) -> Expr {
    let mut group = GroupId(from);
    let steps = words.split('.').filter(|w| !w.is_empty()).map(|word| {
        let items = &form.schema.group(group).items;
        let at = items.iter().position(|i| i.name == word).expect(word);
        group = inner_group(&items[at].kind).unwrap_or(group);
        at
    });
    Expr::Path(Path { up, steps: steps.collect(), words: words.into() })
}

fn call(function: Function, arguments: Vec<Expr>) -> Expr {
    Expr::Call(function, arguments)
}

fn words(s: &str) -> Expr {
    Expr::Literal(Literal::Text(s.into()))
}

fn int(n: i64) -> Expr {
    Expr::Literal(Literal::Int(n))
}

fn compare(how: Compare, a: Expr, b: Expr) -> Expr {
    Expr::Compare(how, Box::new(a), Box::new(b))
}

fn holes(expr: Expr) -> Template {
    Template(vec![Piece::Hole(expr)])
}

fn show(result: Result<String>) -> String {
    result.unwrap_or_else(|e| format!("!{} {}", e.code, e.field))
}

/// Runs a check in the scope of member `no` (0: the record itself; 4: an empty block).
fn in_member(no: usize, check: impl Fn(&Form, &Scope<'_>)) {
    let (form, record) = (form(), record());
    let params = Params(vec![ParamValue::Text("市長".into()), ParamValue::Absent]);
    let pages = PageNumbers { page: 1, pages: 3, part_page: 1, part_pages: 2, copy: 4 };
    let scope = Scope { pages, ..Scope::of_form(&form, &params, &record) };
    let list = path(&form, 0, 0, "世帯員");
    let members = scope.list(&list).expect("a list");
    if no == 0 {
        check(&form, &scope);
    } else {
        check(&form, &scope.enter(&list, members.get(no - 1).copied(), no));
    }
}

#[test]
fn default_words_by_type() {
    in_member(0, |form, scope| {
        for (item, expected) in [
            ("住所", ""),
            ("発行.月", "令和７年４月"),
            ("発行.面積", "12.50"),
            ("発行.枚数", "3"),
            ("発行.郵便番号", "1234567"),
            ("備考", "!R155 備考"),
            ("世帯員", "!R155 世帯員"),
            ("発行", "!R155 発行"),
        ] {
            assert_eq!(show(scope.words(&holes(path(form, 0, 0, item)))), expected);
        }
        assert_eq!(show(scope.words(&holes(Expr::Param(0)))), "市長");
        assert_eq!(show(scope.words(&holes(Expr::Param(1)))), "!R152 $課");
    });
}

#[test]
fn elements_and_their_names() {
    for (no, item, expected) in [
        (1, "生年月日", "平成３１年４月３０日"),
        (1, "性別", "男"),
        (1, "所得", "△1,234,567"),
        (1, "外国人", "!R155 世帯員[1].外国人"),
        (2, "生年月日", "昭和２０年頃"),
        (2, "性別", ""),
        (2, "所得", ""),
        (3, "生年月日", "!R151 世帯員[3].生年月日"),
        (4, "生年月日", ""),
        (4, "外国人", ""),
    ] {
        in_member(no, |form, scope| {
            let template = holes(path(form, 1, 0, item));
            assert_eq!(show(scope.words(&template)), expected, "{no} {item}");
            assert_eq!(scope.field_name(&template), Some(format!("世帯員[{no}].{item}")));
        });
    }
}

#[test]
fn scopes_nest() {
    in_member(1, |form, scope| {
        let list = path(form, 1, 0, "税");
        let taxes = scope.list(&list).expect("a list");
        let inner = scope.enter(&list, taxes.get(1).copied(), 2);
        let amount = holes(path(form, 3, 0, "額"));
        assert_eq!(show(inner.words(&amount)), "23");
        assert_eq!(inner.field_name(&amount).as_deref(), Some("世帯員[1].税[2].額"));
        let name = holes(path(form, 1, 1, "氏名"));
        assert_eq!(show(inner.words(&name)), "見本　太郎");
        assert_eq!(inner.field_name(&name).as_deref(), Some("世帯員[1].氏名"));
        let month = holes(path(form, 0, 2, "発行.月"));
        assert_eq!(show(inner.words(&month)), "令和７年４月");
        assert_eq!(inner.field_name(&month).as_deref(), Some("発行.月"));
        assert_eq!(show(inner.words(&holes(Expr::Builtin(Builtin::No)))), "2");
    });
}

#[test]
fn empty_blocks_are_empty_and_false() {
    in_member(4, |form, scope| {
        let name = || path(form, 1, 0, "氏名");
        assert_eq!(show(scope.words(&holes(Expr::Builtin(Builtin::No)))), "");
        assert!(!scope.flag(&path(form, 1, 0, "外国人")).expect("a flag"));
        assert!(!scope.flag(&call(Function::Has, vec![name()])).expect("a flag"));
        assert!(!scope.flag(&compare(Compare::Equal, name(), words("見本"))).expect("a flag"));
        assert_eq!(scope.list(&path(form, 1, 0, "税")).expect("a list").len(), 0);
        assert_eq!(show(scope.words(&holes(path(form, 0, 1, "発行.枚数")))), "3");
        assert!(scope.image(&name()).expect("no picture").is_none());
    });
}

#[test]
fn functions() {
    in_member(0, |form, scope| {
        let p = |words: &str| path(form, 0, 0, words);
        let one = |f, a| call(f, vec![a]);
        for (expr, expected) in [
            (one(Function::Seireki, p("発行.月")), "２０２５年４月"),
            (one(Function::Wareki, p("発行.月")), "令和７年４月"),
            (one(Function::Wareki, p("住所")), ""),
            (one(Function::Count, p("世帯員")), "3"),
            (one(Function::Count, p("備考")), "2"),
            (one(Function::Count, p("住所")), "0"),
            (one(Function::Sum, p("世帯員.税.額")), "123"),
            (one(Function::Sum, p("世帯員.所得")), "9,223,372,036,853,541,240"),
            (one(Function::Money, p("住所")), ""),
            (one(Function::Money, int(1234)), "1,234"),
            (one(Function::Money, p("発行.面積")), "12.50"),
            (call(Function::Default, vec![p("住所"), words("なし")]), "なし"),
            (call(Function::Default, vec![p("発行.枚数"), int(0)]), "3"),
            (one(Function::Postal, p("発行.郵便番号")), "123-4567"),
            (one(Function::Postal, words("12")), "!R153 "),
            (one(Function::Wide, p("発行.面積")), "１２．５０"),
            (one(Function::Narrow, words("１－２　Ａ")), "1-2 A"),
            (one(Function::Kansuji, one(Function::Wareki, p("発行.月"))), "令和七年四月"),
            (one(Function::Kansuji, p("発行.枚数")), "三"),
            (call(Function::Mask, vec![p("発行.郵便番号"), int(3)]), "＊＊＊＊567"),
            (
                call(Function::Join, vec![words("、"), p("住所"), p("備考"), p("発行.枚数")]),
                "一、二、3",
            ),
            (call(Function::Join, vec![words("、"), p("住所")]), ""),
            (
                call(
                    Function::If,
                    vec![call(Function::Has, vec![Expr::Param(1)]), words("有"), words("無")],
                ),
                "無",
            ),
            (Expr::Concat(Box::new(words("第")), Box::new(p("発行.枚数"))), "第3"),
            (Expr::Add(Box::new(p("発行.枚数")), Box::new(int(4))), "7"),
            (Expr::Subtract(Box::new(p("発行.枚数")), Box::new(int(4))), "-1"),
            (Expr::Add(Box::new(p("発行.枚数")), Box::new(int(i64::MAX))), "!R150 発行.枚数"),
            (
                Expr::Template(Template(vec![
                    Piece::Words("計".into()),
                    Piece::Hole(p("発行.枚数")),
                ])),
                "計3",
            ),
            (Expr::Builtin(Builtin::Page), "1"),
            (Expr::Builtin(Builtin::Pages), "3"),
            (Expr::Builtin(Builtin::PartPages), "2"),
            (Expr::Builtin(Builtin::Copy), "4"),
            (Expr::Builtin(Builtin::No), ""),
        ] {
            assert_eq!(show(scope.words(&holes(expr.clone()))), expected, "{expr:?}");
        }
    });
}

#[test]
fn sums_of_nothing_and_too_much() {
    in_member(2, |form, scope| {
        assert_eq!(
            show(scope.words(&holes(call(Function::Sum, vec![path(form, 1, 0, "税.額")])))),
            ""
        );
    });
    let (form, mut record) = (form(), record());
    if let Value::List(members) = &mut record.0[1] {
        members[0].0[3] = Value::Int(1);
    }
    let params = Params::default();
    let scope = Scope::of_form(&form, &params, &record);
    let sum = holes(call(Function::Sum, vec![path(&form, 0, 0, "世帯員.所得")]));
    assert_eq!(show(scope.words(&sum)), "!R150 世帯員.所得");
}

#[test]
fn comparisons() {
    use Compare::{Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
    in_member(1, |form, scope| {
        let p = |words: &str| path(form, 1, 0, words);
        let area = || path(form, 0, 1, "発行.面積");
        let sex = p("性別");
        for (expr, expected) in [
            (compare(Equal, sex.clone(), words("男")), true),
            (compare(Equal, sex.clone(), words("女")), false),
            (compare(NotEqual, sex.clone(), words("女")), true),
            (Expr::In(Box::new(sex.clone()), vec![words("女"), words("男")]), true),
            (Expr::In(Box::new(sex), vec![words("女")]), false),
            (compare(Less, p("所得"), int(0)), true),
            (compare(GreaterEqual, area(), int(12)), true),
            (compare(Less, area(), int(13)), true),
            (compare(LessEqual, p("生年月日"), p("生年月日")), true),
            (compare(Greater, p("生年月日"), p("生年月日")), false),
            (compare(Equal, p("氏名"), words("見本　太郎")), true),
            (compare(Less, path(form, 0, 1, "住所"), words("あ")), false),
            (compare(Equal, path(form, 0, 1, "住所"), words("")), true),
            (Expr::Not(Box::new(p("外国人"))), true),
            (Expr::And(Box::new(p("外国人")), Box::new(Expr::Param(1))), false),
            (
                Expr::Or(Box::new(Expr::Literal(Literal::Flag(true))), Box::new(Expr::Param(1))),
                true,
            ),
        ] {
            assert_eq!(scope.flag(&expr), Ok(expected), "{expr:?}");
        }
    });
}
