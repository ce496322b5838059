//! Same input, same bytes: in any zone, locale and home folder.

use std::path::Path;

use crate::common::{FORMS, chohyo, folder, record};

fn render(id: &str, place: &str, out: &Path, variables: &[(&str, &str)]) -> Vec<u8> {
    let mut command = chohyo();
    command.envs(variables.iter().copied()).args(["render", id]).arg(record(place, "hard.json"));
    command.args(["--date", "2026-04-01T09:00:00+09:00", "-o"]).arg(out).assert().success();
    std::fs::read(out).expect("PDF")
}

#[test]
fn bytes_do_not_depend_on_the_environment() {
    let out = folder();
    for (id, place) in FORMS {
        let first = render(id, place, &out.path().join("a.pdf"), &[]);
        let settings: [&[(&str, &str)]; 3] = [
            &[],
            &[("TZ", "America/Los_Angeles"), ("LC_ALL", "ja_JP.UTF-8")],
            &[("TZ", "Asia/Tokyo"), ("HOME", "/nonexistent"), ("LC_ALL", "de_DE.UTF-8")],
        ];
        for variables in settings {
            let again = render(id, place, &out.path().join("b.pdf"), variables);
            assert!(first == again, "{id} {variables:?}");
        }
    }
}
