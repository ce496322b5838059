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
    Measure::Lines { count, body: Length::mm(UNIT), leading: Length::mm(UNIT) }
}

/// Pages as `child@range` lists; regions of ten units, the gap nothing.
fn stack(children: &[FlowChild], measures: &[Measure], rest: bool) -> (String, Option<Failure>) {
    stack_in(children, measures, (10, 10), rest.then_some((10, 10)))
}

/// As [`stack`], in regions that are so high where the flow goes on and where it ends.
fn stack_in(
    children: &[FlowChild],
    measures: &[Measure],
    first: (i64, i64),
    rest: Option<(i64, i64)>,
) -> (String, Option<Failure>) {
    let space = |(on, end)| Space { on: Length::mm(UNIT * on), end: Length::mm(UNIT * end) };
    let regions = Regions { first: space(first), rest: rest.map(space) };
    let (pages, failure) = place(children, measures, Length::ZERO, regions);
    let piece = |piece: &Piece| match &piece.shown {
        Shown::Whole => format!("{}@0-1", piece.child),
        Shown::Lines(lines) => format!("{}@{}-{}", piece.child, lines.start, lines.end),
        Shown::Rows(cut) => format!("{}@{:?}", piece.child, cut.rows),
    };
    let show = |page: &Vec<Piece>| page.iter().map(piece).collect::<Vec<_>>().join(" ");
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

/// `pages`: what stands where in a first region of 10 units and others of 12 that are 7 high
/// where the flow ends.
#[test]
fn the_last_page_may_be_lower() {
    let cases: [(&[Measure], &str); 8] = [
        (&[block(7)], "0@0-1"),
        // Too high for a last page: it stands alone, and the last page holds nothing of it.
        (&[block(8)], "0@0-1 | "),
        (&[block(5), block(3)], "0@0-1 | 1@0-1"),
        (&[block(7), block(8)], "0@0-1 | 1@0-1 | "),
        (&[lines(7)], "0@0-7"),
        (&[lines(8)], "0@0-6 | 0@6-8"),
        (&[lines(10)], "0@0-7 | 0@7-10"),
        (&[lines(20)], "0@0-10 | 0@10-17 | 0@17-20"),
    ];
    for (measures, expected) in cases {
        let children = free(measures.len());
        let (pages, failure) = stack_in(&children, measures, (10, 7), Some((12, 7)));
        assert_eq!((pages.as_str(), failure), (expected, None));
    }
    // Without a further region only the foot of the form stands on the last page.
    assert_eq!(stack_in(&free(1), &[block(9)], (10, 7), None).0, "0@0-1 | ");
}
