//! 縮退: the figures of MJ縮退マップ 1.2.0, which rule decides, and maps from outside.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use chohyo_fonts::charset::{
    Candidate, Decides, Kuten, MapError, MapKind, MapProblem, MapRow, Mj, Policy, Rule, ShrinkMap,
    Shrunk, Target, shrink,
};

/// No rule decides: all candidates come back.
fn nobody() -> Policy {
    let mut policy = Policy::default();
    Rule::ALL.into_iter().for_each(|rule| policy.set(rule, Decides::Never));
    policy
}

fn all(cluster: &str, target: Target) -> Vec<Candidate> {
    match shrink(cluster, target, &nobody(), &[]) {
        Shrunk::One(_) => panic!("nobody may decide"),
        Shrunk::Many(candidates) => candidates,
        Shrunk::None => Vec::new(),
    }
}

fn by_default(cluster: &str, target: Target, maps: &[ShrinkMap]) -> Shrunk {
    shrink(cluster, target, &Policy::default(), maps)
}

fn one(shrunk: Shrunk) -> Candidate {
    match shrunk {
        Shrunk::One(candidate) => candidate,
        Shrunk::Many(candidates) => panic!("{} candidates", candidates.len()),
        Shrunk::None => panic!("no candidate"),
    }
}

fn mj(name: &str) -> String {
    Mj::parse(name).unwrap().text().to_string()
}

#[test]
fn as_many_mj_reach_jis_x_0213_as_the_map_says() {
    let (mut counts, mut best) = (BTreeMap::new(), BTreeMap::new());
    for mj in Mj::all() {
        let candidates = all(&mj.text(), Target::X0213);
        *counts.entry(candidates.len().min(5)).or_insert(0) += 1;
        if let Some(first) = candidates.first() {
            *best.entry(first.rule).or_insert(0) += 1;
            assert!(candidates.is_sorted_by_key(|it| (it.rule, it.rank)));
        }
    }
    let expected = [(0, 23_011), (1, 28_684), (2, 6_226), (3, 735), (4, 154), (5, 52)];
    assert_eq!(counts, BTreeMap::from(expected));
    assert_eq!(expected[1..].iter().map(|count| count.1).sum::<u32>(), 35_851);
    assert_eq!(expected[2..].iter().map(|count| count.1).sum::<u32>(), 7_167);
    // MJ that a rule reaches and no more certain one.
    let expected = [
        (Rule::Direct, 13_707),
        (Rule::Unification, 14_513 - 13_707),
        (Rule::Koseki, 25_448 - 14_513),
        (Rule::Moj582First, 27_433 - 25_448),
        (Rule::Moj582Second, 33_610 - 27_433),
        (Rule::Analogy, 34_240 - 33_834),
        (Rule::Dictionary, 35_851 - 34_240),
    ];
    for (rule, count) in expected {
        assert_eq!(best.remove(&rule), Some(count), "{}", rule.word());
    }
    assert_eq!(
        best.keys().copied().collect::<Vec<_>>(),
        [Rule::Min1Zoku, Rule::Min1Betsu, Rule::Min1Plain]
    );
    assert_eq!(best.values().sum::<u32>(), 33_834 - 33_610);
}

#[test]
fn as_many_mj_reach_jis_x_0208() {
    let reached = Mj::all().filter(|mj| !all(&mj.text(), Target::X0208).is_empty()).count();
    let direct = Mj::all().filter_map(|mj| mj.codes().x0213).filter(|it| it.in_x0208()).count();
    assert_eq!((reached, direct), (27_198, 9_108));
}

#[test]
fn the_rows_are_those_of_the_map() {
    let bytes = include_bytes!("../charsets/shrink.bin");
    let (mut rules, mut hops) = ([0; 10], [0; 5]);
    for row in bytes.as_chunks::<5>().0 {
        let (rule, rank) = (usize::from(row[2] & 0xF), usize::from(row[2] >> 4 & 7));
        rules[rule] += 1;
        if rule == 1 {
            hops[rank - 1] += 1;
        }
    }
    assert_eq!(rules, [14_515, 18_089, 5_006, 7_562, 233, 150, 618, 138, 413, 15_958]);
    assert_eq!(hops, [14_114, 3_664, 292, 17, 2]);
}

#[test]
fn every_candidate_is_its_code() {
    for mj in Mj::all() {
        for candidate in all(&mj.text(), Target::X0213) {
            assert_eq!(Kuten::of(&candidate.text), Some(candidate.kuten));
        }
    }
}

