//! A page of a PDF as a drawing.

use chohyo_fonts::FontRole;

use super::NUDGE;
use super::drawing::{Drawing, Gap, Line, Pen, Text, role_of};
use crate::length::{Length, Point, Rect};
use crate::page::WritingMode;
use crate::readback::{Contour, Ink, Paint, ReadLine, ReadPage, ReadShape};

/// Letters of a watermark are no smaller, and no darker than this grey.
const WATERMARK: (Length, u8) = (Length::pt(40), 100);
/// A filled rectangle that is no wider than this is a line.
const LINE: Length = Length::emu(36_000);

/// The drawing of a page.
pub fn from_page(page: &ReadPage) -> Drawing {
    let mut drawing = Drawing { size: page.size, ..Drawing::default() };
    let mut curves = 0;
    for shape in &page.shapes {
        curves += add_shape(shape, &mut drawing);
    }
    if curves > 0 {
        drawing.gaps.push(Gap::Curves(curves));
    }
    drawing.lines = doubled(std::mem::take(&mut drawing.lines));
    add_texts(page, &mut drawing);
    drawing.gaps.extend(page.images.iter().map(|image| Gap::Picture(image.bounds)));
    if page.textless() > 0 {
        drawing.gaps.push(Gap::Unread(page.textless()));
    }
    if page.cut || page.unread_fonts > 0 {
        drawing.gaps.push(Gap::Cut);
    }
    drawing.bound();
    drawing
}

/// Adds the lines and fills of a shape; the number of its contours that are neither.
fn add_shape(shape: &ReadShape, drawing: &mut Drawing) -> usize {
    let Some(grey) = grey_of(shape.ink) else { return 0 };
    let mut left = 0;
    for contour in &shape.contours {
        match (contour, shape.paint) {
            (Contour::Line(a, b), Paint::Stroke(width)) => {
                let pen = Pen::new(width, dash_of(&shape.dash), grey);
                drawing.lines.push(ordered(*a, *b, pen));
            }
            (Contour::Rect(area), Paint::Stroke(width)) => {
                let pen = Pen::new(width, dash_of(&shape.dash), grey);
                drawing.lines.extend(edges(*area, pen));
            }
            (Contour::Rect(area), Paint::Fill) => add_fill(*area, grey, drawing),
            _ => left += 1,
        }
    }
    left
}

/// A thin rectangle is a line: that is how offices' programs draw borders.
fn add_fill(area: Rect, grey: u8, drawing: &mut Drawing) {
    let (width, height) = (area.size.width, area.size.height);
    let Point { x, y } = area.origin;
    if width <= LINE && height <= LINE {
        return;
    }
    if height <= LINE {
        let y = y + height.scale(1, 2);
        let pen = Pen::new(height, None, grey);
        drawing.lines.push(Line { from: Point::new(x, y), to: Point::new(area.right(), y), pen });
    } else if width <= LINE {
        let x = x + width.scale(1, 2);
        let pen = Pen::new(width, None, grey);
        drawing.lines.push(Line { from: Point::new(x, y), to: Point::new(x, area.bottom()), pen });
    } else {
        drawing.fills.push((area, grey));
    }
}

pub(super) fn edges(area: Rect, pen: Pen) -> [Line; 4] {
    let Point { x: left, y: top } = area.origin;
    let (right, bottom) = (area.right(), area.bottom());
    let line = |x0, y0, x1, y1| Line { from: Point::new(x0, y0), to: Point::new(x1, y1), pen };
    [
        line(left, top, right, top),
        line(left, bottom, right, bottom),
        line(left, top, left, bottom),
        line(right, top, right, bottom),
    ]
}

fn ordered(a: Point, b: Point, pen: Pen) -> Line {
    if (a.y, a.x) <= (b.y, b.x) {
        Line { from: a, to: b, pen }
    } else {
        Line { from: b, to: a, pen }
    }
}

fn dash_of(dash: &[Length]) -> Option<(Length, Length)> {
    match dash {
        [] => None,
        [on] => Some((*on, *on)),
        [on, off, ..] => Some((*on, *off)),
    }
}

