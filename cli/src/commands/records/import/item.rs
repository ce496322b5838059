//! One row of the list.

use chohyo_engine::diag::Diagnostic;

use super::heads::{Column, Head};
use super::{is_blank, wrong};
use crate::workbook::Sheet;

/// Data types of the legend 「データ型」. The letter of 全角文字列 is itself full-width.
const TYPES: [&str; 9] = ["X", "Ｎ", "9", "9V", "S9", "BLOB", "YEAR", "DATE", "TIME"];

/// Most digits of an item; the longest of the known lists has 1,000.
const DIGITS: u32 = 1_000_000;

/// The code list that every municipality fills by itself (自治体固有コード).
pub(super) const OWN_CODES: &str = "999";

/// Known identifiers: last part of the name, digits, check digit. Their length is exact; the last
/// two are secrets.
const IDENTIFIERS: [(&str, u32, Option<&str>); 5] = [
    ("市区町村コード", 6, None),
    ("町字コード", 7, None),
    ("郵便番号", 7, None),
    ("個人番号", 12, Some("mynumber")),
    ("住民票コード", 11, Some("juki-code")),
];

/// One data item as the list has it.
pub(super) struct Item {
    /// 8 digits.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) romaji: String,
    pub(super) group: String,
    pub(super) kind: &'static str,
    pub(super) digits: Option<u32>,
    pub(super) decimals: Option<u32>,
    pub(super) key: Option<&'static str>,
    pub(super) presence: &'static str,
    pub(super) must_output: bool,
    pub(super) codes: Option<String>,
    pub(super) repeat: Option<u32>,
    pub(super) exact: bool,
    pub(super) check: Option<&'static str>,
    pub(super) when: String,
    pub(super) definition: String,
    pub(super) rule: String,
    pub(super) function: String,
    pub(super) sample: String,
    pub(super) note: String,
    /// Its データ項目ID, name, ローマ字 and code in the workbook.
    pub(super) cells: [String; 4],
}

impl Item {
    /// 業務ID.
    pub(super) fn business(&self) -> &str {
        self.id.get(..3).unwrap_or("")
    }
}

/// A row that is being read.
pub(super) struct Row<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) head: &'s Head,
    pub(super) row: u32,
}

type Read<T> = Result<T, Diagnostic>;

