//! The guides for users: every command and every example in them works.

use std::path::Path;

use crate::common::{chohyo, copy, folder, text, workspace};

/// Blocks of a Markdown page with the word behind their fence.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let fenced = page.split("\n```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

/// Runs `chohyo …`, with `> FILE` for its output.
fn run(line: &str, folder: &Path) {
    let (command, target) = line.split_once(" > ").unwrap_or((line, ""));
    let mut run = chohyo();
    let run = run.current_dir(folder).args(command.split_whitespace().skip(1));
    let output = run.output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{line}: {}", text(&output.stderr));
    if !target.is_empty() {
        std::fs::write(folder.join(target), output.stdout).expect("written");
    }
}

#[test]
fn commands_of_the_guides_work() {
    for name in ["staff-guide.md", "records-and-params.md", "batch.md", "check.md", "kit.md"] {
        let page = std::fs::read_to_string(workspace().join("docs").join(name)).expect("guide");
        let out = folder();
        let seal = workspace().join("layouts/params/seal-mayor.png");
        std::fs::copy(seal, out.path().join("seal.png")).expect("seal");
        let mut commands = 0;
        for (word, block) in blocks(&page) {
            match word {
                "json" | "csv" => {
                    std::fs::write(out.path().join("nintei").with_extension(word), block)
                }
                "toml" => std::fs::write(out.path().join("city.toml"), block),
                _ => Ok(()),
            }
            .expect("written");
            for line in block.lines().filter(|_| word == "sh") {
                run(line, out.path());
                commands += 1;
            }
        }
        assert!(commands > 2, "{name}");
        let pdf = |file| std::fs::read(out.path().join(file)).ok();
        assert!(pdf("from-json.pdf") == pdf("from-csv.pdf"), "one record in two formats");
    }
}

/// One command as a shell would run it, in Japanese: what it prints, and whether the page says that
/// it ends with 1.
fn in_japanese(line: &str, folder: &Path) -> String {
    let (line, note) = line.split_once("  # ").unwrap_or((line, ""));
    let (command, target) = line.split_once(" > ").unwrap_or((line, ""));
    let words = command.split_whitespace().skip(1).map(|word| word.trim_matches('\''));
    let mut run = chohyo();
    let run = run.env("LC_ALL", "ja_JP.UTF-8").current_dir(folder).args(words);
    let output = run.output().expect("runs");
    let code = i32::from(note == "終了コード 1");
    assert_eq!(output.status.code(), Some(code), "{line}: {}", text(&output.stderr));
    if !target.is_empty() {
        std::fs::write(folder.join(target), &output.stdout).expect("written");
    }
    text(&output.stdout)
}

#[test]
fn what_the_page_of_the_characters_shows_is_what_is_printed() {
    let page = std::fs::read_to_string(workspace().join("docs/characters.md")).expect("page");
    let out = folder();
    for (word, name) in [("txt", "names.txt"), ("toml", "city.toml"), ("csv", "map.csv")] {
        let block = blocks(&page).into_iter().find(|(of, _)| *of == word).expect("an example").1;
        std::fs::write(out.path().join(name), format!("{block}\n")).expect("written");
    }
    let (mut printed, mut compared) = (String::new(), 0);
    for (word, block) in blocks(&page) {
        match word {
            "sh" => block.lines().for_each(|line| printed = in_japanese(line, out.path())),
            "text" => {
                assert_eq!(printed.trim_end(), block, "docs/characters.md");
                compared += 1;
            }
            _ => {}
        }
    }
    assert!(compared >= 7, "{compared}");
}

#[test]
fn the_guide_for_authors_makes_a_form() {
    let page = std::fs::read_to_string(workspace().join("docs/form-author.md")).expect("guide");
    let out = folder();
    copy(&workspace().join("layouts"), &out.path().join("layouts"));
    let lines: Vec<&str> = blocks(&page)
        .into_iter()
        .filter(|(word, _)| *word == "sh")
        .flat_map(|(_, block)| block.lines())
        .collect();
    assert!(lines.len() >= 5, "{lines:?}");
    lines.into_iter().for_each(|line| run(line, out.path()));
}

#[test]
fn commands_in_tables_of_the_guide_work() {
    let page = std::fs::read_to_string(workspace().join("docs/staff-guide.md")).expect("guide");
    let out = folder();
    let mut commands = 0;
    for line in page.split('`').skip(1).step_by(2) {
        // `preview` needs a terminal, `render` its arguments.
        if ["chohyo forms", "chohyo fonts", "chohyo explain"].iter().any(|c| line.starts_with(c)) {
            run(line, out.path());
            commands += 1;
        }
    }
    assert!(commands >= 5, "{commands}");
}
