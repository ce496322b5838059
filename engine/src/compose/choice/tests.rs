use std::sync::Arc;

use super::*;
use crate::compose::testing::{fixed, fonts, form, item, mm, path, plain, record};
use crate::compose::{Composed, Composer, Mode};
use crate::expression::{Compare, Expr, Literal};
use crate::form::{Align, Alternative, Kind, Params};
use crate::length::Size;
use crate::page::{self, Colour};

const PEN: Stroke =
    Stroke { width: Length::emu(5_400), dash: None, colour: Colour::BLACK, double: false };

/// Whether the address is a word.
fn is(word: &str) -> Expr {
    let word = Expr::Literal(Literal::Text(word.to_owned()));
    Expr::Compare(Compare::Equal, Box::new(path(0, "住所")), Box::new(word))
}

fn compose(kind: Kind, area: Rect, address: &str) -> Result<Composed, Vec<Diagnostic>> {
    let form = form(vec![item(10, area, kind)]);
    let params = Params::default();
    let composer = Composer::new(&form, &params, fonts(), Mode::Live)?;
    composer.desk().compose(&record(address, &[]), "test.json")
}

fn items(kind: Kind, area: Rect, address: &str) -> Vec<page::Item> {
    let composed = compose(kind, area, address);
    let composed = composed.unwrap_or_else(|found| panic!("refused: {}", found[0].code.0));
    composed.document.pages[0].reading_order().map(|(_, item)| item.clone()).collect()
}

fn texts(items: &[page::Item]) -> Vec<&page::TextRun> {
    let runs = items.iter().filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run),
        _ => None,
    });
    runs.collect()
}

fn check(label: Option<&str>, font: FontRole) -> Kind {
    let style = Arc::new(Style { font, ..plain() });
    Kind::Check(Check { when: is("はい"), label: label.map(fixed), style, role: Role::Value })
}

fn choice(many: bool, whens: [&str; 3]) -> Kind {
    let alternatives = ["明治", "大正", "昭和"].iter().zip(whens);
    let alternatives =
        alternatives.map(|(text, when)| Alternative { text: fixed(text), when: is(when) });
    Kind::Choice(Choice {
        alternatives: alternatives.collect(),
        between: "・".to_owned(),
        style: Arc::new(Style { align: Align::Centre, ..plain() }),
        role: Role::Value,
        circle: PEN,
        many,
    })
}

fn ellipses_of(items: &[page::Item]) -> Vec<Rect> {
    let areas = items.iter().filter_map(|item| match &item.draw {
        Draw::Ellipse(ellipse) => Some(ellipse.area),
        _ => None,
    });
    areas.collect()
}

#[test]
fn a_box_reads_as_what_it_shows() {
    for (address, text, glyphs) in [("はい", "☑同意", 4), ("いいえ", "□同意", 3)] {
        let items = items(check(Some("同意"), FontRole::Mincho), mm(20, 30, 60, 8), address);
        let run = texts(&items)[0];
        assert_eq!((run.text.as_str(), run.glyphs.len()), (text, glyphs));
        assert_eq!(run.clusters.len(), 3);
        // Box and a quarter of an em.
        assert_eq!(run.glyphs[glyphs - 2].x, Length::pt(10).scale(125, 100));
    }
}

#[test]
fn a_box_alone_and_a_label_in_another_face() {
    for (label, expected) in [(None, vec!["☑"]), (Some("同意"), vec!["☑", "同意"])] {
        let items = items(check(label, FontRole::Gothic), mm(20, 30, 60, 8), "はい");
        let found: Vec<&str> = texts(&items).iter().map(|run| run.text.as_str()).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn the_chosen_one_is_in_an_ellipse() {
    let area = mm(20, 30, 60, 8);
    // 8 em of 10 pt in the middle of 60 mm.
    let start = Length::mm(20) + (Length::mm(60) - Length::pt(80)).scale(1, 2);
    let reach = Length::pt(10).scale(REACH_PCT, 100);
    for (word, at) in [("a", 0), ("b", 30), ("c", 60)] {
        let items = items(choice(false, ["a", "b", "c"]), area, word);
        let found = ellipses_of(&items);
        assert_eq!(found.len(), 1);
        let off = (found[0].origin.x - (start + Length::pt(at) - reach)).to_emu();
        assert!(off.abs() <= 2, "{word}: {off} EMU");
        assert_eq!(found[0].size, Size::new(Length::pt(20) + reach * 2, Length::pt(15)));
        assert_eq!(texts(&items)[0].text, "明治・大正・昭和");
    }
    assert!(ellipses_of(&items(choice(false, ["a", "b", "c"]), area, "d")).is_empty());
}

#[test]
fn two_at_once_only_by_choice() {
    let area = mm(20, 30, 60, 8);
    assert_eq!(ellipses_of(&items(choice(true, ["a", "a", "c"]), area, "a")).len(), 2);
    let refused =
        compose(choice(false, ["a", "a", "c"]), area, "a").map(|_| ()).expect_err("refused");
    assert_eq!(refused.iter().map(|e| e.code.0).collect::<Vec<_>>(), ["C020"]);
}

#[test]
fn ellipses_stay_in_their_box() {
    for (width, height) in [(35, 8), (60, 4), (80, 20)] {
        let area = mm(20, 30, width, height);
        let found = ellipses_of(&items(choice(true, ["a", "a", "a"]), area, "a"));
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|ellipse| area.contains(ellipse)), "{width} x {height}");
    }
}

#[test]
fn diagonals_go_from_corner_to_corner() {
    let rules = |both| {
        let items = items(Kind::Diagonal { stroke: PEN, both }, mm(20, 30, 60, 8), "");
        let ends = items.iter().filter_map(|item| match &item.draw {
            Draw::Rule(rule) => Some((rule.from, rule.to)),
            _ => None,
        });
        ends.collect::<Vec<_>>()
    };
    let at = |x, y| Point::new(Length::mm(x), Length::mm(y));
    assert_eq!(rules(false), [(at(80, 30), at(20, 38))]);
    assert_eq!(rules(true), [(at(80, 30), at(20, 38)), (at(20, 30), at(80, 38))]);
}
