use super::*;
use crate::compose::testing::{
    fixed, fonts, form, hole, item, mincho, mm, path, plain, record, words,
};
use crate::compose::{Composed, Composer, Mode};
use crate::diag::Diagnostic;
use crate::form::{Attempt, Beyond, Fit, Kind, Params};
use crate::page::{self, Colour};

const PEN: Stroke =
    Stroke { width: Length::emu(5_400), dash: None, colour: Colour::BLACK, double: false };

/// Five cells of 6 × 8 mm.
fn cells(align: Align, half: bool, last: LastWord) -> Cells {
    let fit = Fit { name: "cells".to_owned(), attempts: Vec::new(), beyond: Beyond::Nowhere, last };
    let style = Style { align, border: Some(PEN), fit, ..plain() };
    let words = words(hole(path(0, "住所")), style, Role::Value);
    Cells { words, count: 5, half, every: None }
}

fn compose(cells: Cells, text: &str) -> Result<Composed, Vec<Diagnostic>> {
    let form = form(vec![item(10, mm(20, 30, 30, 8), Kind::Cells(cells))]);
    let params = Params::default();
    let composer = Composer::new(&form, &params, fonts(), Mode::Live)?;
    composer.desk().compose(&record(text, &[]), "test.json")
}

fn composed(cells: Cells, text: &str) -> Composed {
    compose(cells, text).unwrap_or_else(|found| panic!("refused: {}", found[0].code.0))
}

/// The one run of a page.
fn run(composed: &Composed) -> &TextRun {
    let runs = composed.document.pages[0].items.iter().filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run),
        _ => None,
    });
    let runs: Vec<_> = runs.collect();
    assert_eq!(runs.len(), 1);
    runs[0]
}

/// `text; half; align; seats`: a seat as the half cell that it begins in, from 0.
const SEATS: &str = "\
見本;    no;  left;  0 2
12;      no;  left;  0 2
12345;   no;  left;  0 2 4 6 8
12;      no;  right; 6 8
12;      yes; left;  0 1
123;     yes; right; 7 8 9
見12本;  yes; left;  0 2 3 4
見1本;   yes; left;  0 2 4
見1本;   yes; right; 4 7 8
1見;     yes; right; 7 8
ｱｲ見;    yes; left;  0 1 2
1234567890; yes; left; 0 1 2 3 4 5 6 7 8 9
葛\u{E0102}城; no; left; 0 2
見 本;   no;  left;  0 2 4
";

#[test]
fn seats_by_width_and_side() {
    for line in SEATS.lines() {
        let parts: Vec<&str> = line.split(';').map(str::trim).collect();
        let [text, half, align, expected] = parts[..] else { panic!("{line}") };
        let align = if align == "left" { Align::Left } else { Align::Right };
        let cells = cells(align, half == "yes", LastWord::Refuse);
        let text = mincho(text);
        let found = seats(&text, text.clusters.len(), &cells).expect("there is room");
        let found: Vec<String> = found.iter().map(|seat| seat.from.to_string()).collect();
        assert_eq!(found.join(" "), expected, "{line}");
    }
}

#[test]
fn a_line_feed_takes_no_cell() {
    let (text, cells) = (mincho("見\n本"), cells(Align::Left, false, LastWord::Refuse));
    let found = seats(&text, 3, &cells).expect("there is room");
    assert_eq!(
        found.iter().map(|seat| (seat.from, seat.halves)).collect::<Vec<_>>(),
        [(0, 2), (2, 0), (2, 2)]
    );
}

#[test]
fn characters_stand_in_the_middle_of_their_cells() {
    let composed = composed(cells(Align::Left, false, LastWord::Refuse), "葛\u{E0102}城");
    let run = run(&composed);
    assert_eq!((run.text.as_str(), run.clusters.len()), ("葛\u{E0102}城", 2));
    // 10 pt in cells of 6 mm.
    let margin = (Length::mm(6) - Length::pt(10)).scale(1, 2);
    assert_eq!(run.origin.x, Length::mm(20) + margin);
    assert_eq!(run.glyphs.iter().map(|g| g.x).collect::<Vec<_>>(), [Length::ZERO, Length::mm(6)]);
    let top = Length::mm(30) + (Length::mm(8) - Length::pt(10)).scale(1, 2);
    assert_eq!(run.origin.y, top + Length::pt(10).scale(88, 100));
}

#[test]
fn what_has_no_cell_is_lost_as_the_last_word_says() {
    let long = "見本市中央一丁目";
    let cut = composed(cells(Align::Left, false, LastWord::Limit), long);
    assert_eq!(run(&cut).text, "見本市中央");
    assert_eq!((cut.findings[0].lost, cut.findings[0].lines), (3, 1));
    let blank = composed(cells(Align::Left, false, LastWord::Blank), long);
    assert!(blank.document.pages[0].items.iter().all(|i| !matches!(i.draw, Draw::Text(_))));
    assert_eq!((blank.findings[0].lost, blank.findings[0].lines), (8, 0));
    let refused = compose(cells(Align::Left, false, LastWord::Refuse), long).err();
    assert_eq!(refused.expect("refused")[0].code.0, "C001");
    let whole = composed(cells(Align::Left, false, LastWord::Limit), "見本市中央");
    assert!(whole.findings.is_empty());
}

#[test]
fn characters_wider_than_a_cell_go_down_the_ladder() {
    let large = |attempts| {
        let cells = cells(Align::Left, false, LastWord::Refuse);
        let style = (*cells.words.style).clone();
        let fit = Fit { attempts, ..style.fit.clone() };
        // 20 pt: 7.06 mm.
        let style = Style { size: Length::pt(20), fit, ..style };
        Cells { words: words(hole(path(0, "住所")), style, Role::Value), ..cells }
    };
    let refused = compose(large(Vec::new()), "見本").err();
    assert_eq!(refused.expect("refused")[0].code.0, "C001");
    let attempt =
        Attempt { size: (Length::pt(20), Length::pt(10)), lines: 1, condense_pct: (100, 100) };
    let smaller = composed(large(vec![attempt]), "見本");
    // 17.0 pt is 5.997 mm.
    assert_eq!(run(&smaller).size, Length::pt(17));
    assert_eq!((smaller.findings[0].attempt, smaller.findings[0].lost), (Some(0), 0));
    // A narrow character needs no smaller size.
    assert_eq!(run(&composed(large(Vec::new()), "11")).size, Length::pt(20));
}

#[test]
fn cells_are_drawn_on_every_copy_and_dividers_count_from_the_start() {
    let heavy = |align| {
        let style = Style { align, border: Some(PEN), ..plain() };
        let divided = Cells {
            every: Some((2, Stroke { width: Length::emu(14_400), ..PEN })),
            words: words(fixed(""), style, Role::Value),
            ..cells(align, false, LastWord::Refuse)
        };
        let composed = composed(divided, "");
        let layer = &composed.document.pages[0].fixed;
        let rules = layer.items.iter().filter_map(|item: &page::Item| match &item.draw {
            Draw::Rule(rule) => Some(rule.clone()),
            _ => None,
        });
        let rules: Vec<_> = rules.collect();
        assert_eq!(rules.len(), 4);
        assert!(layer.items.iter().any(|item| matches!(item.draw, Draw::Frame(_))));
        let heavy = rules.iter().filter(|rule| rule.stroke.width > PEN.width);
        heavy.map(|rule| rule.from.x).collect::<Vec<_>>()
    };
    assert_eq!(heavy(Align::Left), [Length::mm(32), Length::mm(44)]);
    assert_eq!(heavy(Align::Right), [Length::mm(26), Length::mm(38)]);
}
