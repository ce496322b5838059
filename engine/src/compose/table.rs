//! Tables: rows that grow with their cells, the rows around them, and the pages they need.

use std::ops::Range;
use std::rc::Rc;

use super::fit::Room;
use super::paginate::last_room;
use super::report::Voice;
use super::spoken::Spoken;
use super::table_cut::{Around, Cut, Heights, Space};
use super::work::Work;
use crate::diag::Diagnostic;
use crate::expression::{Expr, Ledger, RowWindow};
use crate::form::{Band, EmptyBlock, Item, Style, Table, Words, Writing};
use crate::length::Length;
use crate::record::GroupValue;

/// Free space above and below the lines of a cell that wraps.
const WRAP_PAD: Length = Length::emu(28_800);

/// A row of a table under its head.
#[derive(Clone)]
pub(super) struct Row<'a> {
    pub(super) kind: RowKind<'a>,
    pub(super) height: Length,
}

/// What a row shows.
#[derive(Clone)]
pub(super) enum RowKind<'a> {
    /// An element.
    Element,
    /// The row before or after a group of elements.
    Break(&'a Band, Range<usize>),
}

/// The rows of a table.
pub(super) struct Rows<'a> {
    pub(super) rows: Vec<Row<'a>>,
    pub(super) heights: Heights,
    pub(super) elements: Vec<&'a GroupValue>,
    /// Of the first 0, 1, 2, … rows, how many stand for an element.
    before: Vec<usize>,
    /// For each row, the row before its group if that stands again over it on a new page.
    again: Vec<Option<usize>>,
    ledger: Rc<Ledger<'a>>,
}

impl<'a> Rows<'a> {
    /// The elements among some rows.
    pub(super) fn elements(&self, rows: &Range<usize>) -> Range<usize> {
        self.before[rows.start]..self.before[rows.end]
    }

    /// The row before a group that stands again over a row where it begins a page, and the first
    /// element of that group.
    pub(super) fn again(&self, row: usize) -> Option<(&Row<'a>, usize)> {
        let head = self.again.get(row).copied().flatten()?;
        Some((self.rows.get(head)?, self.before[head]))
    }

    /// The sums of some elements.
    pub(super) fn window(&self, range: Range<usize>) -> RowWindow<'a> {
        RowWindow { ledger: Rc::clone(&self.ledger), range }
    }
}

/// A table outside a flow: its rows and what of them each of its pages shows.
pub(super) struct TablePlan<'a> {
    pub(super) rows: Rows<'a>,
    pub(super) pages: Vec<Cut>,
}

/// The rows of a table with their heights. Every cell is set once, whatever the number of pages.
pub(super) fn rows<'a>(work: &mut Work<'a>, item: &'a Item, table: &'a Table) -> Rows<'a> {
    let elements = work.list(&table.list, item);
    let ledger = work.scope.ledger(&table.list, elements.clone());
    let mut found = Found { rows: Vec::new(), keeps: Vec::new() };
    for group in groups(work, item, table, &elements) {
        found.group(work, (item, table), &elements, &ledger, group);
    }
    let Found { rows, keeps } = found;
    let mut count = 0;
    let mut before = vec![0];
    before.extend(rows.iter().map(|row| {
        count += usize::from(matches!(row.kind, RowKind::Element));
        count
    }));
    let around = around(work, item, table);
    let again = again(table, &rows, &before);
    let height = |head: &Option<usize>| head.map_or(Length::ZERO, |head| rows[head].height);
    let heights = Heights::new(rows.iter().map(|row| row.height).zip(keeps), around);
    let heights = heights.with_again(again.iter().map(height).collect());
    Rows { rows, heights, elements, before, again, ledger }
}

