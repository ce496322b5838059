use super::*;
use crate::compose::testing::{Random, mincho, plain};
use crate::form::{Beyond, Fit, Kinsoku, LineRules};

fn ladder(attempts: Vec<Attempt>, last: LastWord) -> Style {
    Style {
        fit: Fit { name: "test".to_owned(), attempts, beyond: Beyond::Nowhere, last },
        ..plain()
    }
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
        after: 0,
    }
}

fn set(text: &str, style: &Style, room: Room) -> Option<Setting> {
    let text = mincho(text);
    let case = Case { text: &text, style, room };
    fit(case).or_else(|| give_up(case, &style.fit.last))
}

/// What the search is defined as: every size and every scale one after the other.
fn linear(case: Case) -> Option<Setting> {
    [Effort::Opportunities, Effort::Anywhere].into_iter().find_map(|effort| {
        rungs(case.style).find_map(|rung| {
            let mut size = rung.size.0;
            loop {
                let scales = (rung.condense_pct.1..=rung.condense_pct.0).rev();
                let mut steps = scales.map(|pct| rung.step(size, pct, effort));
                if let Some(setting) = steps.find_map(|step| case.whole(step)) {
                    return Some(setting);
                }
                if size <= rung.size.1 {
                    return None;
                }
                size = (size - Length::emu(1_270)).max(rung.size.1);
            }
        })
    })
}

const LETTERS: &[char] = &[
    '見', '本', '太', '郎', '邉', '花', '子', 'ー', 'ャ', '々', '「', '」', '（', '）', '、', '。',
    '・', '…', 'A', 'b', 'c', 'd', 'e', '1', '2', '７', '８', ' ', '\u{3000}', '-', '％', '\n',
    'ｱ',
];

/// A text of letters in random order, words and runs of spaces among them.
fn random_text(random: &mut Random) -> String {
    let latin = random.below(3) == 0;
    let from = if latin { 18 } else { 0 };
    let count = 1 + random.below(40);
    (0..count).map(|_| LETTERS[from + random.below(LETTERS.len() - from)]).collect()
}

fn random_style(random: &mut Random) -> Style {
    let mut attempts = Vec::new();
    for _ in 0..random.below(3) {
        let largest = 40 + random.below(70);
        let smallest = 40 + random.below(largest - 39);
        let scale = 60 + random.below(41);
        let least = 50 + random.below(scale - 49);
        let number = |n: usize| u16::try_from(n).expect("small");
        attempts.push(Attempt {
            size: (Length::emu(1_270) * signed(largest), Length::emu(1_270) * signed(smallest)),
            lines: number(1 + random.below(4)),
            condense_pct: (number(scale), number(least)),
        });
    }
    let flag = |random: &mut Random| random.below(2) == 0;
    Style {
        line_pct: 100 + 25 * u16::try_from(random.below(4)).expect("small"),
        lines: LineRules {
            kinsoku: [Kinsoku::Strict, Kinsoku::Newspaper][random.below(2)],
            overhang: flag(random),
            push_in: flag(random),
            trim: flag(random),
            latin_gap_pct: [0, 25][random.below(2)],
            spread_em: [0, 0, 8][random.below(3)],
            ..LineRules::default()
        },
        ..ladder(attempts, LastWord::Refuse)
    }
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).expect("small")
}

#[test]
fn the_search_finds_what_the_walk_finds() {
    let mut random = Random(7);
    let (mut found, mut wrapped) = (0, 0);
    for _ in 0..1_500 {
        let text = mincho(&random_text(&mut random));
        let style = random_style(&mut random);
        let indent = Length::pt(signed(random.below(8)));
        let room = Room {
            width: Length::emu(1_270) * signed(100 + random.below(2_000)),
            height: (random.below(5) > 0).then(|| Length::pt(signed(5 + random.below(40)))),
            indent,
            hang: Length::pt(signed(random.below(8))),
            lines: [1, 1, 2, usize::MAX][random.below(4)],
            after: 0,
        };
        let case = Case { text: &text, style: &style, room };
        let expected = linear(case);
        assert_eq!(fit(case), expected, "{:?} in {room:?}", text.text);
        found += usize::from(expected.is_some());
        wrapped += usize::from(expected.is_some_and(|s| s.lines.len() > 1 && s.attempt.is_some()));
    }
    assert!(found > 500 && wrapped > 50, "{found} {wrapped}");
}

#[test]
fn a_group_stands_where_all_its_texts_are_whole() {
    let rungs = vec![attempt((100, 80), 1, (100, 100)), attempt((80, 60), 1, (100, 80))];
    let style = ladder(rungs, LastWord::Limit);
    let room = room(500, 100);
    let texts = ["見本", "見本花子太郎", "見本花子太郎花"].map(mincho);
    let cases: Vec<Case> = texts.iter().map(|text| Case { text, style: &style, room }).collect();
    let alone: Vec<Length> = cases.iter().map(|&case| fit(case).expect("fits").size).collect();
    assert_eq!(alone, [100, 83, 80].map(|n| Length::emu(n * 1_270)));
    let step = fit_together(&cases).expect("a step");
    let together: Vec<Setting> = cases.iter().filter_map(|case| case.whole(step)).collect();
    assert_eq!(together.len(), 3);
    // 7 characters of 8 pt in 50 pt: 89 %.
    assert!(together.iter().all(|s| s.attempt == Some(1) && s.size == Length::pt(8)));
    assert!(together.iter().all(|s| s.condense_pct == 89));
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

#[test]
fn a_value_breaks_at_its_space_where_that_takes_no_line_more() {
    let style = ladder(vec![attempt((100, 100), 2, (100, 100))], LastWord::Refuse);
    let ends = |text: &str, room: Room| -> Vec<usize> {
        let setting = set(text, &style, room).expect("fits");
        setting.lines.iter().map(|line| line.clusters.end).collect()
    };
    let value = room(1000, 400);
    assert_eq!(ends("見本市中央一番地　見本荘二号", value), [9, 14]);
    assert_eq!(ends("見　本市中央一番地見本荘二号", value), [10, 14]);
    assert_eq!(ends("見本市中央一番地の二見本荘二号", value), [10, 15]);
    let paragraph = Room { lines: usize::MAX, ..value };
    assert_eq!(ends("見本市中央一番地　見本荘二号", paragraph), [10, 14]);
}
