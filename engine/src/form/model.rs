//! What a checked layout is. Fragments are expanded, styles and fit ladders resolved, grid cells
//! turned into lengths, names bound to the record schema.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::expression::{Expr, Template};
use crate::length::{Length, Point, Rect, Size};
use crate::mark::{Bars, Symbology};
use crate::page::{Colour, Picture, Role, Stroke};
use crate::record::{Date, Schema};
use crate::source::SourceSpan;

pub use super::setting::{
    Align, Attempt, Beyond, Fit, Kinsoku, LastWord, LineRules, Style, VerticalAlign, Writing,
};

/// 帳票ID: seven digits, the first three are the 業務ID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId(pub String);

/// How sure the 帳票ID is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdStatus {
    /// From the standard itself.
    Official,
    /// From a third party that is named in the sources.
    Reported,
    /// Ours: 業務ID + 9xxx.
    Provisional,
}

/// What kind of print it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// 証明書
    Certificate,
    /// 通知書
    Notice,
    /// 納付書つき
    Payment,
    /// カード
    Card,
    /// はがき
    Postcard,
}

/// On what a drawn position rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The drawing of the standard.
    Spec,
    /// Published facts about it (paper, items, order).
    PublishedFacts,
    /// A reconstruction.
    Reconstructed,
}

/// A checked layout.
#[derive(Debug)]
pub struct Form {
    /// 帳票ID.
    pub id: FormId,
    /// How sure the id is.
    pub id_status: IdStatus,
    /// 帳票名.
    pub name: String,
    /// 業務ID.
    pub business: String,
    /// The family it was made from, a folder of `families/`; `None` if it names none.
    pub family: Option<String>,
    /// 版.
    pub edition: String,
    /// First and last day of use, where a source gives them.
    pub effective: Effective,
    /// Kind.
    pub kind: FormKind,
    /// On what the drawing rests, unless an item says otherwise.
    pub basis: Basis,
    /// Sources: what for → where from.
    pub sources: Vec<(String, String)>,
    /// Items of the record that the form does not use, if its author says which.
    pub unused: Option<Vec<String>>,
    /// The record schema.
    pub schema: Arc<Schema>,
    /// Declared variation points: the common ones, then the form's own.
    pub vary: Vec<Variation>,
    /// Names of secret items of the record that the form prints, each with the condition on the
    /// record (the request) under which it does; every other one prints as ＊.
    pub reveal: Vec<(String, Expr)>,
    /// Parts in printing order.
    pub parts: Vec<Part>,
    /// The head of the layout file, for messages about the form as a whole.
    pub source: SourceSpan,
    /// Warnings found on loading; `lint` gives them back with its own.
    pub warnings: Vec<Diagnostic>,
}

/// Days on which an edition is in force; `None` is open.
#[derive(Clone, Copy, Default)]
pub struct Effective {
    /// 施行日.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Effective {
    /// Whether a day is among them.
    pub fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// `YYYY-MM-DD` of a day of a layout. [`Date`] itself has no `Display`: it may be a birth date.
pub(super) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

impl std::fmt::Debug for Effective {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let show = |day: Option<Date>| day.map_or_else(String::new, iso);
        write!(f, "{}..{}", show(self.from), show(self.to))
    }
}

/// A variation point (市区町村が変えられるところ).
#[derive(Clone, Debug)]
pub struct Variation {
    /// Name; used as `$name`.
    pub name: String,
    /// Type and bounds.
    pub kind: VariationType,
    /// Value if the city gives none; without a default the city must give one where it is used.
    pub default: Option<String>,
}

/// Type of a variation point.
#[derive(Clone, Debug, PartialEq)]
pub enum VariationType {
    /// Text of at most so many characters.
    Text {
        /// Most characters.
        max: usize,
    },
    /// So many digits.
    Digits {
        /// Number of digits.
        digits: usize,
    },
    /// One of some words.
    Word {
        /// The words.
        words: Vec<String>,
    },
    /// true or false.
    Flag,
    /// An image of at most this size each way.
    Image {
        /// Largest side.
        max: Length,
    },
}

