//! A small layout that uses most of the language; the bad ones are changes of it.

/// Short name, path and text of every file.
pub(crate) const FILES: &[(&str, &str, &str)] = &[
    ("f", "001-juki/0010001/1.0.toml", LAYOUT),
    ("s", "common/styles.toml", STYLES),
    ("g", "common/foot.toml", FOOT),
    ("w", "common/note.toml", NOTE),
    ("v", "common/variation.toml", VARIATION),
    ("e", "common/envelopes.toml", ENVELOPES),
    ("r", "records/person.toml", RECORD),
    ("c", "records/common.toml", COMMON),
    ("a", "common/address-block.toml", ADDRESS),
    ("l", "families/letter/family.toml", FAMILY),
];

const LAYOUT: &str = r##"# 試験の帳票（見本）
[form]
id = "0010001"
id_status = "reported"
name = "住民票"
business = "001"
edition = "1.0"
kind = "certificate"
record = "person"
basis = "reconstructed"
sources = { id = "試験" }

[text]
certify = "{住所}に相違ない。"

[pen]
outer = { width_mm = 0.5 }
inner = { width_mm = 0.2, dash_mm = [1, 0.5] }

[style]
label = { from = "common.label", border = "inner" }
value = { from = "common.value", border = "inner" }
name = { from = "common.value", size_pt = 14, fit = "name" }
title = { from = "common.title", underline = true }

[fit]

name = [{ size_pt = [14, 10] }, { lines = 2, size_pt = [9, 7] }, "refuse"]

[[part]]
name = "main"
paper = "A4 portrait"
printable_mm = 5
void = "＊"
grid = { columns = 40, rows = 53, at = "x15 y16 w180 h238.5 mm" }
items = [{ at = "r1-2 c15-26", title = "住民票" },
  { at = "r3 c1-6 | c7-40", label = "住所", field = "{住所}", required = true },
  { at = "r3-4 c1-40", box = "outer" },
  { at = "r6-17 c1-40", repeat = "世帯員", down = 4, end_mark = { text = "以下余白", in = "氏名" }, items = [
    { at = "r1 c2-6 | c7-24", label = "氏名", field = "{氏名}", style = "name", id = "氏名" },
    { at = "r2 c2-6 | c7-24", label = "番号", field = "{#no}", align = "center", id = "旧氏" },
    { at = "r3 c2-6", id = "番号", label = "注意" },
    { at = ["r9 c2-6 | c7-24", "r9 c25-30 | c31-40"], spill = "旧氏", slots = [
      { label = "旧氏", field = "{旧氏}", when = "外国人" }] }, { at = "r11-12 c1-40", box = "outer" },
    { at = "r4 c2-6 | c7-24", label = "生年月日", field = "{生年月日}", when = "性別 = '男'" },
  ] },
  { on = "first", at = "x20 y256 w170 h4 mm", flow = "body", gap_mm = 2, items = [
    { para = "段落", hang_mm = 5 },

    { use = "note", with = { kind = "long" } } ] },
  { on = "rest", at = "x20 y200 w170 h20 mm", flow = "body" },
  { at = "x15 y262 w180 h30 mm", use = "foot", with = { text = "{$certify}" } },
]

[[part]]
name = "second"
paper = "A4 landscape"
when = "count(世帯員) > 0"
items = [
  { at = "x60 y16 w90 h9 mm", title = "別紙" },
  { at = "x15 y30 w180 h40 mm", table = "世帯員", row_mm = 9, head_mm = 7, columns = [
    { w_mm = 120, head = "氏名", cell = "{氏名}" },
    { w_mm = 60, head = "金額", cell = "{金額}" },
  ], foot = ["合計", "{sum(世帯員.金額)}"] },
]
"##;

const STYLES: &str = r#"[style]
label = { font = "gothic", size_pt = 8, fit = "shrink", role = "label" }
value = { size_pt = 9, valign = "middle", fit = "shrink" }
title = { size_pt = 18, align = "distribute", role = "title" }
para = { size_pt = 10.5, align = "both" }

[fit]
shrink = [{ size_to_pct = 60 }, "$certificate_overflow"]

[pen]
inner = { width_mm = 0.15 }
"#;

const FOOT: &str = r#"# 認証文
[fragment]
name = "foot"
size = "w180 h30 mm"
record = "common.issue"
args = [{ name = "text", type = "text" }]
[[part]]
items = [
  { at = "x60 y12 w92 h6 mm", field = "{$city}{$text}", style = "common.value" },
  { at = "x156 y4 w20 h20 mm", seal = "$seal", when = "not 発行.公印省略" },
]
"#;

const NOTE: &str = r#"[fragment]
name = "note"
flow = true
args = [{ name = "kind", type = "word", words = ["short", "long"] }]
[[part]]
items = [{ para = "注" }, { when = "$kind = 'long'", para = "長い注" }]
# end
"#;

const VARIATION: &str = r#"[[vary]]
items = [
  { name = "city", type = "text", max = 12, default = "見本市" },
  { name = "seal", type = "image", max_mm = 25 },

  { name = "certificate_overflow", type = "word", words = ["limit", "blank", "refuse"], default = "refuse" },
]
"#;

const ENVELOPES: &str = r#"[[envelope]]
name = "naga3"
window = "x17 y13 w96 h54 mm"
shift_mm = 3
"#;

const RECORD: &str = r#"[record]
id = "person"
name = "試験の記録"
basis = "provisional"
source = "試験"

[[group]]
name = "root"
include = ["common.issue"]
items = [
  { name = "住所", type = "text", required = true },
  { name = "世帯員", list = "member", min = 1, max = 99 },
]

[[group]]
name = "member"
items = [
  { name = "氏名", type = "text", charset = "mj", required = true },
  { name = "旧氏", type = "text", charset = "mj" },
  { name = "生年月日", type = "date" },
  { name = "性別", type = "code", codes = "性別" },
  { name = "外国人", type = "flag", required = true },
  { name = "金額", type = "money" },
]

[[codes]]
name = "性別"
values = [{ code = "1", word = "男" }, { code = "2", word = "女" }]
"#;

const COMMON: &str = r#"[[group]]
name = "common.issue"
items = [{ name = "発行", group = "issue", required = true }]

[[group]]
name = "issue"
items = [{ name = "公印省略", type = "flag", default = false }]
"#;

const ADDRESS: &str = r#"[fragment]
name = "address-block"
size = "w90 h45 mm"
[[part]]
items = [
  { at = "x3 y1 w80 h6 mm", field = "{住所}", style = "common.value" },
  { at = "x6 y8 w60 h6 mm", field = "{住所}", style = "common.value" },
]
"#;

const FAMILY: &str = r#"[family]
name = "letter"
title = "決定通知書"
"#;
