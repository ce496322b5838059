//! What a manifest must look like, and every way to change one.

use super::super::{Chain, Line, Manifest, Output, Printed, Refused, Run, Shard, Totals, merge};

fn run(shard: Option<Shard>) -> Run {
    Run {
        manifest: Run::VERSION,
        engine: "chohyo 0.0.0".to_owned(),
        form: "9999001".to_owned(),
        edition: "1.0".to_owned(),
        sources: Vec::new(),
        input: Vec::new(),
        options: [("split".to_owned(), "2".to_owned())].into(),
        shard,
    }
}

fn printed(position: u64, file: &str, first: u64) -> Line {
    let (record, file, proof) = (position, file.to_owned(), "none".to_owned());
    Line::Printed(Printed {
        position,
        record,
        file,
        first,
        pages: 2,
        sheets: 1,
        proof,
        ..Printed::default()
    })
}

fn refused(position: u64) -> Line {
    Line::Refused(Refused { position, record: position, codes: vec!["C001".to_owned()] })
}

fn file(name: &str, records: u64) -> Line {
    let (file, pages) = (name.to_owned(), records * 2);
    Line::File(Output { file, records, pages, bytes: 10, sha256: "00".to_owned() })
}

/// Six records in files of two; the fourth is refused.
fn blocks() -> [Vec<Line>; 3] {
    [
        vec![printed(1, "a", 1), printed(2, "a", 3), file("a", 2)],
        vec![printed(3, "b", 1), refused(4), file("b", 1)],
        vec![printed(5, "c", 1), printed(6, "c", 3), file("c", 2)],
    ]
}

fn text(run: Run, lines: &[Line], input: u64) -> String {
    let mut chain = Chain::default();
    let mut totals = Totals { input, ..Totals::default() };
    lines.iter().for_each(|line| totals.count(line));
    let all = std::iter::once(Line::Run(run)).chain(lines.iter().cloned());
    let all = all.chain([Line::End(totals)]);
    all.map(|line| chain.seal(&line)).collect()
}

fn whole() -> String {
    text(run(None), &blocks().concat(), 6)
}

fn problem(text: &str) -> String {
    match Manifest::read(text.as_bytes(), "m") {
        Ok(_) => String::new(),
        Err(found) => {
            let problem = found.args.iter().find(|(name, _)| *name == "problem");
            problem.map(|(_, word)| word.clone()).expect("a problem")
        }
    }
}

#[test]
fn what_was_written_is_read() {
    let manifest = Manifest::read(whole().as_bytes(), "m").expect("good");
    assert_eq!((manifest.run, manifest.lines), (run(None), blocks().concat()));
    let totals = Totals {
        input: 6,
        read: 6,
        printed: 5,
        refused: 1,
        excluded: 0,
        files: 3,
        pages: 10,
        sheets: 5,
    };
    assert_eq!(manifest.totals, totals);
}

#[test]
fn a_line_that_is_taken_away_doubled_moved_or_changed_shows() {
    let whole = whole();
    let lines: Vec<&str> = whole.lines().collect();
    let join = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    assert_eq!(problem(&join(&lines)), "");
    for at in 0..lines.len() {
        let mut less = lines.clone();
        less.remove(at);
        assert!(!problem(&join(&less)).is_empty(), "without line {at}");
        let mut more = lines.clone();
        more.insert(at, lines[at]);
        assert!(!problem(&join(&more)).is_empty(), "line {at} twice");
        if at > 0 {
            let mut moved = lines.clone();
            moved.swap(at - 1, at);
            assert!(!problem(&join(&moved)).is_empty(), "line {at} moved");
        }
    }
    // Every byte counts.
    for at in 0..whole.len() {
        let mut bytes = whole.clone().into_bytes();
        bytes[at] ^= 1;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!problem(&text).is_empty(), "byte {at}");
    }
    assert_eq!(problem(whole.trim_end()), "cut");
    assert_eq!(problem(&join(&lines[..lines.len() - 1])), "open");
    assert_eq!(problem(""), "open");
}

#[test]
fn what_is_sealed_but_wrong_shows() {
    let cases: [(&str, Vec<Line>, u64); 8] = [
        ("totals", blocks().concat(), 7),
        ("position", vec![printed(2, "a", 1), printed(1, "a", 3), file("a", 2)], 2),
        ("position", vec![printed(1, "a", 1), printed(1, "a", 3), file("a", 2)], 2),
        ("pages", vec![printed(1, "a", 2), file("a", 1)], 1),
        ("pages", vec![printed(1, "a", 1), printed(2, "b", 3), file("a", 2)], 2),
        ("pages", vec![printed(1, "a", 1), file("a", 2)], 1),
        ("totals", vec![printed(1, "a", 1)], 1),
        ("totals", vec![refused(2)], 1),
    ];
    for (wanted, lines, input) in cases {
        assert_eq!(problem(&text(run(None), &lines, input)), wanted, "{lines:?}");
    }
    let newer = Run { manifest: 2, ..run(None) };
    assert_eq!(problem(&text(newer, &blocks().concat(), 6)), "version");
}

/// The shards of the run; file 1 is made by shard 1, file 2 by shard 2.
fn shards() -> Vec<(String, Manifest)> {
    let [a, b, c] = blocks();
    let made = [(1, [a, c].concat()), (2, b)];
    let text = |(index, lines): (u32, Vec<Line>)| {
        let text = text(run(Some(Shard { index, of: 2 })), &lines, 6);
        (String::new(), Manifest::read(text.as_bytes(), "m").expect("good"))
    };
    made.map(text).into()
}

#[test]
fn shards_join_to_the_manifest_of_the_whole() {
    assert_eq!(merge(shards()).expect("all of them"), whole());
    let reversed: Vec<_> = shards().into_iter().rev().collect();
    assert_eq!(merge(reversed).expect("in any order"), whole());
    let moved = shards().into_iter().map(|(_, one)| ("x/".to_owned(), one)).collect();
    let moved = merge(moved).expect("from elsewhere");
    assert!(moved.contains("\"file\":\"x/a\"") && problem(&moved).is_empty(), "{moved}");
}

#[test]
fn what_are_not_all_shards_of_one_run_does_not_join() {
    type Change = fn(&mut Vec<(String, Manifest)>);
    let cases: [(&str, Change); 7] = [
        ("missing", |all| all.clear()),
        ("missing", |all| drop(all.pop())),
        ("twice", |all| all[1] = all[0].clone()),
        ("other-run", |all| all[1].1.run.form = "9999002".to_owned()),
        ("other-run", |all| all[1].1.totals.input = 7),
        ("no-shard", |all| all[1].1.run.shard = None),
        ("totals", |all| all[1].1.totals.read = 1),
    ];
    for (wanted, change) in cases {
        let mut all = shards();
        change(&mut all);
        let found = merge(all).expect_err(wanted);
        assert_eq!(found.args, [("problem", wanted.to_owned())]);
    }
}
