//! A sheet of words at given places, for pictures that others put between them.

use std::sync::Arc;

use chohyo_fonts::{FontRole, FontSet};

use super::Undrawable;
use super::ink::{Anchor, Ink, Look};
use crate::length::{Length, Point, Size};
use crate::page::{Document, Layer, Page, Role};

const WORDS: Look = Look::new(FontRole::Gothic, Length::pt(8), Role::Label);

/// Words of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The words.
    pub text: String,
    /// Start of their base line.
    pub at: Point,
}

/// A white sheet of one page with words of 8 pt on it.
///
/// # Errors
/// The words that no face draws.
pub fn captions(fonts: &FontSet, size: Size, captions: &[Caption]) -> Result<Document, Undrawable> {
    let mut ink = Ink::new(fonts, 0);
    for Caption { text, at } in captions {
        let missing = |missing| Undrawable { name: text.clone(), missing };
        ink.words(text, WORDS, *at, Anchor::Start).map_err(missing)?;
    }
    let fixed = Arc::new(Layer { name: "captions".to_owned(), items: Vec::new() });
    Ok(Document { pages: vec![Page { size, fixed, items: ink.dry() }] })
}
