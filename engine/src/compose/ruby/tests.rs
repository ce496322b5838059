use chohyo_fonts::{FontRole, Forms};

use crate::compose::fit::{Case, Room, fit};
use crate::compose::place::Block;
use crate::compose::spoken::{RubyWords, Spoken, Stretch};
use crate::compose::stretches::measure_spoken;
use crate::compose::testing::{fonts, plain};
use crate::form::Style;
use crate::length::{Length, Rect};
use crate::page::{Draw, Role, TextRun};

/// Words with ruby over what stands in brackets.
fn spoken(base: &str, ruby: &str) -> Spoken {
    let (before, rest) = base.split_once('[').expect("a base");
    let (inside, after) = rest.split_once(']').expect("its end");
    let mut spoken = Spoken::fixed(&format!("{before}{inside}{after}"), &plain());
    let ruby = Some(RubyWords { text: ruby.to_owned(), font: None });
    let text = before.len()..before.len() + inside.len();
    spoken.mark(Stretch { ruby, ..Stretch::plain(text) });
    spoken
}

/// The runs of words in a box.
fn drawn(spoken: &Spoken, style: &Style, width: Length) -> Vec<(Role, TextRun)> {
    let Ok(text) = measure_spoken(fonts(), spoken) else { panic!("no such glyph") };
    let area = Rect::new(Length::ZERO, Length::ZERO, width, Length::pt(100));
    let room = Room { lines: 9, ..Room::line(style, width, Some(area.size.height)) };
    let setting = fit(Case { text: &text, style, room }).expect("fits");
    let indents = (Length::ZERO, Length::ZERO);
    let (role, stretches) = (Role::Value, &spoken.stretches[..]);
    let block = Block { text: &text, setting: &setting, style, role, area, indents, stretches };
    let draws = block.draw(0..setting.lines.len()).into_iter();
    draws
        .filter_map(|(role, draw)| match draw {
            Draw::Text(run) => Some((role, run)),
            _ => None,
        })
        .collect()
}

/// Places of the glyphs of a role, in hundredths of 10 pt.
fn places(runs: &[(Role, TextRun)], role: Role) -> String {
    let runs = runs.iter().filter(|(own, _)| *own == role).map(|(_, run)| run);
    let at = |run: &TextRun| -> Vec<String> {
        let place = |x: Length| ((run.origin.x + x).to_emu() / 1_270).to_string();
        run.glyphs.iter().map(|glyph| place(glyph.x)).collect()
    };
    runs.flat_map(at).collect::<Vec<_>>().join(" ")
}