/// Grey by the weights of ITU-R BT.601; none for white, which is the paper.
fn grey_of(ink: Ink) -> Option<u8> {
    let grey = match ink {
        Ink::Solid(r, g, b) => {
            (u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114 + 500) / 1000
        }
        Ink::Other => 0,
    };
    u8::try_from(grey).ok().filter(|grey| *grey < 250)
}

/// Two lines of one pen side by side with its width between them are a double line (二重線).
fn doubled(mut lines: Vec<Line>) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    lines.sort_by_key(|line| (line.pen, line.from.x, line.from.y));
    for line in lines {
        let strand = line.pen.width * 2;
        let twin = found.iter().rev().take(64).position(|other| {
            let off = Point::new(line.from.x - other.from.x, line.from.y - other.from.y);
            let same = off == Point::new(line.to.x - other.to.x, line.to.y - other.to.y);
            let apart = off.x.to_emu().abs() + off.y.to_emu().abs();
            let near = (apart - strand.to_emu()).abs() < 900;
            same && other.pen == line.pen
                && !line.pen.double
                && near
                && (off.x.to_emu() == 0 || off.y.to_emu() == 0)
        });
        match twin.map(|back| found.len() - 1 - back) {
            Some(index) => {
                let other = &mut found[index];
                let middle = |a: Point, b: Point| {
                    Point::new((a.x + b.x).scale(1, 2), (a.y + b.y).scale(1, 2))
                };
                (other.from, other.to) = (middle(other.from, line.from), middle(other.to, line.to));
                other.pen = Pen { width: line.pen.width * 3, double: true, ..line.pen };
            }
            None => found.push(line),
        }
    }
    found
}

fn add_texts(page: &ReadPage, drawing: &mut Drawing) {
    let (mut turned, mut condensed) = (0, 0);
    let mut unknown: Vec<String> = Vec::new();
    for line in page.lines() {
        let Some(glyph) = page.glyphs.get(line.glyphs.start) else { continue };
        if line.text.trim().is_empty() || glyph.invisible {
            continue;
        }
        if glyph.size >= WATERMARK.0 && grey_of(glyph.ink).is_none_or(|grey| grey >= WATERMARK.1) {
            drawing.gaps.push(Gap::Watermark(line.text.clone()));
            continue;
        }
        if glyph.angle != 0 && line.writing == WritingMode::Horizontal {
            turned += line.glyphs.len();
            continue;
        }
        condensed += usize::from((glyph.stretch - 1000).abs() > 20);
        let name = page.fonts.get(line.font).map_or("", |font| font.name.as_str());
        let role = role_of(name, false);
        if role.is_none() && !unknown.iter().any(|known| known == name) {
            unknown.push(name.to_owned());
        }
        drawing.texts.push(text(&line, page, role.unwrap_or(FontRole::Mincho)));
    }
    drawing.gaps.extend(unknown.into_iter().map(Gap::Font));
    for (count, gap) in [(turned, Gap::Turned(turned)), (condensed, Gap::Condensed(condensed))] {
        if count > 0 {
            drawing.gaps.push(gap);
        }
    }
}

/// A line. Its letters are spread if they leave more than roundings between them.
fn text(line: &ReadLine, page: &ReadPage, font: FontRole) -> Text {
    let glyphs = &page.glyphs[line.glyphs.clone()];
    let advance: Length = glyphs.iter().map(|glyph| glyph.advance).sum();
    let stacked = line.bounds.size.height > line.size.scale(3, 2);
    let vertical = line.writing != WritingMode::Horizontal || stacked;
    let length = if vertical { line.bounds.size.height } else { line.bounds.size.width };
    let free = length - advance;
    let spread = glyphs.len() > 1 && free > NUDGE;
    Text {
        words: line.text.clone(),
        area: line.bounds,
        size: line.size,
        font,
        vertical,
        spread,
        condensed: glyphs.first().is_some_and(|glyph| glyph.stretch < 980),
        placed: None,
    }
}
