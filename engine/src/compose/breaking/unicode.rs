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
const DIFFERENCES: &[(&str, usize, &str)] = &[];

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
fn difference(sample: &Sample, at: usize, ours: Border) -> Option<String> {
    let expected = sample.breaks.contains(&at);
    if (ours == Border::Open) == expected {
        return None;
    }
    let plain = SEGMENTER.segment_str(&sample.text).any(|end| end == at);
    if plain != expected {
        return Some(format!("icu LB{}", rule(sample, at)));
    }
    let class = |c: Option<char>| c.map_or_else(String::new, |c| format!("{:?}", Class::of(c)));
    let after = class(sample.text[at..].chars().next());
    let before = sample.text[..at].graphemes(true).next_back().and_then(|g| g.chars().next());
    let verb = if expected { "closed" } else { "open" };
    Some(format!("{verb} {} {after} LB{}", class(before), rule(sample, at)))
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
            let border = ours.get(&at).copied().unwrap_or(Border::Closed);
            if let Some(reason) = difference(&sample, at, border) {
                *found.entry(reason).or_default() += 1;
            }
        }
    }
    assert!(samples > 7_000, "{samples} lines: is this LineBreakTest.txt?");
    let known: BTreeMap<String, usize> =
        DIFFERENCES.iter().map(|&(reason, count, _)| (reason.to_owned(), count)).collect();
    assert_eq!(found, known, "of {samples} lines");
}
