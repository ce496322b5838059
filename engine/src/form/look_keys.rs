//! The values of the keys of a look: words, sizes, greys, pens.

use std::sync::Arc;

use chohyo_fonts::{FontRole, Forms};

use super::keys;
use super::model::{Align, Kinsoku, LineRules, Style, VerticalAlign, Writing};
use super::vary::is_name;
use crate::diag::Diagnostic;
use crate::length::{Length, Unit};
use crate::page::{Colour, Role, Stroke};
use crate::reader::{Findings, Node, NodeKind, Table};

/// Smallest and largest body size that a layout may ask for.
pub(super) const SIZES: (Length, Length) = (Length::pt(4), Length::pt(200));

/// Takes a value if there is one.
pub(super) fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Keys of how lines are broken and filled.
pub(super) fn line_rules(rules: &mut LineRules, table: &Table, out: &Findings) {
    let count =
        |key, most| table.integer(key, 0..=most, out).and_then(|number| u16::try_from(number).ok());
    set(&mut rules.kinsoku, table.word("kinsoku", KINSOKU, out));
    set(&mut rules.overhang, table.flag("overhang", out));
    set(&mut rules.push_in, table.flag("push_in", out));
    set(&mut rules.trim, table.word("punctuation", PUNCTUATION, out));
    set(&mut rules.latin_gap_pct, count("latin_gap_pct", 50));
    set(&mut rules.ordered, table.word("stretch", STRETCH, out));
    set(&mut rules.spread_em, count("spread_em", 100));
}

/// The name of a `same_size` group; `"none"` takes away that of the style.
pub(super) fn group_name(node: &Node, out: &Findings) -> Option<Option<Arc<str>>> {
    match node.text(out)? {
        "none" => Some(None),
        name if is_name(name) => Some(Some(name.into())),
        _ => node.bad_value("[A-Za-z][A-Za-z0-9_]*", out),
    }
}

/// `writing` and `tcy`. `L161`: 縦中横 in horizontal lines.
pub(super) fn writing(style: &mut Style, table: &Table, out: &Findings) {
    set(&mut style.writing, table.word("writing", WRITINGS, out));
    let digits = table.integer("tcy", 0..=4, out);
    set(&mut style.tcy, digits.and_then(|digits| u8::try_from(digits).ok()));
    if let Some(entry) = table.entry("tcy")
        && style.writing == Writing::Horizontal
    {
        out.error("L161", &entry.key_span);
    }
}

/// `decimals`. `L191` without `align = "decimal"`.
pub(super) fn decimals(style: &mut Style, table: &Table, out: &Findings) {
    let Some(entry) = table.entry("decimals") else { return };
    let places = table.integer("decimals", 0..=10, out);
    set(&mut style.decimals, places.and_then(|places| u16::try_from(places).ok()));
    if style.align != Align::Decimal {
        out.error("L191", &entry.key_span);
    }
}

/// A range of whole millimetres.
pub(super) fn mm(least: i64, most: i64) -> std::ops::RangeInclusive<Length> {
    Length::mm(least)..=Length::mm(most)
}

/// `size_pt` or `size_q`. `L010` if both, `L049` outside 4–200 pt.
pub(super) fn size(table: &Table, out: &Findings) -> Option<Length> {
    let found = match (table.entry("size_pt"), table.entry("size_q")) {
        (Some(_), Some(q)) => {
            let error = Diagnostic::error("L010").at(&q.key_span);
            out.push(error.arg("first", "size_pt").arg("second", "size_q"));
            None
        }
        (Some(pt), None) => Some((&pt.value, Unit::Pt)),
        (None, q) => q.map(|q| (&q.value, Unit::Q)),
    };
    let (node, unit) = found?;
    body_size(node, unit, out)
}

/// A body size. `L006`, `L049`.
pub(super) fn body_size(node: &Node, unit: Unit, out: &Findings) -> Option<Length> {
    let NodeKind::Number { text, .. } = &node.kind else {
        return node.wrong_type("number", out);
    };
    match Length::parse(text, unit) {
        Some(size) if (SIZES.0..=SIZES.1).contains(&size) => Some(size),
        _ => {
            out.push(Diagnostic::error("L049").at(&node.span).arg("size", text));
            None
        }
    }
}

