//! Checked expressions: every name is resolved, every type fits.

use crate::record::GroupId;

/// Words with holes: `"第{順位}子"`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template(pub Vec<Piece>);

/// A piece of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A hole; the value prints in the default format of its type.
    Hole(Expr),
}

/// Type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// Whole number.
    Int,
    /// Amount of yen.
    Money,
    /// Decimal number, kept as text.
    Decimal,
    /// Date with its 不詳表記.
    Date,
    /// Month.
    Month,
    /// Year (年度).
    Year,
    /// Flag.
    Flag,
    /// Code; prints as its word. The index is into [`crate::record::Schema::codes`].
    Code(usize),
    /// Picture.
    Image,
    /// One group.
    Group(GroupId),
    /// List of groups.
    List(GroupId),
    /// List of texts.
    TextList,
}

/// A checked expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A literal.
    Literal(Literal),
    /// An item of the record.
    Path(Path),
    /// A variation point: index into [`crate::form::Form::vary`].
    Param(usize),
    /// A page number or running number.
    Builtin(Builtin),
    /// A text made of other expressions (arguments of fragments, form texts).
    Template(Template),
    /// A function call.
    Call(Function, Vec<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `a and b`.
    And(Box<Expr>, Box<Expr>),
    /// `a or b`.
    Or(Box<Expr>, Box<Expr>),
    /// `a = b` and its kin; both sides have one type.
    Compare(Compare, Box<Expr>, Box<Expr>),
    /// `a in ['x', 'y']`.
    In(Box<Expr>, Vec<Expr>),
    /// `a + b` (negative: `a - b`) on whole numbers or amounts.
    Add(Box<Expr>, Box<Expr>),
    /// `a - b`.
    Subtract(Box<Expr>, Box<Expr>),
    /// `a & b`: texts joined.
    Concat(Box<Expr>, Box<Expr>),
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `'…'`.
    Text(String),
    /// A whole number.
    Int(i64),
    /// `true`, `false`.
    Flag(bool),
}

/// The way from a scope to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// How many element scopes outwards: 0 is the innermost `repeat` or `table` element (or the
    /// record itself where there is none).
    pub up: usize,
    /// Indices of items, each in the group the one before leads to. Empty: the element itself.
    pub steps: Vec<usize>,
    /// As the author wrote it, for names of items and messages.
    pub words: String,
}

/// Comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

/// Numbers that the engine knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// `#page`: page of the form, from 1.
    Page,
    /// `#pages`: pages of the form.
    Pages,
    /// `#part_page`
    PartPage,
    /// `#part_pages`
    PartPages,
    /// `#copy`: which reprint of the record it is; 0 on the first print.
    Copy,
    /// `#no`: running number of the element, from 1.
    No,
}

/// Functions. All are total: an empty argument gives an empty result unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// `if(flag, then, else)`.
    If,
    /// `has(x)`: false if empty.
    Has,
    /// `count(list)`.
    Count,
    /// `sum(list.item)`.
    Sum,
    /// `page_sum(list.item)`: of the rows of this page, in rows of a table.
    PageSum,
    /// `carried_sum(list.item)`: of the rows of the pages before.
    CarriedSum,
    /// `sum_to_page(list.item)`: of the rows up to the end of this page.
    SumToPage,
    /// `group_sum(list.item)`: of the rows between two breaks.
    GroupSum,
    /// `join(separator, texts…)`: empty ones are left out; a list gives all its texts.
    Join,
    /// `wareki(date, month or year)`: 令和７年４月１日, full-width digits, 元年; 不詳表記 first; a
    /// year by the era in force on 1 April.
    Wareki,
    /// `seireki(date, month or year)`: ２０２５年４月１日; 不詳表記 first.
    Seireki,
    /// `money(number)`: 12,345, △ for minus.
    Money,
    /// `mask(text, n)`: all but the last n characters as ＊.
    Mask,
    /// `postal(digits)`: 123-4567.
    Postal,
    /// `wide(text)`: ASCII as full-width.
    Wide,
    /// `narrow(text)`: full-width ASCII as half-width.
    Narrow,
    /// `address(住所)`: the items 住所_都道府県 to 住所_方書 joined; its argument is that already.
    Address,
    /// `default(x, y)`: y where x is empty.
    Default,
    /// `kansuji(text)`: runs of digits as Kanji numerals.
    Kansuji,
    /// `mj('MJ014004')`: the text that means the glyph of this name; its argument is that text
    /// already.
    Mj,
}
