//! What differs in a case, in the few lines that fit a terminal; the page has the rest.

use std::fmt::Write as _;

use chohyo_engine::diag::{Lang, message};

use crate::compare::{Difference, Line, in_words};
use crate::refs::{ITEMS, OBJECTS};

/// Lines shown of the item dump, and of the places of the pictures.
const LINES: usize = 8;

/// Lines shown of the objects: what is gone and what came instead.
const OBJECT_LINES: usize = 2;

/// Characters shown of a line.
const WIDTH: usize = 100;

/// A line for every layer that differs, then the first lines of each, every line indented.
pub fn summary(difference: &Difference, lang: Lang) -> String {
    let mut text = String::new();
    for found in &difference.diagnostics {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {}", message(found, lang));
    }
    part(&mut text, ITEMS, LINES, difference.items.iter().map(marked));
    let spots = difference.spots.iter();
    let spots = spots.map(|s| (s.page, &s.area, s.items.first().map_or("", String::as_str)));
    let place = |(page, area, item)| format!("page-{page}: {}  {item}", in_words(area));
    part(&mut text, "page-N.png", LINES, spots.map(place));
    part(&mut text, OBJECTS, OBJECT_LINES, difference.objects.iter().map(marked));
    let tolerated = difference.tolerated.iter().map(|found| {
        let (t, pixels) = (&found.tolerance, found.pixels);
        format!("page-{}: {}  {pixels} / {} px  {}", t.page, in_words(&t.area), t.pixels, t.reason)
    });
    part(&mut text, "[[tolerance]]", LINES, tolerated);
    text
}

fn marked(line: &Line) -> String {
    match line {
        Line::Gone(text) => format!("- {text}"),
        Line::New(text) => format!("+ {text}"),
    }
}

fn part(text: &mut String, title: &str, most: usize, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "  {title}");
    for line in lines.by_ref().take(most) {
        let mut shown: String = line.chars().take(WIDTH).collect();
        if shown.len() < line.len() {
            shown.push('…');
        }
        let _ = writeln!(text, "    {shown}");
    }
    let more = lines.count();
    if more > 0 {
        let _ = writeln!(text, "    … +{more}");
    }
}

#[cfg(test)]
mod tests {
    use chohyo_engine::diag::Diagnostic;
    use chohyo_engine::length::{Length, Rect};

    use super::*;
    use crate::compare::Spot;

    #[test]
    fn every_layer_that_differs_is_told_by_its_first_lines() {
        let mm = Length::mm;
        let found = Diagnostic::error("B103").arg("case", "a").arg("layer", "items.txt");
        let difference = Difference {
            diagnostics: vec![found.arg("detail", "-1 +1")],
            items: (0..10).map(|n| Line::New(format!("item {n}"))).collect(),
            objects: vec![Line::Gone("1: ".to_owned() + &"長".repeat(200))],
            spots: vec![Spot {
                page: 2,
                area: Rect::new(mm(1), mm(2), mm(3), mm(4)),
                items: vec!["氏名".to_owned(), "枠 #1".to_owned()],
            }],
            tolerated: Vec::new(),
        };
        let expected = [
            "  golden `a`: items.txt differs: -1 +1",
            "  items.txt",
            "    + item 0",
            "    + item 1",
            "    + item 2",
            "    + item 3",
            "    + item 4",
            "    + item 5",
            "    + item 6",
            "    + item 7",
            "    … +2",
            "  page-N.png",
            "    page-2: x1.000 y2.000 w3.000 h4.000 mm  氏名",
            "  objects.txt",
            &format!("    - 1: {}…", "長".repeat(95)),
        ];
        assert_eq!(summary(&difference, Lang::En).lines().collect::<Vec<_>>(), expected);
        assert_eq!(summary(&Difference::default(), Lang::Ja), "");
    }
}
