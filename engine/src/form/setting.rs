//! How the words of an item are set: style, rules of the line, the ladder of fit.

use std::sync::Arc;

use chohyo_fonts::{FontRole, Forms};

use crate::length::Length;
use crate::page::{Colour, Stroke};

/// How words look.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Font role.
    pub font: FontRole,
    /// Body size.
    pub size: Length,
    /// Along the line.
    pub align: Align,
    /// Across the lines.
    pub valign: VerticalAlign,
    /// Space kept free inside the box at both ends of the line.
    pub pad: Length,
    /// Line height in percent of the body size.
    pub line_pct: u16,
    /// Frame of the box.
    pub border: Option<Stroke>,
    /// Underline.
    pub underline: bool,
    /// Direction of its lines.
    pub writing: Writing,
    /// 縦中横: most digits that stand side by side in a vertical line; 0 for none.
    pub tcy: u8,
    /// Struck out (削除).
    pub strike: bool,
    /// Places after the point that [`Align::Decimal`] keeps free.
    pub decimals: u16,
    /// Forms asked for: ruby, half-width, full-width, proportional.
    pub forms: Forms,
    /// Colour of the glyphs.
    pub colour: Colour,
    /// How lines are broken and filled.
    pub lines: LineRules,
    /// Group whose values on a page all stand at the size and scale that one of them needs.
    pub same_size: Option<Arc<str>>,
    /// What to try when the words do not fit.
    pub fit: Fit,
}

/// Direction of the lines of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Writing {
    /// 横書き: from left to right, the first line on top.
    #[default]
    Horizontal,
    /// 縦書き: from top to bottom, the first line at the right.
    Vertical,
}

/// How lines are broken and filled. The default keeps every character on its em: 追い出し, and
/// no space is taken from 約物.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineRules {
    /// Strictness of 禁則.
    pub kinsoku: Kinsoku,
    /// ぶら下げ: a 句点 or 読点 that finds no room hangs outside the measure (JLREQ §3.8.2).
    pub overhang: bool,
    /// 追い込み: spaces of a line shrink to pull in what would else leave it short (§3.8.3).
    pub push_in: bool,
    /// 約物半角: no space of 約物 at the ends of lines and between them (§3.1.4, §3.1.5, §3.1.9).
    pub trim: bool,
    /// Space between Japanese and Latin, percent of an em (§3.2.6: 25).
    pub latin_gap_pct: u16,
    /// 両端揃え opens word spaces first, then the space between Japanese and Latin, then the rest
    /// (§3.8.4); else all gaps alike.
    pub ordered: bool,
    /// 均等割付 of every line over so many characters; 0 for none.
    pub spread_em: u16,
}

/// Strictness of 禁則: what may stand at the start of a line. The four conventions of JLREQ
/// Appendix C (addendum), from strict to loose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinsoku {
    /// All of Table 2 (JLREQ: very strict).
    #[default]
    Strict,
    /// 々, ー and small kana may start a line (JLREQ: strict; §3.1.7, note 1).
    Normal,
    /// Hyphens, ・ and ％ too, and …… may part (JLREQ: loose).
    Loose,
    /// All but brackets, 句点 and 読点 (JLREQ: very loose).
    Newspaper,
}

/// Alignment along the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// 左
    Left,
    /// 中央
    Centre,
    /// 右
    Right,
    /// 両端揃え: every line but the last fills the measure.
    Both,
    /// 均等割付: every line, the last too, is spread over the measure.
    Distribute,
    /// 小数点揃え: the point stands where [`Style::decimals`] places after it fill the measure.
    Decimal,
}

/// Alignment across the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerticalAlign {
    /// 上
    Top,
    /// 中
    Middle,
    /// 下
    Bottom,
}

/// A ladder of complete attempts; the first that fits wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Name in the layout, for messages.
    pub name: String,
    /// Attempts in order. The base style itself is always tried first.
    pub attempts: Vec<Attempt>,
    /// Where a text goes that none holds, before the last word.
    pub beyond: Beyond,
    /// What happens if none fits.
    pub last: LastWord,
}

/// Where a text goes that no attempt holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beyond {
    /// Nowhere: the last word decides.
    #[default]
    Nowhere,
    /// It goes on in its own box on the following sheets of the part, at the smallest size and
    /// scale of the last attempt and with as many lines on each as the box is high.
    NextPage,
    /// To the annex sheet (別紙).
    Annex,
}

/// One complete attempt, from the base style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Largest and smallest size; the largest that fits is taken, in steps of 0.1 pt.
    pub size: (Length, Length),
    /// Most lines.
    pub lines: u16,
    /// Largest and smallest horizontal scale in percent.
    pub condense_pct: (u16, u16),
}

/// What happens when no attempt fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastWord {
    /// Print the clusters that fit in the last attempt and report the rest.
    Limit,
    /// Print nothing and report.
    Blank,
    /// Refuse the record.
    Refuse,
    /// As the city says: index of a word variation point with the three words above.
    Param(usize),
}
