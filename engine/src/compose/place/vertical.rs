use chohyo_fonts::{Direction, FontRole, Forms, OutlinePen};

use super::*;
use crate::compose::fit::{Case, Room, fit};
use crate::compose::measure::{Manner, measure};
use crate::compose::testing::{fonts, plain};
use crate::form::{Attempt, Beyond, Fit, LastWord, LineRules};
use crate::length::Point;

fn vertical() -> Style {
    Style { writing: Writing::Vertical, tcy: 2, ..plain() }
}

/// A box 60 pt wide and 100 pt high.
fn area() -> Rect {
    Rect::new(Length::pt(200), Length::pt(300), Length::pt(60), Length::pt(100))
}

fn measured(text: &str, style: &Style) -> Measured {
    measure(fonts(), style.font, Manner::from(style), text)
        .unwrap_or_else(|_| panic!("the face has every character of {text}"))
}

/// What is drawn of a text in the box of [`area`].
fn drawn(text: &str, style: &Style, underlines: &[Range<usize>]) -> Vec<Draw> {
    let (text, area) = (measured(text, style), area());
    let room = Room { lines: 9, ..Room::line(style, area.size.width, Some(area.size.height)) };
    let setting = fit(Case { text: &text, style, room }).expect("fits");
    let indents = (Length::ZERO, Length::ZERO);
    let under = |text: &Range<usize>| Stretch { underline: true, ..Stretch::plain(text.clone()) };
    let stretches: Vec<Stretch> = underlines.iter().map(under).collect();
    let (role, stretches) = (Role::Value, &stretches[..]);
    let block = Block { text: &text, setting: &setting, style, role, area, indents, stretches };
    block.draw(0..setting.lines.len()).into_iter().map(|(_, draw)| draw).collect()
}

fn runs(draws: Vec<Draw>) -> Vec<TextRun> {
    let text = |draw| if let Draw::Text(run) = draw { Some(run) } else { None };
    draws.into_iter().filter_map(text).collect()
}

/// Whole points from the right edge of the box to the middle of each run, and from its top to the
/// run's start.
fn places(runs: &[TextRun]) -> Vec<(i64, i64)> {
    let pt = |length: Length| length.to_emu() / 12_700;
    let place =
        |run: &TextRun| (pt(area().right() - run.origin.x), pt(run.origin.y - area().origin.y));
    runs.iter().map(place).collect()
}

/// `text ; runs in reading order, each with how it stands: ↓ upright, → turned, and its width in
/// percent if that is not 100`.
const STANDS: &str = "
令和十二年 ; ↓令和十二年
令和12年3月5日 ; ↓令和12年3月5日
令和１２年３月 ; ↓令和１２年３月
計100件、99件 ; ↓計|↓100@66|↓件、99件
平成2024年 ; ↓平成|→2024|↓年
計１２３件 ; ↓計|↓１２３@66|↓件
Tokyo都 ; →Tokyo|↓都
第1-2号 ; ↓第|→1-2|↓号
(12)と「12」 ; →(12)|↓と「12」
１２，３００円 ; ↓１２，３００円
甲12，乙 ; ↓甲12，乙
1234年 ; →1234|↓年
No.12 ; →No.12
ＡＢ12 ; ↓ＡＢ|→12
";

