//! Blocks that bind the elements of a list, and what differs on the last page.

use std::ops::RangeInclusive;

use super::here::{Here, Level, Marks};
use super::item::gap;
use super::load::Loader;
use super::model::{EmptyBlock, EndMark, More, On, OnLast, Repeat};
use super::place::Spot;
use super::{keys, limits};
use crate::diag::Diagnostic;
use crate::expression;
use crate::length::{Length, Point, Rect, Unit};
use crate::reader::{Node, NodeKind, Table};

pub(super) const MORES: &[(&str, More)] =
    &[("next_page", More::NextPage), ("refuse", More::Refuse)];
pub(super) const EMPTIES: &[(&str, EmptyBlock)] =
    &[("frame", EmptyBlock::Frame), ("none", EmptyBlock::None)];
/// Whether the blocks of a row are filled from the right: pages of vertical lines are read so.
const STARTS: &[(&str, bool)] = &[("left", false), ("right", true)];

impl Loader<'_> {
    pub(super) fn repeat(
        &self,
        table: &Table,
        spots: Option<&[Spot]>,
        here: &Here<'_>,
    ) -> Option<Repeat> {
        let out = self.out;
        if here.level == Level::Block || here.level == Level::FlowGroup {
            self.not_here("repeat", table, "L062");
        }
        let spot = self.single(spots, table);
        let list = expression::list(table.get("repeat")?, &here.names, out);
        let origins = self.origins(table, spot, here);
        let more = table.word("more", MORES, out).unwrap_or(More::NextPage);
        let empty = table.word("empty", EMPTIES, out).unwrap_or(EmptyBlock::Frame);
        let on_last = self.last_blocks(table, here.on);
        let size = spot.map(|spot| spot.area.first.size);
        let inside = self.inside(table, size, spot, here);
        let marks = Marks::default();
        let end_mark = table.get("end_mark").map(|node| self.end_mark(node, &marks));
        let items = table.need("items", out);
        let (list, group) = list?;
        let names = here.names.inside(group);
        let inside = Here { names, level: Level::Block, marks: &marks, ..inside };
        let items = self.items(items, &inside);
        marks.finish(out);
        Some(Repeat {
            list,
            origins: origins?,
            size: size?,
            items,
            more,
            empty,
            end_mark: match end_mark {
                Some(mark) => Some(mark?),
                None => None,
            },
            on_last,
        })
    }

    /// `last_down` or `form_last_down`: as many blocks as those rows have.
    fn last_blocks(&self, table: &Table, pages: On) -> Option<OnLast<usize>> {
        let count = |key: &str, most| table.integer(key, 1..=most, self.out);
        let quiet = |key: &str| match &table.get(key)?.kind {
            NodeKind::Number { whole, .. } => *whole,
            _ => None,
        };
        let (down, across) = (quiet("down").unwrap_or(1), quiet("across").unwrap_or(1));
        let (key, on) = self.on_last(table, ("last_down", "form_last_down"), pages)?;
        let blocks = count(key, down)?.saturating_mul(across);
        Some(OnLast { on, room: usize::try_from(blocks).ok()? })
    }

    /// `last_mm` or `form_last_mm` of a region of a height.
    pub(super) fn last_height(
        &self,
        table: &Table,
        height: Option<Length>,
        pages: On,
    ) -> Option<OnLast<Length>> {
        let (key, on) = self.on_last(table, ("last_mm", "form_last_mm"), pages)?;
        let range: RangeInclusive<Length> = match height {
            Some(height) => Length::mm(1)..=height,
            None => gap(),
        };
        let room = table.length(key, Unit::Mm, range, self.out)?;
        Some(OnLast { on, room })
    }

    /// Which of two keys says what differs on the last page. `L010` if both do, `L069` for what
    /// is on one page only.
    fn on_last(
        &self,
        table: &Table,
        (part, form): (&'static str, &'static str),
        pages: On,
    ) -> Option<(&'static str, On)> {
        if !matches!(pages, On::All | On::Rest) {
            for key in [part, form] {
                self.misplaced(table, key, "on = \"all\" / \"rest\"");
            }
        }
        match (table.get(part), table.entry(form)) {
            (Some(_), Some(second)) => {
                self.conflict(part, form, &second.key_span);
                None
            }
            (Some(_), None) => Some((part, On::Last)),
            (None, Some(_)) => Some((form, On::FormLast)),
            (None, None) => None,
        }
    }

    fn end_mark(&self, node: &Node, marks: &Marks) -> Option<EndMark> {
        let table = node.table(self.out)?;
        table.check_keys(&keys::names(&[keys::END_MARK]), self.out);
        let target = table.get("in").and_then(|node| {
            let id = node.text(self.out)?;
            marks.want(id, &node.span);
            Some(id.to_owned())
        });
        let text = table.need_text("text", self.out)?.to_owned();
        Some(EndMark { text, target })
    }

    /// Corners of the blocks in filling order, across first. `L039` blocks that overlap, `L060` blocks outside,
    /// `L061` too many.
    fn origins(&self, table: &Table, spot: Option<&Spot>, here: &Here<'_>) -> Option<Vec<Point>> {
        let out = self.out;
        let count = |key: &str| {
            let most = i64::try_from(limits::BLOCKS).unwrap_or(i64::MAX);
            let found = table.get(key).map(|node| node.integer(1..=most, out));
            found.unwrap_or(Some(1)).and_then(|n| usize::try_from(n).ok())
        };
        let (down, across) = (count("down"), count("across"));
        let pitch = |key: &str| table.length(key, Unit::Mm, gap(), out);
        let (pitch_down, pitch_across) = (pitch("pitch_mm"), pitch("pitch_across_mm"));
        let from_right = table.word("start", STARTS, out).unwrap_or(false);
        let (down, across, spot) = (down?, across?, spot?);
        if down.saturating_mul(across) > limits::BLOCKS {
            self.limit("repeat", limits::BLOCKS, &table.span);
            return None;
        }
        let block = spot.area.first.size;
        self.check_pitch(table, "pitch_mm", pitch_down, block.height);
        self.check_pitch(table, "pitch_across_mm", pitch_across, block.width);
        let mut origins = Vec::new();
        for row in 0..down {
            for step in 0..across {
                let column = if from_right { across - 1 - step } else { step };
                origins.push(corner(spot, here, (column, pitch_across), (row, pitch_down)));
            }
        }
        let whole = Rect { origin: Point::default(), size: here.block };
        let inside = |corner: &Option<Point>| {
            corner.is_some_and(|origin| whole.contains(&Rect { origin, size: block }))
        };
        if !origins.iter().all(inside) {
            let key = if table.has("down") { "down" } else { "across" };
            let span = table.entry(key).map_or(&table.span, |entry| &entry.value.span);
            out.push(Diagnostic::error("L060").at(span).arg("blocks", origins.len()));
            return None;
        }
        origins.into_iter().collect()
    }

    /// `L039`: blocks closer than they are large.
    fn check_pitch(&self, table: &Table, key: &str, pitch: Option<Length>, least: Length) {
        if let (Some(pitch), Some(node)) = (pitch, table.get(key))
            && pitch < least
        {
            self.out.push(Diagnostic::error("L039").at(&node.span).arg("least", least));
        }
    }
}

/// The corner of a block: by the lines of the grid it inherits, or by its pitch.
fn corner(
    spot: &Spot,
    here: &Here<'_>,
    (column, pitch_across): (usize, Option<Length>),
    (row, pitch_down): (usize, Option<Length>),
) -> Option<Point> {
    let area = spot.area.first;
    let steps = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let step = |n: usize, pitch: Option<Length>, size: Length| pitch.unwrap_or(size) * steps(n);
    let by_pitch = Point::new(
        area.origin.x + step(column, pitch_across, area.size.width),
        area.origin.y + step(row, pitch_down, area.size.height),
    );
    let (Some(cells), Some(grid)) = (&spot.cells, here.grid.as_deref()) else {
        return Some(by_pitch);
    };
    let first_column = cells.columns.start + column * cells.columns.len();
    let first_row = cells.rows.start + row * cells.rows.len();
    let by_grid = grid.corner(first_column, first_row);
    let x = if pitch_across.is_some() { by_pitch.x } else { by_grid?.x };
    let y = if pitch_down.is_some() { by_pitch.y } else { by_grid?.y };
    Some(Point::new(x, y))
}
