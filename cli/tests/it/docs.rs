//! The guides for users: every command and every example in them works.

use std::path::Path;

use crate::common::{chohyo, folder, text, workspace};

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
    for name in ["staff-guide.md", "records-and-params.md"] {
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
