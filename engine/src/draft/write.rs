//! The draft as the text of a layout.

use super::bind::Known;
use super::drawing::{Drawing, Gap, Pen};
use super::grid::{Grid, cells_words, millimetres, stretch};
use super::look::{Look, Names, black_pct, numbered, pen_lines, style_lines};
use super::pieces::{Piece, Slot, What};
use super::plan::{Plan, plan};
use super::texts::Block;
use super::words::{escaped, gap_words, one_line, quoted};
use crate::form::{Basis, Form, FormKind, IdStatus, paper_size};
use crate::length::{Length, Point, Rect, Size};
use crate::record::Schema;

/// A title is no smaller.
const TITLE: Length = Length::pt(14);

/// What a draft is to be.
pub struct Order<'a> {
    /// 帳票ID.
    pub id: &'a str,
    /// How sure the id is.
    pub id_status: IdStatus,
    /// 帳票名.
    pub name: &'a str,
    /// 版.
    pub edition: &'a str,
    /// Kind.
    pub kind: FormKind,
    /// The family of the form, if it has one.
    pub family: Option<&'a str>,
    /// On what the drawing rests.
    pub basis: Basis,
    /// Where the drawing is from: `key` and words.
    pub sources: &'a [(String, String)],
    /// Name of the part.
    pub part: &'a str,
    /// The record that the form prints.
    pub schema: &'a Schema,
    /// The layout that the draft replaces: what its labels print is taken over.
    pub known: Option<&'a Form>,
}

/// A draft.
#[derive(Debug)]
pub struct Draft {
    /// The text of the layout.
    pub layout: String,
    /// What is left to be decided.
    pub gaps: Vec<Gap>,
    /// Number of boxes for values that an item was found for.
    pub bound: usize,
    /// Number of items.
    pub items: usize,
}

/// The draft of a drawing.
pub fn draft(drawing: &Drawing, order: &Order<'_>) -> Draft {
    let known = Known::of(order.known, order.schema);
    let mut plan = plan(drawing, &known);
    let (mut bound, mut items) = (0, 0);
    let mut unbound = Vec::new();
    for piece in &plan.pieces {
        piece.each(&mut |piece| {
            items += 1;
            if let What::Pair(_, _, slot) | What::Value(slot) = &piece.what {
                bound += usize::from(slot.bound.is_some());
                unbound.extend(slot.bound.is_none().then(|| Gap::Unbound(slot.name.clone())));
            }
        });
    }
    plan.gaps.extend(unbound);
    let writer = Writer::new(&plan);
    let layout = format!(
        "{}{}\n{}\n{}",
        head(order, &plan.gaps),
        writer.looks(),
        part_head(order, drawing.size, writer.grid),
        writer.items(&plan.pieces),
    );
    Draft { layout, gaps: plan.gaps, bound, items }
}

fn head(order: &Order<'_>, gaps: &[Gap]) -> String {
    let mut text = format!(
        "# {}の下書き。chohyo draft が図面の罫線と文字から作った。罫線と文字の場所は図面のもの、印字する項目は推定。\n",
        order.name.replace('\n', " ")
    );
    text.push_str(&format!("# 未決: {} 件。直したらこの一覧を消す。\n", gaps.len()));
    for gap in gaps {
        text.push_str(&format!("#   - {}\n", gap_words(gap).replace('\n', " ")));
    }
    text.push_str("[form]\n");
    let mut key = |key: &str, value: &str| text.push_str(&format!("{key} = {}\n", quoted(value)));
    key("id", order.id);
    key("id_status", order.id_status.word());
    key("name", order.name);
    key("business", order.id.get(..3).unwrap_or_default());
    key("edition", order.edition);
    key("kind", order.kind.word());
    if let Some(family) = order.family {
        key("family", family);
    }
    key("record", &order.schema.id);
    key("basis", order.basis.word());
    let sources = order.sources.iter().map(|(key, words)| format!("{key} = {}", quoted(words)));
    text.push_str(&format!("sources = {{ {} }}\n", sources.collect::<Vec<_>>().join(", ")));
    text.push('\n');
    text
}

