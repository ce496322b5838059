use super::*;
use crate::compose::fit::{Case, Room, fit, give_up};
use crate::compose::testing::{mincho, plain};
use crate::form::LineRules;

/// Offsets in points of the glyphs of a text in a box of 100 × 20 pt.
fn placed(text: &str, style: &Style) -> (Vec<i64>, Vec<TextRun>) {
    let measured = mincho(text);
    let area = Rect::new(Length::ZERO, Length::ZERO, Length::pt(100), Length::pt(20));
    let room = Room { lines: 9, ..Room::line(style, area.size.width, None) };
    let setting = fit(Case { text: &measured, style, room }).expect("fits");
    let indents = (Length::ZERO, Length::ZERO);
    let block = Block {
        text: &measured,
        setting: &setting,
        style,
        role: Role::Value,
        area,
        indents,
        stretches: &[],
    };
    let runs: Vec<TextRun> = block
        .draw(0..setting.lines.len())
        .into_iter()
        .filter_map(|draw| if let (_, Draw::Text(run)) = draw { Some(run) } else { None })
        .collect();
    let at = |run: &TextRun| -> Vec<i64> {
        let x = |glyph: &Glyph| (run.origin.x + glyph.x).to_emu() / 12_700;
        run.glyphs.iter().map(x).collect()
    };
    (runs.iter().flat_map(at).collect(), runs)
}

fn aligned(align: Align) -> Style {
    Style { align, ..plain() }
}

#[test]
fn left_centre_right() {
    assert_eq!(placed("一二", &aligned(Align::Left)).0, [0, 10]);
    assert_eq!(placed("一二", &aligned(Align::Centre)).0, [40, 50]);
    assert_eq!(placed("一二", &aligned(Align::Right)).0, [80, 90]);
}

#[test]
fn distribute_opens_equal_gaps() {
    assert_eq!(placed("住民票", &aligned(Align::Distribute)).0, [0, 45, 90]);
    assert_eq!(placed("一二三四五", &aligned(Align::Distribute)).0, [0, 22, 45, 67, 90]);
    assert_eq!(placed("票", &aligned(Align::Distribute)).0, [45]);
    let padded = Style { pad: Length::pt(10), ..aligned(Align::Distribute) };
    assert_eq!(placed("住民票", &padded).0, [10, 45, 80]);
}

#[test]
fn both_fills_all_lines_but_the_last() {
    let style = Style { pad: Length::pt(2), ..aligned(Align::Both) };
    let (x, runs) = placed("一二三四五六七八九十", &style);
    assert_eq!(runs.len(), 2);
    assert_eq!((x[0], x[8], x[9]), (2, 88, 2));
}

fn ruled(align: Align, lines: LineRules) -> Style {
    Style { lines, ..aligned(align) }
}

fn trimmed() -> LineRules {
    LineRules { trim: true, ..LineRules::default() }
}

#[test]
fn a_hung_full_stop_stands_outside_the_measure() {
    let lines = LineRules { overhang: true, ..LineRules::default() };
    for align in [Align::Left, Align::Right, Align::Both, Align::Distribute] {
        let (x, runs) = placed("一二三四五六七八九十。末", &ruled(align, lines));
        assert_eq!((runs.len(), x[0], x[9], x[10]), (2, 0, 90, 100), "{align:?}");
    }
    // A line that is too short is filled up to the measure; 。 hangs there.
    let (x, _) = placed("一二三四五六七八九A。末", &ruled(Align::Both, lines));
    assert_eq!((x[0], x[10]), (0, 100));
}

#[test]
fn trimmed_punctuation_stands_at_the_edges() {
    // 「 begins the second line: its box begins half an em before the measure.
    let (x, _) = placed("一二三四五六七八九「十」末", &ruled(Align::Left, trimmed()));
    assert_eq!(x[9..], [-5, 5, 15, 25]);
    assert_eq!(placed("甲」。乙", &ruled(Align::Left, trimmed())).0, [0, 10, 15, 25]);
    // The half em after 」 is outside: the sign itself ends with the measure.
    assert_eq!(placed("甲」", &ruled(Align::Right, trimmed())).0, [85, 95]);
    assert_eq!(placed("「甲」", &ruled(Align::Centre, trimmed())).0, [35, 45, 55]);
}

