//! Same input, same bytes: in any zone, locale and home folder.

use std::path::Path;

use crate::common::{FORMS, chohyo, folder, numbered, record};

fn render(arguments: &[&str], records: &Path, variables: &[(&str, &str)]) -> Vec<u8> {
    let out = folder();
    let pdf = out.path().join("out.pdf");
    let mut command = chohyo();
    command.envs(variables.iter().copied()).arg("render").args(arguments).arg(records);
    command.args(["--date", "2026-04-01T09:00:00+09:00", "-o"]).arg(&pdf).assert().success();
    std::fs::read(pdf).expect("PDF")
}

/// The ordinary and the hard record of a form, three times over, as JSON Lines.
fn lines(place: &str) -> String {
    let file = |no| if no % 2 == 0 { "hard.json" } else { "sample.json" };
    (1..=6).map(|no| format!("{}\n", numbered(place, file(no), no))).collect()
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
