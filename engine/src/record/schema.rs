//! Record schemas: which items a record has and of what type (`layouts/records/*.toml`).

use super::eras::Eras;
pub use super::rules::{Guard, Rule};
pub use super::schema_file::load;

/// The shape of one kind of record.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Id by which layouts name it: `juki.household`.
    pub id: String,
    /// Japanese name.
    pub name: String,
    /// What it rests on.
    pub basis: Basis,
    /// Groups; the first one is the root.
    pub groups: Vec<Group>,
    /// Code lists.
    pub codes: Vec<CodeList>,
    /// Rules across items.
    pub rules: Vec<Rule>,
    /// Lists that guard a record (支援措置).
    pub guards: Vec<Guard>,
    /// The eras of the library, in which its dates are printed.
    pub eras: Eras,
}

/// What a schema or an item rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The official item definition of the data standard, read by `chohyo records import`.
    Official,
    /// Public facts: names and digits that other sources confirm.
    Published,
    /// Ours, until the official list is at hand.
    Provisional,
}

/// Index of a group in [`Schema::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GroupId(pub usize);

/// Index of a code list in [`Schema::codes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CodeListId(pub usize);

impl GroupId {
    /// The group every record starts from.
    pub const ROOT: Self = Self(0);
}

/// A group of items (グループ).
#[derive(Clone, Debug)]
pub struct Group {
    /// Name in the schema file.
    pub name: String,
    /// Items in the order of the file; values are stored in this order.
    pub items: Vec<Item>,
    /// The file of a folder of group CSVs that holds its rows; `None` for a group whose items
    /// are columns of the group above.
    pub rows: Option<Rows>,
}

/// Where the rows of a group stand in a folder of group CSVs, and which of them belong to a row
/// of the group above.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Group name as the data standard has it (グループ_名称): 住民情報. One group is one file.
    pub table: String,
    /// 業務ID of the standard group; `None` for a table of ours (the request).
    pub business: Option<String>,
    /// Every column of the table in its order (the order of a file without a head line), with
    /// the item of this group that it fills; columns that no item reads are skipped.
    pub columns: Vec<(String, Option<usize>)>,
    /// Names of the columns by which rows belong together; each is also an item of the group
    /// above. Empty for the root.
    pub join: Vec<String>,
    /// Column (履歴番号) of which only the row with the greatest value counts.
    pub latest: Option<String>,
    /// Names of the columns that identify a row (主キー).
    pub key: Vec<String>,
}

/// One data item (データ項目).
#[derive(Clone, Debug)]
pub struct Item {
    /// 項目名: CSV column and the name layouts bind.
    pub name: String,
    /// ローマ字: the JSON key. An item without one is called by its name there too.
    pub romaji: Option<String>,
    /// データ項目ID, 8 digits, where the official list gives it.
    pub data_id: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Type.
    pub kind: ItemType,
    /// Whether a record without it is refused.
    pub required: bool,
    /// Never printed unless form and request both ask, never in a message (個人番号, 住民票コード).
    pub secret: bool,
    /// Value of a flag or text item that is absent.
    pub default: Option<String>,
}

/// Which characters a text item may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Names and addresses: always drawn in the MJ face.
    Mj,
    /// Full-width text (Ｎ of the data standard): names, addresses, notes. No half-width form;
    /// always drawn in the MJ face.
    Wide,
    /// Kana, full-width digits, space and the marks that stand in kana of names and buildings.
    Kana,
    /// ASCII.
    Ascii,
    /// Any printable text.
    Any,
}

/// Check digit rule of a digits item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDigit {
    /// 個人番号, 12 digits (総務省令第85号 第5条).
    MyNumber,
    /// 住民票コード, 11 digits.
    JukiCode,
}

/// The type of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemType {
    /// Text of at most `max` characters (base + selector counts as one).
    Text {
        /// Characters it may hold.
        charset: Charset,
        /// Most characters (桁数).
        max: usize,
        /// Whether `{MJ014004}` names a glyph; else braces are text.
        glyph_names: bool,
    },
    /// Exactly or at most so many ASCII digits, kept as text.
    Digits {
        /// Number of digits.
        digits: usize,
        /// Whether fewer are refused.
        exact: bool,
        /// Rule of the check digit.
        check: Option<CheckDigit>,
    },
    /// A whole number (9, S9).
    Int {
        /// Most digits (桁数), the sign not counted; `None`: as many as 64 bits hold.
        digits: Option<usize>,
        /// Whether it may be negative.
        signed: bool,
    },
    /// An amount of yen: printed with commas, △ for minus.
    Money {
        /// As of [`ItemType::Int`].
        digits: Option<usize>,
        /// As of [`ItemType::Int`].
        signed: bool,
    },
    /// A decimal number (9V), kept exactly as its text with at most so many decimals.
    Decimal {
        /// Most digits in all; `None`: any number.
        digits: Option<usize>,
        /// Most decimals.
        decimals: usize,
    },
    /// A date `YYYY-MM-DD`; `unknown` names the item whose words (不詳表記) print instead.
    Date {
        /// Name of the text item of the same group that holds the words.
        unknown: Option<String>,
        /// Name of the item of the same group that says whether the day is unknown (不詳フラグ).
        flag: Option<String>,
    },
    /// A month `YYYY-MM`.
    Month,
    /// A year `YYYY` (年度, 課税年度).
    Year,
    /// A time of day `HH:MM` or `HH:MM:SS`, 24 hours.
    Time,
    /// true or false.
    Flag,
    /// A code of a list.
    Code(CodeListId),
    /// A PNG in Base64, drawn at its own physical size.
    Image,
    /// One nested group.
    Group(GroupId),
    /// A list of groups with its least and greatest count.
    List {
        /// Group of an element.
        group: GroupId,
        /// Least count.
        min: usize,
        /// Greatest count.
        max: usize,
    },
    /// A list of texts.
    TextList {
        /// Characters a text may hold.
        charset: Charset,
        /// Most characters of one text.
        max: usize,
        /// Whether `{MJ014004}` names a glyph; else braces are text.
        glyph_names: bool,
    },
}

/// A code list (コード一覧).
#[derive(Clone, Debug)]
pub struct CodeList {
    /// Name in the schema file.
    pub name: String,
    /// Code and word pairs.
    pub values: Vec<(String, String)>,
}

impl Item {
    /// Its key in JSON.
    pub fn key(&self) -> &str {
        self.romaji.as_deref().unwrap_or(&self.name)
    }
}

impl Schema {
    /// A group by id.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0]
    }

    /// Places of the items of a group that guard the record.
    pub(super) fn guards_of(&self, id: GroupId) -> impl Iterator<Item = usize> {
        let own = self.guards.iter().filter(move |guard| guard.item.0 == id);
        own.map(|guard| guard.item.1)
    }
}
