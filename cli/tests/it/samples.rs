//! `chohyo records sample`: every pack of every form is taken, and prints or is refused for a
//! reason that is known.

use std::path::Path;

use crate::common::{all_forms, chohyo, folder, text};

const PACKS: [&str; 9] =
    ["", "longest", "empty", "unknown-dates", "eras", "foreign", "ivs", "rows", "codes"];

fn sample(id: &str, pack: &str, seed: u64, out: &Path) {
    let mut command = chohyo();
    command.args(["--lang", "en", "records", "sample", id, "--seed", &seed.to_string(), "-o"]);
    command.arg(out);
    if !pack.is_empty() {
        command.args(["--pack", pack]);
    }
    let output = command.output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{id} {pack}: {}", text(&output.stderr));
}

/// Codes of the diagnostics on stderr.
fn codes(stderr: &str) -> Vec<String> {
    let json = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    let code = |line: &str| json(line)["code"].as_str().expect("code").to_owned();
    stderr.lines().map(code).collect()
}

#[test]
fn every_pack_of_every_form_is_taken_and_printed() {
    let out = folder();
    for id in &all_forms() {
        for pack in PACKS {
            let records = out.path().join(format!("{id}-{pack}.jsonl"));
            sample(id, pack, 1, &records);
            let check = chohyo().args(["records", "check", id]).arg(&records).output();
            let check = check.expect("runs");
            assert_eq!(check.status.code(), Some(0), "{id} {pack}: {}", text(&check.stderr));
            let words = render(id, &records, "layout");
            // The greatest number of characters is more than any ladder of these forms holds.
            let known: &[&str] = match pack {
                // Words of a day filled up to their 桁数 have no known shape (R094).
                "longest" => &["B007", "B020", "B021", "C001", "R094"],
                // What the schema does not ask for a form may: a day that must be printed.
                "empty" => &["B007", "B020", "B021", "C002"],
                // A card does not hold the longest of the 14 ways.
                "unknown-dates" => &["B007", "B020", "B021", "C001"],
                _ => &["B020", "B021"],
            };
            let codes = codes(&words);
            assert!(codes.iter().all(|c| known.contains(&c.as_str())), "{id} {pack}: {words}");
            let words = render(id, &records, "limit");
            let printed = !words.contains("B007") || pack == "empty";
            assert!(printed, "{id} {pack}: with room for all: {words}");
        }
    }
}

/// What `render` says, as JSON Lines.
fn render(id: &str, records: &Path, overflow: &str) -> String {
    let mut command = chohyo();
    command.args(["render", id, "--diagnostics", "json", "-o"]);
    command.arg(records.with_extension("pdf")).arg(records);
    if overflow != "layout" {
        command.args(["--on-overflow", overflow]);
    }
    let output = command.output().expect("runs");
    let words = text(&output.stderr);
    assert!(output.status.code() < Some(2), "{words}");
    words
}

#[test]
fn equal_seeds_give_equal_records_and_others_do_not() {
    let out = folder();
    let bytes = |seed, name: &str| {
        let path = out.path().join(name);
        sample("0010003", "rows", seed, &path);
        std::fs::read(path).expect("written")
    };
    for format in ["jsonl", "json", "csv"] {
        let [one, again, other] = [(7, "a"), (7, "b"), (8, "c")]
            .map(|(seed, name)| bytes(seed, &format!("{name}.{format}")));
        assert!(one == again && one != other, "{format}");
    }
}

/// No name, place or number in them can be a real one's.
#[test]
fn samples_are_marked() {
    let out = folder();
    let (mut names, mut places, mut numbers) = (0, 0, 0);
    for id in &all_forms() {
        for pack in PACKS {
            let path = out.path().join("records.jsonl");
            sample(id, pack, 3, &path);
            for line in std::fs::read_to_string(&path).expect("written").lines() {
                let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
                each_text("", &record, &mut |key, words| {
                    let is = |keys: &[&str]| keys.contains(&key);
                    let counted = if is(&NAMES) {
                        &mut names
                    } else if is(&PLACES) {
                        &mut places
                    } else if is(&["kojinbango", "juminhyokodo"]) {
                        numbers += 1;
                        let digits = &words.as_bytes()[..words.len() - 1];
                        assert!(digits.iter().all(|d| *d == digits[0]), "{id} {pack} {key}");
                        return;
                    } else {
                        return;
                    };
                    *counted += 1;
                    assert!(MARKS.iter().any(|mark| words.contains(mark)), "{id} {pack} {key}");
                });
            }
        }
    }
    assert!(names > 100 && places > 100 && numbers > 10, "{names} {places} {numbers}");
}

/// Words that say that nobody is meant.
const MARKS: [&str; 7] = ["見本", "架空", "例示", "ＭＩＨＯＮ", "ミホン", "カクウ", "レイジ"];
/// Keys of names of people.
const NAMES: [&str; 6] =
    ["shimei", "kyuji", "tsusho", "hittoshashimei", "setainushishimei", "meigi"];
/// Keys of places that a real one could stand in.
const PLACES: [&str; 7] = [
    "honseki",
    "jusho1",
    "jusho_todofuken",
    "jusho_shikugunchosonmei",
    "jusho_choaza",
    "tennyumaejusho_todofuken",
    "tennyumaejusho_shikugunchosonmei",
];

fn each_text(key: &str, value: &serde_json::Value, see: &mut impl FnMut(&str, &str)) {
    match value {
        serde_json::Value::String(words) => see(key, words),
        serde_json::Value::Array(all) => all.iter().for_each(|one| each_text(key, one, see)),
        serde_json::Value::Object(all) => {
            all.iter().for_each(|(key, one)| each_text(key, one, see))
        }
        _ => {}
    }
}
