//! The layout reference, printed from the key tables the loader checks against.

use std::fmt::Write;

use super::flow::CHILDREN;
use super::item::KINDS;
use super::keys::{self, Key};
use super::{limits, paper};
use crate::expression::{self, FUNCTIONS};
use crate::{page, reader, record};

/// The layout reference as Markdown (Japanese, with the key words of the language): what
/// `docs/layout-reference.md` holds.
pub fn reference() -> String {
    let mut text = String::from(include_str!("reference/introduction.md"));
    tables(&mut text, FILE_TABLES);
    text.push_str(include_str!("reference/looks.md"));
    tables(&mut text, LOOK_TABLES);
    text.push_str(include_str!("reference/places.md"));
    tables(&mut text, &[("升目（grid）", &[keys::GRID])]);
    papers(&mut text);
    text.push_str("\n## 項目\n");
    tables(&mut text, &[("どの項目にも書けるキー", &[keys::COMMON])]);
    kinds(&mut text);
    tables(&mut text, PIECE_TABLES);
    text.push_str(include_str!("reference/tables.md"));
    text.push_str(include_str!("reference/flows.md"));
    children(&mut text);
    text.push_str(include_str!("reference/fragments.md"));
    tables(&mut text, FRAGMENT_TABLES);
    text.push_str(include_str!("reference/expressions.md"));
    functions(&mut text);
    text.push_str(include_str!("reference/records.md"));
    text.push_str(include_str!("reference/params.md"));
    tables(&mut text, &[("封筒 `[[envelope]]`（common/envelopes.toml）", &[keys::ENVELOPE])]);
    bounds(&mut text);
    text
}

/// Headings with the key tables under them.
type Tables = &'static [(&'static str, &'static [&'static [Key]])];

const FILE_TABLES: Tables = &[
    ("ファイル", &[keys::FILE]),
    ("`[form]`", &[keys::FORM]),
    ("可変点（`[form]` の vary と common/variation.toml）", &[keys::VARY]),
    ("`[[part]]`", &[keys::PART]),
];

const LOOK_TABLES: Tables = &[
    ("線 `[pen]`", &[keys::PEN]),
    ("体裁 `[style]`", &[keys::STYLE, keys::LOOK]),
    ("手順 `[fit]`", &[keys::ATTEMPT]),
];

const PIECE_TABLES: Tables = &[
    ("`para` の一部", &[keys::SPAN]),
    ("`choice` の選択肢", &[keys::ALTERNATIVE]),
    ("`end_mark`", &[keys::END_MARK]),
    ("`slots` の候補", &[keys::CANDIDATE]),
    ("`columns` の列（ほかに体裁のキー）", &[keys::COLUMN, keys::STYLED]),
];

const FRAGMENT_TABLES: Tables = &[
    ("断片のファイル", &[keys::FRAGMENT_FILE]),
    ("`[fragment]`", &[keys::FRAGMENT]),
    ("`[fragment]` の args", &[keys::ARG]),
    ("断片の `[[part]]`", &[keys::FRAGMENT_PART]),
];

fn push(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(words);
}

fn tables(text: &mut String, tables: &[(&str, &[&[Key]])]) {
    for (title, keys) in tables {
        section(text, title, keys);
    }
}

fn section(text: &mut String, title: &str, tables: &[&[Key]]) {
    push(text, format_args!("\n### {title}\n\n| キー | 値 | 既定 | 意味 |\n|---|---|---|---|\n"));
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

fn kinds(text: &mut String) {
    for (kind, tables) in KINDS.iter().filter(|(kind, _)| !matches!(*kind, "field" | "each")) {
        let name = if *kind == "label" { "`label`、`field`" } else { &format!("`{kind}`") };
        with_look(text, &format!("種類 {name}"), tables);
    }
}

/// Children of a flow: only the keys they do not share with placed items of their kind.
fn children(text: &mut String) {
    let kinds: Vec<String> = CHILDREN.iter().map(|(kind, _)| format!("`{kind}`")).collect();
    push(text, format_args!("\n子になれる種類: {}。\n", kinds.join("、")));
    section(text, "どの子（`each` のほか）にも書けるキー", &[keys::CHILD]);
    section(text, "子の `label` と `field`（両方書く）", &[keys::ROW_CHILD]);
    section(text, "子の `group`", &[keys::GROUP_CHILD]);
    section(text, "子の `each`", &[keys::EACH]);
    text.push_str(include_str!("reference/each.md"));
}

/// The keys of a kind; those of a look stand in their own table.
fn with_look(text: &mut String, title: &str, tables: &[&[Key]]) {
    let look = keys::names(&[keys::LOOK]);
    let own: Vec<&[Key]> =
        tables.iter().copied().filter(|table| keys::names(&[table]) != look).collect();
    section(text, title, &own);
    if own.len() < tables.len() {
        text.push_str("\nほかに体裁のキー（`[style]` の表。from を除く）。\n");
    }
}

fn papers(text: &mut String) {
    let papers: Vec<String> =
        paper::PAPERS.iter().map(|(name, w, h)| format!("{name} {w}×{h}")).collect();
    push(text, format_args!("\n用紙（portrait のとき。mm）: {}。\n", papers.join("、")));
}

fn functions(text: &mut String) {
    text.push_str("\n### 関数\n\n| 書き方 | 結果 |\n|---|---|\n");
    for function in FUNCTIONS {
        push(text, format_args!("| `{}` | {} |\n", function.usage, function.about));
    }
}

fn bounds(text: &mut String) {
    text.push_str("\n## 上限\n\n| もの | 上限 |\n|---|---|\n");
    let kilobytes = format!("{} KiB", reader::limits::FILE_BYTES / 1024);
    push(text, format_args!("| レイアウトなど1ファイルの大きさ | {kilobytes} |\n"));
    push(text, format_args!("| 公印の場所の一辺 | {} mm |\n", limits::SEAL.to_mm()));
    push(text, format_args!("| 1帳票の項目（断片は使うたびに数える） | {} |\n", limits::ITEMS));
    for (what, limit) in [
        ("1枚の repeat のブロック", limits::BLOCKS),
        ("1項目の場所", limits::PLACES),
        ("表の列", limits::COLUMNS),
        ("omr の feed", limits::INSERTS),
        ("each の入れ子", limits::EACH_DEPTH),
        ("断片の入れ子", limits::FRAGMENT_DEPTH),
        ("式の深さ", expression::limits::DEPTH),
        ("1つの式の演算と名前", expression::limits::NODES),
        ("文と引数を入れたあとの式の演算と名前", expression::limits::EXPANDED_NODES),
        ("1件の記録の紙", page::limits::PAGES_PER_RECORD),
        ("max を書かない一覧の要素", record::limits::ELEMENTS),
        ("max を書かない text の文字", record::limits::CHARACTERS),
    ] {
        push(text, format_args!("| {what} | {limit} |\n"));
    }
}
