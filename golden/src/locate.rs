//! Which item of a page stands at a place.

use chohyo_engine::length::{Length, Point, Rect, Size};
use chohyo_engine::page::{Document, Draw, Frame, Item, Page, TextRun};

/// Names of the items that touch an area of a page, nearest in size first: the 印字項目名, or for
/// an item without a name what it draws and its order. Empty if nothing is there.
pub(crate) fn names(document: &Document, page: usize, area: &Rect) -> Vec<String> {
    let Some(page) = document.pages.get(page) else { return Vec::new() };
    let mut found: Vec<(i64, String)> = items(page)
        .filter_map(|item| {
            let hit = boxes(item).into_iter().find(|part| touches(part, area))?;
            Some((excess(&hit, area), name(item)))
        })
        .collect();
    found.sort();
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().map(|(_, name)| name).collect()
}

fn items(page: &Page) -> impl Iterator<Item = &Item> {
    page.fixed.items.iter().chain(&page.items)
}

/// How much more an item covers than the area, as the sum of sides.
fn excess(part: &Rect, area: &Rect) -> i64 {
    let sides = |size: Size| size.width.to_emu() + size.height.to_emu();
    (sides(part.size) - sides(area.size)).abs()
}

fn touches(a: &Rect, b: &Rect) -> bool {
    a.origin.x <= b.right()
        && b.origin.x <= a.right()
        && a.origin.y <= b.bottom()
        && b.origin.y <= a.bottom()
}

fn name(item: &Item) -> String {
    if let Some(name) = &item.name {
        return name.to_string();
    }
    match &item.draw {
        Draw::Text(run) => format!("「{}」", run.text),
        Draw::Rule(_) => format!("罫線 #{}", item.order),
        Draw::Frame(_) => format!("枠 #{}", item.order),
        Draw::Ellipse(_) => format!("丸 #{}", item.order),
        Draw::Fill(_) => format!("塗り #{}", item.order),
        Draw::Image(_) => format!("画像 #{}", item.order),
    }
}

/// The areas an item inks; for a frame its four edges.
fn boxes(item: &Item) -> Vec<Rect> {
    match &item.draw {
        Draw::Text(run) => vec![text_box(run)],
        Draw::Rule(rule) => vec![edge(rule.from, rule.to, rule.stroke.width)],
        Draw::Frame(frame) => frame_edges(frame),
        Draw::Ellipse(ellipse) => vec![ellipse.area],
        Draw::Fill(fill) => vec![fill.area],
        Draw::Image(image) => vec![image.area],
    }
}

/// From the first to the last glyph origin, and a body size around.
fn text_box(run: &TextRun) -> Rect {
    let far = |pick: fn(&chohyo_engine::page::Glyph) -> Length| {
        run.glyphs.iter().map(pick).fold(Length::ZERO, Length::max)
    };
    let origin = Point::new(run.origin.x, run.origin.y - run.size);
    let width = far(|glyph| glyph.x) + run.size;
    let height = far(|glyph| glyph.y) + run.size.scale(5, 4);
    Rect { origin, size: Size::new(width, height) }
}

fn frame_edges(frame: &Frame) -> Vec<Rect> {
    let Rect { origin, .. } = frame.area;
    let (right, bottom) = (frame.area.right(), frame.area.bottom());
    let corners = [
        origin,
        Point::new(right, origin.y),
        Point::new(right, bottom),
        Point::new(origin.x, bottom),
    ];
    let next = corners.iter().cycle().skip(1);
    let width = frame.stroke.width;
    corners.iter().zip(next).map(|(from, to)| edge(*from, *to, width)).collect()
}

/// The area of a straight line of a width.
fn edge(from: Point, to: Point, width: Length) -> Rect {
    let half = width.scale(1, 2);
    let (left, top) = (from.x.min(to.x) - half, from.y.min(to.y) - half);
    let (right, bottom) = (from.x.max(to.x) + half, from.y.max(to.y) + half);
    Rect::new(left, top, right - left, bottom - top)
}
