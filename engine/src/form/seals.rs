//! The seals (公印) of a form, and test seals in their place.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model::{Form, ImageSource, Item, Kind, ParamValue, Params};
use super::params::scaled;
use crate::length::{Length, Size};
use crate::page::Picture;

/// Variation points that are drawn as seals, each with the shorter side of its smallest place.
fn seals(form: &Form) -> BTreeMap<usize, Length> {
    let mut found = BTreeMap::new();
    form.parts.iter().for_each(|part| items(&part.items, &mut found));
    found
}

fn items(all: &[Item], found: &mut BTreeMap<usize, Length>) {
    for item in all {
        match &item.kind {
            Kind::Group(inner) => items(inner, found),
            Kind::Repeat(repeat) => items(&repeat.items, found),
            Kind::Seal(ImageSource::Param(index)) => {
                let sides = item.areas.iter().map(|area| area.first.size);
                let sides = sides.map(|size| size.width.min(size.height));
                let side = found.get(index).copied().into_iter().chain(sides).min();
                found.extend(side.map(|side| (*index, side)));
            }
            _ => {}
        }
    }
}

impl Params {
    /// Width and height of the seals that the form prints; each size once.
    pub fn seal_sizes(&self, form: &Form) -> Vec<Size> {
        let value = |index| match self.0.get(index) {
            Some(ParamValue::Image(picture)) => picture.natural,
            _ => None,
        };
        let mut sizes: Vec<Size> = seals(form).into_keys().filter_map(value).collect();
        sizes.dedup();
        sizes
    }

    /// The same parameters with a test seal for every seal that the form prints: as large as the
    /// city's own, or as its place where the city names none.
    #[must_use]
    pub fn with_test_seals(mut self, form: &Form, seal: &Picture) -> Self {
        for (index, room) in seals(form) {
            let Some(value) = self.0.get_mut(index) else { continue };
            let side = match value {
                ParamValue::Image(own) => {
                    own.natural.map_or(room, |size| size.width.max(size.height))
                }
                _ => room,
            };
            let natural = Some(scaled(seal, side.min(room)));
            *value = ParamValue::Image(Arc::new(Picture { natural, ..seal.clone() }));
        }
        self
    }
}
