//! What holds for any name in any box under any ladder: no ink outside the box, and every
//! cluster drawn or counted as lost. The names go once through the whole MJ set.

use chohyo_fonts::charset::Mj;
use chohyo_fonts::{Face, FontRole, OutlinePen};

use super::fit::{Case, Room, Setting, fit, give_up};
use super::measure::{Manner, Measured, Stand, measure};
use super::place::Block;
use super::testing::{Random, fonts, mincho, plain};
use crate::form::{Align, Attempt, Beyond, Fit, LastWord, Style, VerticalAlign, Writing};
use crate::length::{Length, Rect};
use crate::page::{Draw, Role, TextRun, WritingMode};

/// Box of the points of an outline, in font units.
struct Bounds {
    left: f32,
    right: f32,
    bottom: f32,
    top: f32,
    at: (f32, f32),
}

impl Bounds {
    fn of(face: &Face, glyph: u16) -> Option<Self> {
        let far = f32::INFINITY;
        let mut bounds = Self { left: far, right: -far, bottom: far, top: -far, at: (0.0, 0.0) };
        assert!(face.outline(glyph, &mut bounds), "glyph {glyph} has an outline");
        (bounds.left <= bounds.right).then_some(bounds)
    }

    fn add(&mut self, x: f32, y: f32) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.bottom = self.bottom.min(y);
        self.top = self.top.max(y);
        self.at = (x, y);
    }
}

/// The turning point of a quadratic curve in one axis.
fn turn(from: f32, control: f32, to: f32) -> f32 {
    let t = (from - control) / (from - 2.0 * control + to);
    if t > 0.0 && t < 1.0 {
        (1.0 - t) * (1.0 - t) * from + 2.0 * t * (1.0 - t) * control + t * t * to
    } else {
        to
    }
}

impl OutlinePen for Bounds {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from_x, from_y) = self.at;
        self.add(turn(from_x, cx, x), turn(from_y, cy, y));
        self.add(x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.add(cx0, cy0);
        self.add(cx1, cy1);
        self.add(x, y);
    }
    fn close(&mut self) {}
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).expect("small")
}

fn random_style(random: &mut Random) -> Style {
    let mut attempts = Vec::new();
    for _ in 0..random.below(4) {
        let largest = 40 + random.below(160);
        let smallest = 40 + random.below(largest - 39);
        let scale = 50 + random.below(51);
        let least = 30 + random.below(scale - 29);
        let number = |n: usize| u16::try_from(n).expect("small");
        let tenths = |n: usize| Length::emu(1_270) * signed(n);
        attempts.push(Attempt {
            size: (tenths(largest), tenths(smallest)),
            lines: number(1 + random.below(5)),
            condense_pct: (number(scale), number(least)),
        });
    }
    let aligns = [Align::Left, Align::Centre, Align::Right, Align::Both, Align::Distribute];
    let valigns = [VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom];
    let last = [LastWord::Limit, LastWord::Limit, LastWord::Blank][random.below(3)].clone();
    Style {
        size: Length::emu(1_270) * signed(60 + random.below(140)),
        align: aligns[random.below(5)],
        valign: valigns[random.below(3)],
        line_pct: 100 + 25 * u16::try_from(random.below(4)).expect("small"),
        pad: Length::mm(1).scale(signed(random.below(4)), 2),
        fit: Fit { name: "random".to_owned(), attempts, beyond: Beyond::Nowhere, last },
        ..plain()
    }
}

/// Names of random length that hold every MJ once, in a random order.
fn names(random: &mut Random) -> Vec<String> {
    let mut all: Vec<Mj> = Mj::all().collect();
    for i in (1..all.len()).rev() {
        all.swap(i, random.below(i + 1));
    }
    let mut rest = &all[..];
    let mut names = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_at(rest.len().min(1 + random.below(40)));
        names.push(name.iter().map(|mj| mj.text().as_str().to_owned()).collect());
        rest = after;
    }
    names
}