fn part_head(order: &Order<'_>, size: Size, grid: Option<Grid>) -> String {
    let mut text = "[[part]]\n".to_owned();
    text.push_str(&format!("name = {}\npaper = {}\n", quoted(order.part), quoted(&paper(size).0)));
    if let Some(grid) = grid {
        let (columns, rows, at) = (grid.columns, grid.rows, millimetres(grid.area));
        text.push_str(&format!("grid = {{ columns = {columns}, rows = {rows}, at = \"{at}\" }}\n"));
    }
    text
}

/// The name and size of a paper that is as large, within a millimetre.
pub(super) fn paper(size: Size) -> (String, Size) {
    let names = ["A3", "A4", "A5", "A6", "B4", "B5", "postcard", "card"];
    let all =
        names.iter().flat_map(|name| ["portrait", "landscape"].map(|way| format!("{name} {way}")));
    let near = |a: Length, b: Length| (a - b).to_emu().abs() <= Length::mm(1).to_emu();
    let known = all.filter_map(|name| paper_size(&name).map(|paper| (name, paper)));
    let mut fits =
        known.filter(|(_, paper)| near(paper.width, size.width) && near(paper.height, size.height));
    fits.next().unwrap_or_else(|| {
        let micrometre = |length: Length| Length::emu(length.to_emu().div_euclid(36) * 36);
        let own = Size::new(micrometre(size.width), micrometre(size.height));
        (format!("w{} h{} mm", own.width.short_mm(), own.height.short_mm()), own)
    })
}

/// Rows and columns of a box, from and to, from 1.
type Cells = ((i64, i64), (i64, i64));

struct Writer {
    grid: Option<Grid>,
    pens: Names<Pen>,
    labels: Names<Look>,
    values: Names<Look>,
    titles: Names<Look>,
    paras: Names<Look>,
}

/// How fixed words are written.
fn kind_of(block: &Block) -> &'static str {
    if block.words.contains('\n') && !block.in_cell {
        "para"
    } else if block.look.size >= TITLE && block.look.border.is_none() {
        "title"
    } else {
        "label"
    }
}

impl Writer {
    fn new(plan: &Plan) -> Self {
        let mut pens: Vec<Pen> = Vec::new();
        let mut looks: [Vec<Look>; 4] = Default::default();
        for piece in &plan.pieces {
            piece.each(&mut |piece| match &piece.what {
                What::Words(block) => looks[look_list(kind_of(block))].push(block.look.clone()),
                What::Pair(block, _, slot) => {
                    looks[0].push(block.look.clone());
                    looks[1].push(slot.look.clone());
                }
                What::Value(slot) => looks[1].push(slot.look.clone()),
                What::Box(pen) | What::Rule(pen) | What::Diagonal(pen) => pens.push(*pen),
                What::Fill(_) | What::Blocks { .. } => {}
            });
        }
        pens.extend(looks.iter().flatten().filter_map(|look| look.border));
        let named = |uses: &Vec<Look>, stem: &str| {
            Names::of(uses.iter().cloned(), |index, _| numbered(stem, index))
        };
        let thinnest = pens.iter().map(|pen| pen.width).min().unwrap_or_default();
        let [labels, values, titles, paras] = &looks;
        Self {
            grid: Grid::of(&plan.xs, &plan.ys),
            labels: named(labels, "label"),
            values: named(values, "value"),
            titles: named(titles, "title"),
            paras: named(paras, "para"),
            pens: Names::of(pens.into_iter(), |index, pen| match index {
                0 if pen.width == thinnest => "inner".to_owned(),
                index => numbered("line", index),
            }),
        }
    }

    fn looks(&self) -> String {
        let pens = pen_lines(&self.pens);
        let looks = [&self.labels, &self.values, &self.titles, &self.paras];
        let styles = style_lines(&looks, &self.pens);
        let mut text = String::new();
        if !pens.is_empty() {
            text.push_str(&format!("[pen]\n{pens}\n"));
        }
        if !styles.is_empty() {
            text.push_str(&format!("[style]\n{styles}\n[fit]\n"));
            let any = |fits: fn(&Look) -> bool| {
                looks.iter().flat_map(|names| names.iter()).any(|(look, _)| fits(look))
            };
            if any(|look| !look.value && look.lines > 1) {
                text.push_str("lines = [{ lines = 40 }, { lines = 40, condense_pct = [100, 50] }, \"refuse\"]\n");
            }
            if any(|look| !look.value && look.lines == 1) {
                text.push_str("label = [{ condense_pct = [100, 50] }, \"refuse\"]\n");
            }
            if any(|look| look.value) {
                text.push_str("value = [{ size_to_pct = 70 }, { lines = 2, size_to_pct = 60 }, { lines = 3, size_to_pct = 50 }, \"refuse\"]\n");
            }
        }
        text
    }

