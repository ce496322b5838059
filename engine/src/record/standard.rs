//! The groups of the data standard (基本データリスト, データ要件・連携要件標準仕様書):
//! `layouts/records/groups/<業務ID>.toml`.

use super::schema::{Basis, CheckDigit};
pub use super::standard_file::load;

/// The groups of one 業務.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// 業務ID, three digits: `031`.
    pub business: String,
    /// Name of the 業務: 住登外者宛名番号管理.
    pub name: String,
    /// What the file rests on.
    pub basis: Basis,
    /// From where it was taken.
    pub source: String,
    /// Groups in the order of the file.
    pub groups: Vec<StandardGroup>,
    /// Code lists (コード一覧).
    pub codes: Vec<StandardCodes>,
}

/// A group (グループ_名称): the unit of output, one group is one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardGroup {
    /// グループ_名称: 住登外者宛名基本情報.
    pub name: String,
    /// Items in the order of the list, which is the order of the columns.
    pub items: Vec<StandardItem>,
}

/// One item (データ項目) of the list. Columns of the list that say nothing of a value are kept as
/// they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardItem {
    /// データ項目ID: 業務ID and five digits. Only where the official list gives it.
    pub id: Option<String>,
    /// データ項目: 住所_方書.
    pub name: String,
    /// データ項目（ローマ字）: the name in API links and the JSON key.
    pub romaji: String,
    /// データ型.
    pub kind: DataType,
    /// 桁数 in characters; none for images and, often, for dates.
    pub digits: Option<usize>,
    /// Decimals among the digits (9V, `n,m`).
    pub decimals: usize,
    /// Whether it has exactly so many digits: 市区町村コード, 郵便番号.
    pub exact: bool,
    /// グループ_主キー, グループ_外部キー.
    pub key: Option<Key>,
    /// コード: id of the code list.
    pub codes: Option<String>,
    /// 繰り返し: the greatest number of values.
    pub repeat: Option<usize>,
    /// データ出力条件.
    pub presence: Presence,
    /// The condition of 条件付き必須.
    pub when: Option<String>,
    /// 実装類型 ○: must be output.
    pub must_output: bool,
    /// サンプル値.
    pub sample: Option<String>,
    /// 項目定義.
    pub definition: Option<String>,
    /// 項目説明: rules for output.
    pub rule: Option<String>,
    /// 標準仕様書関連箇所 (機能ID).
    pub function: Option<String>,
    /// 備考.
    pub note: Option<String>,
    /// Never printed unless form and request both ask (個人番号, 住民票コード).
    pub secret: bool,
    /// Rule of its check digit.
    pub check: Option<CheckDigit>,
    /// What the item rests on.
    pub basis: Basis,
}

/// データ型 of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataType {
    /// `X`: half-width text; numbers that are identifiers are X.
    Half,
    /// `Ｎ`: full-width text (the letter is full-width in the list itself).
    Wide,
    /// `9`: a whole number.
    Whole,
    /// `9V`: a decimal number.
    Decimal,
    /// `S9`: a whole number with a sign.
    Signed,
    /// `BLOB`: a picture.
    Blob,
    /// `YEAR`: a year of the Common Era.
    Year,
    /// `DATE`: `YYYY-MM-DD`.
    Date,
    /// `TIME`: `HH:MM:SS`, seconds may be left out.
    Time,
}

/// What an item is for the rows of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// 主キー: with the other primary ones it identifies a row.
    Primary,
    /// 外部キー: the key of another group.
    Foreign,
}

/// データ出力条件.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// 必須.
    Required,
    /// 条件付き必須.
    Conditional,
    /// 任意.
    Optional,
}

/// A code list of the 業務.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardCodes {
    /// Its id in the list: `1`.
    pub id: String,
    /// Name: 性別.
    pub name: String,
    /// Code and word pairs; none where the municipality sets them (999 自治体固有コード).
    pub values: Vec<(String, String)>,
}

impl DataType {
    /// The words of the list and their types.
    pub const WORDS: [(&'static str, Self); 9] = [
        ("X", Self::Half),
        ("Ｎ", Self::Wide),
        ("9", Self::Whole),
        ("9V", Self::Decimal),
        ("S9", Self::Signed),
        ("BLOB", Self::Blob),
        ("YEAR", Self::Year),
        ("DATE", Self::Date),
        ("TIME", Self::Time),
    ];

    /// How the list writes it.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

impl Standard {
    /// A group by name.
    pub fn group(&self, name: &str) -> Option<&StandardGroup> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// A code list by id.
    pub fn codes(&self, id: &str) -> Option<&StandardCodes> {
        self.codes.iter().find(|codes| codes.id == id)
    }
}

impl StandardGroup {
    /// An item by name.
    pub fn item(&self, name: &str) -> Option<&StandardItem> {
        self.items.iter().find(|item| item.name == name)
    }

    /// Names of the items that identify a row (主キー).
    pub fn primary(&self) -> Vec<String> {
        let primary = self.items.iter().filter(|item| item.key == Some(Key::Primary));
        primary.map(|item| item.name.clone()).collect()
    }
}