/// How far ink stands out of a box, over all glyphs of a run.
fn ink_outside(run: &TextRun, area: Rect) -> Length {
    let face = fonts().face(run.face);
    let em = i64::from(face.units_per_em());
    let mut most = Length::ZERO;
    for glyph in &run.glyphs {
        let Some(ink) = Bounds::of(face, glyph.id) else { continue };
        let units = |units: f32| f64::from(units).round() as i64;
        let pct = i64::from(run.condense_pct);
        let along = |n: f32| run.size.scale(units(n) * pct, em * 100);
        let up = |n: f32| run.size.scale(units(n), em);
        let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
        // Turned clockwise, the top of a glyph is at its right.
        let [left, right, top, bottom] = match run.mode {
            WritingMode::Turned => {
                [x + up(ink.bottom), x + up(ink.top), y + along(ink.left), y + along(ink.right)]
            }
            WritingMode::Horizontal | WritingMode::Vertical => {
                [x + along(ink.left), x + along(ink.right), y - up(ink.top), y - up(ink.bottom)]
            }
        };
        let out = [
            area.origin.x - left,
            right - area.right(),
            area.origin.y - top,
            bottom - area.bottom(),
        ];
        most = out.into_iter().fold(most, Length::max);
    }
    most
}

fn runs(draws: Vec<Draw>) -> Vec<TextRun> {
    let run = |draw| if let Draw::Text(run) = draw { Some(run) } else { None };
    draws.into_iter().filter_map(run).collect()
}

#[test]
fn no_ink_leaves_its_box_and_no_cluster_its_count() {
    let mut random = Random(2026);
    let (mut whole, mut cut, mut blank) = (0, 0, 0);
    let mut most = Length::ZERO;
    for name in names(&mut random) {
        let text = mincho(&name);
        let style = random_style(&mut random);
        let width = Length::mm(1).scale(signed(30 + random.below(900)), 10);
        let height = Length::mm(1).scale(signed(10 + random.below(250)), 10);
        let area = Rect::new(Length::mm(20), Length::mm(30), width, height);
        let case =
            Case { text: &text, style: &style, room: Room::line(&style, width, Some(height)) };
        let set = || fit(case).or_else(|| give_up(case, &style.fit.last)).expect("never refuses");
        let setting = set();
        assert!(setting == set(), "two runs differ");
        let drawn = draw(case, &setting, area);
        let again = draw(case, &setting, area);
        assert_eq!(format!("{drawn:?}"), format!("{again:?}"), "two runs differ");
        let clusters: usize = drawn.iter().map(|run| run.clusters.len()).sum();
        assert_eq!(clusters + setting.lost, text.clusters.len());
        let words: String = drawn.iter().map(|run| run.text.as_str()).collect();
        assert!(name.starts_with(&words), "what is drawn is the start of the name");
        match (setting.lost, clusters) {
            (0, _) => whole += 1,
            (_, 0) => blank += 1,
            _ => cut += 1,
        }
        most = drawn.iter().map(|run| ink_outside(run, area)).fold(most, Length::max);
    }
    assert!(whole > 500 && cut > 100 && blank > 100, "{whole} {cut} {blank}");
    // Each edge is rounded to a whole EMU on its own.
    assert!(most <= Length::emu(3), "ink stands {most:?} out of its box");
}

fn draw(case: Case, setting: &Setting, area: Rect) -> Vec<TextRun> {
    let Case { text, style, .. } = case;
    let indents = (Length::ZERO, Length::ZERO);
    let block = Block { text, setting, style, role: Role::Value, area, indents, stretches: &[] };
    runs(block.draw(0..setting.lines.len()).into_iter().map(|(_, draw)| draw).collect())
}

/// Names and addresses as foreign residents have them, with words in Japanese between.
fn mixed(random: &mut Random) -> String {
    const LETTERS: &str =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÉÎÕÜßçñøŁśž0123456789-'.,()/ ";
    let letters: Vec<char> = LETTERS.chars().collect();
    let words = ["見本", "ー", "（葛\u{E0102}）", "、", "っ", "「", "」"];
    let mut text = String::new();
    for _ in 0..1 + random.below(8) {
        let count = 1 + random.below(12);
        text.extend((0..count).map(|_| letters[random.below(letters.len())]));
        text += words[random.below(words.len())];
    }
    text
}