    fn items(&self, pieces: &[Piece]) -> String {
        let lines: String = pieces.iter().map(|piece| self.item(piece, None, "  ")).collect();
        format!("items = [\n{lines}]\n")
    }

    /// One line for an item; blocks take one for each of their items.
    fn item(&self, piece: &Piece, block: Option<Rect>, indent: &str) -> String {
        let at = self.places(&piece.areas, block);
        let (keys, remark) = match &piece.what {
            What::Words(words) => (self.words(words), String::new()),
            What::Pair(label, area, slot) => {
                let both = self.both(piece.areas[0], *area, block);
                let keys = self.pair(label, slot);
                return format!("{indent}{{ at = {both}, {keys} }},{}\n", remark(slot));
            }
            What::Value(slot) => (self.value(slot), remark(slot)),
            What::Box(pen) => (format!("box = \"{}\"", self.pens.name(pen)), String::new()),
            What::Rule(pen) => (format!("rule = \"{}\"", self.pens.name(pen)), String::new()),
            What::Diagonal(pen) => {
                (format!("diagonal = \"{}\"", self.pens.name(pen)), String::new())
            }
            What::Fill(grey) => (format!("fill = {}", black_pct(*grey)), String::new()),
            What::Blocks { list, count, period, pieces } => {
                return self.blocks(piece.areas[0], list.as_deref(), *count, *period, pieces);
            }
        };
        format!("{indent}{{ at = {at}, {keys} }},{remark}\n")
    }

    fn blocks(
        &self,
        first: Rect,
        list: Option<&str>,
        count: i64,
        period: Length,
        pieces: &[Piece],
    ) -> String {
        let items: String =
            pieces.iter().map(|piece| self.item(piece, Some(first), "    ")).collect();
        match list {
            Some(list) => {
                let at = self.places(&[first], None);
                let list = quoted(list);
                let pitch = if period == first.size.height {
                    String::new()
                } else {
                    format!(", pitch_mm = {}", period.short_mm())
                };
                format!(
                    "  {{ at = {at}, repeat = {list}, down = {count}{pitch}, more = \"next_page\", empty = \"frame\", items = [\n{items}  ] }},\n"
                )
            }
            None => {
                let all: Vec<Rect> = (0..count)
                    .map(|index| first.offset(Point::new(Length::ZERO, period * index)))
                    .collect();
                let at = self.places(&all, None);
                format!(
                    "  {{ at = {at}, group = [  # 未決: 同じ並びが {count} つ。一覧なら repeat にする\n{items}  ] }},\n"
                )
            }
        }
    }

    fn words(&self, block: &Block) -> String {
        let kind = kind_of(block);
        let names = [&self.labels, &self.values, &self.titles, &self.paras][look_list(kind)];
        let style = names.name(&block.look);
        let words = quoted(&escaped(&block.words));
        let own = if style == kind { String::new() } else { format!(", style = \"{style}\"") };
        format!("{kind} = {words}{own}")
    }

    fn pair(&self, label: &Block, slot: &Slot) -> String {
        let made = slot.bound.as_ref().and_then(|bound| bound.label.clone());
        let words = quoted(&made.unwrap_or_else(|| escaped(&label.words)));
        let style = self.labels.name(&label.look);
        let own =
            if style == "label" { String::new() } else { format!(", label_style = \"{style}\"") };
        format!("label = {words}, {}{own}", self.value(slot))
    }

    fn value(&self, slot: &Slot) -> String {
        let style = self.values.name(&slot.look);
        let own = if style == "value" { String::new() } else { format!(", style = \"{style}\"") };
        let Some(bound) = &slot.bound else {
            return format!("field = \"\", name = {}{own}", quoted(&open_name(slot)));
        };
        let mut keys = format!("field = {}{own}", quoted(&bound.field));
        let more =
            [("name", &bound.name), ("void_when", &bound.void_when), ("blank", &bound.blank)];
        for (key, words) in more {
            keys.extend(words.as_ref().map(|words| format!(", {key} = {}", quoted(words))));
        }
        if bound.required {
            keys.push_str(", required = true");
        }
        keys
    }

