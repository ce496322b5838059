use super::*;
use crate::compose::fit::{Room, fit};
use crate::compose::testing::{mincho, plain};

/// Offsets in points of the glyphs of a text in a box of 100 × 20 pt.
fn placed(text: &str, style: &Style) -> (Vec<i64>, Vec<TextRun>) {
    let measured = mincho(text);
    let area = Rect::new(Length::ZERO, Length::ZERO, Length::pt(100), Length::pt(20));
    let room = Room { lines: 9, ..Room::line(style, area.size.width, None) };
    let setting = fit(&measured, style, room, &style.fit.last).expect("fits");
    let indents = (Length::ZERO, Length::ZERO);
    let block = Block { text: &measured, setting: &setting, style, area, indents, underlines: &[] };
    let runs: Vec<TextRun> = block
        .draw(0..setting.lines.len())
        .into_iter()
        .filter_map(|draw| if let Draw::Text(run) = draw { Some(run) } else { None })
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
