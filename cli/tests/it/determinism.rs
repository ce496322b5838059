//! Same input, same bytes: in any zone, locale and home folder.

use std::path::Path;

use crate::common::{FORMS, chohyo, folder, record};

fn render(arguments: &[&str], records: &Path, variables: &[(&str, &str)]) -> Vec<u8> {
    let out = folder();
    let pdf = out.path().join("out.pdf");
    let mut command = chohyo();
    command.envs(variables.iter().copied()).arg("render").args(arguments).arg(records);
    command.args(["--date", "2026-04-01T09:00:00+09:00", "-o"]).arg(&pdf).assert().success();
    std::fs::read(pdf).expect("PDF")
}

/// The ordinary and the hard record of a form, three times over, as JSON Lines; 文書番号, which
/// is the key of a notice, is another one each time.
fn lines(place: &str) -> String {
    let one = |no: usize, file| {
        let stored = std::fs::read_to_string(record(place, file)).expect("record");
        let mut value: serde_json::Value = serde_json::from_str(&stored).expect("JSON");
        if value.get("bunshobango").is_some() {
            value["bunshobango"] = format!("見本第{no}号{file}").into();
        }
        format!("{value}\n")
    };
    (1..=3).map(|no| one(no, "sample.json") + &one(no, "hard.json")).collect()
}

#[test]
fn many_records_give_the_same_bytes_in_both_profiles() {
    let out = folder();
    let records = out.path().join("records.jsonl");
    for (id, place) in FORMS {
        std::fs::write(&records, lines(place)).expect("written");
        let [archive, plain] = ["pdfa", "plain"].map(|profile| {
            let arguments = [id, "--profile", profile];
            let first = render(&arguments, &records, &[]);
            let again = render(&arguments, &records, &[("TZ", "Asia/Tokyo"), ("LC_ALL", "ja")]);
            assert!(first == again, "{id} {profile}");
            first
        });
        assert!(archive != plain, "{id}");
    }
}

#[test]
fn bytes_do_not_depend_on_the_environment() {
    for (id, place) in FORMS {
        let hard = record(place, "hard.json");
        let first = render(&[id], &hard, &[]);
        let settings: [&[(&str, &str)]; 3] = [
            &[],
            &[("TZ", "America/Los_Angeles"), ("LC_ALL", "ja_JP.UTF-8")],
            &[("TZ", "Asia/Tokyo"), ("HOME", "/nonexistent"), ("LC_ALL", "de_DE.UTF-8")],
        ];
        for variables in settings {
            let again = render(&[id], &hard, variables);
            assert!(first == again, "{id} {variables:?}");
        }
    }
}
