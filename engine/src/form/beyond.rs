//! Where texts go that no attempt holds: whether the annex sheet is there, and whether a value can
//! go on where it stands.

use super::model::{Beyond, Item, Kind, On, Para, Part, Style, Words};
use super::together::styles;
use crate::diag::Diagnostic;
use crate::expression::{Template, expression_uses_pages, uses_pages};
use crate::reader::Findings;

/// The checks of all parts.
pub(super) fn check(parts: &[Part], out: &Findings) {
    annex(parts, out);
    for part in parts {
        part.items.iter().for_each(|item| next_page(item, item.on == On::All, out));
    }
}

/// `L152` for a second annex sheet, `L153` for a value that wants one where there is none.
fn annex(parts: &[Part], out: &Findings) {
    let items = || parts.iter().flat_map(|part| &part.items);
    let mut sheets = items().filter(|item| matches!(item.kind, Kind::Annex(_)));
    let sheet = sheets.next();
    for second in sheets {
        out.push(Diagnostic::error("L152").at(&second.source).arg("kind", "annex"));
    }
    if sheet.is_some() {
        return;
    }
    for part in parts {
        styles(&part.items, &mut |item, style, _| {
            if style.fit.beyond == Beyond::Annex {
                let error = Diagnostic::error("L153").at(&item.source);
                out.push(error.arg("fit", &style.fit.name));
            }
        });
    }
}

/// `L162` for a value that cannot go on where it stands, and for words that are no value. `place`:
/// the boxes here stand on every sheet of the part.
fn next_page(item: &Item, place: bool, out: &Findings) {
    let able = |able: bool, style: &Style| {
        if style.fit.beyond == Beyond::NextPage && !able {
            let error = Diagnostic::error("L162").at(&item.source);
            out.push(error.arg("fit", &style.fit.name));
        }
    };
    let place = place && !item.when.as_ref().is_some_and(expression_uses_pages);
    match &item.kind {
        Kind::Cell { label, field } => {
            label.iter().for_each(|label| able(false, &label.style));
            field.iter().for_each(|field| able(place && words_go_on(field), &field.style));
        }
        Kind::Para(para) => able(place && para_goes_on(para), &para.style),
        Kind::Group(items) => items.iter().for_each(|item| next_page(item, place, out)),
        Kind::Repeat(repeat) => repeat.items.iter().for_each(|item| next_page(item, false, out)),
        Kind::Flow(flow) => {
            flow.children.iter().for_each(|child| next_page(&child.item, false, out));
        }
        Kind::Each(each) => {
            each.children.iter().for_each(|child| next_page(&child.item, false, out));
        }
        Kind::Slots(slots) => {
            able(false, &slots.label_style);
            able(false, &slots.value_style);
        }
        Kind::Table(table) => {
            let cells = table.columns.iter().flat_map(|column| [&column.head, &column.cell]);
            let bands = table.bands();
            let words = cells.chain(bands.flat_map(|(band, _)| band.words()));
            words.for_each(|words| able(false, &words.style));
        }
        Kind::Cells(cells) => able(false, &cells.words.style),
        Kind::Check(check) => able(false, &check.style),
        Kind::Choice(choice) => able(false, &choice.style),
        Kind::Annex(annex) => {
            able(false, &annex.style);
            able(false, &annex.label_style);
        }
        Kind::Frame(_)
        | Kind::Rule(_)
        | Kind::Fill(_)
        | Kind::Diagonal { .. }
        | Kind::Seal(_)
        | Kind::Mark(_)
        | Kind::Bars(_)
        | Kind::Image(_) => {}
    }
}

/// Sheets are counted with these words, before there are page numbers; a size that is found for a
/// page is not known then either.
fn words_go_on(words: &Words) -> bool {
    words.style.same_size.is_none()
        && !words.void_when.as_ref().is_some_and(expression_uses_pages)
        && !words.ruby.iter().chain([&words.template]).any(uses_pages)
}

fn para_goes_on(para: &Para) -> bool {
    let templates = para.spans.iter().flat_map(|span| span.ruby.iter().chain([&span.template]));
    let mut templates = templates.map(|template: &Template| template);
    para.style.same_size.is_none() && !templates.any(uses_pages)
}

/// Whether values of a part may go on on its following sheets.
pub(crate) fn goes_on(part: &Part) -> bool {
    let mut found = false;
    styles(&part.items, &mut |_, style, _| found |= style.fit.beyond == Beyond::NextPage);
    found
}