#[test]
fn how_characters_stand() {
    let style = Style { font: FontRole::UdMincho, tcy: 3, ..vertical() };
    let mut wrong = Vec::new();
    for case in STANDS.lines().filter(|line| !line.is_empty()) {
        let (text, expected) = case.split_once(" ; ").expect("two fields");
        let show = |run: &TextRun| {
            let stands = match run.mode {
                WritingMode::Vertical => '↓',
                WritingMode::Turned => '→',
                WritingMode::Horizontal => '?',
            };
            let width = match run.condense_pct {
                100 => String::new(),
                pct => format!("@{pct}"),
            };
            format!("{stands}{}{width}", run.text)
        };
        let found: Vec<String> = runs(drawn(text, &style, &[])).iter().map(show).collect();
        if found.join("|") != expected {
            wrong.push(format!("{text}: {}", found.join("|")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn lines_run_down_and_go_left() {
    let style = Style { line_pct: 150, ..vertical() };
    let found = runs(drawn("一二三四五六七八九十甲乙", &style, &[]));
    assert_eq!(places(&found), [(5, 0), (20, 0)]);
    let second: Vec<i64> =
        found[1].glyphs.iter().map(|glyph| (glyph.y.to_emu() + 635) / 1_270).collect();
    // Base lines at 0.88 em.
    assert_eq!(second, [88, 188]);
    assert_eq!(found[1].glyphs[0].x, -Length::pt(5));
}

/// `align valign ; points from the right edge to the middle, and from the top to the start`.
#[test]
fn alignment_along_and_across() {
    let cases = [
        (Align::Left, VerticalAlign::Top, (5, 0)),
        (Align::Centre, VerticalAlign::Middle, (30, 40)),
        (Align::Right, VerticalAlign::Bottom, (55, 80)),
        (Align::Both, VerticalAlign::Top, (5, 0)),
        (Align::Distribute, VerticalAlign::Middle, (30, 0)),
    ];
    for (align, valign, expected) in cases {
        let style = Style { align, valign, ..vertical() };
        assert_eq!(places(&runs(drawn("見本", &style, &[]))), [expected], "{align:?}");
    }
    let padded = Style { pad: Length::pt(3), ..vertical() };
    assert_eq!(places(&runs(drawn("見本", &padded, &[]))), [(8, 3)]);
    let spread = runs(drawn("住民票", &Style { align: Align::Distribute, ..vertical() }, &[]));
    let down: Vec<i64> = spread[0].glyphs.iter().map(|glyph| glyph.y.to_emu() / 12_700).collect();
    assert_eq!(down, [8, 53, 98]);
}

#[test]
fn a_hung_full_stop_stands_under_the_measure() {
    let lines = LineRules { overhang: true, ..LineRules::default() };
    let found = runs(drawn("一二三四五六七八九十。末", &Style { lines, ..vertical() }, &[]));
    assert_eq!((found.len(), found[0].text.as_str()), (2, "一二三四五六七八九十。"));
}

#[test]
fn the_line_beside_words_is_at_their_right() {
    let draws = drawn("一二三", &vertical(), std::slice::from_ref(&(3..9)));
    let rule =
        draws.iter().find_map(|draw| if let Draw::Rule(rule) = draw { Some(rule) } else { None });
    let x = area().right() + Length::pt(10).scale(5, 100);
    let y = |pt| area().origin.y + Length::pt(pt);
    let Some(rule) = rule else { panic!("no line") };
    assert_eq!((rule.from, rule.to), (Point::new(x, y(10)), Point::new(x, y(30))));
}

#[test]
fn condensing_is_along_the_line() {
    let attempt =
        Attempt { size: (Length::pt(10), Length::pt(10)), lines: 1, condense_pct: (80, 80) };
    let fit_ladder = Fit {
        name: "t".to_owned(),
        attempts: vec![attempt],
        beyond: Beyond::Nowhere,
        last: LastWord::Refuse,
    };
    let style = Style { fit: fit_ladder, tcy: 3, ..vertical() };
    let text = measured("一二三四五六七八九100甲A", &style);
    let room = Room::line(&style, area().size.width, Some(area().size.height));
    let setting = fit(Case { text: &text, style: &style, room }).expect("fits at 80 %");
    let indents = (Length::ZERO, Length::ZERO);
    let block = Block {
        text: &text,
        setting: &setting,
        style: &style,
        area: area(),
        indents,
        role: Role::Value,
        stretches: &[],
    };
    let found = runs(block.draw(0..1).into_iter().map(|(_, draw)| draw).collect());
    let looks: Vec<_> = found.iter().map(|run| (run.size, run.condense_pct)).collect();
    let (eight, ten) = (Length::pt(8), Length::pt(10));
    // A character is 8 pt high and 10 pt wide; what is turned is drawn narrow.
    assert_eq!((looks[0], looks[3]), ((eight, 125), (ten, 80)));
    let (width, digits) = (looks[1].1, found[1].text.as_str());
    assert_eq!((looks[1].0, digits), (eight, "100"));
    assert!((80..=84).contains(&width), "{width}: 66 % of what 125 % makes wide again");
    assert_eq!(places(&found)[1..], [(5, 72), (5, 80), (5, 88)]);
}

/// Edges of the ink of a run, from outlines.
struct Ink {
    scale: (f32, f32),
    turned: bool,
    at: (f32, f32),
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Ink {
    fn add(&mut self, x: f32, y: f32) {
        let (along, up) = (x * self.scale.0, y * self.scale.1);
        let (right, down) = if self.turned { (up, along) } else { (along, -up) };
        let (x, y) = (self.at.0 + right, self.at.1 + down);
        (self.left, self.right) = (self.left.min(x), self.right.max(x));
        (self.top, self.bottom) = (self.top.min(y), self.bottom.max(y));
    }
}

impl OutlinePen for Ink {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
        self.add(x, y);
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        self.add(x, y);
    }
    fn close(&mut self) {}
}

/// Edges of the ink of a run in points: left, right, top, bottom.
fn ink(run: &TextRun) -> (f32, f32, f32, f32) {
    let pt = |length: Length| length.to_emu() as f32 / 12_700.0;
    let face = fonts().face(run.face);
    let em = pt(run.size) / f32::from(face.units_per_em());
    let mut ink = Ink {
        scale: (em * f32::from(run.condense_pct) / 100.0, em),
        turned: run.mode == WritingMode::Turned,
        at: (0.0, 0.0),
        left: f32::MAX,
        right: f32::MIN,
        top: f32::MAX,
        bottom: f32::MIN,
    };
    for glyph in &run.glyphs {
        ink.at = (pt(run.origin.x + glyph.x), pt(run.origin.y + glyph.y));
        face.outline(glyph.id, &mut ink);
    }
    (ink.left, ink.right, ink.top, ink.bottom)
}

/// Texts whose every sign keeps inside its em box.
const TEXTS: [&str; 5] = [
    "「令和12年3月5日」、見本市長（見本）ー。",
    "ちょっとした、ヴァイオリン…―ゞ々・：；！？",
    "【】『』〔〕〜、Tokyo 2024年、１２月",
    "葛\u{E0102}飾区か\u{3099}き\u{309A}、ＡＢ１２abc",
    "三０６号、第99条、100人、㈱見本㍻",
];

#[test]
fn every_cluster_is_drawn_once_with_its_ink_in_the_box() {
    for (text, role, tcy, pct) in TEXTS.iter().flat_map(|text| {
        let faces = [FontRole::Mincho, FontRole::UdMincho, FontRole::Gothic];
        faces.into_iter().flat_map(move |role| {
            [(0, 100), (2, 100), (3, 100), (3, 83)].map(move |(tcy, pct)| (*text, role, tcy, pct))
        })
    }) {
        let size = (Length::pt(9), Length::pt(9));
        let attempts = vec![Attempt { size, lines: 5, condense_pct: (pct, pct) }];
        let fit =
            Fit { name: "t".to_owned(), attempts, beyond: Beyond::Nowhere, last: LastWord::Refuse };
        // The base does not fit, so that the attempt is drawn.
        let style = Style { font: role, tcy, size: Length::pt(101), fit, ..vertical() };
        let found = runs(drawn(text, &style, &[]));
        let read: String = found.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(read, text);
        for run in &found {
            let mut end = (0, 0);
            for cluster in &run.clusters {
                assert_eq!((cluster.text.start, cluster.glyphs.start), end);
                end = (cluster.text.end, cluster.glyphs.end);
                let blank = run.text[cluster.text.start as usize..end.0 as usize].trim().is_empty();
                assert!(blank || cluster.glyphs.start < cluster.glyphs.end);
            }
            assert_eq!((end.0 as usize, end.1 as usize), (run.text.len(), run.glyphs.len()));
            let (left, right, top, bottom) = ink(run);
            let at = |length: Length| length.to_emu() as f32 / 12_700.0;
            let box_ = area();
            // A brush stroke may pass its em box by a hair: 0.03 em.
            let hair = 0.3;
            let inside = left >= at(box_.origin.x) - hair && right <= at(box_.right()) + hair;
            let blank = left > right;
            let under = top >= at(box_.origin.y) - hair && bottom <= at(box_.bottom()) + hair;
            assert!(blank || (inside && under), "{text} {role:?} {tcy} {pct}: {:?}", run.text);
        }
    }
}

/// Digits of 縦中横 keep inside their em.
#[test]
fn digits_abreast_keep_inside_their_em() {
    for role in [FontRole::Mincho, FontRole::UdMincho, FontRole::Gothic, FontRole::OcrB] {
        for digits in ["5", "12", "88", "100", "8888", "１２", "８８８８"] {
            let style = Style { font: role, tcy: 4, ..vertical() };
            let found = runs(drawn(&format!("年{digits}月"), &style, &[]));
            let Some(run) = found.iter().find(|run| run.text == digits) else {
                assert_eq!(found.len(), 1, "a single digit stands with its neighbours");
                continue;
            };
            let (left, right, top, bottom) = ink(run);
            let middle = run.origin.x.to_emu() as f32 / 12_700.0;
            let start = run.origin.y.to_emu() as f32 / 12_700.0;
            assert!(left > middle - 5.0 && right < middle + 5.0, "{digits} {role:?}");
            assert!(top > start && bottom < start + 10.0, "{digits} {role:?}");
            let alone = |c: &page::Cluster| (c.text.len(), c.glyphs.len());
            let bytes = digits.chars().next().map_or(0, char::len_utf8);
            assert!(run.clusters.iter().map(alone).all(|each| each == (bytes, 1)), "{digits}");
            assert_eq!(run.clusters.len(), digits.chars().count(), "a digit reads by its glyph");
        }
    }
}

#[test]
fn tcy_asks_nothing_of_horizontal_lines() {
    let manner = Manner { tcy: 2, ..Manner::from(Forms::NONE) };
    let Ok(text) = measure(fonts(), FontRole::Mincho, manner, "令和12年") else {
        panic!("the MJ face has every character")
    };
    assert_eq!(text.clusters.len(), 5);
    let flat = Direction::Horizontal;
    let shaped = fonts().shape(FontRole::Mincho, "令和12年", flat.into());
    assert_eq!(shaped.map(|shaped| shaped.clusters.len()), Ok(5));
}
