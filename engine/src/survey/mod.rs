//! Surveys: what every character of a text or of a record is, which glyph draws it, and what
//! 縮退 would do with it, before anything is printed.
//!
//! A field is judged in the words and in the font in which the form prints it, so that a survey
//! and a rendering cannot disagree. Rows are handed out as they come; a [`Surveyor`] keeps only
//! what it knows of each distinct character.

mod facts;
mod fields;
mod judge;
mod printed;
mod summary;

use std::collections::HashMap;

use chohyo_fonts::charset::{Policy, ShrinkMap, Target};
use chohyo_fonts::{Direction, FontRole, FontSet, MissingCause};

use crate::form::{Form, Params};
use crate::record::Record;

pub use facts::Facts;
pub use judge::Drawn;
pub use summary::Summary;

use judge::Judge;
use printed::{Use, Uses};

/// How 縮退 is tried.
#[derive(Clone, Copy)]
pub struct Shrinking<'a> {
    /// The smaller set.
    pub target: Target,
    /// Which rules decide alone.
    pub policy: &'a Policy,
    /// The city's own maps.
    pub maps: &'a [ShrinkMap],
}

/// One character of a field.
pub struct Row<'r> {
    /// Ordinal of the record in the input, 1-based; of the line for texts.
    pub record: u64,
    /// Path of the field with element numbers, `世帯員[2].氏名`; empty for a plain text.
    pub field: &'r str,
    /// The character: a base with its selector or marks.
    pub text: &'r str,
    /// How it is drawn, or why not.
    pub drawn: Result<Drawn, MissingCause>,
    /// What it is.
    pub facts: &'r Facts,
}

/// Surveys texts and records, one after the other.
pub struct Surveyor<'a> {
    judge: Judge<'a>,
    shrinking: Shrinking<'a>,
    known: HashMap<Box<str>, Known>,
    summary: Summary,
}

/// A distinct character.
struct Known {
    facts: Facts,
    /// Whether it was refused somewhere.
    missing: bool,
}

impl<'a> Surveyor<'a> {
    /// Nothing surveyed yet.
    pub fn new(fonts: &'a FontSet, shrinking: Shrinking<'a>, direction: Direction) -> Self {
        let judge = Judge::new(fonts, direction);
        Self { judge, shrinking, known: HashMap::new(), summary: Summary::default() }
    }

    /// The characters of a text, as a name is printed: in the MJ faces. Names of glyphs in
    /// braces are no part of it: see [`chohyo_fonts::charset::resolve_names`].
    ///
    /// # Errors
    /// What `each` says; the rest is then not surveyed.
    pub fn text<E>(
        &mut self,
        record: u64,
        text: &str,
        each: &mut impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.judge.forget();
        self.field(record, "", text, &[Use::alone(FontRole::Mincho)], each)
    }

    /// The characters of all texts of a record. Items that are never shown (個人番号, 住民票コード)
    /// are left out.
    ///
    /// # Errors
    /// What `each` says; the rest is then not surveyed.
    pub fn record<E>(
        &mut self,
        form: &Form,
        params: &Params,
        record: &Record,
        each: &mut impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.judge.forget();
        let uses = Uses::of(form, params, record);
        fields::walk(&form.schema, record, &mut |name, text, values| {
            let uses = uses.of_values(values);
            self.field(record.ordinal, name, text, &uses, each)
        })
    }

    /// What was found so far.
    pub fn summary(&self) -> Summary {
        let mut summary = self.summary.clone();
        for known in self.known.values() {
            summary.distinct(known.missing, &known.facts);
        }
        summary
    }

    fn field<E>(
        &mut self,
        record: u64,
        field: &str,
        text: &str,
        uses: &[Use],
        each: &mut impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for (range, drawn) in self.judge.text(text, uses) {
            let text = text.get(range).unwrap_or_default();
            self.summary.character(&drawn);
            let (fonts, shrinking) = (self.judge.fonts(), self.shrinking);
            let known = known(&mut self.known, text, fonts, shrinking);
            known.missing |= drawn.is_err();
            each(&Row { record, field, text, drawn, facts: &known.facts })?;
        }
        Ok(())
    }
}

fn known<'k>(
    all: &'k mut HashMap<Box<str>, Known>,
    text: &str,
    fonts: &FontSet,
    shrinking: Shrinking<'_>,
) -> &'k mut Known {
    let new = || Known { facts: Facts::of(text, fonts, shrinking), missing: false };
    all.entry(text.into()).or_insert_with(new)
}
