//! A line that is placed as it is read is the line of all the steps: for the whole MJ set, for
//! random words, styles and boxes.

use chohyo_fonts::charset::Mj;
use chohyo_fonts::{FontRole, Forms};

use super::single;
use crate::compose::emit::Look;
use crate::compose::fit::{Case, Room, fit};
use crate::compose::measure::measure;
use crate::compose::place::Block;
use crate::compose::spoken::Spoken;
use crate::compose::testing::{Random, fonts, plain};
use crate::form::{Align, Kinsoku, LineRules, Style, VerticalAlign, Writing};
use crate::length::{Length, Rect};
use crate::page::{Draw, Role, TextRun};

/// What all the steps make of words: every run, and whether they stand on one line at the base
/// style.
fn by_all_steps(spoken: &Spoken, look: Look<'_>, room: Room) -> Option<(bool, Vec<TextRun>)> {
    let Look { style, role, area, indents } = look;
    let text = measure(fonts(), spoken.look.font, style, &spoken.text).ok()?;
    let setting = fit(Case { text: &text, style, room })?;
    let base = setting.attempt.is_none() && setting.lines.len() == 1;
    let (text, setting) = (&text, &setting);
    let block = Block { text, setting, style, role, area, indents, stretches: &[] };
    let drawn = block.draw(0..setting.lines.len()).into_iter();
    let runs = drawn.filter_map(|(_, draw)| match draw {
        Draw::Text(run) => Some(run),
        _ => None,
    });
    Some((base, runs.collect()))
}

fn assert_same(one: &TextRun, other: &TextRun) {
    let looks = |run: &TextRun| (run.face, run.size, run.condense_pct, run.mode, run.colour);
    assert_eq!(looks(one), looks(other));
    let words = &one.text;
    assert_eq!(one.origin, other.origin, "{}", words.escape_unicode());
    assert_eq!(one.text, other.text);
    assert_eq!(one.clusters, other.clusters, "{}", words.escape_unicode());
    assert_eq!(one.glyphs, other.glyphs, "{}", words.escape_unicode());
}

/// Whether words were placed as they were read; if so, like all the steps place them.
fn agrees(
    text: &str,
    style: &Style,
    (area, indents): (Rect, (Length, Length)),
    lines: usize,
) -> bool {
    let spoken = Spoken::fixed(text, style);
    let look = Look { style, role: Role::Value, area, indents };
    let room = Room::line(style, area.size.width, Some(area.size.height));
    let room = Room { indent: indents.0, hang: indents.1, lines, ..room };
    // Shapes the words, so that they are kept.
    let slowly = by_all_steps(&spoken, look, room);
    let mut clusters = Vec::new();
    let Some(quick) = single(fonts(), &spoken, style, room, &mut clusters) else { return false };
    let (base, runs) = slowly.expect("what stands on one line fits");
    assert!(base, "{}", text.escape_unicode());
    let [run] = &runs[..] else { panic!("{}", text.escape_unicode()) };
    assert_same(&quick.run(fonts(), spoken, look, &clusters, Default::default()), run);
    true
}

fn number(random: &mut Random, end: usize) -> i64 {
    i64::try_from(random.below(end)).expect("small")
}

fn random_style(random: &mut Random) -> Style {
    let aligns = [Align::Left, Align::Centre, Align::Right, Align::Both, Align::Distribute];
    let valigns = [VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom];
    let rare = |random: &mut Random| random.below(12) == 0;
    let lines = LineRules {
        kinsoku: [Kinsoku::Strict, Kinsoku::Loose][random.below(2)],
        overhang: random.below(2) == 0,
        push_in: rare(random),
        trim: rare(random),
        latin_gap_pct: if rare(random) { 25 } else { 0 },
        ordered: random.below(2) == 0,
        spread_em: if rare(random) { 5 } else { 0 },
    };
    Style {
        font: FontRole::ALL[random.below(5)],
        size: Length::emu(1_270) * (40 + number(random, 160)),
        align: aligns[random.below(5)],
        valign: valigns[random.below(3)],
        line_pct: 100 + u16::try_from(random.below(80)).expect("small"),
        pad: Length::emu(9_000) * number(random, 6),
        underline: rare(random),
        strike: rare(random),
        forms: if rare(random) { Forms::PROPORTIONAL } else { Forms::NONE },
        writing: if rare(random) { Writing::Vertical } else { Writing::Horizontal },
        lines,
        ..plain()
    }
}

#[test]
fn random_words_in_random_boxes() {
    let alphabet: Vec<char> =
        "葛葛辻山崎太郎あー「（）、。・…々𠮷㍻ａＡ１Ag12,345-  　　eｶ\u{FF9E}\u{3099}\u{309A}\
        \u{301}\u{E0102}\u{E0100}\u{FE00}한\u{E000}\n"
            .chars()
            .collect();
    let (mut random, mut quick) = (Random(78), 0);
    for _ in 0..30_000 {
        let text: String =
            (0..random.below(16)).map(|_| alphabet[random.below(alphabet.len())]).collect();
        let style = random_style(&mut random);
        let at = |random: &mut Random| Length::emu(1_111) * number(random, 20_000);
        let (x, y, width) = (at(&mut random), at(&mut random), at(&mut random));
        let height = style.size.scale(90 + number(&mut random, 80), 100);
        let indent =
            |random: &mut Random| Length::emu(3_333) * number(random, 3) * number(random, 9);
        let indents = (indent(&mut random), indent(&mut random));
        let lines = if random.below(3) == 0 { usize::MAX } else { 1 };
        let area = Rect::new(x, y, width, height);
        quick += usize::from(agrees(&text, &style, (area, indents), lines));
    }
    assert!(quick > 1_500, "{quick}");
}

#[test]
fn the_whole_mj_set() {
    let style = Style { align: Align::Right, ..plain() };
    let area = Rect::new(Length::mm(10), Length::mm(10), Length::mm(80), Length::mm(9));
    let zero = (Length::ZERO, Length::ZERO);
    let all: Vec<Mj> = Mj::all().collect();
    let names = all
        .chunks(7)
        .map(|name| -> String { name.iter().map(|mj| mj.text().as_str().to_owned()).collect() });
    let quick = names.filter(|name| agrees(&format!("{name}　"), &style, (area, zero), 1)).count();
    // A name of which one character has no code, or no place among those kept, takes all the steps.
    assert!(quick > 2_000, "{quick} of {}", all.len() / 7);
}
