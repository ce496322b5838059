//! Bad layouts, as lines of data in `bad.txt`.

use std::collections::BTreeSet;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form;
use chohyo_engine::source::Library;

use crate::good::FILES;
use crate::numbers::Numbers;
use crate::support::{fonts, line};

const LAYOUT: &str = "001-juki/0010001/1.0.toml";

fn library(changes: &[(&str, &str, &str)]) -> Result<Library, String> {
    let mut library = Library::default();
    for (short, path, text) in FILES {
        let mut text = (*text).to_owned();
        for (_, old, new) in changes.iter().filter(|(file, _, _)| file == short) {
            if text.matches(old).count() != 1 {
                return Err(format!(
                    "{old:?} occurs {} times in {path}",
                    text.matches(old).count()
                ));
            }
            text = text.replace(old, &new.replace("\\n", "\n"));
        }
        library.add_text(path, text);
    }
    Ok(library)
}

fn load(library: &Library) -> Vec<Diagnostic> {
    form::load(library, LAYOUT).err().unwrap_or_default()
}

/// `L004 f:3:1`.
fn short(finding: &Diagnostic) -> String {
    let text = line(finding);
    let mut words = text.split(' ').take(2).collect::<Vec<_>>().join(" ");
    for (short, path, _) in FILES {
        words = words.replace(path, short);
    }
    words
}

#[test]
fn the_good_layout_is_good() {
    let library = library(&[]).expect("no changes");
    let lines: Vec<String> = load(&library).iter().map(line).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    let form = form::load(&library, LAYOUT).expect("good");
    assert!(form.warnings.is_empty(), "{:?}", form.warnings.iter().map(line).collect::<Vec<_>>());
}

#[test]
fn bad_layouts() {
    let (count, codes) = run(include_str!("bad.txt"), load);
    assert!(count >= 60, "{count} cases");
    assert!(codes.len() >= 50, "{} codes: {codes:?}", codes.len());
}

#[test]
fn layouts_that_lint_speaks_of() {
    let fonts = fonts();
    let lint = |library: &Library| match form::load(library, LAYOUT) {
        Ok(form) => form::lint(&form, &fonts),
        Err(errors) => errors,
    };
    let (_, codes) = run(include_str!("lint.txt"), lint);
    let expected: Vec<String> = (110..=122).chain(200..=202).map(|n| format!("L{n}")).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), expected);
}

/// Runs the cases of a file; the number of cases and the codes they met.
fn run(
    cases: &str,
    check: impl Fn(&Library) -> Vec<Diagnostic>,
) -> (usize, BTreeSet<&'static str>) {
    let cases = cases.split("\n\n").map(|case| {
        let lines = case.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        lines.collect::<Vec<&str>>()
    });
    let mut wrong = Vec::new();
    let mut codes = BTreeSet::new();
    let mut count = 0;
    for case in cases.filter(|case| !case.is_empty()) {
        count += 1;
        let marked = |mark: &str| {
            let found = case.iter().filter_map(|l| l.strip_prefix(mark));
            found.map(str::to_owned).collect::<Vec<String>>()
        };
        let (old, new, expected) = (marked("- "), marked("+ "), marked("= "));
        let changes: Vec<(&str, &str, &str)> =
            old.iter().zip(&new).map(|(o, n)| (&o[..1], &o[3..], &n[3..])).collect();
        let library = match library(&changes) {
            Ok(library) => library,
            Err(problem) => {
                wrong.push(format!("{}: {problem}", case[0]));
                continue;
            }
        };
        let findings = check(&library);
        let found: Vec<String> = findings.iter().map(short).collect();
        codes.extend(findings.iter().map(|d| d.code.0));
        if found != expected {
            let long: Vec<String> = findings.iter().map(line).collect();
            wrong.push(format!("{}\n  expected {expected:?}\n  found    {long:#?}", case[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    (count, codes)
}

#[test]
fn no_change_of_a_layout_panics() {
    let alphabet: Vec<char> = "{}[]\"'`$#=,.|-+0129rcxywh \n\\氏名&()あ<>".chars().collect();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..2000 {
        let target = numbers.below(4);
        let mut library = Library::default();
        for (index, (_, path, text)) in FILES.iter().enumerate() {
            let mut chars: Vec<char> = text.chars().collect();
            if index == target {
                for _ in 0..=numbers.below(3) {
                    let at = numbers.below(chars.len());
                    match numbers.below(3) {
                        0 => drop(chars.remove(at)),
                        1 => chars[at] = alphabet[numbers.below(alphabet.len())],
                        _ => chars.insert(at, alphabet[numbers.below(alphabet.len())]),
                    }
                }
            }
            library.add_text(path, chars.into_iter().collect());
        }
        for finding in load(&library) {
            assert!(!line(&finding).is_empty());
        }
    }
}
