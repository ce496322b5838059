//! Every command's help shows an example.

use crate::common::{chohyo, text};

const COMMANDS: [&[&str]; 32] = [
    &[],
    &["render"],
    &["forms"],
    &["forms", "show"],
    &["forms", "sample"],
    &["new"],
    &["lint"],
    &["golden"],
    &["golden", "list"],
    &["golden", "catalogue"],
    &["golden", "test"],
    &["golden", "review"],
    &["golden", "bless"],
    &["explain"],
    &["preview"],
    &["chars"],
    &["chars", "show"],
    &["chars", "chart"],
    &["spec"],
    &["check"],
    &["diff"],
    &["kit"],
    &["draft"],
    &["records"],
    &["records", "check"],
    &["records", "convert"],
    &["records", "import"],
    &["records", "sample"],
    &["licenses"],
    &["fonts"],
    &["fonts", "verify"],
    &["render", "-o", "a.pdf"],
];

#[test]
fn every_help_has_an_example() {
    for command in COMMANDS {
        let output = chohyo().args(command).arg("--help").output().expect("runs");
        let help = text(&output.stdout);
        assert!(output.status.success(), "{command:?}");
        let words = help.split("/ 例:\n").nth(1).unwrap_or_default();
        assert!(words.trim_start().starts_with("chohyo "), "{command:?}: {help}");
    }
}
