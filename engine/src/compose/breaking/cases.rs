//! The cases of `cases/*.txt`: lines of data for a specialist; `cases/README.md` says how.

use chohyo_fonts::{FontRole, Forms};

use super::*;
use crate::compose::kinsoku::class_of;
use crate::compose::measure::{Manner, measure};
use crate::compose::testing::fonts;
use crate::form::{Kinsoku, Writing};

/// The files of cases with their names, in order.
fn files() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/compose/breaking/cases");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the cases are in the repository")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

/// A text as the cases count it: Japanese an em, Latin and half-width half of it.
fn counted(text: &str, writing: Writing) -> Option<Measured> {
    let manner = Manner { writing, ..Manner::from(Forms::NONE) };
    let mut measured = measure(fonts(), FontRole::Mincho, manner, text).ok()?;
    let em = measured.units_per_em;
    for cluster in measured.clusters.iter_mut().filter(|c| c.kind != ClusterKind::LineFeed) {
        cluster.advance = match cluster.base {
            '‐' => em / 4,
            '–' => em / 2,
            c if c < '\u{0530}' => em / 2,
            // With its voicing mark.
            c if half(c) => measured.text[cluster.text.clone()].chars().map(|_| em / 2).sum(),
            _ => em,
        };
        cluster.wide = cluster.advance == em && !half(cluster.base);
        cluster.class = class_of(cluster.base, cluster.wide);
    }
    Some(measured)
}

fn half(c: char) -> bool {
    ('\u{FF61}'..='\u{FF9F}').contains(&c)
}

fn rules(options: &str) -> LineRules {
    let mut rules = LineRules::default();
    for option in options.split_ascii_whitespace() {
        match option {
            "-" => {}
            "normal" => rules.kinsoku = Kinsoku::Normal,
            "loose" => rules.kinsoku = Kinsoku::Loose,
            "newspaper" => rules.kinsoku = Kinsoku::Newspaper,
            "overhang" => rules.overhang = true,
            "push_in" => rules.push_in = true,
            "trim" => rules.trim = true,
            _ => {
                let pct = option.strip_prefix("gap=").and_then(|pct| pct.parse().ok());
                rules.latin_gap_pct = pct.unwrap_or_else(|| panic!("unknown option `{option}`"));
            }
        }
    }
    rules
}

/// The lines of a text, with what they promise checked: all clusters, no line too wide, deltas that
/// add up to the width.
fn lines(text: &Measured, rules: LineRules, limit: i64) -> Vec<String> {
    let breaker = Breaker::new(text, rules);
    let (mut lines, mut start) = (Vec::new(), 0);
    while start < text.clusters.len() {
        let Some(line) = breaker.next_line(start, limit, Effort::Anywhere) else { break };
        assert!(line.width <= limit, "a line is too wide");
        assert!(widths(breaker, &line).contains(&line.width), "placed is what was counted");
        start = line.clusters.end;
        let clusters = &text.clusters[line.clusters];
        let bytes = clusters[0].text.start..clusters[clusters.len() - 1].text.end;
        lines.push(text.text[bytes].trim_end_matches('\n').to_owned());
    }
    lines
}

/// The width of a line by its deltas; with and without what the sign at its end may give up.
fn widths(breaker: Breaker, line: &Line) -> [i64; 2] {
    let clusters = &breaker.text.clusters[line.clusters.clone()];
    let Some(last) = clusters.iter().rposition(Cluster::draws) else { return [0, 0] };
    let before = clusters[..last].iter().map(|cluster| cluster.advance).sum::<i64>()
        + breaker.deltas(line)[..=last].iter().sum::<i64>();
    if line.hangs {
        return [before, before];
    }
    let whole = before + clusters[last].advance - breaker.spacing.lost_at_end(&clusters[last]);
    [whole, whole - breaker.spacing.spare_at_end(&clusters[last])]
}

struct Case<'a> {
    text: String,
    width: &'a str,
    options: &'a str,
    expected: Vec<&'a str>,
}

fn case<'a>(file: &str, line: &'a str) -> Case<'a> {
    let fields: Vec<&str> = line.split(" ; ").collect();
    let [text, width, options, expected, clause] = fields[..] else {
        panic!("{file}: `{line}` has no five fields")
    };
    assert!(!clause.trim().is_empty(), "{file}: `{line}` has no clause");
    let text = text.replace("\\n", "\n");
    let expected: Vec<&str> = expected.split('|').collect();
    let whole: String = expected.concat();
    assert_eq!(whole, text.replace('\n', ""), "{file}: the lines are not the text");
    Case { text, width, options, expected }
}

fn hundredths(ems: &str) -> i64 {
    let (whole, part) = ems.split_once('.').unwrap_or((ems, ""));
    format!("{whole}{part:0<2}").parse().expect("a number of ems")
}

#[test]
fn every_case_of_every_file() {
    every_case(Writing::Horizontal);
}

#[test]
fn vertical_lines_break_in_the_same_places() {
    every_case(Writing::Vertical);
}

fn every_case(writing: Writing) {
    let (mut seen, mut wrong) = (0, Vec::new());
    for (file, data) in files() {
        for line in data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let case = case(&file, line);
            let Some(text) = counted(&case.text, writing) else {
                wrong.push(format!("{file}: {line}\n    not in the MJ face"));
                continue;
            };
            let limit = text.units_per_em * hundredths(case.width) / 100;
            let found = lines(&text, rules(case.options), limit);
            if found != case.expected {
                wrong.push(format!("{file}: {line}\n    found {}", found.join("|")));
            }
            seen += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {seen} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen >= 300, "{seen}");
}

#[test]
fn every_text_under_all_rules() {
    let choices = |bits: usize| LineRules {
        kinsoku: [Kinsoku::Strict, Kinsoku::Normal, Kinsoku::Loose, Kinsoku::Newspaper][bits & 3],
        overhang: bits & 4 > 0,
        push_in: bits & 8 > 0,
        trim: bits & 16 > 0,
        latin_gap_pct: if bits & 32 > 0 { 25 } else { 0 },
        ..LineRules::default()
    };
    for (file, data) in files() {
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let case = case(&file, line);
            let Some(text) = counted(&case.text, Writing::Horizontal) else { continue };
            for (bits, ems) in (0..64).flat_map(|bits| [2, 5, 9].map(|ems| (bits, ems))) {
                let found = lines(&text, choices(bits), text.units_per_em * ems);
                assert_eq!(found.concat(), case.text.replace('\n', ""), "{bits} in {ems} em");
            }
        }
    }
}
