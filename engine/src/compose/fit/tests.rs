use super::*;
use crate::compose::testing::{mincho, plain};
use crate::form::Fit;

fn ladder(attempts: Vec<Attempt>, last: LastWord) -> Style {
    Style { fit: Fit { name: "test".to_owned(), attempts, last }, ..plain() }
}

fn attempt(size: (i64, i64), lines: u16, condense_pct: (u16, u16)) -> Attempt {
    let tenths = |n: i64| Length::pt(n).scale(1, 10);
    Attempt { size: (tenths(size.0), tenths(size.1)), lines, condense_pct }
}

/// Room of so many tenths of a point wide and high.
fn room(width: i64, height: i64) -> Room {
    let tenths = |n: i64| Length::pt(n).scale(1, 10);
    Room {
        width: tenths(width),
        height: Some(tenths(height)),
        indent: Length::ZERO,
        hang: Length::ZERO,
        lines: 1,
    }
}

fn set(text: &str, style: &Style, room: Room) -> Option<Setting> {
    fit(&mincho(text), style, room, &style.fit.last)
}

#[test]
fn the_base_wins_if_it_fits_exactly() {
    let style = ladder(vec![attempt((100, 50), 1, (100, 100))], LastWord::Refuse);
    let at_edge = set("一二三四五", &style, room(500, 100)).expect("50 pt hold 5 × 10 pt");
    assert_eq!((at_edge.attempt, at_edge.size), (None, Length::pt(10)));
    let below = set(
        "一二三四五",
        &style,
        Room { width: Length::pt(50) - Length::emu(1), ..room(500, 100) },
    );
    let below = below.expect("a smaller size fits");
    assert_eq!((below.attempt, below.size), (Some(0), Length::emu(99 * 1_270)));
}

#[test]
fn sizes_fall_in_tenths_to_the_largest_that_fits() {
    let style = ladder(vec![attempt((100, 60), 1, (100, 100))], LastWord::Refuse);
    // 8 characters in 66 pt: 8.25 pt each, so 8.2 pt.
    let setting = set("一二三四五六七八", &style, room(660, 100)).expect("fits at 8.2 pt");
    assert_eq!(setting.size, Length::emu(82 * 1_270));
    // 8 characters in 48 pt: exactly the smallest size.
    let least = set("一二三四五六七八", &style, room(480, 100)).expect("fits at 6 pt");
    assert_eq!(least.size, Length::pt(6));
    assert_eq!(set("一二三四五六七八", &style, room(479, 100)), None);
}

#[test]
fn condensing_falls_in_percent() {
    let style = ladder(vec![attempt((100, 100), 1, (100, 70))], LastWord::Refuse);
    let setting = set("一二三四五六", &style, room(500, 100)).expect("fits at 83 %");
    assert_eq!((setting.condense_pct, setting.size), (83, Length::pt(10)));
    assert_eq!(set("一二三四五六七八", &style, room(500, 100)), None);
}

#[test]
fn attempts_are_complete_and_in_order() {
    let rungs = vec![attempt((100, 80), 1, (100, 100)), attempt((90, 50), 2, (100, 100))];
    let style = ladder(rungs, LastWord::Refuse);
    let setting = set("一二三四五六七八九十", &style, room(500, 200)).expect("two lines");
    assert_eq!((setting.attempt, setting.lines.len()), (Some(1), 2));
    assert_eq!(setting.size, Length::pt(9));
}

#[test]
fn height_limits_lines() {
    let style = Style {
        line_pct: 150,
        ..ladder(vec![attempt((100, 50), 3, (100, 100))], LastWord::Refuse)
    };
    // Two lines of s need 2.5 s of height: 20 pt hold 8 pt.
    let setting = set("一二三四五六七八九十", &style, room(400, 200)).expect("two lines");
    assert_eq!((setting.lines.len(), setting.size), (2, Length::pt(8)));
    assert_eq!(set("一", &style, room(400, 40)), None);
}

#[test]
fn words_are_broken_only_after_the_whole_ladder() {
    let style = ladder(vec![attempt((100, 40), 2, (100, 100))], LastWord::Refuse);
    let setting = set("WWWWWWWW WWWWWWWW", &style, room(500, 200)).expect("one word a line");
    assert_eq!(setting.lines.len(), 2);
    assert_eq!(setting.lines[0].clusters, 0..9);
    let word = set(&"W".repeat(20), &style, room(500, 200)).expect("broken in the word");
    assert_eq!((word.size, word.lines.len()), (setting_size(&word), 2));
}

fn setting_size(setting: &Setting) -> Length {
    assert!(setting.size >= Length::pt(4) && setting.size <= Length::pt(10));
    setting.size
}

#[test]
fn limit_prints_what_fits_and_counts_the_rest() {
    let style = ladder(vec![attempt((100, 50), 1, (100, 100))], LastWord::Limit);
    let setting = set("一二三四五六七八九十", &style, room(200, 100)).expect("the first four");
    assert_eq!((setting.size, setting.lost), (Length::pt(5), 6));
    assert_eq!(setting.lines[0].clusters, 0..4);
}

#[test]
fn blank_prints_nothing_and_loses_all() {
    let style = ladder(Vec::new(), LastWord::Blank);
    let setting = set("一二三四五六", &style, room(200, 100)).expect("blank");
    assert_eq!((setting.lines.len(), setting.lost), (0, 6));
}
