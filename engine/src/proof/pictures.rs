//! Pictures of a page against those that were meant.

use super::near;
use super::page::Fault;
use crate::page::{Image, Picture};
use crate::readback::{ReadImage, ReadPage, image_digest};

/// The first picture that is not as it was meant.
pub(super) fn fault(meant: &[(&Image, &str)], page: &ReadPage) -> Option<Fault> {
    let differs = |index: usize| match (meant.get(index), page.images.get(index)) {
        (Some((meant, _)), Some(read)) => !same(meant, read),
        _ => true,
    };
    let index = (0..meant.len().max(page.images.len())).find(|&index| differs(index))?;
    let item = meant.get(index).map_or("-", |(_, item)| item);
    let code = if index < meant.len() { "P054" } else { "P055" };
    Some(Fault::new(code, item, index + 1))
}

fn same(meant: &Image, read: &ReadImage) -> bool {
    let Picture { width, height, pixels, rgb, alpha, .. } = &*meant.picture;
    near::rect(meant.area, read.bounds)
        && read.upright
        && read.samples == (*width, *height)
        && read.digest == Some(image_digest((*width, *height), pixels, *rgb, alpha.as_deref()))
}
