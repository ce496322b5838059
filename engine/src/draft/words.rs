//! Words of a draft: comments, strings of TOML, and the words of the layout language.

use super::drawing::Gap;
use super::grid::millimetres;

/// Words of a comment.
pub(super) fn one_line(words: &str) -> String {
    words.replace(|c: char| c.is_control(), " ")
}

/// Fixed words: a brace stands for itself.
pub(super) fn escaped(words: &str) -> String {
    words.replace('{', "{{").replace('}', "}}")
}

/// A basic string of TOML (1.0, Strings).
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

pub(super) fn gap_words(gap: &Gap) -> String {
    match gap {
        Gap::Unbound(label) if label.is_empty() => "印字する項目が決まらない欄".to_owned(),
        Gap::Unbound(label) => format!("印字する項目が決まらない欄（{label}）"),
        Gap::Font(name) => format!("書体 {name} がどれに当たるか。明朝とした"),
        Gap::Picture(area) => format!("画像（公印、ロゴなど）: {}", millimetres(*area)),
        Gap::Curves(count) => {
            format!("直線でない線、左上から右下への斜線: {count} 本。写していない")
        }
        Gap::Turned(count) => format!("傾いた文字: {count} 字。写していない"),
        Gap::Condensed(count) => {
            format!("長体・平体の文字: {count} か所。欄に収まるだけの長体とした")
        }
        Gap::Unread(count) => format!("符号の分からない文字: {count} 字"),
        Gap::Watermark(words) => format!("透かし「{words}」。写していない"),
        Gap::Letters(count) => {
            format!("4 pt より小さいか 200 pt より大きい字: {count} か所。その大きさにした")
        }
        Gap::TooMany(count) => format!("多すぎる枠、文字、罫線: {count} 件。写していない"),
        Gap::Beyond => "シートが紙より大きい。紙の外は写していない".to_owned(),
        Gap::Cut => "ページの一部が読めなかった".to_owned(),
        Gap::ColumnWidths(font) => {
            format!("既定の書体 {font} の数字の幅が分からない。列の幅が違うかもしれない")
        }
        Gap::Fitted(pct) => format!("「ページに合わせて印刷」の倍率。計算で {pct} % とした"),
    }
}
