//! The layout reference, printed from the key tables the loader checks against.

use std::fmt::Write;

use super::flow::CHILDREN;
use super::item::KINDS;
use super::keys::{self, Key};
use super::{limits, paper};
use crate::expression::{self, FUNCTIONS};

/// The layout reference as Markdown (Japanese, with the key words of the language).
pub fn reference() -> String {
    let mut text = String::from(INTRODUCTION);
    for (title, table) in [
        ("ファイル", keys::FILE),
        ("[form]", keys::FORM),
        ("可変点（[form] の vary と common/variation.toml）", keys::VARY),
        ("[pen.NAME]", keys::PEN),
    ] {
        section(&mut text, title, &[table]);
    }
    section(&mut text, "[style.NAME]", &[keys::STYLE, keys::LOOK]);
    section(&mut text, "[fit.NAME] の手順", &[keys::ATTEMPT]);
    section(&mut text, "[[part]]", &[keys::PART]);
    section(&mut text, "grid", &[keys::GRID]);
    section(&mut text, "項目に共通のキー", &[keys::COMMON]);
    for (kind, tables) in KINDS.iter().filter(|(kind, _)| *kind != "field") {
        let own: Vec<&[Key]> =
            tables.iter().copied().filter(|t| !std::ptr::eq(*t, keys::LOOK)).collect();
        let name = if *kind == "label" { "label / field" } else { kind };
        section(&mut text, &format!("項目 `{name}`"), &own);
        if own.len() < tables.len() {
            text.push_str("\n体裁のキー（[style.NAME] の表、from を除く）も書ける。\n");
        }
    }
    for (title, table) in [
        ("para の一部", keys::SPAN),
        ("end_mark", keys::END_MARK),
        ("slots の候補", keys::CANDIDATE),
        ("columns の列（体裁のキーも書ける）", keys::COLUMN),
        ("flow の子に共通のキー", keys::CHILD),
        ("flow の子: label と field の行", keys::ROW_CHILD),
        ("flow の子: group", keys::GROUP_CHILD),
        ("断片のファイル", keys::FRAGMENT_FILE),
        ("[fragment]", keys::FRAGMENT),
        ("[fragment] の args", keys::ARG),
        ("断片の [[part]]", keys::FRAGMENT_PART),
        ("[[envelope]]（common/envelopes.toml）", keys::ENVELOPE),
    ] {
        section(&mut text, title, &[table]);
    }
    let children: Vec<&str> = CHILDREN.iter().map(|(kind, _)| *kind).collect();
    let papers: Vec<String> =
        paper::PAPERS.iter().map(|(name, w, h)| format!("{name} {w}×{h}")).collect();
    push(&mut text, format_args!("\nflow の子になれる種類: {}。\n", children.join(", ")));
    push(&mut text, format_args!("\n用紙（縦、mm）: {}。\n", papers.join(", ")));
    text.push_str(PLACES);
    text.push_str(EXPRESSIONS);
    functions(&mut text);
    bounds(&mut text);
    text
}

fn push(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(words);
}

fn section(text: &mut String, title: &str, tables: &[&[Key]]) {
    push(text, format_args!("\n## {title}\n\n| キー | 値 | 既定 | 意味 |\n|---|---|---|---|\n"));
    for key in tables.iter().flat_map(|table| table.iter()) {
        let default = match key.default {
            "!" => "（必須）",
            "-" => "",
            default => default,
        };
        let takes = key.takes.replace('|', "\\|");
        push(text, format_args!("| `{}` | {takes} | {default} | {} |\n", key.name, key.about));
    }
}

fn functions(text: &mut String) {
    text.push_str("\n## 関数\n\n| 書き方 | 結果 |\n|---|---|\n");
    for function in FUNCTIONS {
        push(text, format_args!("| `{}` | {} |\n", function.usage, function.about));
    }
}

fn bounds(text: &mut String) {
    text.push_str("\n## 上限\n\n| もの | 上限 |\n|---|---|\n");
    for (what, limit) in [
        ("ファイルの大きさ（バイト）", crate::reader::limits::FILE_BYTES),
        ("1帳票の項目", limits::ITEMS as usize),
        ("1枚の repeat のブロック", limits::BLOCKS),
        ("1項目の場所", limits::PLACES),
        ("表の列", limits::COLUMNS),
        ("断片の入れ子", limits::FRAGMENT_DEPTH),
        ("式の深さ", expression::limits::DEPTH),
        ("式の演算と名前", expression::limits::NODES),
        ("引数を入れたあとの式", expression::limits::EXPANDED_NODES),
    ] {
        push(text, format_args!("| {what} | {limit} |\n"));
    }
}

const INTRODUCTION: &str = "# レイアウトの書き方

この文書は `chohyo` の読み込みが使うキーの表から作る。手では直さない。

レイアウトは TOML 1.1 のファイル1つ。置き場所は `layouts/<業務ID>-…/<帳票ID>/<版>.toml`、
断片と共通の体裁は `layouts/common/`、記録の形は `layouts/records/`。
長さのキーは必ず単位を持つ（`_mm`, `_pt`, `_q`）。誤りは1回の実行ですべて示す（`chohyo explain CODE`）。
";

const PLACES: &str = "
## at

```text
at    = box [ \"|\" box ]            見出しの箱 | 値の箱。二つ目は同じところを省ける
box   = cells | millimetres
cells = \"r\" range  \"c\" range       r3 c1-6 。1から数える。ブロックの中では左上から
range = n [ \"-\" n ]
millimetres = \"x\" n \"y\" n \"w\" n \"h\" n [ \"mm\" ]   x15 y16 w180 h30 mm
```

升目の k 本目の線は round(k·W/n)。`label` と `field` の両方があるときと `slots` では箱を2つ書く。
";

const EXPRESSIONS: &str = "
## 式

文の中では `{式}`。`{{` と `}}` は波括弧そのもの。`when`、`void_when`、一覧のパスは式だけを書く。

```text
or      = and { \"or\" and }
and     = not { \"and\" not }
not     = \"not\" not | compare
compare = join [ ( \"=\" | \"<>\" | \"<\" | \"<=\" | \">\" | \">=\" ) join | \"in\" \"[\" or { \",\" or } \"]\" ]
join    = sum { \"&\" sum }
sum     = atom { ( \"+\" | \"-\" ) atom }
atom    = 'text' | number | true | false | $name | #name | path | f( or, … ) | \"(\" or \")\"
path    = [ \"this\" \".\" ] item { \".\" item }
```

- 項目名は英字以外で始まる。ほかの名前は逆引用符で囲む。内側の要素から順に外へ探す。`this.` は最も内側の要素。
- `$name` は断片の引数、[text] の文、可変点。`#page #pages #part_page #part_pages` はページ、`#no` は要素の番号。
- 型は自動では変わらない。コードは言葉と比べる（`性別 = '男'`）。`list.item` は sum の中だけ。
- そのまま書いたときの形: date と month は和暦、code は言葉、money は 12,345、int は数字。
  flag、image、一覧は印字できない。
- 断片の中の名前は、呼ぶ側の要素ではなく記録の根から探す。
";