    /// Places as the value of `at`: in the sheet, or in a block.
    fn places(&self, areas: &[Rect], block: Option<Rect>) -> String {
        if let Some(words) = self.rows(areas, block) {
            return format!("\"{words}\"");
        }
        let all: Vec<String> =
            areas.iter().map(|area| format!("\"{}\"", self.place(*area, block))).collect();
        match &all[..] {
            [one] => one.clone(),
            _ => format!("[{}]", all.join(", ")),
        }
    }

    fn place(&self, area: Rect, block: Option<Rect>) -> String {
        match self.cells(area, block) {
            Some((rows, columns)) => {
                format!("{} {}", cells_words('r', rows), cells_words('c', columns))
            }
            None => millimetres(within(area, block)),
        }
    }

    /// Rows and columns, counted in the block.
    fn cells(&self, area: Rect, block: Option<Rect>) -> Option<Cells> {
        let grid = self.grid?;
        let ((top, bottom), (left, right)) = grid.cells(area)?;
        let Some(block) = block else { return Some(((top, bottom), (left, right))) };
        grid.pitch_rows(block.size.height)?;
        let ((first, _), (column, _)) = grid.cells(block)?;
        let (down, over) = (first - 1, column - 1);
        Some(((top - down, bottom - down), (left - over, right - over)))
    }

    /// `r5..14 c1-3`: boxes one row high, one below the other.
    fn rows(&self, areas: &[Rect], block: Option<Rect>) -> Option<String> {
        let cells: Vec<_> =
            areas.iter().map(|area| self.cells(*area, block)).collect::<Option<_>>()?;
        let ((first, _), columns) = *cells.first()?;
        let follows = |(index, ((top, bottom), across)): (i64, &Cells)| {
            *top == first + index && top == bottom && *across == columns
        };
        let regular = cells.len() > 2 && (0..).zip(&cells).all(follows);
        let last = first + i64::try_from(cells.len()).ok()? - 1;
        regular.then(|| format!("r{first}..{last} {}", cells_words('c', columns)))
    }

    /// The boxes of a label and a value of one height, side by side.
    fn both(&self, label: Rect, value: Rect, block: Option<Rect>) -> String {
        match (self.cells(label, block), self.cells(value, block)) {
            (Some((rows, columns)), Some((_, across))) => format!(
                "\"{} {} | {}\"",
                cells_words('r', rows),
                cells_words('c', columns),
                cells_words('c', across)
            ),
            _ => {
                let (label, value) = (within(label, block), within(value, block));
                let (x, w) = stretch(value.origin.x, value.right());
                format!("\"{} | x{x} w{w}\"", millimetres(label))
            }
        }
    }
}

const fn look_list(kind: &str) -> usize {
    match kind.as_bytes() {
        b"title" => 2,
        b"para" => 3,
        _ => 0,
    }
}

fn within(area: Rect, block: Option<Rect>) -> Rect {
    let origin = block.map(|block| block.origin).unwrap_or_default();
    area.offset(Point::new(-origin.x, -origin.y))
}

fn open_name(slot: &Slot) -> String {
    let name: String = slot.name.chars().filter(|c| !c.is_whitespace()).take(40).collect();
    if name.is_empty() { "未決の欄".to_owned() } else { format!("未決・{name}") }
}

/// What a person has to know about a value, after its line.
fn remark(slot: &Slot) -> String {
    let mut words = Vec::new();
    if slot.bound.is_none() {
        words.push("未決: 印字する項目".to_owned());
        words.extend(slot.candidate.as_ref().map(|name| format!("候補 {name}")));
    }
    let when = slot.bound.iter().flat_map(|bound| &bound.when);
    words.extend(when.map(|when| format!("もとの条件 {}", one_line(when))));
    if !slot.seen.is_empty() {
        words.push(format!("図の字「{}」", one_line(&slot.seen)));
    }
    if words.is_empty() { String::new() } else { format!("  # {}", words.join("。")) }
}
