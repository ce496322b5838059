//! Pictures: the seal and other images, and pages that are nothing but a picture.

use super::amount::Amount;
use super::ink::{abs, corners, middle, share};
use super::page::Sheet;
use super::place::is_colour;
use super::report::{Finding, Verdict};
use super::seal::likeness;
use super::tolerances::{SEAL_LIKE, SEAL_OTHER, SEAL_PLACE, SEAL_SIZE};
use crate::length::{Length, Point, Rect, Size};
use crate::page::{Draw, Image, Item, Picture};
use crate::readback::{ReadPage, Shown, dark_colour};

/// Whether a page is one picture: no text that could be read, and an image over most of it.
pub(super) fn is_picture(read: &ReadPage) -> bool {
    let sheet = Rect { origin: Point::default(), size: read.size };
    let large = read.images.iter().any(|image| share(sheet, image.bounds) >= 50);
    large && read.glyphs.iter().all(|glyph| glyph.invisible)
}

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    let items: Vec<(&Item, &Image)> = sheet
        .page
        .reading_order()
        .filter_map(|(_, item)| match &item.draw {
            Draw::Image(image) => Some((item, image)),
            _ => None,
        })
        .collect();
    let mut used = vec![false; sheet.read.images.len()];
    for (item, image) in items {
        one(sheet, item, image, &mut used);
    }
    more(sheet, &used);
}

/// A picture that the form has.
fn one(sheet: &mut Sheet<'_, '_>, item: &Item, image: &Image, used: &mut [bool]) {
    let wanted = image.area;
    let basis = sheet.bench.spots.at(&sheet.page.fixed.name, item.order).basis;
    let far = |at: &usize| {
        let (a, b) = (middle(sheet.read.images[*at].bounds), middle(wanted));
        abs(a.x - b.x) + abs(a.y - b.y)
    };
    let free = (0..used.len()).filter(|&at| !used[at]);
    let near = free.min_by_key(far).filter(|at| far(at) <= wanted.size.width + wanted.size.height);
    let about = |code| Finding::new(code, Verdict::Fail).wanted(wanted).item(item.name.as_ref());
    let Some(at) = near else {
        let drawn = sheet.read.shapes.iter().any(|shape| share(wanted, shape.bounds) > 30);
        let verdict = if drawn { Verdict::NotJudged } else { Verdict::Fail };
        return sheet.tell(Finding { verdict, ..about("K050") });
    };
    used[at] = true;
    sheet.pass("K050");
    let found = sheet.read.images[at].bounds;
    let own = shown(image);
    // Pictures have margins of their own: what is measured is their ink.
    let inks = match (&own, &sheet.read.images[at].shown) {
        (Some(own), Some(other)) => (inked(found, other), inked(wanted, own)),
        _ => (found, wanted),
    };
    let (a, b) = (inks.0.size, inks.1.size);
    sheet.measure("seal-size", abs(a.width - b.width).max(abs(a.height - b.height)));
    if abs(a.width - b.width) <= SEAL_SIZE && abs(a.height - b.height) <= SEAL_SIZE {
        sheet.pass("K051");
    } else {
        let finding = about("K051").at(found).within("seal-size").measured(Amount::Size(a));
        sheet.tell(finding.expected(Amount::Size(b)).by(basis));
    }
    if sheet.read.images[at].upright {
        sheet.pass("K054");
        drawn(sheet, own.as_ref(), at, about("K055").at(found));
    } else {
        sheet.tell(about("K054").at(found));
    }
    let Picture { pixels, rgb, alpha, .. } = &*image.picture;
    let own = dark_colour(pixels, *rgb, alpha.as_deref());
    if let (Some([r, g, b]), Some([x, y, z])) = (sheet.read.images[at].dark, own) {
        if is_colour((r, g, b), (x, y, z)) {
            sheet.pass("K053");
        } else {
            let finding = about("K053").at(found).within("colour");
            let finding = finding.measured(Amount::Colour(r, g, b));
            sheet.tell(finding.expected(Amount::Colour(x, y, z)));
        }
    }
    let (from, to) = (middle(inks.1), middle(inks.0));
    let by = Point::new(to.x - from.x, to.y - from.y);
    sheet.measure("seal-place", abs(by.x).max(abs(by.y)));
    if abs(by.x) <= SEAL_PLACE && abs(by.y) <= SEAL_PLACE {
        sheet.pass("K052");
    } else {
        let finding = about("K052").at(found).within("seal-place");
        sheet.tell(finding.measured(Amount::Shift(by)).by(basis));
    }
}

/// What a picture of the form leaves on paper.
fn shown(image: &Image) -> Option<Shown> {
    let Picture { width, height, pixels, rgb, alpha, .. } = &*image.picture;
    Shown::of((*width, *height), pixels, *rgb, alpha.as_deref())
}

/// The part of a picture's box that has ink.
fn inked(area: Rect, shown: &Shown) -> Rect {
    let at = |start: Length, side: Length, share: f64| {
        // Shares are of 0 to 1: millionths of a side are far below a pixel.
        start + side.scale((share * 1e6).round() as i64, 1_000_000)
    };
    let [left, top, right, bottom] = shown.inked();
    let (Point { x, y }, Size { width, height }) = (area.origin, area.size);
    corners(at(x, width, left), at(y, height, top), at(x, width, right), at(y, height, bottom))
}

/// Whether a picture shows what that of the form, in the box that it wants, shows.
fn drawn(sheet: &mut Sheet<'_, '_>, own: Option<&Shown>, at: usize, about: Finding) {
    let found = &sheet.read.images[at];
    let (Some(own), Some(shown), Some(wanted)) = (own, &found.shown, about.wanted) else {
        return sheet.tell(Finding { verdict: Verdict::NotJudged, ..about });
    };
    let like = likeness((own, wanted.size), (shown, found.bounds.size));
    if like >= SEAL_LIKE {
        return sheet.pass("K055");
    }
    let verdict = if like < SEAL_OTHER { Verdict::Fail } else { Verdict::NotJudged };
    let tolerance = if like < SEAL_OTHER { "seal-other" } else { "seal-like" };
    let finding = Finding { verdict, ..about }.within(tolerance).measured(Amount::Percent(like));
    sheet.tell(finding.expected(Amount::Percent(SEAL_LIKE)));
}

/// Pictures that the form does not have. Without its seal (見本) the form cannot tell.
fn more(sheet: &mut Sheet<'_, '_>, used: &[bool]) {
    let seals = sheet.bench.spots.seals(&sheet.page.fixed.name).to_vec();
    for (at, image) in sheet.read.images.iter().enumerate() {
        if used[at] || image.bounds.size == Size::default() {
            continue;
        }
        let is_seal = seals.iter().any(|area| share(image.bounds, *area) >= 20);
        let code = sheet.page.fixed.items.iter().chain(&sheet.page.items).any(
            |item| matches!(&item.draw, Draw::Fill(fill) if share(fill.area, image.bounds) >= 50),
        );
        let verdict = if is_seal || code { Verdict::NotJudged } else { Verdict::Fail };
        let code = if is_seal { "K050" } else { "K041" };
        sheet.tell(Finding::new(code, verdict).at(image.bounds));
    }
    if used.iter().all(|used| *used) {
        sheet.pass("K041");
    }
}
