use super::*;
use crate::compose::testing::{item, mm};
use crate::form::{Align, Kind};

const UNIT: i64 = 10;

fn child(keep: Option<u32>, keep_with_next: bool) -> FlowChild {
    let item = item(1, mm(0, 0, 0, 0), Kind::Group(Vec::new()));
    FlowChild { item, keep, keep_with_next, row: None, align: Align::Left }
}

fn block(units: i64) -> Measure<'static> {
    Measure::Block(Length::mm(UNIT * units))
}

fn lines(count: usize) -> Measure<'static> {
    Measure::Lines { count, size: Length::mm(UNIT), leading: Length::mm(UNIT) }
}

/// Pages as `child@range` lists; regions of ten units, the gap nothing.
fn stack(children: &[FlowChild], measures: &[Measure], rest: bool) -> (String, Option<Failure>) {
    let height = Length::mm(UNIT * 10);
    let heights = (height, rest.then_some(height));
    let (pages, failure) = Placer::new(children, measures, Length::ZERO, heights).run();
    let show = |page: &Vec<Piece>| {
        let pieces = page.iter().map(|p| format!("{}@{}-{}", p.child, p.range.start, p.range.end));
        pieces.collect::<Vec<_>>().join(" ")
    };
    (pages.iter().map(show).collect::<Vec<_>>().join(" | "), failure)
}

fn free(count: usize) -> Vec<FlowChild> {
    (0..count).map(|_| child(None, false)).collect()
}

#[test]
fn exactly_full_stays_on_the_page() {
    assert_eq!(stack(&free(2), &[block(4), block(6)], true).0, "0@0-1 1@0-1");
    assert_eq!(stack(&free(2), &[block(4), block(7)], true).0, "0@0-1 | 1@0-1");
}

#[test]
fn paragraphs_keep_two_lines_on_either_side() {
    let cases = [
        (4, 10, "0@0-1 1@0-6 | 1@6-10"),
        (4, 7, "0@0-1 1@0-5 | 1@5-7"),
        (9, 5, "0@0-1 | 1@0-5"),
        (8, 3, "0@0-1 | 1@0-3"),
        (8, 4, "0@0-1 1@0-2 | 1@2-4"),
        (5, 25, "0@0-1 1@0-5 | 1@5-15 | 1@15-25"),
        (5, 16, "0@0-1 1@0-5 | 1@5-14 | 1@14-16"),
    ];
    for (before, count, expected) in cases {
        let (pages, failure) = stack(&free(2), &[block(before), lines(count)], true);
        assert_eq!((pages.as_str(), failure), (expected, None));
    }
}

#[test]
fn what_belongs_together_stays_together() {
    let headed = [child(None, false), child(None, true), child(None, false)];
    let (pages, _) = stack(&headed, &[block(7), block(1), lines(8)], true);
    assert_eq!(pages, "0@0-1 1@0-1 2@0-2 | 2@2-8");
    let (pages, _) = stack(&headed, &[block(8), block(1), lines(8)], true);
    assert_eq!(pages, "0@0-1 | 1@0-1 2@0-8");
    let kept = [child(None, false), child(Some(1), false), child(Some(1), false)];
    let (pages, _) = stack(&kept, &[block(4), lines(4), block(3)], true);
    assert_eq!(pages, "0@0-1 | 1@0-4 2@0-1");
    // A group that no page can hold is not kept.
    let (pages, _) = stack(&kept, &[block(4), lines(8), block(3)], true);
    assert_eq!(pages, "0@0-1 1@0-6 | 1@6-8 2@0-1");
}

#[test]
fn what_no_page_holds_is_told() {
    assert_eq!(stack(&free(1), &[block(11)], true).1, Some((0, "C007")));
    assert_eq!(stack(&free(2), &[block(8), block(3)], false).1, Some((1, "C010")));
}

#[test]
fn children_that_are_not_printed_take_no_room() {
    let (pages, _) = stack(&free(3), &[block(5), Measure::Nothing, block(5)], true);
    assert_eq!(pages, "0@0-1 2@0-1");
}