/// How far ink of a text stands out of the bodies of its characters (advance × em), as a part of
/// the body size.
fn overhang(text: &Measured, writing: Writing) -> f64 {
    let mut most = 0.0_f64;
    for cluster in &text.clusters {
        let unit = |n: i64| n as f64 * cluster.times as f64 / cluster.em as f64;
        let advance = cluster.advance as f64 / cluster.em as f64;
        for glyph in &cluster.glyphs {
            let Some(bounds) = Bounds::of(fonts().face(cluster.face), glyph.id) else { continue };
            let ink = |n: f32| f64::from(n) * cluster.times as f64 / cluster.em as f64;
            let Bounds { left, right, bottom, top, .. } = bounds;
            let (x, y) = (unit(glyph.x.into()), unit(glyph.y.into()));
            let (left, right, bottom, top) = (ink(left), ink(right), ink(bottom), ink(top));
            let out = match (writing, cluster.stand) {
                (Writing::Horizontal, _) => {
                    [-x - left, x + right - advance, y + top - 0.88, -0.12 - y - bottom]
                }
                (Writing::Vertical, Stand::Turned) => {
                    [y - left, right - y - advance, x + top - 0.5, -0.5 - x - bottom]
                }
                (Writing::Vertical, _) => {
                    [y + top, -y - bottom - advance, x + right - 0.5, -0.5 - x - left]
                }
            };
            most = out.into_iter().fold(most, f64::max);
        }
    }
    most
}

/// In all faces, horizontal and vertical, ink leaves a box only as far as a letter's own ink leaves
/// its body: no setting adds to it.
#[test]
fn ink_of_letters_leaves_a_box_only_as_it_leaves_its_body() {
    let mut random = Random(2027);
    let roles = [
        FontRole::Mincho,
        FontRole::UdMincho,
        FontRole::Gothic,
        FontRole::GothicBold,
        FontRole::OcrB,
    ];
    let (mut turned, mut upright, mut largest) = (0, 0, 0.0_f64);
    for round in 0..2_000 {
        let writing = [Writing::Horizontal, Writing::Vertical][round % 2];
        let words = mixed(&mut random);
        let role = roles[random.below(roles.len())];
        let style = Style { font: role, writing, ..random_style(&mut random) };
        let Ok(text) = measure(fonts(), role, Manner::from(&style), &words) else {
            panic!("the faces have every letter of this test")
        };
        let width = Length::mm(1).scale(signed(30 + random.below(900)), 10);
        let height = Length::mm(1).scale(signed(30 + random.below(900)), 10);
        let area = Rect::new(Length::mm(20), Length::mm(30), width, height);
        let room = Room::line(&style, width, Some(height));
        let case = Case { text: &text, style: &style, room };
        let setting = fit(case).or_else(|| give_up(case, &style.fit.last)).expect("never refuses");
        let drawn = draw(case, &setting, area);
        let clusters: usize = drawn.iter().map(|run| run.clusters.len()).sum();
        assert_eq!(clusters + setting.lost, text.clusters.len());
        let own = overhang(&text, writing);
        largest = largest.max(own);
        let own = setting.size.scale((own * 1_000_000.0).ceil() as i64, 1_000_000);
        let most = drawn.iter().map(|run| ink_outside(run, area)).fold(Length::ZERO, Length::max);
        // Each edge is rounded to a whole EMU, in two steps.
        assert!(most <= own + Length::emu(6), "{role:?} {writing:?}: {most:?} of {own:?}");
        let mode = |mode| drawn.iter().filter(|run| run.mode == mode).count();
        turned += mode(WritingMode::Turned);
        upright += mode(WritingMode::Vertical);
    }
    assert!(turned > 500 && upright > 500, "{turned} {upright}");
    assert!(largest < 0.2, "{largest}");
}