impl Row<'_> {
    /// A cell as it stands; nothing for the marks at the edges.
    fn text(&self, column: Column) -> &str {
        let at = self.head.column(column);
        let text = at.map_or("", |at| self.sheet.text(self.row, at));
        if is_blank(text) { "" } else { text }
    }

    fn wrong(&self, column: Column, problem: &'static str) -> Diagnostic {
        let at = self.head.column(column).unwrap_or(0);
        wrong(self.sheet, self.row, at, problem)
    }

    fn cell(&self, column: Column) -> String {
        self.head.column(column).map_or_else(String::new, |at| self.sheet.at(self.row, at))
    }

    /// Whether the list has nothing in this row.
    pub(super) fn is_blank(&self) -> bool {
        self.id_cells().chain(self.head.all()).all(|at| is_blank(self.sheet.text(self.row, at)))
    }

    fn id_cells(&self) -> impl Iterator<Item = u32> {
        let first = self.head.column(Column::Id).unwrap_or(0);
        first..first + self.head.id_width
    }

    /// The item, or what is wrong with it: every cell is looked at.
    pub(super) fn item(&self, found: &mut Vec<Diagnostic>) -> Option<Item> {
        let before = found.len();
        let (digits, decimals) = keep(self.digits(), found).unwrap_or_default();
        let kind = keep(self.kind(), found).unwrap_or_default();
        let (when, rule) = condition(self.text(Column::Rule));
        let name = keep(self.needed(Column::Name), found).unwrap_or_default();
        let last = name.rsplit('_').next().unwrap_or("");
        let known = IDENTIFIERS
            .iter()
            .find(|(known, long, _)| kind == "X" && *known == last && digits == Some(*long));
        let item = Item {
            id: keep(self.id(), found).unwrap_or_default(),
            romaji: keep(self.romaji(), found).unwrap_or_default(),
            group: keep(self.needed(Column::Group), found).unwrap_or_default(),
            key: keep(self.key(), found).flatten(),
            presence: keep(self.presence(), found).unwrap_or_default(),
            must_output: keep(self.mark(Column::MustOutput), found).unwrap_or_default(),
            codes: code_id(self.text(Column::Codes)),
            repeat: keep(self.count(Column::Repeat), found).flatten(),
            exact: known.is_some() || (kind == "X" && says_exact(&rule, digits)),
            check: known.and_then(|(_, _, check)| *check),
            definition: lines(self.text(Column::Definition)),
            function: lines(self.text(Column::Function)),
            sample: lines(self.text(Column::Sample)),
            note: note(self.text(Column::Note), &rule),
            cells: [Column::Id, Column::Name, Column::Romaji, Column::Codes].map(|c| self.cell(c)),
            name,
            kind,
            digits,
            decimals,
            when,
            rule,
        };
        (found.len() == before).then_some(item)
    }

    fn needed(&self, column: Column) -> Read<String> {
        match self.text(column).trim() {
            "" => Err(self.wrong(column, "empty")),
            text => Ok(text.to_owned()),
        }
    }

    /// `03100001` of `031` and `1`, or of one cell with eight digits.
    fn id(&self) -> Read<String> {
        let refused = || self.wrong(Column::Id, "id");
        let parts: Vec<_> = self
            .id_cells()
            .map(|at| self.sheet.text(self.row, at).trim())
            .filter(|text| !is_blank(text))
            .collect();
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| is_digits(text));
        match parts.as_slice() {
            [] => Err(self.wrong(Column::Id, "no-id")),
            [whole] if whole.len() == 8 && is_digits(whole) => Ok((*whole).to_owned()),
            [business, item] => {
                let (business, item) = number(business).zip(number(item)).ok_or_else(refused)?;
                let fits = business <= 999 && item <= 99_999;
                fits.then(|| format!("{business:03}{item:05}")).ok_or_else(refused)
            }
            _ => Err(refused()),
        }
    }

    fn romaji(&self) -> Read<String> {
        let text = self.needed(Column::Romaji)?;
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if plain { Ok(text) } else { Err(self.wrong(Column::Romaji, "romaji")) }
    }

    fn kind(&self) -> Read<&'static str> {
        let text = match self.text(Column::Type).trim() {
            "N" => "Ｎ",
            "Ｘ" => "X",
            text => text,
        };
        let known = TYPES.iter().find(|known| **known == text);
        known.copied().ok_or_else(|| self.wrong(Column::Type, "type"))
    }

    /// `15`, or `9,2` of a decimal number.
    fn digits(&self) -> Read<(Option<u32>, Option<u32>)> {
        let refused = || self.wrong(Column::Digits, "digits");
        let text = self.text(Column::Digits).trim();
        let number = |text: &str| {
            let text = text.trim();
            text.parse().ok().filter(|n| is_digits(text) && (1..=DIGITS).contains(n))
        };
        match (self.text(Column::Type).trim(), text.split_once(',')) {
            ("9V", Some((whole, decimals))) => {
                let read = number(whole).zip(number(decimals)).ok_or_else(refused)?;
                Ok((Some(read.0), Some(read.1)))
            }
            ("BLOB", None) if text.is_empty() => Ok((None, None)),
            ("9V", None) | (_, Some(_)) => Err(refused()),
            (_, None) => Ok((Some(number(text).ok_or_else(refused)?), None)),
        }
    }

    fn count(&self, column: Column) -> Read<Option<u32>> {
        let text = self.text(column).trim();
        if text.is_empty() {
            return Ok(None);
        }
        let count = text.parse().ok().filter(|n| is_digits(text) && (1..=DIGITS).contains(n));
        count.map(Some).ok_or_else(|| self.wrong(column, "count"))
    }

    /// ○, or nothing.
    fn mark(&self, column: Column) -> Read<bool> {
        match self.text(column).trim() {
            "" => Ok(false),
            // White circle, ideographic zero, large circle: lists mix them.
            "\u{25CB}" | "\u{3007}" | "\u{25EF}" => Ok(true),
            _ => Err(self.wrong(column, "mark")),
        }
    }

    fn key(&self) -> Read<Option<&'static str>> {
        let (primary, foreign) = (self.mark(Column::Primary)?, self.mark(Column::Foreign)?);
        Ok(if primary { Some("primary") } else { foreign.then_some("foreign") })
    }

    fn presence(&self) -> Read<&'static str> {
        match self.text(Column::Presence).trim() {
            "必須" => Ok("required"),
            "条件付き必須" => Ok("conditional"),
            "任意" => Ok("optional"),
            _ => Err(self.wrong(Column::Presence, "presence")),
        }
    }
}

