//! The rules: a stable code each, what family it is of, and on what it rests.

/// A family of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// 用紙・ページ
    Pages,
    /// 固定文言
    Words,
    /// 印字項目の値
    Values,
    /// 罫線・枠
    Lines,
    /// 余分な印字
    Extra,
    /// 公印・印影
    Seal,
    /// 字形（IVS）
    Shape,
    /// フォント
    Fonts,
}

impl Family {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Words => "words",
            Self::Values => "values",
            Self::Lines => "lines",
            Self::Extra => "extra",
            Self::Seal => "seal",
            Self::Shape => "shape",
            Self::Fonts => "fonts",
        }
    }
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// Family.
    pub family: Family,
    /// Whether it is about place or size: then it fails only where the position is the standard's.
    pub geometry: bool,
    /// Clause or source that it rests on.
    pub source: &'static str,
}

const DRAWING: &str = "帳票要件・帳票レイアウト（図面の位置と寸法）";
const ITEMS: &str = "帳票要件・諸元表（印字項目と編集条件）";
const CHARACTERS: &str = "共通機能標準仕様書 文字要件（文字情報基盤、IVS）";
const OVERFLOW: &str = "帳票要件・文字溢れの扱い（縮小・段数の一覧）";
const CERTIFY: &str = "住民記録システム標準仕様書 20.0（認証文は末尾のページ）";
const SEAL: &str = "住民記録システム標準仕様書 20.0（電子公印、黒、25 mm 以内）";
const PRINTED: &str = "帳票として紙に見えるもの（見えない文字は印字でない）";
const PIXELS: &str = "帳票を読み取った画像（位置は用紙の送りで動く）";
const EMBEDDED: &str = "ISO 19005-2 6.2.11.4（埋込みフォント）";

const fn fact(code: &'static str, family: Family, source: &'static str) -> Rule {
    Rule { code, family, geometry: false, source }
}

const fn measure(code: &'static str, family: Family, source: &'static str) -> Rule {
    Rule { code, family, geometry: true, source }
}

/// All rules, by code.
pub const RULES: &[Rule] = &[
    fact("K001", Family::Pages, DRAWING),
    fact("K002", Family::Pages, DRAWING),
    fact("K003", Family::Pages, ITEMS),
    fact("K004", Family::Pages, ITEMS),
    fact("K005", Family::Pages, PRINTED),
    fact("K006", Family::Pages, PRINTED),
    measure("K007", Family::Pages, DRAWING),
    fact("K010", Family::Words, ITEMS),
    fact("K011", Family::Words, ITEMS),
    measure("K012", Family::Words, DRAWING),
    measure("K013", Family::Words, DRAWING),
    fact("K014", Family::Words, CERTIFY),
    fact("K020", Family::Values, ITEMS),
    fact("K021", Family::Values, ITEMS),
    fact("K022", Family::Values, ITEMS),
    measure("K023", Family::Values, DRAWING),
    fact("K024", Family::Values, PRINTED),
    fact("K025", Family::Values, PRINTED),
    fact("K026", Family::Values, DRAWING),
    measure("K027", Family::Values, OVERFLOW),
    fact("K028", Family::Values, DRAWING),
    measure("K029", Family::Values, DRAWING),
    measure("K030", Family::Lines, DRAWING),
    measure("K031", Family::Lines, DRAWING),
    measure("K032", Family::Lines, DRAWING),
    measure("K033", Family::Lines, DRAWING),
    measure("K034", Family::Lines, DRAWING),
    measure("K035", Family::Lines, DRAWING),
    fact("K040", Family::Extra, ITEMS),
    fact("K041", Family::Extra, ITEMS),
    fact("K042", Family::Extra, ITEMS),
    fact("K043", Family::Extra, PRINTED),
    fact("K050", Family::Seal, SEAL),
    measure("K051", Family::Seal, SEAL),
    measure("K052", Family::Seal, SEAL),
    fact("K053", Family::Seal, SEAL),
    fact("K054", Family::Seal, SEAL),
    fact("K055", Family::Seal, SEAL),
    fact("K060", Family::Shape, CHARACTERS),
    fact("K061", Family::Shape, CHARACTERS),
    fact("K062", Family::Shape, PRINTED),
    fact("K070", Family::Fonts, EMBEDDED),
    fact("K071", Family::Fonts, PRINTED),
    fact("K080", Family::Pages, PIXELS),
    fact("K081", Family::Pages, PIXELS),
    measure("K082", Family::Pages, PIXELS),
    measure("K083", Family::Pages, PIXELS),
    measure("K084", Family::Pages, PIXELS),
    fact("K085", Family::Words, ITEMS),
    fact("K086", Family::Words, ITEMS),
    measure("K087", Family::Words, DRAWING),
    fact("K088", Family::Values, ITEMS),
    fact("K089", Family::Values, ITEMS),
    measure("K090", Family::Values, DRAWING),
    fact("K091", Family::Values, PRINTED),
    fact("K092", Family::Values, ITEMS),
    measure("K093", Family::Lines, DRAWING),
    fact("K094", Family::Extra, ITEMS),
    fact("K095", Family::Seal, SEAL),
    fact("K096", Family::Seal, SEAL),
    fact("K097", Family::Seal, SEAL),
];

/// The rule of a code; the first one if there is none of that code.
pub fn rule(code: &str) -> &'static Rule {
    RULES.iter().find(|rule| rule.code == code).unwrap_or(&RULES[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Lang, explain};

    #[test]
    fn every_rule_has_a_page_and_stands_in_order() {
        assert!(RULES.is_sorted_by_key(|rule| rule.code));
        for rule in RULES {
            assert!(explain(rule.code, Lang::Ja).is_some(), "{}", rule.code);
        }
    }
}
