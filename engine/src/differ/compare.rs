//! The differences of two forms, in the order of the first one.

use super::entry::{Entry, entries};
use super::head;
use super::pair::pairs;
use crate::form::{Area, Form};
use crate::length::{Length, Point, Rect, Size};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is a difference of.
    pub subject: Subject,
    /// Name of the part; empty for the form, its record and its variation points.
    pub part: String,
    /// Kind of the item as the layout calls it: `field`, `box`; empty where there is no item.
    pub kind: &'static str,
    /// Name of the item, of the item of the record, or of the variation point.
    pub name: String,
    /// What happened to it.
    pub change: Change,
}

/// What a difference is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The head of the form.
    Form,
    /// A part.
    Part,
    /// An item of a part.
    Item,
    /// An item of the record.
    Record,
    /// A variation point (可変点).
    Vary,
}

/// What happened from the first form to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the second has it.
    Added,
    /// Only the first has it.
    Removed,
    /// It stands elsewhere, to the right and down by so much.
    Moved {
        /// By how much.
        by: Point,
        /// Whether it is the label beside the value that moved.
        label: bool,
    },
    /// Its box has another size.
    Resized {
        /// Size in the first form.
        from: Size,
        /// Size in the second.
        to: Size,
        /// Whether it is the box of the label beside the value.
        label: bool,
    },
    /// Something else about it is not the same.
    Changed {
        /// What.
        aspect: Aspect,
        /// In the first form, as a layout says it.
        from: String,
        /// In the second.
        to: String,
    },
}

/// What can be said about a form, a part or an item beside its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// 帳票名, or the name of a record.
    Name,
    /// 根拠.
    Basis,
    /// 帳票の種類, kind of an item, type of a variation point or of an item of the record.
    Kind,
    /// 施行日.
    Effective,
    /// The record schema.
    Record,
    /// Secret items that the form may print.
    Reveal,
    /// 用紙.
    Paper,
    /// Margin that cannot be printed, mm.
    Printable,
    /// 封筒.
    Envelope,
    /// Side on which the part begins.
    Side,
    /// 使わない欄の印.
    Void,
    /// Number of places.
    Places,
    /// Words beside the value.
    Label,
    /// The words, or the expression that makes them.
    Words,
    /// 印刷する紙.
    On,
    /// 印字条件.
    When,
    /// 伏せる条件.
    VoidWhen,
    /// 空のとき.
    Blank,
    /// 必須.
    Required,
    /// 実装区分.
    Grade,
    /// 書体.
    Font,
    /// Size of the letters, pt.
    Letters,
    /// Smallest size of the letters, pt.
    LeastLetters,
    /// 寄せ.
    Align,
    /// 文字溢れの手順.
    Fit,
    /// What is done with a text that does not fit.
    LastWord,
    /// Frame, line or fill: width in mm and what is special to it.
    Pen,
    /// Anything else of the look.
    Look,
    /// Look of the label beside the value.
    LabelLook,
    /// Blocks of a `repeat`, columns and rows of a `table`.
    Structure,
    /// 既定値 of a variation point.
    Default,
}

/// What differs between two forms. Places that are less than `within` apart count as one.
pub fn differences(from: &Form, to: &Form, within: Length) -> Vec<Difference> {
    let mut found = head::differences(from, to);
    let (a, b) = (entries(from), entries(to));
    let paired = pairs(&a, &b, &head::part_names(from, to));
    for (entry, partner) in a.iter().zip(&paired) {
        match partner.and_then(|index| b.get(index)) {
            Some(other) => found.extend(of_item(entry, other, within)),
            None => found.push(entry.whole(Change::Removed)),
        }
    }
    let is_new = |(index, _): &(usize, &Entry)| !paired.contains(&Some(*index));
    found.extend(b.iter().enumerate().filter(is_new).map(|(_, entry)| entry.whole(Change::Added)));
    found
}

fn of_item<'a>(
    from: &'a Entry,
    to: &'a Entry,
    within: Length,
) -> impl Iterator<Item = Difference> + 'a {
    let places = from.areas.iter().zip(&to.areas).flat_map(move |(a, b)| area(*a, *b, within));
    let count = |entry: &Entry| (!entry.areas.is_empty()).then(|| entry.areas.len().to_string());
    let places = places.chain(changed(Aspect::Places, count(from), count(to)));
    let kinds = changed(Aspect::Kind, Some(from.kind.to_owned()), Some(to.kind.to_owned()));
    let facts = from.facts.iter().flat_map(|(aspect, words)| {
        changed(*aspect, Some(words.clone()), Some(to.fact(*aspect).to_owned()))
    });
    let new = to.facts.iter().filter(|(aspect, _)| !from.has(*aspect));
    let new =
        new.flat_map(|(aspect, words)| changed(*aspect, Some(String::new()), Some(words.clone())));
    places.chain(kinds).chain(facts).chain(new).map(|change| from.whole(change))
}

/// Nothing if one of the two is not known, as in a flow.
pub(super) fn changed(aspect: Aspect, from: Option<String>, to: Option<String>) -> Option<Change> {
    let (from, to) = from.zip(to)?;
    (from != to).then_some(Change::Changed { aspect, from, to })
}

/// The value's box, and the label's if there are two.
fn area(from: Area, to: Area, within: Length) -> impl Iterator<Item = Change> {
    let split = |area: Area| match area.second {
        Some(value) => (Some(area.first), value),
        None => (None, area.first),
    };
    let ((a_label, a_value), (b_label, b_value)) = (split(from), split(to));
    let labels = a_label.zip(b_label).map(|(a, b)| boxes(a, b, true, within));
    boxes(a_value, b_value, false, within).chain(labels.into_iter().flatten())
}

fn boxes(from: Rect, to: Rect, label: bool, within: Length) -> impl Iterator<Item = Change> {
    let far = |a: Length, b: Length| (b - a).to_emu().abs() > within.to_emu();
    let by = Point::new(to.origin.x - from.origin.x, to.origin.y - from.origin.y);
    let moved = far(Length::ZERO, by.x) || far(Length::ZERO, by.y);
    let (a, b) = (from.size, to.size);
    let resized = far(a.width, b.width) || far(a.height, b.height);
    let moved = moved.then_some(Change::Moved { by, label });
    moved.into_iter().chain(resized.then_some(Change::Resized { from: a, to: b, label }))
}

#[cfg(test)]
mod tests;