/// A city's values of the variation points, in the order of [`Form::vary`].
#[derive(Default)]
pub struct Params(pub Vec<ParamValue>);

/// A city's value of one variation point.
pub enum ParamValue {
    /// Not given and without a default.
    Absent,
    /// Text, digits or word.
    Text(String),
    /// Flag.
    Flag(bool),
    /// Image with its natural size.
    Image(Arc<Picture>),
}

/// A part of a form: one kind of sheet with its continuation.
#[derive(Debug)]
pub struct Part {
    /// Name, unique in the form.
    pub name: String,
    /// Paper.
    pub paper: Paper,
    /// Margin that printers cannot print.
    pub printable: Length,
    /// Envelopes the sheet may go into: one, or all that a word variation point names.
    pub envelopes: Vec<Envelope>,
    /// Whether the part is printed.
    pub when: Option<Expr>,
    /// Side of the sheet on which it begins where both sides are printed.
    pub side: Side,
    /// What stands in a place that is void (＊＊＊).
    pub void: String,
    /// Items in paint and reading order.
    pub items: Vec<Item>,
}

/// Side of a sheet on which a part begins where both sides are printed (両面).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The next one.
    #[default]
    Any,
    /// A front: a back before it stays blank.
    Front,
    /// A back: its front stays blank if no other part is on it.
    Back,
}

/// Paper of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// As written: `A4 portrait`.
    pub name: String,
    /// Size in this orientation.
    pub size: Size,
}

/// An envelope profile with a window (`layouts/common/envelopes.toml`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Name.
    pub name: String,
    /// The window, from the folded sheet's top-left corner.
    pub window: Rect,
    /// How far the sheet may slip inside the envelope, each way.
    pub shift: Length,
}

/// Which pages of a part an item is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum On {
    /// Every page.
    #[default]
    All,
    /// First page of the part.
    First,
    /// All but the first.
    Rest,
    /// Last page of the part.
    Last,
    /// Last page of the whole form.
    FormLast,
}

/// 実装区分 of an item in the standard's 諸元表.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// ◎ 実装必須
    Must,
    /// ○ 標準オプション
    Option,
}

/// One placed item.
#[derive(Debug)]
pub struct Item {
    /// Position in the form's order, over all parts and nested items, from 0.
    pub order: u32,
    /// `id`, for `end_mark.in` and `spill`.
    pub id: Option<String>,
    /// 印字項目名; a field without one is called by its binding or label.
    pub name: Option<Arc<str>>,
    /// Where it stands in the layout.
    pub source: SourceSpan,
    /// On what its position rests.
    pub basis: Basis,
    /// Printed only if this holds.
    pub when: Option<Expr>,
    /// 実装区分 of the standard, where the layout says it.
    pub grade: Option<Grade>,
    /// Printed with the record, not with the pre-printed form (刷込み), though no record changes it.
    pub variable: bool,
    /// Pages of the part.
    pub on: On,
    /// Places, relative to the enclosing block; one drawing for each.
    pub areas: Vec<Area>,
    /// What it is.
    pub kind: Kind,
}

/// A place: one box, or a label box and a value box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The box; the label's if there are two.
    pub first: Rect,
    /// The value's box.
    pub second: Option<Rect>,
}

impl Area {
    /// This place moved by a point.
    #[must_use]
    pub fn offset(self, by: Point) -> Self {
        Self { first: self.first.offset(by), second: self.second.map(|second| second.offset(by)) }
    }
}

