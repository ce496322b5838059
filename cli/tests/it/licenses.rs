//! `chohyo licenses` tells the truth about what is in the program.

use std::process::Command;

use crate::common::{chohyo, text, workspace};

/// The list is what cargo says; `cli/crates.txt` is made by the same command.
#[test]
fn list_of_crates_is_the_dependency_tree() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let tree = Command::new(cargo)
        .current_dir(workspace())
        .args(["tree", "--locked", "--offline", "-p", "chohyo", "-e", "normal"])
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .args(["--prefix", "none", "--format", "{p} {l}"])
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", text(&tree.stderr));
    let tree = text(&tree.stdout);
    let mut crates: Vec<String> = tree
        .lines()
        .filter(|line| !line.contains("(/"))
        .map(|line| line.replace(" (*)", "").replace(" (proc-macro)", ""))
        .collect();
    crates.sort();
    crates.dedup();
    let listed: Vec<&str> = include_str!("../../crates.txt").lines().collect();
    let gone: Vec<_> = listed.iter().filter(|l| !crates.iter().any(|c| c == *l)).collect();
    let new: Vec<_> = crates.iter().filter(|c| !listed.contains(&c.as_str())).collect();
    assert!(gone.is_empty() && new.is_empty(), "not in the tree: {gone:?}, not listed: {new:?}");
}

#[test]
fn full_texts_of_the_font_licences_are_in_the_program() {
    let output = chohyo().args(["licenses", "--full"]).output().expect("runs");
    let words = text(&output.stdout);
    for part in ["IPA Font License Agreement v1.0", "SIL OPEN FONT LICENSE", "Apache License"] {
        assert!(words.to_lowercase().contains(&part.to_lowercase()), "{part}");
    }
}