/// For each row the row before its group, if that is to stand again on the group's pages.
fn again(table: &Table, rows: &[Row<'_>], before: &[usize]) -> Vec<Option<usize>> {
    let repeats = table.breaks.as_ref().is_some_and(|breaks| breaks.repeat_head);
    let mut head = None;
    let of_row = |(index, row): (usize, &Row<'_>)| match &row.kind {
        // The row before a group has as many elements before it as the group.
        RowKind::Break(_, group) if before[index] == group.start => {
            head = Some(index);
            None
        }
        RowKind::Break(..) | RowKind::Element => head,
    };
    let found: Vec<Option<usize>> = rows.iter().enumerate().map(of_row).collect();
    found.into_iter().map(|head| head.filter(|_| repeats)).collect()
}

/// Heights of what stands around the rows. The rows of a page are as high as the table says:
/// what they print is known only once the pages are cut.
fn around<'a>(work: &mut Work<'a>, item: &'a Item, table: &'a Table) -> Around {
    let fixed = |there: bool| if there { table.row } else { Length::ZERO };
    let foot = table.foot.as_ref().map(|foot| band_height(work, item, table, foot));
    Around {
        head: table.head,
        repeat_head: table.repeat_head,
        carry_head: fixed(table.carry_head.is_some()),
        page_foot: fixed(table.page_foot.is_some()),
        carry_foot: fixed(table.carry_foot.is_some()),
        foot: foot.unwrap_or_default(),
        end_mark: fixed(table.end_mark.is_some()),
        blank: fixed(table.empty == EmptyBlock::Frame),
    }
}

/// Elements that belong together; all of them if the table has no breaks.
fn groups<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    table: &'a Table,
    elements: &[&'a GroupValue],
) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let Some(breaks) = &table.breaks else {
        groups.push(0..elements.len());
        return groups;
    };
    let mut before = None;
    for (index, element) in elements.iter().enumerate() {
        work.scope_in(&table.list, Some(element), index + 1);
        let value = work.scope.words(&breaks.by);
        let value = value.map_err(|error| {
            let voice = work.voice(item, Some(&breaks.by));
            work.report.eval(&error, &voice);
        });
        work.scope_out();
        match groups.last_mut().filter(|_| before.as_ref() == Some(&value)) {
            Some(group) => group.end = index + 1,
            None => groups.push(index..index + 1),
        }
        before = Some(value);
    }
    groups
}

/// Rows as they are found, with which of them may not be the last of a page.
struct Found<'a> {
    rows: Vec<Row<'a>>,
    keeps: Vec<bool>,
}

impl<'a> Found<'a> {
    fn push(&mut self, kind: RowKind<'a>, height: Length, keep: bool) {
        self.rows.push(Row { kind, height });
        self.keeps.push(keep);
    }

    /// A group: the row before it stays with its first row, the row after it with its last.
    fn group(
        &mut self,
        work: &mut Work<'a>,
        (item, table): (&'a Item, &'a Table),
        elements: &[&'a GroupValue],
        ledger: &Rc<Ledger<'a>>,
        group: Range<usize>,
    ) {
        let breaks = table.breaks.as_ref();
        let band = |found: &mut Self, work: &mut Work<'a>, band: &'a Band, at: usize, keep| {
            let window = RowWindow { ledger: Rc::clone(ledger), range: group.clone() };
            work.scope.rows = Some(window);
            work.scope_in(&table.list, elements.get(at).copied(), at + 1);
            let height = band_height(work, item, table, band);
            work.scope_out();
            work.scope.rows = None;
            found.push(RowKind::Break(band, group.clone()), height, keep);
        };
        if let Some(head) = breaks.and_then(|breaks| breaks.head.as_ref()) {
            band(self, work, head, group.start, true);
        }
        let foot = breaks.and_then(|breaks| breaks.foot.as_ref());
        for index in group.clone() {
            work.scope_in(&table.list, elements.get(index).copied(), index + 1);
            let cells = table.columns.iter().map(|column| (column.width, &column.cell));
            let height = row_height(work, item, table, cells);
            let last = index + 1 == group.end && foot.is_some();
            let keep = last || keeps(work, item, table);
            work.scope_out();
            self.push(RowKind::Element, height, keep);
        }
        if let Some(foot) = foot {
            band(self, work, foot, group.end.saturating_sub(1), false);
        }
    }
}

fn keeps<'a>(work: &mut Work<'a>, item: &'a Item, table: &'a Table) -> bool {
    table.keep_next.is_some() && work.holds(table.keep_next.as_ref(), item)
}

