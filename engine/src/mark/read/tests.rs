//! What is drawn is read, and what is damaged is not.

use super::*;
use crate::mark::{Bars, RunCode, Symbology};
use crate::readback::ReadShape;

const SHEET: Payload = Payload { run: RunCode::NONE, record: 7, sheet: 1, sheets: 2, copy: 0 };

fn mm(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height))
}

/// A page of black rectangles.
fn page(rects: &[Rect]) -> ReadPage {
    let shape = |(at, rect): (usize, &Rect)| ReadShape {
        bounds: *rect,
        paint: Paint::Fill,
        contours: vec![Contour::Rect(*rect)],
        dash: Vec::new(),
        plain: true,
        ink: Ink::Solid(0, 0, 0),
        clip: None,
        at,
    };
    ReadPage { shapes: rects.iter().enumerate().map(shape).collect(), ..ReadPage::default() }
}

fn drawn(code: Symbology, sheet: &Payload, area: Rect) -> Vec<Rect> {
    code.bars(&sheet.text().expect("in bounds"), area)
}

const BOXES: [(Symbology, Rect); 2] = [
    (Symbology::Code39, Rect::new(Length::mm(100), Length::mm(280), Length::mm(91), Length::mm(8))),
    (Symbology::Qr, Rect::new(Length::mm(20), Length::mm(270), Length::mm(17), Length::mm(17))),
];

#[test]
fn what_is_drawn_is_read() {
    let runs = ["7K2Q9A", "000000", "ZZZZZZ", "A1B2C3"];
    for (code, area) in BOXES {
        for (run, record) in runs.into_iter().zip([1, 12_345_678, 99_999_999, 40]) {
            for copy in [0, 1, 35] {
                let run = RunCode::parse(run).expect("a code");
                let sheet = Payload { run, record, sheet: 3, sheets: 12, copy };
                let rects = drawn(code, &sheet, area);
                assert!(rects.iter().all(|rect| area.contains(rect)));
                assert_eq!(read_marks(&page(&rects)), [sheet], "{code:?} {sheet:?}");
            }
        }
    }
}

#[test]
fn marks_are_found_among_other_things() {
    let [(code39, line), (qr, square)] = BOXES;
    let mut rects = vec![mm(10, 10, 190, 1), mm(10, 10, 1, 200)];
    rects.extend(drawn(qr, &SHEET, square));
    rects.extend(drawn(code39, &SHEET, line));
    let second = Payload { record: 8, ..SHEET };
    rects.extend(drawn(qr, &second, mm(60, 270, 17, 17)));
    assert_eq!(read_marks(&page(&rects)), [SHEET, second, SHEET]);
}

/// Without any one of its bars a mark is none.
#[test]
fn a_mark_that_lost_a_bar_is_no_mark() {
    for (code, area) in BOXES {
        let whole = drawn(code, &SHEET, area);
        for gone in 0..whole.len() {
            let mut rects = whole.clone();
            rects.remove(gone);
            assert_eq!(read_marks(&page(&rects)), [], "{code:?} without {gone}");
        }
    }
}

#[test]
fn a_mark_that_something_lies_on_is_no_mark() {
    for (code, area) in BOXES {
        let mut rects = drawn(code, &SHEET, area);
        let middle = area.origin.offset(Point::new(area.size.width.scale(1, 2), Length::mm(3)));
        rects.push(Rect { origin: middle, ..mm(0, 0, 2, 1) });
        let read = read_marks(&page(&rects));
        // A blot that is lower than the bars of a line lies on some of them and hides none.
        let bars = code == Symbology::Code39;
        assert_eq!(read, if bars { vec![SHEET] } else { vec![] }, "{code:?}");
    }
}

#[test]
fn omr_bars_say_first_last_and_numbers() {
    let bars = Bars { pitch: Length::emu(152_400), height: Length::emu(18_000) };
    let area = mm(5, 100, 7, 60);
    for inserts in [&[][..], &[true], &[false, true, true]] {
        for (record, sheet, sheets) in [(1, 1, 1), (2, 1, 3), (15, 2, 3), (8, 8, 8)] {
            let payload = Payload { record, sheet, sheets, ..SHEET };
            let said = OmrSheet::of(&payload);
            let drawn = bars.draw(said, inserts, area);
            assert_eq!(drawn.len() % 2, 0);
            assert!(drawn.iter().all(|bar| area.contains(bar)));
            let place = OmrPlace { area, bars, inserts: inserts.len() };
            assert_eq!(read_omr(&page(&[]), &place), Seen::Nothing);
            let read = read_omr(&page(&drawn), &place);
            assert_eq!(read, Seen::Said(said, inserts.to_vec()), "{payload:?}");
            for gone in 0..drawn.len() {
                let mut rects = drawn.clone();
                rects.remove(gone);
                assert_eq!(read_omr(&page(&rects), &place), Seen::Broken);
            }
        }
    }
    let first = OmrSheet::of(&SHEET);
    assert_eq!((first.first, first.last, first.sheet, first.record), (true, false, 1, 7));
}
