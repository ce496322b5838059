//! Words before they are set: what they say, and which stretches of them have a look of their own.

use std::ops::Range;

use chohyo_fonts::FontRole;

use super::measure::Manner;
use crate::form::Style;
use crate::length::Length;
use crate::page::Colour;

/// Words ready to be set.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Spoken {
    pub(super) text: String,
    /// Look of what has none of its own.
    pub(super) look: Letters,
    /// Stretches with something of their own, in order and apart.
    pub(super) stretches: Vec<Stretch>,
    /// The address of what says them in the form, if every record says the same there.
    pub(super) constant: Option<usize>,
}

/// How letters look.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Letters {
    pub(super) font: FontRole,
    pub(super) manner: Manner,
    pub(super) size: Length,
    pub(super) colour: Colour,
}

/// A stretch of words.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Stretch {
    /// Bytes of the words.
    pub(super) text: Range<usize>,
    /// Its own look.
    pub(super) look: Option<Letters>,
    pub(super) underline: bool,
    pub(super) strike: bool,
    pub(super) ruby: Option<RubyWords>,
}

/// Ruby over a stretch.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct RubyWords {
    /// What it says; its parts are divided by `|`.
    pub(super) text: String,
    /// Its font if it is not that of its base: names and addresses.
    pub(super) font: Option<FontRole>,
}

impl Letters {
    pub(super) fn of(style: &Style) -> Self {
        let Style { font, size, colour, .. } = *style;
        Self { font, manner: style.into(), size, colour }
    }
}

impl Stretch {
    /// A stretch without anything of its own.
    pub(super) fn plain(text: Range<usize>) -> Self {
        Self { text, look: None, underline: false, strike: false, ruby: None }
    }

    fn is_plain(&self) -> bool {
        self.look.is_none() && !self.underline && !self.strike && self.ruby.is_none()
    }
}

impl Spoken {
    /// Words of the layout.
    pub(super) fn fixed(text: &str, style: &Style) -> Self {
        let look = Letters::of(style);
        Self { text: text.to_owned(), look, stretches: Vec::new(), constant: None }
    }

    /// Words in one look, wherever they are drawn.
    pub(super) fn even(text: &str, font: FontRole, manner: Manner) -> Self {
        let look = Letters { font, manner, size: Length::ZERO, colour: Colour::BLACK };
        Self { text: text.to_owned(), look, stretches: Vec::new(), constant: None }
    }

    /// What shaping depends on: words in one look are the same at every size and in every colour.
    pub(super) fn shape(&self) -> Self {
        match self.is_even() {
            true => Self::even(&self.text, self.look.font, self.look.manner),
            false => Self { constant: None, ..self.clone() },
        }
    }

    /// The same words in another style; a name keeps its font.
    pub(super) fn in_style(&self, style: &Style) -> Self {
        let look = Letters { font: self.look.font, ..Letters::of(style) };
        Self { look, constant: None, ..self.clone() }
    }

    /// Adds a stretch, if it has anything of its own.
    pub(super) fn mark(&mut self, stretch: Stretch) {
        if !stretch.is_plain() && !stretch.text.is_empty() {
            self.stretches.push(stretch);
        }
    }

    /// Whether one look without ruby does for all.
    pub(super) fn is_even(&self) -> bool {
        self.stretches.iter().all(|stretch| stretch.look.is_none() && stretch.ruby.is_none())
    }

    /// The stretches that cover the text, each with its look.
    pub(super) fn looks(&self) -> Vec<(Range<usize>, Letters)> {
        let mut looks: Vec<(Range<usize>, Letters)> = Vec::new();
        let mut add = |text: Range<usize>, look: Letters| match looks.last_mut() {
            _ if text.is_empty() => {}
            Some((last, same)) if *same == look && last.end == text.start => last.end = text.end,
            _ => looks.push((text, look)),
        };
        let mut end = 0;
        for stretch in &self.stretches {
            add(end..stretch.text.start, self.look);
            add(stretch.text.clone(), stretch.look.unwrap_or(self.look));
            end = stretch.text.end;
        }
        add(end..self.text.len(), self.look);
        looks
    }
}