fn band_height<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    table: &'a Table,
    band: &'a Band,
) -> Length {
    match band {
        Band::Whole(words) => {
            let cell = std::iter::once((table_width(table), words));
            row_height(work, item, table, cell)
        }
        Band::Cells(cells) => {
            let cells = table.columns.iter().zip(cells);
            let cells = cells.filter_map(|(column, words)| Some((column.width, words.as_ref()?)));
            row_height(work, item, table, cells)
        }
    }
}

/// The width of all columns.
pub(super) fn table_width(table: &Table) -> Length {
    table.columns.iter().map(|column| column.width).sum()
}

fn row_height<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    table: &'a Table,
    cells: impl Iterator<Item = (Length, &'a Words)>,
) -> Length {
    cells
        .map(|(width, words)| {
            let voice = cell_voice(work, item, words);
            grown_height(work, item, words, width, &voice)
        })
        .fold(table.row, Length::max)
}

/// The height that words ask of a box of a width; nothing beyond one line. Vertical lines take
/// the height that is there.
pub(super) fn grown_height<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    words: &'a Words,
    width: Length,
    voice: &Voice<'a>,
) -> Length {
    if words.style.writing == Writing::Vertical {
        return Length::ZERO;
    }
    let quiet = std::mem::replace(&mut work.report.quiet, true);
    let spoken = work.value(item, words, &[], voice);
    let height = spoken.map(|spoken| set_height(work, spoken, &words.style, width, voice));
    work.report.quiet = quiet;
    height.unwrap_or_default()
}

fn set_height<'a>(
    work: &mut Work<'a>,
    spoken: Spoken,
    style: &Style,
    width: Length,
    voice: &Voice<'a>,
) -> Length {
    let room = Room::line(style, width, None);
    if work.is_line(&spoken, style, room) {
        return style.size;
    }
    match work.set(spoken, style, room, voice) {
        None => Length::ZERO,
        Some(set) if set.setting.lines.len() > 1 => set.setting.height() + WRAP_PAD * 2,
        Some(set) => set.setting.height(),
    }
}

/// Who says the words of a cell.
pub(super) fn cell_voice<'a>(work: &Work<'a>, item: &'a Item, words: &'a Words) -> Voice<'a> {
    work.cell_voice(item, &words.template)
}

/// Cuts a table outside a flow into pages of its area's height; `closes` if the last of them
/// may be the last page of the form.
pub(super) fn plan<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    table: &'a Table,
    closes: bool,
) -> TablePlan<'a> {
    let rows = rows(work, item, table);
    let height = item.areas.first().map_or(Length::ZERO, |area| area.first.size.height);
    let end = last_room(table.on_last.as_ref(), closes).unwrap_or(height);
    let space = Space { on: height, end };
    let mut pages: Vec<Cut> = Vec::new();
    loop {
        let from = pages.last().map_or(0, |page| page.rows.end);
        let Some(cut) = rows.heights.cut(from, pages.is_empty(), space, true) else {
            too_high(work, item, table, &rows, from);
            break;
        };
        let last = cut.last;
        pages.push(cut);
        if last {
            break;
        }
    }
    TablePlan { rows, pages }
}

/// `C007` for the row that no page can hold.
fn too_high<'a>(work: &mut Work<'a>, item: &'a Item, table: &Table, rows: &Rows<'a>, from: usize) {
    let mut voice = work.voice(item, None);
    if let (Expr::Path(list), Some(row)) = (&table.list, rows.before.get(from)) {
        voice.field = format!("{}[{}]", work.numbered(&list.words, list.up), row + 1).into();
    }
    work.report.error(Diagnostic::error("C007"), &voice);
}
