//! Texts by the name of their item.

use chohyo_fonts::is_selector;

use super::people::Person;
use crate::expression::characters;
use crate::record::schema::Charset;

/// What stands in addresses.
pub(super) const PREFECTURE: &str = "見本県";
pub(super) const CITY: &str = "見本市";

/// Words of items by a part of their name; the first that fits counts.
const WORDS: [(&str, &str); 37] = [
    ("性別表記", ""),
    ("国籍", "架空国"),
    ("国名", "架空国"),
    ("国外住所", "見本州例示１２３"),
    ("転入前住所_都道府県", "架空県"),
    ("転入前住所_市区郡町村名", "架空市"),
    ("転入前住所_町字", "例示町"),
    ("転入前住所_番地号表記", "４番５号"),
    ("転入前住所_方書", "架空荘２０２号"),
    ("都道府県", PREFECTURE),
    ("市区郡町村名", CITY),
    ("市区町村", "見本県見本市"),
    ("町字", "架空町一丁目"),
    ("番地号表記", "１番２号"),
    ("方書_フリガナ", "レイジハイツ１０１ゴウ"),
    ("方書", "例示ハイツ１０１号"),
    ("住所2", "例示ハイツ１０１号"),
    ("転入前住所", "架空県架空市例示町４番５号"),
    ("本籍", "見本県見本市架空町一丁目２番"),
    ("住所", "見本県見本市架空町一丁目１番２号"),
    ("在留資格", "定住者"),
    ("在留期間等", "５年"),
    ("続柄", ""),
    ("事由", "転入"),
    ("項目", "住所"),
    ("旧", "架空県架空市例示町４番５号"),
    ("新", "見本県見本市架空町一丁目１番２号"),
    ("備考", "見本の備考"),
    ("内容", "見本の内容"),
    ("支払期", "偶数月（年６回）"),
    ("金融機関", "見本銀行"),
    ("支店", "架空支店"),
    ("整理番号", "１２３４５"),
    ("番号", "見本第１号"),
    ("理由", "見本のため"),
    ("事務所", "見本事務所"),
    ("名称", "例示"),
];

/// The text of an item of full-width or any text.
pub(super) fn words(name: &str, person: &Person, head: &Person) -> String {
    let has = |part| name.contains(part);
    let plain = || {
        let known = WORDS.iter().find(|(part, _)| name.contains(part));
        known.map_or_else(|| "見本".to_owned(), |(_, words)| (*words).to_owned())
    };
    match () {
        () if has("外国人漢字") => person.family.clone(),
        () if has("ローマ字") || has("アルファベット") => wide(&person.latin()),
        () if has("世帯主氏名") || has("筆頭者") => whole_name(head),
        () if has("通称") => person.name(),
        () if has("旧氏") || name == "氏_日本人" => person.family.clone(),
        () if name == "名_日本人" => person.given.clone(),
        () if has("氏名") || has("名義") => whole_name(person),
        () if has("性別") => (if person.woman { "女" } else { "男" }).to_owned(),
        () if has("続柄") && person.number == 1 => "世帯主".to_owned(),
        () if has("続柄") => "子".to_owned(),
        () => plain(),
    }
}

/// A name as documents have it: Latin letters for a foreign resident.
fn whole_name(person: &Person) -> String {
    if person.foreign { wide(&person.latin()) } else { person.name() }
}

/// The reading of an item.
pub(super) fn kana(name: &str, person: &Person) -> String {
    match () {
        () if name.contains("方書") => "レイジハイツ１０１ゴウ".to_owned(),
        () if name.contains("旧氏") || name.starts_with("氏_") => person.family_kana.clone(),
        () if name.starts_with("名_") => person.given_kana.clone(),
        () => person.kana(),
    }
}

/// Whether an item holds a reading.
pub(super) fn is_reading(name: &str) -> bool {
    ["フリガナ", "振り仮名", "読み仮名", "片仮名"].iter().any(|part| name.contains(part))
}

/// Half-width text.
pub(super) fn narrow(name: &str, number: u64, max: usize) -> String {
    let sign = if name.contains("カード") { "ZZ" } else { "" };
    let digits = max.saturating_sub(sign.len()).clamp(1, 8);
    let text = format!("{sign}{:0digits$}", number % 10_u64.pow(digits as u32));
    first(&text, max)
}

/// Latin letters and spaces in full width.
fn wide(text: &str) -> String {
    let one = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(one).collect()
}

/// A text of exactly so many characters: its own ones, then filler of its kind.
pub(super) fn filled(text: &str, charset: Charset, max: usize) -> String {
    let filler = match charset {
        Charset::Kana => "ミホンカクウレイジ",
        Charset::Ascii => "MIHON0KAKUU1REIJI2",
        Charset::Mj | Charset::Wide | Charset::Any => "見本架空例示",
    };
    let missing = max.saturating_sub(characters(text));
    first(text, max) + &filler.chars().cycle().take(missing).collect::<String>()
}

/// The first characters of a text, each with its selector.
pub(super) fn first(text: &str, max: usize) -> String {
    let mut count = 0;
    let kept = text.chars().take_while(|c| {
        count += usize::from(!is_selector(*c));
        count <= max
    });
    kept.collect()
}