#[test]
fn a_character_of_the_target_stays_as_it_is() {
    for kuten in Kuten::all() {
        let text = kuten.text();
        let candidate = one(by_default(&text, Target::X0213, &[]));
        assert_eq!((candidate.kuten, candidate.rule, candidate.rank), (kuten, Rule::Direct, 0));
        assert_eq!(candidate.text, &*text);
        if kuten.in_x0208() {
            assert_eq!(one(by_default(&text, Target::X0208, &[])).text, &*text);
        }
    }
    // Another implementation's character of 1-01-29 is not rewritten.
    assert_eq!(one(by_default("\u{2015}", Target::X0213, &[])).text, "\u{2015}");
}

#[test]
fn what_has_no_mj_and_no_code_has_no_candidate() {
    for text in ["葛\u{E0100}", "A", "ｱ", "か\u{3099}", "\u{E000}", "\u{F4001}", "한", ""] {
        assert_eq!(by_default(text, Target::X0213, &[]), Shrunk::None, "{text}");
    }
    // 変体仮名 are not in the map.
    assert_eq!(by_default("\u{1B002}", Target::X0213, &[]), Shrunk::None);
}

#[test]
fn the_default_policy_decides_most_and_leaves_the_rest_to_people() {
    for (target, expected) in
        [(Target::X0213, [31_790, 4_061, 23_011]), (Target::X0208, [24_489, 2_709, 31_664])]
    {
        let mut counts = [0; 3];
        for mj in Mj::all() {
            counts[match by_default(&mj.text(), target, &[]) {
                Shrunk::One(candidate) => {
                    assert!(!matches!(candidate.rule, Rule::Analogy | Rule::Dictionary));
                    0
                }
                Shrunk::Many(_) => 1,
                Shrunk::None => 2,
            }] += 1;
        }
        assert_eq!(counts, expected);
    }
}

#[test]
fn a_policy_may_be_changed_rule_by_rule() {
    let analogy = Mj::all().map(|mj| mj.text().to_string()).find(|text| {
        let candidates = all(text, Target::X0213);
        candidates.len() == 1 && candidates[0].rule == Rule::Analogy
    });
    let text = analogy.unwrap();
    let mut policy = Policy::default();
    assert!(
        matches!(shrink(&text, Target::X0213, &policy, &[]), Shrunk::Many(it) if it.len() == 1)
    );
    policy.set(Rule::Analogy, Decides::WhenUnique);
    assert!(matches!(shrink(&text, Target::X0213, &policy, &[]), Shrunk::One(_)));
}

#[test]
fn a_rule_with_two_best_candidates_does_not_decide() {
    let policy = Policy::default();
    for mj in Mj::all() {
        let candidates = all(&mj.text(), Target::X0213);
        let Some(best) = candidates.first() else { continue };
        let ties =
            candidates.iter().filter(|it| (it.rule, it.rank) == (best.rule, best.rank)).count();
        let alone = match policy.decides(best.rule) {
            Decides::Always => ties == 1,
            Decides::WhenUnique => candidates.len() == 1,
            Decides::Never => false,
        };
        let shrunk = by_default(&mj.text(), Target::X0213, &[]);
        let expected = if alone { Shrunk::One(best.clone()) } else { Shrunk::Many(candidates) };
        assert_eq!(shrunk, expected, "{mj}");
    }
}

fn row<'a>((line, [name, target, rank]): (usize, [&'a str; 3])) -> MapRow<'a> {
    MapRow { line, name, target, rank }
}

fn map(kind: MapKind, rows: &[[&str; 3]]) -> Result<ShrinkMap, Vec<MapError>> {
    ShrinkMap::new(kind, (2..).zip(rows.iter().copied()).map(row))
}

