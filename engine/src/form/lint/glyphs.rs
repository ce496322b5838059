//! Words of the layout that no face can draw.

use std::collections::BTreeSet;

use chohyo_fonts::{FontSet, Setting};

use super::super::model::{Item, Kind, Style, Words};
use crate::diag::Diagnostic;
use crate::expression::{Template, visit_words};
use crate::reader::Findings;

/// `L122`: an item whose fixed words hold characters without a glyph.
pub(super) fn check(item: &Item, fonts: &FontSet, out: &Findings) {
    let mut found = Found { fonts, missing: BTreeSet::new() };
    found.item(item);
    if !found.missing.is_empty() {
        let missing: Vec<String> = found.missing.into_iter().collect();
        let warning = Diagnostic::warning("L122").at(&item.source);
        out.push(warning.arg("code_points", missing.join(", ")));
    }
}

struct Found<'f> {
    fonts: &'f FontSet,
    missing: BTreeSet<String>,
}

impl Found<'_> {
    fn item(&mut self, item: &Item) {
        match &item.kind {
            Kind::Cell { label, field } => {
                label.iter().chain(field).for_each(|words| self.words(words));
            }
            Kind::Para(para) => {
                for span in &para.spans {
                    let style = span.style.as_ref().unwrap_or(&para.style);
                    self.template(&span.template, style);
                    span.ruby.iter().for_each(|ruby| self.template(ruby, style));
                }
            }
            Kind::Cells(cells) => self.words(&cells.words),
            Kind::Check(check) => {
                check.label.iter().for_each(|label| self.template(label, &check.style));
            }
            Kind::Choice(choice) => {
                self.text(&choice.between, &choice.style);
                let texts = choice.alternatives.iter().map(|alternative| &alternative.text);
                texts.for_each(|text| self.template(text, &choice.style));
            }
            Kind::Slots(slots) => {
                let candidates = slots.candidates.iter();
                let words = candidates.flat_map(|candidate| [&candidate.label, &candidate.field]);
                words.for_each(|words| self.words(words));
            }
            Kind::Table(table) => {
                let cells = table.columns.iter().flat_map(|column| [&column.head, &column.cell]);
                cells.for_each(|words| self.words(words));
                table.bands().flat_map(|(band, _)| band.words()).for_each(|w| self.words(w));
                if let (Some(mark), Some(column)) = (&table.end_mark, table.columns.first()) {
                    self.text(mark, &column.cell.style);
                }
            }
            Kind::Annex(annex) => self.text(&annex.word, &annex.label_style),
            _ => {}
        }
    }

    fn words(&mut self, words: &Words) {
        self.template(&words.template, &words.style);
        words.ruby.iter().for_each(|ruby| self.template(ruby, &words.style));
        words.blank.iter().for_each(|blank| self.text(blank, &words.style));
    }

    fn template(&mut self, template: &Template, style: &Style) {
        visit_words(template, &mut |text| self.text(text, style));
    }

    fn text(&mut self, text: &str, style: &Style) {
        let setting = Setting { forms: style.forms, ..Setting::default() };
        for line in text.split('\n') {
            let Err(missing) = self.fonts.shape(style.font, line, setting) else { continue };
            let clusters = missing.iter().filter_map(|cluster| line.get(cluster.text.clone()));
            self.missing.extend(clusters.map(|cluster| {
                let points = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c)));
                points.collect::<Vec<_>>().join(" ")
            }));
        }
    }
}
