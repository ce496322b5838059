//! `chohyo new`: every family gives a form that lint and render take.

use std::path::Path;

use assert_cmd::Command;

use crate::common::{chohyo, copy, files, folder, text, workspace};

fn on(layouts: &Path) -> Command {
    let mut command = chohyo();
    command.args(["--lang", "en", "--layouts"]).arg(layouts);
    command
}

/// Exit code and what was said.
fn run(command: &mut Command) -> (i32, String) {
    let output = command.output().expect("runs");
    (output.status.code().expect("code"), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn a_form_of_every_family_lints_and_renders() {
    let out = folder();
    let layouts = out.path().join("layouts");
    copy(&workspace().join("layouts"), &layouts);
    for (family, no) in files(&layouts.join("families")).iter().zip(9901..) {
        let id = format!("001{no}");
        let (code, told) = run(on(&layouts).args(["new", "--family", family]).args([
            "--id",
            &id,
            "--name",
            "試しの帳票",
        ]));
        assert_eq!(code, 0, "{family}: {told}");
        assert!(told.contains(&format!("001-juki/{id}/1.0.toml")), "{told}");
        let (code, told) = run(on(&layouts).args(["lint", &id]));
        assert_eq!(code, 0, "{family}: {told}");
        for record in ["sample", "hard", "empty"] {
            let record = layouts.join("001-juki").join(&id).join(record).with_extension("json");
            let pdf = out.path().join("out.pdf");
            let (code, told) =
                run(on(&layouts).args(["render", &id]).arg(&record).arg("-o").arg(&pdf));
            assert_eq!(code, 0, "{family} {}: {told}", record.display());
        }
    }
}

/// A library with one family of a few lines.
fn library(folder: &Path) {
    let family = folder.join("families/letter");
    std::fs::create_dir_all(&family).expect("folder");
    for (name, text) in [
        ("family.toml", "[family]\nname = \"letter\"\ntitle = \"通知\"\nnote = \"x\"\n"),
        ("layout.toml.in", "@ID@ @NAME@ @BUSINESS@ @EDITION@ @RECORD@"),
        ("record.toml.in", "@RECORD@"),
        ("sample.json", "{}"),
        ("hard.json", "{}"),
        ("empty.json", "{}"),
    ] {
        std::fs::write(family.join(name), text).expect("written");
    }
}

fn new(layouts: &Path, words: &str) -> (i32, String) {
    run(on(layouts).arg("new").args(words.split(' ')))
}

#[test]
fn tokens_are_filled_in_and_nothing_is_overwritten() {
    let out = folder();
    library(out.path());
    let words = "--family letter --id 9999901 --name 試し --edition 2.1 --slug tameshi";
    let (code, told) = new(out.path(), words);
    assert_eq!(code, 0, "{told}");
    let read = |path: &str| std::fs::read_to_string(out.path().join(path)).expect("written");
    let layout = read("999-tameshi/9999901/2.1.toml");
    assert_eq!(layout, "9999901 試し 999 2.1 tameshi.9999901");
    assert_eq!(read("records/tameshi.9999901.toml"), "tameshi.9999901");
    assert_eq!(files(&out.path().join("999-tameshi/9999901")).len(), 4);
    let (code, told) = new(out.path(), words);
    assert_eq!((code, told.matches("[B073]").count()), (2, 5), "{told}");
    // The folder of the 業務 is there now.
    let (code, told) = new(out.path(), "--family letter --id 9999902 --name 試し");
    assert_eq!(code, 0, "{told}");
    let (code, told) = new(out.path(), "--family letter --id 9999903 --name 試し --slug other");
    assert_eq!((code, told.matches("[B073]").count()), (2, 1), "{told}");
}

#[test]
fn what_cannot_be_made_is_told() {
    let out = folder();
    library(out.path());
    for (words, code) in [
        ("--family lettre --id 0019901 --name 試し", "B071"),
        ("--family letter --id 001990 --name 試し", "B072"),
        ("--family letter --id 0019901 --name {試し}", "B072"),
        ("--family letter --id 0019901 --name 試し --edition ../1", "B072"),
        ("--family letter --id 9999901 --name 試し --slug ../x", "B072"),
        ("--family ../x --id 0019901 --name 試し", "B072"),
        ("--family letter --id 9999901 --name 試し", "B074"),
    ] {
        let (exit, told) = new(out.path(), words);
        assert!(exit == 2 && told.contains(&format!("[{code}]")), "{words}: {told}");
    }
    let (_, told) = new(out.path(), "--family x --id 0019901 --name 試し");
    assert!(told.contains("letter（通知）"), "{told}");
    let embedded = ["new", "--family", "letter", "--id", "0019901", "--name", "x"];
    let (exit, told) = run(chohyo().args(embedded));
    assert!(exit == 2 && told.contains("[B070]"), "{told}");
    assert_eq!(files(out.path()), ["families"], "nothing was written");
}