/// What an item is.
#[derive(Debug)]
pub enum Kind {
    /// Label, field, title: words in a box. With both, the label is in the first box of the
    /// area and the field in the second.
    Cell {
        /// Fixed-role words.
        label: Option<Words>,
        /// Value words.
        field: Option<Words>,
    },
    /// A paragraph that wraps in its box.
    Para(Para),
    /// A frame around the area.
    Frame(Stroke),
    /// A rule along the area: its top edge if it is wider than high, else its left edge.
    Rule(Stroke),
    /// A filled area.
    Fill(Colour),
    /// Cells, one character in each.
    Cells(Cells),
    /// A checkbox with its label.
    Check(Check),
    /// Alternatives side by side, the chosen one in an ellipse.
    Choice(Choice),
    /// A rule from the top right to the bottom left corner; with `both` the other one too.
    Diagonal {
        /// The rule.
        stroke: Stroke,
        /// Both diagonals: a cross.
        both: bool,
    },
    /// Items placed relative to the area's corner.
    Group(Vec<Item>),
    /// Blocks, one per element of a list.
    Repeat(Repeat),
    /// Places that take the first of a list of candidates.
    Slots(Slots),
    /// A table, one row per element.
    Table(Box<Table>),
    /// A region whose children stack.
    Flow(Flow),
    /// Children of a flow, stacked for every element of a list.
    Each(Each),
    /// The texts of an annex sheet (別紙).
    Annex(Annex),
    /// 公印.
    Seal(ImageSource),
    /// Another image.
    Image(ImageSource),
    /// A mark of the sheet for the machines that insert and count (封入制御・突合), on front sides.
    Mark(SheetMark),
    /// Bars of widths that the record gives.
    Bars(ModuleBars),
}

/// Bars and spaces of a code that was made elsewhere, as widths in modules: one digit each, a bar
/// first. They stand at the left edge of the box and are as high as it.
#[derive(Debug)]
pub struct ModuleBars {
    /// The widths.
    pub widths: Template,
    /// Width of a module.
    pub module: Length,
}

/// A mark of a sheet.
#[derive(Debug)]
pub enum SheetMark {
    /// The payload as a code.
    Code(Symbology),
    /// OMR bars.
    Omr {
        /// Where they stand in the box.
        bars: Bars,
        /// Inserts (同封物), each fed if its condition holds.
        feed: Vec<Expr>,
    },
}

/// Where an annex sheet prints its texts, each under its number and label; the part of the item is
/// printed only if there are some, and has as many pages as they need.
#[derive(Debug)]
pub struct Annex {
    /// What the sheet is called: 別紙 gives the mark 「別紙１のとおり」.
    pub word: String,
    /// Look of a number with its label.
    pub label_style: Arc<Style>,
    /// Look of a text.
    pub style: Arc<Style>,
}

/// Words in a box.
#[derive(Debug)]
pub struct Words {
    /// What they say.
    pub template: Template,
    /// How they look.
    pub style: Arc<Style>,
    /// Role on the page.
    pub role: Role,
    /// The part's void mark stands here if this holds.
    pub void_when: Option<Expr>,
    /// Printed if the value is empty (【空欄】).
    pub blank: Option<String>,
    /// An empty value refuses the record.
    pub required: bool,
    /// Ruby over them.
    pub ruby: Option<Template>,
}

/// A paragraph.
#[derive(Debug)]
pub struct Para {
    /// Spans in order.
    pub spans: Vec<Span>,
    /// How it looks.
    pub style: Arc<Style>,
    /// Role on the page.
    pub role: Role,
    /// Indent of every line but the first.
    pub hang: Length,
    /// Indent of the first line.
    pub indent: Length,
}

/// A run of a paragraph in one look.
#[derive(Debug)]
pub struct Span {
    /// What it says.
    pub template: Template,
    /// Its own font, forms, size and colour; the paragraph's if `None`.
    pub style: Option<Arc<Style>>,
    /// Underlined.
    pub underline: bool,
    /// Struck out (削除).
    pub strike: bool,
    /// Ruby over it.
    pub ruby: Option<Template>,
}

/// A row of cells of one width, one character in each. The style's border draws them; it aligns
/// left or right.
#[derive(Debug)]
pub struct Cells {
    /// The value.
    pub words: Words,
    /// Number of cells.
    pub count: usize,
    /// Two half-width characters share a cell.
    pub half: bool,
    /// A divider after every so many cells, counted from where the value begins.
    pub every: Option<(usize, Stroke)>,
}

