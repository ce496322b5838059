//! The union of rectangles: each pixel takes the exact share of it that they cover together.

use super::canvas::{Area, Canvas, Scale, channels, overlap};
use crate::page::Colour;

/// A pixel, of [`Scale::PIXEL`]².
const FULL: i64 = Scale::PIXEL * Scale::PIXEL;

impl Canvas {
    /// Lays `colour` over all that the areas cover, once however many of them cover a place.
    /// Sorts them.
    pub(super) fn cover(&mut self, areas: &mut Vec<Area>, colour: Colour) {
        areas.retain(|area| !area.is_empty());
        areas.sort_unstable_by_key(|area| area.top);
        let colour = channels(colour);
        let mut row = Row::default();
        let mut waiting = areas.iter().copied().peekable();
        let mut active: Vec<Area> = Vec::new();
        let bottom = areas.iter().map(|area| area.bottom).max().unwrap_or(0);
        for y in self.rows(areas.first().map_or(0, |area| area.top), bottom) {
            let (top, bottom) = (y as i64 * Scale::PIXEL, (y as i64 + 1) * Scale::PIXEL);
            active.retain(|area| area.bottom > top);
            let known = active.len();
            while let Some(area) = waiting.next_if(|area| area.top < bottom) {
                active.push(area);
            }
            if active.len() > known {
                active.sort_unstable_by_key(|area| area.left);
            }
            row.fill(self, &active, top, bottom);
            for (x, covered) in row.take() {
                self.blend(x, y, colour, opacity(covered));
            }
        }
    }
}

/// What is covered of the pixels of one row.
#[derive(Default)]
struct Row {
    /// First column and the shares from there.
    first: usize,
    covered: Vec<i64>,
    edges: Vec<i64>,
}

impl Row {
    /// Adds the union of areas, sorted by their left edge, between two heights. Between
    /// neighbouring edges of theirs it is a union of spans.
    fn fill(&mut self, canvas: &Canvas, areas: &[Area], top: i64, bottom: i64) {
        let left = areas.first().map_or(0, |area| area.left);
        let right = areas.iter().map(|area| area.right).max().unwrap_or(0);
        let columns = canvas.columns(left, right);
        self.first = columns.start;
        self.covered.resize(columns.len(), 0);
        let inside = |edge: &i64| (top..=bottom).contains(edge);
        self.edges.clear();
        self.edges.extend([top, bottom]);
        self.edges.extend(areas.iter().flat_map(|area| [area.top, area.bottom]).filter(inside));
        self.edges.sort_unstable();
        self.edges.dedup();
        for band in self.edges.windows(2) {
            let &[from, to] = band else { continue };
            let mut end = i64::MIN;
            for area in areas.iter().filter(|area| area.top <= from && area.bottom >= to) {
                let start = area.left.max(end);
                end = end.max(area.right);
                for x in canvas.columns(start, end) {
                    if let Some(covered) = self.covered.get_mut(x - columns.start) {
                        *covered += overlap(start, end, x) * (to - from);
                    }
                }
            }
        }
    }

    /// The columns that are covered and how far, and none afterwards.
    fn take(&mut self) -> impl Iterator<Item = (usize, i64)> {
        (self.first..).zip(self.covered.drain(..)).filter(|(_, covered)| *covered > 0)
    }
}

/// A share of `PIXEL²` as 0–255.
fn opacity(covered: i64) -> u8 {
    // PIXEL² · 255 is below 2⁵⁰.
    ((covered * 255 + FULL / 2) / FULL).clamp(0, 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::length::{Length, Size};

    fn canvas() -> Canvas {
        // 10 × 10 pixels at 254 dpi: a pixel is 0.1 mm.
        Canvas::new(Size::new(Length::mm(1), Length::mm(1)), Scale::new(254))
    }

    /// In tenths of a pixel.
    fn area(left: i64, top: i64, right: i64, bottom: i64) -> Area {
        let unit = |tenths: i64| tenths * Scale::PIXEL / 10;
        Area { left: unit(left), top: unit(top), right: unit(right), bottom: unit(bottom) }
    }

    /// The rows of a canvas with black areas on it.
    fn drawn(areas: &[Area]) -> Vec<[u8; 10]> {
        let mut canvas = canvas();
        canvas.cover(&mut areas.to_vec(), Colour::BLACK);
        let rgb = canvas.into_pixels().rgb;
        rgb.chunks(30).map(|row| std::array::from_fn(|x| row[x * 3])).collect()
    }

    #[test]
    fn coverage_is_the_exact_area() {
        let rows = drawn(&[area(15, 20, 32, 30)]);
        assert_eq!(rows[2], [255, 127, 0, 204, 255, 255, 255, 255, 255, 255]);
        assert_eq!((rows[1], rows[3]), ([255; 10], [255; 10]));
    }

    #[test]
    fn what_is_covered_twice_is_no_darker() {
        let half = area(0, 15, 100, 25);
        assert_eq!(drawn(&[half, half]), drawn(&[half]));
        let rows = drawn(&[area(10, 15, 40, 25), area(25, 15, 60, 25), area(55, 10, 65, 40)]);
        assert_eq!(rows[1], [255, 127, 127, 127, 127, 64, 127, 255, 255, 255]);
        assert_eq!(rows[2], [255, 127, 127, 127, 127, 64, 127, 255, 255, 255]);
        assert_eq!(rows[3], [255, 255, 255, 255, 255, 127, 127, 255, 255, 255]);
    }

    #[test]
    fn halves_of_a_pixel_make_it_whole() {
        let rows = drawn(&[area(10, 10, 15, 20), area(15, 10, 20, 20)]);
        assert_eq!(rows[1], [255, 0, 255, 255, 255, 255, 255, 255, 255, 255]);
        assert_eq!(drawn(&[area(10, 10, 20, 13), area(10, 13, 20, 20)]), rows);
    }

    #[test]
    fn what_lies_off_the_sheet_is_cut() {
        let mut canvas = canvas();
        canvas.cover(&mut vec![area(-500, -500, 5, 5_000)], Colour::Rgb(0, 255, 0));
        assert_eq!(canvas.into_pixels().rgb[..6], [127, 255, 127, 255, 255, 255]);
    }

    #[test]
    fn areas_without_extent_leave_nothing() {
        assert_eq!(drawn(&[area(10, 20, 10, 30), area(30, 20, 20, 30)]), vec![[255; 10]; 10]);
    }
}