#[test]
fn the_citys_map_comes_first() {
    let city = map(
        MapKind::City,
        &[
            ["MJ022335", "U+845B", "1"],
            ["MJ000007", "1-19-75", "2"],
            ["MJ000007", "葛", "1"],
            ["U+E000", "崎", "1"],
            ["GJ000001", "ヱ", "1"],
            ["MJ014004", "夢", "1"],
            ["U+100000", "ヱ", "1"],
        ],
    );
    assert_eq!(city.unwrap_err(), [MapError { line: 4, problem: MapProblem::Twice }]);
    let rows = [
        ["MJ022335", "U+845B", "1"],
        ["MJ000007", "1-20-01", "2"],
        ["MJ000007", "葛", "1"],
        ["U+E000", "崎", "1"],
        ["GJ000001", "ヱ", "1"],
        ["MJ014004", "夢", "1"],
        ["U+100000", "ヱ", "1"],
        ["GJH00034", "Ａ", "1"],
    ];
    let city = [map(MapKind::City, &rows).unwrap()];
    let text = |cluster: &str| one(by_default(cluster, Target::X0213, &city)).text;
    assert_eq!(text(&mj("MJ022335")), "葛");
    assert_eq!(text(&mj("MJ000007")), "葛");
    assert_eq!(text("\u{E000}"), "崎");
    assert_eq!(text("\u{F4001}"), "ヱ");
    assert_eq!(text("\u{100000}"), "ヱ");
    assert_eq!(text("\u{F8022}"), "Ａ");
    assert_eq!(text(&mj("MJ014004")), "夢");
    assert_eq!(by_default("\u{E001}", Target::X0213, &city), Shrunk::None);
    let candidate = one(by_default("\u{E000}", Target::X0208, &city));
    assert_eq!((candidate.rule, candidate.rank), (Rule::City, 1));
}

#[test]
fn the_citys_map_comes_before_that_of_mj_plus() {
    let city = map(MapKind::City, &[["GJ000008", "中", "2"]]).unwrap();
    let plus = map(MapKind::MjPlus, &[["GJ000008", "仲", "1"]]).unwrap();
    for maps in [[city.clone(), plus.clone()], [plus, city]] {
        let candidate = one(by_default("\u{F4008}", Target::X0213, &maps));
        assert_eq!((candidate.text.as_str(), candidate.rule), ("中", Rule::City));
    }
}

#[test]
fn a_target_outside_jis_x_0208_is_no_candidate_for_it() {
    let city = [map(MapKind::City, &[["U+E000", "𠀋", "1"], ["U+E000", "丈", "2"]]).unwrap()];
    assert_eq!(one(by_default("\u{E000}", Target::X0213, &city)).text, "𠀋");
    assert_eq!(one(by_default("\u{E000}", Target::X0208, &city)).text, "丈");
}

#[test]
fn rows_that_cannot_be_used_are_named() {
    use MapProblem::{Name, Rank, Target, Twice};
    for (rows, expected) in [
        (&[["MJ000000", "葛", "1"]][..], &[(2, Name)][..]),
        (
            &[["葛", "葛", "1"], ["U+845B", "葛", "1"], ["U+F0000", "葛", "1"]],
            &[(2, Name), (3, Name), (4, Name)],
        ),
        (
            &[["mj022335", "葛", "1"], ["", "葛", "1"], ["U+", "葛", "1"]],
            &[(2, Name), (3, Name), (4, Name)],
        ),
        (
            &[["MJ022335", "", "1"], ["MJ022336", "葛葛", "1"], ["MJ022337", "葛\u{E0102}", "1"]],
            &[(2, Target), (3, Target), (4, Target)],
        ),
        (
            &[["MJ022335", "A", "1"], ["MJ022336", "U+D800", "1"], ["MJ022337", "1-95-1", "1"]],
            &[(2, Target), (3, Target), (4, Target)],
        ),
        (
            &[["MJ022335", "葛", "0"], ["MJ022336", "葛", "256"], ["MJ022337", "葛", ""]],
            &[(2, Rank), (3, Rank), (4, Rank)],
        ),
        (&[["MJ022335", "葛", "1"], ["MJ022335", "葛", "2"]], &[(3, Twice)]),
        (&[["MJ022335", "葛", "1"], ["MJ022335", "崎", "1"]], &[(3, Twice)]),
    ] {
        let expected: Vec<_> =
            expected.iter().map(|&(line, problem)| MapError { line, problem }).collect();
        assert_eq!(map(MapKind::City, rows).unwrap_err(), expected);
    }
    let many: Vec<_> = (0..10_000).map(|_| ["MJ022335", "葛", "1"]).collect();
    assert_eq!(map(MapKind::City, &many).unwrap_err().len(), 100);
}

#[test]
fn words_of_rules() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_word(rule.word()), Some(rule));
        assert!(!rule.title().is_empty());
    }
    for decides in [Decides::Always, Decides::WhenUnique, Decides::Never] {
        assert_eq!(Decides::from_word(decides.word()), Some(decides));
    }
    assert_eq!(MapKind::from_word("mj-plus"), Some(MapKind::MjPlus));
    assert_eq!(MapKind::from_word("koseki"), None);
    assert!(
        Rule::ALL.is_sorted() && Rule::ALL.iter().enumerate().all(|(at, &it)| it as usize == at)
    );
}