/// A checkbox.
#[derive(Debug)]
pub struct Check {
    /// Checked if it holds.
    pub when: Expr,
    /// What follows the box.
    pub label: Option<Template>,
    /// How box and label look.
    pub style: Arc<Style>,
    /// Role on the page.
    pub role: Role,
}

/// Alternatives of which the chosen one is in an ellipse.
#[derive(Debug)]
pub struct Choice {
    /// The alternatives in order.
    pub alternatives: Vec<Alternative>,
    /// What stands between two of them.
    pub between: String,
    /// How they look.
    pub style: Arc<Style>,
    /// Role on the page.
    pub role: Role,
    /// The ellipse.
    pub circle: Stroke,
    /// More than one may be chosen.
    pub many: bool,
}

/// One alternative of a [`Choice`].
#[derive(Debug)]
pub struct Alternative {
    /// What it says.
    pub text: Template,
    /// Chosen if it holds.
    pub when: Expr,
}

/// Blocks, one per element of a list.
#[derive(Debug)]
pub struct Repeat {
    /// The list.
    pub list: Expr,
    /// Corners of the blocks on a page, relative to the enclosing block (not to the item's
    /// area, which is the first block), in filling order.
    pub origins: Vec<Point>,
    /// Size of a block.
    pub size: Size,
    /// Items of a block, relative to its corner; they bind the element.
    pub items: Vec<Item>,
    /// What happens when the blocks of a page are used up.
    pub more: More,
    /// What a block without an element shows.
    pub empty: EmptyBlock,
    /// Mark in the first block without an element.
    pub end_mark: Option<EndMark>,
    /// Blocks on the last page, the first ones of `origins`.
    pub on_last: Option<OnLast<usize>>,
}

/// What happens to elements beyond a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    /// They go on a further page of the part.
    NextPage,
    /// The record is refused.
    Refuse,
}

/// What a block without an element shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyBlock {
    /// Frames and labels, no values, no void marks.
    Frame,
    /// Nothing.
    None,
}

/// 以下余白.
#[derive(Debug)]
pub struct EndMark {
    /// The words.
    pub text: String,
    /// `id` of the item of the block in whose value box they stand; the whole block if `None`.
    pub target: Option<String>,
}

/// Places filled by the first candidates whose condition holds.
#[derive(Debug)]
pub struct Slots {
    /// Candidates in order; each has a label and a field, and its `when`.
    pub candidates: Vec<Candidate>,
    /// `id` of the item of the same block that takes what finds no place, as `label　value`.
    pub spill: Option<String>,
    /// Look of the void mark in an unused label box.
    pub label_style: Arc<Style>,
    /// Look of the void mark in an unused value box.
    pub value_style: Arc<Style>,
}

/// A candidate for a slot.
#[derive(Debug)]
pub struct Candidate {
    /// 印字項目名.
    pub name: Arc<str>,
    /// Takes a place only if this holds.
    pub when: Option<Expr>,
    /// 実装区分.
    pub grade: Option<Grade>,
    /// Label.
    pub label: Words,
    /// Value.
    pub field: Words,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// The list.
    pub list: Expr,
    /// Columns.
    pub columns: Vec<Column>,
    /// Frame around the whole table; the cells' own rules are in their styles.
    pub outer: Option<Stroke>,
    /// Height of the head row; no head if zero.
    pub head: Length,
    /// Least height of a body row; it grows with wrapped cells.
    pub row: Length,
    /// Head again on every page.
    pub repeat_head: bool,
    /// What happens when the box is full (outside a flow).
    pub more: More,
    /// Height on the last page; on the others the table has its whole area.
    pub on_last: Option<OnLast<Length>>,
    /// A row is never the last of a page while this holds; it binds the element.
    pub keep_next: Option<Expr>,
    /// Where rows are grouped.
    pub breaks: Option<Breaks>,
    /// Words in the row under the last element if a row is free there (以下余白).
    pub end_mark: Option<String>,
    /// What the space under the last element shows.
    pub empty: EmptyBlock,
    /// First row of every page but the first (前頁繰越).
    pub carry_head: Option<Band>,
    /// Row under the last element of every page (頁計).
    pub page_foot: Option<Band>,
    /// Last row of every page but the last (次頁繰越).
    pub carry_foot: Option<Band>,
    /// A row at the end, over the whole list; bound to the enclosing scope.
    pub foot: Option<Band>,
}