fn keep<T>(read: Read<T>, found: &mut Vec<Diagnostic>) -> Option<T> {
    read.map_err(|error| found.push(error)).ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `2` of `002`; a list with the name of its 業務 in front (コード一覧（連携）) as it stands.
pub(super) fn code_id(text: &str) -> Option<String> {
    let text = text.trim();
    match text.trim_start_matches('0') {
        "" => None,
        number if is_digits(text) => Some(number.to_owned()),
        _ => Some(text.to_owned()),
    }
}

/// Lines that begin with ※※ say when an item must be there; the others are the rule.
fn condition(text: &str) -> (String, String) {
    let (when, rule): (Vec<_>, Vec<_>) =
        text.split('\n').partition(|line| line.trim_start().starts_with("※※"));
    let when: Vec<_> = when.iter().map(|line| line.trim().trim_start_matches("※※")).collect();
    (when.join("\n"), lines(&rule.join("\n")))
}

/// A text without the line ends after its last word, which the official cells have by chance.
fn lines(text: &str) -> String {
    text.trim_end_matches('\n').to_owned()
}

/// 「…に従って6桁のコード値を設定すること」
fn says_exact(rule: &str, digits: Option<u32>) -> bool {
    digits.is_some_and(|digits| {
        let words = format!("{digits}桁のコード値");
        let at = rule.find(&words);
        at.is_some_and(|at| !rule[..at].ends_with(|c: char| c.is_ascii_digit()))
    })
}

fn note(text: &str, rule: &str) -> String {
    const UNKNOWN: &str = "不詳日を許容";
    let text = lines(text);
    match (rule.contains(UNKNOWN), text.is_empty()) {
        (false, _) => text,
        (true, true) => UNKNOWN.to_owned(),
        (true, false) => format!("{UNKNOWN}\n{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_named_without_leading_zeros() {
        let ids = ["1", "002", "", "999", "連携_3"].map(|text| code_id(text).unwrap_or_default());
        assert_eq!(ids, ["1", "2", "", "999", "連携_3"]);
    }

    #[test]
    fn the_condition_is_told_from_the_rule() {
        let (when, rule) = condition("・空白を入れる\n※住所に町字がない場合\n※※氏名未定でない場合");
        assert_eq!(when, "氏名未定でない場合");
        assert_eq!(rule, "・空白を入れる\n※住所に町字がない場合");
    }

    #[test]
    fn a_length_is_exact_only_if_the_rule_says_that_length() {
        assert!(says_exact("全国地方公共団体コードに従って6桁のコード値を設定", Some(6)));
        assert!(!says_exact("16桁のコード値を設定", Some(6)));
        assert!(!says_exact("6桁のコード値を設定", Some(7)));
        assert!(!says_exact("", None));
    }
}