#[test]
fn a_quarter_em_between_japanese_and_latin() {
    let lines = LineRules { latin_gap_pct: 25, ..LineRules::default() };
    // A is 1483 / 2048 em wide: 0, 12.5, 22.24.
    assert_eq!(placed("国A国", &ruled(Align::Left, lines)).0, [0, 12, 22]);
}

#[test]
fn push_in_takes_from_both_brackets_alike() {
    let lines = LineRules { push_in: true, ..LineRules::default() };
    let (x, runs) = placed("一（二）三四五六七八。末", &ruled(Align::Left, lines));
    // A full em is missing: half of it after 。, a quarter before （ and after ）.
    assert_eq!(runs.len(), 2);
    assert_eq!((x[1], x[2], x[3], x[4], x[10]), (7, 17, 27, 35, 95));
}

#[test]
fn both_opens_word_spaces_first() {
    let lines = LineRules { ordered: true, ..LineRules::default() };
    let (x, runs) = placed("一二 三四五六七八九十一", &ruled(Align::Both, lines));
    // The space (594 / 2048 em) grows to half an em; the rest is shared by seven gaps.
    assert_eq!(runs[0].text, "一二 三四五六七八九");
    assert_eq!((x[0], x[1], x[3], x[9]), (0, 10, 25, 90));
}

#[test]
fn both_never_opens_what_stays_together() {
    let lines = LineRules { ordered: true, ..LineRules::default() };
    let (x, _) = placed("一二三四五六七……（九十", &ruled(Align::Both, lines));
    assert_eq!((x[8] - x[7], x[8]), (10, 90));
    let (x, _) = placed("一二三「四」五ＡＢ。（九十", &ruled(Align::Both, lines));
    assert_eq!((x[4] - x[3], x[5] - x[4], x[8] - x[7], x[9]), (10, 10, 10, 90));
}

#[test]
fn spread_over_so_many_characters() {
    let lines = LineRules { spread_em: 5, ..LineRules::default() };
    assert_eq!(placed("氏名", &ruled(Align::Left, lines)).0, [0, 40]);
    assert_eq!(placed("氏名", &ruled(Align::Centre, lines)).0, [25, 65]);
    assert_eq!(placed("氏名", &ruled(Align::Right, lines)).0, [50, 90]);
    assert_eq!(placed("票", &ruled(Align::Left, lines)).0, [20]);
    // Every line, the last too.
    assert_eq!(placed("一二三四五六七", &ruled(Align::Left, lines)).0, [0, 10, 20, 30, 40, 0, 40]);
}

#[test]
fn the_em_box_is_centred_in_its_box() {
    let style = Style { valign: VerticalAlign::Middle, ..plain() };
    let (_, runs) = placed("一", &style);
    // Em box from 5 to 15 pt, base line at 88 % of it.
    assert_eq!(runs[0].origin.y, Length::pt(5) + Length::emu(111_760));
    let bottom = Style { valign: VerticalAlign::Bottom, ..plain() };
    assert_eq!(placed("一", &bottom).1[0].origin.y, Length::pt(10) + Length::emu(111_760));
}

#[test]
fn runs_cover_their_text() {
    let (_, runs) = placed("葛\u{E0102}飾　区", &plain());
    let run = &runs[0];
    assert_eq!(run.text, "葛\u{E0102}飾　区");
    let mut at = 0;
    for cluster in &run.clusters {
        assert_eq!(cluster.text.start, at);
        at = cluster.text.end;
    }
    assert_eq!(usize::try_from(at), Ok(run.text.len()));
}

/// A small generator of numbers, the same on every machine (Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// A name of ideographs, kana, letters and spaces that the MJ face has.
    fn name(&mut self) -> String {
        let count = 1 + self.below(60);
        let pick = |numbers: &mut Self| match numbers.below(12) {
            0 => ' ',
            1 => '\u{3000}',
            2 => char::from(b'A' + u8::try_from(numbers.below(26)).unwrap_or(0)),
            3 => char::from_u32(0x3041 + u32::try_from(numbers.below(80)).unwrap_or(0))
                .unwrap_or('あ'),
            4 => ['（', '）', '「', '、', '。', '・', 'ー', '々']
                [usize::try_from(numbers.below(8)).unwrap_or(0)],
            _ => char::from_u32(0x4E00 + u32::try_from(numbers.below(20_000)).unwrap_or(0))
                .unwrap_or('一'),
        };
        (0..count).map(|_| pick(self)).collect()
    }
}

