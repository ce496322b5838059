//! Unicode's own LineBreakTest against our opportunities, with every line that differs counted by
//! its reason.
//!
//! Run with the path of the file in `CHOHYO_LINE_BREAK_TEST` (Debian: package `unicode-data`,
//! `/usr/share/unicode/auxiliary/LineBreakTest.txt`, Unicode 15.0):
//! `CHOHYO_LINE_BREAK_TEST=… cargo test -p chohyo-engine --lib unicode -- --ignored`.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::compose::kinsoku::Class;
use crate::compose::measure::{Border, SEGMENTER, borders};

/// The reasons for which our opportunities differ from the file, and at how many places of its
/// 7,654 lines. A reason that is not here, or another count, fails.
const DIFFERENCES: &[(&str, usize, &str)] = &[
    (
        "closed: after Class(12)",
        12,
        "JLREQ Table 2, row cl-12: nothing parts after ￥ or № (UAX #14: only before letters and digits)",
    ),
    (
        "closed: before Class(11)",
        83,
        "§3.1.7: small kana start no line; UAX #14 lets them after a space (LB18)",
    ),
    ("closed: before Class(2)", 6, "§3.1.7: closing brackets start no line, after a space neither"),
    ("closed: before Class(4)", 2, "§3.1.7: ！ and ？ start no line, after a space neither"),
    ("closed: before Class(7)", 2, "§3.1.7: commas start no line, after a space neither"),
    (
        "closed: inside a cluster",
        316,
        "a space with a mark on it is one character here; UAX #14 parts them (LB18 before LB10)",
    ),
    ("closed: line feed", 23, "a line feed ends the line before its border is asked for"),
    (
        "icu: LB15.0",
        6,
        "Unicode 15.1: LB15a and LB15b for LB15; a quotation mark before a space no longer opens",
    ),
    ("icu: LB18.0", 4, "the same two rules keep « to a space after it"),
    (
        "icu: LB999.0",
        34,
        "the file has the numbers of UAX #14 §8.2, example 7; icu_segmenter has LB25: IS SY × NU, \
         PR PO × OP, CL CP × PR PO",
    ),
    ("open: before Class(8)", 1, "Table 2, column cl-08: …… may start a line (UAX #14: LB22)"),
];

/// A line of the file: the text, and where it may be broken (not at its end).
struct Sample {
    text: String,
    breaks: Vec<usize>,
    comment: String,
}

fn sample(line: &str) -> Option<Sample> {
    let (data, comment) = line.split_once('#').unwrap_or((line, ""));
    let mut sample =
        Sample { text: String::new(), breaks: Vec::new(), comment: comment.to_owned() };
    for word in data.split_whitespace() {
        match word {
            "÷" => sample.breaks.push(sample.text.len()),
            "×" => {}
            code => sample.text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?),
        }
    }
    sample.breaks.pop();
    (!sample.text.is_empty()).then_some(sample)
}

/// The rule by which the file decides before the character that begins at byte `at`.
fn rule(sample: &Sample, at: usize) -> String {
    let index = sample.text[..at].chars().count();
    let rules = sample.comment.split('[').skip(1);
    let rule = rules.filter_map(|rest| rest.split(']').next()).nth(index);
    rule.unwrap_or("?").to_owned()
}

/// Why we differ at a place; `None` if we do not.
fn difference(sample: &Sample, at: usize, ours: Option<Border>) -> Option<String> {
    let starts = ours.is_some();
    let ours = ours.unwrap_or(Border::Closed);
    let expected = sample.breaks.contains(&at);
    if (ours == Border::Open) == expected {
        return None;
    }
    let plain = SEGMENTER.segment_str(&sample.text).any(|end| end == at);
    if plain != expected {
        return Some(format!("icu: LB{}", rule(sample, at)));
    }
    let before = sample.text[..at].chars().next_back().unwrap_or_default();
    let cluster = sample.text[..at].graphemes(true).next_back().and_then(|g| g.chars().next());
    let (left, right) = (
        Class::of(cluster.unwrap_or_default()),
        sample.text[at..].chars().next().map_or(Class::WESTERN, Class::of),
    );
    Some(match ours {
        _ if !starts => "closed: inside a cluster".to_owned(),
        Border::Open => format!("open: before {right:?}"),
        _ if before.is_ascii_control() || before == '\u{85}' => "closed: line feed".to_owned(),
        Border::Closed | Border::Kinsoku(_) if left == Class::PREFIX => {
            "closed: after Class(12)".to_owned()
        }
        Border::Closed | Border::Kinsoku(_) => format!("closed: before {right:?}"),
        Border::Word => format!("word: {left:?} {right:?}"),
        Border::Bound => "bound: ruby".to_owned(),
    })
}

#[test]
#[ignore = "needs Unicode's file: CHOHYO_LINE_BREAK_TEST"]
fn the_line_break_test_of_unicode() {
    let path = std::env::var("CHOHYO_LINE_BREAK_TEST")
        .expect("CHOHYO_LINE_BREAK_TEST is the path of Unicode's LineBreakTest.txt");
    let file = std::fs::read_to_string(path).expect("readable");
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut samples = 0;
    for sample in file.lines().filter_map(sample) {
        samples += 1;
        let clusters: Vec<(usize, char)> = sample
            .text
            .grapheme_indices(true)
            .filter_map(|(at, cluster)| Some((at, cluster.chars().next()?)))
            .collect();
        let ours: BTreeMap<usize, Border> = clusters
            .iter()
            .map(|&(at, _)| at)
            .zip(borders(&sample.text, clusters.iter().copied()))
            .collect();
        for (at, _) in sample.text.char_indices().skip(1) {
            if let Some(reason) = difference(&sample, at, ours.get(&at).copied()) {
                *found.entry(reason).or_default() += 1;
            }
        }
    }
    assert!(samples > 7_000, "{samples} lines: is this LineBreakTest.txt?");
    let known: BTreeMap<String, usize> =
        DIFFERENCES.iter().map(|&(reason, count, _)| (reason.to_owned(), count)).collect();
    assert_eq!(found, known, "of {samples} lines");
}
