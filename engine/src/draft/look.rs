//! How words of a draft look, and the names that its layout gives to looks and pens.

use chohyo_fonts::FontRole;

use super::drawing::{Pen, Text};
use crate::form::{Align, VerticalAlign, align_word, font_word, valign_word};
use crate::length::Length;

/// The look of words in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) font: FontRole,
    pub(super) size: Length,
    pub(super) align: Align,
    pub(super) valign: VerticalAlign,
    pub(super) pad: Length,
    pub(super) line_pct: i64,
    pub(super) border: Option<Pen>,
    /// Number of lines.
    pub(super) lines: usize,
    pub(super) vertical: bool,
    /// Words of a value: they may be anything.
    pub(super) value: bool,
}

impl Look {
    /// The look of words that stand where their letters do.
    pub(super) fn of(text: &Text) -> Self {
        Self {
            font: text.font,
            size: text.size,
            align: if text.spread { Align::Distribute } else { Align::Left },
            valign: VerticalAlign::Top,
            pad: Length::ZERO,
            line_pct: 150,
            border: None,
            lines: 1,
            vertical: text.vertical,
            value: false,
        }
    }

    /// Keys of a style.
    fn keys(&self, pens: &Names<Pen>) -> String {
        let mut keys = vec![
            format!("font = \"{}\"", font_word(self.font)),
            format!("size_pt = {}", self.size.short_pt()),
            format!("align = \"{}\"", align_word(self.align)),
            format!("valign = \"{}\"", valign_word(self.valign)),
        ];
        if self.pad > Length::ZERO {
            keys.push(format!("pad_mm = {}", self.pad.short_mm()));
        }
        keys.push(format!("line_pct = {}", self.line_pct));
        if self.vertical {
            keys.push("writing = \"vertical\"".to_owned());
        }
        keys.extend(self.border.map(|pen| format!("border = \"{}\"", pens.name(&pen))));
        let fit = match (self.value, self.lines) {
            (true, _) => "value",
            (false, 1) => "label",
            (false, _) => "lines",
        };
        keys.push(format!("fit = \"{fit}\""));
        keys.join(", ")
    }
}

/// Names of things, the most used first.
pub(super) struct Names<T> {
    named: Vec<(T, String)>,
}

impl<T: Clone + PartialEq> Names<T> {
    /// `name`: the name of the n-th, from 0.
    pub(super) fn of(uses: impl Iterator<Item = T>, name: impl Fn(usize, &T) -> String) -> Self {
        let mut counts: Vec<(T, usize)> = Vec::new();
        for one in uses {
            match counts.iter_mut().find(|(known, _)| *known == one) {
                Some((_, count)) => *count += 1,
                None => counts.push((one, 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let named = |(index, (one, _)): (usize, (T, usize))| {
            let name = name(index, &one);
            (one, name)
        };
        Self { named: counts.into_iter().enumerate().map(named).collect() }
    }

    pub(super) fn name(&self, one: &T) -> &str {
        self.named.iter().find(|(known, _)| known == one).map_or("", |(_, name)| name.as_str())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &(T, String)> {
        self.named.iter()
    }
}

/// `label`, `label2`, …
pub(super) fn numbered(stem: &str, index: usize) -> String {
    if index == 0 { stem.to_owned() } else { format!("{stem}{}", index + 1) }
}

/// The lines of `[pen]`.
pub(super) fn pen_lines(pens: &Names<Pen>) -> String {
    let line = |(pen, name): &(Pen, String)| {
        let mut keys = format!("width_mm = {}", pen.width.short_mm());
        if let Some((on, off)) = pen.dash {
            keys.push_str(&format!(", dash_mm = [{}, {}]", on.short_mm(), off.short_mm()));
        }
        if pen.double {
            keys.push_str(", double = true");
        }
        if pen.grey > 0 {
            keys.push_str(&format!(", grey = {}", black_pct(pen.grey)));
        }
        format!("{name} = {{ {keys} }}\n")
    };
    pens.iter().map(line).collect()
}

/// The lines of `[style]`.
pub(super) fn style_lines(looks: &[&Names<Look>], pens: &Names<Pen>) -> String {
    let all = looks.iter().flat_map(|names| names.iter());
    all.map(|(look, name)| format!("{name} = {{ {} }}\n", look.keys(pens))).collect()
}

/// Percent of black, at least one.
pub(super) fn black_pct(grey: u8) -> i64 {
    ((255 - i64::from(grey)) * 100 + 127).div_euclid(255).max(1)
}