impl Table {
    /// Rows that do not stand for an element, with whether they bind one.
    pub(crate) fn bands(&self) -> impl Iterator<Item = (&Band, bool)> {
        let own = [&self.carry_head, &self.page_foot, &self.carry_foot, &self.foot];
        let breaks = self.breaks.iter().flat_map(|breaks| [&breaks.head, &breaks.foot]);
        let own = own.into_iter().flatten().map(|band| (band, false));
        own.chain(breaks.flatten().map(|band| (band, true)))
    }
}

/// What another room there is on the last page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnLast<T> {
    /// [`On::Last`] or [`On::FormLast`].
    pub on: On,
    /// The room there.
    pub room: T,
}

/// A row of a table that does not stand for an element.
#[derive(Debug)]
pub enum Band {
    /// Words for each column; `None` is an empty cell.
    Cells(Vec<Option<Words>>),
    /// One cell across all columns.
    Whole(Words),
}

impl Band {
    /// The words of the row.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Words> {
        let (cells, whole) = match self {
            Self::Cells(cells) => (Some(cells), None),
            Self::Whole(words) => (None, Some(words)),
        };
        cells.into_iter().flatten().flatten().chain(whole)
    }
}

/// Rows grouped by a value: a new group begins where its words differ from those of the row
/// before.
#[derive(Debug)]
pub struct Breaks {
    /// The value; binds the element.
    pub by: Template,
    /// Row before a group; binds its first element.
    pub head: Option<Band>,
    /// Whether that row stands again on every further page of its group.
    pub repeat_head: bool,
    /// Row after a group; binds its last element.
    pub foot: Option<Band>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Width.
    pub width: Length,
    /// 実装区分.
    pub grade: Option<Grade>,
    /// Head words.
    pub head: Words,
    /// Cell words; they bind the element.
    pub cell: Words,
}

/// A region of a flow. The children stand in the region on the part's first page; regions of
/// the same name `on = "rest"` take what goes on.
#[derive(Debug)]
pub struct Flow {
    /// Name.
    pub name: String,
    /// Space between children.
    pub gap: Length,
    /// Height of the region on the last page.
    pub on_last: Option<OnLast<Length>>,
    /// Children; empty for a continuation region.
    pub children: Vec<FlowChild>,
}

/// Children of a flow, stacked for every element of a list.
#[derive(Debug)]
pub struct Each {
    /// The list.
    pub list: Expr,
    /// Space between the children and between elements; that of the flow or `each` around it if
    /// `None`.
    pub gap: Option<Length>,
    /// Keep each element on one page if a page can hold it.
    pub keep: bool,
    /// The children; they bind the element.
    pub children: Vec<FlowChild>,
}

/// A child of a flow.
#[derive(Debug)]
pub struct FlowChild {
    /// The item; its areas are empty but for groups and fragments, whose size counts.
    pub item: Item,
    /// Keep on one page if a page can hold it. Children with one number are kept together.
    pub keep: Option<u32>,
    /// Never the last thing on a page.
    pub keep_with_next: bool,
    /// What is special to a labelled row.
    pub row: Option<FlowRow>,
    /// Place across the region.
    pub align: Align,
}

/// A row of a label and a field in a flow.
#[derive(Clone, Debug, Default)]
pub struct FlowRow {
    /// Its least height; it grows with its words.
    pub least: Length,
    /// Width of the label.
    pub label: Length,
    /// Frame around both.
    pub outer: Option<Stroke>,
}

/// Where an image comes from.
#[derive(Debug)]
pub enum ImageSource {
    /// A variation point of type image.
    Param(usize),
    /// An item of the record, drawn at its own physical size, centred in the area.
    Record(Expr),
    /// A file of the layout library.
    File(Arc<Picture>),
}