/// Percent of black as a grey.
pub(super) fn grey(table: &Table, key: &str, out: &Findings) -> Option<Colour> {
    table.integer(key, 0..=100, out).map(percent_of_black)
}

fn percent_of_black(percent: i64) -> Colour {
    let light = 255 - (255 * percent + 50) / 100;
    Colour::Grey(u8::try_from(light).unwrap_or(0))
}

pub(super) fn pen(table: &Table, out: &Findings) -> Option<Stroke> {
    table.check_keys(&keys::names(&[keys::PEN]), out);
    // From 0.02 mm: a printer's dot at 1,200 dpi.
    let widths = Length::emu(720)..=Length::mm(5);
    let width = table.need("width_mm", out)?.length(Unit::Mm, widths.clone(), out)?;
    let mut dash = None;
    if let Some(node) = table.get("dash_mm") {
        dash = match node.array(out)? {
            [on, off] => {
                let on = on.length(Unit::Mm, widths.clone(), out)?;
                Some((on, off.length(Unit::Mm, widths, out)?))
            }
            _ => node.bad_value("[on, off]", out),
        };
    }
    let colour = grey(table, "grey", out).unwrap_or(Colour::BLACK);
    let double = table.flag("double", out).unwrap_or(false);
    Some(Stroke { width, dash, colour, double })
}

pub(super) const FONTS: &[(&str, FontRole)] = &[
    ("mincho", FontRole::Mincho),
    ("gothic", FontRole::Gothic),
    ("gothic-bold", FontRole::GothicBold),
    ("ud-mincho", FontRole::UdMincho),
    ("ocr-b", FontRole::OcrB),
];

/// The forms of `features`, if it is there; `[]` takes away those of the style.
pub(super) fn features(table: &Table, out: &Findings) -> Option<Forms> {
    let nodes = table.get("features")?.array(out)?;
    let words = nodes.iter().filter_map(|node| node.word(FEATURES, out));
    Some(words.fold(Forms::NONE, |forms, form| forms | form))
}

const FEATURES: &[(&str, Forms)] = &[
    ("ruby", Forms::RUBY),
    ("hwid", Forms::HALF_WIDTH),
    ("fwid", Forms::FULL_WIDTH),
    ("palt", Forms::PROPORTIONAL),
];

pub(super) const ALIGNS: &[(&str, Align)] = &[
    ("left", Align::Left),
    ("center", Align::Centre),
    ("right", Align::Right),
    ("both", Align::Both),
    ("distribute", Align::Distribute),
    ("decimal", Align::Decimal),
];

pub(super) const VALIGNS: &[(&str, VerticalAlign)] = &[
    ("top", VerticalAlign::Top),
    ("middle", VerticalAlign::Middle),
    ("bottom", VerticalAlign::Bottom),
];

const WRITINGS: &[(&str, Writing)] =
    &[("horizontal", Writing::Horizontal), ("vertical", Writing::Vertical)];

const KINSOKU: &[(&str, Kinsoku)] = &[
    ("strict", Kinsoku::Strict),
    ("normal", Kinsoku::Normal),
    ("loose", Kinsoku::Loose),
    ("newspaper", Kinsoku::Newspaper),
];

/// Whether 約物 lose their space.
const PUNCTUATION: &[(&str, bool)] = &[("full", false), ("trim", true)];

/// Whether 両端揃え opens gaps in order.
const STRETCH: &[(&str, bool)] = &[("even", false), ("ordered", true)];

/// A face as a layout names it.
pub(crate) fn font_word(font: FontRole) -> &'static str {
    word_of(FONTS, font)
}

/// 横の寄せ as a layout names it.
pub(crate) fn align_word(align: Align) -> &'static str {
    word_of(ALIGNS, align)
}

/// 縦の寄せ as a layout names it.
pub(crate) fn valign_word(align: VerticalAlign) -> &'static str {
    word_of(VALIGNS, align)
}

/// The word of a value: every one stands in its table.
pub(super) fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word)
}

pub(super) const ROLES: &[(&str, Role)] = &[
    ("title", Role::Title),
    ("label", Role::Label),
    ("value", Role::Value),
    ("header-cell", Role::HeaderCell),
    ("cell", Role::Cell),
    ("note", Role::Note),
    ("artifact", Role::Artifact),
];
