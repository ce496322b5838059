//! Seals: there, alike, of their colour.

use super::super::amount::Amount;
use super::super::place::is_colour;
use super::super::report::{Finding, Unjudged, Verdict};
use super::super::seal::likeness;
use super::super::tolerances::{SCAN_INK, SEAL_OTHER};
use super::plane::{Area, best, blurred, part, spread, without};
use super::view::View;
use crate::alike::Grey;
use crate::length::{Rect, Size};
use crate::page::{Draw, Image, Picture};
use crate::readback::{Shown, dark_colour};

/// How far a seal is looked for, in hundredths of a millimetre.
const REACH: i64 = 300;
/// Difference of the parts of a colour from which on it is no grey.
const HUE: u8 = 48;

pub(super) fn judge(view: &mut View<'_, '_>) {
    let items: Vec<_> = view.page.reading_order().map(|(_, item)| item).collect();
    let pictures: Vec<_> = items
        .into_iter()
        .filter_map(|item| match &item.draw {
            Draw::Image(image) => Some((item.name.as_ref(), image)),
            _ => None,
        })
        .collect();
    if pictures.is_empty() && !view.bench.spots.seals(&view.page.fixed.name).is_empty() {
        view.report.unjudged.push((view.number, Unjudged::Seal));
    }
    for (name, image) in pictures {
        let found = look(view, image).into_iter().map(|finding| finding.item(name));
        found.collect::<Vec<_>>().into_iter().for_each(|finding| view.tell(finding));
    }
}

fn look(view: &mut View<'_, '_>, image: &Image) -> Vec<Finding> {
    let ours = view.ours;
    let about = |code, verdict| Finding::new(code, verdict).at(image.area).wanted(image.area);
    let words = spread(&ours.words, 1);
    let (own, theirs) = (without(&ours.lines, &words, 60), without(view.theirs, &words, 60));
    let area = ours.area(image.area, 0);
    let (wanted, there) = (own.ink(area), theirs.ink(ours.area(image.area, 2)));
    let percent = there * 100 / wanted.max(1);
    if percent < SCAN_INK as u64 {
        let verdict = if view.alike { Verdict::Fail } else { Verdict::NotJudged };
        let percent = Amount::Percent(i64::try_from(percent).unwrap_or(0));
        return vec![about("K095", verdict).measured(percent).within("scan-ink")];
    }
    view.pass("K095");
    let mut found = Vec::new();
    match alike((&own, &theirs), area, ours.pixels(REACH) as i64, image.area.size) {
        Some(like) if like < SEAL_OTHER => {
            let finding = about("K097", Verdict::Information).measured(Amount::Percent(like));
            found.push(finding.expected(Amount::Percent(SEAL_OTHER)).within("seal-other"));
        }
        _ => view.pass("K097"),
    }
    found.extend(colour(view, image).map(|(code, verdict, amounts)| {
        let [measured, expected] = amounts;
        about(code, verdict).measured(measured).expected(expected).within("colour")
    }));
    found
}

/// How alike the seals are that two pictures show, in percent: as those of a PDF, once they lie on
/// each other.
fn alike((own, theirs): (&Grey, &Grey), area: Area, reach: i64, size: Size) -> Option<i64> {
    let (by, _) = best(&blurred(own), &blurred(theirs), area, reach, 3);
    let shown = |grey, by| {
        let (levels, pixels) = part(grey, area, by);
        Shown::of(pixels, &levels, false, None)
    };
    let (own, theirs) = (shown(own, (0, 0))?, shown(theirs, by)?);
    Some(likeness((&own, size), (&theirs, size)))
}

/// What is to be told of the colour; nothing if it is right.
fn colour(view: &mut View<'_, '_>, image: &Image) -> Option<(&'static str, Verdict, [Amount; 2])> {
    let Picture { pixels, rgb, alpha, .. } = &*image.picture;
    let own = dark_colour(pixels, *rgb, alpha.as_deref())?;
    let amount = |[r, g, b]: [u8; 3]| Amount::Colour(r, g, b);
    let hued = |[r, g, b]: [u8; 3]| r.max(g).max(b) - r.min(g).min(b) > HUE;
    let found = match view.scan.colours() {
        Some(colours) => dark_colour(&cut(view, colours, image.area), true, None)?,
        None if hued(own) => {
            return Some((
                "K096",
                Verdict::NotJudged,
                [Amount::Words("grey".to_owned()), amount(own)],
            ));
        }
        None => [0; 3],
    };
    let ([r, g, b], [x, y, z]) = (found, own);
    // A picture is blurred: black turns grey, and only a hue is told.
    if hued(found) == hued(own)
        && (!hued(own) || is_colour((r, g, b), (x, y, z)) || same_hue(found, own))
    {
        view.pass("K096");
        return None;
    }
    Some(("K096", Verdict::Fail, [amount(found), amount(own)]))
}

/// Whether the strongest and the weakest part are the same.
fn same_hue(a: [u8; 3], b: [u8; 3]) -> bool {
    let order = |c: [u8; 3]| (0..3).max_by_key(|&part| c[part]);
    order(a) == order(b)
}

/// The colours of the picture in an area of our page.
fn cut(view: &View<'_, '_>, colours: &[u8], area: Rect) -> Vec<u8> {
    let [left, top, right, bottom] = view.ours.area(area, 0);
    let width = view.scan.width();
    let mut cut = Vec::new();
    for y in top..bottom {
        for x in left..right {
            let (u, v) = view.pixel(x as f64 + 0.5, y as f64 + 0.5);
            // What is left of the picture or above it is its first row or column.
            let at = (v as usize * width + (u as usize).min(width - 1)) * 3;
            cut.extend(colours.get(at..at + 3).unwrap_or(&[255; 3]));
        }
    }
    cut
}
