//! A drawing as it was read, from whatever file.

use chohyo_fonts::FontRole;

use crate::form::{Align, VerticalAlign};
use crate::length::{Length, Point, Rect, Size};

/// Sizes of letters that a layout can have.
const LETTERS: (Length, Length) = (Length::pt(4), Length::pt(200));
/// Most texts of a draft.
const TEXTS: usize = 3_000;

/// What stands on one sheet of a drawing.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Size of the sheet.
    pub(super) size: Size,
    pub(super) lines: Vec<Line>,
    pub(super) fills: Vec<(Rect, u8)>,
    pub(super) texts: Vec<Text>,
    pub(super) gaps: Vec<Gap>,
}

/// What a drawing shows and a draft cannot say, or does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A box for a value of which nobody knows which item it is: what stands beside it.
    Unbound(String),
    /// A font that is none of ours and does not say by its name what it is like.
    Font(String),
    /// A picture, with its place.
    Picture(Rect),
    /// So many lines that are neither straight nor upright.
    Curves(usize),
    /// So many letters that stand turned.
    Turned(usize),
    /// So many texts with narrowed or widened letters.
    Condensed(usize),
    /// So many letters of which the file does not say what they mean.
    Unread(usize),
    /// So many texts with letters below 4 pt or above 200 pt, which no layout has.
    Letters(usize),
    /// More boxes, words or rules than a layout can have: so many are left out.
    TooMany(usize),
    /// A watermark (見本): large grey letters.
    Watermark(String),
    /// A part of the page was not read: limits, or a font that is beyond reading.
    Cut,
    /// The workbook's default font is not known: the widths of its columns may be off.
    ColumnWidths(String),
    /// The sheet of the workbook is larger than its paper: what is beyond is not in the draft.
    Beyond,
    /// The workbook says to fit the sheet on a page; the scale was reckoned, in percent.
    Fitted(u16),
}

/// A straight line; `from` is left of or above `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) pen: Pen,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pen {
    pub(super) width: Length,
    pub(super) dash: Option<(Length, Length)>,
    pub(super) double: bool,
    /// 0 is black, 255 white.
    pub(super) grey: u8,
}

impl Pen {
    /// A pen whose measures are rounded to hundredths of a millimetre.
    pub(super) fn new(width: Length, dash: Option<(Length, Length)>, grey: u8) -> Self {
        let (least, most) = (Length::emu(720), Length::mm(5));
        let round =
            |length: Length| Length::emu((length.to_emu() + 180) / 360 * 360).max(least).min(most);
        Self {
            width: round(width),
            dash: dash.map(|(a, b)| (round(a), round(b))),
            double: false,
            grey,
        }
    }

    /// Whether a line of this pen hides one of another pen under it.
    pub(super) fn hides(self, other: Self) -> bool {
        self.dash.is_none() && !self.double && self.width >= other.width && self.grey <= other.grey
    }
}

/// Words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) words: String,
    /// Where its em boxes stand; of words that stand in a box, the box.
    pub(super) area: Rect,
    pub(super) size: Length,
    pub(super) font: FontRole,
    pub(super) vertical: bool,
    /// Whether its letters stand apart (均等割付).
    pub(super) spread: bool,
    /// Whether its letters are narrower than the font has them (長体).
    pub(super) condensed: bool,
    /// How it stands in its box; none if the area is that of the letters themselves.
    pub(super) placed: Option<Placed>,
}

/// How words stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) align: Align,
    pub(super) valign: VerticalAlign,
    pub(super) pad: Length,
}

impl Drawing {
    /// Brings the letters into the sizes of a layout, and the number of texts to its limit.
    pub(super) fn bound(&mut self) {
        let (least, most) = LETTERS;
        let mut changed = 0;
        for text in &mut self.texts {
            let size = text.size.max(least).min(most);
            changed += usize::from(size != text.size);
            text.size = size;
        }
        if changed > 0 {
            self.gaps.push(Gap::Letters(changed));
        }
        if let Some(more) = self.texts.len().checked_sub(TEXTS).filter(|more| *more > 0) {
            self.texts.truncate(TEXTS);
            self.gaps.push(Gap::TooMany(more));
        }
    }
}

/// The role of a font by its name; none if the name says nothing.
pub(super) fn role_of(name: &str, bold: bool) -> Option<FontRole> {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let bold = bold || has(&["bold", "heavy", "-w6", "-w7", "-w8"]);
    if has(&["ocr"]) {
        return Some(FontRole::OcrB);
    }
    if has(&[
        "gothic",
        "ゴシック",
        "ｺﾞｼｯｸ",
        "meiryo",
        "メイリオ",
        "kaku",
        "角ゴ",
        "sans",
        "arial",
        "helvetica",
        "calibri",
    ]) {
        return Some(if bold { FontRole::GothicBold } else { FontRole::Gothic });
    }
    let mincho =
        has(&["mincho", "明朝", "serif", "ryumin", "ipamj", "times", "century", "song", "ming"]);
    mincho.then_some(if has(&["ud"]) { FontRole::UdMincho } else { FontRole::Mincho })
}
