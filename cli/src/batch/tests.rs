//! Runs whose threads do what they never should: what the program says then, and what it leaves.

use std::path::Path;
use std::sync::Mutex;

use chohyo_engine::length::{Point, Rect};
use chohyo_engine::page::{Colour, Document, Draw, Fill, Item, Role, TextRun};
use clap::Parser as _;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::run::{Make, run_by};
use super::work::{Made, Tools};
use crate::args::{Args, Command};
use crate::report::{Context, Exit};

/// A folder with notices of so many people, every one with a name of its own.
fn notices(count: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../layouts/027-jidoteate/0279001/sample.json");
    let sample = std::fs::read_to_string(sample).expect("a record");
    let mut record: Value = serde_json::from_str(&sample).expect("JSON");
    let mut lines = String::new();
    for name in ["一", "二", "三", "四", "五"].iter().take(count) {
        record["bunshobango"] = format!("見本{name}").into();
        record["atesaki"]["shimei"] = format!("見本　{name}").into();
        lines.push_str(&format!("{record}\n"));
    }
    std::fs::write(folder.path().join("records.jsonl"), lines).expect("written");
    folder
}

/// How a run ends and the codes it says.
fn run(folder: &Path, options: &[&str], make: &Make<'_>) -> (Exit, Vec<&'static str>) {
    let (from, to) = (folder.join("records.jsonl"), folder.join("out"));
    let words = ["chohyo", "--diagnostics", "json", "batch", "0279001"].map(Into::into);
    let paths = [from.into_os_string(), "-o".into(), to.into_os_string()];
    let options = options.iter().map(Into::into);
    let args = Args::try_parse_from(words.into_iter().chain(paths).chain(options));
    let args = args.unwrap_or_else(|error| panic!("{error}"));
    let context = Context::new(&args.common);
    let Command::Batch(batch) = &args.command else { panic!("a run") };
    match run_by(batch, &context, make) {
        Ok(exit) => (exit, Vec::new()),
        Err(failure) => {
            (failure.exit, failure.diagnostics.iter().map(|found| found.code.0).collect())
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry"));
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Lines of the manifest of one kind.
fn lines(folder: &Path, kind: &str) -> Vec<Value> {
    let manifest = std::fs::read_to_string(folder.join("out/manifest.jsonl")).expect("manifest");
    let lines = manifest.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    lines.filter(|line: &Value| line["line"] == kind).collect()
}

/// EN21: the record is listed as refused, the others are printed, and the run is not all right.
#[test]
fn en21_a_panic_over_one_record() {
    let folder = notices(5);
    let make: &Make<'_> = &|shared, tools, job| {
        let fails = || tools.setter.set(job.record, &job.found, |_, _| panic!("見本　三"));
        let failed = (job.position == 3).then(fails);
        let made = shared.make(tools, job);
        Made { set: failed.unwrap_or(made.set), ..made }
    };
    assert_eq!(run(folder.path(), &["--threads", "2"], make).0, Exit::SelfCheck);
    let refused = lines(folder.path(), "refused");
    assert_eq!((&refused[0]["record"], &refused[0]["codes"]), (&json!(3), &json!(["B156"])));
    let printed = lines(folder.path(), "printed").len();
    let end = &lines(folder.path(), "end")[0];
    assert_eq!((printed, refused.len(), &end["input"]), (4, 1, &json!(5)));
    let manifest = std::fs::read_to_string(folder.path().join("out/manifest.jsonl"));
    assert!(!manifest.expect("manifest").contains("見本"));
    // With `--strict` nothing is there.
    let strict = notices(5);
    let (exit, codes) = run(strict.path(), &["--strict"], make);
    assert_eq!((exit, codes), (Exit::SelfCheck, vec!["B156", "B091"]));
    assert_eq!(names(strict.path()), ["records.jsonl"]);
}

/// The pages of one record stand in the place of another's: every proof that looks finds it, nothing
/// is published, and nothing is left to go on with.
#[test]
fn pages_of_another_record_do_not_prove() {
    let folder = notices(3);
    let first = Mutex::new(None);
    let make: &Make<'_> = &|shared, tools, job| {
        let position = job.position;
        let Tools { setter, packer } = &mut *tools;
        let pages = setter.set(job.record, &job.found, |document, _| packer.pack(&document));
        let mut made = shared.make(tools, job);
        let mut kept = first.lock().expect("one thread");
        match position {
            1 => *kept = Some(pages.outcome),
            2 => made.set.outcome = kept.take().expect("the first"),
            _ => {}
        }
        made
    };
    let proved = ["--threads", "1", "--prove", "all", "--split", "1"];
    let (exit, codes) = run(folder.path(), &proved, make);
    assert_eq!((exit, codes[0]), (Exit::SelfCheck, "B168"), "{codes:?}");
    assert!(codes.len() > 1 && codes[1..].iter().all(|code| code.starts_with('P')), "{codes:?}");
    assert_eq!(names(folder.path()), ["records.jsonl"]);
    // Without a proof nobody looks.
    assert_eq!(run(folder.path(), &["--threads", "1"], make).0, Exit::Good);
}

/// A run whose second record is packed from changed pages: it ends as every run that does not prove,
/// and nothing is left.
#[track_caller]
fn does_not_prove(change: fn(&mut Document)) {
    let folder = notices(3);
    let make: &Make<'_> = &|shared, tools, job| {
        let lie = (job.record == 2).then(|| {
            let Tools { setter, packer } = &mut *tools;
            setter.set(job.record, &job.found, |mut document, _| {
                change(&mut document);
                packer.pack(&document)
            })
        });
        let made = shared.make(tools, job);
        Made { set: lie.unwrap_or(made.set), ..made }
    };
    for threads in ["1", "2"] {
        let options = ["--prove", "all", "--split", "1", "--threads", threads];
        let (exit, codes) = run(folder.path(), &options, make);
        assert_eq!(exit, Exit::SelfCheck, "{codes:?}");
        assert!(codes.iter().any(|code| code.starts_with('P')), "{codes:?}");
        assert_eq!(names(folder.path()), ["records.jsonl"]);
    }
}

/// The first words of the record on a page.
fn words(document: &mut Document) -> &mut TextRun {
    let items = document.pages.iter_mut().flat_map(|page| &mut page.items);
    let run = |item| match item {
        &mut Item { draw: Draw::Text(ref mut run), .. } if run.text.contains('見') => Some(run),
        _ => None,
    };
    items.filter_map(run).next().expect("words")
}

#[test]
fn pc10_the_glyph_of_what_is_missing() {
    does_not_prove(|document| words(document).glyphs[0].id = 0);
}

#[test]
fn pc11_a_glyph_that_says_something_else() {
    does_not_prove(|document| {
        let run = words(document);
        run.text = run.text.replacen('見', "偽", 1);
    });
}

#[test]
fn pc13_a_white_box_over_the_words() {
    does_not_prove(|document| {
        let page = &mut document.pages[0];
        let area = Rect { origin: Point::default(), size: page.size };
        let draw = Draw::Fill(Fill { area, colour: Colour::Grey(255) });
        page.items.push(Item { order: u32::MAX, role: Role::Artifact, name: None, draw });
    });
}