#[test]
fn cases() {
    let lines = include_str!("cases.txt").lines().filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for line in lines {
        let fields: Vec<&str> = line.split(';').collect();
        let [base, ruby, width, on_line, above] = fields[..] else { panic!("{line}") };
        let trim = |field: &str| field.trim_matches(' ').to_owned();
        let em = trim(width).parse::<i64>().expect("a number");
        let width = if em == 0 { Length::pt(500) } else { Length::pt(10 * em) };
        let runs = drawn(&spoken(&trim(base), &trim(ruby)), &plain(), width);
        let (base, over) = (places(&runs, Role::Value), places(&runs, Role::Ruby));
        if (base.clone(), over.clone()) != (trim(on_line), trim(above)) {
            wrong.push(format!("{line}\n  is: {base} ; {over}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ruby_follows_its_base_in_reading_order() {
    let runs = drawn(&spoken("届出人[見本]様", "み|ほん"), &plain(), Length::pt(500));
    let said: Vec<(Role, &str)> = runs.iter().map(|(role, run)| (*role, &run.text[..])).collect();
    let (value, ruby) = (Role::Value, Role::Ruby);
    let expected = [(value, "届出人"), (value, "見"), (ruby, "み"), (value, "本"), (ruby, "ほん")];
    assert_eq!(said[..5], expected);
    assert_eq!(said[5], (value, "様"));
}

#[test]
fn ruby_is_half_as_large_and_stands_on_the_em_box() {
    let runs = drawn(&spoken("[見本]", "みほん"), &plain(), Length::pt(500));
    let [(_, base), (_, ruby)] = &runs[..] else { panic!("two runs") };
    assert_eq!((base.size, ruby.size), (Length::pt(10), Length::pt(5)));
    // The line is 15 pt high: ruby, then the em box with its base line at 88 %.
    assert_eq!(base.origin.y, Length::pt(5) + Length::pt(10).scale(88, 100));
    assert_eq!(ruby.origin.y, Length::pt(5).scale(88, 100));
}

#[test]
fn lines_part_only_where_the_space_between_them_is_too_low() {
    let text = "一[二]三四五";
    for (line_pct, pitch) in [(100, 15), (150, 15), (170, 17)] {
        let style = Style { line_pct, ..plain() };
        let runs = drawn(&spoken(text, "に"), &style, Length::pt(30));
        let last = runs.last().expect("a run");
        assert_eq!(last.1.text, "四五");
        assert_eq!(last.1.origin.y, Length::pt(5 + pitch) + Length::pt(10).scale(88, 100));
    }
}

#[test]
fn the_base_of_one_ruby_stays_together() {
    let lines = |base: &str, ruby: &str| -> Vec<String> {
        let runs = drawn(&spoken(base, ruby), &plain(), Length::pt(30));
        let mut lines: Vec<(Length, String)> = Vec::new();
        for (_, run) in runs.into_iter().filter(|(role, _)| *role == Role::Value) {
            match lines.last_mut() {
                Some((y, line)) if *y == run.origin.y => line.push_str(&run.text),
                _ => lines.push((run.origin.y, run.text)),
            }
        }
        lines.into_iter().map(|(_, line)| line).collect()
    };
    assert_eq!(lines("一二[若人]", "わこうど"), ["一二", "若人"]);
    assert_eq!(lines("一二[若人]", "わか|びと"), ["一二若", "人"]);
    // Ruby that stands out needs room too: it cannot hang outside the measure.
    assert_eq!(lines("の一[砦]", "とりで"), ["の一", "砦"]);
}

#[test]
fn a_base_that_no_line_holds_is_not_cut() {
    let spoken = spoken("[一二三四]", "ひふみよ");
    let Ok(text) = measure_spoken(fonts(), &spoken) else { panic!("no such glyph") };
    let style = plain();
    let room = Room { lines: 9, ..Room::line(&style, Length::pt(30), None) };
    assert!(fit(Case { text: &text, style: &style, room }).is_none());
}

#[test]
fn sizes_of_a_line_keep_whole_numbers() {
    let mut spoken = Spoken::fixed("甲乙丙", &plain());
    let large = Style { size: Length::emu(133_350), font: FontRole::Gothic, ..plain() };
    let look = Some(crate::compose::spoken::Letters::of(&large));
    spoken.mark(Stretch { look, ..Stretch::plain(3..6) });
    let Ok(text) = measure_spoken(fonts(), &spoken) else { panic!("no such glyph") };
    // 10 pt and 10.5 pt: an em of 20 and of 21 parts.
    let parts = text.units_per_em / 20;
    assert_eq!(text.units_per_em, parts * 20);
    assert_eq!(
        text.clusters.iter().map(|c| c.em).collect::<Vec<_>>(),
        [20, 21, 20].map(|n| n * parts)
    );
    assert_eq!(text.tallest, parts * 21);
    let runs = drawn(&spoken, &plain(), Length::pt(500));
    let sizes: Vec<Length> = runs.iter().map(|(_, run)| run.size).collect();
    assert_eq!(sizes, [Length::pt(10), Length::emu(133_350), Length::pt(10)]);
    assert_eq!(places(&runs, Role::Value), "0 100 205");
    assert!(runs.iter().all(|(_, run)| run.origin.y == Length::emu(133_350).scale(88, 100)));
}

#[test]
fn ruby_takes_its_own_kana_where_the_face_has_them() {
    let runs = drawn(&spoken("[見]", "み"), &plain(), Length::pt(500));
    let plain = crate::compose::measure::measure(fonts(), FontRole::Mincho, Forms::RUBY, "み");
    let Ok(plain) = plain else { panic!("no such glyph") };
    assert_eq!(runs[1].1.glyphs[0].id, plain.clusters[0].glyphs[0].id);
}
