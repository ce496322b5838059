//! The fixed layers of a form: what every copy of a page has, composed once per run.

use std::collections::BTreeMap;
use std::sync::Arc;

use chohyo_fonts::{FontRole, Forms};

use super::breaking::Line;
use super::composer::Mode;
use super::emit::{Emitter, Pass};
use super::fit::Setting;
use super::measure::measure;
use super::memo::Memo;
use super::paginate::Sheet;
use super::place::Block;
use super::report::{Report, told_once};
use super::work::{Inputs, Work};
use crate::diag::Diagnostic;
use crate::form::{Align, Beyond, Fit, LastWord, LineRules, Part, Style, VerticalAlign, Writing};
use crate::length::{Length, Rect, Size};
use crate::page::{Colour, Item, Layer, Role};
use crate::record::GroupValue;

/// What tells the page masters of a part apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Master {
    part: usize,
    first: bool,
    last: bool,
    form_last: bool,
}

impl Master {
    /// The master of a page.
    pub(super) fn of(part: usize, sheet: Sheet) -> Self {
        Self { part, first: sheet.index == 0, last: sheet.last, form_last: sheet.form_last }
    }

    fn sheet(self) -> Sheet {
        Sheet { index: usize::from(!self.first), last: self.last, form_last: self.form_last }
    }

    fn name(self, part: &Part) -> String {
        let first = if self.first { "first" } else { "rest" };
        let last = match (self.last, self.form_last) {
            (_, true) => ".form_last",
            (true, false) => ".last",
            (false, false) => "",
        };
        format!("{}.{first}{last}", part.name)
    }
}

/// Layers by master.
pub(super) type Layers = BTreeMap<Master, Arc<Layer>>;

/// Composes the layers of all masters of all parts.
pub(super) fn layers(inputs: Inputs) -> Result<Layers, Vec<Diagnostic>> {
    let nobody = GroupValue(Vec::new());
    let mut layers = Layers::new();
    let mut errors: Vec<Diagnostic> = Vec::new();
    for (index, part) in inputs.form.parts.iter().enumerate() {
        for master in masters(index) {
            let mut work = Work::new(inputs, &nobody, Report::new(None), Memo::default());
            work.void = &part.void;
            let mut items = match inputs.mode {
                Mode::Live => Vec::new(),
                Mode::Specimen | Mode::Trial => specimen(inputs, part.paper.size),
            };
            let emitter = Emitter::new(&mut work, Pass::Fixed, master.sheet(), None);
            let (own, told_apart) = emitter.page_told(part);
            items.extend(own);
            errors.extend(work.report.errors);
            if !told_apart {
                let layer = Arc::new(Layer { name: part.name.clone(), items });
                layers.extend(masters(index).map(|master| (master, layer.clone())));
                break;
            }
            layers.insert(master, Arc::new(Layer { name: master.name(part), items }));
        }
    }
    if errors.is_empty() { Ok(layers) } else { Err(told_once(errors)) }
}

fn masters(part: usize) -> impl Iterator<Item = Master> {
    [true, false].into_iter().flat_map(move |first| {
        [(false, false), (true, false), (true, true)]
            .into_iter()
            .map(move |(last, form_last)| Master { part, first, last, form_last })
    })
}

/// 見本: two pale characters across the page, under everything else.
fn specimen(inputs: Inputs, paper: Size) -> Vec<Item> {
    let side = paper.width.min(paper.height).scale(1, 3);
    let style = specimen_style(side);
    // Centred on the quarter points of the diagonal.
    let corner = |k: i64| {
        let at = |length: Length| length.scale(k, 4) - side.scale(1, 2);
        Rect::new(at(paper.width), at(paper.height), side, side)
    };
    [("見", corner(1)), ("本", corner(3))]
        .into_iter()
        .filter_map(|(text, area)| {
            let text = measure(inputs.fonts, FontRole::Mincho, Forms::NONE, text).ok()?;
            let width = text.clusters.iter().map(|cluster| cluster.advance).sum();
            let line = Line::whole(text.clusters.len(), width);
            let setting = Setting {
                size: side,
                condense_pct: 100,
                body: side,
                leading: side,
                after: 0,
                lines: vec![line],
                attempt: None,
                lost: 0,
                annex: None,
                sheets: None,
            };
            let block = Block {
                text: &text,
                setting: &setting,
                style: &style,
                role: Role::Artifact,
                area,
                indents: (Length::ZERO, Length::ZERO),
                stretches: &[],
            };
            Some(block.draw(0..1))
        })
        .flatten()
        .map(|(role, draw)| Item { order: 0, role, name: None, draw })
        .collect()
}

fn specimen_style(size: Length) -> Style {
    Style {
        font: FontRole::Mincho,
        size,
        align: Align::Centre,
        valign: VerticalAlign::Middle,
        pad: Length::ZERO,
        line_pct: 100,
        border: None,
        underline: false,
        strike: false,
        decimals: 0,
        forms: Forms::NONE,
        writing: Writing::Horizontal,
        tcy: 0,
        colour: Colour::Grey(225),
        lines: LineRules::default(),
        same_size: None,
        fit: Fit {
            name: String::new(),
            attempts: Vec::new(),
            beyond: Beyond::Nowhere,
            last: LastWord::Refuse,
        },
    }
}
