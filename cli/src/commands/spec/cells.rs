//! A row of the 諸元表 in words.

use chohyo_engine::diag::Lang;
use chohyo_engine::form::{
    Align, Beyond, Form, Grade, LastWord, On, Room, Source, SpecKind, SpecRow, Style,
    VerticalAlign, Writing,
};
use chohyo_engine::record::Item;
use chohyo_fonts::FontRole;

use super::types;
use crate::commands::forms::basis_word;

/// Heads of the columns.
pub(super) const HEADS: [&str; 27] = [
    "項番",
    "部",
    "印字項目",
    "種別",
    "見出し",
    "編集",
    "印字条件",
    "伏せる条件",
    "空のとき",
    "データ項目ID",
    "データ項目",
    "グループ",
    "型",
    "桁数",
    "文字種",
    "コード",
    "枠mm",
    "行数×文字数",
    "最小の字で",
    "フォント",
    "サイズpt",
    "寄せ",
    "溢れ時の対応",
    "必須区分",
    "実装区分",
    "根拠",
    "備考",
];

/// The cells of a row, in the order of [`HEADS`].
pub(super) fn cells(row: &SpecRow, no: usize, form: &Form) -> Vec<String> {
    let style = row.style.as_deref();
    let of_style = |words: fn(&Style, &Form) -> String| {
        style.map_or_else(String::new, |style| words(style, form))
    };
    let items: Vec<(&Item, String)> = row.sources.iter().filter_map(|s| item(*s, form)).collect();
    let of_items =
        |words: &dyn Fn(&Item) -> String| same(items.iter().map(|(item, _)| words(item)));
    vec![
        no.to_string(),
        row.part.clone(),
        row.name.clone(),
        kind(row.kind).to_owned(),
        row.label.clone(),
        row.words.clone(),
        conditions(row),
        row.void_when.clone(),
        row.blank.clone(),
        of_items(&|item| item.data_id.clone().unwrap_or_default()),
        row.sources.iter().map(|source| source.name(form)).collect::<Vec<_>>().join("、"),
        same(items.iter().map(|(_, group)| group.clone())),
        of_items(&|item| types::data_type(item).to_owned()),
        of_items(&|item| types::digits(item, form)),
        of_items(&|item| types::charset(item).to_owned()),
        of_items(&|item| types::codes(item, form)),
        row.size.map_or_else(String::new, |size| {
            format!("{}×{}", tenth(size.width.to_mm()), tenth(size.height.to_mm()))
        }),
        row.room.map_or_else(String::new, room),
        row.most.map_or_else(String::new, room),
        of_style(|style, _| font(style.font).to_owned()),
        of_style(|style, _| sizes(style)),
        of_style(|style, _| align(style)),
        if row.sources.is_empty() { String::new() } else { of_style(overflow) },
        required(row, &items),
        row.grade.map_or("", grade).to_owned(),
        basis_word(row.basis, Lang::Ja),
        row.note.clone(),
    ]
}

/// An item with the name of its group: that of the data standard where it is bound to one.
fn item(source: Source, form: &Form) -> Option<(&Item, String)> {
    let Source::Item(group, _) = source else { return None };
    let group = form.schema.groups.get(group.0)?;
    let name = match &group.rows {
        Some(rows) => match &rows.business {
            Some(business) => format!("{business}.{}", rows.table),
            None => rows.table.clone(),
        },
        None => group.name.clone(),
    };
    Some((source.item(form)?, name))
}

/// Words of several items: once if they are the same.
fn same(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.first() {
        Some(first) if words.iter().all(|other| other == first) => first.clone(),
        _ => words
            .iter()
            .map(|word| if word.is_empty() { "－" } else { word })
            .collect::<Vec<_>>()
            .join("、"),
    }
}

fn kind(kind: SpecKind) -> &'static str {
    match kind {
        SpecKind::Field => "値",
        SpecKind::Label => "固定文言",
        SpecKind::Para => "文",
        SpecKind::Cells => "升目",
        SpecKind::Check => "チェック",
        SpecKind::Choice => "選択肢",
        SpecKind::Candidate => "空き枠",
        SpecKind::Column => "表の列",
        SpecKind::Seal => "公印",
        SpecKind::Image => "画像",
        SpecKind::Annex => "別紙",
    }
}

fn conditions(row: &SpecRow) -> String {
    let on = match row.on {
        On::All => None,
        On::First => Some("最初の紙"),
        On::Rest => Some("2枚目から"),
        On::Last => Some("部の最後の紙"),
        On::FormLast => Some("帳票の最後の紙"),
    };
    let when = row.when.iter().map(String::as_str);
    on.into_iter().chain(when).collect::<Vec<_>>().join("、")
}

fn room(room: Room) -> String {
    format!("{}×{}", room.lines, room.characters)
}

/// A length with at most one decimal.
fn tenth(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn font(font: FontRole) -> &'static str {
    match font {
        FontRole::Mincho => "明朝（MJ）",
        FontRole::UdMincho => "UD明朝",
        FontRole::Gothic => "UDゴシック",
        FontRole::GothicBold => "UDゴシック太字",
        FontRole::OcrB => "OCR-B",
    }
}

/// `9–5、長体75%まで`
fn sizes(style: &Style) -> String {
    let attempts = &style.fit.attempts;
    let sizes = attempts.iter().flat_map(|attempt| [attempt.size.0, attempt.size.1]);
    let (mut least, mut most) = (style.size, style.size);
    for size in sizes {
        least = least.min(size);
        most = most.max(size);
    }
    let condense = attempts.iter().map(|attempt| attempt.condense_pct.1).min().unwrap_or(100);
    let range = if least == most {
        tenth(most.to_pt())
    } else {
        format!("{}–{}", tenth(most.to_pt()), tenth(least.to_pt()))
    };
    if condense < 100 { format!("{range}、長体{condense}%まで") } else { range }
}

fn align(style: &Style) -> String {
    let along = match style.align {
        Align::Left => "左",
        Align::Centre => "中央",
        Align::Right => "右",
        Align::Both => "両端",
        Align::Distribute => "均等",
        Align::Decimal => "小数点",
    };
    let across = match style.valign {
        VerticalAlign::Top => "上",
        VerticalAlign::Middle => "中",
        VerticalAlign::Bottom => "下",
    };
    let writing = if style.writing == Writing::Vertical { "縦書き・" } else { "" };
    format!("{writing}{along}・{across}")
}

fn overflow(style: &Style, form: &Form) -> String {
    let fit = &style.fit;
    let last = match fit.last {
        LastWord::Limit => "入る所まで".to_owned(),
        LastWord::Blank => "空欄".to_owned(),
        LastWord::Refuse => "出力しない".to_owned(),
        LastWord::Param(index) => {
            let name = form.vary.get(index).map_or("", |variation| &variation.name);
            format!("市区町村が選ぶ（${name}）")
        }
    };
    match fit.beyond {
        Beyond::Annex => format!("別紙、{last}"),
        Beyond::NextPage => format!("次の紙へ、{last}"),
        Beyond::Nowhere => last,
    }
}

fn required(row: &SpecRow, items: &[(&Item, String)]) -> String {
    let word = match (row.required, items.is_empty()) {
        (true, _) => "必須",
        (false, true) => "",
        (false, false) if items.iter().all(|(item, _)| item.required) => "必須",
        (false, false) => "任意",
    };
    word.to_owned()
}

fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Must => "◎",
        Grade::Option => "○",
    }
}