#[test]
fn every_cluster_is_drawn_inside_the_box_or_counted_as_lost() {
    use crate::form::{Attempt, Beyond, Fit, LastWord};
    let attempt = |size: (i64, i64), lines, condense_pct| Attempt {
        size: (Length::pt(size.0), Length::pt(size.1)),
        lines,
        condense_pct,
    };
    let attempts = vec![attempt((14, 9), 1, (100, 100)), attempt((10, 6), 3, (100, 80))];
    let mut numbers = Numbers(20_240_401);
    let aligns = [Align::Left, Align::Centre, Align::Right, Align::Both, Align::Distribute];
    let mut seen = 0;
    while seen < 2_000 {
        let name = numbers.name();
        let Ok(text) = crate::compose::measure::measure(
            crate::compose::testing::fonts(),
            chohyo_fonts::FontRole::Mincho,
            chohyo_fonts::Forms::NONE,
            &name,
        ) else {
            continue;
        };
        seen += 1;
        let side = |n: u64| Length::emu(i64::try_from(n).unwrap_or(0) * 1_000);
        let (width, height) = (side(50 + numbers.below(2_500)), side(40 + numbers.below(500)));
        let area = Rect::new(Length::mm(20), Length::mm(30), width, height);
        let align = aligns[usize::try_from(numbers.below(5)).unwrap_or(0)];
        let fit_ladder = Fit {
            name: "t".to_owned(),
            attempts: attempts.clone(),
            beyond: Beyond::Nowhere,
            last: LastWord::Limit,
        };
        let lines = LineRules {
            ordered: numbers.below(2) == 0,
            latin_gap_pct: if numbers.below(2) == 0 { 25 } else { 0 },
            ..LineRules::default()
        };
        let style = Style { align, fit: fit_ladder, pad: Length::emu(9_000), lines, ..plain() };
        let room = Room::line(&style, width, Some(height));
        let setting = fit(Case { text: &text, style: &style, room })
            .or_else(|| give_up(Case { text: &text, style: &style, room }, &LastWord::Limit))
            .expect("limit never refuses");
        let indents = (Length::ZERO, Length::ZERO);
        let block = Block {
            text: &text,
            setting: &setting,
            style: &style,
            role: Role::Value,
            area,
            indents,
            stretches: &[],
        };
        check_inside(&block, area);
        let drawn: usize = setting.lines.iter().map(|line| line.clusters.len()).sum();
        assert_eq!(drawn + setting.lost, text.clusters.len());
    }
}

/// Every advance box of what draws lies inside the area; runs hold what the lines hold.
fn check_inside(block: &Block, area: Rect) {
    let draws = block.draw(0..block.setting.lines.len());
    let runs = draws
        .iter()
        .filter_map(|draw| if let (_, Draw::Text(run)) = draw { Some(run) } else { None });
    for (run, line) in runs.zip(&block.setting.lines) {
        assert_eq!(run.clusters.len(), line.clusters.len());
        let top = run.origin.y - run.size.scale(88, 100);
        for (cluster, source) in
            run.clusters.iter().zip(&block.text.clusters[line.clusters.clone()])
        {
            let width = block.text.length(source.advance, run.size, run.condense_pct);
            for glyph in &run.glyphs[cluster.glyphs.start as usize..cluster.glyphs.end as usize] {
                let from = run.origin.x + glyph.x;
                // Each edge is rounded to a whole EMU on its own.
                let slack = Length::emu(2);
                assert!(from + slack >= area.origin.x && from + width <= area.right() + slack);
            }
        }
        assert!(top >= area.origin.y && top + run.size <= area.bottom());
    }
}

#[test]
fn forms_of_the_style_change_the_width() {
    use crate::compose::measure::measure;
    use chohyo_fonts::{FontRole, Forms};
    let units = |text: &str, forms| {
        let measured = measure(crate::compose::testing::fonts(), FontRole::Mincho, forms, text);
        let measured = measured.unwrap_or_else(|_| panic!("the MJ face has every character"));
        let sum: i64 = measured.clusters.iter().map(|cluster| cluster.advance).sum();
        (sum, measured.units_per_em)
    };
    let (plain, em) = units("「カタログ」、（見本）。", Forms::NONE);
    assert_eq!(plain, em * 12);
    assert!(units("「カタログ」、（見本）。", Forms::PROPORTIONAL).0 < plain);
    assert_eq!(units("ABC", Forms::HALF_WIDTH).0 * 2, em * 3);
    assert_eq!(units("ABC", Forms::FULL_WIDTH).0, em * 3);
}
