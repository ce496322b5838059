use super::*;
use crate::compose::testing::{item, mm};
use crate::form::{Align, FlowChild, Kind};

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
    shown(place(&entries(children, measures), regions(first, rest)))
}

fn stack_entries(entries: &[Entry]) -> (String, Option<Failure>) {
    shown(place(entries, regions((10, 10), Some((10, 10)))))
}

fn regions(first: (i64, i64), rest: Option<(i64, i64)>) -> Regions {
    let space = |(on, end)| Space { on: Length::mm(UNIT * on), end: Length::mm(UNIT * end) };
    Regions { first: space(first), rest: rest.map(space) }
}

/// Entries without gaps; children of one number are kept together.
fn entries<'a>(children: &'a [FlowChild], measures: &[Measure]) -> Vec<Entry<'a>> {
    let same = |measure: &Measure| match *measure {
        Measure::Lines { count, body, leading } => Measure::Lines { count, body, leading },
        ref block => Measure::Block(block.height()),
    };
    let mut entries: Vec<Entry> = (children.iter().zip(measures))
        .map(|(child, measure)| Entry::new(child, same(measure), Length::ZERO))
        .collect();
    for (index, entry) in entries.iter_mut().enumerate() {
        let Some(group) = children[index].keep else { continue };
        let of_group = |child: &FlowChild| child.keep == Some(group);
        let from = children.iter().position(of_group).unwrap_or(index);
        let count = children[from..].iter().take_while(|child| of_group(child)).count();
        entry.keeps.push(from..from + count);
    }
    entries
}

fn shown((pages, failure): (Vec<Vec<Piece>>, Option<Failure>)) -> (String, Option<Failure>) {
    let piece = |piece: &Piece| match &piece.shown {
        Shown::Whole => format!("{}@0-1", piece.entry),
        Shown::Lines(lines) => format!("{}@{}-{}", piece.entry, lines.start, lines.end),
        Shown::Rows(cut) => format!("{}@{:?}", piece.entry, cut.rows),
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

/// Each element is two blocks that are kept together; all are kept together if a page can hold
/// them.
#[test]
fn groups_in_groups() {
    let cases: [(&[i64], &str); 4] = [
        (&[2, 2, 2, 2], "0@0-1 1@0-1 2@0-1 3@0-1"),
        // Too high for one page: the inner groups are kept.
        (&[4, 3, 3, 3], "0@0-1 1@0-1 | 2@0-1 3@0-1"),
        (&[6, 6, 1, 1], "0@0-1 | 1@0-1 2@0-1 3@0-1"),
        (&[1, 1, 1, 9], "0@0-1 1@0-1 | 2@0-1 3@0-1"),
    ];
    for (heights, expected) in cases {
        let children = free(heights.len());
        let measures: Vec<Measure> = heights.iter().map(|height| block(*height)).collect();
        let mut entries = entries(&children, &measures);
        for (index, entry) in entries.iter_mut().enumerate() {
            let inner = index / 2 * 2;
            entry.keeps = vec![inner..inner + 2, 0..4];
        }
        assert_eq!(stack_entries(&entries).0, expected, "{heights:?}");
    }
}

#[test]
fn a_group_that_fits_is_not_cut() {
    let children = free(3);
    let mut entries = entries(&children, &[block(4), block(3), block(4)]);
    for entry in &mut entries[1..] {
        entry.keeps.push(1..3);
    }
    assert_eq!(stack_entries(&entries).0, "0@0-1 | 1@0-1 2@0-1");
}

/// A chain of headings that no page holds is cut once: what a page can hold stays together.
#[test]
fn a_chain_that_no_page_holds_is_cut_once() {
    let chain: Vec<FlowChild> = (0..4).map(|_| child(None, true)).collect();
    let (pages, _) = stack(&chain, &[block(5), block(4), block(4), block(1)], true);
    assert_eq!(pages, "0@0-1 | 1@0-1 2@0-1 3@0-1");
}

#[test]
fn gaps_stand_between_entries_only() {
    let children = free(3);
    let mut entries = entries(&children, &[block(4), block(4), block(4)]);
    for entry in &mut entries {
        entry.gap = Length::mm(UNIT);
    }
    entries[1].gap = Length::mm(2 * UNIT);
    let (pages, _) = place(&entries, regions((10, 10), Some((10, 10))));
    let tops: Vec<Vec<i64>> = pages
        .iter()
        .map(|page| page.iter().map(|piece| piece.top.to_emu() / 36_000 / UNIT).collect())
        .collect();
    assert_eq!(tops, [vec![0, 6], vec![0]]);
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
